#include "core/plan/explain.h"

#include "core/facts/facts.h"
#include "core/plan/messages.h"

static struct explain_row *
add(struct explain *x, int indent, const char *sv, const char *en)
{
	arena_grow(x->mem, x->row, x->n, x->room);
	x->row[x->n] = (struct explain_row){
	    .label = {[LANG_SV] = str_of(sv), [LANG_EN] = str_of(en)},
	    .indent = indent};
	return &x->row[x->n++];
}

static void
add_str(struct explain *x, int indent, const char *sv, const char *en, str value)
{
	struct explain_row *r;

	if (value.n == 0)
		return;
	r = add(x, indent, sv, en);
	r->value[LANG_SV] = r->value[LANG_EN] = value;
}

static str
figure(struct explain *x, dec v, str unit, enum lang lang)
{
	struct sb b;
	str out;

	sb_init(&b, x->mem, 512);
	dec_show(&b, dec_trim(v), lang);
	if (unit.n > 0 && !str_eq(unit, STR("antal"))) {
		sb_lit(&b, "\xc2\xa0");
		sb_str(&b, fact_unit_word(unit, lang));
	}
	must(sb_done(&b, &out));
	return out;
}

static void
add_dec(struct explain *x, int indent, const char *sv, const char *en, dec v, str unit)
{
	struct explain_row *r;

	if (!dec_ok(v))
		return;
	r = add(x, indent, sv, en);
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = figure(x, v, unit, (enum lang)lang);
}

void
explain_attainment(struct explain *x, const struct attainment *a, str unit, int indent)
{
	struct explain_row *r = add(x, indent, "Beräknad bedömning", "Calculated assessment");
	struct explain_row *rule;

	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = verdict_word(a->verdict, (enum lang)lang);
	rule = add(x, indent, "Regel", "Rule");
	rule->value[LANG_SV] = rule->value[LANG_EN] = str_fmt(x->mem, "%s, version %d", a->rule,
	    a->version);
	r = add(x, indent, "Målvärde", "Target");
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = attain_target(x->mem, a, (enum lang)lang);
	r = add(x, indent, "Metod", "Method");
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = method_word(a->in.method, (enum lang)lang);
	add_dec(x, indent, "Utfall", "Outcome", a->in.outcome, unit);
	add_str(x, indent, "Svar", "Answer", a->in.answer);
	add_dec(x, indent, "Basvärde", "Base value", a->in.base, unit);
	if (dec_ok(a->percent)) {
		r = add(x, indent, "Uträkning", "Arithmetic");
		for (int lang = 0; lang < LANG__COUNT; lang++)
			r->value[lang] = attain_arithmetic(x->mem, a, (enum lang)lang);
	}
	r = add(x, indent, "Skäl", "Reason");
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = str_of(a->why->text[lang]);
}

static void
explain_indicator(struct explain *x, const struct indicator_status *s, int indent)
{
	add_str(x, indent == 0 ? 0 : indent - 1, "Indikator", "Indicator", s->indicator->name);
	if (s->outcome != NULL) {
		add_str(x, indent, "Rapporterat av", "Reported by", s->outcome->by);
		if (s->outcome->day.y != 0)
			add_str(x, indent, "Rapporterat", "Reported",
			    date_str(x->mem, s->outcome->day));
		add_str(x, indent, "Källa", "Source", s->outcome->source);
	}
	explain_attainment(x, &s->a, s->indicator->unit, indent);
}

static void
explain_objective(struct explain *x, const struct objective_status *s)
{
	struct explain_row *r;

	add_str(x, 0, "Delmål", "Objective", s->objective->title);
	r = add(x, 0, "Bedömning", "Assessment");
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = status_word(s->status, (enum lang)lang);
	if (s->judged != NULL) {
		add_str(x, 0, "Bedömt av", "Assessed by", s->judged->by);
		if (s->judged->day.y != 0)
			add_str(x, 0, "Bedömt", "Assessed", date_str(x->mem, s->judged->day));
		add_str(x, 0, "Motivering", "Reason given", s->judged->reason);
		add_str(x, 0, "Källa", "Source", s->judged->source);
	}
	r = add(x, 0, "Beräknad bedömning", "Calculated assessment");
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = str_fmt(x->mem, "%.*s (%zu/%zu)",
		    STR_ARG(verdict_word(s->suggestion.verdict, (enum lang)lang)),
		    s->suggestion.n_used, s->suggestion.n_all);
	r = add(x, 0, "Regel", "Rule");
	for (int lang = 0; lang < LANG__COUNT; lang++)
		r->value[lang] = str_fmt(x->mem, "%s, version %d: %s", s->suggestion.rule,
		    s->suggestion.version, s->suggestion.why->text[lang]);
	for (size_t i = 0; i < s->n_indicator; i++)
		explain_indicator(x, &s->indicator[i], 1);
}

static void
explain_assignment(struct explain *x, const struct model *m, const struct assignment_status *s)
{
	const struct body *from = find_body(m, s->assignment->from);
	struct explain_row *r;

	add_str(x, 0, "Uppdrag", "Assignment", s->assignment->title);
	add_str(x, 0, "Uppdragsgivare", "Assigner",
	    from != NULL ? from->name : s->assignment->from);
	if (s->assignment->deadline.y != 0)
		add_str(x, 0, "Slutdatum", "Deadline", date_str(x->mem, s->assignment->deadline));
	add_str(x, 0, "Beslut", "Decision", s->assignment->decision);
	if (s->report != NULL) {
		r = add(x, 0, "Genomförande", "Execution");
		for (int lang = 0; lang < LANG__COUNT; lang++)
			r->value[lang] = execution_word(s->report->status, (enum lang)lang);
		add_str(x, 0, "Rapporterat av", "Reported by", s->report->by);
		if (s->report->day.y != 0)
			add_str(x, 0, "Rapporterat", "Reported", date_str(x->mem, s->report->day));
		add_str(x, 0, "Återstår", "Remaining", s->report->remaining);
		add_str(x, 0, "Källa", "Source", s->report->source);
	}
	for (size_t i = 0; i < s->n_measure; i++) {
		add_str(x, 0, s->measure[i].planned ? "Mått" : "Mått, med annan metod",
		    s->measure[i].planned ? "Measure" : "Measure, by the other method",
		    s->measure[i].measure->name);
		explain_attainment(x, &s->measure[i].a, s->measure[i].measure->unit, 1);
	}
}

bool
plan_explain(struct arena *mem, const struct model *m, str id, period p, struct explain *out,
    struct err *e)
{
	const struct objective *o = find_objective(m, id);
	const struct indicator *i = find_indicator(m, id);
	const struct assignment *a = find_assignment(m, id);
	struct objective_status os;
	struct assignment_status as;

	*out = (struct explain){.mem = mem};
	if (o == NULL && i == NULL && a == NULL)
		return fail(e, RC_NOT_FOUND, MSG_plan_no_such, ARG(id));
	if (o != NULL) {
		objective_status(mem, m, o, p, &os);
		explain_objective(out, &os);
	} else if (i != NULL) {
		struct indicator_status is = indicator_status(m, i, p);
		explain_indicator(out, &is, 0);
	} else {
		assignment_status(mem, m, a, p, &as);
		explain_assignment(out, m, &as);
	}
	return true;
}

str
explain_text(struct arena *mem, const struct explain *x, enum lang lang)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 1 << 20);
	for (size_t i = 0; i < x->n; i++) {
		for (int k = 0; k < x->row[i].indent; k++)
			sb_lit(&b, "  ");
		sb_str(&b, x->row[i].label[lang]);
		sb_lit(&b, ": ");
		sb_str(&b, x->row[i].value[lang]);
		sb_chr(&b, '\n');
	}
	must(sb_done(&b, &out));
	return out;
}
