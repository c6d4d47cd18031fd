/* xlsx_sum.c -- sums as formulas, where they are sums. (S2) */
#include "doc/xlsx/xlsx_priv.h"

#define SUM_PARTS_MAX 60 /* a longer sum stays a number */

const struct shown *
table_number(const struct table *x, int row, int col)
{
	size_t at = (size_t)row * (size_t)x->n_col + (size_t)col;

	return x->has[at] ? &x->num[at] : NULL;
}

/* The rows that a subtotal or total may be the sum of. */
static int
parts_of(const struct table *x, int row, int part[SUM_PARTS_MAX])
{
	enum doc_row_kind kind = x->row[row]->row_kind;
	int n = 0, level = 3;
	bool of_subtotals = false;

	for (int i = row - 1; i >= x->head_rows && kind == DOC_ROW_TOTAL; i--) {
		if (x->row[i]->row_kind == DOC_ROW_TOTAL)
			break;
		of_subtotals = of_subtotals || x->row[i]->row_kind == DOC_ROW_SUBTOTAL;
	}
	for (int i = row - 1; i >= x->head_rows; i--) {
		enum doc_row_kind at = x->row[i]->row_kind;

		if (at == DOC_ROW_TOTAL || (kind == DOC_ROW_SUBTOTAL && at != DOC_ROW_BODY))
			break;
		if (at != (of_subtotals ? DOC_ROW_SUBTOTAL : DOC_ROW_BODY))
			continue;
		/* Rows further in are parts of the row above them. */
		if (x->row[i]->level < level) {
			level = x->row[i]->level;
			n = 0;
		}
		if (x->row[i]->level > level)
			continue;
		if (n == SUM_PARTS_MAX)
			return 0;
		part[n++] = i;
	}
	return n;
}

str
table_sum(const struct table *x, int row, int col)
{
	const struct shown *sum = table_number(x, row, col);
	int part[SUM_PARTS_MAX], n = parts_of(x, row, part);
	char name[SHEET_COLUMN_MAX];
	dec total = dec_int(0);
	struct sb b;
	str s;

	if (n < 2 || sum == NULL)
		return STR("");
	sheet_column(col, name);
	sb_init(&b, x->k->mem, SUM_PARTS_MAX * 16);
	sb_lit(&b, "SUM(");
	for (int i = n - 1; i >= 0; i--) {
		const struct shown *v = table_number(x, part[i], col);

		if (v != NULL)
			total = dec_add(total, v->value);
		sb_printf(&b, "%s%s%d", i < n - 1 ? "," : "", name, HEAD_ROW + part[i]);
	}
	sb_chr(&b, ')');
	if (!dec_ok(total) || dec_cmp(total, sum->value) != 0 || !sb_done(&b, &s))
		return STR("");
	return s;
}
