/* mal.*: goals, objectives and indicators, as core/plan judges them. */
#include "core/facts/facts_priv.h"

#include "core/plan/status.h"

static str
plan_file(struct fact_call *c, int year)
{
	return str_fmt(c->mem, "mal/delmal-%d.yaml", year);
}

bool
compute_objective_count(struct fact_call *c, struct fact *out, struct err *e)
{
	struct plan_status ps;
	size_t n = 0, judged = 0;

	if (!plan_status(c->mem, c->m, c->dim[DIM_ORGAN], c->p, &ps, e))
		return false;
	for (size_t i = 0; i < ps.n_objective; i++) {
		const struct objective_status *o = &ps.objective[i];
		if (c->dim[DIM_MAL].n > 0 && !str_eq(o->objective->goal, c->dim[DIM_MAL]))
			continue;
		judged += o->judged != NULL;
		if (c->dim[DIM_STATUS].n > 0 &&
		    !str_eq(c->dim[DIM_STATUS], str_of(enum_name(status_names, (int)o->status))))
			continue;
		n++;
		trace_row(c, o->objective->title, dec_int(1), plan_file(c, o->objective->year));
	}
	trace_formula(c, "antal delmål", "number of objectives");
	fact_source(out, plan_file(c, c->p.to.y));
	if (judged == 0 && c->dim[DIM_STATUS].n > 0)
		fact_missing(c, out, MSG_fact_miss_assessment, period_text(c, c->p));
	else
		out->value = dec_int((int64_t)n);
	return true;
}

bool
compute_goal_count(struct fact_call *c, struct fact *out, struct err *e)
{
	size_t n = 0;

	(void)e;
	for (size_t i = 0; i < c->m->n_goal; i++) {
		const struct goal *g = &c->m->goal[i];
		if ((g->from != 0 && g->from > c->p.to.y) || (g->to != 0 && g->to < c->p.to.y))
			continue;
		n++;
		trace_row(c, g->name, dec_int(1), STR("mal/regionmal.yaml"));
	}
	fact_source(out, STR("mal/regionmal.yaml"));
	out->value = dec_int((int64_t)n);
	return true;
}

bool
compute_indicator_count(struct fact_call *c, struct fact *out, struct err *e)
{
	struct plan_status ps;
	size_t n = 0;

	if (!plan_status(c->mem, c->m, c->dim[DIM_ORGAN], c->p, &ps, e))
		return false;
	for (size_t i = 0; i < ps.n_objective; i++) {
		const struct objective_status *o = &ps.objective[i];
		for (size_t k = 0; k < o->n_indicator; k++) {
			str verdict = verdict_id(o->indicator[k].a.verdict);
			if (c->dim[DIM_STATUS].n > 0 && !str_eq(c->dim[DIM_STATUS], verdict))
				continue;
			n++;
			trace_row(c, o->indicator[k].indicator->name, dec_int(1),
			    plan_file(c, o->objective->year));
		}
	}
	fact_source(out, plan_file(c, c->p.to.y));
	out->value = dec_int((int64_t)n);
	return true;
}

bool
compute_objective_status(struct fact_call *c, struct fact *out, struct err *e)
{
	const struct objective *o = find_objective(c->m, c->dim[DIM_DELMAL]);
	const struct assessment *a = objective_judged(c->m, o, c->p);

	(void)e;
	out->source[LANG_SV] = out->source[LANG_EN] = plan_file(c, o->year);
	if (a == NULL || a->status == STATUS_ej_bedomt)
		fact_missing(c, out, MSG_fact_miss_assessment, period_text(c, c->p));
	else
		out->text = status_word(a->status, LANG_SV);
	if (a != NULL && a->by.n > 0 && c->trace != NULL) {
		str day = a->day.y != 0 ? date_str(c->mem, a->day) : STR("");
		struct fact_node *n = trace_row(c, STR(""), dec_bad(), a->source);
		n->label[LANG_SV] = str_fmt(c->mem, "bedömt av %.*s %.*s", STR_ARG(a->by),
		    STR_ARG(day));
		n->label[LANG_EN] = str_fmt(c->mem, "assessed by %.*s %.*s", STR_ARG(a->by),
		    STR_ARG(day));
	}
	return true;
}

void
trace_attainment(struct fact_call *c, const struct attainment *a, str label)
{
	struct fact_node *n;

	if (c->trace == NULL)
		return;
	n = trace_row(c,
	    str_fmt(c->mem, "%.*s: %.*s", STR_ARG(label),
	        STR_ARG(verdict_word(a->verdict, LANG_SV))),
	    a->percent, str_fmt(c->mem, "regel %s, version %d", a->rule, a->version));
	n->unit = FACT_PERCENT;
	n->label[LANG_EN] = str_fmt(c->mem, "%.*s: %.*s", STR_ARG(label),
	    STR_ARG(verdict_word(a->verdict, LANG_EN)));
	n->source[LANG_EN] = str_fmt(c->mem, "rule %s, version %d", a->rule, a->version);
	for (int lang = 0; lang < LANG__COUNT; lang++) {
		str sum = attain_arithmetic(c->mem, a, (enum lang)lang);
		n->formula[lang] = sum.n > 0 ? sum : str_of(a->why->text[lang]);
	}
}

bool
compute_objective_suggestion(struct fact_call *c, struct fact *out, struct err *e)
{
	const struct objective *o = find_objective(c->m, c->dim[DIM_DELMAL]);
	struct objective_status s;

	(void)e;
	objective_status(c->mem, c->m, o, c->p, &s);
	for (size_t i = 0; i < s.n_indicator; i++)
		trace_attainment(c, &s.indicator[i].a, s.indicator[i].indicator->name);
	trace_formula(c, s.suggestion.why->text[LANG_SV], s.suggestion.why->text[LANG_EN]);
	out->text = verdict_word(s.suggestion.verdict, LANG_SV);
	fact_source(out, plan_file(c, o->year));
	return true;
}

static const struct indicator *
the_indicator(struct fact_call *c, struct fact *out, struct indicator_status *s)
{
	const struct indicator *i = find_indicator(c->m, c->dim[DIM_INDIKATOR]);

	*s = indicator_status(c->m, i, c->p);
	fact_source(out, plan_file(c, c->p.to.y));
	return i;
}

/* A row of one unit or one sex, where it is asked for. */
static const struct outcome *
outcome_of(const struct fact_call *c)
{
	str unit = c->dim[DIM_ENHET], sex = c->dim[DIM_KON];

	for (size_t i = 0; i < c->m->n_outcome; i++) {
		const struct outcome *o = &c->m->outcome[i];
		if (!str_eq(o->indicator, c->dim[DIM_INDIKATOR]) ||
		    !period_same_end(o->period, c->p) || !str_eq(o->unit, unit))
			continue;
		if (str_eq(sex.n > 0 ? sex : STR("alla"),
		        str_of(enum_name(sex_names, (int)o->sex))))
			return o;
	}
	return NULL;
}

bool
compute_indicator_outcome(struct fact_call *c, struct fact *out, struct err *e)
{
	struct indicator_status s;
	const struct indicator *i = the_indicator(c, out, &s);
	bool part = c->dim[DIM_ENHET].n > 0 || c->dim[DIM_KON].n > 0;
	const struct outcome *o = part ? outcome_of(c) : s.forecast ? NULL : s.outcome;
	dec value = o == NULL ? dec_bad() : part ? o->value : s.a.in.outcome;

	(void)e;
	if (o != NULL && !dec_ok(value) && o->text.n > 0) {
		out->text = o->text;
		return true;
	}
	fact_reported(c, out, value, i->unit);
	if (o == NULL)
		fact_missing(c, out, MSG_fact_miss_outcome, period_text(c, c->p));
	if (o != NULL)
		trace_model_row(c, o->source, value, out->source[LANG_SV], KIND_outcome, o);
	return true;
}

bool
compute_indicator_target(struct fact_call *c, struct fact *out, struct err *e)
{
	struct indicator_status s;
	const struct indicator *i = the_indicator(c, out, &s);

	(void)e;
	if (s.target != NULL && !dec_ok(s.target->value) && s.target->text.n > 0) {
		out->text = s.target->text;
		return true;
	}
	fact_reported(c, out, s.a.in.target, i->unit);
	if (s.target == NULL)
		fact_missing(c, out, MSG_fact_miss_target, period_text(c, c->p));
	return true;
}

bool
compute_indicator_attainment(struct fact_call *c, struct fact *out, struct err *e)
{
	struct indicator_status s;
	const struct indicator *i = the_indicator(c, out, &s);

	(void)e;
	trace_attainment(c, &s.a, i->name);
	if (dec_ok(s.a.percent))
		out->value = s.a.percent;
	else
		fact_missing(c, out, MSG_fact_miss_quotient, STR(""));
	return true;
}

bool
compute_indicator_verdict(struct fact_call *c, struct fact *out, struct err *e)
{
	struct indicator_status s;
	const struct indicator *i = the_indicator(c, out, &s);

	(void)e;
	trace_attainment(c, &s.a, i->name);
	out->text = verdict_word(s.a.verdict, LANG_SV);
	return true;
}
