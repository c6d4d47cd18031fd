/* post.h -- vouchers posted here: from a small SIE file, a CSV file of rows, or rows as
 * given, in one transaction with a batch and the log.
 *
 * A row as given is ACCOUNT[/UNIT][/DIM:OBJECT...]=AMOUNT, debit +, kronor with comma or
 * point: 4011/SERVICE/20:EXT=1250,50.
 *
 * A CSV file has a heading: konto, enhet, belopp (or debet and kredit), text, and for
 * other objects the name or number of their dimension.
 *
 * Invariants
 *   (PO1) nothing is posted in a month that a decided report covers.
 *   (PO2) a posted voucher is never changed or taken back, only corrected by another. */
#ifndef TERTIAL_WORK_POST_H
#define TERTIAL_WORK_POST_H

#include "core/ledger/ledger.h"

struct post_ask {
	str path; /* of a SIE or CSV file; empty: rows */
	const str *row;
	size_t n_row;
	date day; /* of the voucher; a SIE file has its own */
	str series, no, text;
	str who;
	int64_t now_us;
	bool dry_run;
};

struct post_report {
	int64_t batch; /* 0: nothing was written */
	struct ledger_posted *v;
	size_t n;
};

/* RC_INVALID with findings in d when a voucher is not as it must be. */
bool post_vouchers(struct db *db, int64_t org, const struct post_ask *ask, struct arena *mem,
    struct post_report *out, struct diag *d, struct err *e) MUST_USE;

#endif
