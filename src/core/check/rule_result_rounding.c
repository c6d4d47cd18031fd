/* Where the printed rows of the result table miss their printed total: the table
 * says so in a note, and so does this. */
#include "core/check/check_priv.h"

#include "core/economy/result.h"

bool
rule_result_rounding(struct check *c, struct err *e)
{
	struct result *t;

	if (c->ec == NULL || c->unit.n == 0)
		return true;
	if (!result_table(c->ec, &(struct table_ask){c->p, c->unit, SCALE_TKR}, c->mem, &t, e))
		return false;
	for (size_t i = 0; i < t->n_note; i++) {
		const struct rounding_note *n = &t->note[i];
		struct found at = {.sev = SEV_NOTE,
		    .place = str_fmt(c->mem, "resultat/%.*s/%s", STR_ARG(t->row[n->row].id),
		        result_col_id[n->col]),
		    .expected = check_figure(c, dec_int(n->rows_sum), STR("tkr")),
		    .found = check_figure(c, dec_int(n->printed), STR("tkr")),
		    .by = result_fact(c->mem, t, n->row, n->col)};
		FOUND(c, &at, MSG_check_rows_rounded, ARG(t->row[n->row].name), ARG(at.found),
		    ARG(at.expected));
	}
	return true;
}
