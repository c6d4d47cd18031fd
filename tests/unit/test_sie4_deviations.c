/* The 35 deviations that real SIE files have been seen with, a small file each, in the
 * order of the format notes (docs/format/sie.md): what is read, and what is said.
 *
 * What is read is written as lines: "A 1 2025-01-31 text" a voucher, "  1910 100 text
 * {1:RS}" a row booked (+ added, - struck), "? " in front of what is flagged. */
#include "check.h"
#include "core/ledger/ledger.h"
#include "db/migrate.h"
#include "fmt/sie4.h"

#include <string.h>

#define HEAD                                                               \
	"#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n" \
	"#FNAMN N\n#RAR 0 20250101 20251231\n"
#define KONTO "#KONTO 1910 K\n#KONTO 3010 I\n"
#define VER "#VER A 1 20250131 t\n{\n"
#define PAIR "#TRANS 1910 {} 1\n#TRANS 3010 {} -1\n}\n"
#define PAIR_READ "  1910 100 \n  3010 -100 \n"

static struct arena mem;

static const struct deviation {
	int no;
	const char *what, *file;
	size_t n;
	const char *says; /* the rule of a finding, or of the error that refuses it */
	const char *read; /* NULL: refused */
} deviations[] = {
#define FILE_(s) s, sizeof(s) - 1
    {1, "PC8 declared, Windows-1252 bytes",
        FILE_(HEAD KONTO "#VER A 1 20250131 \"L\xf6ner i \xc5m\xe5l\"\n{\n" PAIR), "sie_charset",
        "A 1 2025-01-31 Löner i Åmål\n" PAIR_READ},
    {1, "PC8 declared, UTF-8 bytes with a BOM",
        FILE_("\xef\xbb\xbf" HEAD KONTO "#VER A 1 20250131 \"L\xc3\xb6n\"\n{\n" PAIR),
        "sie_charset", "A 1 2025-01-31 Lön\n" PAIR_READ},
    {2, "two code pages in one file: the whole file votes",
        FILE_(HEAD "#FNR \"C:\\F\xf6retag\"\n#KONTO 1910 \"Kassa f\x94r \x86ret\"\n"
                   "#KONTO 3010 \"F\x94rs\x84ljning\"\n#VER A 1 20250131 \"L\x94n\"\n{\n" PAIR),
        NULL, "A 1 2025-01-31 Lön\n" PAIR_READ},
    {3, "text destroyed before it came here",
        FILE_(HEAD KONTO "#VER A 1 20250131 \"L\xef\xbf\xbdn\"\n{\n" PAIR), "text_destroyed",
        "A 1 2025-01-31 L\xef\xbf\xbdn\n" PAIR_READ},
    {4, "lone backslashes, and one before the last quote",
        FILE_(HEAD KONTO "#VER A 1 20250131 \"C:\\Data\\\"\n{\n" PAIR), NULL,
        "A 1 2025-01-31 C:\\Data\\\n" PAIR_READ},
    {5, "quotes inside a text", FILE_(HEAD KONTO "#VER A 1 20250131 \"F\"rskott\"\n{\n" PAIR),
        "sie_quote_inner", "A 1 2025-01-31 F\"rskott\n" PAIR_READ},
    {6, "a quote that is never closed",
        FILE_(HEAD KONTO "#VER A 1 20250131 \"Avbruten te\n{\n" PAIR), "sie_quote_open",
        "A 1 2025-01-31 Avbruten te\n" PAIR_READ},
    {7, "tabs, runs of blanks, indented records",
        FILE_(HEAD KONTO
            "  #VER\tA  1\t20250131   t\n{\n\t#TRANS  1910\t{}  1\n  #TRANS 3010 {}\t-1\n}\n"),
        NULL, "A 1 2025-01-31 t\n" PAIR_READ},
    {8, "blanks around the braces",
        FILE_(HEAD KONTO
            "#VER A 1 20250131 t\n \t{\t \n#TRANS 1910 { } 1\n#TRANS 3010 {} -1\n }\t\n"),
        NULL, "A 1 2025-01-31 t\n" PAIR_READ},
    {9, "CR LF, CR and LF, Ctrl-Z, no last line end",
        FILE_("#FLAGGA 0\r\n#PROGRAM P 1\r#FORMAT PC8\n#GEN 20250101\r\n#SIETYP 4\n#FNAMN N\n"
              "#RAR 0 20250101 20251231\n" KONTO
              "#VER A 1 20250131 t\r\n{\r\n#TRANS 1910 {} 1\r\n#TRANS 3010 {} -1\r\n}\x1a"),
        NULL, "A 1 2025-01-31 t\n" PAIR_READ},
    {10, "accounts that are no numbers",
        FILE_(HEAD "#KONTO DIFF D\n#KONTO 11AF E\n" VER "#TRANS DIFF {} 1\n#TRANS 11AF {} -1\n}\n"),
        NULL, "A 1 2025-01-31 t\n  DIFF 100 \n  11AF -100 \n"},
    {11, "an account that is used and not declared", FILE_(HEAD "#KONTO 1910 K\n" VER PAIR),
        "sie_account_undeclared", "A 1 2025-01-31 t\n" PAIR_READ},
    {12, "neither series nor number", FILE_(HEAD KONTO "#VER \"\" \"\" 20250131 t\n{\n" PAIR), NULL,
        "?   2025-01-31 t\n" PAIR_READ},
    {13, "series of several characters, or a number",
        FILE_(HEAD KONTO "#VER LEV1 1 20250131 t\n{\n" PAIR "#VER 7 1 20250131 t\n{\n" PAIR), NULL,
        "LEV1 1 2025-01-31 t\n" PAIR_READ "7 1 2025-01-31 t\n" PAIR_READ},
    {14, "numbers that do not ascend",
        FILE_(HEAD KONTO "#VER A 2 20250131 t\n{\n" PAIR "#VER A 1 20250131 t\n{\n" PAIR), NULL,
        "A 2 2025-01-31 t\n" PAIR_READ "A 1 2025-01-31 t\n" PAIR_READ},
    {15, "a voucher that does not balance",
        FILE_(HEAD KONTO VER "#TRANS 1910 {} 1\n#TRANS 3010 {} -2\n}\n"), "sie_ver_unbalanced",
        "? A 1 2025-01-31 t\n  1910 100 \n  3010 -200 \n"},
    {15, "rows added and struck do not count",
        FILE_(HEAD KONTO VER "#BTRANS 1910 {} 9\n#RTRANS 1910 {} 1 20250201 \"\" \"\" \"2 CB\"\n"
                             "#TRANS 1910 {} 1 20250131 \"\"\n#TRANS 3010 {} -1\n}\n"),
        NULL, "A 1 2025-01-31 t\n- 1910 900 \n+ 1910 100 \n" PAIR_READ},
    {16, "a voucher without rows", FILE_(HEAD KONTO VER "}\n"), "sie_ver_empty",
        "? A 1 2025-01-31 t\n"},
    {17, "no object list",
        FILE_(HEAD KONTO "#PSALDO 0 202501 1910 5\n" VER "#TRANS 1910 1\n#TRANS 3010 -1\n}\n"),
        "sie_no_list", "PSALDO 0 202501 1910 500\nA 1 2025-01-31 t\n" PAIR_READ},
    {18, "text where the day belongs",
        FILE_(HEAD KONTO VER "#TRANS 1910 {} 1 \"Kontant\"\n#TRANS 3010 {} -1\n}\n"),
        "sie_text_for_date", "A 1 2025-01-31 t\n  1910 100 Kontant\n  3010 -100 \n"},
    {19, "a day of six digits, and with hyphens",
        FILE_(HEAD KONTO "#VER A 1 250131 t\n{\n" PAIR "#VER A 2 2025-02-28 t\n{\n" PAIR),
        "sie_date_odd", "A 1 2025-01-31 t\n" PAIR_READ "A 2 2025-02-28 t\n" PAIR_READ},
    {19, "no day", FILE_(HEAD KONTO "#VER A 1 00000000 t\n{\n" PAIR), "sie_ver_no_date",
        "? A 1 0000-00-00 t\n" PAIR_READ},
    {20, "an empty quantity",
        FILE_(HEAD KONTO VER "#TRANS 1910 {} 1 20250131 x \"\"\n#TRANS 3010 {} -1\n}\n"), NULL,
        "A 1 2025-01-31 t\n  1910 100 x\n  3010 -100 \n"},
    {21, "comma, blanks, plus, trailing minus, no whole part",
        FILE_(HEAD KONTO VER "#TRANS 1910 {} \"1 000,50\"\n#TRANS 1910 {} +1\n#TRANS 1910 {} .20\n"
                             "#TRANS 3010 {} 1001.70-\n}\n"),
        "sie_number_odd",
        "A 1 2025-01-31 t\n  1910 100050 \n  1910 100 \n  1910 20 \n  3010 -100170 \n"},
    {21, "more than two decimals",
        FILE_(HEAD KONTO VER "#TRANS 1910 {} 1.005\n#TRANS 3010 {} -1.01\n}\n"),
        "sie_number_rounded", "A 1 2025-01-31 t\n  1910 101 \n  3010 -101 \n"},
    {22, "values missing in records",
        FILE_("#FLAGGA 0\n#PROGRAM P\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4i\n#FNAMN N\n#ORGNR\n"
              "#ADRESS a b c\n#RAR 0\n" KONTO "#SRU 1910\n#KTYP 1910\n" VER PAIR),
        "sie_value_missing", "A 1 2025-01-31 t\n" PAIR_READ},
    {23, "#OMFATTN missing in types 2 and 3",
        FILE_("#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 2\n#FNAMN N\n"
              "#RAR 0 20250101 20251231\n" KONTO "#PSALDO 0 202501 1910 {} 5\n"),
        "sie_record_missing", "PSALDO 0 202501 1910 500\n"},
    {24, "#PSALDO with the wrong year: the period decides",
        FILE_("#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 2\n#FNAMN N\n"
              "#OMFATTN 20251231\n#RAR 0 20250101 20251231\n#RAR -1 20240101 20241231\n" KONTO
              "#PSALDO 0 202401 1910 {} 5\n"),
        "sie_period_year", "PSALDO -1 202401 1910 500\n"},
    {25, "totals without the object rows: both readings are tried",
        FILE_("#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 3\n#FNAMN N\n"
              "#OMFATTN 20251231\n#RAR 0 20250101 20251231\n" KONTO
              "#DIM 1 Kst\n#OBJEKT 1 RS R\n#RES 0 3010 -8\n#PSALDO 0 202501 3010 {} -5\n"
              "#PSALDO 0 202501 3010 {1 RS} -3\n"),
        NULL,
        "RES 0 0 3010 -800\nPSALDO 0 202501 3010 -500\nPSALDO 0 202501 3010 -300 {1:RS}\n"
        "reading: the rest\n"},
    {26, "opening balances that do not sum to zero are not repaired",
        FILE_(HEAD KONTO "#IB 0 1910 5\n#UB 0 1910 6\n#RES 0 3010 -1\n" VER PAIR), NULL,
        "IB 0 0 1910 500\nUB 0 0 1910 600\nRES 0 0 3010 -100\nA 1 2025-01-31 t\n" PAIR_READ},
    {27, "balances of the whole year, vouchers of a part",
        FILE_(HEAD KONTO "#IB 0 1910 5\n#UB 0 1910 9\n#RES 0 3010 -1\n" VER PAIR),
        "sie_account_off",
        "IB 0 0 1910 500\nUB 0 0 1910 900\nRES 0 0 3010 -100\nA 1 2025-01-31 t\n" PAIR_READ},
    {28, "a fiscal year of 26 months",
        FILE_("#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n#FNAMN N\n"
              "#RAR 0 20230701 20250831\n" KONTO VER PAIR),
        NULL, "A 1 2025-01-31 t\n" PAIR_READ},
    {29, "#KSUMMA right, and signed",
        FILE_("#FLAGGA 0\n#KSUMMA\n#KONTO 1915 \"Kassa \\\"special\\\"\"\n#KSUMMA 1921122205\n"),
        NULL, "sum agrees\n"},
    {29, "#KSUMMA wrong", FILE_("#FLAGGA 0\n#KSUMMA\n#KONTO 1915 K\n#KSUMMA 1\n"), "sie_sum_wrong",
        NULL},
    {29, "the last line cut off", FILE_("#FLAGGA 0\n#KSUMMA\n#KONTO 1915 K\n"), "sie_sum_truncated",
        NULL},
    {30, "unknown records are kept", FILE_(HEAD KONTO "#MOMSKOD 10\n" VER PAIR),
        "sie_unknown_label", "unknown #MOMSKOD 10\nA 1 2025-01-31 t\n" PAIR_READ},
    {31, "a web page saved as SIE", FILE_("<!DOCTYPE html>\n<html><body>404</body></html>\n"),
        "sie_not_sie", NULL},
    {32, "#FLAGGA 1",
        FILE_("#FLAGGA 1\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n#FNAMN N\n"
              "#RAR 0 20250101 20251231\n" KONTO VER PAIR),
        "sie_flag_set", "A 1 2025-01-31 t\n" PAIR_READ},
    /* 33 is about files, not bytes: see again() */
    {34, "text with tabs", FILE_(HEAD KONTO "#VER A 1 20250131 \"a\tb\"\n{\n" PAIR), NULL,
        "A 1 2025-01-31 a b\n" PAIR_READ},
    {35, "four objects to a row",
        FILE_(HEAD KONTO VER
            "#TRANS 1910 {1 RS 6 P1 20 \"11 0\" 21 \"I\"} 1\n#TRANS 3010 {} -1\n}\n"),
        NULL, "A 1 2025-01-31 t\n  1910 100  {1:RS 6:P1 20:11 0 21:I}\n  3010 -100 \n"},
};

static void
put_objects(struct sb *b, const struct sie *f, const uint32_t *obj, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct sie_object *o = &f->object[obj[i]];
		sb_printf(b, "%s%d:%.*s", i == 0 ? " {" : " ", f->dim[o->dim].no, STR_ARG(o->no));
	}
	if (n > 0)
		sb_chr(b, '}');
	sb_chr(b, '\n');
}

static bool
tell(void *arg, const struct sie *f, const struct sie_batch *v, struct err *e)
{
	struct sb *b = arg;

	(void)e;
	for (size_t i = 0; i < v->n_ver; i++) {
		date day = v->ver_day[i];
		sb_printf(b, "%s%.*s %.*s %04d-%02d-%02d %.*s\n", v->ver_flags[i] != 0 ? "? " : "",
		    STR_ARG(f->series[v->ver_series[i]]), STR_ARG(v->ver_no[i]), day.y, day.m,
		    day.d, STR_ARG(v->ver_text[i]));
		for (size_t r = v->ver_row[i]; r < v->ver_row[i + 1]; r++) {
			sb_printf(b, "%c %.*s %lld %.*s", " +-"[v->row_kind[r]],
			    STR_ARG(f->account[v->row_account[r]].no), (long long)v -> row_ore[r],
			    STR_ARG(v->row_text[r]));
			put_objects(b, f, &v->obj[v->row_obj[r]],
			    v->row_obj[r + 1] - v->row_obj[r]);
		}
	}
	return true;
}

static void
tell_head(struct sb *b, const struct sie *f)
{
	static const char *const name[] = {"IB", "UB", "RES", "OIB", "OUB", "PSALDO", "PBUDGET"};

	for (size_t i = 0; i < f->n_balance; i++) {
		const struct sie_balance *v = &f->balance[i];
		sb_printf(b, "%s %d %d %.*s %lld", name[v->kind], v->year, v->period,
		    STR_ARG(f->account[v->account].no), (long long)v->ore);
		put_objects(b, f, &f->balance_obj[v->obj_at], v->n_obj);
	}
	for (size_t i = 0; i < f->n_unknown_kept; i++)
		sb_printf(b, "unknown %.*s\n", STR_ARG(f->unknown[i].record));
	if (f->sum == SIE_SUM_OK)
		sb_lit(b, "sum agrees\n");
	if (sie_psaldo_test(f, &mem).reading == SIE_PSALDO_REST)
		sb_lit(b, "reading: the rest\n");
}

static bool
said(const struct diag *d, const char *rule)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->v[i].rule, rule) == 0)
			return true;
	return false;
}

static void
one(const struct deviation *v)
{
	struct sb rows, all;
	struct sie f;
	struct diag d;
	struct err e = {0};
	str got, told;
	/* Of exactly its size, so that a stray read is caught. */
	str bytes = str_dup(&mem, (str){v->file, v->n});

	sb_init(&rows, &mem, 1 << 16);
	sb_init(&all, &mem, 1 << 16);
	diag_init(&d, &mem, 50);
	bool ok = sie4_sniff(bytes) &&
	    sie4_read(&mem, bytes, &(struct sie4_opts){.file = STR("t.se")},
	        &(struct sie_sink){tell, &rows}, &f, &d, &e);
	check_at(ok == (v->read != NULL), v->what, v->no, "read or refused");
	if (!ok) {
		check_at(v->read == NULL && (strcmp(v->says, "sie_not_sie") == 0 || e.rc != RC_OK),
		    v->what, v->no, e.text[LANG_EN]);
		return;
	}
	sie_reconcile_report(&f, &mem, STR("t.se"), &d);
	check(sb_done(&rows, &got));
	tell_head(&all, &f);
	sb_str(&all, got);
	check(sb_done(&all, &told));
	check_str_at(told, str_of(v->read), v->what, v->no);
	check_at(v->says == NULL || said(&d, v->says), v->what, v->no, v->says);
	for (size_t i = 0; i < d.n && v->says != NULL && !said(&d, v->says); i++)
		fprintf(stderr, "  said %s\n", d.v[i].rule);
}

static bool
import_again(struct db *db, const char *bytes, enum ledger_same same, struct ledger_receipt *got,
    struct err *e)
{
	struct ledger_source src = {.batch = 1,
	    .at = 1,
	    .name = STR("t.se"),
	    .bytes = str_of(bytes),
	    .same = same};
	struct diag d;

	*e = (struct err){0};
	diag_init(&d, &mem, 20);
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (ledger_import_sie(db, 1, &src, &mem, got, &d, e))
		return db_commit(db, e);
	db_rollback(db);
	return false;
}

/* 33: the same and an overlapping period again. */
static void
again(void)
{
	static const char january[] = HEAD KONTO VER PAIR,
	                  more[] = HEAD KONTO VER PAIR "#VER A 2 20250228 t\n{\n" PAIR,
	                  other[] = HEAD KONTO VER "#TRANS 1910 {} 2\n#TRANS 3010 {} -2\n}\n";
	struct ledger_receipt got;
	struct err e = {0};
	struct db *db;

	check(db_open(&db, ":memory:", true, &e) && db_migrate(db, &e));
	check(import_again(db, january, LEDGER_REFUSE, &got, &e) && got.vouchers == 1);
	check(import_again(db, january, LEDGER_REFUSE, &got, &e) && got.known);
	check(
	    import_again(db, more, LEDGER_REFUSE, &got, &e) && got.vouchers == 1 && got.same == 1);
	check(!import_again(db, other, LEDGER_REFUSE, &got, &e) && e.rc == RC_CONFLICT);
	check(str_find(str_of(e.text[LANG_EN]), STR("A 1"), 0) < strlen(e.text[LANG_EN]));
	check(import_again(db, other, LEDGER_REPLACE, &got, &e) && got.replaced == 2);
	db_close(db);
}

int
main(void)
{
	bool seen[36] = {[33] = true};

	arena_init(&mem, (size_t)1 << 30);
	for (size_t i = 0; i < COUNTOF(deviations); i++) {
		one(&deviations[i]);
		seen[deviations[i].no] = true;
	}
	again();
	for (int i = 1; i <= 35; i++)
		check_at(seen[i], "deviation", i, "has a file");
	arena_end(&mem);
	return check_done();
}
