/* The printed tables of the example's two annual reports, cell by cell: every key
 * that an expected file has must be there with that value. */
#include "check.h"
#include "core/economy/drill.h"
#include "db/migrate.h"
#include "databases.h"
#include "sys/file.h"
#include "work/import.h"

#include <jansson.h>
#include <math.h>

static struct arena mem;

static bool
same(const json_t *got, const json_t *want)
{
	if (json_is_number(want) && json_is_number(got))
		return fabs(json_number_value(got) - json_number_value(want)) < 1e-9;
	return json_equal(got, want);
}

static void
object_has(json_t *got, json_t *want, const char *where)
{
	const char *key;
	json_t *v;

	json_object_foreach(want, key, v)
	{
		const json_t *g = json_object_get(got, key);
		if (json_is_object(v)) {
			object_has(json_object_get(got, key), v, key);
			continue;
		}
		if (g == NULL || !same(g, v)) {
			char *a = json_dumps(got, JSON_ENCODE_ANY);
			fprintf(stderr, "%s: %s is not as in %s\n", where, key, a);
			free(a);
		}
		check(g != NULL && same(g, v));
	}
}

static json_t *
row_with(json_t *rows, json_t *id)
{
	size_t i;
	json_t *r;

	json_array_foreach(rows, i, r) if (json_equal(json_object_get(r, "id"), id)) return r;
	return NULL;
}

static void
compare(str got_text, const char *file)
{
	struct err e = {0};
	str want_text;
	size_t i;
	json_t *w;

	check(file_read(&mem, str_fmt(&mem, "tests/expected/%s", file), 1 << 20, &want_text, &e));
	json_t *want = json_loadb(want_text.p, want_text.n, 0, NULL);
	json_t *got = json_loadb(got_text.p, got_text.n, 0, NULL);
	check(want != NULL && got != NULL);
	json_t *rows = json_object_get(want, "rows"), *have = json_object_get(got, "rows");
	check_i64((int64_t)json_array_size(have) >= (int64_t)json_array_size(rows), true);
	json_array_foreach(rows, i, w)
	{
		json_t *r = row_with(have, json_object_get(w, "id"));
		check(r != NULL);
		if (r != NULL)
			object_has(r, w, file);
	}
	if (json_object_get(want, "total") != NULL)
		object_has(json_object_get(got, "total"), json_object_get(want, "total"), file);
	json_decref(want);
	json_decref(got);
}

static period
month(const char *s)
{
	period p;

	check(period_parse(str_of(s), &p));
	return p;
}

static void
tables(const struct economy *ec, const struct model *m)
{
	struct err e = {0};
	struct result *r;
	struct unit_table *u;
	struct investment_table *v;
	str out;

	check(result_table(ec, &(struct table_ask){month("2025-12"), STR("RS"), SCALE_TKR}, &mem,
	    &r, &e));
	check(result_json(r, &mem, &out, &e));
	compare(out, "result-2025-12-RS.json");
	check(!r->has_unmapped);
	check(r->n_note > 0);
	bool noted = false;
	for (size_t i = 0; i < r->n_note; i++)
		noted |= r->note[i].rows_sum == -4831297 && r->note[i].printed == -4831299;
	check(noted);
	check_str(result_fact(&mem, r, 1, COL_LAST_YEAR),
	    "ekonomi.utfall:enhet=RS:rad=vardintakt:period=2024");
	check(unit_table(ec, &(struct table_ask){month("2025-12"), STR("RS"), SCALE_MKR}, &mem, &u,
	    &e));
	check(unit_table_json(u, &mem, &out, &e));
	compare(out, "units-2025-12-RS.json");
	check(unit_table(ec, &(struct table_ask){month("2024-12"), STR("RS"), SCALE_MKR}, &mem, &u,
	    &e));
	check(unit_table_json(u, &mem, &out, &e));
	compare(out, "units-2024-12-RS.json");
	check(investment_table(m, month("2025-12"), STR("RS"), SCALE_MKR, &mem, &v, &e));
	check(investment_table_json(v, &mem, &out, &e));
	compare(out, "investments-2025-12-RS.json");
	check(investment_table(m, month("2025-12"), STR("REGION"), SCALE_MKR, &mem, &v, &e));
	check(v->has_note && v->rows_sum == 1010);
	check(investment_table_json(v, &mem, &out, &e));
	compare(out, "investments-2025-12-REGION.json");
	check(investment_table(m, month("2024-12"), STR("REGION"), SCALE_MKR, &mem, &v, &e));
	check(investment_table_json(v, &mem, &out, &e));
	compare(out, "investments-2024-12-REGION.json");
	/* The interim report has a forecast; a month that has ended the year has none. */
	check(result_table(ec, &(struct table_ask){month("2025-08"), STR("RS"), SCALE_TKR}, &mem,
	    &r, &e));
	check(r->row[r->n_row - 1].cell[COL_FULL_YEAR_FORECAST].ok);
	check(r->row[r->n_row - 1].cell[COL_FORECAST_VARIANCE].ok);
	struct err none = {0};
	check(!result_table(ec, &(struct table_ask){month("2025-08"), STR("NO"), SCALE_TKR}, &mem,
	    &r, &none));
	check_i64(none.rc, RC_NOT_FOUND);
}

/* A unit is the sum of its children, a year the sum of its months, a row of the
 * table what a single question gives. */
static void
laws(const struct economy *ec)
{
	struct err e = {0};
	struct result *t;
	const char *parts[] = {"REGGEM", "ADM", "PVBEST", "TVBEST", "DIG", "SERVICE"};

	check(result_table(ec, &(struct table_ask){month("2025-12"), STR("RS"), SCALE_ORE}, &mem,
	    &t, &e));
	check_i64((int64_t)t->n_note, 0); /* in öre everything adds up */
	for (size_t i = 0; i < t->n_row; i++) {
		struct amount a;
		int64_t sum = 0, months = 0;
		for (size_t k = 0; k < COUNTOF(parts); k++) {
			check(economy_cell(ec,
			    &(struct cell_ask){.what = CELL_OUTCOME,
			        .unit = str_of(parts[k]),
			        .line = t->row[i].id,
			        .span = month("2025")},
			    &a, &e));
			sum += a.ok ? a.ore : 0;
		}
		check_i64(sum, t->row[i].cell[COL_THIS_YEAR].ore);
		for (int k = 1; k <= 12; k++) {
			check(economy_cell(ec,
			    &(struct cell_ask){.what = CELL_OUTCOME,
			        .unit = STR("RS"),
			        .line = t->row[i].id,
			        .span = period_month(2025, k),
			        .no_preliminary = true},
			    &a, &e));
			months += a.ok ? a.ore : 0;
		}
		check_i64(months, sum);
	}
	struct amount two;
	check(economy_cell(ec,
	    &(struct cell_ask){.what = CELL_OUTCOME,
	        .unit = STR("RS"),
	        .span = month("2024-01..2025-12")},
	    &two, &e));
	check_i64(two.ore,
	    t->row[t->n_row - 1].cell[COL_THIS_YEAR].ore +
	        t->row[t->n_row - 1].cell[COL_LAST_YEAR].ore);
	struct err bad = {0};
	check(!economy_cell(ec,
	    &(struct cell_ask){.what = CELL_OUTCOME,
	        .unit = STR("RS"),
	        .span = month("2025-12-31")},
	    &two, &bad));
}

/* Each step down gives the parts of the step above. */
static void
drill(const struct economy *ec, struct db *db)
{
	struct err e = {0};
	struct result *t;
	struct drill_account *a;
	struct drill_unit *u;
	struct drill_share *sh;
	struct ledger_hits h;
	struct ledger_voucher *v;
	size_t n, n_unit;

	check(result_table(ec, &(struct table_ask){month("2025-12"), STR("RS"), SCALE_ORE}, &mem,
	    &t, &e));
	for (size_t i = 0; i < t->n_row; i++) {
		const struct amount *c = t->row[i].cell;
		struct drill_place at = {.period = month("2025-12"),
		    .unit = STR("RS"),
		    .line = t->row[i].id};
		int64_t sum = 0, last = 0, units = 0, budget = 0, lines = 0;
		check(drill_accounts(ec, db, 1, &at, &mem, &a, &n, &e));
		for (size_t k = 0; k < n; k++) {
			sum += a[k].ore;
			last += a[k].last_year_ore;
		}
		check_i64(sum, c[COL_THIS_YEAR].ore);
		check_i64(last, c[COL_LAST_YEAR].ore);
		check(drill_units(ec, db, 1, &at, &mem, &u, &n_unit, &e));
		for (size_t k = 0; k < n_unit; k++) {
			units += u[k].ore;
			budget += u[k].budget_ore;
		}
		check_i64(units, c[COL_THIS_YEAR].ore);
		check_i64(budget, c[COL_BUDGET].ore);
		for (size_t k = 0; k < n; k++) {
			at.account = a[k].no;
			check(drill_lines(ec, db, 1, &at, 0, 3, &mem, &h, &e));
			check_i64(-h.sum_ore, a[k].ore);
			lines += (int64_t)h.n_all;
			for (size_t l = 0; l < h.n; l++) {
				check(ledger_voucher(db, 1, economy_dict(ec), 2025,
				    h.line[l].series, h.line[l].no, &mem, &v, &e));
				check(v->sum_ore == 0 && str_has_prefix(v->original, STR("#VER")));
			}
		}
		at.account = STR("");
		check(drill_shares(ec, db, 1, &at, 20, 5, &mem, &sh, &n, &e));
		check(lines == 0 || n > 0);
	}
	struct err bad = {0};
	check(!drill_accounts(ec, db, 1,
	    &(struct drill_place){.period = month("2025-12"),
	        .unit = STR("RS"),
	        .account = STR("nix")},
	    &mem, &a, &n, &bad));
	check_i64(bad.rc, RC_NOT_FOUND);
}

static void
percents(void)
{
	struct amount big = {.ok = true, .ore = 850649}, base = {.ok = true, .ore = 304620},
	              zero = {.ok = true}, small = {.ok = true, .ore = 49351},
	              neg = {.ok = true, .ore = -850649};

	check_str(dec_str(&mem, change_percent(big, base, SCALE_TKR).percent), "179.2");
	check_str(str_of(change_percent(big, small, SCALE_TKR).reason), "base_rounds_to_zero");
	check(change_percent(big, small, SCALE_ORE).ok);
	check_str(str_of(change_percent(neg, base, SCALE_TKR).reason), "sign_changes");
	check_str(str_of(change_percent(big, zero, SCALE_TKR).reason), "no_base");
	check_str(dec_str(&mem, change_percent(zero, base, SCALE_TKR).percent), "-100.0");
	check_i64(money_rounded(-50000, SCALE_TKR), -1);
	check_i64(money_rounded(49999, SCALE_TKR), 0);
	check_i64(money_rounded(INT64_MIN, SCALE_ORE), INT64_MIN);
}

static void
on(const char *url)
{
	static const str path[] = {{"examples/vasterbotten", 21}};
	struct db *db;
	struct err e = {0};
	struct diag d;
	struct import_report rep;
	struct model *m;
	struct economy *ec;

	diag_init(&d, &mem, 100);
	check(db_open(&db, url, true, &e));
	check(db_migrate(db, &e));
	bool ok = import_paths(db, 1, path, 1,
	    &(struct import_opts){.who = STR("test"), .now_us = 1}, &mem, &rep, &d, &e);
	check(ok);
	for (size_t i = 0; i < d.n; i++)
		if (!ok || d.v[i].sev == SEV_ERROR)
			fprintf(stderr, "%.*s:%d: %.*s\n", STR_ARG(d.v[i].file), d.v[i].line,
			    STR_ARG(d.v[i].text[LANG_EN]));
	if (!ok) {
		fprintf(stderr, "%s\n", e.text[LANG_EN]);
		return;
	}
	check(db_begin(db, DB_READ, &e));
	check(model_load(db, 1, &mem, &m, &e));
	check(economy_load(db, 1, m, 2023, 2025, &mem, &ec, &e));
	tables(ec, m);
	laws(ec);
	drill(ec, db);
	struct unmapped *un;
	size_t n;
	check(economy_unmapped(ec, &mem, &un, &n, &e));
	check_i64((int64_t)n, 0);
	db_rollback(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	percents();
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
