/* report_attach.h -- the figures of a report as files inside its PDF, and what it was
 * made of. */
#ifndef TERTIAL_WORK_REPORT_ATTACH_H
#define TERTIAL_WORK_REPORT_ATTACH_H

#include "doc/doc.h"
#include "work/view.h"

/* PDF/A-3a with siffror.csv (every figure) and tabell-N.csv (every numbered table). */
bool report_pdf_a3(const struct view *v, const struct doc *d, struct sb *b, struct err *e);

/* What the report was made of, each by its SHA-256: the program, the facts, the text of
 * each section, the theme and the font files.  Two reports with the same manifest and
 * program have the same bytes. */
bool report_manifest(const struct view *v, const struct doc *d, struct sb *b, struct err *e);

#endif
