/* Statements that are sent without awaiting them: the same rows as one by one, and an
 * error among them is told at the latest at the end, never lost, on both databases. */
#include "check.h"
#include "core/ledger/ledger.h"
#include "db/migrate.h"
#include "databases.h"

#include "ledger.sql.h"

#include <unistd.h>

static struct arena mem;

static bool
put(struct db *db, int64_t id, struct err *e)
{
	return ledger_account_put(db,
	    &(struct ledger_account_put_in){.org = 1,
	        .id = id,
	        .no = str_fmt(&mem, "%lld", (long long)id),
	        .name = STR("Konto"),
	        .type = STR("K")},
	    e);
}

/* A second row under one key, which nothing resolves. */
static bool
put_twice(struct db *db, struct err *e)
{
	const struct ledger_combo_put_in in = {.org = 1, .id = 7, .objects = STR("1 2")};

	return ledger_combo_put(db, &in, e) && ledger_combo_put(db, &in, e);
}

static int64_t
count(struct db *db)
{
	struct ledger_dict *d;
	struct err e = {0};

	check(ledger_dict_load(db, 1, &mem, &d, &e));
	return (int64_t)d->n_account - 1;
}

static void
on(const char *url)
{
	struct db *db;
	struct err e = {0};
	bool ok = true;

	check(db_open(&db, url, true, &e) && db_migrate(db, &e));
	check(db_begin(db, DB_WRITE, &e));
	db_pipeline_begin(db);
	for (int64_t i = 1; ok && i <= 600; i++)
		ok = put(db, i, &e);
	check(ok);
	check_i64(count(db), 600); /* a question sees what was sent before it */
	for (int64_t i = 601; ok && i <= 1000; i++)
		ok = put(db, i, &e);
	check(db_pipeline_end(db, &e) && ok && db_commit(db, &e));

	/* Told by the end ... */
	check(db_begin(db, DB_WRITE, &e));
	db_pipeline_begin(db);
	ok = put(db, 2000, &e) && put_twice(db, &e) && put(db, 2001, &e);
	ok = db_pipeline_end(db, &e) && ok;
	check(!ok && e.rc == RC_CONFLICT);
	db_rollback(db);
	/* ... by a question ... */
	e = (struct err){0};
	check(db_begin(db, DB_WRITE, &e));
	db_pipeline_begin(db);
	struct ledger_dict *d;
	ok = put_twice(db, &e) && ledger_dict_load(db, 1, &mem, &d, &e);
	check(!ok && e.rc == RC_CONFLICT);
	db_rollback(db);
	/* ... or by the commit, which then is none. */
	e = (struct err){0};
	check(db_begin(db, DB_WRITE, &e));
	db_pipeline_begin(db);
	ok = put(db, 3000, &e) && put_twice(db, &e);
	if (ok)
		check(!db_commit(db, &e));
	else
		db_rollback(db);
	check_i64(e.rc, RC_CONFLICT);

	e = (struct err){0};
	check(db_begin(db, DB_READ, &e));
	check_i64(count(db), 1000);
	db_rollback(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
