/* Judgements that stand on nothing measured: "underlag saknas". */
#include "core/check/check_priv.h"

bool
rule_no_basis(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_objective; i++) {
		const struct objective_status *o = &c->plan.objective[i];
		if (o->suggestion.verdict != VERDICT_NONE || o->status == STATUS_ej_bedomt)
			continue;
		struct found at = {.sev = SEV_NOTE,
		    .place = check_place(c, "delmal", o->objective->id),
		    .file = str_fmt(c->mem, "mal/delmal-%d.yaml", c->year),
		    .found = status_word(o->status, c->lang)};
		if (o->n_indicator == 0)
			FOUND(c, &at, MSG_check_no_indicator, ARG(o->objective->title),
			    ARG(status_word(o->status, c->lang)));
		else
			FOUND(c, &at, MSG_check_no_outcomes, ARG(o->objective->title),
			    ARG(status_word(o->status, c->lang)), ARG(o->n_indicator));
	}
	return true;
}
