#include "work/verify.h"

#include "base/hash.h"
#include "work/import_priv.h"
#include "work/messages.h"

#include "batch.sql.h"

#include <zstd.h>

/* The last thing the log says of each row, by kind and key. */
struct latest {
	struct map at;
	struct change_list_row *v;
	size_t n, room;
};

static bool
check_chain(struct db *db, int64_t org, struct arena *mem, struct latest *last, int64_t *n,
    struct diag *d, struct err *e)
{
	struct change_list_row c;
	str hash = STR("");
	int64_t seq = 0;
	enum db_step st;
	struct db_run *r = change_list(db, mem, &(struct change_list_in){org}, e);

	if (r == NULL)
		return false;
	while ((st = change_list_next(r, &c, e)) == DB_ROW) {
		str want = change_hash(mem, hash, &c);
		if (c.seq != seq + 1 || !str_eq(want, c.hash))
			diag_add(d, SEV_ERROR, (struct place){.node = c.row_key}, MSG_change_broken,
			    ARG(c.seq));
		hash = c.hash;
		seq = c.seq;
		*n += c.kind.n > 0 && c.kind.p[0] != '#';
		str id = str_fmt(mem, "%.*s\x1e%.*s", STR_ARG(c.kind), STR_ARG(c.row_key));
		size_t was = map_add(&last->at, id, last->n);
		if (was != MAP_NONE) {
			last->v[was] = c;
			continue;
		}
		arena_grow(mem, last->v, last->n, last->room);
		last->v[last->n++] = c;
	}
	return st == DB_DONE;
}

static void
check_rows(const struct model *m, struct arena *mem, const struct latest *last, int64_t *n,
    struct diag *d)
{
	for (size_t i = 0; i < last->n; i++) {
		const struct change_list_row *c = &last->v[i];
		int k = 0;
		while (k < KIND__COUNT && !str_eq(c->kind, str_of(kinds[k].name)))
			k++;
		if (k == KIND__COUNT)
			continue;
		const void *row = model_find(m, (enum kind_id)k, c->row_key);
		str now = row != NULL ? row_text(mem, (enum kind_id)k, row) : STR("");
		struct place at = {.node = key_shown(mem, c->row_key)};
		if (row == NULL && c->row_after.n > 0)
			diag_add(d, SEV_ERROR, at, MSG_change_row_lost,
			    ARG(kinds[k].title[LANG_SV]), ARG(at.node));
		else if (!str_eq(now, c->row_after))
			diag_add(d, SEV_ERROR, at, MSG_change_row_differs,
			    ARG(kinds[k].title[LANG_SV]), ARG(at.node));
		(*n)++;
	}
}

/* A row that the log never heard of. */
static void
check_unlogged(const struct model *m, struct arena *mem, const struct latest *last, struct diag *d)
{
	for (int k = 0; k < KIND__COUNT; k++)
		for (size_t i = 0; i < model_count(m, (enum kind_id)k); i++) {
			str key = row_key(mem, (enum kind_id)k, model_row(m, (enum kind_id)k, i));
			str id = str_fmt(mem, "%s\x1e%.*s", kinds[k].name, STR_ARG(key));
			if (map_find(&last->at, id) == MAP_NONE)
				diag_add(d, SEV_ERROR,
				    ((struct place){.node = key_shown(mem, key)}),
				    MSG_change_row_differs, ARG(kinds[k].title[LANG_SV]),
				    ARG(key_shown(mem, key)));
		}
}

/* Is the row what the log's last seal says? */
static void
check_seal(struct arena *mem, const struct latest *last, const char *kind, str key, str text,
    struct diag *d)
{
	size_t at = map_find(&last->at, str_fmt(mem, "%s\x1e%.*s", kind, STR_ARG(key)));

	if (at == MAP_NONE || !str_eq(last->v[at].row_after, text))
		diag_add(d, SEV_ERROR, ((struct place){.node = key}), MSG_change_row_differs,
		    ARG(kind + 1), ARG(key));
}

/* Only where a batch with accounts has sealed it. */
static bool
check_dictionary(struct db *db, int64_t org, struct arena *mem, const struct latest *last,
    struct diag *d, struct err *e)
{
	str sha256;

	if (map_find(&last->at, str_fmt(mem, "%s\x1eledger", SEAL_LEDGER)) == MAP_NONE)
		return true;
	if (!ledger_digest(db, org, mem, &sha256, e))
		return false;
	check_seal(mem, last, SEAL_LEDGER, STR("ledger"), sha256, d);
	return true;
}

static bool
check_batches(struct db *db, int64_t org, struct arena *mem, const struct latest *last,
    struct diag *d, struct err *e)
{
	struct batch_list_row row;
	enum db_step st;
	struct db_run *r = batch_list(db, mem, &(struct batch_list_in){org}, e);

	if (r == NULL)
		return false;
	while ((st = batch_list_next(r, &row, e)) == DB_ROW)
		check_seal(mem, last, SEAL_BATCH, str_fmt(mem, "%lld", (long long)row.id),
		    batch_seal_text(mem, &row), d);
	return st == DB_DONE;
}

static bool
check_originals(struct db *db, int64_t org, struct arena *mem, const struct latest *last,
    int64_t *n, struct diag *d, struct err *e)
{
	struct source_list_row f;
	enum db_step st;
	struct db_run *r = source_list(db, mem, &(struct source_list_in){org}, e);

	if (r == NULL)
		return false;
	while ((st = source_list_next(r, &f, e)) == DB_ROW) {
		bool ok = f.bytes >= 0 && f.bytes <= (int64_t)1 << 31;
		if (ok) {
			char *p = arena_array(mem, (size_t)f.bytes + 1, char);
			size_t got = ZSTD_decompress(p, (size_t)f.bytes, f.data.p, f.data.n);
			ok = !ZSTD_isError(got) && got == (size_t)f.bytes &&
			    str_eq(sha256_hex(mem, (str){p, got}), f.sha256);
		}
		if (!ok)
			diag_add(d, SEV_ERROR, ((struct place){.node = f.path}), MSG_source_differs,
			    ARG(f.path), ARG(f.batch));
		check_seal(mem, last, SEAL_SOURCE,
		    str_fmt(mem, "%lld\x1f%.*s", (long long)f.batch, STR_ARG(f.path)),
		    source_seal_text(mem, f.bytes, f.sha256), d);
		(*n)++;
	}
	return st == DB_DONE;
}

static bool
check_frozen(struct db *db, int64_t org, struct arena *mem, const struct latest *last, int64_t *n,
    struct diag *d, struct err *e)
{
	struct frozen_seal *v;
	size_t n_seal;

	if (!frozen_verify(db, org, mem, n, &v, &n_seal, d, e))
		return false;
	for (size_t i = 0; i < n_seal; i++)
		check_seal(mem, last, SEAL_FROZEN, v[i].key, v[i].text, d);
	return true;
}

bool
verify_database(struct db *db, int64_t org, struct arena *mem, struct verify_counts *out,
    struct diag *d, struct err *e)
{
	struct latest last = {0};
	struct model *m;

	*out = (struct verify_counts){0};
	map_init(&last.at, mem, 1);
	if (!db_begin(db, DB_READ, e))
		return false;
	bool ok = model_load(db, org, mem, &m, e) &&
	    check_chain(db, org, mem, &last, &out->changes, d, e);
	if (ok) {
		check_rows(m, mem, &last, &out->rows, d);
		check_unlogged(m, mem, &last, d);
		ok = check_batches(db, org, mem, &last, d, e) &&
		    check_dictionary(db, org, mem, &last, d, e) &&
		    check_originals(db, org, mem, &last, &out->originals, d, e) &&
		    check_frozen(db, org, mem, &last, &out->originals, d, e) &&
		    ledger_verify(db, org, mem, &out->ledger, d, e);
	}
	db_rollback(db);
	return ok;
}
