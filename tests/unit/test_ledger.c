/* The ledger on both databases: what goes in comes out, sums are the sum of the
 * lines, a file twice is nothing, a collision says where, undo leaves no trace, a
 * changed byte is found. */
#include "check.h"
#include "db/migrate.h"
#include "ledger_made.h"
#include "databases.h"

#include <unistd.h>

static struct arena mem;

static void
naive(const struct made *m, int64_t out[MADE_ACCOUNTS][MADE_UNITS + 1][13])
{
	for (size_t i = 0; i < m->n_line; i++)
		out[m->line[i].account][m->line[i].unit + 1][m->line[i].month] += m->line[i].ore;
}

static void
cube_is(struct db *db, int year, int64_t want[MADE_ACCOUNTS][MADE_UNITS + 1][13],
    const struct made *m)
{
	struct ledger_dict *d;
	struct ledger_cell *c;
	struct err e = {0};
	size_t n, wrong = 0;
	static int64_t got[MADE_ACCOUNTS][MADE_UNITS + 1][13];

	memset(got, 0, sizeof got);
	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, 1, &mem, &d, &e));
	check(ledger_cells(db, 1, year, d, &mem, &c, &n, &e));
	db_rollback(db);
	for (size_t i = 0; i < n; i++) {
		int a = 0, u = 0;
		while (!str_eq(m->f.account[a].no, d->account[c[i].account].no))
			a++;
		while (c[i].unit != 0 && !str_eq(m->f.object[u].no, d->object[c[i].unit].no))
			u++;
		got[a][c[i].unit == 0 ? 0 : u + 1][c[i].period] += c[i].ore;
	}
	for (size_t a = 0; a < MADE_ACCOUNTS; a++)
		for (size_t u = 0; u <= MADE_UNITS; u++)
			for (size_t p = 0; p < 13; p++)
				wrong += got[a][u][p] != want[a][u][p];
	check_i64((int64_t)wrong, 0);
}

static void
lines_are(struct db *db, const struct made *m)
{
	struct ledger_dict *d;
	struct err e = {0};
	struct ledger_hits h;
	struct ledger_share *s;
	size_t n;

	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, 1, &mem, &d, &e));
	for (int a = 0; a < MADE_ACCOUNTS; a += 7) {
		uint32_t account = ledger_account_find(d, m->f.account[a].no);
		uint32_t unit = ledger_object_find(d, 1, m->f.object[3].no);
		int64_t sum = 0, count = 0, shares = 0, found = 0;
		for (size_t i = 0; i < m->n_line; i++) {
			const struct made_line *l = &m->line[i];
			if (l->account != a || l->unit != 3 || l->month < 2 || l->month > 4)
				continue;
			sum += l->ore;
			count++;
		}
		struct ledger_query q = {.year = 2025,
		    .period_from = 2,
		    .period_to = 4,
		    .unit = &unit,
		    .n_unit = 1,
		    .account = &account,
		    .n_account = 1,
		    .max = 1000};
		check(ledger_lines(db, 1, d, &q, &mem, &h, &e));
		check_i64(h.sum_ore, sum);
		check_i64((int64_t)h.n_all, count);
		check_i64((int64_t)h.n, count);
		check(ledger_shares(db, 1, d, &q, 20, &mem, &s, &n, &e));
		for (size_t i = 0; i < n; i++) {
			shares += s[i].ore;
			found += s[i].lines;
		}
		check_i64(shares, sum);
		check_i64(found, count);
		for (size_t i = 0; i < h.n; i += 3) {
			struct ledger_voucher *v;
			check(ledger_voucher(db, 1, d, 2025, h.line[i].series, h.line[i].no, &mem,
			    &v, &e));
			check_i64(v->sum_ore, 0);
			check(v->n_line >= 2 && str_has_prefix(v->original, STR("#VER")));
			check(str_find(v->original, v->no, 0) < v->original.n);
			check_i64(v->line[0].source_line, v->source_line + 1);
			check(str_find(v->original, m->f.account[a].no, 0) < v->original.n);
		}
	}
	struct ledger_query q = {.year = 2025, .text = STR("åKERI 7"), .max = 10};
	check(ledger_lines(db, 1, d, &q, &mem, &h, &e));
	check(h.n == 10 && h.n_all > 10);
	for (size_t i = 0; i < h.n; i++)
		check(
		    str_find(h.line[i].voucher_text, STR("Åkeri 7"), 0) < h.line[i].voucher_text.n);
	struct ledger_voucher *v;
	struct err gone = {0};
	check(!ledger_voucher(db, 1, d, 2025, STR("A"), STR("999999"), &mem, &v, &gone));
	check_i64(gone.rc, RC_NOT_FOUND);
	db_rollback(db);
}

static void
verify_finds(struct db *db, size_t want_errors)
{
	struct ledger_verdict v;
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 100);
	check(db_begin(db, DB_READ, &e));
	check(ledger_verify(db, 1, &mem, &v, &d, &e));
	db_rollback(db);
	check(want_errors == 0 ? d.n_err == 0 : d.n_err >= want_errors);
	for (size_t i = 0; want_errors == 0 && i < d.n; i++)
		fprintf(stderr, "%.*s\n", STR_ARG(d.v[i].text[LANG_EN]));
}

static void
import_and_read(struct db *db)
{
	static int64_t want[MADE_ACCOUNTS][MADE_UNITS + 1][13],
	    none[MADE_ACCOUNTS][MADE_UNITS + 1][13];
	struct made m, more;
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};
	int64_t n_file;

	memset(want, 0, sizeof want);
	diag_init(&d, &mem, 100);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 7,
	        .year = 2025,
	        .month_from = 1,
	        .month_to = 6,
	        .n_ver = 1500,
	        .first_no = 1,
	        .series = "A",
	        .text = "Köp"});
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &m, "jan-jun.se", 1, &mem, &got, &d, &e));
	check(db_commit(db, &e));
	check_i64(got.vouchers, 1500);
	check_i64(got.lines, (int64_t)m.n_line);
	check_i64(got.known, false);
	naive(&m, want);
	cube_is(db, 2025, want, &m);
	lines_are(db, &m);
	verify_finds(db, 0);

	check(db_begin(db, DB_WRITE, &e)); /* the same bytes again */
	check(made_import(db, &m, "copy.se", 2, &mem, &got, &d, &e));
	check(got.known && got.known_batch == 1);
	check(db_commit(db, &e));
	cube_is(db, 2025, want, &m);

	/* Another file with the same vouchers and more: what is there is passed over. */
	struct made wide = m;
	wide.bytes = str_fmt(&mem, "%.*s#END\n", STR_ARG(m.bytes));
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &wide, "again.se", 3, &mem, &got, &d, &e));
	check_i64(got.same, 1500);
	check_i64(got.vouchers, 0);
	check(db_commit(db, &e));
	cube_is(db, 2025, want, &m);

	made_ledger(&more, &mem,
	    &(struct made_opts){.seed = 9,
	        .year = 2025,
	        .month_from = 7,
	        .month_to = 12,
	        .n_ver = 700,
	        .first_no = 1501,
	        .series = "A",
	        .text = "Sälj"});
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &more, "jul-dec.se", 4, &mem, &got, &d, &e));
	check(db_commit(db, &e));
	naive(&more, want);
	cube_is(db, 2025, want, &m);
	verify_finds(db, 0);

	/* Number 1500 with other content: refused, and nothing changed. */
	struct made clash;
	made_ledger(&clash, &mem,
	    &(struct made_opts){.seed = 10,
	        .year = 2025,
	        .month_from = 7,
	        .month_to = 7,
	        .n_ver = 3,
	        .first_no = 1500,
	        .series = "A",
	        .text = "Fel"});
	check(db_begin(db, DB_WRITE, &e));
	check(!made_import(db, &clash, "clash.se", 5, &mem, &got, &d, &e));
	check_i64(e.rc, RC_CONFLICT);
	check(strstr(e.text[LANG_EN], "A 1500") != NULL &&
	    strstr(e.text[LANG_EN], "jan-jun.se") != NULL &&
	    strstr(e.text[LANG_EN], "clash.se line 1") != NULL);
	db_rollback(db);
	e = (struct err){0};
	cube_is(db, 2025, want, &m);

	int64_t batches[] = {1, 3, 4};
	for (size_t i = 0; i < COUNTOF(batches); i++) {
		check(db_begin(db, DB_WRITE, &e));
		check(ledger_undo(db, 1, batches[i], &n_file, &e));
		check_i64(n_file, 1);
		check(db_commit(db, &e));
	}
	cube_is(db, 2025, none, &m);
	verify_finds(db, 0);
}

static void
faults(struct db *db)
{
	struct made m;
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 100);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 3,
	        .year = 2025,
	        .month_from = 1,
	        .month_to = 2,
	        .n_ver = 10,
	        .first_no = 1,
	        .series = "B",
	        .text = ""});
	int64_t sum[10] = {0, 0, 5};
	m.b.ver_sum_ore = sum;
	check(db_begin(db, DB_WRITE, &e));
	check(!made_import(db, &m, "skev.se", 6, &mem, &got, &d, &e));
	check_i64(e.rc, RC_INVALID);
	check_i64((int64_t)d.n_err, 1);
	check(str_find(d.v[0].text[LANG_SV], STR("0.05"), 0) < d.v[0].text[LANG_SV].n);
	db_rollback(db);
	e = (struct err){0};
	/* The same number twice in one file. */
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 3,
	        .year = 2025,
	        .month_from = 1,
	        .month_to = 2,
	        .n_ver = 600,
	        .first_no = 1,
	        .series = "B",
	        .text = ""});
	str *no = arena_array(&mem, 600, str);
	memcpy(no, m.b.ver_no, 600 * sizeof *no);
	no[599] = no[598] = no[4];
	m.b.ver_no = no;
	diag_init(&d, &mem, 100);
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &m, "dubbel.se", 7, &mem, &got, &d, &e));
	check(d.n == 2 && d.n_err == 0 && got.vouchers == 600);
	struct ledger_dict *dict;
	struct ledger_voucher *v;
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_voucher(db, 1, dict, 2025, STR("B"), STR("5~3"), &mem, &v, &e));
	check(ledger_voucher(db, 1, dict, 2025, STR("B"), STR("5"), &mem, &v, &e));
	db_rollback(db);
	/* ... and with the same content: a double. */
	uint32_t *row = arena_array(&mem, 601, uint32_t);
	memcpy(row, m.b.ver_row, 601 * sizeof *row);
	row[0] = 0;
	row[1] = row[2] = 0;
	m.b.ver_row = row;
	date *day = arena_array(&mem, 600, date);
	memcpy(day, m.b.ver_day, 600 * sizeof *day);
	day[1] = day[0];
	m.b.ver_day = day;
	no[1] = no[0];
	check(db_begin(db, DB_WRITE, &e));
	check(!made_import(db, &m, "dubbel2.se", 7, &mem, &got, &d, &e));
	check_i64(e.rc, RC_CONFLICT);
	check(strstr(e.text[LANG_EN], "line 1 and line") != NULL);
	db_rollback(db);
	e = (struct err){0};
	/* Outside the year of the file. */
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 3,
	        .year = 2025,
	        .month_from = 1,
	        .month_to = 2,
	        .n_ver = 2,
	        .first_no = 1,
	        .series = "B",
	        .text = ""});
	m.f.year->to = (date){2025, 1, 1};
	check(db_begin(db, DB_WRITE, &e));
	check(!made_import(db, &m, "utanför.se", 8, &mem, &got, &d, &e));
	check_i64(e.rc, RC_INVALID);
	db_rollback(db);
}

/* Any one byte changed behind our back is found. */
static void
tampering(struct db *db)
{
	static const char *const harm[] = {
	    "UPDATE ledger_seg SET n = n + 1 WHERE first = 1",
	    "UPDATE ledger_seg SET unit = unit + 100 WHERE first = 1",
	    "UPDATE ledger_cube SET period = 11 WHERE period = 1",
	    "DELETE FROM ledger_seg WHERE period = 2",
	    "DELETE FROM ledger_cube WHERE period = 1",
	    "UPDATE ledger_file SET debit = debit + 1",
	    "UPDATE ledger_original SET crc = crc + 1",
	    "DELETE FROM ledger_vblk WHERE first = 1",
	};
	struct made m;
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 100);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 5,
	        .year = 2024,
	        .month_from = 1,
	        .month_to = 2,
	        .n_ver = 100,
	        .first_no = 1,
	        .series = "C",
	        .text = "x"});
	for (size_t i = 0; i < COUNTOF(harm); i++) {
		struct ledger_verdict v;
		diag_init(&d, &mem, 500);
		check(db_begin(db, DB_WRITE, &e));
		check(made_import(db, &m, "c.se", 9, &mem, &got, &d, &e));
		check(ledger_verify(db, 1, &mem, &v, &d, &e) && d.n_err == 0);
		check(db_script(db, harm[i], &e));
		check(ledger_verify(db, 1, &mem, &v, &d, &e));
		check_at(d.n_err > 0, __FILE__, __LINE__, harm[i]);
		db_rollback(db);
	}
}

/* Counterparties are kept by their dimension's name; another dimension comes into
 * the cube when it is asked for, and the sums stay. */
static void
dimensions(struct db *db)
{
	static int64_t want[MADE_ACCOUNTS][MADE_UNITS + 1][13];
	static const int dim[] = {20};
	struct made m;
	struct ledger_receipt got;
	struct ledger_cell *c;
	struct ledger_dict *dict;
	struct diag d;
	struct err e = {0};
	size_t n, with = 0, parts = 0;
	int64_t n_file;

	diag_init(&d, &mem, 100);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 21,
	        .year = 2022,
	        .month_from = 1,
	        .month_to = 12,
	        .n_ver = 300,
	        .first_no = 1,
	        .series = "D",
	        .text = ""});
	memset(want, 0, sizeof want);
	naive(&m, want);
	for (size_t i = 0; i < m.n_line; i++)
		parts += m.line[i].part >= 0;
	check(parts > 100);
	m.f.dim[1].name = STR("Verksamhet");
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &m, "d.se", 11, &mem, &got, &d, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_cells(db, 1, 2022, dict, &mem, &c, &n, &e));
	for (size_t i = 0; i < n; i++)
		with += c[i].combo != 0;
	check_i64((int64_t)with, 0);
	check(ledger_cube_ensure(db, 1, dim, 1, 1, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_cells(db, 1, 2022, dict, &mem, &c, &n, &e));
	for (size_t i = 0; i < n; i++)
		with += c[i].combo != 0;
	check(with > 100);
	check(db_commit(db, &e));
	cube_is(db, 2022, want, &m);
	verify_finds(db, 0);
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_undo(db, 1, 11, &n_file, &e));
	check(db_commit(db, &e));
}

/* More lines in a unit's month than a segment holds: several segments, cut between
 * vouchers. */
static void
many(struct db *db)
{
	static int64_t want[MADE_ACCOUNTS][MADE_UNITS + 1][13];
	struct made m;
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};
	int64_t n_file;

	diag_init(&d, &mem, 10);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 77,
	        .year = 2021,
	        .month_from = 3,
	        .month_to = 3,
	        .n_ver = 14000,
	        .first_no = 1,
	        .series = "E",
	        .text = "Köp"});
	memset(want, 0, sizeof want);
	naive(&m, want);
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &m, "e.se", 12, &mem, &got, &d, &e));
	check(got.segments > MADE_UNITS + 1);
	check(db_commit(db, &e));
	cube_is(db, 2021, want, &m);
	verify_finds(db, 0);
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_undo(db, 1, 12, &n_file, &e) && n_file == 1);
	check(db_commit(db, &e));
}

/* What a source may say beside the file: closing entries, periods, vouchers without
 * number, a newer file of the same name. */
static void
ways(struct db *db)
{
	struct made m, newer;
	struct ledger_receipt got;
	struct ledger_import *im;
	struct ledger_cell *c;
	struct ledger_dict *dict;
	struct ledger_file *f;
	struct ledger_voucher *v;
	struct diag d;
	struct err e = {0};
	size_t n, closing = 0;
	int *year;

	diag_init(&d, &mem, 10);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 31,
	        .year = 2020,
	        .month_from = 12,
	        .month_to = 12,
	        .n_ver = 30,
	        .first_no = 1,
	        .series = "Bok",
	        .text = ""});
	str *no = arena_array(&mem, 30, str);
	memcpy(no, m.b.ver_no, 30 * sizeof *no);
	no[7] = no[8] = STR("");
	m.b.ver_no = no;
	struct ledger_source src = {.batch = 13,
	    .at = 1,
	    .name = STR("bokslut.se"),
	    .bytes = m.bytes,
	    .closing_series = STR("Bok")};
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_import_open(db, 1, &src, &mem, &d, &im, &e) &&
	    ledger_import_add(im, &m.f, &m.b, NULL, &e) && ledger_import_close(im, &m.f, &got, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_cells(db, 1, 2020, dict, &mem, &c, &n, &e));
	for (size_t i = 0; i < n; i++)
		closing += c[i].period == LEDGER_CLOSING;
	check(n > 0 && closing == n);
	/* Numbers go on after the largest that had been met: 7. */
	check(ledger_voucher(db, 1, dict, 2020, STR("Bok"), STR("9"), &mem, &v, &e));
	check(v->n_line >= 2 && v->period == LEDGER_CLOSING);
	check_i64(v->source_line, m.b.ver_line[8]);

	uint8_t month[30];
	memset(month, 5, sizeof month);
	made_ledger(&newer, &mem,
	    &(struct made_opts){.seed = 32,
	        .year = 2020,
	        .month_from = 12,
	        .month_to = 12,
	        .n_ver = 30,
	        .first_no = 1,
	        .series = "Bok",
	        .text = ""});
	src.bytes = newer.bytes;
	src.same = LEDGER_REPLACE;
	src.batch = 14;
	check(ledger_import_open(db, 1, &src, &mem, &d, &im, &e) &&
	    ledger_import_add(im, &newer.f, &newer.b, month, &e) &&
	    ledger_import_close(im, &newer.f, &got, &e));
	check_i64(got.replaced, 30);
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_cells(db, 1, 2020, dict, &mem, &c, &n, &e) && n > 0 && c[0].period == 5);
	check(ledger_files(db, 1, &mem, &f, &n, &e) && n == 1 && f[0].batch == 14);
	check(ledger_years(db, 1, &mem, &year, &n, &e) && n == 1 && year[0] == 2020);
	str original;
	check(
	    ledger_original(db, 1, f[0].id, &mem, &original, &e) && str_eq(original, newer.bytes));
	struct err gone = {0};
	check(!ledger_original(db, 1, 999, &mem, &original, &gone) && gone.rc == RC_NOT_FOUND);
	/* Another organisation sees nothing of it. */
	check(ledger_files(db, 2, &mem, &f, &n, &e) && n == 0);
	db_rollback(db);
}

static void
questions(struct db *db)
{
	struct made m;
	struct ledger_receipt got;
	struct ledger_dict *dict;
	struct ledger_hits h;
	struct diag d;
	struct err e = {0};
	size_t want = 0, parts = 0;

	diag_init(&d, &mem, 10);
	made_ledger(&m, &mem,
	    &(struct made_opts){.seed = 41,
	        .year = 2019,
	        .month_from = 1,
	        .month_to = 12,
	        .n_ver = 400,
	        .first_no = 1,
	        .series = "F",
	        .text = ""});
	check(db_begin(db, DB_WRITE, &e));
	check(made_import(db, &m, "f.se", 15, &mem, &got, &d, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	for (size_t i = 0; i < m.n_line; i++) {
		want += llabs(m.line[i].ore) >= 5000000 && llabs(m.line[i].ore) <= 6000000;
		parts += m.line[i].part == 4;
	}
	struct ledger_query q = {.year = 2019,
	    .has_amount = true,
	    .amount_min = 5000000,
	    .amount_max = 6000000,
	    .skip = 2,
	    .max = 3};
	check(ledger_lines(db, 1, dict, &q, &mem, &h, &e));
	check(h.n_all == want && h.n == 3);
	uint32_t part = ledger_object_find(dict, 20, m.f.object[MADE_UNITS + 4].no);
	q = (struct ledger_query){.year = 2019, .object = &part, .n_object = 1, .max = 1000};
	check(ledger_lines(db, 1, dict, &q, &mem, &h, &e));
	check(h.n_all == parts && h.n == parts);
	for (size_t i = 0; i < h.n; i++)
		check(h.line[i].n_object == 1 && h.line[i].object[0] == part);
	q = (struct ledger_query){.year = 2019, .text = STR("RAD 1"), .max = 5};
	check(ledger_lines(db, 1, dict, &q, &mem, &h, &e));
	for (size_t i = 0; i < h.n; i++)
		check_str(h.line[i].text, "rad 1");
	check(h.n == 5);
	q.text = STR("finns inte");
	check(ledger_lines(db, 1, dict, &q, &mem, &h, &e) && h.n_all == 0);
	db_rollback(db);
}

static bool
import_text(struct db *db, str text, const char *name, struct ledger_receipt *got, struct diag *d,
    struct err *e)
{
	const struct ledger_source src = {.batch = 20,
	    .at = 1,
	    .name = str_of(name),
	    .bytes = text};

	return ledger_import_sie(db, 1, &src, &mem, got, d, e);
}

/* From the bytes of a file, large enough that its original is handled beside. */
static void
from_text(struct db *db)
{
	struct sb b;
	str text;
	struct ledger_receipt got;
	struct ledger_dict *dict;
	struct ledger_voucher *v;
	struct ledger_verdict all;
	struct diag d;
	struct err e = {0};

	sb_init(&b, &mem, (size_t)16 << 20);
	sb_lit(&b,
	    "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"Prov\"\n#RAR 0 20180101 20181231\n"
	    "#KONTO 4010 \"L\xc3\xb6n\"\n#KONTO 1930 \"Bank\"\n#DIM 1 \"Ansvar\"\n");
	for (int i = 1; i <= 12000; i++)
		sb_printf(&b,
		    "#VER A %d 2018%02d01 \"L\xc3\xb6n %d\"\n{\n"
		    "#TRANS 4010 {1 \"%d\"} %d.50 \"\" \"rad\"\n#TRANS 1930 {} -%d.50\n}\n",
		    i, 1 + i % 12, i, i % 7, i, i);
	check(sb_done(&b, &text) && text.n > (size_t)1 << 20);
	diag_init(&d, &mem, 10);
	check(db_begin(db, DB_WRITE, &e));
	check(import_text(db, text, "text.se", &got, &d, &e));
	check(got.vouchers == 12000 && got.lines == 24000 && got.no_unit_lines == 0);
	check(got.result_ore == (int64_t)12000 * 12001 / 2 * 100 + 12000 * 50);
	check(got.sha256.n == 64);
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_voucher(db, 1, dict, 2018, STR("A"), STR("11999"), &mem, &v, &e));
	check(str_has_prefix(v->original, STR("#VER A 11999 ")) && v->n_line == 2);
	check_str(v->text, "Lön 11999");
	diag_init(&d, &mem, 10);
	check(ledger_verify(db, 1, &mem, &all, &d, &e) && d.n == 0 && all.vouchers == 12000);
	check(import_text(db, text, "igen.se", &got, &d, &e) && got.known && got.known_batch == 20);
	db_rollback(db);
	static const char *const wrong[] = {"<html>ingen fil</html>",
	    "#FLAGGA 0\n#SIETYP 1\n#FNAMN \"Prov\"\n#RAR 0 20180101 20181231\n#UB 0 1930 5\n"};
	for (size_t i = 0; i < COUNTOF(wrong); i++) {
		check(db_begin(db, DB_WRITE, &e));
		check(!import_text(db, str_of(wrong[i]), "fel.se", &got, &d, &e));
		check_i64(e.rc, RC_INVALID);
		db_rollback(db);
		e = (struct err){0};
	}
}

static void
on(const char *url)
{
	struct db *db;
	struct err e = {0};

	check(db_open(&db, url, true, &e));
	check(db_migrate(db, &e));
	import_and_read(db);
	faults(db);
	tampering(db);
	dimensions(db);
	many(db);
	ways(db);
	questions(db);
	from_text(db);
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
