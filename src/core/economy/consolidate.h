/* consolidate.h -- what units have booked against each other, and the result without
 * it: boards → region.
 *
 * The counterparty of a line is its object in the dimension that the accounts call
 * "Motpart"; it is a unit when its number is a unit's id or alias.  What a unit of a
 * subtree has booked against another unit of it is internal.
 *
 * Invariants
 *   (K1) sum of the parts + elimination = consolidated, in every row.
 *   (K2) eliminations take out what is booked, whether both sides agree or not: where
 *        they do not, the net of the eliminations is what they differ by. */
#ifndef TERTIAL_CORE_ECONOMY_CONSOLIDATE_H
#define TERTIAL_CORE_ECONOMY_CONSOLIDATE_H

#include "core/economy/result.h"

/* The dimension of counterparties: the first that is named so, else the one that SIE
 * leaves to free use and most files take, 20. */
int counterparty_dim(const struct economy *ec);

struct internal_ask {
	period period; /* from January of its last year to its end */
	str unit;
	date structure_day; /* y == 0: the period's last */
	bool no_closing;
	str line; /* only pairs of this line and its like; "" all */
};

struct internal_pair {
	str unit_a, unit_b; /* a sorts before b */
	int64_t income_ore; /* revenue of either from the other */
	int64_t cost_ore;
	int64_t net_ore; /* income + cost: what the two disagree by */
};
struct internal_line {
	str line;
	int64_t ore; /* revenue +, cost -: what goes out of the line */
};
struct internal {
	struct internal_pair *pair;
	size_t n;
	struct internal_line *line;
	size_t n_line;
	int64_t net_ore;
};
bool internal_transactions(const struct economy *ec, struct db *db, int64_t org,
    const struct internal_ask *ask, struct arena *mem, struct internal *out,
    struct err *e) MUST_USE;

/* The booked lines behind them, as the ledger has them (debit +). */
bool
internal_lines(const struct economy *ec, struct db *db, int64_t org, const struct internal_ask *ask,
    size_t skip, size_t max, struct arena *mem, struct ledger_hits *out, struct err *e) MUST_USE;

struct consolidated_part {
	str id, name; /* a unit right below the one asked for, or that one itself */
};
struct consolidated_row {
	str id, name;
	enum line_kind kind;
	struct amount *part; /* [n_part] */
	struct amount sum, eliminated, total, last_year;
};
struct consolidated {
	period period;
	str unit, unit_name;
	struct consolidated_part *part;
	size_t n_part;
	struct consolidated_row *row;
	size_t n_row;
	struct internal internal; /* of this year */
	int64_t differs_ore;      /* (K2) */
};
/* The year so far.  Needs a transaction. */
bool consolidated_table(const struct economy *ec, struct db *db, int64_t org,
    const struct table_ask *ask, struct arena *mem, struct consolidated **out,
    struct err *e) MUST_USE;
bool consolidated_json(const struct consolidated *t, enum scale scale, struct arena *mem, str *out,
    struct err *e) MUST_USE;

#endif
