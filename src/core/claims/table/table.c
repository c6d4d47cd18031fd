#include "core/claims/table/pieces.h"

#include <string.h>

/* So many lines show whether a run of them is a table. */
#define LINES_TO_SEE 40

void
row_fill(struct row *r, const struct pieces *p, const struct pieces *model, int n_col)
{
	int at = 0;

	for (int i = 0; i < p->n && at < n_col; i++) {
		int col = model != NULL ? pieces_column(model, &p->v[i], at) : i;
		if (col >= n_col)
			break;
		struct cell *c = &r->cell[col];
		struct cell_number x;
		c->text = p->v[i].text;
		c->off = p->v[i].off;
		bool number = lex_cell(c->text, &x);
		c->kind = number ? CELL_NUMBER : x.blank ? CELL_BLANK : CELL_TEXT;
		c->value = x.value;
		c->step = x.step;
		c->percent = x.percent;
		c->unit = x.unit;
		c->scale = x.scale;
		at = col + 1;
	}
	r->label = r->cell[0].kind == CELL_NUMBER ? STR("") : r->cell[0].text;
	r->n_number = 0;
	for (int i = 1; i < n_col; i++)
		r->n_number += r->cell[i].kind == CELL_NUMBER;
}

bool
row_only_years(const struct row *r, int n_col)
{
	for (int i = 0; i < n_col; i++) {
		const struct cell *c = &r->cell[i];
		if (c->kind == CELL_NUMBER &&
		    !(c->step == MICRO && c->value >= 1990 * MICRO && c->value < 2100 * MICRO &&
		        c->text.n == 4))
			return false;
	}
	return true;
}

/* One line as a row; false for a line of rules. */
static bool
add_row(struct model *m, struct table *t, int l, const struct pieces *model)
{
	struct pieces p;
	str line = line_text(m, l);

	if (line_is_rule(line))
		return false;
	struct row *r = &t->row[t->n_row++];
	r->line = l;
	r->cell = arena_array(m->mem, (size_t)t->n_col, struct cell);
	pieces_of(line, m->line_off[l - 1], &p);
	row_fill(r, &p, model, t->n_col);
	return true;
}

static void
fill_rows(struct model *m, struct table *t, enum layout how, int head)
{
	struct pieces p, model = {.n = 0};

	t->n_col = 0;
	for (int l = t->line; l <= t->last; l++) {
		pieces_of(line_text(m, l), m->line_off[l - 1], &p);
		if (p.n > t->n_col)
			t->n_col = p.n;
		if (pieces_numbers(&p) > 0 && p.n > model.n)
			model = p;
	}
	if (how == LAYOUT_SPACES && model.n > 0)
		t->n_col = model.n;
	t->row = arena_array(m->mem, (size_t)(t->last - t->line + 2), struct row);
	bool body = false;
	const struct pieces *by = how == LAYOUT_SPACES ? &model : NULL;
	if (head > 0 && add_row(m, t, head, by))
		t->row[0].header = true;
	for (int l = t->line; l <= t->last; l++) {
		if (!add_row(m, t, l, by))
			continue;
		struct row *r = &t->row[t->n_row - 1];
		if (!body && (r->n_number == 0 || row_only_years(r, t->n_col)))
			r->header = true;
		else
			body = true;
	}
	if (!body) /* a table of words: nothing in it is a header for figures */
		for (int i = 0; i < t->n_row; i++)
			t->row[i].header = i == 0;
}

/* The lines that stand as a table with gaps of spaces: most have cells, and two
 * at least have figures in them. */
static bool
spaced(struct model *m, int first, int last, int *end)
{
	struct pieces p;
	int n_cells = 0, n_figures = 0, n = 0, final = first;

	for (int l = first; l <= last; l++, n++) {
		str line = line_text(m, l);
		enum layout how = pieces_of(line, 0, &p);
		if (how == LAYOUT_TABS || how == LAYOUT_PIPES)
			break;
		if (line_is_rule(line))
			continue;
		if (how == LAYOUT_SPACES) {
			n_cells++;
			final = l;
		}
		n_figures += pieces_numbers(&p) > 0 ? 1 : 0;
		if (n > LINES_TO_SEE && n_cells * 10 < n * 6)
			break; /* text, however long it goes on */
	}
	*end = final;
	return n_figures >= 2 && n_cells * 10 >= n * 6;
}

/* A line of headers that a blank line parts from its rows; 0 when there is none. */
static int
header_above(struct model *m, int line, enum layout how)
{
	struct pieces p;

	pieces_of(line_text(m, line), 0, &p);
	if (line < 3 || pieces_numbers(&p) == 0 || piece_strip(line_text(m, line - 1)).n > 0)
		return 0;
	if (pieces_of(line_text(m, line - 2), 0, &p) != how || p.n < 2 || pieces_numbers(&p) > 0)
		return 0;
	return line - 2;
}

/* A line of one cell between rows: the name of the rows under it. */
static bool
is_group(struct model *m, int line, int last, enum layout how)
{
	struct pieces p;
	str s = piece_strip(line_text(m, line));

	if (line >= last || s.n == 0 || s.n > 90 || s.p[s.n - 1] == '.')
		return false;
	return pieces_of(line_text(m, line), 0, &p) == LAYOUT_NONE &&
	    pieces_of(line_text(m, line + 1), 0, &p) == how;
}

/* The first table in a run of lines without a blank one. */
bool
table_find(struct model *m, int first, int last, struct table *out)
{
	struct pieces p;

	*out = (struct table){.scale = -1};
	for (int l = first; l <= last; l++) {
		if (table_loose(m, l, out) || table_bars(m, l, out)) {
			table_columns(m, out);
			return true;
		}
		enum layout how = pieces_of(line_text(m, l), 0, &p);
		int end = l;
		if (how == LAYOUT_NONE)
			continue;
		if (how == LAYOUT_SPACES) {
			if (!spaced(m, l, last, &end))
				continue;
		} else {
			while (end < last &&
			    (pieces_of(line_text(m, end + 1), 0, &p) == how ||
			        is_group(m, end + 1, last, how)))
				end++;
			if (how == LAYOUT_PIPES && end == l)
				continue;
		}
		out->line = l;
		out->last = end;
		fill_rows(m, out, how, header_above(m, l, how));
		table_columns(m, out);
		return true;
	}
	return false;
}
