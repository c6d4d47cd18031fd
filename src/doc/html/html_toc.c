/* html_toc.c -- the contents beside the text, and where an anchor is. */
#include "base/map.h"
#include "doc/html/html_priv.h"

void
html_anchor(struct html *h, str id)
{
	size_t page = h->site != NULL ? map_find(&h->site->page_of, id) : MAP_NONE;

	if (page != MAP_NONE && page != h->page)
		html_text(h->b, h->site->name[page]);
	sb_lit(h->b, "#");
	html_text(h->b, id);
}

static void
put_contents_item(struct html *h, const struct doc_node *n)
{
	sb_lit(h->b, "<li><a href=\"");
	html_anchor(h, n->id);
	/* On a page of several, where the reader is. */
	sb_str(h->b,
	    h->site != NULL && n->id.n > 0 && str_eq(n->id, h->page_id)
	        ? STR("\" aria-current=\"page\">")
	        : STR("\">"));
	if (n->numbering.n > 0) {
		sb_lit(h->b, "<span class=\"no\">");
		html_text(h->b, n->numbering);
		sb_lit(h->b, "</span> ");
	}
	html_text(h->b, doc_plain(h->b->mem, n));
	sb_lit(h->b, "</a>");
}

void
html_contents(struct html *h)
{
	const struct doc_node *root = h->d->root;
	int open = 0, levels = doc_toc_levels(root);

	for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root)) {
		if (!doc_in_toc(n, levels))
			continue;
		if (open == 0)
			sb_printf(h->b,
			    "<nav class=\"toc\" aria-labelledby=\"toc_h\">\n"
			    "<h2 id=\"toc_h\">%s</h2>\n",
			    html_word(h, HW_CONTENTS));
		if (open > 0 && n->level <= open)
			sb_lit(h->b, "</li>\n");
		for (; open > n->level; open--)
			sb_lit(h->b, "</ol>\n</li>\n");
		/* A parent that is left out of the contents still opens its level. */
		for (; open < n->level; open++)
			sb_str(h->b, open + 1 < n->level ? STR("<ol>\n<li>") : STR("<ol>\n"));
		put_contents_item(h, n);
	}
	if (open == 0)
		return;
	sb_lit(h->b, "</li>\n</ol>\n");
	for (; open > 1; open--)
		sb_lit(h->b, "</li>\n</ol>\n");
	sb_lit(h->b, "</nav>\n");
}
