/* What is booked and stands in no line or under no unit. */
#include "core/check/check_priv.h"

#include "core/economy/result.h"

bool
rule_unmapped(struct check *c, struct err *e)
{
	struct unmapped *v;
	size_t n;

	if (c->ec == NULL)
		return true;
	if (!economy_unmapped(c->ec, c->mem, &v, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (v[i].year != c->year || v[i].ore == 0)
			continue;
		struct found at = {.sev = SEV_ERROR,
		    .place = str_fmt(c->mem, "konto/%.*s/%.*s", STR_ARG(v[i].account),
		        STR_ARG(v[i].object)),
		    .file = v[i].no_line ? str_fmt(c->mem, "ekonomi/kontoplan-%d.csv", c->year)
		                         : STR("organisation.yaml"),
		    .found = check_figure(c, ore_as(v[i].ore, 2), STR("kr")),
		    .expected = check_figure(c, dec_int(0), STR("kr"))};
		if (v[i].no_line)
			FOUND(c, &at, MSG_check_unmapped_line, ARG(v[i].account),
			    ARG(v[i].account_name), ARG(at.found));
		else
			FOUND(c, &at, MSG_check_unmapped_unit, ARG(v[i].object), ARG(v[i].account),
			    ARG(at.found));
	}
	return true;
}
