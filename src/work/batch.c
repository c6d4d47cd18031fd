/* A batch: its files as they were, its rows, and the chained log of changes.
 *
 * Each entry's hash is SHA-256 over the hash before it and everything the entry
 * says, so that no entry can be changed, removed or put in between unnoticed
 * (LKBR 3:7 and 3:11 ask when and by whom figures were corrected). */
#include "base/hash.h"
#include "work/import_priv.h"
#include "work/messages.h"

#include "batch.sql.h"

#include <string.h>
#include <zstd.h>

struct batch {
	struct db *db;
	struct arena *mem;
	int64_t org, id, seq;
	str hash;
};

int64_t
batch_id(const struct batch *b)
{
	return b->id;
}

bool
batch_open(struct db *db, int64_t org, str kind, str source, str who, int64_t now_us,
    struct arena *mem, struct batch **out, struct err *e)
{
	struct batch_last_row last;
	struct change_last_row log = {0, STR("")};
	struct batch *b = arena_new(mem, struct batch);

	if (batch_last_one(db, mem, &(struct batch_last_in){org}, &last, e) != DB_ROW ||
	    change_last_one(db, mem, &(struct change_last_in){org}, &log, e) == DB_FAIL)
		return false;
	*b = (struct batch){db, mem, org, last.id + 1, log.seq, log.hash};
	*out = b;
	return batch_insert(db, &(struct batch_insert_in){org, b->id, kind, source, now_us, who},
	    e);
}

bool
batch_file(struct batch *b, str path, str bytes, struct err *e)
{
	size_t room = ZSTD_compressBound(bytes.n);
	char *z = arena_array(b->mem, room, char);
	size_t n = ZSTD_compress(z, room, bytes.p != NULL ? bytes.p : "", bytes.n, 3);

	must(!ZSTD_isError(n));
	str sha256 = sha256_hex(b->mem, bytes);
	return source_insert(b->db,
	           &(struct source_insert_in){b->org, b->id, path, sha256, (int64_t)bytes.n,
	               {z, n}},
	           e) &&
	    batch_seal(b, SEAL_SOURCE,
	        str_fmt(b->mem, "%lld\x1f%.*s", (long long)b->id, STR_ARG(path)),
	        source_seal_text(b->mem, (int64_t)bytes.n, sha256), e);
}

str
change_hash(struct arena *mem, str before_hash, const struct change_list_row *c)
{
	struct sb b;
	str all;

	sb_init(&b, mem, (size_t)256 << 20);
	sb_str(&b, before_hash);
	sb_printf(&b, "\n%lld\n%lld\n", (long long)c->seq, (long long)c->batch);
	const str part[] = {c->kind, c->row_key, c->row_before, c->row_after, c->place};
	for (size_t i = 0; i < COUNTOF(part); i++) {
		sb_printf(&b, "%zu:", part[i].n); /* lengths, so that no two entries read alike */
		sb_str(&b, part[i]);
	}
	must(sb_done(&b, &all));
	return sha256_hex(mem, all);
}

bool
batch_change(struct batch *b, enum kind_id k, const void *before, const void *after, str place,
    struct err *e)
{
	const void *any = after != NULL ? after : before;
	struct change_list_row c = {
	    .seq = b->seq + 1,
	    .batch = b->id,
	    .kind = str_of(kinds[k].name),
	    .row_key = row_key(b->mem, k, any),
	    .row_before = before != NULL ? row_text(b->mem, k, before) : STR(""),
	    .row_after = after != NULL ? row_text(b->mem, k, after) : STR(""),
	    .place = place,
	};

	c.hash = change_hash(b->mem, b->hash, &c);
	bool ok = after != NULL ? model_put(b->db, b->org, k, after, e)
	                        : model_del(b->db, b->org, k, before, e);
	if (!ok ||
	    !change_insert(b->db,
	        &(struct change_insert_in){b->org, c.seq, c.batch, c.kind, c.row_key, c.row_before,
	            c.row_after, c.place, c.hash},
	        e))
		return false;
	b->seq = c.seq;
	b->hash = c.hash;
	return true;
}

bool
batch_seal(struct batch *b, const char *kind, str key, str text, struct err *e)
{
	struct change_list_row c = {.seq = b->seq + 1,
	    .batch = b->id,
	    .kind = str_of(kind),
	    .row_key = key,
	    .row_before = STR(""),
	    .row_after = text,
	    .place = STR("")};

	c.hash = change_hash(b->mem, b->hash, &c);
	if (!change_insert(b->db,
	        &(struct change_insert_in){b->org, c.seq, c.batch, c.kind, c.row_key, c.row_before,
	            c.row_after, c.place, c.hash},
	        e))
		return false;
	b->seq = c.seq;
	b->hash = c.hash;
	return true;
}

str
batch_seal_text(struct arena *mem, const struct batch_list_row *r)
{
	return str_fmt(mem,
	    "%.*s\x1f%.*s\x1f%lld\x1f%.*s\x1f%lld %lld %lld %lld %lld %lld %lld %lld",
	    STR_ARG(r->kind), STR_ARG(r->source), (long long)r->at, STR_ARG(r->who),
	    (long long)r->files, (long long)r->added, (long long)r->changed, (long long)r->removed,
	    (long long)r->lines, (long long)r->vouchers, (long long)r->control_sum,
	    (long long)r->undone_by);
}

bool
batch_seal_row(struct batch *b, int64_t id, struct err *e)
{
	struct batch_get_row r;

	if (batch_get_one(b->db, b->mem, &(struct batch_get_in){b->org, id}, &r, e) != DB_ROW)
		return false;
	struct batch_list_row row = {r.id, r.kind, r.source, r.at, r.who, r.files, r.added,
	    r.changed, r.removed, r.lines, r.vouchers, r.control_sum, r.undone_by};
	return batch_seal(b, SEAL_BATCH, str_fmt(b->mem, "%lld", (long long)id),
	    batch_seal_text(b->mem, &row), e);
}

bool
batch_seal_ledger(struct batch *b, struct err *e)
{
	str sha256;

	return ledger_digest(b->db, b->org, b->mem, &sha256, e) &&
	    batch_seal(b, SEAL_LEDGER, STR("ledger"), sha256, e);
}

str
source_seal_text(struct arena *mem, int64_t bytes, str sha256)
{
	return str_fmt(mem, "%lld %.*s", (long long)bytes, STR_ARG(sha256));
}

bool
batch_close(struct batch *b, const struct import_report *r, struct err *e)
{
	struct batch_counts_in in = {.org = b->org,
	    .id = b->id,
	    .files = (int64_t)r->files,
	    .added = (int64_t)r->n_added,
	    .changed = (int64_t)r->n_changed,
	    .removed = (int64_t)r->n_removed};

	for (size_t i = 0; i < r->n_ledger; i++) {
		in.lines += r->ledger[i].lines;
		in.vouchers += r->ledger[i].vouchers;
		in.control_sum += r->ledger[i].debit_ore;
	}
	return batch_counts(b->db, &in, e) && (r->n_ledger == 0 || batch_seal_ledger(b, e)) &&
	    batch_seal_row(b, b->id, e);
}

bool
import_list(struct db *db, int64_t org, struct arena *mem, struct batch_info **out, size_t *n,
    struct err *e)
{
	struct batch_list_row row;
	struct batch_info *v = NULL;
	size_t count = 0, room = 0;
	enum db_step st;
	struct db_run *r = batch_list(db, mem, &(struct batch_list_in){org}, e);

	if (r == NULL)
		return false;
	while ((st = batch_list_next(r, &row, e)) == DB_ROW) {
		arena_grow(mem, v, count, room);
		v[count++] = (struct batch_info){row.id, row.at, row.files, row.added, row.changed,
		    row.removed, row.lines, row.vouchers, row.control_sum, row.undone_by, row.kind,
		    row.source, row.who};
	}
	*out = v;
	*n = count;
	return st == DB_DONE;
}
