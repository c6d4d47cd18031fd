/* block_invest.c -- investments: areas, the board's subtotal, projects, chart. */
#include "core/report/report_priv.h"

/* The whole region and, where it is only a part of it, the body's own areas. */
struct areas {
	struct investment_table *all, *own;
};

static str
root_unit(const struct build *b)
{
	str id = b->unit;

	for (size_t hops = 0; hops <= b->m->n_unit; hops++) {
		const struct unit *u = find_unit(b->m, id);
		if (u == NULL || u->parent.n == 0)
			return id;
		id = u->parent;
	}
	return b->unit;
}

static bool
load(struct build *b, const struct tpl_call *c, str unit, struct investment_table **out)
{
	if (investment_table(b->m, b->period, unit, SCALE_MKR, b->mem, out, b->e))
		return true;
	bind_fault(b->d, c->at, b->e);
	return false;
}

static bool
has_row(const struct investment_table *t, str id)
{
	for (size_t i = 0; i < t->n_row; i++)
		if (str_eq(t->row[i].id, id))
			return true;
	return false;
}

static bool
load_areas(struct build *b, const struct tpl_call *c, struct areas *v)
{
	bool chosen = tpl_arg(c, STR("enhet")).n > 0;
	str unit = chosen ? call_unit(b, c) : root_unit(b);

	*v = (struct areas){0};
	if (unit.n == 0 || !load(b, c, unit, &v->all))
		return false;
	if (!str_eq(unit, b->unit) && !load(b, c, b->unit, &v->own))
		return false;
	/* Only a true part has a subtotal: some of the areas, and none beside them. */
	if (v->own != NULL && (v->own->n_row == 0 || v->own->n_row >= v->all->n_row))
		v->own = NULL;
	for (size_t i = 0; v->own != NULL && i < v->own->n_row; i++)
		if (!has_row(v->all, v->own->row[i].id))
			v->own = NULL;
	return true;
}

static bool
in_own(const struct areas *v, str id)
{
	return v->own != NULL && has_row(v->own, id);
}

static str
area_fact(struct build *b, const char *what, str dim, str id, const struct amount *a)
{
	struct fact f;
	str name = str_fmt(b->mem, "investering.%s:%.*s=%.*s", what, STR_ARG(dim), STR_ARG(id));

	if (!a->ok || !fact_of(b, name, &f) || !dec_ok(f.value) ||
	    dec_cmp(f.value, ore_as(a->ore, 2)) != 0)
		return STR("");
	return f.name;
}

static void
area_row(struct build *b, struct doc_node *t, enum doc_row_kind kind, str name,
    const struct investment_row *v, str dim, str id)
{
	struct doc_node *row = doc_row(b->doc, t, kind);

	name_cell(b, row, name);
	if (!b->plan_only)
		amount_cell(b, row, area_fact(b, "utfall", dim, id, &v->outcome), &v->outcome,
		    SCALE_MKR);
	amount_cell(b, row, area_fact(b, "budget", dim, id, &v->budget), &v->budget, SCALE_MKR);
	if (!b->plan_only)
		amount_cell(b, row, area_fact(b, "avvikelse", dim, id, &v->variance), &v->variance,
		    SCALE_MKR);
}

static void
sum_note(struct build *b, struct doc_node *under, const struct investment_table *t, str what)
{
	if (b->plan_only || !t->has_note || !t->total.outcome.ok)
		return;
	note_under(b, under,
	    W3(b, W_note_rounding, what, show_dec(b, dec_int(t->rows_sum), 0),
	        show_dec(b, dec_int(money_rounded(t->total.outcome.ore, SCALE_MKR)), 0)));
}

bool
table_investments(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}};
	const str area = STR("omrade"), unit = STR("enhet");
	struct areas v;

	if (!load_areas(b, c, &v))
		return true;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("investeringar"),
	        .caption = W2(b, W_cap_investments, unit_name(b, v.all->unit), period_label(b)),
	        .unit = money_unit(b, SCALE_MKR),
	        .col = col,
	        .n_col = b->plan_only ? 2 : COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_area));
	if (!b->plan_only)
		head_cell(b, row, W(b, W_outcome));
	head_cell(b, row, W(b, W_budget));
	if (!b->plan_only)
		head_cell(b, row, W(b, W_variance));
	for (int own = v.own != NULL; own >= 0; own--) {
		for (size_t i = 0; i < v.all->n_row; i++) {
			const struct investment_row *r = &v.all->row[i];
			if (in_own(&v, r->id) == (own == 1))
				area_row(b, t, DOC_ROW_BODY, r->name, r, area, r->id);
		}
		if (own == 1)
			area_row(b, t, DOC_ROW_SUBTOTAL,
			    W1(b, W_of_which_sum, unit_name(b, v.own->unit)), &v.own->total, unit,
			    v.own->unit);
	}
	area_row(b, t, DOC_ROW_TOTAL, W(b, W_total), &v.all->total, unit, v.all->unit);
	if (v.own != NULL)
		sum_note(b, under, v.own, unit_name(b, v.own->unit));
	sum_note(b, under, v.all, W(b, W_total));
	if (!b->plan_only)
		note_under(b, under, W(b, W_note_investments));
	return true;
}

bool
table_projects(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	const struct doc_col col[] = {{DOC_LEFT, 3}, {DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc_node *t = NULL, *row;

	for (size_t i = 0; i < b->m->n_investment; i++) {
		const struct investment *v = &b->m->investment[i];
		const struct area *a = NULL;
		if (v->year != b->year || v->project.n == 0 || !dec_ok(v->decided))
			continue;
		for (size_t k = 0; k < b->m->n_area; k++)
			if (str_eq(b->m->area[k].id, v->area))
				a = &b->m->area[k];
		if (t == NULL) {
			t = table_new(b, under,
			    &(struct table){.call = c,
			        .id = STR("projekt"),
			        .caption = W1(b, W_cap_projects, period_label(b)),
			        .unit = money_unit(b, SCALE_MKR),
			        .col = col,
			        .n_col = COUNTOF(col)});
			row = head_row(b, t);
			head_cell(b, row, W(b, W_project));
			head_cell(b, row, W(b, W_area));
			head_cell(b, row, W(b, W_decided));
			head_cell(b, row, W(b, W_accumulated));
			head_cell(b, row, W(b, W_outcome));
			head_cell(b, row, W(b, W_forecast_total));
		}
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, v->name.n > 0 ? v->name : v->project);
		text_cell(b, row, a != NULL ? a->name : v->area);
		dec_cell(b, row, STR(""), v->decided, 0);
		dec_cell(b, row, STR(""), v->accumulated, 0);
		dec_cell(b, row, STR(""), v->outcome, 0);
		dec_cell(b, row, STR(""), v->forecast, 0);
	}
	if (t == NULL)
		note_under(b, under, W(b, W_no_projects));
	return true;
}

bool
chart_investments(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct areas v;

	if (!load_areas(b, c, &v) || v.all->n_row == 0)
		return true;
	int n = (int)v.all->n_row;
	struct chart *ch = chart_new(b, c, CHART_BARS, STR("investeringar"),
	    W2(b, W_cap_chart_investments, unit_name(b, v.all->unit), period_label(b)),
	    money_unit(b, SCALE_MKR), n, 2);
	ch->cat_title = W(b, W_area);
	ch->series[0].name = W(b, W_outcome);
	ch->series[1].name = W(b, W_budget);
	for (int i = 0; i < n; i++) {
		const struct investment_row *r = &v.all->row[i];
		ch->cat[i] = r->name;
		ch->series[0].fact[i] = area_fact(b, "utfall", STR("omrade"), r->id, &r->outcome);
		ch->series[1].fact[i] = area_fact(b, "budget", STR("omrade"), r->id, &r->budget);
		if (r->outcome.ok)
			ch->series[0].v[i] = ore_as(r->outcome.ore, SCALE_MKR);
		if (r->budget.ok)
			ch->series[1].v[i] = ore_as(r->budget.ore, SCALE_MKR);
	}
	ch->desc = W1(b, W_desc_investments, chart_extremes(b, ch, 0));
	chart_put(b, under, c, ch);
	return true;
}
