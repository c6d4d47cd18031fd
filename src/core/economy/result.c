/* The result table: one row a result line, totals, and what rounding did. */
#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

const char *const result_col_id[COL__COUNT] = {
    [COL_MONTH_VARIANCE] = "month_variance",
    [COL_LAST_YEAR] = "last_year",
    [COL_THIS_YEAR] = "this_year",
    [COL_BUDGET] = "budget",
    [COL_VARIANCE] = "variance",
    [COL_CHANGE_PERCENT] = "change_percent",
    [COL_FULL_YEAR_BUDGET] = "full_year_budget",
    [COL_FULL_YEAR_FORECAST] = "full_year_forecast",
    [COL_FORECAST_VARIANCE] = "forecast_variance",
};

/* What a table is computed from, once for all rows. */
struct basis {
	const struct economy *ec;
	const struct table_ask *ask;
	int year, month;
	date last_end; /* of the same period a year before */
	const bool *in, *in_last;
	struct line_sums actual, last, closing, closing_last, budget[BUDGET_VERSION__COUNT];
	bool has_last;
};

static bool
basis_sums(struct basis *b, const struct econ_year *y, const struct econ_year *last,
    struct arena *mem, struct err *e)
{
	const struct economy *ec = b->ec;

	if (!line_sums(ec, &y->actual, b->in, mem, &b->actual, e) ||
	    !closing_sums(ec, y, b->in, mem, &b->closing, e))
		return false;
	if (last != NULL &&
	    (!line_sums(ec, &last->actual, b->in_last, mem, &b->last, e) ||
	        !closing_sums(ec, last, b->in_last, mem, &b->closing_last, e)))
		return false;
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
		if (!line_sums(ec, &y->budget[v], b->in, mem, &b->budget[v], e))
			return false;
	return true;
}

static bool
basis_new(const struct economy *ec, const struct table_ask *ask, uint32_t unit, struct arena *mem,
    struct basis *b, struct err *e)
{
	int from, to;

	if (!months_of(ask->period, &from, &to, e))
		return false;
	struct structure_days days = structure_days_of(ask);
	*b = (struct basis){.ec = ec,
	    .ask = ask,
	    .year = to / 12,
	    .month = to % 12 + 1,
	    .last_end = period_shift_years(ask->period, -1).to,
	    .in = subtree_at(ec->m, unit, days.now, mem),
	    .in_last = subtree_at(ec->m, unit, days.last, mem)};
	const struct econ_year *y = economy_year(ec, b->year),
	                       *last = economy_year(ec, b->year - 1);
	if (y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(b->year));
	b->has_last = last != NULL;
	return basis_sums(b, y, last, mem, e);
}

static bool
budget_sum(const struct basis *b, uint32_t row, int from, int to, struct amount *out, struct err *e)
{
	*out = (struct amount){.reason = "no_budget"};
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++) {
		struct amount part;
		if (!in_basis(b->ask->budget, (enum budget_version)v))
			continue;
		if (!row_sum(b->ec, &b->budget[v], row, from, to, &part, e) ||
		    !amount_add(*out, part, 1, "no_budget", out, e))
			return false;
	}
	return true;
}

/* What is booked in months [from, to], with or without period 13 and what is not
 * booked yet, as the table is asked for. */
static bool
outcome(const struct basis *b, bool last, uint32_t row, int from, int to, struct amount *out,
    struct err *e)
{
	const struct line_sums *s = last ? &b->last : &b->actual,
	                       *closing = last ? &b->closing_last : &b->closing;
	struct amount part;

	if (!row_sum(b->ec, s, row, from, to, out, e))
		return false;
	if (b->ask->no_closing &&
	    (!row_sum(b->ec, closing, row, from, to, &part, e) ||
	        !amount_add(*out, part, -1, "no_entries", out, e)))
		return false;
	return b->ask->no_preliminary ||
	    (prelim_sum(b->ec, last ? b->in_last : b->in, row, last ? b->year - 1 : b->year, from,
	         to, last ? b->last_end : b->ask->period.to, &part, e) &&
	        amount_add(*out, part, 1, "no_entries", out, e));
}

static bool
row_cells(const struct basis *b, uint32_t row, struct amount *c, struct err *e)
{
	struct amount month, month_budget;

	c[COL_LAST_YEAR] = (struct amount){.reason = "no_entries"};
	if (!outcome(b, false, row, b->month, b->month, &month, e) ||
	    !budget_sum(b, row, b->month, b->month, &month_budget, e) ||
	    !amount_add(month, month_budget, -1, "no_entries", &c[COL_MONTH_VARIANCE], e) ||
	    (b->has_last && !outcome(b, true, row, 1, b->month, &c[COL_LAST_YEAR], e)) ||
	    !outcome(b, false, row, 1, b->month, &c[COL_THIS_YEAR], e) ||
	    !budget_sum(b, row, 1, b->month, &c[COL_BUDGET], e) ||
	    !amount_add(c[COL_THIS_YEAR], c[COL_BUDGET], -1, "no_entries", &c[COL_VARIANCE], e) ||
	    !budget_sum(b, row, 1, 12, &c[COL_FULL_YEAR_BUDGET], e) ||
	    !row_forecast(b->ec, b->year, b->month, b->in, row, &c[COL_FULL_YEAR_FORECAST], e))
		return false;
	c[COL_CHANGE_PERCENT] = change_percent(c[COL_THIS_YEAR], c[COL_LAST_YEAR], b->ask->scale);
	c[COL_FORECAST_VARIANCE] = (struct amount){.reason = "no_forecast"};
	return !c[COL_FULL_YEAR_FORECAST].ok ||
	    amount_add(c[COL_FULL_YEAR_FORECAST], c[COL_FULL_YEAR_BUDGET], -1, "no_forecast",
	        &c[COL_FORECAST_VARIANCE], e);
}

/* A row with the parts of its outcome that are to be seen. */
static bool
row_make(const struct basis *b, uint32_t line, struct result *t, struct result_row *r,
    struct err *e)
{
	const struct result_line *l = &b->ec->m->result_line[line];

	*r = (struct result_row){.id = l->id, .name = l->name, .kind = l->kind};
	if (!row_cells(b, line, r->cell, e) ||
	    !row_sum(b->ec, &b->closing, line, 1, b->month, &r->closing, e) ||
	    !prelim_sum(b->ec, b->in, line, b->year, 1, b->month, b->ask->period.to,
	        &r->preliminary, e))
		return false;
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
		t->budget_changed |= v != BUDGET_VERSION_adopted && b->budget[v].has[line] != 0;
	t->has_closing |= r->closing.ok;
	t->has_preliminary |= r->preliminary.ok;
	return true;
}

/* What a total is printed over: the lines of its block; the net over the totals
 * where every line is in one, else over all lines. */
static bool
is_part(const struct result *t, size_t part, size_t total, const struct economy *ec, bool totals)
{
	uint32_t p = economy_line(ec, t->row[part].id), w = economy_line(ec, t->row[total].id);
	enum line_kind kind = t->row[part].kind;

	if (t->row[total].kind == LINE_KIND_net && totals)
		return kind == LINE_KIND_total;
	return line_in(ec, w, p);
}

static bool
every_line_has_total(const struct economy *ec)
{
	for (uint32_t l = 0; l < ec->m->n_result_line; l++) {
		bool any = false;
		for (uint32_t t = 0; t < ec->m->n_result_line; t++)
			any |= ec->m->result_line[t].kind == LINE_KIND_total && line_in(ec, t, l);
		if (!any && line_in(ec, NO_INDEX, l))
			return false;
	}
	return true;
}

static void
add_notes(const struct economy *ec, struct result *t, struct arena *mem)
{
	bool totals = every_line_has_total(ec);
	size_t room = 0;

	for (size_t r = 0; r < t->n_row; r++) {
		if (t->row[r].kind != LINE_KIND_total && t->row[r].kind != LINE_KIND_net)
			continue;
		for (int c = 0; c < COL__COUNT; c++) {
			int64_t sum = 0;
			if (c == COL_CHANGE_PERCENT || !t->row[r].cell[c].ok)
				continue;
			int64_t printed = money_rounded(t->row[r].cell[c].ore, t->scale);
			for (size_t k = 0; k < t->n_row; k++)
				if (t->row[k].cell[c].ok && is_part(t, k, r, ec, totals))
					sum += money_rounded(t->row[k].cell[c].ore, t->scale);
			if (sum == printed)
				continue;
			arena_grow(mem, t->note, t->n_note, room);
			t->note[t->n_note++] = (struct rounding_note){r, (enum result_col)c, sum,
			    printed};
		}
	}
}

/* What is booked on result accounts without a line, whatever the unit: it has no
 * place in a table, and says so under it. */
static bool
add_unmapped(const struct economy *ec, struct result *t, int year, struct err *e)
{
	for (int back = 0; back < 2; back++) {
		const struct econ_year *y = economy_year(ec, year - back);
		struct amount *to = &t->unmapped[back == 0 ? COL_THIS_YEAR : COL_LAST_YEAR];
		*to = (struct amount){.reason = "no_entries"};
		for (size_t i = 0; y != NULL && i < y->n_loose; i++) {
			if (!y->loose[i].no_line)
				continue;
			to->ok = true;
			if (__builtin_add_overflow(to->ore, y->loose[i].ore, &to->ore))
				return fail(e, RC_LIMIT, MSG_economy_overflow);
		}
		t->has_unmapped |= back == 0 && to->ok;
	}
	return true;
}

bool
result_table(const struct economy *ec, const struct table_ask *ask, struct arena *mem,
    struct result **out, struct err *e)
{
	uint32_t u = economy_unit(ec, ask->unit);
	struct result *t = arena_new(mem, struct result);
	struct arena scratch;
	struct basis b;

	if (u == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(ask->unit));
	*t = (struct result){.period = ask->period,
	    .unit = ec->m->unit[u].id,
	    .unit_name = ec->m->unit[u].name,
	    .scale = ask->scale,
	    .budget = ask->budget,
	    .no_closing = ask->no_closing,
	    .no_preliminary = ask->no_preliminary,
	    .n_row = ec->m->n_result_line,
	    .row = arena_array(mem, ec->m->n_result_line + 1, struct result_row)};
	arena_init(&scratch, (size_t)256 << 20);
	bool ok = basis_new(ec, ask, u, &scratch, &b, e);
	for (size_t i = 0; ok && i < t->n_row; i++)
		ok = row_make(&b, ec->line_order[i], t, &t->row[i], e);
	ok = ok && add_unmapped(ec, t, b.year, e);
	arena_end(&scratch);
	if (!ok)
		return false;
	struct structure_days days = structure_days_of(ask);
	t->day_now = days.now;
	t->day_last = days.last;
	unit_moves(ec->m, ask, u, true, mem, &t->move, &t->n_move);
	add_notes(ec, t, mem);
	*out = t;
	return true;
}

/* Facts are what the table says when nothing else is asked for. */
static bool
result_has_facts(const struct result *t)
{
	return t->budget == BUDGET_REVISED && !t->no_closing && !t->no_preliminary &&
	    date_cmp(t->day_now, t->period.to) == 0 && date_cmp(t->day_last, t->period.to) == 0;
}

/* Canonical names, as core/facts has them: without a line the net is meant; the period is
 * the year so far, the whole year for the full-year columns, the month for the month's. */
str
result_fact(struct arena *mem, const struct result *t, size_t row, enum result_col col)
{
	static const char *const path[COL__COUNT] = {
	    [COL_MONTH_VARIANCE] = "ekonomi.avvikelse",
	    [COL_LAST_YEAR] = "ekonomi.utfall",
	    [COL_THIS_YEAR] = "ekonomi.utfall",
	    [COL_BUDGET] = "ekonomi.budget",
	    [COL_VARIANCE] = "ekonomi.avvikelse",
	    [COL_CHANGE_PERCENT] = "ekonomi.forandring",
	    [COL_FULL_YEAR_BUDGET] = "ekonomi.helarsbudget",
	    [COL_FULL_YEAR_FORECAST] = "ekonomi.helarsprognos",
	    [COL_FORECAST_VARIANCE] = "ekonomi.prognosavvikelse",
	};
	period p = period_ytd(t->period);

	must(row < t->n_row && col >= 0 && col < COL__COUNT);
	if (!result_has_facts(t))
		return STR("");
	if (col == COL_MONTH_VARIANCE)
		p = period_month(t->period.to.y, t->period.to.m);
	else if (col == COL_FULL_YEAR_BUDGET)
		p = period_year(t->period.to.y);
	else if (col == COL_LAST_YEAR)
		p = period_shift_years(p, -1);
	if (p.kind == PERIOD_SPAN && p.from.m == 1 && p.to.m == 12 && p.from.y == p.to.y)
		p = period_year(p.to.y);
	if (p.kind == PERIOD_SPAN && p.from.m == p.to.m)
		p = period_month(p.to.y, p.to.m);
	str line = t->row[row].kind == LINE_KIND_net
	    ? STR("")
	    : str_fmt(mem, ":rad=%.*s", STR_ARG(t->row[row].id));
	return str_fmt(mem, "%s:enhet=%.*s%.*s:period=%.*s", path[col], STR_ARG(t->unit),
	    STR_ARG(line), STR_ARG(period_str(mem, p)));
}
