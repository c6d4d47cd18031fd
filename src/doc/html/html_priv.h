/* html_priv.h -- what the files of the HTML writer share. */
#ifndef TERTIAL_DOC_HTML_PRIV_H
#define TERTIAL_DOC_HTML_PRIV_H

#include "doc/html/html.h"
#include "doc/html/html_esc.h"

/* Ids made by the writer hold an underscore, which ids of the tree never do (T7). */
struct html {
	struct sb *b;
	const struct doc *d; /* NULL for a chart on its own */
	const struct html_opts *o;
	enum lang lang;
	int heading_base;
	bool in_link; /* links do not nest: figures are plain here */
};

/* Words of the page itself. */
enum html_word {
	HW_SKIP,
	HW_CONTENTS,
	HW_NOTES,
	HW_NOTE,
	HW_BACK,
	HW_AS_TABLE,
	HW_TABLE_FOR,
	HW_BODY,
	HW_DATED,
	HW_STATE,
	HW_DECISION,
	HW_NOTICE,
	HW__COUNT
};
const char *html_word(const struct html *h, enum html_word w);

void html_blocks(struct html *h, const struct doc_node *parent);
void html_block(struct html *h, const struct doc_node *n);
void html_inlines(struct html *h, const struct doc_node *parent);
void html_table(struct html *h, const struct doc_node *n);
void html_figure(struct html *h, const struct doc_node *n);
void html_chart_figure(struct html *h, const struct chart *c, str id, int number, str source);
void html_icon(struct sb *b, enum doc_status st);
const char *html_status_class(enum doc_status st);
/* ` id="…" lang="…" dir="auto"`, each when the node calls for it. */
void html_attrs(struct html *h, const struct doc_node *n);

/* A picture that the file carries. */
void html_picture(struct html *h, const struct doc_image *im);
/* The rules of a theme, to stand after those of the style sheet (html_theme.c). */
void html_theme(struct sb *b, const struct doc_theme *t);

#endif
