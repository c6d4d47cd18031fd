/* What the checks found for the body and period. */
#include "core/check/check.h"
#include "web/page.h"

bool
page_checks(struct req *rq, struct html *h, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 1}, {DOC_LEFT, 3}};
	static const enum doc_status mark[] = {[SEV_NOTE] = DOC_ST_INFO, [SEV_WARNING] = DOC_ST_PARTLY,
	    [SEV_ERROR] = DOC_ST_NOT};
	static const char *const name[LANG__COUNT][3] = {{"Notering", "Varning", "Fel"},
	    {"Note", "Warning", "Error"}};
	struct diag found;

	diag_init(&found, rq->mem, 1000);
	if (!check_run(rq->view->facts, &found, e))
		return false;
	rq->title = word(W_checks, rq->lang);
	struct doc *d = page_doc(rq);
	if (found.n == 0) {
		doc_para(d, d->root, page_say(rq, "Inga anmärkningar.", "No findings."));
		return page_put(rq, d, h, e);
	}
	struct doc_node *t = doc_table(d, d->root, page_say(rq, "Anmärkningar", "Findings"), STR(""), col, 3);
	t->id = STR("anmarkningar");
	page_head(d, t, (const str[]){page_say(rq, "Grad", "Severity"), page_say(rq, "Regel", "Rule"),
	    page_say(rq, "Vad", "What")}, 3);
	for (int sev = SEV_ERROR; sev >= SEV_NOTE; sev--)
		for (size_t i = 0; i < found.n; i++) {
			if ((int)found.v[i].sev != sev)
				continue;
			struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
			doc_status(d, doc_add(d, row, DOC_CELL), mark[sev], str_of(name[rq->lang][sev]));
			doc_cell(d, row, str_of(found.v[i].rule));
			doc_cell(d, row, found.v[i].text[rq->lang]);
		}
	return page_put(rq, d, h, e);
}
