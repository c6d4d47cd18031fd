/* The unit table: net per unit of the tree, the unit asked for last. */
#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

struct walk {
	const struct economy *ec;
	period p;
	enum scale scale;
	struct arena *mem;
	uint32_t *parent;
	struct unit_table *t;
	size_t room;
};

static bool
cell(const struct walk *w, enum cell_kind what, uint32_t unit, period span, struct amount *out,
    struct err *e)
{
	if (economy_year(w->ec, span.from.y) == NULL) {
		*out = (struct amount){.reason = "no_entries"};
		return true;
	}
	return economy_cell(w->ec, &(struct cell_ask){.what = what, .unit = w->ec->m->unit[unit].id,
	    .span = span, .structure_day = w->p.to}, out, e);
}

static bool
add_row(struct walk *w, uint32_t unit, int level, uint32_t parent, struct err *e)
{
	const struct unit *u = &w->ec->m->unit[unit];
	period ytd = period_ytd(w->p), year = period_year(w->p.to.y);
	struct unit_row r = {.id = u->id, .name = u->name, .level = level,
	    .parent = parent == NO_INDEX ? STR("") : w->ec->m->unit[parent].id};

	if (!cell(w, CELL_OUTCOME, unit, ytd, &r.this_year, e) ||
	    !cell(w, CELL_OUTCOME, unit, period_shift_years(ytd, -1), &r.last_year, e) ||
	    !cell(w, CELL_BUDGET, unit, ytd, &r.budget, e) ||
	    !cell(w, CELL_BUDGET, unit, year, &r.full_year_budget, e) ||
	    !cell(w, CELL_FORECAST, unit, ytd, &r.full_year_forecast, e) ||
	    !amount_add(r.this_year, r.budget, -1, "no_entries", &r.variance, e))
		return false;
	r.development_percent = change_percent(r.this_year, r.last_year, w->scale);
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

bool
unit_table(const struct economy *ec, period p, str unit, enum scale scale, struct arena *mem,
    struct unit_table **out, struct err *e)
{
	uint32_t top = economy_unit(ec, unit);
	struct unit_table *t = arena_new(mem, struct unit_table);
	struct walk w = {.ec = ec, .p = p, .scale = scale, .mem = mem, .t = t};
	int from, to;

	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (!months_of(p, &from, &to, e))
		return false;
	*t = (struct unit_table){.period = p, .unit = ec->m->unit[top].id, .scale = scale};
	w.parent = arena_array(mem, ec->m->n_unit + 1, uint32_t);
	for (uint32_t i = 0; i < ec->m->n_unit; i++)
		w.parent[i] = unit_parent_at(ec->m, i, p.to);
	if (!descend(&w, top, e) || !add_row(&w, top, 0, NO_INDEX, e))
		return false;
	*out = t;
	return true;
}
