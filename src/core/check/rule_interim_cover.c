/* One interim report of the year covers at least half and at most two thirds of it
 * (LKBR 13:1): August does, April does not. */
#include "core/check/check_priv.h"

static bool
covers(const struct report *r, const struct check *c)
{
	return str_eq(r->body, c->body) && r->period.to.y == c->year && r->period.to.m >= 6 &&
	    r->period.to.m <= 8;
}

bool
rule_interim_cover(struct check *c, struct err *e)
{
	(void)e;
	if (c->report == NULL)
		return true;
	for (size_t i = 0; i < c->m->n_report; i++)
		if (covers(&c->m->report[i], c))
			return true;
	/* Nothing is missing as long as there is time to write it. */
	struct found at = {.sev = c->closed ? check_law(c) : SEV_NOTE,
	    .place = check_place(c, "rapport", c->report->id),
	    .expected = period_show(c->mem,
	        period_span((date){(int16_t)c->year, 1, 1}, (date){(int16_t)c->year, 8, 31}),
	        c->lang)};
	if (c->own || !c->closed)
		FOUND(c, &at, MSG_check_law_interim, ARG(c->year));
	return true;
}
