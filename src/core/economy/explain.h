/* explain.h -- which variances ask for an explanation: a list for people to act on,
 * that changes no figure. */
#ifndef TERTIAL_CORE_ECONOMY_EXPLAIN_H
#define TERTIAL_CORE_ECONOMY_EXPLAIN_H

#include "core/economy/result.h"

struct variance_limit {
	int64_t min_ore; /* absolute variance at least this ... */
	dec min_percent; /* ... and at least this share of the absolute budget; a line
	                     * without budget passes.  Not dec_ok: no limit */
};

struct variance_item {
	str unit, unit_name;
	str line, line_name; /* "" for the net of a unit's subtree */
	struct amount outcome, budget, variance;
	dec percent; /* variance / |budget|, one decimal; not ok: no budget */
	/* What is explained: of a unit all its explained amounts, of a line those whose
	 * analysis names it.  rest = variance - explained. */
	int64_t explained_ore, rest_ore;
	bool has_variance_text; /* an analysis names this unit and line, or the unit */
};

/* Each unit with own figures in the subtree, each line: largest variance first. */
bool variance_list(const struct economy *ec, period p, str unit, const struct variance_limit *limit,
    struct arena *mem, struct variance_item **out, size_t *n, struct err *e) MUST_USE;
/* The net of each unit of the subtree that is presented or has something explained:
 * the variances that a report's explanations are summed against. */
bool
variance_units(const struct economy *ec, period p, str unit, const struct variance_limit *limit,
    struct arena *mem, struct variance_item **out, size_t *n, struct err *e) MUST_USE;

#endif
