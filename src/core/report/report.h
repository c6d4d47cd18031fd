/* report.h -- from a report row, its sections, facts and tables to the document tree.
 *
 * The text of a section is the language of docs/format/template.md; the blocks it
 * can name are the rows of blocks.def, each a function of one file.  A report
 * without sections gets the outline of its kind (outline.h).
 *
 * Ownership: the document lives in the arena; it borrows from the model.
 *
 * Invariants
 *   (RP1) same inputs, same tree: nothing here asks a clock, a locale or a
 *         database.
 *   (RP2) a fault in a text is a finding; all sections are read before
 *         report_build gives up, and with one error there is no document.
 *   (RP3) every figure that a fact stands behind is a DOC_FACT node with its
 *         canonical name; a missing one is printed as missing and noted.
 *   (RP4) a report that ends with December judges; any other one forecasts, and
 *         its words say so.  One dated before its period begins is a plan: it has
 *         targets, and neither outcomes nor statuses. */
#ifndef TERTIAL_CORE_REPORT_REPORT_H
#define TERTIAL_CORE_REPORT_REPORT_H

#include "core/economy/result.h"
#include "core/facts/facts.h"
#include "doc/doc.h"

struct report_in {
	const struct model *model;
	const struct report *report;
	struct facts *facts;           /* seen from the report's body and period */
	const struct economy *economy; /* NULL: tables of money are a fault */
	enum lang lang;                /* of headings, tables and words of ours */
	enum lang text_lang;           /* of the texts people have written: of figures in them */
	str program;                   /* "Tertial 0.1.0", for the processing information */
};

/* False with `e` set: RC_INVALID when the texts have faults (they are in `d`). */
bool report_build(const struct report_in *in, struct arena *mem, struct doc **out, struct diag *d,
    struct err *e) MUST_USE;

/* A document of one text alone, with the same facts and blocks: a page, a preview. */
bool report_text_build(const struct report_in *in, str text, struct arena *mem, struct doc **out,
    struct diag *d, struct err *e) MUST_USE;

/* The report of a body and a period: the same last day and the same body; the
 * exact period first.  NULL when there is none. */
const struct report *report_find(const struct model *m, str body, period p);

/* The language the texts of a report are written in: a report of its own is printed in
 * that language whatever the reader's is. */
enum lang report_language(const struct report *r);
bool report_has_sections(const struct model *m, const struct report *r);

/* A report that is not stored, for a body and a period: title and id are made. */
const struct report *
report_default(struct arena *mem, const struct model *m, str body, period p, enum lang lang);

#endif
