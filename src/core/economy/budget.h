/* budget.h -- a budget from what was adopted to what holds, and over the months.
 *
 *     adopted → + changes by the council → + internal transfers → revised
 *
 * Adopted amounts are rows of `budget`.  What is changed later is a row of
 * `budget_change`, with who, why and decision; a row of `budget` with another
 * version than adopted is a change that is known as a sum only: it counts, and is told
 * as not logged.
 *
 * Invariants
 *   (B1) a logged transfer adds up to zero: what one end gains the other loses.
 *   (B2) parts of a split add up to the whole, to the öre. */
#ifndef TERTIAL_CORE_ECONOMY_BUDGET_H
#define TERTIAL_CORE_ECONOMY_BUDGET_H

#include "core/economy/result.h"

/* ---- over the months ---- */

/* ore in twelve parts by weight.  The remainder rule is cumulative truncation: the parts
 * up to a month are the whole times the weights so far over all weights, cut towards
 * zero, and a month is what that adds (B2); so no month is off by more than an öre, and
 * none of weight zero gets anything.  false when the weights are of both signs or all
 * zero: they are no shares. */
bool budget_split(int64_t ore, const int64_t weight[12], int64_t part[12]);

enum budget_profile {
	PROFILE_TWELFTHS,
	PROFILE_LAST_YEAR, /* last year's outcome of the same unit and line */
	PROFILE_EXPLICIT,
	BUDGET_PROFILE__COUNT
};
extern const char *const budget_profile_id[BUDGET_PROFILE__COUNT]; /* "twelfths" ... */

/* A year's row of `budget` (month 0) and its twelve months. */
struct budget_spread {
	const struct budget *whole;
	int64_t part[12];
	bool fell_back; /* last year gives no shares: twelfths */
};
/* Every adopted row of the year that is not by month, of units in the subtree.
 * weight: of PROFILE_EXPLICIT. */
bool budget_distribute(const struct economy *ec, int year, str unit, enum budget_profile how,
    const int64_t weight[12], struct arena *mem, struct budget_spread **out, size_t *n,
    struct err *e) MUST_USE;

/* ---- from adopted to revised ---- */

struct budget_row {
	str unit, unit_name;
	str line, line_name; /* "" in the row of a unit's net, and in the total */
	int level;           /* 0 total, 1 a unit, 2 a line of it */
	struct amount adopted, council, transfer, revised;
	int64_t unlogged_ore; /* the part of council and transfer without a log */
};
struct budget_chain {
	int year;
	str unit, unit_name;
	struct budget_row *row; /* units in the order of the tree, each with its lines */
	size_t n_row;
	bool has_unlogged; /* some line has a change without a log */
};
/* The full year of every unit with an own budget in the subtree, as the tree stands at
 * the year's end. */
bool budget_chain(const struct economy *ec, int year, str unit, struct arena *mem,
    struct budget_chain **out, struct err *e) MUST_USE;

/* The logged changes of a year that touch the subtree, by day, then id. */
bool budget_log(const struct economy *ec, int year, str unit, struct arena *mem,
    const struct budget_change ***out, size_t *n, struct err *e) MUST_USE;

/* What a change may not be, whatever the model holds. */
enum change_fault {
	CHANGE_FAULT_NONE,
	CHANGE_NO_AMOUNT, /* zero; or a transfer of less than nothing */
	CHANGE_BAD_MONTH,
	CHANGE_HAS_FROM,    /* the council gives, no unit does */
	CHANGE_NO_DECISION, /* a change by the council is one */
	CHANGE_NO_FROM,
	CHANGE_SAME_PLACE
};
enum change_fault budget_change_fault(const struct budget_change *c);

#endif
