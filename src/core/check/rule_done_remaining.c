/* Done, with work or decisions remaining. */
#include "core/check/check_priv.h"

bool
rule_done_remaining(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_assignment; i++) {
		const struct assignment_report *r = c->plan.assignment[i].report;
		if (r == NULL ||
		    (r->status != EXECUTION_klar && r->status != EXECUTION_klar_med_avvikelse) ||
		    (str_trim(r->remaining).n == 0 && str_trim(r->next_steps).n == 0))
			continue;
		struct found at = {.sev = SEV_NOTE,
		    .place = check_place(c, "uppdrag", r->assignment),
		    .file = str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", c->year),
		    .found = execution_word(r->status, c->lang)};
		FOUND(c, &at, MSG_check_done_remaining,
		    ARG(c->plan.assignment[i].assignment->title),

		    ARG(check_line(c,
		        str_trim(r->remaining).n > 0 ? r->remaining : r->next_steps)));
	}
	return true;
}
