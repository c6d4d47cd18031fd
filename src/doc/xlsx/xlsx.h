/* xlsx.h -- the figures of a document as a workbook.
 *
 * The first sheet lists the others; each table has its sheet, each chart one
 * with its numbers and a native chart, and the last sheet lists every figure of
 * the text with its name.
 *
 * Invariants
 *   (S1) a number is a number: exact as the tree knows it, shown with the
 *        decimals that the document prints, and equal to what is printed when
 *        rounded to them.
 *   (S2) a sum is a formula only where the numbers above it add up to it exactly.
 *   (S3) text is never a formula, whatever it begins with.
 *   (S4) the same tree gives the same bytes. */
#ifndef TERTIAL_DOC_XLSX_H
#define TERTIAL_DOC_XLSX_H

#include "doc/chart.h"

/* The tree must have passed doc_finish; what does not fit sets the builder's `full`. */
void xlsx_write(const struct doc *d, struct sb *b);
/* The workbook behind one native chart: its numbers on a sheet called "Data". */
void xlsx_write_chart(const struct doc *d, const struct chart *c, struct sb *b);

#define XLSX_CHART_SHEET "Data"
#define XLSX_CHART_ROW 5 /* of the header, on every sheet with a table */

#endif
