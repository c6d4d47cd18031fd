/* An import: vouchers in, segments, blocks, cube and original out, or nothing. */
#include "base/hash.h"
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <string.h>

#define LARGE_FROM ((size_t)4 << 20) /* bytes of a file whose lines need large memory */
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

	arena_end(&im->blocks[0].mem);
	arena_end(&im->blocks[1].mem);
}

/* Room for what a single import may need; a larger file is refused by the reader. */
static void
import_init(struct ledger_import *im)
{
	packer_init(&im->z, im->mem);
	pool_init(&im->pool, im->mem);
	im->pool.large = im->src.large;
	map_init(&im->set_key, im->mem, (uint64_t)im->src.at);
	map_init(&im->seen_key, im->mem, (uint64_t)im->src.at);
	im->encoder = encoder_new(im->mem);
	im->blob.mem = im->mem;
	im->kept.mem = im->mem;
	arena_grow(im->mem, im->set, im->n_set, im->set_room);
	im->n_set = 1; /* set 0 is empty */
	im->block = im->blocks = arena_array(im->mem, 2, struct block);
	im->block->first = 1;
	arena_init(&im->block->mem, (size_t)1 << 30);
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
	/* Buckets are written when they hold this much: the rest is for writing them. */
	im->hold = (src->memory == 0 ? LEDGER_MEMORY : src->memory) / 2;
	if (src->bytes.n < LARGE_FROM)
		im->src.large = NULL;
	import_init(im);
	*out = im;
	if (!find_known(im, e))
		return false;
	if (im->got.known)
		return true;
	/* A number is looked for among files alone (L1): what is posted becomes one first. */
	if ((src->ver_period == NULL && !ledger_fold_posted(db, org, src->at, mem, e)) ||
	    !take_back_same_name(im, e) ||
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

/* The fiscal years that the file states and has vouchers of. */
static bool
fiscal_store(struct ledger_import *im, const struct sie *f, struct err *e)
{
	for (size_t i = 0; i < f->n_year; i++) {
		const struct sie_year *y = &f->year[i];
		if (y->from.y < im->got.year_from || y->from.y > im->got.year_to ||
		    date_cmp(y->from, y->to) > 0)
			continue;
		if (!ledger_year_put(im->db,
		        &(struct ledger_year_put_in){.org = im->org,
		            .year = y->from.y,
		            .first = date_str(im->mem, y->from),
		            .last = date_str(im->mem, y->to)},
		        e))
			return false;
	}
	return true;
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
	if (!block_put(im, e) || !blocks_settle(im, e) || !buckets_finish(im, e))
		return false;
	if (im->dict->bad.rc != RC_OK) { /* a combination could not be asked for */
		*e = im->dict->bad;
		return false;
	}
	if (!dict_store(im, f, e) || !fiscal_store(im, f, e) || !original_finish(im, e))
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
