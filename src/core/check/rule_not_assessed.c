/* Objectives without a judgement, and judgements without an analysis. */
#include "core/check/check_priv.h"

bool
rule_not_assessed(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_objective; i++) {
		const struct objective_status *o = &c->plan.objective[i];
		struct found at = {.sev = SEV_WARNING,
		    .place = check_place(c, "delmal", o->objective->id),
		    .file = str_fmt(c->mem, "mal/delmal-%d.yaml", c->year)};
		if (o->status == STATUS_ej_bedomt) {
			FOUND(c, &at, MSG_check_not_assessed, ARG(o->objective->title));
		} else if (str_trim(o->judged->analysis).n == 0) {
			at.sev = SEV_NOTE;
			FOUND(c, &at, MSG_check_no_analysis, ARG(o->objective->title));
		}
	}
	return true;
}
