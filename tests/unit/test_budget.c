/* Budgets: splits add up, transfers cancel, the chain from adopted to revised is what
 * the tables say; what is stored from a proposal, on both databases. */
#include "check.h"
#include "core/economy/budget.h"
#include "db/migrate.h"
#include "model_build.h"
#include "databases.h"
#include "work/budget.h"
#include "work/forecast.h"
#include "work/import.h"
#include "work/verify.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena mem;
static str file; /* of a budget for 2026 */

/* ---- over the months ---- */

static uint64_t seed;

static int64_t
random_below(int64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int64_t)(seed >> 1) % n;
}

static int64_t
sum_of(const int64_t part[12])
{
	int64_t sum = 0;

	for (int m = 0; m < 12; m++)
		sum += part[m];
	return sum;
}

static void
splits(void)
{
	static const int64_t even[12] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
	static const int64_t late[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2};
	static const int64_t none[12] = {0}, mixed[12] = {1, -1};
	int64_t part[12], back[12];

	check(budget_split(-100, even, part));
	check_i64(part[0], -8); /* cut towards zero: 8,33 */
	check_i64(part[2], -9); /* 25 less 16 */
	check_i64(sum_of(part), -100);
	check(budget_split(100, late, part));
	check(part[9] == 0 && part[10] == 33 && part[11] == 67);
	check(!budget_split(1, none, part));
	check(!budget_split(1, mixed, part));
	check(budget_split(INT64_MIN, even, part));
	for (int i = 0; i < 2000; i++) {
		int64_t weight[12], ore = random_below(INT64_MAX), sign = random_below(2) ? 1 : -1;
		bool any = false;
		for (int m = 0; m < 12; m++) {
			weight[m] = random_below(3) == 0 ? 0 : sign * random_below(INT64_MAX);
			any |= weight[m] != 0;
		}
		if (!any)
			continue;
		check(budget_split(ore, weight, part) && budget_split(-ore, weight, back));
		for (int m = 0; m < 12; m++) {
			check_i64(part[m], -back[m]); /* sign symmetry */
			check(weight[m] != 0 || part[m] == 0 || m == 11);
			check(part[m] >= 0);
		}
		check_i64(sum_of(part), ore);
	}
}

/* ---- from adopted to revised ---- */

static struct model *
small(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_unit, "id", "TOP", "name", "Topp", "sort", "1", "presented", "ja");
	put(m, KIND_unit, "id", "A", "name", "A", "parent", "TOP", "sort", "2");
	put(m, KIND_unit, "id", "B", "name", "B", "parent", "TOP", "sort", "3");
	put(m, KIND_result_line, "id", "avg", "name", "Avgifter", "kind", "income", "sort", "1");
	put(m, KIND_result_line, "id", "lon", "name", "Löner", "kind", "cost", "sort", "2");
	put(m, KIND_result_line, "id", "net", "name", "Netto", "kind", "net", "sort", "3");
	put(m, KIND_budget, "year", "2025", "version", "adopted", "unit", "A", "line", "lon",
	    "amount", "-1200");
	put(m, KIND_budget, "year", "2025", "version", "adopted", "unit", "B", "line", "avg",
	    "month", "12", "amount", "500");
	put(m, KIND_budget_change, "id", "t1", "year", "2025", "kind", "transfer", "day",
	    "2025-03-01", "from_unit", "A", "from_line", "lon", "to_unit", "B", "to_line", "lon",
	    "amount", "100", "month", "4", "by", "X", "reason", "y");
	put(m, KIND_budget_change, "id", "t2", "year", "2025", "kind", "transfer", "day",
	    "2025-02-01", "from_unit", "B", "from_line", "avg", "to_unit", "A", "to_line", "lon",
	    "amount", "7", "by", "X", "reason", "y");
	put(m, KIND_budget_change, "id", "c1", "year", "2025", "kind", "council", "day",
	    "2025-06-01", "to_unit", "A", "to_line", "lon", "amount", "-30", "by", "RF", "reason",
	    "y", "decision", "§ 1");
	return m;
}

static struct economy *
economy_of(struct model *m)
{
	struct ledger_dict *d = arena_new(&mem, struct ledger_dict);

	*d = (struct ledger_dict){.mem = &mem, .n_account = 1, .n_object = 1, .n_combo = 1};
	d->account = arena_array(&mem, 1, struct ledger_account);
	d->object = arena_array(&mem, 1, struct ledger_object);
	d->combo = arena_array(&mem, 1, struct ledger_combo);
	built(m);
	return economy_new(m, d, 2024, 2025, &mem);
}

static int64_t
cell(const struct economy *ec, enum cell_kind what, const char *unit, const char *line,
    const char *span)
{
	struct cell_ask a = {.what = what,
	    .unit = str_of(unit),
	    .line = str_of(line),
	    .span = per(span)};
	struct amount out;
	struct err e = {0};

	check(economy_cell(ec, &a, &out, &e));
	return out.ore;
}

static void
chain(void)
{
	struct economy *ec = economy_of(small());
	struct budget_chain *b;
	const struct budget_change **log;
	struct err e = {0};
	size_t n;

	/* (B1) transfers cancel in the whole, whatever the months and lines. */
	check_i64(cell(ec, CELL_TRANSFER, "TOP", "", "2025"), 0);
	check_i64(cell(ec, CELL_TRANSFER, "A", "lon", "2025"), 93);
	check_i64(cell(ec, CELL_TRANSFER, "B", "lon", "2025"), -100);
	check_i64(cell(ec, CELL_TRANSFER, "B", "avg", "2025"), 7);
	/* From April in equal parts: 100 / 9 a month. */
	check_i64(cell(ec, CELL_TRANSFER, "B", "lon", "2025-03"), 0);
	check_i64(cell(ec, CELL_TRANSFER, "B", "lon", "2025-04"), -11);
	check_i64(cell(ec, CELL_COUNCIL, "A", "lon", "2025"), 30);
	check_i64(cell(ec, CELL_ADOPTED, "TOP", "", "2025"), -700);
	check_i64(cell(ec, CELL_BUDGET, "TOP", "", "2025"), -670);

	check(budget_chain(ec, 2025, STR("TOP"), &mem, &b, &e));
	check(!b->has_unlogged);
	int64_t revised = 0;
	for (size_t i = 0; i < b->n_row; i++) {
		const struct budget_row *r = &b->row[i];
		check_i64(r->adopted.ore + r->council.ore + r->transfer.ore, r->revised.ore);
		revised += r->level == 2 ? r->revised.ore : 0;
	}
	check_i64(revised, -670);
	const struct budget_row *total = &b->row[b->n_row - 1];
	check(total->level == 0 && total->transfer.ok && total->transfer.ore == 0);
	check_i64(total->revised.ore, -670);
	check(budget_log(ec, 2025, STR("B"), &mem, &log, &n, &e) && n == 2);
	check_str(log[0]->id, "t2"); /* by day */
	check(budget_log(ec, 2024, STR("TOP"), &mem, &log, &n, &e) && n == 0);
	struct err bad = {0};
	check(!budget_chain(ec, 2025, STR("X"), &mem, &b, &bad));
	check_i64(bad.rc, RC_NOT_FOUND);
	bad = (struct err){0};
	check(!budget_chain(ec, 2020, STR("TOP"), &mem, &b, &bad));
	check_i64(bad.rc, RC_NOT_FOUND);
}

/* The three budgets of a table, and what is changed without a log. */
static void
versions(void)
{
	struct model *m = small();
	struct result *t;
	struct budget_chain *b;
	struct err e = {0};
	static const int64_t want[BUDGET_BASIS__COUNT] =
	    {[BUDGET_REVISED] = -672, [BUDGET_DECIDED] = -670, [BUDGET_ADOPTED] = -700};

	put(m, KIND_budget, "year", "2025", "version", "transfer", "unit", "A", "line", "lon",
	    "month", "1", "amount", "-2");
	struct economy *ec = economy_of(m);
	for (int k = 0; k < BUDGET_BASIS__COUNT; k++) {
		check(result_table(ec,
		    &(struct table_ask){per("2025-12"), STR("TOP"), SCALE_ORE,
		        .budget = (enum budget_basis)k},
		    &mem, &t, &e));
		check_i64(t->row[2].cell[COL_FULL_YEAR_BUDGET].ore, want[k]);
		check_i64(t->row[2].cell[COL_BUDGET].ore, want[k]);
		check(t->budget_changed);
	}
	check(budget_chain(ec, 2025, STR("TOP"), &mem, &b, &e));
	check(b->has_unlogged);
	check_i64(b->row[b->n_row - 1].unlogged_ore, -2);
}

static void
faults(void)
{
	struct budget_change c = {.kind = CHANGE_KIND_transfer,
	    .from_unit = STR("A"),
	    .from_line = STR("lon"),
	    .to_unit = STR("B"),
	    .to_line = STR("lon"),
	    .amount = 1};

	check(budget_change_fault(&c) == CHANGE_FAULT_NONE);
	c.amount = -1;
	check(budget_change_fault(&c) == CHANGE_NO_AMOUNT);
	c.amount = 1;
	c.month = 13;
	check(budget_change_fault(&c) == CHANGE_BAD_MONTH);
	c.month = 12;
	c.to_unit = STR("A");
	check(budget_change_fault(&c) == CHANGE_SAME_PLACE);
	c.from_unit = STR("");
	check(budget_change_fault(&c) == CHANGE_NO_FROM);
	c.kind = CHANGE_KIND_council;
	check(budget_change_fault(&c) == CHANGE_HAS_FROM);
	c.from_line = STR("");
	check(budget_change_fault(&c) == CHANGE_NO_DECISION);
	c.decision = STR("§ 1");
	c.amount = -1;
	check(budget_change_fault(&c) == CHANGE_FAULT_NONE);
}

/* ---- stored ---- */

static void
check_ok(bool ok, const struct err *e)
{
	if (!ok)
		fprintf(stderr, "%s\n", e->text[LANG_EN]);
	check(ok);
}

static void
verified(struct db *db)
{
	struct diag d;
	struct err e = {0};
	struct verify_counts r;

	diag_init(&d, &mem, 20);
	check_ok(verify_database(db, 1, &mem, &r, &d, &e), &e);
	check_i64((int64_t)d.n_err, 0);
}

/* The year's amounts of one unit and line, for all months. */
static int64_t
stored(struct db *db, const char *unit, const char *line, int *months)
{
	struct model *m = NULL;
	struct err e = {0};
	int64_t sum = 0;

	*months = 0;
	check(db_begin(db, DB_READ, &e) && model_load(db, 1, &mem, &m, &e));
	for (size_t i = 0; m != NULL && i < m->n_budget; i++) {
		const struct budget *b = &m->budget[i];
		if (b->year != 2026 || !str_eq(b->unit, str_of(unit)) ||
		    !str_eq(b->line, str_of(line)))
			continue;
		sum += b->amount;
		*months += b->month > 0;
	}
	db_rollback(db);
	return sum;
}

static void
distributed(struct db *db)
{
	struct distribute_ask ask = {.year = 2026,
	    .unit = STR("RS"),
	    .how = PROFILE_LAST_YEAR,
	    .now_us = 5};
	struct import_report rep;
	struct budget_spread *s;
	struct diag d;
	struct err e = {0};
	size_t n;
	int months;

	diag_init(&d, &mem, 20);
	check_ok(import_paths(db, 1, &file, 1,
	             &(struct import_opts){.as = STR("budget"), .who = STR("test"), .now_us = 4},
	             &mem, &rep, &d, &e),
	    &e);
	check(!budget_write_months(db, 1, &ask, &mem, &s, &n, &e));
	check_i64(e.rc, RC_USAGE); /* unsigned */
	e = (struct err){0};
	ask.by = STR("Controller");
	ask.dry_run = true;
	check_ok(budget_write_months(db, 1, &ask, &mem, &s, &n, &e), &e);
	check_i64((int64_t)n, 2);
	check_i64(stored(db, "ADM", "personal", &months), -100000001);
	check_i64(months, 0);
	ask.dry_run = false;
	check_ok(budget_write_months(db, 1, &ask, &mem, &s, &n, &e), &e);
	check_i64(stored(db, "ADM", "personal", &months), -100000001);
	check_i64(months, 12);
	/* Nothing was booked on it the year before: twelfths, and said so. */
	check(s[0].fell_back != s[1].fell_back);
	check_ok(budget_write_months(db, 1, &ask, &mem, &s, &n, &e), &e);
	check_i64((int64_t)n, 0); /* done already */
	verified(db);
}

static void
saved(struct db *db)
{
	struct forecast_save_ask ask = {.period = per("2025-08"),
	    .unit = STR("RS"),
	    .by = STR("Controller"),
	    .now_us = 6};
	struct forecast_saved out;
	struct model *m = NULL;
	struct err e = {0};
	size_t by = 0;

	check_ok(forecast_save(db, 1, &ask, &mem, &out, &e), &e);
	check_str(period_str(&mem, out.period), "2025-T2");
	check(out.n_changed > 40 && out.n_same == 0);
	check_ok(forecast_save(db, 1, &ask, &mem, &out, &e), &e);
	check(out.n_added == 0 && out.n_changed == 0 && out.n_same > 40);
	check(db_begin(db, DB_READ, &e) && model_load(db, 1, &mem, &m, &e));
	for (size_t i = 0; m != NULL && i < m->n_forecast; i++) {
		const struct forecast *f = &m->forecast[i];
		if (period_tertial_of(f->period) == 2)
			by += str_has_prefix(f->by, STR("Controller ("));
		else
			check_str(f->by, "Konstruerad för exemplet"); /* kept */
	}
	check_i64((int64_t)by, (int64_t)out.n_same);
	db_rollback(db);
	ask.by = STR("");
	check(!forecast_save(db, 1, &ask, &mem, &out, &e));
	check_i64(e.rc, RC_USAGE);
	verified(db);
}

static void
on(const char *url)
{
	static const str example = {"examples/vasterbotten", 21};
	struct import_report rep;
	struct db *db;
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 100);
	check_ok(db_open(&db, url, true, &e) && db_migrate(db, &e), &e);
	check_ok(import_paths(db, 1, &example, 1,
	             &(struct import_opts){.who = STR("test"), .now_us = 1}, &mem, &rep, &d, &e),
	    &e);
	distributed(db);
	saved(db);
	db_close(db);
}

int
main(void)
{
	char dir[] = "/tmp/tertial-budget-XXXXXX";

	arena_init(&mem, (size_t)4 << 30);
	seed = 88172645463325252u;
	splits();
	chain();
	versions();
	faults();
	check(mkdtemp(dir) != NULL);
	file = str_fmt(&mem, "%s/budget-2026.csv", dir);
	FILE *f = fopen(str_z(&mem, file), "w");
	fputs("year,version,unit,line,month,amount\n2026,adopted,ADM,personal,0,-100000001\n"
	      "2026,adopted,ADM,tandvardsintakter,0,1200\n",
	    f);
	fclose(f);
	each_database(&mem, on);
	unlink(str_z(&mem, file));
	rmdir(dir);
	arena_end(&mem);
	return check_done();
}
