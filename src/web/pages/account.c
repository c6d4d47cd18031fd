/* The lines of an account within a result line and a unit, and its counterparties. */
#include "core/economy/consolidate.h"
#include "core/economy/drill.h"
#include "web/page.h"

#define MOTPART_MAX 10

static void
put_shares(struct req *rq, struct doc *d, const struct drill_share *v, size_t n)
{
	static const struct doc_col col[] = {{DOC_LEFT, 2}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc_node *t = doc_table(d, d->root,
	    page_say(rq, "Största motparter", "Largest counterparties"), STR("tkr"), col, 3);

	t->id = STR("motparter");
	page_head(d, t,
	    (const str[]){page_say(rq, "Motpart", "Counterparty"), page_say(rq, "Rader", "Lines"),
	        page_say(rq, "Belopp", "Amount")},
	    3);
	for (size_t i = 0; i < n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row,
		    v[i].name.n > 0     ? v[i].name
		        : v[i].no.n > 0 ? v[i].no
		                        : page_say(rq, "Utan motpart", "Without counterparty"))
		    ->header = true;
		doc_cell(d, row, str_fmt(rq->mem, "%lld", (long long)v[i].lines));
		page_ore(d, row, v[i].ore, SCALE_TKR);
	}
}

static void
put_units(struct req *rq, struct doc *d, const struct drill_place *at, const struct drill_unit *v,
    size_t n)
{
	static const char *const head[] = {"Enhet", "Utfall föreg. år", "Utfall", "Unit",
	    "Last year", "Outcome"};
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"enheter", "lrr", page_say(rq, "Enheter", "Units"), STR("tkr"), 3,
	        head});
	int64_t sum = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		page_link_cell(d, row,
		    url_with(rq, PAGE_account, at->line, at->account, "enhet", v[i].id), v[i].name);
		page_ore(d, row, v[i].last_year_ore, SCALE_TKR);
		page_ore(d, row, v[i].ore, SCALE_TKR);
		if (__builtin_add_overflow(sum, v[i].ore, &sum) ||
		    __builtin_add_overflow(last, v[i].last_year_ore, &last))
			return;
	}
	struct doc_node *row = doc_row(d, t, DOC_ROW_TOTAL);
	doc_cell(d, row, page_say(rq, "Summa", "Sum"))->header = true;
	page_ore(d, row, last, SCALE_TKR);
	page_ore(d, row, sum, SCALE_TKR);
}

static void
put_way(struct req *rq, const struct drill_place *at)
{
	const struct model *m = rq->view->model;
	const struct unit *u = find_unit(m, at->unit);
	const struct result_line *l = find_result_line(m, at->line);
	str name = u != NULL ? u->name : at->unit;

	page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", at->unit),
	    str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_economy, rq->lang)), STR_ARG(name)));
	page_step(rq, url_with(rq, PAGE_line, at->line, STR(""), "enhet", at->unit),
	    l != NULL ? l->name : at->line);
}

bool
page_account(struct req *rq, struct html *h, struct err *e)
{
	const struct view *v = rq->view;
	struct drill_place at = {.period = v->ctx.period,
	    .unit = page_unit(rq),
	    .line = req_path(rq, "line"),
	    .account = req_path(rq, "no")};
	struct page_span rows = page_span(rq);
	struct ledger_hits hits;
	struct drill_share *share;
	struct drill_unit *unit;
	size_t n_share, n_unit;
	const struct ledger_dict *dict = economy_dict(v->economy);
	uint32_t id = ledger_account_find(dict, at.account);

	if (!drill_lines(v->economy, v->db, v->org, &at, rows.skip, rows.max, rq->mem, &hits, e) ||
	    !drill_units(v->economy, v->db, v->org, &at, rq->mem, &unit, &n_unit, e) ||
	    !drill_shares(v->economy, v->db, v->org, &at, counterparty_dim(v->economy), MOTPART_MAX,
	        rq->mem, &share, &n_share, e))
		return false;
	put_way(rq, &at);
	rq->title = str_fmt(rq->mem, "%s %.*s %.*s", rq->lang == LANG_SV ? "Konto" : "Account",
	    STR_ARG(at.account), STR_ARG(id > 0 ? dict->account[id].name : STR("")));
	struct doc *d = page_doc(rq);
	if (n_unit > 0)
		put_units(rq, d, &at, unit, n_unit);
	if (n_share > 1)
		put_shares(rq, d, share, n_share);
	if (hits.n > 0)
		page_lines(rq, d, &hits);
	page_turn(rq, d, rows, hits.n_all);
	return page_put(rq, d, h, e);
}
