/* One assignment: as the report prints it, and how its attainment was computed. */
#include "core/plan/explain.h"
#include "web/messages.h"
#include "web/page.h"

bool
page_assignment(struct req *rq, struct html *h, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 2}};
	str id = req_path(rq, "id");
	const struct assignment *a = find_assignment(rq->view->model, id);
	struct explain x;

	if (a == NULL)
		return fail(e, RC_NOT_FOUND, MSG_web_no_such, ARG(page_say(rq, "uppdrag", "assignment")),
		    ARG(id));
	rq->title = a->title;
	struct doc *d = page_text(rq, str_fmt(rq->mem, "::: uppdrag id=%.*s\n", STR_ARG(id)), e);
	if (d == NULL || !plan_explain(rq->mem, rq->view->model, id, rq->view->ctx.period, &x, e))
		return false;
	d->finished = false;
	struct doc_node *t = doc_table(d, d->root,
	    page_say(rq, "Så är måluppfyllelsen räknad", "How the attainment was computed"), STR(""), col, 2);
	page_head(d, t, (const str[]){page_say(rq, "Del", "Part"), page_say(rq, "Uppgift", "Value")}, 2);
	for (size_t i = 0; i < x.n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		row->level = x.row[i].indent;
		doc_cell(d, row, x.row[i].label[rq->lang])->header = true;
		doc_cell(d, row, x.row[i].value[rq->lang]);
	}
	return page_put(rq, d, h, e);
}
