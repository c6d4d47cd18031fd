/* The result without what the units have booked against each other; each elimination
 * opens into the pairs and the lines behind it. */
#include "core/economy/consolidate.h"
#include "web/page.h"

static void
head_cells(struct req *rq, struct doc *d, struct doc_node *t, const struct consolidated *c)
{
	static const char *const last[LANG__COUNT][4] = {
	    {"Summa", "Eliminering", "Konsoliderat", "Föreg. år"},
	    {"Sum", "Elimination", "Consolidated", "Last year"}};
	struct doc_node *row = doc_row(d, t, DOC_ROW_HEAD);

	doc_cell(d, row, page_say(rq, "Resultatrad", "Result line"));
	for (size_t i = 0; i < c->n_part; i++)
		doc_cell(d, row, c->part[i].name);
	for (int i = 0; i < 4; i++)
		doc_cell(d, row, str_of(last[rq->lang][i]));
}

static void
put_table(struct req *rq, struct doc *d, const struct consolidated *c)
{
	int n_col = (int)c->n_part + 5;
	struct doc_col *col = arena_array(rq->mem, (size_t)n_col, struct doc_col);

	for (int i = 0; i < n_col; i++)
		col[i] = (struct doc_col){i == 0 ? DOC_LEFT : DOC_RIGHT, i == 0};
	struct doc_node *t = doc_table(d, d->root,
	    str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(c->unit_name),
	        STR_ARG(period_show(rq->mem, period_ytd(c->period), rq->lang))),
	    STR("tkr"), col, n_col);
	t->id = STR("konsoliderat");
	head_cells(rq, d, t, c);
	for (size_t i = 0; i < c->n_row; i++) {
		const struct consolidated_row *x = &c->row[i];
		struct doc_node *row = doc_row(d, t,
		    x->kind == LINE_KIND_net         ? DOC_ROW_TOTAL
		        : x->kind == LINE_KIND_total ? DOC_ROW_SUBTOTAL
		                                     : DOC_ROW_BODY);
		if (x->eliminated.ok)
			page_link_cell(d, row, url_again(rq, "rad", x->id), x->name);
		else
			doc_cell(d, row, x->name)->header = true;
		for (size_t k = 0; k < c->n_part; k++)
			page_amount(d, row, x->part[k], SCALE_TKR, STR(""));
		page_amount(d, row, x->sum, SCALE_TKR, STR(""));
		page_amount(d, row, x->eliminated, SCALE_TKR, STR(""));
		page_amount(d, row, x->total, SCALE_TKR, STR(""));
		page_amount(d, row, x->last_year, SCALE_TKR, STR(""));
	}
}

static str
unit_name_of(const struct req *rq, str id)
{
	const struct unit *u = find_unit(rq->view->model, id);

	return u != NULL ? u->name : id;
}

static void
put_pairs(struct req *rq, struct doc *d, const struct internal *in)
{
	static const char *const head[] = {"Enhet", "Motpart", "Intäkt", "Kostnad", "Skillnad",
	    "Unit", "Counterparty", "Income", "Cost", "Difference"};
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"par", "llrrr",
	        page_say(rq, "Vad enheterna har bokfört mot varandra",
	            "What the units have booked against each other"),
	        STR("kr"), 5, head});

	for (size_t i = 0; i < in->n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, unit_name_of(rq, in->pair[i].unit_a))->header = true;
		doc_cell(d, row, unit_name_of(rq, in->pair[i].unit_b));
		page_ore(d, row, in->pair[i].income_ore, SCALE_KR);
		page_ore(d, row, in->pair[i].cost_ore, SCALE_KR);
		page_ore(d, row, in->pair[i].net_ore, SCALE_KR);
	}
}

/* Behind one row: its pairs, and the booked lines. */
static bool
put_row(struct req *rq, struct doc *d, str unit, str line, struct err *e)
{
	const struct view *v = rq->view;
	struct internal_ask ask = {.period = v->ctx.period, .unit = unit, .line = line};
	struct page_span at = page_span(rq);
	struct ledger_hits hits;
	struct internal in;

	if (!internal_transactions(v->economy, v->db, v->org, &ask, rq->mem, &in, e) ||
	    !internal_lines(v->economy, v->db, v->org, &ask, at.skip, at.max, rq->mem, &hits, e))
		return false;
	put_pairs(rq, d, &in);
	if (hits.n > 0)
		page_lines(rq, d, &hits);
	page_turn(rq, d, at, hits.n_all);
	return true;
}

bool
page_consolidated(struct req *rq, struct html *h, struct err *e)
{
	const struct view *v = rq->view;
	str unit = page_unit(rq), line = req_query(rq, "rad");
	const struct result_line *l = find_result_line(v->model, line);
	struct table_ask ask = {v->ctx.period, unit, SCALE_TKR};
	struct consolidated *c;

	if (!consolidated_table(v->economy, v->db, v->org, &ask, rq->mem, &c, e))
		return false;
	page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", unit),
	    word(W_economy, rq->lang));
	rq->title = str_fmt(rq->mem, "%s: %.*s",
	    rq->lang == LANG_SV ? "Konsoliderat resultat" : "Consolidated result",
	    STR_ARG(c->unit_name));
	if (line.n > 0) {
		page_step(rq, url_again(rq, "rad", STR("")), rq->title);
		rq->title = str_fmt(rq->mem, "%s: %.*s",
		    rq->lang == LANG_SV ? "Eliminerat" : "Eliminated",
		    STR_ARG(l != NULL ? l->name : line));
	}
	struct doc *d = page_doc(rq);
	if (line.n > 0)
		return put_row(rq, d, unit, line, e) && page_put(rq, d, h, e);
	put_table(rq, d, c);
	doc_para(d, d->root,
	    page_say(rq,
	        "Summan av enheterna plus elimineringen är det konsoliderade. Budgeten har inga motparter och är inte eliminerad.",
	        "The sum of the units plus the elimination is what is consolidated. The budget has no counterparties and is not eliminated."));
	if (c->internal.n > 0)
		put_pairs(rq, d, &c->internal);
	return page_put(rq, d, h, e);
}
