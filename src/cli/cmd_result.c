#include "cli/cli.h"
#include "cli/messages.h"
#include "cli/money.h"
#include "core/economy/consolidate.h"
#include "core/economy/remark.h"
#include "work/view.h"

static const char *const col_head[LANG__COUNT][COL__COUNT] = {
    [LANG_SV] = {"månadsavvikelse", "föreg. år", "i år", "budget", "avvikelse", "förändring %",
        "årsbudget", "årsprognos", "prognosavv."},
    [LANG_EN] = {"month variance", "last year", "this year", "budget", "variance", "change %",
        "full-year budget", "forecast", "forecast var."},
};

/* What is asked for, and how it is said. */
struct asked {
	struct cli *c;
	const struct view *v;
	struct table_ask t;
};

static void
percent(struct cli_table *t, struct amount a)
{
	cli_num(t, a.ok ? a.percent : dec_bad());
}

static void
json_line(struct cli *c, str json)
{
	sb_str(&c->out, json);
	sb_chr(&c->out, '\n');
}

static void
put_remarks(struct cli *c, const struct remark *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sb_printf(&c->out, "%s%.*s\n", i == 0 ? "\n" : "", STR_ARG(r[i].text[c->lang]));
}

static bool
any(const struct result *t, int col)
{
	for (size_t i = 0; i < t->n_row; i++)
		if (t->row[i].cell[col].ok)
			return true;
	return false;
}

static void
put_rounding(struct cli *c, const struct result *t)
{
	for (size_t i = 0; i < t->n_note; i++)
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "\n%.*s, %s: raderna ger %lld, summan är %lld (avrundning)"
		        : "\n%.*s, %s: the rows give %lld, the total is %lld (rounding)",
		    STR_ARG(t->row[t->note[i].row].name), col_head[c->lang][t->note[i].col],
		    (long long)t->note[i].rows_sum, (long long)t->note[i].printed);
	if (t->n_note > 0)
		sb_chr(&c->out, '\n');
}

/* The parts of the outcome that are not ordinary bookings, each with its column. */
static void
put_result_rows(struct cli *c, const struct result *t)
{
	struct cli_table tab;
	int cols[COL__COUNT], n = 0;
	bool closing = t->has_closing && !t->no_closing,
	     prelim = t->has_preliminary && !t->no_preliminary;

	for (int k = 0; k < COL__COUNT; k++)
		if (any(t, k))
			cols[n++] = k;
	cli_table_init(&tab, c, n + 1 + closing + prelim, "lrrrrrrrrrrr");
	cli_cell(&tab, STR(""));
	for (int k = 0; k < n; k++)
		cli_cell(&tab, str_of(col_head[c->lang][cols[k]]));
	if (closing)
		cli_cell(&tab, c->lang == LANG_SV ? STR("varav per. 13") : STR("of which p. 13"));
	if (prelim)
		cli_cell(&tab, c->lang == LANG_SV ? STR("varav prel.") : STR("of which prel."));
	for (size_t i = 0; i < t->n_row; i++) {
		cli_cell(&tab, t->row[i].name);
		for (int k = 0; k < n; k++) {
			if (cols[k] == COL_CHANGE_PERCENT)
				percent(&tab, t->row[i].cell[cols[k]]);
			else
				cli_amount(&tab, t->row[i].cell[cols[k]], t->scale);
		}
		if (closing)
			cli_amount(&tab, t->row[i].closing, t->scale);
		if (prelim)
			cli_amount(&tab, t->row[i].preliminary, t->scale);
	}
	cli_table_end(&tab);
}

/* Who says what is not booked, and until when. */
static bool
put_adjustments(const struct asked *a, struct err *e)
{
	const struct adjustment **v;
	struct cli *c = a->c;
	size_t n;

	if (a->t.no_preliminary)
		return true;
	if (!economy_adjustments(a->v->economy, a->t.period, a->t.unit, c->mem, &v, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct sb b;
		str kr;
		sb_init(&b, c->mem, 64);
		dec_show(&b, dec_int(money_rounded(v[i]->amount, a->t.scale)), c->lang);
		must(sb_done(&b, &kr));
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "  %.*s: %.*s, %.*s, %.*s; gäller till %.*s\n"
		                       : "  %.*s: %.*s, %.*s, %.*s; until %.*s\n",
		    STR_ARG(v[i]->id), STR_ARG(kr), STR_ARG(str_trim(v[i]->reason)),
		    STR_ARG(v[i]->by), STR_ARG(date_str(c->mem, v[i]->expires)));
	}
	return true;
}

static bool
put_result(const struct asked *a, struct err *e)
{
	struct cli *c = a->c;
	struct result *t;
	struct remark *r;
	size_t n;
	str json;

	if (!result_table(a->v->economy, &a->t, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!result_json(t, c->mem, &json, e))
			return false;
		json_line(c, json);
		return true;
	}
	sb_printf(&c->out, "%.*s, %.*s, %s\n\n", STR_ARG(t->unit_name),
	    STR_ARG(period_show(c->mem, t->period, c->lang)), scale_name(t->scale));
	put_result_rows(c, t);
	put_rounding(c, t);
	result_remarks(t, c->mem, &r, &n);
	put_remarks(c, r, n);
	return put_adjustments(a, e);
}

static bool
put_units(const struct asked *a, struct err *e)
{
	static const char *const head[LANG__COUNT][6] = {
	    {"", "utfall föreg. år", "utfall", "nettokostnadsutv. %", "avvikelse", "årsbudget"},
	    {"", "outcome last year", "outcome", "net cost change %", "variance",
	        "full-year budget"}};
	struct cli *c = a->c;
	struct unit_table *t;
	struct cli_table tab;
	struct remark *rem;
	size_t n;
	str json;

	if (!unit_table(a->v->economy, &a->t, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!unit_table_json(t, c->mem, &json, e))
			return false;
		json_line(c, json);
		return true;
	}
	cli_table_init(&tab, c, 6, "lrrrrr");
	for (int k = 0; k < 6; k++)
		cli_cell(&tab, str_of(head[c->lang][k]));
	for (size_t i = 0; i < t->n_row; i++) {
		const struct unit_row *r = &t->row[i];
		cli_cell(&tab,
		    str_fmt(c->mem, "%*s%.*s%s", r->level > 1 ? (r->level - 1) * 2 : 0, "",
		        STR_ARG(r->name), r->moved ? " *" : ""));
		cli_amount(&tab, r->last_year, t->scale);
		cli_amount(&tab, r->this_year, t->scale);
		percent(&tab, r->development_percent);
		cli_amount(&tab, r->variance, t->scale);
		cli_amount(&tab, r->full_year_budget, t->scale);
	}
	cli_table_end(&tab);
	unit_remarks(t, c->mem, &rem, &n);
	put_remarks(c, rem, n);
	return true;
}

static bool
put_investments(const struct asked *a, struct err *e)
{
	static const char *const head[LANG__COUNT][4] = {{"", "utfall", "budget", "avvikelse"},
	    {"", "outcome", "budget", "variance"}};
	struct cli *c = a->c;
	struct investment_table *t;
	struct cli_table tab;
	str json;

	if (!investment_table(a->v->model, a->t.period, a->t.unit, a->t.scale, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!investment_table_json(t, c->mem, &json, e))
			return false;
		json_line(c, json);
		return true;
	}
	cli_table_init(&tab, c, 4, "lrrr");
	for (int k = 0; k < 4; k++)
		cli_cell(&tab, str_of(head[c->lang][k]));
	for (size_t i = 0; i <= t->n_row; i++) {
		const struct investment_row *r = i < t->n_row ? &t->row[i] : &t->total;
		cli_cell(&tab,
		    i < t->n_row             ? r->name
		        : c->lang == LANG_SV ? STR("Totalt")
		                             : STR("Total"));
		cli_amount(&tab, r->outcome, t->scale);
		cli_amount(&tab, r->budget, t->scale);
		cli_amount(&tab, r->variance, t->scale);
	}
	cli_table_end(&tab);
	return true;
}

/* ---- the consolidated view ---- */

/* Each unit below the one asked for has a column while there is room on a screen. */
static void
put_consolidated_rows(struct cli *c, const struct consolidated *t, enum scale scale)
{
	size_t parts = t->n_part <= 6 ? t->n_part : 0;
	struct cli_table tab;

	cli_table_init(&tab, c, (int)parts + 5, "lrrrrrrrrrrrrr");
	cli_cell(&tab, STR(""));
	for (size_t k = 0; k < parts; k++)
		cli_cell(&tab, t->part[k].name);
	cli_cell(&tab, c->lang == LANG_SV ? STR("summa") : STR("sum"));
	cli_cell(&tab, c->lang == LANG_SV ? STR("eliminering") : STR("elimination"));
	cli_cell(&tab, c->lang == LANG_SV ? STR("konsoliderat") : STR("consolidated"));
	cli_cell(&tab, c->lang == LANG_SV ? STR("föreg. år") : STR("last year"));
	for (size_t i = 0; i < t->n_row; i++) {
		const struct consolidated_row *r = &t->row[i];
		cli_cell(&tab, r->name);
		for (size_t k = 0; k < parts; k++)
			cli_amount(&tab, r->part[k], scale);
		cli_amount(&tab, r->sum, scale);
		cli_amount(&tab, r->eliminated, scale);
		cli_amount(&tab, r->total, scale);
		cli_amount(&tab, r->last_year, scale);
	}
	cli_table_end(&tab);
}

static bool
put_consolidated(const struct asked *a, struct err *e)
{
	struct cli *c = a->c;
	struct consolidated *t;
	str json;

	if (!consolidated_table(a->v->economy, a->v->db, a->v->org, &a->t, c->mem, &t, e))
		return false;
	if (c->json) {
		if (!consolidated_json(t, a->t.scale, c->mem, &json, e))
			return false;
		json_line(c, json);
		return true;
	}
	sb_printf(&c->out, "%.*s, %.*s, %s\n\n", STR_ARG(t->unit_name),
	    STR_ARG(period_show(c->mem, a->t.period, c->lang)), scale_name(a->t.scale));
	put_consolidated_rows(c, t, a->t.scale);
	if (t->differs_ore != 0) {
		struct sb b;
		str kr;
		sb_init(&b, c->mem, 64);
		dec_show(&b, ore_as(t->differs_ore, 2), c->lang);
		must(sb_done(&b, &kr));
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "\nEnheterna är inte överens: deras interna poster skiljer %.*s kr. Se tertial variances --internal.\n"
		        : "\nThe units do not agree: their internal entries differ by SEK %.*s. See tertial variances --internal.\n",
		    STR_ARG(kr));
	}
	return true;
}

/* ---- what is asked for ---- */

static bool
choice(struct cli *c, const char *option, const char *const *id, int n, int *out, struct err *e)
{
	str text = cli_opt(c, option);
	struct sb b;
	str all;

	sb_init(&b, c->mem, 256);
	for (int i = 0; i < n; i++) {
		if (text.p == NULL || str_eq(text, str_of(id[i]))) {
			*out = text.p == NULL ? 0 : i;
			return true;
		}
		sb_printf(&b, "%s%s", i > 0 ? ", " : "", id[i]);
	}
	must(sb_done(&b, &all));
	return fail(e, RC_USAGE, MSG_cli_bad_choice, ARG(option), ARG(text), ARG(all));
}

static bool
options(struct cli *c, struct table_ask *t, struct err *e)
{
	str scale = cli_opt(c, "scale"), structure = cli_opt(c, "structure");
	int basis = 0, tree = 0;
	int64_t year;

	if (scale.p != NULL && !scale_parse(scale, &t->scale))
		return fail(e, RC_USAGE, MSG_cli_bad_scale, ARG(scale));
	if (!choice(c, "budget", budget_basis_id, BUDGET_BASIS__COUNT, &basis, e))
		return false;
	if (structure.p != NULL && str_i64(structure, &year) && year > 1900 && year < 9999)
		t->structure_year = (int)year;
	else if (!choice(c, "structure", structure_id, STRUCTURE__COUNT, &tree, e))
		return false;
	t->budget = (enum budget_basis)basis;
	t->structure = (enum structure)tree;
	t->no_closing = cli_flag(c, "no-closing");
	t->no_preliminary = cli_flag(c, "no-preliminary");
	return true;
}

int
command_result(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	bool units = cli_flag(c, "units"), invest = cli_flag(c, "investments");
	struct asked a = {.c = c,
	    .v = &v,
	    .t = {.scale = units || invest ? SCALE_MKR : SCALE_TKR, .unit = cli_opt(c, "unit")}};

	if (c->n_word > 0)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("result"), ARG(c->word[0]));
	if (!options(c, &a.t, e) || !cli_period(c, "period", &a.t.period, e) ||
	    !cli_db(c, &db, e) || !view_open(db, c->org, c->mem, STR(""), a.t.period, &v, e))
		return 1;
	if (a.t.unit.p == NULL)
		a.t.unit = view_unit(&v);
	bool ok = cli_flag(c, "consolidated") ? put_consolidated(&a, e)
	    : units                           ? put_units(&a, e)
	    : invest                          ? put_investments(&a, e)
	                                      : put_result(&a, e);
	view_end(&v);
	return ok ? 0 : 1;
}
