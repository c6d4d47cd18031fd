/* html.h -- a document tree as HTML: one file that needs nothing else.
 *
 * The page has no script, no inline style attribute and no address outside
 * itself: it opens from a disk in twenty years, and passes a strict content
 * security policy when it is served.  A fragment is the same content without
 * head and body, for a page that links html_css as a style sheet.
 *
 * Invariants
 *   (W1) every text goes through html_text and every address through
 *        doc_href_ok: data never becomes markup.
 *   (W2) a status is a word and a shape; colour only repeats them.
 *   (W3) the same tree and options give the same bytes.
 *
 * The tree must have passed doc_finish.  Scratch memory comes from the
 * builder's arena; what does not fit the builder's limit sets its `full`. */
#ifndef TERTIAL_DOC_HTML_H
#define TERTIAL_DOC_HTML_H

#include "doc/chart.h"

/* A stretch of a node's text that is told apart: by colour, a sign and a word. */
struct html_mark {
	const struct doc_node *node; /* DOC_TEXT or DOC_FACT */
	size_t from, end;            /* in its text */
	const char *id;              /* [a-z]: of the class "mark-ID" */
	const char *sign;            /* after the text, for the eye */
	str word;                    /* after the text, for the ear */
};

/* What stands behind a figure.  Texts as they are to be read, "" where there is nothing. */
struct html_input {
	str label, value;
};
struct html_source {
	str fact; /* its name: what a figure of the tree points here by */
	str label, value, formula, from;
	const struct html_input *input;
	size_t n_input;
};

struct html_opts {
	bool fragment; /* the content only, inside <div class="doc"> */
	str css_href;  /* whole page: link this style sheet instead of carrying it; "" carry */
	str fact_base; /* a figure links to this + its name, percent-encoded; "" no links */
	const struct html_mark *mark; /* sorted by node, then from; those of one node apart */
	size_t n_mark;
	const struct html_source *source; /* without fact_base: a figure links to its own, told
	                                   * at the end of the page or on a page of its own */
	size_t n_source;
	int heading_base; /* fragment: the HTML level of a level-1 heading; 0 means 2 */
};

void html_write(const struct doc *d, const struct html_opts *o, struct sb *b);
/* The same as pages that link to each other, one for each heading of the first level, with
 * style sheet and images beside them: nothing in them needs more than
 * "default-src 'none'; style-src 'self'; img-src 'self'".  The first is index.html. */
struct html_file {
	str name, bytes;
};
bool html_folder(const struct doc *d, const struct html_opts *o, struct arena *mem,
    struct html_file **v, size_t *n, struct err *e) MUST_USE;
/* One node and what is under it, to stand inside an element of class "doc". */
void
html_node(const struct doc *d, const struct doc_node *n, const struct html_opts *o, struct sb *b);
/* A chart outside any document; `id` names its elements, [a-z0-9-]. */
void
html_chart(const struct chart *c, str id, const struct html_opts *o, enum lang lang, struct sb *b);
/* One series as a line for a table cell: its title and description are its name. */
void html_sparkline(const struct chart *c, enum lang lang, struct sb *b);
/* The style sheet: all its rules are under .doc, :root tokens apart. */
str html_css(void);
/* The rules of a theme, to stand after those of the style sheet (html_theme.c). */
void html_theme(struct sb *b, const struct doc_theme *t);

#endif
