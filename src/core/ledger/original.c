/* Originals: kept as received, in compressed parts that can be read on their own, so
 * that a voucher's own lines are found without unpacking the whole file. */
#include "base/hash.h"
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

void
original_job_run(struct original_job *j)
{
	struct packer z;
	str left = j->bytes;

	packer_init(&z, &j->mem);
	j->part = arena_array(&j->mem, j->bytes.n / ORIGINAL_PART + 1, str);
	while (left.n > 0) {
		str raw = str_sub(left, 0, ORIGINAL_PART);
		j->part[j->n_part++] = str_dup(&j->mem,
		    squeeze(&z, (const unsigned char *)raw.p, raw.n));
		left = str_sub(left, raw.n, left.n);
	}
	j->sha256 = sha256_hex(&j->mem, j->bytes);
	j->done = true;
}

bool
original_put(struct ledger_import *im, const struct original_job *j, struct err *e)
{
	must(j->done);
	for (size_t i = 0; i < j->n_part; i++) {
		const int64_t key[] = {im->org, im->file, (int64_t)i};
		if (!ledger_original_put(im->db,
		        &(struct ledger_original_put_in){.org = im->org,
		            .file = im->file,
		            .part = (int64_t)i,
		            .crc = key_crc(key, COUNTOF(key), j->part[i], STR("")),
		            .data = j->part[i]},
		        e))
			return false;
		im->got.original_bytes += (int64_t)j->part[i].n;
	}
	return true;
}

bool
original_parts(struct db *db, int64_t org, int64_t file, int64_t from, int64_t to,
    struct arena *mem, str *out, struct err *e)
{
	struct ledger_original_parts_row r;
	struct packer z;
	struct bytes b = {.mem = mem};
	struct db_run *q = ledger_original_parts(db, mem,
	    &(struct ledger_original_parts_in){org, file, from, to}, e);
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
	*out = (str){b.p != NULL ? (const char *)b.p : "", b.n};
	return st == DB_DONE;
}

bool
ledger_original(struct db *db, int64_t org, int64_t file, struct arena *mem, str *out,
    struct err *e)
{
	if (!original_parts(db, org, file, 0, INT64_MAX, mem, out, e))
		return false;
	return out->n > 0 || fail(e, RC_NOT_FOUND, MSG_ledger_no_file, ARG(file));
}
