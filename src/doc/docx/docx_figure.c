/* docx_figure.c -- native charts with their workbook, and images. */
#include "doc/docx/docx_priv.h"

#include "doc/xlsx/xlsx.h"

#define WORKBOOK_MAX (16u << 20)

static void
open_drawing(struct docx *w, const char *style, int id, int64_t cx_emu, int64_t cy_emu, str name,
    str descr)
{
	sb_printf(&w->b,
	    "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:drawing>"
	    "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%lld\" cy=\"%lld\"/>"
	    "<wp:docPr id=\"%d\" name=\"",
	    style, (long long)cx_emu, (long long)cy_emu, id);
	xml_text(&w->b, name);
	sb_lit(&w->b, "\" descr=\"");
	xml_text(&w->b, descr);
	sb_lit(&w->b, "\"/><wp:cNvGraphicFramePr/><a:graphic>");
}

static void
close_drawing(struct docx *w)
{
	sb_lit(&w->b, "</a:graphic></wp:inline></w:drawing></w:r></w:p>");
}

/* Rows take height in lying charts; the others have one shape. */
static int
chart_height(const struct chart *c)
{
	int rows = c->n_cat < 1 ? 1 : c->n_cat;

	switch (c->kind) {
	case CHART_BARS:
		return 1100 + rows * 560 > 11000 ? 11000 : 1100 + rows * 560;
	case CHART_DIVERGE:
		return 700 + rows * 400 > 11000 ? 11000 : 700 + rows * 400;
	case CHART_STATUS:
		return 1100 + rows * 600 > 11000 ? 11000 : 1100 + rows * 600;
	default:
		return 4300;
	}
}

/* The numbers travel with the chart, so that it can be edited. */
static void
put_chart_parts(struct docx *w, const struct chart *c)
{
	struct chart_place at = {.sheet = STR("'" XLSX_CHART_SHEET "'"), .row = XLSX_CHART_ROW};
	struct rels r;
	struct sb book;
	str s;

	rels_init(&r, w->mem);
	sb_init(&book, w->mem, WORKBOOK_MAX);
	xlsx_write_chart(w->d, c, &book);
	if (sb_done(&book, &s)) {
		pkg_raw(&w->pkg,
		    str_fmt(w->mem, "word/embeddings/%schart%d.xlsx", w->part_prefix, w->n_chart),
		    s);
		at.workbook_rel = rels_add(&r, "package",
		    str_fmt(w->mem, "../embeddings/%schart%d.xlsx", w->part_prefix, w->n_chart),
		    false);
		rels_part(&w->pkg, &r,
		    str_fmt(w->mem, "word/charts/_rels/%schart%d.xml.rels", w->part_prefix,
		        w->n_chart));
	}
	pkg_part(&w->pkg, str_fmt(w->mem, "word/charts/%schart%d.xml", w->part_prefix, w->n_chart),
	    "officedocument.drawingml.chart+xml", chart_xml(w->mem, c, &at, w->d));
}

void
docx_chart(struct docx *w, const struct doc_node *n)
{
	int rel;

	w->n_chart++;
	put_chart_parts(w, n->chart);
	rel = rels_add(&w->rels, "chart",
	    str_fmt(w->mem, "charts/%schart%d.xml", w->part_prefix, w->n_chart), false);
	docx_caption(w, n, true);
	open_drawing(w, "Figure", w->drawing_base + 100 + w->n_chart,
	    (int64_t)docx_text_width(w) * EMU_PER_TWIP,
	    (int64_t)chart_height(n->chart) * EMU_PER_TWIP, n->chart->title, n->chart->desc);
	sb_printf(&w->b,
	    "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">"
	    "<c:chart r:id=\"rId%d\"/></a:graphicData>",
	    rel);
	close_drawing(w);
	sb_lit(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Description\"/></w:pPr>");
	docx_run(w, &w->b, n->chart->desc, "");
	sb_lit(&w->b, "</w:p>");
	docx_source(w, n->source);
}

static unsigned
be(const unsigned char *p, int n)
{
	unsigned v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

/* Pixels of a PNG or JPEG; false when its header is not there. */
static bool
image_size(const struct doc_image *im, unsigned *w, unsigned *h)
{
	if (im->n > 24 && im->data[0] == 0x89) {
		*w = be(im->data + 16, 4);
		*h = be(im->data + 20, 4);
		return *w > 0 && *h > 0 && *w < 1u << 20 && *h < 1u << 20;
	}
	for (size_t i = 2; im->n > 10 && i < im->n - 9;) {
		unsigned char mark = im->data[i + 1];

		if (im->data[i] != 0xff)
			return false;
		/* Start of frame, but for the tables that share its numbers. */
		if (mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc) {
			*h = be(im->data + i + 5, 2);
			*w = be(im->data + i + 7, 2);
			return *w > 0 && *h > 0;
		}
		i += 2 + be(im->data + i + 2, 2);
	}
	return false;
}

void
docx_picture(struct docx *w, const struct doc_image *im, str name, const char *style, int most)
{
	unsigned px = 4, py = 3;
	int64_t width = (int64_t)most * EMU_PER_TWIP,
	        wish = (int64_t)im->width_pt * 20 * EMU_PER_TWIP;
	bool png = im->n > 0 && im->data[0] == 0x89;
	str file;
	int rel;

	image_size(im, &px, &py);
	if (wish > 0 && wish < width)
		width = wish;
	file = str_fmt(w->mem, "media/%simage%d.%s", w->part_prefix, ++w->n_media,
	    png ? "png" : "jpeg");
	pkg_raw(&w->pkg, str_fmt(w->mem, "word/%.*s", STR_ARG(file)),
	    (str){(const char *)im->data, im->n});
	rel = rels_add(&w->rels, "image", file, false);
	open_drawing(w, style, w->drawing_base + 1000 + w->n_media, width, width * py / px, name,
	    im->alt);
	sb_printf(&w->b,
	    "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
	    "<pic:nvPicPr><pic:cNvPr id=\"0\" name=\"\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
	    "<a:blip r:embed=\"rId%d\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
	    "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"%lld\" cy=\"%lld\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
	    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>",
	    rel, (long long)width, (long long)(width * py / px));
	close_drawing(w);
}

void
docx_image(struct docx *w, const struct doc_node *n)
{
	docx_picture(w, n->image, n->caption, "Figure", docx_text_width(w));
	docx_caption(w, n, false);
}
