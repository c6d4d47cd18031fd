/* Posting: vouchers checked one by one, and stored beside the segments. */
#include "core/ledger/messages.h"
#include "core/ledger/store.h"
#include "fmt/sie4_write.h"

#include "ledger.sql.h"

#include <stdlib.h>
#include <string.h>

#define OBJECTS_MAX 64
#define UNIT_DIM 1

struct posting {
	struct db *db;
	int64_t org;
	const struct ledger_post *p;
	str file;
	const struct sie *f;
	const struct sie_batch *b;
	struct arena *mem;
	struct diag *d;
	struct ledger_fiscal *fiscal;
	size_t n_fiscal;
	int dim[CUBE_DIMS_MAX]; /* that the files' cubes keep */
	size_t n_dim;
	struct ledger_dict *dict; /* of combinations; NULL until one is needed */
	size_t n_combo;           /* that the database has */
	int64_t id;
};

static struct place
place_of(const struct posting *p, size_t i)
{
	return (
	    struct place){p->file, p->b->ver_line != NULL ? (int)p->b->ver_line[i] : 0, 0, STR("")};
}

static str
series_of(const struct posting *p, size_t i)
{
	return p->b->ver_series[i] == SIE_NONE ? STR("") : p->f->series[p->b->ver_series[i]];
}

/* ---- what a voucher must be ---- */

static void
check_sum(struct posting *p, size_t i, str series, str no)
{
	struct arena scratch;
	int64_t sum = 0;
	size_t rows = 0;
	bool bad = false;

	for (size_t k = p->b->ver_row[i]; k < p->b->ver_row[i + 1]; k++) {
		if (p->b->row_kind[k] != SIE_TRANS)
			continue;
		bad |= __builtin_add_overflow(sum, p->b->row_ore[k], &sum);
		rows++;
	}
	arena_init(&scratch, (size_t)1 << 20);
	if ((p->b->ver_flags[i] & SIE_VER_BAD_ROW) || rows == 0)
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_bad_row, ARG(series), ARG(no));
	else if (bad || sum != 0)
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_unbalanced, ARG(series),
		    ARG(no), ARG(dec_str(&scratch, ore_as(sum, 2))));
	arena_end(&scratch);
}

static bool
check_day(struct posting *p, size_t i, str series, str no, struct ledger_posted *out)
{
	struct arena scratch;
	const date day = p->b->ver_day[i];

	out->day = day;
	if (day.y == 0) {
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_no_day, ARG(series), ARG(no));
		return false;
	}
	if (!ledger_fiscal_at(p->fiscal, p->n_fiscal, day, &out->year, &out->period)) {
		arena_init(&scratch, (size_t)1 << 20);
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_post_no_year, ARG(series),
		    ARG(no), ARG(date_str(&scratch, day)));
		arena_end(&scratch);
		return false;
	}
	if (p->p->closing_series.n > 0 && str_eq(series, p->p->closing_series))
		out->period = LEDGER_CLOSING;
	return true;
}

static bool
find_account(struct posting *p, size_t i, str no, struct err *e)
{
	struct ledger_account_of_row r;
	enum db_step st = ledger_account_of_one(p->db, p->mem,
	    &(struct ledger_account_of_in){p->org, no}, &r, e);

	if (st == DB_DONE)
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_post_no_account, ARG(no));
	return st != DB_FAIL;
}

/* 0: not known, and told. */
static bool
find_object(struct posting *p, size_t i, const struct sie_object *o, uint32_t *id, struct err *e)
{
	struct ledger_object_of_row r;
	const int dim = p->f->dim[o->dim].no;
	enum db_step st = ledger_object_of_one(p->db, p->mem,
	    &(struct ledger_object_of_in){p->org, dim, o->no}, &r, e);

	*id = st == DB_ROW && r.id > 0 && r.id <= INT32_MAX ? (uint32_t)r.id : 0;
	if (st == DB_DONE)
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_post_no_object, ARG(o->no),
		    ARG(dim));
	return st != DB_FAIL;
}

static int
by_id(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	return (a > b) - (a < b);
}

/* The combination of a row's objects in the cube's dimensions. */
static bool
combo_of(struct posting *p, uint32_t *id, size_t n, uint32_t *out, struct err *e)
{
	*out = 0;
	if (n == 0 || p->n_dim == 0)
		return true;
	if (p->dict == NULL) {
		if (!dict_ask(p->db, p->org, p->mem, &p->dict, e))
			return false;
		p->n_combo = p->dict->n_combo;
	}
	qsort(id, n, sizeof *id, by_id);
	*out = dict_combo(p->dict, id, n);
	if (p->dict->bad.rc != RC_OK) {
		*e = p->dict->bad;
		return false;
	}
	return true;
}

static bool
check_row(struct posting *p, size_t i, size_t row, struct sb *combos, struct err *e)
{
	const struct sie_batch *b = p->b;
	uint32_t kept[OBJECTS_MAX], combo = 0;
	size_t n = 0;
	bool unit = false;

	if (!find_account(p, i, p->f->account[b->row_account[row]].no, e))
		return false;
	for (uint32_t k = b->row_obj[row]; k < b->row_obj[row + 1]; k++) {
		const struct sie_object *o = &p->f->object[b->obj[k]];
		const int dim = p->f->dim[o->dim].no;
		bool keep = false;
		uint32_t id;
		if (!find_object(p, i, o, &id, e))
			return false;
		for (size_t c = 0; c < p->n_dim; c++)
			keep |= p->dim[c] == dim;
		if (dim == UNIT_DIM && !unit)
			unit = true;
		else if (keep && id != 0 && n < OBJECTS_MAX)
			kept[n++] = id;
	}
	if (!combo_of(p, kept, n, &combo, e))
		return false;
	sb_printf(combos, "%s%u", combos->n > 0 ? " " : "", combo);
	return true;
}

/* ---- numbers ---- */

/* The given number, if it is free; else the next of the series. */
static bool
number_of(struct posting *p, size_t i, struct ledger_posted *out, struct err *e)
{
	struct ledger_delta_find_row have;
	struct ledger_number_last_row last;
	bool stored;

	if (out->no.n == 0) {
		if (ledger_number_last_one(p->db, p->mem,
		        &(struct ledger_number_last_in){p->org, out->year, out->series}, &last,
		        e) != DB_ROW)
			return false;
		out->no = str_fmt(p->mem, "%lld",
		    (long long)(last.hi > last.posted ? last.hi : last.posted) + 1);
		return true;
	}
	enum db_step st = ledger_delta_find_one(p->db, p->mem,
	    &(struct ledger_delta_find_in){p->org, out->year, out->series, out->no}, &have, e);
	if (st == DB_FAIL ||
	    !vou_number_stored(p->db, p->org, out->year, out->series, out->no, &stored, e))
		return false;
	if (stored || st == DB_ROW) {
		diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_post_taken, ARG(out->series),
		    ARG(out->no), ARG(out->year));
		return fail(e, RC_CONFLICT, MSG_ledger_post_taken, ARG(out->series), ARG(out->no),
		    ARG(out->year));
	}
	return true;
}

/* ---- storing ---- */

static bool
to_text(void *arg, str bytes, struct err *e)
{
	(void)e;
	sb_str(arg, bytes);
	return true;
}

/* The voucher as SIE 4, with its number. */
static bool
voucher_text(struct posting *p, size_t i, const struct ledger_posted *v, str *out, struct err *e)
{
	struct sie f = *p->f;
	struct sie_batch one = *p->b;
	uint32_t series = 0;
	struct sb b;
	struct sie4_out w = {.write = to_text, .arg = &b, .mem = p->mem, .utf8 = true};
	size_t x = 0;

	f.series = (str[]){v->series};
	f.n_series = 1;
	one.n_ver = 1;
	one.ver_row += i;
	one.ver_series = &series;
	one.ver_no = &v->no;
	one.ver_day += i;
	one.ver_reg += i;
	one.ver_text += i;
	one.ver_sign += i;
	while (x < one.n_extra && one.extra[x].row < one.ver_row[0])
		x++;
	one.extra += x;
	one.n_extra -= x;
	sb_init(&b, p->mem, (size_t)64 << 20);
	return sie4_write_vouchers(&w, &f, &one, e) && sb_done(&b, out);
}

static bool
store(struct posting *p, const struct ledger_posted *v, str combos, str text, struct err *e)
{
	struct ledger_delta_list_row r = {.id = p->id++,
	    .batch = p->p->batch,
	    .at = p->p->at,
	    .year = v->year,
	    .period = v->period,
	    .series = v->series,
	    .no = v->no,
	    .num = vou_key(v->no),
	    .combos = combos,
	    .data = text};

	return ledger_delta_put(p->db,
	    &(struct ledger_delta_put_in){.org = p->org,
	        .id = r.id,
	        .batch = r.batch,
	        .at = r.at,
	        .year = r.year,
	        .period = r.period,
	        .series = r.series,
	        .no = r.no,
	        .num = r.num,
	        .combos = r.combos,
	        .crc = delta_crc(p->org, &r),
	        .data = r.data},
	    e);
}

static bool
post_one(struct posting *p, size_t i, struct ledger_posted *out, struct err *e)
{
	struct sb combos;
	str text, all;
	const size_t faults = p->d->n_err;

	*out = (struct ledger_posted){.series = str_dup(p->mem, series_of(p, i)),
	    .no = str_dup(p->mem, p->b->ver_no[i])};
	check_sum(p, i, out->series, out->no);
	if (!check_day(p, i, out->series, out->no, out))
		return true;
	sb_init(&combos, p->mem, (size_t)16 << 20);
	for (size_t k = p->b->ver_row[i]; k < p->b->ver_row[i + 1]; k++) {
		if (p->b->row_kind[k] != SIE_TRANS) {
			diag_add(p->d, SEV_ERROR, place_of(p, i), MSG_ledger_post_history,
			    ARG(out->series), ARG(out->no));
			continue;
		}
		if (!check_row(p, i, k, &combos, e))
			return false;
		out->lines++;
		if (p->b->row_ore[k] > 0 &&
		    __builtin_add_overflow(out->debit_ore, p->b->row_ore[k], &out->debit_ore))
			return fail(e, RC_LIMIT, MSG_ledger_overflow, ARG("?"), ARG(p->file));
	}
	if (!number_of(p, i, out, e))
		return false;
	if (p->d->n_err > faults)
		return true;
	must(sb_done(&combos, &all));
	return voucher_text(p, i, out, &text, e) && store(p, out, all, text, e);
}

bool
ledger_post(struct db *db, int64_t org, const struct ledger_post *ask, str file,
    const struct sie *f, const struct sie_batch *b, struct arena *mem, struct ledger_posted **out,
    size_t *n, struct diag *d, struct err *e)
{
	struct posting p =
	    {.db = db, .org = org, .p = ask, .file = file, .f = f, .b = b, .mem = mem, .d = d};
	struct ledger_delta_size_row size;
	const size_t faults = d->n_err;

	*n = 0;
	*out = arena_array(mem, b->n_ver + 1, struct ledger_posted);
	if (!ledger_fiscal_list(db, org, mem, &p.fiscal, &p.n_fiscal, e) ||
	    !delta_dims(db, org, mem, p.dim, &p.n_dim, e) ||
	    ledger_delta_size_one(db, mem, &(struct ledger_delta_size_in){org}, &size, e) != DB_ROW)
		return false;
	p.id = size.last + 1;
	for (size_t i = 0; i < b->n_ver; i++)
		if (!post_one(&p, i, &(*out)[(*n)++], e))
			return false;
	if (d->n_err > faults)
		return fail(e, RC_INVALID, MSG_ledger_faults, ARG(file),
		    ARG((int64_t)(d->n_err - faults)));
	if (p.dict != NULL && !combos_store(db, org, p.dict, p.n_combo, e))
		return false;
	return size.n + (int64_t)b->n_ver < LEDGER_DELTA_MAX ||
	    ledger_fold_posted(db, org, ask->at, mem, e);
}
