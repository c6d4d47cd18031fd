/* The balances of a SIE file: what the originals state of openings, carried forward by
 * what is booked, and the year's sums by account, month and object. */
#include "core/ledger/export_priv.h"
#include "core/ledger/messages.h"
#include "core/ledger/store.h"
#include "fmt/sie4.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_balance(const struct export *x, uint32_t account)
{
	char t = x->dict->account[account].type;

	return t == 'T' || t == 'S';
}

static void
add(struct export *x, int64_t *to, int64_t ore)
{
	x->bad |= __builtin_add_overflow(*to, ore, to);
}

/* ---- opening balances ---- */

static struct part *
part_of(struct export *x, uint32_t account, uint32_t object)
{
	struct arena *m = x->mem;
	char key[40];
	int n = snprintf(key, sizeof key, "%u %u", account, object);
	size_t at = map_find(&x->object, (str){key, (size_t)n});

	if (at == MAP_NONE) {
		at = x->n_part;
		map_set(&x->object, str_dup(m, (str){key, (size_t)n}), at);
		arena_grow(m, x->part, x->n_part, x->room_part);
		x->part[x->n_part++] = (struct part){.account = account, .object = object};
	}
	return &x->part[at];
}

/* One opening balance as an original states it. */
struct stated {
	size_t file; /* later files count before earlier ones */
	int year;
	uint32_t account;
	int dim; /* of an object; 0: the account's own */
	str object;
	int64_t ore;
};

static void
gather(struct export *x, const struct sie *f, size_t file, int year)
{
	for (size_t i = 0; i < f->n_balance; i++) {
		const struct sie_balance *b = &f->balance[i];
		const struct sie_account *a = &f->account[b->account];
		struct stated s = {.file = file, .year = year, .ore = b->ore};
		if (b->year != 0 || (b->kind != SIE_IB && (b->kind != SIE_OIB || b->n_obj != 1)))
			continue;
		s.account = ledger_account_find(x->dict, a->no);
		if (s.account == 0) { /* nothing is booked on it: the file alone knows it */
			s.account = dict_account(x->dict, str_dup(x->mem, a->no));
			x->dict->account[s.account].name = str_dup(x->mem, a->name);
			x->dict->account[s.account].type = sie_account_type(a);
		}
		if (b->kind == SIE_OIB) {
			const struct sie_object *o = &f->object[f->balance_obj[b->obj_at]];
			s.dim = f->dim[o->dim].no;
			s.object = str_dup(x->mem, o->no);
		}
		arena_grow(x->mem, x->stated, x->n_stated, x->room_stated);
		x->stated[x->n_stated++] = s;
	}
}

/* The opening balances that the originals state, read once. */
bool
export_originals(struct export *x, struct err *e)
{
	struct ledger_file *f;
	size_t n;

	if (!ledger_files(x->db, x->org, x->mem, &f, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct arena mem;
		struct sie s;
		struct diag none;
		struct err bad = {0};
		str bytes;
		if (f[i].year_from > x->ask->year)
			continue;
		arena_init(&mem, (size_t)8 << 30);
		diag_init(&none, &mem, 1);
		bool ok = ledger_original(x->db, x->org, f[i].id, &mem, &bytes, e);
		if (ok && sie4_sniff(bytes) &&
		    sie4_read(&mem, bytes, &(struct sie4_opts){.accept_sum = true}, NULL, &s, &none,
		        &bad))
			for (size_t k = 0; k < s.n_year; k++)
				if (s.year[k].no == 0)
					gather(x, &s, i, s.year[k].from.y);
		arena_end(&mem);
		if (!ok)
			return false;
	}
	return true;
}

/* What the latest original says of the year's opening, if one does. */
static void
take_opening(struct export *x, int year)
{
	size_t file = SIZE_MAX;

	for (size_t i = 0; i < x->n_stated; i++)
		if (x->stated[i].year == year && x->stated[i].dim == 0)
			file = x->stated[i].file;
	if (file == SIZE_MAX)
		return;
	memset(x->opening, 0, x->dict->n_account * sizeof *x->opening);
	for (size_t i = 0; i < x->n_stated; i++) {
		const struct stated *s = &x->stated[i];
		if (s->file != file || s->year != year)
			continue;
		if (s->dim == 0) {
			add(x, &x->opening[s->account], s->ore);
			continue;
		}
		uint32_t object = ledger_object_find(x->dict, s->dim, s->object);
		if (object != 0 && year == x->ask->year && x->ask->type == SIE_EXPORT_3)
			add(x, &part_of(x, s->account, object)->opening, s->ore);
	}
}

/* A year's cells to what is carried forward. */
static bool
carry(struct export *x, int year, struct err *e)
{
	struct ledger_cell *c;
	size_t n;

	if (!ledger_cells(x->db, x->org, year, x->dict, x->mem, &c, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_balance(x, c[i].account))
			add(x, &x->opening[c[i].account], c[i].ore);
	return true;
}

/* ---- balances ---- */

static void
put_balance(struct export *x, enum sie_balance_kind kind, int year, int yyyymm, uint32_t account,
    uint32_t object, int64_t ore)
{
	struct sie *f = &x->f;

	if (ore == 0)
		return;
	if (object != 0) {
		arena_grow(x->mem, f->balance_obj, f->n_balance_obj, x->room_obj);
		f->balance_obj[f->n_balance_obj++] = x->object_at[object];
	}
	arena_grow(x->mem, f->balance, f->n_balance, x->room_balance);
	f->balance[f->n_balance++] = (struct sie_balance){.kind = kind,
	    .year = year,
	    .year_stated = year,
	    .period = yyyymm,
	    .account = x->account_at[account],
	    .obj_at = (uint32_t)f->n_balance_obj - (object != 0),
	    .n_obj = object != 0,
	    .ore = ore};
}

/* The calendar month of a month of the year, YYYYMM. */
static int
calendar(const struct export *x, int month)
{
	const int m = x->year.first.y * 12 + x->year.first.m - 1 + month - 1;

	return m / 12 * 100 + m % 12 + 1;
}

/* Sums of the year's cells: by account and month, and by object. */
static bool
sum_cells(struct export *x, int year, bool parts, int64_t (*month)[LEDGER_PERIODS], struct err *e)
{
	const struct ledger_fiscal f = ledger_fiscal_of(x->stated_year, x->n_stated_year, year);
	struct ledger_cell *c;
	size_t n;

	if (!ledger_cells(x->db, x->org, year, x->dict, x->mem, &c, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		int m = ledger_fiscal_month(f, c[i].period);
		add(x, &month[c[i].account][m], c[i].ore);
		if (!parts)
			continue;
		if (c[i].unit != 0)
			add(x, &part_of(x, c[i].account, c[i].unit)->month[m], c[i].ore);
		const struct ledger_combo *k = &x->dict->combo[c[i].combo];
		for (size_t o = 0; o < k->n; o++)
			add(x, &part_of(x, c[i].account, k->object[o])->month[m], c[i].ore);
	}
	return true;
}

static void
put_accounts(struct export *x, int year_no, int64_t (*month)[LEDGER_PERIODS])
{
	for (uint32_t i = 1; i < x->dict->n_account; i++) {
		const uint32_t a = x->account_id[i];
		int64_t sum = 0, closing = x->opening[a];
		for (int m = 1; m < LEDGER_PERIODS; m++)
			add(x, &sum, month[a][m]);
		x->f.account[i].declared |= sum != 0 || closing != 0;
		if (!is_balance(x, a)) {
			put_balance(x, SIE_RES, year_no, 0, a, 0, sum);
			continue;
		}
		put_balance(x, SIE_IB, year_no, 0, a, 0, closing);
		add(x, &closing, sum);
		put_balance(x, SIE_UB, year_no, 0, a, 0, closing);
	}
}

static void
put_periods(struct export *x, int64_t (*month)[LEDGER_PERIODS])
{
	for (uint32_t i = 1; i < x->dict->n_account; i++) {
		const uint32_t a = x->account_id[i];
		for (int m = 1; m <= x->n_month; m++)
			put_balance(x, SIE_PSALDO, 0, calendar(x, m), a, 0, month[a][m]);
	}
}

static int
by_part(const void *pa, const void *pb, void *arg)
{
	const struct part *a = pa, *b = pb;
	const struct export *x = arg;
	uint32_t account_a = x->account_at[a->account], account_b = x->account_at[b->account],
	         object_a = x->object_at[a->object], object_b = x->object_at[b->object];

	if (account_a != account_b)
		return account_a < account_b ? -1 : 1;
	return (object_a > object_b) - (object_a < object_b);
}

static void
put_parts(struct export *x)
{
	if (x->n_part > 0)
		qsort_r(x->part, x->n_part, sizeof *x->part, by_part, x);
	for (size_t i = 0; i < x->n_part; i++) {
		const struct part *p = &x->part[i];
		int64_t closing = p->opening;
		x->f.object[x->object_at[p->object]].declared = true;
		for (int m = 1; m <= x->n_month; m++) {
			put_balance(x, SIE_PSALDO, 0, calendar(x, m), p->account, p->object,
			    p->month[m]);
			add(x, &closing, p->month[m]);
		}
		if (!is_balance(x, p->account))
			continue;
		put_balance(x, SIE_OIB, 0, 0, p->account, p->object, p->opening);
		put_balance(x, SIE_OUB, 0, 0, p->account, p->object, closing);
	}
}

/* Years from the first to the one asked for: opening stated or carried, and the
 * balances of the last two. */
bool
export_balances(struct export *x, const int *v, size_t n, struct err *e)
{
	int64_t(*month)[LEDGER_PERIODS] = (void *)arena_array(x->mem,
	    x->dict->n_account * LEDGER_PERIODS + 1, int64_t);

	x->opening = arena_array(x->mem, x->dict->n_account + 1, int64_t);
	for (size_t i = 0; i < n && v[i] <= x->ask->year; i++) {
		bool now = v[i] == x->ask->year;
		take_opening(x, v[i]);
		if (now || (x->has_before && v[i] == x->before.year)) {
			memset(month, 0, x->dict->n_account * sizeof *month);
			if (!sum_cells(x, v[i], now && x->ask->type == SIE_EXPORT_3, month, e))
				return false;
			put_accounts(x, now ? 0 : -1, month);
		}
		if (!now && !carry(x, v[i], e))
			return false;
	}
	if (x->ask->type == SIE_EXPORT_2 || x->ask->type == SIE_EXPORT_3)
		put_periods(x, month);
	if (x->ask->type == SIE_EXPORT_3)
		put_parts(x);
	return !x->bad || fail(e, RC_LIMIT, MSG_ledger_overflow, ARG("?"), ARG("SIE"));
}
