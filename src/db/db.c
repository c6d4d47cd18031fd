#include "db/db.h"
#include "db/driver.h"

#include <stdlib.h>
#include <string.h>

#define HOOKS_MAX 8

struct db {
	const struct db_driver *drv;
	void *conn;
	bool in_tx;
	struct db_run *live; /* runs not yet finished, newest first */
	int n_hook;
	bool (*hook[HOOKS_MAX])(struct db *, struct err *);
};

struct db_run {
	struct db *db;
	const struct db_stmt *stmt;
	struct arena *mem;
	void *run; /* NULL once finished */
	struct db_run *next;
};

static void
run_finish(void *arg)
{
	struct db_run *r = arg, **at = &r->db->live;

	if (r->run == NULL)
		return;
	while (*at != r)
		at = &(*at)->next;
	*at = r->next;
	r->db->drv->finish(r->run);
	r->run = NULL;
}

/* SQLite refuses COMMIT while a statement is in progress; PostgreSQL does not
 * care.  Ending every run here makes the two behave alike. */
static void
finish_all(struct db *db)
{
	while (db->live != NULL)
		run_finish(db->live);
}

bool
db_open(struct db **out, const char *url, bool create, struct err *e)
{
	bool pg = strncmp(url, "postgres://", 11) == 0 || strncmp(url, "postgresql://", 13) == 0;
	struct db *db = calloc(1, sizeof *db);

	must(db != NULL);
	db->drv = pg ? &db_pgsql : &db_sqlite;
	if (!db->drv->open(&db->conn, url, create, e)) {
		free(db);
		return false;
	}
	*out = db;
	return true;
}

void
db_close(struct db *db)
{
	if (db->in_tx)
		db_rollback(db);
	db->drv->close(db->conn);
	free(db);
}

str
db_name(const struct db *db)
{
	return db->drv->name(db->conn);
}

bool
db_script(struct db *db, const char *sql, struct err *e)
{
	return db->drv->script(db->conn, sql, e);
}

enum db_kind
db_kind_of(const struct db *db)
{
	return db->drv->kind;
}

bool
db_begin(struct db *db, enum db_mode mode, struct err *e)
{
	must(!db->in_tx);
	db->in_tx = db_script(db, db->drv->begin[mode], e);
	return db->in_tx;
}

bool
db_commit(struct db *db, struct err *e)
{
	must(db->in_tx);
	finish_all(db);
	for (int i = 0; i < db->n_hook; i++) {
		if (!db->hook[i](db, e)) { /* (B4) */
			db_rollback(db);
			return false;
		}
	}
	finish_all(db);
	if (!db_script(db, "COMMIT", e)) {
		db_rollback(db);
		return false;
	}
	db->in_tx = false;
	return true;
}

void
db_rollback(struct db *db)
{
	struct err ignored = {0};

	must(db->in_tx);
	finish_all(db);
	(void)!db_script(db, "ROLLBACK", &ignored);
	db->in_tx = false;
}

void
db_before_commit(struct db *db, bool (*check)(struct db *, struct err *))
{
	must(db->n_hook < HOOKS_MAX);
	db->hook[db->n_hook++] = check;
}

bool
db_prepare_check(struct db *db, const struct db_stmt *s, struct err *e)
{
	return db->drv->prepare(db->conn, s, e);
}

struct db_run *
db_start(struct db *db, struct arena *mem, const struct db_stmt *s, const struct db_val *in,
    struct err *e)
{
	must(db->in_tx); /* (B1) */
	struct db_run *r = arena_new(mem, struct db_run);
	*r = (struct db_run){.db = db, .stmt = s, .mem = mem};
	r->run = db->drv->start(db->conn, mem, s, in, e);
	if (r->run == NULL)
		return NULL;
	r->next = db->live;
	db->live = r;
	arena_defer(mem, run_finish, r);
	return r;
}

enum db_step
db_next(struct db_run *r, struct db_val *out, struct err *e)
{
	must(r->run != NULL);
	enum db_step st = r->db->drv->next(r->run, r->mem, r->stmt, out, e);
	if (st != DB_ROW)
		run_finish(r);
	return st;
}

void
db_end(struct db_run *r)
{
	run_finish(r);
}

bool
db_exec(struct db *db, const struct db_stmt *s, const struct db_val *in, struct err *e)
{
	struct arena mem;
	enum db_step st = DB_FAIL;

	must(s->n_out == 0);
	arena_init(&mem, (size_t)256 << 20);
	struct db_run *r = db_start(db, &mem, s, in, e);
	if (r != NULL)
		st = db_next(r, &(struct db_val){0}, e);
	arena_end(&mem);
	return st == DB_DONE;
}

void
db_pipeline_begin(struct db *db)
{
	struct err none = {0};

	must(db->in_tx);
	if (db->drv->pipeline != NULL)
		must(db->drv->pipeline(db->conn, true, &none));
}

bool
db_pipeline_end(struct db *db, struct err *e)
{
	return db->drv->pipeline == NULL || db->drv->pipeline(db->conn, false, e);
}

bool
db_backup(struct db *db, const char *path, struct err *e)
{
	must(!db->in_tx);
	return db->drv->backup(db->conn, path, e);
}

bool
db_restore(struct db *db, const char *path, struct err *e)
{
	must(!db->in_tx);
	return db->drv->restore(db->conn, path, e);
}

void **
stmt_cache_at(struct stmt_cache *c, const struct db_stmt *s)
{
	if (c->n * 2 >= c->room) {
		struct stmt_cache old = *c;
		c->room = old.room == 0 ? 64 : old.room * 2;
		c->n = 0;
		c->key = calloc(c->room, sizeof *c->key);
		c->value = calloc(c->room, sizeof *c->value);
		must(c->key != NULL && c->value != NULL);
		for (size_t i = 0; i < old.room; i++)
			if (old.key[i] != NULL)
				*stmt_cache_at(c, old.key[i]) = old.value[i];
		free(old.key);
		free(old.value);
	}
	size_t i = ((uintptr_t)s >> 4) * 0x9e3779b97f4a7c15u >> 20 & (c->room - 1);
	while (c->key[i] != NULL && c->key[i] != s)
		i = (i + 1) & (c->room - 1);
	if (c->key[i] == NULL) {
		c->key[i] = s;
		c->n++;
	}
	return &c->value[i];
}

void
stmt_cache_end(struct stmt_cache *c, void (*drop)(void *))
{
	for (size_t i = 0; i < c->room; i++)
		if (c->key[i] != NULL && c->value[i] != NULL && drop != NULL)
			drop(c->value[i]);
	free(c->key);
	free(c->value);
	*c = (struct stmt_cache){0};
}
