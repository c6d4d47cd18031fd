/* report_facts.h -- every figure of a report as data: what stands in it, and nothing
 * else (lag 2022:818: machine-readable, with metadata). */
#ifndef TERTIAL_WORK_REPORT_FACTS_H
#define TERTIAL_WORK_REPORT_FACTS_H

#include "doc/doc.h"
#include "work/view.h"

/* The facts that the tree prints, in text, tables and charts, each once, by name. */
struct report_fact {
	str name, shown;
};
struct report_fact *report_facts_of(const struct doc *d, struct arena *mem, size_t *n);

/* [{"name","label","unit","period","from","to","shown","source","value"}], each fact
 * once, by name; value is null where the figure is no number. */
bool report_facts_json(const struct view *v, const struct doc *d, struct sb *b, struct err *e);
/* The same as CSV: semicolons, decimal comma, UTF-8. */
bool report_facts_csv(const struct view *v, const struct doc *d, struct sb *b, struct err *e);
/* What describes that CSV: metadata of W3C's Tabular Data Model, found by its name
 * (ID.csv-metadata.json beside ID.csv). */
bool report_facts_csvw(const struct view *v, const struct doc *d, struct sb *b, struct err *e);

#endif
