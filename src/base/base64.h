/* base64.h -- bytes as text (RFC 4648, section 4), with padding and without line ends. */
#ifndef TERTIAL_BASE_BASE64_H
#define TERTIAL_BASE_BASE64_H

#include "base/str.h"

void base64_put(struct sb *b, str bytes);
/* False when the text is not exactly what base64_put writes; *out lives in `mem`. */
bool base64_read(struct arena *mem, str text, str *out) MUST_USE;

#endif
