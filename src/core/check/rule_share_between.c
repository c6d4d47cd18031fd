/* A share of all lies between that of women and that of men. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static bool
is_share(enum staff_measure m)
{
	return m == STAFF_MEASURE_sick_leave_r12 || m == STAFF_MEASURE_zero_days_share ||
	    m == STAFF_MEASURE_max5_days_share || m == STAFF_MEASURE_survey_rate ||
	    m == STAFF_MEASURE_sick_over59_share;
}

static const struct staff *
of_sex(const struct check *c, const struct staff *all, enum sex sex)
{
	const struct staff_key k = {.measure = all->measure,
	    .unit = all->unit,
	    .sex = sex,
	    .age = all->age,
	    .length = all->length};
	const struct staff *s = staff_find(c->m, &k, all->period);

	return s != NULL && dec_ok(s->value) ? s : NULL;
}

bool
rule_share_between(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *all = &c->m->staff[i], *women, *men;
		if (!is_share(all->measure) || all->sex != SEX_alla || !dec_ok(all->value) ||
		    date_cmp(all->period.to, c->p.to) > 0 || all->period.to.y < c->year - 1)
			continue;
		women = of_sex(c, all, SEX_kvinna);
		men = of_sex(c, all, SEX_man);
		if (women == NULL || men == NULL)
			continue;
		bool up = dec_cmp(women->value, men->value) >= 0;
		dec low = up ? men->value : women->value, high = up ? women->value : men->value;
		dec slack = dec_mul(check_slack(all->value), dec_int(2));
		if (dec_cmp(all->value, dec_sub(low, slack)) >= 0 &&
		    dec_cmp(all->value, dec_add(high, slack)) <= 0)
			continue;
		struct found at = {.sev = SEV_ERROR,
		    .place = str_fmt(c->mem, "personal/%.*s/%s/%.*s", STR_ARG(all->unit),
		        enum_name(staff_measure_names, (int)all->measure),
		        STR_ARG(period_str(c->mem, all->period))),
		    .file = STR("personal/personal.csv"),
		    .found = check_figure(c, all->value, STR("%")),
		    .expected = str_fmt(c->mem, "%.*s\xe2\x80\x93%.*s",
		        STR_ARG(check_figure(c, low, STR(""))),
		        STR_ARG(check_figure(c, high, STR("%"))))};
		FOUND(c, &at, MSG_check_share_between, ARG(check_group(c, all)), ARG(at.found),
		    ARG(at.expected));
	}
	return true;
}
