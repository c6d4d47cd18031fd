/* Adding up: lines over units, months over lines, and the single figure. */
#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

bool
line_sums(const struct economy *ec, const struct month_sums *of, const bool *in, struct arena *mem,
    struct line_sums *out, struct err *e)
{
	size_t n_line = ec->m->n_result_line, n_month = ec->m->n_unit * n_line;
	bool bad = false;

	*out = (struct line_sums){arena_array(mem, n_line * 12 + 1, int64_t),
	    arena_array(mem, n_line + 1, uint16_t)};
	for (size_t u = 0; u < ec->m->n_unit; u++) {
		if (!in[u])
			continue;
		for (size_t l = 0; l < n_line; l++) {
			if (of->has[u * n_line + l] == 0)
				continue;
			out->has[l] |= of->has[u * n_line + l];
			for (size_t k = 0; k < 12; k++)
				bad |= __builtin_add_overflow(out->ore[l * 12 + k],
				    of->ore[k * n_month + u * n_line + l], &out->ore[l * 12 + k]);
		}
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

int64_t
closing_of(const struct economy *ec, const struct econ_year *y, size_t unit, size_t line)
{
	return y->closing[unit * ec->m->n_result_line + line];
}

bool
closing_sums(const struct economy *ec, const struct econ_year *y, const bool *in, struct arena *mem,
    struct line_sums *out, struct err *e)
{
	size_t n_line = ec->m->n_result_line;
	bool bad = false;

	*out = (struct line_sums){arena_array(mem, n_line * 12 + 1, int64_t),
	    arena_array(mem, n_line + 1, uint16_t)};
	for (size_t u = 0; u < ec->m->n_unit; u++)
		for (size_t l = 0; in[u] && l < n_line; l++) {
			int64_t ore = closing_of(ec, y, u, l);
			out->has[l] |= ore != 0 ? 1u << 11 : 0;
			bad |= __builtin_add_overflow(out->ore[l * 12 + 11], ore,
			    &out->ore[l * 12 + 11]);
		}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

bool
prelim_sum(const struct economy *ec, const bool *in, uint32_t row, int year, int from, int to,
    date end, struct amount *out, struct err *e)
{
	*out = (struct amount){.reason = "no_entries"};
	for (size_t i = 0; i < ec->n_prelim; i++) {
		const struct prelim *p = &ec->prelim[i];
		if (p->year != year || p->month < from || p->month > to || !in[p->unit] ||
		    date_cmp(end, p->expires) > 0 || !line_in(ec, row, p->line))
			continue;
		out->ok = true;
		if (__builtin_add_overflow(out->ore, p->ore, &out->ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
	}
	return true;
}

const char *const budget_basis_id[BUDGET_BASIS__COUNT] = {
    [BUDGET_REVISED] = "revised",
    [BUDGET_DECIDED] = "council",
    [BUDGET_ADOPTED] = "adopted",
};

bool
in_basis(enum budget_basis basis, enum budget_version v)
{
	switch (basis) {
	case BUDGET_ADOPTED:
		return v == BUDGET_VERSION_adopted;
	case BUDGET_DECIDED:
		return v != BUDGET_VERSION_transfer;
	default:
		return true;
	}
}

bool
row_sum(const struct economy *ec, const struct line_sums *s, uint32_t row, int from, int to,
    struct amount *out, struct err *e)
{
	uint16_t months = (uint16_t)((1u << to) - (1u << (from - 1)));
	bool bad = false;

	must(from >= 1 && from <= to && to <= 12);
	*out = (struct amount){.reason = "no_entries"};
	for (uint32_t l = 0; l < ec->m->n_result_line; l++) {
		if ((s->has[l] & months) == 0 || !line_in(ec, row, l))
			continue;
		out->ok = true;
		for (int m = from; m <= to; m++)
			bad |= __builtin_add_overflow(out->ore, s->ore[l * 12 + (uint32_t)m - 1],
			    &out->ore);
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

int
forecast_month(const struct economy *ec, int year, int month)
{
	int best = 0;

	for (size_t i = 0; i < ec->m->n_forecast; i++) {
		period p = ec->m->forecast[i].period;
		int made = period_last_month(p);
		if (period_year_of(p) == year && made <= month && made > best)
			best = made;
	}
	return month == 12 && best != 12 ? 0 : best;
}

bool
row_forecast(const struct economy *ec, int year, int month, const bool *in, uint32_t row,
    struct amount *out, struct err *e)
{
	const struct model *m = ec->m;
	int best = forecast_month(ec, year, month);

	*out = (struct amount){.reason = "no_forecast"};
	for (size_t i = 0; best != 0 && i < m->n_forecast; i++) {
		const struct forecast *f = &m->forecast[i];
		uint32_t u = ec->forecast_unit[i], l = ec->forecast_line[i];
		if (period_year_of(f->period) != year || period_last_month(f->period) != best ||
		    u == NO_INDEX || l == NO_INDEX || !in[u] || !line_in(ec, row, l))
			continue;
		out->ok = true;
		if (__builtin_add_overflow(out->ore, f->amount, &out->ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
	}
	return true;
}

bool
amount_add(struct amount a, struct amount b, int sign, const char *reason, struct amount *out,
    struct err *e)
{
	*out = (struct amount){.ok = a.ok || b.ok, .reason = reason};
	bool bad = sign < 0 ? __builtin_sub_overflow(a.ok ? a.ore : 0, b.ok ? b.ore : 0, &out->ore)
	                    : __builtin_add_overflow(a.ok ? a.ore : 0, b.ok ? b.ore : 0, &out->ore);
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

bool
months_of(period p, int *from, int *to, struct err *e)
{
	if (p.kind == PERIOD_NONE || p.kind == PERIOD_DAY || p.from.d != 1 ||
	    p.to.d != date_month_days(p.to.y, p.to.m)) {
		struct arena scratch;
		arena_init(&scratch, (size_t)1 << 20);
		fail(e, RC_INVALID, MSG_economy_not_months,
		    ARG(p.kind == PERIOD_NONE ? STR("") : period_str(&scratch, p)));
		arena_end(&scratch);
		return false;
	}
	*from = p.from.y * 12 + p.from.m - 1;
	*to = p.to.y * 12 + p.to.m - 1;
	return true;
}

/* One row of a subtree over some months, without the other lines. */
static bool
cell_sum(const struct economy *ec, const struct month_sums *s, uint32_t row, const bool *in,
    int from, int to, struct amount *out, struct err *e)
{
	size_t n_line = ec->m->n_result_line, n_unit = ec->m->n_unit;
	uint16_t months = (uint16_t)((1u << to) - (1u << (from - 1)));
	bool bad = false;

	for (uint32_t l = 0; l < n_line; l++) {
		if (!line_in(ec, row, l))
			continue;
		for (size_t u = 0; u < n_unit; u++) {
			if (!in[u] || (s->has[u * n_line + l] & months) == 0)
				continue;
			out->ok = true;
			for (size_t m = (size_t)from - 1; m < (size_t)to; m++)
				bad |= __builtin_add_overflow(out->ore,
				    s->ore[(m * n_unit + u) * n_line + l], &out->ore);
		}
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

static bool
cell_outcome(const struct economy *ec, const struct cell_ask *a, const struct econ_year *y,
    uint32_t row, const bool *in, int from, int to, struct amount *out, struct err *e)
{
	size_t n_line = ec->m->n_result_line;
	struct amount prelim;
	bool bad = false;

	if (!cell_sum(ec, &y->actual, row, in, from, to, out, e))
		return false;
	for (size_t u = 0; a->no_closing && to == 12 && u < ec->m->n_unit; u++)
		for (uint32_t l = 0; in[u] && l < n_line; l++)
			if (line_in(ec, row, l))
				bad |= __builtin_sub_overflow(out->ore, closing_of(ec, y, u, l),
				    &out->ore);
	if (bad)
		return fail(e, RC_LIMIT, MSG_economy_overflow);
	return a->no_preliminary ||
	    (prelim_sum(ec, in, row, y->year, from, to, a->span.to, &prelim, e) &&
	        amount_add(*out, prelim, 1, "no_entries", out, e));
}

/* The part of a span that lies in one year. */
static bool
cell_year(const struct economy *ec, const struct cell_ask *a, const struct econ_year *y,
    uint32_t row, const bool *in, int from, int to, struct amount *out, struct err *e)
{
	static const enum budget_version one[] = {[CELL_ADOPTED] = BUDGET_VERSION_adopted,
	    [CELL_COUNCIL] = BUDGET_VERSION_council,
	    [CELL_TRANSFER] = BUDGET_VERSION_transfer};

	*out = (struct amount){.reason = a->what == CELL_OUTCOME ? "no_entries" : "no_budget"};
	if (a->what == CELL_OUTCOME)
		return cell_outcome(ec, a, y, row, in, from, to, out, e);
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
		if ((a->what == CELL_BUDGET || v == (int)one[a->what]) &&
		    !cell_sum(ec, &y->budget[v], row, in, from, to, out, e))
			return false;
	return true;
}

bool
economy_cell(const struct economy *ec, const struct cell_ask *a, struct amount *out, struct err *e)
{
	int from, to;
	uint32_t unit = economy_unit(ec, a->unit);
	uint32_t row = a->line.n == 0 ? NO_INDEX : economy_line(ec, a->line);

	*out = (struct amount){.reason = a->what == CELL_OUTCOME ? "no_entries" : "no_budget"};
	if (unit == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(a->unit));
	if (row == NO_INDEX && a->line.n > 0)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_line, ARG(a->line));
	if (!months_of(a->span, &from, &to, e))
		return false;
	struct arena scratch;
	arena_init(&scratch, (size_t)64 << 20);
	const bool *in = subtree_at(ec->m, unit,
	    a->structure_day.y != 0 ? a->structure_day : a->span.to, &scratch);
	bool ok = true;
	if (a->what == CELL_FORECAST)
		ok = row_forecast(ec, to / 12, to % 12 + 1, in, row, out, e);
	for (int y = from / 12; ok && a->what != CELL_FORECAST && y <= to / 12; y++) {
		const struct econ_year *ey = economy_year(ec, y);
		struct amount part;
		if (ey == NULL) {
			ok = fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(y));
			break;
		}
		ok = cell_year(ec, a, ey, row, in, y == from / 12 ? from % 12 + 1 : 1,
		         y == to / 12 ? to % 12 + 1 : 12, &part, e) &&
		    amount_add(*out, part, 1, out->reason, out, e);
	}
	arena_end(&scratch);
	return ok;
}

int64_t
money_rounded(int64_t ore, enum scale scale)
{
	int64_t v = 0;

	must(dec_i64(dec_rescale(ore_as(ore, (int)scale), 0, DEC_HALF_UP), &v));
	return v;
}

struct amount
change_percent(struct amount now, struct amount base, enum scale scale)
{
	if (!base.ok || base.ore == 0)
		return (struct amount){.reason = "no_base"};
	if (money_rounded(base.ore, scale) == 0)
		return (struct amount){.reason = "base_rounds_to_zero"};
	if (!now.ok)
		return (struct amount){.reason = "no_entries"};
	if ((now.ore < 0) != (base.ore < 0) && now.ore != 0)
		return (struct amount){.reason = "sign_changes"};
	dec part = dec_mul(dec_sub(dec_int(now.ore), dec_int(base.ore)), dec_int(100));
	return (
	    struct amount){.ok = true, .percent = dec_div(part, dec_int(base.ore), 1, DEC_HALF_UP)};
}

static const struct {
	enum scale scale;
	const char *name;
} scales[] = {{SCALE_ORE, "ore"}, {SCALE_KR, "kr"}, {SCALE_TKR, "tkr"}, {SCALE_MKR, "mkr"}};

bool
scale_parse(str s, enum scale *out)
{
	for (size_t i = 0; i < COUNTOF(scales); i++) {
		if (!str_eq(s, str_of(scales[i].name)))
			continue;
		*out = scales[i].scale;
		return true;
	}
	return false;
}

const char *
scale_name(enum scale s)
{
	for (size_t i = 0; i < COUNTOF(scales); i++)
		if (scales[i].scale == s)
			return scales[i].name;
	never("scale");
}
