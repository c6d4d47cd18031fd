#include "core/economy/explain.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

static uint64_t
size_of(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

static bool
beyond(const struct variance_item *v, const struct variance_limit *limit)
{
	if (!v->variance.ok || size_of(v->variance.ore) < size_of(limit->min_ore) ||
	    v->variance.ore == 0)
		return false;
	if (!dec_ok(limit->min_percent) || !dec_ok(v->percent))
		return true;
	return dec_cmp(dec_abs(v->percent), limit->min_percent) >= 0;
}

static bool
ends_with(period a, period b)
{
	return a.kind != PERIOD_NONE && date_cmp(a.to, b.to) == 0;
}

/* Does an amount explain this variance? A row of kind whole states it again. */
static bool
explains(const struct model *m, const struct explanation *x, period p,
    const struct variance_item *v)
{
	const struct variance *of = x->variance.n > 0 ? find_variance(m, x->variance) : NULL;

	if (x->kind != PART_KIND_part || !str_eq(x->unit, v->unit) || !ends_with(x->period, p))
		return false;
	return v->line.n == 0 || (of != NULL && str_eq(of->line, v->line));
}

static bool
explanations(const struct model *m, period p, struct variance_item *v, struct err *e)
{
	bool bad = false;

	for (size_t i = 0; i < m->n_explanation; i++)
		if (explains(m, &m->explanation[i], p, v))
			bad |= __builtin_add_overflow(v->explained_ore, m->explanation[i].amount,
			    &v->explained_ore);
	bad |= __builtin_sub_overflow(v->variance.ore, v->explained_ore, &v->rest_ore);
	for (size_t i = 0; i < m->n_variance; i++) {
		const struct variance *x = &m->variance[i];
		v->has_variance_text |= ends_with(x->period, p) && str_eq(x->unit, v->unit) &&
		    (x->line.n == 0 || v->line.n == 0 || str_eq(x->line, v->line));
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

static bool
item_of(const struct economy *ec, period ytd, const struct unit *u, const struct result_line *l,
    struct variance_item *v, struct err *e)
{
	struct cell_ask a = {.what = CELL_OUTCOME,
	    .unit = u->id,
	    .line = l != NULL ? l->id : STR(""),
	    .span = ytd};

	*v = (struct variance_item){.unit = u->id,
	    .unit_name = u->name,
	    .line = a.line,
	    .line_name = l != NULL ? l->name : STR("")};
	if (!economy_cell(ec, &a, &v->outcome, e))
		return false;
	a.what = CELL_BUDGET;
	if (!economy_cell(ec, &a, &v->budget, e) ||
	    !amount_add(v->outcome, v->budget, -1, "no_entries", &v->variance, e))
		return false;
	v->percent = v->budget.ok ? dec_div(dec_mul(dec_int(v->variance.ore), dec_int(100)),
	                                dec_abs(dec_int(v->budget.ore)), 1, DEC_HALF_UP)
	                          : dec_bad();
	return true;
}

static int
by_size(const void *pa, const void *pb)
{
	const struct variance_item *a = pa, *b = pb;

	if (size_of(a->variance.ore) != size_of(b->variance.ore))
		return size_of(a->variance.ore) < size_of(b->variance.ore) ? 1 : -1;
	int c = str_cmp(a->unit, b->unit);
	return c != 0 ? c : str_cmp(a->line, b->line);
}

/* Does anything lie on the unit itself, rather than below it? */
static bool
has_own(const struct economy *ec, const struct econ_year *y, uint32_t unit)
{
	size_t n = ec->m->n_result_line;

	for (size_t l = 0; l < n; l++) {
		if (y->actual.has[unit * n + l] != 0)
			return true;
		for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
			if (y->budget[v].has[unit * n + l] != 0)
				return true;
	}
	return false;
}

bool
variance_list(const struct economy *ec, period p, str unit, const struct variance_limit *limit,
    struct arena *mem, struct variance_item **out, size_t *n, struct err *e)
{
	uint32_t top = economy_unit(ec, unit);
	size_t room = 0;
	int from, to;

	*out = NULL;
	*n = 0;
	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (!months_of(p, &from, &to, e))
		return false;
	const struct econ_year *y = economy_year(ec, to / 12);
	if (y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(to / 12));
	const bool *in = subtree_at(ec->m, top, p.to, mem);
	for (uint32_t u = 0; u < ec->m->n_unit; u++) {
		for (uint32_t l = 0; in[u] && has_own(ec, y, u) && l < ec->m->n_result_line; l++) {
			struct variance_item v;
			if (!line_in(ec, NO_INDEX, l))
				continue;
			if (!item_of(ec, period_ytd(p), &ec->m->unit[u], &ec->m->result_line[l], &v,
			        e))
				return false;
			if (!beyond(&v, limit))
				continue;
			if (!explanations(ec->m, p, &v, e))
				return false;
			arena_grow(mem, *out, *n, room);
			(*out)[(*n)++] = v;
		}
	}
	if (*n > 0)
		qsort(*out, *n, sizeof **out, by_size);
	return true;
}

/* Is something explained of the unit in the period? */
static bool
has_explanation(const struct model *m, str unit, period p)
{
	for (size_t i = 0; i < m->n_explanation; i++)
		if (str_eq(m->explanation[i].unit, unit) && ends_with(m->explanation[i].period, p))
			return true;
	return false;
}

bool
variance_units(const struct economy *ec, period p, str unit, const struct variance_limit *limit,
    struct arena *mem, struct variance_item **out, size_t *n, struct err *e)
{
	uint32_t top = economy_unit(ec, unit);
	size_t room = 0;

	*out = NULL;
	*n = 0;
	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	const bool *in = subtree_at(ec->m, top, p.to, mem);
	for (size_t i = 0; i < ec->m->n_unit; i++) {
		uint32_t at = ec->unit_order[i];
		const struct unit *u = &ec->m->unit[at];
		struct variance_item v;
		if (!in[at] || !(u->presented || has_explanation(ec->m, u->id, p)))
			continue;
		if (!item_of(ec, period_ytd(p), u, NULL, &v, e))
			return false;
		if (!beyond(&v, limit))
			continue;
		if (!explanations(ec->m, p, &v, e))
			return false;
		arena_grow(mem, *out, *n, room);
		(*out)[(*n)++] = v;
	}
	return true;
}
