/* doc_units.h -- what a document tree must say, as the units of pdf_check.h in order. */
#ifndef TERTIAL_TESTS_DOC_UNITS_H
#define TERTIAL_TESTS_DOC_UNITS_H

#include "doc/doc.h"
#include "pdf_check.h"

struct doc_units {
	struct arena *mem;
	const struct doc *doc;
	struct pdf_unit *unit;
	size_t n, room;
	const struct doc_node **note; /* called in the unit being made */
	size_t n_note, note_room;
};

void doc_units(struct doc_units *u, struct arena *mem, const struct doc *d);
/* White space to single spaces, no soft hyphens, no characters that draw nothing. */
str units_normal(struct arena *mem, str s);
/* The body of the checked file says exactly the tree; else false and a line in `why`. */
bool doc_units_match(const struct doc_units *u, const struct pdf_checked *k, struct sb *why);

#endif
