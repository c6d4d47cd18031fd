/* A project is shown with what was decided, what is used so far and what it is thought
 * to cost (LKBR 10:2, RKR R14). */
#include "core/check/check_priv.h"

static str
name_of(const struct investment *v)
{
	return v->name.n > 0 ? v->name : v->project;
}

static void
one(struct check *c, const struct investment *v)
{
	struct found at = {.sev = check_law(c),
	    .place = str_fmt(c->mem, "projekt/%.*s/%d", STR_ARG(v->project), v->year),
	    .file = str_fmt(c->mem, "investeringar/investeringar-%d.csv", v->year)};

	if (!dec_ok(v->decided) || !dec_ok(v->forecast)) {
		FOUND(c, &at, MSG_check_project_totals, ARG(name_of(v)));
		return;
	}
	if (!dec_ok(v->accumulated))
		return;
	at.sev = SEV_WARNING;
	at.found = check_ore(c, v->accumulated);
	if (dec_cmp(v->accumulated, v->decided) > 0) {
		at.expected = check_ore(c, v->decided);
		FOUND(c, &at, MSG_check_project_beyond, ARG(name_of(v)), ARG(at.found),
		    ARG(at.expected));
	} else if (dec_cmp(v->forecast, v->accumulated) < 0) {
		at.expected = check_ore(c, v->forecast);
		FOUND(c, &at, MSG_check_project_forecast, ARG(name_of(v)), ARG(at.found),
		    ARG(at.expected));
	}
}

/* The latest row of a project so far this year. */
static bool
latest(const struct check *c, const struct investment *v)
{
	for (size_t i = 0; i < c->m->n_investment; i++) {
		const struct investment *o = &c->m->investment[i];
		if (o->year == v->year && str_eq(o->project, v->project) &&
		    str_eq(o->area, v->area) && o->month > v->month && o->month <= c->p.to.m)
			return false;
	}
	return true;
}

bool
rule_investment_totals(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_investment; i++) {
		const struct investment *v = &c->m->investment[i];
		if (v->project.n > 0 && v->year == c->year && v->month <= c->p.to.m && latest(c, v))
			one(c, v);
	}
	return true;
}
