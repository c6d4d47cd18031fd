/* Whether a system of rounded numbers can hold: phase one of the simplex method, over
 * whole numbers.
 *
 * Each number is its lowest value plus a part y, 0 <= y <= 2h.  A row for each relation
 * (sum of the parts = what the lowest values leave) and one for each upper bound
 * (y + slack = 2h); an artificial variable a relation; their sum is driven to zero by
 * pivots that keep every entry whole: dividing by the pivot before is exact (Bareiss).
 * Entries are minors of a matrix of 0, 1 and -1, so they stay small.  Bland's rule ends
 * every run. */
#include "core/check/relation.h"

#include "base/base.h"

struct tableau {
	int64_t *cell; /* rows x cols; the last column is the right side, the last row the aim */
	int rows, cols;
	int *basic; /* the variable of each row */
	int64_t pivot;
};

static int64_t *
cell(const struct tableau *t, int row, int col)
{
	return &t->cell[(size_t)row * (size_t)t->cols + (size_t)col];
}

/* (a * p - b * c) / q, exactly; false when it does not fit. */
static bool
step(int64_t *a, int64_t p, int64_t b, int64_t c, int64_t q)
{
	int64_t x, y, d;

	if (__builtin_mul_overflow(*a, p, &x) || __builtin_mul_overflow(b, c, &y) ||
	    __builtin_sub_overflow(x, y, &d))
		return false;
	must(d % q == 0);
	*a = d / q;
	return true;
}

static bool
pivot(struct tableau *t, int row, int col)
{
	int64_t p = *cell(t, row, col);

	for (int i = 0; i < t->rows; i++) {
		int64_t factor = *cell(t, i, col);
		if (i == row)
			continue;
		for (int j = 0; j < t->cols; j++)
			if (!step(cell(t, i, j), p, factor, *cell(t, row, j), t->pivot))
				return false;
	}
	t->pivot = p;
	t->basic[row] = col;
	return true;
}

/* The row that limits the column, by the smallest quotient, then the smallest
 * variable; -1 where none does.  False when the quotients cannot be compared. */
static bool
limiting(const struct tableau *t, int col, int *out)
{
	int best = -1;

	for (int i = 0; i < t->rows - 1; i++) {
		int64_t a = *cell(t, i, col), b = *cell(t, i, t->cols - 1), x, y;
		if (a <= 0)
			continue;
		if (best < 0) {
			best = i;
			continue;
		}
		if (__builtin_mul_overflow(b, *cell(t, best, col), &x) ||
		    __builtin_mul_overflow(*cell(t, best, t->cols - 1), a, &y))
			return false;
		if (x < y || (x == y && t->basic[i] < t->basic[best]))
			best = i;
	}
	*out = best;
	return true;
}

/* The aim row holds minus the sum of the artificial variables; it ends at zero when
 * the relations can hold. */
static enum relation_answer
run(struct tableau *t, int n_real)
{
	for (;;) {
		int col = 0, row;
		while (col < n_real && *cell(t, t->rows - 1, col) >= 0)
			col++;
		if (col == n_real)
			return *cell(t, t->rows - 1, t->cols - 1) == 0 ? RELATION_YES : RELATION_NO;
		if (!limiting(t, col, &row))
			return RELATION_UNKNOWN;
		must(row >= 0); /* every real variable is bounded */
		if (!pivot(t, row, col))
			return RELATION_UNKNOWN;
	}
}

/* The row of one relation, its right side made positive, and its part of the aim. */
static bool
fill_relation(struct tableau *t, const struct relation_number *number, const struct relation *r,
    int row, int artificial)
{
	int64_t right = 0;
	int last = t->cols - 1, aim = t->rows - 1;

	for (int k = 0; k < r->n; k++) {
		const struct relation_number *x = &number[r->at[k]];
		int64_t low, term;
		if (__builtin_sub_overflow(x->value, x->half, &low) ||
		    __builtin_mul_overflow(low, (int64_t)r->sign[k], &term) ||
		    __builtin_sub_overflow(right, term, &right))
			return false;
		*cell(t, row, r->at[k]) += r->sign[k];
	}
	*cell(t, row, last) = right;
	if (right < 0)
		for (int j = 0; j < t->cols; j++)
			*cell(t, row, j) = -*cell(t, row, j);
	for (int j = 0; j < t->cols; j++)
		if (__builtin_sub_overflow(*cell(t, aim, j), *cell(t, row, j), cell(t, aim, j)))
			return false;
	*cell(t, row, artificial) = 1;
	t->basic[row] = artificial;
	return true;
}

enum relation_answer
relation_solve(struct arena *mem, const struct relation_number *number, int n_number,
    const struct relation *relation, int n_relation)
{
	struct tableau t = {.rows = n_relation + n_number + 1,
	    .cols = 2 * n_number + n_relation + 1,
	    .pivot = 1};

	if (n_number + n_relation > RELATION_SIZE_MAX)
		return RELATION_UNKNOWN;
	t.cell = arena_array(mem, (size_t)t.rows * (size_t)t.cols, int64_t);
	t.basic = arena_array(mem, (size_t)t.rows, int);
	for (int i = 0; i < n_relation; i++)
		if (!fill_relation(&t, number, &relation[i], i, 2 * n_number + i))
			return RELATION_UNKNOWN;
	for (int i = 0; i < n_number; i++) {
		int row = n_relation + i;
		*cell(&t, row, i) = 1;
		*cell(&t, row, n_number + i) = 1;
		if (__builtin_mul_overflow(number[i].half, (int64_t)2, cell(&t, row, t.cols - 1)))
			return RELATION_UNKNOWN;
		must(number[i].half >= 0);
		t.basic[row] = n_number + i;
	}
	return run(&t, 2 * n_number);
}

enum relation_answer
relation_blame(struct arena *mem, const struct relation_number *number, int n_number,
    const struct relation *relation, int n_relation, bool *keep)
{
	struct relation *left = arena_array(mem, (size_t)n_relation + 1, struct relation);
	enum relation_answer all = relation_solve(mem, number, n_number, relation, n_relation);

	for (int i = 0; i < n_relation; i++)
		keep[i] = all == RELATION_NO;
	for (int i = 0; i < n_relation && all == RELATION_NO; i++) {
		int n = 0;
		for (int k = 0; k < n_relation; k++)
			if (keep[k] && k != i)
				left[n++] = relation[k];
		if (relation_solve(mem, number, n_number, left, n) == RELATION_NO)
			keep[i] = false;
	}
	return all;
}
