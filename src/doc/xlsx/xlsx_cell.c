/* xlsx_cell.c -- cells: text as text, numbers exactly. */
#include "doc/xlsx/xlsx_priv.h"

#define LINE_POINTS 16
#define LINES_MAX 25   /* 409 points is the tallest row */
#define TEXT_MAX 32767 /* characters that a cell can hold */

void
grid_row_lines(struct grid *g, int row, int lines)
{
	must(row > g->row);
	if (g->row > 0)
		sb_lit(&g->b, "</row>");
	g->row = row;
	sb_printf(&g->b, "<row r=\"%d\"", row);
	/* Not every program measures wrapped text when it opens a file. */
	if (lines > 1)
		sb_printf(&g->b, " ht=\"%d\" customHeight=\"1\"",
		    lines < LINES_MAX ? lines * LINE_POINTS : LINES_MAX * LINE_POINTS);
	sb_chr(&g->b, '>');
}

void
grid_row(struct grid *g, int row)
{
	grid_row_lines(g, row, 1);
}

void
grid_end(struct grid *g)
{
	if (g->row > 0)
		sb_lit(&g->b, "</row>");
	g->row = 0;
}

static void
open_cell(struct grid *g, int col, struct look l)
{
	char name[SHEET_COLUMN_MAX];

	sheet_column(col, name);
	sb_printf(&g->b, "<c r=\"%s%d\" s=\"%d\"", name, g->row,
	    style_of(g->book->mem, &g->book->styles, l));
}

/* UTF-16 units are what the limit counts; no letter is cut in two. */
static str
cell_text(str s)
{
	size_t units = 0;

	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t c = utf8_next(s, &i);

		units += c > 0xffff ? 2 : 1;
		if (units > TEXT_MAX)
			return str_sub(s, 0, at);
	}
	return s;
}

void
grid_text(struct grid *g, int col, struct look l, str s)
{
	open_cell(g, col, l);
	if (s.n == 0) {
		sb_lit(&g->b, "/>");
		return;
	}
	sb_lit(&g->b, " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
	xml_text(&g->b, cell_text(s));
	sb_lit(&g->b, "</t></is></c>");
}

void
grid_number(struct grid *g, int col, struct look l, dec v, str formula)
{
	open_cell(g, col, l);
	sb_chr(&g->b, '>');
	if (formula.n > 0) {
		sb_lit(&g->b, "<f>");
		xml_text(&g->b, formula);
		sb_lit(&g->b, "</f>");
	}
	sb_lit(&g->b, "<v>");
	sb_str(&g->b, dec_str(g->book->mem, v));
	sb_lit(&g->b, "</v></c>");
}

bool
parse_shown(struct arena *mem, str s, enum lang lang, struct shown *out)
{
	char point = lang == LANG_SV ? ',' : '.';
	struct sb b;
	str num;
	size_t dot;

	s = str_trim(s);
	*out = (struct shown){.percent = str_has_suffix(s, STR("%"))};
	if (out->percent)
		s = str_sub(s, 0, s.n - 1);
	if (s.n > DEC_TEXT_MAX * 2)
		return false;
	sb_init(&b, mem, s.n + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == 0x2212)
			sb_chr(&b, '-');
		else if (c != 0xa0 && c != 0x202f && c != ' ')
			sb_utf8(&b, c);
	}
	if (!sb_done(&b, &num) || !dec_parse(num, point, &out->value))
		return false;
	dot = str_find_byte(num, point, 0);
	out->decimals = dot < num.n ? (int)(num.n - dot - 1) : 0;
	return true;
}

bool
cell_number(struct arena *mem, const struct doc_node *cell, enum doc_align align, enum lang lang,
    struct shown *out)
{
	const struct doc_node *only = cell->first != NULL && cell->first == cell->last ? cell->first
	                                                                               : NULL;
	dec known = dec_bad(), rounded;
	bool printed;

	if (cell->has_value)
		known = cell->value;
	else if (only != NULL && only->has_value)
		known = only->value;
	if (align != DOC_RIGHT && !dec_ok(known))
		return false;
	printed = parse_shown(mem, doc_plain(mem, cell), lang, out);
	if (!dec_ok(known))
		return printed;
	if (!printed)
		return false;
	/* What is known goes in unrounded, if it is what the document shows. */
	rounded = dec_rescale(known, out->decimals, DEC_HALF_UP);
	if (dec_ok(rounded) && dec_cmp(rounded, out->value) == 0)
		out->value = known;
	return true;
}
