/* What is to be explained: variances beyond a limit, and how much of them is. */
#include "core/economy/explain.h"
#include "web/page.h"

#define KR_DEFAULT 1000000

static void
put_row(struct req *rq, struct doc *d, struct doc_node *t, const struct variance_item *v)
{
	struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);

	page_link_cell(d, row, url_with(rq, PAGE_variances, STR(""), STR(""), "enhet", v->unit),
	    v->unit_name);
	if (v->line.n > 0)
		page_link(d, doc_add(d, row, DOC_CELL),
		    url_with(rq, PAGE_line, v->line, STR(""), "enhet", v->unit), v->line_name);
	page_amount(d, row, v->outcome, SCALE_TKR, STR(""));
	page_amount(d, row, v->budget, SCALE_TKR, STR(""));
	page_amount(d, row, v->variance, SCALE_TKR, STR(""));
	page_percent(d, row, (struct amount){.ok = dec_ok(v->percent), .percent = v->percent});
	page_ore(d, row, v->explained_ore, SCALE_TKR);
	page_ore(d, row, v->rest_ore, SCALE_TKR);
	doc_cell(d, row,
	    v->has_variance_text ? page_say(rq, "Finns", "Written")
	                         : page_say(rq, "Saknas", "Missing"));
}

static void
put_units(struct req *rq, struct doc *d, const struct variance_item *v, size_t n)
{
	static const char *const head[] = {"Enhet", "Utfall", "Budget", "Avvikelse", "%",
	    "Förklarat", "Återstår", "Analys", "Unit", "Outcome", "Budget", "Variance", "%",
	    "Explained", "Remains", "Analysis"};
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"enheter", "lrrrrrrl",
	        page_say(rq, "Enheternas nettokostnad", "Net cost of units"), STR("tkr"), 8, head});

	for (size_t i = 0; i < n; i++)
		put_row(rq, d, t, &v[i]);
}

static void
put_lines(struct req *rq, struct doc *d, const struct variance_item *v, size_t n)
{
	static const char *const head[] = {"Enhet", "Rad", "Utfall", "Budget", "Avvikelse", "%",
	    "Förklarat", "Återstår", "Analys", "Unit", "Line", "Outcome", "Budget", "Variance", "%",
	    "Explained", "Remains", "Analysis"};
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"rader", "llrrrrrrl",
	        page_say(rq, "Rader, störst först", "Lines, largest first"), STR("tkr"), 9, head});

	for (size_t i = 0; i < n; i++)
		put_row(rq, d, t, &v[i]);
}

/* ?over=KRONOR, else a million. */
static int64_t
limit(const struct req *rq)
{
	int64_t kr = KR_DEFAULT, ore;

	if (!str_i64(req_query(rq, "over"), &kr) || kr < 0 || __builtin_mul_overflow(kr, 100, &ore))
		return (int64_t)KR_DEFAULT * 100;
	return ore;
}

bool
page_variances(struct req *rq, struct html *h, struct err *e)
{
	static const struct page_option over[] = {{"1000000", "en miljon kronor", "one million"},
	    {"5000000", "fem miljoner", "five million"},
	    {"10000000", "tio miljoner", "ten million"}, {"0", "alla", "all"}};
	const struct view *v = rq->view;
	struct variance_limit lim = {.min_ore = limit(rq), .min_percent = dec_bad()};
	struct variance_item *unit, *line;
	size_t n_unit, n_line;
	str top = page_unit(rq);
	const struct unit *u = find_unit(v->model, top);

	if (!variance_units(v->economy, v->ctx.period, top, &lim, rq->mem, &unit, &n_unit, e) ||
	    !variance_list(v->economy, v->ctx.period, top, &lim, rq->mem, &line, &n_line, e))
		return false;
	page_step(rq, url_with(rq, PAGE_economy, STR(""), STR(""), "enhet", top),
	    word(W_economy, rq->lang));
	rq->title = str_fmt(rq->mem, "%s: %.*s",
	    rq->lang == LANG_SV ? "Avvikelser att förklara" : "Variances to explain",
	    STR_ARG(u != NULL ? u->name : top));
	struct doc *d = page_doc(rq);
	page_choice(rq, d, page_say(rq, "Avvikelser på minst", "Variances of at least"), "over",
	    over, COUNTOF(over));
	if (n_unit > 0)
		put_units(rq, d, unit, n_unit);
	if (n_line > 0)
		put_lines(rq, d, line, n_line);
	if (n_unit + n_line == 0)
		doc_para(d, d->root,
		    page_say(rq, "Ingen avvikelse är så stor.", "No variance is that large."));
	return page_put(rq, d, h, e);
}
