/* html_table.c -- tables: caption, header cells with scope, aligned figures. */
#include "doc/html/html_priv.h"

#define WIDE_COLS 7   /* from here on a table is packed closer */
#define NUMBER_MAX 24 /* bytes; more than this in a column of numbers is words */

static bool
is_empty(const struct doc_node *cell)
{
	for (const struct doc_node *n = cell->first; n != NULL; n = doc_next(n, cell))
		if (n->text.n > 0)
			return false;
	return true;
}

static const char *
scope_of(const struct doc_node *row, const struct doc_node *cell)
{
	if (row->row_kind == DOC_ROW_HEAD)
		return cell->span > 1 ? "colgroup" : "col";
	return row->row_kind == DOC_ROW_GROUP ? "rowgroup" : "row";
}

/* A day alone in its cell: it is not broken over lines, however narrow the table. */
static bool
is_date(str s)
{
	date day;

	return date_parse(s, &day);
}

static const char *
align_class(struct html *h, const struct doc_node *table, const struct doc_node *cell, int col)
{
	if (cell->span > 1 && cell->span < table->n_col)
		return "c";
	switch (table->col[col].align) {
	case DOC_RIGHT:
		return doc_plain(h->b->mem, cell).n > NUMBER_MAX ? "n w" : "n";
	case DOC_CENTER:
		return "c";
	default:
		return is_date(doc_plain(h->b->mem, cell)) ? "date" : NULL;
	}
}

static void
put_cell(struct html *h, const struct doc_node *table, const struct doc_node *cell, int col)
{
	const struct doc_node *row = cell->parent;
	bool header = (cell->header || row->row_kind == DOC_ROW_HEAD ||
	                  (row->row_kind == DOC_ROW_GROUP && col == 0)) &&
	    !is_empty(cell);
	const char *align = align_class(h, table, cell, col);

	sb_str(h->b, header ? STR("<th") : STR("<td"));
	if (header)
		sb_printf(h->b, " scope=\"%s\"", scope_of(row, cell));
	if (cell->span > 1)
		sb_printf(h->b, " colspan=\"%d\"", cell->span);
	if (align != NULL)
		sb_printf(h->b, " class=\"%s\"", align);
	else if (col == 0 && row->level > 0 && row->level <= 3)
		sb_printf(h->b, " class=\"in%d\"", row->level);
	html_attrs(h, cell);
	sb_lit(h->b, ">");
	if (cell->first != NULL && cell->first->kind < DOC_TEXT)
		html_blocks(h, cell);
	else
		html_inlines(h, cell);
	sb_str(h->b, header ? STR("</th>") : STR("</td>"));
}

static void
put_row(struct html *h, const struct doc_node *table, const struct doc_node *row)
{
	static const char *const class_of[] = {
	    [DOC_ROW_BODY] = "",
	    [DOC_ROW_HEAD] = "",
	    [DOC_ROW_GROUP] = " class=\"group\"",
	    [DOC_ROW_SUBTOTAL] = " class=\"sub\"",
	    [DOC_ROW_TOTAL] = " class=\"total\"",
	};
	int col = 0;

	must((size_t)row->row_kind < COUNTOF(class_of));
	sb_printf(h->b, "<tr%s>", class_of[row->row_kind]);
	for (const struct doc_node *c = row->first; c != NULL && col < table->n_col; c = c->next) {
		put_cell(h, table, c, col);
		col += c->span;
	}
	sb_lit(h->b, "</tr>\n");
}

static void
put_rows(struct html *h, const struct doc_node *table)
{
	const struct doc_node *r = table->first;

	sb_lit(h->b, "<thead>\n");
	for (; r != NULL && r->row_kind == DOC_ROW_HEAD; r = r->next)
		put_row(h, table, r);
	sb_lit(h->b, "</thead>\n");
	if (r == NULL)
		return;
	sb_lit(h->b, "<tbody>\n");
	for (bool first = true; r != NULL; r = r->next, first = false) {
		/* A group header is the header of its own body. */
		if (r->row_kind == DOC_ROW_GROUP && !first)
			sb_lit(h->b, "</tbody>\n<tbody>\n");
		put_row(h, table, r);
	}
	sb_lit(h->b, "</tbody>\n");
}

static void
put_caption(struct html *h, const struct doc_node *n)
{
	sb_lit(h->b, "<caption id=\"");
	html_text(h->b, n->id);
	sb_lit(h->b, "_c\"><span class=\"cap\">");
	html_text(h->b, doc_caption(h->b->mem, n, h->lang));
	sb_lit(h->b, "</span></caption>\n");
}

void
html_table(struct html *h, const struct doc_node *n)
{
	sb_printf(h->b, "<div class=\"tbl%s\"",
	    n->landscape || n->n_col >= WIDE_COLS ? " wide" : "");
	html_attrs(h, n);
	/* What may scroll must be reachable by keyboard, and so needs a name. */
	sb_lit(h->b, ">\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"");
	html_text(h->b, n->id);
	sb_lit(h->b, "_c\">\n<table>\n");
	put_caption(h, n);
	put_rows(h, n);
	sb_lit(h->b, "</table>\n</div>\n");
	if (n->source.n > 0) {
		sb_lit(h->b, "<p class=\"src\">");
		html_text(h->b, doc_source(h->b->mem, n->source, h->lang));
		sb_lit(h->b, "</p>\n");
	}
	sb_lit(h->b, "</div>\n");
}
