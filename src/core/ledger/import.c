/* An import: vouchers in, segments, blocks, cube and original out, or nothing. */
#include "base/hash.h"
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <string.h>

#define LINES_MAX 200000000
#define ASK_BELOW ((size_t)32 << 10) /* bytes of a file */

static bool
take_back_same_name(struct ledger_import *im, struct err *e)
{
	struct ledger_file *f;
	size_t n;

	if (im->src.same != LEDGER_REPLACE)
		return true;
	if (!ledger_files(im->db, im->org, im->mem, &f, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(f[i].name, im->src.name))
			continue;
		im->got.replaced += f[i].vouchers;
		if (!file_remove(im->db, im->org, f[i].id, e))
			return false;
	}
	return true;
}

static void
import_end(void *arg)
{
	struct ledger_import *im = arg;

	arena_end(&im->vou_mem);
}

/* Room for what a single import may need; a larger file is refused by the reader. */
static void
import_init(struct ledger_import *im)
{
	packer_init(&im->z, im->mem);
	pool_init(&im->pool, im->mem);
	map_init(&im->set_key, im->mem, (uint64_t)im->src.at);
	map_init(&im->seen_key, im->mem, (uint64_t)im->src.at);
	im->encoder = encoder_new(im->mem);
	im->blob.mem = im->mem;
	im->kept.mem = im->mem;
	arena_grow(im->mem, im->set, im->n_set, im->set_room);
	im->n_set = 1; /* set 0 is empty */
	im->vou_first = 1;
	arena_init(&im->vou_mem, (size_t)1 << 30);
	arena_defer(im->mem, import_end, im);
}

/* Is it stored already?  Only a file of the same size can be. */
static bool
find_known(struct ledger_import *im, struct err *e)
{
	struct ledger_file_same_size_row size;
	struct ledger_file_by_sha_row known;

	if (ledger_file_same_size_one(im->db, im->mem,
	        &(struct ledger_file_same_size_in){im->org, (int64_t)im->src.bytes.n}, &size,
	        e) != DB_ROW)
		return false;
	if (size.n == 0)
		return true;
	im->got.sha256 = sha256_hex(im->mem, im->src.bytes);
	enum db_step st = ledger_file_by_sha_one(im->db, im->mem,
	    &(struct ledger_file_by_sha_in){im->org, im->got.sha256}, &known, e);
	if (st != DB_ROW)
		return st == DB_DONE;
	im->got.known = true;
	im->got.file = known.id;
	im->got.known_batch = known.batch;
	return true;
}

bool
ledger_import_open(struct db *db, int64_t org, const struct ledger_source *src, struct arena *mem,
    struct diag *d, struct ledger_import **out, struct err *e)
{
	struct ledger_import *im = arena_new(mem, struct ledger_import);
	struct ledger_file_next_row next;

	*im = (struct ledger_import){.db = db, .org = org, .src = *src, .mem = mem, .d = d};
	if (im->src.unit_dim == 0)
		im->src.unit_dim = 1;
	import_init(im);
	*out = im;
	if (!find_known(im, e))
		return false;
	if (im->got.known)
		return true;
	if (!take_back_same_name(im, e) ||
	    ledger_file_next_one(db, mem, &(struct ledger_file_next_in){org}, &next, e) != DB_ROW)
		return false;
	im->file = im->got.file = next.id;
	/* A voucher or a few need little of a large dictionary. */
	if (src->bytes.n < ASK_BELOW ? !dict_ask(db, org, mem, &im->dict, e)
	                             : !ledger_dict_load(db, org, mem, &im->dict, e))
		return false;
	db_pipeline_begin(db);
	im->n_object_before = im->dict->n_object;
	im->n_combo_before = im->dict->n_combo;
	return true;
}

static uint32_t
account_id(struct ledger_import *im, const struct sie *f, uint32_t at)
{
	while (im->n_account_of <= at) {
		arena_grow(im->mem, im->account_of, im->n_account_of, im->account_of_room);
		im->account_of[im->n_account_of++] = (struct account_of){0};
	}
	struct account_of *a = &im->account_of[at];
	if (a->id == 0) {
		char type = sie_account_type(&f->account[at]);
		a->id = dict_account(im->dict, f->account[at].no);
		a->result = type != 'T' && type != 'S';
	}
	return a->id;
}

static uint32_t
object_id(struct ledger_import *im, const struct sie *f, uint32_t at)
{
	while (im->n_object_of <= at) {
		arena_grow(im->mem, im->object_of, im->n_object_of, im->object_of_room);
		im->object_of[im->n_object_of++] = 0;
	}
	if (im->object_of[at] == 0) {
		const struct sie_object *o = &f->object[at];
		im->object_of[at] = dict_object(im->dict, f->dim[o->dim].no, o->no);
	}
	return im->object_of[at];
}

static uint32_t
set_of(struct ledger_import *im, const uint32_t *id, size_t n)
{
	if (n == 0)
		return 0;
	str key = {(const char *)id, n * sizeof *id};
	size_t at = map_find(&im->set_key, key);
	if (at != MAP_NONE)
		return (uint32_t)at;
	at = im->n_set;
	arena_grow(im->mem, im->set, im->n_set, im->set_room);
	str kept = str_dup(im->mem, key);
	im->set[im->n_set++] = (struct id_set){(const uint32_t *)(const void *)kept.p, n,
	    COMBO_UNKNOWN};
	map_set(&im->set_key, kept, at);
	return (uint32_t)at;
}

static void
row_read(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t r,
    struct import_row *out)
{
	uint32_t id[64];
	size_t n = 0;

	*out = (struct import_row){.rec.ore = b->row_ore[r],
	    .day = b->row_day[r],
	    .text = b->row_text[r]};
	out->rec.account = account_id(im, f, b->row_account[r]);
	out->result = im->account_of[b->row_account[r]].result;
	for (uint32_t k = b->row_obj[r]; k < b->row_obj[r + 1]; k++) {
		uint32_t o = b->obj[k], oid = object_id(im, f, o);
		if (f->dim[f->object[o].dim].no == im->src.unit_dim && out->unit == 0)
			out->unit = oid;
		else if (n < COUNTOF(id))
			id[n++] = oid;
	}
	out->rec.set = set_of(im, id, n);
}

/* The fiscal year and period of a day. */
static bool
period_of(const struct sie *f, date day, int *year, int *month)
{
	int no;

	if (f->n_year == 0) {
		*year = day.y;
		*month = day.m;
		return true;
	}
	if (!sie_year_of_day(f, day, &no))
		return false;
	for (size_t i = 0; i < f->n_year; i++) {
		const struct sie_year *y = &f->year[i];
		if (y->no != no)
			continue;
		*year = y->from.y;
		*month = (day.y - y->from.y) * 12 + day.m - y->from.m + 1;
		return *month >= 1 && *month < LEDGER_PERIODS;
	}
	return false;
}

static struct place
place_of(const struct ledger_import *im, const struct vou *v)
{
	return (struct place){im->src.name, (int)v->line, 0, STR("")};
}

/* Faults of the file are collected; the import ends with them. */
static bool
vou_check(struct ledger_import *im, const struct vou *v, int64_t sum_ore, uint8_t flags)
{
	struct arena scratch;

	if (flags & SIE_VER_BAD_ROW) {
		im->n_fault++;
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_bad_row, ARG(v->series),
		    ARG(v->no));
	}
	if (sum_ore != 0 && !im->src.accept_unbalanced) {
		im->n_fault++;
		arena_init(&scratch, (size_t)1 << 20);
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_unbalanced, ARG(v->series),
		    ARG(v->no), ARG(dec_str(&scratch, ore_as(sum_ore, 2))));
		arena_end(&scratch);
	}
	return im->n_fault == 0;
}

static bool
vou_period(struct ledger_import *im, const struct sie *f, struct vou *v, const uint8_t *month)
{
	if (v->day.y == 0) {
		im->n_fault++;
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_no_day, ARG(v->series),
		    ARG(v->no));
		return false;
	}
	if (!period_of(f, v->day, &v->year, &v->period)) {
		struct arena scratch;
		im->n_fault++;
		arena_init(&scratch, (size_t)1 << 20);
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_outside_years,
		    ARG(v->series), ARG(v->no), ARG(date_str(&scratch, v->day)));
		arena_end(&scratch);
		return false;
	}
	if (month != NULL)
		v->period = *month;
	else if (im->src.closing_series.n > 0 && str_eq(v->series, im->src.closing_series))
		v->period = LEDGER_CLOSING;
	return true;
}

static bool
block_put(struct ledger_import *im, struct err *e)
{
	if (im->n_vou == 0)
		return true;
	vblk_encode(&im->blob, im->vou, im->n_vou, &im->forms);
	str data = squeeze(&im->z, im->blob.p, im->blob.n);
	const int64_t key[] = {im->org, im->file, im->vou_first, (int64_t)im->n_vou};
	im->got.bytes += (int64_t)data.n;
	if (!ledger_vblk_put(im->db,
	        &(struct ledger_vblk_put_in){.org = im->org,
	            .file = im->file,
	            .first = im->vou_first,
	            .n = (int64_t)im->n_vou,
	            .crc = key_crc(key, COUNTOF(key), data, STR("")),
	            .data = data},
	        e) ||
	    !seen_put_keys(im, im->vou_first, e))
		return false;
	im->vou_first += (uint32_t)im->n_vou;
	im->n_vou = 0;
	im->forms.n_ver = im->forms.n_row = 0;
	form_begin(&im->form);
	arena_end(&im->vou_mem);
	arena_init(&im->vou_mem, (size_t)1 << 30);
	return true;
}

static bool
same_day(date a, date b)
{
	return a.d == b.d && a.m == b.m && a.y == b.y;
}

/* The bytes of the file up to the end of this voucher: those before it are kept, its own
 * only when it has no form. */
static bool
vou_original(struct ledger_import *im, const struct sie *f, struct vou *v, struct err *e)
{
	if (!im->made)
		return true;
	must(v->at >= im->kept_to && v->at + v->len <= im->src.bytes.n);
	if (im->form.d == NULL)
		form_init(&im->form, im->mem, im->dict, f->set);
	const str bytes = str_sub(im->src.bytes, (size_t)v->at, (size_t)v->at + v->len);
	const struct import_row *row = im->row;
	struct form_in *in = im->form_in;
	for (size_t i = 0; i < v->n_row; i++)
		in[i] = (struct form_in){.ore = row[i].rec.ore,
		    .account = row[i].rec.account,
		    .unit = row[i].unit,
		    .object = im->set[row[i].rec.set].id,
		    .n_object = im->set[row[i].rec.set].n,
		    .days = row[i].day.y != 0 && !same_day(row[i].day, v->day)
		        ? date_days(row[i].day) - date_days(v->day)
		        : 0,
		    .text = row[i].text};
	if (!original_keep(im, str_sub(im->src.bytes, im->kept_to, (size_t)v->at), e))
		return false;
	if (im->n_vou == 0)
		im->forms.kept = im->kept_n;
	im->forms.made = true;
	im->kept_to = (size_t)v->at + v->len;
	return form_find(&im->form, &im->forms, v, in,
	           arena_array(&im->vou_mem, v->n_row + 1, uint8_t), bytes) ||
	    original_keep(im, bytes, e);
}

static void
unit_grow(struct ledger_import *im, uint32_t unit)
{
	const size_t room = ((size_t)unit + 1) * 2;
	uint32_t *v = arena_array(im->mem, room, uint32_t);

	if (im->unit_room > 0)
		memcpy(v, im->unit_voucher, im->unit_room * sizeof *v);
	im->unit_voucher = v;
	im->unit_room = room;
}

/* Into the block: texts are copied, since the batch goes. */
static void
vou_keep(struct ledger_import *im, struct vou v, const struct import_row *row, size_t n)
{
	uint32_t *unit = arena_array(&im->vou_mem, n + 1, uint32_t);

	for (size_t i = 0; i < n; i++) {
		const uint32_t u = row[i].unit;
		if (u >= im->unit_room)
			unit_grow(im, u);
		if (im->unit_voucher[u] == im->n_voucher)
			continue;
		im->unit_voucher[u] = im->n_voucher;
		unit[v.n_unit++] = u;
	}
	v.unit = unit;
	v.series = str_dup(&im->vou_mem, v.series);
	v.no = str_dup(&im->vou_mem, v.no);
	v.text = str_dup(&im->vou_mem, v.text);
	v.sign = str_dup(&im->vou_mem, v.sign);
	im->vou[im->n_vou++] = v;
}

static bool
count_row(struct ledger_import *im, const struct import_row *r)
{
	int64_t *debit = &im->got.debit_ore, *result = &im->got.result_ore;

	im->got.lines++;
	im->got.no_unit_lines += r->result && r->unit == 0;
	return !(r->rec.ore > 0 && __builtin_add_overflow(*debit, r->rec.ore, debit)) &&
	    !(r->result && __builtin_add_overflow(*result, r->rec.ore, result)) &&
	    im->got.lines <= LINES_MAX;
}

static bool
rows_put(struct ledger_import *im, const struct vou *v, struct import_row *row, size_t n,
    struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		struct bucket *b = bucket_of(im, v->year, v->period, row[i].unit);
		row[i].rec.voucher = im->n_voucher;
		if (!count_row(im, &row[i]) || !pool_add(&im->pool, row[i].text, &row[i].rec.text))
			return fail(e, RC_LIMIT, MSG_ledger_too_big, ARG(im->src.name),
			    ARG(im->got.lines), ARG(LINES_MAX));
		if (!bucket_add(im, b, &row[i].rec, e))
			return false;
	}
	return true;
}

static void
keep_extra(struct ledger_import *im, const struct sie_batch *b, size_t r, uint32_t at_row, date day,
    size_t *x)
{
	struct rec_extra extra = {.voucher = im->n_voucher, .row = at_row};

	while (*x < b->n_extra && b->extra[*x].row < r)
		(*x)++;
	if (*x < b->n_extra && b->extra[*x].row == r) {
		if (b->extra[*x].has_qty)
			extra.qty = dec_str(im->mem, b->extra[*x].qty);
		extra.sign = str_dup(im->mem, b->extra[*x].sign);
	}
	if (b->row_day[r].y != 0 && !same_day(b->row_day[r], day))
		extra.days = (int32_t)(date_days(b->row_day[r]) - date_days(day));
	if (extra.qty.n == 0 && extra.sign.n == 0 && extra.days == 0)
		return;
	arena_grow(im->mem, im->extra, im->n_extra, im->extra_room);
	im->extra[im->n_extra++] = extra;
}

static void
vou_seen_days(struct ledger_import *im, const struct vou *v)
{
	struct ledger_receipt *g = &im->got;

	if (!im->any_day) {
		g->year_from = g->year_to = v->year;
		g->first_day = g->last_day = v->day;
		im->any_day = true;
	}
	g->year_from = v->year < g->year_from ? v->year : g->year_from;
	g->year_to = v->year > g->year_to ? v->year : g->year_to;
	g->first_day = date_cmp(v->day, g->first_day) < 0 ? v->day : g->first_day;
	g->last_day = date_cmp(v->day, g->last_day) > 0 ? v->day : g->last_day;
}

/* The booked rows of voucher i of the batch to im->row, with ids, and the voucher's
 * hash. */
static struct import_row *
vou_rows(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t i,
    struct vou *v)
{
	size_t from = b->ver_row[i], to = b->ver_row[i + 1];
	if (im->row_room < to - from + 1) {
		im->row_room = (to - from + 1) * 2;
		im->row = arena_array(im->mem, im->row_room, struct import_row);
		im->form_in = arena_array(im->mem, im->row_room, struct form_in);
	}
	struct import_row *row = im->row;
	uint64_t hash = vou_hash_head(v->day, v->period);

	for (size_t r = from; r < to; r++) {
		struct import_row *p = &row[v->n_row];
		if (b->row_kind[r] != SIE_TRANS)
			continue;
		row_read(im, f, b, r, p);
		p->rec.row = ++v->n_row;
		p->rec.line = b->row_line[r] - v->line;
		hash += vou_hash_line(p->rec.row, p->rec.account, p->unit, p->rec.ore,
		    im->set[p->rec.set].id, im->set[p->rec.set].n, p->text);
	}
	v->hash = vou_hash_fold(hash);
	return row;
}

static bool
vou_add(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t i,
    const uint8_t *month, struct err *e)
{
	struct vou v = {.no = b->ver_no[i],
	    .text = b->ver_text[i],
	    .sign = b->ver_sign[i],
	    .series = b->ver_series[i] == SIE_NONE ? STR("") : f->series[b->ver_series[i]],
	    .day = b->ver_day[i],
	    .reg = b->ver_reg[i],
	    .line = b->ver_line[i],
	    .at = b->ver_at[i],
	    .len = b->ver_len[i]};
	bool store;
	size_t x = 0, k = 0;

	if (!vou_period(im, f, &v, month) || !vou_check(im, &v, b->ver_sum_ore[i], b->ver_flags[i]))
		return true; /* a fault: reported when the import closes */
	struct seen *s = seen_of(im, v.year, b->ver_series[i], v.series, e);
	if (s == NULL)
		return false;
	if (v.no.n == 0)
		v.no = seen_number(im, s);
	if (b->ver_sum_ore[i] != 0)
		v.flags |= VOU_UNBALANCED;
	struct import_row *row = vou_rows(im, f, b, i, &v);
	const size_t clashes = im->n_clash;
	if (!seen_check(im, s, &v, &store, e))
		return false;
	if (!store) {
		im->got.same += clashes == im->n_clash;
		return true;
	}
	im->n_voucher++;
	im->got.vouchers++;
	vou_seen_days(im, &v);
	while (x < b->n_extra && b->extra[x].row < b->ver_row[i])
		x++;
	for (size_t r = b->ver_row[i]; r < b->ver_row[i + 1]; r++)
		if (b->row_kind[r] == SIE_TRANS)
			keep_extra(im, b, r, (uint32_t)++k, v.day, &x);
	if (!vou_original(im, f, &v, e))
		return false;
	vou_keep(im, v, row, v.n_row);
	return rows_put(im, &v, row, v.n_row, e) && (im->n_vou < VBLK_MAX || block_put(im, e));
}

/* The header has been read when the first batch comes: which dimensions hold
 * counterparties is known by their names. */
static void
begin(struct ledger_import *im, const struct sie *f)
{
	if (im->begun)
		return;
	im->begun = true;
	for (size_t i = 0; i < im->src.n_cube_dim; i++)
		dims_add(im->cube_dim, &im->n_cube_dim, im->src.cube_dim[i]);
	for (size_t i = 0; i < f->n_dim; i++)
		if (f->dim[i].no != im->src.unit_dim &&
		    (str_has_prefix(f->dim[i].name, STR("Motpart")) ||
		        str_has_prefix(f->dim[i].name, STR("motpart"))))
			dims_add(im->cube_dim, &im->n_cube_dim, f->dim[i].no);
}

bool
ledger_import_add(struct ledger_import *im, const struct sie *f, const struct sie_batch *b,
    const uint8_t *ver_period, struct err *e)
{
	bool ok = true;

	if (im->got.known)
		return true;
	begin(im, f);
	for (size_t i = 0; ok && i < b->n_ver; i++)
		ok = vou_add(im, f, b, i, ver_period != NULL ? &ver_period[i] : NULL, e);
	if (ok && im->dict->bad.rc != RC_OK) {
		*e = im->dict->bad;
		return false;
	}
	return ok;
}

bool
ledger_import_close(struct ledger_import *im, const struct sie *f, struct ledger_receipt *out,
    struct err *e)
{
	struct ledger_receipt *g = &im->got;

	*out = *g;
	if (g->known)
		return true;
	if (im->n_clash > 0) {
		diag_add(im->d, SEV_ERROR, ((struct place){.file = im->src.name}),
		    MSG_ledger_overlap, ARG(g->vouchers), ARG(g->same), ARG(im->n_clash));
		*e = im->clash;
		return false;
	}
	if (im->n_fault > 0)
		return fail(e, RC_INVALID, MSG_ledger_faults, ARG(im->src.name), ARG(im->n_fault));
	if (im->sha256.n == 0)
		im->sha256 = sha256_hex(im->mem, im->src.bytes);
	if (!block_put(im, e) || !buckets_finish(im, e))
		return false;
	if (im->dict->bad.rc != RC_OK) { /* a combination could not be asked for */
		*e = im->dict->bad;
		return false;
	}
	if (!dict_store(im, f, e) || !original_finish(im, e))
		return false;
	g->sha256 = im->sha256;
	*out = *g;
	bool ok = ledger_file_put(im->db,
	    &(struct ledger_file_put_in){.org = im->org,
	        .id = im->file,
	        .batch = im->src.batch,
	        .at = im->src.at,
	        .name = im->src.name,
	        .sha256 = g->sha256,
	        .bytes = (int64_t)im->src.bytes.n,
	        .charset = f->set,
	        .year_from = g->year_from,
	        .year_to = g->year_to,
	        .vouchers = g->vouchers,
	        .lines = g->lines,
	        .debit = g->debit_ore,
	        .result = g->result_ore,
	        .cube_dims = dims_text(im->mem, im->cube_dim, im->n_cube_dim)},
	    e);
	return db_pipeline_end(im->db, ok ? e : &(struct err){0}) && ok;
}
