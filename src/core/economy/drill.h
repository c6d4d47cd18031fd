/* drill.h -- from a cell of the result table down to the vouchers behind it.
 *
 *     line -> accounts (outcome, last year, share of line, largest counterparties)
 *          -> units (outcome, budget, last year) -> lines -> a whole voucher
 *
 * A place names where one stands; each step narrows it.  Needs a transaction.
 * Signs as in result.h: revenue +, cost -. */
#ifndef TERTIAL_CORE_ECONOMY_DRILL_H
#define TERTIAL_CORE_ECONOMY_DRILL_H

#include "core/economy/result.h"

struct drill_place {
	period period; /* accumulated from January of its last year to its end ... */
	bool month;    /* ... or the last month alone */
	str unit;      /* with its subtree */
	str line;      /* id of a result line of any kind; "" for the net */
	str account;   /* "" for all accounts of the line */
};

struct drill_account {
	str no, name;
	int64_t ore, last_year_ore;
};

struct drill_unit {
	str id, name;
	int64_t ore, last_year_ore, budget_ore;
	bool has_budget;
};

struct drill_share {
	str no, name; /* "" for lines without a counterparty */
	int64_t ore, lines;
};

/* Accounts of the place, largest absolute outcome first. */
bool
drill_accounts(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    struct arena *mem, struct drill_account **out, size_t *n, struct err *e) MUST_USE;
/* The children of the unit, and the unit itself for what is booked directly on it.
 * Budgets are given when the place is a whole line. */
bool drill_units(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    struct arena *mem, struct drill_unit **out, size_t *n, struct err *e) MUST_USE;
/* The lines, as the ledger has them (debit +). */
bool drill_lines(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    size_t skip, size_t max, struct arena *mem, struct ledger_hits *out, struct err *e) MUST_USE;
/* The ledger's objects of a unit and all below it on a day; none for a unit that is
 * not, or that nothing is booked on. */
void economy_unit_objects(const struct economy *ec, str unit, date day, struct arena *mem,
    const uint32_t **out, size_t *n);
/* The counterparties (objects of dimension dim), at most max, largest first. */
bool drill_shares(const struct economy *ec, struct db *db, int64_t org,
    const struct drill_place *at, int dim, size_t max, struct arena *mem, struct drill_share **out,
    size_t *n, struct err *e) MUST_USE;

#endif
