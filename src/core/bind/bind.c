/* Which facts a typed figure could be. */
#include "core/bind/bind_priv.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX ((size_t)4 << 20)
/* How much nearer than the next one a safe proposal is.  The same figure of another
 * thing ("8 assignments", "8 of them going on") must not be near at all. */
#define SAFE_MARGIN 8

/* ---- the facts ---- */

/* The shortest name that means the fact in the report's own context. */
static str
short_name(struct facts *fx, struct arena *mem, str canonical, bool last_year)
{
	static const char *const dims[] = {":period=", ":enhet=", ":organ="};
	str name = canonical;

	for (size_t i = 0; i < COUNTOF(dims); i++) {
		struct err quiet = {0};
		size_t at = str_find(name, str_of(dims[i]), 0), end;
		str tried, means;
		if (at == name.n)
			continue;
		end = str_find(name, STR(":"), at + 1);
		tried = str_fmt(mem, "%.*s%.*s%s", STR_ARG(str_sub(name, 0, at)),
		    STR_ARG(str_sub(name, end, name.n)), i == 0 && last_year ? ":period=-1" : "");
		if (fact_canonical(fx, tried, &means, &quiet) && str_eq(means, canonical))
			name = tried;
	}
	return name;
}

static bool
know(struct bind_facts *k, str name, bool last_year, struct err *e)
{
	struct known_fact v = {.last_year = last_year, .name = name};

	if (map_find(&k->seen, name) != MAP_NONE)
		return true;
	if (!fact_get(k->fx, name, &v.fact, e))
		return false;
	if (!dec_ok(v.fact.value))
		return true;
	(void)map_add(&k->seen, name, k->n);
	arena_grow(k->mem, k->v, k->n, k->room);
	k->v[k->n++] = v;
	return true;
}

/* What the context has no year or accounts for is no fact to bind to. */
static bool
unknown_is_none(struct err *quiet, struct err *e)
{
	if (quiet->rc != RC_IO)
		return true;
	*e = *quiet;
	return false;
}

static bool
gather(struct bind_facts *k, period p, const char *prefix, bool last_year, struct err *e)
{
	struct fact_context ctx = facts_context(k->fx);
	struct err quiet = {0};
	str *names;
	size_t n;

	ctx.period = p;
	if (!facts_list(facts_in_context(k->fx, ctx), str_of(prefix), 10000, &names, &n, &quiet))
		return unknown_is_none(&quiet, e);
	for (size_t i = 0; i < n; i++)
		if (!know(k, names[i], last_year, e))
			return false;
	return true;
}

/* The organisation's own totals beside the body's, this year's and last year's. */
static bool
gather_tops(struct bind_facts *k, struct err *e)
{
	static const char *const rows[] = {"investering.utfall", "investering.budget",
	    "investering.avvikelse"};
	const struct model *m = facts_model(k->fx);

	for (size_t u = 0; u < m->n_unit; u++)
		for (size_t i = 0; m->unit[u].parent.n == 0 && i < COUNTOF(rows); i++)
			for (int back = 0; back < 2; back++) {
				struct err quiet = {0};
				str name = str_fmt(k->mem, "%s:enhet=%.*s:period=-%d", rows[i],
				        STR_ARG(m->unit[u].id), back),
				    canonical;
				if (back == 0)
					name = str_sub(name, 0, name.n - strlen(":period=-0"));
				if (!fact_canonical(k->fx, name, &canonical, &quiet) ||
				    !know(k, canonical, back > 0, &quiet)) {
					if (!unknown_is_none(&quiet, e))
						return false;
				}
			}
	return true;
}

bool
bind_facts_new(struct facts *fx, struct arena *mem, struct bind_facts **out, struct err *e)
{
	struct bind_facts *k = arena_new(mem, struct bind_facts);
	period p = facts_context(fx).period;

	*k = (struct bind_facts){.fx = fx, .mem = mem};
	map_init(&k->seen, mem, 0xb17du);
	*out = k;
	if (!gather(k, p, "", false, e) || !gather(k, period_shift_years(p, -1), "", true, e) ||
	    !gather_tops(k, e))
		return false;
	/* Staff figures are told for other months too: the last one known, last December. */
	for (int back = 0; back < 2; back++)
		for (int month = 12; month >= 1; month--) {
			period when = period_month(p.to.y - back, month);
			if (date_cmp(when.to, p.to) <= 0 &&
			    !gather(k, when, "personal.", back > 0, e))
				return false;
		}
	return true;
}

/* ---- reading ---- */

/* Holes and block lines as blanks: every byte keeps its place. */
static str
masked(struct arena *mem, str text)
{
	char *p = arena_array(mem, text.n + 1, char);
	size_t at = 0;

	memcpy(p, text.p, text.n);
	while ((at = str_find(text, STR("{{"), at)) < text.n) {
		size_t end = str_find(text, STR("}}"), at);
		end = end < text.n ? end + 2 : text.n;
		for (; at < end; at++)
			if (p[at] != '\n')
				p[at] = ' ';
	}
	for (size_t i = 0; i + 3 <= text.n; i++)
		if ((i == 0 || text.p[i - 1] == '\n') && memcmp(text.p + i, ":::", 3) == 0)
			for (; i < text.n && text.p[i] != '\n'; i++)
				p[i] = ' ';
	return (str){p, text.n};
}

static int
by_off(const void *a, const void *b)
{
	const struct bind_figure *x = a, *y = b;

	return (x->off > y->off) - (x->off < y->off);
}

static void
place(str text, struct bind_figure *f)
{
	size_t line_from = 0;

	f->line = 1;
	for (size_t i = 0; i < f->off; i++)
		if (text.p[i] == '\n') {
			f->line++;
			line_from = i + 1;
		}
	f->col = (int)(f->off - line_from) + 1;
}

/* ---- proposals ---- */

static int
by_score(const void *a, const void *b)
{
	const struct bind_proposal *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	if (x->can != y->can)
		return x->can ? -1 : 1;
	return str_cmp(x->fact, y->fact);
}

/* The figure's value in the fact's own unit, and half a step of it. */
static bool
could_be(const struct claims_figure *c, const struct fact *f)
{
	static const enum fact_unit units[] = {[CLAIMS_PLAIN] = FACT_OTHER,
	    [CLAIMS_KR] = FACT_KR,
	    [CLAIMS_PERCENT] = FACT_PERCENT,
	    [CLAIMS_POINTS] = FACT_POINTS,
	    [CLAIMS_COUNT] = FACT_COUNT,
	    [CLAIMS_HOURS] = FACT_HOURS};
	dec value = dec_of(c->value, 6), half = dec_of(c->half, 6);
	bool plain = c->unit == CLAIMS_PLAIN || c->unit == CLAIMS_COUNT;

	if (c->unit > CLAIMS_HOURS)
		return false;
	if (plain && f->unit != FACT_COUNT && f->unit != FACT_OTHER && f->unit != FACT_INDEX)
		return false;
	if (!plain && f->unit != units[c->unit])
		return false;
	return dec_cmp(dec_abs(dec_sub(dec_abs(value), dec_abs(f->value))), half) <= 0;
}

/* "mal.delmal.antal" of a canonical name. */
static str
row_of(str name)
{
	return str_sub(name, 0, str_find(name, STR(":"), 0));
}

static bool
propose(struct bind_facts *k, const struct near_text *near, const struct claims_claim *claim,
    const struct claims_figure *c, struct bind_figure *f)
{
	struct bind_proposal *v = NULL;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < k->n; i++) {
		struct known_fact *x = &k->v[i];
		if (!could_be(c, &x->fact))
			continue;
		struct bind_proposal p = {.fact = x->fact.name,
		    .label = {x->fact.label[LANG_SV], x->fact.label[LANG_EN]},
		    .score = near_score(k, near, claim, x)};
		format_find(k->mem, &x->fact, f, &p);
		p.score += p.can ? 2 : 0;
		if (p.score <= 0)
			continue; /* the value alone says nothing */
		arena_grow(k->mem, v, n, room);
		v[n] = p;
		v[n++].name = x->name;
	}
	if (n == 0)
		return true;
	qsort(v, n, sizeof *v, by_score);
	f->safe = v[0].can && v[0].score >= NEAR_SAFE;
	for (size_t i = 1; i < n; i++) {
		bool kin = str_eq(row_of(v[i].fact), row_of(v[0].fact));
		f->safe = f->safe && v[i].score + SAFE_MARGIN <= v[0].score &&
		    (!kin || v[i].score < NEAR_SAFE / 2);
	}
	f->n_proposal = n < BIND_PROPOSALS_MAX ? n : BIND_PROPOSALS_MAX;
	f->proposal = v;
	for (size_t i = 0; i < f->n_proposal; i++) {
		size_t at = map_find(&k->seen, v[i].fact);
		must(at != MAP_NONE && at < k->n);
		v[i].name = short_name(k->fx, k->mem, v[i].fact, k->v[at].last_year);
	}
	return true;
}

bool
bind_scan(struct bind_facts *k, str title, str text, struct bind_list *out, struct err *e)
{
	struct claims_doc doc = {.name = title, .text = masked(k->mem, text)};
	struct claims_result r;
	size_t room = 0;

	*out = (struct bind_list){0};
	if (str_trim(doc.text).n == 0)
		return true;
	if (!claims_check(&doc, NULL, k->mem, &r, e))
		return false;
	for (size_t i = 0; i < r.n_claim; i++)
		for (int j = 0; j < r.claim[i].n_figure; j++) {
			const struct claims_figure *c = &r.claim[i].figure[j];
			struct near_text near = near_of(k, title, doc.text, c->off);
			struct bind_figure f = {.off = c->off,
			    .end = c->end,
			    .typed = str_sub(text, c->off, c->end),
			    .verdict = r.claim[i].verdict};
			place(text, &f);
			if (!propose(k, &near, &r.claim[i], c, &f))
				return false;
			arena_grow(k->mem, out->v, out->n, room);
			out->v[out->n++] = f;
		}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof out->v[0], by_off);
	return true;
}

/* ---- writing ---- */

str
bind_hole(struct arena *mem, const struct bind_proposal *p)
{
	if (p->format.n == 0)
		return str_fmt(mem, "{{%.*s}}", STR_ARG(p->name));
	return str_fmt(mem, "{{%.*s | %.*s}}", STR_ARG(p->name), STR_ARG(p->format));
}

str
bind_text(struct arena *mem, str text, const struct bind_list *list,
    const struct bind_proposal *const *pick)
{
	struct sb b;
	size_t from = 0;
	str out;

	sb_init(&b, mem, TEXT_MAX);
	for (size_t i = 0; i < list->n; i++) {
		const struct bind_figure *f = &list->v[i];
		if (pick[i] == NULL || f->off < from)
			continue;
		must(pick[i]->can);
		sb_str(&b, str_sub(text, from, f->off));
		sb_str(&b, bind_hole(mem, pick[i]));
		from = pick[i]->end;
	}
	sb_str(&b, str_sub(text, from, text.n));
	must(sb_done(&b, &out));
	return out;
}
