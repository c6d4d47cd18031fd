#include "core/check/check_priv.h"

#include <stdlib.h>
#include <string.h>

#define RULE(id_, sv, en, worst_, source_sv, source_en, why_sv, why_en, example_) \
	{#id_, {sv, en}, SEV_##worst_, {source_sv, source_en}, {why_sv, why_en}, example_},
const struct check_rule check_rules[] = {
#include "rules.def"
};
#undef RULE
const size_t check_rules_n = COUNTOF(check_rules);

#define RULE(id_, ...) rule_##id_,
static check_fn *const rule_fns[] = {
#include "rules.def"
};
#undef RULE
_Static_assert(COUNTOF(rule_fns) == COUNTOF(check_rules), "a rule is a row and a function");

/* ---- what rules use ---- */

str
check_figure(struct check *c, dec v, str unit)
{
	struct sb b;
	str out;

	sb_init(&b, c->mem, 512);
	dec_show(&b, v, c->lang);
	if (unit.n > 0 && !str_eq(unit, STR("antal"))) {
		sb_lit(&b, "\xc2\xa0");
		sb_str(&b, fact_unit_word(unit, c->lang));
	}
	must(sb_done(&b, &out));
	return out;
}

str
check_ore(struct check *c, dec ore)
{
	dec kr = dec_mul(ore, dec_of(1, 2));

	if (dec_trim(kr).scale > 0)
		return check_figure(c, dec_rescale(kr, 2, DEC_HALF_UP), STR("kr"));
	return check_figure(c, dec_trim(kr), STR("kr"));
}

dec
check_in_unit(const struct fact *f, str unit)
{
	if (f->unit == FACT_KR && (str_eq(unit, STR("Mkr")) || str_eq(unit, STR("mkr"))))
		return dec_mul(f->value, dec_of(1, 6));
	if (f->unit == FACT_KR && str_eq(unit, STR("tkr")))
		return dec_mul(f->value, dec_of(1, 3));
	return f->value;
}

dec
check_slack(dec printed)
{
	return printed.scale < DEC_SCALE_MAX ? dec_of(5, printed.scale + 1) : dec_int(0);
}

int64_t
check_ore_slack(int64_t ore)
{
	if (ore != 0 && ore % 100000000 == 0)
		return 50000000;
	return ore != 0 && ore % 100000 == 0 ? 50000 : 0;
}

str
check_words(const struct check *c, const char *sv, const char *en)
{
	return str_of(c->lang == LANG_SV ? sv : en);
}

enum severity
check_law(const struct check *c)
{
	return c->own ? SEV_WARNING : SEV_NOTE;
}

bool
check_within(dec a, dec b, dec slack)
{
	return dec_cmp(dec_abs(dec_sub(a, b)), slack) <= 0;
}

str
check_line(struct check *c, str text)
{
	struct sb b;
	str out;
	bool blank = false;

	sb_init(&b, c->mem, text.n + 8);
	for (size_t i = 0; i < text.n; i++) {
		if (strchr(" \t\r\n", text.p[i]) != NULL) {
			blank = b.n > 0;
			continue;
		}
		if (blank)
			sb_chr(&b, ' ');
		blank = false;
		sb_chr(&b, text.p[i]);
	}
	must(sb_done(&b, &out));
	return out;
}

str
check_group(struct check *c, const struct staff *s)
{
	static const char *const sexes[][LANG__COUNT] = {[SEX_alla] = {"", ""},
	    [SEX_kvinna] = {", kvinnor", ", women"},
	    [SEX_man] = {", män", ", men"}};
	static const char *const age[LANG__COUNT] = {"ålder", "age"};
	static const char *const day[LANG__COUNT] = {"dag", "day"};
	const struct unit *u = find_unit(c->m, s->unit);
	str name = u != NULL ? u->name : s->unit;

	name = str_fmt(c->mem, "%.*s%s", STR_ARG(name), sexes[s->sex][c->lang]);
	if (s->age.n > 0)
		name = str_fmt(c->mem, "%.*s, %s %.*s", STR_ARG(name), age[c->lang],
		    STR_ARG(s->age));
	if (s->length.n > 0)
		name = str_fmt(c->mem, "%.*s, %s %.*s", STR_ARG(name), day[c->lang],
		    STR_ARG(s->length));
	return name;
}

str
check_place(struct check *c, const char *kind, str id)
{
	return str_fmt(c->mem, "%s/%.*s", kind, STR_ARG(id));
}

str
section_file(struct check *c, const struct section *s)
{
	return str_fmt(c->mem, "rapport/%.*s/%.*s.md", STR_ARG(s->report), STR_ARG(s->id));
}

str
section_place(struct check *c, const struct section *s)
{
	return str_fmt(c->mem, "avsnitt/%.*s/%.*s", STR_ARG(s->report), STR_ARG(s->id));
}

static bool
family(str word)
{
	static const char *const heads[] = {"ekonomi.", "investering.", "investeringar.", "mal.",
	    "uppdrag.", "personal.", "serie.", "portfolj.", "uppgift.", "omrakning."};

	for (size_t i = 0; i < COUNTOF(heads); i++)
		if (str_has_prefix(word, str_of(heads[i])) && word.n > strlen(heads[i]))
			return true;
	return false;
}

/* The names inside one {{hole}}; a name with a loop's variable is none yet. */
static bool
hole_names(struct check *c, const struct section *s, str hole, int line,
    bool (*fn)(struct check *, const struct bound *, struct err *), struct err *e)
{
	size_t i = 0;

	if (hole.n > 0 && hole.p[0] == '#')
		return true;
	while (i < hole.n) {
		size_t from = i;
		while (i < hole.n && strchr(" |()<>!\t\n", hole.p[i]) == NULL)
			i++;
		str word = str_sub(hole, from, i);
		i += i < hole.n;
		if (!family(word) || str_find_byte(word, '$', 0) < word.n)
			continue;
		struct bound b = {s, word, line};
		if (!fn(c, &b, e))
			return false;
	}
	return true;
}

static bool
section_bound(struct check *c, const struct section *s,
    bool (*fn)(struct check *, const struct bound *, struct err *), struct err *e)
{
	size_t at = 0, counted = 0;
	int line = 1;

	while ((at = str_find(s->body, STR("{{"), at)) < s->body.n) {
		size_t end = str_find(s->body, STR("}}"), at);
		for (; counted < at; counted++)
			line += s->body.p[counted] == '\n';
		if (end == s->body.n)
			return true; /* an open hole is the template's own fault to tell */
		if (at == 0 || s->body.p[at - 1] != '\\')
			if (!hole_names(c, s, str_trim(str_sub(s->body, at + 2, end)), line, fn, e))
				return false;
		at = end + 2;
	}
	return true;
}

bool
check_bound(struct check *c, bool (*fn)(struct check *c, const struct bound *b, struct err *e),
    struct err *e)
{
	if (c->report == NULL)
		return true;
	for (size_t i = 0; i < c->m->n_section; i++)
		if (str_eq(c->m->section[i].report, c->report->id) &&
		    !section_bound(c, &c->m->section[i], fn, e))
			return false;
	return true;
}

/* ---- findings ---- */

/* (C3): a waiver without place is for the rule in the whole report; one that says what
 * it waives holds as long as the finding says just that. */
static const struct waiver *
waived(const struct model *m, const struct report *report, const struct check_finding *f)
{
	for (size_t i = 0; i < m->n_waiver; i++) {
		const struct waiver *w = &m->waiver[i];
		if (!str_eq(w->rule, str_of(f->rule->id)))
			continue;
		if (w->report.n > 0 && (report == NULL || !str_eq(w->report, report->id)))
			continue;
		/* Unsigned or unexplained, it is no waiver. */
		if (str_trim(w->by).n == 0 || str_trim(w->reason).n == 0)
			continue;
		if (w->what.n > 0 && !str_eq(w->what, f->text[LANG_SV]))
			continue;
		if (w->place.n == 0 || str_eq(w->place, f->place))
			return w;
	}
	return NULL;
}

static str
said(struct check *c, const struct msg_args *m)
{
	struct sb b;
	str out = STR("");

	sb_init(&b, c->mem, (size_t)1 << 16);
	msg_put(&b, m, c->lang);
	(void)!sb_done(&b, &out);
	return out;
}

void
check_found(struct check *c, const struct found *f, struct msg_args m)
{
	struct check_list *l = c->out;
	struct check_finding *v;

	if (c->said == l->n) {
		must(c->lang == LANG_SV);
		arena_grow(c->mem, l->v, l->n, l->room);
		l->v[l->n++] = (struct check_finding){.rule = c->rule,
		    .sev = f->sev,
		    .place = f->place,
		    .file = f->file,
		    .line = f->line,
		    .by = f->by};
	}
	v = &l->v[c->said++];
	must(v->rule == c->rule && str_eq(v->place, f->place) && v->sev == f->sev); /* (C5) */
	v->expected[c->lang] = f->expected;
	v->found[c->lang] = f->found;
	v->text[c->lang] = said(c, &m);
}

/* What the rules found, counted without what is waived. */
static void
count(const struct check *c)
{
	struct check_list *l = c->out;

	for (size_t i = 0; i < l->n; i++) {
		struct check_finding *v = &l->v[i];
		v->waiver = waived(c->m, c->report, v);
		if (v->waiver != NULL)
			l->n_waived++;
		else
			l->count[v->sev]++;
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct check_finding *x = a, *y = b;
	int c;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if ((c = str_cmp(x->place, y->place)) != 0)
		return c;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return str_cmp(x->text[LANG_SV], y->text[LANG_SV]);
}

const struct report *
check_report(const struct model *m, str body, period p)
{
	for (size_t i = 0; i < m->n_report; i++)
		if (str_eq(m->report[i].body, body) && period_same_end(m->report[i].period, p))
			return &m->report[i];
	return NULL;
}

static bool
run_rules(struct check *c, const char *only, bool *any, struct err *e)
{
	for (size_t i = 0; i < check_rules_n; i++) {
		if (only != NULL && strcmp(only, check_rules[i].id) != 0)
			continue;
		*any = true;
		c->rule = &check_rules[i];
		if (!rule_fns[i](c, e))
			return false;
	}
	return true;
}

bool
check_run(struct arena *mem, const struct check_ask *ask, struct check_list *out, struct err *e)
{
	struct fact_context ctx = facts_context(ask->facts);
	const struct model *m = facts_model(ask->facts);
	const struct body *b = find_body(m, ctx.body);
	struct check c = {.mem = mem,
	    .m = m,
	    .fx = ask->facts,
	    .ec = ask->economy,
	    .report = ask->report != NULL ? ask->report : check_report(m, ctx.body, ctx.period),
	    .body = ctx.body,
	    .unit = b != NULL ? b->unit : STR(""),
	    .p = ctx.period,
	    .year = ctx.period.to.y,
	    .closed = ctx.period.to.m == 12,
	    .own = b != NULL && b->kind == BODY_KIND_fullmaktige,
	    .today = ask->today,
	    .proof = ask->proof,
	    .out = out};
	bool any = false;

	*out = (struct check_list){0};
	if (!plan_status(mem, m, ctx.body, ctx.period, &c.plan, e))
		return false;
	for (int lang = 0; lang < LANG__COUNT; lang++) {
		c.lang = (enum lang)lang;
		c.said = 0;
		if (!run_rules(&c, ask->rule, &any, e))
			return false;
		must(c.said == out->n); /* (C5) */
	}
	if (!any)
		return fail(e, RC_NOT_FOUND, MSG_check_no_rule, ARG(ask->rule));
	count(&c);
	if (out->n > 0)
		qsort(out->v, out->n, sizeof out->v[0], by_place); /* (C4) */
	must(out->n ==
	    out->count[SEV_NOTE] + out->count[SEV_WARNING] + out->count[SEV_ERROR] + out->n_waived);
	return true;
}
