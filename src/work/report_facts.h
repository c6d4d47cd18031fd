/* report_facts.h -- every figure of a report as data: what stands in it, and nothing
 * else (lag 2022:818: machine-readable, with metadata). */
#ifndef TERTIAL_WORK_REPORT_FACTS_H
#define TERTIAL_WORK_REPORT_FACTS_H

#include "doc/doc.h"
#include "work/view.h"

/* [{"name","label","value","unit","period","shown","source"}], each fact once, by name. */
bool report_facts_json(const struct view *v, const struct doc *d, struct sb *b, struct err *e);
/* The same as CSV: semicolons, decimal comma, UTF-8. */
bool report_facts_csv(const struct view *v, const struct doc *d, struct sb *b, struct err *e);

#endif
