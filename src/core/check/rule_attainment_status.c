/* An assignment reported as done although its measures say that the target was
 * not reached. */
#include "core/check/check_priv.h"

bool
rule_attainment_status(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_assignment; i++) {
		const struct assignment_status *a = &c->plan.assignment[i];
		if (a->report == NULL || a->report->status != EXECUTION_klar)
			continue;
		for (size_t k = 0; k < a->n_measure; k++) {
			const struct measure_status *s = &a->measure[k];
			if (!s->planned ||
			    (s->a.verdict != VERDICT_PARTLY && s->a.verdict != VERDICT_NOT))
				continue;
			struct found at = {.sev = SEV_WARNING,
			    .place = check_place(c, "uppdrag", a->assignment->id),
			    .file = str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", c->year),
			    .expected = verdict_word(s->a.verdict, c->lang),
			    .found = execution_word(a->report->status, c->lang),
			    .by = attain_arithmetic(c->mem, &s->a, c->lang)};
			FOUND(c, &at, MSG_check_done_unmet, ARG(a->assignment->title),
			    ARG(s->measure->name), ARG(verdict_word(s->a.verdict, c->lang)));
		}
	}
	return true;
}
