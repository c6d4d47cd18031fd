/* remark.h -- what must be said about a table beside its figures: which budget it
 * compares with, whose unit tree it follows, what in it is not final. */
#ifndef TERTIAL_CORE_ECONOMY_REMARK_H
#define TERTIAL_CORE_ECONOMY_REMARK_H

#include "core/economy/result.h"

struct remark {
	str text[LANG__COUNT];
};

/* In the order they should be told. */
void result_remarks(const struct result *t, struct arena *mem, struct remark **out, size_t *n);
void unit_remarks(const struct unit_table *t, struct arena *mem, struct remark **out, size_t *n);

/* The preliminary adjustments that count in a table of a unit and period (R6). */
bool economy_adjustments(const struct economy *ec, period p, str unit, struct arena *mem,
    const struct adjustment ***out, size_t *n, struct err *e) MUST_USE;

#endif
