/* ekonomi.*: what the ledger, the budget and the forecasts say. */
#include "core/facts/facts_priv.h"

#include <string.h>

struct cell {
	int64_t ore;
	bool has;
};

static struct money_query
query(const struct fact_call *c, enum money_kind kind, period span)
{
	return (struct money_query){.unit = c->dim[DIM_ENHET],
	    .line = c->dim[DIM_RAD],
	    .kind = kind,
	    .span = span,
	    .structure_day = c->p.to};
}

static const char *const kind_label[][LANG__COUNT] = {
    [MONEY_OUTCOME] = {"Utfall", "Outcome"},
    [MONEY_BUDGET] = {"Budget", "Budget"},
    [MONEY_BUDGET_ADOPTED] = {"Antagen budget", "Adopted budget"},
    [MONEY_FORECAST] = {"Helårsprognos", "Full-year forecast"},
};

/* One cell, and its node with what stands behind it. */
static bool
take(struct fact_call *c, enum money_kind kind, period span, struct cell *out, struct err *e)
{
	struct money_query q = query(c, kind, span);
	struct fact_node *n;

	if (!facts_money_cell(c->fx, &q, &out->ore, &out->has, e))
		return false;
	if (c->trace == NULL)
		return true;
	n = trace_row(c, STR(""), out->has ? ore_as(out->ore, 2) : dec_bad(), STR(""));
	for (int lang = 0; lang < LANG__COUNT; lang++)
		n->label[lang] = str_fmt(c->mem, "%s, %.*s", kind_label[kind][lang],
		    STR_ARG(period_show(c->mem, span, (enum lang)lang)));
	n->unit = FACT_KR;
	n->link_unit = q.unit;
	n->link_line = q.line;
	n->link_span = span;
	return c->fx->money == NULL || c->fx->money->explain == NULL ||
	    c->fx->money->explain(c->fx->money->ctx, &q, c->mem, n, e);
}

static void
no_cell(struct fact_call *c, struct fact *out)
{
	fact_missing(c, out, c->fx->money == NULL ? MSG_fact_miss_ledger : MSG_fact_miss_cell,
	    period_text(c, c->p));
}

static void
set_ore(struct fact_call *c, struct fact *out, bool has, int64_t ore)
{
	out->source[LANG_SV] = STR("huvudboken och budgeten");
	out->source[LANG_EN] = STR("the ledger and the budget");
	if (has)
		out->value = ore_as(ore, 2);
	else
		no_cell(c, out);
}

/* Two cells of a difference; an absent one is zero when the other is there. */
static bool
subtract(struct fact_call *c, struct fact *out, struct cell a, struct cell b, struct err *e)
{
	int64_t off;

	if (__builtin_sub_overflow(a.ore, b.ore, &off))
		return fail(e, RC_LIMIT, MSG_fact_overflow, ARG(c->name));
	set_ore(c, out, a.has || b.has, off);
	return true;
}

bool
compute_netcost(struct fact_call *c, struct fact *out, struct err *e)
{
	struct cell net;

	if (!take(c, MONEY_OUTCOME, c->p, &net, e))
		return false;
	trace_formula(c, "−(intäkter + kostnader)", "−(revenue + costs)");
	set_ore(c, out, net.has, net.ore);
	if (net.has)
		out->value = dec_neg(out->value);
	return true;
}

bool
compute_money_cell(struct fact_call *c, struct fact *out, struct err *e)
{
	const char *id = c->row->def.id;
	enum money_kind kind = MONEY_OUTCOME;
	struct cell cell;

	if (strcmp(id, "ekonomi.budget") == 0 || strcmp(id, "ekonomi.helarsbudget") == 0)
		kind = MONEY_BUDGET;
	else if (strcmp(id, "ekonomi.budget.antagen") == 0)
		kind = MONEY_BUDGET_ADOPTED;
	else if (strcmp(id, "ekonomi.helarsprognos") == 0)
		kind = MONEY_FORECAST;
	if (!take(c, kind, c->p, &cell, e))
		return false;
	set_ore(c, out, cell.has, cell.ore);
	return true;
}

bool
compute_variance(struct fact_call *c, struct fact *out, struct err *e)
{
	struct cell outcome, budget;

	trace_formula(c, "utfall − budget", "outcome − budget");
	return take(c, MONEY_OUTCOME, c->p, &outcome, e) &&
	    take(c, MONEY_BUDGET, c->p, &budget, e) && subtract(c, out, outcome, budget, e);
}

bool
compute_forecast_variance(struct fact_call *c, struct fact *out, struct err *e)
{
	struct cell forecast, budget;

	trace_formula(c, "helårsprognos − helårsbudget", "full-year forecast − full-year budget");
	if (!take(c, MONEY_FORECAST, c->p, &forecast, e) ||
	    !take(c, MONEY_BUDGET, period_year(period_year_of(c->p)), &budget, e))
		return false;
	if (!forecast.has) {
		no_cell(c, out);
		return true;
	}
	return subtract(c, out, forecast, budget, e);
}

/* (this / last - 1) x 100 of amounts as they are kept; withheld where the base
 * prints as zero in tkr or the sign turns. */
static bool
development(struct fact_call *c, struct fact *out, struct err *e)
{
	period before = period_shift_years(c->p, -1);
	struct cell now, then;
	dec base;

	trace_formula(c, "(utfall / utfall året före − 1) × 100",
	    "(outcome / outcome the year before − 1) × 100");
	if (!take(c, MONEY_OUTCOME, c->p, &now, e) || !take(c, MONEY_OUTCOME, before, &then, e))
		return false;
	out->source[LANG_SV] = STR("huvudboken");
	out->source[LANG_EN] = STR("the ledger");
	if (!now.has) {
		no_cell(c, out);
		return true;
	}
	base = ore_as(then.ore, 2);
	if (!then.has)
		fact_missing(c, out, MSG_fact_miss_base, period_text(c, before));
	else if (dec_sign(dec_rescale(ore_as(then.ore, 5), 0, DEC_HALF_UP)) == 0)
		fact_missing(c, out, MSG_fact_miss_base_zero, STR(""));
	else if ((now.ore < 0) != (then.ore < 0) && now.ore != 0)
		fact_missing(c, out, MSG_fact_miss_sign, STR(""));
	else
		out->value = dec_div(dec_mul(dec_sub(ore_as(now.ore, 2), base), dec_int(100)), base,
		    FACT_QUOTIENT_SCALE, DEC_HALF_EVEN);
	return true;
}

bool
compute_netcost_growth(struct fact_call *c, struct fact *out, struct err *e)
{
	return development(c, out, e);
}

bool
compute_change_percent(struct fact_call *c, struct fact *out, struct err *e)
{
	return development(c, out, e);
}

/* A row of kind whole restates the variance itself and explains nothing. */
bool
compute_explained(struct fact_call *c, struct fact *out, struct err *e)
{
	int64_t sum = 0;
	bool any = false;

	trace_formula(c, "summan av förklarade belopp", "the sum of explained amounts");
	for (size_t i = 0; i < c->m->n_explanation; i++) {
		const struct explanation *x = &c->m->explanation[i];
		if (!str_eq(x->unit, c->dim[DIM_ENHET]) || x->kind != PART_KIND_part ||
		    x->period.kind == PERIOD_NONE || date_cmp(x->period.to, c->p.to) != 0)
			continue;
		any = true;
		if (__builtin_add_overflow(sum, x->amount, &sum))
			return fail(e, RC_LIMIT, MSG_fact_overflow, ARG(c->name));
		trace_row(c, x->name, ore_as(x->amount, 2), x->note);
	}
	out->source[LANG_SV] = STR("avvikelseanalysen");
	out->source[LANG_EN] = STR("the variance analysis");
	if (any)
		out->value = ore_as(sum, 2);
	else
		fact_missing(c, out, MSG_fact_miss_explained, c->dim[DIM_ENHET]);
	return true;
}

bool
compute_unexplained(struct fact_call *c, struct fact *out, struct err *e)
{
	struct fact variance, explained;
	str tail = str_fmt(c->mem, ":enhet=%.*s:period=%.*s", STR_ARG(c->dim[DIM_ENHET]),
	    STR_ARG(period_str(c->mem, c->p)));

	trace_formula(c, "budgetavvikelse − förklarat belopp", "variance − explained amount");
	if (!fact_input(c, str_fmt(c->mem, "ekonomi.avvikelse%.*s", STR_ARG(tail)), &variance, e) ||
	    !fact_input(c, str_fmt(c->mem, "ekonomi.forklarat%.*s", STR_ARG(tail)), &explained, e))
		return false;
	if (!dec_ok(variance.value))
		fact_missing(c, out, MSG_fact_miss_input, variance.name);
	else
		out->value = dec_ok(explained.value) ? dec_sub(variance.value, explained.value)
		                                     : variance.value;
	return true;
}
