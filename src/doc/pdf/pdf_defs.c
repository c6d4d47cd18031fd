/* Labels and values: key figures in a grid of large numbers, all else in two columns. */
#include <math.h>

#include "doc/pdf/pdf_flow.h"

static const double share_min = 0.22, share_max = 0.42; /* of the column, for the terms */
static const double term_gap = 12;                      /* between a term and its value */
static const double above = 11, below = 14;
static const double keep_whole = 0.3; /* of a page: shorter ones are not divided */
static const int term_lines = 6;      /* a longer term is no label any more */

/* Key figures. */
static const double grid_gap_x = 16, grid_gap_y = 15;
static const double rule_gap = 7; /* from the rule over a figure to its label */
enum { GRID_COLUMNS = 3 };

/* The terms' column is as wide as its widest term, within limits. */
static double
terms_width(struct pdf_ctx *c, const struct doc_node *n)
{
	const struct pdf_style *s = pdf_style_of(c, PS_DEFS);
	double w = c->w * share_min;

	for (const struct doc_node *i = n->first; i != NULL; i = i->next)
		if (i->kind == DOC_TERM)
			w = fmax(w,
			    pdf_text_width(&c->fonts, s->face, doc_plain(c->mem, i)) * s->size +
			        term_gap + 4);
	return fmin(w, c->w * share_max);
}

/* About how many lines the node's text takes. */
static double
lines_of(struct pdf_ctx *c, const struct doc_node *n, const struct pdf_style *s, double width)
{
	double w = pdf_text_width(&c->fonts, s->face, doc_plain(c->mem, n)) * s->size;

	return fmax(1, ceil(w * 1.04 / width));
}

/* The term and its values as high as they will be, about; *next is what follows. */
static double
entry_height(struct pdf_ctx *c, const struct doc_node *n, double term_w,
    const struct doc_node **next)
{
	const struct pdf_style *s = pdf_style_of(c, PS_DEFS);
	double term = 0, values = 0;

	if (n->kind == DOC_TERM) {
		term = lines_of(c, n, s, term_w - term_gap) * s->lead;
		n = n->next;
	}
	for (; n != NULL && n->kind == DOC_DESC; n = n->next)
		values += lines_of(c, n, s, c->w - term_w) * s->lead + s->after;
	*next = n;
	return fmax(term + s->after, values);
}

static int
grid_columns(const struct doc_node *n)
{
	int terms = 0;

	for (const struct doc_node *i = n->first; i != NULL; i = i->next)
		terms += i->kind == DOC_TERM;
	return terms == 4 || terms < GRID_COLUMNS ? 2 : GRID_COLUMNS;
}

static double
grid_width(const struct pdf_ctx *c, int columns)
{
	return (c->w - (columns - 1) * grid_gap_x) / columns;
}

double
pdf_defs_lead(struct pdf_ctx *c, const struct doc_node *n)
{
	double page = c->theme->page_h - c->theme->top - c->theme->bottom;
	const struct doc_node *i = n->first;

	if (doc_is_key_figures(c->mem, n))
		return above + rule_gap + 3 * pdf_style_of(c, PS_KEY_LABEL)->lead +
		    pdf_style_of(c, PS_KEY_VALUE)->lead;
	double term_w = terms_width(c, n), first = 0, all = above;
	for (int k = 0; i != NULL; k++) {
		all += entry_height(c, i, term_w, &i);
		first = k < 2 ? all : first;
	}
	return all < page * keep_whole ? all : fmin(first, page * keep_whole);
}

/* --- key figures --- */

struct key {
	const struct doc_node *term, *desc;
	struct pdf_style missing; /* words in the place of a figure are not set large */
	struct pdf_par label, value;
};

static bool
has_digit(struct pdf_ctx *c, const struct doc_node *n)
{
	str s = n != NULL ? doc_plain(c->mem, n) : STR("");

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static void
key_init(struct pdf_ctx *c, struct key *k, struct pdf_elem *list, double w)
{
	struct pdf_elem *li = pdf_elem_new(&c->tree, list, "LI");

	pdf_par_init(&k->label, pdf_style_of(c, PS_KEY_LABEL), pdf_elem_new(&c->tree, li, "Lbl"));
	pdf_par_nodes(c, &k->label, k->term->first);
	pdf_par_break(c, &k->label, w);
	k->missing = *pdf_style_of(c, PS_KEY_VALUE);
	k->missing.size = pdf_style_of(c, PS_BODY)->size;
	k->missing.color = PC_MUTED;
	pdf_par_init(&k->value, has_digit(c, k->desc) ? pdf_style_of(c, PS_KEY_VALUE) : &k->missing,
	    pdf_elem_new(&c->tree, li, "LBody"));
	if (k->desc != NULL)
		pdf_par_nodes(c, &k->value, k->desc->first);
	pdf_par_break(c, &k->value, w);
}

static void
par_put(struct pdf_ctx *c, const struct pdf_par *p, double x, double y)
{
	for (int i = 0; i < p->n_line; i++)
		pdf_par_put(c, p, i, x, y + pdf_par_ascent(c, p) + i * p->lead, 0, DOC_LEFT);
}

/* One row of the grid: rules, labels, and the figures on one baseline. */
static void
grid_row(struct pdf_ctx *c, struct key *key, int n, double w)
{
	double labels = 0, values = 0;

	for (int i = 0; i < n; i++) {
		labels = fmax(labels, key[i].label.n_line * key[i].label.lead);
		values = fmax(values, key[i].value.n_line * key[i].value.lead);
	}
	pdf_need(c, rule_gap + labels + values);
	for (int i = 0; i < n; i++) {
		double x = c->x + i * (w + grid_gap_x);
		pdf_fill(&c->at->back, pdf_rgb(c, PC_ACCENT));
		pdf_rect(c->at, &c->at->back, x, c->y, w, 1.5);
		pdf_op(&c->at->back, "f");
		par_put(c, &key[i].label, x, c->y + rule_gap);
		par_put(c, &key[i].value, x, c->y + rule_gap + labels);
	}
	c->y += rule_gap + labels + values;
	c->fresh = false;
	pdf_gap(c, grid_gap_y);
}

static void
grid(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *el)
{
	struct key key[GRID_COLUMNS];
	int columns = grid_columns(n), at = 0;
	double w = grid_width(c, columns);

	for (const struct doc_node *i = n->first; i != NULL; i = i->next) {
		if (i->kind != DOC_TERM)
			continue;
		key[at] = (struct key){.term = i};
		if (i->next != NULL && i->next->kind == DOC_DESC)
			key[at].desc = i->next;
		key_init(c, &key[at++], el, w);
		if (at < columns)
			continue;
		grid_row(c, key, at, w);
		at = 0;
	}
	if (at > 0)
		grid_row(c, key, at, w);
}

/* --- two columns --- */

static void
value_put(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *li, double x, double w)
{
	struct pdf_par p;
	bool figure = n->first != NULL && n->first->kind == DOC_FACT && n->first->next == NULL;

	pdf_par_init(&p, pdf_style_of(c, PS_DEFS), pdf_elem_new(&c->tree, li, "LBody"));
	if (figure)
		pdf_par_styled(c, &p, n->first->text, PF_BOLD, PC_INK);
	else
		pdf_par_nodes(c, &p, n->first);
	pdf_par_break(c, &p, w);
	pdf_flow_par(c, &p, x);
}

static void
rule(struct pdf_ctx *c, double y)
{
	pdf_stroke(&c->at->back, pdf_rgb(c, PC_LINE), 0.45, 0);
	pdf_hline(c->at, &c->at->back, c->x, y, c->w);
}

/* The label with its values; what follows them. */
static const struct doc_node *
entry_put(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *list, double term_w)
{
	struct pdf_style label = *pdf_style_of(c, PS_DEFS);
	struct pdf_elem *li = pdf_elem_new(&c->tree, list, "LI");
	double page = c->theme->page_h - c->theme->top - c->theme->bottom, bottom = 0;
	const struct doc_node *next, *last;
	int at = -1;

	/* The last two stay together, and each with itself, when it is not long. */
	double h = entry_height(c, n, term_w, &next), more = 0;
	if (next != NULL) {
		more = entry_height(c, next, term_w, &last);
		more = last == NULL ? more : 0;
	}
	pdf_keep(c, h + more < page * keep_whole ? h + more : 2 * label.lead);
	if (n->kind == DOC_TERM) {
		struct pdf_par p;
		label.color = PC_MUTED;
		label.whole_words = true;
		pdf_par_init(&p, &label, pdf_elem_new(&c->tree, li, "Lbl"));
		pdf_par_nodes(c, &p, n->first);
		pdf_par_break(c, &p, term_w - term_gap);
		if (p.n_line > term_lines) {
			pdf_flow_par(c, &p, c->x);
		} else {
			pdf_need(c, fmax(p.n_line, 2) * label.lead);
			par_put(c, &p, c->x, c->y);
			rule(c, c->y - 2.2);
			at = c->at->index;
			bottom = c->y + p.n_line * label.lead;
			c->fresh = false;
		}
		n = n->next;
	}
	if (n == NULL || n->kind == DOC_TERM)
		c->y = fmax(c->y, at >= 0 ? bottom : 0);
	for (; n != NULL && n->kind == DOC_DESC; n = n->next) {
		value_put(c, n, li, c->x + term_w, c->w - term_w);
		if (at == c->at->index && c->y < bottom)
			c->y = bottom;
	}
	return n;
}

void
pdf_defs(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent)
{
	struct pdf_elem *el = pdf_elem_new(&c->tree, parent, "L");

	el->numbering = LIST_NONE;
	pdf_gap(c, above);
	if (doc_is_key_figures(c->mem, n)) {
		grid(c, n, el);
	} else {
		pdf_keep(c, pdf_defs_lead(c, n) - above);
		double term_w = terms_width(c, n);
		for (const struct doc_node *i = n->first; i != NULL;)
			i = entry_put(c, i, el, term_w);
		if (!c->fresh)
			rule(c, c->y + 2);
	}
	pdf_gap(c, below);
}
