#include "doc/pdf/pdf_flow.h"

#include <math.h>

static const double note_rule_above = 9; /* from the text to the rule over the notes */
static const double note_rule_below = 6;
static const double little = 0.4; /* of an upright page: what may lie down with what follows */
static const double notes_share_max = 0.6; /* of the page: text must go on, too (W1) */

static double
page_bottom(const struct pdf_ctx *c)
{
	return c->at->h - c->theme->bottom;
}

double
pdf_floor(const struct pdf_ctx *c)
{
	return page_bottom(c) - c->notes_h;
}

double
pdf_room(const struct pdf_ctx *c)
{
	return pdf_floor(c) - c->y - (c->fresh ? 0 : c->gap);
}

void
pdf_gap(struct pdf_ctx *c, double points)
{
	c->gap = fmax(c->gap, points);
}

static void
box_draw(struct pdf_ctx *c, const struct pdf_box *b, double bottom)
{
	struct pdf_paint *l = &c->at->back;

	if (bottom <= b->top)
		return;
	/* Boxes lie under what was drawn in them before: their own operators go first. */
	struct sb later = l->b;
	struct pdf_paint first = {.face = -1, .width = 1};
	sb_init(&first.b, c->mem, PDF_TEXT_LIMIT);
	sb_lit(&first.b, "q ");
	if (b->fill != PDF_NO_FILL) {
		pdf_fill(&first, b->fill);
		pdf_rect(c->at, &first, b->x, b->top, b->w, bottom - b->top);
		pdf_op(&first, "f");
	}
	pdf_fill(&first, b->bar);
	pdf_rect(c->at, &first, b->x, b->top, 3, bottom - b->top);
	pdf_op(&first, "f Q");
	sb_put(&first.b, later.p, later.n);
	l->b = first.b;
}

void
pdf_box_begin(struct pdf_ctx *c, double x, double w, uint32_t fill, uint32_t bar)
{
	must(c->n_box < PDF_BOX_DEPTH);
	c->box[c->n_box++] =
	    (struct pdf_box){.x = x, .w = w, .top = c->y, .fill = fill, .bar = bar};
}

void
pdf_box_end(struct pdf_ctx *c)
{
	must(c->n_box > 0);
	box_draw(c, &c->box[--c->n_box], c->y);
}

static double
note_height(const struct pdf_note *n)
{
	return (n->par->n_line - n->next_line) * n->lead + 1;
}

static void
note_label(struct pdf_ctx *c, const struct pdf_note *n, double x, double baseline)
{
	const struct pdf_style *s = pdf_style_of(c, PS_NOTE);

	pdf_mark(c->at, &c->tree, n->label);
	pdf_fill(&c->at->front, pdf_rgb(c, PC_ACCENT));
	pdf_put_text(c->at, &c->at->front, &c->fonts, s->face, s->size, x, baseline,
	    str_fmt(c->mem, "%d ", n->number));
}

/* Print the lines of notes that fit under `top`; keep the rest for the next page. */
static void
notes_put(struct pdf_ctx *c)
{
	const struct pdf_theme *t = c->theme;
	struct pdf_page *pg = c->at;
	double y = page_bottom(c) - c->notes_h + note_rule_above, x = t->left + t->indent;
	size_t left = 0;

	if (c->n_note == 0)
		return;
	pdf_unmark(pg);
	pdf_stroke(&pg->back, pdf_rgb(c, PC_MUTED), 0.6, 0);
	pdf_hline(pg, &pg->back, x, y, 90);
	y += note_rule_below;
	for (size_t i = 0; i < c->n_note; i++) {
		struct pdf_note *n = c->note[i];
		double up = pdf_par_ascent(c, n->par);
		while (left == 0 && n->next_line < n->par->n_line &&
		    y + n->lead <= page_bottom(c) + 1.5) {
			if (n->next_line == 0)
				note_label(c, n, x, y + up);
			pdf_par_put(c, n->par, n->next_line++, x + PDF_NOTE_INDENT, y + up, 0,
			    DOC_LEFT);
			y += n->lead;
		}
		if (n->next_line < n->par->n_line)
			c->note[left++] = n;
		y += 1;
	}
	c->n_note = left;
	pdf_unmark(pg);
}

static double
notes_owed(const struct pdf_ctx *c)
{
	double h = 0;

	for (size_t i = 0; i < c->n_note; i++)
		h += note_height(c->note[i]);
	return c->n_note > 0 ? h + note_rule_above + note_rule_below : 0;
}

void
pdf_page_close(struct pdf_ctx *c)
{
	if (c->at == NULL)
		return;
	notes_put(c);
	for (int i = c->n_box - 1; i >= 0; i--)
		box_draw(c, &c->box[i], fmin(pdf_floor(c), c->y + 4));
	pdf_unmark(c->at);
}

void
pdf_page_turn(struct pdf_ctx *c, bool landscape)
{
	const struct pdf_theme *t = c->theme;

	pdf_page_close(c);
	arena_grow(c->mem, c->page, c->n_page, c->page_room);
	struct pdf_page *p = arena_new(c->mem, struct pdf_page);
	pdf_page_init(p, c->mem, (int)c->n_page, landscape ? t->page_h : t->page_w,
	    landscape ? t->page_w : t->page_h);
	p->chapter = c->chapter;
	c->page[c->n_page++] = p;
	c->at = p;
	c->y = t->top;
	c->gap = 0;
	c->fresh = true;
	c->notes_h = fmin(notes_owed(c), notes_share_max * (p->h - t->top - t->bottom));
	for (int i = 0; i < c->n_box; i++)
		c->box[i].top = c->y - 4;
}

static bool
may_lie_down(const struct pdf_ctx *c, double need)
{
	const struct pdf_theme *t = c->theme;

	return c->y - t->top < little * (c->at->h - t->top - t->bottom) && c->n_box == 0 &&
	    c->n_note == 0 && !c->at->figure &&
	    c->y + fmin(c->gap, pdf_style_of(c, PS_CAPTION)->before) + need <= c->at->w - t->bottom;
}

void
pdf_orient(struct pdf_ctx *c, bool landscape, double need)
{
	bool lies = c->at->w > c->at->h;

	if (landscape && lies) {
		/* Two wide tables may share a page. */
		if (c->gap >= PDF_GAP_TURN)
			c->gap = pdf_style_of(c, PS_CAPTION)->before;
	} else if (landscape != lies && c->fresh) {
		double w = c->at->w;
		c->at->w = c->at->h;
		c->at->h = w;
	} else if (landscape && !lies && may_lie_down(c, need)) {
		pdf_page_lie(c->at);
	} else if (landscape) {
		pdf_page_turn(c, true);
	}
}

void
pdf_need(struct pdf_ctx *c, double h)
{
	if (!c->fresh && pdf_room(c) < h)
		pdf_page_turn(c, false);
	if (!c->fresh)
		c->y += c->gap;
	c->gap = 0;
}

void
pdf_keep(struct pdf_ctx *c, double h)
{
	if (!c->fresh && pdf_room(c) < h)
		pdf_page_turn(c, false);
}

double
pdf_notes_height(const struct pdf_ctx *c, const struct pdf_par *p, int i)
{
	const struct pdf_line *l = &p->line[i];
	double h = 0;

	if (!p->n_notes)
		return 0;
	for (int k = l->from; k <= l->to; k++)
		if (p->item[k].note != NULL)
			h += note_height(p->item[k].note);
	return h > 0 && c->n_note == 0 ? h + note_rule_above + note_rule_below : h;
}

void
pdf_notes_claim(struct pdf_ctx *c, const struct pdf_par *p, int i)
{
	const struct pdf_line *l = &p->line[i];
	double h = pdf_notes_height(c, p, i);

	if (h <= 0)
		return;
	for (int k = l->from; k <= l->to; k++) {
		if (p->item[k].note == NULL)
			continue;
		arena_grow(c->mem, c->note, c->n_note, c->note_room);
		c->note[c->n_note++] = p->item[k].note;
	}
	c->notes_h = fmin(c->notes_h + h, fmax(0, page_bottom(c) - c->y - p->lead));
}

/* How many of the lines from `i` fit on the page, footnotes included. */
static int
lines_that_fit(const struct pdf_ctx *c, const struct pdf_par *p, int i)
{
	double room = pdf_room(c);
	int n = 0;

	for (; i < p->n_line; i++, n++) {
		double notes = pdf_notes_height(c, p, i);
		/* A note longer than a third of the page may run over to the next. */
		notes = fmin(notes, (page_bottom(c) - c->theme->top) / 3);
		room -= p->lead + notes;
		if (room < -0.01)
			break;
	}
	return n;
}

void
pdf_label_put(struct pdf_ctx *c, double baseline)
{
	const struct pdf_style *s = pdf_style_of(c, PS_LIST);

	if (c->label.n == 0)
		return;
	pdf_mark(c->at, &c->tree, c->label_el);
	pdf_fill(&c->at->front, pdf_rgb(c, PC_ACCENT));
	pdf_put_text(c->at, &c->at->front, &c->fonts, s->face, s->size, c->label_x, baseline,
	    c->label);
	c->label.n = 0;
}

void
pdf_flow_par(struct pdf_ctx *c, struct pdf_par *p, double x)
{
	double up = pdf_par_ascent(c, p);
	int i = 0;

	while (i < p->n_line) {
		int left = p->n_line - i, fit = lines_that_fit(c, p, i);
		if (fit < left) {
			/* Never one line alone at the foot or at the head of a page. */
			if (left - fit < 2 && fit > 0)
				fit = left - 2;
			if (fit < 2 && i == 0 && !c->fresh)
				fit = 0;
			if (fit < 1 && c->fresh)
				fit = 1; /* (W1) */
			if (fit < 1) {
				pdf_page_turn(c, false);
				continue;
			}
		}
		pdf_need(c, 0);
		pdf_label_put(c, c->y + up);
		for (int k = 0; k < fit; k++, i++) {
			pdf_par_put(c, p, i, x, c->y + up, 0, DOC_LEFT);
			pdf_notes_claim(c, p, i);
			c->y += p->lead;
			c->fresh = false;
		}
	}
	pdf_gap(c, p->style->after);
}
