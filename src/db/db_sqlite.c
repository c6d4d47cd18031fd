/* The embedded database: one file, WAL, every commit on disk before it returns. */
#include "db/driver.h"
#include "db/messages.h"
#include "sys/file.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lite {
	sqlite3 *c;
	struct stmt_cache cache;
};

struct lite_run {
	struct lite *l;
	sqlite3_stmt *q;
	bool own; /* prepared for this run alone: the cached one was in use */
};

static bool
complain(sqlite3 *c, const char *what, struct err *e)
{
	int rc = sqlite3_errcode(c) & 0xff;

	return fail(e,
	    rc == SQLITE_BUSY || rc == SQLITE_LOCKED ? RC_BUSY
	        : rc == SQLITE_CONSTRAINT            ? RC_CONFLICT
	                                             : RC_IO,
	    MSG_db_failed, ARG(what), ARG(sqlite3_errmsg(c)));
}

static bool
lite_script(void *conn, const char *sql, struct err *e)
{
	struct lite *l = conn;

	if (sqlite3_exec(l->c, sql, NULL, NULL, NULL) != SQLITE_OK)
		return complain(l->c, "script", e);
	return true;
}

static void
lite_drop(void *q)
{
	sqlite3_finalize(q);
}

static void
lite_close(void *conn)
{
	struct lite *l = conn;

	stmt_cache_end(&l->cache, lite_drop);
	must(sqlite3_close(l->c) == SQLITE_OK); /* every run was finished */
	free(l);
}

static bool
lite_open(void **conn, const char *url, bool create, struct err *e)
{
	struct lite *l = calloc(1, sizeof *l);
	/* A connection is one thread's at a time: no lock around every column. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);

	must(l != NULL);
	int rc = sqlite3_open_v2(url, &l->c, flags, NULL);
	if (rc != SQLITE_OK) {
		if (rc == SQLITE_CANTOPEN && !create)
			fail(e, RC_NOT_FOUND, MSG_db_missing, ARG(url));
		else
			fail(e, RC_IO, MSG_db_open_failed, ARG(url), ARG(sqlite3_errmsg(l->c)));
		sqlite3_close(l->c);
		free(l);
		return false;
	}
	sqlite3_busy_timeout(l->c, 10000);
	struct err first = {0};
	if (!lite_script(l,
	        "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;"
	        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
	        "PRAGMA cache_size = -16384;" /* KiB: a year's cube and what is around it */
	        "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF",
	        &first)) {
		if (sqlite3_errcode(l->c) == SQLITE_NOTADB)
			fail(e, RC_INVALID, MSG_db_foreign, ARG(path_base(str_of(url))));
		else if (sqlite3_errcode(l->c) == SQLITE_CORRUPT)
			fail(e, RC_INVALID, MSG_db_open_failed, ARG(url),
			    ARG(sqlite3_errmsg(l->c)));
		else
			*e = first;
		lite_close(l);
		return false;
	}
	*conn = l;
	return true;
}

static str
lite_name(void *conn)
{
	const struct lite *l = conn;
	const char *path = sqlite3_db_filename(l->c, "main");

	return path_base(str_of(path != NULL ? path : ""));
}

static sqlite3_stmt *
ready(sqlite3 *c, const struct db_stmt *s, struct err *e)
{
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v3(c, s->sql[DB_SQLITE], -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) !=
	    SQLITE_OK) {
		complain(c, s->name, e);
		return NULL;
	}
	must(sqlite3_bind_parameter_count(q) == s->n_in);
	must(sqlite3_column_count(q) == s->n_out);
	return q;
}

static bool
lite_prepare(void *conn, const struct db_stmt *s, struct err *e)
{
	sqlite3_stmt *q = ready(((struct lite *)conn)->c, s, e);

	sqlite3_finalize(q);
	return q != NULL;
}

static int
bind(sqlite3_stmt *q, int at, const struct db_val *v)
{
	const char *p = v->s.p != NULL ? v->s.p : "";

	switch (v->type) {
	case DB_I64:
		return sqlite3_bind_int64(q, at, v->i);
	case DB_STR:
		return sqlite3_bind_text64(q, at, p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
	case DB_BLOB:
	case DB_VIEW:
		return sqlite3_bind_blob64(q, at, p, v->s.n, SQLITE_STATIC);
	}
	never("value type");
}

static void
lite_finish(void *run)
{
	struct lite_run *r = run;

	if (r->own) {
		sqlite3_finalize(r->q);
		return;
	}
	sqlite3_reset(r->q);
	sqlite3_clear_bindings(r->q);
}

static void *
lite_start(void *conn, struct arena *mem, const struct db_stmt *s, const struct db_val *in,
    struct err *e)
{
	struct lite *l = conn;
	struct lite_run *r = arena_new(mem, struct lite_run);
	void **cached = stmt_cache_at(&l->cache, s);

	if (*cached == NULL)
		*cached = ready(l->c, s, e);
	if (*cached == NULL)
		return NULL;
	*r = (struct lite_run){l, *cached, false};
	if (sqlite3_stmt_busy(r->q)) {
		r->own = true;
		if ((r->q = ready(l->c, s, e)) == NULL)
			return NULL;
	}
	for (int i = 0; i < s->n_in; i++) {
		/* PostgreSQL cannot hold a NUL in text: the two refuse it alike. */
		if (in[i].type == DB_STR && in[i].s.n > 0 &&
		    memchr(in[i].s.p, 0, in[i].s.n) != NULL) {
			fail(e, RC_INVALID, MSG_db_nul_text);
			lite_finish(r);
			return NULL;
		}
		if (bind(r->q, i + 1, &in[i]) != SQLITE_OK) {
			complain(l->c, s->name, e);
			lite_finish(r);
			return NULL;
		}
	}
	return r;
}

static enum db_step
lite_next(void *run, struct arena *mem, const struct db_stmt *s, struct db_val *out, struct err *e)
{
	struct lite_run *r = run;
	int rc = sqlite3_step(r->q);

	if (rc == SQLITE_DONE)
		return DB_DONE;
	if (rc != SQLITE_ROW) {
		complain(r->l->c, s->name, e);
		return DB_FAIL;
	}
	for (int i = 0; i < s->n_out; i++) {
		out[i].type = s->out[i];
		if (s->out[i] == DB_I64) {
			if (sqlite3_column_type(r->q, i) != SQLITE_INTEGER) {
				fail(e, RC_IO, MSG_db_not_integer, ARG(s->name), ARG(i));
				return DB_FAIL;
			}
			out[i].i = sqlite3_column_int64(r->q, i);
			continue;
		}
		const void *p = s->out[i] == DB_STR ? (const void *)sqlite3_column_text(r->q, i)
		                                    : sqlite3_column_blob(r->q, i);
		str v = {p, (size_t)sqlite3_column_bytes(r->q, i)};
		out[i].s = s->out[i] == DB_VIEW ? v : str_dup(mem, v); /* (B2) */
	}
	return DB_ROW;
}

/* Copy every page from one database to another. */
static bool
copy(sqlite3 *to, sqlite3 *from, const char *path, struct err *e)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int rc = b != NULL ? sqlite3_backup_step(b, -1) : SQLITE_ERROR;

	if (b != NULL)
		sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE)
		return true;
	if (rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT)
		return fail(e, RC_INVALID, MSG_db_no_backup, ARG(path));
	return fail(e, RC_IO, MSG_db_failed, ARG(path), ARG(sqlite3_errmsg(to)));
}

/* One integer that a fixed statement gives; -1 when it cannot be had. */
static int64_t
ask(sqlite3 *c, const char *sql)
{
	sqlite3_stmt *q = NULL;
	int64_t v = -1;

	if (sqlite3_prepare_v2(c, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
		v = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return v;
}

static bool
lite_backup(void *conn, const char *path, struct err *e)
{
	struct lite *l = conn;
	sqlite3 *to = NULL;
	char tmp[4096];

	int n = snprintf(tmp, sizeof tmp, "%s.tmp", path);
	if (n < 0 || (size_t)n >= sizeof tmp)
		return fail(e, RC_INVALID, MSG_db_no_backup, ARG(path));
	unlink(tmp);
	bool ok = sqlite3_open(tmp, &to) == SQLITE_OK ||
	    fail(e, RC_IO, MSG_db_open_failed, ARG(path), ARG(sqlite3_errmsg(to)));
	ok = ok && copy(to, l->c, path, e);
	/* One file that stands alone: no write-ahead log beside it. */
	ok = ok &&
	    (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK ||
	        fail(e, RC_IO, MSG_db_failed, ARG(path), ARG(sqlite3_errmsg(to))));
	sqlite3_close(to);
	if (ok && rename(tmp, path) != 0)
		ok = fail(e, RC_IO, MSG_db_open_failed, ARG(path), ARG(strerror(errno)));
	if (!ok)
		unlink(tmp);
	return ok;
}

static bool
lite_restore(void *conn, const char *path, struct err *e)
{
	struct lite *l = conn;
	sqlite3 *from = NULL;

	if (ask(l->c, "SELECT COUNT(*) FROM sqlite_master") != 0)
		return fail(e, RC_CONFLICT, MSG_db_not_empty);
	bool ok = sqlite3_open_v2(path, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK ||
	    fail(e, RC_NOT_FOUND, MSG_db_open_failed, ARG(path), ARG(sqlite3_errmsg(from)));
	if (ok && ask(from, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'tertial'") != 1)
		ok = fail(e, RC_INVALID, MSG_db_no_backup, ARG(path));
	ok = ok && copy(l->c, from, path, e) && lite_script(l, "PRAGMA journal_mode = WAL", e);
	sqlite3_close(from);
	return ok;
}

const struct db_driver db_sqlite = {
    .kind = DB_SQLITE,
    .begin = {[DB_READ] = "BEGIN", [DB_WRITE] = "BEGIN IMMEDIATE"},
    .open = lite_open,
    .close = lite_close,
    .name = lite_name,
    .script = lite_script,
    .prepare = lite_prepare,
    .start = lite_start,
    .next = lite_next,
    .finish = lite_finish,
    .backup = lite_backup,
    .restore = lite_restore,
};
