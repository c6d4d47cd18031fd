/* Every goal of the council has an objective of the body, or the report says why not
 * (LKBR 11:8: the goals are evaluated). */
#include "core/check/check_priv.h"

static bool
covered(const struct check *c, const struct goal *g)
{
	for (size_t i = 0; i < c->plan.n_objective; i++)
		if (c->plan.objective[i].goal == g)
			return true;
	return false;
}

bool
rule_goal_covered(struct check *c, struct err *e)
{
	(void)e;
	if (c->plan.n_objective == 0)
		return true;
	for (size_t i = 0; i < c->m->n_goal; i++) {
		const struct goal *g = &c->m->goal[i];
		if ((g->from != 0 && g->from > c->year) || (g->to != 0 && g->to < c->year) ||
		    covered(c, g))
			continue;
		struct found at = {.sev = check_law(c),
		    .place = check_place(c, "regionmal", g->id),
		    .file = str_fmt(c->mem, "mal/delmal-%d.yaml", c->year)};
		FOUND(c, &at, MSG_check_goal_uncovered, ARG(g->name), ARG(c->year));
	}
	return true;
}
