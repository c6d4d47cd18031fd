#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/money.h"
#include "core/economy/consolidate.h"
#include "core/economy/explain.h"
#include "fmt/json.h"
#include "work/view.h"

#define KR_DEFAULT 1000000

static void
put_row(struct cli_table *t, const struct variance_item *v)
{
	enum lang lang = t->c->lang;

	cli_cell(t, v->unit_name);
	cli_cell(t,
	    v->line.n > 0         ? v->line_name
	        : lang == LANG_SV ? STR("Nettokostnad")
	                          : STR("Net cost"));
	cli_amount(t, v->outcome, SCALE_TKR);
	cli_amount(t, v->budget, SCALE_TKR);
	cli_amount(t, v->variance, SCALE_TKR);
	cli_num(t, v->percent);
	cli_tkr(t, v->explained_ore);
	cli_tkr(t, v->rest_ore);
	cli_cell(t,
	    v->has_variance_text  ? lang == LANG_SV ? STR("finns") : STR("written")
	         : lang == LANG_SV ? STR("saknas")
	                          : STR("missing"));
}

/* Units first, then their lines: what a report explains, and where to look. */
static void
put_list(struct cli *c, const struct variance_item *v, size_t n)
{
	static const char *const head[LANG__COUNT][9] = {
	    {"enhet", "rad", "utfall, tkr", "budget, tkr", "avvikelse, tkr", "%", "förklarat, tkr",
	        "återstår, tkr", "analys"},
	    {"unit", "line", "outcome, tkr", "budget, tkr", "variance, tkr", "%", "explained, tkr",
	        "remains, tkr", "analysis"}};
	struct cli_table t;

	cli_table_init(&t, c, 9, "llrrrrrrl");
	for (int i = 0; i < 9; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < n; i++)
		put_row(&t, &v[i]);
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
		json_key(&j, STR("explained_ore"));
		json_i64(&j, v[i].explained_ore);
		json_key(&j, STR("rest_ore"));
		json_i64(&j, v[i].rest_ore);
		json_key(&j, STR("explained"));
		json_bool(&j, v[i].has_variance_text);
		json_end(&j);
	}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static bool
variances(struct cli *c, const struct view *v, str unit, const struct variance_limit *limit,
    struct err *e)
{
	struct variance_item *units, *lines, *all;
	size_t n_unit, n_line;
	period p = v->ctx.period;

	if (!variance_units(v->economy, p, unit, limit, c->mem, &units, &n_unit, e) ||
	    !variance_list(v->economy, p, unit, limit, c->mem, &lines, &n_line, e))
		return false;
	all = arena_array(c->mem, n_unit + n_line + 1, struct variance_item);
	for (size_t i = 0; i < n_unit + n_line; i++)
		all[i] = i < n_unit ? units[i] : lines[i - n_unit];
	if (c->json)
		put_json(c, all, n_unit + n_line);
	else
		put_list(c, all, n_unit + n_line);
	return true;
}

static bool
internal(struct cli *c, const struct view *v, str unit, struct err *e)
{
	static const char *const head[LANG__COUNT][5] = {
	    {"enhet", "motpart", "intäkt, tkr", "kostnad, tkr", "skillnad, tkr"},
	    {"unit", "counterparty", "income, tkr", "cost, tkr", "difference, tkr"}};
	struct internal_ask ask = {.period = v->ctx.period, .unit = unit};
	struct internal in;
	struct cli_table t;

	if (!internal_transactions(v->economy, v->db, c->org, &ask, c->mem, &in, e))
		return false;
	cli_table_init(&t, c, 5, "llrrr");
	for (int i = 0; i < 5; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < in.n; i++) {
		const struct internal_pair *p = &in.pair[i];
		cli_cell(&t, p->unit_a);
		cli_cell(&t, p->unit_b);
		cli_tkr(&t, p->income_ore);
		cli_tkr(&t, p->cost_ore);
		cli_tkr(&t, p->net_ore);
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
	struct db *db;
	struct view view;
	period p;
	str unit = cli_opt(c, "unit");

	if (!cli_period(c, "period", &p, e) || !limit_of(c, &limit, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, STR(""), p, &view, e))
		return 1;
	if (unit.p == NULL)
		unit = view_unit(&view);
	bool ok = cli_flag(c, "internal") ? internal(c, &view, unit, e)
	                                  : variances(c, &view, unit, &limit, e);
	view_end(&view);
	return ok ? 0 : 1;
}
