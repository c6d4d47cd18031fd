/* A process that is killed in the middle of an import leaves the old state or the
 * new one, and verify agrees; on both databases. */
#include "check.h"
#include "db/migrate.h"
#include "ledger_made.h"
#include "databases.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#define KILLS 12

static struct arena mem;

static _Noreturn void
child(const char *url, const struct made *m)
{
	struct arena own;
	struct db *db;
	struct diag d;
	struct ledger_receipt got;
	struct err e = {0};

	arena_init(&own, (size_t)4 << 30);
	diag_init(&d, &own, 10);
	bool ok = db_open(&db, url, false, &e) && db_begin(db, DB_WRITE, &e) &&
	    made_import(db, m, "stor.se", 2, &own, &got, &d, &e) && db_commit(db, &e);
	_exit(ok ? 0 : 1);
}

static int64_t
vouchers_of(const char *url)
{
	struct arena own;
	struct db *db;
	struct diag d;
	struct ledger_verdict v = {0};
	struct err e = {0};

	arena_init(&own, (size_t)4 << 30);
	diag_init(&d, &own, 10);
	check(db_open(&db, url, false, &e));
	check(db_begin(db, DB_READ, &e));
	check(ledger_verify(db, 1, &own, &v, &d, &e));
	check_i64((int64_t)d.n_err, 0);
	db_rollback(db);
	db_close(db);
	arena_end(&own);
	return v.vouchers;
}

static void
take_back(const char *url)
{
	struct db *db;
	struct err e = {0};
	int64_t n;

	check(db_open(&db, url, false, &e));
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_undo(db, 1, 2, &n, &e));
	check(db_commit(db, &e));
	db_close(db);
}

static void
on(const char *url)
{
	struct made small, large;
	struct db *db;
	struct diag d;
	struct ledger_receipt got;
	struct err e = {0};
	int whole = 0, none = 0;

	diag_init(&d, &mem, 10);
	made_ledger(&small, &mem,
	    &(struct made_opts){.seed = 1,
	        .year = 2025,
	        .month_from = 1,
	        .month_to = 1,
	        .n_ver = 20,
	        .first_no = 1,
	        .series = "A",
	        .text = ""});
	made_ledger(&large, &mem,
	    &(struct made_opts){.seed = 2,
	        .year = 2025,
	        .month_from = 2,
	        .month_to = 12,
	        .n_ver = 3000,
	        .first_no = 100,
	        .series = "A",
	        .text = "Köp"});
	check(db_open(&db, url, true, &e) && db_migrate(db, &e));
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &small, "liten.se", 1, &mem, &got, &d, &e));
	check(db_commit(db, &e));
	db_close(db);
	for (int i = 0; i < KILLS; i++) {
		struct timespec wait = {.tv_nsec = (long)(i * i + 1) * 2000000};
		pid_t p = fork();
		if (p == 0)
			child(url, &large);
		if (i + 1 < KILLS) { /* the last may finish */
			nanosleep(&wait, NULL);
			kill(p, SIGKILL);
		}
		waitpid(p, NULL, 0);
		int64_t n = vouchers_of(url);
		check(n == 20 || n == 3020);
		if (n == 3020) {
			whole++;
			take_back(url);
			check_i64(vouchers_of(url), 20);
		} else {
			none++;
		}
	}
	check(whole > 0);
	printf("killed %d times: %d old, %d new\n", KILLS, none, whole);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
