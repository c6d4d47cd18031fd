#include "core/claims/table/table_rel.h"

/* Columns searched for relations: more are a data dump, not a report's table. */
#define COLS_SEARCHED 14

static void
count(struct cell *c, const struct relation *x, bool exact)
{
	*(x->ok ? &c->good : &c->bad) += 1;
	if (x->ok && exact)
		c->exact++;
}

void
relation_add(struct relations *r, struct relation x)
{
	struct member *m = arena_array(r->mem, (size_t)x.n + 1, struct member);
	bool quotient = x.kind == REL_PERCENT || x.kind == REL_SHARE || x.kind == REL_RATIO;
	bool exact = quotient || cell_at(r->t, x.target)->value == x.expected;

	for (int i = 0; i < x.n; i++) {
		m[i] = x.m[i];
		struct cell *c = cell_at(r->t, m[i]);
		count(c, &x, exact);
	}
	count(cell_at(r->t, x.target), &x, exact);
	x.m = m;
	arena_grow(r->mem, r->v, r->n, r->room);
	r->v[r->n++] = x;
}

int64_t
relation_slack(const struct table *t, const struct relation *x)
{
	int64_t twice = cell_at(t, x->target)->step;

	for (int i = 0; i < x->n; i++)
		twice += cell_at(t, x->m[i])->step;
	return twice / 2;
}

static bool
is_number(const struct table *t, int row, int col)
{
	return t->row[row].cell[col].kind == CELL_NUMBER;
}

static int64_t
value_of(const struct table *t, int row, int col)
{
	return t->row[row].cell[col].value;
}

static int64_t
magnitude(int64_t v)
{
	return v < 0 ? -v : v;
}

/* How the rows of a table keep a rule. */
struct tally {
	int holds, fails, telling; /* telling: could hardly hold by chance */
};

/* The rule is the table's own: nearly all rows keep it. */
static bool
is_rule(struct tally y, bool said)
{
	if (said && y.holds >= 3 && y.telling >= 2 && y.fails * 3 <= y.holds)
		return true;
	return y.holds >= 4 && y.telling >= 3 && y.fails * 6 <= y.holds;
}

/* c = a + b in one row; blank counts as nothing where two cells are left. */
static bool
adds_up(const struct table *t, int row, int a, int b, int c, bool *applies)
{
	const struct cell *x = t->row[row].cell;
	int n = (x[a].kind == CELL_NUMBER) + (x[b].kind == CELL_NUMBER) +
	    (x[c].kind == CELL_NUMBER);
	bool text = x[a].kind == CELL_TEXT || x[b].kind == CELL_TEXT || x[c].kind == CELL_TEXT;

	*applies = n == 3 && !text && (x[a].value != 0 || x[b].value != 0);
	if (n != 3)
		return false;
	int64_t off = magnitude(x[c].value - x[a].value - x[b].value);
	return off <= (x[a].step + x[b].step + x[c].step) / 2;
}

static struct tally
tally_diff(const struct table *t, int a, int b, int c)
{
	struct tally y = {0};

	for (int r = 0; r < t->n_row; r++) {
		bool applies;
		bool ok = !t->row[r].header && adds_up(t, r, a, b, c, &applies);
		if (t->row[r].header || !applies)
			continue;
		const struct cell *x = t->row[r].cell;
		int64_t tight = 4 * x[c].step;
		y.holds += ok;
		y.fails += !ok;
		int large = (magnitude(x[a].value) > tight) + (magnitude(x[b].value) > tight) +
		    (magnitude(x[c].value) > tight);
		bool all = magnitude(x[a].value) > x[a].step && magnitude(x[b].value) > x[b].step &&
		    magnitude(x[c].value) > x[c].step;
		y.telling += ok && large >= 2 && all;
	}
	return y;
}

static void
add_diff(struct relations *rs, int a, int b, int c)
{
	struct table *t = rs->t;

	for (int r = 0; r < t->n_row; r++) {
		bool applies;
		bool ok = !t->row[r].header && adds_up(t, r, a, b, c, &applies);
		if (t->row[r].header || !applies)
			continue;
		struct member m[2] = {{r, a, 1}, {r, b, 1}};
		struct relation x = {.kind = REL_DIFF,
		    .target = {r, c, 1},
		    .m = m,
		    .n = 2,
		    .ok = ok,
		    .sure = true,
		    .expected = value_of(t, r, a) + value_of(t, r, b)};
		relation_add(rs, x);
	}
}

static bool
amount_column(const struct table *t, int c)
{
	return t->col[c].numeric && t->col[c].additive;
}

/* Whether the headers say that one of the three is the difference of the others. */
static bool
says_difference(const struct table *t, int a, int b, int c)
{
	int n_var = 0, n_other = 0;
	int col[3] = {a, b, c};

	for (int i = 0; i < 3; i++) {
		enum role role = t->col[col[i]].role;
		n_var += role == ROLE_VARIANCE || role == ROLE_CHANGE;
		n_other += role == ROLE_LEVEL || role == ROLE_BUDGET;
	}
	return n_var == 1 && n_other == 2;
}

static void
mark_whole(struct table *t, int a, int b, int c)
{
	int col[3] = {a, b, c};

	for (int i = 0; i < 3; i++)
		if (t->col[col[i]].role == ROLE_VARIANCE)
			t->col[col[i]].whole = true;
}

static void
find_diffs(struct relations *rs)
{
	struct table *t = rs->t;
	int n = t->n_col < COLS_SEARCHED ? t->n_col : COLS_SEARCHED;

	for (int c = 1; c < n; c++)
		for (int a = 1; a < n; a++)
			for (int b = a + 1; b < n; b++) {
				if (a == c || b == c || !amount_column(t, a) ||
				    !amount_column(t, b) || !amount_column(t, c))
					continue;
				bool said = says_difference(t, a, b, c);
				struct tally y = tally_diff(t, a, b, c);
				if (!is_rule(y, said))
					continue;
				add_diff(rs, a, b, c);
				if (said)
					mark_whole(t, a, b, c);
			}
}

/* What the amounts of columns from .. c-1 come to in one row; false when column c or fewer
 * than two of them hold a figure. */
static bool
row_sum(const struct table *t, int row, int from, int c, int64_t *sum, int64_t *slack)
{
	const struct cell *x = t->row[row].cell;
	int filled = 0;

	if (t->row[row].header || x[c].kind != CELL_NUMBER)
		return false;
	*sum = 0;
	*slack = x[c].step;
	for (int k = from; k < c; k++) {
		if (x[k].kind == CELL_TEXT)
			return false;
		if (x[k].kind != CELL_NUMBER)
			continue;
		*sum += x[k].value;
		*slack += x[k].step;
		filled += x[k].value != 0;
	}
	*slack /= 2;
	return filled >= 2;
}

static struct tally
tally_row_sum(const struct table *t, int from, int c)
{
	struct tally y = {0};

	for (int r = 0; r < t->n_row; r++) {
		int64_t sum, slack;
		if (!row_sum(t, r, from, c, &sum, &slack))
			continue;
		int64_t value = value_of(t, r, c);
		bool ok = magnitude(sum - value) <= slack;
		y.holds += ok;
		y.fails += !ok;
		y.telling += ok && magnitude(value) > 4 * slack;
	}
	return y;
}

static void
add_row_sums(struct relations *rs, int from, int c)
{
	struct table *t = rs->t;

	for (int r = 0; r < t->n_row; r++) {
		struct member m[COLS_SEARCHED];
		int64_t sum, slack;
		int n = 0;
		if (!row_sum(t, r, from, c, &sum, &slack))
			continue;
		for (int k = from; k < c; k++)
			if (is_number(t, r, k))
				m[n++] = (struct member){r, k, 1};
		relation_add(rs,
		    (struct relation){.kind = REL_SUM,
		        .target = {r, c, 1},
		        .m = m,
		        .n = n,
		        .ok = magnitude(sum - value_of(t, r, c)) <= slack,
		        .sure = true,
		        .expected = sum});
	}
}

/* A column that adds up the three or more columns of amounts before it. */
static void
find_row_sums(struct relations *rs)
{
	struct table *t = rs->t;
	int n = t->n_col < COLS_SEARCHED ? t->n_col : COLS_SEARCHED;

	for (int c = 4; c < n; c++)
		for (int from = c - 3; from >= 1 && amount_column(t, c); from--) {
			if (!amount_column(t, from) || !amount_column(t, from + 1) ||
			    !amount_column(t, from + 2))
				break;
			struct tally y = tally_row_sum(t, from, c);
			if (y.holds < 5 || y.telling < 4 || y.fails > 1)
				continue;
			add_row_sums(rs, from, c);
			break;
		}
}

/* 100 * (a/b - less) in millionths of a percent: the least and the most it can
 * be; false when b may be zero. */
static bool
percent_range(const struct cell *a, const struct cell *b, int less, int64_t *lo, int64_t *hi)
{
	i128 min = 0, max = 0;

	if (magnitude(b->value) * 2 <= b->step)
		return false;
	for (int i = 0; i < 4; i++) {
		i128 x = (i128)a->value * 2 + ((i & 1) ? a->step : -a->step);
		i128 y = (i128)b->value * 2 + ((i & 2) ? b->step : -b->step);
		i128 p = (x - (less ? y : 0)) * 100 * MICRO / y;
		if (i == 0 || p < min)
			min = p;
		if (i == 0 || p > max)
			max = p;
	}
	if (min < -INT64_MAX / 4 || max > INT64_MAX / 4)
		return false;
	*lo = (int64_t)min - 1;
	*hi = (int64_t)max + 1;
	return true;
}

static bool
percent_fits(const struct cell *p, int64_t lo, int64_t hi)
{
	return p->value + p->step / 2 >= lo && p->value - p->step / 2 <= hi;
}

static bool
percent_applies(const struct table *t, int r, int a, int b, int p, int less, int64_t *lo,
    int64_t *hi)
{
	if (t->row[r].header || !is_number(t, r, a) || !is_number(t, r, b) || !is_number(t, r, p))
		return false;
	return percent_range(&t->row[r].cell[a], &t->row[r].cell[b], less, lo, hi);
}

static void
find_percents(struct relations *rs, int p, int less)
{
	struct table *t = rs->t;
	int n = t->n_col < COLS_SEARCHED ? t->n_col : COLS_SEARCHED;
	int best_a = 0, best_b = 0;
	struct tally best = {0};
	int n_pair = 0;

	for (int a = 1; a < n; a++)
		for (int b = 1; b < n; b++) {
			struct tally y = {0};
			if (a == b || a == p || b == p || !amount_column(t, a) ||
			    !amount_column(t, b))
				continue;
			n_pair++;
			for (int r = 0; r < t->n_row; r++) {
				int64_t lo, hi;
				if (!percent_applies(t, r, a, b, p, less, &lo, &hi))
					continue;
				bool ok = percent_fits(&t->row[r].cell[p], lo, hi);
				y.holds += ok;
				y.fails += !ok;
				y.telling += ok && hi - lo < MICRO;
			}
			if (y.holds - 2 * y.fails > best.holds - 2 * best.fails)
				best = y, best_a = a, best_b = b;
		}
	/* With two columns of amounts there is little to choose by chance. */
	bool few = n_pair <= 2 && best.holds >= 2 && best.telling >= 1 && best.fails <= 1;
	if (best_a == 0 || !(few || is_rule(best, true)))
		return;
	for (int r = 0; r < t->n_row; r++) {
		int64_t lo, hi;
		if (!percent_applies(t, r, best_a, best_b, p, less, &lo, &hi))
			continue;
		struct cell *x = &t->row[r].cell[p];
		struct member m[2] = {{r, best_a, 1}, {r, best_b, 1}};
		struct relation rel = {.kind = less ? REL_PERCENT : REL_SHARE,
		    .target = {r, p, 1},
		    .m = m,
		    .n = 2,
		    .ok = percent_fits(x, lo, hi),
		    .sure = true,
		    .expected = lo + (hi - lo) / 2};
		relation_add(rs, rel);
	}
}

/* k hundredths of another column in every row: a plan made as 85 % of a year. */
static bool
ratio_fits(const struct cell *x, const struct cell *y, int64_t k)
{
	i128 off = (i128)x->value * k - (i128)y->value * 100;

	if (off < 0)
		off = -off;
	return off * 2 <= (i128)y->step * 100 + (i128)x->step * k;
}

static void
find_ratios(struct relations *rs, int a, int b)
{
	struct table *t = rs->t;
	int big = -1, holds = 0, fails = 0;

	for (int r = 0; r < t->n_row; r++)
		if (!t->row[r].header && is_number(t, r, a) && is_number(t, r, b) &&
		    (big < 0 || magnitude(value_of(t, r, a)) > magnitude(value_of(t, big, a))))
			big = r;
	if (big < 0 || magnitude(value_of(t, big, a)) < 100 * t->row[big].cell[a].step)
		return;
	/* The share that most rows keep is looked for from two of them. */
	for (int try = 0; try < 2; try++) {
		int from = try == 0 ? big : big > 0 ? big - 1 : big;
		if (!is_number(t, from, a) || value_of(t, from, a) == 0 || !is_number(t, from, b))
			continue;
		int64_t k = (200 * value_of(t, from, b) / value_of(t, from, a) + 1) / 2;
		holds = fails = 0;
		for (int r = 0; r < t->n_row && k > 0 && k < 400 && k != 100; r++) {
			const struct cell *x = &t->row[r].cell[a], *y = &t->row[r].cell[b];
			if (t->row[r].header || x->kind != CELL_NUMBER || y->kind != CELL_NUMBER)
				continue;
			bool ok = ratio_fits(x, y, k);
			holds += ok && magnitude(y->value) > 100 * y->step;
			fails += !ok;
		}
		if (holds < 5 || fails > 1)
			continue;
		for (int r = 0; r < t->n_row; r++) {
			const struct cell *x = &t->row[r].cell[a], *y = &t->row[r].cell[b];
			if (t->row[r].header || x->kind != CELL_NUMBER || y->kind != CELL_NUMBER)
				continue;
			struct member m[1] = {{r, a, 1}};
			relation_add(rs,
			    (struct relation){.kind = REL_RATIO,
			        .target = {r, b, 1},
			        .m = m,
			        .n = 1,
			        .ok = ratio_fits(x, y, k),
			        .sure = true,
			        .expected = (int64_t)((i128)x->value * k / 100)});
		}
		return;
	}
}

void
table_col_relations(struct relations *rs)
{
	struct table *t = rs->t;
	int n = t->n_col < COLS_SEARCHED ? t->n_col : COLS_SEARCHED;

	find_diffs(rs);
	find_row_sums(rs);
	for (int p = 1; p < n; p++) {
		if (!t->col[p].numeric || t->col[p].unit != CLAIMS_PERCENT)
			continue;
		size_t before = rs->n;
		find_percents(rs, p, 1);
		if (rs->n == before)
			find_percents(rs, p, 0);
	}
	for (int a = 1; a < n; a++)
		for (int b = 1; b < n; b++)
			if (a != b && amount_column(t, a) && amount_column(t, b) &&
			    (t->col[b].role == ROLE_BUDGET || t->n_row >= 8))
				find_ratios(rs, a, b);
}
