/* Printing a line of a paragraph. */
#include <math.h>

#include "doc/pdf/pdf_par.h"

/* The part of one item that stands on the line, in reading order. */
struct pdf_part {
	const struct pdf_item *it;
	unsigned from, to; /* glyphs */
	bool space;        /* a space is printed before it */
	bool hyphen;
};

struct line_state {
	struct pdf_ctx *c;
	struct pdf_page *pg;
	struct pdf_pen pen;
	bool pen_down;
	double x, y;
	double link_x;
	struct pdf_link *link;
};

void
pdf_icon(struct pdf_ctx *c, struct pdf_page *pg, enum doc_status st, double x, double y,
    double size)
{
	static const enum pdf_color color[DOC_ST__COUNT] = {[DOC_ST_NONE] = PC_NEUTRAL,
	    [DOC_ST_MET] = PC_MET,
	    [DOC_ST_PARTLY] = PC_PARTLY,
	    [DOC_ST_NOT] = PC_NOT,
	    [DOC_ST_INFO] = PC_ACCENT};
	struct pdf_paint *l = &pg->back;
	double s = size, top = y - s * 0.86;

	pdf_fill(l, pdf_rgb(c, color[st]));
	switch (st) {
	case DOC_ST_PARTLY:
		pdf_move(pg, l, x + s / 2, top);
		pdf_line_to(pg, l, x + s, top + s * 0.92);
		pdf_line_to(pg, l, x, top + s * 0.92);
		pdf_op(l, "h f");
		break;
	case DOC_ST_NOT:
		pdf_round_rect(pg, l, x + s * 0.03, top + s * 0.03, s * 0.94, s * 0.94, s * 0.14);
		pdf_op(l, "f");
		break;
	default:
		pdf_round_rect(pg, l, x, top, s, s, s / 2);
		pdf_op(l, "f");
		break;
	}
	pdf_stroke(l, pdf_rgb(c, PC_PAPER), s * 0.13, 0);
	switch (st) {
	case DOC_ST_MET:
		pdf_move(pg, l, x + s * 0.25, top + s * 0.53);
		pdf_line_to(pg, l, x + s * 0.43, top + s * 0.70);
		pdf_line_to(pg, l, x + s * 0.75, top + s * 0.32);
		break;
	case DOC_ST_PARTLY:
		pdf_move(pg, l, x + s * 0.5, top + s * 0.34);
		pdf_line_to(pg, l, x + s * 0.5, top + s * 0.62);
		pdf_op(l, "S");
		pdf_move(pg, l, x + s * 0.5, top + s * 0.69);
		pdf_line_to(pg, l, x + s * 0.5, top + s * 0.81);
		break;
	case DOC_ST_NOT:
		pdf_move(pg, l, x + s * 0.30, top + s * 0.30);
		pdf_line_to(pg, l, x + s * 0.70, top + s * 0.70);
		pdf_move(pg, l, x + s * 0.70, top + s * 0.30);
		pdf_line_to(pg, l, x + s * 0.30, top + s * 0.70);
		break;
	case DOC_ST_INFO:
		pdf_move(pg, l, x + s * 0.5, top + s * 0.20);
		pdf_line_to(pg, l, x + s * 0.5, top + s * 0.32);
		pdf_op(l, "S");
		pdf_move(pg, l, x + s * 0.5, top + s * 0.42);
		pdf_line_to(pg, l, x + s * 0.5, top + s * 0.80);
		break;
	default:
		pdf_move(pg, l, x + s * 0.27, top + s * 0.5);
		pdf_line_to(pg, l, x + s * 0.73, top + s * 0.5);
		break;
	}
	pdf_op(l, "S");
}

/* Room for the parts of one line, reused from line to line. */
static struct pdf_part *
parts_room(struct pdf_ctx *c, size_t n)
{
	if (c->part_room < n) {
		c->part_room = n + n / 2 + 32;
		c->part = arena_array(c->mem, c->part_room, struct pdf_part);
	}
	return c->part;
}

static int
parts_of(const struct pdf_par *p, const struct pdf_line *l, struct pdf_part *out)
{
	int n = 0;

	for (int i = l->from; i <= l->to; i++) {
		const struct pdf_item *it = &p->item[i];
		struct pdf_part *q = &out[n];
		if (it->kind == ITEM_BREAK)
			continue;
		*q = (struct pdf_part){.it = it, .space = it->space && n > 0};
		if (it->word != NULL) {
			unsigned a = i == l->from ? l->from_glyph : 0;
			unsigned b = i == l->to ? l->to_glyph : it->word->n;
			/* Glyphs are counted in reading order, stored in visual order. */
			q->from = it->word->rtl ? it->word->n - b : a;
			q->to = it->word->rtl ? it->word->n - a : b;
			q->hyphen = l->hyphen && i == l->to;
		}
		n++;
	}
	return n;
}

static void
pen_up(struct line_state *s)
{
	if (s->pen_down)
		pdf_pen_end(&s->pen);
	s->pen_down = false;
}

static void
link_close(struct line_state *s, const struct pdf_par *p)
{
	struct pdf_ctx *c = s->c;
	struct pdf_link *l = s->link;

	if (l == NULL)
		return;
	pen_up(s);
	arena_grow(c->mem, c->annot, c->n_annot, c->annot_room);
	struct pdf_annot *a = &c->annot[c->n_annot++];
	*a = (struct pdf_annot){.obj = pdf_obj_new(&c->file),
	    .page = s->pg->index,
	    .el = l->el,
	    .x0 = s->link_x,
	    .x1 = s->x,
	    .y0 = s->y - p->style->size,
	    .y1 = s->y + p->style->size * 0.3,
	    .href = l->href,
	    .anchor = l->anchor,
	    .contents = l->contents};
	pdf_elem_annot(&c->tree, l->el, a->obj, s->pg->index);
	arena_grow(c->mem, s->pg->annot, s->pg->n_annot, s->pg->annot_room);
	s->pg->annot[s->pg->n_annot++] = a->obj;
	pdf_stroke(&s->pg->back, pdf_rgb(c, PC_ACCENT), 0.5, 0);
	pdf_hline(s->pg, &s->pg->back, s->link_x, s->y + p->style->size * 0.16, s->x - s->link_x);
	s->link = NULL;
}

static bool
is_rtl(const struct pdf_part *q)
{
	return q->it->word != NULL && q->it->word->rtl;
}

static double
space_width(const struct pdf_ctx *c, const struct pdf_item *it)
{
	const struct pdf_font *f = &c->fonts.f[it->face];

	return f->advance[f->space] / 1000.0 * (double)it->size;
}

/* The pen, in an element and the item's colour, at s->x. */
static void
pen_ready(struct line_state *s, struct pdf_elem *el, const struct pdf_item *it)
{
	struct pdf_ctx *c = s->c;
	struct pdf_page *pg = s->pg;
	uint32_t rgb = pdf_rgb(c, (enum pdf_color)it->color);

	if (c->repeat) {
		pdf_artifact(pg);
	} else if (pg->open != el) {
		pen_up(s);
		pdf_mark(pg, &c->tree, el);
	}
	if (s->pen_down && pg->front.fill == rgb)
		return;
	pen_up(s);
	pdf_fill(&pg->front, rgb);
	pdf_pen_begin(&s->pen, pg, &pg->front, &c->fonts, s->x, s->y - (double)it->rise);
	s->pen_down = true;
}

/* A space in the element where it was read: it belongs to no link and to no word that
 * is spelled out. */
static void
space_put(struct line_state *s, struct pdf_elem *el, const struct pdf_item *it)
{
	pen_ready(s, el, it);
	pdf_pen_space(&s->pen, (enum pdf_face)it->face, it->size);
}

static void
part_put(struct line_state *s, const struct pdf_par *p, const struct pdf_part *q)
{
	struct pdf_ctx *c = s->c;
	const struct pdf_item *it = q->it;

	if (it->kind == ITEM_ICON) {
		if (q->space) {
			space_put(s, it->space_el, it);
			s->x += it->space_w;
		}
		pen_up(s);
		pdf_icon(c, s->pg, (enum doc_status)it->icon, s->x, s->y, it->size * 0.92);
		s->x += it->w;
		return;
	}
	if (s->link != NULL && s->link != it->link)
		link_close(s, p);
	if (q->space) {
		space_put(s, it->space_el, it);
		s->x += space_width(c, it);
	}
	pen_ready(s, it->el, it);
	if (it->note != NULL && !c->repeat)
		pdf_elem_attach(&c->tree, it->note->el);
	if (it->link != NULL && s->link == NULL && !c->repeat) {
		s->link = it->link;
		s->link_x = s->x;
	}
	pdf_pen_glyphs(&s->pen, it->word, q->from, q->to, it->size);
	s->x += pdf_word_width(it->word, q->from, q->to) * (double)it->size;
	if (q->hyphen) {
		const struct pdf_font *f = pdf_font_of(&c->fonts, (enum pdf_face)it->face);
		pdf_pen_soft_hyphen(&s->pen, (enum pdf_face)it->face, it->size);
		s->x += f->advance[f->hyphen] / 1000.0 * it->size;
	}
	if (it->rise > 0)
		pen_up(s);
}

/* A run of right-to-left words goes into the file in reading order, each word put
 * where it belongs, so that the text is read as it was written.  Returns its length. */
static int
rtl_run_put(struct line_state *s, const struct pdf_par *p, const struct pdf_part *v, int n)
{
	double w = 0, left;
	int k = 0;

	for (; k < n && is_rtl(&v[k]); k++)
		w += pdf_word_width(v[k].it->word, v[k].from, v[k].to) * (double)v[k].it->size +
		    (v[k].space && k > 0 ? space_width(s->c, v[k].it) : 0);
	left = s->x + (v[0].space ? space_width(s->c, v[0].it) : 0);
	double x = left + w;
	for (int i = 0; i < k; i++) {
		struct pdf_part q = v[i];
		if (q.space)
			space_put(s, q.it->space_el, q.it);
		if (q.space && i > 0)
			x -= space_width(s->c, q.it);
		pen_up(s);
		x -= pdf_word_width(q.it->word, q.from, q.to) * (double)q.it->size;
		s->x = x;
		q.space = false;
		part_put(s, p, &q);
	}
	s->x = left + w;
	pen_up(s);
	return k;
}

void
pdf_par_put(struct pdf_ctx *c, const struct pdf_par *p, int i, double x, double y, double width,
    enum doc_align align)
{
	const struct pdf_line *l = &p->line[i];
	struct line_state s = {.c = c, .pg = c->at, .x = x, .y = y};
	struct pdf_part *part = parts_room(c, (size_t)(l->to - l->from + 1));
	int n = parts_of(p, l, part);

	if (align == DOC_RIGHT)
		s.x += width - l->w;
	else if (align == DOC_CENTER)
		s.x += (width - l->w) / 2;
	for (int k = 0; k < n;) {
		if (is_rtl(&part[k])) {
			k += rtl_run_put(&s, p, part + k, n - k);
		} else {
			part_put(&s, p, &part[k]);
			k++;
		}
	}
	link_close(&s, p);
	/* A real space ends the line, so that words of two lines are not read as one. */
	bool last = i + 1 == p->n_line || p->line[i + 1].from_glyph != 0;
	const struct pdf_item *next = l->to + 1 < (int)p->n ? &p->item[l->to + 1] : NULL;
	if (!last && (p->item[l->to].kind == ITEM_BREAK || (next != NULL && next->space))) {
		struct pdf_elem *el = next != NULL && next->space ? next->space_el
		                                                  : p->item[l->to].el;
		while (n > 0 && part[n - 1].it->word == NULL)
			n--;
		if (n > 0)
			space_put(&s, el, part[n - 1].it);
	}
	pen_up(&s);
}
