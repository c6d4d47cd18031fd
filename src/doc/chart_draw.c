/* chart_draw.c -- one drawing for each kind, and the table of the same numbers. */
#include "doc/chart_priv.h"

#define WIDTH_MIN 160.0

struct drawing *
chart_draw(struct arena *mem, const struct chart *c, double width_pt, enum lang lang)
{
	static void (*const draw[CHART__COUNT])(struct canvas *) = {
	    [CHART_LINE] = chart_line,
	    [CHART_BARS] = chart_bars,
	    [CHART_STACK] = chart_stack,
	    [CHART_STATUS] = chart_status,
	    [CHART_DIVERGE] = chart_diverge,
	    [CHART_COLUMNS] = chart_columns,
	    [CHART_MULTIPLES] = chart_multiples,
	    [CHART_SPARK] = chart_spark,
	};
	static const char *const none[LANG__COUNT] = {
	    [LANG_SV] = "Uppgifter saknas",
	    [LANG_EN] = "No figures",
	};
	double lo, hi;
	struct canvas cv = {.mem = mem, .c = c, .lang = lang, .g = arena_new(mem, struct drawing)};

	must(c->kind < CHART__COUNT);
	must(c->decimals >= 0 && c->decimals <= DEC_SCALE_MAX);
	cv.g->w = width_pt > WIDTH_MIN || c->kind == CHART_SPARK ? width_pt : WIDTH_MIN;
	cv.compact = cv.g->w < CHART_COMPACT;
	if (chart_range(c, &lo, &hi)) {
		draw[c->kind](&cv);
	} else {
		cv.g->h = 30;
		cv_muted(&cv, 0, 18, ANCHOR_START, str_of(none[lang]));
	}
	return cv.g;
}

static void
value_cell(struct doc *d, struct doc_node *row, const struct chart *c, dec v, str fact)
{
	struct canvas cv = {.mem = d->mem, .c = c, .lang = d->lang};
	struct doc_node *cell = doc_cell(d, row, STR(""));

	if (!dec_ok(v))
		doc_text(d, cell, STR("–"));
	else if (fact.n > 0)
		doc_fact_value(d, cell, fact, cv_number(&cv, v), v);
	else
		doc_text(d, cell, cv_number(&cv, v));
	cell->has_value = dec_ok(v);
	cell->value = v;
}

static str
fact_of(const struct chart_series *s, int i)
{
	return s->fact != NULL ? s->fact[i] : STR("");
}

/* Statuses of one thing: a row per status reads better than a column. */
static void
status_rows(struct doc *d, struct doc_node *t, const struct chart *c)
{
	struct doc_node *row = doc_row(d, t, DOC_ROW_HEAD);

	doc_cell(d, row, d->lang == LANG_SV ? STR("Bedömning") : STR("Assessment"));
	doc_cell(d, row,
	    c->cat[0].n > 0          ? c->cat[0]
	        : d->lang == LANG_SV ? STR("Antal")
	                             : STR("Number"));
	for (int k = 0; k < c->n_series; k++) {
		row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, c->series[k].name)->header = true;
		value_cell(d, row, c, c->series[k].v[0], fact_of(&c->series[k], 0));
	}
}

static void
category_rows(struct doc *d, struct doc_node *t, const struct chart *c)
{
	struct doc_node *row = doc_row(d, t, DOC_ROW_HEAD);

	doc_cell(d, row, c->cat_title);
	for (int k = 0; k < c->n_series; k++)
		doc_cell(d, row, c->series[k].name);
	if (chart_has_target(c))
		doc_cell(d, row, c->target_name);
	for (int i = 0; i < c->n_cat; i++) {
		row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, c->cat[i])->header = true;
		for (int k = 0; k < c->n_series; k++)
			value_cell(d, row, c, c->series[k].v[i], fact_of(&c->series[k], i));
		if (chart_has_target(c))
			value_cell(d, row, c, c->target, STR(""));
	}
}

struct doc_node *
chart_table(struct doc *d, struct doc_node *parent, const struct chart *c)
{
	bool statuses = c->kind == CHART_STATUS && c->n_cat == 1;
	int n_col = statuses ? 2 : 1 + c->n_series + chart_has_target(c);
	struct doc_col *col = arena_array(d->mem, (size_t)n_col, struct doc_col);
	struct doc_node *t;

	col[0].weight = 1;
	for (int i = 1; i < n_col; i++)
		col[i].align = DOC_RIGHT;
	t = doc_table(d, parent, c->title, c->unit, col, n_col);
	if (statuses)
		status_rows(d, t, c);
	else
		category_rows(d, t, c);
	return t;
}
