/* chart_text.c -- how wide a text is, and how to make it fit.
 *
 * The drawing does not know its font: widths are those of a wide sans serif, so
 * that a narrower one only leaves air. */
#include "doc/chart_priv.h"

#include <string.h>

/* Thousandths of the font size. */
static int
advance(uint32_t c)
{
	if (c < 0x80) {
		if (c >= '0' && c <= '9')
			return 630;
		if (c == ' ')
			return 320;
		if (strchr("iIjl.,:;'|!", (int)c) != NULL)
			return 320;
		if (strchr("frt()[]-/\"", (int)c) != NULL)
			return 410;
		if (strchr("mwMW%@", (int)c) != NULL)
			return 930;
		return c >= 'A' && c <= 'Z' ? 700 : 610;
	}
	if (c == 0xa0)
		return 320;
	if (c == 0x2212)
		return 700;
	if (c >= 0x300 && c <= 0x36f)
		return 0;
	return c >= 0x1100 ? 1050 : 700;
}

double
chart_text_width(str s, double size, bool bold)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s.n;)
		sum += advance(utf8_next(s, &i));
	return (double)sum * size / 1000 * (bold ? 1.15 : 1);
}

str
cv_fit(struct canvas *cv, str text, double width, bool bold)
{
	double used = chart_text_width(STR("…"), CHART_SIZE, bold);
	size_t cut = 0;
	struct sb b;
	str out;

	if (chart_text_width(text, CHART_SIZE, bold) <= width)
		return text;
	for (size_t i = 0; i < text.n;) {
		size_t from = i;

		utf8_next(text, &i);
		used += chart_text_width(str_sub(text, from, i), CHART_SIZE, bold);
		if (used > width)
			break;
		cut = i;
	}
	sb_init(&b, cv->mem, cut + 8);
	sb_str(&b, str_trim(str_sub(text, 0, cut)));
	sb_lit(&b, "…");
	must(sb_done(&b, &out));
	return out;
}

int
cv_wrap(struct canvas *cv, str text, double width, int max, str line[WRAP_MAX])
{
	int n = 0;

	must(max >= 1 && max <= WRAP_MAX);
	while (n < max - 1 && chart_text_width(text, CHART_SIZE, false) > width) {
		size_t cut = 0;

		/* The last space before the edge; a long first word stays whole and is fitted. */
		for (size_t at = str_find_byte(text, ' ', 0); at < text.n;
		     at = str_find_byte(text, ' ', at + 1)) {
			if (cut > 0 &&
			    chart_text_width(str_sub(text, 0, at), CHART_SIZE, false) > width)
				break;
			cut = at;
		}
		if (cut == 0)
			break;
		line[n++] = cv_fit(cv, str_sub(text, 0, cut), width, false);
		text = str_trim(str_sub(text, cut, text.n));
	}
	line[n++] = cv_fit(cv, text, width, false);
	return n;
}
