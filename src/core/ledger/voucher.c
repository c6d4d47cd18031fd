/* One voucher: found by its number, with its lines and its place in the original. */
#include "base/hash.h"
#include "core/ledger/messages.h"
#include "core/ledger/store.h"
#include "fmt/charset.h"

#include "ledger.sql.h"

#include <stdlib.h>
#include <string.h>

struct find {
	struct db *db;
	int64_t org;
	const struct ledger_dict *d;
	struct arena *mem;
	struct packer z;
	int64_t file;
	uint32_t no; /* within the file */
	const struct vou *vou;
	struct forms forms; /* of the voucher's block */
};

/* Look through the blocks that may hold the number; f->vou is NULL without it. */
static bool
look_for(struct find *f, int year, str series, str no, struct err *e)
{
	struct ledger_vkey_find_row k;
	struct db_run *q = ledger_vkey_find(f->db, f->mem,
	    &(struct ledger_vkey_find_in){f->org, year, series, vou_key(no)}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_vkey_find_next(q, &k, e)) == DB_ROW) {
		struct ledger_vblk_at_row r;
		struct vou *v;
		size_t n;
		if (ledger_vblk_at_one(f->db, f->mem,
		        &(struct ledger_vblk_at_in){f->org, k.file, k.first}, &r, e) != DB_ROW)
			return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vkey"));
		struct ledger_vblks_row row = {.first = r.first,
		    .n = r.n,
		    .crc = r.crc,
		    .data = r.data};
		if (!vblk_open(&f->z, f->mem, f->org, k.file, &row, &v, &n, &f->forms, e))
			return false;
		for (size_t i = 0; i < n; i++) {
			if (v[i].year != year || !str_eq(v[i].series, series) ||
			    !str_eq(v[i].no, no))
				continue;
			f->file = k.file;
			f->no = (uint32_t)r.first + (uint32_t)i;
			f->vou = &v[i];
			return true;
		}
	}
	return st == DB_DONE;
}

bool
vou_number_stored(struct db *db, int64_t org, int year, str series, str no, bool *stored,
    struct err *e)
{
	struct arena mem;

	arena_init(&mem, (size_t)1 << 30);
	struct find f = {.db = db, .org = org, .mem = &mem};
	packer_init(&f.z, &mem);
	bool ok = look_for(&f, year, series, no, e);
	*stored = f.vou != NULL;
	arena_end(&mem);
	return ok;
}

static bool
find_number(struct find *f, int year, str series, str no, struct err *e)
{
	return look_for(f, year, series, no, e) &&
	    (f->vou != NULL ||
	        fail(e, RC_NOT_FOUND, MSG_ledger_no_voucher, ARG(year), ARG(series), ARG(no)));
}

static int
line_cmp(const void *pa, const void *pb)
{
	const struct ledger_line *a = pa, *b = pb;

	return (a->row > b->row) - (a->row < b->row);
}

static bool
find_lines(struct find *f, struct ledger_voucher *out, struct err *e)
{
	const struct vou *v = f->vou;

	out->line = arena_array(f->mem, (size_t)v->n_row + 1, struct ledger_line);
	for (size_t k = 0; k < v->n_unit; k++) {
		struct ledger_seg_of_voucher_row r;
		struct seg g;
		if (ledger_seg_of_voucher_one(f->db, f->mem,
		        &(struct ledger_seg_of_voucher_in){f->org, v->year, v->period, v->unit[k],
		            f->file, f->no},
		        &r, e) != DB_ROW)
			return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
		struct ledger_segs_of_unit_row row = {r.year, r.period, r.unit, r.file, r.first,
		    r.n, r.crc, r.data, r.texts};
		if (!seg_open(&f->z, f->mem, f->org, &row, true, &g, e))
			return false;
		for (size_t i = 0; i < g.n; i++) {
			if (g.voucher[i] != f->no)
				continue;
			if (out->n_line == v->n_row ||
			    __builtin_add_overflow(out->sum_ore, g.ore[i], &out->sum_ore))
				return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
			out->line[out->n_line++] = seg_line(&row, &g, i, f->vou);
		}
	}
	if (out->n_line != v->n_row)
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
	qsort(out->line, out->n_line, sizeof *out->line, line_cmp);
	return true;
}

/* The voucher's own lines as they stand in the file. */
static bool
find_original(struct find *f, int charset, const struct ledger_voucher *v, str *out, struct err *e)
{
	const enum charset set = charset > CHARSET_AUTO && charset < CHARSET__COUNT
	    ? (enum charset)charset
	    : CHARSET_UTF8;
	struct form_writer w;
	str bytes;

	if (f->vou->form == 0) {
		if (!original_kept(f->db, f->org, f->file, f->vou->kept, f->vou->kept + f->vou->len,
		        f->mem, &bytes, e))
			return false;
		*out = charset_utf8(f->mem, bytes, set);
		return true;
	}
	struct form_in *row = arena_array(f->mem, v->n_line + 1, struct form_in);
	for (size_t i = 0; i < v->n_line; i++)
		row[i] = (struct form_in){.ore = v->line[i].ore,
		    .account = v->line[i].account,
		    .unit = v->line[i].unit,
		    .object = v->line[i].object,
		    .n_object = v->line[i].n_object,
		    .days = date_days(v->line[i].day) - date_days(f->vou->day),
		    .text = v->line[i].text};
	form_init(&w, f->mem, f->d, set);
	*out = charset_utf8(f->mem, form_write(&w, &f->forms, f->vou, row), set);
	return true;
}

/* A voucher that is posted and not folded yet. */
static struct ledger_voucher *
voucher_posted(struct arena *mem, const struct delta_vou *p)
{
	struct ledger_voucher *v = arena_new(mem, struct ledger_voucher);

	*v = (struct ledger_voucher){.file = LEDGER_POSTED,
	    .file_name = STR(""),
	    .sha256 = sha256_hex(mem, p->bytes),
	    .batch = p->batch,
	    .year = p->v.year,
	    .period = p->v.period,
	    .series = p->v.series,
	    .no = p->v.no,
	    .text = p->v.text,
	    .sign = p->v.sign,
	    .day = p->v.day,
	    .line = arena_array(mem, (size_t)p->v.n_row + 1, struct ledger_line),
	    .n_line = p->v.n_row,
	    .source_line = 1,
	    .original = p->bytes};
	for (uint32_t k = 0; k < p->v.n_row; k++) {
		const struct delta_row *r = &p->row[k];
		v->line[k] = (struct ledger_line){.file = LEDGER_POSTED,
		    .year = p->v.year,
		    .period = p->v.period,
		    .row = k + 1,
		    .series = p->v.series,
		    .no = p->v.no,
		    .day = r->day,
		    .voucher_day = p->v.day,
		    .account = r->account,
		    .unit = r->unit,
		    .object = r->object,
		    .n_object = r->n_object,
		    .ore = r->ore,
		    .text = r->text,
		    .voucher_text = p->v.text,
		    .source_line = (int)k + 3}; /* after #VER and { */
	}
	return v;
}

bool
ledger_voucher(struct db *db, int64_t org, const struct ledger_dict *d, int year, str series,
    str no, struct arena *mem, struct ledger_voucher **out, struct err *e)
{
	struct find f = {.db = db, .org = org, .d = d, .mem = mem};
	struct ledger_voucher *v = arena_new(mem, struct ledger_voucher);
	struct ledger_file *file;
	size_t n;

	struct delta_vou posted;
	bool found;

	if (!delta_find(db, org, year, series, no, d, mem, &posted, &found, e))
		return false;
	if (found) {
		*out = voucher_posted(mem, &posted);
		return true;
	}
	packer_init(&f.z, mem);
	if (!find_number(&f, year, series, no, e) || !ledger_files(db, org, mem, &file, &n, e))
		return false;
	*v = (struct ledger_voucher){.file = f.file,
	    .year = f.vou->year,
	    .period = f.vou->period,
	    .series = f.vou->series,
	    .no = f.vou->no,
	    .text = f.vou->text,
	    .sign = f.vou->sign,
	    .day = f.vou->day,
	    .unbalanced = (f.vou->flags & VOU_UNBALANCED) != 0,
	    .source_line = (int)f.vou->line};
	int charset = CHARSET_UTF8;
	for (size_t i = 0; i < n; i++) {
		if (file[i].id != f.file)
			continue;
		v->file_name = file[i].name;
		v->sha256 = file[i].sha256;
		v->batch = file[i].batch;
		charset = file[i].charset;
	}
	if (!find_lines(&f, v, e) || !find_original(&f, charset, v, &v->original, e))
		return false;
	*out = v;
	return true;
}
