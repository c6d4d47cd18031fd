/* A figure: its value, and what it is made of, down to the vouchers. */
#include "web/page.h"

#define DEPTH_MAX 12

static void
put_node(struct req *rq, struct doc *d, struct doc_node *list, const struct fact_node *n, int depth)
{
	struct doc_node *item = doc_add(d, list, DOC_ITEM), *p = doc_add(d, item, DOC_PARA);

	if (n->fact.n > 0 && depth > 0)
		page_link(d, p, url_fact(rq, n->fact), n->label[rq->lang]);
	else if (n->link_line.n > 0)
		page_link(d, p,
		    url_with(rq, PAGE_line, n->link_line, STR(""), "enhet", n->link_unit),
		    n->label[rq->lang]);
	else
		doc_text(d, p, n->label[rq->lang]);
	if (dec_ok(n->value)) {
		struct sb b;
		str text;
		sb_init(&b, rq->mem, 256);
		sb_lit(&b, ": ");
		dec_show(&b, n->value, rq->lang);
		sb_str(&b,
		    n->unit == FACT_KR            ? STR("\xc2\xa0kr")
		        : n->unit == FACT_PERCENT ? STR("\xc2\xa0%")
		                                  : STR(""));
		if (n->unit_text.n > 0)
			sb_printf(&b, "\xc2\xa0%.*s", STR_ARG(n->unit_text));
		(void)!sb_done(&b, &text);
		doc_text(d, p, text);
	}
	if (n->formula[rq->lang].n > 0)
		doc_text(d, p, str_fmt(rq->mem, " = %.*s", STR_ARG(n->formula[rq->lang])));
	if (n->source[rq->lang].n > 0)
		doc_text(d, p, str_fmt(rq->mem, " (%.*s)", STR_ARG(n->source[rq->lang])));
	if (n->first == NULL || depth == DEPTH_MAX)
		return;
	struct doc_node *sub = doc_add(d, item, DOC_LIST);
	for (const struct fact_node *k = n->first; k != NULL; k = k->next)
		put_node(rq, d, sub, k, depth + 1);
}

static void
put_term(struct doc *d, struct doc_node *defs, str term, str desc)
{
	if (desc.n == 0)
		return;
	doc_text(d, doc_add(d, defs, DOC_TERM), term);
	doc_text(d, doc_add(d, defs, DOC_DESC), desc);
}

bool
page_fact(struct req *rq, struct html *h, struct err *e)
{
	str name = req_query(rq, "namn"), shown;
	struct fact f;
	struct fact_node *n;
	struct fact_format any = {.decimals = -1};

	if (!fact_get(rq->view->facts, name, &f, e) || !fact_explain(rq->view->facts, name, &n, e))
		return false;
	if (!dec_ok(f.value) && f.text.n > 0)
		shown = f.text;
	else if (!fact_show(&f, &any, rq->lang, rq->mem, &shown, e))
		return false;
	rq->title = f.label[rq->lang];
	struct doc *d = page_doc(rq);
	struct doc_node *defs = doc_add(d, d->root, DOC_DEFS);
	put_term(d, defs, page_say(rq, "Värde", "Value"), shown);
	put_term(d, defs, page_say(rq, "Saknas", "Missing"), f.missing[rq->lang]);
	put_term(d, defs, page_say(rq, "Namn", "Name"), f.name);
	put_term(d, defs, page_say(rq, "Period", "Period"),
	    period_show(rq->mem, f.period, rq->lang));
	put_term(d, defs, page_say(rq, "Källa", "Source"), f.source[rq->lang]);
	doc_heading(d, d->root, 1, page_say(rq, "Underlag", "Derivation"))->unnumbered = true;
	put_node(rq, d, doc_add(d, d->root, DOC_LIST), n, 0);
	return page_put(rq, d, h, e);
}
