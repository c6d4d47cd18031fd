/* pdf_check.h -- proves what a tagged PDF promises, for the tests.
 *
 *   - every mark on a page lies in one structure element or in an artifact; every
 *     marked content belongs to exactly one element, and the parent tree agrees;
 *   - every TH has a Scope, every Figure an Alt and a BBox, every table its caption
 *     first, its rows in THead and TBody and the same number of columns in each row;
 *   - headings do not skip levels, lists are made of Lbl and LBody, notes have IDs,
 *     links have annotations that lead back to them, with Contents and the print flag;
 *   - what is read later stands lower on the page, or on a later page (paragraphs,
 *     headings and captions; footnotes, lists and cells have an order of their own);
 *   - fonts are embedded, and every glyph shown has a character;
 *   - language, title, marking, metadata and output intent are there.
 *
 * The texts of block elements come out as units, in the order of the structure tree. */
#ifndef TERTIAL_TESTS_PDF_CHECK_H
#define TERTIAL_TESTS_PDF_CHECK_H

#include "pdf_read.h"

struct pdf_unit {
	str type, text;
	bool in_toc;
};

struct pdf_page_text {
	str *text;  /* by MCID; p is NULL when the content stream has no such content */
	int *seen;  /* how often an element claims it */
	int *begun; /* how often the content stream begins it */
	double *y;  /* the baseline it begins on; below 0 when it holds no text */
	size_t n;
};

struct pdf_checked {
	struct pdf_reader r;
	struct arena *mem;
	struct pdf_unit *unit;
	size_t n_unit, unit_room;
	struct pdf_page_text *page;
	const struct pv **page_dict;
	size_t *page_id;
	size_t n_page;
	struct sb report; /* one line a fault */
	size_t faults;
	int heading; /* level of the last one */
	/* Where the unit being read begins, and where the last one in the flow did. */
	bool placed;
	size_t unit_page, flow_page;
	double unit_y, flow_y;
	size_t n_th, n_td, n_figure, n_link, n_note, n_table, n_toci;
};

/* False when there are faults or the file cannot be read; the report says which. */
bool pdf_check(struct pdf_checked *k, struct arena *mem, str file);
/* The same for a file that was opened: k->r, k->mem are set, all else is empty. */
bool pdf_check_opened(struct pdf_checked *k);
/* Read the content of page i into k->page[i]. */
void pdf_check_content(struct pdf_checked *k, size_t i);
void pdf_fault(struct pdf_checked *k, const char *what, str where);

#endif
