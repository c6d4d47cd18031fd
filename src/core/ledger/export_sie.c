#include "core/ledger/export_sie.h"

#include "core/ledger/messages.h"
#include "core/ledger/store.h"
#include "fmt/sie4.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct export
{
	struct db *db;
	int64_t org;
	const struct sie_export_ask *ask;
	struct arena *mem;
	struct sie4_out *out;
	struct ledger_dict *dict;
	struct sie f;
	/* What stands in the file is in the order of numbers, so that the same accounts give
	 * the same file whatever ids they have. */
	uint32_t *account_at, *object_at; /* by id: index in f */
	uint32_t *account_id, *object_id; /* by index */
	int64_t *opening;                 /* by account id, of the year at hand */
	struct map object;                /* "account object" to index in part */
	struct part {                     /* of one account and object */
		uint32_t account, object;
		int64_t opening;
		int64_t month[13];
	} * part;
	size_t n_part, room_part;
	size_t room_balance, room_obj;
	struct stated *stated;
	size_t n_stated, room_stated;
	bool broken; /* a fiscal year that is no calendar year */
	bool bad;    /* a sum did not fit */
};

bool
sie_export_parse(str s, enum sie_export *out)
{
	static const char *const name[] = {[SIE_EXPORT_1] = "1",
	    [SIE_EXPORT_2] = "2",
	    [SIE_EXPORT_3] = "3",
	    [SIE_EXPORT_4E] = "4E",
	    [SIE_EXPORT_4I] = "4I"};

	for (size_t i = 0; i < COUNTOF(name); i++)
		if (str_eq(s, str_of(name[i]))) {
			*out = (enum sie_export)i;
			return true;
		}
	return false;
}

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
static bool
gather_originals(struct export *x, struct err *e)
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
				if (s.year[k].no == 0) {
					x->broken |= s.year[k].from.m != 1 ||
					    s.year[k].to.m != 12 ||
					    s.year[k].from.y != s.year[k].to.y;
					gather(x, &s, i, s.year[k].from.y);
				}
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

/* Sums of the year's cells: by account and month, and by object. */
static bool
sum_cells(struct export *x, int year, bool parts, int64_t (*month)[13], struct err *e)
{
	struct ledger_cell *c;
	size_t n;

	if (!ledger_cells(x->db, x->org, year, x->dict, x->mem, &c, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		int m = c[i].period > 12 ? 12 : c[i].period;
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
put_accounts(struct export *x, int year_no, int64_t (*month)[13])
{
	for (uint32_t i = 1; i < x->dict->n_account; i++) {
		const uint32_t a = x->account_id[i];
		int64_t sum = 0, closing = x->opening[a];
		for (int m = 1; m <= 12; m++)
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
put_periods(struct export *x, int64_t (*month)[13])
{
	for (uint32_t i = 1; i < x->dict->n_account; i++) {
		const uint32_t a = x->account_id[i];
		for (int m = 1; m <= 12; m++)
			put_balance(x, SIE_PSALDO, 0, x->ask->year * 100 + m, a, 0, month[a][m]);
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
		for (int m = 1; m <= 12; m++) {
			put_balance(x, SIE_PSALDO, 0, x->ask->year * 100 + m, p->account, p->object,
			    p->month[m]);
			add(x, &closing, p->month[m]);
		}
		if (!is_balance(x, p->account))
			continue;
		put_balance(x, SIE_OIB, 0, 0, p->account, p->object, p->opening);
		put_balance(x, SIE_OUB, 0, 0, p->account, p->object, closing);
	}
}

static bool
has_year(const int *v, size_t n, int year)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == year)
			return true;
	return false;
}

/* Years from the first to the one asked for: opening stated or carried, and the
 * balances of the last two. */
static bool
balances(struct export *x, const int *v, size_t n, struct err *e)
{
	int64_t(*month)[13] = (void *)arena_array(x->mem, x->dict->n_account * 13 + 1, int64_t);

	x->opening = arena_array(x->mem, x->dict->n_account + 1, int64_t);
	for (size_t i = 0; i < n && v[i] <= x->ask->year; i++) {
		bool now = v[i] == x->ask->year;
		take_opening(x, v[i]);
		if (now || v[i] == x->ask->year - 1) {
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

/* ---- vouchers ---- */

static int
by_voucher(const void *pa, const void *pb)
{
	const struct ledger_line *a = pa, *b = pb;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->voucher != b->voucher)
		return a->voucher < b->voucher ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static bool
same_voucher(const struct ledger_line *a, const struct ledger_line *b)
{
	return a->file == b->file && a->voucher == b->voucher;
}

/* The columns of a batch of one voucher: what the writer reads of them. */
static bool
put_voucher(struct export *x, const struct ledger_line *l, size_t n, struct err *e)
{
	struct arena mem;
	size_t n_obj = 0, all = 0;

	for (size_t i = 0; i < n; i++)
		all += l[i].n_object + 1;
	arena_init(&mem, (size_t)1 << 30);
	uint32_t ver_row[2] = {0, (uint32_t)n}, series = 0,
	         *account = arena_array(&mem, n, uint32_t),
	         *row_obj = arena_array(&mem, n + 1, uint32_t),
	         *obj = arena_array(&mem, all, uint32_t);
	int64_t *ore = arena_array(&mem, n, int64_t);
	date *day = arena_array(&mem, n, date), none = {0};
	uint8_t *kind = arena_array(&mem, n, uint8_t), flags = 0;
	str *text = arena_array(&mem, n, str), sign = {0};
	for (size_t i = 0; i < n; i++) {
		account[i] = x->account_at[l[i].account];
		ore[i] = l[i].ore;
		if (date_cmp(l[i].day, l->voucher_day) != 0)
			day[i] = l[i].day;
		text[i] = l[i].text;
		row_obj[i] = (uint32_t)n_obj;
		if (l[i].unit != 0)
			obj[n_obj++] = x->object_at[l[i].unit];
		for (size_t k = 0; k < l[i].n_object; k++)
			obj[n_obj++] = x->object_at[l[i].object[k]];
	}
	row_obj[n] = (uint32_t)n_obj;
	x->f.series = (str[]){l->series};
	x->f.n_series = 1;
	bool ok = sie4_write_batch(x->out, &x->f,
	    &(struct sie_batch){.n_ver = 1,
	        .n_row = n,
	        .n_obj = n_obj,
	        .ver_row = ver_row,
	        .ver_series = &series,
	        .ver_no = &l->no,
	        .ver_day = &l->voucher_day,
	        .ver_reg = &none,
	        .ver_text = &l->voucher_text,
	        .ver_sign = &sign,
	        .ver_flags = &flags,
	        .row_kind = kind,
	        .row_account = account,
	        .row_obj = row_obj,
	        .row_ore = ore,
	        .row_day = day,
	        .row_text = text,
	        .obj = obj},
	    e);
	arena_end(&mem);
	return ok;
}

/* The year's lines month by month, so that memory is bounded by a month. */
static bool
each_month(struct export *x,
    bool (*month)(struct export *x, struct ledger_line *l, size_t n, struct err *e), struct err *e)
{
	bool ok = true;

	for (int p = 1; ok && p < LEDGER_PERIODS; p++) {
		struct arena mem;
		struct ledger_hits h;
		struct ledger_query q = {.year = x->ask->year,
		    .period_from = p,
		    .period_to = p,
		    .max = SIZE_MAX};
		arena_init(&mem, (size_t)8 << 30);
		ok = ledger_lines(x->db, x->org, x->dict, &q, &mem, &h, e) &&
		    (h.n == 0 || month(x, h.line, h.n, e));
		arena_end(&mem);
	}
	return ok;
}

static bool
put_month(struct export *x, struct ledger_line *l, size_t n, struct err *e)
{
	bool ok = true;

	qsort(l, n, sizeof *l, by_voucher);
	for (size_t from = 0, to; ok && from < n; from = to) {
		for (to = from + 1; to < n && same_voucher(&l[from], &l[to]);)
			to++;
		ok = put_voucher(x, &l[from], to - from, e);
	}
	return ok;
}

/* What the vouchers name is declared. */
static bool
mark_month(struct export *x, struct ledger_line *l, size_t n, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < n; i++) {
		x->f.account[x->account_at[l[i].account]].declared = true;
		if (l[i].unit != 0)
			x->f.object[x->object_at[l[i].unit]].declared = true;
		for (size_t k = 0; k < l[i].n_object; k++)
			x->f.object[x->object_at[l[i].object[k]]].declared = true;
	}
	return true;
}

/* ---- the head ---- */

static int
by_account_no(const void *pa, const void *pb, void *arg)
{
	const struct ledger_dict *d = arg;

	return str_cmp(d->account[*(const uint32_t *)pa].no, d->account[*(const uint32_t *)pb].no);
}

static int
by_object_no(const void *pa, const void *pb, void *arg)
{
	const struct ledger_dict *d = arg;
	const struct ledger_object *a = &d->object[*(const uint32_t *)pa],
	                           *b = &d->object[*(const uint32_t *)pb];

	if (a->dim != b->dim)
		return a->dim < b->dim ? -1 : 1;
	return str_cmp(a->no, b->no);
}

/* Ids 1 ... n - 1 in the order of numbers, and where each then stands; 0 stays. */
static void
order(struct export *x, size_t n, int (*cmp)(const void *, const void *, void *), uint32_t **id,
    uint32_t **at)
{
	*id = arena_array(x->mem, n + 1, uint32_t);
	*at = arena_array(x->mem, n + 1, uint32_t);
	for (size_t i = 0; i < n; i++)
		(*id)[i] = (uint32_t)i;
	if (n > 1)
		qsort_r(*id + 1, n - 1, sizeof **id, cmp, x->dict);
	for (size_t i = 0; i < n; i++)
		(*at)[(*id)[i]] = (uint32_t)i;
}

/* The dimensions that objects lie in, by number, with the names that are known. */
static void
fill_dims(struct export *x)
{
	const struct ledger_dict *d = x->dict;
	struct sie *f = &x->f;
	size_t known = 0;

	f->dim = arena_array(x->mem, d->n_dim + d->n_object + 1, struct sie_dim);
	for (size_t i = 1; i < d->n_object; i++) {
		int no = d->object[x->object_id[i]].dim;
		if (f->n_dim > 0 && f->dim[f->n_dim - 1].no == no)
			continue;
		while (known < d->n_dim && d->dim[known].no < no)
			known++;
		bool named = known < d->n_dim && d->dim[known].no == no;
		f->dim[f->n_dim++] = (struct sie_dim){.no = no,
		    .name = named ? d->dim[known].name : STR(""),
		    .declared = named && x->ask->type >= SIE_EXPORT_3};
	}
}

static void
fill_dict(struct export *x)
{
	const struct ledger_dict *d = x->dict;
	struct sie *f = &x->f;

	order(x, d->n_account, by_account_no, &x->account_id, &x->account_at);
	order(x, d->n_object, by_object_no, &x->object_id, &x->object_at);
	fill_dims(x);
	f->n_account = d->n_account;
	f->account = arena_array(x->mem, d->n_account + 1, struct sie_account);
	for (size_t i = 1; i < d->n_account; i++) {
		const struct ledger_account *a = &d->account[x->account_id[i]];
		f->account[i] = (struct sie_account){.no = a->no, .name = a->name, .type = a->type};
	}
	f->n_object = d->n_object;
	f->object = arena_array(x->mem, d->n_object + 1, struct sie_object);
	for (size_t i = 1, k = 0; i < d->n_object; i++) {
		const struct ledger_object *o = &d->object[x->object_id[i]];
		while (f->dim[k].no != o->dim)
			k++;
		f->object[i] = (struct sie_object){.dim = (uint32_t)k,
		    .no = o->no,
		    .name = o->name};
	}
}

/* The last day of the last month with lines. */
static bool
last_day(struct export *x, date *out, struct err *e)
{
	struct ledger_cell *c;
	size_t n;
	int last = 1;

	if (!ledger_cells(x->db, x->org, x->ask->year, x->dict, x->mem, &c, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		last = c[i].period > last ? c[i].period : last;
	last = last > 12 ? 12 : last;
	*out = (date){(int16_t)x->ask->year, (int8_t)last,
	    (int8_t)date_month_days(x->ask->year, last)};
	return true;
}

static bool
fill_head(struct export *x, bool before, struct err *e)
{
	const struct sie_export_ask *a = x->ask;
	struct sie *f = &x->f;
	int16_t y = (int16_t)a->year;

	*f = (struct sie){.type = a->type >= SIE_EXPORT_4E ? 4 : (int)a->type + 1,
	    .type_stated = true,
	    .entry = a->type == SIE_EXPORT_4I,
	    .program = STR("Tertial"),
	    .program_version = a->version,
	    .format = STR("PC8"),
	    .gen = a->gen,
	    .company_type = STR("X"),
	    .orgnr = a->orgnr,
	    .name = a->company,
	    .currency = STR("SEK")};
	f->year = arena_array(x->mem, 2, struct sie_year);
	f->year[f->n_year++] = (struct sie_year){.no = 0, .from = {y, 1, 1}, .to = {y, 12, 31}};
	y--;
	if (before)
		f->year[f->n_year++] = (struct sie_year){.no = -1,
		    .from = {y, 1, 1},
		    .to = {y, 12, 31}};
	fill_dict(x);
	return (a->type != SIE_EXPORT_2 && a->type != SIE_EXPORT_3) || last_day(x, &f->upto, e);
}

bool
ledger_export_sie(struct db *db, int64_t org, const struct sie_export_ask *ask, struct arena *mem,
    struct sie4_out *out, struct err *e)
{
	struct export x = {.db = db, .org = org, .ask = ask, .mem = mem, .out = out};
	int *v;
	size_t n;

	map_init(&x.object, mem, 0x736965);
	if (!ledger_years(db, org, mem, &v, &n, e) || !ledger_dict_load(db, org, mem, &x.dict, e))
		return false;
	if (!has_year(v, n, ask->year))
		return fail(e, RC_NOT_FOUND, MSG_ledger_no_year, ARG(ask->year));
	if (!gather_originals(&x, e))
		return false;
	if (x.broken)
		return fail(e, RC_INVALID, MSG_ledger_broken_year);
	if (!fill_head(&x, has_year(v, n, ask->year - 1), e))
		return false;
	if ((ask->type != SIE_EXPORT_4I && !balances(&x, v, n, e)) ||
	    (ask->type >= SIE_EXPORT_4E && !each_month(&x, mark_month, e)))
		return false;
	for (size_t i = 1; i < x.f.n_account; i++)
		if (!x.f.account[i].declared)
			x.f.account[i].type = 0; /* no #KTYP without its #KONTO */
	out->mem = mem;
	return sie4_write_head(out, &x.f, e) &&
	    (ask->type < SIE_EXPORT_4E || each_month(&x, put_month, e)) && sie4_write_end(out, e);
}
