/* pdf_flow.h -- filling pages from top to bottom: room, gaps, boxes, footnotes.
 *
 * Invariants
 *   (W1) a page takes at least one line before the flow turns it, so that every
 *        document ends.
 *   (W2) a footnote begins on the page of the line that calls it; what does not
 *        fit goes on at the foot of the next pages. */
#ifndef TERTIAL_DOC_PDF_FLOW_H
#define TERTIAL_DOC_PDF_FLOW_H

#include "doc/pdf/pdf_par.h"

/* A gap that no page has room for: what follows begins a page. */
#define PDF_GAP_TURN 1e6

/* Let the page at hand lie or stand, or turn to one that does.  What comes is `need`
 * high: a page with little on it lies down for it, if it has the room. */
void pdf_orient(struct pdf_ctx *c, bool landscape, double need);
void pdf_page_turn(struct pdf_ctx *c, bool landscape);
/* Print what is owed at the foot of the page and end its boxes; for the last. */
void pdf_page_close(struct pdf_ctx *c);
/* The lowest a line may reach on this page. */
double pdf_floor(const struct pdf_ctx *c);
/* Room left, with the gap that is owed taken off. */
double pdf_room(const struct pdf_ctx *c);
/* Turn the page unless `h` points fit after the gap; settles the gap. */
void pdf_need(struct pdf_ctx *c, double h);
/* Turn the page unless `h` points fit after the gap, and leave the gap owed. */
void pdf_keep(struct pdf_ctx *c, double h);
void pdf_gap(struct pdf_ctx *c, double points);
/* Print a whole paragraph in the flow, with widow and orphan control. */
void pdf_flow_par(struct pdf_ctx *c, struct pdf_par *p, double x);
/* Print the label that waits for its line, if one does. */
void pdf_label_put(struct pdf_ctx *c, double baseline);
/* Footnotes that line i of p calls: the height they add, and their claim on the page. */
double pdf_notes_height(const struct pdf_ctx *c, const struct pdf_par *p, int i);
void pdf_notes_claim(struct pdf_ctx *c, const struct pdf_par *p, int i);
void pdf_box_begin(struct pdf_ctx *c, double x, double w, uint32_t fill, uint32_t bar);
void pdf_box_end(struct pdf_ctx *c);
/* Blocks from `first` on, in the column c->x, c->w, as children of el. */
void pdf_blocks(struct pdf_ctx *c, const struct doc_node *first, struct pdf_elem *el);
/* The node's anchor is here. */
void pdf_anchor_here(struct pdf_ctx *c, const struct doc_node *n);
/* What must stay together at the start of the blocks from `n` on. */
double pdf_lead_height(struct pdf_ctx *c, const struct doc_node *n);
/* "Tabell 3." and the caption, as a paragraph of `el`. */
void pdf_caption(struct pdf_ctx *c, struct pdf_par *p, struct pdf_elem *el,
    const struct doc_node *n, str kind);
/* The source line under a table or figure, if there is one. */
void pdf_source(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent, double x,
    double w);

/* The height of the remarks that follow a table or figure, set in the width w. */
double pdf_remarks_height(struct pdf_ctx *c, const struct doc_node *n, double w);

/* Labels and values (pdf_defs.c). */
void pdf_defs(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent);
double pdf_defs_lead(struct pdf_ctx *c, const struct doc_node *n);

/* Tables (pdf_table.c), charts and images (pdf_figure.c). */
struct pdf_table *pdf_table_new(struct pdf_ctx *c, const struct doc_node *n);
/* A table laid out ahead gets its parent when its turn comes. */
void pdf_table_adopt(struct pdf_table *t, struct pdf_elem *parent);
double pdf_table_lead(const struct pdf_ctx *c, const struct pdf_table *t);
bool pdf_table_is_landscape(const struct pdf_table *t);
void pdf_table_put(struct pdf_ctx *c, struct pdf_table *t);
double pdf_figure_height(struct pdf_ctx *c, const struct doc_node *n);
void pdf_figure(struct pdf_ctx *c, const struct doc_node *n, struct pdf_elem *parent);
/* The number of an image among those of the document; -1 when it cannot be read. */
int pdf_image_of(struct pdf_ctx *c, const struct doc_image *im);
void pdf_image_put(struct pdf_ctx *c, int i, double x, double y, double w, double h);
/* Title page and contents (pdf_front.c). */
void pdf_title_page(struct pdf_ctx *c);
void pdf_toc_reserve(struct pdf_ctx *c, struct pdf_elem *parent);
void pdf_toc_fill(struct pdf_ctx *c);
void pdf_running(struct pdf_ctx *c);

#endif
