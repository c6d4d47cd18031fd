/* Forecasts against figures done by hand, the backtest against itself, the list of
 * variances, internal transactions against a naive sum, and the unit tree through
 * a succession. */
#include "check.h"
#include "core/economy/consolidate.h"
#include "core/economy/explain.h"
#include "core/economy/forecast.h"
#include "db/migrate.h"
#include "ledger_made.h"
#include "databases.h"

static struct arena mem;

static void
add_unit(struct model *m, const char *id, const char *parent)
{
	struct unit *u = model_add(m, KIND_unit);

	u->id = u->name = str_of(id);
	u->parent = str_of(parent);
	u->presented = true;
}

static void
add_line(struct model *m, const char *id, enum line_kind kind, const char *block, int sort)
{
	struct result_line *l = model_add(m, KIND_result_line);

	l->id = l->name = str_of(id);
	l->kind = kind;
	l->block = str_of(block);
	l->sort = sort;
}

static struct model *
small_model(void)
{
	struct model *m = model_new(&mem);

	add_unit(m, "A", "TOP");
	add_unit(m, "B", "TOP");
	add_unit(m, "TOP", "");
	add_line(m, "cost", LINE_KIND_cost, "c", 2);
	add_line(m, "income", LINE_KIND_income, "i", 1);
	add_line(m, "net", LINE_KIND_net, "", 3);
	for (int y = 2023; y <= 2025; y++)
		for (int p = 3; p <= 8; p++) {
			struct mapping *a = model_add(m, KIND_mapping);
			*a = (struct mapping){.year = y,
			    .prefix = str_fmt(&mem, "%d", p),
			    .line = p == 3 ? STR("income") : STR("cost")};
		}
	for (int k = 1; k <= 12; k++) {
		struct budget *b = model_add(m, KIND_budget);
		*b = (struct budget){.year = 2025,
		    .unit = STR("A"),
		    .line = STR("cost"),
		    .month = k,
		    .amount = -110};
	}
	return m;
}

static void
index_all(struct model *m)
{
	for (int k = 0; k < KIND__COUNT; k++)
		model_index(m, (enum kind_id)k);
}

/* Unit A, account 4: 100 a month in 2024, the last four 200; 130 a month in 2025. */
static struct economy *
small_economy(struct model *m)
{
	struct ledger_dict *d = arena_new(&mem, struct ledger_dict);
	struct ledger_cell c[12];

	d->mem = &mem;
	d->n_account = 3;
	d->account = arena_array(&mem, 3, struct ledger_account);
	d->account[1] = (struct ledger_account){STR("4010"), STR("Lön"), 'K'};
	d->account[2] = (struct ledger_account){STR("9999"), STR("Okänt"), 'K'};
	d->n_object = 2;
	d->object = arena_array(&mem, 2, struct ledger_object);
	d->object[1] = (struct ledger_object){1, STR("A"), STR("A")};
	d->n_combo = 1;
	d->combo = arena_array(&mem, 1, struct ledger_combo);
	index_all(m);
	struct economy *ec = economy_new(m, d, 2023, 2025, &mem);
	for (int k = 0; k < 12; k++)
		c[k] = (struct ledger_cell){1, 1, 0, k + 1, k < 8 ? 100 : 200};
	economy_add(ec, 2024, c, 12);
	for (int k = 0; k < 12; k++)
		c[k].ore = 130;
	economy_add(ec, 2025, c, 12);
	c[0] = (struct ledger_cell){1, 2, 0, 1, 7};
	economy_add(ec, 2025, c, 1);
	return ec;
}

static int64_t
made(const struct economy *ec, enum forecast_method how, const char *unit)
{
	struct amount a;
	struct err e = {0};

	check(forecast_make(ec, how, str_of(unit), STR("cost"), 2025, 8, &a, &e));
	check(a.ok);
	return a.ore;
}

static void
forecasts(void)
{
	struct model *m = small_model();
	struct economy *ec = small_economy(m);
	struct forecast_score *s;
	struct forecast_proposal p;
	struct amount a;
	struct err e = {0};
	size_t n;

	check_i64(made(ec, FORECAST_LINEAR, "TOP"), -1560);  /* 1040 * 12 / 8 */
	check_i64(made(ec, FORECAST_PROFILE, "TOP"), -2080); /* 1040 * 1600 / 800 */
	check_i64(made(ec, FORECAST_BUDGET, "A"), -1480);    /* 1040 + 4 * 110 */
	check_i64(made(ec, FORECAST_SEASONAL, "A"), -1840);  /* 1040 + 800 */
	check(forecast_make(ec, FORECAST_PROFILE, STR("B"), STR("cost"), 2025, 8, &a, &e) && !a.ok);
	check(forecast_make(ec, FORECAST_PROFILE, STR("A"), STR("cost"), 2024, 8, &a, &e) && !a.ok);
	check(forecast_backtest(ec, STR("TOP"), &mem, &s, &n, &e));
	check_i64((int64_t)n, 8);
	for (size_t i = 0; i < n; i++) {
		check_i64((int64_t)s[i].n, 1);
		check_i64(s[i].actual_ore, 1560);
		if (s[i].month == 8 && s[i].method == FORECAST_LINEAR)
			check_i64(s[i].abs_error_ore, 0);
		if (s[i].month == 8 && s[i].method == FORECAST_PROFILE)
			check_str(dec_str(&mem, s[i].error_percent), "33.3");
	}
	check(forecast_backtest(ec, STR("A"), &mem, &s, &n, &e));
	struct forecast_tried tried = {s, n};
	check(forecast_propose(ec, &tried, STR("A"), STR("cost"), 2025, 8, &p, &e));
	check(p.any && p.has_interval && p.best == FORECAST_LINEAR);
	check(p.low_ore == -1560 && p.high_ore == -1560);
	check(forecast_propose(ec, &tried, STR("A"), STR("cost"), 2023, 8, &p, &e) && !p.any);
	struct err bad = {0};
	check(!forecast_make(ec, FORECAST_LINEAR, STR("X"), STR("cost"), 2025, 8, &a, &bad));
	check_i64(bad.rc, RC_NOT_FOUND);
}

static void
variances(void)
{
	struct model *m = small_model();
	struct explanation *x = model_add(m, KIND_explanation);
	struct err e = {0};
	struct variance_item *v;
	struct unmapped *un;
	size_t n;
	period p = period_month(2025, 12);

	*x = (struct explanation){.id = STR("e"),
	    .period = period_tertial(2025, 3),
	    .unit = STR("A"),
	    .kind = PART_KIND_part,
	    .variance = STR("v"),
	    .amount = -200};
	/* The whole again is no explanation of it. */
	x = model_add(m, KIND_explanation);
	*x = (struct explanation){.id = STR("w"),
	    .period = period_tertial(2025, 3),
	    .unit = STR("A"),
	    .kind = PART_KIND_whole,
	    .amount = -240};
	struct variance *of = model_add(m, KIND_variance);
	*of = (struct variance){.id = STR("v"),
	    .period = period_tertial(2025, 3),
	    .unit = STR("A"),
	    .line = STR("cost"),
	    .area = STR("a")};
	struct economy *ec = small_economy(m);
	struct variance_limit limit = {.min_ore = 240, .min_percent = dec_int(18)};
	check(variance_list(ec, p, STR("TOP"), &limit, &mem, &v, &n, &e));
	check_i64((int64_t)n, 1);
	check_i64(v[0].variance.ore, -240);
	check_str(dec_str(&mem, v[0].percent), "-18.2");
	check_i64(v[0].explained_ore, -200);
	check_i64(v[0].rest_ore, -40);
	check(v[0].has_variance_text);
	check(variance_units(ec, p, STR("TOP"), &limit, &mem, &v, &n, &e));
	check_i64((int64_t)n, 2); /* A and TOP, whose variance it is */
	for (size_t i = 0; i < n; i++) {
		check(v[i].line.n == 0);
		check_i64(v[i].variance.ore, -240);
		check_i64(v[i].rest_ore, str_eq(v[i].unit, STR("A")) ? -40 : -240);
	}
	limit.min_ore = 241;
	check(variance_list(ec, p, STR("TOP"), &limit, &mem, &v, &n, &e) && n == 0);
	limit = (struct variance_limit){.min_percent = dec_int(19)};
	check(variance_list(ec, p, STR("TOP"), &limit, &mem, &v, &n, &e) && n == 0);
	check(economy_unmapped(ec, &mem, &un, &n, &e));
	check(n == 1 && un[0].no_line && !un[0].no_unit && un[0].ore == -7);
	check_str(un[0].account, "9999");
	struct result *t;
	check(result_table(ec, &(struct table_ask){p, STR("TOP"), SCALE_ORE}, &mem, &t, &e));
	check(t->has_unmapped && t->unmapped[COL_THIS_YEAR].ore == -7);
}

/* B belonged to C until July: a question about June sees the tree of June. */
static void
succession(void)
{
	struct model *m = small_model();
	struct err e = {0};
	struct amount a;

	add_unit(m, "C", "TOP");
	struct succession *s = model_add(m, KIND_succession);
	*s = (struct succession){.id = STR("s"),
	    .unit = STR("A"),
	    .old_parent = STR("C"),
	    .new_parent = STR("TOP"),
	    .day = {2025, 7, 1}};
	struct economy *ec = small_economy(m);
	struct cell_ask ask = {.what = CELL_OUTCOME,
	    .unit = STR("C"),
	    .line = STR("cost"),
	    .span = period_month(2025, 6)};
	check(economy_cell(ec, &ask, &a, &e) && a.ok && a.ore == -130);
	ask.span = period_month(2025, 7);
	check(economy_cell(ec, &ask, &a, &e) && !a.ok);
	ask.structure_day = (date){2025, 6, 30};
	check(economy_cell(ec, &ask, &a, &e) && a.ok && a.ore == -130);
	/* Parents in a ring end, and do not hold each other. */
	m = small_model();
	add_unit(m, "R1", "R2");
	add_unit(m, "R2", "R1");
	ec = small_economy(m);
	ask = (struct cell_ask){.what = CELL_BUDGET, .unit = STR("TOP"), .span = period_year(2025)};
	check(economy_cell(ec, &ask, &a, &e) && a.ore == -1320);
	struct unit_table *t;
	check(unit_table(ec, &(struct table_ask){period_month(2025, 12), STR("R1"), SCALE_ORE},
	    &mem, &t, &e));
}

/* Longest prefix wins; of two as long, the one whose condition holds; an alias
 * stands for a unit; a year's budget is spread to the last öre. */
static void
mappings(void)
{
	struct model *m = small_model();
	struct ledger_dict *d = arena_new(&mem, struct ledger_dict);
	static const uint32_t in_combo[] = {2};
	struct amount a;
	struct unmapped *un;
	struct err e = {0};
	size_t n;

	d->mem = &mem;
	d->n_account = 3;
	d->account = arena_array(&mem, 3, struct ledger_account);
	d->account[1] = (struct ledger_account){STR("4010"), STR("Lön"), 'K'};
	d->account[2] = (struct ledger_account){STR("1930"), STR("Bank"), 'T'};
	d->n_object = 4;
	d->object = arena_array(&mem, 4, struct ledger_object);
	d->object[1] = (struct ledger_object){1, STR("77"), STR("Kostnadsställe 77")};
	d->object[2] = (struct ledger_object){20, STR("M1"), STR("Motpart")};
	d->object[3] = (struct ledger_object){1, STR("okänd"), STR("Okänd")};
	d->n_combo = 2;
	d->combo = arena_array(&mem, 2, struct ledger_combo);
	d->combo[1] = (struct ledger_combo){in_combo, 1};
	add_line(m, "internal", LINE_KIND_cost, "c", 4);
	struct mapping *p = model_add(m, KIND_mapping);
	*p = (struct mapping){.year = 2025,
	    .prefix = STR("4"),
	    .dim = STR("20"),
	    .object = STR("M1"),
	    .line = STR("internal")};
	p = model_add(m, KIND_mapping);
	*p = (struct mapping){.year = 2025,
	    .prefix = STR("40"),
	    .dim = STR("1"),
	    .object = STR("none"),
	    .line = STR("income")};
	struct alias *al = model_add(m, KIND_alias);
	*al = (struct alias){.name = STR("77"), .unit = STR("A")};
	struct budget *b = model_add(m, KIND_budget);
	*b = (struct budget){.year = 2025, .unit = STR("B"), .line = STR("income"), .amount = 1001};
	index_all(m);
	struct economy *ec = economy_new(m, d, 2025, 2025, &mem);
	const struct ledger_cell c[] = {{1, 1, 0, 1, 100}, {1, 1, 1, 1, 30}, {1, 1, 1, 13, 4},
	    {3, 1, 0, 1, 8}, {1, 2, 0, 1, -134}, {0, 1, 0, 2, 16}};
	economy_add(ec, 2025, c, COUNTOF(c));
	struct cell_ask ask = {.unit = STR("A"), .line = STR("cost"), .span = period_year(2025)};
	check(economy_cell(ec, &ask, &a, &e) && a.ore == -100);
	ask.line = STR("internal");
	check(economy_cell(ec, &ask, &a, &e) && a.ore == -34);
	ask.span = period_month(2025, 12); /* closing entries */
	check(economy_cell(ec, &ask, &a, &e) && a.ore == -4);
	ask = (struct cell_ask){.what = CELL_BUDGET,
	    .unit = STR("B"),
	    .line = STR("income"),
	    .span = period_year(2025)};
	check(economy_cell(ec, &ask, &a, &e) && a.ore == 1001);
	ask.span = period_month(2025, 1);
	check(economy_cell(ec, &ask, &a, &e) && a.ore == 83);
	ask.what = CELL_TRANSFER;
	check(economy_cell(ec, &ask, &a, &e) && !a.ok);
	ask.what = CELL_ADOPTED;
	ask.span = period_year(2024);
	struct err bad = {0};
	check(!economy_cell(ec, &ask, &a, &bad) && bad.rc == RC_NOT_FOUND);
	bad = (struct err){0};
	ask.line = STR("no such");
	check(!economy_cell(ec, &ask, &a, &bad) && bad.rc == RC_NOT_FOUND);
	check(economy_unmapped(ec, &mem, &un, &n, &e));
	check(n == 2 && un[0].no_unit && !un[0].no_line && un[0].ore + un[1].ore == -24);
}

static void
internals(const char *url)
{
	struct model *m = model_new(&mem);
	struct made g;
	struct db *db;
	struct diag d;
	struct ledger_receipt got;
	struct economy *ec;
	struct internal out;
	struct err e = {0};
	int64_t want = 0, pairs = 0;

	diag_init(&d, &mem, 10);
	made_ledger(&g, &mem,
	    &(struct made_opts){.seed = 4,
	        .year = 2025,
	        .month_from = 1,
	        .month_to = 12,
	        .n_ver = 400,
	        .first_no = 1,
	        .series = "A",
	        .text = ""});
	for (size_t i = 0; i < MADE_PARTS; i++)
		g.f.object[MADE_UNITS + i].no = str_fmt(&mem, "E%zu", i);
	add_unit(m, "TOP", "");
	for (int i = 0; i < MADE_UNITS; i++)
		add_unit(m, str_z(&mem, str_fmt(&mem, "E%d", i)), i == 11 ? "" : "TOP");
	add_line(m, "cost", LINE_KIND_cost, "c", 2);
	add_line(m, "income", LINE_KIND_income, "i", 1);
	for (int p = 3; p <= 8; p++) {
		struct mapping *a = model_add(m, KIND_mapping);
		*a = (struct mapping){.year = 2025,
		    .prefix = str_fmt(&mem, "%d", p),
		    .line = p == 3 ? STR("income") : STR("cost")};
	}
	index_all(m);
	for (size_t i = 0; i < g.n_line; i++) {
		const struct made_line *l = &g.line[i];
		if (l->unit >= 0 && l->unit != 11 && l->part >= 0 && l->part != l->unit &&
		    l->month <= 8 && g.f.account[l->account].no.p[0] >= '3')
			want -= l->ore;
	}
	check(db_open(&db, url, true, &e) && db_migrate(db, &e));
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &g, "i.se", 1, &mem, &got, &d, &e));
	check(economy_load(db, 1, m, 2025, 2025, &mem, &ec, &e));
	struct internal_ask ask = {.period = period_month(2025, 8), .unit = STR("TOP")};
	check(internal_transactions(ec, db, 1, &ask, &mem, &out, &e));
	check_i64(out.net_ore, want);
	for (size_t i = 0; i < out.n; i++)
		pairs += out.pair[i].net_ore;
	check_i64(pairs, want);
	check(out.n > 10 && out.n_line == 2);
	check_i64(out.line[0].ore + out.line[1].ore, want);
	db_rollback(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	forecasts();
	variances();
	succession();
	mappings();
	each_database(&mem, internals);
	arena_end(&mem);
	return check_done();
}
