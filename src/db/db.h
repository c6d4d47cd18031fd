/* db.h -- one face for SQLite and PostgreSQL.
 *
 * SQL lives in .sql files and is compiled by tools/mksql into `struct db_stmt`
 * constants and typed functions.  This layer never sees SQL made at run time.
 *
 * Values are 64-bit integers, UTF-8 text and byte strings.  There is no NULL:
 * what is missing is a missing row or the empty text.
 *
 * Invariants
 *   (B1) a statement runs inside a transaction: db_begin .. db_commit.
 *   (B2) columns handed out live in the arena of the run; a DB_VIEW is there until the
 *        run's next row or its end.
 *   (B3) commit and rollback end every open run; a run used later is a bug.
 *   (B4) every hook registered with db_before_commit runs, and may veto.
 *   (B5) a read transaction sees one state of the database from first to last. */
#ifndef TERTIAL_DB_DB_H
#define TERTIAL_DB_DB_H

#include "base/err.h"

enum db_kind { DB_SQLITE, DB_PGSQL, DB__KINDS };
enum db_type { DB_I64, DB_STR, DB_BLOB, DB_VIEW };
enum db_step { DB_ROW, DB_DONE, DB_FAIL };
enum db_mode { DB_READ, DB_WRITE };

struct db_val {
	enum db_type type;
	int64_t i;
	str s; /* text, or the bytes of a DB_BLOB or DB_VIEW */
};

struct db_stmt { /* generated, immutable; its address is its identity */
	const char *name;
	const char *sql[DB__KINDS];
	int n_in, n_out;
	const enum db_type *out;
};

struct db;
struct db_run;

/* `url` is a path of a SQLite file or a postgresql:// URL.  A SQLite file that
 * does not exist is made only when `create`; otherwise RC_NOT_FOUND. */
bool db_open(struct db **out, const char *url, bool create, struct err *e) MUST_USE;
void db_close(struct db *db);
enum db_kind db_kind_of(const struct db *db);
/* What people call it: the file's name without folders, or the PostgreSQL database's;
 * never an address, which may hold a password.  Lasts as long as the database is open. */
str db_name(const struct db *db);
/* Fixed scripts only: migrations. */
bool db_script(struct db *db, const char *sql, struct err *e) MUST_USE;
bool db_begin(struct db *db, enum db_mode mode, struct err *e) MUST_USE;
bool db_commit(struct db *db, struct err *e) MUST_USE;
void db_rollback(struct db *db);
void db_before_commit(struct db *db, bool (*check)(struct db *, struct err *));
bool db_prepare_check(struct db *db, const struct db_stmt *s, struct err *e) MUST_USE;

/* Start a statement; NULL and *e on failure.  The run ends by itself with the
 * last row, the arena or the transaction. */
struct db_run *db_start(struct db *db, struct arena *mem, const struct db_stmt *s,
    const struct db_val *in, struct err *e) MUST_USE;
enum db_step db_next(struct db_run *r, struct db_val *out, struct err *e) MUST_USE;
/* End a run before its last row, so that the next of the same statement need not be
 * prepared anew. */
void db_end(struct db_run *r);
/* Run a statement that gives no rows. */
bool
db_exec(struct db *db, const struct db_stmt *s, const struct db_val *in, struct err *e) MUST_USE;

/* Many statements that give no rows are to come: they may be sent without awaiting what
 * becomes of each.  An error is then told by a later statement, at the latest by
 * db_pipeline_end or the commit, and by all after it.  Ends with the transaction. */
void db_pipeline_begin(struct db *db);
bool db_pipeline_end(struct db *db, struct err *e) MUST_USE;

/* A copy of the whole database while it is in use: a SQLite file, or what pg_dump
 * writes in its custom format.  Outside any transaction. */
bool db_backup(struct db *db, const char *path, struct err *e) MUST_USE;
/* Fill an empty database from such a copy, whole or not at all; RC_CONFLICT when the
 * database holds something, RC_INVALID when the file is no copy of this kind. */
bool db_restore(struct db *db, const char *path, struct err *e) MUST_USE;

#endif
