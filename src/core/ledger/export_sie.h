/* export_sie.h -- a year of the ledger as a SIE file of any type.
 *
 *   1   opening and closing balances and results of the year and the one before
 *   2   and the change of each account in each month
 *   3   and the changes, opening and closing balances by object
 *   4E  balances and vouchers
 *   4I  vouchers alone
 *
 * Opening balances come from the latest original, up to the year, that states them
 * (#IB), carried forward by what is booked since; without one they are zero.  Closing
 * entries (LEDGER_CLOSING) count in the year's last month.  What the lines do not hold (quantities,
 * signatures, days of registration) is in the original alone.
 *
 * Invariants
 *   (LX1) IB + what is booked = UB, and what is booked = RES, account by account.
 *   (LX2) a 4E file imported where it came from brings no new voucher.
 *
 * Source: SIE file format 4C; years are fiscal years, of up to 26 months. */
#ifndef TERTIAL_CORE_LEDGER_EXPORT_SIE_H
#define TERTIAL_CORE_LEDGER_EXPORT_SIE_H

#include "core/ledger/ledger.h"
#include "fmt/sie4_write.h"

enum sie_export { SIE_EXPORT_1, SIE_EXPORT_2, SIE_EXPORT_3, SIE_EXPORT_4E, SIE_EXPORT_4I };
bool sie_export_parse(str s, enum sie_export *out) MUST_USE; /* "1" ... "4E" "4I" */

struct sie_export_ask {
	enum sie_export type;
	int year; /* the fiscal year that begins in it */
	str company, orgnr, version;
	date gen;
};

/* Written through `out`, whose write, arg, utf8 and sum the caller has set.  Needs a
 * transaction.  RC_NOT_FOUND when the year has no lines. */
bool ledger_export_sie(struct db *db, int64_t org, const struct sie_export_ask *ask,
    struct arena *mem, struct sie4_out *out, struct err *e) MUST_USE;

#endif
