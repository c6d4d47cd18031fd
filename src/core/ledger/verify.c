/* Everything read back: segments against vouchers, cube and files (L2, L3, L4). */
#include "base/hash.h"
#include "core/ledger/messages.h"
#include "core/ledger/store.h"

#include "ledger.sql.h"

#include <stdlib.h>
#include <string.h>

struct vou_sum {
	int64_t ore;
	uint64_t hash;
	uint32_t rows;
};

struct file_sum {
	const struct ledger_file *f;
	struct vou_sum *vou; /* by number in the file; [0] is not used */
	int64_t vouchers, lines, debit_ore;
};

struct cell {
	int64_t file;
	uint32_t unit, account;
	int64_t ore;
};
struct cells {
	struct arena *mem;
	struct cell *v;
	size_t n, room;
	int64_t file; /* of the row being folded */
};

struct verify {
	struct db *db;
	int64_t org;
	struct arena *mem;
	struct packer z;
	struct ledger_dict *dict;
	struct file_sum *file;
	size_t n_file;
	struct ledger_verdict *out;
	struct diag *d;
};

static struct place
in_file(const struct ledger_file *f, int line)
{
	return (struct place){f->name, line, 0, STR("")};
}

static void
damaged(struct verify *v, const char *table, int64_t key)
{
	diag_add(v->d, SEV_ERROR,
	    ((struct place){.node = str_fmt(v->d->mem, "%s %lld", table, (long long)key)}),
	    MSG_ledger_damaged, ARG(table));
}

static struct file_sum *
file_of(struct verify *v, int64_t id)
{
	for (size_t i = 0; i < v->n_file; i++)
		if (v->file[i].f->id == id)
			return &v->file[i];
	return NULL;
}

/* The lines of a segment to their vouchers, their file, and the cells. */
static void
add_segment(struct verify *v, const struct ledger_segs_of_unit_row *r, const struct seg *g,
    struct cells *c)
{
	struct file_sum *f = file_of(v, r->file);

	if (f == NULL) {
		damaged(v, "ledger_seg", r->first);
		return;
	}
	v->out->segments++;
	v->out->lines += (int64_t)g->n;
	f->lines += (int64_t)g->n;
	for (size_t i = 0; i < g->n; i++) {
		if (g->voucher[i] == 0 || g->voucher[i] > f->f->vouchers) {
			damaged(v, "ledger_seg", r->first);
			return;
		}
		struct vou_sum *s = &f->vou[g->voucher[i]];
		const struct id_set *x = &g->sets[g->set[i]];
		s->rows++;
		s->ore = (int64_t)((uint64_t)s->ore + (uint64_t)g->ore[i]);
		s->hash += vou_hash_line(g->row[i], g->account[i], (uint32_t)r->unit, g->ore[i],
		    x->id, x->n, g->text[i]);
		if (g->ore[i] > 0)
			f->debit_ore = (int64_t)((uint64_t)f->debit_ore + (uint64_t)g->ore[i]);
		arena_grow(c->mem, c->v, c->n, c->room);
		c->v[c->n++] = (struct cell){r->file, (uint32_t)r->unit, g->account[i], g->ore[i]};
	}
}

static void
fold_block(void *arg, const struct ledger_block *b)
{
	struct cells *c = arg;

	for (size_t i = 0; i < b->n; i++) {
		arena_grow(c->mem, c->v, c->n, c->room);
		c->v[c->n++] = (struct cell){c->file, b->unit, b->account[i],
		    (int64_t)(0 - (uint64_t)b->ore[i])};
	}
}

static int
cell_cmp(const void *pa, const void *pb)
{
	const struct cell *a = pa, *b = pb;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	return (a->account > b->account) - (a->account < b->account);
}

/* What the segments say plus what the cube says with its sign turned is zero. */
static void
compare_cells(struct verify *v, int year, int month, struct cells *c)
{
	if (c->n > 0)
		qsort(c->v, c->n, sizeof *c->v, cell_cmp);
	for (size_t i = 0, j; i < c->n; i = j) {
		uint64_t off = 0;
		for (j = i; j < c->n && cell_cmp(&c->v[i], &c->v[j]) == 0; j++)
			off += (uint64_t)c->v[j].ore;
		v->out->cells++;
		if (off == 0)
			continue;
		const struct file_sum *f = file_of(v, c->v[i].file);
		const struct ledger_dict *d = v->dict;
		str unit = c->v[i].unit < d->n_object ? d->object[c->v[i].unit].no : STR("?");
		str account = c->v[i].account < d->n_account ? d->account[c->v[i].account].no
		                                             : STR("?");
		diag_add(v->d, SEV_ERROR, f != NULL ? in_file(f->f, 0) : (struct place){0},
		    MSG_ledger_cube_differs, ARG(year), ARG(month), ARG(unit), ARG(account),
		    ARG((int64_t)off));
	}
}

/* One period of one year: its segments, then its cube rows. */
static bool
verify_period(struct verify *v, int year, int month, struct err *e)
{
	struct arena mem;
	struct ledger_segs_of_unit_row r;
	struct ledger_cube_of_year_row k;
	enum db_step st = DB_ROW;

	arena_init(&mem, (size_t)8 << 30);
	struct cells c = {.mem = &mem};
	struct db_run *q = ledger_segs_of_period(v->db, &mem,
	    &(struct ledger_segs_of_period_in){v->org, year, month, month}, e);
	while (q != NULL && st == DB_ROW && (st = ledger_segs_of_unit_next(q, &r, e)) == DB_ROW) {
		struct arena one;
		struct seg g;
		struct err bad = {0};
		arena_init(&one, (size_t)1 << 30);
		if (seg_open(&v->z, &one, v->org, &r, true, &g, &bad))
			add_segment(v, &r, &g, &c);
		else
			damaged(v, "ledger_seg", r.first);
		arena_end(&one);
	}
	bool ok = q != NULL && st == DB_DONE;
	q = ok ? ledger_cube_of_year(v->db, &mem, &(struct ledger_cube_of_year_in){v->org, year}, e)
	       : NULL;
	for (st = DB_ROW; q != NULL && st == DB_ROW;) {
		struct unpack u;
		struct err bad = {0};
		if ((st = ledger_cube_of_year_next(q, &k, e)) != DB_ROW || k.period != month)
			continue;
		const int64_t key[CUBE_KEY] = {v->org, year, k.period, k.file};
		c.file = k.file;
		if (k.crc != key_crc(key, CUBE_KEY, k.data, STR("")) ||
		    !unsqueeze(&v->z, &mem, k.data, &u) ||
		    !cube_fold(&mem, &u, month, v->dict, &(struct ledger_fold){fold_block, &c},
		        &bad))
			damaged(v, "ledger_cube", month);
	}
	ok = ok && q != NULL && st == DB_DONE;
	if (ok)
		compare_cells(v, year, month, &c);
	arena_end(&mem);
	return ok;
}

/* The vouchers of a block against what their lines gave. */
static void
check_block(struct verify *v, struct file_sum *f, int64_t first, const struct vou *have, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct vou *x = &have[i];
		if (first + (int64_t)i > f->f->vouchers) {
			damaged(v, "ledger_vblk", first);
			return;
		}
		struct vou_sum *s = &f->vou[first + (int64_t)i];
		v->out->vouchers++;
		f->vouchers++;
		if (s->ore != 0 && !(x->flags & VOU_UNBALANCED))
			diag_add(v->d, SEV_ERROR, in_file(f->f, (int)x->line),
			    MSG_ledger_voucher_sum, ARG(x->series), ARG(x->no), ARG(s->ore));
		if (s->rows != x->n_row ||
		    vou_hash_fold(s->hash + vou_hash_head(x->day, x->period)) != x->hash)
			diag_add(v->d, SEV_ERROR, in_file(f->f, (int)x->line),
			    MSG_ledger_voucher_differs, ARG(x->series), ARG(x->no));
	}
}

static bool
verify_file(struct verify *v, struct file_sum *f, struct err *e)
{
	struct arena mem;
	struct ledger_vblks_row r;
	enum db_step st = DB_ROW;
	str original;
	struct err bad = {0};

	arena_init(&mem, (size_t)8 << 30);
	struct db_run *q = ledger_vblks(v->db, &mem, &(struct ledger_vblks_in){v->org, f->f->id},
	    e);
	while (q != NULL && st == DB_ROW && (st = ledger_vblks_next(q, &r, e)) == DB_ROW) {
		struct arena one;
		struct vou *have;
		size_t n;
		arena_init(&one, (size_t)256 << 20);
		if (vblk_open(&v->z, &one, v->org, f->f->id, &r, &have, &n, NULL, &bad) &&
		    r.first > 0)
			check_block(v, f, r.first, have, n);
		else
			damaged(v, "ledger_vblk", r.first);
		arena_end(&one);
	}
	bool ok = q != NULL && st == DB_DONE;
	if (f->vouchers != f->f->vouchers)
		damaged(v, "ledger_vblk", f->f->id);
	if (f->lines != f->f->lines)
		diag_add(v->d, SEV_ERROR, in_file(f->f, 0), MSG_ledger_count_differs,
		    ARG(f->f->name), ARG(f->f->lines), ARG(f->lines));
	if (f->debit_ore != f->f->debit_ore)
		diag_add(v->d, SEV_ERROR, in_file(f->f, 0), MSG_ledger_control_differs,
		    ARG(f->f->name), ARG(f->f->debit_ore), ARG(f->debit_ore));
	if (!ledger_original(v->db, v->org, f->f->id, &mem, &original, &bad) ||
	    (int64_t)original.n != f->f->bytes || !str_eq(sha256_hex(&mem, original), f->f->sha256))
		diag_add(v->d, SEV_ERROR, in_file(f->f, 0), MSG_ledger_original_differs,
		    ARG(f->f->name));
	arena_end(&mem);
	return ok;
}

/* Posted vouchers: CRCs, names and combinations as they are read, and sums (L2). */
static bool
verify_posted(struct verify *v, struct err *e)
{
	struct delta all;
	struct err bad = {0};

	if (!delta_load(v->db, v->org, -9999, 99999, v->dict, v->mem, &all, &bad)) {
		if (bad.rc != RC_IO) {
			*e = bad;
			return false;
		}
		damaged(v, "ledger_delta", 0);
		return true;
	}
	for (size_t i = 0; i < all.n; i++) {
		const struct vou *x = &all.v[i].v;
		int64_t sum = 0;
		for (size_t k = 0; k < x->n_row; k++)
			sum = (int64_t)((uint64_t)sum + (uint64_t)all.v[i].row[k].ore);
		v->out->vouchers++;
		v->out->lines += x->n_row;
		if (sum != 0)
			diag_add(v->d, SEV_ERROR, ((struct place){.node = STR("ledger_delta")}),
			    MSG_ledger_voucher_sum, ARG(x->series), ARG(x->no), ARG(sum));
	}
	return true;
}

bool
ledger_verify(struct db *db, int64_t org, struct arena *mem, struct ledger_verdict *out,
    struct diag *d, struct err *e)
{
	struct verify v = {.db = db, .org = org, .mem = mem, .out = out, .d = d};
	struct ledger_file *f;
	int *year;
	size_t n_year;

	*out = (struct ledger_verdict){0};
	packer_init(&v.z, mem);
	if (!ledger_dict_load(db, org, mem, &v.dict, e) ||
	    !ledger_files(db, org, mem, &f, &v.n_file, e) ||
	    !ledger_years(db, org, mem, &year, &n_year, e))
		return false;
	v.file = arena_array(mem, v.n_file + 1, struct file_sum);
	for (size_t i = 0; i < v.n_file; i++) {
		if (f[i].vouchers < 0 || f[i].vouchers > UINT32_MAX)
			return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_file"));
		v.file[i] = (struct file_sum){.f = &f[i],
		    .vou = arena_array(mem, (size_t)f[i].vouchers + 1, struct vou_sum)};
	}
	out->files = (int64_t)v.n_file;
	for (size_t i = 0; i < n_year; i++)
		for (int p = 1; p < LEDGER_PERIODS; p++)
			if (!verify_period(&v, year[i], p, e))
				return false;
	for (size_t i = 0; i < v.n_file; i++)
		if (!verify_file(&v, &v.file[i], e))
			return false;
	return verify_posted(&v, e);
}
