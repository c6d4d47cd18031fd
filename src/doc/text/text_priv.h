/* text_priv.h -- what the files of the text writer share. */
#ifndef TERTIAL_DOC_TEXT_PRIV_H
#define TERTIAL_DOC_TEXT_PRIV_H

#include "doc/text/text.h"

/* Inlines of a node as one text; line breaks are '\n'. (X1) */
str text_inlines(struct arena *mem, const struct doc_node *parent);
/* Add s with everything that could steer a terminal replaced. (X1) */
void text_clean(struct sb *b, str s);
/* The longest piece from the front of *rest that fits in `width` columns, cut at
 * a space or line break; false when *rest is used up. */
bool text_line(str *rest, int width, str *line);
void text_pad(struct sb *b, int n);
/* s in a field: left, right or centred. */
void text_field(struct sb *b, str s, int width, enum doc_align align);

#endif
