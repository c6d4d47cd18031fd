/* What a table may be asked to show: the old or the new unit tree, with or without
 * closing entries and what is not booked yet, and without internal transactions. */
#include "check.h"
#include "core/economy/consolidate.h"
#include "core/economy/remark.h"
#include "db/migrate.h"
#include "model_build.h"
#include "databases.h"
#include "work/import.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena mem;

/* TOP has A and B; C moved from A to B in May 2025, with 10 a month booked on it. */
static struct model *
moving(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_unit, "id", "TOP", "name", "Topp", "sort", "1", "presented", "ja");
	put(m, KIND_unit, "id", "A", "name", "A", "parent", "TOP", "sort", "2", "presented", "ja");
	put(m, KIND_unit, "id", "B", "name", "B", "parent", "TOP", "sort", "3", "presented", "ja");
	put(m, KIND_unit, "id", "C", "name", "C", "parent", "B", "sort", "4");
	put(m, KIND_succession, "id", "s", "unit", "C", "old_parent", "A", "new_parent", "B", "day",
	    "2025-05-01");
	put(m, KIND_result_line, "id", "cost", "name", "Kostnad", "kind", "cost", "sort", "1");
	put(m, KIND_result_line, "id", "net", "name", "Netto", "kind", "net", "sort", "2");
	put(m, KIND_mapping, "year", "2024", "prefix", "4", "line", "cost");
	put(m, KIND_mapping, "year", "2025", "prefix", "4", "line", "cost");
	put(m, KIND_adjustment, "id", "p", "period", "2025-12", "unit", "A", "line", "cost",
	    "amount", "-7", "expires", "2026-01-20", "by", "X", "reason", "y");
	put(m, KIND_adjustment, "id", "q", "period", "2025-11", "unit", "A", "line", "cost",
	    "amount", "-100", "expires", "2025-12-15", "by", "X", "reason", "y");
	return m;
}

static struct economy *
moved(struct model *m)
{
	struct ledger_dict *d = arena_new(&mem, struct ledger_dict);
	struct ledger_cell c[13];

	*d = (struct ledger_dict){.mem = &mem, .n_account = 2, .n_object = 4, .n_combo = 1};
	d->account = arena_array(&mem, 2, struct ledger_account);
	d->account[1] = (struct ledger_account){STR("4010"), STR("Lön"), 'K'};
	d->object = arena_array(&mem, 4, struct ledger_object);
	d->object[1] = (struct ledger_object){1, STR("A"), STR("A")};
	d->object[2] = (struct ledger_object){1, STR("B"), STR("B")};
	d->object[3] = (struct ledger_object){1, STR("C"), STR("C")};
	d->combo = arena_array(&mem, 1, struct ledger_combo);
	built(m);
	struct economy *ec = economy_new(m, d, 2024, 2025, &mem);
	for (int y = 2024; y <= 2025; y++)
		for (uint32_t u = 1; u <= 3; u++) {
			for (int k = 0; k < 13; k++)
				c[k] = (struct ledger_cell){u, 1, 0, k + 1,
				    k == 12      ? 1000
				        : u == 3 ? 10
				                 : 100 * (int)u};
			economy_add(ec, y, c, 13);
		}
	return ec;
}

static const struct unit_row *
row_of(const struct unit_table *t, const char *id)
{
	for (size_t i = 0; i < t->n_row; i++)
		if (str_eq(t->row[i].id, str_of(id)))
			return &t->row[i];
	never("row");
}

/* In the old and in the new tree the whole is the same; only the parts differ. */
static void
trees(void)
{
	struct economy *ec = moved(moving());
	struct err e = {0};
	int64_t total = 0;
	static const struct {
		enum structure s;
		int year;
		int64_t a_now, a_last;
	} want[] = {{STRUCTURE_NEW, 0, -2200, -2200}, {STRUCTURE_OLD, 0, -3320, -3320},
	    {STRUCTURE_OWN, 0, -2200, -3320}, {STRUCTURE_NEW, 2024, -3320, -3320},
	    {STRUCTURE_OLD, 2025, -2200, -2200}};

	for (size_t i = 0; i < COUNTOF(want); i++) {
		struct table_ask ask = {per("2025-12"), STR("TOP"), SCALE_ORE,
		    .structure = want[i].s, .structure_year = want[i].year, .no_preliminary = true};
		struct unit_table *t;
		struct result *r;
		check(unit_table(ec, &ask, &mem, &t, &e));
		const struct unit_row *a = row_of(t, "A"), *b = row_of(t, "B"),
		                      *top = row_of(t, "TOP");
		check_i64(a->this_year.ore, want[i].a_now);
		check_i64(a->last_year.ore, want[i].a_last);
		check_i64(a->this_year.ore + b->this_year.ore, top->this_year.ore);
		check_i64(a->last_year.ore + b->last_year.ore, top->last_year.ore);
		check(a->moved && b->moved && !top->moved);
		check_i64((int64_t)t->n_move, 1);
		total = total == 0 ? top->this_year.ore : total;
		check_i64(top->this_year.ore, total);
		check_i64(top->last_year.ore, total);
		/* The result table of a part says the same as its row. */
		ask.unit = STR("A");
		check(result_table(ec, &ask, &mem, &r, &e));
		check_i64(r->row[1].cell[COL_THIS_YEAR].ore, want[i].a_now);
		check_i64(r->row[1].cell[COL_LAST_YEAR].ore, want[i].a_last);
		check_i64((int64_t)r->n_move, 1);
		check_str(r->move[0].to, "B");
		ask.unit = STR("TOP"); /* nothing crossed its border */
		check(result_table(ec, &ask, &mem, &r, &e));
		check_i64((int64_t)r->n_move, 0);
	}
}

static struct result *
asked(const struct economy *ec, const char *p, bool no_closing, bool no_preliminary)
{
	struct result *r;
	struct err e = {0};

	check(result_table(ec,
	    &(struct table_ask){per(p), STR("A"), SCALE_ORE, .no_closing = no_closing,
	        .no_preliminary = no_preliminary},
	    &mem, &r, &e));
	return r;
}

static void
not_final(void)
{
	struct economy *ec = moved(moving());
	struct remark *rem;
	const struct adjustment **adj;
	struct amount a;
	struct err e = {0};
	size_t n;

	/* 12 * 100 and 1000 of closing entries; of what is not booked yet the one that
	 * has not expired when December ends. */
	struct result *r = asked(ec, "2025-12", false, false);
	check(r->has_closing && r->has_preliminary);
	check_i64(r->row[0].cell[COL_THIS_YEAR].ore, -2207);
	check_i64(r->row[0].cell[COL_MONTH_VARIANCE].ore, -1107);
	check_i64(r->row[0].closing.ore, -1000);
	check_i64(r->row[0].preliminary.ore, -7);
	check_i64(r->row[0].cell[COL_LAST_YEAR].ore, -2200);
	check(result_fact(&mem, r, 0, COL_THIS_YEAR).n > 0);
	result_remarks(r, &mem, &rem, &n);
	check(n >= 1 &&
	    str_find(rem[n - 1].text[LANG_SV],
	        STR("\xe2\x88\x92"
	            "7 ore"),
	        0) < rem[n - 1].text[LANG_SV].n);
	/* One question gives what the table gives (R6). */
	check(economy_cell(ec,
	    &(struct cell_ask){.what = CELL_OUTCOME,
	        .unit = STR("A"),
	        .line = STR("cost"),
	        .span = per("2025")},
	    &a, &e));
	check_i64(a.ore, -2207);
	check(economy_cell(ec,
	    &(struct cell_ask){.what = CELL_OUTCOME,
	        .unit = STR("A"),
	        .line = STR(""),
	        .span = per("2025"),
	        .no_closing = true,
	        .no_preliminary = true},
	    &a, &e));
	check_i64(a.ore, -1200);

	r = asked(ec, "2025-12", true, true);
	check_i64(r->row[0].cell[COL_THIS_YEAR].ore, -1200);
	check_i64(r->row[0].cell[COL_LAST_YEAR].ore, -1200);
	check_i64((int64_t)result_fact(&mem, r, 0, COL_THIS_YEAR).n, 0);
	r = asked(ec, "2025-11", false, false);
	check(!r->has_closing);
	check_i64(r->row[0].cell[COL_THIS_YEAR].ore, -1200); /* 11 * 100 and 100 */
	check_i64(r->row[0].preliminary.ore, -100);
	check(economy_adjustments(ec, per("2025-12"), STR("TOP"), &mem, &adj, &n, &e));
	check(n == 1 && str_eq(adj[0]->id, STR("p")));
	check(economy_adjustments(ec, per("2025-12"), STR("B"), &mem, &adj, &n, &e) && n == 0);
}

/* (K1), (K2): on the example, whose units sell each other rents and IT. */
static void
consolidated(const struct economy *ec, struct db *db)
{
	struct table_ask ask = {per("2025-12"), STR("RS"), SCALE_TKR};
	struct consolidated *t;
	struct result *r;
	struct internal line;
	struct err e = {0};
	int64_t net = 0;

	check(counterparty_dim(ec) == 20);
	check(consolidated_table(ec, db, 1, &ask, &mem, &t, &e));
	check(result_table(ec, &ask, &mem, &r, &e));
	check_i64((int64_t)t->n_part, 2);
	for (size_t i = 0; i < t->n_row; i++) {
		const struct consolidated_row *x = &t->row[i];
		int64_t parts = 0;
		for (size_t k = 0; k < t->n_part; k++)
			parts += x->part[k].ore;
		check_i64(parts, x->sum.ore);
		check_i64(x->sum.ore + x->eliminated.ore, x->total.ore);
		check_i64(x->sum.ore, r->row[i].cell[COL_THIS_YEAR].ore);
		if (x->kind == LINE_KIND_net)
			net = x->eliminated.ore;
	}
	check_i64(net, -2500000); /* what one buyer had not booked in December */
	check_i64(t->differs_ore, -net);
	check_i64((int64_t)t->internal.n, 4);
	struct internal_ask of = {.period = per("2025-12"),
	    .unit = STR("RS"),
	    .line = STR("fastighet")};
	check(internal_transactions(ec, db, 1, &of, &mem, &line, &e));
	check(line.n_line == 1 && line.n == 2);
	check_i64(line.net_ore, -660000000);
	/* Below the units there is nothing internal. */
	ask.unit = STR("DIG");
	check(consolidated_table(ec, db, 1, &ask, &mem, &t, &e));
	check(t->internal.n == 0 && t->n_part == 1);
	struct err bad = {0};
	ask.unit = STR("X");
	check(!consolidated_table(ec, db, 1, &ask, &mem, &t, &bad));
	check_i64(bad.rc, RC_NOT_FOUND);
}

static void
on(const char *url)
{
	static const str example = {"examples/vasterbotten", 21};
	struct import_report rep;
	struct economy *ec;
	struct model *m;
	struct db *db;
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 100);
	check(db_open(&db, url, true, &e) && db_migrate(db, &e));
	check(import_paths(db, 1, &example, 1,
	    &(struct import_opts){.who = STR("test"), .now_us = 1}, &mem, &rep, &d, &e));
	check(db_begin(db, DB_READ, &e) && model_load(db, 1, &mem, &m, &e));
	check(economy_load(db, 1, m, 2023, 2025, &mem, &ec, &e));
	consolidated(ec, db);
	/* The series that the organisation names is period 13. */
	struct result *r;
	check(result_table(ec, &(struct table_ask){per("2025-12"), STR("RS"), SCALE_TKR}, &mem, &r,
	    &e));
	check(r->has_closing);
	check_i64(r->row[r->n_row - 1].closing.ok, true);
	db_rollback(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	trees();
	not_final();
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
