/* text_table.c -- tables in columns: text wraps, numbers align on their last digit. */
#include "doc/text/text_priv.h"

#define GAP 2
#define TEXT_MIN 8 /* a column of text is not made narrower than this */
#define INDENT 2

struct grid {
	const struct doc_node *t;
	int *width; /* of each column */
	int *least; /* how narrow it may be */
	struct arena *mem;
};

static str
cell_text(struct arena *mem, const struct doc_node *cell)
{
	struct sb b;
	str out;

	if (cell->first == NULL || cell->first->kind >= DOC_TEXT)
		return text_inlines(mem, cell);
	sb_init(&b, mem, DOC_PLAIN_MAX);
	text_clean(&b, doc_plain(mem, cell));
	return sb_done(&b, &out) ? out : STR("");
}

static int
longest_word(str s)
{
	int most = 0;
	str word;

	while (str_cut(&s, ' ', &word)) {
		int w = text_width(word);

		most = w > most ? w : most;
	}
	return most;
}

static int
indent_of(const struct doc_node *row, int col)
{
	return col == 0 && row->level > 0 ? INDENT * row->level : 0;
}

/* The widths that the texts ask for, and the least they can live with. */
static void
measure(struct grid *g)
{
	for (const struct doc_node *r = g->t->first; r != NULL; r = r->next) {
		int col = 0;

		for (const struct doc_node *c = r->first; c != NULL && col < g->t->n_col;
		     c = c->next) {
			str s = cell_text(g->mem, c);
			int w = text_width(s) + indent_of(r, col);
			bool number = g->t->col[col].align == DOC_RIGHT &&
			    r->row_kind != DOC_ROW_HEAD;
			int least = number ? w : longest_word(s) + indent_of(r, col);

			if (c->span == 1) {
				g->width[col] = w > g->width[col] ? w : g->width[col];
				if (!number && least > 24)
					least = 24;
				g->least[col] = least > g->least[col] ? least : g->least[col];
			}
			col += c->span;
		}
	}
	for (int i = 0; i < g->t->n_col; i++) {
		if (g->least[i] < TEXT_MIN)
			g->least[i] = TEXT_MIN < g->width[i] ? TEXT_MIN : g->width[i];
		if (g->width[i] < g->least[i])
			g->width[i] = g->least[i];
	}
}

/* Take from the widest column until the table fits or nothing is left to take. */
static void
squeeze(struct grid *g, int width)
{
	int total = GAP * (g->t->n_col - 1);

	for (int i = 0; i < g->t->n_col; i++)
		total += g->width[i];
	while (total > width) {
		int most = -1;

		for (int i = 0; i < g->t->n_col; i++)
			if (g->width[i] > g->least[i] && (most < 0 || g->width[i] > g->width[most]))
				most = i;
		if (most < 0)
			return;
		g->width[most]--;
		total--;
	}
}

static int
span_width(const struct grid *g, int col, int span)
{
	int w = -GAP;

	for (int i = col; i < col + span && i < g->t->n_col; i++)
		w += g->width[i] + GAP;
	return w;
}

static void
trim_line(struct sb *b, size_t from)
{
	while (!b->full && b->n > from && b->p[b->n - 1] == ' ')
		b->n--;
}

/* A row takes as many lines as its tallest cell. */
static void
put_row(const struct grid *g, const struct doc_node *row, struct sb *b)
{
	str *rest = arena_array(g->mem, (size_t)g->t->n_col, str);
	bool more = true, first = true;
	int n = 0;

	for (const struct doc_node *c = row->first; c != NULL && n < g->t->n_col; c = c->next)
		rest[n++] = cell_text(g->mem, c);
	for (; more || first; first = false) {
		int col = 0, k = 0;
		size_t from = b->n;

		more = false;
		for (const struct doc_node *c = row->first; c != NULL && k < n; c = c->next, k++) {
			enum doc_align align = c->span > 1 ? DOC_LEFT : g->t->col[col].align;
			int w = span_width(g, col, c->span), in = indent_of(row, col);
			str line = STR("");

			text_line(&rest[k], w - in, &line);
			text_pad(b, (col > 0 ? GAP : 0) + in);
			text_field(b, line, w - in, align);
			more = more || rest[k].n > 0;
			col += c->span;
		}
		trim_line(b, from);
		sb_chr(b, '\n');
	}
}

static void
put_rule(const struct grid *g, struct sb *b)
{
	for (int i = 0; i < g->t->n_col; i++) {
		text_pad(b, i > 0 ? GAP : 0);
		for (int k = 0; k < g->width[i]; k++)
			sb_lit(b, "─");
	}
	sb_chr(b, '\n');
}

void
text_table(const struct doc *d, const struct doc_node *table, int width, struct sb *b)
{
	struct grid g = {.t = table, .mem = b->mem};
	str rest = doc_caption(b->mem, table, d->lang), line;
	struct sb clean;

	g.width = arena_array(b->mem, (size_t)table->n_col, int);
	g.least = arena_array(b->mem, (size_t)table->n_col, int);
	measure(&g);
	squeeze(&g, width);
	sb_init(&clean, b->mem, DOC_PLAIN_MAX);
	text_clean(&clean, rest);
	rest = (str){clean.p, clean.n};
	while (text_line(&rest, width, &line)) {
		sb_str(b, line);
		sb_chr(b, '\n');
	}
	for (const struct doc_node *r = table->first; r != NULL; r = r->next) {
		if (r->row_kind == DOC_ROW_TOTAL)
			put_rule(&g, b);
		put_row(&g, r, b);
		if (r->row_kind == DOC_ROW_HEAD &&
		    (r->next == NULL || r->next->row_kind != DOC_ROW_HEAD))
			put_rule(&g, b);
	}
	if (table->source.n > 0) {
		text_clean(b, doc_source(b->mem, table->source, d->lang));
		sb_chr(b, '\n');
	}
}
