#include "db/migrate.h"

#include "base/embed.h"
#include "db/messages.h"

#include "migrate.sql.h"

#include <string.h>

extern const struct embedded migration_files[];
extern const size_t migration_n_files;

/* The number a migration's file name begins with. */
static int64_t
number_of(const struct embedded *f)
{
	int64_t v = 0;

	must(str_i64((str){f->name, 4}, &v) && v > 0);
	return v;
}

int64_t
db_known_version(void)
{
	must(migration_n_files > 0);
	return number_of(&migration_files[migration_n_files - 1]);
}

/* How many tables are ours (0 or 1), and how many are somebody else's: the one
 * question that each database answers in its own words. */
static const enum db_type tables_types[] = {DB_I64, DB_I64};
static const struct db_stmt tables_stmt = {
    .name = "tables",
    .n_out = 2,
    .out = tables_types,
    .sql =
        {
            [DB_SQLITE] = "SELECT CAST(COALESCE(SUM(name = 'tertial'), 0) AS BIGINT), COUNT(*)"
                          " FROM sqlite_master WHERE type = 'table'",
            [DB_PGSQL] = "SELECT CAST(COUNT(*) FILTER (WHERE table_name = 'tertial') AS BIGINT),"
                         " COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'",
        },
};

/* 0: an empty database. */
static bool
version_of(struct db *db, struct arena *mem, int64_t *version, struct err *e)
{
	struct migrate_version_row v;
	struct db_val t[2];
	struct db_run *r = db_start(db, mem, &tables_stmt, NULL, e);

	*version = 0;
	if (r == NULL || db_next(r, t, e) != DB_ROW)
		return false;
	if (t[0].i == 0 && t[1].i > 0)
		return fail(e, RC_INVALID, MSG_db_foreign, ARG(db_name(db)));
	if (t[0].i == 0)
		return true;
	enum db_step st = migrate_version_one(db, mem, &(struct migrate_version_in){0}, &v, e);
	if (st == DB_FAIL)
		return false;
	if (st == DB_DONE || !str_i64(v.value, version))
		return fail(e, RC_INVALID, MSG_db_foreign, ARG(db_name(db)));
	return true;
}

/* The script with the database's own words in place. */
static const char *
dialect(struct arena *mem, enum db_kind kind, const struct embedded *f)
{
	static const str hole = {"{{blob}}", 8};
	str rest = {(const char *)f->data, f->n};
	struct sb b;
	str out;

	sb_init(&b, mem, (size_t)4 << 20);
	while (rest.n > 0) {
		size_t at = str_find(rest, hole, 0);
		sb_str(&b, str_sub(rest, 0, at));
		if (at == rest.n)
			break;
		sb_str(&b, kind == DB_SQLITE ? STR("BLOB") : STR("BYTEA"));
		rest = str_sub(rest, at + hole.n, rest.n);
	}
	must(sb_done(&b, &out));
	return str_z(mem, out);
}

static bool
run_from(struct db *db, struct arena *mem, int64_t version, struct err *e)
{
	for (size_t i = 0; i < migration_n_files; i++) {
		int64_t no = number_of(&migration_files[i]);
		if (no <= version)
			continue;
		const char *sql = dialect(mem, db_kind_of(db), &migration_files[i]);
		must(sql != NULL);
		if (!db_script(db, sql, e) ||
		    !migrate_set(db,
		        &(struct migrate_set_in){STR("version"),
		            str_fmt(mem, "%lld", (long long)no)},
		        e))
			return false;
	}
	return true;
}

bool
db_migrate(struct db *db, struct err *e)
{
	struct arena mem;
	int64_t version;

	arena_init(&mem, (size_t)64 << 20);
	bool ok = db_begin(db, DB_WRITE, e);
	if (ok) {
		ok = version_of(db, &mem, &version, e);
		if (ok && version > db_known_version())
			ok = fail(e, RC_INVALID, MSG_db_newer, ARG(db_name(db)), ARG(version),
			    ARG(db_known_version()));
		ok = ok && run_from(db, &mem, version, e);
		if (ok)
			ok = db_commit(db, e);
		else
			db_rollback(db);
	}
	arena_end(&mem);
	return ok;
}

bool
db_check_version(struct db *db, struct err *e)
{
	struct arena mem;
	int64_t version = 0;

	arena_init(&mem, (size_t)16 << 20);
	bool ok = db_begin(db, DB_READ, e);
	if (ok) {
		ok = version_of(db, &mem, &version, e);
		db_rollback(db);
	}
	arena_end(&mem);
	if (ok && version > db_known_version())
		return fail(e, RC_INVALID, MSG_db_newer, ARG(db_name(db)), ARG(version),
		    ARG(db_known_version()));
	if (ok && version < db_known_version())
		return fail(e, RC_INVALID, MSG_db_older, ARG(db_name(db)), ARG(version),
		    ARG(db_known_version()));
	return ok;
}
