/* Assignments by who gave them and to whom. */
#include "core/plan/status.h"
#include "web/page.h"

static enum doc_status
mark(enum execution x)
{
	static const enum doc_status of[] = {[EXECUTION_ej_paborjad] = DOC_ST_NONE,
	    [EXECUTION_pagar] = DOC_ST_INFO,
	    [EXECUTION_klar] = DOC_ST_MET,
	    [EXECUTION_klar_med_avvikelse] = DOC_ST_PARTLY,
	    [EXECUTION_avbruten] = DOC_ST_NOT};

	return of[x];
}

static str
body_name(const struct model *m, str id)
{
	const struct body *b = find_body(m, id);

	return b != NULL ? b->name : id;
}

static str
addressees(struct req *rq, const struct assignment_status *a)
{
	struct sb b;
	str out;

	sb_init(&b, rq->mem, 4096);
	for (size_t i = 0; i < a->n_addressee; i++) {
		if (i > 0)
			sb_lit(&b, ", ");
		sb_str(&b, body_name(rq->view->model, a->addressee[i]->body));
	}
	(void)!sb_done(&b, &out);
	return out;
}

static str
attainment(struct req *rq, const struct assignment_status *a)
{
	struct sb b;
	str out;

	sb_init(&b, rq->mem, 4096);
	for (size_t i = 0; i < a->n_measure; i++) {
		const struct measure_status *m = &a->measure[i];
		if (!dec_ok(m->a.percent))
			continue;
		if (b.n > 0)
			sb_lit(&b, "; ");
		sb_str(&b, method_word(m->a.in.method, rq->lang));
		sb_chr(&b, ' ');
		dec_show(&b, dec_rescale(m->a.percent, 0, DEC_HALF_UP), rq->lang);
		sb_lit(&b, "\xc2\xa0%");
	}
	(void)!sb_done(&b, &out);
	return out;
}

bool
page_assignments(struct req *rq, struct html *h, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 4}, {DOC_LEFT, 2}, {DOC_LEFT, 1},
	    {DOC_LEFT, 0}, {DOC_LEFT, 1}};
	struct plan_status s;

	if (!plan_status(rq->mem, rq->view->model, rq->view->ctx.body, rq->view->ctx.period, &s, e))
		return false;
	rq->title = word(W_assignments, rq->lang);
	struct doc *d = page_doc(rq);
	struct doc_node *t = doc_table(d, d->root, word(W_assignments, rq->lang), STR(""), col, 5);
	page_head(d, t,
	    (const str[]){page_say(rq, "Uppdrag", "Assignment"),
	        page_say(rq, "Riktas till", "Addressed to"), page_say(rq, "Status", "Status"),
	        page_say(rq, "Slutdatum", "Deadline"),
	        page_say(rq, "Måluppfyllelse", "Attainment")},
	    5);
	for (size_t i = 0; i < s.n_assignment; i++) {
		const struct assignment_status *a = &s.assignment[i];
		enum execution x = a->report != NULL ? a->report->status : EXECUTION_ej_paborjad;
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		page_link_cell(d, row,
		    url_to(rq, PAGE_assignment, a->assignment->id, STR(""), STR("")),
		    a->assignment->title);
		doc_cell(d, row, addressees(rq, a));
		doc_status(d, doc_add(d, row, DOC_CELL), mark(x), execution_word(x, rq->lang));
		doc_cell(d, row,
		    date_ok(a->assignment->deadline) ? date_str(rq->mem, a->assignment->deadline)
		                                     : STR(""));
		doc_cell(d, row, attainment(rq, a));
	}
	if (s.n_assignment == 0)
		return page_put(rq, page_doc(rq), h, e);
	return page_put(rq, d, h, e);
}
