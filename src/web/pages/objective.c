/* One objective: status, indicators, analysis, and how it was assessed. */
#include "core/plan/explain.h"
#include "web/messages.h"
#include "web/page.h"

/* The rows of an explanation as a table of two columns. */
static void
put_explanation(struct req *rq, struct doc *d, const struct explain *x)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 2}};
	struct doc_node *t = doc_table(d, d->root,
	    page_say(rq, "Så är bedömningen gjord", "How the assessment was made"), STR(""), col, 2);

	page_head(d, t, (const str[]){page_say(rq, "Del", "Part"), page_say(rq, "Uppgift", "Value")}, 2);
	for (size_t i = 0; i < x->n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		row->level = x->row[i].indent;
		struct doc_node *name = doc_cell(d, row, x->row[i].label[rq->lang]);
		name->header = true;
		doc_cell(d, row, x->row[i].value[rq->lang]);
	}
}

static void
put_indicators(struct req *rq, struct doc *d, str objective)
{
	const struct model *m = rq->view->model;
	struct doc_node *list = NULL;

	for (size_t i = 0; i < m->n_indicator; i++) {
		if (!str_eq(m->indicator[i].objective, objective))
			continue;
		if (list == NULL) {
			doc_heading(d, d->root, 1, page_say(rq, "Indikatorer", "Indicators"))->unnumbered = true;
			list = doc_add(d, d->root, DOC_LIST);
		}
		struct doc_node *p = doc_add(d, doc_add(d, list, DOC_ITEM), DOC_PARA);
		page_link(d, p, url_to(rq, PAGE_indicator, m->indicator[i].id, STR(""), STR("")),
		    m->indicator[i].name);
	}
}

bool
page_objective(struct req *rq, struct html *h, struct err *e)
{
	str id = req_path(rq, "id");
	const struct objective *o = find_objective(rq->view->model, id);
	struct explain x;

	if (o == NULL)
		return fail(e, RC_NOT_FOUND, MSG_web_no_such, ARG(page_say(rq, "delmål", "objective")),
		    ARG(id));
	rq->title = o->title;
	struct doc *d = page_text(rq, str_fmt(rq->mem, "::: delmal %.*s\n", STR_ARG(id)), e);
	if (d == NULL || !plan_explain(rq->mem, rq->view->model, id, rq->view->ctx.period, &x, e))
		return false;
	d->finished = false;
	put_indicators(rq, d, id);
	put_explanation(rq, d, &x);
	return page_put(rq, d, h, e);
}
