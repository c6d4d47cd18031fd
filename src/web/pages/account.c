/* The lines of an account within a result line and a unit, and its counterparties. */
#include "core/economy/drill.h"
#include "web/page.h"

#define LINES_MAX 500
#define MOTPART_DIM 20
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

bool
page_account(struct req *rq, struct html *h, struct err *e)
{
	const struct view *v = rq->view;
	struct drill_place at = {.period = v->ctx.period,
	    .unit = page_unit(rq),
	    .line = req_path(rq, "line"),
	    .account = req_path(rq, "no")};
	struct ledger_hits hits;
	struct drill_share *share;
	size_t n_share;
	const struct ledger_dict *dict = economy_dict(v->economy);
	uint32_t id = ledger_account_find(dict, at.account);

	if (!drill_lines(v->economy, v->db, v->org, &at, 0, LINES_MAX, rq->mem, &hits, e) ||
	    !drill_shares(v->economy, v->db, v->org, &at, MOTPART_DIM, MOTPART_MAX, rq->mem, &share,
	        &n_share, e))
		return false;
	rq->title = str_fmt(rq->mem, "%s %.*s %.*s", rq->lang == LANG_SV ? "Konto" : "Account",
	    STR_ARG(at.account), STR_ARG(id > 0 ? dict->account[id].name : STR("")));
	struct doc *d = page_doc(rq);
	page_link(d, doc_add(d, d->root, DOC_PARA),
	    url_with(rq, PAGE_line, at.line, STR(""), "enhet", at.unit),
	    page_say(rq, "Till raden", "To the line"));
	if (hits.n > 0)
		page_lines(rq, d, &hits);
	if (hits.n_all > hits.n)
		doc_para(d, d->root,
		    str_fmt(rq->mem,
		        rq->lang == LANG_SV ? "De första %zu av %zu rader visas."
		                            : "The first %zu of %zu lines are shown.",
		        hits.n, hits.n_all));
	if (n_share > 1)
		put_shares(rq, d, share, n_share);
	return page_put(rq, d, h, e);
}
