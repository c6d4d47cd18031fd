/* Response rate, answers and population imply each other; and a population that
 * leaps from one year to the next says that one of them was misread. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static const struct staff *
find(const struct check *c, enum staff_measure m, str unit, period p)
{
	const struct staff_key k = {.measure = m, .unit = unit};
	const struct staff *s = staff_find(c->m, &k, p);

	return s != NULL && dec_ok(s->value) ? s : NULL;
}

/* The population as stated, or as rate and answers imply it. */
static struct survey_range
population(const struct check *c, str unit, period p, bool *stated)
{
	const struct staff *rate = find(c, STAFF_MEASURE_survey_rate, unit, p);
	const struct staff *answers = find(c, STAFF_MEASURE_survey_answers, unit, p);
	const struct staff *all = find(c, STAFF_MEASURE_survey_population, unit, p);
	struct survey_range r = {0};
	int64_t n;

	*stated = all != NULL;
	if (all != NULL && dec_i64(dec_trim(all->value), &n))
		return (struct survey_range){true, n, n};
	if (rate != NULL && answers != NULL && dec_i64(dec_trim(answers->value), &n))
		r = survey_population(n, rate->value);
	return r;
}

static void
three(struct check *c, const struct staff *rate)
{
	const struct staff *answers = find(c, STAFF_MEASURE_survey_answers, rate->unit,
	    rate->period);
	const struct staff *all = find(c, STAFF_MEASURE_survey_population, rate->unit,
	    rate->period);
	struct survey_range r;
	int64_t n, k;

	if (answers == NULL || all == NULL || !dec_i64(dec_trim(all->value), &n) ||
	    !dec_i64(dec_trim(answers->value), &k))
		return;
	r = survey_answers(n, rate->value);
	if (r.ok && r.low <= k && k <= r.high)
		return;
	struct found at = {.sev = SEV_ERROR,
	    .place = str_fmt(c->mem, "personal/%.*s/enkat", STR_ARG(rate->unit)),
	    .file = STR("personal/personal.csv"),
	    .found = check_figure(c, answers->value, STR("")),
	    .expected = str_fmt(c->mem, "%lld\xe2\x80\x93%lld", (long long)r.low,
	        (long long)r.high)};
	FOUND(c, &at, MSG_check_survey_three, ARG(at.found),
	    ARG(check_figure(c, rate->value, STR("%"))), ARG(n), ARG(at.expected));
}

static void
leap(struct check *c, const struct staff *rate)
{
	bool now_stated, then_stated;
	struct survey_range now = population(c, rate->unit, rate->period, &now_stated);
	struct survey_range then = population(c, rate->unit, period_shift_years(rate->period, -1),
	    &then_stated);

	/* More than a tenth either way, whatever rounding hides. */
	if (!now.ok || !then.ok || (now_stated && then_stated) ||
	    (now.low * 10 <= then.high * 11 && now.high * 10 >= then.low * 9))
		return;
	struct found at = {.sev = SEV_NOTE,
	    .place = str_fmt(c->mem, "personal/%.*s/enkat", STR_ARG(rate->unit)),
	    .file = STR("personal/personal.csv"),
	    .found = str_fmt(c->mem, "%lld\xe2\x80\x93%lld", (long long)now.low,
	        (long long)now.high),
	    .expected = str_fmt(c->mem, "%lld", (long long)then.low)};
	FOUND(c, &at, MSG_check_survey_leap, ARG(at.found), ARG(at.expected));
}

bool
rule_survey(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *s = &c->m->staff[i];
		if (s->measure != STAFF_MEASURE_survey_rate || !dec_ok(s->value) ||
		    s->period.to.y != c->year || s->sex != SEX_alla)
			continue;
		three(c, s);
		leap(c, s);
	}
	return true;
}
