#include "cli/cli.h"
#include "cli/messages.h"
#include "work/view.h"

#include <string.h>

static const char *const col_head[LANG__COUNT][COL__COUNT] = {
    [LANG_SV] = {"månadsavvikelse", "föreg. år", "i år", "budget", "avvikelse", "förändring %",
        "årsbudget", "årsprognos", "prognosavv."},
    [LANG_EN] = {"month variance", "last year", "this year", "budget", "variance", "change %",
        "full-year budget", "forecast", "forecast var."},
};

static str
shown(struct cli *c, struct amount a, enum scale scale, bool percent)
{
	struct sb b;
	str out;

	if (!a.ok)
		return STR("");
	sb_init(&b, c->mem, 128);
	if (percent)
		dec_show(&b, a.percent, c->lang);
	else
		dec_show(&b, dec_int(money_rounded(a.ore, scale)), c->lang);
	(void)!sb_done(&b, &out);
	return out;
}

static bool
any(const struct result *t, int col)
{
	for (size_t i = 0; i < t->n_row; i++)
		if (t->row[i].cell[col].ok)
			return true;
	return false;
}

static bool
put_result(struct cli *c, const struct view *v, str unit, enum scale scale, struct err *e)
{
	struct result *t;
	struct cli_table tab;
	str json;

	if (!result_table(v->economy, v->ctx.period, unit, scale, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!result_json(t, c->mem, &json, e))
			return false;
		sb_str(&c->out, json);
		sb_chr(&c->out, '\n');
		return true;
	}
	int cols[COL__COUNT], n = 0;
	for (int k = 0; k < COL__COUNT; k++)
		if (any(t, k))
			cols[n++] = k;
	sb_printf(&c->out, "%.*s, %.*s, %s\n\n", STR_ARG(t->unit_name),
	    STR_ARG(period_show(c->mem, t->period, c->lang)), scale_name(scale));
	cli_table_init(&tab, c, n + 1, "lrrrrrrrrr");
	cli_cell(&tab, STR(""));
	for (int k = 0; k < n; k++)
		cli_cell(&tab, str_of(col_head[c->lang][cols[k]]));
	for (size_t i = 0; i < t->n_row; i++) {
		cli_cell(&tab, t->row[i].name);
		for (int k = 0; k < n; k++)
			cli_cell(&tab,
			    shown(c, t->row[i].cell[cols[k]], scale,
			        cols[k] == COL_CHANGE_PERCENT));
	}
	cli_table_end(&tab);
	for (size_t i = 0; i < t->n_note; i++)
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "\n%.*s, %s: raderna ger %lld, summan är %lld (avrundning)"
		        : "\n%.*s, %s: the rows give %lld, the total is %lld (rounding)",
		    STR_ARG(t->row[t->note[i].row].name), col_head[c->lang][t->note[i].col],
		    (long long)t->note[i].rows_sum, (long long)t->note[i].printed);
	if (t->n_note > 0)
		sb_chr(&c->out, '\n');
	return true;
}

static bool
put_units(struct cli *c, const struct view *v, str unit, enum scale scale, struct err *e)
{
	struct unit_table *t;
	struct cli_table tab;
	str json;

	if (!unit_table(v->economy, v->ctx.period, unit, scale, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!unit_table_json(t, c->mem, &json, e))
			return false;
		sb_str(&c->out, json);
		sb_chr(&c->out, '\n');
		return true;
	}
	static const char *const head[LANG__COUNT][6] = {
	    {"", "utfall föreg. år", "utfall", "nettokostnadsutv. %", "avvikelse", "årsbudget"},
	    {"", "outcome last year", "outcome", "net cost change %", "variance",
	        "full-year budget"}};
	cli_table_init(&tab, c, 6, "lrrrrr");
	for (int k = 0; k < 6; k++)
		cli_cell(&tab, str_of(head[c->lang][k]));
	for (size_t i = 0; i < t->n_row; i++) {
		const struct unit_row *r = &t->row[i];
		cli_cell(&tab,
		    str_fmt(c->mem, "%*s%.*s", r->level > 1 ? (r->level - 1) * 2 : 0, "",
		        STR_ARG(r->name)));
		cli_cell(&tab, shown(c, r->last_year, scale, false));
		cli_cell(&tab, shown(c, r->this_year, scale, false));
		cli_cell(&tab, shown(c, r->development_percent, scale, true));
		cli_cell(&tab, shown(c, r->variance, scale, false));
		cli_cell(&tab, shown(c, r->full_year_budget, scale, false));
	}
	cli_table_end(&tab);
	return true;
}

static bool
put_investments(struct cli *c, const struct view *v, str unit, enum scale scale, struct err *e)
{
	struct investment_table *t;
	struct cli_table tab;
	str json;

	if (!investment_table(v->model, v->ctx.period, unit, scale, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!investment_table_json(t, c->mem, &json, e))
			return false;
		sb_str(&c->out, json);
		sb_chr(&c->out, '\n');
		return true;
	}
	static const char *const head[LANG__COUNT][4] = {{"", "utfall", "budget", "avvikelse"},
	    {"", "outcome", "budget", "variance"}};
	cli_table_init(&tab, c, 4, "lrrr");
	for (int k = 0; k < 4; k++)
		cli_cell(&tab, str_of(head[c->lang][k]));
	for (size_t i = 0; i <= t->n_row; i++) {
		const struct investment_row *r = i < t->n_row ? &t->row[i] : &t->total;
		cli_cell(&tab,
		    i < t->n_row             ? r->name
		        : c->lang == LANG_SV ? STR("Totalt")
		                             : STR("Total"));
		cli_cell(&tab, shown(c, r->outcome, scale, false));
		cli_cell(&tab, shown(c, r->budget, scale, false));
		cli_cell(&tab, shown(c, r->variance, scale, false));
	}
	cli_table_end(&tab);
	return true;
}

int
command_result(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	period p;
	str unit = cli_opt(c, "unit"), text = cli_opt(c, "scale");
	bool units = cli_flag(c, "units"), invest = cli_flag(c, "investments");
	enum scale scale = units || invest ? SCALE_MKR : SCALE_TKR;

	if (text.p != NULL && !scale_parse(text, &scale))
		return fail(e, RC_USAGE, MSG_cli_bad_scale, ARG(text));
	if (c->n_word > 0)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("result"), ARG(c->word[0]));
	if (!cli_period(c, "period", &p, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, STR(""), p, &v, e))
		return 1;
	if (unit.p == NULL) {
		const struct body *b = find_body(v.model, v.ctx.body);
		unit = b != NULL && b->unit.n > 0 ? b->unit : v.ctx.body;
	}
	bool ok = units ? put_units(c, &v, unit, scale, e)
	    : invest    ? put_investments(c, &v, unit, scale, e)
	                : put_result(c, &v, unit, scale, e);
	view_end(&v);
	return ok ? 0 : 1;
}
