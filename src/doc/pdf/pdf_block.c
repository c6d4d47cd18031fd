/* Blocks in the flow: headings, paragraphs, lists, quotations, notices. */
#include <float.h>
#include <math.h>

#include "doc/chart.h"
#include "doc/pdf/pdf_flow.h"

static const double chapter_share = 0.3; /* of a page that must be free for a chapter in mid-page */
static const double few_lines = 0.16;    /* of a page: too little for a page of its own */
static const int orphan_lines = 3;       /* of the text a heading must keep with it */
static const int lead_in_lines = 3;      /* of a paragraph that stays with what it leads in */

void
pdf_anchor_here(struct pdf_ctx *c, const struct doc_node *n)
{
	if (n->id.n == 0)
		return;
	size_t i = map_find(&c->anchor_by_id, n->id);
	if (i == MAP_NONE || c->anchor[i].page >= 0)
		return;
	c->anchor[i].page = c->at->index;
	c->anchor[i].y = c->y;
}

void
pdf_caption(struct pdf_ctx *c, struct pdf_par *p, struct pdf_elem *el, const struct doc_node *n,
    str kind)
{
	bool chart = n->kind == DOC_CHART && n->chart != NULL;
	str title = n->caption.n > 0 || !chart ? n->caption : n->chart->title;
	str unit = n->unit.n > 0 || !chart ? n->unit : n->chart->unit;

	pdf_par_init(p, pdf_style_of(c, PS_CAPTION), el);
	if (n->number > 0)
		pdf_par_styled(c, p, str_fmt(c->mem, "%.*s\xc2\xa0%d.", STR_ARG(kind), n->number),
		    PF_BOLD, PC_ACCENT);
	pdf_par_styled(c, p, title, PF_BOLD, PC_INK);
	if (unit.n > 0)
		pdf_par_styled(c, p, str_fmt(c->mem, "(%.*s)", STR_ARG(unit)), PF_REGULAR,
		    PC_MUTED);
}

void
pdf_source(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent, double x, double w)
{
	struct pdf_par p;

	if (n->source.n == 0)
		return;
	pdf_par_init(&p, pdf_style_of(c, PS_SOURCE), pdf_elem_new(&c->tree, parent, "P"));
	pdf_par_text(c, &p, doc_source(c->mem, n->source, c->doc->lang));
	pdf_par_break(c, &p, w);
	c->gap = p.style->before;
	pdf_flow_par(c, &p, x);
}

static const struct doc_node *
next_block(const struct doc_node *n)
{
	while (n != NULL && n->next == NULL)
		n = n->parent != NULL && n->parent->kind == DOC_SECTION ? n->parent : NULL;
	return n != NULL ? n->next : NULL;
}

/* Does the paragraph lead in what follows: words in bold as a heading of its own, a status
 * before its grounds, or a line that ends with a colon before a list? */
static bool
leads_in(struct pdf_ctx *c, const struct doc_node *n)
{
	const struct doc_node *next = next_block(n);

	if (next == NULL || next->kind == DOC_HEADING)
		return false;
	if (n->first != NULL && n->first->next == NULL &&
	    (n->first->kind == DOC_STRONG || n->first->kind == DOC_STATUS))
		return true;
	str text = doc_plain(c->mem, n);
	return next->kind == DOC_LIST && text.n > 0 && text.p[text.n - 1] == ':';
}

/* About how high a text is in a style. */
static double
text_height(struct pdf_ctx *c, const struct doc_node *n, enum pdf_style_id style)
{
	const struct pdf_style *s = pdf_style_of(c, style);
	str text = doc_plain(c->mem, n);
	double lines = ceil((double)text.n * s->size * 0.5 / c->w);

	return s->before + s->after + s->lead * fmax(1, lines);
}

double
pdf_lead_height(struct pdf_ctx *c, const struct doc_node *n)
{
	double body = pdf_style_of(c, PS_BODY)->lead * orphan_lines;

	if (n == NULL)
		return 0;
	switch (n->kind) {
	case DOC_HEADING:
		return text_height(c, n, (enum pdf_style_id)(PS_H1 + n->level - 1)) +
		    pdf_lead_height(c, next_block(n));
	case DOC_SECTION:
		return n->first != NULL ? pdf_lead_height(c, n->first)
		                        : pdf_lead_height(c, next_block(n));
	case DOC_TABLE:
		if (c->ahead_of != n) {
			c->ahead = pdf_table_new(c, n);
			c->ahead_of = n;
		}
		return pdf_table_lead(c, c->ahead);
	case DOC_CHART:
	case DOC_IMAGE:
		return pdf_figure_height(c, n);
	case DOC_NOTICE:
		return body + 2 * c->theme->box_pad;
	case DOC_DEFS:
		return pdf_defs_lead(c, n);
	case DOC_PAGE_BREAK:
	case DOC_TOC:
		return 0;
	case DOC_PARA:
		return leads_in(c, n)
		    ? text_height(c, n, PS_BODY) + pdf_lead_height(c, next_block(n))
		    : body;
	default:
		return body;
	}
}

/* Does a table that lies across the page follow with nothing but headings before it?
 * Then they go with it. */
static bool
leads_to_landscape(struct pdf_ctx *c, const struct doc_node *n)
{
	while (
	    n != NULL && (n->kind == DOC_HEADING || (n->kind == DOC_SECTION && n->first != NULL)))
		n = n->kind == DOC_HEADING ? next_block(n) : n->first;
	if (n == NULL || n->kind != DOC_TABLE)
		return false;
	pdf_lead_height(c, n);
	return pdf_table_is_landscape(c->ahead);
}

static void
heading(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	static const char *const type[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
	int level = n->level < 1 ? 1 : n->level > 6 ? 6 : n->level;
	const struct pdf_style *s = pdf_style_of(c, (enum pdf_style_id)(PS_H1 + level - 1));
	struct pdf_elem *el = pdf_elem_new(&c->tree, parent, type[level - 1]);
	struct pdf_par p;
	double number_w = 0;

	/* Chapters begin a page; short ones without a number, at the end, may share one, and
	 * none leaves a page behind with a few lines. */
	double page = c->at->h - c->theme->top - c->theme->bottom;
	bool begins = n->numbering.n > 0 && c->y - c->theme->top > page * few_lines;
	if (level == 1 && c->theme->chapter_on_new_page && !c->fresh &&
	    (begins || pdf_room(c) < page * chapter_share))
		pdf_page_turn(c, false);
	if (leads_to_landscape(c, n))
		pdf_orient(c, true, DBL_MAX);
	pdf_par_init(&p, s, el);
	if (n->numbering.n > 0) {
		number_w = pdf_text_width(&c->fonts, s->face, n->numbering) * s->size;
		if (number_w + 8 > c->theme->indent ||
		    c->x < c->theme->left + c->theme->indent - 1) {
			pdf_par_styled(c, &p, n->numbering, s->face, PC_ACCENT);
			pdf_par_text(c, &p, STR(" "));
			number_w = 0;
		}
	}
	pdf_par_nodes(c, &p, n->first);
	pdf_par_break(c, &p, c->w);
	/* Lines of about one length: no last word stands alone. */
	if (p.n_line > 1)
		pdf_par_break(c, &p, fmin(c->w, pdf_par_width_for(&p, p.n_line) + 0.5));
	pdf_gap(c, s->before);
	pdf_need(c, p.n_line * p.lead + s->after + pdf_lead_height(c, next_block(n)));
	pdf_anchor_here(c, n);
	if (n->parent != NULL && n->parent->first == n)
		pdf_anchor_here(c, n->parent);
	if (level == 1) {
		c->chapter = doc_plain(c->mem, n);
		/* The running head names the chapter that the page begins with. */
		if (c->fresh)
			c->at->chapter = c->chapter;
	}
	if (number_w > 0) {
		/* The number stands in the margin, on the first line. */
		pdf_mark(c->at, &c->tree, el);
		pdf_fill(&c->at->front, pdf_rgb(c, PC_ACCENT));
		pdf_put_text(c->at, &c->at->front, &c->fonts, s->face, s->size, c->theme->left,
		    c->y + pdf_par_ascent(c, &p), str_fmt(c->mem, "%.*s ", STR_ARG(n->numbering)));
	}
	pdf_flow_par(c, &p, c->x);
	/* Even a heading without a visible letter keeps the levels whole. */
	pdf_elem_attach(&c->tree, el);
}

static void
paragraph(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent,
    enum pdf_style_id style)
{
	struct pdf_par p;

	pdf_par_init(&p, pdf_style_of(c, style), pdf_elem_new(&c->tree, parent, "P"));
	pdf_par_nodes(c, &p, n->first);
	pdf_par_break(c, &p, c->w);
	if (p.n_line > 0 && p.n_line <= lead_in_lines && leads_in(c, n))
		pdf_keep(c, p.n_line * p.lead + p.style->after + pdf_lead_height(c, next_block(n)));
	pdf_flow_par(c, &p, c->x);
}

double
pdf_remarks_height(struct pdf_ctx *c, const struct doc_node *n, double w)
{
	const struct pdf_style *s = pdf_style_of(c, PS_REMARK);
	double h = 0;

	for (const struct doc_node *k = n->next; k != NULL && k->remark; k = k->next) {
		/* The element made here is never attached, and so never written. */
		struct pdf_par p;
		pdf_par_init(&p, s, pdf_elem_new(&c->tree, NULL, "P"));
		pdf_par_nodes(c, &p, k->first);
		pdf_par_break(c, &p, w);
		h += s->before + p.n_line * p.lead;
	}
	return h;
}

/* Under what it remarks on, also on a page that lies; there it leaves the turn owed. */
static void
remark(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	const struct pdf_style *s = pdf_style_of(c, PS_REMARK);
	bool turn = c->gap >= PDF_GAP_TURN;
	struct pdf_par p;

	pdf_par_init(&p, s, pdf_elem_new(&c->tree, parent, "P"));
	pdf_par_nodes(c, &p, n->first);
	pdf_par_break(c, &p, c->under_w);
	c->gap = s->before;
	if (turn && pdf_room(c) < p.n_line * p.lead) {
		c->gap = PDF_GAP_TURN;
		c->under_x = c->x;
		c->under_w = c->w;
		turn = false;
		pdf_par_break(c, &p, c->under_w);
	}
	pdf_flow_par(c, &p, c->under_x);
	if (turn)
		c->gap = PDF_GAP_TURN;
}

static bool
is_inline(enum doc_kind k)
{
	return k >= DOC_TEXT;
}

/* About how high an item is: for keeping the last with the one before it. */
static double
item_height(struct pdf_ctx *c, const struct doc_node *item)
{
	const struct pdf_style *s = pdf_style_of(c, PS_LIST);
	double per_line = (c->w - c->theme->list_indent) / (s->size * 0.47);

	return s->lead * ceil((double)doc_plain(c->mem, item).n / per_line) + s->after;
}

static void
list(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	struct pdf_elem *el = pdf_elem_new(&c->tree, parent, "L");
	double x = c->x, w = c->w, step = c->theme->list_indent;
	int number = 0;

	el->numbering = n->ordered ? LIST_DECIMAL : LIST_DISC;
	if (n->ordered)
		step += 4;
	/* A label that waits belongs to an outer item: it stands on this list's first line. */
	if (c->label.n > 0) {
		pdf_need(c, pdf_style_of(c, PS_LIST)->lead * 2);
		pdf_label_put(c, c->y + pdf_style_of(c, PS_LIST)->lead * 0.74);
	}
	for (const struct doc_node *i = n->first; i != NULL; i = i->next) {
		struct pdf_elem *li = pdf_elem_new(&c->tree, el, "LI");
		struct pdf_elem *body;
		c->label_el = pdf_elem_new(&c->tree, li, "Lbl");
		body = pdf_elem_new(&c->tree, li, "LBody");
		c->label = n->ordered ? str_fmt(c->mem, "%d. ", ++number) : STR("\xe2\x80\xa2 ");
		c->label_x = x + 2;
		if (i->next != NULL && i->next->next == NULL)
			pdf_keep(c, fmin(item_height(c, i) + item_height(c, i->next), 90));
		if (w > 60) {
			c->x = x + step;
			c->w = w - step;
		}
		pdf_blocks(c, i->first, body);
		if (c->label.n > 0) { /* an item without text */
			pdf_need(c, pdf_style_of(c, PS_LIST)->lead);
			pdf_label_put(c, c->y + pdf_style_of(c, PS_LIST)->lead * 0.74);
			c->y += pdf_style_of(c, PS_LIST)->lead;
		}
		c->x = x;
		c->w = w;
	}
	if (n->parent == NULL || n->parent->kind != DOC_ITEM)
		pdf_gap(c, pdf_style_of(c, PS_BODY)->after);
}

static void
quote(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	struct pdf_elem *el = pdf_elem_new(&c->tree, parent, "BlockQuote");
	double x = c->x, w = c->w;

	pdf_need(c, pdf_lead_height(c, n->first));
	pdf_box_begin(c, x, w, PDF_NO_FILL, pdf_rgb(c, PC_LINE));
	c->x += 16;
	c->w -= 16;
	pdf_blocks(c, n->first, el);
	pdf_box_end(c);
	c->x = x;
	c->w = w;
	pdf_gap(c, 10);
}

static void
notice(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	static const enum pdf_color bar[DOC_ST__COUNT] = {[DOC_ST_NONE] = PC_NEUTRAL,
	    [DOC_ST_MET] = PC_MET,
	    [DOC_ST_PARTLY] = PC_PARTLY,
	    [DOC_ST_NOT] = PC_NOT,
	    [DOC_ST_INFO] = PC_ACCENT};
	static const enum pdf_color fill[DOC_ST__COUNT] = {[DOC_ST_NONE] = PC_NEUTRAL_TINT,
	    [DOC_ST_MET] = PC_MET_TINT,
	    [DOC_ST_PARTLY] = PC_PARTLY_TINT,
	    [DOC_ST_NOT] = PC_NOT_TINT,
	    [DOC_ST_INFO] = PC_TINT};
	struct pdf_elem *el = pdf_elem_new(&c->tree, parent, "Div");
	double x = c->x, w = c->w, pad = c->theme->box_pad;

	pdf_gap(c, 8);
	pdf_need(c, pdf_lead_height(c, n->first) + 2 * pad);
	pdf_box_begin(c, x, w, pdf_rgb(c, fill[n->status]), pdf_rgb(c, bar[n->status]));
	c->y += pad * 0.75;
	c->x += pad + 4;
	c->w -= 2 * pad + 4;
	pdf_blocks(c, n->first, el);
	c->gap = 0;
	c->y += pad * 0.85;
	pdf_box_end(c);
	c->x = x;
	c->w = w;
	pdf_gap(c, 12);
}

static void
block(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *el)
{
	enum pdf_style_id text = n->parent != NULL && n->parent->kind == DOC_ITEM ? PS_LIST
	                                                                          : PS_BODY;

	switch (n->kind) {
	case DOC_HEADING:
		heading(c, n, el);
		return;
	case DOC_PARA:
		pdf_anchor_here(c, n);
		if (n->remark)
			remark(c, n, el);
		else
			paragraph(c, n, el, n->parent->kind == DOC_QUOTE ? PS_QUOTE : text);
		return;
	case DOC_LIST:
		pdf_anchor_here(c, n);
		list(c, n, el);
		return;
	case DOC_QUOTE:
		quote(c, n, el);
		return;
	case DOC_NOTICE:
		notice(c, n, el);
		return;
	case DOC_SECTION: {
		struct pdf_elem *sect = pdf_elem_new(&c->tree, el, "Sect");
		/* A heading that opens the section knows better where it came to stand. */
		if (n->first == NULL || n->first->kind != DOC_HEADING)
			pdf_anchor_here(c, n);
		pdf_blocks(c, n->first, sect);
		return;
	}
	case DOC_TABLE: {
		struct pdf_table *t = c->ahead_of == n ? c->ahead : pdf_table_new(c, n);
		c->ahead_of = NULL;
		pdf_table_adopt(t, el);
		pdf_table_put(c, t);
		return;
	}
	case DOC_CHART:
	case DOC_IMAGE:
		pdf_figure(c, n, el);
		return;
	case DOC_DEFS:
		pdf_defs(c, n, el);
		return;
	case DOC_TOC:
		pdf_toc_reserve(c, el);
		return;
	case DOC_PAGE_BREAK:
		if (!c->fresh)
			pdf_page_turn(c, false);
		return;
	default:
		pdf_blocks(c, n->first, el);
		return;
	}
}

void
pdf_blocks(struct pdf_ctx *c, const struct doc_node *first, struct pdf_elem *el)
{
	for (const struct doc_node *n = first; n != NULL; n = n->next) {
		if (is_inline(n->kind)) {
			/* Inlines straight in a block that may hold both are one paragraph. */
			struct pdf_par p;
			enum pdf_style_id s = n->parent->kind == DOC_ITEM ? PS_LIST : PS_BODY;
			pdf_par_init(&p, pdf_style_of(c, s), pdf_elem_new(&c->tree, el, "P"));
			pdf_par_nodes(c, &p, n);
			pdf_par_break(c, &p, c->w);
			pdf_flow_par(c, &p, c->x);
			return;
		}
		block(c, n, el);
	}
}
