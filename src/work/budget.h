/* budget.h -- writing a budget over the months.
 *
 * Invariants
 *   (D1) one transaction, one batch in the log: all rows or none.
 *   (D2) the year's sum of every unit and line is what it was, to the öre. */
#ifndef TERTIAL_WORK_BUDGET_H
#define TERTIAL_WORK_BUDGET_H

#include "core/economy/budget.h"
#include "work/view.h"

struct distribute_ask {
	int year;
	str unit;
	enum budget_profile how;
	int64_t weight[12]; /* of PROFILE_EXPLICIT */
	str by;             /* who */
	bool dry_run;
	int64_t now_us;
};

/* Replace each adopted amount of the year that is not by month (month 0) with twelve.
 * A row by month that exists already for the same unit and line is RC_CONFLICT: the two
 * would count together. */
bool budget_write_months(struct db *db, int64_t org, const struct distribute_ask *ask,
    struct arena *mem, struct budget_spread **out, size_t *n, struct err *e) MUST_USE;

#endif
