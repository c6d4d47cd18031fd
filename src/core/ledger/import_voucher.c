/* Vouchers of an import: checked, known by their numbers, and put where they belong. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <string.h>

#define LINES_MAX 200000000
#define LET_GO_BYTES ((size_t)1 << 20)

static void
account_make(struct ledger_import *im, const struct sie *f, uint32_t at)
{
	while (im->n_account_of <= at) {
		arena_grow(im->mem, im->account_of, im->n_account_of, im->account_of_room);
		im->account_of[im->n_account_of++] = (struct account_of){0};
	}
	const char type = sie_account_type(&f->account[at]);
	im->account_of[at] = (struct account_of){.id = dict_account(im->dict, f->account[at].no),
	    .result = type != 'T' && type != 'S'};
}

static inline struct account_of
account_of(struct ledger_import *im, const struct sie *f, uint32_t at)
{
	if (at >= im->n_account_of || im->account_of[at].id == 0)
		account_make(im, f, at);
	return im->account_of[at];
}

static void
object_make(struct ledger_import *im, const struct sie *f, uint32_t at)
{
	const struct sie_object *o = &f->object[at];
	const int dim = f->dim[o->dim].no;

	while (im->n_object_of <= at) {
		arena_grow(im->mem, im->object_of, im->n_object_of, im->object_of_room);
		im->object_of[im->n_object_of++] = (struct object_of){0};
	}
	im->object_of[at] = (struct object_of){.id = dict_object(im->dict, dim, o->no),
	    .unit = dim == im->src.unit_dim};
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

/* The unit of a row, and the set of its other objects. */
static inline void
row_objects(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t r,
    struct rec *rec, struct form_in *in)
{
	uint32_t id[64], last = 0;
	size_t n = 0;

	for (uint32_t k = b->row_obj[r]; k < b->row_obj[r + 1]; k++) {
		const uint32_t at = b->obj[k];
		if (at >= im->n_object_of || im->object_of[at].id == 0)
			object_make(im, f, at);
		const struct object_of *o = &im->object_of[at];
		if (o->unit && in->unit == 0) {
			in->unit = o->id;
		} else if (n < COUNTOF(id)) {
			id[n++] = o->id;
			last = at;
		}
	}
	if (n == 0)
		return;
	if (n > 1)
		rec->set = set_of(im, id, n);
	else if ((rec->set = im->object_of[last].set_alone) == 0)
		rec->set = im->object_of[last].set_alone = set_of(im, id, 1);
	in->object = im->set[rec->set].id;
	in->n_object = im->set[rec->set].n;
}

static bool
same_day(date a, date b)
{
	return a.d == b.d && a.m == b.m && a.y == b.y;
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

/* Copied to *to, which moves past it. */
static str
copied(char **to, str s)
{
	char *p = *to;

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	*to += s.n;
	return (str){p, s.n};
}

/* Into the block, which keeps its own texts, since the batch goes. */
static void
vou_keep(struct ledger_import *im, struct vou *v)
{
	const size_t n = v->n_row;
	char *p = arena_array(&im->block->mem,
	    n * sizeof(uint32_t) + v->no.n + v->text.n + v->sign.n, char);
	uint32_t *unit = (uint32_t *)(void *)p;

	p += n * sizeof *unit;
	v->no = copied(&p, v->no);
	v->text = copied(&p, v->text);
	v->sign = copied(&p, v->sign);
	for (size_t i = 0; i < n; i++) {
		const uint32_t u = im->form_in[i].unit;
		if (u >= im->unit_room)
			unit_grow(im, u);
		if (im->unit_voucher[u] == im->n_voucher)
			continue;
		im->unit_voucher[u] = im->n_voucher;
		unit[v->n_unit++] = u;
	}
	v->unit = unit;
	im->block->n++;
	im->block->n_in += n;
}

/* What a voucher's rows come to. */
struct row_sums {
	int64_t debit_ore, result_ore, no_unit;
	bool bad, any_day;
};

static bool
rows_put(struct ledger_import *im, const struct vou *v, const struct row_sums *s, struct err *e)
{
	struct ledger_receipt *g = &im->got;
	struct bucket *b = NULL;

	g->lines += v->n_row;
	g->no_unit_lines += s->no_unit;
	bool ok = !s->bad && g->lines <= LINES_MAX &&
	    !__builtin_add_overflow(g->debit_ore, s->debit_ore, &g->debit_ore) &&
	    !__builtin_add_overflow(g->result_ore, s->result_ore, &g->result_ore);
	for (size_t i = 0; ok && i < v->n_row; i++) {
		struct form_in *in = &im->form_in[i];
		struct rec *r = &im->rec[i];
		if (b == NULL || b->unit != in->unit)
			b = bucket_of(im, v->year, v->period, in->unit);
		r->voucher = im->n_voucher;
		ok = pool_add(&im->pool, in->text, &r->text);
		in->text = pool_get(&im->pool, r->text);
		if (ok && !bucket_add(im, b, r, e))
			return false;
	}
	return ok ||
	    fail(e, RC_LIMIT, MSG_ledger_too_big, ARG(im->src.name), ARG(g->lines), ARG(LINES_MAX));
}

static void
keep_extra(struct ledger_import *im, const struct sie_batch *b, size_t r, uint32_t at_row,
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
	extra.days = im->form_in[at_row - 1].days;
	if (extra.qty.n == 0 && extra.sign.n == 0 && extra.days == 0)
		return;
	arena_grow(im->mem, im->extra, im->n_extra, im->extra_room);
	im->extra[im->n_extra++] = extra;
}

static void
keep_extras(struct ledger_import *im, const struct sie_batch *b, size_t i)
{
	size_t x = 0, k = 0;

	while (x < b->n_extra && b->extra[x].row < b->ver_row[i])
		x++;
	for (size_t r = b->ver_row[i]; r < b->ver_row[i + 1]; r++)
		if (b->row_kind[r] == SIE_TRANS)
			keep_extra(im, b, r, (uint32_t)++k, &x);
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
	if (v->year == g->year_to && v->year == g->year_from && same_day(v->day, im->last_met))
		return;
	im->last_met = v->day;
	g->year_from = v->year < g->year_from ? v->year : g->year_from;
	g->year_to = v->year > g->year_to ? v->year : g->year_to;
	g->first_day = date_cmp(v->day, g->first_day) < 0 ? v->day : g->first_day;
	g->last_day = date_cmp(v->day, g->last_day) > 0 ? v->day : g->last_day;
}

/* For a voucher of n rows, after those of the block. */
static void
row_room(struct ledger_import *im, size_t n)
{
	struct block *b = im->block;

	if (n > im->row_room) {
		im->row_room = n * 2;
		im->rec = arena_array(im->mem, im->row_room, struct rec);
	}
	if (b->n_in + n > b->in_room) {
		const size_t room = (b->n_in + n) * 2;
		struct form_in *in = arena_array(im->mem, room, struct form_in);
		if (b->n_in > 0)
			memcpy(in, b->in, b->n_in * sizeof *in);
		b->in = in;
		b->in_room = room;
	}
	im->form_in = b->in + b->n_in;
}

static inline void
row_read(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t r,
    const struct vou *v, struct row_sums *s)
{
	struct rec *rec = &im->rec[v->n_row - 1];
	struct form_in *in = &im->form_in[v->n_row - 1];
	const struct account_of a = account_of(im, f, b->row_account[r]);
	const date day = b->row_day[r];
	const int64_t ore = b->row_ore[r];

	*rec = (struct rec){.ore = ore,
	    .account = a.id,
	    .row = v->n_row,
	    .line = b->row_line[r] - v->line};
	*in = (struct form_in){.ore = ore, .account = a.id, .text = b->row_text[r]};
	row_objects(im, f, b, r, rec, in);
	if (day.y != 0 && !same_day(day, v->day)) {
		in->days = date_days(day) - date_days(v->day);
		s->any_day = true;
	}
	s->bad |= ore > 0 && __builtin_add_overflow(s->debit_ore, ore, &s->debit_ore);
	s->bad |= a.result && __builtin_add_overflow(s->result_ore, ore, &s->result_ore);
	s->no_unit += a.result && in->unit == 0;
}

/* The booked rows of voucher i of the batch, with ids in place of the file's indexes, and
 * the voucher's hash. */
static void
vou_rows(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t i,
    struct vou *v, struct row_sums *s)
{
	const size_t from = b->ver_row[i], to = b->ver_row[i + 1];
	uint64_t hash = vou_hash_head(v->day, v->period);

	row_room(im, to - from);
	for (size_t r = from; r < to; r++) {
		if (b->row_kind[r] != SIE_TRANS)
			continue;
		v->n_row++;
		row_read(im, f, b, r, v, s);
		const struct form_in *in = &im->form_in[v->n_row - 1];
		hash += vou_hash_line(v->n_row, in->account, in->unit, in->ore, in->object,
		    in->n_object, in->text);
	}
	v->hash = vou_hash_fold(hash);
}

static bool
vou_add(struct ledger_import *im, const struct sie *f, const struct sie_batch *b, size_t i,
    const uint8_t *month, struct err *e)
{
	struct vou *v = &im->block->vou[im->block->n];
	struct row_sums sums = {0};
	bool store;

	*v = (struct vou){.no = b->ver_no[i],
	    .text = b->ver_text[i],
	    .sign = b->ver_sign[i],
	    .series = b->ver_series[i] == SIE_NONE ? STR("") : f->series[b->ver_series[i]],
	    .day = b->ver_day[i],
	    .reg = b->ver_reg[i],
	    .line = b->ver_line[i],
	    .at = b->ver_at[i],
	    .len = b->ver_len[i]};
	if (!vou_period(im, f, v, month) || !vou_check(im, v, b->ver_sum_ore[i], b->ver_flags[i]))
		return true; /* a fault: reported when the import closes */
	struct seen *s = seen_of(im, v->year, b->ver_series[i], v->series, e);
	if (s == NULL)
		return false;
	v->series = s->series; /* the same, and it stays */
	if (v->no.n == 0)
		v->no = seen_number(im, s);
	if (b->ver_sum_ore[i] != 0)
		v->flags |= VOU_UNBALANCED;
	vou_rows(im, f, b, i, v, &sums);
	const size_t clashes = im->n_clash;
	if (!seen_check(im, s, v, &store, e))
		return false;
	if (!store) {
		im->got.same += clashes == im->n_clash;
		return true;
	}
	im->n_voucher++;
	im->got.vouchers++;
	vou_seen_days(im, v);
	if (sums.any_day || b->n_extra > 0)
		keep_extras(im, b, i);
	vou_keep(im, v);
	if (!rows_put(im, v, &sums, e))
		return false;
	if (im->block->n < VBLK_MAX && im->block->n_in < BLOCK_ROWS_MAX)
		return true;
	return block_put(im, e) && buckets_spill(im, e);
}

/* The header has been read when the first batch comes: which dimensions hold
 * counterparties is known by their names. */
static void
begin(struct ledger_import *im, const struct sie *f)
{
	if (im->begun)
		return;
	im->begun = true;
	im->block->set = f->set;
	for (size_t i = 0; i < im->src.n_cube_dim; i++)
		dims_add(im->cube_dim, &im->n_cube_dim, im->src.cube_dim[i]);
	for (size_t i = 0; i < f->n_dim; i++)
		if (f->dim[i].no != im->src.unit_dim &&
		    (str_has_prefix(f->dim[i].name, STR("Motpart")) ||
		        str_has_prefix(f->dim[i].name, STR("motpart"))))
			dims_add(im->cube_dim, &im->n_cube_dim, f->dim[i].no);
}

/* Tell how far the file has been added, and let go of that in large pieces. */
static void
told(struct ledger_import *im, size_t to)
{
	const struct ledger_source *src = &im->src;

	to = blocks_need_from(im, to);
	if (to < im->let_go_to + LET_GO_BYTES)
		return;
	if (src->let_go != NULL)
		src->let_go(src->arg, im->let_go_to, to);
	if (src->progress != NULL)
		src->progress(src->arg, to, im->got.lines);
	im->let_go_to = to;
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
	if (ok && b->n_ver > 0)
		told(im, (size_t)(b->ver_at[b->n_ver - 1] + b->ver_len[b->n_ver - 1]));
	return ok;
}
