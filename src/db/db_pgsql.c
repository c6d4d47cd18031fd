/* PostgreSQL through libpq: binary results, statements prepared once a connection. */
#include "db/driver.h"
#include "db/messages.h"
#include "sys/process.h"

#include <errno.h>
#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pg {
	PGconn *c;
	struct stmt_cache cache; /* value: the name it is prepared under, ours to free */
	bool pipeline;           /* what gives no rows is sent without awaiting it */
	int n_sent;              /* statements whose results are not read */
};

/* Results are read before so many are waiting that server and client could wait for
 * each other. */
#define SENT_MAX 256

struct pg_run {
	PGresult *res;
	int row;
};

/* The server's message without its trailing line end. */
static str
last_message(PGconn *c)
{
	return str_trim(str_of(PQerrorMessage(c)));
}

static bool
complain(PGconn *c, PGresult *r, const char *what, struct err *e)
{
	const char *state = r != NULL ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	enum rc rc = RC_IO;

	if (state != NULL && strncmp(state, "23", 2) == 0)
		rc = RC_CONFLICT;
	if (state != NULL && strncmp(state, "40", 2) == 0)
		rc = RC_BUSY;
	return fail(e, rc, MSG_db_failed, ARG(what), ARG(last_message(c)));
}

/* Await all that was sent.  The first error is the one that counts. */
static bool
settle(struct pg *p, struct err *e)
{
	bool ok = true, at_end = p->n_sent == 0;

	if (!at_end && PQpipelineSync(p->c) != 1)
		ok = complain(p->c, NULL, "pipeline", e);
	while (!at_end) {
		PGresult *r = PQgetResult(p->c);
		if (r == NULL) {
			if (PQstatus(p->c) != CONNECTION_OK)
				at_end = true;
			else
				continue; /* between two statements */
		}
		ExecStatusType st = PQresultStatus(r);
		at_end |= st == PGRES_PIPELINE_SYNC;
		if (ok && st != PGRES_COMMAND_OK && st != PGRES_TUPLES_OK &&
		    st != PGRES_PIPELINE_SYNC)
			ok = complain(p->c, r, "pipeline", e);
		PQclear(r);
	}
	p->n_sent = 0;
	if (PQpipelineStatus(p->c) != PQ_PIPELINE_OFF && PQexitPipelineMode(p->c) != 1 && ok)
		ok = complain(p->c, NULL, "pipeline", e);
	return ok;
}

static bool
pg_pipeline(void *conn, bool on, struct err *e)
{
	struct pg *p = conn;

	p->pipeline = on;
	return on || settle(p, e);
}

static bool
pg_script(void *conn, const char *sql, struct err *e)
{
	struct pg *p = conn;

	/* The end of the transaction ends what was sent, too. */
	p->pipeline = false;
	bool sent_ok = settle(p, e);
	PGresult *r = PQexec(p->c, sql); /* also then: it may be the rollback */
	ExecStatusType st = PQresultStatus(r);
	bool ok = st == PGRES_COMMAND_OK || st == PGRES_TUPLES_OK ||
	    (sent_ok && complain(p->c, r, "script", e));

	PQclear(r);
	return sent_ok && ok;
}

static void
quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message; /* notices are not for the user */
}

static bool
pg_open(void **conn, const char *url, bool create, struct err *e)
{
	struct pg *p = calloc(1, sizeof *p);

	(void)create; /* the database itself is the administrator's */
	must(p != NULL);
	p->c = PQconnectdb(url);
	if (PQstatus(p->c) != CONNECTION_OK || PQsetClientEncoding(p->c, "UTF8") != 0) {
		fail(e, RC_IO, MSG_db_open_failed, ARG(PQhost(p->c)), ARG(last_message(p->c)));
		PQfinish(p->c);
		free(p);
		return false;
	}
	PQsetNoticeProcessor(p->c, quiet, NULL);
	*conn = p;
	return true;
}

static str
pg_name(void *conn)
{
	const struct pg *p = conn;

	return str_of(PQdb(p->c));
}

static void
pg_close(void *conn)
{
	struct pg *p = conn;

	stmt_cache_end(&p->cache, free);
	PQfinish(p->c);
	free(p);
}

static bool
prepare_as(PGconn *c, const char *name, const struct db_stmt *s, struct err *e)
{
	PGresult *r = PQprepare(c, name, s->sql[DB_PGSQL], 0, NULL);
	bool ok = PQresultStatus(r) == PGRES_COMMAND_OK || complain(c, r, s->name, e);

	PQclear(r);
	return ok;
}

static bool
pg_prepare(void *conn, const struct db_stmt *s, struct err *e)
{
	PGconn *c = ((struct pg *)conn)->c;

	if (!prepare_as(c, "", s, e))
		return false;
	PGresult *r = PQdescribePrepared(c, "");
	must(PQnparams(r) == s->n_in);
	must(PQnfields(r) == s->n_out);
	PQclear(r);
	return true;
}

/* Integers and text travel as text, bytes in binary. */
static bool
params(struct arena *mem, const struct db_stmt *s, const struct db_val *in, const char **v,
    int *len, int *fmt, struct err *e)
{
	for (int i = 0; i < s->n_in; i++) {
		switch (in[i].type) {
		case DB_I64: {
			char *t = arena_array(mem, 24, char);
			snprintf(t, 24, "%" PRId64, in[i].i);
			v[i] = t;
			break;
		}
		case DB_STR:
			v[i] = str_z(mem, in[i].s);
			if (v[i] == NULL)
				return fail(e, RC_INVALID, MSG_db_nul_text);
			break;
		case DB_BLOB:
		case DB_VIEW:
			must(in[i].s.n <= INT32_MAX);
			v[i] = in[i].s.p != NULL ? in[i].s.p : "";
			len[i] = (int)in[i].s.n;
			fmt[i] = 1;
			break;
		}
	}
	return true;
}

/* Without awaiting it; true also says nothing of what was sent before. */
static bool
send_only(struct pg *p, const struct db_stmt *s, const char *name, const char *const *v,
    const int *len, const int *fmt, struct err *e)
{
	if (p->n_sent >= SENT_MAX && !settle(p, e))
		return false;
	if (PQpipelineStatus(p->c) == PQ_PIPELINE_OFF && PQenterPipelineMode(p->c) != 1)
		return complain(p->c, NULL, s->name, e);
	if (PQsendQueryPrepared(p->c, name, s->n_in, v, len, fmt, 1) != 1)
		return complain(p->c, NULL, s->name, e);
	p->n_sent++;
	return true;
}

static void *
pg_start(void *conn, struct arena *mem, const struct db_stmt *s, const struct db_val *in,
    struct err *e)
{
	struct pg *p = conn;
	size_t n = (size_t)s->n_in + 1;
	const char **v = arena_array(mem, n, const char *);
	int *len = arena_array(mem, n, int), *fmt = arena_array(mem, n, int);
	void **prepared = stmt_cache_at(&p->cache, s);

	if ((*prepared == NULL || !p->pipeline || s->n_out > 0) && !settle(p, e))
		return NULL;
	if (*prepared == NULL) {
		/* Not the query's own name: each file that includes it has a copy. */
		char *name = malloc(24);
		must(name != NULL);
		snprintf(name, 24, "s%zu", p->cache.n);
		if (!prepare_as(p->c, name, s, e)) {
			free(name);
			return NULL;
		}
		*prepared = name;
	}
	if (!params(mem, s, in, v, len, fmt, e))
		return NULL;
	if (p->pipeline && s->n_out == 0) {
		if (!send_only(p, s, *prepared, v, len, fmt, e))
			return NULL;
		return arena_new(mem, struct pg_run); /* no result: no rows */
	}
	PGresult *res = PQexecPrepared(p->c, *prepared, s->n_in, v, len, fmt, 1);
	ExecStatusType st = PQresultStatus(res);
	if (st != PGRES_TUPLES_OK && st != PGRES_COMMAND_OK) {
		complain(p->c, res, s->name, e);
		PQclear(res);
		return NULL;
	}
	struct pg_run *r = arena_new(mem, struct pg_run);
	r->res = res;
	return r;
}

/* A big-endian integer of 2, 4 or 8 bytes. */
static bool
read_int(const unsigned char *t, size_t n, int64_t *out)
{
	uint64_t v = n > 0 && (t[0] & 0x80) ? UINT64_MAX : 0;

	if (n != 2 && n != 4 && n != 8)
		return false;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | t[i];
	*out = (int64_t)v;
	return true;
}

static enum db_step
pg_next(void *run, struct arena *mem, const struct db_stmt *s, struct db_val *out, struct err *e)
{
	struct pg_run *r = run;

	if (r->row >= PQntuples(r->res))
		return DB_DONE;
	for (int i = 0; i < s->n_out; i++) {
		const char *t = PQgetvalue(r->res, r->row, i);
		size_t n = (size_t)PQgetlength(r->res, r->row, i);
		out[i].type = s->out[i];
		if (s->out[i] != DB_I64) {
			str v = {t, n};
			out[i].s = s->out[i] == DB_VIEW ? v : str_dup(mem, v); /* (B2) */
		} else if (!read_int((const unsigned char *)t, n, &out[i].i)) {
			fail(e, RC_IO, MSG_db_not_integer, ARG(s->name), ARG(i));
			return DB_FAIL;
		}
	}
	r->row++;
	return DB_ROW;
}

static void
pg_finish(void *run)
{
	PQclear(((struct pg_run *)run)->res);
}

/* Run one of PostgreSQL's own programs on this connection's database.  How to reach
 * it goes into the environment: arguments can be read by anyone. */
static bool
run_tool(struct pg *p, const char *const *argv, struct arena *mem, struct process_result *r,
    struct err *e)
{
	static const struct {
		const char *key, *env;
	} map[] = {{"host", "PGHOST"}, {"hostaddr", "PGHOSTADDR"}, {"port", "PGPORT"},
	    {"user", "PGUSER"}, {"password", "PGPASSWORD"}, {"dbname", "PGDATABASE"},
	    {"sslmode", "PGSSLMODE"}, {"sslrootcert", "PGSSLROOTCERT"}};
	const char *env[COUNTOF(map) + 1] = {NULL};
	size_t n = 0;
	PQconninfoOption *o = PQconninfo(p->c);

	for (PQconninfoOption *x = o; x != NULL && x->keyword != NULL; x++)
		for (size_t i = 0; i < COUNTOF(map); i++)
			if (x->val != NULL && strcmp(x->keyword, map[i].key) == 0 &&
			    n < COUNTOF(map))
				env[n++] = str_z(mem, str_fmt(mem, "%s=%s", map[i].env, x->val));
	PQconninfoFree(o);
	if (!process_run(&(struct process){.argv = argv, .env = env, .out_max = 65536}, mem, r, e))
		return false;
	if (r->code != 0)
		return fail(e, RC_IO, MSG_db_failed, ARG(argv[0]), ARG(str_trim(r->err)));
	return true;
}

static bool
pg_backup(void *conn, const char *path, struct err *e)
{
	struct arena mem;
	struct process_result r;

	arena_init(&mem, (size_t)1 << 20);
	const char *tmp = str_z(&mem, str_fmt(&mem, "%s.tmp", path));
	bool ok = run_tool(conn,
	    (const char *const[]){"pg_dump", "--format=custom", "--no-owner", "--file", tmp, NULL},
	    &mem, &r, e);
	if (ok && rename(tmp, path) != 0)
		ok = fail(e, RC_IO, MSG_db_open_failed, ARG(path), ARG(strerror(errno)));
	if (!ok)
		unlink(tmp);
	arena_end(&mem);
	return ok;
}

static bool
pg_restore_file(void *conn, const char *path, struct err *e)
{
	struct pg *p = conn;
	struct arena mem;
	struct process_result r;
	char magic[5] = {0};
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		return fail(e, RC_NOT_FOUND, MSG_db_open_failed, ARG(path), ARG(strerror(errno)));
	bool ok = fread(magic, 1, 5, f) == 5 && memcmp(magic, "PGDMP", 5) == 0;
	fclose(f);
	if (!ok)
		return fail(e, RC_INVALID, MSG_db_no_backup, ARG(path));
	PGresult *t = PQexec(p->c,
	    "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' LIMIT 1");
	ok = PQntuples(t) == 0 || fail(e, RC_CONFLICT, MSG_db_not_empty);
	PQclear(t);
	arena_init(&mem, (size_t)1 << 20);
	ok = ok &&
	    run_tool(p,
	        (const char *const[]){"pg_restore", "--no-owner", "--single-transaction",
	            "--exit-on-error", "--dbname", PQdb(p->c), path, NULL},
	        &mem, &r, e);
	arena_end(&mem);
	return ok;
}

const struct db_driver db_pgsql = {
    .kind = DB_PGSQL,
    .begin = {[DB_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        [DB_WRITE] = "BEGIN ISOLATION LEVEL SERIALIZABLE"},
    .open = pg_open,
    .close = pg_close,
    .name = pg_name,
    .script = pg_script,
    .prepare = pg_prepare,
    .start = pg_start,
    .next = pg_next,
    .finish = pg_finish,
    .pipeline = pg_pipeline,
    .backup = pg_backup,
    .restore = pg_restore_file,
};
