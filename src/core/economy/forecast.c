#include "core/economy/forecast.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

const char *const forecast_method_id[FORECAST__METHODS] = {
    [FORECAST_LINEAR] = "linear",
    [FORECAST_PROFILE] = "profile",
    [FORECAST_BUDGET] = "budget",
    [FORECAST_SEASONAL] = "seasonal",
};

/* The sums that every method of one subtree and year works on. */
struct base {
	const struct economy *ec;
	int year, month;
	struct line_sums now, budget[BUDGET_VERSION__COUNT];
	struct line_sums *before; /* earlier years, the newest first */
	size_t n_before;
};

static bool
base_new(const struct economy *ec, const bool *in, int year, int month, struct arena *mem,
    struct base *b, struct err *e)
{
	const struct econ_year *y = economy_year(ec, year);

	*b = (struct base){.ec = ec, .year = year, .month = month};
	if (y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(year));
	if (!line_sums(ec, &y->actual, in, mem, &b->now, e))
		return false;
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
		if (!line_sums(ec, &y->budget[v], in, mem, &b->budget[v], e))
			return false;
	b->before = arena_array(mem, (size_t)(year - ec->year_from) + 1, struct line_sums);
	for (int k = year - 1; k >= ec->year_from; k--)
		if (!line_sums(ec, &economy_year(ec, k)->actual, in, mem, &b->before[b->n_before++],
		        e))
			return false;
	return true;
}

static bool
whole(dec v, struct amount *out, struct err *e)
{
	out->ok = true;
	return dec_i64(dec_rescale(v, 0, DEC_HALF_UP), &out->ore) ||
	    fail(e, RC_LIMIT, MSG_economy_overflow);
}

/* outcome * full / part, or a reason. */
static bool
scaled(struct amount now, struct amount full, struct amount part, struct amount *out, struct err *e)
{
	*out = (struct amount){.reason = "no_base"};
	if (!full.ok || !part.ok || part.ore == 0)
		return true;
	if ((part.ore < 0) != (now.ore < 0) && now.ore != 0) {
		out->reason = "sign_changes";
		return true;
	}
	return whole(dec_div(dec_mul(dec_int(now.ore), dec_int(full.ore)), dec_int(part.ore), 1,
	                 DEC_HALF_EVEN),
	    out, e);
}

static bool
by_budget(const struct base *b, uint32_t row, struct amount now, struct amount *out, struct err *e)
{
	*out = (struct amount){.reason = "no_budget"};
	bool any = false;
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++) {
		struct amount full, rest = {0};
		if (!row_sum(b->ec, &b->budget[v], row, 1, 12, &full, e) ||
		    (b->month < 12 &&
		        !row_sum(b->ec, &b->budget[v], row, b->month + 1, 12, &rest, e)) ||
		    !amount_add(*out, rest, 1, "no_budget", out, e))
			return false;
		any |= full.ok;
	}
	if (!any)
		return true;
	return amount_add(*out, now, 1, "no_budget", out, e);
}

/* What remains of the year, as it was on average in the years before. */
static bool
by_season(const struct base *b, uint32_t row, struct amount now, struct amount *out, struct err *e)
{
	dec sum = dec_int(0);
	int64_t n = 0;

	*out = (struct amount){.reason = "no_base"};
	for (size_t i = 0; i < b->n_before; i++) {
		struct amount full, rest = {0};
		if (!row_sum(b->ec, &b->before[i], row, 1, 12, &full, e) ||
		    (b->month < 12 &&
		        !row_sum(b->ec, &b->before[i], row, b->month + 1, 12, &rest, e)))
			return false;
		if (!full.ok)
			continue;
		sum = dec_add(sum, dec_int(rest.ore));
		n++;
	}
	if (n == 0)
		return true;
	return whole(dec_add(dec_int(now.ore), dec_div(sum, dec_int(n), 1, DEC_HALF_EVEN)), out, e);
}

static bool
row_make(const struct base *b, enum forecast_method how, uint32_t row, struct amount *out,
    struct err *e)
{
	struct amount now, full = {0}, part = {0};

	if (!row_sum(b->ec, &b->now, row, 1, b->month, &now, e))
		return false;
	switch (how) {
	case FORECAST_LINEAR:
		*out = (struct amount){.reason = "no_entries"};
		return !now.ok ||
		    whole(dec_div(dec_mul(dec_int(now.ore), dec_int(12)), dec_int(b->month), 1,
		              DEC_HALF_EVEN),
		        out, e);
	case FORECAST_PROFILE:
		if (b->n_before > 0 &&
		    (!row_sum(b->ec, &b->before[0], row, 1, 12, &full, e) ||
		        !row_sum(b->ec, &b->before[0], row, 1, b->month, &part, e)))
			return false;
		return scaled(now, full, part, out, e);
	case FORECAST_BUDGET:
		return by_budget(b, row, now, out, e);
	case FORECAST_SEASONAL:
		return by_season(b, row, now, out, e);
	default:
		never("forecast method");
	}
}

/* A total is the sum of its lines' forecasts (R2); a line that a method cannot
 * forecast but which has figures makes the total impossible too. */
static bool
total_make(const struct base *b, enum forecast_method how, uint32_t row, struct amount *out,
    struct err *e)
{
	*out = (struct amount){.reason = "no_entries"};
	for (uint32_t l = 0; l < b->ec->m->n_result_line; l++) {
		struct amount one, now;
		if (!line_in(b->ec, row, l))
			continue;
		if (!row_make(b, how, l, &one, e) ||
		    !row_sum(b->ec, &b->now, l, 1, b->month, &now, e))
			return false;
		if (!one.ok && now.ok) {
			*out = one;
			return true;
		}
		if (!amount_add(*out, one, 1, "no_entries", out, e))
			return false;
	}
	return true;
}

static bool
unit_and_row(const struct economy *ec, str unit, str line, uint32_t *u, uint32_t *row,
    struct err *e)
{
	*u = economy_unit(ec, unit);
	*row = line.n == 0 ? NO_INDEX : economy_line(ec, line);
	if (*u == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (*row == NO_INDEX && line.n > 0)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_line, ARG(line));
	return true;
}

static date
month_end(int year, int month)
{
	return (date){(int16_t)year, (int8_t)month, (int8_t)date_month_days(year, month)};
}

bool
forecast_make(const struct economy *ec, enum forecast_method how, str unit, str line, int year,
    int month, struct amount *out, struct err *e)
{
	struct arena scratch;
	struct base b;
	uint32_t u, row;

	must(month >= 1 && month <= 12);
	if (!unit_and_row(ec, unit, line, &u, &row, e))
		return false;
	arena_init(&scratch, (size_t)256 << 20);
	bool ok = base_new(ec, subtree_at(ec->m, u, month_end(year, month), &scratch), year, month,
	              &scratch, &b, e) &&
	    total_make(&b, how, row, out, e);
	arena_end(&scratch);
	return ok;
}

/* ---- backtest ---- */

static bool
add_abs(int64_t *to, int64_t v)
{
	return v == INT64_MIN || __builtin_add_overflow(*to, v < 0 ? -v : v, to);
}

/* One cell to the scores of a month, if every method can forecast it. */
static bool
score_cell(const struct base *b, uint32_t line, struct forecast_score *s, struct err *e)
{
	struct amount got[FORECAST__METHODS], actual;
	bool bad = false;

	if (!row_sum(b->ec, &b->now, line, 1, 12, &actual, e))
		return false;
	for (int k = 0; k < FORECAST__METHODS; k++) {
		if (!row_make(b, (enum forecast_method)k, line, &got[k], e))
			return false;
		if (!got[k].ok || !actual.ok)
			return true;
	}
	for (int k = 0; k < FORECAST__METHODS; k++) {
		int64_t off = 0;
		bad |= __builtin_sub_overflow(got[k].ore, actual.ore, &off);
		bad |= add_abs(&s[k].actual_ore, actual.ore);
		bad |= add_abs(&s[k].abs_error_ore, off);
		bad |= __builtin_add_overflow(s[k].error_ore, off, &s[k].error_ore);
		s[k].n++;
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

/* A year that ends in the books: otherwise its outcome is no full year. */
static bool
is_whole(const struct economy *ec, const struct econ_year *y)
{
	for (size_t i = 0; i < ec->m->n_unit * ec->m->n_result_line; i++)
		if (y->actual.has[i] & 1u << 11)
			return true;
	return false;
}

static bool
score_year(const struct economy *ec, const struct econ_year *y, uint32_t top, int month,
    struct forecast_score *s, struct err *e)
{
	struct arena tree;
	bool ok = true;

	arena_init(&tree, (size_t)64 << 20);
	const bool *in = subtree_at(ec->m, top, month_end(y->year, 12), &tree);
	for (uint32_t u = 0; ok && u < ec->m->n_unit; u++) {
		struct arena scratch;
		struct base b;
		if (!in[u])
			continue;
		arena_init(&scratch, (size_t)64 << 20);
		bool *one = arena_array(&scratch, ec->m->n_unit + 1, bool);
		one[u] = true;
		ok = base_new(ec, one, y->year, month, &scratch, &b, e);
		for (uint32_t l = 0; ok && l < ec->m->n_result_line; l++)
			if (line_in(ec, NO_INDEX, l))
				ok = score_cell(&b, l, s, e);
		arena_end(&scratch);
	}
	arena_end(&tree);
	return ok;
}

bool
forecast_backtest(const struct economy *ec, str unit, struct arena *mem,
    struct forecast_score **out, size_t *n, struct err *e)
{
	static const int at[] = {4, 8};
	uint32_t top, row;

	if (!unit_and_row(ec, unit, STR(""), &top, &row, e))
		return false;
	*n = COUNTOF(at) * FORECAST__METHODS;
	*out = arena_array(mem, *n, struct forecast_score);
	for (size_t i = 0; i < COUNTOF(at); i++) {
		struct forecast_score *s = *out + i * FORECAST__METHODS;
		for (int k = 0; k < FORECAST__METHODS; k++)
			s[k] = (struct forecast_score){.method = (enum forecast_method)k,
			    .month = at[i]};
		for (int y = ec->year_from + 1; y <= ec->year_to; y++)
			if (is_whole(ec, economy_year(ec, y)) &&
			    is_whole(ec, economy_year(ec, y - 1)) &&
			    !score_year(ec, economy_year(ec, y), top, at[i], s, e))
				return false;
		for (int k = 0; k < FORECAST__METHODS; k++)
			s[k].error_percent = dec_div(
			    dec_mul(dec_int(s[k].abs_error_ore), dec_int(100)),
			    dec_int(s[k].actual_ore), 1, DEC_HALF_UP);
	}
	return true;
}

/* The scores of the nearest tertial at or before the month; before the first, T1's. */
static const struct forecast_score *
best_score(const struct forecast_score *s, size_t n, int month, const struct amount *value)
{
	const struct forecast_score *best = NULL;

	for (size_t i = 0; i < n; i++) {
		if (s[i].month != (month >= 8 ? 8 : 4) || !value[s[i].method].ok ||
		    !dec_ok(s[i].error_percent))
			continue;
		if (best == NULL || s[i].abs_error_ore < best->abs_error_ore)
			best = &s[i];
	}
	return best;
}

static const enum forecast_method otherwise[] = {FORECAST_BUDGET, FORECAST_PROFILE,
    FORECAST_SEASONAL, FORECAST_LINEAR};

bool
forecast_best(const struct economy *ec, str unit, int month, enum forecast_method *out,
    struct err *e)
{
	static const struct amount any[FORECAST__METHODS] = {{.ok = true}, {.ok = true},
	    {.ok = true}, {.ok = true}};
	struct forecast_score *s;
	struct arena scratch;
	size_t n;

	arena_init(&scratch, (size_t)64 << 20);
	bool ok = forecast_backtest(ec, unit, &scratch, &s, &n, e);
	const struct forecast_score *best = ok ? best_score(s, n, month, any) : NULL;
	*out = best != NULL ? best->method : otherwise[0];
	arena_end(&scratch);
	return ok;
}

/* The method asked for, else the first that gives a value. */
static bool
row_of(const struct base *b, enum forecast_method how, uint32_t line, struct forecast_row *out,
    struct err *e)
{
	out->method = how;
	if (!row_make(b, how, line, &out->value, e))
		return false;
	for (size_t i = 0; !out->value.ok && i < COUNTOF(otherwise); i++) {
		out->method = otherwise[i];
		if (!row_make(b, otherwise[i], line, &out->value, e))
			return false;
	}
	return true;
}

static bool
unit_rows(const struct economy *ec, uint32_t unit, int year, int month, enum forecast_method how,
    struct forecast_row *to, size_t *n, struct err *e)
{
	struct arena scratch;
	struct base b;

	arena_init(&scratch, (size_t)64 << 20);
	bool *one = arena_array(&scratch, ec->m->n_unit + 1, bool);
	one[unit] = true;
	bool ok = base_new(ec, one, year, month, &scratch, &b, e);
	for (uint32_t l = 0; ok && l < ec->m->n_result_line; l++) {
		struct forecast_row r = {.unit = ec->m->unit[unit].id,
		    .line = ec->m->result_line[l].id};
		if (!line_in(ec, NO_INDEX, l))
			continue;
		ok = row_of(&b, how, l, &r, e);
		if (ok && r.value.ok)
			to[(*n)++] = r;
	}
	arena_end(&scratch);
	return ok;
}

bool
forecast_rows(const struct economy *ec, str unit, int year, int month, enum forecast_method how,
    struct arena *mem, struct forecast_row **out, size_t *n, struct err *e)
{
	uint32_t top, row;

	*n = 0;
	if (!unit_and_row(ec, unit, STR(""), &top, &row, e))
		return false;
	const bool *in = subtree_at(ec->m, top, month_end(year, month), mem);
	*out = arena_array(mem, ec->m->n_unit * ec->m->n_result_line + 1, struct forecast_row);
	for (uint32_t u = 0; u < ec->m->n_unit; u++)
		if (in[u] && !unit_rows(ec, u, year, month, how, *out, n, e))
			return false;
	return true;
}

/* ---- what came of it ---- */

struct comparing {
	const struct economy *ec;
	int year, month;
	const bool *in;
	struct line_sums actual, budget[BUDGET_VERSION__COUNT];
	period made[12];
	size_t n_made;
};

/* The periods that forecasts were made for, in order. */
static void
made_when(struct comparing *c)
{
	for (int m = 1; m <= 12; m++)
		for (size_t i = 0; i < c->ec->m->n_forecast; i++) {
			period p = c->ec->m->forecast[i].period;
			if (period_year_of(p) != c->year || period_last_month(p) != m)
				continue;
			c->made[c->n_made++] = p;
			break;
		}
}

static bool
compare_row(const struct comparing *c, uint32_t row, struct arena *mem, struct forecast_outcome *o,
    struct err *e)
{
	if (!row_sum(c->ec, &c->actual, row, 1, c->month, &o->outcome, e))
		return false;
	o->budget = (struct amount){.reason = "no_budget"};
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++) {
		struct amount part;
		if (!row_sum(c->ec, &c->budget[v], row, 1, 12, &part, e) ||
		    !amount_add(o->budget, part, 1, "no_budget", &o->budget, e))
			return false;
	}
	o->made = arena_array(mem, c->n_made + 1, struct forecast_made);
	for (size_t i = 0; i < c->n_made; i++) {
		struct forecast_made *f = &o->made[i];
		f->period = c->made[i];
		f->error = (struct amount){.reason = "no_entries"};
		if (!row_forecast(c->ec, c->year, period_last_month(f->period), c->in, row,
		        &f->value, e))
			return false;
		if (f->value.ok && c->month == 12 &&
		    !amount_add(f->value, o->outcome, -1, "no_entries", &f->error, e))
			return false;
	}
	return true;
}

bool
forecast_compare(const struct economy *ec, str unit, period p, struct arena *mem,
    struct forecast_outcome **out, size_t *n, size_t *n_made, struct err *e)
{
	const struct model *m = ec->m;
	struct comparing c = {.ec = ec, .year = p.to.y, .month = p.to.m};
	const struct econ_year *y = economy_year(ec, c.year);
	uint32_t top, row;

	*n = 0;
	if (!unit_and_row(ec, unit, STR(""), &top, &row, e))
		return false;
	if (y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(c.year));
	c.in = subtree_at(m, top, p.to, mem);
	if (!line_sums(ec, &y->actual, c.in, mem, &c.actual, e))
		return false;
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
		if (!line_sums(ec, &y->budget[v], c.in, mem, &c.budget[v], e))
			return false;
	made_when(&c);
	*n_made = c.n_made;
	*out = arena_array(mem, m->n_result_line + 1, struct forecast_outcome);
	for (size_t i = 0; i < m->n_result_line; i++) {
		const struct result_line *l = &m->result_line[ec->line_order[i]];
		struct forecast_outcome *o = &(*out)[(*n)++];
		*o = (struct forecast_outcome){.line = l->id, .name = l->name, .kind = l->kind};
		if (!compare_row(&c, ec->line_order[i], mem, o, e))
			return false;
	}
	return true;
}

bool
forecast_propose(const struct economy *ec, const struct forecast_tried *tried, str unit, str line,
    int year, int month, struct forecast_proposal *out, struct err *e)
{
	*out = (struct forecast_proposal){0};
	for (int k = 0; k < FORECAST__METHODS; k++)
		if (!forecast_make(ec, (enum forecast_method)k, unit, line, year, month,
		        &out->value[k], e))
			return false;
	for (size_t i = COUNTOF(otherwise); i-- > 0;) {
		if (!out->value[otherwise[i]].ok)
			continue;
		out->best = otherwise[i];
		out->any = true;
	}
	const struct forecast_score *best = best_score(tried->score, tried->n, month, out->value);
	if (best == NULL)
		return true;
	struct amount width, v = out->value[best->method];
	out->best = best->method;
	out->has_interval = true;
	return whole(dec_div(dec_mul(dec_abs(dec_int(v.ore)), best->error_percent), dec_int(100), 1,
	                 DEC_HALF_UP),
	           &width, e) &&
	    ((!__builtin_sub_overflow(v.ore, width.ore, &out->low_ore) &&
	         !__builtin_add_overflow(v.ore, width.ore, &out->high_ore)) ||
	        fail(e, RC_LIMIT, MSG_economy_overflow));
}
