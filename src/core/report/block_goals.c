/* block_goals.c -- goals and objectives: overview, status, analysis, indicators. */
#include "core/report/report_priv.h"

static str
goal_title(const struct build *b, const struct goal *g)
{
	return W2(b, W_goal_title, year_text(b, g->number), g->name);
}

static str
objective_title(const struct objective *o)
{
	return o->heading.n > 0 ? o->heading : o->title;
}

static str
data_file(const struct build *b, const char *folder, str id)
{
	return str_fmt(b->mem, "%s/%.*s", folder, STR_ARG(id));
}

/* ---- overview ---- */

bool
table_goals(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	const struct doc_col col[] = {{DOC_LEFT, 5}, {DOC_LEFT, 0}};
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("malsammanfattning"),
	        .caption = W1(b, b->final ? W_cap_goals : W_cap_goals_forecast, period_label(b)),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	const struct goal *last = NULL;

	head_cell(b, row, W(b, W_objective));
	head_cell(b, row, W(b, b->final ? W_assessment : W_forecast));
	for (size_t i = 0; i < b->plan.n_objective; i++) {
		const struct objective_status *s = &b->plan.objective[i];
		if (s->goal != last) {
			row = doc_row(b->doc, t, DOC_ROW_GROUP);
			name_cell(b, row, goal_title(b, s->goal));
			last = s->goal;
		}
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		row->level = 1;
		name_cell(b, row, s->objective->title);
		status_cell(b, row, status_mark(s->status), status_text(b, s->status));
	}
	if (b->plan.n_objective == 0)
		text_cell(b, doc_row(b->doc, t, DOC_ROW_BODY), W(b, W_no_goals))->span = COUNTOF(
		    col);
	return true;
}

bool
table_scale(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	static const struct {
		enum status s;
		enum word rule;
	} rows[] = {{STATUS_helt, W_rule_met}, {STATUS_delvis, W_rule_partly},
	    {STATUS_inte, W_rule_not}, {STATUS_ej_bedomt, W_rule_none}};
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 3}};
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("bedomningsskala"),
	        .caption = W(b, W_cap_scale),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);

	head_cell(b, row, W(b, W_status));
	head_cell(b, row, W(b, W_rule_head));
	for (size_t i = 0; i < COUNTOF(rows); i++) {
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		status_cell(b, row, status_mark(rows[i].s), status_text(b, rows[i].s))->header =
		    true;
		text_cell(b, row, W(b, rows[i].rule));
	}
	return true;
}

bool
chart_goals(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	static const enum status order[] = {STATUS_helt, STATUS_delvis, STATUS_inte,
	    STATUS_ej_bedomt};
	struct chart *ch = chart_new(b, c, CHART_STATUS, STR("malstatus"),
	    W1(b, b->final ? W_cap_goal_status : W_cap_goal_status_forecast, period_label(b)),
	    W(b, W_unit_objectives), 1, COUNTOF(order));
	struct sb s;

	ch->cat_title = W(b, W_objectives);
	ch->cat[0] = W(b, W_objectives);
	sb_init(&s, b->mem, 1024);
	sb_str(&s, W1(b, W_desc_goals, str_fmt(b->mem, "%zu", b->plan.n_objective)));
	for (size_t i = 0; i < COUNTOF(order); i++) {
		size_t n = b->plan.count[order[i]];
		struct chart_series *x = &ch->series[i];
		struct fact f;
		x->name = status_text(b, order[i]);
		x->status = status_mark(order[i]);
		x->v[0] = dec_int((int64_t)n);
		str name = str_fmt(b->mem, "mal.delmal.antal:status=%s", status_names[order[i]]);
		if (fact_of(b, name, &f))
			x->fact[0] = f.name;
		sb_printf(&s, "%s%.*s: %zu", i > 0 ? "; " : " ", STR_ARG(x->name), n);
	}
	sb_chr(&s, '.');
	must(sb_done(&s, &ch->desc));
	chart_put(b, under, c, ch);
	return true;
}

/* ---- one objective ---- */

static void
outcome_cell(struct build *b, struct doc_node *row, const struct indicator *i,
    const struct outcome *o, dec value)
{
	if (dec_ok(value))
		unit_cell_of(b, row,
		    str_fmt(b->mem, "mal.indikator.utfall:indikator=%.*s", STR_ARG(i->id)), value,
		    i->unit);
	else if (o != NULL && o->text.n > 0)
		text_cell(b, row, o->text);
	else
		text_cell(b, row, MISSING_WORD(b));
}

/* "Nivå: 5 945 / 6 800 = 87,4 %", or in words why there is none. */
static str
method_text(const struct build *b, const struct attainment *a)
{
	str how = attained_how(b, a);

	if (!dec_ok(a->percent))
		return how;
	return W2(b, W_method_arithmetic, method_word(a->in.method, b->lang), how);
}

/* "minst 40" of percentages is "minst 40 %"; an answer has no unit. */
static str
with_unit(const struct build *b, str target, const struct indicator *i)
{
	str unit = i->unit;

	if (target.n == 0 || unit.n == 0 || str_eq(unit, STR("antal")) ||
	    i->kind == VALUE_KIND_yesno || i->kind == VALUE_KIND_text)
		return target;
	if (str_eq(unit, STR("procent")))
		unit = STR("%");
	return str_fmt(b->mem, "%.*s\xc2\xa0%.*s", STR_ARG(target), STR_ARG(unit));
}

static bool
answered_in_words(const struct objective_status *s)
{
	for (size_t i = 0; i < s->n_indicator; i++) {
		const struct outcome *o = s->indicator[i].outcome;
		if (o != NULL && !dec_ok(o->value) && o->text.n > 12)
			return true;
	}
	return false;
}

/* Outcomes of the same day by sex or unit, under the whole. */
static void
indicator_parts(struct build *b, struct doc_node *t, const struct indicator_status *s)
{
	for (size_t i = 0; i < b->m->n_outcome; i++) {
		const struct outcome *o = &b->m->outcome[i];
		if (o == s->outcome || !str_eq(o->indicator, s->indicator->id) ||
		    !period_same_end(o->period, b->period))
			continue;
		if (o->sex == SEX_alla && o->unit.n == 0)
			continue;
		str who = o->sex == SEX_alla ? unit_name(b, o->unit)
		                             : W(b, o->sex == SEX_kvinna ? W_women : W_men);
		struct doc_node *row = doc_row(b->doc, t, DOC_ROW_BODY);
		row->level = 1;
		name_cell(b, row, W1(b, W_of_which, who));
		struct doc_node *cell = text_cell(b, row,
		    dec_ok(o->value)    ? show_unit(b, o->value, s->indicator->unit)
		        : o->text.n > 0 ? o->text
		                        : MISSING_WORD(b));
		cell->has_value = dec_ok(o->value);
		cell->value = o->value;
	}
}

static void
indicator_row(struct build *b, struct doc_node *t, const struct indicator_status *s)
{
	struct doc_node *row = doc_row(b->doc, t, DOC_ROW_BODY);
	dec value = s->summed    ? s->a.in.outcome
	    : s->outcome != NULL ? s->outcome->value
	                         : dec_bad();
	str target;

	name_cell(b, row, s->indicator->name);
	outcome_cell(b, row, s->indicator, s->outcome, value);
	if (s->target != NULL && s->target->text.n > 0)
		target = s->target->text;
	else
		target = with_unit(b, attain_target(b->mem, &s->a, b->lang), s->indicator);
	text_cell(b, row, target.n > 0 ? target : MISSING_WORD(b));
	status_cell(b, row, verdict_mark(s->a.verdict),
	    s->a.verdict == VERDICT_MET          ? status_text(b, STATUS_helt)
	        : s->a.verdict == VERDICT_PARTLY ? status_text(b, STATUS_delvis)
	        : s->a.verdict == VERDICT_NOT    ? status_text(b, STATUS_inte)
	                                         : verdict_word(s->a.verdict, b->lang));
	text_cell(b, row, method_text(b, &s->a));
	indicator_parts(b, t, s);
}

/* A plan has what is to be reached, and how often it is looked at. */
static void
planned_indicators(struct build *b, struct doc_node *under, const struct objective_status *s)
{
	const struct doc_col col[] = {{DOC_LEFT, 4}, {DOC_LEFT, 1}, {DOC_LEFT, 2}};
	struct doc_node *t, *row;

	if (s->n_indicator == 0) {
		note_under(b, under, W(b, W_no_planned_indicators));
		return;
	}
	t = table_new(b, under,
	    &(struct table){.caption = W(b, W_cap_indicators), .col = col, .n_col = COUNTOF(col)});
	row = head_row(b, t);
	head_cell(b, row, W(b, W_indicator));
	head_cell(b, row, W(b, W_target));
	head_cell(b, row, W(b, W_frequency));
	for (size_t i = 0; i < s->n_indicator; i++) {
		const struct indicator_status *x = &s->indicator[i];
		str target = x->target != NULL && x->target->text.n > 0
		    ? x->target->text
		    : with_unit(b, attain_target(b->mem, &x->a, b->lang), x->indicator);
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, x->indicator->name);
		text_cell(b, row, target.n > 0 ? target : MISSING_WORD(b));
		text_cell(b, row,
		    x->indicator->frequency.n > 0 ? x->indicator->frequency : MISSING_WORD(b));
	}
}

static void
indicators(struct build *b, struct doc_node *under, const struct objective_status *s)
{
	struct doc_col col[] = {{DOC_LEFT, 4}, {DOC_RIGHT, 0}, {DOC_LEFT, 0}, {DOC_LEFT, 0},
	    {DOC_LEFT, 3}};
	bool forecast = false;

	if (answered_in_words(s))
		col[1] = (struct doc_col){DOC_LEFT, 4};

	if (s->n_indicator == 0) {
		note_under(b, under, W(b, W_no_indicators));
		return;
	}
	struct doc_node *t = table_new(b, under,
	    &(struct table){.caption = W(b, W_cap_indicators), .col = col, .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_indicator));
	head_cell(b, row, W(b, W_outcome));
	head_cell(b, row, W(b, W_target));
	head_cell(b, row, W(b, W_assessment));
	head_cell(b, row, W(b, W_method));
	for (size_t i = 0; i < s->n_indicator; i++) {
		indicator_row(b, t, &s->indicator[i]);
		forecast |= s->indicator[i].forecast;
	}
	if (forecast)
		note_under(b, under, W(b, W_note_forecast_outcome));
}

static void
suggestion_note(struct build *b, struct doc_node *under, const struct objective_status *s)
{
	if (!s->differs)
		return;
	str suggested = verdict_word(s->suggestion.verdict, b->lang);
	if (s->judged != NULL && s->judged->reason.n > 0) {
		struct doc_node *box = doc_add(b->doc, under, DOC_NOTICE);
		box->status = DOC_ST_INFO;
		doc_para(b->doc, box, W1(b, W_own_judgement, suggested));
		(void)!text_plain_headings(b, box, s->judged->reason,
		    data_file(b, "mal", s->objective->id));
	} else {
		note_under(b, under, W1(b, W_suggested, suggested));
	}
}

static bool
objective(struct build *b, struct doc_node *under, const struct objective_status *s, int level)
{
	struct doc_node *sec = doc_add(b->doc, under, DOC_SECTION);
	struct doc_node *h = heading(b, sec, level, objective_title(s->objective));
	int keep = b->level;

	h->unnumbered = true;
	h->not_in_toc = true;
	label_add(b, LABEL_SECTION, s->objective->id, h, (struct place){{"", 0}, 0, 0, {"", 0}});
	if (b->plan_only) {
		planned_indicators(b, sec, s);
		return true;
	}
	struct doc_node *p = doc_add(b->doc, sec, DOC_PARA);
	doc_status(b->doc, p, status_mark(s->status), status_text(b, s->status));
	suggestion_note(b, sec, s);
	b->level = level;
	if (s->judged == NULL || s->judged->analysis.n == 0)
		note_under(b, sec, W(b, W_no_analysis));
	else if (!text_build(b, sec, s->judged->analysis, data_file(b, "mal", s->objective->id)))
		return false;
	b->level = keep;
	indicators(b, sec, s);
	return true;
}

bool
block_objective(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	str id = tpl_arg(c, STR("id"));
	str *ids = arena_array(b->mem, b->plan.n_objective + 1, str);

	(void)body;
	for (size_t i = 0; i < b->plan.n_objective; i++) {
		ids[i] = b->plan.objective[i].objective->id;
		if (str_eq(ids[i], id))
			return objective(b, under, &b->plan.objective[i], b->level + 1);
	}
	str near = tpl_nearest(id, ids, b->plan.n_objective);
	diag_add(b->d, SEV_ERROR, c->at, MSG_report_objective, ARG(id), ARG(near));
	return true;
}

static bool
goal_wanted(const struct build *b, const struct goal *g, str number)
{
	return number.n == 0 || str_eq(number, year_text(b, g->number)) || str_eq(number, g->id);
}

bool
block_goals(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	str number = tpl_arg(c, STR("nummer"));
	const struct goal *last = NULL;
	int level = b->level + 1;
	bool any = false;

	(void)body;
	for (size_t i = 0; i < b->plan.n_objective; i++) {
		const struct objective_status *s = &b->plan.objective[i];
		if (!goal_wanted(b, s->goal, number))
			continue;
		any = true;
		if (s->goal != last) {
			struct doc_node *h = heading(b, under, level, goal_title(b, s->goal));
			h->unnumbered = true;
			last = s->goal;
		}
		if (!objective(b, under, s, level + 1))
			return false;
	}
	if (!any && number.n > 0)
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_goal, ARG(number));
	else if (!any)
		note_under(b, under, W(b, W_no_goals));
	return true;
}

/* ---- Agenda 2030 ---- */

bool
block_sdg(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 4}};
	struct doc_node *t = NULL, *row;

	(void)body;
	for (int sdg = 1; sdg <= 17; sdg++) {
		for (size_t i = 0; i < b->m->n_tag; i++) {
			const struct tag *g = &b->m->tag[i];
			const struct objective *o = find_objective(b->m, g->objective);
			if (g->sdg != sdg || o == NULL || o->year != b->year)
				continue;
			if (t == NULL) {
				t = table_new(b, under,
				    &(struct table){.call = c,
				        .id = STR("hallbarhet"),
				        .caption = W1(b, W_cap_sdg, year_text(b, b->year)),
				        .col = col,
				        .n_col = COUNTOF(col)});
				row = head_row(b, t);
				head_cell(b, row, W(b, W_sdg));
				head_cell(b, row, W(b, W_objective));
			}
			row = doc_row(b->doc, t, DOC_ROW_BODY);
			name_cell(b, row, W1(b, W_sdg_number, year_text(b, sdg)));
			text_cell(b, row, o->title);
		}
	}
	if (t == NULL)
		note_under(b, under, W(b, W_no_sdg));
	return true;
}
