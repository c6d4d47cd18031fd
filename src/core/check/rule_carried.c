/* Assignments from one year to the next: retitled, closed twice, or dropped. */
#include "core/check/check_priv.h"

static bool
closed(const struct assignment_report *r)
{
	return r != NULL && r->status >= EXECUTION_klar;
}

static void
from_last(struct check *c, const struct assignment_status *s)
{
	const struct assignment *a = s->assignment, *old = find_assignment(c->m, a->carried_from);
	struct found at = {.sev = SEV_NOTE, .place = check_place(c, "uppdrag", a->id)};
	const struct assignment_report *then;

	if (old == NULL)
		return;
	at.by = check_place(c, "uppdrag", old->id);
	if (!str_eq(old->title, a->title)) {
		at.found = a->title;
		at.expected = old->title;
		FOUND(c, &at, MSG_check_retitled, ARG(a->title), ARG(old->title), ARG(old->year));
	}
	then = assignment_reported(c->m, old, period_year(old->year));
	at.found = at.expected = STR("");
	if (then != NULL && then->status == EXECUTION_klar && closed(s->report))
		FOUND(c, &at, MSG_check_closed_twice, ARG(a->title), ARG(old->year), ARG(a->year));
}

static bool
successor(const struct check *c, const struct assignment *old)
{
	for (size_t i = 0; i < c->m->n_assignment; i++)
		if (str_eq(c->m->assignment[i].carried_from, old->id))
			return true;
	return false;
}

/* Last year's assignments that are neither closed nor carried over. */
static void
dropped(struct check *c)
{
	for (size_t i = 0; i < c->m->n_assignment; i++) {
		const struct assignment *old = &c->m->assignment[i];
		if (old->year != c->year - 1 || !str_eq(old->body, c->body) || successor(c, old) ||
		    closed(assignment_reported(c->m, old, period_year(old->year))))
			continue;
		struct found at = {.sev = SEV_WARNING, .place = check_place(c, "uppdrag", old->id)};
		FOUND(c, &at, MSG_check_dropped, ARG(old->title), ARG(old->year), ARG(c->year));
	}
}

bool
rule_carried(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->plan.n_assignment; i++)
		from_last(c, &c->plan.assignment[i]);
	dropped(c);
	return true;
}
