/* One objective: status, indicators, analysis, and how it was assessed. */
#include "web/messages.h"
#include "web/page.h"
#include "work/explained.h"

static void
put_indicators(struct req *rq, struct doc *d, str objective)
{
	const struct model *m = rq->view->model;
	struct doc_node *list = NULL;

	for (size_t i = 0; i < m->n_indicator; i++) {
		if (!str_eq(m->indicator[i].objective, objective))
			continue;
		if (list == NULL) {
			doc_heading(d, d->root, 1, page_say(rq, "Indikatorer", "Indicators"))
			    ->unnumbered = true;
			list = doc_add(d, d->root, DOC_LIST);
		}
		struct doc_node *p = doc_add(d, doc_add(d, list, DOC_ITEM), DOC_PARA);
		page_link(d, p, url_to(rq, PAGE_indicator, m->indicator[i].id, STR(""), STR("")),
		    m->indicator[i].name);
	}
}

/* The page's own heading has said the title. */
static void
drop_heading(struct doc *d)
{
	struct doc_node *section = d->root->first;

	must(section != NULL && section->first != NULL && section->first->kind == DOC_HEADING);
	section->first = section->first->next;
	if (section->first == NULL)
		section->last = NULL;
}

bool
page_objective(struct req *rq, struct html *h, struct err *e)
{
	str id = req_path(rq, "id");
	const struct objective *o = find_objective(rq->view->model, id);
	struct explain x;
	bool frozen;

	if (o == NULL)
		return fail(e, RC_NOT_FOUND, MSG_web_no_such,
		    ARG(page_say(rq, "delmål", "objective")), ARG(id));
	rq->title = o->title;
	struct doc *d = page_text(rq, str_fmt(rq->mem, "::: delmal %.*s\n", STR_ARG(id)), e);
	if (d == NULL || !explained(rq->view, id, &x, &frozen, e))
		return false;
	drop_heading(d);
	d->finished = false;
	put_indicators(rq, d, id);
	page_explanation(rq, d,
	    frozen ? page_say(rq, "Så är bedömningen gjord, när rapporten beslutades",
	                 "How the assessment was made, when the report was decided")
	           : page_say(rq, "Så är bedömningen gjord", "How the assessment was made"),
	    &x);
	return page_put(rq, d, h, e);
}
