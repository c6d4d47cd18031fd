/* block_series.c -- measured series: month by month against base and plan. */
#include "core/report/report_priv.h"

/* What the columns of a measured series are, months of the report's year. */
struct columns {
	const struct series *now, *base, *plan_series;
	dec plan_percent;
	int base_year;
	bool has_plan;
};

static dec
point_at(const struct build *b, const struct series *s, period p)
{
	for (size_t i = 0; s != NULL && i < b->m->n_point; i++) {
		const struct point *x = &b->m->point[i];
		if (str_eq(x->series, s->id) && period_eq(x->period, p))
			return x->value;
	}
	return dec_bad();
}

/* The year most of the series' points lie in; 0 when it has none. */
static int
year_of_series(const struct build *b, const struct series *s)
{
	for (size_t i = 0; i < b->m->n_point; i++)
		if (str_eq(b->m->point[i].series, s->id))
			return period_year_of(b->m->point[i].period);
	return 0;
}

/* A plan that is kept as a series of its own: "resor-2025" has "resor-plan-2025". */
static const struct series *
plan_of(const struct build *b, str id)
{
	size_t dash = id.n;

	while (dash > 0 && id.p[dash - 1] != '-')
		dash--;
	if (dash == 0)
		return NULL;
	return find_series(b->m,
	    str_fmt(b->mem, "%.*s-plan-%.*s", STR_ARG(str_sub(id, 0, dash - 1)),
	        STR_ARG(str_sub(id, dash, id.n))));
}

static bool
columns_of(const struct build *b, const struct measure *ms, struct columns *k)
{
	*k = (struct columns){.plan_percent = ms->plan_percent};
	k->now = find_series(b->m, ms->series);
	if (k->now == NULL)
		return false;
	k->base = ms->base_series.n > 0 ? find_series(b->m, ms->base_series) : NULL;
	if (k->base != NULL)
		k->base_year = year_of_series(b, k->base);
	k->plan_series = plan_of(b, k->now->id);
	k->has_plan = k->plan_series != NULL || (k->base != NULL && dec_ok(ms->plan_percent));
	return true;
}

static dec
base_at(const struct build *b, const struct columns *k, int month)
{
	return k->base != NULL && k->base_year > 0
	    ? point_at(b, k->base, period_month(k->base_year, month))
	    : dec_bad();
}

static dec
plan_at(const struct build *b, const struct columns *k, int month)
{
	if (k->plan_series != NULL)
		return point_at(b, k->plan_series, period_month(b->year, month));
	return dec_mul(base_at(b, k, month), dec_mul(k->plan_percent, dec_of(1, 2)));
}

static int
months_known(const struct build *b, const struct columns *k)
{
	int n = 0;

	for (int m = 1; m <= 12; m++)
		n += dec_ok(point_at(b, k->now, period_month(b->year, m)));
	return n;
}

static str
point_fact(struct build *b, const struct series *s, period p, dec v)
{
	return fact_named(b,
	    str_fmt(b->mem, "serie.%.*s:period=%.*s", STR_ARG(s->id),
	        STR_ARG(period_str(b->mem, p))),
	    v, s->unit);
}

static void
month_row(struct build *b, struct doc_node *t, const struct columns *k, int month)
{
	struct doc_node *row = doc_row(b->doc, t, DOC_ROW_BODY);
	period p = period_month(b->year, month);
	dec now = point_at(b, k->now, p), base = base_at(b, k, month);

	name_cell(b, row, month_name(month, b->lang));
	dec_cell(b, row, point_fact(b, k->now, p, now), now, 0);
	if (k->base != NULL)
		dec_cell(b, row, point_fact(b, k->base, period_month(k->base_year, month), base),
		    base, 0);
	if (k->has_plan)
		dec_cell(b, row,
		    k->plan_series != NULL ? point_fact(b, k->plan_series, p, plan_at(b, k, month))
		                           : STR(""),
		    plan_at(b, k, month), 0);
}

static enum word
accumulated(const struct series *s)
{
	return s->kind == SERIES_KIND_cumulative ? W_col_acc_outcome : W_col_outcome_year;
}

bool
series_months(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct measure *ms)
{
	struct doc_col col[4] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct columns k;

	if (!columns_of(b, ms, &k) || months_known(b, &k) < 2)
		return true;
	int n_col = 2 + (k.base != NULL) + k.has_plan;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = k.now->id,
	        .caption = k.now->name,
	        .unit = unit_shown(b, k.now->unit),
	        .col = col,
	        .n_col = n_col});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_month));
	head_cell(b, row, W1(b, accumulated(k.now), year_text(b, b->year)));
	if (k.base != NULL)
		head_cell(b, row, W1(b, accumulated(k.base), year_text(b, k.base_year)));
	if (k.has_plan)
		head_cell(b, row, W1(b, W_col_plan, year_text(b, b->year)));
	for (int m = 1; m <= period_last_month(b->period); m++)
		month_row(b, t, &k, m);
	return true;
}

static str
last_values(const struct build *b, const struct chart *ch)
{
	struct sb s;
	str out;
	bool any = false;

	sb_init(&s, b->mem, 2048);
	for (int i = 0; i < ch->n_series; i++) {
		int last = -1;
		for (int k = 0; k < ch->n_cat; k++)
			if (dec_ok(ch->series[i].v[k]))
				last = k;
		if (last < 0)
			continue;
		sb_str(&s, any ? STR("; ") : STR(""));
		sb_str(&s,
		    W3(b, W_desc_last, ch->series[i].name, ch->cat[last],
		        show_dec(b, ch->series[i].v[last], ch->decimals)));
		any = true;
	}
	(void)!sb_done(&s, &out);
	return out;
}

bool
series_chart(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct measure *ms)
{
	struct columns k;
	int at = 0;

	if (!columns_of(b, ms, &k) || months_known(b, &k) < 2)
		return true;
	struct chart *ch = chart_new(b, c, CHART_LINE, k.now->id, k.now->name,
	    unit_shown(b, k.now->unit), 12, 1 + (k.base != NULL) + k.has_plan);
	ch->cat_title = W(b, W_month);
	ch->series[at++].name = W1(b, W_col_outcome_year, year_text(b, b->year));
	if (k.base != NULL)
		ch->series[at++].name = W1(b, W_col_outcome_year, year_text(b, k.base_year));
	if (k.has_plan)
		ch->series[at].name = W1(b, W_col_plan, year_text(b, b->year));
	for (int m = 1; m <= 12; m++) {
		period p = period_month(b->year, m);
		at = 0;
		ch->cat[m - 1] = month_name(m, b->lang);
		if (m <= period_last_month(b->period)) {
			dec v = point_at(b, k.now, p);
			ch->series[0].v[m - 1] = v;
			ch->series[0].fact[m - 1] = point_fact(b, k.now, p, v);
		}
		if (k.base != NULL)
			ch->series[++at].v[m - 1] = base_at(b, &k, m);
		if (k.has_plan)
			ch->series[++at].v[m - 1] = plan_at(b, &k, m);
	}
	ch->desc = W2(b, W_desc_series, last_values(b, ch), chart_extremes(b, ch, 0));
	chart_put(b, under, c, ch);
	return true;
}

/* The series a call names; a finding and NULL when there is none. */
static const struct series *
named_series(struct build *b, const struct tpl_call *c)
{
	str id = tpl_arg(c, STR("id"));
	const struct series *s = find_series(b->m, id);
	str *ids = arena_array(b->mem, b->m->n_series + 1, str);

	if (s != NULL)
		return s;
	for (size_t i = 0; i < b->m->n_series; i++)
		ids[i] = b->m->series[i].id;
	diag_add(b->d, SEV_ERROR, c->at, MSG_report_series, ARG(id),
	    ARG(tpl_nearest(id, ids, b->m->n_series)));
	return NULL;
}

bool
table_series(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	const struct series *s = named_series(b, c);

	if (s == NULL)
		return true;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = s->id,
	        .caption = s->name,
	        .unit = unit_shown(b, s->unit),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_period));
	head_cell(b, row, W(b, W_outcome));
	for (size_t i = 0; i < b->m->n_point; i++) {
		const struct point *x = &b->m->point[i];
		if (!str_eq(x->series, s->id) || date_cmp(x->period.to, b->period.to) > 0)
			continue;
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, period_show(b->mem, x->period, b->lang));
		dec_cell(b, row, point_fact(b, s, x->period, x->value), x->value,
		    dec_ok(x->value) && dec_trim(x->value).scale > 0 ? 1 : 0);
	}
	return true;
}

bool
chart_series_view(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	const struct series *s = named_series(b, c);
	int n = 0, k = 0;

	for (size_t i = 0; s != NULL && i < b->m->n_point; i++)
		n += str_eq(b->m->point[i].series, s->id) &&
		    date_cmp(b->m->point[i].period.to, b->period.to) <= 0;
	if (n == 0)
		return true;
	struct chart *ch = chart_new(b, c, n < 8 ? CHART_COLUMNS : CHART_LINE, s->id, s->name,
	    unit_shown(b, s->unit), n, 1);
	ch->cat_title = W(b, W_period);
	ch->series[0].name = s->name;
	for (size_t i = 0; i < b->m->n_point; i++) {
		const struct point *x = &b->m->point[i];
		if (!str_eq(x->series, s->id) || date_cmp(x->period.to, b->period.to) > 0)
			continue;
		ch->cat[k] = period_show(b->mem, x->period, b->lang);
		ch->series[0].fact[k] = point_fact(b, s, x->period, x->value);
		if (dec_ok(x->value) && dec_trim(x->value).scale > 0)
			ch->decimals = 1;
		ch->series[0].v[k++] = x->value;
	}
	ch->desc = W2(b, W_desc_series, last_values(b, ch), chart_extremes(b, ch, 0));
	chart_put(b, under, c, ch);
	return true;
}

/* A series that its assignment has shown already is pointed at, not drawn again. */
static bool
travel(struct build *b, struct doc_node *under, const struct tpl_call *c, const struct measure *ms)
{
	for (size_t i = 0; i < b->n_label; i++) {
		if (b->label[i].kind != LABEL_CHART || !str_eq(b->label[i].name, ms->series))
			continue;
		struct doc_node *p = doc_para(b->doc, under, W(b, W_series_shown_in));
		reference_to(b, p, LABEL_CHART, ms->series, c->at);
		doc_text(b->doc, p, STR("."));
		return true;
	}
	return series_chart(b, under, c, ms);
}

/* The measure that is followed month by month against a base year. */
bool
chart_travel(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	for (size_t i = 0; i < b->plan.n_assignment; i++) {
		const struct assignment_status *s = &b->plan.assignment[i];
		for (size_t k = 0; k < s->n_measure; k++)
			if (s->measure[k].measure->base_series.n > 0)
				return travel(b, under, c, s->measure[k].measure);
	}
	note_under(b, under, W(b, W_no_travel));
	return true;
}
