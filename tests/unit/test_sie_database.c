/* SIE through the database: what is exported is what was imported, of every type; real
 * files go in, out and in again, and come out the same.
 *
 * The real files are not part of the source; without them (TERTIAL_SIE_SAMPLES) only the
 * small file here is used. */
#include "check.h"
#include "core/ledger/export_sie.h"
#include "db/migrate.h"
#include "fmt/csv.h"
#include "fmt/sie4.h"
#include "fmt/sie5.h"
#include "sys/file.h"

#include <string.h>

static struct arena mem;
static struct db *db;
static int64_t org;

static const char small[] =
    "#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n#FNAMN N\n"
    "#RAR 0 20250101 20251231\n#RAR -1 20240101 20241231\n#DIM 1 Ansvar\n#DIM 6 Projekt\n"
    "#OBJEKT 1 RS Styrelsen\n#OBJEKT 6 P1 Projekt\n#KONTO 1910 Kassa\n#KONTO 2010 Kapital\n"
    "#KONTO 3010 Avgift\n#KONTO 4010 \"L\x94n\"\n#IB 0 1910 100\n#IB 0 2010 -100\n#UB 0 1910 70\n"
    "#UB 0 2010 -100\n#RES 0 3010 -20\n#RES 0 4010 50\n#OIB 0 1910 {1 RS} 100\n"
    "#VER A 1 20250131 \"L\x94n januari\"\n{\n#TRANS 4010 {1 RS 6 P1} 50 \"\" rad\n#TRANS 1910 {1 RS} -50\n}\n"
    "#VER A 2 20250315 Avgift\n{\n#TRANS 3010 {} -20\n#TRANS 1910 {1 RS} 20\n}\n";

static bool
take(str bytes, struct ledger_receipt *got, struct err *e)
{
	struct ledger_source src = {.batch = 1,
	    .at = 1,
	    .name = STR("t.se"),
	    .bytes = bytes,
	    .accept_unbalanced = true};
	struct diag d;

	*e = (struct err){0};
	diag_init(&d, &mem, 5);
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (ledger_import_sie(db, org, &src, &mem, got, &d, e))
		return db_commit(db, e);
	db_rollback(db);
	return false;
}

static bool
keep(void *arg, str bytes, struct err *e)
{
	(void)e;
	sb_str(arg, bytes);
	return true;
}

static str
put_out(enum sie_export type, int year, struct err *e)
{
	struct sb b;
	struct sie4_out w = {.write = keep, .arg = &b, .sum = true};
	struct sie_export_ask ask = {.type = type,
	    .year = year,
	    .company = STR("Regionen"),
	    .version = STR("1"),
	    .gen = {2025, 12, 31}};
	str out = {0};

	*e = (struct err){0};
	sb_init(&b, &mem, (size_t)64 << 20);
	if (!db_begin(db, DB_READ, e))
		return out;
	bool ok = ledger_export_sie(db, org, &ask, &mem, &w, e);
	db_rollback(db);
	return ok && sb_done(&b, &out) ? out : (str){0};
}

static bool
parse(str bytes, struct sie *f)
{
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 50);
	bool ok = sie4_read(&mem, bytes, &(struct sie4_opts){.file = STR("x")}, NULL, f, &d, &e);
	check(ok && f->sum == SIE_SUM_OK); /* #KSUMMA is written, and right */
	return ok;
}

static int64_t
balance(const struct sie *f, enum sie_balance_kind kind, const char *account, bool part)
{
	int64_t sum = 0;

	for (size_t i = 0; i < f->n_balance; i++)
		if (f->balance[i].kind == kind && f->balance[i].year == 0 &&
		    (f->balance[i].n_obj > 0) == part &&
		    str_eq(f->account[f->balance[i].account].no, str_of(account)))
			sum += f->balance[i].ore;
	return sum;
}

static size_t
count(const struct sie *f, enum sie_balance_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n_balance; i++)
		n += f->balance[i].kind == kind;
	return n;
}

static void
types(void)
{
	struct ledger_receipt got;
	struct sie f;
	struct err e;
	enum sie_export t;

	check(sie_export_parse(STR("4I"), &t) && t == SIE_EXPORT_4I);
	check(!sie_export_parse(STR("4"), &t) && !sie_export_parse(STR("5"), &t));
	org = 1;
	check(take(str_of(small), &got, &e) && got.recon.n == 4 && got.recon.n_ok == 4);
	check(put_out(SIE_EXPORT_1, 2030, &e).p == NULL && e.rc == RC_NOT_FOUND);
	if (parse(put_out(SIE_EXPORT_1, 2025, &e), &f)) {
		check(f.type == 1 && f.n_ver == 0 && count(&f, SIE_PSALDO) == 0);
		check(balance(&f, SIE_IB, "1910", false) == 10000);
		check(balance(&f, SIE_UB, "1910", false) == 7000);
		check(balance(&f, SIE_UB, "2010", false) == -10000);
		check(balance(&f, SIE_RES, "4010", false) == 5000);
	}
	if (parse(put_out(SIE_EXPORT_2, 2025, &e), &f)) {
		check(f.type == 2 && f.upto.m == 3 && count(&f, SIE_PSALDO) == 4);
		check(balance(&f, SIE_PSALDO, "1910", false) == -3000);
	}
	if (parse(put_out(SIE_EXPORT_3, 2025, &e), &f)) {
		check(f.type == 3 && balance(&f, SIE_PSALDO, "1910", true) == -3000);
		check(balance(&f, SIE_OIB, "1910", true) == 10000);
		check(balance(&f, SIE_OUB, "1910", true) == 7000);
		check(sie_psaldo_test(&f, &mem).reading == SIE_PSALDO_TOTAL);
	}
	if (parse(put_out(SIE_EXPORT_4I, 2025, &e), &f))
		check(f.entry && f.n_balance == 0 && f.n_ver == 2);
	str four = put_out(SIE_EXPORT_4E, 2025, &e);
	if (parse(four, &f)) {
		struct sie_recon r = sie_reconcile(&f, &mem);
		check(f.n_ver == 2 && r.n == 4 && r.n_ok == 4); /* (LX1) */
	}
	check(take(four, &got, &e) && got.vouchers == 0 && got.same == 2); /* (LX2) */
}

/* A fiscal year from May to April, and one of 18 months after it: every type, with the
 * calendar's months, and the year before it where the two meet. */
static void
broken_years(void)
{
	static const char first[] =
	    "#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n#FNAMN N\n"
	    "#RAR 0 20230501 20240430\n#DIM 1 Ansvar\n#OBJEKT 1 RS Styrelsen\n#KONTO 1910 Kassa\n"
	    "#KONTO 4010 Kostnad\n#IB 0 1910 100\n#UB 0 1910 60\n#RES 0 4010 40\n"
	    "#VER A 1 20230531 a\n{\n#TRANS 4010 {1 RS} 30\n#TRANS 1910 {} -30\n}\n"
	    "#VER A 2 20240131 b\n{\n#TRANS 4010 {1 RS} 10\n#TRANS 1910 {} -10\n}\n";
	static const char second[] =
	    "#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n#FNAMN N\n"
	    "#RAR 0 20240501 20251031\n#RAR -1 20230501 20240430\n#KONTO 1910 Kassa\n"
	    "#KONTO 4010 Kostnad\n#DIM 1 Ansvar\n#OBJEKT 1 RS Styrelsen\n"
	    "#VER A 1 20240502 a\n{\n#TRANS 4010 {1 RS} 1\n#TRANS 1910 {} -1\n}\n"
	    "#VER A 2 20250531 b\n{\n#TRANS 4010 {1 RS} 2\n#TRANS 1910 {} -2\n}\n"
	    "#VER A 3 20251015 c\n{\n#TRANS 4010 {1 RS} 4\n#TRANS 1910 {} -4\n}\n";
	struct ledger_receipt got;
	struct sie f;
	struct err e;

	org++;
	check(take(str_of(first), &got, &e) && take(str_of(second), &got, &e));
	if (parse(put_out(SIE_EXPORT_3, 2023, &e), &f)) {
		check(f.n_year == 1 && f.year[0].from.m == 5 && f.year[0].to.y == 2024);
		check(f.upto.y == 2024 && f.upto.m == 1 && f.upto.d == 31);
		check(balance(&f, SIE_UB, "1910", false) == 6000);
		check(balance(&f, SIE_RES, "4010", false) == 4000);
		size_t months = 0;
		for (size_t i = 0; i < f.n_balance; i++) {
			const struct sie_balance *b = &f.balance[i];
			if (b->kind != SIE_PSALDO || b->n_obj > 0)
				continue;
			months += (b->period == 202305 && (b->ore == 3000 || b->ore == -3000)) ||
			    (b->period == 202401 && (b->ore == 1000 || b->ore == -1000));
		}
		check_i64((int64_t)months, 4);
	}
	if (parse(put_out(SIE_EXPORT_2, 2024, &e), &f)) {
		check(f.n_year == 2 && f.year[1].from.m == 5 && f.year[1].from.y == 2023);
		check(f.year[0].to.y == 2025 && f.year[0].to.m == 10);
		check(f.upto.y == 2025 && f.upto.m == 10);
		check(balance(&f, SIE_IB, "1910", false) == 6000); /* carried from the one before */
		for (size_t i = 0; i < f.n_balance; i++)
			if (f.balance[i].kind == SIE_PSALDO && f.balance[i].ore > 0)
				check(f.balance[i].period == 202405 ||
				    f.balance[i].period == 202505 || f.balance[i].period == 202510);
		check_i64((int64_t)count(&f, SIE_PSALDO), 6);
	}
	for (int year = 2023; year <= 2024; year++) {
		str four = put_out(SIE_EXPORT_4E, year, &e);
		if (parse(four, &f)) {
			struct sie_recon r = sie_reconcile(&f, &mem);
			check(r.n == 2 && r.n_ok == 2); /* (LX1) */
		}
		check(take(four, &got, &e) && got.vouchers == 0); /* (LX2) */
	}
}

/* In, out, in elsewhere, out: the same bytes. */
static bool
fixed_point(str bytes, str name)
{
	struct ledger_receipt got;
	struct err e;
	bool same = true;

	org++;
	if (!take(bytes, &got, &e))
		return false;
	int64_t first = org, second = first + 100000;
	str out[200] = {0};
	must(got.year_to - got.year_from < 200);
	for (int year = got.year_from; year <= got.year_to; year++) {
		struct ledger_receipt again;
		str one = out[year - got.year_from] = put_out(SIE_EXPORT_4E, year, &e);
		if (one.p == NULL && e.rc == RC_NOT_FOUND)
			continue; /* nothing in that year */
		org = second;
		same &= one.p != NULL && take(one, &again, &e);
		org = first;
	}
	org = second;
	for (int year = got.year_from; year <= got.year_to; year++)
		if (out[year - got.year_from].p != NULL)
			same &= str_eq(out[year - got.year_from], put_out(SIE_EXPORT_4E, year, &e));
	org = first;
	check_n++;
	if (!same) {
		check_failed++;
		fprintf(stderr, "%.*s: no fixed point through the database: %s\n", STR_ARG(name),
		    e.text[LANG_EN]);
	}
	return true;
}

static void
samples(const char *folder)
{
	struct csv c;
	struct diag d;
	struct err e = {0};
	str text;
	size_t n = 0;

	diag_init(&d, &mem, 5);
	if (!file_read(&mem, path_join(&mem, str_of(folder), STR("MANIFEST.tsv")), 1 << 20, &text,
	        &e) ||
	    !csv_read(&mem, text, &(struct csv_opts){.file = STR("m"), .sep = '\t'}, &c, &d, &e)) {
		printf("the sample files are not here (TERTIAL_SIE_SAMPLES)\n");
		return;
	}
	for (size_t i = 1; i < c.n; i++) {
		str path = csv_text(&c.row[i], 0), bytes,
		    vers = csv_text(&c.row[i], csv_col(&c.row[0], STR("VER")));
		e = (struct err){0};
		if (vers.n == 0 || str_eq(vers, STR("0")))
			continue;
		check(file_read(&mem, path_join(&mem, str_of(folder), path), 32 << 20, &bytes, &e));
		n += fixed_point(bytes, path);
	}
	printf("%zu files in, out and in again\n", n);
	check(n > 30);
}

int
main(void)
{
	const char *env = getenv("TERTIAL_SIE_SAMPLES");
	struct err e = {0};

	arena_init(&mem, (size_t)8 << 30);
	check(db_open(&db, ":memory:", true, &e) && db_migrate(db, &e));
	types();
	broken_years();
	samples(env != NULL ? env : "../shared/sie");
	db_close(db);
	arena_end(&mem);
	return check_done();
}
