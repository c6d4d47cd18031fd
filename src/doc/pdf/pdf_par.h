/* pdf_par.h -- paragraphs: inline nodes become items, items become lines.
 *
 * Lines are chosen for the whole paragraph at once (least squares of the unused
 * width; Knuth and Plass, 1981), first without and, if a line stays too short,
 * with division of words. */
#ifndef TERTIAL_DOC_PDF_PAR_H
#define TERTIAL_DOC_PDF_PAR_H

#include "doc/pdf/pdf_ctx.h"

enum pdf_item_kind { ITEM_WORD, ITEM_ICON, ITEM_BREAK };

struct pdf_item {
	const struct pdf_word *word;
	struct pdf_elem *el;
	struct pdf_elem *space_el; /* where the space before it was read */
	struct pdf_link *link;
	struct pdf_note *note;
	double w, space_w; /* points; space_w of the space before it */
	float size, rise;
	uint8_t kind, face, color, icon;
	bool space; /* white space stands before it */
	bool glued; /* no line should begin here */
};

/* An inline link: where it leads, while its items are laid out. */
struct pdf_link {
	struct pdf_elem *el;
	str href;
	size_t anchor;
	str contents;
};

struct pdf_line {
	int from, to;                  /* items [from, to] */
	uint16_t from_glyph, to_glyph; /* of the first and in the last item; to: end */
	bool hyphen;
	double w;
};

struct pdf_par {
	const struct pdf_style *style;
	struct pdf_elem *el;
	struct pdf_item *item;
	size_t n, room;
	struct pdf_line *line;
	int n_line;
	double lead;
	bool n_notes; /* some item calls a footnote */
};

void pdf_par_init(struct pdf_par *p, const struct pdf_style *s, struct pdf_elem *el);
/* Add the inline nodes from `first` on. */
void pdf_par_nodes(struct pdf_ctx *c, struct pdf_par *p, const struct doc_node *first);
void pdf_par_text(struct pdf_ctx *c, struct pdf_par *p, str text);
/* Text in a face and colour of its own, in the paragraph's element. */
void pdf_par_styled(struct pdf_ctx *c, struct pdf_par *p, str text, enum pdf_face face,
    enum pdf_color color);
/* Make all of it k times as large. */
void pdf_par_scale(struct pdf_par *p, double k);
void pdf_par_break(struct pdf_ctx *c, struct pdf_par *p, double width);
/* The width of all in one line, and of the widest piece that cannot be divided. */
void pdf_par_measure(const struct pdf_par *p, double *natural, double *narrowest);
/* The least width in which it takes at most `lines` lines, undivided. */
double pdf_par_width_for(const struct pdf_par *p, int lines);
/* The width of the widest status: shape and words that should not be parted. */
double pdf_par_solid(const struct pdf_par *p);
/* Print line `i` with its baseline at y. */
void pdf_par_put(struct pdf_ctx *c, const struct pdf_par *p, int i, double x, double y,
    double width, enum doc_align align);
/* From a line's top to its baseline. */
double pdf_par_ascent(const struct pdf_ctx *c, const struct pdf_par *p);
/* The shape of a status, `size` high, standing on the baseline y. */
void pdf_icon(struct pdf_ctx *c, struct pdf_page *pg, enum doc_status st, double x, double y,
    double size);

#endif
