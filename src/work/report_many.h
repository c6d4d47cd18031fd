/* report_many.h -- the reports of every organisation of a database, in one go.
 *
 * Invariants
 *   (M1) each organisation is read in a transaction and an arena of its own; threads
 *        share nothing but the list of whom is next.
 *   (M2) what fails for one organisation is told and stops no other.
 *   (M3) files and their bytes do not depend on how many threads there are. */
#ifndef TERTIAL_WORK_REPORT_MANY_H
#define TERTIAL_WORK_REPORT_MANY_H

#include "base/date.h"
#include "base/err.h"

#define REPORT_THREADS_MAX 64

struct report_many_ask {
	const char *db_url;
	period period; /* PERIOD_NONE: each organisation's newest */
	str formats;   /* "html,pdf": all known */
	str dir;       /* files go to DIR/ORGANISATION/ID.EXT */
	enum lang lang;
	int threads; /* at least 1 */
};

/* One organisation: its files, or why there are none. */
struct report_of_one {
	int64_t org;
	str id;
	bool ok;
	str *path;
	size_t n_path;
	struct diag found; /* faults of its texts */
	struct err e;
};

/* False only when the list cannot be read; `of` is in the order of numbers. */
bool report_many(const struct report_many_ask *ask, struct arena *mem, struct report_of_one **of,
    size_t *n, struct err *e) MUST_USE;

#endif
