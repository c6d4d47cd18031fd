#include "fmt/markdown_entity.h"

/* The names people type; others are left as they were written. */
static const struct {
	const char *name;
	uint32_t cp;
} known[] = {
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"nbsp", 0xa0},
    {"shy", 0xad},
    {"sect", 0xa7},
    {"copy", 0xa9},
    {"deg", 0xb0},
    {"aring", 0xe5},
    {"auml", 0xe4},
    {"ouml", 0xf6},
    {"eacute", 0xe9},
    {"Aring", 0xc5},
    {"Auml", 0xc4},
    {"Ouml", 0xd6},
    {"Eacute", 0xc9},
    {"ndash", 0x2013},
    {"mdash", 0x2014},
    {"minus", 0x2212},
    {"times", 0xd7},
    {"hellip", 0x2026},
    {"rdquo", 0x201d},
    {"ldquo", 0x201c},
    {"rsquo", 0x2019},
    {"euro", 0x20ac},
    {"middot", 0xb7},
    {"bull", 0x2022},
    {"le", 0x2264},
    {"ge", 0x2265},
};

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

static uint32_t
number(str s)
{
	bool hex = s.n > 0 && (s.p[0] == 'x' || s.p[0] == 'X');
	uint32_t base = hex ? 16 : 10, cp = 0;

	for (size_t i = hex ? 1 : 0; i < s.n; i++) {
		uint32_t v = (uint32_t)digit(s.p[i]);
		if (v >= base || cp > 0x10ffff)
			return 0xfffd;
		cp = cp * base + v;
	}
	if (cp == 0 || cp >= 0xf0000 || (cp >= 0xd800 && cp < 0xe000))
		return 0xfffd;
	return cp;
}

void
md_entity(struct sb *b, str entity)
{
	str inner = str_sub(entity, 1, entity.n > 0 ? entity.n - 1 : 0);

	if (inner.n > 0 && inner.p[0] == '#') {
		sb_utf8(b, number(str_sub(inner, 1, inner.n)));
		return;
	}
	for (size_t i = 0; i < COUNTOF(known); i++) {
		if (str_eq(inner, str_of(known[i].name))) {
			sb_utf8(b, known[i].cp);
			return;
		}
	}
	for (size_t i = 0; i < entity.n;)
		sb_utf8(b, utf8_next(entity, &i));
}
