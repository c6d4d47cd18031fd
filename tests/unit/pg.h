/* pg.h -- a fresh PostgreSQL database for one test.
 *
 * tests/run.sh starts a private cluster and puts its URL into TERTIAL_TEST_PG;
 * without it there is no PostgreSQL and pg_fresh returns NULL: say so and go on
 * with SQLite alone. */
#ifndef TERTIAL_TESTS_PG_H
#define TERTIAL_TESTS_PG_H

#include "base/str.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline const char *
pg_fresh(struct arena *mem)
{
	static int made;
	const char *admin = getenv("TERTIAL_TEST_PG");

	if (admin == NULL || *admin == '\0')
		return NULL;
	PGconn *c = PQconnectdb(admin);
	str name = str_fmt(mem, "t%ld_%d", (long)getpid(), made++);
	PGresult *r = PQexec(c, str_z(mem, str_fmt(mem, "CREATE DATABASE %.*s", STR_ARG(name))));
	bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
	if (!ok)
		fprintf(stderr, "%s", PQerrorMessage(c));
	PQclear(r);
	PQfinish(c);
	if (!ok)
		exit(1);
	const char *slash = strrchr(admin, '/');
	return str_z(mem, str_fmt(mem, "%.*s/%.*s", (int)(slash - admin), admin, STR_ARG(name)));
}

#endif
