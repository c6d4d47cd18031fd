/* verify.h -- prove that nothing was changed behind the program's back.
 *
 * The chain of the log of changes, every row against what the log says it became,
 * kept originals against their SHA-256, and the ledger's own proof. */
#ifndef TERTIAL_WORK_VERIFY_H
#define TERTIAL_WORK_VERIFY_H

#include "core/ledger/ledger.h"
#include "core/model/model.h"

struct verify_counts {
	int64_t changes, rows, originals;
	struct ledger_verdict ledger;
};

/* A fault is a finding of severity error; false only when the database cannot be read. */
bool verify_database(struct db *db, int64_t org, struct arena *mem, struct verify_counts *out,
    struct diag *d, struct err *e) MUST_USE;

#endif
