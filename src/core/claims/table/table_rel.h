/* table_rel.h -- the arithmetic between the cells of one table.
 *
 * Relations are not taken from headings alone: one that nearly every row (or
 * every other column) keeps is the table's own, and the cell that breaks it is
 * wrong.  Rounding of every printed cell is allowed for. */
#ifndef TERTIAL_CORE_CLAIMS_TABLE_REL_H
#define TERTIAL_CORE_CLAIMS_TABLE_REL_H

#include "core/claims/claims_priv.h"

enum rel_kind { REL_DIFF, REL_PERCENT, REL_SHARE, REL_RATIO, REL_SUM, REL_SAME };

struct member {
	int row, col;
	int sign; /* in the target's sum */
};

/* target = what the members give, within the rounding of all of them. */
struct relation {
	enum rel_kind kind;
	struct member target;
	struct member *m;
	int n;
	bool ok;
	bool sure;        /* a break of it is an error, else a warning */
	int64_t expected; /* of the target, printed scale */
	int64_t slack;
};

struct relations {
	struct arena *mem;
	struct table *t;
	struct relation *v;
	size_t n, room;
};

void relation_add(struct relations *r, struct relation x);
/* What rounding allows the sum of these members to be off by. */
int64_t relation_slack(const struct table *t, const struct relation *x);
void table_col_relations(struct relations *r); /* table_rel.c */
void table_sum_relations(struct relations *r); /* table_sum.c */

static inline struct cell *
cell_at(const struct table *t, struct member m)
{
	return &t->row[m.row].cell[m.col];
}

#endif
