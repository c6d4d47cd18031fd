/* Strict targets: an outcome that only touches them, or that is known so coarsely
 * that nobody can tell. */
#include "core/check/check_priv.h"

static void
one(struct check *c, const struct attainment *a, str name, str unit, str place, str file)
{
	bool strict = a->in.op == OPERATOR_lt || a->in.op == OPERATOR_gt;
	struct found at = {.sev = SEV_WARNING, .place = place, .file = file};

	if (!dec_ok(a->in.outcome) || !dec_ok(a->in.target))
		return;
	at.expected = attain_target(c->mem, a, c->lang);
	at.found = check_figure(c, a->in.outcome, unit);
	if (a->verdict == VERDICT_UNSHOWN)
		FOUND(c, &at, MSG_check_strict_unshown, ARG(name),
		    ARG(check_figure(c, a->in.outcome, unit)),
		    ARG(attain_target(c->mem, a, c->lang)));
	else if (strict && dec_cmp(a->in.outcome, a->in.target) == 0)
		FOUND(c, &at, MSG_check_strict_equal, ARG(name),
		    ARG(check_figure(c, a->in.outcome, unit)),
		    ARG(attain_target(c->mem, a, c->lang)));
}

bool
rule_strict_target(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_objective; i++)
		for (size_t k = 0; k < c->plan.objective[i].n_indicator; k++) {
			const struct indicator_status *s = &c->plan.objective[i].indicator[k];
			one(c, &s->a, s->indicator->name, s->indicator->unit,
			    check_place(c, "indikator", s->indicator->id),
			    str_fmt(c->mem, "mal/delmal-%d.yaml", c->year));
		}
	for (size_t i = 0; i < c->plan.n_assignment; i++)
		for (size_t k = 0; k < c->plan.assignment[i].n_measure; k++) {
			const struct measure_status *s = &c->plan.assignment[i].measure[k];
			if (s->planned)
				one(c, &s->a, s->measure->name, s->measure->unit,
				    check_place(c, "matt", s->measure->id),
				    str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", c->year));
		}
	return true;
}
