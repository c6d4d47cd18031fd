#include "core/staff/staff.h"

static bool
same_group(const struct staff *s, const struct staff_key *k)
{
	return s->measure == k->measure && s->sex == k->sex && str_eq(s->unit, k->unit) &&
	    str_eq(s->age, k->age) && str_eq(s->length, k->length);
}

const struct staff *
staff_find(const struct model *m, const struct staff_key *k, period p)
{
	const struct staff *found = NULL;

	for (size_t i = 0; i < m->n_staff; i++) {
		const struct staff *s = &m->staff[i];
		if (!same_group(s, k) || s->period.kind == PERIOD_NONE ||
		    date_cmp(s->period.to, p.to) != 0)
			continue;
		if (found == NULL || period_eq(s->period, p))
			found = s;
	}
	return found;
}

const struct staff *
staff_nearest(const struct model *m, const struct staff_key *k, period p)
{
	const struct staff *found = NULL;
	int best = 0;

	for (size_t i = 0; i < m->n_staff; i++) {
		const struct staff *s = &m->staff[i];
		if (!same_group(s, k) || s->period.kind == PERIOD_NONE || !dec_ok(s->value))
			continue;
		int off = date_days(s->period.to) - date_days(p.to);
		off = off < 0 ? -off : off;
		if (found == NULL || off < best) {
			found = s;
			best = off;
		}
	}
	return found;
}

/* The sum of a series over the twelve months; not dec_ok when one is missing. */
static dec
window_sum(const struct model *m, str series, period window)
{
	dec sum = dec_int(0);
	int months = 0;

	for (size_t i = 0; i < m->n_point; i++) {
		const struct point *q = &m->point[i];
		if (!str_eq(q->series, series) || q->period.kind != PERIOD_MONTH ||
		    date_cmp(q->period.from, window.from) < 0 ||
		    date_cmp(q->period.to, window.to) > 0)
			continue;
		sum = dec_add(sum, q->value);
		months++;
	}
	return months == 12 ? sum : dec_bad();
}

dec
staff_r12(const struct model *m, str absence_series, str hours_series, period end)
{
	period window = period_r12(end);
	dec away = window_sum(m, absence_series, window),
	    hours = window_sum(m, hours_series, window);

	if (!dec_ok(away) || !dec_ok(hours) || dec_sign(hours) <= 0)
		return dec_bad();
	return dec_div(dec_mul(away, dec_int(100)), hours, STAFF_SCALE, DEC_HALF_EVEN);
}

dec
hme_index(dec mean)
{
	if (!dec_ok(mean) || dec_cmp(mean, dec_int(1)) < 0 || dec_cmp(mean, dec_int(5)) > 0)
		return dec_bad();
	return dec_mul(dec_sub(mean, dec_int(1)), dec_int(25));
}

dec
hme_total(dec motivation, dec ledarskap, dec styrning)
{
	return dec_div(dec_add(dec_add(motivation, ledarskap), styrning), dec_int(3), STAFF_SCALE,
	    DEC_HALF_EVEN);
}

static bool
rate_bounds(dec rate, dec *low, dec *high)
{
	dec half;

	if (!dec_ok(rate) || dec_sign(rate) <= 0 || rate.scale >= DEC_SCALE_MAX)
		return false;
	half = dec_of(5, rate.scale + 1);
	*low = dec_sub(rate, half);
	*high = dec_add(rate, half);
	return dec_sign(*low) > 0;
}

static struct survey_range
whole(dec low, dec high)
{
	struct survey_range r = {0};

	/* The smallest whole number not below low, the largest not above high. */
	r.ok = dec_i64(dec_rescale(low, 0, DEC_UP), &r.low) &&
	    dec_i64(dec_rescale(high, 0, DEC_DOWN), &r.high) && r.low <= r.high;
	return r;
}

struct survey_range
survey_population(int64_t answers, dec rate_percent)
{
	dec low, high, hundred = dec_mul(dec_int(answers), dec_int(100));

	if (answers < 0 || !rate_bounds(rate_percent, &low, &high))
		return (struct survey_range){0};
	return whole(dec_div(hundred, high, STAFF_SCALE, DEC_DOWN),
	    dec_div(hundred, low, STAFF_SCALE, DEC_UP));
}

struct survey_range
survey_answers(int64_t population, dec rate_percent)
{
	dec low, high, hundredth = dec_of(1, 2);

	if (population < 0 || !rate_bounds(rate_percent, &low, &high))
		return (struct survey_range){0};
	return whole(dec_mul(dec_mul(dec_int(population), low), hundredth),
	    dec_mul(dec_mul(dec_int(population), high), hundredth));
}

bool
staff_group_size(const struct model *m, const struct staff_group *g, period p, int64_t *n)
{
	const struct staff_key k = {.measure = STAFF_MEASURE_headcount,
	    .unit = g->unit,
	    .sex = g->sex,
	    .age = g->age};
	const struct staff *s = staff_find(m, &k, p);

	/* The count of another month of the same year tells the size as well. */
	if (s == NULL || !dec_ok(s->value))
		s = staff_nearest(m, &k, p);
	return s != NULL && s->period.to.y == p.to.y && dec_i64(dec_trim(s->value), n);
}
