/* xlsx_priv.h -- sheets and styles under construction. */
#ifndef TERTIAL_DOC_XLSX_PRIV_H
#define TERTIAL_DOC_XLSX_PRIV_H

#include "doc/ooxml/ooxml.h"
#include "doc/xlsx/xlsx.h"

enum xfont { XFONT_PLAIN, XFONT_BOLD, XFONT_TITLE, XFONT_MUTED, XFONT_LINK };
enum xborder { XBORDER_NONE, XBORDER_HEAD, XBORDER_ROW, XBORDER_TOTAL };
enum xalign { XALIGN_GENERAL, XALIGN_LEFT, XALIGN_RIGHT, XALIGN_CENTER };

/* How a cell looks; equal looks share one style. */
struct look {
	enum xfont font;
	enum xborder border;
	enum xalign align;
	bool tint;
	bool wrap;
	bool number;
	bool percent; /* number: followed by " %" */
	int decimals; /* number: 0..6 */
	int indent;
};

struct styles {
	struct look *v;
	size_t n, room;
};

struct sheet {
	str name;
	str caption, unit, source;
	str under;                   /* the heading that the table or chart stands under */
	int head_rows, n_row, n_col; /* of the table, for printing; 0 none */
};

struct book {
	struct arena *mem;
	const struct doc *d;
	struct pkg pkg;
	struct rels rels;
	struct styles styles;
	struct sheet *v;
	size_t n, room;
	int n_chart;
};

int style_of(struct arena *mem, struct styles *st, struct look l);
/* The styles part, in the colours and the font of the document's theme. */
void styles_xml(const struct styles *st, const struct doc *d, struct sb *b);

/* Lines of a text that breaks at its spaces, in a column of so many characters. */
int text_lines(str s, int room);

/* Cells go from left to right, rows downwards. */
struct grid {
	struct book *book;
	struct sb b; /* sheetData */
	int row;     /* of the row that is open; 0 none */
};
void grid_row(struct grid *g, int row);
/* A row as tall as `lines` of wrapped text. */
void grid_row_lines(struct grid *g, int row, int lines);
void grid_text(struct grid *g, int col, struct look l, str s);
void grid_number(struct grid *g, int col, struct look l, dec v, str formula);
void grid_end(struct grid *g);

/* "−4 076,5 %" as a number with its decimals; false when it is none. */
struct shown {
	dec value;
	int decimals;
	bool percent;
};
bool parse_shown(struct arena *mem, str s, enum lang lang, struct shown *out);
/* The number of a cell and how it is shown. (S1) */
bool cell_number(struct arena *mem, const struct doc_node *cell, enum doc_align align,
    enum lang lang, struct shown *out);

/* A table on its way to a sheet. */
struct table {
	struct book *k;
	const struct doc_node *t;
	const struct doc_node *in; /* what stands in the document: the table, or the chart of t */
	struct grid g;
	const struct doc_node **row;
	struct shown *num; /* rows x columns */
	bool *has;         /* which of num are numbers */
	int n_row, n_col, head_rows;
	int *width; /* in characters, of each column */
	bool chart; /* the numbers of one: cells without a value are empty */
	bool facts; /* a last column names the figures of the row */
	struct sb merges;
	int n_merge;
};

/* The number in a cell of the table; NULL when it holds none. */
const struct shown *table_number(const struct table *x, int row, int col);
/* The formula of a subtotal or total, where the rows above add up to it; else "". (S2) */
str table_sum(const struct table *x, int row, int col);
#define HEAD_ROW XLSX_CHART_ROW

/* The sheet of a table, or of a chart whose numbers are t; `in` is the node that stands in the
 * document, whose heading and remarks it takes along; NULL none. */
void sheet_table(struct book *k, const struct doc_node *t, str name, const struct chart *c,
    const struct doc_node *in);
void sheet_facts(struct book *k);
/* Close a sheet part and remember it. */
void sheet_close(struct book *k, struct sheet s, str before, str data, str after, struct rels *r);

const char *xlsx_word(enum lang lang, const char *sv, const char *en);

#endif
