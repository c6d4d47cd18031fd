/* Printing tables, row by row and page by page. */
#include <math.h>

#include "doc/pdf/pdf_table.h"

static const double continued_h = 14; /* of the line over a table that goes on */
static const double rule_thin = 0.45, rule_thick = 1.1;

/* Print what of the cell ends above `bottom`; true when nothing is left. */
static bool
cell_put(struct pdf_ctx *c, const struct pdf_table *t, struct pdf_cell *cell, double top,
    double bottom, bool force_one)
{
	const struct pdf_column *col = &t->col[cell->col];
	double pad = c->theme->cell_pad_x, x = t->x + col->x + pad + col->lead_in;
	double w = -2 * pad - col->lead_in, y = top;

	for (int k = 0; k < cell->span; k++)
		w += t->col[cell->col + k].w;
	for (; cell->next_par < cell->n_par; cell->next_par++, cell->next_line = 0) {
		struct pdf_cell_par *p = &cell->par[cell->next_par];
		double up = pdf_par_ascent(c, &p->p);
		y += cell->next_line == 0 ? p->before : 0;
		for (; cell->next_line < p->p.n_line; cell->next_line++) {
			if (y + p->p.lead > bottom + 0.01 && !force_one)
				return false;
			force_one = false;
			if (cell->next_line == 0 && p->label.n > 0) {
				if (c->repeat)
					pdf_artifact(c->at);
				else
					pdf_mark(c->at, &c->tree, p->label_el);
				pdf_fill(&c->at->front, pdf_rgb(c, PC_ACCENT));
				pdf_put_text(c->at, &c->at->front, &c->fonts, PF_REGULAR,
				    t->style.size, x + p->x - 8, y + up, p->label);
			}
			pdf_par_put(c, &p->p, cell->next_line, x + p->x, y + up, w - p->x,
			    cell->align);
			if (!c->repeat)
				pdf_notes_claim(c, &p->p, cell->next_line);
			y += p->p.lead;
		}
	}
	return true;
}

static void
row_paint(struct pdf_ctx *c, const struct pdf_table *t, const struct pdf_row *r, double h,
    bool last)
{
	struct pdf_page *pg = c->at;
	struct pdf_paint *l = &pg->back;

	switch (r->node->row_kind) {
	case DOC_ROW_HEAD:
	case DOC_ROW_GROUP:
	case DOC_ROW_TOTAL:
		/* Under the rule of the row above, not over it. */
		pdf_fill(l, pdf_rgb(c, PC_TINT));
		pdf_rect(pg, l, t->x, c->y + rule_thick / 2, t->w, h - rule_thick / 2);
		pdf_op(l, "f");
		break;
	default:
		break;
	}
	if (r->node->row_kind == DOC_ROW_TOTAL) {
		pdf_stroke(l, pdf_rgb(c, PC_DEEP), rule_thick * 0.8, 0);
		pdf_hline(pg, l, t->x, c->y, t->w);
	} else if (r->node->row_kind == DOC_ROW_SUBTOTAL) {
		pdf_stroke(l, pdf_rgb(c, PC_MUTED), 0.7, 0);
		pdf_hline(pg, l, t->x, c->y, t->w);
	}
	if (r->node->row_kind == DOC_ROW_HEAD) {
		if (r == &t->row[t->n_head - 1]) {
			pdf_stroke(l, pdf_rgb(c, PC_ACCENT), rule_thick, 0);
			pdf_hline(pg, l, t->x, c->y + h, t->w);
		}
	} else if (last) {
		pdf_stroke(l, pdf_rgb(c, PC_DEEP), rule_thick * 0.8, 0);
		pdf_hline(pg, l, t->x, c->y + h, t->w);
	} else {
		pdf_stroke(l, pdf_rgb(c, PC_LINE), rule_thin, 0);
		pdf_hline(pg, l, t->x, c->y + h, t->w);
	}
}

static double
row_notes(const struct pdf_ctx *c, const struct pdf_row *r)
{
	double h = 0;

	for (int i = 0; i < r->n_cell; i++)
		for (size_t k = 0; k < r->cell[i].n_par; k++)
			for (int l = 0;
			     r->cell[i].par[k].p.n_notes && l < r->cell[i].par[k].p.n_line; l++)
				h += pdf_notes_height(c, &r->cell[i].par[k].p, l);
	return h;
}

bool
pdf_row_put(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r)
{
	double pad = t->pad_y, room = pdf_floor(c) - c->y;
	double h = fmin(r->h, room);
	bool done = true, head = r->node->row_kind == DOC_ROW_HEAD;

	if (!c->repeat)
		pdf_elem_attach(&c->tree, r->el);
	for (int i = 0; i < r->n_cell; i++) {
		struct pdf_cell *cell = &r->cell[i];
		if (!c->repeat)
			pdf_elem_attach(&c->tree, cell->el);
		/* Header texts stand on the rule below them. */
		double down = head && r->h <= room ? r->h - 2 * pad - cell->h : 0;
		if (!cell_put(c, t, cell, c->y + pad + down, c->y + h - pad, c->fresh))
			done = false;
	}
	row_paint(c, t, r, h, done && r == &t->row[t->n_row - 1]);
	c->y += h;
	c->fresh = false;
	/* What of a divided row is left, at most. */
	r->h = fmax(r->h - h, t->style.lead * t->lead_k + 2 * pad) + 2 * pad;
	return done;
}

static void
head_repeat(struct pdf_ctx *c, struct pdf_table *t)
{
	c->repeat = true;
	if (t->node->number > 0) {
		const struct pdf_style *s = pdf_style_of(c, PS_SOURCE);
		pdf_artifact(c->at);
		pdf_fill(&c->at->front, pdf_rgb(c, s->color));
		pdf_put_text(c->at, &c->at->front, &c->fonts, s->face, s->size, t->x,
		    c->y + s->size,
		    str_fmt(c->mem,
		        c->doc->lang == LANG_SV ? "Tabell %d, forts." : "Table %d, continued",
		        t->node->number));
		c->y += continued_h;
	}
	for (int i = 0; i < t->n_head; i++) {
		struct pdf_row *r = &t->row[i];
		double h = r->h;
		for (int k = 0; k < r->n_cell; k++) {
			r->cell[k].next_par = 0;
			r->cell[k].next_line = 0;
		}
		pdf_row_put(c, t, r);
		r->h = h;
	}
	c->repeat = false;
	pdf_unmark(c->at);
	c->fresh = true; /* a header alone is no line of the page (W1) */
}

static void
table_turn(struct pdf_ctx *c, struct pdf_table *t, bool in_body)
{
	double most;

	pdf_page_turn(c, t->landscape);
	most = pdf_floor(c) - c->y;
	/* A head that is not printed yet, or fills the page, is not repeated. */
	if (in_body && t->head_h < most / 2)
		head_repeat(c, t);
}

/* Rows that stay on one page with row i: a group's heading with its first row, the
 * last row with the one before it. */
static double
row_need(const struct pdf_ctx *c, const struct pdf_table *t, int i)
{
	const struct pdf_row *r = &t->row[i];
	double h = r->h + row_notes(c, r);

	if (i + 1 < t->n_row && (r->node->row_kind == DOC_ROW_GROUP || i + 2 == t->n_row))
		h += t->row[i + 1].h;
	return h;
}

/* A page turned for a table should hold it: a few rows on the next one are hard to read. */
static void
fit_turned(struct pdf_ctx *c, struct pdf_table *t)
{
	const struct pdf_style *s = pdf_style_of(c, PS_SOURCE);
	double room = pdf_floor(c) - c->y, remarks = pdf_remarks_height(c, t->node, t->w);

	if (t->node->source.n > 0)
		room -= s->before + s->lead;
	for (int i = 0; i < t->n_row; i++)
		room -= row_notes(c, &t->row[i]);
	if (!pdf_table_fit(c, t, room - remarks))
		(void)pdf_table_fit(c, t, room);
}

void
pdf_table_put(struct pdf_ctx *c, struct pdf_table *t)
{
	const struct pdf_style *s = pdf_style_of(c, PS_CAPTION);
	pdf_orient(c, t->landscape, t->landscape ? pdf_table_height(c, t) : 0);
	pdf_gap(c, s->before);
	if (!c->fresh && pdf_room(c) < pdf_table_lead(c, t) - s->before)
		pdf_page_turn(c, t->landscape);
	pdf_need(c, 0);
	pdf_anchor_here(c, t->node);
	c->under_w = t->w;
	c->under_x = t->x = t->wide ? c->theme->left : c->theme->left + c->theme->indent;
	for (int i = 0; i < t->caption.n_line; i++) {
		pdf_par_put(c, &t->caption, i, t->x, c->y + pdf_par_ascent(c, &t->caption), t->w,
		    DOC_LEFT);
		c->y += t->caption.lead;
	}
	c->y += s->after;
	c->fresh = false;
	if (t->landscape)
		fit_turned(c, t);
	pdf_elem_attach(&c->tree, t->el);
	for (int i = 0; i < t->n_row; i++) {
		struct pdf_row *r = &t->row[i];
		double page = c->at->h - c->theme->top - c->theme->bottom - t->head_h - continued_h;
		if (!c->fresh && i >= t->n_head &&
		    c->y + fmin(row_need(c, t, i), page) > pdf_floor(c) + 0.01 &&
		    (r->h <= page || pdf_floor(c) - c->y < page / 3))
			table_turn(c, t, i >= t->n_head);
		double h = r->h;
		while (!pdf_row_put(c, t, r))
			table_turn(c, t, i >= t->n_head);
		r->h = h;
	}
	pdf_gap(c, 14);
	pdf_source(c, t->node, t->el->parent, t->x, t->w);
	if (t->landscape)
		c->gap = PDF_GAP_TURN; /* what follows stands on an upright page again */
}
