/* Investments per area: the region's, and the board's own. */
#include "web/page.h"

bool
page_investments(struct req *rq, struct html *h, struct err *e)
{
	rq->title = word(W_investments, rq->lang);
	struct doc *d = page_text(rq,
	    STR("::: diagram investeringar\n\n::: tabell investeringar\n\n::: tabell projekt\n"),
	    e);
	return d != NULL && page_put(rq, d, h, e);
}
