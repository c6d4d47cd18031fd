/* The title page, the contents and the running head and foot. */
#include <math.h>
#include <stdio.h>

#include "doc/pdf/pdf_flow.h"

static const double panel_share = 0.60; /* of the title page's height */
static const double meta_label_w = 76;  /* the indent of the text column */
static const double toc_number_w = 34;  /* column of page numbers */
enum { TOC_LEVELS = DOC_TOC_LEVELS_MAX };
static const double dot_step = 4.2;                       /* of the leaders */
static const double toc_indent[TOC_LEVELS] = {0, 20, 48}; /* under the text of the level above */
static const double toc_numbering_w[TOC_LEVELS] = {20, 28, 36};

struct toc_entry {
	const struct pdf_heading *heading;
	struct pdf_par par;
	struct pdf_elem *link;
	int page;
	double x, text_x, y; /* of the number and of the text after it */
};

struct pdf_toc {
	struct toc_entry *entry;
	size_t n;
	double w;
};

/* "17 februari 2026" */
static str
date_words(const struct pdf_ctx *c, date d)
{
	str month = month_name(d.m, c->doc->lang);

	return str_fmt(c->mem, "%d\xc2\xa0%.*s\xc2\xa0%d", d.d, STR_ARG(month), d.y);
}

/* A paragraph at a fixed place; returns the y below it. */
static double
place(struct pdf_ctx *c, const char *type, enum pdf_style_id style, double x, double y, double w,
    str text)
{
	struct pdf_par p;

	if (text.n == 0)
		return y;
	pdf_par_init(&p, pdf_style_of(c, style), pdf_elem_new(&c->tree, c->tree.root, type));
	pdf_par_text(c, &p, text);
	pdf_par_break(c, &p, w);
	/* Lines of about one length: no last word stands alone. */
	if (p.n_line > 1)
		pdf_par_break(c, &p, fmin(w, pdf_par_width_for(&p, p.n_line) + 0.5));
	for (int i = 0; i < p.n_line; i++, y += p.lead)
		pdf_par_put(c, &p, i, x, y + pdf_par_ascent(c, &p), w, DOC_LEFT);
	return y + p.style->after;
}

/* Three rising blocks, one for each tertial of the year, lower where the title is long. */
static void
motif(struct pdf_ctx *c, double bottom, double room)
{
	static const struct {
		double x, h;
		enum pdf_color color;
	} bar[] = {{252, 92, PC_RISE0}, {132, 158, PC_RISE1}, {12, 236, PC_RISE2}};
	struct pdf_page *pg = c->at;
	double k = fmin(1, room / bar[COUNTOF(bar) - 1].h);

	for (size_t i = 0; k > 0.2 && i < COUNTOF(bar); i++) {
		pdf_fill(&pg->back, pdf_rgb(c, bar[i].color));
		pdf_rect(pg, &pg->back, pg->w - bar[i].x - 108, bottom - k * bar[i].h, 120,
		    k * bar[i].h);
		pdf_op(&pg->back, "f");
	}
}

/* A label and its value, in two columns; read as one line. */
static double
meta_line(struct pdf_ctx *c, double x, double y, str label, str value)
{
	const struct pdf_style *s = pdf_style_of(c, PS_TITLE_META);
	struct pdf_page *pg = c->at;
	struct pdf_par p;

	if (value.n == 0)
		return y;
	pdf_par_init(&p, s, pdf_elem_new(&c->tree, c->tree.root, "P"));
	pdf_par_styled(c, &p, value, PF_BOLD, PC_INK);
	pdf_par_break(c, &p, pg->w - 2 * x - meta_label_w);
	pdf_stroke(&pg->back, pdf_rgb(c, PC_LINE), 0.5, 0);
	pdf_hline(pg, &pg->back, x, y - 2, pg->w - 2 * x);
	y += 4;
	pdf_mark(pg, &c->tree, p.el);
	pdf_fill(&pg->front, pdf_rgb(c, PC_MUTED));
	pdf_put_text(pg, &pg->front, &c->fonts, s->face, s->size, x, y + pdf_par_ascent(c, &p),
	    str_fmt(c->mem, "%.*s ", STR_ARG(label)));
	for (int i = 0; i < p.n_line; i++, y += s->lead)
		pdf_par_put(c, &p, i, x + meta_label_w, y + pdf_par_ascent(c, &p), 0, DOC_LEFT);
	return y + s->after + 3;
}

void
pdf_title_page(struct pdf_ctx *c)
{
	const struct doc *d = c->doc;
	const struct pdf_theme *t = c->theme;
	double x = t->left, w = t->page_w - 2 * x, panel = t->page_h * panel_share;

	pdf_page_turn(c, false);
	struct pdf_page *pg = c->at;
	pg->bare = true;
	pdf_fill(&pg->back, pdf_rgb(c, PC_DEEP));
	pdf_rect(pg, &pg->back, 0, 0, pg->w, panel);
	pdf_op(&pg->back, "f");
	place(c, "P", PS_TITLE_ORG, x, 62, w, d->organisation);
	double y = place(c, "Title", PS_TITLE, x, 148, w, d->title);
	y = place(c, "P", PS_SUBTITLE, x, y, w, d->subtitle);
	motif(c, panel, panel - y - 24);
	y = panel + 44;
	if (d->author.n > 0) {
		const struct pdf_style *s = pdf_style_of(c, PS_H2);
		y = place(c, "P", PS_H2, x, y, w, d->author) + s->after;
	}
	y += 12;
	if (date_ok(d->dated))
		y = meta_line(c, x, y, pdf_say(c, "Datum", "Date"), date_words(c, d->dated));
	y = meta_line(c, x, y, pdf_say(c, "Beslut", "Decision"), d->decision);
	y = meta_line(c, x, y, pdf_say(c, "Status", "Status"), d->status_line);
	if (t->logo != NULL) {
		int i = pdf_image_of(c, t->logo);
		if (i >= 0) {
			double lw = t->logo->width_pt > 0 ? t->logo->width_pt : 120;
			double lh = lw * c->image[i].h / c->image[i].w;
			struct pdf_elem *el = pdf_elem_new(&c->tree, c->tree.root, "Figure");
			double lx = pg->w - t->right - lw, ly = pg->h - 62 - lh;
			el->alt = t->logo->alt;
			pdf_mark(pg, &c->tree, el);
			pdf_image_put(c, i, lx, ly, lw, lh);
			pdf_unmark(pg);
			el->has_box = true;
			el->box_page = pg->index;
			el->box[0] = lx;
			el->box[1] = pg->h - ly - lh;
			el->box[2] = lx + lw;
			el->box[3] = pg->h - ly;
		}
	}
	c->fresh = false;
	pdf_page_turn(c, false);
}

static const struct pdf_style *
toc_style(const struct pdf_ctx *c, int level)
{
	return pdf_style_of(c, level <= 1 ? PS_TOC1 : level == 2 ? PS_TOC2 : PS_TOC3);
}

void
pdf_toc_reserve(struct pdf_ctx *c, struct pdf_elem *parent)
{
	struct pdf_toc *t = arena_new(c->mem, struct pdf_toc);
	struct pdf_elem *toc;
	struct pdf_par head;
	int levels = doc_toc_levels(c->doc->root);

	if (c->toc != NULL || c->n_heading == 0)
		return; /* a second contents would say the same */
	if (!c->fresh)
		pdf_page_turn(c, false);
	c->toc = t;
	t->w = c->w;
	t->entry = arena_array(c->mem, c->n_heading, struct toc_entry);
	pdf_par_init(&head, pdf_style_of(c, PS_H1), pdf_elem_new(&c->tree, parent, "P"));
	pdf_par_text(c, &head, pdf_say(c, "Innehåll", "Contents"));
	pdf_par_break(c, &head, c->w);
	c->chapter = pdf_say(c, "Innehåll", "Contents");
	c->at->chapter = c->chapter;
	pdf_flow_par(c, &head, c->x);
	toc = pdf_elem_new(&c->tree, parent, "TOC");
	for (size_t i = 0; i < c->n_heading; i++) {
		const struct pdf_heading *h = &c->heading[i];
		struct toc_entry *e = &t->entry[t->n];
		if (!h->in_toc || h->level > levels)
			continue;
		const struct pdf_style *s = toc_style(c, h->level);
		struct pdf_elem *ref = pdf_elem_new(&c->tree, pdf_elem_new(&c->tree, toc, "TOCI"),
		    "Reference");
		e->heading = h;
		e->link = pdf_elem_new(&c->tree, ref, "Link");
		e->x = c->x + toc_indent[h->level - 1];
		e->text_x = e->x;
		if (h->node->numbering.n > 0)
			e->text_x += fmax(toc_numbering_w[h->level - 1],
			    pdf_text_width(&c->fonts, s->face, h->node->numbering) * s->size + 6);
		pdf_par_init(&e->par, s, e->link);
		pdf_par_text(c, &e->par, doc_plain(c->mem, h->node));
		pdf_par_break(c, &e->par, c->x + c->w - toc_number_w - e->text_x);
		pdf_gap(c, s->before);
		pdf_need(c, e->par.n_line * s->lead);
		e->page = c->at->index;
		e->y = c->y;
		c->y += e->par.n_line * s->lead;
		c->fresh = false;
		pdf_gap(c, s->after);
		t->n++;
	}
	pdf_elem_attach(&c->tree, toc);
	pdf_page_turn(c, false);
}

static void
entry_put(struct pdf_ctx *c, struct toc_entry *e)
{
	const struct pdf_style *s = e->par.style;
	const struct pdf_anchor *to = &c->anchor[e->heading->anchor];
	struct pdf_page *pg = c->page[e->page];
	double right = c->x + c->toc->w, base = e->y + pdf_par_ascent(c, &e->par);
	str number = str_fmt(c->mem, "%d", to->page + 1);
	double number_w = pdf_text_width(&c->fonts, s->face, number) * s->size;
	/* A space goes before it: a reader hears the heading, then the number. */
	double space_w = pdf_text_width(&c->fonts, s->face, STR(" ")) * s->size;

	c->at = pg;
	if (e->heading->node->numbering.n > 0) {
		pdf_mark(pg, &c->tree, e->link);
		pdf_fill(&pg->front, pdf_rgb(c, PC_ACCENT));
		pdf_put_text(pg, &pg->front, &c->fonts, s->face, s->size, e->x, base,
		    str_fmt(c->mem, "%.*s ", STR_ARG(e->heading->node->numbering)));
	}
	for (int i = 0; i < e->par.n_line; i++)
		pdf_par_put(c, &e->par, i, e->text_x, base + i * s->lead, 0, DOC_LEFT);
	base += (e->par.n_line - 1) * s->lead;
	double end = e->text_x + (e->par.n_line > 0 ? e->par.line[e->par.n_line - 1].w : 0);
	/* Leaders hang on the right margin, so that the dots of all lines align. */
	double from = right - toc_number_w + 10;
	int dots = (int)((from - end - 8) / dot_step);
	if (dots > 1) {
		struct pdf_paint dotted = {.face = -1, .b = pg->back.b};
		sb_lit(&dotted.b, "q 1 J [0 4.2]0 d ");
		dotted.dash = 0;
		pdf_stroke(&dotted, pdf_rgb(c, PC_MUTED), 0.9, 0);
		pdf_move(pg, &dotted, from, base - 1);
		pdf_line_to(pg, &dotted, from - dots * dot_step, base - 1);
		pdf_op(&dotted, "S Q");
		pg->back.b = dotted.b;
	}
	pdf_mark(pg, &c->tree, e->link);
	pdf_fill(&pg->front, pdf_rgb(c, s->color));
	pdf_put_text(pg, &pg->front, &c->fonts, s->face, s->size, right - number_w - space_w, base,
	    str_fmt(c->mem, " %.*s", STR_ARG(number)));
	arena_grow(c->mem, c->annot, c->n_annot, c->annot_room);
	struct pdf_annot *a = &c->annot[c->n_annot++];
	*a = (struct pdf_annot){.obj = pdf_obj_new(&c->file),
	    .page = pg->index,
	    .el = e->link,
	    .x0 = e->x,
	    .x1 = right,
	    .y0 = e->y,
	    .y1 = e->y + e->par.n_line * s->lead,
	    .anchor = e->heading->anchor,
	    .contents = str_fmt(c->mem, "%.*s, %s %d", STR_ARG(e->heading->text),
	        c->doc->lang == LANG_SV ? "sida" : "page", to->page + 1)};
	pdf_elem_annot(&c->tree, e->link, a->obj, pg->index);
	arena_grow(c->mem, pg->annot, pg->n_annot, pg->annot_room);
	pg->annot[pg->n_annot++] = a->obj;
	pdf_unmark(pg);
}

void
pdf_toc_fill(struct pdf_ctx *c)
{
	c->x = c->theme->left + c->theme->indent;
	for (size_t i = 0; c->toc != NULL && i < c->toc->n; i++)
		if (c->anchor[c->toc->entry[i].heading->anchor].page >= 0)
			entry_put(c, &c->toc->entry[i]);
}

/* A text cut short to fit the width, at a word. */
static str
shorten(struct pdf_ctx *c, str text, const struct pdf_style *s, double width)
{
	if (pdf_text_width(&c->fonts, s->face, text) * s->size <= width)
		return text;
	size_t n = text.n;
	while (n > 0) {
		while (n > 0 && text.p[n - 1] != ' ')
			n--;
		while (n > 0 && text.p[n - 1] == ' ')
			n--;
		str t = str_fmt(c->mem, "%.*s\xe2\x80\xa6", (int)n, text.p);
		if (pdf_text_width(&c->fonts, s->face, t) * s->size <= width)
			return n > 0 ? t : STR("");
	}
	return STR("");
}

/* One line as text without control characters: what a running head may hold. */
static void
running_text(struct pdf_ctx *c, struct pdf_page *pg, str text, double x, double y, double width,
    bool right)
{
	const struct pdf_style *s = pdf_style_of(c, PS_RUNNING);

	text = shorten(c, text, s, width);
	if (text.n == 0)
		return;
	if (right)
		x -= pdf_text_width(&c->fonts, s->face, text) * s->size;
	pdf_put_text(pg, &pg->front, &c->fonts, s->face, s->size, x, y, text);
}

void
pdf_running(struct pdf_ctx *c)
{
	const struct pdf_theme *t = c->theme;
	const struct doc *d = c->doc;
	str left = d->author.n > 0
	    ? str_fmt(c->mem, "%.*s \xc2\xb7 %.*s", STR_ARG(d->title), STR_ARG(d->author))
	    : d->title;
	str foot = d->status_line.n > 0 && d->organisation.n > 0
	    ? str_fmt(c->mem, "%.*s \xc2\xb7 %.*s", STR_ARG(d->organisation),
	          STR_ARG(d->status_line))
	    : d->organisation.n > 0 ? d->organisation
	                            : d->status_line;

	for (size_t i = 0; i < c->n_page; i++) {
		struct pdf_page *pg = c->page[i];
		double right = pg->w - t->right, half = (right - t->left) / 2 - 10;
		double foot_y = pg->h - (t->page_h - t->footer_y);
		if (pg->bare)
			continue;
		pdf_stroke(&pg->back, pdf_rgb(c, PC_LINE), 0.5, 0);
		pdf_hline(pg, &pg->back, t->left, t->header_y + 7, right - t->left);
		sb_lit(&pg->front.b, "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n");
		pdf_fill(&pg->front, pdf_rgb(c, PC_MUTED));
		running_text(c, pg, left, t->left, t->header_y, half, false);
		running_text(c, pg, pg->chapter, right, t->header_y, half, true);
		sb_lit(&pg->front.b, "EMC\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
		running_text(c, pg, foot, t->left, foot_y, half * 1.6, false);
		running_text(c, pg, str_fmt(c->mem, "%zu (%zu)", i + 1, c->n_page), right, foot_y,
		    half, true);
		sb_lit(&pg->front.b, "EMC\n");
	}
}
