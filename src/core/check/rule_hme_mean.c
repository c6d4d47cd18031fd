/* The engagement index is the mean of its three, within their rounding. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static dec
part(const struct check *c, const struct staff *total, enum staff_measure m)
{
	const struct staff_key k = {.measure = m, .unit = total->unit, .sex = total->sex};
	const struct staff *s = staff_find(c->m, &k, total->period);

	return s != NULL ? s->value : dec_bad();
}

bool
rule_hme_mean(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *t = &c->m->staff[i];
		dec mean, slack;
		if (t->measure != STAFF_MEASURE_hme_total || !dec_ok(t->value) ||
		    t->period.to.y != c->year)
			continue;
		dec a = part(c, t, STAFF_MEASURE_hme_motivation);
		dec b = part(c, t, STAFF_MEASURE_hme_ledarskap);
		dec d = part(c, t, STAFF_MEASURE_hme_styrning);
		mean = hme_total(a, b, d);
		if (!dec_ok(mean))
			continue;
		/* The mean of three rounded figures is off by at most the mean of their slacks. */
		slack = dec_add(check_slack(t->value),
		    hme_total(check_slack(a), check_slack(b), check_slack(d)));
		if (check_within(mean, t->value, slack))
			continue;
		struct found at = {.sev = SEV_ERROR,
		    .place = str_fmt(c->mem, "personal/%.*s/hme/%.*s", STR_ARG(t->unit),
		        STR_ARG(period_str(c->mem, t->period))),
		    .file = STR("personal/personal.csv"),
		    .found = check_figure(c, t->value, STR("")),
		    .expected = check_figure(c, dec_rescale(mean, 1, DEC_HALF_UP), STR(""))};
		FOUND(c, &at, MSG_check_hme, ARG(at.found), ARG(at.expected));
	}
	return true;
}
