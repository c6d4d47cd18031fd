#include "core/ledger/export_priv.h"
#include "core/ledger/messages.h"
#include "core/ledger/store.h"

#include <stdlib.h>
#include <string.h>

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
	int last = 1, m;

	if (!ledger_cells(x->db, x->org, x->ask->year, x->dict, x->mem, &c, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		last = c[i].period > last ? c[i].period : last;
	m = x->year.first.y * 12 + x->year.first.m - 1 + ledger_fiscal_month(x->year, last) - 1;
	*out = (date){(int16_t)(m / 12), (int8_t)(m % 12 + 1),
	    (int8_t)date_month_days(m / 12, m % 12 + 1)};
	return true;
}

static bool
fill_head(struct export *x, struct err *e)
{
	const struct sie_export_ask *a = x->ask;
	struct sie *f = &x->f;

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
	f->year[f->n_year++] = (struct sie_year){.no = 0,
	    .from = x->year.first,
	    .to = x->year.last};
	if (x->has_before)
		f->year[f->n_year++] = (struct sie_year){.no = -1,
		    .from = x->before.first,
		    .to = x->before.last};
	fill_dict(x);
	return (a->type != SIE_EXPORT_2 && a->type != SIE_EXPORT_3) || last_day(x, &f->upto, e);
}

/* The year asked for, as its files have stated it, and the one before: only where this
 * begins on the day after that ends. */
static bool
find_years(struct export *x, const int *v, size_t n, struct err *e)
{
	bool found = false;

	if (!ledger_fiscal_list(x->db, x->org, x->mem, &x->stated_year, &x->n_stated_year, e))
		return false;
	x->year = ledger_fiscal_of(x->stated_year, x->n_stated_year, x->ask->year);
	x->n_month = ledger_fiscal_months(x->year);
	for (size_t i = 0; i < n; i++) {
		struct ledger_fiscal y = ledger_fiscal_of(x->stated_year, x->n_stated_year, v[i]);
		found |= v[i] == x->ask->year;
		if (date_days(y.last) + 1 != date_days(x->year.first))
			continue;
		x->before = y;
		x->has_before = true;
	}
	return found || fail(e, RC_NOT_FOUND, MSG_ledger_no_year, ARG(x->ask->year));
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
	if (!find_years(&x, v, n, e) || !export_originals(&x, e) || !fill_head(&x, e))
		return false;
	if ((ask->type != SIE_EXPORT_4I && !export_balances(&x, v, n, e)) ||
	    (ask->type >= SIE_EXPORT_4E && !each_month(&x, mark_month, e)))
		return false;
	for (size_t i = 1; i < x.f.n_account; i++)
		if (!x.f.account[i].declared)
			x.f.account[i].type = 0; /* no #KTYP without its #KONTO */
	out->mem = mem;
	return sie4_write_head(out, &x.f, e) &&
	    (ask->type < SIE_EXPORT_4E || each_month(&x, put_month, e)) && sie4_write_end(out, e);
}
