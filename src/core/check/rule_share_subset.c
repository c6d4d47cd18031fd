/* Those with no sick days are among those with at most five (H4). */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

bool
rule_share_subset(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *none = &c->m->staff[i], *few;
		const struct staff_key k = {.measure = STAFF_MEASURE_max5_days_share,
		    .unit = none->unit,
		    .sex = none->sex,
		    .age = none->age,
		    .length = none->length};
		if (none->measure != STAFF_MEASURE_zero_days_share || !dec_ok(none->value) ||
		    date_cmp(none->period.to, c->p.to) > 0 || none->period.to.y < c->year - 1)
			continue;
		few = staff_find(c->m, &k, none->period);
		if (few == NULL || !dec_ok(few->value) || dec_cmp(none->value, few->value) <= 0)
			continue;
		struct found at = {.sev = SEV_ERROR,
		    .place = str_fmt(c->mem, "personal/%.*s/%.*s", STR_ARG(none->unit),
		        STR_ARG(period_str(c->mem, none->period))),
		    .file = STR("personal/personal.csv"),
		    .found = check_figure(c, none->value, STR("%")),
		    .expected = str_fmt(c->mem, "\xe2\x89\xa4 %.*s",
		        STR_ARG(check_figure(c, few->value, STR("%"))))};
		FOUND(c, &at, MSG_check_share_subset,
		    ARG(period_show(c->mem, none->period, c->lang)), ARG(at.found),
		    ARG(check_figure(c, few->value, STR("%"))));
	}
	return true;
}
