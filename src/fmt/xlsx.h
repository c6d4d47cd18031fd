/* xlsx.h -- the cells of an Excel workbook.
 *
 * Values only: what a formula last gave, no formats but those that make a number
 * a date.  A number is read from its decimal text, rounded half-up to the 15
 * digits that Excel itself shows; it is never a double.
 *
 * Ownership: everything lies in the arena.
 *
 * Invariants
 *   (XL1) bytes unpacked <= 64 MiB a part and 256 MiB in all, where rows are kept,
 *         and 2 GiB a sheet where they are only passed on; always at most 200 times
 *         what they were packed to (beyond the first MiB).
 *   (XL2) no entity is expanded and no DTD is read.
 *   (XL3) cells of a row come in ascending columns, rows in ascending numbers;
 *         empty cells and rows are left out. */
#ifndef TERTIAL_FMT_XLSX_H
#define TERTIAL_FMT_XLSX_H

#include "base/date.h"
#include "base/err.h"

enum xlsx_kind { XLSX_TEXT, XLSX_NUMBER, XLSX_DATE, XLSX_BOOL, XLSX_ERROR };

struct xlsx_cell {
	int col; /* 0 is A */
	enum xlsx_kind kind;
	str text; /* of every kind, as one would type it */
	dec num;  /* of NUMBER, DATE (serial) and BOOL */
	date day; /* of DATE */
};

struct xlsx_row {
	int no; /* 1-based */
	const struct xlsx_cell *cell;
	size_t n;
};

struct xlsx_sheet {
	str name;
	bool hidden;
	const struct xlsx_row *row;
	size_t n;
};

struct xlsx {
	const struct xlsx_sheet *sheet;
	size_t n;
};

bool xlsx_sniff(str bytes);

/* The rows of one sheet, in the same memory: a row and its numbers' texts are valid
 * until the sink returns.  A sink that has enough returns false, which ends the
 * reading and is no error. */
struct xlsx_sink {
	str sheet; /* its name; "": the first one that is not hidden */
	bool (*row)(void *arg, const struct xlsx_row *row);
	void *arg;
};
/* *out gets the sheets, without rows; *at the one that was read, out->n when there is
 * none of that name: then no row was passed on. */
bool xlsx_each(struct arena *mem, str bytes, str file, const struct xlsx_sink *sink,
    struct xlsx *out, size_t *at, struct diag *d, struct err *e) MUST_USE;
bool xlsx_read(struct arena *mem, str bytes, str file, struct xlsx *out, struct diag *d,
    struct err *e) MUST_USE;
/* The cell of a column, or NULL. */
const struct xlsx_cell *xlsx_at(const struct xlsx_row *row, int col);

#endif
