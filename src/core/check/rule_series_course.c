/* A cumulative series does not fall; and a plan that is a percentage of a base
 * year is that percentage, month by month. */
#include "core/check/check_priv.h"

static void
falls(struct check *c, const struct series *s)
{
	const struct point *last = NULL;

	for (size_t i = 0; i < c->m->n_point; i++) {
		const struct point *q = &c->m->point[i];
		if (!str_eq(q->series, s->id) || !dec_ok(q->value) ||
		    date_cmp(q->period.to, c->p.to) > 0)
			continue;
		if (last != NULL && last->period.to.y == q->period.to.y &&
		    q->period.to.y >= c->year - 1 && dec_cmp(q->value, last->value) < 0) {
			struct found at = {.sev = SEV_WARNING,
			    .place = str_fmt(c->mem, "serie/%.*s/%.*s", STR_ARG(s->id),
			        STR_ARG(period_str(c->mem, q->period))),
			    .file = str_fmt(c->mem, "serier/%.*s.csv", STR_ARG(s->id)),
			    .found = check_figure(c, q->value, s->unit),
			    .expected = str_fmt(c->mem, "\xe2\x89\xa5 %.*s",
			        STR_ARG(check_figure(c, last->value, s->unit)))};
			FOUND(c, &at, MSG_check_series_falls, ARG(s->name), ARG(at.found),
			    ARG(check_figure(c, last->value, s->unit)),
			    ARG(period_show(c->mem, q->period, c->lang)));
		}
		last = q;
	}
}

static dec
base_of_month(const struct check *c, str series, int month)
{
	for (size_t i = 0; i < c->m->n_point; i++)
		if (str_eq(c->m->point[i].series, series) && c->m->point[i].period.to.m == month)
			return c->m->point[i].value;
	return dec_bad();
}

static void
plan(struct check *c, const struct measure *ms)
{
	dec share = dec_mul(ms->plan_percent, dec_of(1, 2));

	for (size_t i = 0; i < c->m->n_point; i++) {
		const struct point *q = &c->m->point[i];
		dec base, want, slack;
		if (!str_eq(q->series, ms->plan_series) || q->period.to.y != c->year ||
		    !dec_ok(q->value))
			continue;
		base = base_of_month(c, ms->base_series, q->period.to.m);
		if (!dec_ok(base))
			continue;
		want = dec_mul(base, share);
		slack = dec_add(check_slack(q->value), dec_mul(check_slack(base), share));
		if (check_within(want, q->value, slack))
			continue;
		struct found at = {.sev = SEV_WARNING,
		    .place = str_fmt(c->mem, "serie/%.*s/%.*s", STR_ARG(ms->plan_series),
		        STR_ARG(period_str(c->mem, q->period))),
		    .file = str_fmt(c->mem, "serier/%.*s.csv", STR_ARG(ms->plan_series)),
		    .found = check_figure(c, q->value, ms->unit),
		    .expected = check_figure(c, dec_rescale(want, q->value.scale, DEC_HALF_UP),
		        ms->unit)};
		FOUND(c, &at, MSG_check_plan_percent, ARG(period_show(c->mem, q->period, c->lang)),
		    ARG(at.found), ARG(check_figure(c, dec_trim(ms->plan_percent), STR("%"))),
		    ARG(at.expected));
	}
}

/* Two measures may stand on the same plan; it is checked once. */
static bool
first_with_plan(const struct check *c, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_eq(c->m->measure[i].plan_series, c->m->measure[at].plan_series))
			return false;
	return true;
}

bool
rule_series_course(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_series; i++)
		if (c->m->series[i].kind == SERIES_KIND_cumulative)
			falls(c, &c->m->series[i]);
	for (size_t i = 0; i < c->m->n_measure; i++) {
		const struct measure *ms = &c->m->measure[i];
		if (ms->plan_series.n > 0 && ms->base_series.n > 0 && dec_ok(ms->plan_percent) &&
		    first_with_plan(c, i))
			plan(c, ms);
	}
	return true;
}
