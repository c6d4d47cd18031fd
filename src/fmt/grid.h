/* grid.h -- a table of cells row by row, from a CSV text or a sheet of a workbook,
 * and what can be found out about how it is written.
 *
 * Rows are passed on and not kept.  Finding out never chooses between two answers
 * that both fit: it says so, and the caller asks.
 *
 * Ownership: a row lives until the sink returns, and so do the texts of a workbook's
 * numbers; all else lies in the arena or the input.
 *
 * Invariants
 *   (G1) every text is valid UTF-8, without blanks at its ends, and every cell knows
 *        its line and column in the file (in a workbook: row and column, from 1).
 *   (G2) the cells of a row stand one for each column from the first, empty ones too.
 *   (G3) what was told (sep, set, sheet) is used as told, whatever the file looks like. */
#ifndef TERTIAL_FMT_GRID_H
#define TERTIAL_FMT_GRID_H

#include "base/date.h"
#include "base/err.h"
#include "fmt/charset.h"

#define GRID_COLS_MAX 400

struct grid_cell {
	str text;
	bool number; /* a number of a workbook: num is exact, text is its spelling */
	bool is_day; /* a date of a workbook */
	bool error;  /* #REF! and the like */
	dec num;
	date day;
	int line, col;
};

struct grid_row {
	const struct grid_cell *v;
	size_t n; /* at most GRID_COLS_MAX */
	int line;
};

struct grid_opts {
	str file;         /* for the findings */
	char sep;         /* of a text; 0: must be given after grid_look found it */
	enum charset set; /* of a text; AUTO: the bytes decide */
	str sheet;        /* of a workbook; "": the first that is not hidden */
	size_t rows_max;  /* 0: all */
};

/* How a file is written. */
struct grid_look {
	bool workbook;
	enum charset set;
	bool bom, ascii;
	char sep;       /* the separator that fits best; 0: none stands in the text */
	char other_sep; /* another one that fits as well; 0: none */
	str sheet;
	const str *sheets; /* that are not hidden */
	size_t n_sheet;
};

/* Look at the start of the file. */
bool grid_look(struct arena *mem, str bytes, const struct grid_opts *o, struct grid_look *out,
    struct diag *d, struct err *e) MUST_USE;

/* Every row, in order, until the sink returns false (which is no error). */
struct grid_sink {
	bool (*row)(void *arg, const struct grid_row *row);
	void *arg;
};
bool grid_each(struct arena *mem, str bytes, const struct grid_opts *o,
    const struct grid_sink *sink, struct diag *d, struct err *e) MUST_USE;

/* ---- numbers as people write them ---- */

enum number_form {
	NUMBER_BAD,   /* no number */
	NUMBER_WHOLE, /* no mark at all, or one that cannot be a decimal mark */
	NUMBER_COMMA, /* its decimal mark can only be a comma */
	NUMBER_POINT,
	NUMBER_EITHER /* "1,234": a decimal comma or thousands, nobody can tell */
};
/* Signs - − ( ) and a trailing -, blanks as thousands (also U+00A0, U+202F), "kr". */
enum number_form number_form(str s);
/* With the decimal mark known; the other mark may part thousands, in threes. */
bool number_parse(str s, char point, dec *out) MUST_USE;

#endif
