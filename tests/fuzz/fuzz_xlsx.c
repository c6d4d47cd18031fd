/* Any bytes as a workbook: cells ascend, texts are UTF-8; and as a table of lines or a
 * budget. */
#include "fmt/xlsx.h"
#include "intake_any.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct xlsx x;
	struct diag d;
	struct err e = {0};

	arena_init(&mem, (size_t)1 << 30);
	diag_init(&d, &mem, 20);
	if (!xlsx_read(&mem, (str){(const char *)data, n}, STR("x"), &x, &d, &e))
		must(e.rc != RC_OK);
	for (size_t s = 0; s < x.n; s++) {
		for (size_t r = 0; r < x.sheet[s].n; r++) {
			const struct xlsx_row *row = &x.sheet[s].row[r];

			must(r == 0 || row->no > row[-1].no);
			for (size_t c = 0; c < row->n; c++) {
				must(c == 0 || row->cell[c].col > row->cell[c - 1].col);
				must(utf8_ok(row->cell[c].text));
			}
		}
	}
	arena_end(&mem);
	intake_any((str){(const char *)data, n});
	return 0;
}
