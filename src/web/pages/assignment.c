/* One assignment: as the report prints it, and how its attainment was computed. */
#include "web/messages.h"
#include "web/page.h"
#include "work/explained.h"

bool
page_assignment(struct req *rq, struct html *h, struct err *e)
{
	str id = req_path(rq, "id");
	const struct assignment *a = find_assignment(rq->view->model, id);
	struct explain x;
	bool frozen;

	if (a == NULL)
		return fail(e, RC_NOT_FOUND, MSG_web_no_such,
		    ARG(page_say(rq, "uppdrag", "assignment")), ARG(id));
	rq->title = a->title;
	struct doc *d = page_text(rq, str_fmt(rq->mem, "::: uppdrag id=%.*s\n", STR_ARG(id)), e);
	if (d == NULL || !explained(rq->view, id, &x, &frozen, e))
		return false;
	d->finished = false;
	page_explanation(rq, d,
	    frozen
	        ? page_say(rq, "Så är måluppfyllelsen räknad, när rapporten beslutades",
	              "How the attainment was computed, when the report was decided")
	        : page_say(rq, "Så är måluppfyllelsen räknad", "How the attainment was computed"),
	    &x);
	return page_put(rq, d, h, e);
}
