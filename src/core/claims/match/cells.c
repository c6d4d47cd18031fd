/* cells.c -- cells of tables held against the facts of a database by their words.  What
 * agrees is proved; what does not may be a month or a scope that the table does not say,
 * and is left alone. */
#include "core/claims/match/match.h"

/* Every word of one is the other's, or one that it may leave out. */
static bool
covered(const struct words *w, const struct set *part, const struct set *a, const struct set *may)
{
	for (int i = 0; i < part->n; i++) {
		struct set one = {.v = {part->v[i]}, .n = 1};
		if (!set_near_within(w, &one, a) && !set_near_within(w, &one, may))
			return false;
	}
	return true;
}

static bool
speaks_of(const struct match *x, const struct evid *cell, const struct evid *fact)
{
	const struct words *w = x->c->doc->words;

	if (cell->role != fact->role || cell->unit != fact->unit || cell->year != fact->year ||
	    cell->value == 0 || (fact->month != 0 && cell->month != fact->month))
		return false;
	if (!covered(w, &fact->set, &cell->set, &cell->may) ||
	    !covered(w, &cell->set, &fact->set, &fact->may))
		return false;
	return evid_agrees(cell, fact, false) &&
	    (cell->dir == 0 || fact->dir == 0 || cell->dir == fact->dir);
}

static void
confirm(struct match *x, struct table *t, int table, int row, int col)
{
	struct cell *c = &t->row[row].cell[col];
	struct evid a;

	if (c->kind != CELL_NUMBER || c->wrong || c->fact != NULL ||
	    !evid_of_cell(&x->e, x->c->doc, table, row, col, &a))
		return;
	a.month = t->col[col].month;
	int n = evids_candidates(&x->e, &a, x->found);
	for (int i = 0; i < n; i++) {
		const struct evid *v = &x->e.v[x->found[i]];
		if (v->fact == 0 || !speaks_of(x, &a, v))
			continue;
		struct claims_proof *p = arena_new(x->c->mem, struct claims_proof);
		*p = evid_proof(&x->e, v);
		c->fact = p;
		c->by_fact = true;
		return;
	}
}

void
match_cells(struct match *x)
{
	struct model *m = x->c->doc;

	if (x->c->n_fact == 0)
		return;
	for (size_t i = 0; i < m->n_table; i++)
		for (int r = 0; r < m->table[i].n_row; r++)
			for (int c = 1; c < m->table[i].n_col && !m->table[i].row[r].header; c++)
				confirm(x, &m->table[i], (int)i, r, c);
}
