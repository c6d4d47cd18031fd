/* Targets that cannot be judged by as they stand: missing, zero, reversed, an interval
 * without its end, a change without a base. */
#include "core/check/check_priv.h"
#include "core/plan/messages.h"

/* The operator says one way and the plan's direction the other. */
static bool
reversed(enum operator op, enum direction d)
{
	bool up = op == OPERATOR_ge || op == OPERATOR_gt || op == OPERATOR_increase;
	bool down = op == OPERATOR_le || op == OPERATOR_lt || op == OPERATOR_no_increase;

	return (up && d == DIRECTION_lower) || (down && d == DIRECTION_higher);
}

/* A change in the wrong direction is asked for. */
static bool
wrong_side(const struct attainment *a)
{
	if (a->in.method != METHOD_change || !dec_ok(a->in.base) || !dec_ok(a->in.target) ||
	    a->in.direction == DIRECTION_none)
		return false;
	return dec_sign(dec_sub(a->in.target, a->in.base)) !=
	    (a->in.direction == DIRECTION_higher ? 1 : -1);
}

static void
one(struct check *c, const struct attainment *a, str name, enum operator op, enum direction d,
    struct found *at)
{
	const struct msg *why = a->why;

	at->sev = SEV_WARNING;
	if (reversed(op, d)) {
		FOUND(c, at, MSG_check_target_reversed, ARG(name),
		    ARG(attain_target(c->mem, a, c->lang)));
	} else if (wrong_side(a)) {
		FOUND(c, at, MSG_check_target_side, ARG(name),
		    ARG(check_figure(c, a->in.target, STR(""))),
		    ARG(check_figure(c, a->in.base, STR(""))));
	} else if (why == MSG_plan_bad_interval || why == MSG_plan_no_upper ||
	    why == MSG_plan_no_base) {
		FOUND(c, at, MSG_check_target_why, ARG(name), ARG(why->text[c->lang]));
	} else if (dec_ok(a->in.outcome) &&
	    (why == MSG_plan_no_target || why == MSG_plan_no_period_target)) {
		at->sev = SEV_NOTE;
		FOUND(c, at, MSG_check_target_why, ARG(name), ARG(why->text[c->lang]));
	} else if (a->in.method == METHOD_level && dec_ok(a->in.target) &&
	    dec_sign(a->in.target) <= 0 && a->in.op != OPERATOR_eq) {
		at->sev = SEV_NOTE;
		at->found = check_figure(c, a->in.target, STR(""));
		FOUND(c, at, MSG_check_target_zero, ARG(name), ARG(at->found));
	}
}

bool
rule_target_basis(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_objective; i++)
		for (size_t k = 0; k < c->plan.objective[i].n_indicator; k++) {
			const struct indicator_status *s = &c->plan.objective[i].indicator[k];
			struct found at = {.place = check_place(c, "indikator", s->indicator->id),
			    .file = str_fmt(c->mem, "mal/delmal-%d.yaml", c->year)};
			one(c, &s->a, s->indicator->name, s->indicator->operator,
			    s->indicator->direction, &at);
		}
	for (size_t i = 0; i < c->plan.n_assignment; i++)
		for (size_t k = 0; k < c->plan.assignment[i].n_measure; k++) {
			const struct measure_status *s = &c->plan.assignment[i].measure[k];
			struct found at = {.place = check_place(c, "matt", s->measure->id),
			    .file = str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", c->year)};
			if (s->planned)
				one(c, &s->a, s->measure->name, s->measure->operator,
				    s->measure->direction, &at);
		}
	return true;
}
