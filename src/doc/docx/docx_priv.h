/* docx_priv.h -- what the files of the DOCX writer share.  Lengths are twips
 * (1/20 point) unless the name says otherwise. */
#ifndef TERTIAL_DOC_DOCX_PRIV_H
#define TERTIAL_DOC_DOCX_PRIV_H

#include "doc/docx/docx.h"
#include "doc/ooxml/ooxml.h"

#define PAGE_W 11906
#define PAGE_H 16838
#define MARGIN 1134
#define EMU_PER_TWIP 635

struct docx {
	struct arena *mem;
	const struct doc *d;
	struct pkg pkg;
	struct rels rels;        /* of word/document.xml */
	struct sb b;             /* its body */
	struct sb notes;         /* footnotes.xml */
	struct sb nums;          /* w:num of ordered lists */
	int n_num;               /* numbers given out so far */
	int bullets;             /* w:num of all bullet lists */
	int ordered;             /* w:abstractNum of ordered lists; that of bullets is one less */
	int note_base;           /* added to the numbers of notes */
	int drawing_base;        /* added to the numbers of drawings */
	int room;                /* width of the text; 0: as the page has it */
	const char *part_prefix; /* what the names of charts and images begin with */
	bool filling;            /* a customer's document: its pages are its own */
	int n_chart, n_media, n_bookmark, n_section;
	int list_depth;
	bool wide;    /* the page lies down here */
	bool in_note; /* inside a footnote: its links cannot be external */
	bool in_link;
	str look[DOC_ROW_TOTAL + 1]; /* of the cells of each kind of row, once it is asked for */
	bool strong;                 /* values of labels are key figures */
};

int docx_text_width(const struct docx *w);

/* Styles that the parts agree on. */
void docx_block(struct docx *w, const struct doc_node *n, const char *style);
void docx_blocks(struct docx *w, const struct doc_node *parent, const char *style);
/* A paragraph with the inlines of n; `extra` goes into its properties. */
void docx_para(struct docx *w, const struct doc_node *n, const char *style, str extra);
void docx_inlines(struct docx *w, struct sb *b, const struct doc_node *parent);
void docx_run(struct docx *w, struct sb *b, str text, const char *props);
void docx_table(struct docx *w, const struct doc_node *t);
void docx_chart(struct docx *w, const struct doc_node *n);
void docx_image(struct docx *w, const struct doc_node *n);
/* An image on a line of its own, in the given style, at most `most` wide. */
void
docx_picture(struct docx *w, const struct doc_image *im, str name, const char *style, int most);
/* "Tabell 3. Drift (tkr)", its number a field; anchored when the node has an id. */
void docx_caption(struct docx *w, const struct doc_node *n, bool keep_next);
void docx_source(struct docx *w, str source);
/* The bookmark of an anchor: Word knows letters, digits and underscores, 40 at most. */
str docx_bookmark(struct arena *mem, str id);
void docx_open_bookmark(struct docx *w, str id);
void docx_close_bookmark(struct docx *w, str id);
/* End a section here: what stood before it lies as the page does. */
void docx_section(struct docx *w, struct sb *b, bool last);
void docx_static_parts(struct docx *w);
/* One style of ours, for a document that has none of that name; "" for no such style. */
str docx_style_xml(struct docx *w, str id);
/* The name that Word knows a style by, "heading 1" of Heading1; "" for no such style. */
str docx_style_name(str id);
void docx_levels(struct sb *b, bool ordered);
const char *docx_word(const struct docx *w, const char *sv, const char *en);

#endif
