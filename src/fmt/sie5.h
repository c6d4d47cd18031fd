/* sie5.h -- reading SIE 5 (XML) into the same values as SIE 4.
 *
 * Account types become T S K I (equity is S).  Budget of a month becomes
 * SIE_PBUDGET.  A ledger entry with Overstrike is SIE_BTRANS: history, not
 * booked.  Elements of other namespaces and documents are skipped.
 *
 * Invariants
 *   (X1) no entity is expanded and no DTD is read; depth and sizes are limited.
 *   (X2) amounts are read as decimals from the text. */
#ifndef TERTIAL_FMT_SIE5_H
#define TERTIAL_FMT_SIE5_H

#include "fmt/sie.h"

bool sie5_sniff(str bytes);
bool sie5_read(struct arena *mem, str bytes, str file, const struct sie_sink *sink, struct sie *out,
    struct diag *d, struct err *e) MUST_USE;

#endif
