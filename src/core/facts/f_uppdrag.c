/* uppdrag.*: assignments and what they are measured by. */
#include "core/facts/facts_priv.h"

#include "core/plan/status.h"

static str
assignment_file(struct fact_call *c, int year)
{
	return str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", year);
}

bool
compute_assignment_count(struct fact_call *c, struct fact *out, struct err *e)
{
	struct plan_status ps;
	size_t n = 0;

	if (!plan_status(c->mem, c->m, c->dim[DIM_ORGAN], c->p, &ps, e))
		return false;
	for (size_t i = 0; i < ps.n_assignment; i++) {
		const struct assignment_status *a = &ps.assignment[i];
		str to = str_of(enum_name(assignment_to_names, (int)a->assignment->to_type));
		str is = a->report == NULL
		    ? STR("")
		    : str_of(enum_name(execution_names, (int)a->report->status));
		if ((c->dim[DIM_TILL].n > 0 && !str_eq(to, c->dim[DIM_TILL])) ||
		    (c->dim[DIM_STATUS].n > 0 && !str_eq(is, c->dim[DIM_STATUS])))
			continue;
		n++;
		trace_row(c, a->assignment->title, dec_int(1),
		    assignment_file(c, a->assignment->year));
	}
	trace_formula(c, "antal uppdrag", "number of assignments");
	fact_source(out, assignment_file(c, c->p.to.y));
	out->value = dec_int((int64_t)n);
	return true;
}

bool
compute_assignment_execution(struct fact_call *c, struct fact *out, struct err *e)
{
	const struct assignment *a = find_assignment(c->m, c->dim[DIM_UPPDRAG]);
	const struct assignment_report *r = assignment_reported(c->m, a, c->p);

	(void)e;
	fact_source(out, assignment_file(c, a->year));
	if (r == NULL)
		fact_missing(c, out, MSG_fact_miss_assessment, period_text(c, c->p));
	else
		out->text = execution_word(r->status, LANG_SV);
	return true;
}

struct measured {
	const struct measure *ms;
	struct measure_status s;
};

/* The measure as it stands at the period's end, by the method asked for. */
static struct measured
measured(struct fact_call *c, struct fact *out)
{
	const struct measure *ms = find_measure(c->m, c->mid);
	const struct assignment *a = find_assignment(c->m, ms->assignment);
	enum method method = ms->method;

	if (str_eq(c->dim[DIM_METOD], STR("niva")))
		method = METHOD_level;
	else if (str_eq(c->dim[DIM_METOD], STR("forandring")))
		method = METHOD_change;
	for (int lang = 0; lang < LANG__COUNT; lang++)
		out->label[lang] = str_fmt(c->mem, "%s: %.*s", c->row->def.label[lang],
		    STR_ARG(ms->name));
	fact_source(out,
	    ms->series.n > 0 ? str_fmt(c->mem, "serier/%.*s.csv", STR_ARG(ms->series))
	                     : assignment_file(c, a != NULL ? a->year : c->p.to.y));
	return (struct measured){ms, measure_status(c->m, ms, c->p, method)};
}

bool
compute_measure_outcome(struct fact_call *c, struct fact *out, struct err *e)
{
	struct measured v = measured(c, out);

	(void)e;
	fact_reported(c, out, v.s.outcome, v.ms->unit);
	if (!dec_ok(v.s.outcome))
		fact_missing(c, out, MSG_fact_miss_outcome, period_text(c, c->p));
	else
		trace_model_row(c, v.ms->series.n > 0 ? v.ms->series : v.ms->name, out->value,
		    out->source[LANG_SV], KIND_measure, v.ms);
	return true;
}

bool
compute_measure_target(struct fact_call *c, struct fact *out, struct err *e)
{
	struct measured v = measured(c, out);

	(void)e;
	fact_reported(c, out, v.s.target, v.ms->unit);
	if (!dec_ok(v.s.target))
		fact_missing(c, out, MSG_fact_miss_target, period_text(c, c->p));
	return true;
}

bool
compute_measure_base(struct fact_call *c, struct fact *out, struct err *e)
{
	struct measured v = measured(c, out);

	(void)e;
	fact_reported(c, out, v.s.base, v.ms->unit);
	if (!dec_ok(v.s.base))
		fact_missing(c, out, MSG_fact_miss_base, period_text(c, c->p));
	return true;
}

bool
compute_measure_attainment(struct fact_call *c, struct fact *out, struct err *e)
{
	struct measured v = measured(c, out);

	(void)e;
	trace_attainment(c, &v.s.a, method_word(v.s.a.in.method, LANG_SV));
	if (dec_ok(v.s.a.percent))
		out->value = v.s.a.percent;
	else
		fact_missing(c, out, MSG_fact_miss_quotient, STR(""));
	return true;
}

bool
compute_measure_change(struct fact_call *c, struct fact *out, struct err *e)
{
	struct measured v = measured(c, out);

	(void)e;
	trace_formula(c, "(utfall / bas − 1) × 100", "(outcome / base − 1) × 100");
	trace_said(c, "utfall", "outcome", v.s.outcome, out->source[LANG_SV]);
	trace_said(c, "bas", "base", v.s.base, out->source[LANG_SV]);
	if (!dec_ok(v.s.outcome) || !dec_ok(v.s.base))
		fact_missing(c, out, MSG_fact_miss_base, period_text(c, c->p));
	else if (dec_sign(v.s.base) <= 0)
		fact_missing(c, out, MSG_fact_miss_base_zero, STR(""));
	else
		out->value = dec_div(dec_mul(dec_sub(v.s.outcome, v.s.base), dec_int(100)),
		    v.s.base, FACT_QUOTIENT_SCALE, DEC_HALF_EVEN);
	return true;
}

bool
compute_measure_change_amount(struct fact_call *c, struct fact *out, struct err *e)
{
	struct measured v = measured(c, out);

	(void)e;
	trace_formula(c, "utfall − bas", "outcome − base");
	if (!dec_ok(v.s.outcome) || !dec_ok(v.s.base)) {
		fact_missing(c, out, MSG_fact_miss_base, period_text(c, c->p));
		return true;
	}
	fact_reported(c, out, dec_sub(v.s.outcome, v.s.base), v.ms->unit);
	return true;
}
