/* svg.c -- shapes as SVG elements, with coordinates in tenths of a point. */
#include "doc/html/svg.h"

#include "doc/html/html_esc.h"

static const char *const color_class[SHAPE_COL__COUNT] = {
    [COL_NONE] = "none",
    [COL_INK] = "ink",
    [COL_MUTED] = "mut",
    [COL_GRID] = "grid",
    [COL_PAPER] = "pap",
    [COL_S0] = "s0",
    [COL_S1] = "s1",
    [COL_S2] = "s2",
    [COL_S3] = "s3",
    [COL_MET] = "met",
    [COL_PARTLY] = "part",
    [COL_NOT] = "not",
    [COL_NEUTRAL] = "neu",
};

/* The light theme, for a file on its own. */
static const char *const color_value[SHAPE_COL__COUNT] = {
    [COL_NONE] = "none",
    [COL_INK] = "#17212c",
    [COL_MUTED] = "#4c5967",
    [COL_GRID] = "#d9dfe6",
    [COL_PAPER] = "#ffffff",
    [COL_S0] = "#0b5394",
    [COL_S1] = "#b04a00",
    [COL_S2] = "#0a7568",
    [COL_S3] = "#6b3fa0",
    [COL_MET] = "#17693a",
    [COL_PARTLY] = "#8a5a00",
    [COL_NOT] = "#a8261f",
    [COL_NEUTRAL] = "#56626f",
};

static const char *const dash_value[] = {"", "6 4", "1.5 3", "8 3 1.5 3"};

/* A coordinate with at most one decimal, the same on every machine. */
static void
put_num(struct sb *b, double v)
{
	int64_t tenths = (int64_t)(v < 0 ? v * 10 - 0.5 : v * 10 + 0.5);

	if (tenths < 0) {
		sb_chr(b, '-');
		tenths = -tenths;
	}
	sb_i64(b, tenths / 10);
	if (tenths % 10 != 0) {
		sb_chr(b, '.');
		sb_i64(b, tenths % 10);
	}
}

static void
put_attr(struct sb *b, const char *name, double v)
{
	sb_printf(b, " %s=\"", name);
	put_num(b, v);
	sb_chr(b, '"');
}

static void
put_paint(struct sb *b, const struct shape *s, const struct svg_opts *o)
{
	must(s->fill < SHAPE_COL__COUNT && s->stroke < SHAPE_COL__COUNT);
	if (o->standalone) {
		sb_printf(b, " fill=\"%s\"", color_value[s->fill]);
		if (s->stroke != COL_NONE)
			sb_printf(b, " stroke=\"%s\"", color_value[s->stroke]);
	} else if (s->stroke != COL_NONE) {
		sb_printf(b, " class=\"f-%s k-%s\"", color_class[s->fill], color_class[s->stroke]);
	} else {
		sb_printf(b, " class=\"f-%s\"", color_class[s->fill]);
	}
	if (s->stroke == COL_NONE)
		return;
	put_attr(b, "stroke-width", s->stroke_width);
	if (s->dash > 0 && (size_t)s->dash < COUNTOF(dash_value))
		sb_printf(b, " stroke-dasharray=\"%s\"", dash_value[s->dash]);
}

static void
put_rect(struct sb *b, const struct shape *s, const struct svg_opts *o)
{
	sb_lit(b, "<rect");
	put_attr(b, "x", s->x);
	put_attr(b, "y", s->y);
	put_attr(b, "width", s->w);
	put_attr(b, "height", s->h);
	if (s->r > 0)
		put_attr(b, "rx", s->r);
	put_paint(b, s, o);
	sb_lit(b, "/>");
}

static void
put_path(struct sb *b, const struct shape *s, const struct svg_opts *o)
{
	sb_lit(b, "<path d=\"");
	for (int i = 0; i < s->n_pt; i++) {
		sb_chr(b, i == 0 ? 'M' : 'L');
		put_num(b, s->pt[2 * i]);
		sb_chr(b, ' ');
		put_num(b, s->pt[2 * i + 1]);
	}
	if (s->closed)
		sb_chr(b, 'Z');
	sb_chr(b, '"');
	put_paint(b, s, o);
	if (s->stroke != COL_NONE && !s->closed)
		sb_lit(b, " stroke-linejoin=\"round\" stroke-linecap=\"round\"");
	sb_lit(b, "/>");
}

static void
put_text(struct sb *b, const struct shape *s, const struct svg_opts *o)
{
	static const char *const anchor[] = {
	    [ANCHOR_START] = "",
	    [ANCHOR_MIDDLE] = " text-anchor=\"middle\"",
	    [ANCHOR_END] = " text-anchor=\"end\"",
	};

	must((size_t)s->anchor < COUNTOF(anchor));
	sb_lit(b, "<text");
	put_attr(b, "x", s->x);
	put_attr(b, "y", s->y);
	put_attr(b, "font-size", s->size);
	sb_printf(b, "%s%s", s->bold ? " font-weight=\"600\"" : "", anchor[s->anchor]);
	put_paint(b, s, o);
	sb_lit(b, ">");
	html_text(b, s->text);
	sb_lit(b, "</text>");
}

static void
put_open(const struct drawing *g, const struct svg_opts *o, struct sb *b)
{
	sb_lit(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
	put_num(b, g->w);
	sb_chr(b, ' ');
	put_num(b, g->h);
	sb_lit(b, "\"");
	put_attr(b, "width", g->w * 4 / 3);
	put_attr(b, "height", g->h * 4 / 3);
	sb_lit(b, " role=\"img\"");
	if (o->standalone) {
		sb_lit(b,
		    " font-family=\"Inter, 'Noto Sans', 'Liberation Sans', Arial, sans-serif\"><title>");
		html_text(b, o->title);
		sb_lit(b, "</title><desc>");
		html_text(b, o->desc);
		sb_lit(b, "</desc>");
		return;
	}
	sb_lit(b, " class=\"");
	html_text(b, o->css_class);
	if (o->id.n == 0) {
		sb_lit(b, "\" aria-label=\"");
		html_text(b, o->title);
		sb_lit(b, ". ");
		html_text(b, o->desc);
		sb_lit(b, "\">");
		return;
	}
	sb_lit(b, "\" aria-labelledby=\"");
	html_text(b, o->id);
	sb_lit(b, "\" aria-describedby=\"");
	html_text(b, o->described_by);
	sb_lit(b, "\"><title id=\"");
	html_text(b, o->id);
	sb_lit(b, "\">");
	html_text(b, o->title);
	sb_lit(b, "</title>");
}

void
svg_write(const struct drawing *g, const struct svg_opts *o, struct sb *b)
{
	put_open(g, o, b);
	for (size_t i = 0; i < g->n; i++) {
		switch (g->v[i].kind) {
		case SHAPE_RECT:
			put_rect(b, &g->v[i], o);
			break;
		case SHAPE_PATH:
			put_path(b, &g->v[i], o);
			break;
		case SHAPE_TEXT:
			put_text(b, &g->v[i], o);
			break;
		}
	}
	sb_lit(b, "</svg>");
}
