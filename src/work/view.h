/* view.h -- one consistent look at an organisation: model, sums and facts, read in
 * one transaction.  Doors open a view, print from it, and let the arena go.
 *
 * Invariants
 *   (V1) everything in a view comes from one read transaction (B5). */
#ifndef TERTIAL_WORK_VIEW_H
#define TERTIAL_WORK_VIEW_H

#include "core/economy/result.h"
#include "core/facts/facts.h"
#include "core/model/model.h"

struct view {
	struct db *db;
	int64_t org;
	struct arena *mem;
	struct model *model;
	struct economy *economy; /* the period's year and the two before */
	struct facts *facts;
	struct fact_context ctx;
	struct fact_places places; /* points back here: a view is not copied */
};

/* Begins the transaction; view_end ends it.  An organisation that has no rows is
 * RC_NOT_FOUND. */
bool view_open(struct db *db, int64_t org, struct arena *mem, str body, period p, struct view *out,
    struct err *e) MUST_USE;
/* The same inside a transaction that the caller has begun and will end. */
bool view_load(struct db *db, int64_t org, struct arena *mem, str body, period p, struct view *out,
    struct err *e) MUST_USE;
void view_end(struct view *v);
/* The unit of the view's body. */
str view_unit(const struct view *v);
/* The last period of the newest report, else of the newest accounts. */
period view_default_period(const struct model *m);
/* The organisation's board: whose report is shown when nothing else is said. */
str view_default_body(const struct model *m);

#endif
