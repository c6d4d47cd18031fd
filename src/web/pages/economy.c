/* The result table, whose lines open into accounts, and the unit table. */
#include "web/page.h"

static const struct {
	enum result_col col;
	const char *sv, *en;
} columns[] = {
    {COL_MONTH_VARIANCE, "Månadens avvikelse", "Month variance"},
    {COL_LAST_YEAR, "Utfall föreg. år", "Last year"},
    {COL_THIS_YEAR, "Utfall", "Outcome"},
    {COL_BUDGET, "Budget", "Budget"},
    {COL_VARIANCE, "Avvikelse", "Variance"},
    {COL_CHANGE_PERCENT, "Förändring %", "Change %"},
    {COL_FULL_YEAR_BUDGET, "Årsbudget", "Full-year budget"},
    {COL_FULL_YEAR_FORECAST, "Helårsprognos", "Full-year forecast"},
    {COL_FORECAST_VARIANCE, "Prognosavvikelse", "Forecast variance"},
};

static str
heading_of(const struct req *rq, enum result_col col)
{
	for (size_t i = 0; i < COUNTOF(columns); i++)
		if (columns[i].col == col)
			return page_say(rq, columns[i].sv, columns[i].en);
	return STR("");
}

static str
grouped(struct req *rq, int64_t v)
{
	struct sb b;
	str out;

	sb_init(&b, rq->mem, 64);
	dec_show(&b, dec_int(v), rq->lang);
	(void)!sb_done(&b, &out);
	return out;
}

/* Rows that miss their printed total by rounding: said, never fudged (R1). */
static void
put_notes(struct req *rq, struct doc *d, const struct result *t)
{
	struct doc_node *list = t->n_note > 0 ? doc_add(d, d->root, DOC_LIST) : NULL;

	for (size_t i = 0; i < t->n_note; i++) {
		const struct rounding_note *n = &t->note[i];
		str rows = grouped(rq, n->rows_sum), total = grouped(rq, n->printed);
		doc_para(d, doc_add(d, list, DOC_ITEM),
		    str_fmt(rq->mem,
		        rq->lang == LANG_SV
		            ? "%.*s, %.*s: raderna ger %.*s men summan är %.*s. Skillnaden beror på avrundning."
		            : "%.*s, %.*s: the rows give %.*s but the total is %.*s. The difference is rounding.",
		        STR_ARG(t->row[n->row].name), STR_ARG(heading_of(rq, n->col)),
		        STR_ARG(rows), STR_ARG(total)));
	}
}

/* Which columns have anything in them. */
static int
used(const struct result *t, int out[COUNTOF(columns)])
{
	int n = 0;

	for (int c = 0; c < (int)COUNTOF(columns); c++)
		for (size_t r = 0; r < t->n_row; r++)
			if (t->row[r].cell[columns[c].col].ok) {
				out[n++] = c;
				break;
			}
	return n;
}

/* What of the outcome is not ordinary bookings has columns of its own. */
struct extra {
	bool closing, prelim;
};

static void
put_row(struct req *rq, struct doc *d, struct doc_node *table, const struct result *t, size_t r,
    const int *col_of, int n, struct extra x)
{
	const struct result_row *v = &t->row[r];
	struct doc_node *row = doc_row(d, table,
	    v->kind == LINE_KIND_net         ? DOC_ROW_TOTAL
	        : v->kind == LINE_KIND_total ? DOC_ROW_SUBTOTAL
	                                     : DOC_ROW_BODY);

	page_link_cell(d, row, url_with(rq, PAGE_line, v->id, STR(""), "enhet", t->unit), v->name);
	for (int i = 0; i < n; i++) {
		enum result_col c = columns[col_of[i]].col;
		if (c == COL_CHANGE_PERCENT)
			page_percent(d, row, v->cell[c]);
		else
			page_amount(d, row, v->cell[c], SCALE_TKR, result_fact(rq->mem, t, r, c));
	}
	if (x.closing)
		page_amount(d, row, v->closing, SCALE_TKR, STR(""));
	if (x.prelim)
		page_amount(d, row, v->preliminary, SCALE_TKR, STR(""));
}

static void
put_result(struct req *rq, struct doc *d, const struct result *t)
{
	int col_of[COUNTOF(columns)], n = used(t, col_of), k = n + 1;
	struct extra x = {t->has_closing && !t->no_closing,
	    t->has_preliminary && !t->no_preliminary};
	struct doc_col *col = arena_array(rq->mem, (size_t)n + 3, struct doc_col);
	str *head = arena_array(rq->mem, (size_t)n + 3, str);

	col[0].weight = 2;
	head[0] = page_say(rq, "Rad", "Line");
	for (int i = 0; i < n; i++)
		head[i + 1] = page_say(rq, columns[col_of[i]].sv, columns[col_of[i]].en);
	if (x.closing)
		head[k++] = page_say(rq, "varav period 13", "of which period 13");
	if (x.prelim)
		head[k++] = page_say(rq, "varav preliminärt", "of which preliminary");
	for (int i = 1; i < k; i++)
		col[i].align = DOC_RIGHT;
	struct doc_node *table = doc_table(d, d->root,
	    str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(t->unit_name),
	        STR_ARG(period_show(rq->mem, period_ytd(t->period), rq->lang))),
	    STR("tkr"), col, k);
	table->id = STR("resultat");
	page_head(d, table, head, k);
	for (size_t r = 0; r < t->n_row; r++)
		put_row(rq, d, table, t, r, col_of, n, x);
}

static void
put_units(struct req *rq, struct doc *d, const struct unit_table *t)
{
	static const struct doc_col col[] = {{DOC_LEFT, 2}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc_node *table = doc_table(d, d->root,
	    page_say(rq, "Nettokostnad per enhet", "Net cost per unit"), STR("Mkr"), col, 6);

	table->id = STR("enheter");
	page_head(d, table,
	    (const str[]){page_say(rq, "Enhet", "Unit"),
	        page_say(rq, "Utfall föreg. år", "Last year"), page_say(rq, "Utfall", "Outcome"),
	        page_say(rq, "Nettokostnadsutv. %", "Net cost change %"),
	        page_say(rq, "Budgetavvikelse", "Variance"),
	        page_say(rq, "Årsbudget", "Full-year budget")},
	    6);
	for (size_t r = 0; r < t->n_row; r++) {
		const struct unit_row *x = &t->row[r];
		struct doc_node *row = doc_row(d, table,
		    x->level == 0       ? DOC_ROW_TOTAL
		        : x->level == 1 ? DOC_ROW_SUBTOTAL
		                        : DOC_ROW_BODY);
		row->level = x->level > 1 ? x->level - 1 : 0;
		page_link_cell(d, row, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", x->id),
		    x->moved ? str_fmt(rq->mem, "%.*s *", STR_ARG(x->name)) : x->name);
		page_amount(d, row, x->last_year, SCALE_MKR, STR(""));
		page_amount(d, row, x->this_year, SCALE_MKR, STR(""));
		page_percent(d, row, x->development_percent);
		page_amount(d, row, x->variance, SCALE_MKR, STR(""));
		page_amount(d, row, x->full_year_budget, SCALE_MKR, STR(""));
	}
}

/* ---- what is asked for ---- */

static const struct page_option budgets[] = {{"reviderad", "reviderad", "revised"},
    {"beslutad", "fullmäktiges", "the council's"}, {"antagen", "antagen", "adopted"}};
static const struct page_option trees[] = {{"ny", "periodens", "the period's"},
    {"gammal", "föregående års", "last year's"}, {"egen", "var sitt års", "each year's own"}};
static const struct page_option closings[] = {{"med", "med period 13", "with period 13"},
    {"utan", "utan period 13", "without period 13"}};
static const struct page_option prelims[] = {{"med", "med", "with"}, {"utan", "utan", "without"}};

static int
chosen(const struct req *rq, const char *query, const struct page_option *o, int n)
{
	str now = req_query(rq, query);

	for (int i = 0; i < n; i++)
		if (str_eq(now, str_of(o[i].value)))
			return i;
	return 0;
}

/* Only what makes a difference can be chosen. */
static void
put_choices(struct req *rq, struct doc *d, const struct result *t, const struct unit_table *u)
{
	if (t->budget_changed)
		page_choice(rq, d, page_say(rq, "Budget", "Budget"), "budget", budgets,
		    COUNTOF(budgets));
	if (u->n_move > 0 || t->n_move > 0)
		page_choice(rq, d, page_say(rq, "Enheter enligt", "Units as of"), "struktur", trees,
		    COUNTOF(trees));
	if (t->has_closing)
		page_choice(rq, d, page_say(rq, "Bokslutsposter", "Closing entries"), "bokslut",
		    closings, COUNTOF(closings));
	if (t->has_preliminary)
		page_choice(rq, d,
		    page_say(rq, "Preliminära justeringar", "Preliminary adjustments"),
		    "preliminart", prelims, COUNTOF(prelims));
}

static void
put_more(struct req *rq, struct doc *d, str unit)
{
	static const struct {
		enum page_id page;
		const char *sv, *en;
	} more[] = {{PAGE_budget, "Budget och omfördelningar", "Budget and transfers"},
	    {PAGE_forecast, "Prognos", "Forecast"},
	    {PAGE_variances, "Avvikelser att förklara", "Variances to explain"},
	    {PAGE_consolidated, "Konsoliderat resultat", "Consolidated result"},
	    {PAGE_search, "Sök verifikationer", "Search vouchers"}};
	struct doc_node *p = doc_add(d, d->root, DOC_PARA);

	for (size_t i = 0; i < COUNTOF(more); i++) {
		if (i > 0)
			doc_text(d, p, STR(" · "));
		page_link(d, p, url_with(rq, more[i].page, STR(""), STR(""), "enhet", unit),
		    page_say(rq, more[i].sv, more[i].en));
	}
}

static void
put_way(struct req *rq, str unit)
{
	const struct model *m = rq->view->model;
	str way[6];
	size_t n = 0;
	const struct unit *u = find_unit(m, unit);

	while (u != NULL && n < COUNTOF(way) && !str_eq(u->id, view_unit(rq->view))) {
		u = u->parent.n > 0 ? find_unit(m, u->parent) : NULL;
		if (u != NULL)
			way[n++] = u->id;
	}
	while (u != NULL && n > 0) {
		u = find_unit(m, way[--n]);
		page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", u->id),
		    u->name);
	}
}

bool
page_economy(struct req *rq, struct html *h, struct err *e)
{
	const struct view *v = rq->view;
	struct table_ask ask = {v->ctx.period, page_unit(rq), SCALE_TKR,
	    .budget = (enum budget_basis)chosen(rq, "budget", budgets, COUNTOF(budgets)),
	    .structure = (enum structure)chosen(rq, "struktur", trees, COUNTOF(trees)),
	    .no_closing = chosen(rq, "bokslut", closings, COUNTOF(closings)) == 1,
	    .no_preliminary = chosen(rq, "preliminart", prelims, COUNTOF(prelims)) == 1};
	struct table_ask in_mkr = ask;
	struct result *result;
	struct unit_table *units;
	struct remark *rem;
	size_t n_rem;

	in_mkr.scale = SCALE_MKR;
	if (!result_table(v->economy, &ask, rq->mem, &result, e) ||
	    !unit_table(v->economy, &in_mkr, rq->mem, &units, e))
		return false;
	put_way(rq, ask.unit);
	rq->title = str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_economy, rq->lang)),
	    STR_ARG(result->unit_name));
	struct doc *d = page_doc(rq);
	put_more(rq, d, ask.unit);
	put_choices(rq, d, result, units);
	put_result(rq, d, result);
	result_remarks(result, rq->mem, &rem, &n_rem);
	page_remarks(rq, d, rem, n_rem);
	put_notes(rq, d, result);
	if (!ask.no_preliminary && !page_adjustments(rq, d, ask.unit, STR(""), e))
		return false;
	if (units->n_row > 1) {
		put_units(rq, d, units);
		unit_remarks(units, rq->mem, &rem, &n_rem);
		page_remarks(rq, d, rem, n_rem);
	}
	return page_put(rq, d, h, e);
}
