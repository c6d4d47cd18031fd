/* investering.*: expenditure against budget by area and project. */
#include "core/facts/facts_priv.h"

#include <string.h>

#define TREE_DEPTH_MAX 64

struct sums {
	dec outcome, budget, variance; /* öre; not dec_ok: nothing recorded */
	bool any;
};

static bool
under(const struct model *m, str unit, str top)
{
	for (int depth = 0; depth < TREE_DEPTH_MAX && unit.n > 0; depth++) {
		if (str_eq(unit, top))
			return true;
		const struct unit *u = find_unit(m, unit);
		unit = u != NULL ? u->parent : STR("");
	}
	return false;
}

static bool
is_top(const struct model *m, str unit)
{
	const struct unit *u = find_unit(m, unit);

	return u != NULL && u->parent.n == 0;
}

/* Does the row belong to what is asked for?  A row without area holds the whole
 * of a year: it belongs to the top of the tree. */
static bool
row_wanted(const struct fact_call *c, const struct investment *v)
{
	const struct area *a = v->area.n > 0 ? find_area(c->m, v->area) : NULL;
	str unit = c->dim[DIM_ENHET];
	date end = {(int16_t)v->year, (int8_t)(v->month > 0 ? v->month : 12), 1};

	if (v->month > 12 || date_cmp(end, c->p.from) < 0 || date_cmp(end, c->p.to) > 0)
		return false;
	if (c->dim[DIM_PROJEKT].n > 0 && !str_eq(v->project, c->dim[DIM_PROJEKT]))
		return false;
	if (c->dim[DIM_OMRADE].n > 0)
		return str_eq(v->area, c->dim[DIM_OMRADE]);
	if (a == NULL || a->unit.n == 0)
		return is_top(c->m, unit);
	return under(c->m, a->unit, unit);
}

static void
add(dec *sum, dec v)
{
	if (dec_ok(v))
		*sum = dec_ok(*sum) ? dec_add(*sum, v) : v;
}

static str
row_label(const struct fact_call *c, const struct investment *v)
{
	const struct area *a = find_area(c->m, v->area);
	str name = a != NULL ? a->name : v->area.n > 0 ? v->area : v->name;

	return str_fmt(c->mem, "%.*s%s%.*s %d-%02d", STR_ARG(name), v->project.n > 0 ? " " : "",
	    STR_ARG(v->project), v->year, v->month);
}

static dec
row_variance(const struct investment *v)
{
	if (dec_ok(v->variance))
		return v->variance;
	return dec_ok(v->outcome) && dec_ok(v->budget) ? dec_sub(v->budget, v->outcome) : dec_bad();
}

/* Rows of areas, or, where a whole is recorded beside them, the whole: the areas
 * of such a year are not all known. */
static struct sums
sum_rows(struct fact_call *c)
{
	struct sums parts = {dec_bad(), dec_bad(), dec_bad(), false}, whole = parts;

	for (size_t i = 0; i < c->m->n_investment; i++) {
		const struct investment *v = &c->m->investment[i];
		struct sums *s = v->area.n > 0 ? &parts : &whole;
		if (!row_wanted(c, v))
			continue;
		s->any = true;
		add(&s->outcome, v->outcome);
		add(&s->budget, v->budget);
		add(&s->variance, row_variance(v));
		dec shown = strcmp(c->row->def.id, "investering.utfall") == 0 ? v->outcome
		    : strcmp(c->row->def.id, "investering.budget") == 0       ? v->budget
		                                                              : row_variance(v);
		if (dec_ok(shown))
			trace_row(c, row_label(c, v), dec_mul(shown, dec_of(1, 2)),
			    str_fmt(c->mem, "investeringar/investeringar-%d.csv", v->year));
	}
	if (!whole.any)
		return parts;
	if (!dec_ok(whole.outcome))
		whole.outcome = parts.outcome;
	if (!dec_ok(whole.budget))
		whole.budget = parts.budget;
	if (!dec_ok(whole.variance))
		whole.variance = parts.variance;
	return whole;
}

bool
compute_investment(struct fact_call *c, struct fact *out, struct err *e)
{
	const char *id = c->row->def.id;
	struct sums s = sum_rows(c);
	dec ore = s.outcome;

	(void)e;
	if (strcmp(id, "investering.budget") == 0) {
		ore = s.budget;
		if (!dec_ok(ore) && dec_ok(s.outcome) && dec_ok(s.variance))
			ore = dec_add(s.outcome, s.variance);
	} else if (strcmp(id, "investering.avvikelse") == 0) {
		trace_formula(c, "budget − utfall", "budget − outcome");
		ore = s.variance;
	} else if (!dec_ok(ore) && dec_ok(s.budget) && dec_ok(s.variance)) {
		ore = dec_sub(s.budget, s.variance);
	}
	fact_source(out, str_fmt(c->mem, "investeringar/investeringar-%d.csv", c->p.to.y));
	if (dec_ok(ore))
		out->value = dec_mul(ore, dec_of(1, 2));
	else
		fact_missing(c, out, MSG_fact_miss_investment, period_text(c, c->p));
	return true;
}
