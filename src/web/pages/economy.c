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

static void
put_result(struct req *rq, struct doc *d, const struct result *t)
{
	int col_of[COUNTOF(columns)], n = used(t, col_of);
	struct doc_col *col = arena_array(rq->mem, (size_t)n + 1, struct doc_col);
	str *head = arena_array(rq->mem, (size_t)n + 1, str);

	col[0].weight = 2;
	head[0] = page_say(rq, "Rad", "Line");
	for (int i = 0; i < n; i++) {
		col[i + 1].align = DOC_RIGHT;
		head[i + 1] = page_say(rq, columns[col_of[i]].sv, columns[col_of[i]].en);
	}
	struct doc_node *table = doc_table(d, d->root,
	    str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(t->unit_name),
	        STR_ARG(period_show(rq->mem, period_ytd(t->period), rq->lang))),
	    STR("tkr"), col, n + 1);
	table->id = STR("resultat");
	page_head(d, table, head, n + 1);
	for (size_t r = 0; r < t->n_row; r++) {
		const struct result_row *x = &t->row[r];
		bool total = x->kind == LINE_KIND_total || x->kind == LINE_KIND_net;
		struct doc_node *row = doc_row(d, table,
		    x->kind == LINE_KIND_net ? DOC_ROW_TOTAL
		        : total              ? DOC_ROW_SUBTOTAL
		                             : DOC_ROW_BODY);
		page_link_cell(d, row, url_with(rq, PAGE_line, x->id, STR(""), "enhet", t->unit),
		    x->name);
		for (int i = 0; i < n; i++) {
			enum result_col c = columns[col_of[i]].col;
			if (c == COL_CHANGE_PERCENT)
				page_percent(d, row, x->cell[c]);
			else
				page_amount(d, row, x->cell[c], SCALE_TKR,
				    result_fact(rq->mem, t, r, c));
		}
	}
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
		    x->name);
		page_amount(d, row, x->last_year, SCALE_MKR, STR(""));
		page_amount(d, row, x->this_year, SCALE_MKR, STR(""));
		page_percent(d, row, x->development_percent);
		page_amount(d, row, x->variance, SCALE_MKR, STR(""));
		page_amount(d, row, x->full_year_budget, SCALE_MKR, STR(""));
	}
}

bool
page_economy(struct req *rq, struct html *h, struct err *e)
{
	str unit = page_unit(rq);
	struct result *result;
	struct unit_table *units;
	const struct view *v = rq->view;

	if (!result_table(v->economy, v->ctx.period, unit, SCALE_TKR, rq->mem, &result, e) ||
	    !unit_table(v->economy, v->ctx.period, unit, SCALE_MKR, rq->mem, &units, e))
		return false;
	rq->title = str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_economy, rq->lang)),
	    STR_ARG(result->unit_name));
	struct doc *d = page_doc(rq);
	put_result(rq, d, result);
	put_notes(rq, d, result);
	if (units->n_row > 1)
		put_units(rq, d, units);
	return page_put(rq, d, h, e);
}
