/* twins.c -- cells that another table or a sentence repeats: what two places of a document
 * give for the same thing is proved by both.  Nothing is contradicted here: a table may have
 * a scope that it does not say. */
#include "core/claims/match/match.h"

#include <stdlib.h>

#define TWINS_LOOKED_AT 60 /* cells of one name; a document of copies has no end */

struct twin {
	uint64_t key;
	struct evid v;
	bool named; /* by more than its caption */
};

struct twins {
	struct match *x;
	struct twin *v;
	size_t n, room;
};

static int
twin_cmp(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->v.table != y->v.table)
		return x->v.table < y->v.table ? -1 : 1;
	if (x->v.row != y->v.row)
		return x->v.row < y->v.row ? -1 : 1;
	return x->v.col < y->v.col ? -1 : x->v.col > y->v.col;
}

/* Row and column together say of what: "Totalt" under "december 2025" is what
 * "december 2025" is under "Totalt". */
static void
add(struct twins *t, int table, int row, int col)
{
	struct model *m = t->x->c->doc;
	const struct table *tab = &m->table[table];
	const struct row *r = &tab->row[row];
	const struct column *c = &tab->col[col];
	struct evid v;

	if (!evid_of_cell_loose(&t->x->e, m, table, row, col, &v) || v.value == 0)
		return;
	v.month = r->month > 0 ? r->month : c->month;
	v.year = r->year > 0 ? r->year : v.year;
	struct set all = c->set;
	for (int i = 0; i < r->set.n && !r->grand; i++)
		set_add(&all, r->set.v[i]);
	v.set = all;
	if (all.n == 0 && v.month == 0 && !r->total)
		return;
	uint64_t key = set_hash(&all) * 31 + (uint64_t)v.role * 7 + (uint64_t)v.unit;
	key = key * 4001 + (uint64_t)(v.year * 13 + v.month);
	arena_grow(t->x->c->mem, t->v, t->n, t->room);
	t->v[t->n++] = (struct twin){key, v, all.n > 0};
}

static bool
share_a_word(const struct match *x, const struct table *a, const struct table *b)
{
	for (int i = 0; i < a->about.n; i++)
		if (a->about.v[i] != x->c->doc->body && set_has(&b->about, a->about.v[i]))
			return true;
	return false;
}

static bool
same(const struct match *x, const struct twin *a, const struct twin *b)
{
	const struct model *m = x->c->doc;

	if (a->v.table == b->v.table || a->v.role != b->v.role || a->v.unit != b->v.unit ||
	    a->v.year != b->v.year || a->v.month != b->v.month || !set_eq(&a->v.set, &b->v.set) ||
	    !evid_agrees(&a->v, &b->v, false))
		return false;
	return a->named || share_a_word(x, &m->table[a->v.table], &m->table[b->v.table]);
}

static void
mark(struct match *x, const struct evid *v, const struct evid *by)
{
	struct cell *c = &x->c->doc->table[v->table].row[v->row].cell[v->col];

	if (c->twin != NULL || c->wrong)
		return;
	struct claims_proof *p = arena_new(x->c->mem, struct claims_proof);
	*p = evid_proof(&x->e, by);
	c->twin = p;
}

void
match_twins(struct match *x)
{
	struct model *m = x->c->doc;
	struct twins t = {.x = x};

	for (size_t i = 0; i < m->n_table; i++)
		for (int r = 0; r < m->table[i].n_row && !m->table[i].contents; r++)
			for (int c = 1; c < m->table[i].n_col && !m->table[i].row[r].header; c++)
				add(&t, (int)i, r, c);
	if (t.n == 0)
		return;
	qsort(t.v, t.n, sizeof *t.v, twin_cmp);
	for (size_t i = 0; i < t.n; i++)
		for (size_t k = i + 1;
		     k < t.n && k - i < TWINS_LOOKED_AT && t.v[k].key == t.v[i].key; k++)
			if (same(x, &t.v[i], &t.v[k])) {
				mark(x, &t.v[i].v, &t.v[k].v);
				mark(x, &t.v[k].v, &t.v[i].v);
			}
}

/* A sentence that a cell agrees with is also the cell's proof. */
void
match_cell_told(struct match *x, const struct evid *claim, const struct evid *cell)
{
	if (cell->table < 0 || cell->old || cell->derived)
		return;
	mark(x, cell, claim);
}
