/* The last report's analyses had actions: what became of them should be said. */
#include "core/check/check_priv.h"

static bool
followed(const struct check *c, const struct variance *old)
{
	for (size_t i = 0; i < c->m->n_variance; i++) {
		const struct variance *v = &c->m->variance[i];
		if (str_eq(v->follows, old->id) && period_same_end(v->period, c->p) &&
		    str_trim(v->outcome_of_action).n > 0)
			return true;
	}
	return false;
}

bool
rule_variance_follow_up(struct check *c, struct err *e)
{
	const struct report *last = c->report != NULL && c->report->previous.n > 0
	    ? find_report(c->m, c->report->previous)
	    : NULL;

	(void)e;
	if (last == NULL)
		return true;
	for (size_t i = 0; i < c->m->n_variance; i++) {
		const struct variance *v = &c->m->variance[i];
		if (!period_same_end(v->period, last->period) || str_trim(v->action).n == 0 ||
		    followed(c, v))
			continue;
		struct found at = {.sev = SEV_NOTE, .place = check_place(c, "avvikelse", v->id)};
		FOUND(c, &at, MSG_check_no_follow_up, ARG(v->area), ARG(last->title));
	}
	return true;
}
