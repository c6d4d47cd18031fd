/* Figures in the flow: charts as shapes on the page, and images. */
#include <math.h>

#include "doc/chart.h"
#include "doc/pdf/pdf_flow.h"

static const double chart_size_min = 8.6; /* points: what a reader can read on paper */

static enum pdf_color
color_of(enum shape_color c)
{
	static const enum pdf_color map[SHAPE_COL__COUNT] = {[COL_NONE] = PC_INK,
	    [COL_INK] = PC_INK,
	    [COL_MUTED] = PC_MUTED,
	    [COL_GRID] = PC_LINE,
	    [COL_PAPER] = PC_PAPER,
	    [COL_S0] = PC_S0,
	    [COL_S1] = PC_S1,
	    [COL_S2] = PC_S2,
	    [COL_S3] = PC_S3,
	    [COL_MET] = PC_MET,
	    [COL_PARTLY] = PC_PARTLY,
	    [COL_NOT] = PC_NOT,
	    [COL_NEUTRAL] = PC_NEUTRAL};

	return map[c];
}

static void
shape_text(struct pdf_ctx *c, const struct shape *s, double x, double y)
{
	enum pdf_face face = s->bold ? PF_BOLD : PF_REGULAR;
	double size = fmax(s->size, chart_size_min);
	double w = pdf_text_width(&c->fonts, face, s->text) * size;

	if (s->anchor == ANCHOR_END)
		x -= w;
	else if (s->anchor == ANCHOR_MIDDLE)
		x -= w / 2;
	pdf_fill(&c->at->front, pdf_rgb(c, color_of(s->fill == COL_NONE ? COL_INK : s->fill)));
	pdf_put_text(c->at, &c->at->front, &c->fonts, face, size, x, y, s->text);
}

static void
shape_put(struct pdf_ctx *c, const struct shape *s, double x, double y)
{
	struct pdf_page *pg = c->at;
	struct pdf_paint *l = &pg->front;
	bool fill = s->fill != COL_NONE, stroke = s->stroke != COL_NONE && s->stroke_width > 0;

	if (s->kind == SHAPE_TEXT) {
		shape_text(c, s, x + s->x, y + s->y);
		return;
	}
	if (!fill && !stroke)
		return;
	if (fill)
		pdf_fill(l, pdf_rgb(c, color_of(s->fill)));
	if (stroke)
		pdf_stroke(l, pdf_rgb(c, color_of(s->stroke)), s->stroke_width, s->dash);
	if (s->kind == SHAPE_RECT) {
		pdf_round_rect(pg, l, x + s->x, y + s->y, s->w, s->h, s->r);
	} else {
		if (s->n_pt < 1)
			return;
		for (int i = 0; i < s->n_pt; i++)
			(i == 0 ? pdf_move : pdf_line_to)(pg, l, x + s->pt[2 * i],
			    y + s->pt[2 * i + 1]);
		if (s->closed)
			sb_lit(&l->b, "h ");
	}
	pdf_op(l, fill && stroke ? "B" : fill ? "f" : "S");
}

struct figure {
	struct pdf_par caption;
	struct drawing *draw;
	int image;
	double w, h, x;
};

static bool
figure_layout(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *el, struct figure *f)
{
	const struct pdf_theme *t = c->theme;
	double full = t->page_w - t->left - t->right, most = t->page_h - t->top - t->bottom - 80;

	*f = (struct figure){.w = full, .x = t->left, .image = -1};
	pdf_caption(c, &f->caption, pdf_elem_new(&c->tree, el, "Caption"), n,
	    pdf_say(c, "Figur", "Figure"));
	if (n->kind == DOC_CHART) {
		f->draw = chart_draw(c->mem, n->chart, full, c->doc->lang);
		f->h = f->draw->h;
	} else {
		const struct pdf_image *im;
		f->image = n->image != NULL ? pdf_image_of(c, n->image) : -1;
		if (f->image < 0)
			return false;
		im = &c->image[f->image];
		/* Without a width of its own an image has 150 dots to the inch. */
		f->w = n->image->width_pt > 0 ? n->image->width_pt : im->w * 72.0 / 150;
		f->w = fmin(f->w, full);
		f->h = f->w * im->h / im->w;
		if (f->h > most) {
			f->w *= most / f->h;
			f->h = most;
		}
		if (f->w <= c->w)
			f->x = c->x;
	}
	pdf_par_break(c, &f->caption, full - (f->x - t->left));
	return true;
}

static double
figure_room(const struct pdf_ctx *c, const struct figure *f)
{
	const struct pdf_style *s = pdf_style_of(c, PS_CAPTION);

	return s->before + f->caption.n_line * f->caption.lead + s->after + f->h;
}

double
pdf_figure_height(struct pdf_ctx *c, const struct doc_node *n)
{
	struct figure f;

	/* The elements made here are never attached, and so never written. */
	return figure_layout(c, n, pdf_elem_new(&c->tree, NULL, "Figure"), &f) ? figure_room(c, &f)
	                                                                       : 0;
}

void
pdf_figure(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	const struct pdf_style *s = pdf_style_of(c, PS_CAPTION);
	struct pdf_elem *el = pdf_elem_new(&c->tree, parent, "Figure");
	struct figure f;

	if (!figure_layout(c, n, el, &f))
		return;
	el->alt = n->kind == DOC_IMAGE
	    ? n->image->alt
	    : str_fmt(c->mem, "%.*s. %.*s", STR_ARG(n->chart->title), STR_ARG(n->chart->desc));
	pdf_gap(c, s->before);
	pdf_need(c, figure_room(c, &f) - s->before);
	pdf_anchor_here(c, n);
	c->under_x = f.x;
	c->under_w = f.w;
	for (int i = 0; i < f.caption.n_line; i++) {
		pdf_par_put(c, &f.caption, i, f.x, c->y + pdf_par_ascent(c, &f.caption), f.w,
		    DOC_LEFT);
		c->y += f.caption.lead;
	}
	c->y += s->after;
	pdf_mark(c->at, &c->tree, el);
	if (f.draw != NULL)
		for (size_t i = 0; i < f.draw->n; i++)
			shape_put(c, &f.draw->v[i], f.x, c->y);
	else
		pdf_image_put(c, f.image, f.x, c->y, f.w, f.h);
	pdf_unmark(c->at);
	el->has_box = true;
	c->at->figure = true;
	el->box_page = c->at->index;
	el->box[0] = f.x;
	el->box[1] = c->at->h - c->y - f.h;
	el->box[2] = f.x + f.w;
	el->box[3] = c->at->h - c->y;
	c->y += f.h;
	c->fresh = false;
	pdf_gap(c, 14);
	pdf_source(c, n, parent, f.x, f.w);
}
