/* html_block.c -- headings, paragraphs, lists, notices, definitions. */
#include "doc/html/html_priv.h"

static void
put_heading(struct html *h, const struct doc_node *n)
{
	int level = h->heading_base + n->level - 1;

	/* HTML ends at h6; deeper ones say their level in words. */
	if (level > 6)
		sb_printf(h->b, "<div class=\"h\" role=\"heading\" aria-level=\"%d\"", level);
	else
		sb_printf(h->b, "<h%d", level);
	html_attrs(h, n);
	sb_lit(h->b, ">");
	if (n->numbering.n > 0) {
		sb_lit(h->b, "<span class=\"no\">");
		html_text(h->b, n->numbering);
		sb_lit(h->b, "</span> ");
	}
	html_inlines(h, n);
	if (level > 6)
		sb_lit(h->b, "</div>\n");
	else
		sb_printf(h->b, "</h%d>\n", level);
}

static void
put_inline_block(struct html *h, const struct doc_node *n, const char *tag)
{
	sb_printf(h->b, n->remark ? "<%s class=\"rem\"" : "<%s", tag);
	html_attrs(h, n);
	sb_lit(h->b, ">");
	html_inlines(h, n);
	sb_printf(h->b, "</%s>\n", tag);
}

static void
put_container(struct html *h, const struct doc_node *n, const char *open, const char *tag)
{
	sb_printf(h->b, "<%s", open);
	html_attrs(h, n);
	sb_lit(h->b, ">\n");
	html_blocks(h, n);
	sb_printf(h->b, "</%s>\n", tag);
}

/* An item of one paragraph needs no paragraph. */
static void
put_item(struct html *h, const struct doc_node *n)
{
	const struct doc_node *first = n->first;

	sb_lit(h->b, "<li");
	html_attrs(h, n);
	sb_lit(h->b, ">");
	if (first != NULL && first->next == NULL && first->kind == DOC_PARA && first->id.n == 0 &&
	    first->lang.n == 0)
		html_inlines(h, first);
	else
		html_blocks(h, n);
	sb_lit(h->b, "</li>\n");
}

static void
put_notice(struct html *h, const struct doc_node *n)
{
	sb_printf(h->b, "<div class=\"note note-%s\" role=\"note\"", html_status_class(n->status));
	html_attrs(h, n);
	sb_lit(h->b, ">");
	html_icon(h->b, n->status);
	sb_lit(h->b, "<div>\n");
	html_blocks(h, n);
	sb_lit(h->b, "</div></div>\n");
}

static void
put_defs(struct html *h, const struct doc_node *n)
{
	sb_str(h->b, doc_is_key_figures(h->b->mem, n) ? STR("<dl class=\"keys\"") : STR("<dl"));
	html_attrs(h, n);
	sb_lit(h->b, ">\n");
	/* Each label with its values in one group, so that they stay together. */
	for (const struct doc_node *t = n->first; t != NULL;) {
		sb_lit(h->b, "<div>");
		for (; t != NULL && t->kind == DOC_TERM; t = t->next)
			put_inline_block(h, t, "dt");
		for (; t != NULL && t->kind == DOC_DESC; t = t->next)
			put_inline_block(h, t, "dd");
		sb_lit(h->b, "</div>\n");
	}
	sb_lit(h->b, "</dl>\n");
}

void
html_block(struct html *h, const struct doc_node *n)
{
	switch (n->kind) {
	case DOC_HEADING:
		put_heading(h, n);
		break;
	case DOC_PARA:
		put_inline_block(h, n, "p");
		break;
	case DOC_LIST:
		put_container(h, n, n->ordered ? "ol" : "ul", n->ordered ? "ol" : "ul");
		break;
	case DOC_ITEM:
		put_item(h, n);
		break;
	case DOC_QUOTE:
		put_container(h, n, "blockquote", "blockquote");
		break;
	case DOC_NOTICE:
		put_notice(h, n);
		break;
	case DOC_SECTION:
		/* Only what has a heading is a section to a reader who jumps between them. */
		if (n->first != NULL && n->first->kind == DOC_HEADING)
			put_container(h, n, "section", "section");
		else
			put_container(h, n, "div class=\"part\"", "div");
		break;
	case DOC_TABLE:
		html_table(h, n);
		break;
	case DOC_CHART:
	case DOC_IMAGE:
		html_figure(h, n);
		break;
	case DOC_DEFS:
		put_defs(h, n);
		break;
	case DOC_TOC:
		break; /* the contents stand beside the text, not in it */
	case DOC_PAGE_BREAK:
		sb_lit(h->b, "<hr class=\"brk\">\n");
		break;
	default:
		never("a kind that is no block: doc_finish lets none through");
	}
}

void
html_blocks(struct html *h, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next)
		html_block(h, n);
}
