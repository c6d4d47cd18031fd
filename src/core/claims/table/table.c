#include "core/claims/claims_priv.h"

#include <string.h>

/* How a line shows its cells. */
enum layout { LAYOUT_NONE, LAYOUT_TABS, LAYOUT_PIPES, LAYOUT_SPACES };

struct piece {
	str text;
	size_t off;
	int from, to; /* columns of the page, in characters */
};

struct pieces {
	struct piece v[COLS_MAX];
	int n;
};

static str
strip(str s)
{
	size_t n;

	while (s.n > 0 && (n = lex_space(s, 0)) > 0)
		s = str_sub(s, n, s.n);
	s = str_trim(s);
	while (s.n >= 2 && lex_space(s, s.n - 2) == 2)
		s.n -= 2;
	return s;
}

/* Tabs part cells, also empty ones. */
static void
split_on(str line, size_t base, char sep, struct pieces *out)
{
	size_t i = 0;

	out->n = 0;
	if (sep == '|') {
		while (i < line.n && line.p[i] != '|')
			i++;
		i = strip(str_sub(line, 0, i)).n == 0 ? i + 1 : 0;
		while (line.n > i && (line.p[line.n - 1] == '|' || line.p[line.n - 1] == ' '))
			line.n--;
	}
	while (i <= line.n && out->n < COLS_MAX) {
		size_t end = str_find_byte(line, sep, i);
		str s = str_sub(line, i, end);
		str t = strip(s);
		int n = out->n++;
		out->v[n] = (struct piece){t, base + (size_t)((t.n > 0 ? t.p : s.p) - line.p), n,
		    n + 1};
		i = end + 1;
	}
}

/* Two spaces or more part cells; where they stand on the page says which column. */
static void
split_spaces(str line, size_t base, struct pieces *out)
{
	int col = 0;

	out->n = 0;
	for (size_t i = 0; i < line.n && out->n < COLS_MAX;) {
		size_t gap;
		if ((gap = lex_space(line, i)) > 0) {
			i += gap;
			col++;
			continue;
		}
		size_t end = i;
		int from = col;
		for (;;) {
			if (end >= line.n)
				break;
			gap = lex_space(line, end);
			if (gap > 0 && (end + gap >= line.n || lex_space(line, end + gap) > 0))
				break;
			if (gap > 0) {
				end += gap;
				col++;
				continue;
			}
			if (((unsigned char)line.p[end] & 0xC0) != 0x80)
				col++;
			end++;
		}
		out->v[out->n++] = (struct piece){str_sub(line, i, end), base + i, from, col};
		i = end;
	}
}

static bool
ruled(str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (strchr("-|+:= \t\r_", line.p[i]) == NULL)
			return false;
		n += line.p[i] != ' ';
	}
	return n >= 3;
}

static int
numbers_in(const struct pieces *p)
{
	struct cell_number x;
	int n = 0;

	for (int i = 1; i < p->n; i++)
		n += lex_cell(p->v[i].text, &x) ? 1 : 0;
	return n;
}

static enum layout
layout_of(str line, size_t base, struct pieces *p)
{
	if (str_find_byte(line, '\t', 0) < line.n) {
		split_on(line, base, '\t', p);
		return LAYOUT_TABS;
	}
	str s = strip(line);
	size_t bar = str_find_byte(s, '|', 0);
	if (bar < s.n && (s.p[0] == '|' || str_find_byte(s, '|', bar + 1) < s.n)) {
		split_on(line, base, '|', p);
		return LAYOUT_PIPES;
	}
	split_spaces(line, base, p);
	return p->n >= 2 ? LAYOUT_SPACES : LAYOUT_NONE;
}

/* The column of the model row that a piece stands in: the most overlap, else
 * the nearest right edge. */
static int
column_for(const struct pieces *model, const struct piece *p, int from)
{
	int best = from, best_score = INT32_MIN;

	for (int i = from; i < model->n; i++) {
		const struct piece *q = &model->v[i];
		int overlap = (p->to < q->to ? p->to : q->to) -
		    (p->from > q->from ? p->from : q->from);
		int edge = p->to > q->to ? p->to - q->to : q->to - p->to;
		int score = overlap > 0 ? 1000 + overlap - edge : -edge;
		if (score > best_score) {
			best_score = score;
			best = i;
		}
	}
	return best;
}

static void
fill_row(struct row *r, const struct pieces *p, const struct pieces *model, int n_col)
{
	int at = 0;

	for (int i = 0; i < p->n && at < n_col; i++) {
		int col = model != NULL ? column_for(model, &p->v[i], at) : i;
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
		at = col + 1;
	}
	r->label = r->cell[0].kind == CELL_NUMBER ? STR("") : r->cell[0].text;
}

/* Years alone in a row are headers, not figures. */
static bool
only_years(const struct row *r, int n_col)
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

	if (ruled(line))
		return false;
	struct row *r = &t->row[t->n_row++];
	r->line = l;
	r->cell = arena_array(m->mem, (size_t)t->n_col, struct cell);
	layout_of(line, m->line_off[l - 1], &p);
	fill_row(r, &p, model, t->n_col);
	for (int i = 1; i < t->n_col; i++)
		r->n_number += r->cell[i].kind == CELL_NUMBER ? 1 : 0;
	return true;
}

static void
fill_rows(struct model *m, struct table *t, enum layout how, int head)
{
	struct pieces p, model = {.n = 0};

	t->n_col = 0;
	for (int l = t->line; l <= t->last; l++) {
		layout_of(line_text(m, l), m->line_off[l - 1], &p);
		if (p.n > t->n_col)
			t->n_col = p.n;
		if (numbers_in(&p) > 0 && p.n > model.n)
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
		if (!body && (r->n_number == 0 || only_years(r, t->n_col)))
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
		enum layout how = layout_of(line, 0, &p);
		if (how == LAYOUT_TABS || how == LAYOUT_PIPES)
			break;
		if (ruled(line))
			continue;
		if (how == LAYOUT_SPACES) {
			n_cells++;
			final = l;
		}
		n_figures += numbers_in(&p) > 0 ? 1 : 0;
	}
	*end = final;
	return n_figures >= 2 && n_cells * 10 >= n * 6;
}

/* A line of headers that a blank line parts from its rows; 0 when there is none. */
static int
header_above(struct model *m, int line, enum layout how)
{
	struct pieces p;

	layout_of(line_text(m, line), 0, &p);
	if (line < 3 || numbers_in(&p) == 0 || strip(line_text(m, line - 1)).n > 0)
		return 0;
	if (layout_of(line_text(m, line - 2), 0, &p) != how || p.n < 2 || numbers_in(&p) > 0)
		return 0;
	return line - 2;
}

/* A line of one cell between rows: the name of the rows under it. */
static bool
is_group(struct model *m, int line, int last, enum layout how)
{
	struct pieces p;
	str s = strip(line_text(m, line));

	if (line >= last || s.n == 0 || s.n > 90 || s.p[s.n - 1] == '.')
		return false;
	return layout_of(line_text(m, line), 0, &p) == LAYOUT_NONE &&
	    layout_of(line_text(m, line + 1), 0, &p) == how;
}

/* The first table in a run of lines without a blank one. */
bool
table_find(struct model *m, int first, int last, struct table *out)
{
	struct pieces p;

	*out = (struct table){.scale = -1};
	for (int l = first; l <= last; l++) {
		enum layout how = layout_of(line_text(m, l), 0, &p);
		int end = l;
		if (how == LAYOUT_NONE)
			continue;
		if (how == LAYOUT_SPACES) {
			if (!spaced(m, l, last, &end))
				continue;
		} else {
			while (end < last &&
			    (layout_of(line_text(m, end + 1), 0, &p) == how ||
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
