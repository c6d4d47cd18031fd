/* html_priv.h -- what the files of the HTML writer share. */
#ifndef TERTIAL_DOC_HTML_PRIV_H
#define TERTIAL_DOC_HTML_PRIV_H

#include "base/map.h"
#include "doc/html/html.h"
#include "doc/html/html_esc.h"

/* Ids made by the writer hold an underscore, which ids of the tree never do (T7). */
/* Several pages: where each anchor is. */
struct html_site {
	struct map page_of; /* id -> number of its page */
	str *name;          /* of each page's file */
	size_t n;
	str source_page; /* where figures are explained */
};

struct html {
	struct sb *b;
	const struct doc *d; /* NULL for a chart on its own */
	const struct html_opts *o;
	enum lang lang;
	int heading_base;
	bool in_link;                 /* links do not nest: figures are plain here */
	struct map sources;           /* name of a figure -> its place in o->source */
	const struct html_site *site; /* NULL: everything is on this page */
	size_t page;                  /* of the site */
	str page_id;                  /* the heading that this page begins with */
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
	HW_SOURCES,
	HW_MADE_OF,
	HW_COMES_FROM,
	HW_NEXT,
	HW_PREVIOUS,
	HW_PAGES,
	HW__COUNT
};
const char *html_word(const struct html *h, enum html_word w);

struct html html_start(const struct doc *d, const struct html_opts *o, struct sb *b);
void html_head(struct html *h, str page_title);
void html_cover(struct html *h);
void html_contents(struct html *h);
/* The notes of the blocks from `from` to before `to`. */
void html_notes(struct html *h, const struct doc_node *from, const struct doc_node *to);
/* What every figure is made of, folded together; nothing where that is not told. */
void html_sources(struct html *h);
void html_source_list(struct html *h);
void html_foot(struct html *h);
/* "#id", with the name of its page where that is another one. */
void html_anchor(struct html *h, str id);
/* Whether a figure is explained, and the address where. */
bool html_has_source(const struct html *h, str fact);
void html_source_anchor(struct html *h, str fact);
void html_blocks(struct html *h, const struct doc_node *parent);
void html_block(struct html *h, const struct doc_node *n);
void html_inlines(struct html *h, const struct doc_node *parent);
void html_table(struct html *h, const struct doc_node *n);
void html_figure(struct html *h, const struct doc_node *n);
void html_chart_figure(struct html *h, const struct chart *c, str id, int number, str source);
/* The file of an image, where images stand beside the pages. */
str html_image_name(struct arena *mem, str id, const struct doc_image *im);
#define HTML_LOGO_ID "logo_" /* no id of the tree has an underscore (T7) */
void html_icon(struct sb *b, enum doc_status st);
const char *html_status_class(enum doc_status st);
/* ` id="…" lang="…" dir="auto"`, each when the node calls for it. */
void html_attrs(struct html *h, const struct doc_node *n);

/* A picture that the file carries. */
void html_picture(struct html *h, str id, const struct doc_image *im);

#endif
