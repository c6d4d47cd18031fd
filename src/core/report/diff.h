/* diff.h -- what changed between two reports: figures, statuses and text.
 *
 * Two versions of one report, or the reports of two years, become a document of
 * their own: a table of figures that changed, and for each section the
 * paragraphs that changed, before beside now, with the words that differ strong.
 * It is a document like any other, so every writer prints it, and nothing is
 * told by colour alone.
 *
 * Ownership: the result lives in the arena; the two documents are only read and
 * must have passed doc_finish.
 *
 * Invariants
 *   (RD1) a document against itself has no changes.
 *   (RD2) figures are matched by name, with years counted from each report's own
 *         year, so that a figure of 2025 is held against the same figure of 2024.
 *   (RD3) with facts at hand figures are compared in one form, so that one printed in
 *         two ways has not changed: the short form of the unit, and money that is alike
 *         there in thousands of kronor.
 *   (RD4) work is bounded: sections are compared in full up to DIFF_BLOCKS_MAX
 *         blocks, and told as a whole beyond. */
#ifndef TERTIAL_CORE_REPORT_DIFF_H
#define TERTIAL_CORE_REPORT_DIFF_H

#include "core/facts/facts.h"
#include "doc/doc.h"

#define DIFF_BLOCKS_MAX 1500
#define DIFF_WORDS_MAX 600

struct report_diff_in {
	const struct doc *old, *now;
	int old_year, now_year;
	/* Figures in one format and with their labels; NULL: as they were printed first. */
	struct facts *old_facts, *now_facts;
	enum lang lang;
	str old_in; /* the database that an earlier version of the report is from; "": the same */
};

bool report_diff(const struct report_diff_in *in, struct arena *mem, struct doc **out,
    struct err *e) MUST_USE;

#endif
