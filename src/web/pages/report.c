/* The report as it will be printed, and as PDF with ?pdf=1. */
#include "core/report/report.h"
#include "doc/pdf/pdf.h"
#include "web/page.h"
#include "work/report.h"

bool
page_report(struct req *rq, struct html *h, struct err *e)
{
	struct doc *d;
	struct diag found;

	diag_init(&found, rq->mem, 100);
	if (!report_document(rq->view, rq->lang, rq->mem, &d, &found, e))
		return false;
	rq->title = str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(d->title), STR_ARG(d->author));
	if (req_query(rq, "pdf").n > 0) {
		struct sb b;
		sb_init(&b, rq->mem, (size_t)64 << 20);
		if (!pdf_write(d, &(struct pdf_opts){0}, &b, e))
			return false;
		return sb_done(&b, &rq->pdf);
	}
	if (req_query(rq, "csv").n > 0)
		return page_put(rq, d, h, e);
	html_lit(h, "<div class=\"card paper\">\n", 25);
	bool ok = page_put(rq, d, h, e);
	html_lit(h, "</div>\n", 7);
	return ok;
}
