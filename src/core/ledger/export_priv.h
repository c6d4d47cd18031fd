/* export_priv.h -- a SIE file while it is made of the ledger.  Included by
 * core/ledger/export_*.c. */
#ifndef TERTIAL_CORE_LEDGER_EXPORT_PRIV_H
#define TERTIAL_CORE_LEDGER_EXPORT_PRIV_H

#include "core/ledger/export_sie.h"

struct export
{
	struct db *db;
	int64_t org;
	const struct sie_export_ask *ask;
	struct arena *mem;
	struct sie4_out *out;
	struct ledger_dict *dict;
	struct sie f;
	/* What stands in the file is in the order of numbers, so that the same accounts give
	 * the same file whatever ids they have. */
	uint32_t *account_at, *object_at; /* by id: index in f */
	uint32_t *account_id, *object_id; /* by index */
	int64_t *opening;                 /* by account id, of the year at hand */
	struct map object;                /* "account object" to index in part */
	struct part {                     /* of one account and object */
		uint32_t account, object;
		int64_t opening;
		int64_t month[LEDGER_PERIODS]; /* of the fiscal year, from 1 */
	} * part;
	size_t n_part, room_part;
	size_t room_balance, room_obj;
	struct stated *stated;
	size_t n_stated, room_stated;
	/* The fiscal year, its months, and the one before it where it follows upon one. */
	struct ledger_fiscal *stated_year;
	size_t n_stated_year;
	struct ledger_fiscal year, before;
	int n_month;
	bool has_before;
	bool bad; /* a sum did not fit */
};

/* The opening balances that the originals state, read once. */
bool export_originals(struct export *x, struct err *e) MUST_USE;
/* The years v: balances of the last two to x->f. */
bool export_balances(struct export *x, const int *v, size_t n, struct err *e) MUST_USE;

#endif
