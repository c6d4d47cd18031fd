/* From a cell of the result table to what stands behind it, one step at a time. */
#include "cli/cli.h"
#include "cli/messages.h"
#include "core/economy/consolidate.h"
#include "core/economy/drill.h"
#include "fmt/json.h"
#include "work/view.h"

#define SHARES_MAX 10
#define LINES_DEFAULT 200
#define LINES_MAX 100000

struct asked {
	struct cli *c;
	const struct view *v;
	struct drill_place at;
};

static void
kronor(struct cli_table *t, int64_t ore)
{
	cli_num(t, ore_as(ore, 2));
}

static void
heads(struct cli_table *t, const char *const *sv, const char *const *en, int n)
{
	for (int i = 0; i < n; i++)
		cli_cell(t, str_of(t->c->lang == LANG_SV ? sv[i] : en[i]));
}

/* ---- JSON: a list of objects with names and öre ---- */

struct pair {
	const char *key;
	str text; /* p NULL: the number */
	int64_t n;
};

static void
object(struct json *j, const struct pair *p, size_t n)
{
	json_object(j);
	for (size_t i = 0; i < n; i++) {
		json_key(j, str_of(p[i].key));
		if (p[i].text.p != NULL)
			json_str(j, p[i].text);
		else
			json_i64(j, p[i].n);
	}
	json_end(j);
}

/* ---- the steps ---- */

static bool
accounts(const struct asked *a, struct json *j, struct err *e)
{
	static const char *const sv[] = {"konto", "namn", "föreg. år, kr", "i år, kr"};
	static const char *const en[] = {"account", "name", "last year, SEK", "this year, SEK"};
	struct drill_account *v;
	struct cli_table t;
	size_t n;

	if (!drill_accounts(a->v->economy, a->v->db, a->v->org, &a->at, a->c->mem, &v, &n, e))
		return false;
	cli_table_init(&t, a->c, 4, "llrr");
	heads(&t, sv, en, 4);
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, v[i].no);
		cli_cell(&t, v[i].name);
		kronor(&t, v[i].last_year_ore);
		kronor(&t, v[i].ore);
		if (j != NULL)
			object(j,
			    (const struct pair[]){{"account", v[i].no, 0}, {"name", v[i].name, 0},
			        {"ore", {NULL, 0}, v[i].ore},
			        {"last_year_ore", {NULL, 0}, v[i].last_year_ore}},
			    4);
	}
	if (j == NULL)
		cli_table_end(&t);
	return true;
}

static bool
units(const struct asked *a, struct json *j, struct err *e)
{
	static const char *const sv[] = {"enhet", "namn", "föreg. år, kr", "i år, kr",
	    "budget, kr"};
	static const char *const en[] = {"unit", "name", "last year, SEK", "this year, SEK",
	    "budget, SEK"};
	struct drill_unit *v;
	struct cli_table t;
	size_t n;

	if (!drill_units(a->v->economy, a->v->db, a->v->org, &a->at, a->c->mem, &v, &n, e))
		return false;
	cli_table_init(&t, a->c, 5, "llrrr");
	heads(&t, sv, en, 5);
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, v[i].id);
		cli_cell(&t, v[i].name);
		kronor(&t, v[i].last_year_ore);
		kronor(&t, v[i].ore);
		cli_num(&t, v[i].has_budget ? ore_as(v[i].budget_ore, 2) : dec_bad());
		if (j != NULL)
			object(j,
			    (const struct pair[]){{"unit", v[i].id, 0}, {"name", v[i].name, 0},
			        {"ore", {NULL, 0}, v[i].ore},
			        {"last_year_ore", {NULL, 0}, v[i].last_year_ore},
			        {"budget_ore", {NULL, 0}, v[i].budget_ore}},
			    v[i].has_budget ? 5 : 4);
	}
	if (j == NULL)
		cli_table_end(&t);
	return true;
}

static bool
shares(const struct asked *a, struct json *j, struct err *e)
{
	static const char *const sv[] = {"motpart", "namn", "rader", "belopp, kr"};
	static const char *const en[] = {"counterparty", "name", "lines", "amount, SEK"};
	struct drill_share *v;
	struct cli_table t;
	size_t n;

	if (!drill_shares(a->v->economy, a->v->db, a->v->org, &a->at,
	        counterparty_dim(a->v->economy), SHARES_MAX, a->c->mem, &v, &n, e))
		return false;
	cli_table_init(&t, a->c, 4, "llrr");
	heads(&t, sv, en, 4);
	for (size_t i = 0; i < n; i++) {
		cli_cell(&t, v[i].no.n > 0 ? v[i].no : STR("–"));
		cli_cell(&t, v[i].name);
		cli_num(&t, dec_int(v[i].lines));
		kronor(&t, v[i].ore);
		if (j != NULL)
			object(j,
			    (const struct pair[]){{"counterparty", v[i].no, 0},
			        {"name", v[i].name, 0}, {"lines", {NULL, 0}, v[i].lines},
			        {"ore", {NULL, 0}, v[i].ore}},
			    4);
	}
	if (j == NULL)
		cli_table_end(&t);
	return true;
}

static bool
lines(const struct asked *a, struct json *j, struct err *e)
{
	static const char *const sv[] = {"verifikation", "datum", "konto", "enhet", "belopp, kr",
	    "text"};
	static const char *const en[] = {"voucher", "date", "account", "unit", "amount, SEK",
	    "text"};
	const struct ledger_dict *dict = economy_dict(a->v->economy);
	struct ledger_hits h;
	struct cli_table t;

	if (!drill_lines(a->v->economy, a->v->db, a->v->org, &a->at, 0,
	        a->c->file != NULL ? LINES_MAX : LINES_DEFAULT, a->c->mem, &h, e))
		return false;
	cli_table_init(&t, a->c, 6, "llllrl");
	heads(&t, sv, en, 6);
	for (size_t i = 0; i < h.n; i++) {
		const struct ledger_line *l = &h.line[i];
		str text = l->text.n > 0 ? l->text : l->voucher_text;
		cli_cell(&t, str_fmt(a->c->mem, "%.*s %.*s", STR_ARG(l->series), STR_ARG(l->no)));
		cli_cell(&t, date_str(a->c->mem, l->day));
		cli_cell(&t, dict->account[l->account].no);
		cli_cell(&t, dict->object[l->unit].no);
		kronor(&t, l->ore);
		cli_cell(&t, text);
		if (j != NULL)
			object(j,
			    (const struct pair[]){{"series", l->series, 0}, {"no", l->no, 0},
			        {"date", date_str(a->c->mem, l->day), 0},
			        {"account", dict->account[l->account].no, 0},
			        {"unit", dict->object[l->unit].no, 0}, {"text", text, 0},
			        {"amount_ore", {NULL, 0}, l->ore}},
			    7);
	}
	if (j != NULL)
		return true;
	cli_table_end(&t);
	sb_printf(&a->c->out,
	    a->c->lang == LANG_SV ? "\n%zu av %zu rader\n" : "\n%zu of %zu lines\n", h.n, h.n_all);
	return true;
}

/* Without an account one sees accounts; with one, where it is booked and against whom. */
static bool
step(const struct asked *a, struct err *e)
{
	static const struct {
		const char *flag;
		bool (*put)(const struct asked *a, struct json *j, struct err *e);
	} steps[] = {{"vouchers", lines}, {"units", units}, {"counterparties", shares}};
	bool (*put)(const struct asked *, struct json *, struct err *) = accounts;
	struct json j;

	for (size_t i = COUNTOF(steps); i-- > 0;)
		if (cli_flag(a->c, steps[i].flag))
			put = steps[i].put;
	if (put == accounts && a->at.account.n > 0)
		put = units;
	if (!a->c->json)
		return put(a, NULL, e);
	json_init(&j, &a->c->out, true);
	json_array(&j);
	if (!put(a, &j, e))
		return false;
	json_end(&j);
	sb_chr(&a->c->out, '\n');
	return true;
}

int
command_drill(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	struct asked a = {.c = c, .v = &v};
	str unit = cli_opt(c, "unit"), line = cli_opt(c, "line"), account = cli_opt(c, "account");

	if (c->n_word > 0)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("drill"), ARG(c->word[0]));
	if (!cli_period(c, "period", &a.at.period, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, STR(""), a.at.period, &v, e))
		return 1;
	a.at.unit = unit.p != NULL ? unit : view_unit(&v);
	a.at.line = line.p != NULL ? line : STR("");
	a.at.account = account.p != NULL ? account : STR("");
	a.at.month = cli_flag(c, "month");
	bool ok = step(&a, e);
	view_end(&v);
	return ok ? 0 : 1;
}
