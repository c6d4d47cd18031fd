#include "cli/cli.h"
#include "cli/messages.h"
#include "core/economy/explain.h"
#include "fmt/json.h"
#include "work/view.h"

#define KR_DEFAULT 1000000
#define MOTPART_DIM 20

static str
shown(struct cli *c, struct amount a)
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

static void
put_list(struct cli *c, const struct variance_item *v, size_t n)
{
	static const char *const head[LANG__COUNT][6] = {
	    {"enhet", "rad", "utfall, tkr", "budget, tkr", "avvikelse, tkr", "analys"},
	    {"unit", "line", "outcome, tkr", "budget, tkr", "variance, tkr", "analysis"}};
	struct cli_table t;

	cli_table_init(&t, c, 6, "llrrrl");
	for (int i = 0; i < 6; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, v[i].unit_name);
		cli_cell(&t, v[i].line_name);
		cli_cell(&t, shown(c, v[i].outcome));
		cli_cell(&t, shown(c, v[i].budget));
		cli_cell(&t, shown(c, v[i].variance));
		cli_cell(&t,
		    v[i].has_variance_text   ? c->lang == LANG_SV ? STR("finns") : STR("written")
		          : c->lang == LANG_SV ? STR("saknas")
		                             : STR("missing"));
	}
	cli_table_end(&t);
}

static void
put_json(struct cli *c, const struct variance_item *v, size_t n)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		json_object(&j);
		json_key(&j, STR("unit"));
		json_str(&j, v[i].unit);
		json_key(&j, STR("line"));
		json_str(&j, v[i].line);
		json_key(&j, STR("variance_ore"));
		json_i64(&j, v[i].variance.ore);
		json_key(&j, STR("percent"));
		json_dec(&j, v[i].percent);
		json_key(&j, STR("explained"));
		json_bool(&j, v[i].has_variance_text);
		json_end(&j);
	}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
internal(struct cli *c, const struct view *v, struct db *db, str unit, struct err *e)
{
	struct internal in;
	struct cli_table t;

	if (!internal_transactions(v->economy, db, c->org, v->ctx.period, unit, MOTPART_DIM, c->mem,
	        &in, e))
		return false;
	static const char *const head[LANG__COUNT][5] = {
	    {"enhet", "motpart", "intäkt, tkr", "kostnad, tkr", "skillnad, tkr"},
	    {"unit", "counterparty", "income, tkr", "cost, tkr", "difference, tkr"}};
	cli_table_init(&t, c, 5, "llrrr");
	for (int i = 0; i < 5; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < in.n; i++) {
		const struct internal_pair *p = &in.pair[i];
		cli_cell(&t, p->unit_a);
		cli_cell(&t, p->unit_b);
		cli_cell(&t, shown(c, (struct amount){.ok = true, .ore = p->income_ore}));
		cli_cell(&t, shown(c, (struct amount){.ok = true, .ore = p->cost_ore}));
		cli_cell(&t, shown(c, (struct amount){.ok = true, .ore = p->net_ore}));
	}
	cli_table_end(&t);
	return true;
}

static bool
limit_of(struct cli *c, struct variance_limit *out, struct err *e)
{
	str kr = cli_opt(c, "over"), percent = cli_opt(c, "percent");
	int64_t v = KR_DEFAULT;

	if (kr.p != NULL && (!str_i64(kr, &v) || v < 0))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(kr));
	if (__builtin_mul_overflow(v, 100, &out->min_ore))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(kr));
	out->min_percent = dec_bad();
	if (percent.p != NULL && !dec_parse(percent, '.', &out->min_percent))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(percent));
	return true;
}

int
command_variances(struct cli *c, struct err *e)
{
	struct variance_limit limit;
	struct variance_item *v;
	size_t n;
	struct db *db;
	struct view view;
	period p;
	str unit = cli_opt(c, "unit");

	if (!cli_period(c, "period", &p, e) || !limit_of(c, &limit, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, STR(""), p, &view, e))
		return 1;
	if (unit.p == NULL) {
		const struct body *b = find_body(view.model, view.ctx.body);
		unit = b != NULL && b->unit.n > 0 ? b->unit : view.ctx.body;
	}
	if (cli_flag(c, "internal")) {
		bool ok = internal(c, &view, db, unit, e);
		view_end(&view);
		return ok ? 0 : 1;
	}
	bool ok = variance_list(view.economy, p, unit, &limit, c->mem, &v, &n, e);
	if (ok && c->json)
		put_json(c, v, n);
	else if (ok)
		put_list(c, v, n);
	view_end(&view);
	return ok ? 0 : 1;
}
