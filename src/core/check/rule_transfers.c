/* Internal transfers move budget and make none: over all units they are zero (RKR R14). */
#include "core/check/check_priv.h"

bool
rule_transfers(struct check *c, struct err *e)
{
	int64_t sum = 0;

	(void)e;
	for (size_t i = 0; i < c->m->n_budget; i++) {
		const struct budget *b = &c->m->budget[i];
		if (b->year == c->year && b->version == BUDGET_VERSION_transfer &&
		    __builtin_add_overflow(sum, b->amount, &sum))
			return true;
	}
	if (sum == 0)
		return true;
	struct found at = {.sev = SEV_WARNING,
	    .place = str_fmt(c->mem, "budget/%d/transfer", c->year),
	    .file = str_fmt(c->mem, "ekonomi/budget-%d.csv", c->year),
	    .expected = check_figure(c, dec_int(0), STR("kr")),
	    .found = check_figure(c, dec_trim(ore_as(sum, 2)), STR("kr"))};
	FOUND(c, &at, MSG_check_transfers, ARG(c->year), ARG(at.found));
	return true;
}
