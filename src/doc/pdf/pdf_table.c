#include "doc/pdf/pdf_table.h"

#include <math.h>

static const double scale_min = 0.8;    /* of the font size, before words are broken */
static const double scale_figures = 0.87; /* rather than wrapping the words of a table of figures */
static const double divided_word = 58;  /* a text column may be this narrow: words divide */
static const double figures_to_words = 8; /* more between a right and a left column */
static const double level_indent = 9;   /* per level of a row's first cell */
static const double keep_whole = 0.36;  /* of a page: smaller tables are not divided */
static const int rows_together = 3;
static const double weightless = 4;    /* columns without a weight give way last */
static const double equal_spread = 1.6; /* number columns this alike get one width */

/* --- contents --- */

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
items_add(struct pdf_ctx *c, struct pdf_cell *cell, const struct pdf_style *s, const struct doc_node *list,
    struct pdf_elem *el, double x)
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
blocks_add(struct pdf_ctx *c, struct pdf_cell *cell, const struct pdf_style *s, const struct doc_node *first,
    struct pdf_elem *el, double x)
{
	for (const struct doc_node *n = first; n != NULL; n = n->next) {
		if (n->kind == DOC_LIST) {
			items_add(c, cell, s, n, el, x);
		} else if (n->kind < DOC_TEXT && n->kind != DOC_PARA) {
			blocks_add(c, cell, s, n->first, el, x);
		} else {
			struct pdf_cell_par *p = par_add(c, cell, s, pdf_elem_new(&c->tree, el, "P"));
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
cell_init(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r, const struct doc_node *n, int nth, int col)
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

/* --- widths --- */

static void
cell_measure(const struct pdf_cell *cell, double *natural, double *narrow)
{
	*natural = *narrow = 0;
	for (size_t i = 0; i < cell->n_par; i++) {
		double a, b;
		pdf_par_measure(&cell->par[i].p, &a, &b);
		*natural = fmax(*natural, a + cell->par[i].x);
		*narrow = fmax(*narrow, b + cell->par[i].x);
	}
}

static double
cell_solid(const struct pdf_cell *cell)
{
	double w = 0;

	for (size_t i = 0; i < cell->n_par; i++)
		w = fmax(w, pdf_par_solid(&cell->par[i].p) + cell->par[i].x);
	return w;
}

static void
measure(const struct pdf_ctx *c, struct pdf_table *t)
{
	double pad = 2 * c->theme->cell_pad_x;

	for (int i = 0; i < t->n_col; i++) {
		bool after_figures = i > 0 && t->node->col[i].align == DOC_LEFT &&
		    t->node->col[i - 1].align == DOC_RIGHT;
		t->col[i].lead_in = after_figures ? figures_to_words : 0;
		t->col[i].pad = pad + t->col[i].lead_in;
		t->col[i].natural = t->col[i].narrow = t->col[i].pad;
	}
	for (int pass = 1; pass <= 2; pass++) {
		for (int r = 0; r < t->n_row; r++) {
			for (int k = 0; k < t->row[r].n_cell; k++) {
				const struct pdf_cell *cell = &t->row[r].cell[k];
				double natural, narrow, have = 0, have_narrow = 0;
				if ((cell->span == 1) != (pass == 1) || t->row[r].node->row_kind == DOC_ROW_GROUP)
					continue;
				cell_measure(cell, &natural, &narrow);
				if (cell->span == 1)
					t->col[cell->col].solid = fmax(t->col[cell->col].solid,
					    cell_solid(cell) + t->col[cell->col].pad);
				/* Heads over figures wrap; their words are what counts. */
				if (t->row[r].node->row_kind == DOC_ROW_HEAD && cell->align == DOC_RIGHT) {
					if (cell->span == 1)
						t->col[cell->col].one_line = natural + t->col[cell->col].pad;
					natural = narrow;
				}
				for (int i = 0; i < cell->span; i++) {
					have += t->col[cell->col + i].natural;
					have_narrow += t->col[cell->col + i].narrow;
				}
				/* What a cell over several columns lacks they share. */
				double around = pad + t->col[cell->col].lead_in;
				double more = fmax(0, natural + around - have) / cell->span;
				double more_narrow = fmax(0, narrow + around - have_narrow) / cell->span;
				for (int i = 0; i < cell->span; i++) {
					t->col[cell->col + i].natural += more;
					t->col[cell->col + i].narrow += more_narrow;
				}
			}
		}
	}
}

static double
sum_natural(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += t->col[i].natural;
	return s;
}

static double
sum_narrow(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += t->col[i].narrow;
	return s;
}

static double
sum_one_line(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += fmax(t->col[i].natural, t->col[i].one_line);
	return s;
}

static double
sum_pad(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += t->col[i].pad;
	return s;
}

/* Number columns of about the same width look best at the same width. */
static void
equalize(struct pdf_table *t, double width)
{
	double lo = 1e9, hi = 0, more = 0;

	for (int i = 0; i < t->n_col; i++) {
		if (t->node->col[i].align != DOC_RIGHT)
			continue;
		lo = fmin(lo, t->col[i].natural);
		hi = fmax(hi, t->col[i].natural);
		more -= t->col[i].natural;
	}
	for (int i = 0; i < t->n_col; i++)
		more += t->node->col[i].align == DOC_RIGHT ? hi : 0;
	if (hi > lo * equal_spread || sum_natural(t) + more > width)
		return;
	for (int i = 0; i < t->n_col; i++)
		if (t->node->col[i].align == DOC_RIGHT)
			t->col[i].natural = hi;
}

/* Text columns may be narrower than their longest word: words divide. */
static void
allow_division(struct pdf_table *t)
{
	for (int i = 0; i < t->n_col; i++)
		if (t->node->col[i].align != DOC_RIGHT)
			t->col[i].narrow = fmin(t->col[i].narrow, fmax(divided_word, t->col[i].solid));
}

static void
scale(struct pdf_table *t, double k)
{
	for (int r = 0; r < t->n_row; r++)
		for (int i = 0; i < t->row[r].n_cell; i++)
			for (size_t p = 0; p < t->row[r].cell[i].n_par; p++)
				pdf_par_scale(&t->row[r].cell[i].par[p].p, k);
	for (int i = 0; i < t->n_col; i++) {
		struct pdf_column *col = &t->col[i];
		col->natural = col->pad + (col->natural - col->pad) * k;
		col->narrow = col->pad + (col->narrow - col->pad) * k;
		col->solid = col->pad + (col->solid - col->pad) * k;
		col->one_line = col->pad + (col->one_line - col->pad) * k;
	}
	t->style.size *= k;
	t->style.lead *= k;
	t->style_head.size *= k;
	t->style_head.lead *= k;
}

/* Column i when columns may be as wide as `level` times their weight. */
static double
width_at(const struct pdf_table *t, int i, double level)
{
	int weight = t->node->col[i].weight;
	double most = level * (weight > 0 ? weight : weightless);

	return fmax(t->col[i].narrow, fmin(t->col[i].natural, most));
}

/* Narrow columns keep their natural width; the wide ones come down to one level, like
 * water, until all fit. */
static double
level_for(const struct pdf_table *t, double width)
{
	double lo = 0, hi = width;

	for (int step = 0; step < 40; step++) {
		double mid = (lo + hi) / 2, sum = 0;
		for (int i = 0; i < t->n_col; i++)
			sum += width_at(t, i, mid);
		if (sum > width)
			hi = mid;
		else
			lo = mid;
	}
	return lo;
}

/* Let as many heads as possible stand in one line, those that lack least first. */
static void
widen_heads(struct pdf_table *t, double spare)
{
	for (;;) {
		int best = -1;
		for (int i = 0; i < t->n_col; i++) {
			double lack = t->col[i].one_line - t->col[i].natural;
			if (lack > 0.01 && (best < 0 || lack < t->col[best].one_line - t->col[best].natural))
				best = i;
		}
		double need = best < 0 ? 0 : t->col[best].one_line - t->col[best].natural;
		if (best < 0 || need > spare)
			return;
		t->col[best].natural = t->col[best].one_line;
		spare -= need;
	}
}

/* (B1) */
static void
share(struct pdf_table *t, double width)
{
	double natural = sum_natural(t), narrow = sum_narrow(t), weights = 0, x = 0;
	double level = level_for(t, width);

	for (int i = 0; i < t->n_col; i++)
		weights += t->node->col[i].weight;
	for (int i = 0; i < t->n_col; i++) {
		struct pdf_column *k = &t->col[i];
		if (natural <= width) {
			double part = weights > 0 ? t->node->col[i].weight / weights : k->natural / natural;
			k->w = k->natural + (width - natural) * part;
		} else if (narrow <= width) {
			k->w = width_at(t, i, level);
		} else {
			k->w = k->narrow * width / narrow;
		}
		k->x = x;
		x += k->w;
	}
	t->w = width;
}

static bool
is_figures(const struct pdf_table *t)
{
	int n = 0;

	for (int i = 0; i < t->n_col; i++)
		n += t->node->col[i].align == DOC_RIGHT;
	return 2 * n >= t->n_col;
}

static void
set_widths(struct pdf_ctx *c, struct pdf_table *t)
{
	const struct pdf_theme *th = c->theme;
	double full = th->page_w - th->left - th->right, text = full - th->indent;
	double across = th->page_h - th->left - th->right;

	measure(c, t);
	double pads = sum_pad(t), whole = (full - pads) / (sum_natural(t) - pads);
	if (!t->node->landscape && is_figures(t) && whole < 1 && whole >= scale_figures)
		scale(t, whole - 0.001);
	t->landscape = t->node->landscape;
	if (!t->landscape && sum_natural(t) > full * 1.6)
		allow_division(t);
	if (!t->landscape && sum_narrow(t) > full) {
		allow_division(t);
		t->landscape = sum_narrow(t) > full / scale_min;
	}
	double width = t->landscape ? across : full;
	if (!t->landscape && sum_natural(t) <= text && (sum_one_line(t) <= text || sum_one_line(t) > full)) {
		width = text;
	} else if (sum_narrow(t) > width) {
		allow_division(t);
		if (sum_narrow(t) > width)
			scale(t, fmax(scale_min, (width - pads) / (sum_narrow(t) - pads)));
	}
	t->wide = t->landscape || width > text + 1;
	if (sum_natural(t) < width)
		widen_heads(t, width - sum_natural(t));
	equalize(t, width);
	share(t, width);
}

/* --- lines and heights --- */

static void
row_break(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r)
{
	const struct pdf_theme *th = c->theme;

	r->h = t->style.lead;
	for (int i = 0; i < r->n_cell; i++) {
		struct pdf_cell *cell = &r->cell[i];
		double w = -2 * th->cell_pad_x - t->col[cell->col].lead_in;
		for (int k = 0; k < cell->span; k++)
			w += t->col[cell->col + k].w;
		cell->h = 0;
		for (size_t k = 0; k < cell->n_par; k++) {
			struct pdf_cell_par *p = &cell->par[k];
			pdf_par_break(c, &p->p, fmax(w - p->x, 8));
			cell->h += p->before + p->p.n_line * p->p.lead;
		}
		r->h = fmax(r->h, cell->h);
	}
	r->h += 2 * th->cell_pad_y;
}

struct pdf_table *
pdf_table_new(struct pdf_ctx *c, const struct doc_node *n)
{
	struct pdf_table *t = arena_new(c->mem, struct pdf_table);
	int rows = 0;

	t->node = n;
	t->style = *pdf_style_of(c, PS_CELL);
	t->style_head = *pdf_style_of(c, PS_CELL_HEAD);
	t->n_col = n->n_col;
	t->el = pdf_elem_new(&c->tree, NULL, "Table");
	t->head = pdf_elem_new(&c->tree, t->el, "THead");
	t->body = pdf_elem_new(&c->tree, t->el, "TBody");
	pdf_caption(c, &t->caption, pdf_elem_new(&c->tree, t->el, "Caption"), n, pdf_say(c, "Tabell", "Table"));
	for (const struct doc_node *k = n->first; k != NULL; k = k->next) {
		rows++;
		if (row_columns(k) > t->n_col)
			t->n_col = n->n_col;
	}
	t->row = arena_array(c->mem, (size_t)rows + 1, struct pdf_row);
	t->col = arena_array(c->mem, (size_t)t->n_col + 1, struct pdf_column);
	for (const struct doc_node *k = n->first; k != NULL; k = k->next)
		row_init(c, t, &t->row[t->n_row++], k);
	set_widths(c, t);
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
	return all < page * keep_whole ? all : fmin(first, page * 0.7);
}
