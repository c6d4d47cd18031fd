/* xlsx.h -- the cells of an Excel workbook.
 *
 * Values only: what a formula last gave, no formats but those that make a number
 * a date.  A number is read from its decimal text, rounded half-up to the 15
 * digits that Excel itself shows; it is never a double.
 *
 * Ownership: everything lies in the arena.
 *
 * Invariants
 *   (XL1) bytes unpacked <= 64 MiB a part and 256 MiB in all, and at most 200
 *         times what they were packed to (beyond the first MiB).
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
bool xlsx_read(struct arena *mem, str bytes, str file, struct xlsx *out, struct diag *d,
    struct err *e) MUST_USE;
/* The cell of a column, or NULL. */
const struct xlsx_cell *xlsx_at(const struct xlsx_row *row, int col);

#endif
