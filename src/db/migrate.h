/* migrate.h -- bring a database to the version this program knows.
 *
 * Migrations are numbered files in src/db/migrations/, run in order, each in one
 * transaction with the version it leads to.  They only go forward. */
#ifndef TERTIAL_DB_MIGRATE_H
#define TERTIAL_DB_MIGRATE_H

#include "db/db.h"

/* Make the tables of an empty database, or update an older one.  A database of a
 * newer version, or one that is not ours, is RC_INVALID and left as it is. */
bool db_migrate(struct db *db, struct err *e) MUST_USE;
/* Refuse to work on a database that has not this program's version. */
bool db_check_version(struct db *db, struct err *e) MUST_USE;
int64_t db_known_version(void);

#endif
