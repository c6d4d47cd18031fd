/* How the budget came to be, and who changed it. */
#include "core/economy/budget.h"
#include "web/page.h"

static void
chain_row(struct req *rq, struct doc *d, struct doc_node *t, const struct budget_row *r)
{
	static const enum doc_row_kind kind[] = {DOC_ROW_TOTAL, DOC_ROW_SUBTOTAL, DOC_ROW_BODY};
	struct doc_node *row = doc_row(d, t, kind[r->level]);

	row->level = r->level == 2;
	if (r->level == 2)
		page_link_cell(d, row, url_with(rq, PAGE_line, r->line, STR(""), "enhet", r->unit),
		    r->line_name);
	else
		page_link_cell(d, row,
		    url_with(rq, PAGE_budget, STR(""), STR(""), "enhet", r->unit), r->unit_name);
	page_amount(d, row, r->adopted, SCALE_TKR, STR(""));
	page_amount(d, row, r->council, SCALE_TKR, STR(""));
	page_amount(d, row, r->transfer, SCALE_TKR, STR(""));
	page_amount(d, row, r->revised, SCALE_TKR, STR(""));
}

static void
put_chain(struct req *rq, struct doc *d, const struct budget_chain *b)
{
	static const char *const head[] = {"Enhet och rad", "Antagen", "Fullmäktiges ändringar",
	    "Omfördelningar", "Reviderad", "Unit and line", "Adopted", "Changes by the council",
	    "Transfers", "Revised"};
	bool all = str_eq(req_query(rq, "rader"), STR("alla"));
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"budget", "lrrrr",
	        page_say(rq, "Från antagen till reviderad budget",
	            "From adopted to revised budget"),
	        STR("tkr"), 5, head});

	for (size_t i = 0; i < b->n_row; i++)
		if (all || b->row[i].level < 2 || b->row[i].council.ok || b->row[i].transfer.ok)
			chain_row(rq, d, t, &b->row[i]);
	if (b->has_unlogged)
		doc_para(d, d->root,
		    page_say(rq,
		        "En del av ändringarna är bara kända som summor: vem, varför och enligt vilket beslut är inte antecknat.",
		        "Some changes are known as sums only: who, why and by which decision is not recorded."));
}

static str
place(struct req *rq, str unit, str line)
{
	const struct unit *u = find_unit(rq->view->model, unit);
	const struct result_line *l = find_result_line(rq->view->model, line);

	if (unit.n == 0)
		return page_say(rq, "Fullmäktige", "The council");
	return str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(u != NULL ? u->name : unit),
	    STR_ARG(l != NULL ? l->name : line));
}

static void
put_log(struct req *rq, struct doc *d, const struct budget_change *const *v, size_t n)
{
	static const char *const head[] = {"Dag", "Från", "Till", "Belopp", "Av", "Beslut",
	    "Varför", "Day", "From", "To", "Amount", "By", "Decision", "Why"};
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"omfordelningar", "lllrlll",
	        page_say(rq, "Ändringar och omfördelningar", "Changes and transfers"), STR("tkr"),
	        7, head});

	for (size_t i = 0; i < n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, date_str(rq->mem, v[i]->day))->header = true;
		doc_cell(d, row, place(rq, v[i]->from_unit, v[i]->from_line));
		doc_cell(d, row, place(rq, v[i]->to_unit, v[i]->to_line));
		page_amount(d, row, (struct amount){.ok = true, .ore = v[i]->amount}, SCALE_TKR,
		    STR(""));
		doc_cell(d, row, v[i]->by);
		doc_cell(d, row, v[i]->decision);
		doc_cell(d, row, str_trim(v[i]->reason));
	}
}

bool
page_budget(struct req *rq, struct html *h, struct err *e)
{
	static const struct page_option rows[] = {{"", "ändrade rader", "changed lines"},
	    {"alla", "alla rader", "all lines"}};
	const struct view *v = rq->view;
	int year = period_year_of(v->ctx.period);
	str unit = page_unit(rq);
	struct budget_chain *b;
	const struct budget_change **log;
	size_t n;

	if (!budget_chain(v->economy, year, unit, rq->mem, &b, e) ||
	    !budget_log(v->economy, year, unit, rq->mem, &log, &n, e))
		return false;
	page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", unit),
	    word(W_economy, rq->lang));
	rq->title = str_fmt(rq->mem, "Budget %d: %.*s", year, STR_ARG(b->unit_name));
	struct doc *d = page_doc(rq);
	page_choice(rq, d, page_say(rq, "Visa", "Show"), "rader", rows, COUNTOF(rows));
	put_chain(rq, d, b);
	if (n > 0)
		put_log(rq, d, log, n);
	else
		doc_para(d, d->root,
		    page_say(rq, "Budgeten har inte ändrats under året.",
		        "The budget was not changed during the year."));
	return page_put(rq, d, h, e);
}
