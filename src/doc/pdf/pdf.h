/* pdf.h -- writes a document tree as one tagged PDF file.
 *
 * The file meets PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once; with
 * attachments it is PDF/A-3a (ISO 19005-3).  Layout, hyphenation, font subsets and
 * the structure tree are ours; HarfBuzz shapes the words, libdeflate packs.
 *
 * Ownership: the tree is only read.  Everything made on the way lives in an arena
 * of the call and is gone when it returns; only `out` grows, in its own arena.
 *
 * Invariants
 *   (P1) the same tree and options give the same bytes: no clock, no path, no
 *        address and no random number reaches the file.
 *   (P2) every mark on a page is either content of exactly one structure element
 *        or an artifact.
 *   (P3) the structure tree is in reading order, and holds each text of the tree
 *        once; what is printed again (repeated header rows, running titles) is
 *        an artifact.
 *   (P4) text of the tree never becomes PDF syntax: it leaves as glyph numbers or
 *        as UTF-16 in hexadecimal strings.
 *
 * Units: points of 1/72 inch. */
#ifndef TERTIAL_DOC_PDF_PDF_H
#define TERTIAL_DOC_PDF_PDF_H

#include "doc/doc.h"

struct pdf_theme;

/* A file carried inside the PDF: the figures of a table as CSV, say. */
struct pdf_attachment {
	str name; /* "resultat.csv": letters, digits, '-', '_' and '.' */
	str mime; /* "text/csv" */
	str desc; /* what it holds, for people */
	str data;
};

struct pdf_opts {
	const struct pdf_theme *theme; /* NULL: the house's own */
	const struct pdf_attachment *attach;
	size_t n_attach;
	bool no_title_page;
};

/* `o` may be NULL.  Fails when an image cannot be read, when an attachment's name
 * is not a plain file name, or when the file would outgrow the limit of `out`. */
bool
pdf_write(const struct doc *d, const struct pdf_opts *o, struct sb *out, struct err *e) MUST_USE;

#endif
