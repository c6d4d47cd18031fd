/* The cube: sums per (period, unit, account, combination), a row a file and period.
 *
 *   units (n), for each: step of unit, n, how it is written, steps of account,
 *   combinations where it has any, amounts
 *
 * A report reads all of it, so that what is read most is not read byte by byte: steps
 * are single bytes and amounts have one width in a unit, wherever they fit. */
#include "core/ledger/messages.h"
#include "core/ledger/store.h"

#include "ledger.sql.h"

#include <stdlib.h>
#include <string.h>

enum { HAS_COMBOS = 1, FAR_STEPS = 2, WIDTH_SHIFT = 2 };

/* Bytes that hold every amount. */
static unsigned
width_of(const struct sum *s, size_t n)
{
	uint64_t all = 1;

	for (size_t i = 0; i < n; i++)
		all |= zigzag(s[i].ore);
	return (unsigned)(71 - __builtin_clzll(all)) / 8;
}

static void
put_wide(struct bytes *to, uint64_t v, unsigned width)
{
	for (unsigned k = 0; k < width; k++)
		to->p[to->n++] = (unsigned char)(v >> 8 * k);
}

void
cube_put(struct bytes *to, uint32_t *last_unit, uint32_t unit, const struct sum *s, size_t n)
{
	const unsigned width = width_of(s, n);
	uint32_t account = 0;
	bool any = false, far = false;

	must(n > 0 && unit >= *last_unit);
	for (size_t i = 0; i < n; i++) {
		must(s[i].account >= account);
		any |= s[i].combo != 0;
		far |= s[i].account - account > UINT8_MAX;
		account = s[i].account;
	}
	bytes_room(to, (3 + 3 * n) * VAR_MAX);
	put_var(to, unit - *last_unit);
	put_var(to, n);
	put_var(to, (any ? HAS_COMBOS : 0u) | (far ? FAR_STEPS : 0u) | width << WIDTH_SHIFT);
	account = 0;
	for (size_t i = 0; i < n; i++) {
		if (far)
			put_var(to, s[i].account - account);
		else
			to->p[to->n++] = (unsigned char)(s[i].account - account);
		account = s[i].account;
	}
	for (size_t i = 0; any && i < n; i++)
		put_var(to, s[i].combo);
	for (size_t i = 0; i < n; i++)
		put_wide(to, zigzag(s[i].ore), width);
	*last_unit = unit;
}

struct columns {
	uint32_t *account, *combo;
	int64_t *ore;
	size_t room;
	bool plain; /* combo is all zero */
};

static void
columns_room(struct columns *c, struct arena *mem, size_t n)
{
	if (c->room >= n && c->room > 0)
		return;
	c->room = n * 2 + 1024;
	c->account = arena_array(mem, c->room, uint32_t);
	c->combo = arena_array(mem, c->room, uint32_t);
	c->ore = arena_array(mem, c->room, int64_t);
	c->plain = true;
}

/* Accounts only grow: the last is the largest. */
static void
get_steps(struct unpack *u, uint32_t *to, size_t n, bool far, size_t n_account)
{
	const unsigned char *step = far ? NULL : get_bytes(u, n);
	uint64_t account = 0;

	if (!far && step == NULL)
		return;
	for (size_t i = 0; i < n && !far; i++)
		to[i] = (uint32_t)(account += step[i]);
	for (size_t i = 0; i < n && far && !u->bad; i++) {
		account += get_var(u);
		u->bad |= account >= n_account;
		to[i] = (uint32_t)account;
	}
	u->bad |= account >= n_account;
}

/* Eight bytes are there to be read for each of these. */
static inline void
amounts_of_width(const unsigned char *p, int64_t *to, size_t n, unsigned width)
{
	const uint64_t mask = width < 8 ? ((uint64_t)1 << 8 * width) - 1 : UINT64_MAX;

	for (size_t i = 0; i < n; i++, p += width) {
		uint64_t v;
		memcpy(&v, p, sizeof v);
		to[i] = unzigzag(v & mask);
	}
}

/* Little-endian, `width` bytes each. */
static void
get_amounts(struct unpack *u, int64_t *to, size_t n, unsigned width)
{
	const unsigned char *p = get_bytes(u, n * width);

	if (p == NULL || u->bad)
		return;
	const size_t there = (size_t)(u->end - p);
	size_t wide = there < sizeof(uint64_t) ? 0 : (there - sizeof(uint64_t)) / width + 1;
	wide = wide < n ? wide : n;
	switch (width) { /* the usual ones, each with its own loop */
	case 3:
		amounts_of_width(p, to, wide, 3);
		break;
	case 4:
		amounts_of_width(p, to, wide, 4);
		break;
	default:
		amounts_of_width(p, to, wide, width);
		break;
	}
	for (size_t i = wide; i < n; i++) { /* the last amounts of a row */
		uint64_t v = 0;
		for (unsigned k = 0; k < width; k++)
			v |= (uint64_t)p[i * width + k] << 8 * k;
		to[i] = unzigzag(v);
	}
}
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "get_amounts reads memory as it is");

bool
cube_fold(struct arena *mem, struct unpack *u, int month, const struct ledger_dict *d,
    const struct ledger_fold *fold, struct err *e)
{
	struct columns c = {0};
	struct ledger_block b = {.period = month};
	uint64_t unit = 0;

	while (u->p < u->end && !u->bad) {
		unit += get_var(u);
		b.n = get_count(u);
		const unsigned how = get_below(u, 9 << WIDTH_SHIFT), width = how >> WIDTH_SHIFT;
		u->bad |= unit >= d->n_object || width == 0;
		columns_room(&c, mem, b.n);
		get_steps(u, c.account, b.n, (how & FAR_STEPS) != 0, d->n_account);
		if ((how & HAS_COMBOS) || !c.plain) {
			for (size_t i = 0; i < b.n; i++)
				c.combo[i] = how & HAS_COMBOS ? get_below(u, d->n_combo) : 0;
			c.plain = false;
		}
		get_amounts(u, c.ore, b.n, width);
		if (u->bad)
			break;
		b.unit = (uint32_t)unit;
		b.account = c.account;
		b.combo = c.combo;
		b.ore = c.ore;
		fold->block(fold->arg, &b);
	}
	return !u->bad || fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_cube"));
}

/* What is posted and not folded yet: a block for each row. */
static bool
posted_fold(struct db *db, int64_t org, int year, const struct ledger_dict *d, struct arena *mem,
    const struct ledger_fold *fold, struct err *e)
{
	struct delta all;

	if (!delta_load(db, org, year, year, d, mem, &all, e))
		return false;
	for (size_t i = 0; i < all.n; i++) {
		const struct delta_vou *v = &all.v[i];
		for (size_t k = 0; k < v->v.n_row; k++)
			fold->block(fold->arg,
			    &(struct ledger_block){.period = v->v.period,
			        .unit = v->row[k].unit,
			        .n = 1,
			        .account = &v->row[k].account,
			        .combo = &v->row[k].combo,
			        .ore = &v->row[k].ore});
	}
	return true;
}

bool
ledger_cube(struct db *db, int64_t org, int year, const struct ledger_dict *d,
    const struct ledger_fold *fold, struct err *e)
{
	struct arena mem;
	struct packer z;
	struct ledger_cube_of_year_row r;
	enum db_step st = DB_ROW;

	arena_init(&mem, (size_t)2 << 30);
	packer_init(&z, &mem);
	struct db_run *q = ledger_cube_of_year(db, &mem,
	    &(struct ledger_cube_of_year_in){org, year}, e);
	bool ok = q != NULL;
	while (ok && (st = ledger_cube_of_year_next(q, &r, e)) == DB_ROW) {
		struct unpack u;
		const int64_t key[CUBE_KEY] = {org, year, r.period, r.file};
		ok = (r.crc == key_crc(key, CUBE_KEY, r.data, STR("")) && r.period > 0 &&
		         r.period < LEDGER_PERIODS && unsqueeze(&z, &mem, r.data, &u)) ||
		    fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_cube"));
		ok = ok && cube_fold(&mem, &u, (int)r.period, d, fold, e);
	}
	ok = ok && st == DB_DONE && posted_fold(db, org, year, d, &mem, fold, e);
	arena_end(&mem);
	return ok;
}

struct cells {
	struct arena *mem;
	struct ledger_cell *v;
	size_t n, room;
};

static void
cells_block(void *arg, const struct ledger_block *b)
{
	struct cells *c = arg;

	for (size_t i = 0; i < b->n; i++) {
		arena_grow(c->mem, c->v, c->n, c->room);
		c->v[c->n++] = (struct ledger_cell){b->unit, b->account[i], b->combo[i], b->period,
		    b->ore[i]};
	}
}

static int
cell_cmp(const void *pa, const void *pb)
{
	const struct ledger_cell *a = pa, *b = pb;

	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	if (a->account != b->account)
		return a->account < b->account ? -1 : 1;
	if (a->combo != b->combo)
		return a->combo < b->combo ? -1 : 1;
	return (a->period > b->period) - (a->period < b->period);
}

bool
ledger_cells(struct db *db, int64_t org, int year, const struct ledger_dict *d, struct arena *mem,
    struct ledger_cell **out, size_t *n, struct err *e)
{
	struct cells c = {.mem = mem};
	size_t k = 0;

	if (!ledger_cube(db, org, year, d, &(struct ledger_fold){cells_block, &c}, e))
		return false;
	if (c.n > 0)
		qsort(c.v, c.n, sizeof *c.v, cell_cmp);
	for (size_t i = 0; i < c.n; i++) {
		if (k == 0 || cell_cmp(&c.v[k - 1], &c.v[i]) != 0)
			c.v[k++] = c.v[i];
		else if (__builtin_add_overflow(c.v[k - 1].ore, c.v[i].ore, &c.v[k - 1].ore))
			return fail(e, RC_LIMIT, MSG_ledger_overflow,
			    ARG(d->account[c.v[i].account].no), ARG("ledger_cube"));
	}
	*out = c.v;
	*n = k;
	return true;
}

bool
ledger_years(struct db *db, int64_t org, struct arena *mem, int **out, size_t *n, struct err *e)
{
	struct ledger_year_list_row r;
	struct db_run *q = ledger_year_list(db, mem, &(struct ledger_year_list_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	size_t room = 0;

	*out = NULL;
	*n = 0;
	while (st == DB_ROW && (st = ledger_year_list_next(q, &r, e)) == DB_ROW) {
		arena_grow(mem, *out, *n, room);
		(*out)[(*n)++] = (int)r.year;
	}
	return st == DB_DONE;
}
