/* A file in the place of those that it holds whole, whatever their names; never in that of
 * a file of which it has a part, nor of what was posted; on both databases. */
#include "check.h"
#include "core/ledger/ledger.h"
#include "databases.h"
#include "db/migrate.h"
#include "fmt/sie4.h"

static struct arena mem;

#define HEAD                                                                                 \
	"#FLAGGA 0\n#SIETYP 4\n#RAR 0 20250101 20251231\n#KONTO 1910 Kassa\n#KONTO 4010 K\n" \
	"#DIM 1 Ansvar\n#OBJEKT 1 RS Styrelsen\n"
#define VER(no, day, kr) \
	"#VER A " no " " day " t\n{\n#TRANS 4010 {1 RS} " kr "\n#TRANS 1910 {} -" kr "\n}\n"

static enum rc
import(struct db *db, const char *name, const char *text, enum ledger_same same, int64_t batch,
    struct ledger_receipt *got, size_t *n_err)
{
	struct diag d;
	struct err e = {0};
	struct ledger_source src = {.batch = batch,
	    .at = 1,
	    .name = str_of(name),
	    .bytes = str_of(text),
	    .same = same};

	diag_init(&d, &mem, 20);
	check(db_begin(db, DB_WRITE, &e));
	bool ok = ledger_import_sie(db, 1, &src, &mem, got, &d, &e);
	*n_err = d.n_err;
	if (ok)
		check(db_commit(db, &e));
	else
		db_rollback(db);
	check(ok == (e.rc == RC_OK));
	return e.rc;
}

static int64_t
amount(struct db *db, const char *no)
{
	struct ledger_dict *d;
	struct ledger_voucher *v;
	struct err e = {0};
	int64_t ore = 0;

	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, 1, &mem, &d, &e));
	if (ledger_voucher(db, 1, d, 2025, STR("A"), str_of(no), &mem, &v, &e))
		ore = v->line[0].ore;
	db_rollback(db);
	return ore;
}

static void
state_is(struct db *db, size_t files, int64_t vouchers)
{
	struct arena own;
	struct ledger_file *f;
	struct ledger_verdict v;
	struct diag d;
	struct err e = {0};
	size_t n;

	arena_init(&own, (size_t)1 << 30);
	diag_init(&d, &own, 20);
	check(db_begin(db, DB_READ, &e));
	check(ledger_files(db, 1, &own, &f, &n, &e));
	check_i64((int64_t)n, (int64_t)files);
	check(ledger_verify(db, 1, &own, &v, &d, &e));
	check_i64((int64_t)d.n_err, 0);
	check_i64(v.vouchers, vouchers);
	db_rollback(db);
	arena_end(&own);
}

static bool
post(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct ledger_posted *out;
	struct diag d;
	size_t n;

	diag_init(&d, &mem, 5);
	return ledger_post(arg, 1, &(struct ledger_post){.batch = 9, .at = 2}, STR("p"), f, b, &mem,
	    &out, &n, &d, e);
}

static void
on(const char *url)
{
	static const char jan[] = HEAD VER("1", "20250110", "10") VER("2", "20250111", "20"),
	                  feb[] = HEAD VER("3", "20250210", "30"),
	                  year[] = HEAD VER("1", "20250110", "10") VER("2", "20250111", "21")
	                      VER("3", "20250210", "30") VER("4", "20250310", "40"),
	                  part[] = HEAD VER("2", "20250111", "22"),
	                  posted[] = "#FLAGGA 0\n#SIETYP 4\n" VER("5", "20250510", "50"),
	                  other[] = HEAD VER("5", "20250510", "55");
	struct ledger_receipt got;
	struct db *db;
	struct sie f;
	struct diag d;
	struct err e = {0};
	size_t n;

	check(db_open(&db, url, true, &e) && db_migrate(db, &e));
	check_i64(import(db, "jan.se", jan, LEDGER_REFUSE, 1, &got, &n), RC_OK);
	check_i64(import(db, "feb.se", feb, LEDGER_REFUSE, 2, &got, &n), RC_OK);
	state_is(db, 2, 3);
	check_i64(import(db, "helar.se", year, LEDGER_REFUSE, 3, &got, &n), RC_CONFLICT);
	check(n > 0);
	state_is(db, 2, 3);
	/* January is whole in it, with a change; February is there as it is. */
	check_i64(import(db, "helar.se", year, LEDGER_REPLACE, 3, &got, &n), RC_OK);
	check_i64((int64_t)n, 0);
	check_i64(got.replaced, 2);
	check_i64(got.same, 1);
	check_i64(got.vouchers, 3);
	check_i64(amount(db, "2"), 2100);
	check_i64(amount(db, "3"), 3000);
	check_i64(amount(db, "4"), 4000);
	state_is(db, 2, 4);
	/* A part never takes the place of the whole. */
	check_i64(import(db, "del.se", part, LEDGER_REPLACE, 4, &got, &n), RC_CONFLICT);
	check(n > 0);
	check_i64(amount(db, "2"), 2100);
	state_is(db, 2, 4);
	/* Nor any file that of what was posted here. */
	diag_init(&d, &mem, 5);
	check(db_begin(db, DB_WRITE, &e));
	check(sie4_read(&mem, str_of(posted), &(struct sie4_opts){.set = CHARSET_UTF8},
	    &(struct sie_sink){.batch = post, .arg = db}, &f, &d, &e));
	check(db_commit(db, &e));
	check_i64(import(db, "maj.se", other, LEDGER_REPLACE, 5, &got, &n), RC_CONFLICT);
	check_i64(amount(db, "5"), 5000);
	state_is(db, 2, 5);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
