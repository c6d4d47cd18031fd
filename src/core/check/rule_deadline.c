/* A deadline before the first follow-up or before the year, and a passed deadline
 * of an assignment that is not done. */
#include "core/check/check_priv.h"

static date
first_follow_up(const struct assignment *a)
{
	static const struct {
		const char *word;
		int month;
	} months[] = {{"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"maj", 5}, {"jun", 6},
	    {"jul", 7}, {"aug", 8}, {"sep", 9}, {"okt", 10}, {"nov", 11}, {"dec", 12}};

	if (a->first_followup.y != 0)
		return a->first_followup;
	for (size_t i = 0; i < COUNTOF(months); i++)
		if (str_find(a->periodicity, str_of(months[i].word), 0) < a->periodicity.n)
			return (date){(int16_t)a->year, (int8_t)months[i].month,
			    (int8_t)date_month_days(a->year, months[i].month)};
	return (date){0};
}

bool
rule_deadline(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_assignment; i++) {
		const struct assignment *a = c->plan.assignment[i].assignment;
		const struct assignment_report *r = c->plan.assignment[i].report;
		date first = first_follow_up(a), jan = {(int16_t)a->year, 1, 1};
		struct found at = {.sev = SEV_WARNING,
		    .place = check_place(c, "uppdrag", a->id),
		    .file = str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", a->year)};
		if (a->deadline.y == 0) {
			at.sev = SEV_NOTE;
			FOUND(c, &at, MSG_check_no_deadline, ARG(a->title));
			continue;
		}
		at.found = date_str(c->mem, a->deadline);
		if (date_cmp(a->deadline, jan) < 0) {
			at.expected = date_str(c->mem, jan);
			FOUND(c, &at, MSG_check_deadline_before_year, ARG(a->title), ARG(at.found));
		} else if (first.y != 0 && date_cmp(a->deadline, first) < 0) {
			at.expected = date_str(c->mem, first);
			FOUND(c, &at, MSG_check_deadline_before_follow_up, ARG(a->title),
			    ARG(at.found), ARG(at.expected));
		}
		if (date_cmp(a->deadline, c->p.to) <= 0 &&
		    (r == NULL || r->status < EXECUTION_klar))
			FOUND(c, &at, MSG_check_deadline_passed, ARG(a->title), ARG(at.found));
	}
	return true;
}
