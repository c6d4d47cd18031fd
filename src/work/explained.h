/* explained.h -- how every assessment of a report was made, as it is kept when the
 * report is frozen: rule and version, inputs, arithmetic, suggestion, judgement, reason,
 * who and when (CSV, a row a line of the explanation).
 *
 * Invariants
 *   (X1) what is kept is what plan_explain said of the database that was frozen; later
 *        changes of data or rules do not reach it. */
#ifndef TERTIAL_WORK_EXPLAINED_H
#define TERTIAL_WORK_EXPLAINED_H

#include "core/plan/explain.h"
#include "work/view.h"

#define EXPLAINED_FORMAT "bedomningar" /* its name among the kept formats */

/* Every objective, indicator and assignment of the view's body and period. */
bool explained_write(const struct view *v, struct sb *b, struct err *e) MUST_USE;
/* The explanation of one id from what was kept; *found is false when it is not there. */
bool explained_read(struct arena *mem, str bytes, str id, struct explain *out, bool *found,
    struct err *e) MUST_USE;
/* The explanation that stands: the kept one when the view's report is frozen (*frozen),
 * else computed now. */
bool
explained(const struct view *v, str id, struct explain *out, bool *frozen, struct err *e) MUST_USE;

#endif
