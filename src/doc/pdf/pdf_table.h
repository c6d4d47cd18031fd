/* pdf_table.h -- a table laid out: rows of cells of paragraphs.
 *
 * Invariants
 *   (B1) the widths of the columns add up to the table's.
 *   (B2) a row is divided over pages only when it is higher than a page.
 *   (B3) header rows are printed once as content and on every further page as
 *        an artifact.
 *
 * Shared by pdf_table.c (layout), pdf_widths.c and pdf_rows.c (printing). */
#ifndef TERTIAL_DOC_PDF_TABLE_H
#define TERTIAL_DOC_PDF_TABLE_H

#include "doc/pdf/pdf_flow.h"

struct pdf_cell_par {
	struct pdf_par p;
	double x;      /* from the cell's left edge */
	double before; /* space above */
	str label;     /* of a list item, left of the text */
	struct pdf_elem *label_el;
};

struct pdf_cell {
	struct pdf_elem *el;
	struct pdf_cell_par *par;
	size_t n_par, room;
	int col, span;
	double h;
	enum doc_align align;
	size_t next_par; /* the first not printed yet, when the row is divided */
	int next_line;
};

struct pdf_row {
	const struct doc_node *node;
	struct pdf_elem *el;
	struct pdf_cell *cell;
	int n_cell;
	double h; /* with padding */
};

struct pdf_column {
	double natural, narrow, w, x;
	double one_line;            /* as natural, with its head in one line */
	const struct pdf_par *head; /* the lowest head of this column alone; NULL none */
	double solid;               /* what should not be divided in any case */
	double lead_in;             /* more space on the left, between figures and words */
	double pad;                 /* of natural and narrow, what is no text */
};

struct pdf_table {
	const struct doc_node *node;
	struct pdf_elem *el, *head, *body;
	struct pdf_par caption;
	struct pdf_style style, style_head;
	struct pdf_style style_long; /* of a head with a word that must be divided */
	struct pdf_row *row;
	int n_row, n_head;
	struct pdf_column *col;
	int n_col;
	double w, head_h;
	double pad_y, lead_k; /* above and below a cell; its lines' leading, of the style's */
	bool landscape, wide; /* wide: from the left margin, not the text column */
	double x;
};

/* Choose the columns' widths and how the table lies, from what is in its cells. */
void pdf_table_widths(struct pdf_ctx *c, struct pdf_table *t);
/* Bring rows and lines closer, no more than reads well, where that makes the rows as low
 * as `room`; where it does not, they stay as they are, and it is false. */
bool pdf_table_fit(const struct pdf_ctx *c, struct pdf_table *t, double room);
/* How high it is with caption, source and remarks, its rows as usual. */
double pdf_table_height(struct pdf_ctx *c, const struct pdf_table *t);
/* Print row r at c->y as far as it fits; true when nothing of it is left. */
bool pdf_row_put(struct pdf_ctx *c, struct pdf_table *t, struct pdf_row *r);

#endif
