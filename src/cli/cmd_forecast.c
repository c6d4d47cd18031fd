#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/money.h"
#include "core/economy/forecast.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "work/forecast.h"

static const char *const method_word[LANG__COUNT][FORECAST__METHODS] = {
    {"linjär", "förra årets profil", "utfall + återstående budget", "säsong"},
    {"linear", "last year's profile", "outcome + remaining budget", "seasonal"}};

static void
put_ore(struct json *j, const char *key, bool has, int64_t ore)
{
	json_key(j, str_of(key));
	if (has)
		json_i64(j, ore);
	else
		json_null(j);
}

/* ---- how well the methods would have done ---- */

static void
backtest_json(struct cli *c, const struct forecast_score *s, size_t n)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		json_object(&j);
		put_ore(&j, "month", true, s[i].month);
		json_key(&j, STR("method"));
		json_str(&j, str_of(forecast_method_id[s[i].method]));
		put_ore(&j, "cells", true, (int64_t)s[i].n);
		put_ore(&j, "actual_ore", true, s[i].actual_ore);
		put_ore(&j, "abs_error_ore", true, s[i].abs_error_ore);
		put_ore(&j, "error_ore", true, s[i].error_ore);
		json_key(&j, STR("error_percent"));
		json_dec(&j, s[i].error_percent);
		json_end(&j);
	}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
backtest(struct cli *c, const struct view *v, str unit, struct err *e)
{
	static const char *const head[LANG__COUNT][5] = {
	    {"månad", "metod", "celler", "fel, %", "fel åt samma håll, tkr"},
	    {"month", "method", "cells", "error, %", "bias, tkr"}};
	struct forecast_score *s;
	struct cli_table t;
	size_t n;

	if (!forecast_backtest(v->economy, unit, c->mem, &s, &n, e))
		return false;
	if (c->json) {
		backtest_json(c, s, n);
		return true;
	}
	cli_table_init(&t, c, 5, "rlrrr");
	for (int i = 0; i < 5; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < n; i++) {
		cli_num(&t, dec_int(s[i].month));
		cli_cell(&t, str_of(method_word[c->lang][s[i].method]));
		cli_num(&t, dec_int((int64_t)s[i].n));
		cli_num(&t, s[i].error_percent);
		cli_tkr(&t, s[i].error_ore);
	}
	cli_table_end(&t);
	return true;
}

/* ---- the proposal ---- */

struct proposed {
	str id, name;
	struct forecast_proposal f;
};

/* Every line that can be forecast, then the net. */
static bool
proposals(struct cli *c, const struct view *v, str unit, struct proposed **out, size_t *n,
    struct err *e)
{
	const struct model *m = v->model;
	period p = v->ctx.period;

	struct forecast_score *score;
	struct forecast_tried tried;

	*n = 0;
	if (!forecast_backtest(v->economy, unit, c->mem, &score, &tried.n, e))
		return false;
	tried.score = score;
	*out = arena_array(c->mem, m->n_result_line + 1, struct proposed);
	for (size_t i = 0; i <= m->n_result_line; i++) {
		const struct result_line *l = i < m->n_result_line ? &m->result_line[i] : NULL;
		struct proposed *x = &(*out)[*n];
		if (l != NULL && (l->kind == LINE_KIND_total || l->kind == LINE_KIND_net))
			continue;
		x->id = l != NULL ? l->id : STR("");
		x->name = l != NULL      ? l->name
		    : c->lang == LANG_SV ? STR("Nettokostnad")
		                         : STR("Net cost");
		if (!forecast_propose(v->economy, &tried, unit, x->id, p.to.y, p.to.m, &x->f, e))
			return false;
		*n += x->f.any;
	}
	return true;
}

static void
proposals_json(struct cli *c, const struct proposed *v, size_t n)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		const struct forecast_proposal *f = &v[i].f;
		json_object(&j);
		json_key(&j, STR("line"));
		json_str(&j, v[i].id);
		for (int k = 0; k < FORECAST__METHODS; k++)
			put_ore(&j, forecast_method_id[k], f->value[k].ok, f->value[k].ore);
		json_key(&j, STR("best"));
		json_str(&j, str_of(forecast_method_id[f->best]));
		put_ore(&j, "low", f->has_interval, f->low_ore);
		put_ore(&j, "high", f->has_interval, f->high_ore);
		json_end(&j);
	}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
propose(struct cli *c, const struct view *v, str unit, struct err *e)
{
	struct proposed *x;
	struct cli_table t;
	size_t n;

	if (!proposals(c, v, unit, &x, &n, e))
		return false;
	if (c->json) {
		proposals_json(c, x, n);
		return true;
	}
	cli_table_init(&t, c, FORECAST__METHODS + 5, "lrrrrlrrr");
	cli_cell(&t, c->lang == LANG_SV ? STR("rad, tkr") : STR("line, tkr"));
	for (int k = 0; k < FORECAST__METHODS; k++)
		cli_cell(&t, str_of(method_word[c->lang][k]));
	cli_cell(&t, c->lang == LANG_SV ? STR("bäst") : STR("best"));
	cli_cell(&t, c->lang == LANG_SV ? STR("föreslås") : STR("proposed"));
	cli_cell(&t, c->lang == LANG_SV ? STR("från") : STR("low"));
	cli_cell(&t, c->lang == LANG_SV ? STR("till") : STR("high"));
	for (size_t i = 0; i < n; i++) {
		const struct forecast_proposal *f = &x[i].f;
		cli_cell(&t, x[i].name);
		for (int k = 0; k < FORECAST__METHODS; k++)
			cli_amount(&t, f->value[k], SCALE_TKR);
		cli_cell(&t, str_of(method_word[c->lang][f->best]));
		cli_amount(&t, f->value[f->best], SCALE_TKR);
		cli_amount(&t, (struct amount){.ok = f->has_interval, .ore = f->low_ore},
		    SCALE_TKR);
		cli_amount(&t, (struct amount){.ok = f->has_interval, .ore = f->high_ore},
		    SCALE_TKR);
	}
	cli_table_end(&t);
	return true;
}

/* ---- what came of the year's forecasts ---- */

static void
compare_json(struct cli *c, const struct forecast_outcome *v, size_t n, size_t n_made)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		json_object(&j);
		json_key(&j, STR("line"));
		json_str(&j, v[i].line);
		put_ore(&j, "outcome", v[i].outcome.ok, v[i].outcome.ore);
		put_ore(&j, "budget", v[i].budget.ok, v[i].budget.ore);
		json_key(&j, STR("forecasts"));
		json_array(&j);
		for (size_t k = 0; k < n_made; k++) {
			const struct forecast_made *f = &v[i].made[k];
			json_object(&j);
			json_key(&j, STR("period"));
			json_str(&j, period_str(c->mem, f->period));
			put_ore(&j, "forecast", f->value.ok, f->value.ore);
			put_ore(&j, "error", f->error.ok, f->error.ore);
			json_end(&j);
		}
		json_end(&j);
		json_end(&j);
	}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
compare(struct cli *c, const struct view *v, str unit, struct err *e)
{
	struct forecast_outcome *o;
	struct cli_table t;
	size_t n, n_made;

	if (!forecast_compare(v->economy, unit, v->ctx.period, c->mem, &o, &n, &n_made, e))
		return false;
	if (c->json) {
		compare_json(c, o, n, n_made);
		return true;
	}
	size_t shown = n_made < 4 ? n_made : 4, first = n_made - shown; /* the last four */
	cli_table_init(&t, c, (int)shown * 2 + 3, "lrrrrrrrrrr");
	cli_cell(&t, c->lang == LANG_SV ? STR("rad, tkr") : STR("line, tkr"));
	for (size_t k = 0; k < shown; k++) {
		str when = period_str(c->mem, o[0].made[first + k].period);
		cli_cell(&t,
		    str_fmt(c->mem, "%s %.*s", c->lang == LANG_SV ? "prognos" : "forecast",
		        STR_ARG(when)));
		cli_cell(&t, c->lang == LANG_SV ? STR("fel") : STR("error"));
	}
	cli_cell(&t, c->lang == LANG_SV ? STR("utfall") : STR("outcome"));
	cli_cell(&t, c->lang == LANG_SV ? STR("årsbudget") : STR("full-year budget"));
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, o[i].name);
		for (size_t k = 0; k < shown; k++) {
			cli_amount(&t, o[i].made[first + k].value, SCALE_TKR);
			cli_amount(&t, o[i].made[first + k].error, SCALE_TKR);
		}
		cli_amount(&t, o[i].outcome, SCALE_TKR);
		cli_amount(&t, o[i].budget, SCALE_TKR);
	}
	cli_table_end(&t);
	return true;
}

/* ---- storing ---- */

static bool
method_of(struct cli *c, struct forecast_save_ask *ask, struct err *e)
{
	str text = cli_opt(c, "method");

	ask->has_method = text.p != NULL;
	for (int k = 0; ask->has_method && k < FORECAST__METHODS; k++)
		if (str_eq(text, str_of(forecast_method_id[k]))) {
			ask->method = (enum forecast_method)k;
			return true;
		}
	return !ask->has_method ||
	    fail(e, RC_USAGE, MSG_cli_bad_choice, ARG("method"), ARG(text),
	        ARG("linear, profile, budget, seasonal"));
}

static bool
save(struct cli *c, struct db *db, period p, str unit, struct err *e)
{
	struct forecast_save_ask ask = {.period = p,
	    .unit = unit.p != NULL ? unit : STR(""),
	    .by = cli_opt(c, "by").p != NULL ? cli_opt(c, "by") : STR(""),
	    .now_us = clock_now_us()};
	struct forecast_saved out;

	if (!method_of(c, &ask, e) || !forecast_save(db, c->org, &ask, c->mem, &out, e))
		return false;
	str when = period_str(c->mem, out.period);
	if (c->json)
		sb_printf(&c->out,
		    "{\"period\":\"%.*s\",\"added\":%zu,\"changed\":%zu,\"same\":%zu,\"other_method\":%zu}\n",
		    STR_ARG(when), out.n_added, out.n_changed, out.n_same, out.n_other);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "Prognosen %.*s är sparad: %zu nya rader, %zu ändrade, %zu som förut. %zu rader fick en annan metod än den valda.\n"
		        : "The forecast %.*s is stored: %zu new rows, %zu changed, %zu as before. %zu rows took another method than the chosen one.\n",
		    STR_ARG(when), out.n_added, out.n_changed, out.n_same, out.n_other);
	return true;
}

int
command_forecast(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	period p;
	str unit = cli_opt(c, "unit");

	if (c->n_word > 0)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("forecast"), ARG(c->word[0]));
	if (!cli_period(c, "period", &p, e) || !cli_db(c, &db, e))
		return 1;
	if (cli_flag(c, "save"))
		return save(c, db, p, unit, e) ? 0 : 1;
	if (!view_open(db, c->org, c->mem, STR(""), p, &v, e))
		return 1;
	if (unit.p == NULL)
		unit = view_unit(&v);
	bool ok = cli_flag(c, "backtest") ? backtest(c, &v, unit, e)
	    : cli_flag(c, "compare")      ? compare(c, &v, unit, e)
	                                  : propose(c, &v, unit, e);
	view_end(&v);
	return ok ? 0 : 1;
}
