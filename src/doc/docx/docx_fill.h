/* docx_fill.h -- a report into a customer's own Word document.
 *
 * The places are content controls whose tag says what belongs there: `rapport` the whole
 * report, the id of a heading or a section that part of it, and `rapport.titel`, `.undertitel`,
 * `.organ`, `.organisation`, `.datum`, `.status`, `.beslut` a line of text.  Controls with other
 * tags are the customer's own and are left alone.
 *
 * Invariants
 *   (Y1) what is filled in uses the customer's styles by their names ("heading 1", however it
 *        looks there); a style that is missing is added, none is changed.
 *   (Y2) parts that need nothing new keep their bytes, and of document.xml all but the
 *        content of the filled controls.
 *   (Y3) a template that cannot be filled right is an error: nothing is half filled. */
#ifndef TERTIAL_DOC_DOCX_FILL_H
#define TERTIAL_DOC_DOCX_FILL_H

#include "doc/doc.h"

/* The tree must have passed doc_finish.  RC_INVALID when the template is no Word document,
 * when no control of it is known, or when one is broken. */
bool docx_fill(const struct doc *d, str template, struct sb *b, struct err *e) MUST_USE;

#endif
