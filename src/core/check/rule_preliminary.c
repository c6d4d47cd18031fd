/* What is not booked may be looked at, but not decided on. */
#include "core/check/check_priv.h"

#include "core/economy/remark.h"

bool
rule_preliminary(struct check *c, struct err *e)
{
	const struct adjustment **v;
	size_t n;

	if (c->ec == NULL || c->unit.n == 0)
		return true;
	if (!economy_adjustments(c->ec, c->p, c->unit, c->mem, &v, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct found at = {.sev = SEV_ERROR,
		    .place = check_place(c, "justering", v[i]->id),
		    .file = str_fmt(c->mem, "ekonomi/justeringar-%.*s.yaml",
		        STR_ARG(period_str(c->mem, v[i]->period))),
		    .expected = check_figure(c, dec_int(0), STR("kr")),
		    .found = check_figure(c, ore_as(v[i]->amount, 2), STR("kr"))};
		FOUND(c, &at, MSG_check_preliminary, ARG(v[i]->id), ARG(at.found), ARG(v[i]->by));
	}
	return true;
}
