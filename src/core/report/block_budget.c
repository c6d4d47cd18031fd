/* block_budget.c -- how the budget came to be: from adopted to revised, and the log of
 * what was changed by whom, why and by which decision. */
#include "core/economy/budget.h"
#include "core/report/report_priv.h"

static bool
chain_of(struct build *b, const struct tpl_call *c, struct budget_chain **out)
{
	str unit = call_unit(b, c);

	if (!need_economy(b, c) || unit.n == 0)
		return false;
	if (budget_chain(b->in->economy, b->year, unit, b->mem, out, b->e))
		return true;
	bind_fault(b->d, c->at, b->e);
	return false;
}

static void
chain_row(struct build *b, struct doc_node *t, const struct budget_row *r)
{
	static const enum doc_row_kind kind[] = {DOC_ROW_TOTAL, DOC_ROW_SUBTOTAL, DOC_ROW_BODY};
	struct doc_node *row = doc_row(b->doc, t, kind[r->level]);

	row->level = r->level == 2;
	name_cell(b, row,
	    r->level == 2       ? r->line_name
	        : r->level == 1 ? r->unit_name
	                        : W(b, W_total));
	amount_cell(b, row, STR(""), &r->adopted, SCALE_TKR);
	amount_cell(b, row, STR(""), &r->council, SCALE_TKR);
	amount_cell(b, row, STR(""), &r->transfer, SCALE_TKR);
	amount_cell(b, row, STR(""), &r->revised, SCALE_TKR);
}

/* Units, and of their lines those that were changed. */
bool
table_budget(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	static const enum word head[] = {W_unit_and_line, W_budget_adopted, W_budget_council,
	    W_budget_transfer, W_budget_revised};
	struct budget_chain *chain;

	if (!chain_of(b, c, &chain))
		return true;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("budget"),
	        .caption = W2(b, W_cap_budget, chain->unit_name, year_text(b, b->year)),
	        .unit = money_unit(b, SCALE_TKR),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	for (size_t i = 0; i < COUNTOF(head); i++)
		head_cell(b, row, W(b, head[i]));
	for (size_t i = 0; i < chain->n_row; i++)
		if (chain->row[i].level < 2 || chain->row[i].council.ok ||
		    chain->row[i].transfer.ok)
			chain_row(b, t, &chain->row[i]);
	if (chain->has_unlogged)
		note_under(b, under, W(b, W_note_unlogged));
	return true;
}

/* ---- the log ---- */

/* "Service, Fastighetskostnader" */
static str
place(const struct build *b, str unit, str line)
{
	const struct result_line *l = find_result_line(b->m, line);

	if (unit.n == 0)
		return W(b, W_the_council);
	return str_fmt(b->mem, "%.*s, %.*s", STR_ARG(unit_name(b, unit)),
	    STR_ARG(l != NULL ? l->name : line));
}

static bool
change_row(struct build *b, struct doc_node *t, const struct budget_change *x)
{
	struct doc_node *row = doc_row(b->doc, t, DOC_ROW_BODY);
	str by = x->decision.n > 0
	    ? str_fmt(b->mem, "%.*s, %.*s", STR_ARG(x->by), STR_ARG(x->decision))
	    : x->by;

	name_cell(b, row, date_str(b->mem, x->day));
	text_cell(b, row, place(b, x->from_unit, x->from_line));
	text_cell(b, row, place(b, x->to_unit, x->to_line));
	amount_cell(b, row, STR(""), &(struct amount){.ok = true, .ore = x->amount}, SCALE_TKR);
	text_cell(b, row, by);
	return text_plain_headings(b, text_cell(b, row, STR("")), x->reason,
	    str_fmt(b->mem, "ekonomi/budgetandringar-%d/%.*s", b->year, STR_ARG(x->id)));
}

bool
table_changes(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 2}, {DOC_LEFT, 2},
	    {DOC_RIGHT, 0}, {DOC_LEFT, 2}, {DOC_LEFT, 3}};
	static const enum word head[] = {W_day, W_moved_from, W_moved_to, W_amount, W_decided_by,
	    W_moved_why};
	const struct budget_change **x;
	str unit = call_unit(b, c);
	size_t n;

	if (!need_economy(b, c) || unit.n == 0)
		return true;
	if (!budget_log(b->in->economy, b->year, unit, b->mem, &x, &n, b->e)) {
		bind_fault(b->d, c->at, b->e);
		return true;
	}
	if (n == 0) {
		note_under(b, under, W(b, W_no_changes));
		return true;
	}
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("omfordelningar"),
	        .caption = W2(b, W_cap_changes, unit_name(b, unit), year_text(b, b->year)),
	        .unit = money_unit(b, SCALE_TKR),
	        .col = col,
	        .n_col = COUNTOF(col)});
	t->landscape = true;
	struct doc_node *row = head_row(b, t);
	for (size_t i = 0; i < COUNTOF(head); i++)
		head_cell(b, row, W(b, head[i]));
	for (size_t i = 0; i < n; i++)
		if (!change_row(b, t, x[i]))
			return false;
	return true;
}
