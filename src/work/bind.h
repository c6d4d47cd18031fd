/* bind.h -- typed figures of a report's sections bound to facts, in one transaction.
 *
 * Invariants
 *   (N1) what the report prints is the same before and after, but for spaces and the
 *        sign for minus; otherwise nothing is changed and the failure is RC_CONFLICT.
 *   (N2) each changed section is logged as an import's row is: import_undo takes it
 *        back, and verify proves it.
 *   (N3) a frozen report is not changed. */
#ifndef TERTIAL_WORK_BIND_H
#define TERTIAL_WORK_BIND_H

#include "core/bind/bind.h"
#include "core/model/model.h"
#include "work/view.h"

struct bind_section {
	const struct section *section;
	struct bind_list list;
};

struct bind_report {
	const struct report *report;
	struct bind_section *v; /* those with typed figures, in the report's order */
	size_t n;
	size_t n_typed, n_safe;
};

/* The typed figures of a report; `only` is a section's id or "". */
bool bind_find(const struct view *v, const struct report *r, str only, struct bind_report *out,
    struct err *e) MUST_USE;

struct bind_ask {
	str report;
	str section;   /* "": all */
	bool safe;     /* every figure that can be bound without asking */
	int line, col; /* else the one that begins here in `section` */
	str fact;      /* with line and col; "" the first proposal that can be bound */
	str by;
	int64_t now_us;
	str dir; /* "" the database; else the organisation's exported files */
};

/* *n_bound is how many; *batch is 0 when it was done in files, or when n_bound is 0. */
bool report_bind(struct db *db, int64_t org, const struct bind_ask *ask, struct arena *mem,
    size_t *n_bound, int64_t *batch, struct err *e) MUST_USE;

#endif
