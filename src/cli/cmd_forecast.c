#include "cli/cli.h"
#include "cli/messages.h"
#include "core/economy/forecast.h"
#include "work/view.h"

static str
tkr(struct cli *c, struct amount a)
{
	struct sb b;
	str out;

	if (!a.ok)
		return STR("");
	sb_init(&b, c->mem, 128);
	dec_show(&b, dec_int(money_rounded(a.ore, SCALE_TKR)), c->lang);
	(void)!sb_done(&b, &out);
	return out;
}

static const char *const method_word[LANG__COUNT][FORECAST__METHODS] = {
    {"linjär", "förra årets profil", "utfall + återstående budget", "säsong"},
    {"linear", "last year's profile", "outcome + remaining budget", "seasonal"}};

static bool
backtest(struct cli *c, const struct view *v, str unit, struct err *e)
{
	struct forecast_score *s;
	size_t n;
	struct cli_table t;

	if (!forecast_backtest(v->economy, unit, c->mem, &s, &n, e))
		return false;
	cli_table_init(&t, c, 4, "rlrr");
	static const char *const head[LANG__COUNT][4] = {{"månad", "metod", "celler", "fel, %"},
	    {"month", "method", "cells", "error, %"}};
	for (int i = 0; i < 4; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, str_fmt(c->mem, "%d", s[i].month));
		cli_cell(&t, str_of(method_word[c->lang][s[i].method]));
		cli_cell(&t, str_fmt(c->mem, "%zu", s[i].n));
		cli_cell(&t,
		    dec_ok(s[i].error_percent) ? dec_str(c->mem, s[i].error_percent) : STR("-"));
	}
	cli_table_end(&t);
	return true;
}

static bool
propose(struct cli *c, const struct view *v, str unit, struct err *e)
{
	struct cli_table t;
	const struct model *m = v->model;
	period p = v->ctx.period;

	cli_table_init(&t, c, FORECAST__METHODS + 2, "lrrrrl");
	cli_cell(&t, c->lang == LANG_SV ? STR("rad, tkr") : STR("line, tkr"));
	for (int k = 0; k < FORECAST__METHODS; k++)
		cli_cell(&t, str_of(method_word[c->lang][k]));
	cli_cell(&t, c->lang == LANG_SV ? STR("föreslås") : STR("proposed"));
	for (size_t i = 0; i <= m->n_result_line; i++) {
		struct forecast_proposal f;
		const struct result_line *l = i < m->n_result_line ? &m->result_line[i] : NULL;
		if (l != NULL && (l->kind == LINE_KIND_total || l->kind == LINE_KIND_net))
			continue;
		if (!forecast_propose(v->economy, unit, l != NULL ? l->id : STR(""), p.to.y, p.to.m,
		        &f, e))
			return false;
		if (!f.any)
			continue;
		cli_cell(&t,
		    l != NULL                ? l->name
		        : c->lang == LANG_SV ? STR("Nettokostnad")
		                             : STR("Net cost"));
		for (int k = 0; k < FORECAST__METHODS; k++)
			cli_cell(&t, tkr(c, f.value[k]));
		cli_cell(&t, str_of(method_word[c->lang][f.best]));
	}
	cli_table_end(&t);
	return true;
}

int
command_forecast(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	period p;
	str unit = cli_opt(c, "unit");

	if (!cli_period(c, "period", &p, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, STR(""), p, &v, e))
		return 1;
	if (unit.p == NULL) {
		const struct body *b = find_body(v.model, v.ctx.body);
		unit = b != NULL && b->unit.n > 0 ? b->unit : v.ctx.body;
	}
	bool ok = cli_flag(c, "backtest") ? backtest(c, &v, unit, e) : propose(c, &v, unit, e);
	view_end(&v);
	return ok ? 0 : 1;
}
