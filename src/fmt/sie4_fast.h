/* sie4_fast.h -- the short way through the vouchers of a SIE 4 file.
 *
 * Most files write all their rows in one of a few shapes.  Those are read from
 * masks of a 64-byte window, straight into the columns; a line of any other
 * shape is left where it is for the general reader (S4).
 *
 * Invariants
 *   (F1) a line is taken whole or not at all, and only when SIE4_GUARD bytes
 *        follow its start, so that no window reaches past the input.
 *   (F2) the caches only answer what the general reader answered before. */
#ifndef TERTIAL_FMT_SIE4_FAST_H
#define TERTIAL_FMT_SIE4_FAST_H

#include "fmt/sie4_priv.h"

enum { SIE4_GUARD = 256 };

struct sie4_fast;

struct sie4_fast *sie4_fast_new(struct sie4 *r);
/* Take lines from r->next on, as many as have a known shape. */
bool sie4_fast_lines(struct sie4_fast *x, struct sie4 *r) MUST_USE;

#endif
