/* What the checks found for the body and period. */
#include "web/page.h"
#include "work/check.h"

static const enum doc_status mark[] = {
    [SEV_NOTE] = DOC_ST_INFO, [SEV_WARNING] = DOC_ST_PARTLY, [SEV_ERROR] = DOC_ST_NOT};
static const char *const severity[LANG__COUNT][3] = {{"Notering", "Varning", "Fel"},
    {"Note", "Warning", "Error"}};

static void
put_finding(struct req *rq, struct doc *d, struct doc_node *table, const struct check_finding *f)
{
	struct doc_node *row = doc_row(d, table, DOC_ROW_BODY);
	struct doc_node *cell = doc_add(d, row, DOC_CELL);

	cell->header = true;
	if (f->waiver != NULL)
		doc_status(d, cell, DOC_ST_NONE, page_say(rq, "Godkänt avsteg", "Waiver"));
	else
		doc_status(d, cell, mark[f->sev], str_of(severity[rq->lang][f->sev]));
	doc_cell(d, row, str_of(f->rule->title[rq->lang]));
	doc_cell(d, row, f->text[rq->lang]);
	doc_cell(d, row, f->place);
}

bool
page_checks(struct req *rq, struct html *h, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 1}, {DOC_LEFT, 3},
	    {DOC_LEFT, 1}};
	struct check_list found;

	if (!report_check(rq->view, NULL, rq->today, &found, e))
		return false;
	rq->title = word(W_checks, rq->lang);
	struct doc *d = page_doc(rq);
	doc_para(d, d->root,
	    str_fmt(rq->mem,
	        rq->lang == LANG_SV ? "%zu fel, %zu varningar, %zu noteringar."
	                            : "%zu errors, %zu warnings, %zu notes.",
	        found.count[SEV_ERROR], found.count[SEV_WARNING], found.count[SEV_NOTE]));
	if (found.n == 0)
		return page_put(rq, d, h, e);
	struct doc_node *t = doc_table(d, d->root, page_say(rq, "Anmärkningar", "Findings"),
	    STR(""), col, 4);
	t->id = STR("anmarkningar");
	page_head(d, t,
	    (const str[]){page_say(rq, "Grad", "Severity"), page_say(rq, "Regel", "Rule"),
	        page_say(rq, "Vad", "What"), page_say(rq, "Var", "Where")},
	    4);
	for (int sev = SEV_ERROR; sev >= SEV_NOTE; sev--)
		for (size_t i = 0; i < found.n; i++)
			if ((int)found.v[i].sev == sev)
				put_finding(rq, d, t, &found.v[i]);
	return page_put(rq, d, h, e);
}
