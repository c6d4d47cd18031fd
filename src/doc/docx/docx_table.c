/* docx_table.c -- tables with repeated headers, captions and their anchors. */
#include "doc/docx/docx_priv.h"
#include "doc/theme.h"

#define CELL_PAD 160 /* both sides of a cell together */
#define TEXT_LEAST 900
#define SMALL_COLS 8
#define GROUND "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{tint}\"/>"
#define NUMBER_MOST 2000 /* longer ones are words among the numbers, and wrap */

#define HEAD_MOST 1900   /* a longer header over numbers wraps */
#define STATUS_MOST 2600 /* a longer one may wrap */
#define STATUS_MARK 330  /* the shape before a status, and its bold word */

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
	if (n->number > 0) {
		const char *props = str_fmt(w->mem, "<w:rPr><w:color w:val=\"%06X\"/></w:rPr>",
		    (unsigned)(ooxml_theme(w->d)->color[TC_ACCENT] & 0xffffff))
		                        .p;
		sb_printf(&w->b,
		    "<w:r>%s<w:t xml:space=\"preserve\">%s </w:t></w:r><w:fldSimple w:instr=\" SEQ %s \\* ARABIC \">"
		    "<w:r>%s<w:t>%d</w:t></w:r></w:fldSimple><w:r>%s<w:t xml:space=\"preserve\">. </w:t></w:r>",
		    props, word, word, props, n->number, props);
	}
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

/* The sizes of letters in tables, from the usual one down. */
static const struct {
	double pt;
	const char *style, *strong;
} size[] = {
    {9, "Cell", "CellStrong"},
    {8, "CellWide", "CellWideStrong"},
    {7.5, "CellDense", "CellDenseStrong"},
};

static int
text_twips(str s, double pt, bool bold)
{
	double t = chart_text_width(s, pt, bold) * 20;

	return t > PAGE_H ? PAGE_H : (int)t;
}

/* The width of a text in one line, and of its longest word. */
static int
measure_words(str s, double pt, bool bold, int *longest)
{
	int space = text_twips(STR(" "), pt, bold), all = -space;
	str word;

	*longest = 0;
	while (str_cut(&s, ' ', &word)) {
		int t = text_twips(word, pt, bold);

		*longest = t > *longest ? t : *longest;
		all = all + space + t < PAGE_H ? all + space + t : PAGE_H;
	}
	return all > 0 ? all : 0;
}

static bool
holds_status(const struct doc_node *c)
{
	for (const struct doc_node *n = c; n != NULL; n = doc_next(n, c))
		if (n->kind == DOC_STATUS)
			return true;
	return false;
}

/* What each column asks for, and the least that breaks no word and no number; false when
 * even the least of all is more than there is room for. */
static bool
measure(struct docx *w, const struct doc_node *t, double pt, int *width, int *least)
{
	int total = 0, room = docx_text_width(w);

	for (int i = 0; i < t->n_col; i++)
		width[i] = least[i] = 0;
	for (const struct doc_node *r = t->first; r != NULL; r = r->next) {
		int col = 0;
		bool strong = r->row_kind != DOC_ROW_BODY, head = r->row_kind == DOC_ROW_HEAD;

		for (const struct doc_node *c = r->first; c != NULL && col < t->n_col;
		     col += c->span, c = c->next) {
			str s = doc_plain(w->mem, c);
			bool status = holds_status(c), bold = strong || status;
			int in = (col == 0 ? r->level * 200 : 0) + (status ? STATUS_MARK : 0);
			int word, all;

			if (c->span != 1)
				continue;
			all = measure_words(s, pt, bold, &word) + CELL_PAD + in;
			word += CELL_PAD + in;
			if (head && t->col[col].align == DOC_RIGHT)
				all = all < HEAD_MOST ? all : word > HEAD_MOST ? word : HEAD_MOST;
			bool number = t->col[col].align == DOC_RIGHT && !head && all < NUMBER_MOST;
			int need = number || (status && all < STATUS_MOST) ? all : word;
			width[col] = all > width[col] ? all : width[col];
			least[col] = need > least[col] ? need : least[col];
		}
	}
	for (int i = 0; i < t->n_col; i++) {
		if (least[i] > room / 2)
			least[i] = room / 2;
		if (width[i] < TEXT_LEAST)
			width[i] = TEXT_LEAST;
		total += least[i];
	}
	return total <= room;
}

/* Numbers get what they need; texts share the rest by what they ask for.  Gives the size
 * of the letters: the largest in which no word is broken. */
static size_t
set_widths(struct docx *w, const struct doc_node *t, int *width)
{
	int *least = arena_array(w->mem, (size_t)t->n_col, int), total = 0,
	    room = docx_text_width(w);
	size_t at = t->landscape || t->n_col >= SMALL_COLS ? 1 : 0;

	while (!measure(w, t, size[at].pt, width, least) && at + 1 < COUNTOF(size))
		at++;
	for (int i = 0; i < t->n_col; i++)
		total += width[i];
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
	return at;
}

/* Tables that stand in a row look alike when they divide the page alike. */
static void
set_by_weight(struct docx *w, const struct doc_node *t, int *width)
{
	int weights = 0, left = docx_text_width(w);

	for (int i = 0; i < t->n_col; i++)
		weights += t->col[i].weight;
	for (int i = 0; i < t->n_col; i++) {
		width[i] = left * t->col[i].weight / (weights > 0 ? weights : 1);
		left -= width[i];
		weights -= t->col[i].weight;
	}
}

/* The ground and the rules of the cells of a row. */
static str
row_look(struct docx *w, enum doc_row_kind kind)
{
	static const char *const look[] = {
	    [DOC_ROW_BODY] = "",
	    [DOC_ROW_HEAD] = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" "
	                     "w:color=\"{accent}\"/></w:tcBorders>" GROUND
	                     "<w:vAlign w:val=\"bottom\"/>",
	    [DOC_ROW_GROUP] = GROUND,
	    [DOC_ROW_SUBTOTAL] = "<w:tcBorders><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" "
	                         "w:color=\"{muted}\"/></w:tcBorders>",
	    [DOC_ROW_TOTAL] = "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" "
	                      "w:color=\"{deep}\"/><w:bottom w:val=\"single\" w:sz=\"8\" "
	                      "w:space=\"0\" w:color=\"{deep}\"/></w:tcBorders>" GROUND,
	};
	struct sb b;
	str out;

	sb_init(&b, w->mem, 4096);
	ooxml_themed(&b, w->d, str_of(look[kind]));
	must(sb_done(&b, &out));
	return out;
}

static void
put_cell_props(struct docx *w, const struct doc_node *c, int width)
{
	enum doc_row_kind kind = c->parent->row_kind;
	str look;

	sb_printf(&w->b, "<w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (c->span > 1)
		sb_printf(&w->b, "<w:gridSpan w:val=\"%d\"/>", c->span);
	if (kind == DOC_ROW_BODY)
		look = STR("");
	else if (w->look[kind].n > 0)
		look = w->look[kind];
	else
		look = w->look[kind] = row_look(w, kind);
	sb_str(&w->b, look);
	sb_lit(&w->b, "</w:tcPr>");
}

static void
put_cell(struct docx *w, const struct doc_node *t, const struct doc_node *c, int col, int width,
    size_t letters)
{
	const struct doc_node *r = c->parent;
	const char *style = r->row_kind != DOC_ROW_BODY ? size[letters].strong
	                                                : size[letters].style;
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

	size_t letters = set_widths(w, t, width);
	if (t->by_weight)
		set_by_weight(w, t, width);
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
			put_cell(w, t, c, col, wide, letters);
			col += c->span;
		}
		sb_lit(&w->b, "</w:tr>");
	}
	sb_lit(&w->b, "</w:tbl>");
	if (t->source.n > 0)
		docx_source(w, t->source);
	else if (t->next == NULL || !t->next->remark)
		sb_lit(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
}
