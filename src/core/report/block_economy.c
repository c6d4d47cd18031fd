/* block_economy.c -- result table, unit table, and their charts. */
#include "core/economy/remark.h"
#include "core/report/report_priv.h"

#define ROUNDING_MAX ((size_t)64 << 10)

static bool
interim(const struct build *b)
{
	return !b->final;
}

/* ---- what a table is asked for ---- */

/* The budget a report must compare with when nothing else is said: the organisation's
 * own annual report with what the council has decided (LKBR 10:1), a board's with the
 * revised one. */
static enum budget_basis
usual_budget(const struct build *b)
{
	bool own = b->body != NULL && b->body->kind == BODY_KIND_fullmaktige;

	return own && b->final ? BUDGET_DECIDED : BUDGET_REVISED;
}

static bool
word_choice(const struct build *b, str word, const char *const *of, size_t n, int *out)
{
	str folded = tpl_fold(b->mem, word);

	for (size_t i = 0; i < n; i++)
		if (str_eq(folded, str_of(of[i]))) {
			*out = (int)i;
			return true;
		}
	return false;
}

/* budget= and struktur= of a block; false after a finding. */
static bool
table_choices(struct build *b, const struct tpl_call *c, struct table_ask *ask)
{
	static const char *const basis[] = {[BUDGET_REVISED] = "reviderad",
	    [BUDGET_DECIDED] = "beslutad",
	    [BUDGET_ADOPTED] = "antagen"};
	static const char *const tree[] =
	    {[STRUCTURE_NEW] = "ny", [STRUCTURE_OLD] = "gammal", [STRUCTURE_OWN] = "egen"};
	str budget = tpl_arg(c, STR("budget")), structure = tpl_arg(c, STR("struktur"));
	int k = (int)usual_budget(b);
	int64_t year;

	if (budget.n > 0 && !word_choice(b, budget, basis, COUNTOF(basis), &k)) {
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_budget, ARG(budget));
		return false;
	}
	ask->budget = (enum budget_basis)k;
	k = STRUCTURE_NEW;
	if (str_i64(structure, &year) && year > 1900 && year < 9999) {
		ask->structure_year = (int)year;
	} else if (structure.n > 0 && !word_choice(b, structure, tree, COUNTOF(tree), &k)) {
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_structure, ARG(structure));
		return false;
	}
	ask->structure = (enum structure)k;
	return true;
}

static void
remarks_under(struct build *b, struct doc_node *under, const struct remark *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		note_under(b, under, r[i].text[b->lang]);
}

/* ---- result table ---- */

static const enum word col_word[COL__COUNT] = {
    [COL_MONTH_VARIANCE] = W_col_month_variance,
    [COL_LAST_YEAR] = W_col_last_year,
    [COL_THIS_YEAR] = W_col_this_year,
    [COL_BUDGET] = W_col_budget,
    [COL_VARIANCE] = W_col_variance,
    [COL_CHANGE_PERCENT] = W_col_change,
    [COL_FULL_YEAR_BUDGET] = W_col_full_budget,
    [COL_FULL_YEAR_FORECAST] = W_col_forecast,
    [COL_FORECAST_VARIANCE] = W_col_forecast_variance,
};

/* The forecast stands in the report until the year is closed. */
static bool
col_shown(const struct build *b, enum result_col c)
{
	return interim(b) || (c != COL_FULL_YEAR_FORECAST && c != COL_FORECAST_VARIANCE);
}

/* "2025", and before the year's end "jan–aug 2025": what an accumulated column covers. */
static str
covers(const struct build *b, int year)
{
	int last = period_last_month(b->period);
	str from = str_sub(month_name(1, b->lang), 0, 3);
	str to = str_sub(month_name(last, b->lang), 0, 3);

	if (!interim(b))
		return year_text(b, year);
	if (last == 1)
		return str_fmt(b->mem, "%.*s %d", STR_ARG(to), year);
	return str_fmt(b->mem, "%.*s\xe2\x80\x93%.*s %d", STR_ARG(from), STR_ARG(to), year);
}

static str
col_head(const struct build *b, enum result_col c)
{
	str month = month_name(period_last_month(b->period), b->lang);
	bool whole_year = c == COL_FULL_YEAR_BUDGET || c == COL_FULL_YEAR_FORECAST;

	return W3(b, col_word[c], month, whole_year ? year_text(b, b->year) : covers(b, b->year),
	    covers(b, b->year - 1));
}

static void
percent_cell(struct build *b, struct doc_node *row, str fact, const struct amount *a)
{
	if (a->ok)
		dec_cell(b, row, fact, a->percent, 1);
	else
		text_cell(b, row, STR("\xe2\x80\x93"));
}

static enum doc_row_kind
row_kind(enum line_kind k)
{
	return k == LINE_KIND_net  ? DOC_ROW_TOTAL
	    : k == LINE_KIND_total ? DOC_ROW_SUBTOTAL
	                           : DOC_ROW_BODY;
}

static void
result_row(struct build *b, struct doc_node *t, const struct result *r, size_t i)
{
	const struct result_row *v = &r->row[i];
	struct doc_node *row = doc_row(b->doc, t, row_kind(v->kind));

	row->level = v->kind == LINE_KIND_income || v->kind == LINE_KIND_cost;
	name_cell(b, row, v->name);
	for (int c = 0; c < COL__COUNT; c++) {
		if (!col_shown(b, (enum result_col)c))
			continue;
		str fact = result_fact(b->mem, r, i, (enum result_col)c);
		if (c == COL_CHANGE_PERCENT)
			percent_cell(b, row, v->cell[c].ok ? fact : STR(""), &v->cell[c]);
		else
			amount_cell(b, row, v->cell[c].ok ? fact : STR(""), &v->cell[c], r->scale);
	}
}

/* One remark for all sums that their rounded rows miss: a sentence to a row, which says what
 * they give in which columns.  The sums themselves stand in the table. */
static void
rounding_remark(struct build *b, struct doc_node *under, const struct result *r)
{
	size_t row = r->n_row;
	struct sb all;
	str text;

	sb_init(&all, b->mem, ROUNDING_MAX);
	for (size_t i = 0; i < r->n_note; i++) {
		const struct rounding_note *n = &r->note[i];
		if (!col_shown(b, n->col))
			continue;
		if (n->row == row)
			sb_lit(&all, ", ");
		else
			sb_printf(&all, "%s%.*s: ", row == r->n_row ? "" : ". ",
			    STR_ARG(r->row[n->row].name));
		sb_printf(&all, "%.*s (%.*s)", STR_ARG(show_dec(b, dec_int(n->rows_sum), 0)),
		    STR_ARG(col_head(b, n->col)));
		row = n->row;
	}
	if (row < r->n_row && sb_done(&all, &text))
		note_under(b, under, W1(b, W_note_rounding_rows, text));
}

/* Why percentages are missing, each reason once; and sums that rounding splits. */
static void
result_notes(struct build *b, struct doc_node *under, const struct result *r)
{
	bool rounds = false, signs = false;
	struct remark *rem;
	size_t n;

	for (size_t i = 0; i < r->n_row; i++) {
		const char *why = r->row[i].cell[COL_CHANGE_PERCENT].reason;
		if (r->row[i].cell[COL_CHANGE_PERCENT].ok || why == NULL)
			continue;
		rounds |= str_eq(str_of(why), STR("base_rounds_to_zero"));
		signs |= str_eq(str_of(why), STR("sign_changes"));
	}
	if (rounds)
		note_under(b, under, W1(b, W_note_base_zero, money_unit(b, r->scale)));
	if (signs)
		note_under(b, under, W(b, W_note_sign));
	result_remarks(r, b->mem, &rem, &n);
	remarks_under(b, under, rem, n);
	rounding_remark(b, under, r);
	if (r->has_unmapped)
		note_under(b, under, W(b, W_note_unmapped));
}

static str
result_block(const struct build *b, str line)
{
	const struct result_line *l = find_result_line(b->m, line);

	return l != NULL && l->kind != LINE_KIND_net ? l->block : STR("");
}

static bool
load_result(struct build *b, const struct tpl_call *c, enum scale scale, struct result **out)
{
	str unit = call_unit(b, c);

	if (!need_economy(b, c) || unit.n == 0)
		return false;
	struct table_ask ask = {b->period, unit, scale};
	if (!table_choices(b, c, &ask))
		return false;
	if (result_table(b->in->economy, &ask, b->mem, out, b->e))
		return true;
	bind_fault(b->d, c->at, b->e);
	return false;
}

bool
table_result(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct doc_col col[1 + COL__COUNT] = {{DOC_LEFT, 1}};
	struct result *r;
	int n_col = 1;
	str block = STR(""), scale_word = tpl_arg(c, STR("skala"));
	enum scale scale = SCALE_TKR;

	if (scale_word.n > 0 && !scale_parse(scale_word, &scale)) {
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_scale, ARG(scale_word));
		return true;
	}
	if (!load_result(b, c, scale, &r))
		return true;
	for (int k = 0; k < COL__COUNT; k++)
		if (col_shown(b, (enum result_col)k))
			col[n_col++] = (struct doc_col){DOC_RIGHT, 0};
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("resultat"),
	        .caption = W2(b, W_cap_result, r->unit_name, period_label(b)),
	        .unit = money_unit(b, scale),
	        .col = col,
	        .n_col = n_col});
	t->landscape |= interim(b);
	t->source = W(b, W_src_ledger);
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_result_line));
	for (int k = 0; k < COL__COUNT; k++)
		if (col_shown(b, (enum result_col)k))
			head_cell(b, row, col_head(b, (enum result_col)k));
	for (size_t i = 0; i < r->n_row; i++) {
		str here = result_block(b, r->row[i].id);
		if (here.n > 0 && !str_eq(here, block)) {
			name_cell(b, doc_row(b->doc, t, DOC_ROW_GROUP), here);
			block = here;
		}
		result_row(b, t, r, i);
	}
	result_notes(b, under, r);
	return true;
}

/* ---- unit table ---- */

static bool
load_units(struct build *b, const struct tpl_call *c, struct unit_table **out)
{
	str unit = call_unit(b, c);

	if (!need_economy(b, c) || unit.n == 0)
		return false;
	struct table_ask ask = {b->period, unit, SCALE_MKR};
	if (!table_choices(b, c, &ask))
		return false;
	if (unit_table(b->in->economy, &ask, b->mem, out, b->e))
		return true;
	bind_fault(b->d, c->at, b->e);
	return false;
}

static bool
is_parent(const struct unit_table *t, size_t i)
{
	for (size_t k = 0; k < t->n_row; k++)
		if (k != i && t->row[k].level > 0 && str_eq(t->row[k].parent, t->row[i].id))
			return true;
	return false;
}

/* The fact of a unit's cell, where the catalogue has one with the same value. */
static str
unit_fact(struct build *b, const char *name, str unit, dec value)
{
	struct fact f;

	if (!dec_ok(value) ||
	    !fact_of(b, str_fmt(b->mem, "%s:enhet=%.*s", name, STR_ARG(unit)), &f))
		return STR("");
	return dec_ok(f.value) && dec_cmp(f.value, value) == 0 ? f.name : STR("");
}

static void
unit_cell(struct build *b, struct doc_node *row, const char *fact, str unit, const struct amount *a)
{
	str name = a->ok ? unit_fact(b, fact, unit, ore_as(a->ore, 2)) : STR("");

	amount_cell(b, row, name, a, SCALE_MKR);
}

static void
unit_table_row(struct build *b, struct doc_node *t, const struct unit_table *u, size_t i)
{
	const struct unit_row *v = &u->row[i];
	enum doc_row_kind kind = v->level == 0 ? DOC_ROW_TOTAL
	    : v->level == 1 && is_parent(u, i) ? DOC_ROW_SUBTOTAL
	                                       : DOC_ROW_BODY;
	struct doc_node *row = doc_row(b->doc, t, kind);

	row->level = v->level > 1 ? v->level - 1 > 3 ? 3 : v->level - 1 : 0;
	name_cell(b, row, v->moved ? str_fmt(b->mem, "%.*s\xc2\xa0*", STR_ARG(v->name)) : v->name);
	unit_cell(b, row, "ekonomi.utfall:period=-1", v->id, &v->last_year);
	unit_cell(b, row, "ekonomi.utfall", v->id, &v->this_year);
	percent_cell(b, row,
	    fact_named(b,
	        str_fmt(b->mem, "ekonomi.nettokostnadsutveckling:enhet=%.*s", STR_ARG(v->id)),
	        v->development_percent.ok ? v->development_percent.percent : dec_bad(), STR("%")),
	    &v->development_percent);
	unit_cell(b, row, "ekonomi.budgetavvikelse", v->id, &v->variance);
	unit_cell(b, row, "ekonomi.arsbudget", v->id, &v->full_year_budget);
	if (interim(b))
		unit_cell(b, row, "ekonomi.prognos", v->id, &v->full_year_forecast);
}

bool
table_units(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct doc_col col[7] = {{DOC_LEFT, 1}};
	int n_col = interim(b) ? 7 : 6;
	struct unit_table *u;
	int64_t sum = 0, printed = 0;

	if (!load_units(b, c, &u))
		return true;
	for (int k = 1; k < n_col; k++)
		col[k] = (struct doc_col){DOC_RIGHT, 0};
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("enheter"),
	        .caption = W2(b, W_cap_units, unit_name(b, u->unit), period_label(b)),
	        .unit = money_unit(b, SCALE_MKR),
	        .col = col,
	        .n_col = n_col});
	t->source = W(b, W_src_ledger);
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_unit));
	head_cell(b, row, W1(b, W_col_outcome_year, covers(b, b->year - 1)));
	head_cell(b, row, W1(b, W_col_outcome_year, covers(b, b->year)));
	head_cell(b, row, W(b, W_col_development));
	head_cell(b, row, W(b, W_col_budget_variance));
	head_cell(b, row, W(b, W_col_year_budget));
	if (interim(b))
		head_cell(b, row, W(b, W_col_year_forecast));
	for (size_t i = 0; i < u->n_row; i++) {
		const struct unit_row *v = &u->row[i];
		unit_table_row(b, t, u, i);
		if (v->level == 1 && v->variance.ok)
			sum += money_rounded(v->variance.ore, SCALE_MKR);
		if (v->level == 0 && v->variance.ok)
			printed = money_rounded(v->variance.ore, SCALE_MKR);
	}
	if (sum != printed && u->n_row > 1)
		note_under(b, under,
		    W3(b, W_note_rounding, W(b, W_col_budget_variance),
		        show_dec(b, dec_int(sum), 0), show_dec(b, dec_int(printed), 0)));
	struct remark *rem;
	size_t n_rem;
	unit_remarks(u, b->mem, &rem, &n_rem);
	remarks_under(b, under, rem, n_rem);
	return true;
}

/* ---- charts ---- */

static bool
large(const struct amount *a, int64_t least)
{
	return a->ok && (a->ore >= least || a->ore <= -least);
}

/* Cost lines of at least one percent of all costs, as positive amounts. */
static bool
chart_line(const struct result *r, size_t i, int64_t least)
{
	const struct result_row *v = &r->row[i];

	return v->kind == LINE_KIND_cost &&
	    (large(&v->cell[COL_THIS_YEAR], least) || large(&v->cell[COL_BUDGET], least));
}

static dec
positive_mkr(const struct amount *a)
{
	return a->ok ? dec_neg(ore_as(a->ore, SCALE_MKR)) : dec_bad();
}

static str
worst_sentence(const struct build *b, const struct chart *ch)
{
	int worst = -1;
	dec gap = dec_int(0);

	for (int i = 0; i < ch->n_cat; i++) {
		dec d = dec_sub(ch->series[0].v[i], ch->series[1].v[i]);
		if (!dec_ok(d) || (worst >= 0 && dec_cmp(d, gap) <= 0))
			continue;
		worst = i;
		gap = d;
	}
	if (worst < 0 || dec_sign(gap) <= 0)
		return W(b, W_desc_no_overrun);
	return W2(b, W_desc_overrun, ch->cat[worst], show_dec(b, gap, ch->decimals));
}

bool
chart_result(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct result *r;
	int64_t total = 0;
	int n = 0, k = 0;

	if (!load_result(b, c, SCALE_MKR, &r))
		return true;
	for (size_t i = 0; i < r->n_row; i++)
		if (r->row[i].kind == LINE_KIND_cost && r->row[i].cell[COL_THIS_YEAR].ok)
			total += r->row[i].cell[COL_THIS_YEAR].ore;
	int64_t least = (total < 0 ? -total : total) / 100;
	for (size_t i = 0; i < r->n_row; i++)
		n += chart_line(r, i, least);
	if (n == 0)
		return true;
	struct chart *ch = chart_new(b, c, CHART_BARS, STR("resultat"),
	    W2(b, W_cap_chart_result, r->unit_name, period_label(b)), money_unit(b, SCALE_MKR), n,
	    2);
	ch->cat_title = W(b, W_result_line);
	ch->series[0].name = W(b, W_outcome);
	ch->series[1].name = W(b, W_budget);
	for (size_t i = 0; i < r->n_row; i++) {
		const struct result_row *v = &r->row[i];
		if (!chart_line(r, i, least))
			continue;
		ch->cat[k] = v->name;
		ch->series[0].v[k] = positive_mkr(&v->cell[COL_THIS_YEAR]);
		ch->series[1].v[k++] = positive_mkr(&v->cell[COL_BUDGET]);
	}
	ch->desc = W3(b, W_desc_result, chart_extremes(b, ch, 0), worst_sentence(b, ch), STR(""));
	chart_put(b, under, c, ch);
	return true;
}

/* Rows that no other row of the table is part of. */
static bool
leaf(const struct unit_table *u, size_t i)
{
	return u->row[i].level > 0 && !is_parent(u, i);
}

bool
chart_units(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct unit_table *u;
	int n = 0, k = 0;

	if (!load_units(b, c, &u))
		return true;
	for (size_t i = 0; i < u->n_row; i++)
		n += leaf(u, i);
	if (n == 0)
		return true;
	struct chart *ch = chart_new(b, c, CHART_BARS, STR("enheter"),
	    W2(b, W_cap_chart_units, unit_name(b, u->unit), period_label(b)),
	    money_unit(b, SCALE_MKR), n, 2);
	ch->cat_title = W(b, W_unit);
	ch->series[0].name = W(b, W_outcome);
	ch->series[1].name = W(b, W_budget);
	for (size_t i = 0; i < u->n_row; i++) {
		if (!leaf(u, i))
			continue;
		ch->cat[k] = u->row[i].name;
		ch->series[0].v[k] = positive_mkr(&u->row[i].this_year);
		ch->series[1].v[k++] = positive_mkr(&u->row[i].budget);
	}
	ch->desc = W3(b, W_desc_units, chart_extremes(b, ch, 0), worst_sentence(b, ch), STR(""));
	chart_put(b, under, c, ch);
	return true;
}

bool
chart_variances(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct unit_table *u;
	int n = 0, k = 0;

	if (!load_units(b, c, &u))
		return true;
	for (size_t i = 0; i < u->n_row; i++)
		n += leaf(u, i) && u->row[i].variance.ok;
	if (n == 0)
		return true;
	struct chart *ch = chart_new(b, c, CHART_DIVERGE, STR("avvikelser"),
	    W2(b, W_cap_chart_variances, unit_name(b, u->unit), period_label(b)),
	    money_unit(b, SCALE_MKR), n, 1);
	ch->cat_title = W(b, W_unit);
	ch->series[0].name = W(b, W_col_budget_variance);
	for (size_t i = 0; i < u->n_row; i++) {
		const struct unit_row *v = &u->row[i];
		if (!leaf(u, i) || !v->variance.ok)
			continue;
		ch->cat[k] = v->name;
		ch->series[0].v[k] = ore_as(v->variance.ore, SCALE_MKR);
		ch->series[0].fact[k++] = unit_fact(b, "ekonomi.budgetavvikelse", v->id,
		    ore_as(v->variance.ore, 2));
	}
	ch->desc = W1(b, W_desc_variances, chart_extremes(b, ch, 0));
	chart_put(b, under, c, ch);
	return true;
}
