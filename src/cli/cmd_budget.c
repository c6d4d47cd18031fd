#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/money.h"
#include "core/economy/budget.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "work/budget.h"

/* ---- the chain ---- */

static bool
changed(const struct budget_row *r)
{
	return r->council.ok || r->transfer.ok;
}

static str
row_name(struct cli *c, const struct budget_row *r)
{
	if (r->level == 2)
		return str_fmt(c->mem, "  %.*s", STR_ARG(r->line_name));
	if (r->level == 1)
		return r->unit_name;
	return str_fmt(c->mem, "%s %.*s", c->lang == LANG_SV ? "Summa" : "Total",
	    STR_ARG(r->unit_name));
}

static void
put_chain(struct cli *c, const struct budget_chain *b)
{
	static const char *const head[LANG__COUNT][6] = {
	    {"tkr", "antagen", "fullmäktiges ändringar", "omfördelningar", "reviderad",
	        "varav utan logg"},
	    {"tkr", "adopted", "council changes", "transfers", "revised", "of which not logged"}};
	int n = b->has_unlogged ? 6 : 5;
	struct cli_table t;

	cli_table_init(&t, c, n, "lrrrrr");
	for (int i = 0; i < n; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < b->n_row; i++) {
		const struct budget_row *r = &b->row[i];
		if (r->level == 2 && !changed(r) && !cli_flag(c, "all"))
			continue;
		cli_cell(&t, row_name(c, r));
		cli_amount(&t, r->adopted, SCALE_TKR);
		cli_amount(&t, r->council, SCALE_TKR);
		cli_amount(&t, r->transfer, SCALE_TKR);
		cli_amount(&t, r->revised, SCALE_TKR);
		if (n == 6)
			cli_tkr(&t, r->unlogged_ore);
	}
	cli_table_end(&t);
}

static void
amount_json(struct json *j, const char *key, struct amount a)
{
	json_key(j, str_of(key));
	if (a.ok)
		json_i64(j, a.ore);
	else
		json_null(j);
}

static void
chain_json(struct cli *c, const struct budget_chain *b)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_object(&j);
	json_key(&j, STR("year"));
	json_i64(&j, b->year);
	json_key(&j, STR("rows"));
	json_array(&j);
	for (size_t i = 0; i < b->n_row; i++) {
		const struct budget_row *r = &b->row[i];
		json_object(&j);
		json_key(&j, STR("unit"));
		json_str(&j, r->unit);
		json_key(&j, STR("line"));
		json_str(&j, r->line);
		json_key(&j, STR("level"));
		json_i64(&j, r->level);
		amount_json(&j, "adopted_ore", r->adopted);
		amount_json(&j, "council_ore", r->council);
		amount_json(&j, "transfer_ore", r->transfer);
		amount_json(&j, "revised_ore", r->revised);
		json_key(&j, STR("unlogged_ore"));
		json_i64(&j, r->unlogged_ore);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
chain(struct cli *c, const struct view *v, int year, str unit, struct err *e)
{
	struct budget_chain *b;

	if (!budget_chain(v->economy, year, unit, c->mem, &b, e))
		return false;
	if (c->json)
		chain_json(c, b);
	else
		put_chain(c, b);
	return true;
}

/* ---- the log ---- */

/* "Service, Fastighet": a unit and line as people know them. */
static str
place(struct cli *c, const struct model *m, str unit, str line)
{
	const struct unit *u = find_unit(m, unit);
	const struct result_line *l = find_result_line(m, line);

	if (unit.n == 0)
		return c->lang == LANG_SV ? STR("Fullmäktige") : STR("The council");
	return str_fmt(c->mem, "%.*s, %.*s", STR_ARG(u != NULL ? u->name : unit),
	    STR_ARG(l != NULL ? l->name : line));
}

static void
log_json(struct cli *c, const struct budget_change *const *v, size_t n)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		const struct kind_desc *k = &kinds[KIND_budget_change];
		json_object(&j);
		for (int f = 0; f < k->n_field; f++) {
			json_key(&j, str_of(k->field[f].name));
			if (k->field[f].type == FT_ORE)
				json_i64(&j, v[i]->amount);
			else
				json_str(&j, field_text(c->mem, &k->field[f], v[i]));
		}
		json_end(&j);
	}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
put_log(struct cli *c, const struct view *v, int year, str unit, struct err *e)
{
	static const char *const head[LANG__COUNT][8] = {
	    {"dag", "id", "från", "till", "belopp, tkr", "av", "beslut", "varför"},
	    {"day", "id", "from", "to", "amount, tkr", "by", "decision", "why"}};
	const struct budget_change **x;
	struct cli_table t;
	size_t n;

	if (!budget_log(v->economy, year, unit, c->mem, &x, &n, e))
		return false;
	if (c->json) {
		log_json(c, x, n);
		return true;
	}
	cli_table_init(&t, c, 8, "llllrlll");
	for (int i = 0; i < 8; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, date_str(c->mem, x[i]->day));
		cli_cell(&t, x[i]->id);
		cli_cell(&t, place(c, v->model, x[i]->from_unit, x[i]->from_line));
		cli_cell(&t, place(c, v->model, x[i]->to_unit, x[i]->to_line));
		cli_tkr(&t, x[i]->amount);
		cli_cell(&t, x[i]->by);
		cli_cell(&t, x[i]->decision);
		cli_cell(&t, str_trim(x[i]->reason));
	}
	cli_table_end(&t);
	return true;
}

/* ---- over the months ---- */

/* "twelfths", "last-year" or twelve numbers: "8,8,8,8,8,8,9,8,8,9,9,9". */
static bool
profile(str text, struct distribute_ask *ask, struct err *e)
{
	str rest = text, part;
	int n = 0;

	for (int i = 0; i < PROFILE_EXPLICIT; i++)
		if (str_eq(text, str_of(budget_profile_id[i]))) {
			ask->how = (enum budget_profile)i;
			return true;
		}
	ask->how = PROFILE_EXPLICIT;
	while (str_cut(&rest, ',', &part) && n < 12)
		if (!str_i64(str_trim(part), &ask->weight[n++]) || ask->weight[n - 1] < 0)
			n = 13;
	if (n == 12 && rest.n == 0)
		return true;
	return fail(e, RC_USAGE, MSG_cli_bad_choice, ARG("distribute"), ARG(text),
	    ARG("twelfths, last-year, 8,8,8,8,8,8,8,8,8,8,10,10"));
}

static bool
distribute(struct cli *c, struct db *db, int year, struct err *e)
{
	struct distribute_ask ask = {.year = year,
	    .unit = cli_opt(c, "unit").p != NULL ? cli_opt(c, "unit") : STR(""),
	    .by = cli_opt(c, "by").p != NULL ? cli_opt(c, "by") : STR(""),
	    .dry_run = cli_flag(c, "dry-run"),
	    .now_us = clock_now_us()};
	struct budget_spread *s;
	struct cli_table t;
	size_t n, fell = 0;

	if (!profile(cli_opt(c, "distribute"), &ask, e) ||
	    !budget_write_months(db, c->org, &ask, c->mem, &s, &n, e))
		return false;
	cli_table_init(&t, c, 15, "llrrrrrrrrrrrrr");
	cli_cell(&t, c->lang == LANG_SV ? STR("enhet") : STR("unit"));
	cli_cell(&t, c->lang == LANG_SV ? STR("rad, kr") : STR("line, SEK"));
	cli_cell(&t, c->lang == LANG_SV ? STR("året") : STR("year"));
	for (int m = 1; m <= 12; m++)
		cli_cell(&t, str_sub(month_name(m, c->lang), 0, 3));
	for (size_t i = 0; i < n; i++) {
		fell += s[i].fell_back;
		cli_cell(&t, s[i].whole->unit);
		cli_cell(&t, s[i].whole->line);
		cli_num(&t, ore_as(s[i].whole->amount, 2));
		for (int m = 0; m < 12; m++)
			cli_num(&t, ore_as(s[i].part[m], 2));
	}
	cli_table_end(&t);
	sb_printf(&c->out,
	    c->lang == LANG_SV
	        ? "\n%zu rader fördelade%s, %zu av dem på tolftedelar eftersom förra året saknar fördelning.\n"
	        : "\n%zu rows spread%s, %zu of them by twelfths since last year gives no shares.\n",
	    n,
	    !ask.dry_run             ? ""
	        : c->lang == LANG_SV ? " på prov"
	                             : " on trial",
	    fell);
	return true;
}

int
command_budget(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	period p;
	str unit = cli_opt(c, "unit");

	if (c->n_word > 0)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("budget"), ARG(c->word[0]));
	if (!cli_period(c, "period", &p, e) || !cli_db(c, &db, e))
		return 1;
	if (cli_flag(c, "distribute"))
		return distribute(c, db, p.to.y, e) ? 0 : 1;
	if (!view_open(db, c->org, c->mem, STR(""), p, &v, e))
		return 1;
	if (unit.p == NULL)
		unit = view_unit(&v);
	bool ok = cli_flag(c, "log") ? put_log(c, &v, p.to.y, unit, e)
	                             : chain(c, &v, p.to.y, unit, e);
	view_end(&v);
	return ok ? 0 : 1;
}
