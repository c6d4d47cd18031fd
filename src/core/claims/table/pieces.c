#include "core/claims/table/pieces.h"

#include <string.h>

str
piece_strip(str s)
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
		i = piece_strip(str_sub(line, 0, i)).n == 0 ? i + 1 : 0;
		while (line.n > i && (line.p[line.n - 1] == '|' || line.p[line.n - 1] == ' '))
			line.n--;
	}
	while (i <= line.n && out->n < COLS_MAX) {
		size_t end = str_find_byte(line, sep, i);
		str s = str_sub(line, i, end);
		str t = piece_strip(s);
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

bool
line_is_rule(str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (strchr("-|+:= \t\r_", line.p[i]) == NULL)
			return false;
		n += line.p[i] != ' ';
	}
	return n >= 3;
}

int
pieces_numbers(const struct pieces *p)
{
	struct cell_number x;
	int n = 0;

	for (int i = 1; i < p->n; i++)
		n += lex_cell(p->v[i].text, &x) ? 1 : 0;
	return n;
}

enum layout
pieces_of(str line, size_t base, struct pieces *p)
{
	if (str_find_byte(line, '\t', 0) < line.n) {
		split_on(line, base, '\t', p);
		return LAYOUT_TABS;
	}
	str s = piece_strip(line);
	size_t bar = str_find_byte(s, '|', 0);
	if (bar < s.n && (s.p[0] == '|' || str_find_byte(s, '|', bar + 1) < s.n)) {
		split_on(line, base, '|', p);
		return LAYOUT_PIPES;
	}
	split_spaces(line, base, p);
	return p->n >= 2 ? LAYOUT_SPACES : LAYOUT_NONE;
}

int
pieces_column(const struct pieces *model, const struct piece *p, int from)
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
