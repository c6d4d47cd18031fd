/* html_esc.h -- text into HTML, the only way it gets there (W1). */
#ifndef TERTIAL_DOC_HTML_ESC_H
#define TERTIAL_DOC_HTML_ESC_H

#include "base/str.h"

/* As content or inside a double-quoted attribute.  What HTML forbids (controls,
 * U+0000, surrogates, noncharacters, broken UTF-8) becomes U+FFFD. */
void html_text(struct sb *b, str s);
/* One component of an address: everything but letters, digits and -._~ is
 * percent-encoded. */
void html_url_part(struct sb *b, str s);

#endif
