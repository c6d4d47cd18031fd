/* explain.h -- which variances ask for an explanation, and what is internal.
 *
 * Both are lists for people to act on; neither changes a figure. */
#ifndef TERTIAL_CORE_ECONOMY_EXPLAIN_H
#define TERTIAL_CORE_ECONOMY_EXPLAIN_H

#include "core/economy/result.h"

struct variance_limit {
	int64_t min_ore; /* absolute variance at least this ... */
	dec min_percent; /* ... and at least this share of the absolute budget; a line
	                     * without budget passes.  Not dec_ok: no limit */
};

struct variance_item {
	str unit, unit_name, line, line_name;
	struct amount outcome, budget, variance;
	dec percent;            /* variance / |budget|, one decimal; not ok: no budget */
	int64_t explained_ore;  /* sum of the explained amounts for the unit */
	bool has_variance_text; /* an analysis names this unit and line, or the unit */
};

/* Each unit with own figures in the subtree, each line: largest variance first. */
bool variance_list(const struct economy *ec, period p, str unit, const struct variance_limit *limit,
    struct arena *mem, struct variance_item **out, size_t *n, struct err *e) MUST_USE;

/* Internal transactions: what units of a subtree have booked, in a period, against
 * counterparties that are units of the same subtree.  The counterparty is the
 * object of dimension `dim`; it is a unit when its number is a unit's id or alias.
 * In a consolidated view the two sides of each pair take each other out: `net_ore`
 * must be zero, and says how much the two disagree where it is not. */
struct internal_pair {
	str unit_a, unit_b; /* a sorts before b */
	int64_t income_ore; /* revenue of either from the other */
	int64_t cost_ore;
	int64_t net_ore; /* income + cost */
};
struct internal {
	struct internal_pair *pair;
	size_t n;
	/* By result line: what goes out of the line in the consolidated view. */
	struct internal_line {
		str line;
		int64_t ore;
	} * line;
	size_t n_line;
	int64_t net_ore;
};
bool internal_transactions(const struct economy *ec, struct db *db, int64_t org, period p, str unit,
    int dim, struct arena *mem, struct internal *out, struct err *e) MUST_USE;

#endif
