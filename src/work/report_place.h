/* report_place.h -- where in its file a fault of a report's text stands.
 *
 * A text is kept without the lines of its front matter; who mends it has the file. */
#ifndef TERTIAL_WORK_REPORT_PLACE_H
#define TERTIAL_WORK_REPORT_PLACE_H

#include "work/view.h"

/* Turn the lines of the findings from number `from` on, counted in the texts of sections, into lines of the files these
 * were imported from; one that came in no file stays as it is. */
bool report_places(const struct view *v, struct diag *d, size_t from, struct err *e) MUST_USE;

#endif
