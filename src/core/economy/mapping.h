/* mapping.h -- from an account to its result line, and whether a mapping is whole.
 *
 * Of the rows of a year whose prefix an account begins with the longest wins, and of
 * two as long the one whose condition on an object holds.  Pure: from the model alone.
 *
 * Source of the rule: MODEL.md 1, resultatrad. */
#ifndef TERTIAL_CORE_ECONOMY_MAPPING_H
#define TERTIAL_CORE_ECONOMY_MAPPING_H

#include "core/economy/result.h"

struct mapping_object {
	int dim; /* as SIE numbers dimensions: 1 the unit */
	str no;
};

/* The better of two rows that hold; a may be NULL. */
const struct mapping *mapping_better(const struct mapping *a, const struct mapping *b);
/* The row that decides; NULL: the account goes to no line. */
const struct mapping *mapping_find(const struct model *m, int year, str account,
    const struct mapping_object *object, size_t n);

/* Is the mapping of a year whole?  Findings, with the rows' prefixes as nodes: accounts
 * with amounts and no line (error), rows that lead to a total (error), rows of one prefix
 * with conditions on different dimensions (warning), rows that change nothing and rows
 * that no account begins with (notes), lines without any row (note). */
bool mapping_check(const struct model *m, const struct economy *ec, int year, struct arena *mem,
    struct diag *d, struct err *e) MUST_USE;

#endif
