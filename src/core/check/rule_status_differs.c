/* An owner's judgement that differs from what the indicators suggest. */
#include "core/check/check_priv.h"

bool
rule_status_differs(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_objective; i++) {
		const struct objective_status *o = &c->plan.objective[i];
		if (!o->differs)
			continue;
		struct found at = {.sev = o->needs_reason ? SEV_WARNING : SEV_NOTE,
		    .place = check_place(c, "delmal", o->objective->id),
		    .file = str_fmt(c->mem, "mal/delmal-%d.yaml", c->year),
		    .expected = verdict_word(o->suggestion.verdict, c->lang),
		    .found = status_word(o->status, c->lang)};
		FOUND(c, &at,
		    o->needs_reason ? MSG_check_differs_unexplained : MSG_check_differs_explained,
		    ARG(o->objective->title), ARG(status_word(o->status, c->lang)),
		    ARG(verdict_word(o->suggestion.verdict, c->lang)));
	}
	return true;
}
