/* Staff: headcount, sick leave, survey. */
#include "web/page.h"

bool
page_staff(struct req *rq, struct html *h, struct err *e)
{
	rq->title = word(W_staff, rq->lang);
	struct doc *d = page_text(rq,
	    STR("::: diagram sjukfranvaro\n\n::: tabell anstallda\n\n"
	        "::: tabell sjukfranvaro\n\n::: tabell sjuktal\n\n::: tabell medarbetare\n"),
	    e);
	return d != NULL && page_put(rq, d, h, e);
}
