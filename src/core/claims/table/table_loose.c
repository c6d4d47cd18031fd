/* table_loose.c -- tables whose rows stand apart: text out of PDF has a blank line between
 * rows, and under a row the lines that its cells go on in.
 *
 * Columns are where the figures stand.  A run of lines without a blank one belongs to the
 * table when its first line is a row with figures under the others', a row of words that
 * keep to the columns, or a name for the rows that follow it. */
#include "core/claims/table/pieces.h"

#include <string.h>

#define BLANK_LINES 2    /* at most, between two rows */
#define HEAD_LINES 4     /* at most, over the first row */
#define LABEL_INDENT 12  /* characters that a label may stand further in than the first */
#define ROWS_LOOSE 500   /* more are no table of a report */
#define RUN_LINES 40     /* a row has no more; a longer run is text */
#define WORDS_BETWEEN 12 /* rows without figures between two with some */

enum run_kind { RUN_NONE, RUN_ROW, RUN_WORDS, RUN_NAME };

struct loose {
	struct model *m;
	int head, head_last; /* lines of the header; 0 none */
	int first, last;     /* of the rows */
	struct pieces model;
	int n_row; /* with figures */
};

static bool
blank(const struct loose *x, int line)
{
	return piece_strip(line_text(x->m, line)).n == 0;
}

/* The last line of a run; of a longer one, where it has become too long for a row. */
static int
run_end(const struct loose *x, int line)
{
	for (int n = 0; n < RUN_LINES && line < x->m->n_line && !blank(x, line + 1); n++)
		line++;
	return line;
}

/* The line that begins the next run of lines; 0 when it is too far away. */
static int
next_run(const struct loose *x, int line)
{
	int l = run_end(x, line) + 1;

	if (l <= x->m->n_line && !blank(x, l))
		return 0;
	for (int n = 0; l <= x->m->n_line && n <= BLANK_LINES; l++, n++)
		if (!blank(x, l))
			return l;
	return 0;
}

static bool
overlap(const struct piece *a, const struct piece *b)
{
	return a->from < b->to && b->from < a->to;
}

/* Every piece stands in one column, and no two in the same. */
static bool
keeps_columns(const struct pieces *model, const struct pieces *p)
{
	int last = -1;

	for (int i = 0; i < p->n; i++) {
		int hits = 0, col = -1;
		for (int c = 0; c < model->n; c++)
			if (overlap(&p->v[i], &model->v[c]))
				hits++, col = c;
		if (hits == 0) { /* "–" under a wide figure: nearest, at the right edge */
			col = pieces_column(model, &p->v[i], 0);
			int off = model->v[col].to - p->v[i].to;
			if (col > 0 && (off > 3 || off < -3))
				return false;
		}
		if (hits > 1 || col <= last)
			return false;
		last = col;
	}
	return true;
}

static bool
is_number(const struct piece *p)
{
	struct cell_number x;

	return lex_cell(p->text, &x);
}

/* A label and figures after it. */
static bool
is_row(const struct pieces *p)
{
	return p->n >= 2 && pieces_numbers(p) > 0 && !is_number(&p->v[0]);
}

static enum run_kind
kind_of_run(const struct loose *x, int line)
{
	struct pieces p;
	const struct piece *label = &x->model.v[0];

	pieces_of(line_text(x->m, line), 0, &p);
	if (p.n == 0 || p.v[0].from > label->from + LABEL_INDENT ||
	    p.v[0].from + LABEL_INDENT < label->from)
		return RUN_NONE;
	if (is_row(&p))
		return keeps_columns(&x->model, &p) ? RUN_ROW : RUN_NONE;
	if (p.n >= 2)
		return keeps_columns(&x->model, &p) ? RUN_WORDS : RUN_NONE;
	const struct piece *one = &p.v[0];
	bool ends = one->text.n == 0 || strchr(".:;", one->text.p[one->text.n - 1]) != NULL;
	return !ends && one->to <= x->model.v[1].from && run_end(x, line) == line ? RUN_NAME
	                                                                          : RUN_NONE;
}

/* The columns as wide as the widest of their cells, where they stay apart. */
static void
widen(struct pieces *model, const struct pieces *p)
{
	if (p->n > model->n) {
		*model = *p;
		return;
	}
	if (p->n < model->n)
		return;
	for (int i = 0; i < p->n; i++) {
		struct piece *c = &model->v[i];
		int from = i > 0 ? model->v[i - 1].to : 0;
		int to = i + 1 < model->n ? model->v[i + 1].from : INT32_MAX;
		if (p->v[i].from < c->from && p->v[i].from > from)
			c->from = p->v[i].from;
		if (p->v[i].to > c->to && p->v[i].to < to)
			c->to = p->v[i].to;
	}
}

/* Words only, or years. */
static bool
without_figures(const struct pieces *p)
{
	for (int i = 0; i < p->n; i++) {
		int64_t year;
		str s = p->v[i].text;
		if (is_number(&p->v[i]) &&
		    !(s.n == 4 && str_i64(s, &year) && year >= 1990 && year < 2100))
			return false;
	}
	return true;
}

/* Lines of words only, some of them in columns, over a row; the line to look for that from. */
static int
find_head(struct loose *x, int line)
{
	struct pieces p;
	int end = run_end(x, line), l = line;
	bool columns = false;

	for (; l <= end && l - line < HEAD_LINES; l++) {
		pieces_of(line_text(x->m, l), 0, &p);
		if (!without_figures(&p))
			break;
		columns |= p.n >= 2;
	}
	if (!columns || (l <= end && !is_row(&p)))
		return line;
	x->head = line;
	x->head_last = l - 1;
	return l <= end ? l : next_run(x, line);
}

/* Names and rows of words before the first row with figures. */
static int
first_row(const struct loose *x, int line)
{
	struct pieces p;

	for (int n = 0; line != 0 && n < 3; n++, line = next_run(x, line)) {
		pieces_of(line_text(x->m, line), 0, &p);
		if (is_row(&p))
			return line;
		/* A name for the rows under it; more is another table's head, or its caption. */
		if (x->head == 0 || p.n != 1 || run_end(x, line) > line ||
		    block_is_caption(p.v[0].text))
			return 0;
	}
	return 0;
}

/* The columns, and the last row; false when there are not two rows with figures. */
static bool
find_rows(struct loose *x, int row)
{
	struct pieces p;

	pieces_of(line_text(x->m, row), 0, &x->model);
	x->n_row = 1;
	x->last = run_end(x, row);
	int words = 0;
	for (int l = next_run(x, row); l != 0 && x->n_row < ROWS_LOOSE; l = next_run(x, l)) {
		enum run_kind kind = kind_of_run(x, l);
		if (kind == RUN_NONE || (kind != RUN_ROW && ++words > WORDS_BETWEEN))
			break;
		if (kind != RUN_ROW)
			continue; /* a row of figures must follow */
		words = 0;
		pieces_of(line_text(x->m, l), 0, &p);
		widen(&x->model, &p);
		x->n_row++;
		x->last = run_end(x, l);
	}
	return x->n_row >= 2 || (x->head > 0 && x->model.n >= 4);
}

/* A cell that goes on in the next line. */
static str
joined(struct arena *mem, str a, str b)
{
	if (a.n == 0)
		return b;
	if (a.n > 2 && (unsigned char)a.p[a.n - 2] == 0xC2 && (unsigned char)a.p[a.n - 1] == 0xAD)
		return str_fmt(mem, "%.*s%.*s", STR_ARG(str_sub(a, 0, a.n - 2)), STR_ARG(b));
	return str_fmt(mem, "%.*s %.*s", STR_ARG(a), STR_ARG(b));
}

static void
go_on(struct arena *mem, const struct loose *x, struct row *r, const struct pieces *p, int n_col)
{
	int at = 0;

	for (int i = 0; i < p->n && at < n_col; i++) {
		int col = pieces_column(&x->model, &p->v[i], at);
		struct cell *c = &r->cell[col];
		if (c->kind != CELL_NUMBER) {
			if (c->kind == CELL_BLANK)
				c->off = p->v[i].off;
			c->text = joined(mem, c->text, p->v[i].text);
			c->kind = CELL_TEXT;
		}
		at = col + 1;
	}
	if (r->cell[0].kind != CELL_NUMBER)
		r->label = r->cell[0].text;
}

static void
fill(struct loose *x, struct table *t)
{
	struct model *m = x->m;
	int top = x->head > 0 ? x->head : x->first;
	bool open = false;

	*t = (struct table){.scale = -1, .line = top, .last = x->last, .n_col = x->model.n};
	t->row = arena_array(m->mem, (size_t)(x->last - top + 2), struct row);
	for (int l = top; l <= x->last; l++) {
		struct pieces p;
		pieces_of(line_text(m, l), m->line_off[l - 1], &p);
		bool head = l <= x->head_last;
		if (p.n == 0 || (!head && open && !is_row(&p))) {
			if (p.n > 0)
				go_on(m->mem, x, &t->row[t->n_row - 1], &p, t->n_col);
			open = open && p.n > 0;
			continue;
		}
		struct row *r = &t->row[t->n_row++];
		r->line = l;
		r->cell = arena_array(m->mem, (size_t)t->n_col, struct cell);
		row_fill(r, &p, &x->model, t->n_col);
		r->header = head;
		open = !head;
	}
}

bool
table_loose(struct model *m, int line, struct table *out)
{
	struct loose x = {.m = m};
	struct pieces p;

	x.first = find_head(&x, line);
	int row = x.head > 0 ? first_row(&x, x.first) : line;
	if (row == 0)
		return false;
	pieces_of(line_text(m, row), 0, &p);
	if (!is_row(&p))
		return false;
	/* Rows without a blank line between them are read elsewhere. */
	if (row < m->n_line && pieces_of(line_text(m, row + 1), 0, &p) != LAYOUT_NONE && is_row(&p))
		return false;
	if (!find_rows(&x, row))
		return false;
	fill(&x, out);
	return true;
}
