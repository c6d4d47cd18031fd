/* relation.h -- can any unrounded values explain all printed numbers?
 *
 * A printed number v with half a step h of its last digit stands for some value in
 * [v - h, v + h].  Relations say that sums of such values are zero.  Each relation may
 * hold by itself, and still no values may satisfy them all: this tells, exactly.
 *
 * The ends of an interval count as inside it: a value that rounding could have taken
 * either way is given the benefit of the doubt (C1).
 *
 * Invariants
 *   (R1) RELATION_NO is a proof: no real values in the intervals satisfy the relations.
 *   (R2) RELATION_YES is one too.  RELATION_UNKNOWN is said when the numbers do not fit
 *        an int64 on the way, or there are more than RELATION_SIZE_MAX of them. */
#ifndef TERTIAL_CORE_CHECK_RELATION_H
#define TERTIAL_CORE_CHECK_RELATION_H

#include "base/arena.h"

#define RELATION_SIZE_MAX 400 /* numbers and relations together */

enum relation_answer { RELATION_YES, RELATION_NO, RELATION_UNKNOWN };

struct relation_number {
	int64_t value, half;
};

/* The sum of sign[i] * number[at[i]] is zero; sign is +1 or -1. */
struct relation {
	const int *at;
	const int *sign;
	int n;
};

enum relation_answer relation_solve(struct arena *mem, const struct relation_number *number,
    int n_number, const struct relation *relation, int n_relation);
/* A smallest part of the relations that cannot hold together: on RELATION_NO, `keep` is
 * set for each of them, and without any one of those the rest can hold. */
enum relation_answer relation_blame(struct arena *mem, const struct relation_number *number,
    int n_number, const struct relation *relation, int n_relation, bool *keep);

#endif
