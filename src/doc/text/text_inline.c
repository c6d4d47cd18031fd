/* text_inline.c -- running text, its width and its lines. */
#include "doc/text/text_priv.h"

static int
char_width(uint32_t c)
{
	if (c < 0x300)
		return 1;
	if (c <= 0x36f || (c >= 0x200b && c <= 0x200f) || (c >= 0xfe00 && c <= 0xfe0f))
		return 0;
	if ((c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
	    (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff))
		return 2;
	return 1;
}

int
text_width(str s)
{
	int64_t w = 0;

	for (size_t i = 0; i < s.n;)
		w += char_width(utf8_next(s, &i));
	return w > INT32_MAX ? INT32_MAX : (int)w;
}

static bool
steers(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

void
text_clean(struct sb *b, str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == '\t' || c == '\n' || c == '\r')
			sb_chr(b, ' ');
		else
			sb_utf8(b, steers(c) ? 0xfffd : c);
	}
}

static void
put_inline(struct sb *b, const struct doc_node *n)
{
	static const char *const mark[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = "– ",
	    [DOC_ST_MET] = "✓ ",
	    [DOC_ST_PARTLY] = "▲ ",
	    [DOC_ST_NOT] = "✗ ",
	    [DOC_ST_INFO] = "i ",
	};

	switch (n->kind) {
	case DOC_LINE_BREAK:
		sb_chr(b, '\n');
		return;
	case DOC_FOOTNOTE:
		sb_printf(b, "[%d]", n->number);
		return;
	case DOC_STATUS:
		sb_str(b, str_of(mark[n->status]));
		break;
	default:
		break;
	}
	text_clean(b, n->text);
	for (const struct doc_node *c = n->first; c != NULL; c = c->next)
		put_inline(b, c);
	if (n->kind == DOC_LINK && n->href.n > 0 && n->href.p[0] != '#') {
		sb_lit(b, " <");
		text_clean(b, n->href);
		sb_chr(b, '>');
	}
}

str
text_inlines(struct arena *mem, const struct doc_node *parent)
{
	struct sb b;
	str out;

	sb_init(&b, mem, DOC_PLAIN_MAX);
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next)
		put_inline(&b, n);
	if (!sb_done(&b, &out))
		out = (str){b.p, b.n};
	return str_trim(out);
}

bool
text_line(str *rest, int width, str *line)
{
	size_t cut = 0;
	int w = 0;

	if (rest->n == 0)
		return false;
	for (size_t i = 0; i < rest->n;) {
		size_t at = i;
		uint32_t c = utf8_next(*rest, &i);

		if (c == '\n') {
			*line = str_trim(str_sub(*rest, 0, at));
			*rest = str_sub(*rest, i, rest->n);
			return true;
		}
		if (c == ' ')
			cut = at;
		w += char_width(c);
		/* A word longer than the line stays whole: it is not ours to break. */
		if (w > width && cut > 0) {
			*line = str_trim(str_sub(*rest, 0, cut));
			*rest = str_sub(*rest, cut + 1, rest->n);
			return true;
		}
	}
	*line = str_trim(*rest);
	*rest = str_sub(*rest, rest->n, rest->n);
	return true;
}

void
text_pad(struct sb *b, int n)
{
	while (n-- > 0)
		sb_chr(b, ' ');
}

void
text_field(struct sb *b, str s, int width, enum doc_align align)
{
	int spare = width - text_width(s), left = 0;

	if (align == DOC_RIGHT)
		left = spare;
	else if (align == DOC_CENTER)
		left = spare / 2;
	text_pad(b, left);
	sb_str(b, s);
	text_pad(b, spare - (left > 0 ? left : 0));
}
