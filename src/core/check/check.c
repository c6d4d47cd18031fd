#include "core/check/check_priv.h"

#include <stdlib.h>
#include <string.h>

#define RULE(id_, sv, en, source_, example_) {#id_, {sv, en}, source_, example_},
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
	if (unit.n > 0) {
		sb_lit(&b, "\xc2\xa0");
		sb_str(&b, unit);
	}
	must(sb_done(&b, &out));
	return out;
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

/* (C3): a waiver without place is for the rule in the whole report. */
static const struct waiver *
waived(const struct check *c, str place)
{
	for (size_t i = 0; i < c->m->n_waiver; i++) {
		const struct waiver *w = &c->m->waiver[i];
		if (!str_eq(w->rule, str_of(c->rule->id)))
			continue;
		if (w->report.n > 0 && (c->report == NULL || !str_eq(w->report, c->report->id)))
			continue;
		/* Unsigned or unexplained, it is no waiver. */
		if (str_trim(w->by).n == 0 || str_trim(w->reason).n == 0)
			continue;
		if (w->place.n == 0 || str_eq(w->place, place))
			return w;
	}
	return NULL;
}

void
check_found(struct check *c, const struct found *f)
{
	struct check_list *l = c->out;
	struct check_finding *v;

	arena_grow(c->mem, l->v, l->n, l->room);
	v = &l->v[l->n++];
	*v = (struct check_finding){.rule = c->rule,
	    .sev = f->sev,
	    .place = f->place,
	    .file = f->file,
	    .line = f->line,
	    .expected = f->expected,
	    .found = f->found,
	    .by = f->by,
	    .waiver = waived(c, f->place)};
	if (v->waiver != NULL)
		l->n_waived++;
	else
		l->count[f->sev]++;
}

void
check_say(struct check *c, struct msg_args m)
{
	struct check_finding *v = &c->out->v[c->out->n - 1];
	struct sb b;

	sb_init(&b, c->mem, (size_t)1 << 16);
	msg_put(&b, &m, c->lang);
	(void)!sb_done(&b, &v->text[c->lang]);
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
	    .out = out};
	bool any = false;

	*out = (struct check_list){0};
	if (!plan_status(mem, m, ctx.body, ctx.period, &c.plan, e))
		return false;
	for (size_t i = 0; i < check_rules_n; i++) {
		if (ask->rule != NULL && strcmp(ask->rule, check_rules[i].id) != 0)
			continue;
		any = true;
		c.rule = &check_rules[i];
		if (!rule_fns[i](&c, e))
			return false;
	}
	if (!any)
		return fail(e, RC_NOT_FOUND, MSG_check_no_rule, ARG(ask->rule));
	if (out->n > 0)
		qsort(out->v, out->n, sizeof out->v[0], by_place); /* (C4) */
	must(out->n ==
	    out->count[SEV_NOTE] + out->count[SEV_WARNING] + out->count[SEV_ERROR] + out->n_waived);
	return true;
}
