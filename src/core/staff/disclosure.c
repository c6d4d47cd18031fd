/* disclosure.c -- which groups of people may not be shown: the small ones, and those that
 * would give a small one away.
 *
 * Groups hang together in sums: women and men, the ages, the units under one parent.  A hidden
 * group is told by a sum in which it is the only one hidden, and by several sums together when
 * they leave one answer; so further groups are hidden, the smallest first, until the sums
 * that are printed leave every hidden group open.  A total that is not in the data may be known
 * elsewhere, and counts as printed. */
#include "base/map.h"
#include "core/staff/staff.h"

#include <string.h>

#define SEED 0x7374616666u
#define SCRATCH_BYTES ((size_t)128 << 20)
#define GROUPS_MAX 5000 /* of one year; more are not looked at together */
#define UNKNOWNS_MAX 60 /* solved for together; with more, each sum is looked at alone */
#define ROWS_MAX (6 * UNKNOWNS_MAX) /* a group is a part of three sums and the whole of three */
#define PRIME INT64_C(2147483647)

struct member {
	struct staff_group g;
	int64_t n;
	int off; /* days from the period asked for */
	bool hidden;
	int unknown; /* its column among the unknowns */
};

struct sum {
	size_t whole; /* SIZE_MAX: printed, or known elsewhere */
	size_t *part;
	size_t n, room;
};

struct groups {
	struct arena *mem;
	struct member *v;
	size_t n, room;
	struct map by_key;
	struct sum *sum;
	size_t n_sum, room_sum;
	struct map sum_by_key;
	int64_t *matrix; /* ROWS_MAX + 1 rows of UNKNOWNS_MAX */
};

static str
key_of(const struct groups *x, char dim, str unit, enum sex sex, str age)
{
	return str_fmt(x->mem, "%c|%.*s|%d|%.*s", dim, STR_ARG(unit), (int)sex, STR_ARG(age));
}

/* Every group whose number is known, from the row nearest to the period in its year. */
static void
find_members(struct groups *x, const struct model *m, period p)
{
	for (size_t i = 0; i < m->n_staff && x->n < GROUPS_MAX; i++) {
		const struct staff *s = &m->staff[i];
		struct member one = {.g = {s->unit, s->sex, s->age}};
		if (s->measure != STAFF_MEASURE_headcount || s->length.n > 0 ||
		    s->period.kind == PERIOD_NONE || s->period.to.y != p.to.y ||
		    !dec_ok(s->value) || !dec_i64(dec_trim(s->value), &one.n))
			continue;
		one.off = date_days(s->period.to) - date_days(p.to);
		one.off = one.off < 0 ? -one.off : one.off;
		size_t at = map_add(&x->by_key, key_of(x, 'g', s->unit, s->sex, s->age), x->n);
		if (at == MAP_NONE) {
			arena_grow(x->mem, x->v, x->n, x->room);
			x->v[x->n++] = one;
		} else if (one.off < x->v[at].off) {
			x->v[at] = one;
		}
	}
	for (size_t i = 0; i < x->n; i++)
		x->v[i].hidden = x->v[i].n <= STAFF_GROUP_MIN;
}

static void
add_part(struct groups *x, size_t part, str key, str whole)
{
	size_t at = map_add(&x->sum_by_key, key, x->n_sum);

	if (at == MAP_NONE) {
		arena_grow(x->mem, x->sum, x->n_sum, x->room_sum);
		x->sum[x->n_sum] = (struct sum){.whole = map_find(&x->by_key, whole)};
		at = x->n_sum++;
	}
	struct sum *s = &x->sum[at];
	arena_grow(x->mem, s->part, s->n, s->room);
	s->part[s->n++] = part;
}

static void
find_sums(struct groups *x, const struct model *m)
{
	for (size_t i = 0; i < x->n; i++) {
		struct staff_group g = x->v[i].g;
		const struct unit *u = find_unit(m, g.unit);
		if (g.sex != SEX_alla)
			add_part(x, i, key_of(x, 's', g.unit, SEX_alla, g.age),
			    key_of(x, 'g', g.unit, SEX_alla, g.age));
		if (g.age.n > 0)
			add_part(x, i, key_of(x, 'a', g.unit, g.sex, STR("")),
			    key_of(x, 'g', g.unit, g.sex, STR("")));
		if (u != NULL && u->parent.n > 0)
			add_part(x, i, key_of(x, 'u', u->parent, g.sex, g.age),
			    key_of(x, 'g', u->parent, g.sex, g.age));
	}
}

/* Hide the smallest part that is shown, or the whole; false when nothing is left. */
static bool
hide_one(struct groups *x, const struct sum *s)
{
	struct member *best = NULL;

	for (size_t i = 0; i < s->n; i++) {
		struct member *k = &x->v[s->part[i]];
		if (!k->hidden && (best == NULL || k->n < best->n))
			best = k;
	}
	if (best == NULL && s->n >= 2 && s->whole != MAP_NONE && !x->v[s->whole].hidden)
		best = &x->v[s->whole];
	if (best == NULL || s->n < 2)
		return false;
	best->hidden = true;
	return true;
}

/* The sum alone tells a hidden group, or that those hidden are few together. */
static bool
tells(const struct groups *x, const struct sum *s)
{
	bool whole = s->whole != MAP_NONE && x->v[s->whole].hidden;
	size_t hidden = whole;
	int64_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (x->v[s->part[i]].hidden) {
			hidden++;
			n += x->v[s->part[i]].n;
		}
	return hidden == 1 || (hidden > 1 && !whole && n <= STAFF_GROUP_MIN);
}

static void
close_sums(struct groups *x)
{
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < x->n_sum; i++)
			if (tells(x, &x->sum[i]) && hide_one(x, &x->sum[i]))
				more = true;
	}
}

static int64_t
inverse(int64_t a)
{
	int64_t out = 1;

	for (int64_t e = PRIME - 2; e > 0; e >>= 1) {
		if (e & 1)
			out = out * a % PRIME;
		a = a * a % PRIME;
	}
	return out;
}

/* Rows of the sums over the hidden groups, reduced; the number of rows that are left. */
static size_t
reduce(int64_t *a, size_t n_row, size_t n_col)
{
	size_t rank = 0;

	for (size_t c = 0; c < n_col && rank < n_row; c++) {
		size_t p = rank;
		while (p < n_row && a[p * n_col + c] == 0)
			p++;
		if (p == n_row)
			continue;
		int64_t inv = inverse(a[p * n_col + c]);
		for (size_t k = 0; k < n_col; k++) {
			int64_t t = a[p * n_col + k];
			a[p * n_col + k] = a[rank * n_col + k];
			a[rank * n_col + k] = t * inv % PRIME;
		}
		for (size_t r = 0; r < n_row; r++) {
			int64_t f = a[r * n_col + c];
			for (size_t k = 0; k < n_col && r != rank && f != 0; k++)
				a[r * n_col + k] = (a[r * n_col + k] +
				                       (PRIME - f) * a[rank * n_col + k]) %
				    PRIME;
		}
		rank++;
	}
	return rank;
}

/* The sums of the hidden groups, a row each. */
static size_t
fill(struct groups *x, int64_t *a, size_t n_col)
{
	size_t rows = 0;

	for (size_t i = 0; i < x->n_sum; i++) {
		const struct sum *s = &x->sum[i];
		bool any = false;
		for (size_t k = 0; k < s->n; k++)
			if (x->v[s->part[k]].hidden && s->n >= 2) {
				a[rows * n_col + (size_t)x->v[s->part[k]].unknown] = 1;
				any = true;
			}
		if (s->n >= 2 && s->whole != MAP_NONE && x->v[s->whole].hidden) {
			a[rows * n_col + (size_t)x->v[s->whole].unknown] = PRIME - 1;
			any = true;
		}
		rows += any;
		must(rows <= ROWS_MAX);
	}
	return rows;
}

/* Hide one group more in a sum of this unknown. */
static bool
protect(struct groups *x, int unknown)
{
	for (size_t i = 0; i < x->n_sum; i++)
		for (size_t k = 0; k < x->sum[i].n; k++) {
			const struct member *p = &x->v[x->sum[i].part[k]];
			if (p->hidden && p->unknown == unknown && hide_one(x, &x->sum[i]))
				return true;
		}
	return false;
}

/* A hidden group that the sums together tell; true when another was hidden for it. */
static bool
close_together(struct groups *x)
{
	size_t n = 0;
	bool any = false;

	for (size_t i = 0; i < x->n; i++)
		if (x->v[i].hidden)
			x->v[i].unknown = (int)n++;
	if (n == 0 || n > UNKNOWNS_MAX)
		return false;
	int64_t *a = x->matrix;
	memset(a, 0, (ROWS_MAX + 1) * UNKNOWNS_MAX * sizeof *a);
	size_t rank = reduce(a, fill(x, a, n), n);
	for (size_t r = 0; r < rank && !any; r++) {
		int only = -1, filled = 0;
		for (size_t c = 0; c < n; c++)
			if (a[r * n + c] != 0) {
				only = (int)c;
				filled++;
			}
		any = filled == 1 && protect(x, only);
	}
	return any;
}

enum disclosure
staff_disclosure(const struct model *m, const struct staff_group *g, period p)
{
	enum disclosure out = DISCLOSE_SHOW;
	struct arena scratch;
	int64_t n;

	if (staff_group_size(m, g, p, &n) && n <= STAFF_GROUP_MIN)
		return DISCLOSE_SMALL;
	arena_init(&scratch, SCRATCH_BYTES);
	struct groups x = {.mem = &scratch};
	map_init(&x.by_key, &scratch, SEED);
	map_init(&x.sum_by_key, &scratch, SEED);
	find_members(&x, m, p);
	find_sums(&x, m);
	x.matrix = arena_array(&scratch, (ROWS_MAX + 1) * UNKNOWNS_MAX, int64_t);
	/* Each round hides one group at least, and there are no more rounds than groups. */
	for (bool more = true; more;) {
		close_sums(&x);
		more = close_together(&x);
	}
	size_t at = map_find(&x.by_key, key_of(&x, 'g', g->unit, g->sex, g->age));
	if (at != MAP_NONE && x.v[at].hidden)
		out = DISCLOSE_COMPLEMENT;
	arena_end(&scratch);
	return out;
}
