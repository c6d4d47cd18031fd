#include "core/claims/table/table_rel.h"

#include <string.h>

/* Rows that one total may add up. */
#define OPEN_MAX 64
#define CHILDREN_MAX 14

struct vote {
	int holds, fails, telling;
	int exact; /* hold so tightly that chance is out of the question */
};

struct list {
	int row[OPEN_MAX];
	int n;
};

static int64_t
magnitude(int64_t v)
{
	return v < 0 ? -v : v;
}

/* Whether a column's total is the sum of the members; blanks are nothing. */
static bool
column_adds(const struct table *t, int total, const struct list *l, int col, int64_t *sum,
    int *filled)
{
	int64_t slack = t->row[total].cell[col].step;

	*sum = 0;
	*filled = 0;
	for (int i = 0; i < l->n; i++) {
		const struct cell *c = &t->row[l->row[i]].cell[col];
		if (c->kind != CELL_NUMBER)
			continue;
		*sum += c->value;
		slack += c->step;
		*filled += c->value != 0;
	}
	return magnitude(*sum - t->row[total].cell[col].value) <= slack / 2;
}

static struct vote
ballot(const struct table *t, int total, const struct list *l)
{
	struct vote v = {0};

	for (int c = 1; c < t->n_col; c++) {
		int64_t sum;
		int filled;
		const struct cell *x = &t->row[total].cell[c];
		if (!t->col[c].additive || x->kind != CELL_NUMBER)
			continue;
		bool ok = column_adds(t, total, l, c, &sum, &filled);
		v.holds += ok && filled > 0;
		v.fails += !ok;
		v.exact += ok && filled >= 2 && magnitude(x->value) / 200 >= (l->n + 1) * x->step;
		v.telling += ok && filled >= 2 && magnitude(x->value) >= (l->n + 1) * 3 * x->step;
	}
	return v;
}

static void
add_sums(struct relations *rs, int total, const struct list *l, bool sure)
{
	struct table *t = rs->t;

	for (int c = 1; c < t->n_col; c++) {
		struct member m[OPEN_MAX];
		int n = 0, filled;
		int64_t sum;
		if (!t->col[c].additive || t->row[total].cell[c].kind != CELL_NUMBER)
			continue;
		for (int i = 0; i < l->n; i++)
			if (t->row[l->row[i]].cell[c].kind == CELL_NUMBER)
				m[n++] = (struct member){l->row[i], c, 1};
		if (n == 0)
			continue;
		bool ok = column_adds(t, total, l, c, &sum, &filled);
		relation_add(rs,
		    (struct relation){.kind = REL_SUM,
		        .target = {total, c, 1},
		        .m = m,
		        .n = n,
		        .ok = ok,
		        .sure = sure,
		        .expected = sum});
	}
}

/* A row followed by its parts: the parts' count, 0 when it has none. */
static int
children_of(const struct table *t, int r)
{
	int best = 0, best_holds = 0;
	struct list l = {.n = 0};

	for (int k = r + 1; k < t->n_row && l.n < CHILDREN_MAX; k++) {
		if (t->row[k].n_number == 0 || t->row[k].total)
			break;
		l.row[l.n++] = k;
		struct vote v = ballot(t, r, &l);
		bool sure = v.fails == 0 || (v.holds >= 3 && v.telling >= 3 && v.exact >= 1);
		if (l.n >= 2 && v.holds >= 2 && v.telling >= 2 && v.fails <= 1 && sure &&
		    v.holds > best_holds) {
			best = l.n;
			best_holds = v.holds;
		}
	}
	return best;
}

/* The last rows of the open list that this total adds up: their number. */
static int
parts_above(const struct table *t, int r, const struct list *open, struct vote *best)
{
	int n = 0;

	*best = (struct vote){0};
	for (int k = 1; k <= open->n; k++) {
		struct list l = {.n = k};
		memcpy(l.row, open->row + open->n - k, (size_t)k * sizeof(int));
		struct vote v = ballot(t, r, &l);
		if (k >= 2 && v.holds > 0 &&
		    2 * v.holds - v.fails > 2 * best->holds - best->fails) {
			*best = v;
			n = k;
		}
	}
	return n;
}

/* "Totalt" under a cumulative series repeats its last row. */
static bool
same_as_above(struct relations *rs, int r, int above)
{
	struct table *t = rs->t;
	int same = 0, other = 0;

	for (int c = 1; c < t->n_col; c++) {
		const struct cell *x = &t->row[r].cell[c], *y = &t->row[above].cell[c];
		if (x->kind != CELL_NUMBER || y->kind != CELL_NUMBER)
			continue;
		same += x->value == y->value && x->value != 0;
		other += x->value != y->value;
	}
	if (same < 2 || other > 1)
		return false;
	for (int c = 1; c < t->n_col; c++) {
		const struct cell *x = &t->row[r].cell[c], *y = &t->row[above].cell[c];
		if (x->kind != CELL_NUMBER || y->kind != CELL_NUMBER)
			continue;
		struct member m[1] = {{above, c, 1}};
		relation_add(rs,
		    (struct relation){.kind = REL_SAME,
		        .target = {r, c, 1},
		        .m = m,
		        .n = 1,
		        .ok = x->value == y->value,
		        .sure = true,
		        .expected = y->value});
	}
	return true;
}

static bool
holds_part_of(const struct table *t, const struct list *open, int n)
{
	for (int i = open->n - n; i < open->n; i++) {
		str s = t->row[open->row[i]].label;
		if (str_has_prefix(s, STR("varav")) || str_has_prefix(s, STR("därav")) ||
		    str_has_prefix(s, STR("Varav")) || str_has_prefix(s, STR("Därav")) ||
		    str_has_prefix(s, STR("- varav")))
			return true;
	}
	return false;
}

/* A total by its label or by its figures; how many open rows it takes. */
static int
take_total(struct relations *rs, int r, struct list *open)
{
	struct table *t = rs->t;
	struct vote v;
	int n = parts_above(t, r, open, &v);

	if (n == 0 || holds_part_of(t, open, n))
		return 0;
	bool firm = v.telling >= 2 && v.fails <= 1 && v.holds > v.fails;
	firm = firm || (t->row[r].total && v.exact >= 1 && v.fails <= v.holds);
	if (t->row[r].total ? v.holds == 0 : !firm || v.holds < 3 || (v.fails > 0 && v.exact < 1))
		return 0;
	if (v.fails > 0 && !firm && v.fails >= v.holds)
		return 0;
	struct list l = {.n = n};
	memcpy(l.row, open->row + open->n - n, (size_t)n * sizeof(int));
	add_sums(rs, r, &l, firm);
	return n;
}

/* A single column of figures whose labelled total misses: a warning at most. */
static void
lone_total(struct relations *rs, int r, const struct list *open)
{
	struct table *t = rs->t;
	int n_col = 0;

	for (int c = 1; c < t->n_col; c++)
		n_col += t->col[c].additive && t->row[r].cell[c].kind == CELL_NUMBER;
	if (n_col != 1 || open->n < 2 || holds_part_of(t, open, open->n) || !t->row[r].total)
		return;
	for (int i = 0; i < open->n; i++)
		if (t->row[open->row[i]].total)
			return;
	add_sums(rs, r, open, false);
}

static void
grand_total(struct table *t)
{
	for (int r = t->n_row - 1; r >= 0; r--)
		if (t->row[r].n_number > 0) {
			t->row[r].grand = t->row[r].total;
			return;
		}
}

void
table_sum_relations(struct relations *rs)
{
	struct table *t = rs->t;
	struct list open = {.n = 0};

	for (int r = 0; r < t->n_row; r++) {
		if (t->row[r].header || t->row[r].n_number == 0)
			continue;
		int above = r - 1;
		if (open.n > 0 && t->row[r].total && above >= 0 && same_as_above(rs, r, above)) {
			t->row[r].total = true;
			continue;
		}
		int taken = open.n >= 2 ? take_total(rs, r, &open) : 0;
		if (taken > 0)
			t->row[r].total = true;
		else if (t->row[r].total)
			lone_total(rs, r, &open);
		open.n -= taken;
		int children = t->row[r].total ? 0 : children_of(t, r);
		if (open.n == OPEN_MAX) {
			memmove(open.row, open.row + 1, (OPEN_MAX - 1) * sizeof(int));
			open.n--;
		}
		open.row[open.n++] = r;
		if (children > 0) {
			struct list l = {.n = children};
			for (int i = 0; i < children; i++)
				l.row[i] = r + 1 + i;
			add_sums(rs, r, &l, true);
			r += children;
		}
	}
	grand_total(t);
}
