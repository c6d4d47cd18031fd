/* Posted vouchers on their way to segments: each lies as the SIE 4 text that it will be
 * folded as, and is read as a file of one voucher. */
#include "core/ledger/messages.h"
#include "core/ledger/store.h"
#include "fmt/sie4.h"

#include "ledger.sql.h"

#include <string.h>

#define HEAD "#FLAGGA 0\n#SIETYP 4\n"
#define ALL_YEARS_FROM (-9999)
#define ALL_YEARS_TO 99999
#define UNIT_DIM 1

uint32_t
delta_crc(int64_t org, const struct ledger_delta_list_row *r)
{
	const int64_t key[] = {org, r->id, r->batch, r->at, r->year, r->period, r->num,
	    key_crc(NULL, 0, r->series, r->no)};

	return key_crc(key, COUNTOF(key), r->combos, r->data);
}

static bool
damaged(struct err *e)
{
	return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_delta"));
}

/* Rows of the table to vouchers, while their texts are read as one file. */
struct reading {
	const struct ledger_dict *d;
	struct arena *mem;
	const struct ledger_delta_list_row *stored;
	size_t n_stored;
	struct delta_vou *v;
	size_t n;
};

static bool
read_row(struct reading *r, const struct sie *f, const struct sie_batch *b, size_t at, date day,
    str *combos, struct delta_row *out)
{
	const uint32_t from = b->row_obj[at], to = b->row_obj[at + 1];
	uint32_t *object = arena_array(r->mem, to - from + 1, uint32_t);
	int64_t combo;
	str part;

	*out = (struct delta_row){
	    .account = ledger_account_find(r->d, f->account[b->row_account[at]].no),
	    .ore = b->row_ore[at],
	    .day = b->row_day[at].y != 0 ? b->row_day[at] : day,
	    .text = str_dup(r->mem, b->row_text[at]),
	    .object = object};
	for (uint32_t k = from; k < to; k++) {
		const struct sie_object *o = &f->object[b->obj[k]];
		const int dim = f->dim[o->dim].no;
		uint32_t id = ledger_object_find(r->d, dim, o->no);
		if (id == 0)
			return false;
		if (dim == UNIT_DIM && out->unit == 0)
			out->unit = id;
		else
			object[out->n_object++] = id;
	}
	if (!str_cut(combos, ' ', &part) || !str_i64(part, &combo) || combo < 0 ||
	    combo >= (int64_t)r->d->n_combo)
		return false;
	out->combo = (uint32_t)combo;
	return out->account != 0;
}

static bool
read_voucher(struct reading *r, const struct sie *f, const struct sie_batch *b, size_t i)
{
	if (r->n == r->n_stored)
		return false;
	const struct ledger_delta_list_row *s = &r->stored[r->n];
	struct delta_vou *v = &r->v[r->n++];
	struct delta_row *row = arena_array(r->mem, b->ver_row[i + 1] - b->ver_row[i] + 1,
	    struct delta_row);
	str combos = s->combos;

	*v = (struct delta_vou){.id = s->id,
	    .batch = s->batch,
	    .at = s->at,
	    .row = row,
	    .bytes = s->data,
	    .v = {.series = s->series,
	        .no = s->no,
	        .text = str_dup(r->mem, b->ver_text[i]),
	        .sign = str_dup(r->mem, b->ver_sign[i]),
	        .year = (int)s->year,
	        .period = (int)s->period,
	        .day = b->ver_day[i],
	        .reg = b->ver_reg[i],
	        .line = 1}};
	if (!str_eq(b->ver_no[i], s->no))
		return false;
	for (size_t k = b->ver_row[i]; k < b->ver_row[i + 1]; k++)
		if (b->row_kind[k] != SIE_TRANS ||
		    !read_row(r, f, b, k, v->v.day, &combos, &row[v->v.n_row++]))
			return false;
	return true;
}

static bool
sink(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	for (size_t i = 0; i < b->n_ver; i++)
		if (!read_voucher(arg, f, b, i))
			return damaged(e);
	return true;
}

static bool
read_all(struct reading *r, int64_t org, struct err *e)
{
	struct arena scratch;
	struct sie f;
	struct diag d;
	struct err bad = {0};
	struct sb b;
	str text;

	r->v = arena_array(r->mem, r->n_stored + 1, struct delta_vou);
	arena_init(&scratch, (size_t)1 << 30);
	diag_init(&d, &scratch, 1);
	sb_init(&b, &scratch, (size_t)256 << 20);
	sb_lit(&b, HEAD);
	bool ok = true;
	for (size_t i = 0; i < r->n_stored; i++) {
		const struct ledger_delta_list_row *s = &r->stored[i];
		ok = ok && s->crc == delta_crc(org, s) && s->period > 0 &&
		    s->period < LEDGER_PERIODS;
		sb_str(&b, s->data);
	}
	ok = ok && sb_done(&b, &text) &&
	    sie4_read(&scratch, text,
	        &(struct sie4_opts){.set = CHARSET_UTF8, .general_only = true},
	        &(struct sie_sink){sink, r}, &f, &d, &bad) &&
	    r->n == r->n_stored;
	arena_end(&scratch);
	return ok || damaged(e);
}

static bool
rows_of(struct db_run *q, struct arena *mem, struct reading *r, struct err *e)
{
	struct ledger_delta_list_row row, *v = NULL;
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	size_t room = 0;

	while (st == DB_ROW && (st = ledger_delta_list_next(q, &row, e)) == DB_ROW) {
		arena_grow(mem, v, r->n_stored, room);
		v[r->n_stored++] = row;
	}
	r->stored = v;
	return st == DB_DONE;
}

bool
delta_load(struct db *db, int64_t org, int year_from, int year_to, const struct ledger_dict *d,
    struct arena *mem, struct delta *out, struct err *e)
{
	struct reading r = {.d = d, .mem = mem};
	struct db_run *q = ledger_delta_list(db, mem,
	    &(struct ledger_delta_list_in){org, year_from, year_to}, e);

	*out = (struct delta){0};
	if (!rows_of(q, mem, &r, e) || (r.n_stored > 0 && !read_all(&r, org, e)))
		return false;
	*out = (struct delta){r.v, r.n};
	return true;
}

bool
delta_find(struct db *db, int64_t org, int year, str series, str no, const struct ledger_dict *d,
    struct arena *mem, struct delta_vou *out, bool *found, struct err *e)
{
	struct reading r = {.d = d, .mem = mem};
	/* The columns are those of the list, and so is their reader. */
	struct db_run *q = ledger_delta_find(db, mem,
	    &(struct ledger_delta_find_in){org, year, series, no}, e);

	*found = false;
	if (!rows_of(q, mem, &r, e) || (r.n_stored > 0 && !read_all(&r, org, e)))
		return false;
	*found = r.n > 0;
	if (*found)
		*out = r.v[0];
	return true;
}

bool
ledger_posted_count(struct db *db, int64_t org, struct arena *mem, int64_t *vouchers,
    int64_t *lines, struct err *e)
{
	struct ledger_dict *d;
	struct delta all;

	*vouchers = *lines = 0;
	if (!ledger_dict_load(db, org, mem, &d, e) ||
	    !delta_load(db, org, ALL_YEARS_FROM, ALL_YEARS_TO, d, mem, &all, e))
		return false;
	*vouchers = (int64_t)all.n;
	for (size_t i = 0; i < all.n; i++)
		*lines += all.v[i].v.n_row;
	return true;
}

/* ---- the fold ---- */

static void
put_head(struct sb *b, struct ledger_fiscal y)
{
	sb_lit(b, HEAD);
	sb_printf(b, "#RAR 0 %04d%02d%02d %04d%02d%02d\n", y.first.y, y.first.m, y.first.d,
	    y.last.y, y.last.m, y.last.d);
}

/* The year's vouchers as one file, and the period of each. */
static bool
text_of_year(struct db *db, int64_t org, int year, struct arena *mem, str *out, uint8_t **months,
    int64_t *first_id, size_t *n, struct err *e)
{
	struct ledger_fiscal *v;
	struct ledger_delta_list_row row;
	size_t n_year, room = 0;
	struct sb b;

	*n = 0;
	*months = NULL;
	*out = STR("");
	if (!ledger_fiscal_list(db, org, mem, &v, &n_year, e))
		return false;
	struct db_run *q = ledger_delta_list(db, mem,
	    &(struct ledger_delta_list_in){org, year, year}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	sb_init(&b, mem, (size_t)256 << 20);
	put_head(&b, ledger_fiscal_of(v, n_year, year));
	while (st == DB_ROW && (st = ledger_delta_list_next(q, &row, e)) == DB_ROW) {
		if (row.crc != delta_crc(org, &row) || row.period < 1 ||
		    row.period >= LEDGER_PERIODS)
			return damaged(e);
		arena_grow(mem, *months, *n, room);
		*first_id = *n == 0 ? row.id : *first_id;
		(*months)[(*n)++] = (uint8_t)row.period;
		sb_str(&b, row.data);
	}
	return st == DB_DONE && (*n == 0 || sb_done(&b, out) || damaged(e));
}

bool
ledger_posted_text(struct db *db, int64_t org, int year, struct arena *mem, str *out, struct err *e)
{
	uint8_t *months;
	int64_t first;
	size_t n;

	return text_of_year(db, org, year, mem, out, &months, &first, &n, e);
}

bool
delta_dims(struct db *db, int64_t org, struct arena *mem, int dim[CUBE_DIMS_MAX], size_t *n,
    struct err *e)
{
	struct ledger_cube_dims_row r;
	struct db_run *q = ledger_cube_dims(db, mem, &(struct ledger_cube_dims_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	*n = 0;
	while (st == DB_ROW && (st = ledger_cube_dims_next(q, &r, e)) == DB_ROW) {
		int own[CUBE_DIMS_MAX];
		size_t n_own = dims_parse(r.cube_dims, own);
		for (size_t k = 0; k < n_own; k++)
			dims_add(dim, n, own[k]);
	}
	return st == DB_DONE;
}

static bool
fold_year(struct db *db, int64_t org, int year, int64_t at, struct arena *mem, struct err *e)
{
	int dim[CUBE_DIMS_MAX];
	struct ledger_receipt got;
	struct diag d;
	uint8_t *months;
	int64_t first = 0;
	size_t n, n_dim;
	str text;

	if (!text_of_year(db, org, year, mem, &text, &months, &first, &n, e) ||
	    !delta_dims(db, org, mem, dim, &n_dim, e))
		return false;
	if (n == 0)
		return true;
	diag_init(&d, mem, 10);
	struct ledger_source src = {.at = at,
	    .name = str_fmt(mem, "bokfort-%d-%lld.se", year, (long long)first),
	    .bytes = text,
	    .cube_dim = dim,
	    .n_cube_dim = n_dim,
	    .set = CHARSET_UTF8,
	    .ver_period = months};
	if (!ledger_import_sie(db, org, &src, mem, &got, &d, e))
		return false;
	return got.vouchers == (int64_t)n || damaged(e);
}

bool
ledger_fold_posted(struct db *db, int64_t org, int64_t at, struct arena *mem, struct err *e)
{
	struct ledger_delta_size_row size;
	int *year;
	size_t n;

	if (ledger_delta_size_one(db, mem, &(struct ledger_delta_size_in){org}, &size, e) != DB_ROW)
		return false;
	if (size.n == 0)
		return true;
	if (!ledger_years(db, org, mem, &year, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!fold_year(db, org, year[i], at, mem, e))
			return false;
	return ledger_delta_drop(db, &(struct ledger_delta_drop_in){org}, e);
}
