/* The unit table: net per unit of the tree, the unit asked for last. */
#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

struct walk {
	const struct economy *ec;
	const struct table_ask *ask;
	struct arena *mem;
	uint32_t *parent, *parent_last; /* the tree of each year */
	date last_end;                  /* of the same period a year before */
	struct amount *net;             /* [unit][NETS], with all that lies below */
	struct unit_table *t;
	size_t room;
};

enum { NET_THIS, NET_LAST, NET_BUDGET, NET_FULL_BUDGET, NET_FORECAST, NETS };

/* The net of the months up to `to` that lie on the unit itself. */
static bool
own_net(const struct economy *ec, const struct month_sums *s, uint32_t unit, int to,
    struct amount *out, struct err *e)
{
	size_t n = ec->m->n_result_line, n_month = ec->m->n_unit * n;
	uint16_t months = (uint16_t)((1u << to) - 1);
	bool bad = false;

	for (uint32_t l = 0; l < n; l++) {
		if ((s->has[unit * n + l] & months) == 0 || !line_in(ec, NO_INDEX, l))
			continue;
		out->ok = true;
		for (size_t m = 0; m < (size_t)to; m++)
			bad |= __builtin_add_overflow(out->ore, s->ore[m * n_month + unit * n + l],
			    &out->ore);
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

/* The outcome on the unit itself, with or without period 13 and what is not booked
 * yet, as the table is asked for. */
static bool
own_outcome(const struct walk *w, const struct econ_year *y, uint32_t unit, int month, date end,
    bool *one, struct amount *out, struct err *e)
{
	size_t n = w->ec->m->n_result_line;
	struct amount prelim = {0};
	bool bad = false;

	if (!own_net(w->ec, &y->actual, unit, month, out, e))
		return false;
	for (uint32_t l = 0; w->ask->no_closing && month == 12 && l < n; l++)
		if (line_in(w->ec, NO_INDEX, l))
			bad |= __builtin_sub_overflow(out->ore, closing_of(w->ec, y, unit, l),
			    &out->ore);
	if (bad)
		return fail(e, RC_LIMIT, MSG_economy_overflow);
	if (w->ask->no_preliminary || w->ec->n_prelim == 0)
		return true;
	one[unit] = true;
	bool ok = prelim_sum(w->ec, one, NO_INDEX, y->year, 1, month, end, &prelim, e);
	one[unit] = false;
	return ok && amount_add(*out, prelim, 1, "no_entries", out, e);
}

static bool
own_nets(struct walk *w, const struct econ_year *y, const struct econ_year *last, int month,
    struct amount *own, struct err *e)
{
	size_t n = w->ec->m->n_unit;
	bool *one = arena_array(w->mem, n + 1, bool);

	for (uint32_t u = 0; u < n; u++) {
		struct amount *a = &own[u * NETS];
		if (!own_outcome(w, y, u, month, w->ask->period.to, one, &a[NET_THIS], e) ||
		    (last != NULL &&
		        !own_outcome(w, last, u, month, w->last_end, one, &a[NET_LAST], e)))
			return false;
		for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
			if (in_basis(w->ask->budget, (enum budget_version)v) &&
			    (!own_net(w->ec, &y->budget[v], u, month, &a[NET_BUDGET], e) ||
			        !own_net(w->ec, &y->budget[v], u, 12, &a[NET_FULL_BUDGET], e)))
				return false;
	}
	return true;
}

static bool
own_forecasts(const struct walk *w, int year, int made, struct amount *own, struct err *e)
{
	for (size_t i = 0; made != 0 && i < w->ec->m->n_forecast; i++) {
		const struct forecast *f = &w->ec->m->forecast[i];
		uint32_t u = w->ec->forecast_unit[i], l = w->ec->forecast_line[i];
		if (period_year_of(f->period) == year && period_last_month(f->period) == made &&
		    u != NO_INDEX && l != NO_INDEX && line_in(w->ec, NO_INDEX, l) &&
		    !amount_add(own[u * NETS + NET_FORECAST],
		        (struct amount){.ok = true, .ore = f->amount}, 1, NULL,
		        &own[u * NETS + NET_FORECAST], e))
			return false;
	}
	return true;
}

/* What lies on a unit, to itself and every unit above it in that figure's tree. */
static bool
add_upwards(struct walk *w, uint32_t u, const struct amount *own, int k, struct err *e)
{
	const uint32_t *parent = k == NET_LAST ? w->parent_last : w->parent;
	uint32_t at = u;

	for (size_t step = 0; at != NO_INDEX && step <= w->ec->m->n_unit; step++) {
		struct amount *to = &w->net[at * NETS + (uint32_t)k];
		if (!amount_add(*to, own[u * NETS + (uint32_t)k], 1, to->reason, to, e))
			return false;
		at = parent[at];
		if (at == u)
			break; /* a ring */
	}
	return true;
}

/* What lies on each unit itself, then added to every unit above it. */
static bool
nets_make(struct walk *w, int year, int month, struct err *e)
{
	const struct econ_year *y = economy_year(w->ec, year),
	                       *last = economy_year(w->ec, year - 1);
	size_t n = w->ec->m->n_unit;
	struct amount *own = arena_array(w->mem, n * NETS + 1, struct amount);

	if (y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(year));
	w->net = arena_array(w->mem, n * NETS + 1, struct amount);
	if (!own_nets(w, y, last, month, own, e) ||
	    !own_forecasts(w, year, forecast_month(w->ec, year, month), own, e))
		return false;
	for (uint32_t u = 0; u < n; u++)
		for (int k = 0; k < NETS; k++)
			if (!add_upwards(w, u, own, k, e))
				return false;
	return true;
}

static struct amount
net_of(const struct walk *w, uint32_t unit, int k)
{
	static const char *const reason[NETS] = {[NET_THIS] = "no_entries",
	    [NET_LAST] = "no_entries",
	    [NET_BUDGET] = "no_budget",
	    [NET_FULL_BUDGET] = "no_budget",
	    [NET_FORECAST] = "no_forecast"};
	struct amount a = w->net[unit * NETS + (uint32_t)k];

	a.reason = reason[k];
	return a;
}

static bool
under(const struct walk *w, const uint32_t *parent, uint32_t unit, uint32_t top)
{
	for (size_t step = 0; unit != NO_INDEX && step <= w->ec->m->n_unit; step++) {
		if (unit == top)
			return true;
		unit = parent[unit];
	}
	return false;
}

/* Did some unit come to or leave what belongs to this one between the years? */
static bool
is_moved(const struct walk *w, uint32_t unit)
{
	const struct model *m = w->ec->m;

	for (size_t i = 0; i < m->n_succession; i++) {
		const struct succession *s = &m->succession[i];
		uint32_t u = economy_unit(w->ec, s->unit);
		if (u == NO_INDEX || s->day.y == 0 || date_cmp(s->day, w->last_end) <= 0 ||
		    date_cmp(s->day, w->ask->period.to) > 0)
			continue;
		bool came = under(w, w->parent, economy_unit(w->ec, s->new_parent), unit),
		     left = under(w, w->parent, economy_unit(w->ec, s->old_parent), unit);
		if (came != left)
			return true;
	}
	return false;
}

static bool
add_row(struct walk *w, uint32_t unit, int level, uint32_t parent, struct err *e)
{
	const struct unit *u = &w->ec->m->unit[unit];
	struct unit_row r = {.id = u->id,
	    .name = u->name,
	    .level = level,
	    .parent = parent == NO_INDEX ? STR("") : w->ec->m->unit[parent].id,
	    .this_year = net_of(w, unit, NET_THIS),
	    .last_year = net_of(w, unit, NET_LAST),
	    .budget = net_of(w, unit, NET_BUDGET),
	    .full_year_budget = net_of(w, unit, NET_FULL_BUDGET),
	    .full_year_forecast = net_of(w, unit, NET_FORECAST)};

	if (!amount_add(r.this_year, r.budget, -1, "no_entries", &r.variance, e))
		return false;
	r.development_percent = change_percent(r.this_year, r.last_year, w->ask->scale);
	r.moved = is_moved(w, unit);
	arena_grow(w->mem, w->t->row, w->t->n_row, w->room);
	w->t->row[w->t->n_row++] = r;
	return true;
}

static int
by_sort(const void *pa, const void *pb, void *arg)
{
	const struct unit *u = arg;
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	if (u[a].sort != u[b].sort)
		return u[a].sort < u[b].sort ? -1 : 1;
	return (a > b) - (a < b);
}

/* Depth first over an own stack: a unit that is not presented passes its place on
 * to its children. */
struct step {
	uint32_t unit, shown; /* shown: the nearest presented unit above */
	int level;
};

static bool
descend(struct walk *w, uint32_t top, struct err *e)
{
	const struct model *m = w->ec->m;
	struct step *stack = arena_array(w->mem, m->n_unit + 1, struct step);
	uint32_t *child = arena_array(w->mem, m->n_unit + 1, uint32_t);
	bool *seen = arena_array(w->mem, m->n_unit + 1, bool); /* a ring of parents ends here */
	size_t n = 0;

	stack[n++] = (struct step){top, top, 0};
	seen[top] = true;
	while (n > 0) {
		struct step s = stack[--n];
		size_t k = 0;
		if (s.unit != top && m->unit[s.unit].presented) {
			if (!add_row(w, s.unit, ++s.level, s.shown, e))
				return false;
			s.shown = s.unit;
		}
		for (uint32_t i = 0; i < m->n_unit; i++) {
			if (w->parent[i] != s.unit || seen[i])
				continue;
			seen[i] = true;
			child[k++] = i;
		}
		if (k > 0)
			qsort_r(child, k, sizeof *child, by_sort, m->unit);
		while (k > 0)
			stack[n++] = (struct step){child[--k], s.shown, s.level};
	}
	return true;
}

static uint32_t *
parents_at(const struct model *m, date day, struct arena *mem)
{
	uint32_t *parent = arena_array(mem, m->n_unit + 1, uint32_t);

	for (uint32_t i = 0; i < m->n_unit; i++)
		parent[i] = unit_parent_at(m, i, day);
	return parent;
}

bool
unit_table(const struct economy *ec, const struct table_ask *ask, struct arena *mem,
    struct unit_table **out, struct err *e)
{
	uint32_t top = economy_unit(ec, ask->unit);
	struct unit_table *t = arena_new(mem, struct unit_table);
	struct structure_days days;
	int from, to;

	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(ask->unit));
	if (!months_of(ask->period, &from, &to, e))
		return false;
	days = structure_days_of(ask);
	struct walk w = {.ec = ec,
	    .ask = ask,
	    .mem = mem,
	    .t = t,
	    .parent = parents_at(ec->m, days.now, mem),
	    .parent_last = parents_at(ec->m, days.last, mem),
	    .last_end = period_shift_years(ask->period, -1).to};
	*t = (struct unit_table){.period = ask->period,
	    .unit = ec->m->unit[top].id,
	    .scale = ask->scale,
	    .budget = ask->budget,
	    .day_now = days.now,
	    .day_last = days.last};
	unit_moves(ec->m, ask, top, false, mem, &t->move, &t->n_move);
	if (!nets_make(&w, to / 12, to % 12 + 1, e) || !descend(&w, top, e) ||
	    !add_row(&w, top, 0, NO_INDEX, e))
		return false;
	*out = t;
	return true;
}
