/* pieces.h -- a line as the cells it shows: parted by tabs, by bars or by gaps of spaces. */
#ifndef TERTIAL_CORE_CLAIMS_PIECES_H
#define TERTIAL_CORE_CLAIMS_PIECES_H

#include "core/claims/claims_priv.h"

/* How a line shows its cells. */
enum layout { LAYOUT_NONE, LAYOUT_TABS, LAYOUT_PIPES, LAYOUT_SPACES };

struct piece {
	str text;
	size_t off;
	int from, to; /* columns of the page, in characters */
};

struct pieces {
	struct piece v[COLS_MAX];
	int n;
};

/* The pieces of a line whose first byte is at `base` of the text; LAYOUT_NONE with fewer
 * than two. */
enum layout pieces_of(str line, size_t base, struct pieces *out);
/* Figures after the first piece. */
int pieces_numbers(const struct pieces *p);
/* The column of the model row that a piece stands in, from `from` on: the most overlap,
 * else the nearest right edge. */
int pieces_column(const struct pieces *model, const struct piece *p, int from);
/* A line of nothing but rules. */
bool line_is_rule(str line);
/* The cells of a row out of the pieces of its line: by place where there is a model, else
 * by order.  `r->cell` has room for n_col. */
void row_fill(struct row *r, const struct pieces *p, const struct pieces *model, int n_col);
/* Years alone in a row are headers, not figures. */
bool row_only_years(const struct row *r, int n_col);
/* A table whose rows stand apart, a blank line between them, as text out of PDF shows it:
 * true when one begins at `line`; its cells are in place, its columns not yet read. */
bool table_loose(struct model *m, int line, struct table *out); /* table_loose.c */
/* A chart of bars as text out of PDF shows it: names with the figures of their bars in the
 * lines around them, under the names of the series. */
bool table_bars(struct model *m, int line, struct table *out); /* table_bars.c */
/* Without the white space at its ends. */
str piece_strip(str s);

#endif
