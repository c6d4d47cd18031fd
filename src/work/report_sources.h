/* report_sources.h -- what stands behind each figure of a report, one step down, as the HTML
 * tells it where no server answers. */
#ifndef TERTIAL_WORK_REPORT_SOURCES_H
#define TERTIAL_WORK_REPORT_SOURCES_H

#include "doc/html/html.h"
#include "work/view.h"

bool report_sources(const struct view *v, const struct doc *d, struct html_source **out, size_t *n,
    struct err *e) MUST_USE;

#endif
