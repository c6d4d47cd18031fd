/* The full year: proposed, and what became of the year's earlier forecasts. */
#include "core/economy/forecast.h"
#include "web/page.h"

static const char *const way_word[LANG__COUNT][FORECAST__METHODS] = {
    {"Linjär", "Förra årets profil", "Utfall och återstående budget", "Säsong"},
    {"Linear", "Last year's profile", "Outcome and remaining budget", "Seasonal"}};

static bool
propose_row(struct req *rq, struct doc *d, struct doc_node *t, const struct result_line *l,
    const struct forecast_tried *tried, str unit, struct err *e)
{
	const struct view *v = rq->view;
	period p = v->ctx.period;
	struct forecast_proposal f;

	if (!forecast_propose(v->economy, tried, unit, l != NULL ? l->id : STR(""), p.to.y, p.to.m,
	        &f, e))
		return false;
	if (!f.any)
		return true;
	struct doc_node *row = doc_row(d, t, l == NULL ? DOC_ROW_TOTAL : DOC_ROW_BODY);
	if (l != NULL)
		page_link_cell(d, row, url_with(rq, PAGE_line, l->id, STR(""), "enhet", unit),
		    l->name);
	else
		doc_cell(d, row, page_say(rq, "Nettokostnad", "Net cost"))->header = true;
	for (int k = 0; k < FORECAST__METHODS; k++)
		page_amount(d, row, f.value[k], SCALE_TKR, STR(""));
	page_amount(d, row, f.value[f.best], SCALE_TKR, STR(""));
	page_amount(d, row, (struct amount){.ok = f.has_interval, .ore = f.low_ore}, SCALE_TKR,
	    STR(""));
	page_amount(d, row, (struct amount){.ok = f.has_interval, .ore = f.high_ore}, SCALE_TKR,
	    STR(""));
	doc_cell(d, row, str_of(way_word[rq->lang][f.best]));
	return true;
}

static bool
put_proposal(struct req *rq, struct doc *d, const struct forecast_tried *tried, str unit,
    struct err *e)
{
	static const char *const head[] = {"Rad", "Linjär", "Profil", "Budget", "Säsong",
	    "Föreslås", "Från", "Till", "Metod", "Line", "Linear", "Profile", "Budget", "Season",
	    "Proposed", "Low", "High", "Method"};
	const struct model *m = rq->view->model;
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"forslag", "lrrrrrrrl",
	        page_say(rq, "Föreslagen helårsprognos", "Proposed full-year forecast"), STR("tkr"),
	        9, head});

	for (size_t i = 0; i <= m->n_result_line; i++) {
		const struct result_line *l = i < m->n_result_line ? &m->result_line[i] : NULL;
		if (l != NULL && (l->kind == LINE_KIND_total || l->kind == LINE_KIND_net))
			continue;
		if (!propose_row(rq, d, t, l, tried, unit, e))
			return false;
	}
	return true;
}

static bool
put_outcome(struct req *rq, struct doc *d, str unit, struct err *e)
{
	const struct view *v = rq->view;
	struct forecast_outcome *o;
	size_t n, n_made;

	if (!forecast_compare(v->economy, unit, v->ctx.period, rq->mem, &o, &n, &n_made, e))
		return false;
	if (n_made == 0 || n == 0)
		return true;
	int n_col = (int)n_made * 2 + 3;
	struct doc_col *col = arena_array(rq->mem, (size_t)n_col, struct doc_col);
	for (int i = 0; i < n_col; i++)
		col[i] = (struct doc_col){i == 0 ? DOC_LEFT : DOC_RIGHT, i == 0};
	struct doc_node *t = doc_table(d, d->root,
	    page_say(rq, "Sparade prognoser mot utfallet", "Stored forecasts against the outcome"),
	    STR("tkr"), col, n_col);
	t->id = STR("prognoser");
	struct doc_node *row = doc_row(d, t, DOC_ROW_HEAD);
	doc_cell(d, row, page_say(rq, "Rad", "Line"));
	for (size_t k = 0; k < n_made; k++) {
		str when = period_show(rq->mem, o[0].made[k].period, rq->lang);
		doc_cell(d, row, str_fmt(rq->mem, "Prognos %.*s", STR_ARG(when)));
		doc_cell(d, row,
		    str_fmt(rq->mem, "%s %.*s", rq->lang == LANG_SV ? "Fel" : "Error",
		        STR_ARG(when)));
	}
	doc_cell(d, row, page_say(rq, "Utfall", "Outcome"));
	doc_cell(d, row, page_say(rq, "Årsbudget", "Full-year budget"));
	for (size_t i = 0; i < n; i++) {
		row = doc_row(d, t,
		    o[i].kind == LINE_KIND_net         ? DOC_ROW_TOTAL
		        : o[i].kind == LINE_KIND_total ? DOC_ROW_SUBTOTAL
		                                       : DOC_ROW_BODY);
		doc_cell(d, row, o[i].name)->header = true;
		for (size_t k = 0; k < n_made; k++) {
			page_amount(d, row, o[i].made[k].value, SCALE_TKR, STR(""));
			page_amount(d, row, o[i].made[k].error, SCALE_TKR, STR(""));
		}
		page_amount(d, row, o[i].outcome, SCALE_TKR, STR(""));
		page_amount(d, row, o[i].budget, SCALE_TKR, STR(""));
	}
	return true;
}

static void
put_backtest(struct req *rq, struct doc *d, const struct forecast_tried *tried)
{
	static const char *const head[] = {"Efter månad", "Metod", "Celler", "Fel, %",
	    "After month", "Method", "Cells", "Error, %"};
	const struct forecast_score *s = tried->score;
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"prov", "llrr",
	        page_say(rq, "Så mycket hade metoderna felat på åren i databasen",
	            "How much the methods would have missed on the years in the database"),
	        STR(""), 4, head});
	for (size_t i = 0; i < tried->n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, month_name(s[i].month, rq->lang))->header = true;
		doc_cell(d, row, str_of(way_word[rq->lang][s[i].method]));
		doc_cell(d, row, str_fmt(rq->mem, "%zu", s[i].n));
		page_percent(d, row,
		    (struct amount){.ok = dec_ok(s[i].error_percent),
		        .percent = s[i].error_percent});
	}
}

bool
page_forecast(struct req *rq, struct html *h, struct err *e)
{
	str unit = page_unit(rq);
	struct forecast_score *score;
	struct forecast_tried tried;
	const struct unit *u = find_unit(rq->view->model, unit);

	if (!forecast_backtest(rq->view->economy, unit, rq->mem, &score, &tried.n, e))
		return false;
	tried.score = score;
	page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", unit),
	    word(W_economy, rq->lang));
	rq->title = str_fmt(rq->mem, "%s: %.*s", rq->lang == LANG_SV ? "Prognos" : "Forecast",
	    STR_ARG(u != NULL ? u->name : unit));
	struct doc *d = page_doc(rq);
	if (!put_outcome(rq, d, unit, e) || !put_proposal(rq, d, &tried, unit, e))
		return false;
	put_backtest(rq, d, &tried);
	doc_para(d, d->root,
	    page_say(rq,
	        "Förslaget sparas som tertialets prognos med kommandot tertial forecast --save. Det är metoden som har felat minst; intervallet är dess fel åt båda håll.",
	        "The proposal is stored as the tertial's forecast by the command tertial forecast --save. It is the method that has missed least; the interval is its error both ways."));
	return page_put(rq, d, h, e);
}
