/* Objectives and how they stand, goal by goal. */
#include "core/plan/status.h"
#include "web/page.h"

static enum doc_status
mark(enum status s)
{
	static const enum doc_status of[] = {[STATUS_ej_bedomt] = DOC_ST_NONE,
	    [STATUS_helt] = DOC_ST_MET,
	    [STATUS_delvis] = DOC_ST_PARTLY,
	    [STATUS_inte] = DOC_ST_NOT};

	return of[s];
}

static void
objective_row(struct req *rq, struct doc *d, struct doc_node *table,
    const struct objective_status *o)
{
	struct doc_node *row = doc_row(d, table, DOC_ROW_BODY);

	page_link_cell(d, row, url_to(rq, PAGE_objective, o->objective->id, STR(""), STR("")),
	    o->objective->title);
	struct doc_node *cell = doc_add(d, row, DOC_CELL);
	doc_status(d, cell, mark(o->status), status_word(o->status, rq->lang));
	doc_cell(d, row, verdict_word(o->suggestion.verdict, rq->lang));
	struct doc_node *n = doc_cell(d, row, str_fmt(rq->mem, "%zu", o->n_indicator));
	n->has_value = true;
	n->value = dec_int((int64_t)o->n_indicator);
}

bool
page_goals(struct req *rq, struct html *h, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 4}, {DOC_LEFT, 1}, {DOC_LEFT, 1},
	    {DOC_RIGHT, 0}};
	struct plan_status s;
	const struct goal *goal = NULL;
	struct doc_node *table = NULL;

	if (!plan_status(rq->mem, rq->view->model, rq->view->ctx.body, rq->view->ctx.period, &s, e))
		return false;
	rq->title = word(W_goals, rq->lang);
	struct doc *d = page_text(rq, STR("::: diagram malstatus\n"), e);
	if (d == NULL)
		return false;
	d->finished = false;
	for (size_t i = 0; i < s.n_objective; i++) {
		const struct objective_status *o = &s.objective[i];
		if (table == NULL || o->goal != goal) {
			goal = o->goal;
			str name = goal != NULL
			    ? str_fmt(rq->mem, "%d. %.*s", goal->number, STR_ARG(goal->name))
			    : page_say(rq, "Utan regionmål", "Without goal");
			table = doc_table(d, d->root, name, STR(""), col, (int)COUNTOF(col));
			page_head(d, table,
			    (const str[]){page_say(rq, "Delmål", "Objective"),
			        page_say(rq, "Bedömning", "Judgement"),
			        page_say(rq, "Beräknad bedömning", "Calculated"),
			        page_say(rq, "Indikatorer", "Indicators")},
			    4);
		}
		objective_row(rq, d, table, o);
	}
	return page_put(rq, d, h, e);
}
