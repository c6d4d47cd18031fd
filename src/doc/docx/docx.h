/* docx.h -- a document tree as a Word document that can be worked on.
 *
 * Headings, lists, captions, notes and contents are what the word processor
 * calls them; tables repeat their header rows; charts are native and carry
 * their numbers in a workbook of their own; images and charts have their
 * descriptions.
 *
 * Invariants
 *   (Q1) every text goes through xml_text; every address through doc_href_ok.
 *   (Q2) the text of the document is the text of the tree, in its order.
 *   (Q3) the same tree gives the same bytes. */
#ifndef TERTIAL_DOC_DOCX_H
#define TERTIAL_DOC_DOCX_H

#include "doc/chart.h"

/* The tree must have passed doc_finish; what does not fit sets the builder's `full`. */
void docx_write(const struct doc *d, struct sb *b);

#endif
