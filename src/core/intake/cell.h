/* cell.h -- what stands in one cell: an amount, a month, a day.  Pure. */
#ifndef TERTIAL_CORE_INTAKE_CELL_H
#define TERTIAL_CORE_INTAKE_CELL_H

#include "fmt/grid.h"

/* "2025-12", "202512", "2025-12-31", "december 2025", "12" or "dec" with the year
 * known (0: it is not), "2025" (month 0), "202513" (13, closing entries). */
bool cell_month(const struct grid_cell *c, int year_known, int *year, int *month) MUST_USE;
/* "2025-12-31", "20251231", "2025/12/31", or a date of a workbook. */
bool cell_day(const struct grid_cell *c, date *out) MUST_USE;
bool cell_year(const struct grid_cell *c, int *out) MUST_USE;
/* The number of a cell; point 0: no amount of the file has a decimal mark. */
bool cell_amount(const struct grid_cell *c, char point, dec *out) MUST_USE;
/* "Summa", "Totalt", "Summa totalt" ...: a row that adds up.  *grand: of everything. */
bool cell_is_total(str text, bool *grand);

#endif
