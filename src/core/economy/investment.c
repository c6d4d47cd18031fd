/* The investment table: areas of a subtree of units, from January to the period's
 * last month.  A row of the year without an area holds printed totals of the top
 * of the tree: it is used where no areas are known to add up. */
#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

static bool
add_dec(struct amount *to, dec v, struct err *e)
{
	int64_t ore;

	if (!dec_ok(v))
		return true;
	if (!dec_i64(dec_rescale(v, 0, DEC_HALF_UP), &ore) ||
	    __builtin_add_overflow(to->ore, ore, &to->ore))
		return fail(e, RC_LIMIT, MSG_economy_overflow);
	to->ok = true;
	return true;
}

static void
latest(dec *to, dec v)
{
	if (dec_ok(v))
		*to = v;
}

/* variance = budget - outcome, + is favourable: any two give the third. */
static bool
complete(struct investment_row *r, struct err *e)
{
	if (r->outcome.ok && r->budget.ok)
		return amount_add(r->budget, r->outcome, -1, "no_entries", &r->variance, e);
	if (r->outcome.ok && r->variance.ok)
		return amount_add(r->outcome, r->variance, 1, "no_budget", &r->budget, e);
	if (r->budget.ok && r->variance.ok)
		return amount_add(r->budget, r->variance, -1, "no_entries", &r->outcome, e);
	return true;
}

static bool
area_sum(const struct model *m, str area, int year, int month, struct investment_row *r,
    struct err *e)
{
	r->outcome.reason = r->variance.reason = "no_entries";
	r->budget.reason = "no_budget";
	r->decided = r->accumulated = r->forecast = dec_bad();
	for (size_t i = 0; i < m->n_investment; i++) {
		const struct investment *v = &m->investment[i];
		if (v->year != year || v->month > month || !str_eq(v->area, area))
			continue;
		if (!add_dec(&r->outcome, v->outcome, e) || !add_dec(&r->budget, v->budget, e) ||
		    !add_dec(&r->variance, v->variance, e))
			return false;
		latest(&r->decided, v->decided);
		latest(&r->accumulated, v->accumulated);
		latest(&r->forecast, v->forecast);
	}
	return complete(r, e);
}

static bool
total_of(const struct model *m, struct investment_table *t, bool top, int year, int month,
    struct err *e)
{
	struct investment_row *w = &t->total, printed = {0};

	w->id = STR("total");
	w->outcome.reason = w->budget.reason = w->variance.reason = "no_entries";
	w->decided = w->accumulated = w->forecast = dec_bad();
	if (top && !area_sum(m, STR(""), year, month, &printed, e))
		return false;
	bool outcome = t->n_row > 0, budget = t->n_row > 0;
	for (size_t i = 0; i < t->n_row; i++) {
		const struct investment_row *r = &t->row[i];
		outcome = outcome && r->outcome.ok;
		budget = budget && r->budget.ok;
		if (!amount_add(w->outcome, r->outcome, 1, "no_entries", &w->outcome, e) ||
		    !amount_add(w->budget, r->budget, 1, "no_budget", &w->budget, e) ||
		    !amount_add(w->variance, r->variance, 1, "no_entries", &w->variance, e))
			return false;
	}
	/* A part that is missing makes the sum no total. */
	w->outcome.ok = w->outcome.ok && outcome;
	w->budget.ok = w->budget.ok && budget;
	if (!w->outcome.ok && printed.outcome.ok)
		w->outcome = printed.outcome;
	if (!w->budget.ok && printed.budget.ok)
		w->budget = printed.budget;
	if (!(w->outcome.ok && w->budget.ok) && printed.variance.ok)
		w->variance = printed.variance;
	return complete(w, e);
}

static int
by_sort(const void *pa, const void *pb)
{
	const struct area *const *a = pa, *const *b = pb;

	if ((*a)->sort != (*b)->sort)
		return (*a)->sort < (*b)->sort ? -1 : 1;
	return str_cmp((*a)->id, (*b)->id);
}

static void
add_note(struct investment_table *t)
{
	if (!t->total.outcome.ok)
		return;
	for (size_t i = 0; i < t->n_row; i++) {
		if (!t->row[i].outcome.ok)
			return;
		t->rows_sum += money_rounded(t->row[i].outcome.ore, t->scale);
	}
	t->has_note = t->n_row > 0 && t->rows_sum != money_rounded(t->total.outcome.ore, t->scale);
}

bool
investment_table(const struct model *m, period p, str unit, enum scale scale, struct arena *mem,
    struct investment_table **out, struct err *e)
{
	const struct unit *u = find_unit(m, unit);
	struct investment_table *t = arena_new(mem, struct investment_table);
	const struct area **area = arena_array(mem, m->n_area + 1, const struct area *);
	size_t n = 0;
	int from, to;

	if (u == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (!months_of(p, &from, &to, e))
		return false;
	uint32_t at = (uint32_t)(u - m->unit);
	bool top = unit_parent_at(m, at, p.to) == NO_INDEX;
	const bool *in = subtree_at(m, at, p.to, mem);
	for (size_t i = 0; i < m->n_area; i++) {
		const struct unit *of = m->area[i].unit.n > 0 ? find_unit(m, m->area[i].unit)
		                                              : NULL;
		if (of == NULL ? top : in[of - m->unit])
			area[n++] = &m->area[i];
	}
	if (n > 0)
		qsort(area, n, sizeof *area, by_sort);
	*t = (struct investment_table){.period = p,
	    .unit = u->id,
	    .scale = scale,
	    .n_row = n,
	    .row = arena_array(mem, n + 1, struct investment_row)};
	for (size_t i = 0; i < n; i++) {
		t->row[i] = (struct investment_row){.id = area[i]->id, .name = area[i]->name};
		if (!area_sum(m, area[i]->id, to / 12, to % 12 + 1, &t->row[i], e))
			return false;
	}
	if (!total_of(m, t, top, to / 12, to % 12 + 1, e))
		return false;
	add_note(t);
	*out = t;
	return true;
}
