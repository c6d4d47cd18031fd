/* html_inline.c -- running text: figures, statuses, links and notes. */
#include "doc/html/html_priv.h"

static bool
holds_rtl(const struct doc_node *root)
{
	for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root))
		if (doc_has_rtl(n->text))
			return true;
	return false;
}

void
html_attrs(struct html *h, const struct doc_node *n)
{
	bool words = n->kind == DOC_HEADING || n->kind == DOC_PARA || n->kind == DOC_CELL ||
	    n->kind == DOC_TERM || n->kind == DOC_DESC;

	if (n->id.n > 0) {
		sb_lit(h->b, " id=\"");
		html_text(h->b, n->id);
		sb_lit(h->b, "\"");
	}
	if (n->lang.n > 0) {
		sb_lit(h->b, " lang=\"");
		html_text(h->b, n->lang);
		sb_lit(h->b, "\"");
	}
	if (words && holds_rtl(n))
		sb_lit(h->b, " dir=\"auto\"");
}

const char *
html_status_class(enum doc_status st)
{
	static const char *const name[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = "none",
	    [DOC_ST_MET] = "met",
	    [DOC_ST_PARTLY] = "partly",
	    [DOC_ST_NOT] = "not",
	    [DOC_ST_INFO] = "info",
	};

	must(st < DOC_ST__COUNT);
	return name[st];
}

void
html_icon(struct sb *b, enum doc_status st)
{
	/* Each has an outline of its own, so that shape alone tells them apart. */
	static const char *const shape[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] =
	        "<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.2\"/><path class=\"o\" d=\"M5 8h6\"/>",
	    [DOC_ST_MET] = "<circle class=\"f\" cx=\"8\" cy=\"8\" r=\"7\"/>"
	                   "<path class=\"i\" d=\"M4.6 8.3l2.4 2.4 4.5-4.9\"/>",
	    [DOC_ST_PARTLY] = "<path class=\"f\" d=\"M8 1.2 15.2 14.4H.8z\"/>"
	                      "<path class=\"i\" d=\"M8 6v4M8 11.9v.5\"/>",
	    [DOC_ST_NOT] =
	        "<rect class=\"f\" x=\"1.2\" y=\"1.2\" width=\"13.6\" height=\"13.6\" rx=\"2\"/>"
	        "<path class=\"i\" d=\"M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6\"/>",
	    [DOC_ST_INFO] = "<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.2\"/>"
	                    "<path class=\"o\" d=\"M8 7.4v4M8 4.6v.5\"/>",
	};

	must(st < DOC_ST__COUNT);
	sb_lit(b,
	    "<svg class=\"ico\" aria-hidden=\"true\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\">");
	sb_str(b, str_of(shape[st]));
	sb_lit(b, "</svg>");
}

static void
put_status(struct html *h, const struct doc_node *n)
{
	sb_printf(h->b, "<span class=\"st st-%s\">", html_status_class(n->status));
	html_icon(h->b, n->status);
	html_text(h->b, n->text);
	sb_lit(h->b, "</span>");
}

/* The first mark of a node, or NULL. */
static const struct html_mark *
first_mark(const struct html *h, const struct doc_node *n)
{
	size_t low = 0, high = h->o->n_mark;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if ((uintptr_t)h->o->mark[mid].node < (uintptr_t)n)
			low = mid + 1;
		else
			high = mid;
	}
	return low < h->o->n_mark && h->o->mark[low].node == n ? &h->o->mark[low] : NULL;
}

static void
mark_open(struct html *h, const struct html_mark *m)
{
	sb_printf(h->b, "<span class=\"mark mark-%s\">", m->id);
}

static void
mark_close(struct html *h, const struct html_mark *m)
{
	sb_printf(h->b, "<span class=\"sign\" aria-hidden=\"true\">%s</span><span class=\"vh\"> (",
	    m->sign);
	html_text(h->b, m->word);
	sb_lit(h->b, ")</span></span>");
}

/* Text with its marks. */
static void
put_words(struct html *h, const struct doc_node *n)
{
	const struct html_mark *m = first_mark(h, n), *end = h->o->mark + h->o->n_mark;
	size_t at = 0;

	for (; m != NULL && m < end && m->node == n; m++) {
		must(m->from >= at && m->end <= n->text.n);
		html_text(h->b, str_sub(n->text, at, m->from));
		mark_open(h, m);
		html_text(h->b, str_sub(n->text, m->from, m->end));
		mark_close(h, m);
		at = m->end;
	}
	html_text(h->b, str_sub(n->text, at, n->text.n));
}

static void
put_fact(struct html *h, const struct doc_node *n)
{
	const struct html_mark *m = first_mark(h, n);
	bool away = h->o->fact_base.n > 0;
	bool link = !h->in_link && n->fact.n > 0 && (away || html_has_source(h, n->fact));

	if (m != NULL)
		mark_open(h, m);
	sb_str(h->b, link ? STR("<a class=\"fact\" href=\"") : STR("<span class=\"fact\""));
	if (link) {
		html_text(h->b, h->o->fact_base);
		if (away)
			html_url_part(h->b, n->fact);
		else
			html_source_anchor(h, n->fact);
		sb_lit(h->b, "\"");
	}
	sb_lit(h->b, " data-fact=\"");
	html_text(h->b, n->fact);
	sb_lit(h->b, "\">");
	html_text(h->b, n->text);
	sb_str(h->b, link ? STR("</a>") : STR("</span>"));
	if (m != NULL)
		mark_close(h, m);
}

static void
put_link(struct html *h, const struct doc_node *n)
{
	bool link = doc_href_ok(n->href) && !h->in_link;
	bool was = h->in_link;

	if (link) {
		sb_lit(h->b, "<a href=\"");
		if (n->href.n > 0 && n->href.p[0] == '#')
			html_anchor(h, str_sub(n->href, 1, n->href.n));
		else
			html_text(h->b, n->href);
		sb_lit(h->b, "\">");
	}
	h->in_link = true;
	html_inlines(h, n);
	h->in_link = was;
	if (link)
		sb_lit(h->b, "</a>");
}

static void
put_note_mark(struct html *h, const struct doc_node *n)
{
	sb_printf(h->b,
	    "<sup class=\"nr\"><a id=\"nr_%d\" href=\"#note_%d\" aria-label=\"%s %d\">%d</a></sup>",
	    n->number, n->number, html_word(h, HW_NOTE), n->number, n->number);
}

static void
put_plain(struct html *h, const struct doc_node *n)
{
	if (n->lang.n == 0) {
		put_words(h, n);
		return;
	}
	sb_lit(h->b, "<span");
	html_attrs(h, n);
	sb_lit(h->b, ">");
	put_words(h, n);
	sb_lit(h->b, "</span>");
}

static void
put_wrapped(struct html *h, const struct doc_node *n, const char *tag)
{
	sb_printf(h->b, "<%s", tag);
	html_attrs(h, n);
	sb_lit(h->b, ">");
	html_inlines(h, n);
	sb_printf(h->b, "</%s>", tag);
}

void
html_inlines(struct html *h, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		switch (n->kind) {
		case DOC_TEXT:
			put_plain(h, n);
			break;
		case DOC_STRONG:
			put_wrapped(h, n, "strong");
			break;
		case DOC_EMPH:
			put_wrapped(h, n, "em");
			break;
		case DOC_FACT:
			put_fact(h, n);
			break;
		case DOC_STATUS:
			put_status(h, n);
			break;
		case DOC_LINK:
			put_link(h, n);
			break;
		case DOC_FOOTNOTE:
			put_note_mark(h, n);
			break;
		case DOC_LINE_BREAK:
			sb_lit(h->b, "<br>");
			break;
		default:
			never("a block among inlines: doc_finish lets none through");
		}
	}
}
