/* pdf_page.h -- pages as drawing surfaces.
 *
 * Coordinates are given from the top left corner, y downwards; they are turned
 * when written.  A page has two layers: `back` is decoration and becomes one
 * artifact, drawn first; `front` is content, every mark of it inside the
 * structure element that is open, or an artifact (P2). */
#ifndef TERTIAL_DOC_PDF_PAGE_H
#define TERTIAL_DOC_PDF_PAGE_H

#include "doc/pdf/pdf_font.h"
#include "doc/pdf/pdf_struct.h"

struct pdf_paint { /* one layer and its graphics state */
	struct sb b;
	uint32_t fill, stroke; /* 0xRRGGBB */
	double width;
	int dash;
	int face; /* font and size in force; -1 none */
	double size;
};

struct pdf_page {
	int index;
	double w, h;
	struct pdf_paint back, front;
	struct pdf_elem **owner; /* by MCID */
	size_t n_owner, owner_room;
	struct pdf_elem *open; /* element whose marked content is open */
	bool artifact;         /* an artifact is open */
	int *annot;            /* objects */
	size_t n_annot, annot_room;
	int *image; /* image numbers used */
	size_t n_image, image_room;
	str chapter; /* for the running head */
	bool bare;   /* no running head or foot */
	bool figure; /* a figure's place on it is known already */
};

void pdf_page_init(struct pdf_page *p, struct arena *mem, int index, double w, double h);

/* Turn a page by a quarter, with what stands on it at its top. */
void pdf_page_lie(struct pdf_page *p);

/* Open el's marked content, if it is not open already. */
void pdf_mark(struct pdf_page *p, struct pdf_tree *t, struct pdf_elem *el);
void pdf_artifact(struct pdf_page *p);
void pdf_unmark(struct pdf_page *p);

/* Drawing in a layer. */
void pdf_fill(struct pdf_paint *l, uint32_t rgb);
void pdf_stroke(struct pdf_paint *l, uint32_t rgb, double width, int dash);
void
pdf_rect(const struct pdf_page *p, struct pdf_paint *l, double x, double y, double w, double h);
void pdf_round_rect(const struct pdf_page *p, struct pdf_paint *l, double x, double y, double w,
    double h, double r);
void pdf_move(const struct pdf_page *p, struct pdf_paint *l, double x, double y);
void pdf_line_to(const struct pdf_page *p, struct pdf_paint *l, double x, double y);
void pdf_op(struct pdf_paint *l, const char *op);
void pdf_hline(const struct pdf_page *p, struct pdf_paint *l, double x, double y, double w);

/* Glyphs of words, one text object a line: begin at a baseline point, add runs of
 * glyphs and spaces, end. */
struct pdf_pen {
	struct pdf_page *page;
	struct pdf_paint *layer;
	struct pdf_fonts *fonts;
	bool in_string;
	double rise;
	double space_extra; /* of a font's space, in 1/1000 em; 0 usually */
};
void pdf_pen_begin(struct pdf_pen *pen, struct pdf_page *p, struct pdf_paint *l,
    struct pdf_fonts *fs, double x, double y);
void pdf_pen_glyphs(struct pdf_pen *pen, const struct pdf_word *w, unsigned from, unsigned to,
    double size);
void pdf_pen_space(struct pdf_pen *pen, enum pdf_face face, double size);
/* A hyphen that division put there: read as U+00AD, so that words stay whole. */
void pdf_pen_soft_hyphen(struct pdf_pen *pen, enum pdf_face face, double size);
void pdf_pen_end(struct pdf_pen *pen);

/* One line of text in the front layer or the back; returns its width. */
double pdf_put_text(struct pdf_page *p, struct pdf_paint *l, struct pdf_fonts *fs,
    enum pdf_face face, double size, double x, double y, str text);

#endif
