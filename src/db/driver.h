/* driver.h -- what a database must be able to do.  Included by src/db/ only. */
#ifndef TERTIAL_DB_DRIVER_H
#define TERTIAL_DB_DRIVER_H

#include "db/db.h"

struct db_driver {
	enum db_kind kind;
	const char *begin[2]; /* by enum db_mode */
	bool (*open)(void **conn, const char *url, bool create, struct err *e);
	void (*close)(void *conn);
	str (*name)(void *conn); /* borrowed */
	bool (*script)(void *conn, const char *sql, struct err *e);
	bool (*prepare)(void *conn, const struct db_stmt *s, struct err *e);
	void *(*start)(void *conn, struct arena *mem, const struct db_stmt *s,
	    const struct db_val *in, struct err *e);
	enum db_step (*next)(void *run, struct arena *mem, const struct db_stmt *s,
	    struct db_val *out, struct err *e);
	void (*finish)(void *run);
	/* NULL where awaiting costs nothing; `on` never fails. */
	bool (*pipeline)(void *conn, bool on, struct err *e);
	bool (*backup)(void *conn, const char *path, struct err *e);
	bool (*restore)(void *conn, const char *path, struct err *e);
};

extern const struct db_driver db_sqlite, db_pgsql;

/* Which statements a connection has prepared: from the statement's address to
 * the driver's handle.  Owned by the connection. */
struct stmt_cache {
	const struct db_stmt **key;
	void **value;
	size_t n, room;
};

void **stmt_cache_at(struct stmt_cache *c, const struct db_stmt *s); /* NULL value: new */
void stmt_cache_end(struct stmt_cache *c, void (*drop)(void *));

#endif
