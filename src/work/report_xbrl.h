/* report_xbrl.h -- a report as Inline XBRL: the catalogue of facts is the base taxonomy. */
#ifndef TERTIAL_WORK_REPORT_XBRL_H
#define TERTIAL_WORK_REPORT_XBRL_H

#include "doc/ixbrl/ixbrl.h"
#include "work/view.h"

/* What every figure of the tree is, in the terms of XBRL.  A figure that is missing is
 * left out, as is one that would give another value in a context that is taken: XBRL
 * counts a stock by the day it ends with, and a month and its year end alike. */
bool
report_xbrl(const struct view *v, const struct doc *d, struct xbrl *out, struct err *e) MUST_USE;
bool report_ixbrl(const struct view *v, const struct doc *d, struct sb *b, struct err *e);

#endif
