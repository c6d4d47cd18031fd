/* table_bars.c -- the figures of a bar chart in text out of PDF:
 *
 *                        Utfall       Budget
 *
 *                                        744
 *       Fastighet
 *                                     717
 *
 * A line of series, then for each name a run of lines: one figure for each series, from the
 * top, and the name between them.  It is read as a table with a column for each series. */
#include "core/claims/table/pieces.h"

#define BLANK_LINES 3 /* at most, between two names */
#define NAMES_LEAST 2
#define SERIES_MAX 4

struct bars {
	struct model *m;
	int head, last;
	struct pieces series;
	int n_name;
};

static bool
blank(const struct model *m, int line)
{
	return piece_strip(line_text(m, line)).n == 0;
}

static int
run_after(const struct model *m, int line)
{
	for (int n = 0; n <= BLANK_LINES && ++line <= m->n_line; n++)
		if (!blank(m, line))
			return line;
	return 0;
}

/* The lines from `line` are a name and as many figures as there are series: the line of
 * the name, 0 when they are not. */
static int
name_in_run(const struct bars *b, int line)
{
	int n = b->series.n + 1, name = 0;

	for (int l = line; l < line + n; l++) {
		struct pieces p;
		struct cell_number x;
		if (l > b->m->n_line || pieces_of(line_text(b->m, l), 0, &p) != LAYOUT_NONE ||
		    p.n != 1)
			return 0;
		if (lex_cell(p.v[0].text, &x))
			continue;
		if (name > 0)
			return 0;
		name = l;
	}
	if (line + n <= b->m->n_line && !blank(b->m, line + n))
		return 0;
	return name;
}

static void
put_run(struct bars *b, struct table *t, int line, int name)
{
	struct row *r = &t->row[t->n_row++];
	struct pieces row = {.n = 1}, p;

	for (int l = line; l <= line + b->series.n; l++) {
		pieces_of(line_text(b->m, l), b->m->line_off[l - 1], &p);
		if (l == name)
			row.v[0] = p.v[0];
		else
			row.v[row.n++] = p.v[0];
	}
	r->line = name;
	r->cell = arena_array(b->m->mem, (size_t)t->n_col, struct cell);
	row_fill(r, &row, NULL, t->n_col);
}

static void
fill(struct bars *b, struct table *t)
{
	struct pieces head = {.n = 1};
	struct row *r;

	*t = (struct table){.scale = -1, .line = b->head, .last = b->last};
	t->n_col = b->series.n + 1;
	t->row = arena_array(b->m->mem, (size_t)b->n_name + 1, struct row);
	r = &t->row[t->n_row++];
	r->line = b->head;
	r->header = true;
	r->cell = arena_array(b->m->mem, (size_t)t->n_col, struct cell);
	for (int i = 0; i < b->series.n; i++)
		head.v[head.n++] = b->series.v[i];
	row_fill(r, &head, NULL, t->n_col);
	for (int l = run_after(b->m, b->head); l != 0 && l <= b->last;
	     l = run_after(b->m, l + b->series.n))
		put_run(b, t, l, name_in_run(b, l));
}

bool
table_bars(struct model *m, int line, struct table *out)
{
	struct bars b = {.m = m, .head = line};

	if (pieces_of(line_text(m, line), m->line_off[line - 1], &b.series) != LAYOUT_SPACES ||
	    b.series.n > SERIES_MAX || pieces_numbers(&b.series) > 0 ||
	    (line < m->n_line && !blank(m, line + 1)))
		return false;
	for (int l = run_after(m, line); l != 0 && name_in_run(&b, l) > 0;
	     l = run_after(m, l + b.series.n)) {
		b.n_name++;
		b.last = l + b.series.n;
	}
	if (b.n_name < NAMES_LEAST)
		return false;
	fill(&b, out);
	return true;
}
