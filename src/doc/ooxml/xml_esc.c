/* xml_esc.c -- text into XML. */
#include "doc/ooxml/ooxml.h"

static bool
is_allowed(uint32_t c)
{
	return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff && c != 0x7f) ||
	    (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
}

void
xml_text(struct sb *b, str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

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
		default:
			sb_utf8(b, is_allowed(c) ? c : 0xfffd);
		}
	}
}
