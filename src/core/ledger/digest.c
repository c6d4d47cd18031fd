/* One fingerprint over what the segments refer to: names of accounts, dimensions and
 * objects, combinations, files, fiscal years, and what is posted. */
#include "base/hash.h"
#include "core/ledger/ledger.h"

#include "ledger.sql.h"

#define DIGEST_MAX ((size_t)1 << 30)

static void
field(struct sb *b, str s)
{
	sb_printf(b, "%zu:", s.n);
	sb_str(b, s);
}

static bool
names(struct db *db, int64_t org, struct arena *mem, struct sb *b, struct err *e)
{
	struct ledger_accounts_row a;
	struct ledger_dims_row d;
	struct ledger_objects_row o;
	enum db_step st;
	struct db_run *r = ledger_accounts(db, mem, &(struct ledger_accounts_in){org}, e);

	if (r == NULL)
		return false;
	while ((st = ledger_accounts_next(r, &a, e)) == DB_ROW) {
		sb_printf(b, "a%lld ", (long long)a.id);
		field(b, a.no);
		field(b, a.name);
		field(b, a.type);
	}
	if (st != DB_DONE || (r = ledger_dims(db, mem, &(struct ledger_dims_in){org}, e)) == NULL)
		return false;
	while ((st = ledger_dims_next(r, &d, e)) == DB_ROW) {
		sb_printf(b, "d%lld ", (long long)d.no);
		field(b, d.name);
	}
	if (st != DB_DONE ||
	    (r = ledger_objects(db, mem, &(struct ledger_objects_in){org}, e)) == NULL)
		return false;
	while ((st = ledger_objects_next(r, &o, e)) == DB_ROW) {
		sb_printf(b, "o%lld %lld ", (long long)o.id, (long long)o.dim);
		field(b, o.no);
		field(b, o.name);
	}
	return st == DB_DONE;
}

static bool
lists(struct db *db, int64_t org, struct arena *mem, struct sb *b, struct err *e)
{
	struct ledger_combos_row c;
	struct ledger_file_list_row f;
	struct ledger_delta_list_row p;
	struct ledger_year_days_row y;
	enum db_step st;
	struct db_run *r = ledger_combos(db, mem, &(struct ledger_combos_in){org}, e);

	if (r == NULL)
		return false;
	while ((st = ledger_combos_next(r, &c, e)) == DB_ROW) {
		sb_printf(b, "c%lld ", (long long)c.id);
		field(b, c.objects);
	}
	if (st != DB_DONE ||
	    (r = ledger_file_list(db, mem, &(struct ledger_file_list_in){org}, e)) == NULL)
		return false;
	while ((st = ledger_file_list_next(r, &f, e)) == DB_ROW) {
		sb_printf(b, "f%lld %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld ",
		    (long long)f.id, (long long)f.batch, (long long)f.at, (long long)f.bytes,
		    (long long)f.charset, (long long)f.year_from, (long long)f.year_to,
		    (long long)f.vouchers, (long long)f.lines, (long long)f.debit,
		    (long long)f.result);
		field(b, f.name);
		field(b, f.sha256);
		field(b, f.cube_dims);
	}
	if (st != DB_DONE ||
	    (r = ledger_year_days(db, mem, &(struct ledger_year_days_in){org}, e)) == NULL)
		return false;
	while ((st = ledger_year_days_next(r, &y, e)) == DB_ROW) {
		sb_printf(b, "y%lld ", (long long)y.year);
		field(b, y.first);
		field(b, y.last);
	}
	if (st != DB_DONE ||
	    (r = ledger_delta_list(db, mem, &(struct ledger_delta_list_in){org, -9999, 99999},
	         e)) == NULL)
		return false;
	while ((st = ledger_delta_list_next(r, &p, e)) == DB_ROW) {
		sb_printf(b, "p%lld %lld %lld %lld %lld ", (long long)p.id, (long long)p.batch,
		    (long long)p.at, (long long)p.year, (long long)p.period);
		field(b, p.series);
		field(b, p.no);
		field(b, p.combos);
		field(b, p.data);
	}
	return st == DB_DONE;
}

bool
ledger_digest(struct db *db, int64_t org, struct arena *mem, str *sha256, struct err *e)
{
	struct sb b;
	str text;

	sb_init(&b, mem, DIGEST_MAX);
	if (!names(db, org, mem, &b, e) || !lists(db, org, mem, &b, e))
		return false;
	must(sb_done(&b, &text));
	*sha256 = sha256_hex(mem, text);
	return true;
}
