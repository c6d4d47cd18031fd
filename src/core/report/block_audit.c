/* Appendices for who audits: how each assessment was made, and what was waived. */
#include "core/report/report_priv.h"

#include "core/plan/explain.h"

static const struct doc_col cols[] = {{DOC_LEFT, 1}, {DOC_LEFT, 3}};

/* One objective or assignment: its rows as the command and the page tell them. */
static bool
explained(struct build *b, struct doc_node *under, str id, str title)
{
	struct explain x;
	struct doc_node *t, *row;

	if (!plan_explain(b->mem, b->m, id, b->period, &x, b->e))
		return false;
	t = table_new(b, under,
	    &(struct table){.id = anchor(b->mem, "granskning-", id),
	        .caption = title,
	        .col = cols,
	        .n_col = COUNTOF(cols)});
	row = head_row(b, t);
	head_cell(b, row, W(b, W_part));
	head_cell(b, row, W(b, W_fact));
	t->by_weight = true;
	for (size_t i = 0; i < x.n; i++) {
		/* The caption has said it. */
		if (i == 0 && str_eq(x.row[i].value[b->lang], title))
			continue;
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		row->level = x.row[i].indent;
		name_cell(b, row, x.row[i].label[b->lang]);
		text_cell(b, row, x.row[i].value[b->lang]);
	}
	return true;
}

bool
block_audit(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	(void)c;
	(void)body;
	if (b->plan.n_objective + b->plan.n_assignment == 0)
		note_under(b, under, W(b, W_no_assessments));
	for (size_t i = 0; i < b->plan.n_objective; i++) {
		const struct objective *o = b->plan.objective[i].objective;
		if (!explained(b, under, o->id, o->title))
			return false;
	}
	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment *a = b->plan.assignment[i].assignment;
		if (!explained(b, under, a->id, a->title))
			return false;
	}
	return true;
}

bool
block_waivers(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	static const struct doc_col col[] = {{DOC_LEFT, 3}, {DOC_LEFT, 3}, {DOC_LEFT, 1},
	    {DOC_LEFT, 0}};
	struct doc_node *t = NULL, *row;

	(void)body;
	for (size_t i = 0; i < b->m->n_waiver; i++) {
		const struct waiver *w = &b->m->waiver[i];
		if (!str_eq(w->report, b->in->report->id) || str_trim(w->by).n == 0 ||
		    str_trim(w->reason).n == 0)
			continue;
		if (t == NULL) {
			t = table_new(b, under,
			    &(struct table){.call = c,
			        .id = STR("avsteg"),
			        .caption = W(b, W_cap_waivers),
			        .col = col,
			        .n_col = COUNTOF(col)});
			row = head_row(b, t);
			head_cell(b, row, W(b, W_finding));
			head_cell(b, row, W(b, W_reason));
			head_cell(b, row, W(b, W_signed_by));
			head_cell(b, row, W(b, W_date));
		}
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, w->what.n > 0 ? w->what : w->rule);
		text_cell(b, row, str_trim(w->reason));
		text_cell(b, row, w->by);
		text_cell(b, row, date_ok(w->day) ? date_str(b->mem, w->day) : STR(""));
	}
	if (t == NULL)
		note_under(b, under, W(b, W_no_waivers));
	return true;
}
