/* block_variance.c -- why the budget was missed: causes, actions, explained
 * amounts against the whole, and what became of the last report's actions. */
#include "core/report/report_priv.h"

static str
variance_file(const struct build *b, const struct variance *v)
{
	return str_fmt(b->mem, "ekonomi/avvikelser/%.*s", STR_ARG(v->id));
}

/* Variances of a period, by sort, then id. */
static const struct variance **
variances_of(struct build *b, period p, size_t *n)
{
	const struct variance **v = arena_array(b->mem, b->m->n_variance + 1,
	    const struct variance *);

	*n = 0;
	for (size_t i = 0; i < b->m->n_variance; i++) {
		const struct variance *x = &b->m->variance[i];
		size_t k = *n;
		if (!period_same_end(x->period, p))
			continue;
		for (; k > 0 && x->sort < v[k - 1]->sort; k--)
			v[k] = v[k - 1];
		v[k] = x;
		++*n;
	}
	return v;
}

static bool
md_cell(struct build *b, struct doc_node *row, str md, str file)
{
	struct doc_node *cell = text_cell(b, row, STR(""));

	if (md.n == 0) {
		doc_text(b->doc, cell, MISSING_WORD(b));
		return true;
	}
	return text_plain_headings(b, cell, md, file);
}

static void
area_cell(struct build *b, struct doc_node *row, const struct variance *v)
{
	struct doc_node *cell = name_cell(b, row, STR(""));

	doc_para(b->doc, cell, v->area);
	if (dec_ok(v->amount))
		doc_para(b->doc, cell, W1(b, W_amount_mkr, show_plain(b, v->amount)));
	if (v->one_off)
		doc_para(b->doc, cell, W(b, W_one_off));
	if (v->principle_change)
		doc_para(b->doc, cell, W(b, W_principle_change));
	if (v->owner.n > 0)
		doc_para(b->doc, cell, W1(b, W_owner, body_name(b, v->owner)));
}

bool
block_variances(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	const struct doc_col col[] = {{DOC_LEFT, 3}, {DOC_LEFT, 4}, {DOC_LEFT, 4}};
	size_t n;
	const struct variance **v = variances_of(b, b->period, &n);
	bool ok = true;

	(void)body;
	if (n == 0) {
		note_under(b, under, W(b, W_no_variances));
		return true;
	}
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("avvikelser"),
	        .caption = W1(b, W_cap_variances, period_label(b)),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_variance_area));
	head_cell(b, row, W(b, W_cause));
	head_cell(b, row, W(b, W_action));
	for (size_t i = 0; i < n && ok; i++) {
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		area_cell(b, row, v[i]);
		ok = md_cell(b, row, v[i]->cause, variance_file(b, v[i])) &&
		    md_cell(b, row, v[i]->action, variance_file(b, v[i]));
	}
	return ok;
}

/* ---- explained amounts ---- */

static dec
ore_mkr(int64_t ore)
{
	return ore_as(ore, SCALE_MKR);
}

/* The unit's variance: as stated, else computed; has is false where neither is. */
static int64_t
whole_of(struct build *b, str unit, bool *has)
{
	struct amount outcome, budget;
	struct err e = {0};
	struct cell_ask ask = {.what = CELL_OUTCOME,
	    .unit = unit,
	    .line = STR(""),
	    .span = period_ytd(b->period)};

	*has = false;
	if (b->in->economy != NULL && economy_cell(b->in->economy, &ask, &outcome, &e)) {
		ask.what = CELL_BUDGET;
		if (economy_cell(b->in->economy, &ask, &budget, &e) && outcome.ok && budget.ok) {
			*has = true;
			return outcome.ore - budget.ore;
		}
	}
	for (size_t i = 0; i < b->m->n_explanation; i++) {
		const struct explanation *x = &b->m->explanation[i];
		if (x->kind != PART_KIND_whole || !str_eq(x->unit, unit) ||
		    !period_same_end(x->period, b->period))
			continue;
		*has = true;
		return x->amount;
	}
	return 0;
}

/* `fact` is what the amount is called for a unit; "" where it has no name. */
static void
money_row(struct build *b, struct doc_node *t, enum doc_row_kind kind, str name, int64_t ore,
    const char *fact, str unit)
{
	struct doc_node *row = doc_row(b->doc, t, kind);
	str bound = fact[0] == '\0'
	    ? STR("")
	    : fact_named(b, str_fmt(b->mem, "ekonomi.%s:enhet=%.*s", fact, STR_ARG(unit)),
	          ore_mkr(ore), STR("Mkr"));

	name_cell(b, row, name);
	dec_cell(b, row, bound, ore_mkr(ore), 0);
}

static void
explain_unit(struct build *b, struct doc_node *under, const struct tpl_call *c, str unit, bool only)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	bool has;
	int64_t whole = whole_of(b, unit, &has), sum = 0;
	str id = only ? STR("forklaringar") : str_fmt(b->mem, "forklaringar-%.*s", STR_ARG(unit));
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = only ? c : NULL,
	        .id = id,
	        .caption = W2(b, W_cap_explained, unit_name(b, unit), period_label(b)),
	        .unit = money_unit(b, SCALE_MKR),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);

	head_cell(b, row, W(b, W_explanation));
	head_cell(b, row, W(b, W_amount));
	for (size_t i = 0; i < b->m->n_explanation; i++) {
		const struct explanation *x = &b->m->explanation[i];
		if (x->kind != PART_KIND_part || !str_eq(x->unit, unit) ||
		    !period_same_end(x->period, b->period))
			continue;
		money_row(b, t, DOC_ROW_BODY, x->name, x->amount, "", unit);
		sum += x->amount;
	}
	money_row(b, t, DOC_ROW_SUBTOTAL, W(b, W_explained), sum, "forklarat", unit);
	if (!has) {
		note_under(b, under, W(b, W_note_no_whole));
		return;
	}
	money_row(b, t, DOC_ROW_BODY, W(b, W_unexplained), whole - sum, "oforklarat", unit);
	money_row(b, t, DOC_ROW_TOTAL, W(b, W_col_budget_variance), whole, "avvikelse", unit);
	if ((whole < 0 && sum < whole) || (whole > 0 && sum > whole))
		note_under(b, under, W(b, W_note_counter));
}

static bool
explains(const struct build *b, const struct explanation *x)
{
	return x->kind == PART_KIND_part && period_same_end(x->period, b->period);
}

bool
block_explanations(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	str wanted = tpl_arg(c, STR("enhet")).n > 0 ? call_unit(b, c) : STR("");
	size_t n = 0;

	(void)body;
	for (size_t i = 0; i < b->m->n_explanation; i++) {
		const struct explanation *x = &b->m->explanation[i];
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= explains(b, &b->m->explanation[k]) &&
			    str_eq(b->m->explanation[k].unit, x->unit);
		if (!explains(b, x) || seen || (wanted.n > 0 && !str_eq(wanted, x->unit)))
			continue;
		explain_unit(b, under, c, x->unit, wanted.n > 0);
		n++;
	}
	if (n == 0)
		note_under(b, under, W(b, W_no_explanations));
	return true;
}

/* ---- what became of the actions ---- */

static const struct variance *
follower(const struct build *b, str id)
{
	for (size_t i = 0; i < b->m->n_variance; i++) {
		const struct variance *v = &b->m->variance[i];
		if (str_eq(v->follows, id) && period_same_end(v->period, b->period))
			return v;
	}
	return NULL;
}

bool
block_actions(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	const struct doc_col col[] = {{DOC_LEFT, 2}, {DOC_LEFT, 4}, {DOC_LEFT, 4}};
	const struct report *r = b->in->report;
	const struct report *prev = r->previous.n > 0 ? find_report(b->m, r->previous) : NULL;
	period p = prev != NULL ? prev->period : period_shift_years(b->period, -1);
	size_t n;
	const struct variance **v = variances_of(b, p, &n);
	bool ok = true;

	(void)body;
	if (n == 0) {
		note_under(b, under, W(b, W_no_actions));
		return true;
	}
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("atgarder"),
	        .caption = W1(b, W_cap_actions, period_label_of(b, p)),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_variance_area));
	head_cell(b, row, W1(b, W_action_then, period_label_of(b, p)));
	head_cell(b, row, W(b, W_action_became));
	for (size_t i = 0; i < n && ok; i++) {
		const struct variance *now = follower(b, v[i]->id);
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, v[i]->area);
		ok = md_cell(b, row, v[i]->action, variance_file(b, v[i]));
		if (ok && now != NULL && now->outcome_of_action.n > 0)
			ok = md_cell(b, row, now->outcome_of_action, variance_file(b, now));
		else
			text_cell(b, row, W(b, W_not_followed_up));
	}
	return ok;
}
