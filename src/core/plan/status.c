#include "core/plan/status.h"

#include "core/plan/messages.h"

#include <stdlib.h>

bool
period_same_end(period a, period b)
{
	return a.kind != PERIOD_NONE && b.kind != PERIOD_NONE && date_cmp(a.to, b.to) == 0;
}

/* A row of the asked kind of period goes before one that only ends with it. */
static const struct target *
target_at(const struct model *m, str indicator, period p)
{
	const struct target *found = NULL;

	for (size_t i = 0; i < m->n_target; i++) {
		const struct target *t = &m->target[i];
		if (!str_eq(t->indicator, indicator) || !period_same_end(t->period, p))
			continue;
		if (found == NULL || period_eq(t->period, p))
			found = t;
	}
	return found;
}

/* A row of the body's own unit is the whole, as one without a unit is. */
static bool
whole_row(const struct outcome *o, str own_unit)
{
	return o->unit.n == 0 || str_eq(o->unit, own_unit);
}

static const struct outcome *
outcome_at(const struct model *m, str indicator, str own_unit, period p, enum sex sex)
{
	const struct outcome *found = NULL;

	for (size_t i = 0; i < m->n_outcome; i++) {
		const struct outcome *o = &m->outcome[i];
		if (!str_eq(o->indicator, indicator) || o->sex != sex ||
		    !period_same_end(o->period, p) || !whole_row(o, own_unit))
			continue;
		if (found == NULL || period_eq(o->period, p))
			found = o;
	}
	return found;
}

static str
own_unit(const struct model *m, const struct indicator *i)
{
	const struct objective *o = find_objective(m, i->objective);
	const struct body *b = o != NULL ? find_body(m, o->body) : NULL;

	return b != NULL ? b->unit : STR("");
}

static dec
base_of(const struct model *m, const struct indicator *i, str unit)
{
	const struct outcome *o;

	if (dec_ok(i->base_value) || i->base_period.kind == PERIOD_NONE)
		return i->base_value;
	o = outcome_at(m, i->id, unit, i->base_period, SEX_alla);
	return o != NULL ? o->value : dec_bad();
}

/* Only counts are added up over women and men: a share is never summed. */
static const struct outcome *
summed_outcome(const struct model *m, const struct indicator *i, str unit, period p, dec *sum)
{
	const struct outcome *women, *men;

	if (i->kind != VALUE_KIND_count)
		return NULL;
	women = outcome_at(m, i->id, unit, p, SEX_kvinna);
	men = outcome_at(m, i->id, unit, p, SEX_man);
	if (women == NULL || men == NULL)
		return NULL;
	*sum = dec_add(women->value, men->value);
	return women;
}

/* (S2): what stands for the year when the period has no target of its own. */
static void
year_target(const struct model *m, str unit, period p, struct indicator_status *s)
{
	const struct indicator *i = s->indicator;
	period year = period_year(period_year_of(p));
	const struct outcome *o;

	if (period_same_end(p, year))
		return;
	s->target = target_at(m, i->id, year);
	if (!i->cumulative || s->target == NULL)
		return;
	o = outcome_at(m, i->id, unit, year, SEX_alla);
	if (o != NULL && o->day.y != 0 && date_cmp(o->day, year.to) <= 0) {
		s->outcome = o;
		s->forecast = true;
	} else {
		s->target = NULL;
	}
}

struct indicator_status
indicator_status(const struct model *m, const struct indicator *i, period p)
{
	str unit = own_unit(m, i);
	struct indicator_status s = {.indicator = i, .target = target_at(m, i->id, p)};
	struct attain_in in = {.kind = i->kind,
	    .op = i->operator,
	    .direction = i->direction,
	    .method = i->method,
	    .target = dec_bad(),
	    .upper = dec_bad(),
	    .base = base_of(m, i, unit),
	    .outcome = dec_bad()};
	dec sum = dec_bad();

	s.outcome = outcome_at(m, i->id, unit, p, SEX_alla);
	if (s.outcome == NULL) {
		s.outcome = summed_outcome(m, i, unit, p, &sum);
		s.summed = s.outcome != NULL;
	}
	if (s.target == NULL)
		year_target(m, unit, p, &s);
	if (s.target != NULL) {
		in.target = s.target->value;
		in.upper = s.target->upper;
	}
	if (s.outcome != NULL) {
		in.outcome = s.summed ? sum : s.outcome->value;
		in.rounded = s.outcome->rounded;
		in.answer = s.outcome->text;
	}
	s.a = attain(&in);
	if (s.a.why == MSG_plan_no_target && i->cumulative && s.outcome != NULL)
		s.a.why = MSG_plan_no_period_target;
	return s;
}

struct suggestion
suggest(const struct indicator_status *v, size_t n)
{
	static const int halves[VERDICT__COUNT] = {[VERDICT_MET] = 2, [VERDICT_PARTLY] = 1};
	struct suggestion s = {.rule = SUGGEST_RULE,
	    .version = SUGGEST_VERSION,
	    .points = dec_int(0),
	    .weight = dec_int(0),
	    .n_all = n,
	    .why = MSG_plan_sugg_none};

	for (size_t i = 0; i < n; i++) {
		enum verdict one = v[i].a.verdict;
		dec w = dec_ok(v[i].indicator->weight) ? v[i].indicator->weight : dec_int(1);
		if (one == VERDICT_NONE || one == VERDICT_UNSHOWN || dec_sign(w) <= 0)
			continue;
		s.n_used++;
		s.weight = dec_add(s.weight, w);
		s.points = dec_add(s.points, dec_mul(w, dec_of(halves[one] * 5, 1)));
	}
	if (s.n_used == 0)
		return s;
	s.why = MSG_plan_sugg_mean;
	if (dec_cmp(s.points, s.weight) == 0)
		s.verdict = VERDICT_MET;
	else if (dec_cmp(dec_mul(s.points, dec_int(2)), s.weight) >= 0)
		s.verdict = VERDICT_PARTLY;
	else
		s.verdict = VERDICT_NOT;
	must(dec_cmp(s.points, s.weight) <= 0);
	return s;
}

const struct assessment *
objective_judged(const struct model *m, const struct objective *o, period p)
{
	const struct assessment *found = NULL;

	for (size_t i = 0; i < m->n_assessment; i++) {
		const struct assessment *a = &m->assessment[i];
		if (!str_eq(a->objective, o->id) || !period_same_end(a->period, p))
			continue;
		if (found == NULL || period_eq(a->period, p))
			found = a;
	}
	return found;
}

static int
by_indicator(const void *a, const void *b)
{
	const struct indicator *x = ((const struct indicator_status *)a)->indicator,
	                       *y = ((const struct indicator_status *)b)->indicator;

	return x->sort != y->sort ? (x->sort > y->sort) - (x->sort < y->sort)
	                          : str_cmp(x->id, y->id);
}

void
objective_status(struct arena *mem, const struct model *m, const struct objective *o, period p,
    struct objective_status *out)
{
	enum status suggested;
	size_t n = 0;

	*out = (struct objective_status){.objective = o,
	    .goal = find_goal(m, o->goal),
	    .judged = objective_judged(m, o, p)};
	for (size_t i = 0; i < m->n_indicator; i++)
		n += str_eq(m->indicator[i].objective, o->id);
	out->indicator = arena_array(mem, n + 1, struct indicator_status);
	for (size_t i = 0; i < m->n_indicator; i++)
		if (str_eq(m->indicator[i].objective, o->id))
			out->indicator[out->n_indicator++] = indicator_status(m, &m->indicator[i],
			    p);
	if (n > 0)
		qsort(out->indicator, n, sizeof out->indicator[0], by_indicator);
	if (out->judged != NULL)
		out->status = out->judged->status;
	out->suggestion = suggest(out->indicator, n);
	if (!verdict_status(out->suggestion.verdict, &suggested) || out->status == STATUS_ej_bedomt)
		return;
	out->differs = suggested != out->status;
	out->needs_reason = out->differs && str_trim(out->judged->reason).n == 0;
}

dec
series_at(const struct model *m, const struct series *s, period p)
{
	const struct point *at = NULL;
	dec sum = dec_int(0);
	int months = 0;

	for (size_t i = 0; i < m->n_point; i++) {
		const struct point *q = &m->point[i];
		if (!str_eq(q->series, s->id) || !dec_ok(q->value))
			continue;
		if (period_same_end(q->period, p) && (at == NULL || period_eq(q->period, p)))
			at = q;
		if (q->period.kind == PERIOD_MONTH && q->period.to.y == p.to.y &&
		    date_cmp(q->period.to, p.to) <= 0) {
			sum = dec_add(sum, q->value);
			months++;
		}
	}
	if (s->kind != SERIES_KIND_flow || (at != NULL && at->period.kind != PERIOD_MONTH))
		return at != NULL ? at->value : dec_bad();
	return months == p.to.m ? sum : dec_bad();
}

dec
measure_outcome(const struct model *m, const struct measure *ms, period p)
{
	const struct series *s = ms->series.n > 0 ? find_series(m, ms->series) : NULL;

	return s != NULL ? series_at(m, s, p) : ms->outcome;
}

/* What is required at the end of p: the target, else the plan of that month, else
 * the planned percentage of the base. */
static dec
measure_target(const struct model *m, const struct measure *ms, dec base, period p)
{
	const struct series *plan = ms->plan_series.n > 0 ? find_series(m, ms->plan_series) : NULL;
	dec planned = plan != NULL ? series_at(m, plan, p) : dec_bad();

	if (dec_ok(ms->target))
		return ms->target;
	if (dec_ok(planned) || !dec_ok(ms->plan_percent) || !dec_ok(base))
		return planned;
	return dec_div(dec_mul(base, ms->plan_percent), dec_int(100), ATTAIN_SCALE, DEC_HALF_EVEN);
}

/* The base is that of the same part of its year. */
struct measure_status
measure_status(const struct model *m, const struct measure *ms, period p, enum method method)
{
	const struct series *bs = ms->base_series.n > 0 ? find_series(m, ms->base_series) : NULL;
	struct measure_status s = {.measure = ms,
	    .planned = method == ms->method,
	    .outcome = measure_outcome(m, ms, p),
	    .base = ms->base};

	if (bs != NULL) {
		period then = p;
		for (int back = 0; back < 10 && !dec_ok(series_at(m, bs, then)); back++)
			then = period_shift_years(then, -1);
		s.base = series_at(m, bs, then);
	}
	s.target = measure_target(m, ms, s.base, p);
	s.a = attain(&(struct attain_in){.kind = VALUE_KIND_number,
	    .op = ms->operator,
	    .direction = ms->direction,
	    .method = method,
	    .target = s.target,
	    .upper = dec_bad(),
	    .base = s.base,
	    .outcome = s.outcome,
	    .rounded = ms->rounded});
	return s;
}

const struct assignment_report *
assignment_reported(const struct model *m, const struct assignment *a, period p)
{
	const struct assignment_report *found = NULL;

	for (size_t i = 0; i < m->n_assignment_report; i++) {
		const struct assignment_report *r = &m->assignment_report[i];
		if (!str_eq(r->assignment, a->id) || date_cmp(r->period.to, p.to) > 0)
			continue;
		if (found == NULL || date_cmp(r->period.to, found->period.to) > 0 ||
		    period_eq(r->period, p))
			found = r;
	}
	return found;
}

static int
by_addressee(const void *a, const void *b)
{
	const struct addressee *x = *(const struct addressee *const *)a,
	                       *y = *(const struct addressee *const *)b;

	return x->sort != y->sort ? (x->sort > y->sort) - (x->sort < y->sort)
	                          : str_cmp(x->body, y->body);
}

static int
by_measure(const void *a, const void *b)
{
	const struct measure_status *x = a, *y = b;

	if (x->measure->sort != y->measure->sort)
		return (x->measure->sort > y->measure->sort) -
		    (x->measure->sort < y->measure->sort);
	int c = str_cmp(x->measure->id, y->measure->id);
	return c != 0 ? c : (int)y->planned - (int)x->planned;
}

/* The method that the plan did not choose is shown beside the one it did, unless
 * another measure of the assignment already holds the figures that way. */
static bool
twin(const struct model *m, const struct measure *ms, enum method method)
{
	for (size_t i = 0; i < m->n_measure; i++) {
		const struct measure *o = &m->measure[i];
		if (o != ms && str_eq(o->assignment, ms->assignment) && o->method == method &&
		    o->series.n > 0 && str_eq(o->series, ms->series))
			return true;
	}
	return false;
}

static void
measures(struct arena *mem, const struct model *m, period p, struct assignment_status *out)
{
	size_t room = 2 * m->n_measure + 1;

	out->measure = arena_array(mem, room, struct measure_status);
	for (size_t i = 0; i < m->n_measure; i++) {
		const struct measure *ms = &m->measure[i];
		if (!str_eq(ms->assignment, out->assignment->id))
			continue;
		out->measure[out->n_measure++] = measure_status(m, ms, p, ms->method);
		if (ms->method == METHOD_none)
			continue;
		enum method other = ms->method == METHOD_level ? METHOD_change : METHOD_level;
		struct measure_status beside = measure_status(m, ms, p, other);
		if (dec_ok(beside.a.percent) && !twin(m, ms, other))
			out->measure[out->n_measure++] = beside;
	}
	if (out->n_measure > 0)
		qsort(out->measure, out->n_measure, sizeof out->measure[0], by_measure);
}

void
assignment_status(struct arena *mem, const struct model *m, const struct assignment *a, period p,
    struct assignment_status *out)
{
	*out = (struct assignment_status){.assignment = a, .report = assignment_reported(m, a, p)};
	out->addressee = arena_array(mem, m->n_addressee + 1, const struct addressee *);
	for (size_t i = 0; i < m->n_addressee; i++)
		if (str_eq(m->addressee[i].assignment, a->id))
			out->addressee[out->n_addressee++] = &m->addressee[i];
	if (out->n_addressee > 0)
		qsort(out->addressee, out->n_addressee, sizeof(void *), by_addressee);
	measures(mem, m, p, out);
}

static int
by_objective(const void *a, const void *b)
{
	const struct objective_status *x = a, *y = b;
	int xn = x->goal != NULL ? x->goal->number : 0, yn = y->goal != NULL ? y->goal->number : 0;

	if (xn != yn)
		return (xn > yn) - (xn < yn);
	if (x->objective->sort != y->objective->sort)
		return (x->objective->sort > y->objective->sort) -
		    (x->objective->sort < y->objective->sort);
	return str_cmp(x->objective->id, y->objective->id);
}

static int
by_assignment(const void *a, const void *b)
{
	const struct assignment *x = ((const struct assignment_status *)a)->assignment,
	                        *y = ((const struct assignment_status *)b)->assignment;

	return x->sort != y->sort ? (x->sort > y->sort) - (x->sort < y->sort)
	                          : str_cmp(x->id, y->id);
}

bool
plan_status(struct arena *mem, const struct model *m, str body, period p, struct plan_status *out,
    struct err *e)
{
	int year;

	if (find_body(m, body) == NULL)
		return fail(e, RC_NOT_FOUND, MSG_plan_no_body, ARG(body));
	if (p.kind == PERIOD_NONE || p.kind == PERIOD_DAY)
		return fail(e, RC_INVALID, MSG_plan_period_kind, ARG(period_str(mem, p)));
	year = period_year_of(p);
	*out = (struct plan_status){.model = m, .body = body, .period = p};
	out->objective = arena_array(mem, m->n_objective + 1, struct objective_status);
	for (size_t i = 0; i < m->n_objective; i++)
		if (m->objective[i].year == year && str_eq(m->objective[i].body, body))
			objective_status(mem, m, &m->objective[i], p,
			    &out->objective[out->n_objective++]);
	if (out->n_objective > 0)
		qsort(out->objective, out->n_objective, sizeof out->objective[0], by_objective);
	for (size_t i = 0; i < out->n_objective; i++)
		out->count[out->objective[i].status]++;
	out->assignment = arena_array(mem, m->n_assignment + 1, struct assignment_status);
	for (size_t i = 0; i < m->n_assignment; i++)
		if (m->assignment[i].year == year && str_eq(m->assignment[i].body, body))
			assignment_status(mem, m, &m->assignment[i], p,
			    &out->assignment[out->n_assignment++]);
	if (out->n_assignment > 0)
		qsort(out->assignment, out->n_assignment, sizeof out->assignment[0], by_assignment);
	return true;
}
