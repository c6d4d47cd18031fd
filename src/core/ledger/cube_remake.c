/* A cube made again from its segments, with more dimensions than before: a mapping
 * may come to hang on a dimension that nobody asked for when the file was read. */
#include "core/ledger/messages.h"
#include "core/ledger/store.h"

#include "ledger.sql.h"

#include <stdlib.h>

struct remake {
	struct db *db;
	int64_t org, file;
	struct arena *mem;
	struct packer z;
	struct ledger_dict *dict;
	int dim[CUBE_DIMS_MAX];
	size_t n_dim;
	/* The unit and the period being added up. */
	struct sum *sum;
	size_t n_sum, room_sum;
	int64_t unit, period, cells;
	uint32_t last_unit;
	struct bytes blob;
};

static int
sum_cmp(const void *pa, const void *pb)
{
	const struct sum *a = pa, *b = pb;

	if (a->account != b->account)
		return a->account < b->account ? -1 : 1;
	return (a->combo > b->combo) - (a->combo < b->combo);
}

static bool
unit_end(struct remake *m, struct err *e)
{
	size_t k = 0;

	if (m->n_sum == 0)
		return true;
	qsort(m->sum, m->n_sum, sizeof *m->sum, sum_cmp);
	for (size_t i = 0; i < m->n_sum; i++) {
		if (k == 0 || sum_cmp(&m->sum[k - 1], &m->sum[i]) != 0)
			m->sum[k++] = m->sum[i];
		else if (__builtin_add_overflow(m->sum[k - 1].ore, m->sum[i].ore,
		             &m->sum[k - 1].ore))
			return fail(e, RC_LIMIT, MSG_ledger_overflow,
			    ARG(m->dict->account[m->sum[i].account].no), ARG("ledger_seg"));
	}
	cube_put(&m->blob, &m->last_unit, (uint32_t)m->unit, m->sum, k);
	m->cells += (int64_t)k;
	m->n_sum = 0;
	return true;
}

static bool
period_end(struct remake *m, int64_t year, struct err *e)
{
	if (!unit_end(m, e))
		return false;
	if (m->blob.n == 0)
		return true;
	str data = squeeze_well(&m->z, m->blob.p, m->blob.n);
	const int64_t key[CUBE_KEY] = {m->org, year, m->period, m->file};
	bool ok = ledger_cube_put(m->db,
	    &(struct ledger_cube_put_in){.org = m->org,
	        .year = year,
	        .period = m->period,
	        .file = m->file,
	        .cells = m->cells,
	        .crc = key_crc(key, CUBE_KEY, data, STR("")),
	        .data = data},
	    e);
	m->blob.n = 0;
	m->cells = 0;
	m->last_unit = 0;
	return ok;
}

static bool
add_segment(struct remake *m, const struct ledger_segs_of_unit_row *r, struct err *e)
{
	struct arena one;
	struct seg g;

	arena_init(&one, (size_t)1 << 30);
	bool ok = seg_open(&m->z, &one, m->org, r, false, &g, e);
	for (size_t i = 0; ok && i < g.n; i++) {
		const struct id_set *x = &g.sets[g.set[i]];
		ok = g.account[i] < m->dict->n_account;
		for (size_t k = 0; k < x->n; k++)
			ok = ok && x->id[k] < m->dict->n_object;
		if (!ok) {
			fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
			break;
		}
		arena_grow(m->mem, m->sum, m->n_sum, m->room_sum);
		m->sum[m->n_sum++] = (struct sum){g.account[i],
		    combo_of_objects(m->dict, x->id, x->n, m->dim, m->n_dim), g.ore[i]};
	}
	arena_end(&one);
	return ok;
}

static bool
remake_year(struct remake *m, int64_t year, struct err *e)
{
	struct ledger_segs_of_unit_row r;
	struct db_run *q = ledger_segs_of_period(m->db, m->mem,
	    &(struct ledger_segs_of_period_in){m->org, year, 0, LEDGER_PERIODS}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	m->unit = m->period = -1;
	while (st == DB_ROW && (st = ledger_segs_of_unit_next(q, &r, e)) == DB_ROW) {
		if (r.file != m->file)
			continue;
		if (r.period != m->period && !period_end(m, year, e))
			return false;
		if (r.unit != m->unit && !unit_end(m, e))
			return false;
		m->period = r.period;
		m->unit = r.unit;
		if (!add_segment(m, &r, e))
			return false;
	}
	return st == DB_DONE && period_end(m, year, e);
}

static bool
remake_file(struct db *db, int64_t org, const struct ledger_file *f, const int *dim, size_t n_dim,
    struct err *e)
{
	struct arena mem;
	struct remake m = {.db = db, .org = org, .file = f->id, .mem = &mem, .blob.mem = &mem};

	m.n_dim = dims_parse(f->cube_dims, m.dim);
	size_t before = m.n_dim;
	for (size_t i = 0; i < n_dim; i++)
		dims_add(m.dim, &m.n_dim, dim[i]);
	if (m.n_dim == before)
		return true;
	arena_init(&mem, (size_t)8 << 30);
	packer_init(&m.z, &mem);
	size_t n_combo = 0;
	bool ok = ledger_dict_load(db, org, &mem, &m.dict, e) &&
	    ledger_drop_cube(db, &(struct ledger_drop_cube_in){org, f->id}, e);
	if (ok)
		n_combo = m.dict->n_combo;
	for (int y = f->year_from; ok && y <= f->year_to; y++)
		ok = remake_year(&m, y, e);
	ok = ok && combos_store(db, org, m.dict, n_combo, e) &&
	    ledger_file_set_dims(db,
	        &(struct ledger_file_set_dims_in){org, f->id, dims_text(&mem, m.dim, m.n_dim)}, e);
	arena_end(&mem);
	return ok;
}

static bool
lacks(const struct ledger_file *f, const int *dim, size_t n_dim)
{
	int own[CUBE_DIMS_MAX];
	size_t n = dims_parse(f->cube_dims, own), before = n;

	for (size_t i = 0; i < n_dim; i++)
		dims_add(own, &n, dim[i]);
	return n > before;
}

bool
ledger_cube_ensure(struct db *db, int64_t org, const int *dim, size_t n_dim, int64_t at,
    struct err *e)
{
	struct arena mem;
	struct ledger_file *f;
	size_t n;

	arena_init(&mem, (size_t)256 << 20);
	bool ok = ledger_files(db, org, &mem, &f, &n, e), lack = false;
	for (size_t i = 0; ok && i < n; i++)
		lack |= lacks(&f[i], dim, n_dim);
	/* What is posted keeps the dimensions of the files: it becomes one. */
	ok = ok &&
	    (!lack ||
	        (ledger_fold_posted(db, org, at, &mem, e) &&
	            ledger_files(db, org, &mem, &f, &n, e)));
	for (size_t i = 0; ok && i < n; i++)
		ok = remake_file(db, org, &f[i], dim, n_dim, e);
	arena_end(&mem);
	return ok;
}
