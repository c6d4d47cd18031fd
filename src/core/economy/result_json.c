/* The tables as JSON: exact numbers in the scale, null with a reason. */
#include "core/economy/consolidate.h"
#include "core/economy/messages.h"
#include "fmt/json.h"

#define JSON_MAX ((size_t)64 << 20)

static void
put_amount(struct json *j, const char *key, struct amount a, enum scale scale)
{
	json_key(j, str_of(key));
	if (a.ok)
		json_i64(j, money_rounded(a.ore, scale));
	else
		json_null(j);
}

static void
put_percent(struct json *j, const char *key, struct amount a)
{
	json_key(j, str_of(key));
	if (a.ok)
		json_dec(j, a.percent);
	else
		json_null(j);
}

struct reason {
	const char *key;
	struct amount of;
};

static void
put_reasons(struct json *j, const struct reason *r, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++)
		any |= !r[i].of.ok && r[i].of.reason != NULL;
	if (!any)
		return;
	json_key(j, STR("reasons"));
	json_object(j);
	for (size_t i = 0; i < n; i++)
		if (!r[i].of.ok && r[i].of.reason != NULL)
			json_put_str(j, r[i].key, str_of(r[i].of.reason));
	json_end(j);
}

static bool
done(struct json *j, struct sb *b, str *out, struct err *e)
{
	must(json_whole(j));
	return sb_done(b, out) || fail(e, RC_LIMIT, MSG_economy_json_full, ARG((int64_t)JSON_MAX));
}

static void
put_notes(struct json *j, const struct result *t)
{
	if (t->n_note == 0)
		return;
	json_key(j, STR("notes"));
	json_array(j);
	for (size_t i = 0; i < t->n_note; i++) {
		const struct rounding_note *n = &t->note[i];
		json_object(j);
		json_put_str(j, "row", t->row[n->row].id);
		json_put_str(j, "column", str_of(result_col_id[n->col]));
		json_put_str(j, "note", STR("rounding"));
		json_key(j, STR("rows_sum"));
		json_i64(j, n->rows_sum);
		json_key(j, STR("printed"));
		json_i64(j, n->printed);
		json_end(j);
	}
	json_end(j);
}

static void
put_trees(struct json *j, struct arena *mem, enum budget_basis budget, date now, date last,
    const struct unit_move *move, size_t n)
{
	json_put_str(j, "budget_version", str_of(budget_basis_id[budget]));
	json_put_str(j, "structure_day", date_str(mem, now));
	json_put_str(j, "structure_day_last_year", date_str(mem, last));
	json_key(j, STR("moves"));
	json_array(j);
	for (size_t i = 0; i < n; i++) {
		json_object(j);
		json_put_str(j, "unit", move[i].unit);
		json_put_str(j, "day", date_str(mem, move[i].day));
		json_put_str(j, "from", move[i].from);
		json_put_str(j, "to", move[i].to);
		json_end(j);
	}
	json_end(j);
}

bool
result_json(const struct result *t, struct arena *mem, str *out, struct err *e)
{
	struct sb b;
	struct json j;

	sb_init(&b, mem, JSON_MAX);
	json_init(&j, &b, false);
	json_object(&j);
	json_put_str(&j, "period", period_str(mem, t->period));
	json_put_str(&j, "unit", t->unit);
	json_put_str(&j, "scale", str_of(scale_name(t->scale)));
	put_trees(&j, mem, t->budget, t->day_now, t->day_last, t->move, t->n_move);
	json_key(&j, STR("rows"));
	json_array(&j);
	for (size_t i = 0; i < t->n_row; i++) {
		const struct result_row *r = &t->row[i];
		struct reason why[COL__COUNT];
		json_object(&j);
		json_put_str(&j, "id", r->id);
		json_put_str(&j, "name", r->name);
		json_put_str(&j, "kind", str_of(line_kind_names[r->kind]));
		for (int c = 0; c < COL__COUNT; c++) {
			why[c] = (struct reason){result_col_id[c], r->cell[c]};
			if (c == COL_CHANGE_PERCENT)
				put_percent(&j, result_col_id[c], r->cell[c]);
			else
				put_amount(&j, result_col_id[c], r->cell[c], t->scale);
		}
		if (t->has_closing && !t->no_closing)
			put_amount(&j, "closing", r->closing, t->scale);
		if (t->has_preliminary && !t->no_preliminary)
			put_amount(&j, "preliminary", r->preliminary, t->scale);
		put_reasons(&j, why, COL__COUNT);
		json_end(&j);
	}
	json_end(&j);
	put_notes(&j, t);
	if (t->has_unmapped) {
		json_key(&j, STR("unmapped"));
		json_object(&j);
		put_amount(&j, "last_year", t->unmapped[COL_LAST_YEAR], t->scale);
		put_amount(&j, "this_year", t->unmapped[COL_THIS_YEAR], t->scale);
		json_end(&j);
	}
	json_end(&j);
	return done(&j, &b, out, e);
}

bool
unit_table_json(const struct unit_table *t, struct arena *mem, str *out, struct err *e)
{
	struct sb b;
	struct json j;

	sb_init(&b, mem, JSON_MAX);
	json_init(&j, &b, false);
	json_object(&j);
	json_put_str(&j, "period", period_str(mem, t->period));
	json_put_str(&j, "unit", t->unit);
	json_put_str(&j, "scale", str_of(scale_name(t->scale)));
	put_trees(&j, mem, t->budget, t->day_now, t->day_last, t->move, t->n_move);
	json_key(&j, STR("rows"));
	json_array(&j);
	for (size_t i = 0; i < t->n_row; i++) {
		const struct unit_row *r = &t->row[i];
		const struct reason why[] = {{"outcome_last_year", r->last_year},
		    {"outcome", r->this_year},
		    {"net_cost_development_percent", r->development_percent},
		    {"variance", r->variance}, {"full_year_budget", r->full_year_budget}};
		json_object(&j);
		json_put_str(&j, "id", r->id);
		json_put_str(&j, "name", r->name);
		json_key(&j, STR("level"));
		json_i64(&j, r->level);
		json_key(&j, STR("moved"));
		json_bool(&j, r->moved);
		json_key(&j, STR("parent"));
		if (r->parent.n > 0)
			json_str(&j, r->parent);
		else
			json_null(&j);
		put_amount(&j, "outcome_last_year", r->last_year, t->scale);
		put_amount(&j, "outcome", r->this_year, t->scale);
		put_percent(&j, "net_cost_development_percent", r->development_percent);
		put_amount(&j, "variance", r->variance, t->scale);
		put_amount(&j, "full_year_budget", r->full_year_budget, t->scale);
		put_reasons(&j, why, COUNTOF(why));
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	return done(&j, &b, out, e);
}

static void
put_investment(struct json *j, const struct investment_row *r, enum scale scale, bool named)
{
	const struct reason why[] = {{"outcome", r->outcome}, {"budget", r->budget},
	    {"variance", r->variance}};

	json_object(j);
	if (named) {
		json_put_str(j, "id", r->id);
		json_put_str(j, "name", r->name);
	}
	put_amount(j, "outcome", r->outcome, scale);
	put_amount(j, "budget", r->budget, scale);
	put_amount(j, "variance", r->variance, scale);
	put_reasons(j, why, COUNTOF(why));
	json_end(j);
}

bool
investment_table_json(const struct investment_table *t, struct arena *mem, str *out, struct err *e)
{
	struct sb b;
	struct json j;

	sb_init(&b, mem, JSON_MAX);
	json_init(&j, &b, false);
	json_object(&j);
	json_put_str(&j, "period", period_str(mem, t->period));
	json_put_str(&j, "unit", t->unit);
	json_put_str(&j, "scale", str_of(scale_name(t->scale)));
	json_key(&j, STR("rows"));
	json_array(&j);
	for (size_t i = 0; i < t->n_row; i++)
		put_investment(&j, &t->row[i], t->scale, true);
	json_end(&j);
	json_key(&j, STR("total"));
	put_investment(&j, &t->total, t->scale, false);
	if (t->has_note) {
		json_key(&j, STR("note"));
		json_object(&j);
		json_put_str(&j, "column", STR("outcome"));
		json_put_str(&j, "note", STR("rounding"));
		json_key(&j, STR("rows_sum"));
		json_i64(&j, t->rows_sum);
		json_end(&j);
	}
	json_end(&j);
	return done(&j, &b, out, e);
}

static void
put_pairs(struct json *j, const struct internal *in)
{
	json_key(j, STR("pairs"));
	json_array(j);
	for (size_t i = 0; i < in->n; i++) {
		json_object(j);
		json_put_str(j, "unit_a", in->pair[i].unit_a);
		json_put_str(j, "unit_b", in->pair[i].unit_b);
		json_key(j, STR("income_ore"));
		json_i64(j, in->pair[i].income_ore);
		json_key(j, STR("cost_ore"));
		json_i64(j, in->pair[i].cost_ore);
		json_key(j, STR("net_ore"));
		json_i64(j, in->pair[i].net_ore);
		json_end(j);
	}
	json_end(j);
}

bool
consolidated_json(const struct consolidated *t, enum scale scale, struct arena *mem, str *out,
    struct err *e)
{
	struct sb b;
	struct json j;

	sb_init(&b, mem, JSON_MAX);
	json_init(&j, &b, false);
	json_object(&j);
	json_put_str(&j, "period", period_str(mem, t->period));
	json_put_str(&j, "unit", t->unit);
	json_put_str(&j, "scale", str_of(scale_name(scale)));
	json_key(&j, STR("differs_ore"));
	json_i64(&j, t->differs_ore);
	json_key(&j, STR("rows"));
	json_array(&j);
	for (size_t i = 0; i < t->n_row; i++) {
		const struct consolidated_row *r = &t->row[i];
		json_object(&j);
		json_put_str(&j, "id", r->id);
		json_put_str(&j, "name", r->name);
		json_key(&j, STR("parts"));
		json_object(&j);
		for (size_t k = 0; k < t->n_part; k++)
			put_amount(&j, str_z(mem, t->part[k].id), r->part[k], scale);
		json_end(&j);
		put_amount(&j, "sum", r->sum, scale);
		put_amount(&j, "eliminated", r->eliminated, scale);
		put_amount(&j, "consolidated", r->total, scale);
		put_amount(&j, "last_year", r->last_year, scale);
		json_end(&j);
	}
	json_end(&j);
	put_pairs(&j, &t->internal);
	json_end(&j);
	return done(&j, &b, out, e);
}
