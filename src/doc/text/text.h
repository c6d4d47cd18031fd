/* text.h -- a document tree as plain text for a terminal, and as JSON for tests.
 *
 * The tree must have passed doc_finish.  Scratch memory comes from the
 * builder's arena.
 *
 * Invariants
 *   (X1) no control character and no bidirectional override of the data reaches
 *        the output: a text cannot steer the terminal.
 *   (X2) numbers are never broken over lines; a table that cannot be made narrow
 *        enough is wider than asked. */
#ifndef TERTIAL_DOC_TEXT_H
#define TERTIAL_DOC_TEXT_H

#include "doc/chart.h"

/* Lines of at most `width` columns, where words and tables allow. */
void text_write(const struct doc *d, int width, struct sb *b);
/* One table in columns; also what `tertial result` prints. */
void text_table(const struct doc *d, const struct doc_node *table, int width, struct sb *b);
/* Columns that a text takes on a terminal. */
int text_width(str s);

/* Every node with what is set in it, one per line, in an order that never
 * changes: for comparing trees in tests. */
void tree_json(const struct doc *d, struct sb *b);

#endif
