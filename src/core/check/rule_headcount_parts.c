/* Women and men are all; what is counted leaves no room for rounding. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static const struct staff *
of_sex(const struct check *c, const struct staff *all, enum sex sex)
{
	const struct staff_key k = {.measure = all->measure,
	    .unit = all->unit,
	    .sex = sex,
	    .age = all->age};
	const struct staff *s = staff_find(c->m, &k, all->period);

	return s != NULL && dec_ok(s->value) ? s : NULL;
}

bool
rule_headcount_parts(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *all = &c->m->staff[i], *women, *men;
		if (all->measure != STAFF_MEASURE_headcount || all->sex != SEX_alla ||
		    !dec_ok(all->value) || all->period.to.y != c->year ||
		    date_cmp(all->period.to, c->p.to) > 0)
			continue;
		women = of_sex(c, all, SEX_kvinna);
		men = of_sex(c, all, SEX_man);
		if (women == NULL || men == NULL)
			continue;
		dec sum = dec_add(women->value, men->value);
		if (dec_cmp(sum, all->value) == 0)
			continue;
		struct found at = {.sev = SEV_ERROR,
		    .place = str_fmt(c->mem, "personal/%.*s/headcount/%.*s", STR_ARG(all->unit),
		        STR_ARG(period_str(c->mem, all->period))),
		    .file = STR("personal/personal.csv"),
		    .found = check_figure(c, all->value, STR("")),
		    .expected = check_figure(c, sum, STR(""))};
		FOUND(c, &at, MSG_check_headcount, ARG(check_figure(c, women->value, STR(""))),
		    ARG(check_figure(c, men->value, STR(""))), ARG(at.expected), ARG(at.found));
	}
	return true;
}
