/* html_esc.c -- escaping for HTML content and attributes. */
#include "doc/html/html_esc.h"

static bool
is_plain(unsigned char c)
{
	return (c >= ' ' && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"' &&
	           c != '\'') ||
	    c == '\n' || c == '\t';
}

/* Characters that no HTML document may contain. */
static bool
is_forbidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0xd800 && c <= 0xdfff) ||
	    (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe || c > 0x10ffff;
}

static void
put_special(struct sb *b, uint32_t c)
{
	switch (c) {
	case '&':
		sb_lit(b, "&amp;");
		break;
	case '<':
		sb_lit(b, "&lt;");
		break;
	case '>':
		sb_lit(b, "&gt;");
		break;
	case '"':
		sb_lit(b, "&quot;");
		break;
	case '\'':
		sb_lit(b, "&#39;");
		break;
	default:
		sb_utf8(b, is_forbidden(c) ? 0xfffd : c);
	}
}

void
html_text(struct sb *b, str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;

		while (i < s.n && is_plain((unsigned char)s.p[i]))
			i++;
		if (i > from)
			sb_put(b, s.p + from, i - from);
		if (i < s.n)
			put_special(b, utf8_next(s, &i));
	}
}

void
html_url_part(struct sb *b, str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    c == '-' || c == '.' || c == '_' || c == '~') {
			sb_chr(b, (char)c);
		} else {
			sb_chr(b, '%');
			sb_chr(b, hex[c >> 4]);
			sb_chr(b, hex[c & 15]);
		}
	}
}
