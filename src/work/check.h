/* check.h -- everything that is held against a report: the rules over the database, and
 * the figures of its own text. */
#ifndef TERTIAL_WORK_CHECK_H
#define TERTIAL_WORK_CHECK_H

#include "core/check/check.h"
#include "work/view.h"

/* Of the view's body and period; `rule` NULL for all; `today` y 0 when dates that should
 * have been kept are not asked for.  A report whose text cannot be built is checked
 * without it: what is wrong there is told by the rule on figures in the text. */
bool report_check(const struct view *v, const char *rule, date today, struct check_list *out,
    struct err *e) MUST_USE;

#endif
