/* One outcome, two verdicts: level and change disagree, so the report must name
 * the method it judges by. */
#include "core/check/check_priv.h"

/* The same figures held the other way, in this measure or in a sister of it. */
static const struct measure_status *
other(const struct assignment_status *a, const struct measure_status *s)
{
	for (size_t k = 0; k < a->n_measure; k++) {
		const struct measure_status *o = &a->measure[k];
		if (o->a.in.method == METHOD_change && s->a.in.method == METHOD_level &&
		    dec_ok(o->outcome) && dec_ok(s->outcome) &&
		    dec_cmp(o->outcome, s->outcome) == 0 && dec_ok(o->target) &&
		    dec_ok(s->target) && dec_cmp(o->target, s->target) == 0)
			return o;
	}
	return NULL;
}

bool
rule_two_methods(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_assignment; i++) {
		const struct assignment_status *a = &c->plan.assignment[i];
		for (size_t k = 0; k < a->n_measure; k++) {
			const struct measure_status *s = &a->measure[k], *o = other(a, s);
			if (o == NULL || o->a.verdict == s->a.verdict || !dec_ok(o->a.percent) ||
			    !dec_ok(s->a.percent))
				continue;
			struct found at = {.sev = SEV_NOTE,
			    .place = check_place(c, "matt", s->measure->id),
			    .expected = attain_arithmetic(c->mem, &s->a, c->lang),
			    .found = attain_arithmetic(c->mem, &o->a, c->lang)};
			FOUND(c, &at, MSG_check_two_methods, ARG(s->measure->name),
			    ARG(attain_arithmetic(c->mem, &s->a, c->lang)),
			    ARG(attain_arithmetic(c->mem, &o->a, c->lang)));
		}
	}
	return true;
}
