/* Originals: kept as received.  What is kept as bytes lies in compressed parts that can
 * be read on their own; the vouchers of a file in known forms are made again from
 * their rows (form.h), and the file's fingerprint proves that nothing is missing. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <string.h>

static bool
part_put(struct ledger_import *im, str raw, struct err *e)
{
	const int64_t key[] = {im->org, im->file, im->n_part};
	str data = squeeze(&im->z, (const unsigned char *)raw.p, raw.n);

	im->got.original_bytes += (int64_t)data.n;
	return ledger_original_put(im->db,
	    &(struct ledger_original_put_in){.org = im->org,
	        .file = im->file,
	        .part = im->n_part++,
	        .crc = key_crc(key, COUNTOF(key), data, STR("")),
	        .data = data},
	    e);
}

/* Parts are full but the last, so that a byte's part is known. */
bool
original_keep(struct ledger_import *im, str bytes, struct err *e)
{
	while (im->kept.n + bytes.n >= ORIGINAL_PART) {
		const size_t n = ORIGINAL_PART - im->kept.n;
		str raw = str_sub(bytes, 0, n);
		if (im->kept.n > 0) {
			bytes_put(&im->kept, bytes.p, n);
			raw = (str){(const char *)im->kept.p, im->kept.n};
		}
		if (!part_put(im, raw, e))
			return false;
		im->kept.n = 0;
		bytes = str_sub(bytes, n, bytes.n);
	}
	bytes_put(&im->kept, bytes.p, bytes.n);
	return true;
}

bool
original_finish(struct ledger_import *im, struct err *e)
{
	str left = str_sub(im->src.bytes, im->kept_to, im->src.bytes.n);

	return original_keep(im, left, e) &&
	    (im->kept.n == 0 || part_put(im, (str){(const char *)im->kept.p, im->kept.n}, e));
}

bool
original_kept(struct db *db, int64_t org, int64_t file, uint64_t from, uint64_t to,
    struct arena *mem, str *out, struct err *e)
{
	struct ledger_original_parts_row r;
	struct packer z;
	struct bytes b = {.mem = mem};
	const uint64_t first = from / ORIGINAL_PART, last = to / ORIGINAL_PART;

	if (to < from || last > INT32_MAX)
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_original"));
	struct db_run *q = ledger_original_parts(db, mem,
	    &(struct ledger_original_parts_in){org, file, (int64_t)first, (int64_t)last}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	packer_init(&z, mem);
	while (st == DB_ROW && (st = ledger_original_parts_next(q, &r, e)) == DB_ROW) {
		struct unpack u;
		const int64_t key[] = {org, file, r.part};
		if (r.crc != key_crc(key, COUNTOF(key), r.data, STR("")) ||
		    !unsqueeze(&z, mem, r.data, &u))
			return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_original"));
		bytes_put(&b, u.p, (size_t)(u.end - u.p));
	}
	const size_t at = (size_t)(from - first * ORIGINAL_PART);
	*out = str_sub((str){b.p != NULL ? (const char *)b.p : "", b.n}, at,
	    at + (size_t)(to - from));
	return st == DB_DONE;
}

/* ---- a whole file made again ---- */

struct made {
	struct db *db;
	int64_t org;
	const struct ledger_file *f;
	struct arena *mem;
	struct packer z;
	struct ledger_dict *d;
	struct form_in *row; /* of voucher v from row_at[v] */
	size_t *row_at;      /* by number in the file, one more than there are */
	size_t n_row;
	str kept;
	size_t kept_at;
	struct bytes out;
};

static bool
damaged(const char *table, struct err *e)
{
	return fail(e, RC_IO, MSG_ledger_damaged, ARG(table));
}

/* Every block of the file to `each`. */
static bool
for_blocks(struct made *m,
    bool (*each)(struct made *m, int64_t first, const struct vou *v, size_t n,
        const struct forms *f, struct err *e),
    struct err *e)
{
	struct ledger_vblks_row r;
	struct db_run *q = ledger_vblks(m->db, m->mem, &(struct ledger_vblks_in){m->org, m->f->id},
	    e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_vblks_next(q, &r, e)) == DB_ROW) {
		struct arena one;
		struct forms f;
		struct vou *v;
		size_t n;
		arena_init(&one, (size_t)256 << 20);
		bool ok = vblk_open(&m->z, &one, m->org, m->f->id, &r, &v, &n, &f, e);
		if (ok && (r.first <= 0 || r.first - 1 + (int64_t)n > m->f->vouchers))
			ok = damaged("ledger_vblk", e);
		ok = ok && each(m, r.first, v, n, &f, e);
		arena_end(&one);
		if (!ok)
			return false;
	}
	return st == DB_DONE;
}

static bool
count_rows(struct made *m, int64_t first, const struct vou *v, size_t n, const struct forms *f,
    struct err *e)
{
	(void)f;
	for (size_t i = 0; i < n; i++) {
		m->row_at[(size_t)first + i] = m->n_row;
		m->n_row += v[i].n_row;
	}
	m->row_at[(size_t)first + n] = m->n_row;
	return m->n_row <= (size_t)m->f->lines || damaged("ledger_vblk", e);
}

/* A segment's lines to their places; texts and objects are copied. */
static bool
add_segment(struct made *m, const struct ledger_segs_of_unit_row *r, struct err *e)
{
	struct arena one;
	struct seg g;

	arena_init(&one, (size_t)1 << 30);
	bool ok = seg_open(&m->z, &one, m->org, r, true, &g, e);
	const uint32_t **object = arena_array(&one, ok ? g.n_sets : 1, const uint32_t *);
	for (size_t s = 0; ok && s < g.n_sets; s++) {
		str ids = {(const char *)g.sets[s].id, g.sets[s].n * sizeof *g.sets[s].id};
		object[s] = (const uint32_t *)(const void *)str_dup(m->mem, ids).p;
	}
	for (size_t i = 0; ok && i < g.n; i++) {
		const size_t v = g.voucher[i];
		if (v == 0 || v > (size_t)m->f->vouchers || g.row[i] == 0 ||
		    g.row[i] > m->row_at[v + 1] - m->row_at[v]) {
			ok = damaged("ledger_seg", e);
			break;
		}
		m->row[m->row_at[v] + g.row[i] - 1] = (struct form_in){.ore = g.ore[i],
		    .account = g.account[i],
		    .unit = (uint32_t)r->unit,
		    .object = object[g.set[i]],
		    .n_object = g.sets[g.set[i]].n,
		    .text = str_dup(m->mem, g.text[i])};
	}
	for (size_t k = 0; ok && k < g.n_extra; k++) {
		const size_t i = g.extra[k].voucher;
		m->row[m->row_at[g.voucher[i]] + g.row[i] - 1].days = g.extra[k].days;
	}
	arena_end(&one);
	return ok;
}

static bool
add_segments(struct made *m, struct err *e)
{
	for (int y = m->f->year_from; y <= m->f->year_to; y++) {
		struct ledger_segs_of_unit_row r;
		struct arena mem;
		arena_init(&mem, (size_t)8 << 30);
		struct db_run *q = ledger_segs_of_period(m->db, &mem,
		    &(struct ledger_segs_of_period_in){m->org, y, 0, LEDGER_PERIODS}, e);
		enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
		while (st == DB_ROW && (st = ledger_segs_of_unit_next(q, &r, e)) == DB_ROW)
			if (r.file == m->f->id && !add_segment(m, &r, e))
				st = DB_FAIL;
		arena_end(&mem);
		if (st != DB_DONE)
			return false;
	}
	return true;
}

static void
take_kept(struct made *m, size_t n)
{
	str part = str_sub(m->kept, m->kept_at, m->kept_at + n);

	bytes_put(&m->out, part.p, part.n);
	m->kept_at += part.n;
}

static bool
write_block(struct made *m, int64_t first, const struct vou *v, size_t n, const struct forms *f,
    struct err *e)
{
	struct form_writer w;
	struct arena mem;

	(void)e;
	arena_init(&mem, (size_t)1 << 30);
	form_init(&w, &mem, m->d,
	    m->f->charset > CHARSET_AUTO && m->f->charset < CHARSET__COUNT
	        ? (enum charset)m->f->charset
	        : CHARSET_UTF8);
	for (size_t i = 0; i < n; i++) {
		if (v[i].kept > m->kept_at)
			take_kept(m, (size_t)(v[i].kept - m->kept_at));
		if (v[i].form == 0) {
			take_kept(m, v[i].len);
			continue;
		}
		str made = form_write(&w, f, &v[i], &m->row[m->row_at[(size_t)first + i]]);
		bytes_put(&m->out, made.p, made.n);
	}
	arena_end(&mem);
	return true;
}

/* Is any of the file made again?  All its blocks are alike in this. */
static bool
file_is_made(struct made *m, bool *out, struct err *e)
{
	struct ledger_vblk_at_row r = {0};
	struct forms f = {0};
	struct vou *v;
	size_t n;
	enum db_step st = ledger_vblk_at_one(m->db, m->mem,
	    &(struct ledger_vblk_at_in){m->org, m->f->id, 1}, &r, e);

	*out = false;
	if (st != DB_ROW)
		return st == DB_DONE;
	struct ledger_vblks_row row = {r.first, r.n, r.crc, r.data};
	if (!vblk_open(&m->z, m->mem, m->org, m->f->id, &row, &v, &n, &f, e))
		return false;
	*out = f.made;
	return true;
}

static bool
make_again(struct made *m, struct err *e)
{
	if (m->f->vouchers < 0 || m->f->vouchers > UINT32_MAX || m->f->lines < 0 ||
	    m->f->lines > UINT32_MAX)
		return damaged("ledger_file", e);
	m->row_at = arena_array(m->mem, (size_t)m->f->vouchers + 2, size_t);
	m->row = arena_array(m->mem, (size_t)m->f->lines + 1, struct form_in);
	m->out = (struct bytes){.mem = m->mem};
	bytes_room(&m->out, (size_t)m->f->bytes + 4096);
	if (!ledger_dict_load(m->db, m->org, m->mem, &m->d, e) || !for_blocks(m, count_rows, e) ||
	    !add_segments(m, e) || !for_blocks(m, write_block, e))
		return false;
	take_kept(m, m->kept.n);
	return true;
}

/* The file's row, or NULL. */
static bool
file_row(struct made *m, int64_t file, struct err *e)
{
	struct ledger_file *f;
	size_t n;

	if (!ledger_files(m->db, m->org, m->mem, &f, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (f[i].id == file)
			m->f = &f[i];
	return m->f != NULL || fail(e, RC_NOT_FOUND, MSG_ledger_no_file, ARG(file));
}

bool
ledger_original(struct db *db, int64_t org, int64_t file, struct arena *mem, str *out,
    struct err *e)
{
	struct made m = {.db = db, .org = org, .mem = mem};
	bool made;

	packer_init(&m.z, mem);
	if (!file_row(&m, file, e) || !file_is_made(&m, &made, e) ||
	    !original_kept(db, org, file, 0, (uint64_t)INT32_MAX * ORIGINAL_PART, mem, &m.kept, e))
		return false;
	if (made && !make_again(&m, e))
		return false;
	*out = made ? (str){(const char *)m.out.p, m.out.n} : m.kept;
	return true;
}
