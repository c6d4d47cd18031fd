/* xlsx_table.c -- one table, or one chart with its numbers, on its sheet. */
#include "doc/xlsx/xlsx_priv.h"

#define WIDTH_MAX 72
#define WIDTH_LEAST 64 /* of a whole table */

static void
read_cells(struct table *x)
{
	int i = 0;

	for (const struct doc_node *r = x->t->first; r != NULL; r = r->next)
		x->n_row++;
	x->row = arena_array(x->k->mem, (size_t)x->n_row, const struct doc_node *);
	x->num = arena_array(x->k->mem, (size_t)x->n_row * (size_t)x->n_col, struct shown);
	x->has = arena_array(x->k->mem, (size_t)x->n_row * (size_t)x->n_col, bool);
	for (const struct doc_node *r = x->t->first; r != NULL; r = r->next, i++) {
		int col = 0;

		x->row[i] = r;
		for (const struct doc_node *c = r->first; c != NULL && col < x->n_col;
		     c = c->next) {
			size_t at = (size_t)i * (size_t)x->n_col + (size_t)col;

			if (r->row_kind != DOC_ROW_HEAD && !c->header)
				x->has[at] = cell_number(x->k->mem, c, x->t->col[col].align,
				    x->k->d->lang, &x->num[at]);
			col += c->span;
		}
		for (const struct doc_node *n = r; n != NULL; n = doc_next(n, r))
			x->facts = x->facts || (n->kind == DOC_FACT && n->fact.n > 0);
		if (i == x->head_rows && r->row_kind == DOC_ROW_HEAD)
			x->head_rows++;
	}
}

static struct look
look_of(const struct table *x, const struct doc_node *cell, int col)
{
	const struct doc_node *r = cell->parent;
	struct look l = {.border = XBORDER_ROW, .wrap = true};

	if (x->t->col[col].align == DOC_RIGHT)
		l.align = XALIGN_RIGHT;
	else
		l.align = x->t->col[col].align == DOC_CENTER ? XALIGN_CENTER : XALIGN_LEFT;
	if (col == 0 && r->level > 0)
		l.indent = r->level;
	switch (r->row_kind) {
	case DOC_ROW_HEAD:
		l.font = XFONT_BOLD;
		l.border = XBORDER_HEAD;
		break;
	case DOC_ROW_GROUP:
	case DOC_ROW_SUBTOTAL:
		l.font = XFONT_BOLD;
		break;
	case DOC_ROW_TOTAL:
		l.font = XFONT_BOLD;
		l.border = XBORDER_TOTAL;
		l.tint = true;
		break;
	default:
		break;
	}
	return l;
}

/* "Utfall, tkr": a column of numbers says its unit itself. */
static str
head_text(const struct table *x, const struct doc_node *cell, int row, int col)
{
	str s = doc_plain(x->k->mem, cell);
	bool named = x->t->unit.n == 0 || str_find_byte(s, '%', 0) < s.n || s.n == 0;
	struct sb b;
	str out;

	if (named || x->chart || row != x->head_rows - 1 || x->t->col[col].align != DOC_RIGHT)
		return s;
	sb_init(&b, x->k->mem, s.n + x->t->unit.n + 4);
	sb_str(&b, s);
	sb_lit(&b, ", ");
	sb_str(&b, x->t->unit);
	must(sb_done(&b, &out));
	return out;
}

static void
widen(struct table *x, int col, int chars)
{
	if (chars > WIDTH_MAX)
		chars = WIDTH_MAX;
	if (x->width[col] < chars)
		x->width[col] = chars;
}

static int
longest_word(str s)
{
	int most = 0;
	str word;

	while (str_cut(&s, ' ', &word))
		most = (int)word.n > most ? (int)(word.n > 1000 ? 1000 : word.n) : most;
	return most;
}

static int
characters(str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n && n < 1000; n++)
		utf8_next(s, &i);
	return n;
}

static str
shown_text(const struct table *x, const struct doc_node *cell, int row, int col)
{
	return x->row[row]->row_kind == DOC_ROW_HEAD ? head_text(x, cell, row, col)
	                                             : doc_plain(x->k->mem, cell);
}

/* Columns are as wide as their numbers and names; headers wrap. */
static void
measure(struct table *x)
{
	for (int i = 0; i < x->n_row; i++) {
		const struct doc_node *r = x->row[i];
		int col = 0;

		for (const struct doc_node *c = r->first; c != NULL && col < x->n_col;
		     c = c->next) {
			str s = shown_text(x, c, i, col);

			if (c->span == 1)
				widen(x, col,
				    r->row_kind == DOC_ROW_HEAD ? longest_word(s) + 2
				                                : characters(s) + 2 + 2 * r->level);
			col += c->span;
		}
	}
	int total = 0;
	for (int i = 0; i < x->n_col; i++) {
		widen(x, i, 9);
		total += x->width[i];
	}
	/* A small table is not blown up when its sheet is fitted to a page. */
	if (total < WIDTH_LEAST)
		x->width[0] += WIDTH_LEAST - total;
}

int
text_lines(str s, int room)
{
	int lines = 1, at = 0;
	str word;

	while (str_cut(&s, ' ', &word)) {
		int n = characters(word);

		if (at > 0 && at + 1 + n > room) {
			lines++;
			at = 0;
		}
		lines += n / (room + 1);
		at += (at > 0) + n % (room + 1);
	}
	return lines;
}

static int
lines_of(const struct table *x, int row)
{
	int most = 1, col = 0;

	for (const struct doc_node *c = x->row[row]->first; c != NULL && col < x->n_col;
	     c = c->next) {
		int room = 0, n;

		for (int i = col; i < col + c->span && i < x->n_col; i++)
			room += x->width[i] - 1;
		n = table_number(x, row, col) == NULL && room > 0
		    ? text_lines(shown_text(x, c, row, col), room)
		    : 1;
		most = n > most ? n : most;
		col += c->span;
	}
	return most;
}

static void
put_cell(struct table *x, const struct doc_node *cell, int row, int col)
{
	struct look l = look_of(x, cell, col);
	const struct shown *v = table_number(x, row, col);
	bool head = x->row[row]->row_kind == DOC_ROW_HEAD;
	str text = shown_text(x, cell, row, col);

	if (v == NULL) {
		grid_text(&x->g, col, l,
		    x->chart && x->t->col[col].align == DOC_RIGHT && !head ? STR("") : text);
		return;
	}
	l.number = true;
	l.decimals = v->decimals;
	l.percent = v->percent;
	l.wrap = false;
	grid_number(&x->g, col, l, v->value,
	    x->row[row]->row_kind == DOC_ROW_SUBTOTAL || x->row[row]->row_kind == DOC_ROW_TOTAL
	        ? table_sum(x, row, col)
	        : STR(""));
}

static void
put_merge(struct table *x, int col, int span)
{
	char from[SHEET_COLUMN_MAX], to[SHEET_COLUMN_MAX];

	sheet_column(col, from);
	sheet_column(col + span - 1, to);
	sb_printf(&x->merges, "<mergeCell ref=\"%s%d:%s%d\"/>", from, x->g.row, to, x->g.row);
	x->n_merge++;
}

static void
put_fact_names(struct table *x, int row)
{
	struct look l = {.font = XFONT_MUTED, .align = XALIGN_LEFT};
	struct sb b;
	str s;

	if (row == x->head_rows - 1) {
		l = (struct look){.font = XFONT_BOLD, .border = XBORDER_HEAD, .align = XALIGN_LEFT};
		grid_text(&x->g, x->n_col, l,
		    str_of(xlsx_word(x->k->d->lang, "Uppgifter", "Figures")));
		return;
	}
	sb_init(&b, x->k->mem, OOXML_PART_MAX);
	for (const struct doc_node *n = x->row[row]; n != NULL; n = doc_next(n, x->row[row])) {
		if (n->kind != DOC_FACT || n->fact.n == 0)
			continue;
		if (b.n > 0)
			sb_lit(&b, "; ");
		sb_str(&b, n->fact);
	}
	if (sb_done(&b, &s) && s.n > 0)
		grid_text(&x->g, x->n_col, l, s);
}

static void
put_rows(struct table *x)
{
	for (int i = 0; i < x->n_row; i++) {
		int col = 0;

		grid_row_lines(&x->g, HEAD_ROW + i, lines_of(x, i));
		for (const struct doc_node *c = x->row[i]->first; c != NULL && col < x->n_col;
		     c = c->next) {
			put_cell(x, c, i, col);
			for (int k = 1; k < c->span && col + k < x->n_col; k++)
				grid_text(&x->g, col + k, look_of(x, c, col), STR(""));
			if (c->span > 1 && x->row[i]->row_kind == DOC_ROW_HEAD)
				put_merge(x, col, c->span);
			col += c->span;
		}
		if (x->facts)
			put_fact_names(x, i);
	}
}

/* The heading that the node stands under, as text; "" none. */
static str
heading_over(struct arena *mem, const struct doc_node *n)
{
	while (n != NULL && n->parent != NULL) {
		const struct doc_node *last = NULL;
		for (const struct doc_node *k = n->parent->first; k != n; k = k->next)
			last = k->kind == DOC_HEADING ? k : last;
		if (last != NULL)
			return doc_plain(mem, last);
		n = n->parent;
	}
	return STR("");
}

/* Below the rows, one line down: what the document says right under the table.  Gives the
 * rows that takes. */
static int
put_remarks(struct table *x)
{
	struct look muted = {.font = XFONT_MUTED, .align = XALIGN_LEFT};
	int first = HEAD_ROW + x->n_row + 1, row = first;

	for (const struct doc_node *n = x->in != NULL ? x->in->next : NULL; n != NULL && n->remark;
	     n = n->next) {
		grid_row(&x->g, row++);
		grid_text(&x->g, 0, muted, doc_plain(x->k->mem, n));
	}
	return row > first ? row - first + 1 : 0;
}

static void
put_intro(struct table *x)
{
	const struct doc_node *t = x->t;
	enum lang lang = x->k->d->lang;
	struct look muted = {.font = XFONT_MUTED, .align = XALIGN_LEFT};
	struct doc_node no_unit = *t;

	no_unit.unit = STR("");
	str title = doc_caption(x->k->mem, &no_unit, lang);
	int room = 0;
	for (int i = 0; i < x->n_col; i++)
		room += x->width[i];
	struct look look = {.font = XFONT_TITLE, .align = XALIGN_LEFT, .wrap = true};
	/* The title's letters are half as large again as those the widths are counted in. */
	grid_row_lines(&x->g, 1, (3 * text_lines(title, room * 2 / 3) + 1) / 2);
	grid_text(&x->g, 0, look, title);
	if (x->n_col > 1)
		put_merge(x, 0, x->n_col);
	grid_row(&x->g, 2);
	str under = heading_over(x->k->mem, x->in);
	if (t->unit.n > 0)
		grid_text(&x->g, 0, muted,
		    str_fmt(x->k->mem, "%s: %.*s", xlsx_word(lang, "Enhet", "Unit"),
		        (int)(t->unit.n > 200 ? 200 : t->unit.n), t->unit.p));
	else if (under.n > 0)
		grid_text(&x->g, 0, muted,
		    str_fmt(x->k->mem, "%s: %.*s", xlsx_word(lang, "Avsnitt", "Section"),
		        STR_ARG(under)));
	grid_row(&x->g, 3);
	if (t->source.n > 0)
		grid_text(&x->g, 0, muted, doc_source(x->k->mem, t->source, lang));
}

static str
before_data(struct table *x)
{
	struct sb b;
	str s;

	sb_init(&b, x->k->mem, OOXML_PART_MAX);
	sb_printf(&b,
	    "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" "
	    "workbookViewId=\"0\"><pane xSplit=\"1\" ySplit=\"%d\" topLeftCell=\"B%d\" "
	    "activePane=\"bottomRight\" state=\"frozen\"/></sheetView></sheetViews><cols>",
	    HEAD_ROW + x->head_rows - 1, HEAD_ROW + x->head_rows);
	for (int i = 0; i < x->n_col; i++)
		sb_printf(&b, "<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>", i + 1,
		    i + 1, x->width[i]);
	if (x->facts)
		sb_printf(&b, "<col min=\"%d\" max=\"%d\" width=\"40\" customWidth=\"1\"/>",
		    x->n_col + 1, x->n_col + 1);
	sb_lit(&b, "</cols>");
	must(sb_done(&b, &s));
	return s;
}

/* The drawing part that places a native chart beside its numbers. */
static void
put_chart(struct table *x, str name, const struct chart *c, struct rels *r, struct sb *after)
{
	struct book *k = x->k;
	struct chart_place at = {.row = HEAD_ROW};
	struct rels dr;
	struct sb b;
	str s;

	at.sheet = str_fmt(k->mem, "'%.*s'", STR_ARG(name));
	k->n_chart++;
	pkg_part(&k->pkg, str_fmt(k->mem, "xl/charts/chart%d.xml", k->n_chart),
	    "officedocument.drawingml.chart+xml", chart_xml(k->mem, c, &at, k->d));
	rels_init(&dr, k->mem);
	rels_add(&dr, "chart", str_fmt(k->mem, "../charts/chart%d.xml", k->n_chart), false);
	sb_init(&b, k->mem, OOXML_PART_MAX);
	sb_lit(&b,
	    XML_HEAD
	    "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" "
	    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">");
	sb_printf(&b,
	    "<xdr:twoCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row>"
	    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff>"
	    "<xdr:row>24</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=\"\">"
	    "<xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"%.*s\" descr=\"",
	    x->n_col + x->facts + 1, x->n_col + x->facts + 11, STR_ARG(name));
	xml_text(&b, c->desc);
	sb_lit(&b,
	    "\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
	    "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData "
	    "uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart "
	    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
	    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"/>"
	    "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>");
	must(sb_done(&b, &s));
	pkg_part(&k->pkg, str_fmt(k->mem, "xl/drawings/drawing%d.xml", k->n_chart),
	    "officedocument.drawing+xml", s);
	rels_part(&k->pkg, &dr,
	    str_fmt(k->mem, "xl/drawings/_rels/drawing%d.xml.rels", k->n_chart));
	sb_printf(after, "<drawing r:id=\"rId%d\"/>",
	    rels_add(r, "drawing", str_fmt(k->mem, "../drawings/drawing%d.xml", k->n_chart),
	        false));
}

void
sheet_table(struct book *k, const struct doc_node *t, str name, const struct chart *c,
    const struct doc_node *in)
{
	struct table x = {.k = k, .t = t, .in = in, .n_col = t->n_col, .g = {.book = k}};
	struct sheet s = {.name = name,
	    .caption = t->caption,
	    .unit = t->unit,
	    .source = t->source,
	    .under = heading_over(k->mem, in)};
	struct sb after;
	struct rels r;
	str merges, rest, data;

	x.width = arena_array(k->mem, (size_t)x.n_col, int);
	sb_init(&x.g.b, k->mem, OOXML_PART_MAX);
	sb_init(&x.merges, k->mem, OOXML_PART_MAX);
	sb_init(&after, k->mem, OOXML_PART_MAX);
	rels_init(&r, k->mem);
	x.chart = c != NULL;
	read_cells(&x);
	measure(&x);
	put_intro(&x);
	put_rows(&x);
	int remarks = put_remarks(&x);
	grid_end(&x.g);
	must(sb_done(&x.merges, &merges));
	if (x.n_merge > 0)
		sb_printf(&after, "<mergeCells count=\"%d\">%.*s</mergeCells>", x.n_merge,
		    STR_ARG(merges));
	sb_lit(&after,
	    "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
	    "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
	if (c != NULL)
		put_chart(&x, name, c, &r, &after);
	s.head_rows = x.head_rows;
	s.n_row = c == NULL ? x.n_row + remarks : 0;
	s.n_col = x.n_col;
	if (!sb_done(&x.g.b, &data) || !sb_done(&after, &rest)) {
		k->pkg.pack.out->full = true;
		return;
	}
	sheet_close(k, s, before_data(&x), data, rest, &r);
}
