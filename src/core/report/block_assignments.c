/* block_assignments.c -- assignments by giver and receiver: status of execution,
 * attainment by each stated method, series, analysis, sub-goals, next steps. */
#include "core/report/report_priv.h"

static str
file_of(const struct build *b, const struct assignment *a)
{
	return str_fmt(b->mem, "uppdrag/%.*s", STR_ARG(a->id));
}

static enum execution
execution_of(const struct assignment_status *s)
{
	return s->report != NULL ? s->report->status : EXECUTION_ej_paborjad;
}

static str
addressees(const struct build *b, const struct assignment_status *s)
{
	struct sb t;
	str out;

	sb_init(&t, b->mem, 8192);
	for (size_t i = 0; i < s->n_addressee; i++) {
		if (i > 0)
			sb_str(&t, i + 1 == s->n_addressee ? W(b, W_and) : STR(", "));
		sb_str(&t, body_name(b, s->addressee[i]->body));
	}
	(void)!sb_done(&t, &out);
	return out.n > 0 ? out : MISSING_WORD(b);
}

/* "Uppdrag från fullmäktige till nämnd": who gives, and what kind receives. */
static str
group_title(const struct build *b, const struct assignment *a)
{
	static const enum word to[ASSIGNMENT_TO__COUNT] = {[ASSIGNMENT_TO_namnd] = W_to_board,
	    [ASSIGNMENT_TO_forvaltning] = W_to_administration,
	    [ASSIGNMENT_TO_beredning] = W_to_committee};

	return W2(b, W_assignments_from_to, body_name(b, a->from), W(b, to[a->to_type]));
}

static bool
same_group(const struct assignment *a, const struct assignment *z)
{
	return str_eq(a->from, z->from) && a->to_type == z->to_type;
}

static bool
wanted(const struct assignment *a, const struct tpl_call *c)
{
	str to = tpl_arg(c, STR("till")), id = tpl_arg(c, STR("id"));

	if (id.n > 0 && !str_eq(id, a->id))
		return false;
	return to.n == 0 || str_eq(to, str_of(assignment_to_names[a->to_type]));
}

static void
define(struct build *b, struct doc_node *defs, enum word label, str value)
{
	if (value.n == 0)
		return;
	doc_text(b->doc, doc_add(b->doc, defs, DOC_TERM), W(b, label));
	doc_text(b->doc, doc_add(b->doc, defs, DOC_DESC), value);
}

static void
facts_of(struct build *b, struct doc_node *under, const struct assignment_status *s)
{
	const struct assignment *a = s->assignment;
	struct doc_node *defs = doc_add(b->doc, under, DOC_DEFS);
	enum execution x = execution_of(s);

	if (!b->plan_only) {
		doc_text(b->doc, doc_add(b->doc, defs, DOC_TERM), W(b, W_status));
		doc_status(b->doc, doc_add(b->doc, defs, DOC_DESC), execution_mark(x),
		    execution_word(x, b->lang));
	}
	define(b, defs, W_addressed_to, addressees(b, s));
	define(b, defs, W_periodicity, a->periodicity);
	define(b, defs, W_deadline, show_date(b, a->deadline));
	define(b, defs, W_decision, a->decision);
	const struct assignment *was = a->carried_from.n > 0
	    ? find_assignment(b->m, a->carried_from)
	    : NULL;
	if (was != NULL)
		define(b, defs, W_carried_from,
		    W2(b, W_title_year, was->title, year_text(b, was->year)));
}

/* ---- measures ---- */

static void
measure_cell(struct build *b, struct doc_node *row, const struct measure *m, const char *what,
    dec v)
{
	unit_cell_of(b, row, str_fmt(b->mem, "uppdrag.%.*s.%s", STR_ARG(m->id), what), v, m->unit);
}

static void
measure_row(struct build *b, struct doc_node *t, const struct measure_status *s)
{
	const struct measure *m = s->measure;
	struct doc_node *row = doc_row(b->doc, t, DOC_ROW_BODY);
	str how = attained_how(b, &s->a);

	name_cell(b, row, m->name);
	if (dec_ok(s->base))
		measure_cell(b, row, m, "bas", s->base);
	else
		text_cell(b, row, STR("\xe2\x80\x93"));
	measure_cell(b, row, m, "malvarde", s->target);
	measure_cell(b, row, m, "utfall", s->outcome);
	status_cell(b, row, verdict_mark(s->a.verdict), verdict_word(s->a.verdict, b->lang));
	if (!dec_ok(s->a.percent))
		text_cell(b, row, how);
	else
		text_cell(b, row,
		    W2(b, s->planned ? W_method_planned : W_method_beside,
		        method_word(s->a.in.method, b->lang), how));
}

static void
measures(struct build *b, struct doc_node *under, const struct assignment_status *s)
{
	const struct doc_col col[] = {{DOC_LEFT, 3}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_LEFT, 1}, {DOC_LEFT, 3}};

	if (s->n_measure == 0)
		return;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.caption = W(b, W_cap_measures), .col = col, .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_measure));
	head_cell(b, row, W(b, W_base));
	head_cell(b, row, W(b, W_target));
	head_cell(b, row, W(b, W_outcome));
	head_cell(b, row, W(b, W_assessment));
	head_cell(b, row, W(b, W_method));
	for (size_t i = 0; i < s->n_measure; i++)
		measure_row(b, t, &s->measure[i]);
}

static bool
series_of(struct build *b, struct doc_node *under, const struct assignment_status *s)
{
	for (size_t i = 0; i < s->n_measure; i++) {
		const struct measure *m = s->measure[i].measure;
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= s->measure[k].measure == m ||
			    str_eq(s->measure[k].measure->series, m->series);
		if (m->series.n == 0 || seen)
			continue;
		if (!series_chart(b, under, NULL, m) || !series_months(b, under, NULL, m))
			return false;
	}
	return true;
}

/* ---- one assignment ---- */

static void
bold_line(struct build *b, struct doc_node *under, str text)
{
	struct doc_node *p = doc_add(b->doc, under, DOC_PARA);

	doc_text(b->doc, doc_add(b->doc, p, DOC_STRONG), text);
}

/* Sub-goals with an analysis have it under their title; the others are a list. */
static bool
subgoals(struct build *b, struct doc_node *under, const struct assignment *a)
{
	struct doc_node *list = NULL;

	for (size_t i = 0; i < b->m->n_subgoal; i++) {
		const struct subgoal *g = &b->m->subgoal[i];
		if (!str_eq(g->assignment, a->id))
			continue;
		if (g->analysis.n > 0) {
			list = NULL;
			bold_line(b, under, W1(b, W_subgoal, g->title));
			if (!text_plain_headings(b, under, g->analysis, file_of(b, a)))
				return false;
			continue;
		}
		if (list == NULL) {
			bold_line(b, under, W(b, W_subgoals));
			list = doc_add(b->doc, under, DOC_LIST);
		}
		doc_para(b->doc, doc_add(b->doc, list, DOC_ITEM), g->title);
	}
	return true;
}

static void
deliveries(struct build *b, struct doc_node *under, const struct assignment *a)
{
	struct doc_node *list = NULL;

	for (size_t i = 0; i < b->m->n_delivery; i++) {
		const struct delivery *v = &b->m->delivery[i];
		if (!str_eq(v->assignment, a->id))
			continue;
		if (list == NULL) {
			bold_line(b, under, W(b, W_deliveries));
			list = doc_add(b->doc, under, DOC_LIST);
		}
		struct doc_node *item = doc_add(b->doc, list, DOC_ITEM);
		doc_para(b->doc, item,
		    v->case_number.n > 0 ? W2(b, W_delivery_case, v->title, v->case_number)
		                         : v->title);
	}
}

static bool
assignment(struct build *b, struct doc_node *under, const struct assignment_status *s, int level)
{
	const struct assignment *a = s->assignment;
	struct doc_node *sec = doc_add(b->doc, under, DOC_SECTION);
	struct doc_node *h = heading(b, sec, level, a->title);
	int keep = b->level;
	bool ok = true;

	h->unnumbered = true;
	h->not_in_toc = true;
	label_add(b, LABEL_SECTION, a->id, h, (struct place){{"", 0}, 0, 0, {"", 0}});
	facts_of(b, sec, s);
	if (b->plan_only)
		return subgoals(b, sec, a);
	b->level = level;
	if (s->report == NULL)
		note_under(b, sec, W(b, W_no_assignment_report));
	else
		ok = text_build(b, sec, s->report->analysis, file_of(b, a));
	measures(b, sec, s);
	ok = ok && series_of(b, sec, s) && subgoals(b, sec, a);
	deliveries(b, sec, a);
	if (ok && s->report != NULL && s->report->next_steps.n > 0) {
		bold_line(b, sec, W(b, W_next_steps));
		ok = text_plain_headings(b, sec, s->report->next_steps, file_of(b, a));
	}
	if (s->report != NULL && s->report->remaining.n > 0)
		doc_para(b->doc, sec, W1(b, W_remaining, s->report->remaining));
	b->level = keep;
	return ok;
}

/* ---- overview ---- */

/* All that is wanted is of one group: `of`; else NULL. */
static const struct assignment *
only_group(const struct build *b, const struct tpl_call *c)
{
	const struct assignment *of = NULL;

	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment *a = b->plan.assignment[i].assignment;
		if (!wanted(a, c))
			continue;
		if (of != NULL && !same_group(of, a))
			return NULL;
		of = a;
	}
	return of;
}

static void
overview(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct assignment *only)
{
	const struct doc_col col[] = {{DOC_LEFT, 5}, {DOC_LEFT, 3}, {DOC_LEFT, 0}, {DOC_LEFT, 0}};
	int n_col = COUNTOF(col) - b->plan_only; /* a plan has no status */
	struct doc_node *t = table_new(b, under,
	    &(struct table){.id = STR("uppdrag"),
	        .caption = only != NULL
	            ? W2(b, W_title_period, group_title(b, only), period_label(b))
	            : W1(b, W_cap_assignments, period_label(b)),
	        .col = col,
	        .n_col = n_col});
	struct doc_node *row = head_row(b, t);
	const struct assignment *last = only;

	head_cell(b, row, W(b, W_assignment));
	head_cell(b, row, W(b, W_addressed_to));
	head_cell(b, row, W(b, W_deadline));
	if (!b->plan_only)
		head_cell(b, row, W(b, W_status));
	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment_status *s = &b->plan.assignment[i];
		if (!wanted(s->assignment, c))
			continue;
		if (last == NULL || !same_group(last, s->assignment)) {
			row = doc_row(b->doc, t, DOC_ROW_GROUP);
			name_cell(b, row, group_title(b, s->assignment));
		}
		last = s->assignment;
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		row->level = only == NULL;
		name_cell(b, row, s->assignment->title);
		text_cell(b, row, addressees(b, s));
		text_cell(b, row,
		    date_ok(s->assignment->deadline) ? date_str(b->mem, s->assignment->deadline)
		                                     : MISSING_WORD(b));
		enum execution x = execution_of(s);
		if (!b->plan_only)
			status_cell(b, row, execution_mark(x), execution_word(x, b->lang));
	}
}

static bool
group(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct assignment *of, bool titled)
{
	if (titled)
		heading(b, under, b->level + 1, group_title(b, of))->unnumbered = true;
	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment_status *s = &b->plan.assignment[i];
		if (!wanted(s->assignment, c) || !same_group(of, s->assignment))
			continue;
		if (!assignment(b, under, s, b->level + 1 + titled))
			return false;
	}
	return true;
}

static bool
single(struct build *b, struct doc_node *under, const struct tpl_call *c, str id)
{
	str *ids = arena_array(b->mem, b->plan.n_assignment + 1, str);

	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		ids[i] = b->plan.assignment[i].assignment->id;
		if (str_eq(ids[i], id))
			return assignment(b, under, &b->plan.assignment[i], b->level + 1);
	}
	str near = tpl_nearest(id, ids, b->plan.n_assignment);
	diag_add(b->d, SEV_ERROR, c->at, MSG_report_assignment, ARG(id), ARG(near));
	return true;
}

bool
block_assignments(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	str id = tpl_arg(c, STR("id"));
	size_t n = 0;

	(void)body;
	if (id.n > 0)
		return single(b, under, c, id);
	for (size_t i = 0; i < b->plan.n_assignment; i++)
		n += wanted(b->plan.assignment[i].assignment, c);
	if (n == 0) {
		note_under(b, under, W(b, W_no_assignments));
		return true;
	}
	const struct assignment *only = only_group(b, c);
	overview(b, under, c, only);
	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment *a = b->plan.assignment[i].assignment;
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= wanted(b->plan.assignment[k].assignment, c) &&
			    same_group(a, b->plan.assignment[k].assignment);
		if (!wanted(a, c) || seen)
			continue;
		if (!group(b, under, c, a, only == NULL))
			return false;
	}
	return true;
}
