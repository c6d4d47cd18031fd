/* chart_xml.c -- a chart as DrawingML, with its numbers cached and, where there
 * is a sheet, named by formula. */
#include "doc/ooxml/ooxml.h"
#include "doc/theme.h"

#include <stdio.h>

static const char *const dash[] = {"solid", "dash", "sysDot", "lgDashDot"};
static const char *const marker[] = {"circle", "triangle", "square", "diamond"};
/* Textures keep bars apart in grey. */
static const char *const pattern[] = {NULL, "wdUpDiag", "ltHorz", "pct25"};

#define RGB 7 /* "083F78" */
#define FILL "<a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill>"

struct out {
	struct sb b;
	const struct chart *c;
	const struct chart_place *at;
	enum lang lang;
	const struct doc_theme *theme;
};

static enum theme_color
status_color(enum doc_status st)
{
	static const enum theme_color color[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = TC_NEUTRAL,
	    [DOC_ST_MET] = TC_MET,
	    [DOC_ST_PARTLY] = TC_PARTLY,
	    [DOC_ST_NOT] = TC_NOT,
	    [DOC_ST_INFO] = TC_ACCENT,
	};

	must(st < DOC_ST__COUNT);
	return color[st];
}

static enum theme_color
series_color(const struct chart *c, int k)
{
	return c->kind == CHART_STATUS ? status_color(c->series[k].status)
	                               : (enum theme_color)(TC_S0 + k % 4);
}

static const char *
hex(const struct out *o, enum theme_color color, char s[static RGB])
{
	(void)snprintf(s, RGB, "%06X", (unsigned)(o->theme->color[color] & 0xffffff));
	return s;
}

static bool
has_target(const struct chart *c)
{
	return dec_ok(c->target) && c->target_name.n > 0 &&
	    (c->kind == CHART_LINE || c->kind == CHART_COLUMNS);
}

/* chart_table turns the statuses of one thing on their side. */
static bool
is_turned(const struct chart *c)
{
	return c->kind == CHART_STATUS && c->n_cat == 1;
}

static void
put_formula(struct out *o, int col_from, int row_from, int col_to, int row_to)
{
	char col[SHEET_COLUMN_MAX];

	sheet_column(col_from, col);
	sb_lit(&o->b, "<c:f>");
	xml_text(&o->b, o->at->sheet);
	sb_printf(&o->b, "!$%s$%d", col, row_from);
	sheet_column(col_to, col);
	if (col_to != col_from || row_to != row_from)
		sb_printf(&o->b, ":$%s$%d", col, row_to);
	sb_lit(&o->b, "</c:f>");
}

static void
put_name(struct out *o, str name, int k)
{
	sb_lit(&o->b, "<c:tx><c:strRef>");
	if (is_turned(o->c))
		put_formula(o, 0, o->at->row + 1 + k, 0, o->at->row + 1 + k);
	else
		put_formula(o, 1 + k, o->at->row, 1 + k, o->at->row);
	sb_lit(&o->b, "<c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>");
	xml_text(&o->b, name);
	sb_lit(&o->b, "</c:v></c:pt></c:strCache></c:strRef></c:tx>");
}

static void
put_categories(struct out *o)
{
	const struct chart *c = o->c;
	int last = o->at->row + c->n_cat;

	sb_lit(&o->b, "<c:cat><c:strRef>");
	if (is_turned(c))
		put_formula(o, 1, o->at->row, 1, o->at->row);
	else
		put_formula(o, 0, o->at->row + 1, 0, last);
	sb_printf(&o->b, "<c:strCache><c:ptCount val=\"%d\"/>", c->n_cat);
	for (int i = 0; i < c->n_cat; i++) {
		sb_printf(&o->b, "<c:pt idx=\"%d\"><c:v>", i);
		xml_text(&o->b, c->cat[i]);
		sb_lit(&o->b, "</c:v></c:pt>");
	}
	sb_lit(&o->b, "</c:strCache></c:strRef></c:cat>");
}

static const char *
number_format(const struct chart *c)
{
	static const char *const f[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000"};

	return f[c->decimals < (int)COUNTOF(f) ? c->decimals : (int)COUNTOF(f) - 1];
}

/* v NULL: the target, the same for every category. */
static void
put_values(struct out *o, const dec *v, int k)
{
	const struct chart *c = o->c;

	sb_lit(&o->b, "<c:val><c:numRef>");
	if (is_turned(c))
		put_formula(o, 1, o->at->row + 1 + k, 1, o->at->row + 1 + k);
	else
		put_formula(o, 1 + k, o->at->row + 1, 1 + k, o->at->row + c->n_cat);
	sb_printf(&o->b, "<c:numCache><c:formatCode>%s</c:formatCode><c:ptCount val=\"%d\"/>",
	    number_format(c), c->n_cat);
	for (int i = 0; i < c->n_cat; i++) {
		dec x = v != NULL ? v[i] : c->target;

		if (dec_ok(x))
			sb_printf(&o->b, "<c:pt idx=\"%d\"><c:v>%.*s</c:v></c:pt>", i,
			    STR_ARG(dec_str(o->b.mem, x)));
	}
	sb_lit(&o->b, "</c:numCache></c:numRef></c:val>");
}

static void
put_line_style(struct out *o, int k, bool target)
{
	char s[RGB];
	const char *rgb = hex(o, target ? TC_INK : series_color(o->c, k), s);

	sb_printf(&o->b,
	    "<c:spPr><a:ln w=\"%d\" cap=\"rnd\"><a:solidFill><a:srgbClr val=\"%s\"/>"
	    "</a:solidFill><a:prstDash val=\"%s\"/><a:round/></a:ln></c:spPr>",
	    target ? 15875 : 25400, rgb, target ? "sysDash" : dash[k % 4]);
	if (target)
		sb_lit(&o->b, "<c:marker><c:symbol val=\"none\"/></c:marker>");
	else
		sb_printf(&o->b,
		    "<c:marker><c:symbol val=\"%s\"/><c:size val=\"6\"/><c:spPr><a:solidFill>"
		    "<a:srgbClr val=\"%s\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>",
		    marker[k % 4], rgb);
}

static void
put_bar_style(struct out *o, int k)
{
	const struct chart *c = o->c;
	bool status = c->kind == CHART_STATUS;
	char s[RGB], ink[RGB];
	const char *rgb = hex(o, series_color(c, k), s);
	bool outline = c->kind == CHART_BARS && k == 1;

	sb_lit(&o->b, "<c:spPr>");
	if (outline)
		sb_lit(&o->b, "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>");
	else if (!status && pattern[k % 4] != NULL)
		sb_printf(&o->b,
		    "<a:pattFill prst=\"%s\"><a:fgClr><a:srgbClr val=\"%s\"/></a:fgClr>"
		    "<a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>",
		    pattern[k % 4], rgb);
	else
		sb_printf(&o->b, "<a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill>", rgb);
	sb_printf(&o->b,
	    "<a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"%s\"/></a:solidFill></a:ln></c:spPr>"
	    "<c:invertIfNegative val=\"0\"/>",
	    status        ? "FFFFFF"
	        : outline ? hex(o, TC_INK, ink)
	                  : rgb);
}

static void
put_labels(struct out *o, int k)
{
	enum chart_kind kind = o->c->kind;
	/* Numbers inside a solid bar are white, where that is read on it (WCAG 2.2, 1.4.3). */
	bool inside = kind == CHART_STATUS || (kind == CHART_STACK && k % 4 == 0);

	/* A count of none has no place in the bar, and so no number. */
	sb_printf(&o->b, "<c:dLbls><c:numFmt formatCode=\"%s%s\" sourceLinked=\"0\"/>",
	    number_format(o->c), kind == CHART_STATUS ? ";;" : "");
	if (inside) {
		char ink[RGB];
		uint32_t bar = o->theme->color[series_color(o->c, k)];
		sb_printf(&o->b,
		    "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"1\">" FILL
		    "</a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>",
		    theme_contrast(0xffffff, bar) >= 4.5 ? "FFFFFF" : hex(o, TC_INK, ink));
	}
	sb_lit(&o->b,
	    "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>"
	    "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>");
}

static void
put_series(struct out *o, int k, bool line)
{
	bool target = k == o->c->n_series;
	const struct chart_series *s = &o->c->series[target ? 0 : k];

	sb_printf(&o->b, "<c:ser><c:idx val=\"%d\"/><c:order val=\"%d\"/>", k, k);
	put_name(o, target ? o->c->target_name : s->name, k);
	if (line) {
		put_line_style(o, k, target);
	} else {
		put_bar_style(o, k);
		put_labels(o, k);
	}
	put_categories(o);
	put_values(o, target ? NULL : s->v, k);
	sb_str(&o->b, line ? STR("<c:smooth val=\"0\"/></c:ser>") : STR("</c:ser>"));
}

static void
put_lines(struct out *o, int from, int to)
{
	sb_lit(&o->b, "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
	for (int k = from; k < to; k++)
		put_series(o, k, true);
	sb_lit(&o->b,
	    "<c:marker val=\"1\"/><c:axId val=\"101\"/><c:axId val=\"102\"/></c:lineChart>");
}

static bool
lies_down(const struct chart *c)
{
	return c->kind == CHART_BARS || c->kind == CHART_DIVERGE || c->kind == CHART_STATUS;
}

static void
put_bars(struct out *o)
{
	const struct chart *c = o->c;
	bool stacked = c->kind == CHART_STACK || c->kind == CHART_STATUS;

	sb_printf(&o->b,
	    "<c:barChart><c:barDir val=\"%s\"/><c:grouping val=\"%s\"/>"
	    "<c:varyColors val=\"0\"/>",
	    lies_down(c) ? "bar" : "col",
	    c->kind == CHART_STATUS ? "percentStacked"
	        : stacked           ? "stacked"
	                            : "clustered");
	for (int k = 0; k < c->n_series; k++)
		put_series(o, k, false);
	sb_printf(&o->b,
	    "<c:gapWidth val=\"60\"/>%s<c:axId val=\"101\"/><c:axId val=\"102\"/></c:barChart>",
	    stacked ? "<c:overlap val=\"100\"/>" : "");
}

static void
put_axes(struct out *o)
{
	const struct chart *c = o->c;
	bool down = lies_down(c), plain = c->kind == CHART_STATUS || c->kind == CHART_DIVERGE;
	char s[RGB];

	/* Lying bars are listed from the top, as they are in the table. */
	sb_printf(&o->b,
	    "<c:catAx><c:axId val=\"101\"/><c:scaling><c:orientation val=\"%s\"/></c:scaling>"
	    "<c:delete val=\"0\"/><c:axPos val=\"%s\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>"
	    "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>"
	    "<c:spPr><a:ln w=\"9525\">" FILL "</a:ln></c:spPr>"
	    "<c:crossAx val=\"102\"/><c:crosses val=\"autoZero\"/></c:catAx>",
	    down ? "maxMin" : "minMax", down ? "l" : "b", hex(o, TC_MUTED, s));
	sb_printf(&o->b,
	    "<c:valAx><c:axId val=\"102\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>"
	    "<c:delete val=\"%d\"/><c:axPos val=\"%s\"/>",
	    plain, down ? "t" : "l");
	if (!plain)
		sb_printf(&o->b,
		    "<c:majorGridlines><c:spPr><a:ln w=\"6350\">" FILL
		    "</a:ln></c:spPr></c:majorGridlines>",
		    hex(o, TC_LINE, s));
	sb_printf(&o->b,
	    "<c:numFmt formatCode=\"%s\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>"
	    "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln>"
	    "</c:spPr><c:crossAx val=\"101\"/><c:crosses val=\"%s\"/></c:valAx>",
	    c->kind == CHART_STATUS ? "0%" : number_format(c), down ? "max" : "autoZero");
}

str
chart_xml(struct arena *mem, const struct chart *c, const struct chart_place *at,
    const struct doc *d)
{
	struct out o = {.c = c,
	    .at = at,
	    .lang = d->lang,
	    .theme = d->theme != NULL ? d->theme : &doc_theme_house};
	str s;

	sb_init(&o.b, mem, OOXML_PART_MAX);
	sb_printf(&o.b,
	    XML_HEAD
	    "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
	    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
	    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
	    "<c:date1904 val=\"0\"/><c:lang val=\"%s\"/><c:roundedCorners val=\"0\"/><c:chart>"
	    "<c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>",
	    d->lang == LANG_SV ? "sv-SE" : "en-GB");
	if (c->kind == CHART_LINE || c->kind == CHART_SPARK) {
		put_lines(&o, 0, c->n_series + has_target(c));
	} else {
		put_bars(&o);
		if (has_target(c))
			put_lines(&o, c->n_series, c->n_series + 1);
	}
	put_axes(&o);
	sb_lit(&o.b, "</c:plotArea>");
	if (c->n_series + has_target(c) > 1)
		sb_lit(&o.b, "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
	sb_lit(&o.b,
	    "<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>"
	    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr>"
	    "<a:defRPr sz=\"900\"/></a:pPr><a:endParaRPr/></a:p></c:txPr>");
	if (at->workbook_rel > 0)
		sb_printf(&o.b,
		    "<c:externalData r:id=\"rId%d\"><c:autoUpdate val=\"0\"/></c:externalData>",
		    at->workbook_rel);
	sb_lit(&o.b, "</c:chartSpace>");
	return sb_done(&o.b, &s) ? s : STR("");
}
