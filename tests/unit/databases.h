/* databases.h -- a test on both databases: a fresh file of SQLite and, where it is there,
 * a fresh database of PostgreSQL.
 *
 * tests/run.sh starts a private cluster and puts its URL into TERTIAL_TEST_PG;
 * without it SQLite stands alone, and the test says so. */
#ifndef TERTIAL_TESTS_DATABASES_H
#define TERTIAL_TESTS_DATABASES_H

#include "base/str.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The URL of a new database; NULL: there is no PostgreSQL. */
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

static inline void
each_database(struct arena *mem, void (*test)(const char *url))
{
	char dir[] = "/tmp/tertial-test-XXXXXX";
	static const char *const left[] = {"db", "db-wal", "db-shm"};

	if (mkdtemp(dir) == NULL) {
		perror(dir);
		exit(1);
	}
	test(str_z(mem, str_fmt(mem, "%s/db", dir)));
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		unlink(str_z(mem, str_fmt(mem, "%s/%s", dir, left[i])));
	rmdir(dir);
	const char *pg = pg_fresh(mem);
	if (pg != NULL)
		test(pg);
	else
		printf("without PostgreSQL: TERTIAL_TEST_PG is not set\n");
}

#endif
