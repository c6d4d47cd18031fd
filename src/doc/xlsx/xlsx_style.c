/* xlsx_style.c -- looks as numbered cell styles. */
#include "doc/xlsx/xlsx_priv.h"

#define FORMAT_BASE 164 /* the first number that is ours to give */
#define DECIMALS_MAX 6

static bool
same(const struct look *a, const struct look *b)
{
	return a->font == b->font && a->border == b->border && a->align == b->align &&
	    a->tint == b->tint && a->wrap == b->wrap && a->number == b->number &&
	    a->percent == b->percent && a->decimals == b->decimals && a->indent == b->indent;
}

int
style_of(struct arena *mem, struct styles *st, struct look l)
{
	if (l.decimals > DECIMALS_MAX)
		l.decimals = DECIMALS_MAX;
	for (size_t i = 0; i < st->n; i++)
		if (same(&st->v[i], &l))
			return (int)i;
	arena_grow(mem, st->v, st->n, st->room);
	st->v[st->n] = l;
	return (int)st->n++;
}

static int
format_id(const struct look *l)
{
	return l->number ? FORMAT_BASE + l->decimals * 2 + l->percent : 0;
}

static void
put_pattern(struct sb *b, int decimals, bool percent)
{
	sb_lit(b, "#,##0");
	for (int i = 0; i < decimals; i++)
		sb_str(b, i == 0 ? STR(".0") : STR("0"));
	if (percent)
		sb_lit(b, "\xc2\xa0\\%");
}

static void
put_formats(struct sb *b)
{
	sb_printf(b, "<numFmts count=\"%d\">", 2 * (DECIMALS_MAX + 1));
	for (int i = 0; i < 2 * (DECIMALS_MAX + 1); i++) {
		sb_printf(b, "<numFmt numFmtId=\"%d\" formatCode=\"", FORMAT_BASE + i);
		put_pattern(b, i / 2, i % 2 == 1);
		sb_lit(b, ";\\\xe2\x88\x92"); /* U+2212 */
		put_pattern(b, i / 2, i % 2 == 1);
		sb_lit(b, "\"/>");
	}
	sb_lit(b, "</numFmts>");
}

static void
put_look(struct sb *b, const struct look *l)
{
	static const char *const align[] = {
	    [XALIGN_GENERAL] = "general",
	    [XALIGN_LEFT] = "left",
	    [XALIGN_RIGHT] = "right",
	    [XALIGN_CENTER] = "center",
	};

	sb_printf(b,
	    "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"%d\" xfId=\"0\" "
	    "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
	    "<alignment horizontal=\"%s\" vertical=\"top\"",
	    format_id(l), (int)l->font, l->tint ? 2 : 0, (int)l->border, align[l->align]);
	if (l->indent > 0)
		sb_printf(b, " indent=\"%d\"", l->indent);
	if (l->wrap)
		sb_lit(b, " wrapText=\"1\"");
	sb_lit(b, "/></xf>");
}

void
styles_xml(const struct styles *st, const struct doc *d, struct sb *b)
{
	static const char *const font[] = {
	    [XFONT_PLAIN] = "<sz val=\"11\"/><color rgb=\"FF{ink}\"/>",
	    [XFONT_BOLD] = "<b/><sz val=\"11\"/><color rgb=\"FF{deep}\"/>",
	    [XFONT_TITLE] = "<b/><sz val=\"16\"/><color rgb=\"FF{deep}\"/>",
	    [XFONT_MUTED] = "<sz val=\"10\"/><color rgb=\"FF{muted}\"/>",
	    [XFONT_LINK] = "<u/><sz val=\"11\"/><color rgb=\"FF{accent}\"/>",
	};
	static const char *const border[] = {
	    [XBORDER_NONE] = "<left/><right/><top/><bottom/><diagonal/>",
	    [XBORDER_HEAD] =
	        "<left/><right/><top/>"
	        "<bottom style=\"medium\"><color rgb=\"FF{accent}\"/></bottom><diagonal/>",
	    [XBORDER_ROW] =
	        "<left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF{line}\"/></bottom><diagonal/>",
	    [XBORDER_TOTAL] =
	        "<left/><right/><top style=\"thin\"><color rgb=\"FF{deep}\"/></top>"
	        "<bottom style=\"thin\"><color rgb=\"FF{deep}\"/></bottom><diagonal/>",
	};

	sb_lit(b,
	    XML_HEAD
	    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
	put_formats(b);
	sb_printf(b, "<fonts count=\"%zu\">", COUNTOF(font));
	for (size_t i = 0; i < COUNTOF(font); i++)
		ooxml_themed(b, d,
		    str_fmt(b->mem, "<font>%s<name val=\"{font}\"/><family val=\"2\"/></font>",
		        font[i]));
	ooxml_themed(b, d,
	    STR("</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
	        "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
	        "<fgColor rgb=\"FF{tint}\"/></patternFill></fill></fills>"));
	sb_printf(b, "<borders count=\"%zu\">", COUNTOF(border));
	for (size_t i = 0; i < COUNTOF(border); i++)
		ooxml_themed(b, d, str_fmt(b->mem, "<border>%s</border>", border[i]));
	sb_printf(b,
	    "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
	    "</cellStyleXfs><cellXfs count=\"%zu\">",
	    st->n);
	for (size_t i = 0; i < st->n; i++)
		put_look(b, &st->v[i]);
	sb_lit(b,
	    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
	    "</cellStyles></styleSheet>");
}
