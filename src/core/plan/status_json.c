#include "core/plan/status.h"

static void
key_dec(struct json *j, const char *key, dec value)
{
	json_key(j, str_of(key));
	json_dec(j, dec_ok(value) ? dec_trim(value) : value);
}

/* One decimal: what a report prints.  The inputs stand beside it, unrounded. */
static dec
percent(dec p)
{
	return dec_ok(p) ? dec_rescale(p, 1, DEC_HALF_UP) : p;
}

static void
attainment_json(struct json *j, const struct attainment *a)
{
	json_put_str(j, "method", str_of(enum_name(method_names, (int)a->in.method)));
	key_dec(j, "percent", percent(a->percent));
	json_put_str(j, "verdict", verdict_id(a->verdict));
	key_dec(j, "outcome", a->in.outcome);
	key_dec(j, "target", a->in.target);
	key_dec(j, "base", a->in.base);
	json_put_str(j, "operator", str_of(enum_name(operator_names, (int)a->in.op)));
	json_put_str(j, "rule", str_of(a->rule));
	json_key(j, STR("rule_version"));
	json_i64(j, a->version);
	json_put_str(j, "reason", str_of(a->why->text[LANG_SV]));
}

static void
objective_json(struct json *j, const struct objective_status *o)
{
	json_object(j);
	json_put_str(j, "id", o->objective->id);
	json_put_str(j, "name", o->objective->title);
	json_put_str(j, "status", str_of(enum_name(status_names, (int)o->status)));
	json_put_str(j, "suggested", verdict_id(o->suggestion.verdict));
	json_key(j, STR("differs"));
	json_bool(j, o->differs);
	json_key(j, STR("indicators"));
	json_array(j);
	for (size_t i = 0; i < o->n_indicator; i++) {
		const struct indicator_status *s = &o->indicator[i];
		json_object(j);
		json_put_str(j, "id", s->indicator->id);
		json_put_str(j, "name", s->indicator->name);
		json_put_str(j, "unit", s->indicator->unit);
		json_put_str(j, "status", verdict_id(s->a.verdict));
		attainment_json(j, &s->a);
		json_end(j);
	}
	json_end(j);
	json_end(j);
}

static void
goals_json(struct json *j, const struct plan_status *s)
{
	json_array(j);
	for (size_t i = 0; i < s->n_objective;) {
		const struct goal *g = s->objective[i].goal;
		json_object(j);
		json_key(j, STR("number"));
		if (g != NULL)
			json_i64(j, g->number);
		else
			json_null(j);
		json_put_str(j, "name", g != NULL ? g->name : STR(""));
		json_key(j, STR("objectives"));
		json_array(j);
		for (; i < s->n_objective && s->objective[i].goal == g; i++)
			objective_json(j, &s->objective[i]);
		json_end(j);
		json_end(j);
	}
	json_end(j);
}

static void
assignment_json(struct json *j, const struct model *m, const struct assignment_status *s)
{
	const struct assignment *a = s->assignment;

	json_object(j);
	json_put_str(j, "id", a->id);
	json_put_str(j, "title", a->title);
	json_put_str(j, "from", a->from);
	json_put_str(j, "to_type", str_of(enum_name(assignment_to_names, (int)a->to_type)));
	json_key(j, STR("addressees"));
	json_array(j);
	for (size_t i = 0; i < s->n_addressee; i++)
		json_str(j, s->addressee[i]->body);
	json_end(j);
	json_key(j, STR("status"));
	if (s->report != NULL)
		json_str(j, str_of(enum_name(execution_names, (int)s->report->status)));
	else
		json_null(j);
	json_key(j, STR("deadline"));
	if (a->deadline.y != 0)
		json_str(j, date_str(m->mem, a->deadline));
	else
		json_null(j);
	json_key(j, STR("attainment"));
	json_array(j);
	for (size_t i = 0; i < s->n_measure; i++) {
		json_object(j);
		attainment_json(j, &s->measure[i].a);
		json_put_str(j, "measure", s->measure[i].measure->id);
		json_put_str(j, "name", s->measure[i].measure->name);
		json_put_str(j, "unit", s->measure[i].measure->unit);
		json_key(j, STR("planned"));
		json_bool(j, s->measure[i].planned);
		json_end(j);
	}
	json_end(j);
	json_end(j);
}

void
status_json(struct json *j, const struct plan_status *s)
{
	json_object(j);
	json_put_str(j, "period", period_str(s->model->mem, s->period));
	json_put_str(j, "body", s->body);
	json_key(j, STR("goals"));
	goals_json(j, s);
	json_key(j, STR("summary"));
	json_object(j);
	for (int i = 1; i <= STATUS__COUNT; i++) {
		int st = i % STATUS__COUNT; /* helt, delvis, inte, ej_bedomt */
		json_key(j, str_of(enum_name(status_names, st)));
		json_i64(j, (int64_t)s->count[st]);
	}
	json_end(j);
	json_key(j, STR("assignments"));
	json_array(j);
	for (size_t i = 0; i < s->n_assignment; i++)
		assignment_json(j, s->model, &s->assignment[i]);
	json_end(j);
	json_end(j);
}
