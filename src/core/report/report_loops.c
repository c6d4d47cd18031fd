/* report_loops.c -- what {{för …}} goes through. */
#include "core/report/report_priv.h"

#include <string.h>

struct items {
	struct arena *mem;
	struct tpl_item *v;
	size_t n, room;
	int n_field;
};

static struct tpl_value *
add_item(struct items *it)
{
	struct tpl_value *f = arena_array(it->mem, (size_t)it->n_field, struct tpl_value);

	arena_grow(it->mem, it->v, it->n, it->room);
	it->v[it->n++] = (struct tpl_item){f};
	return f;
}

static struct tpl_value
text_value(str s)
{
	return (struct tpl_value){.kind = s.n > 0 ? TPL_TEXT : TPL_NONE, .text = s};
}

static struct tpl_value
number_value(int v)
{
	return (struct tpl_value){.kind = TPL_NUMBER, .number = dec_int(v)};
}

static void
goals(struct build *b, struct items *it)
{
	const struct goal *last = NULL;

	for (size_t i = 0; i < b->plan.n_objective; i++) {
		const struct goal *g = b->plan.objective[i].goal;
		if (g == last)
			continue;
		last = g;
		struct tpl_value *f = add_item(it);
		f[0] = text_value(g->id);
		f[1] = number_value(g->number);
		f[2] = text_value(g->name);
	}
}

static void
objectives(struct build *b, struct items *it, const struct tpl_call *c)
{
	str goal = tpl_arg(c, STR("mal")), status = tpl_arg(c, STR("status"));

	for (size_t i = 0; i < b->plan.n_objective; i++) {
		const struct objective_status *s = &b->plan.objective[i];
		str number = year_text(b, s->goal->number);
		if (goal.n > 0 && !str_eq(goal, s->goal->id) && !str_eq(goal, number))
			continue;
		if (status.n > 0 && !str_eq(status, str_of(status_names[s->status])))
			continue;
		struct tpl_value *f = add_item(it);
		f[0] = text_value(s->objective->id);
		f[1] = text_value(s->objective->title);
		f[2] = text_value(status_text(b, s->status));
		f[3] = text_value(s->goal->name);
	}
}

static void
assignments(struct build *b, struct items *it, const struct tpl_call *c)
{
	str to = tpl_arg(c, STR("till")), status = tpl_arg(c, STR("status"));

	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment_status *s = &b->plan.assignment[i];
		const struct assignment *a = s->assignment;
		enum execution x = s->report != NULL ? s->report->status : EXECUTION_ej_paborjad;
		if (to.n > 0 && !str_eq(to, str_of(assignment_to_names[a->to_type])))
			continue;
		if (status.n > 0 && !str_eq(status, str_of(execution_names[x])))
			continue;
		struct tpl_value *f = add_item(it);
		f[0] = text_value(a->id);
		f[1] = text_value(a->title);
		f[2] = text_value(execution_word(x, b->lang));
		f[3] = text_value(date_ok(a->deadline) ? date_str(b->mem, a->deadline) : STR(""));
	}
}

static void
units(struct build *b, struct items *it, const struct tpl_call *c)
{
	str under = tpl_arg(c, STR("under"));
	size_t n = 0;
	const struct unit **v = arena_array(b->mem, b->m->n_unit + 1, const struct unit *);

	if (under.n == 0)
		under = b->unit;
	for (size_t i = 0; i < b->m->n_unit; i++)
		if (str_eq(b->m->unit[i].parent, under))
			v[n++] = &b->m->unit[i];
	for (size_t i = 1; i < n; i++) {
		const struct unit *x = v[i];
		size_t k = i;
		for (; k > 0 && x->sort < v[k - 1]->sort; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
	for (size_t i = 0; i < n; i++) {
		struct tpl_value *f = add_item(it);
		f[0] = text_value(v[i]->id);
		f[1] = text_value(v[i]->name);
	}
}

static bool
areas(struct build *b, struct items *it, const struct tpl_call *c)
{
	struct investment_table *t;
	str unit = tpl_arg(c, STR("enhet"));

	if (!investment_table(b->m, b->period, unit.n > 0 ? unit : b->unit, SCALE_MKR, b->mem, &t,
	        b->e)) {
		bind_fault(b->d, c->at, b->e);
		return false;
	}
	for (size_t i = 0; i < t->n_row; i++) {
		struct tpl_value *f = add_item(it);
		f[0] = text_value(t->row[i].id);
		f[1] = text_value(t->row[i].name);
	}
	return true;
}

static void
variances(struct build *b, struct items *it)
{
	for (size_t i = 0; i < b->m->n_variance; i++) {
		const struct variance *v = &b->m->variance[i];
		if (!period_same_end(v->period, b->period))
			continue;
		struct tpl_value *f = add_item(it);
		f[0] = text_value(v->id);
		f[1] = text_value(v->area);
	}
}

static void
appendices(struct build *b, struct items *it)
{
	for (size_t i = 0; i < b->m->n_appendix; i++) {
		const struct appendix *a = &b->m->appendix[i];
		if (!str_eq(a->report, b->in->report->id))
			continue;
		struct tpl_value *f = add_item(it);
		f[0] = number_value(a->number);
		f[1] = text_value(a->title);
	}
}

bool
bind_items(void *ctx, struct arena *mem, const struct tpl_call *c, const struct tpl_item **out,
    size_t *n, struct diag *d)
{
	struct build *b = ctx;
	struct items it = {.mem = mem, .n_field = 4};
	bool ok = true;

	(void)d;
	if (str_eq(c->name, STR("mal")))
		goals(b, &it);
	else if (str_eq(c->name, STR("delmal")))
		objectives(b, &it, c);
	else if (str_eq(c->name, STR("uppdrag")))
		assignments(b, &it, c);
	else if (str_eq(c->name, STR("enhet")))
		units(b, &it, c);
	else if (str_eq(c->name, STR("omrade")))
		ok = areas(b, &it, c);
	else if (str_eq(c->name, STR("avvikelse")))
		variances(b, &it);
	else
		appendices(b, &it);
	*out = it.v;
	*n = it.n;
	return ok;
}
