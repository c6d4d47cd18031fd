/* ixbrl_block.c -- the tree in the elements of XHTML 1.1. */
#include "base/base64.h"
#include "doc/chart.h"
#include "doc/html/svg.h"
#include "doc/ixbrl/ixbrl_priv.h"

#define DRAWING_PT 600

static void
put_id(struct ixbrl *w, const struct doc_node *n)
{
	if (n->id.n > 0)
		sb_printf(&w->b, " id=\"%.*s\"", STR_ARG(n->id));
	if (n->lang.n > 0) {
		sb_lit(&w->b, " xml:lang=\"");
		xml_text(&w->b, n->lang);
		sb_lit(&w->b, "\"");
	}
}

static void
open_tag(struct ixbrl *w, const char *tag, const struct doc_node *n)
{
	sb_printf(&w->b, "<%s", tag);
	put_id(w, n);
	sb_chr(&w->b, '>');
}

static void
put_p(struct ixbrl *w, const char *class, str text)
{
	if (text.n == 0)
		return;
	sb_printf(&w->b, "<p class=\"%s\">", class);
	xml_text(&w->b, text);
	sb_lit(&w->b, "</p>\n");
}

static void
put_heading(struct ixbrl *w, const struct doc_node *n)
{
	int level = n->level + 1 > 6 ? 6 : n->level + 1;

	sb_printf(&w->b, "<h%d", level);
	put_id(w, n);
	sb_chr(&w->b, '>');
	xml_text(&w->b, n->numbering);
	if (n->numbering.n > 0)
		sb_chr(&w->b, ' ');
	ixbrl_inlines(w, n);
	sb_printf(&w->b, "</h%d>\n", level);
}

static void
put_defs(struct ixbrl *w, const struct doc_node *n)
{
	open_tag(w, "dl", n);
	for (const struct doc_node *t = n->first; t != NULL; t = t->next) {
		const char *tag = t->kind == DOC_TERM ? "dt" : "dd";

		open_tag(w, tag, t);
		ixbrl_inlines(w, t);
		sb_printf(&w->b, "</%s>\n", tag);
	}
	sb_lit(&w->b, "</dl>\n");
}

static void
put_cell(struct ixbrl *w, const struct doc_node *t, const struct doc_node *c, int col)
{
	enum doc_row_kind kind = c->parent->row_kind;
	bool head = kind == DOC_ROW_HEAD || c->header || (kind == DOC_ROW_GROUP && col == 0);
	const char *tag = head ? "th" : "td";

	sb_printf(&w->b, "<%s", tag);
	if (head)
		sb_printf(&w->b, " scope=\"%s\"", kind == DOC_ROW_HEAD ? "col" : "row");
	if (c->span > 1)
		sb_printf(&w->b, " colspan=\"%d\"", c->span);
	if (t->col[col].align == DOC_RIGHT)
		sb_lit(&w->b, " class=\"n\"");
	else if (col == 0 && c->parent->level > 0 && c->parent->level <= 3)
		sb_printf(&w->b, " class=\"in%d\"", c->parent->level);
	put_id(w, c);
	sb_chr(&w->b, '>');
	if (c->first != NULL && c->first->kind < DOC_TEXT)
		ixbrl_blocks(w, c);
	else
		ixbrl_inlines(w, c);
	sb_printf(&w->b, "</%s>", tag);
}

static void
put_row(struct ixbrl *w, const struct doc_node *t, const struct doc_node *r)
{
	static const char *const class_of[] = {[DOC_ROW_BODY] = "",
	    [DOC_ROW_HEAD] = "",
	    [DOC_ROW_GROUP] = " class=\"group\"",
	    [DOC_ROW_SUBTOTAL] = " class=\"sub\"",
	    [DOC_ROW_TOTAL] = " class=\"total\""};
	int col = 0;

	must((size_t)r->row_kind < COUNTOF(class_of));
	sb_printf(&w->b, "<tr%s>", class_of[r->row_kind]);
	for (const struct doc_node *c = r->first; c != NULL && col < t->n_col; c = c->next) {
		put_cell(w, t, c, col);
		col += c->span;
	}
	sb_lit(&w->b, "</tr>\n");
}

static void
put_table(struct ixbrl *w, const struct doc_node *t, bool captioned)
{
	const struct doc_node *r = t->first;

	sb_lit(&w->b, "<div class=\"tbl\"><div class=\"scroll\">");
	open_tag(w, "table", t);
	sb_lit(&w->b, "\n");
	if (captioned) {
		sb_lit(&w->b, "<caption>");
		xml_text(&w->b, doc_caption(w->mem, t, w->d->lang));
		sb_lit(&w->b, "</caption>\n");
	}
	sb_lit(&w->b, "<thead>\n");
	for (; r != NULL && r->row_kind == DOC_ROW_HEAD; r = r->next)
		put_row(w, t, r);
	sb_lit(&w->b, "</thead>\n");
	/* The schema wants a body, and rows in it. */
	sb_lit(&w->b, "<tbody>\n");
	if (r == NULL)
		sb_printf(&w->b, "<tr><td colspan=\"%d\"></td></tr>\n", t->n_col);
	for (; r != NULL; r = r->next)
		put_row(w, t, r);
	sb_lit(&w->b, "</tbody>\n</table></div>\n");
	if (t->source.n > 0)
		put_p(w, "src", doc_source(w->mem, t->source, w->d->lang));
	sb_lit(&w->b, "</div>\n");
}

static void
put_picture(struct ixbrl *w, const char *type, const void *data, size_t n, str alt)
{
	sb_printf(&w->b, "<div class=\"drawing\"><img src=\"data:image/%s;base64,", type);
	base64_put(&w->b, (str){data, n});
	sb_lit(&w->b, "\" alt=\"");
	xml_text(&w->b, alt);
	sb_lit(&w->b, "\"/></div>\n");
}

/* The picture and, below it, its numbers: tagged like any others. */
static void
put_chart(struct ixbrl *w, const struct doc_node *n)
{
	struct doc *t = doc_new(w->mem, w->d->lang);
	const struct svg_opts o = {.standalone = true,
	    .title = n->chart->title,
	    .desc = n->chart->desc};
	struct sb svg;
	str s;

	sb_init(&svg, w->mem, OOXML_PART_MAX);
	svg_write(chart_draw(w->mem, n->chart, DRAWING_PT, w->d->lang), &o, &svg);
	must(sb_done(&svg, &s));
	sb_lit(&w->b, "<div class=\"chart\"");
	put_id(w, n);
	sb_lit(&w->b, ">\n");
	put_p(w, "cap", doc_caption(w->mem, n, w->d->lang));
	put_picture(w, "svg+xml", s.p, s.n, n->chart->desc);
	put_p(w, "desc", n->chart->desc);
	struct doc_node *numbers = chart_table(t, t->root, n->chart);
	numbers->source = n->source;
	put_table(w, numbers, false);
	sb_lit(&w->b, "</div>\n");
}

static void
put_image(struct ixbrl *w, const struct doc_node *n)
{
	bool png = n->image->n > 0 && n->image->data[0] == 0x89;

	sb_lit(&w->b, "<div class=\"img\"");
	put_id(w, n);
	sb_lit(&w->b, ">\n");
	put_picture(w, png ? "png" : "jpeg", n->image->data, n->image->n, n->image->alt);
	put_p(w, "cap", doc_caption(w->mem, n, w->d->lang));
	sb_lit(&w->b, "</div>\n");
}

static void
put_container(struct ixbrl *w, const struct doc_node *n, const char *tag, const char *class)
{
	sb_printf(&w->b, "<%s", tag);
	put_id(w, n);
	if (class != NULL)
		sb_printf(&w->b, " class=\"%s\"", class);
	sb_lit(&w->b, ">\n");
	ixbrl_blocks(w, n);
	sb_printf(&w->b, "</%s>\n", tag);
}

void
ixbrl_blocks(struct ixbrl *w, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		switch (n->kind) {
		case DOC_HEADING:
			put_heading(w, n);
			break;
		case DOC_PARA:
			open_tag(w, n->remark ? "p class=\"rem\"" : "p", n);
			ixbrl_inlines(w, n);
			sb_lit(&w->b, "</p>\n");
			break;
		case DOC_LIST:
			put_container(w, n, n->ordered ? "ol" : "ul", NULL);
			break;
		case DOC_ITEM:
			put_container(w, n, "li", NULL);
			break;
		case DOC_QUOTE:
			put_container(w, n, "blockquote", NULL);
			break;
		case DOC_NOTICE:
			put_container(w, n, "div", "note");
			break;
		case DOC_SECTION:
			put_container(w, n, "div", "part");
			break;
		case DOC_TABLE:
			put_table(w, n, true);
			break;
		case DOC_CHART:
			put_chart(w, n);
			break;
		case DOC_IMAGE:
			put_image(w, n);
			break;
		case DOC_DEFS:
			put_defs(w, n);
			break;
		default:
			break; /* contents and page breaks belong to paper */
		}
	}
}

static void
put_wrapped(struct ixbrl *w, const struct doc_node *n, const char *tag)
{
	open_tag(w, tag, n);
	ixbrl_inlines(w, n);
	sb_printf(&w->b, "</%s>", tag);
}

static void
put_link(struct ixbrl *w, const struct doc_node *n)
{
	bool ok = doc_href_ok(n->href);

	if (ok) {
		sb_lit(&w->b, "<a href=\"");
		xml_text(&w->b, n->href);
		sb_lit(&w->b, "\">");
	}
	ixbrl_inlines(w, n);
	sb_str(&w->b, ok ? STR("</a>") : STR(""));
}

void
ixbrl_inlines(struct ixbrl *w, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		switch (n->kind) {
		case DOC_TEXT:
		case DOC_STATUS:
			if (n->lang.n > 0)
				open_tag(w, "span", n);
			xml_text(&w->b, n->text);
			sb_str(&w->b, n->lang.n > 0 ? STR("</span>") : STR(""));
			break;
		case DOC_STRONG:
			put_wrapped(w, n, "strong");
			break;
		case DOC_EMPH:
			put_wrapped(w, n, "em");
			break;
		case DOC_FACT:
			ixbrl_fact(w, n);
			break;
		case DOC_LINK:
			put_link(w, n);
			break;
		case DOC_FOOTNOTE:
			sb_printf(&w->b, "<sup><a id=\"nr_%d\" href=\"#note_%d\">%d</a></sup>",
			    n->number, n->number, n->number);
			break;
		case DOC_LINE_BREAK:
			sb_lit(&w->b, "<br/>");
			break;
		default:
			never("a block among inlines: doc_finish lets none through");
		}
	}
}

void
ixbrl_notes(struct ixbrl *w)
{
	const struct doc_node *root = w->d->root;
	bool any = false;

	for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root)) {
		if (n->kind != DOC_FOOTNOTE)
			continue;
		if (!any)
			sb_printf(&w->b, "<h2>%s</h2>\n<ol>\n",
			    w->d->lang == LANG_SV ? "Noter" : "Notes");
		any = true;
		sb_printf(&w->b, "<li id=\"note_%d\">", n->number);
		ixbrl_inlines(w, n);
		sb_printf(&w->b, " <a href=\"#nr_%d\">↩</a></li>\n", n->number);
	}
	sb_str(&w->b, any ? STR("</ol>\n") : STR(""));
}
