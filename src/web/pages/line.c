/* A result line: its accounts and its units. */
#include "core/economy/drill.h"
#include "web/page.h"

static void
put_accounts(struct req *rq, struct doc *d, const struct drill_place *at,
    const struct drill_account *v, size_t n)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 2}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}};
	struct doc_node *t = doc_table(d, d->root, page_say(rq, "Konton", "Accounts"), STR("tkr"),
	    col, 4);

	t->id = STR("konton");
	page_head(d, t,
	    (const str[]){page_say(rq, "Konto", "Account"), page_say(rq, "Namn", "Name"),
	        page_say(rq, "Utfall föreg. år", "Last year"), page_say(rq, "Utfall", "Outcome")},
	    4);
	for (size_t i = 0; i < n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		page_link_cell(d, row,
		    url_with(rq, PAGE_account, at->line, v[i].no, "enhet", at->unit), v[i].no);
		doc_cell(d, row, v[i].name);
		page_ore(d, row, v[i].last_year_ore, SCALE_TKR);
		page_ore(d, row, v[i].ore, SCALE_TKR);
	}
}

static void
put_units(struct req *rq, struct doc *d, const struct drill_place *at, const struct drill_unit *v,
    size_t n)
{
	static const struct doc_col col[] = {{DOC_LEFT, 2}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}};
	struct doc_node *t = doc_table(d, d->root, page_say(rq, "Enheter", "Units"), STR("tkr"),
	    col, 4);

	t->id = STR("enheter");
	page_head(d, t,
	    (const str[]){page_say(rq, "Enhet", "Unit"),
	        page_say(rq, "Utfall föreg. år", "Last year"), page_say(rq, "Utfall", "Outcome"),
	        page_say(rq, "Budget", "Budget")},
	    4);
	for (size_t i = 0; i < n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		page_link_cell(d, row, url_with(rq, PAGE_line, at->line, STR(""), "enhet", v[i].id),
		    v[i].name);
		page_ore(d, row, v[i].last_year_ore, SCALE_TKR);
		page_ore(d, row, v[i].ore, SCALE_TKR);
		if (v[i].has_budget)
			page_ore(d, row, v[i].budget_ore, SCALE_TKR);
		else
			doc_cell(d, row, STR(""));
	}
}

/* The cell of the result table that one has come down from. */
static bool
put_sum(struct req *rq, struct doc *d, const struct drill_place *at, struct err *e)
{
	static const char *const head[] = {"", "Utfall föreg. år", "Utfall", "Budget", "Avvikelse",
	    "", "Last year", "Outcome", "Budget", "Variance"};
	const struct economy *ec = rq->view->economy;
	struct cell_ask a = {.what = CELL_OUTCOME,
	    .unit = at->unit,
	    .line = at->line,
	    .span = period_ytd(at->period),
	    .structure_day = at->period.to};
	struct amount now, last, budget, variance = {0};

	if (!economy_cell(ec, &a, &now, e))
		return false;
	a.what = CELL_BUDGET;
	if (!economy_cell(ec, &a, &budget, e))
		return false;
	a.what = CELL_OUTCOME;
	a.span = period_shift_years(a.span, -1);
	if (!economy_cell(ec, &a, &last, e))
		return false;
	variance.ok = now.ok || budget.ok;
	if (__builtin_sub_overflow(now.ok ? now.ore : 0, budget.ok ? budget.ore : 0, &variance.ore))
		variance.ok = false;
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"summa", "lrrrr", rq->title, STR("tkr"), 5, head});
	struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
	doc_cell(d, row, page_say(rq, "Hittills i år", "So far this year"))->header = true;
	page_amount(d, row, last, SCALE_TKR, STR(""));
	page_amount(d, row, now, SCALE_TKR, STR(""));
	page_amount(d, row, budget, SCALE_TKR, STR(""));
	page_amount(d, row, variance, SCALE_TKR, STR(""));
	return true;
}

bool
page_line(struct req *rq, struct html *h, struct err *e)
{
	const struct view *v = rq->view;
	struct drill_place at = {.period = v->ctx.period,
	    .unit = page_unit(rq),
	    .line = req_path(rq, "line")};
	struct drill_account *account;
	struct drill_unit *unit;
	size_t n_account, n_unit;
	const struct result_line *l = find_result_line(v->model, at.line);
	const struct unit *u = find_unit(v->model, at.unit);

	if (!drill_accounts(v->economy, v->db, v->org, &at, rq->mem, &account, &n_account, e) ||
	    !drill_units(v->economy, v->db, v->org, &at, rq->mem, &unit, &n_unit, e))
		return false;
	page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", at.unit),
	    str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_economy, rq->lang)),
	        STR_ARG(u != NULL ? u->name : at.unit)));
	rq->title = str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(l != NULL ? l->name : at.line),
	    STR_ARG(u != NULL ? u->name : at.unit));
	struct doc *d = page_doc(rq);
	if (!put_sum(rq, d, &at, e) || !page_adjustments(rq, d, at.unit, at.line, e))
		return false;
	if (n_account > 0)
		put_accounts(rq, d, &at, account, n_account);
	if (n_unit > 0)
		put_units(rq, d, &at, unit, n_unit);
	if (n_account == 0)
		doc_para(d, d->root,
		    page_say(rq, "Inget är bokfört på raden.", "Nothing is booked on this line."));
	return page_put(rq, d, h, e);
}
