/* Sick leave by length of case adds up to the whole, for all three are shares of the
 * same hours; by age the whole lies between its parts. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static const char *const lengths[] = {"1-14", "15-180", "181-"};
static const char *const ages[] = {"-29", "30-49", "50-"};

static dec
part(const struct check *c, const struct staff *all, const char *age, const char *length)
{
	const struct staff_key k = {.measure = all->measure,
	    .unit = all->unit,
	    .sex = all->sex,
	    .age = age != NULL ? str_of(age) : all->age,
	    .length = length != NULL ? str_of(length) : all->length};
	const struct staff *s = staff_find(c->m, &k, all->period);

	return s != NULL ? s->value : dec_bad();
}

static str
place(struct check *c, const struct staff *all)
{
	return str_fmt(c->mem, "personal/%.*s/sick_leave_r12/%.*s", STR_ARG(all->unit),
	    STR_ARG(period_str(c->mem, all->period)));
}

static void
by_length(struct check *c, const struct staff *all)
{
	dec sum = dec_int(0), slack = check_slack(all->value);

	for (size_t i = 0; i < COUNTOF(lengths); i++) {
		dec v = part(c, all, NULL, lengths[i]);
		if (!dec_ok(v))
			return;
		sum = dec_add(sum, v);
		slack = dec_add(slack, check_slack(v));
	}
	if (check_within(sum, all->value, slack))
		return;
	struct found at = {.sev = SEV_ERROR,
	    .place = place(c, all),
	    .file = STR("personal/personal.csv"),
	    .found = check_figure(c, all->value, STR("%")),
	    .expected = check_figure(c, sum, STR("%"))};
	FOUND(c, &at, MSG_check_sick_lengths, ARG(check_group(c, all)), ARG(at.found),
	    ARG(at.expected));
}

static void
by_age(struct check *c, const struct staff *all)
{
	dec low = dec_bad(), high = dec_bad(), slack = dec_mul(check_slack(all->value), dec_int(2));

	for (size_t i = 0; i < COUNTOF(ages); i++) {
		dec v = part(c, all, ages[i], NULL);
		if (!dec_ok(v))
			return;
		low = !dec_ok(low) || dec_cmp(v, low) < 0 ? v : low;
		high = !dec_ok(high) || dec_cmp(v, high) > 0 ? v : high;
	}
	if (dec_cmp(all->value, dec_sub(low, slack)) >= 0 &&
	    dec_cmp(all->value, dec_add(high, slack)) <= 0)
		return;
	struct found at = {.sev = SEV_ERROR,
	    .place = place(c, all),
	    .file = STR("personal/personal.csv"),
	    .found = check_figure(c, all->value, STR("%")),
	    .expected = str_fmt(c->mem, "%.*s\xe2\x80\x93%.*s",
	        STR_ARG(check_figure(c, low, STR(""))), STR_ARG(check_figure(c, high, STR("%"))))};
	FOUND(c, &at, MSG_check_sick_ages, ARG(check_group(c, all)), ARG(at.found),
	    ARG(at.expected));
}

bool
rule_sick_leave(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *s = &c->m->staff[i];
		if (s->measure != STAFF_MEASURE_sick_leave_r12 || !dec_ok(s->value) ||
		    s->length.n > 0 || s->period.to.y < c->year - 1 ||
		    date_cmp(s->period.to, c->p.to) > 0)
			continue;
		by_length(c, s);
		if (s->age.n == 0)
			by_age(c, s);
	}
	return true;
}
