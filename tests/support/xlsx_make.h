/* xlsx_make.h -- workbooks built part by part, for the tests. */
#ifndef TERTIAL_TESTS_XLSX_MAKE_H
#define TERTIAL_TESTS_XLSX_MAKE_H

#include "base/str.h"

struct zip_part {
	const char *name, *text;
};
/* A ZIP archive with stored parts. */
str zip_make(struct arena *mem, const struct zip_part *p, size_t n);
/* A workbook with one sheet of cells, row by row, each row ended by NULL: what looks
 * like a number is one, "d:45000" is a date by its serial number, all else is text. */
str xlsx_make(struct arena *mem, const char *sheet, const char *const *cell, size_t n);
/* A workbook whose one sheet is this XML, deflated or stored. */
str xlsx_of_sheet(struct arena *mem, str xml, bool deflated);

#endif
