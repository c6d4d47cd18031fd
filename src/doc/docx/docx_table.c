/* docx_table.c -- tables with repeated headers, captions and their anchors. */
#include "doc/docx/docx_priv.h"

#define CELL_PAD 160 /* both sides of a cell together */
#define SIZE_PT 9.0  /* of text in tables; smaller where the table is wide */
#define SIZE_WIDE_PT 8.0
#define TEXT_LEAST 900
#define SMALL_COLS 7
#define HEAD_MOST 1900  /* a longer header over numbers wraps */
#define STATUS_MARK 330 /* the shape before a status, and its bold word */

void
docx_caption(struct docx *w, const struct doc_node *n, bool keep_next)
{
	bool table = n->kind == DOC_TABLE;
	const char *word = table ? docx_word(w, "Tabell", "Table")
	                         : docx_word(w, "Figur", "Figure");
	struct doc_node plain = *n;

	plain.number = 0;
	sb_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Caption\"/>%s</w:pPr>",
	    keep_next ? "<w:keepNext/>" : "");
	docx_open_bookmark(w, n->id);
	if (n->number > 0)
		sb_printf(&w->b,
		    "<w:r><w:t xml:space=\"preserve\">%s </w:t></w:r><w:fldSimple w:instr=\" SEQ %s \\* ARABIC \">"
		    "<w:r><w:t>%d</w:t></w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\">. </w:t></w:r>",
		    word, word, n->number);
	docx_run(w, &w->b, doc_caption(w->mem, &plain, w->d->lang), "");
	docx_close_bookmark(w, n->id);
	sb_lit(&w->b, "</w:p>");
}

void
docx_source(struct docx *w, str source)
{
	if (source.n == 0)
		return;
	sb_lit(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Source\"/></w:pPr>");
	docx_run(w, &w->b, doc_source(w->mem, source, w->d->lang), "");
	sb_lit(&w->b, "</w:p>");
}

static int
text_twips(str s, bool wide)
{
	double t = chart_text_width(s, wide ? SIZE_WIDE_PT : SIZE_PT, false) * 20;

	return t > PAGE_H ? PAGE_H : (int)t;
}

static int
longest_word_twips(str s, bool wide)
{
	int most = 0;
	str word;

	while (str_cut(&s, ' ', &word)) {
		int t = text_twips(word, wide);

		most = t > most ? t : most;
	}
	return most;
}

/* Many columns on an upright page need the smaller letters too. */
static bool
is_small(const struct doc_node *t)
{
	return t->landscape || t->n_col >= SMALL_COLS;
}

static bool
holds_status(const struct doc_node *c)
{
	for (const struct doc_node *n = c; n != NULL; n = doc_next(n, c))
		if (n->kind == DOC_STATUS)
			return true;
	return false;
}

/* Numbers get what they need; texts share the rest by what they ask for. */
static void
set_widths(struct docx *w, const struct doc_node *t, int *width)
{
	int *least = arena_array(w->mem, (size_t)t->n_col, int), total = 0,
	    room = docx_text_width(w);

	for (const struct doc_node *r = t->first; r != NULL; r = r->next) {
		int col = 0;

		for (const struct doc_node *c = r->first; c != NULL && col < t->n_col;
		     c = c->next) {
			str s = doc_plain(w->mem, c);
			int in = (col == 0 ? r->level * 200 : 0) +
			    (holds_status(c) ? STATUS_MARK : 0);
			bool number = t->col[col].align == DOC_RIGHT && r->row_kind != DOC_ROW_HEAD;
			int word = longest_word_twips(s, is_small(t)) + CELL_PAD + in;
			int all = text_twips(s, is_small(t)) + CELL_PAD + in;

			if (r->row_kind == DOC_ROW_HEAD && t->col[col].align == DOC_RIGHT)
				all = all < HEAD_MOST ? all : word > HEAD_MOST ? word : HEAD_MOST;
			if (c->span == 1) {
				width[col] = all > width[col] ? all : width[col];
				least[col] = (number ? all : word) > least[col]
				    ? (number ? all : word)
				    : least[col];
			}
			col += c->span;
		}
	}
	for (int i = 0; i < t->n_col; i++) {
		if (least[i] > room / 2)
			least[i] = room / 2;
		if (width[i] < TEXT_LEAST)
			width[i] = TEXT_LEAST;
		total += width[i];
	}
	while (total > room) {
		int most = -1;

		for (int i = 0; i < t->n_col; i++)
			if (width[i] > least[i] &&
			    (most < 0 || width[i] - least[i] > width[most] - least[most]))
				most = i;
		if (most < 0)
			break;
		int cut = total - room < 60 ? total - room : 60;
		width[most] -= cut;
		total -= cut;
	}
	/* What is left over goes to the first column of text. */
	for (int i = 0; total < room && i < t->n_col; i++) {
		if (t->col[i].weight > 0 || t->n_col == 1) {
			width[i] += room - total;
			total = room;
		}
	}
	if (total < room)
		width[0] += room - total;
}

static void
put_cell_props(struct docx *w, const struct doc_node *c, int width)
{
	enum doc_row_kind kind = c->parent->row_kind;

	sb_printf(&w->b, "<w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (c->span > 1)
		sb_printf(&w->b, "<w:gridSpan w:val=\"%d\"/>", c->span);
	if (kind == DOC_ROW_HEAD)
		sb_lit(&w->b,
		    "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"9AA7B5\"/>"
		    "</w:tcBorders><w:vAlign w:val=\"bottom\"/>");
	if (kind == DOC_ROW_TOTAL)
		sb_lit(&w->b,
		    "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"9AA7B5\"/>"
		    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"9AA7B5\"/></w:tcBorders>"
		    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDF3F9\"/>");
	sb_lit(&w->b, "</w:tcPr>");
}

static void
put_cell(struct docx *w, const struct doc_node *t, const struct doc_node *c, int col, int width)
{
	const struct doc_node *r = c->parent;
	bool bold = r->row_kind != DOC_ROW_BODY, small = is_small(t);
	const char *style = bold ? small ? "CellWideStrong" : "CellStrong"
	    : small              ? "CellWide"
	                         : "Cell";
	enum doc_align align = c->span > 1 && c->span < t->n_col ? DOC_CENTER : t->col[col].align;
	struct sb b;
	str extra;

	sb_init(&b, w->mem, 256);
	if (r->next != NULL && r->row_kind != DOC_ROW_BODY && r->row_kind != DOC_ROW_TOTAL)
		sb_lit(&b, "<w:keepNext/>");
	if (col == 0 && r->level > 0)
		sb_printf(&b, "<w:ind w:left=\"%d\"/>", r->level * 200);
	if (align != DOC_LEFT)
		sb_printf(&b, "<w:jc w:val=\"%s\"/>", align == DOC_RIGHT ? "right" : "center");
	must(sb_done(&b, &extra));
	sb_lit(&w->b, "<w:tc>");
	put_cell_props(w, c, width);
	if (c->first != NULL && c->first->kind < DOC_TEXT)
		docx_blocks(w, c, style);
	else
		docx_para(w, c, style, extra);
	/* A cell must end with a paragraph. */
	if (c->last != NULL && c->last->kind == DOC_LIST)
		sb_lit(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>");
	sb_lit(&w->b, "</w:tc>");
}

void
docx_table(struct docx *w, const struct doc_node *t)
{
	int *width = arena_array(w->mem, (size_t)t->n_col, int);
	bool head = true;

	set_widths(w, t, width);
	docx_caption(w, t, true);
	sb_lit(&w->b,
	    "<w:tbl><w:tblPr><w:tblStyle w:val=\"TertialTable\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>"
	    "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" "
	    "w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/><w:tblCaption w:val=\"");
	xml_text(&w->b, doc_caption(w->mem, t, w->d->lang));
	sb_lit(&w->b, "\"/></w:tblPr><w:tblGrid>");
	for (int i = 0; i < t->n_col; i++)
		sb_printf(&w->b, "<w:gridCol w:w=\"%d\"/>", width[i]);
	sb_lit(&w->b, "</w:tblGrid>");
	for (const struct doc_node *r = t->first; r != NULL; r = r->next) {
		int col = 0;

		head = head && r->row_kind == DOC_ROW_HEAD;
		sb_printf(&w->b, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>",
		    head ? "<w:tblHeader/>" : "");
		for (const struct doc_node *c = r->first; c != NULL && col < t->n_col;
		     c = c->next) {
			int wide = 0;

			for (int i = col; i < col + c->span && i < t->n_col; i++)
				wide += width[i];
			put_cell(w, t, c, col, wide);
			col += c->span;
		}
		sb_lit(&w->b, "</w:tr>");
	}
	sb_lit(&w->b, "</w:tbl>");
	if (t->source.n > 0)
		docx_source(w, t->source);
	else
		sb_lit(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
}
