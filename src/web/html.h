/* html.h -- the only way to write HTML.
 *
 * Templates (.html files beside the page) are compiled to C by tools/mkhtml.
 * The compiler knows the HTML context of every hole and calls html_text,
 * html_attr or html_url; the C type of the value picks the escaping.  There is
 * no case for `char *`: an unescaped C string does not compile. */
#ifndef TERTIAL_WEB_HTML_H
#define TERTIAL_WEB_HTML_H

#include "base/dec.h"

struct html {
	struct sb out;
	enum lang lang; /* of the reader: decides how numbers look */
};

/* A link that was built by url_to() and therefore needs no checking. */
struct url {
	str text;
};

/* Markup produced by a renderer of ours (doc/html); in text, never in attributes. */
struct html_part {
	str markup;
};

void html_lit(struct html *h, const char *p, size_t n); /* generated code only */
void html_put_str(struct html *h, str s);
void html_put_int(struct html *h, int64_t v);
void html_put_dec(struct html *h, dec v);
void html_put_part(struct html *h, struct html_part v);
void html_put_url(struct html *h, struct url v);

#define html_text(h, v)                           \
	_Generic((v), str                         \
	         : html_put_str, int              \
	         : html_put_int, int64_t          \
	         : html_put_int, dec              \
	         : html_put_dec, struct html_part \
	         : html_put_part)((h), (v))

#define html_attr(h, v)                  \
	_Generic((v), str                \
	         : html_put_str, int     \
	         : html_put_int, int64_t \
	         : html_put_int, dec     \
	         : html_put_dec)((h), (v))

#define html_url(h, v) _Generic((v), struct url : html_put_url)((h), (v))

#endif
