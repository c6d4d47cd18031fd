/* Fiscal years that are no calendar years: every table, list and search is asked by the
 * calendar and gets the months that it says, whichever year they were booked in; on both
 * databases. */
#include "check.h"
#include "core/economy/drill.h"
#include "core/economy/result.h"
#include "databases.h"
#include "db/migrate.h"

static struct arena mem;

/* From May to April, and eighteen months after it; B closes the first. */
static const char first[] =
    "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20230501 20240430\n#DIM 1 Ansvar\n#OBJEKT 1 RS Styrelsen\n"
    "#KONTO 1910 Kassa\n#KONTO 4010 Kostnad\n"
    "#VER A 1 20230531 maj\n{\n#TRANS 4010 {1 RS} 30\n#TRANS 1910 {} -30\n}\n"
    "#VER A 2 20231231 december\n{\n#TRANS 4010 {1 RS} 7\n#TRANS 1910 {} -7\n}\n"
    "#VER A 3 20240131 januari\n{\n#TRANS 4010 {1 RS} 10\n#TRANS 1910 {} -10\n}\n"
    "#VER B 1 20240430 bokslut\n{\n#TRANS 4010 {1 RS} 100\n#TRANS 1910 {} -100\n}\n";
static const char second[] =
    "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20240501 20251031\n#DIM 1 Ansvar\n#OBJEKT 1 RS Styrelsen\n"
    "#KONTO 1910 Kassa\n#KONTO 4010 Kostnad\n"
    "#VER A 1 20240502 maj\n{\n#TRANS 4010 {1 RS} 1\n#TRANS 1910 {} -1\n}\n"
    "#VER A 2 20250531 maj igen\n{\n#TRANS 4010 {1 RS} 2\n#TRANS 1910 {} -2\n}\n"
    "#VER A 3 20251015 oktober\n{\n#TRANS 4010 {1 RS} 4\n#TRANS 1910 {} -4\n}\n";

static void
import(struct db *db, const char *name, const char *text)
{
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};
	struct ledger_source src = {.batch = 1,
	    .at = 1,
	    .name = str_of(name),
	    .bytes = str_of(text),
	    .closing_series = STR("B")};

	diag_init(&d, &mem, 20);
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_import_sie(db, 1, &src, &mem, &got, &d, &e));
	check(db_commit(db, &e));
}

static struct model *
model(void)
{
	struct model *m = model_new(&mem);
	struct unit *u = model_add(m, KIND_unit);
	*u = (struct unit){.id = STR("RS"), .name = STR("Styrelsen"), .presented = true};
	struct result_line *l = model_add(m, KIND_result_line);
	*l = (struct result_line){.id = STR("k"), .name = STR("Kostnad"), .kind = LINE_KIND_cost};
	for (int y = 2022; y <= 2026; y++) {
		struct mapping *p = model_add(m, KIND_mapping);
		*p = (struct mapping){.year = y, .prefix = STR("4"), .line = STR("k")};
	}
	for (int k = 0; k < KIND__COUNT; k++)
		model_index(m, (enum kind_id)k);
	return m;
}

static struct amount
so_far(const struct economy *ec, int year, int month, bool last)
{
	struct result *r;
	struct err e = {0};

	check(result_table(ec, &(struct table_ask){period_month(year, month), STR("RS"), SCALE_ORE},
	    &mem, &r, &e));
	return r->row[0].cell[last ? COL_LAST_YEAR : COL_THIS_YEAR];
}

static int64_t
lines(struct db *db, const struct economy *ec, int year, int month, bool one_month, size_t *n)
{
	struct ledger_hits h;
	struct err e = {0};
	const struct drill_place at = {.period = period_month(year, month),
	    .unit = STR("RS"),
	    .line = STR("k"),
	    .month = one_month};

	check(drill_lines(ec, db, 1, &at, 0, 10, &mem, &h, &e));
	*n = h.n_all;
	return h.sum_ore;
}

static int64_t
accounts(struct db *db, const struct economy *ec, int year, int month)
{
	struct drill_account *v;
	struct err e = {0};
	size_t n;
	const struct drill_place at = {.period = period_month(year, month),
	    .unit = STR("RS"),
	    .line = STR("k")};

	check(drill_accounts(ec, db, 1, &at, &mem, &v, &n, &e));
	return n > 0 ? v[0].ore : 0;
}

static void
on(const char *url)
{
	struct economy *ec;
	struct db *db;
	struct err e = {0};
	size_t n;

	check(db_open(&db, url, true, &e) && db_migrate(db, &e));
	import(db, "ett.se", first);
	import(db, "tva.se", second);
	check(db_begin(db, DB_READ, &e));
	check(economy_load(db, 1, model(), 2023, 2025, &mem, &ec, &e));

	check_i64(so_far(ec, 2023, 5, false).ore, -3000);
	check_i64(so_far(ec, 2023, 12, false).ore, -3700);
	check(!so_far(ec, 2023, 4, false).ok);
	check_i64(so_far(ec, 2024, 1, false).ore, -1000);
	check_i64(so_far(ec, 2024, 4, false).ore, -11000);  /* closed in its last month */
	check_i64(so_far(ec, 2024, 12, false).ore, -11100); /* both years */
	check_i64(so_far(ec, 2024, 12, true).ore, -3700);
	check_i64(so_far(ec, 2025, 4, false).ok, false);
	check_i64(so_far(ec, 2025, 12, false).ore, -600);

	check_i64(lines(db, ec, 2024, 12, false, &n), 11100);
	check_i64((int64_t)n, 3);
	check_i64(lines(db, ec, 2024, 4, true, &n), 10000);
	check_i64(lines(db, ec, 2025, 10, true, &n), 400);
	check_i64((int64_t)n, 1);
	check_i64(lines(db, ec, 2023, 12, true, &n), 700);
	check_i64(accounts(db, ec, 2024, 12), -11100);
	check_i64(accounts(db, ec, 2025, 5), -200);

	/* A search without the calendar asks by fiscal year, as a voucher is known. */
	struct ledger_hits h;
	struct ledger_query q = {.year = 2024, .text = STR("oktober"), .max = 5};
	check(ledger_lines(db, 1, economy_dict(ec), &q, &mem, &h, &e));
	check_i64((int64_t)h.n_all, 2);
	check_i64(h.line[0].period, 18);
	q.calendar = true;
	check(ledger_lines(db, 1, economy_dict(ec), &q, &mem, &h, &e) && h.n_all == 0);
	q.year = 2025;
	check(ledger_lines(db, 1, economy_dict(ec), &q, &mem, &h, &e) && h.n_all == 2);
	db_rollback(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
