/* What the checks found for the body and period. */
#include "web/page.h"
#include "work/check.h"

static const enum doc_status mark[] = {
    [SEV_NOTE] = DOC_ST_INFO, [SEV_WARNING] = DOC_ST_PARTLY, [SEV_ERROR] = DOC_ST_NOT};
static const char *const severity[LANG__COUNT][3] = {{"Notering", "Varning", "Fel"},
    {"Note", "Warning", "Error"}};

/* What follows "delmal/" in a place, up to the next slash; false for another kind. */
static bool
of_kind(const struct check_finding *f, const char *kind, str *id)
{
	str head = str_of(kind);

	if (!str_has_prefix(f->place, head))
		return false;
	*id = str_sub(f->place, head.n, f->place.n);
	*id = str_sub(*id, 0, str_find(*id, STR("/"), 0));
	return true;
}

/* The page that a place is on; a figure's name is its derivation. */
static bool
page_of(struct req *rq, const struct check_finding *f, struct url *to)
{
	static const struct {
		const char *kind;
		enum page_id page;
		bool id; /* the page is about one thing */
	} pages_of[] = {{"delmal/", PAGE_objective, true}, {"indikator/", PAGE_indicator, true},
	    {"uppdrag/", PAGE_assignment, true}, {"avsnitt/", PAGE_report, false},
	    {"rapport/", PAGE_report, false}, {"resultat/", PAGE_economy, false},
	    {"konto/", PAGE_economy, false}, {"budget/", PAGE_economy, false},
	    {"investering/", PAGE_investments, false}, {"projekt/", PAGE_investments, false},
	    {"personal/", PAGE_staff, false}, {"regionmal/", PAGE_goals, false}};
	const struct measure *ms;
	struct err quiet = {0};
	str id, name;

	for (size_t i = 0; i < COUNTOF(pages_of); i++)
		if (of_kind(f, pages_of[i].kind, &id)) {
			*to = url_to(rq, pages_of[i].page, pages_of[i].id ? id : STR(""), STR(""),
			    STR(""));
			return true;
		}
	if (of_kind(f, "matt/", &id) && (ms = find_measure(rq->view->model, id)) != NULL) {
		*to = url_to(rq, PAGE_assignment, ms->assignment, STR(""), STR(""));
		return true;
	}
	/* The place of a figure is its name; of a reported one, its row. */
	name = of_kind(f, "uppgift/", &id) ? str_fmt(rq->mem, "uppgift.%.*s", STR_ARG(id))
	                                   : f->place;
	if (!fact_canonical(rq->view->facts, name, &id, &quiet)) {
		if (f->by.n == 0 || !fact_canonical(rq->view->facts, f->by, &id, &quiet))
			return false;
	}
	*to = url_fact(rq, id);
	return true;
}

static bool
put_place(struct req *rq, struct doc *d, struct doc_node *cell, const struct check_finding *f)
{
	struct url to;

	if (!page_of(rq, f, &to))
		return false;
	page_link(d, cell, to, f->place);
	return true;
}

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
	cell = doc_add(d, row, DOC_CELL);
	if (!put_place(rq, d, cell, f))
		doc_text(d, cell, f->place);
}

bool
page_checks(struct req *rq, struct html *h, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 1}, {DOC_LEFT, 4},
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
