/* html_figure.c -- charts as SVG with their numbers as a table, and images. */
#include "base/base64.h"
#include "doc/html/html_priv.h"
#include "doc/html/svg.h"

/* A chart is drawn once per class of screen, so that its letters never shrink
 * below 12 px; the style sheet shows one of them. */
static const struct {
	const char *suffix;
	double width_pt;
} variant[] = {{"l", 600}, {"m", 360}, {"s", 216}};

static void
put_drawings(struct html *h, const struct chart *c, str id)
{
	for (size_t i = 0; i < COUNTOF(variant); i++) {
		struct drawing *g = chart_draw(h->b->mem, c, variant[i].width_pt, h->lang);
		struct svg_opts o = {
		    .id = str_fmt(h->b->mem, "%.*s_%s", STR_ARG(id), variant[i].suffix),
		    .css_class = str_fmt(h->b->mem, "ch ch-%s", variant[i].suffix),
		    .title = c->title,
		    .described_by = str_fmt(h->b->mem, "%.*s_d", STR_ARG(id)),
		};

		svg_write(g, &o, h->b);
		sb_lit(h->b, "\n");
	}
}

/* The numbers live in a small tree of their own: the document is not ours to change. */
static void
put_numbers(struct html *h, const struct chart *c, str id)
{
	struct doc *t = doc_new(h->b->mem, h->lang);
	struct doc_node *table = chart_table(t, t->root, c);

	table->id = str_fmt(h->b->mem, "%.*s_t", STR_ARG(id));
	sb_printf(h->b, "<details><summary>%s<span class=\"vh\">: %s ", html_word(h, HW_AS_TABLE),
	    html_word(h, HW_TABLE_FOR));
	html_text(h->b, c->title);
	sb_lit(h->b, "</span></summary>\n");
	html_table(h, table);
	sb_lit(h->b, "</details>\n");
}

void
html_chart_figure(struct html *h, const struct chart *c, str id, int number, str source)
{
	struct doc_node caption = {.kind = DOC_CHART,
	    .number = number,
	    .chart = (struct chart *)(uintptr_t)c};

	sb_lit(h->b, "<figure class=\"chart\" id=\"");
	html_text(h->b, id);
	sb_lit(h->b, "\">\n<figcaption>");
	html_text(h->b, doc_caption(h->b->mem, &caption, h->lang));
	sb_lit(h->b, "</figcaption>\n");
	put_drawings(h, c, id);
	sb_lit(h->b, "<p class=\"desc\" id=\"");
	html_text(h->b, id);
	sb_lit(h->b, "_d\">");
	html_text(h->b, c->desc);
	sb_lit(h->b, "</p>\n");
	if (source.n > 0) {
		sb_lit(h->b, "<p class=\"src\">");
		html_text(h->b, doc_source(h->b->mem, source, h->lang));
		sb_lit(h->b, "</p>\n");
	}
	put_numbers(h, c, id);
	sb_lit(h->b, "</figure>\n");
}

static const char *
image_type(const struct doc_image *im)
{
	return im->n > 4 && im->data[0] == 0x89 && im->data[1] == 'P' ? "png" : "jpeg";
}

str
html_image_name(struct arena *mem, str id, const struct doc_image *im)
{
	return str_fmt(mem, "%.*s.%s", STR_ARG(id), image_type(im));
}

void
html_picture(struct html *h, str id, const struct doc_image *im)
{
	sb_lit(h->b, "<img src=\"");
	if (h->site != NULL) {
		html_text(h->b, html_image_name(h->b->mem, id, im));
	} else {
		sb_printf(h->b, "data:image/%s;base64,", image_type(im));
		base64_put(h->b, (str){(const char *)im->data, im->n});
	}
	sb_lit(h->b, "\" alt=\"");
	html_text(h->b, im->alt);
	sb_lit(h->b, "\"");
	if (im->width_pt > 0)
		sb_printf(h->b, " width=\"%d\"", im->width_pt * 4 / 3);
	sb_chr(h->b, '>');
}

static void
put_image(struct html *h, const struct doc_node *n)
{
	sb_lit(h->b, "<figure class=\"img\"");
	html_attrs(h, n);
	sb_lit(h->b, ">\n");
	html_picture(h, n->id, n->image);
	sb_lit(h->b, "\n<figcaption>");
	html_text(h->b, doc_caption(h->b->mem, n, h->lang));
	sb_lit(h->b, "</figcaption>\n");
	if (n->source.n > 0) {
		sb_lit(h->b, "<p class=\"src\">");
		html_text(h->b, doc_source(h->b->mem, n->source, h->lang));
		sb_lit(h->b, "</p>\n");
	}
	sb_lit(h->b, "</figure>\n");
}

void
html_figure(struct html *h, const struct doc_node *n)
{
	if (n->kind == DOC_CHART)
		html_chart_figure(h, n->chart, n->id, n->number, n->source);
	else
		put_image(h, n);
}
