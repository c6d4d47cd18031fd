#include "doc/pdf/pdf_table.h"

#include <math.h>

static const double level_indent = 9;  /* per level of a row's first cell */
static const double keep_whole = 0.36; /* of a page: smaller tables are not divided */
static const int rows_together = 3;
static const double head_word_max = 84; /* over figures: a longer word is divided */
/* How close a cell's text may come to the rules, in points, and its lines to each other. */
static const double tight_pad = 1.3, tight_lead = 0.84;

static struct pdf_cell_par *
par_add(struct pdf_ctx *c, struct pdf_cell *cell, const struct pdf_style *s, struct pdf_elem *el)
{
	arena_grow(c->mem, cell->par, cell->n_par, cell->room);
	struct pdf_cell_par *p = &cell->par[cell->n_par++];

	*p = (struct pdf_cell_par){0};
	pdf_par_init(&p->p, s, el);
	return p;
}

static void blocks_add(struct pdf_ctx *c, struct pdf_cell *cell, const struct pdf_style *s,
    const struct doc_node *first, struct pdf_elem *el, double x);

static void
items_add(struct pdf_ctx *c, struct pdf_cell *cell, const struct pdf_style *s,
    const struct doc_node *list, struct pdf_elem *el, double x)
{
	struct pdf_elem *l = pdf_elem_new(&c->tree, el, "L");
	int number = 0;

	l->numbering = list->ordered ? LIST_DECIMAL : LIST_DISC;
	for (const struct doc_node *i = list->first; i != NULL; i = i->next) {
		struct pdf_elem *li = pdf_elem_new(&c->tree, l, "LI");
		struct pdf_elem *label = pdf_elem_new(&c->tree, li, "Lbl");
		size_t at = cell->n_par;
		blocks_add(c, cell, s, i->first, pdf_elem_new(&c->tree, li, "LBody"), x + 9);
		if (cell->n_par > at) {
			/* An item that says nothing still has its label, and so a line. */
			if (cell->par[at].p.n == 0)
				pdf_par_text(c, &cell->par[at].p, STR("\xc2\xa0"));
			cell->par[at].label = list->ordered ? str_fmt(c->mem, "%d. ", ++number)
			                                    : STR("\xe2\x80\xa2 ");
			cell->par[at].label_el = label;
		}
	}
}

static void
blocks_add(struct pdf_ctx *c, struct pdf_cell *cell, const struct pdf_style *s,
    const struct doc_node *first, struct pdf_elem *el, double x)
{
	for (const struct doc_node *n = first; n != NULL; n = n->next) {
		if (n->kind == DOC_LIST) {
			items_add(c, cell, s, n, el, x);
		} else if (n->kind < DOC_TEXT && n->kind != DOC_PARA) {
			blocks_add(c, cell, s, n->first, el, x);
		} else {
			struct pdf_cell_par *p = par_add(c, cell, s,
			    pdf_elem_new(&c->tree, el, "P"));
			p->x = x;
			p->before = cell->n_par > 1 ? 3 : 0;
			pdf_par_nodes(c, &p->p, n->kind == DOC_PARA ? n->first : n);
			if (n->kind != DOC_PARA)
				return; /* inlines: one paragraph took them all */
		}
	}
}

static bool
holds_blocks(const struct doc_node *cell)
{
	for (const struct doc_node *n = cell->first; n != NULL; n = n->next)
		if (n->kind < DOC_TEXT)
			return true;
	return false;
}

static void
cell_init(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r, const struct doc_node *n,
    int nth, int col)
{
	struct pdf_cell *cell = &r->cell[nth];
	enum doc_row_kind kind = r->node->row_kind;
	bool head = kind == DOC_ROW_HEAD;
	bool row_head = !head && (n->header || kind == DOC_ROW_GROUP);
	const struct pdf_style *s = head || kind != DOC_ROW_BODY ? &t->style_head : &t->style;

	cell->col = col;
	cell->span = n->span < 1 ? 1 : n->span > t->n_col - col ? t->n_col - col : n->span;
	cell->align = cell->span > 1 && head ? DOC_CENTER : t->node->col[col].align;
	if (kind == DOC_ROW_GROUP)
		cell->align = DOC_LEFT;
	cell->el = pdf_elem_new(&c->tree, r->el, head || row_head ? "TH" : "TD");
	cell->el->scope = head ? SCOPE_COLUMN : row_head ? SCOPE_ROW : SCOPE_NONE;
	cell->el->col_span = cell->span;
	int level = n->level > r->node->level ? n->level : r->node->level;
	double x = nth == 0 && !head ? level * level_indent : 0;
	if (holds_blocks(n)) {
		blocks_add(c, cell, s, n->first, cell->el, x);
	} else if (n->first != NULL) {
		struct pdf_cell_par *p = par_add(c, cell, s, cell->el);
		p->x = x;
		pdf_par_nodes(c, &p->p, n->first);
		double natural, word;
		pdf_par_measure(&p->p, &natural, &word);
		if (head && cell->align == DOC_RIGHT && word > head_word_max)
			p->p.style = &t->style_long;
	}
}

static int
row_columns(const struct doc_node *row)
{
	int n = 0;

	for (const struct doc_node *k = row->first; k != NULL; k = k->next)
		n += k->span < 1 ? 1 : k->span;
	return n;
}

static void
row_init(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r, const struct doc_node *n)
{
	int cells = 0, nth = 0, col = 0;

	r->node = n;
	r->el = pdf_elem_new(&c->tree, n->row_kind == DOC_ROW_HEAD ? t->head : t->body, "TR");
	for (const struct doc_node *k = n->first; k != NULL; k = k->next)
		cells++;
	r->cell = arena_array(c->mem, (size_t)cells + 1, struct pdf_cell);
	for (const struct doc_node *k = n->first; k != NULL && col < t->n_col; k = k->next) {
		cell_init(c, t, r, k, nth, col);
		col += r->cell[nth++].span;
	}
	r->n_cell = nth;
}

static void
row_height(const struct pdf_table *t, struct pdf_row *r)
{
	r->h = t->style.lead * t->lead_k;
	for (int i = 0; i < r->n_cell; i++) {
		struct pdf_cell *cell = &r->cell[i];
		cell->h = 0;
		for (size_t k = 0; k < cell->n_par; k++)
			cell->h += cell->par[k].before +
			    cell->par[k].p.n_line * cell->par[k].p.lead;
		r->h = fmax(r->h, cell->h);
	}
	r->h += 2 * t->pad_y;
}

static void
row_break(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r)
{
	const struct pdf_theme *th = c->theme;

	for (int i = 0; i < r->n_cell; i++) {
		struct pdf_cell *cell = &r->cell[i];
		double w = -2 * th->cell_pad_x - t->col[cell->col].lead_in;
		for (int k = 0; k < cell->span; k++)
			w += t->col[cell->col + k].w;
		for (size_t k = 0; k < cell->n_par; k++)
			pdf_par_break(c, &cell->par[k].p, fmax(w - cell->par[k].x, 8));
	}
	row_height(t, r);
}

static void
row_lead(struct pdf_row *r, double k)
{
	for (int i = 0; i < r->n_cell; i++)
		for (size_t n = 0; n < r->cell[i].n_par; n++)
			r->cell[i].par[n].p.lead *= k;
}

/* 0: as the theme has it, 1: as close as it may be.  Gives the height of all rows. */
static double
tighten(const struct pdf_ctx *c, struct pdf_table *t, double how)
{
	double pad = c->theme->cell_pad_y, lead_k = 1 - how * (1 - tight_lead), h = 0;

	t->pad_y = pad - how * fmax(0, pad - tight_pad);
	t->head_h = 0;
	for (int i = 0; i < t->n_row; i++)
		row_lead(&t->row[i], lead_k / t->lead_k);
	t->lead_k = lead_k;
	for (int i = 0; i < t->n_row; i++) {
		row_height(t, &t->row[i]);
		h += t->row[i].h;
		t->head_h += i < t->n_head ? t->row[i].h : 0;
	}
	return h;
}

bool
pdf_table_fit(const struct pdf_ctx *c, struct pdf_table *t, double room)
{
	double usual = 0;

	for (int i = 0; i < t->n_row; i++)
		usual += t->row[i].h;
	if (usual <= room)
		return true;
	double least = tighten(c, t, 1);
	/* The height of a row is convex in `how`, so it is at most this line between the ends. */
	tighten(c, t, least <= room ? (usual - room) / (usual - least) : 0);
	return least <= room;
}

double
pdf_table_height(struct pdf_ctx *c, const struct pdf_table *t)
{
	const struct pdf_style *s = pdf_style_of(c, PS_CAPTION), *src = pdf_style_of(c, PS_SOURCE);
	double h = t->caption.n_line * t->caption.lead + s->after;

	for (int i = 0; i < t->n_row; i++)
		h += t->row[i].h;
	if (t->node->source.n > 0)
		h += src->before + src->lead;
	return h + pdf_remarks_height(c, t->node, t->w);
}

struct pdf_table *
pdf_table_new(struct pdf_ctx *c, const struct doc_node *n)
{
	struct pdf_table *t = arena_new(c->mem, struct pdf_table);
	int rows = 0;

	t->node = n;
	t->style = *pdf_style_of(c, PS_CELL);
	t->style_head = *pdf_style_of(c, PS_CELL_HEAD);
	t->style_long = t->style_head;
	t->style_long.whole_words = false;
	t->pad_y = c->theme->cell_pad_y;
	t->lead_k = 1;
	t->n_col = n->n_col;
	t->el = pdf_elem_new(&c->tree, NULL, "Table");
	t->head = pdf_elem_new(&c->tree, t->el, "THead");
	t->body = pdf_elem_new(&c->tree, t->el, "TBody");
	pdf_caption(c, &t->caption, pdf_elem_new(&c->tree, t->el, "Caption"), n,
	    pdf_say(c, "Tabell", "Table"));
	for (const struct doc_node *k = n->first; k != NULL; k = k->next) {
		rows++;
		if (row_columns(k) > t->n_col)
			t->n_col = n->n_col;
	}
	t->row = arena_array(c->mem, (size_t)rows + 1, struct pdf_row);
	t->col = arena_array(c->mem, (size_t)t->n_col + 1, struct pdf_column);
	for (const struct doc_node *k = n->first; k != NULL; k = k->next)
		row_init(c, t, &t->row[t->n_row++], k);
	pdf_table_widths(c, t);
	for (int i = 0; i < t->n_row; i++) {
		row_break(c, t, &t->row[i]);
		if (t->row[i].node->row_kind == DOC_ROW_HEAD && i == t->n_head) {
			t->n_head++;
			t->head_h += t->row[i].h;
		}
	}
	pdf_par_break(c, &t->caption, t->w);
	return t;
}

void
pdf_table_adopt(struct pdf_table *t, struct pdf_elem *parent)
{
	t->el->parent = parent;
}

bool
pdf_table_is_landscape(const struct pdf_table *t)
{
	return t->landscape;
}

/* Caption, header rows and the first rows stay together; small tables wholly. */
double
pdf_table_lead(const struct pdf_ctx *c, const struct pdf_table *t)
{
	const struct pdf_style *s = pdf_style_of(c, PS_CAPTION);
	double h = s->before + t->caption.n_line * t->caption.lead + s->after + t->head_h;
	double page = c->theme->page_h - c->theme->top - c->theme->bottom, first = h, all = h;

	for (int i = t->n_head; i < t->n_row; i++) {
		first += i < t->n_head + rows_together ? t->row[i].h : 0;
		all += t->row[i].h;
	}
	if (all < page * keep_whole)
		return all;
	/* A row that no page holds is divided anyway: some lines of it are enough. */
	return first < page * 0.95 ? first : fmin(page * 0.9, h + page * 0.1);
}
