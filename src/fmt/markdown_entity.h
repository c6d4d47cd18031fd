/* markdown_entity.h -- &amp; and its kin as the characters they mean. */
#ifndef TERTIAL_FMT_MARKDOWN_ENTITY_H
#define TERTIAL_FMT_MARKDOWN_ENTITY_H

#include "base/str.h"

/* Append what `entity` ("&amp;", "&#229;", "&#xe5;") means; the text itself when
 * it is not known, U+FFFD for a number that is no character or is reserved for
 * holes of a template. */
void md_entity(struct sb *b, str entity);

#endif
