/* SIE 4: one small file for each deviation seen in real files (numbered as in the
 * format notes), the lexer, the values, the check sum and the writer. */
#include "check.h"
#include "fmt/messages.h"
#include "fmt/sie4.h"
#include "fmt/sie4_lex.h"
#include "fmt/sie4_sum.h"
#include "fmt/sie4_value.h"
#include "fmt/sie4_write.h"

#include <string.h>

enum { ROWS = 64, VERS = 16 };

static struct arena mem;
static struct sie f;
static struct diag diag;
static struct err err;

/* What the sink has seen, copied. */
static struct {
	size_t n_ver, n_row;
	struct {
		str series, no, text;
		date day;
		uint8_t flags;
		size_t rows;
		str whole;
	} ver[VERS];
	struct {
		str account, text;
		int64_t ore;
		date day;
		enum sie_row_kind kind;
		size_t n_obj;
		str obj[8];
		int dim[8];
		bool has_qty;
	} row[ROWS];
	str input;
} got;

static bool
take(void *arg, const struct sie *s, const struct sie_batch *b, struct err *e)
{
	(void)arg;
	(void)e;
	for (size_t i = 0; i < b->n_ver && got.n_ver < VERS; i++) {
		size_t v = got.n_ver++;

		got.ver[v].series = s->series[b->ver_series[i]];
		got.ver[v].no = str_dup(&mem, b->ver_no[i]);
		got.ver[v].text = str_dup(&mem, b->ver_text[i]);
		got.ver[v].day = b->ver_day[i];
		got.ver[v].flags = b->ver_flags[i];
		got.ver[v].rows = b->ver_row[i + 1] - b->ver_row[i];
		got.ver[v].whole = str_sub(got.input, b->ver_at[i], b->ver_at[i] + b->ver_len[i]);
	}
	for (size_t i = 0; i < b->n_row && got.n_row < ROWS; i++) {
		size_t r = got.n_row++;

		got.row[r].account = s->account[b->row_account[i]].no;
		got.row[r].text = str_dup(&mem, b->row_text[i]);
		got.row[r].ore = b->row_ore[i];
		got.row[r].day = b->row_day[i];
		got.row[r].kind = (enum sie_row_kind)b->row_kind[i];
		for (uint32_t k = b->row_obj[i]; k < b->row_obj[i + 1]; k++) {
			const struct sie_object *o = &s->object[b->obj[k]];
			size_t at = got.row[r].n_obj++;

			got.row[r].obj[at] = o->no;
			got.row[r].dim[at] = s->dim[o->dim].no;
		}
	}
	for (size_t i = 0; i < b->n_extra; i++)
		got.row[b->extra[i].row].has_qty = b->extra[i].has_qty;
	return true;
}

static bool
read_as(str bytes, struct sie4_opts o)
{
	struct sie_sink sink = {.batch = take};

	memset(&got, 0, sizeof got);
	/* Of exactly its size, so that a stray read is caught. */
	got.input = str_dup(&mem, bytes);
	err = (struct err){0};
	diag_init(&diag, &mem, 50);
	o.file = STR("t.se");
	return sie4_read(&mem, got.input, &o, &sink, &f, &diag, &err);
}

/* The records that every file needs, then `body`. */
static bool
read_body(const char *body)
{
	str head = STR("#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20250101\n#SIETYP 4\n"
	               "#FNAMN N\n#RAR 0 20240101 20241231\n#RAR -1 20230101 20231231\n");

	return read_as(str_fmt(&mem, "%.*s%s", STR_ARG(head), body), (struct sie4_opts){0});
}

static size_t
said(const char *rule)
{
	size_t n = 0;

	for (size_t i = 0; i < diag.n; i++)
		n += strcmp(diag.v[i].rule, rule) == 0;
	return n;
}

static bool
one_row(const char *row)
{
	return read_body(str_fmt(&mem, "#KONTO 1910 K\n#VER A 1 20240115 t\n{\n%s\n}\n", row).p) &&
	    got.n_ver == 1;
}

/* 1-4: code pages, backslashes */
static void
texts(void)
{
	str utf8 = STR("#FLAGGA 0\n#FORMAT PC8\n#FNAMN \"Region \xc3\x85m\xc3\xa5l\"\n");
	str latin = STR("#FLAGGA 0\n#FORMAT PC8\n#FNAMN \"Region \xc5m\xe5l\"\n");
	str pc8 = STR("#FLAGGA 0\n#FORMAT PC8\n#FNAMN \"Region \x8fm\x86l\"\n");
	str bom = STR("\xef\xbb\xbf#FLAGGA 0\n#FNAMN \xc3\xa5\n");
	str mixed = STR("#FLAGGA 0\n#FNR \"C:\\F\xf6retag\\\"\n#FNAMN \"\x8fm\x86l\"\n");

	/* 1 */
	check(read_as(utf8, (struct sie4_opts){0}) && f.set == CHARSET_UTF8);
	check_str(f.name, "Region Åmål");
	check(said("sie_charset") == 1);
	check(read_as(latin, (struct sie4_opts){0}) && f.set == CHARSET_CP1252);
	check_str(f.name, "Region Åmål");
	check(read_as(pc8, (struct sie4_opts){0}) && f.set == CHARSET_CP437);
	check_str(f.name, "Region Åmål");
	check(said("sie_charset") == 0);
	check(read_as(bom, (struct sie4_opts){0}) && f.vote.bom && f.flag == 0);
	check_str(f.name, "å");
	check(read_as(pc8, (struct sie4_opts){.set = CHARSET_CP1252}));
	check(!str_eq(f.name, STR("Region Åmål")));
	/* 2 */
	check(read_as(mixed, (struct sie4_opts){0}) && f.set == CHARSET_CP437);
	check_str(f.company_id, "C:\\Företag\\");
	check_str(f.name, "Åmål");
	check(said("sie_charset_mixed") == 1);
	/* 3 */
	check(read_as(STR("#FLAGGA 0\n#FNAMN \"F\xef\xbf\xbdretag\"\n"), (struct sie4_opts){0}));
	check(said("text_destroyed") == 1);
	/* 4 */
	check(read_body("#FNR \"C:\\ProgramData\\SPCS\\\"\n#PROSA \"C:\\\\Documents\"\n"));
	check_str(f.company_id, "C:\\ProgramData\\SPCS\\");
	check_str(f.prose[0], "C:\\\\Documents");
}

/* 5-9: quotes, blanks, braces, line ends */
static void
lines(void)
{
	/* 5 */
	check(read_body("#KONTO 1480 \"F\"rskott till leverant\"re\"\n"));
	check_str(f.account[0].name, "F\"rskott till leverant\"re");
	check(said("sie_quote_inner") == 1);
	/* 6 */
	check(one_row("#TRANS 1910 {} 5 20240115 \"avkortad text\n#TRANS 1910 {} -5"));
	check_str(got.row[0].text, "avkortad text");
	check(got.n_row == 2 && said("sie_quote_open") == 1);
	/* 7, 8 */
	check(read_body("\t #VER\tA  1 20240115\n {\t\n\t\t#TRANS  1910\t{}   5.00\n  #TRANS 1920 "
	                "{ } -5.00  \n}  \n"));
	check(got.n_ver == 1 && got.n_row == 2 && got.row[1].ore == -500);
	/* the brace on the record's own line */
	check(read_body("#VER A 1 20240115 {\n#TRANS 1910 {} 0\n}\n#VER A 2 20240115\n{\n"
	                "#TRANS 1910 {} 0\n}"));
	check(got.n_ver == 2 && got.n_row == 2);
	/* 9 */
	check(read_as(STR("#FLAGGA 0\r\n#FNAMN N\r\n#VER A 1 20240115\r\n{\r\n#TRANS 1 {} 0\r\n}"),
	    (struct sie4_opts){0}));
	check(got.n_row == 1 && str_has_suffix(got.ver[0].whole, STR("}")));
	check(read_as(STR("#FLAGGA 0\r#FNAMN N\r#VER A 1 20240115\r{\r#TRANS 1 {} 0\r}\r"),
	    (struct sie4_opts){0}));
	check(got.n_row == 1);
	check(read_as((str){"#FLAGGA 0\n#FNAMN N\n\x1a\0", 22}, (struct sie4_opts){0}));
	check_str(f.name, "N");
}

/* 10-16: accounts and vouchers */
static void
vouchers(void)
{
	/* 10, 11 */
	check(read_body("#KONTO 1910 K\n#IB 0 1910 5\n#VER A 1 20240115\n{\n#TRANS DIFF {} 1\n"
	                "#TRANS 11AF {} -1\n}\n"));
	check_str(got.row[0].account, "DIFF");
	check(f.n_account == 3 && f.account[0].declared && !f.account[1].declared);
	check(said("sie_account_undeclared") == 2);
	/* 12 */
	check(read_body("#VER \"\" \"\" 20240115\n{\n#TRANS 1 {} 0\n}\n"));
	check(got.ver[0].flags == SIE_VER_NO_NUMBER && got.ver[0].series.n == 0);
	/* 13, 14 */
	check(read_body("#VER LEV1 9 20240115\n{\n#TRANS 1 {} 0\n}\n#VER 7 10 20240115\n{\n"
	                "#TRANS 1 {} 0\n}\n#VER LEV1 3 20240115\n{\n#TRANS 1 {} 0\n}\n"));
	check_str(got.ver[0].series, "LEV1");
	check_str(got.ver[1].series, "7");
	check(f.n_series == 2 && got.n_ver == 3);
	/* 15 */
	check(one_row("#TRANS 1910 {} 5.00\n#TRANS 1910 {} -4.99"));
	check(got.ver[0].flags == SIE_VER_UNBALANCED && f.n_unbalanced == 1);
	check(said("sie_ver_unbalanced") == 1);
	/* history does not count */
	check(one_row("#RTRANS 1910 {} 5 20240116 \"\" \"\" \"2 C B\"\n#TRANS 1910 {} 5 20240115\n"
	              "#BTRANS 1910 {} 7\n#TRANS 1910 {} -5"));
	check(f.n_unbalanced == 0 && f.n_row[SIE_RTRANS] == 1 && f.n_row[SIE_BTRANS] == 1);
	check(said("sie_no_mirror") == 0);
	check(one_row("#RTRANS 1910 {} 5\n#TRANS 1910 {} 6\n#TRANS 1910 {} -6"));
	check(said("sie_no_mirror") == 1);
	/* 16 */
	check(read_body("#VER A 1 20240115\n{\n}\n#VER A 2 20240115\n#VER A 3 20240115\n{\n"
	                "#BTRANS 1 {} 5\n}\n"));
	check(f.n_empty == 3 && got.n_ver == 3 && got.ver[1].flags == SIE_VER_EMPTY);
}

/* 17-21: rows and numbers */
static void
rows(void)
{
	static const struct {
		const char *text;
		int64_t ore;
		enum value want;
	} NUMBER[] = {{"1000.50", 100050, VALUE_OK}, {"-5", -500, VALUE_OK}, {"5.5", 550, VALUE_OK},
	    {".20", 20, VALUE_LENIENT}, {"-.20", -20, VALUE_LENIENT}, {"1,5", 150, VALUE_LENIENT},
	    {"1 000,50", 100050, VALUE_LENIENT},
	    {"1\xc2\xa0"
	     "000.50",
	        100050, VALUE_LENIENT},
	    {"+5", 500, VALUE_LENIENT}, {"5-", -500, VALUE_LENIENT}, {"1.005", 101, VALUE_ROUNDED},
	    {"-1.005", -101, VALUE_ROUNDED}, {"1.0000", 100, VALUE_OK}, {"1,234", 0, VALUE_BAD},
	    {"1.234,56", 123456, VALUE_LENIENT}, {"1,234.56", 123456, VALUE_LENIENT},
	    {"1.234.567,50", 123456750, VALUE_LENIENT}, {"1.2.3", 0, VALUE_BAD},
	    {"", 0, VALUE_NONE}, {"-", 0, VALUE_BAD}, {"x", 0, VALUE_BAD}, {"5x", 0, VALUE_BAD},
	    {"--5", 0, VALUE_BAD}, {"5.", 500, VALUE_OK},
	    {"92233720368547758.07", INT64_MAX, VALUE_OK},
	    {"-92233720368547758.08", INT64_MIN, VALUE_OK}, {"92233720368547758.08", 0, VALUE_BIG},
	    {"99999999999999999999999999999999999999999", 0, VALUE_BIG},
	    {"\xe2\x88\x92"
	     "5",
	        -500, VALUE_LENIENT}};
	int64_t ore;

	/* 17 */
	check(one_row("#TRANS 1910 5.00 20240116 \"text\"\n#TRANS 1910 -5"));
	check_str(got.row[0].text, "text");
	check(got.row[0].day.d == 16 && said("sie_no_list") == 2);
	check(read_body("#PSALDO 0 202401 1910 5.00\n#PBUDGET 0 202402 1910 {} 6 2\n"));
	check(f.n_balance == 2 && f.balance[0].ore == 500 && f.balance[0].n_obj == 0);
	/* 18 */
	check(one_row("#TRANS 1910 {} -1000.00 \"Kontant\"\n#TRANS 1910 {} 1000"));
	check_str(got.row[0].text, "Kontant");
	check(got.row[0].day.y == 0 && said("sie_text_for_date") == 1);
	/* 19 */
	check(one_row("#TRANS 1910 {} 0 180501\n#TRANS 1910 {} 0 2024-01-31\n"
	              "#TRANS 1910 {} 0 00000000\n#TRANS 1910 {} 0 20240231 t"));
	check(got.row[0].day.y == 2018 && got.row[1].day.d == 31 && got.row[2].day.y == 0);
	check(got.row[3].day.y == 0 && said("sie_date_odd") == 2 && said("sie_date_bad") == 1);
	check(read_body(
	    "#VER A 1 \"\"\n{\n#TRANS 1 {} 0\n}\n#VER A 2 240115\n{\n#TRANS 1 {} 0\n}\n"));
	check((got.ver[0].flags & SIE_VER_NO_DATE) && got.ver[1].day.m == 1);
	check(said("sie_ver_no_date") == 1 && diag.n_err == 1);
	/* 20 */
	check(one_row("#TRANS 1910 {} 5 20240115 t \"\"\n#TRANS 1910 {} -5 \"\" \"\" 1.5"));
	check(!got.row[0].has_qty && got.row[1].has_qty && said("sie_quantity_bad") == 0);
	/* 21 */
	for (size_t i = 0; i < COUNTOF(NUMBER); i++) {
		check_i64(sie4_amount(str_of(NUMBER[i].text), &ore), NUMBER[i].want);
		if (NUMBER[i].ore != 0)
			check_i64(ore, NUMBER[i].ore);
	}
	check(one_row("#TRANS 1910 {} \"1 000,50\"\n#TRANS 1910 {} -1000,50\n#TRANS 1910 {} x"));
	check(got.n_row == 2 && f.n_unbalanced == 0);
	check(got.ver[0].flags == SIE_VER_BAD_ROW && said("sie_number_bad") == 1);
	check(said("sie_number_odd") == 2);
}

/* 22-28: the header and the balances */
static void
balances(void)
{
	/* 22 */
	check(
	    read_body("#RAR -2\n#ORGNR \"\"\n#KONTO 1910 K\n#SRU 1910\n#KTYP 1910\n#ADRESS a b c\n"
	              "#FORMAT \"PC8, Anger vilken\"\n#PROGRAM x\n"));
	check(said("sie_value_missing") == 5 && f.n_year == 3 && f.year[2].from.y == 0);
	check(said("sie_format_odd") == 1 && diag.n_err == 0);
	/* 23 */
	check(read_body("#SIETYP 2\n"));
	check(said("sie_record_missing") == 1);
	/* 24 */
	check(read_body("#PSALDO 0 202306 1910 {} 5\n#PSALDO 0 209906 1910 {} 5\n"));
	check(f.balance[0].year == -1 && f.balance[0].year_stated == 0);
	check(f.balance[1].year == 0 && said("sie_period_year") == 1);
	/* last year's budget with this year's periods: not this year's twice */
	check(read_body("#PBUDGET 0 202401 3010 {} 5\n#PBUDGET -1 202401 3010 {} 4\n"
	                "#PSALDO -1 202401 3010 {} 3\n"));
	check(f.balance[1].year == -1 && f.balance[2].year == 0);
	check(said("sie_period_taken") == 1 && said("sie_period_year") == 1);
	/* 25 */
	check(read_body("#KONTO 1910 K\n#IB 0 1910 0\n#UB 0 1910 10\n#PSALDO 0 202401 1910 {} 4\n"
	                "#PSALDO 0 202401 1910 {1 A} 6\n"));
	check(sie_psaldo_test(&f, &mem).reading == SIE_PSALDO_REST);
	check(read_body("#KONTO 1910 K\n#IB 0 1910 0\n#UB 0 1910 10\n#PSALDO 0 202401 1910 {} 10\n"
	                "#PSALDO 0 202401 1910 {1 A} 6\n"));
	check(sie_psaldo_test(&f, &mem).reading == SIE_PSALDO_TOTAL);
	check(read_body(""));
	check(sie_psaldo_test(&f, &mem).reading == SIE_PSALDO_NONE);
	/* 26, 27 */
	check(
	    read_body("#KONTO 1910 K\n#KONTO 3010 I\n#IB 0 1910 5\n#UB 0 1910 10\n#RES 0 3010 -7\n"
	              "#VER A 1 20240115\n{\n#TRANS 1910 {} 5\n#TRANS 3010 {} -5\n}\n"));
	struct sie_recon rec = sie_reconcile(&f, &mem);
	check(rec.n == 2 && rec.n_ok == 1 && rec.ub_res_ore == 300 && !rec.bad);
	sie_reconcile_report(&f, &mem, STR("t.se"), &diag);
	check(said("sie_account_off") == 1);
	/* 28 */
	check(read_body("#RAR 0 20230701 20240831\n#PSALDO 0 202408 1910 {} 5\n"));
	int no;
	check(sie_year_of_period(&f, 202307, &no) && no == 0);
	check(sie_year_of_day(&f, (date){2024, 8, 31}, &no) && no == 0);
	check(!sie_year_of_day(&f, (date){2024, 9, 1}, &no));
}

/* 29: the check sum */
static void
sums(void)
{
	struct sie4_line l;
	str head = STR("#FLAGGA 0\n#KSUMMA\n#KONTO 1915 \"Kassa \\\"special\\\"\"\n");

	sie4_lex(STR("#KONTO 1915 \"Kassa \\\"special\\\"\""), &l);
	check_i64(sie4_sum_line(0, &l), 1921122205);
	sie4_lex(STR("#FNAMN \"Region \x8fm\x86l\""), &l);
	check_i64(sie4_sum_line(0, &l), 2741471943);
	check(read_as(str_fmt(&mem, "%.*s#KSUMMA 1921122205\n", STR_ARG(head)),
	    (struct sie4_opts){0}));
	check(f.sum == SIE_SUM_OK);
	check(!read_as(str_fmt(&mem, "%.*s#KSUMMA 1921122206\n", STR_ARG(head)),
	    (struct sie4_opts){0}));
	check(err.rc == RC_INVALID);
	check(read_as(str_fmt(&mem, "%.*s#KSUMMA 1\n", STR_ARG(head)),
	    (struct sie4_opts){.accept_sum = true}));
	check(f.sum == SIE_SUM_WRONG && diag.n_err == 1);
	check(!read_as(head, (struct sie4_opts){0}));
	check(read_as(head, (struct sie4_opts){.accept_sum = true}) && f.sum == SIE_SUM_TRUNCATED);
	/* signed, and the sum of the letters as cp437 in a file that is UTF-8 */
	check(read_as(STR("#FLAGGA 0\n#KSUMMA\n#FNAMN \"Region \xc3\x85m\xc3\xa5l\"\n"
	                  "#KSUMMA -1553495353\n"),
	    (struct sie4_opts){0}));
	check(f.sum == SIE_SUM_OK);
	check(read_as(STR("#FLAGGA 0\n#KSUMMA\n#FNAMN \"Region \xc3\x85m\xc3\xa5l\"\n"
	                  "#KSUMMA 3961480605\n"),
	    (struct sie4_opts){0}));
}

/* 30-35 */
static void
others(void)
{
	struct sb b;
	str big;

	/* 30 */
	check(
	    read_body("#MUU 1 \"två ord\"\n#VER A 1 20240115\n{\n#TRANS 1 {} 0\n#MOMSKOD 5\n}\n"));
	check(f.n_unknown == 2 && f.unknown[1].in_voucher && said("sie_unknown_label") == 2);
	check_str(f.unknown[0].record, "#MUU 1 \"två ord\"");
	/* 31 */
	check(!read_as(STR("<!DOCTYPE html>\n<html>\n#FLAGGA\n"), (struct sie4_opts){0}));
	check(err.rc == RC_INVALID);
	check(!read_as(STR(""), (struct sie4_opts){0}));
	check(!sie4_sniff(STR("Konto;Namn\n")));
	/* 32 */
	check(read_body("#FLAGGA 1\n") && f.flag == 1 && said("sie_flag_set") == 1);
	/* 33: what a second import of the same period is told by */
	check(read_body("#VER A 1 20240115\n{\n#TRANS 1 {} 0\n}\n#VER A 2 20241231\n{\n"
	                "#TRANS 1 {} 0\n}\n"));
	check(date_cmp(f.first_day, (date){2024, 1, 15}) == 0);
	check(date_cmp(f.last_day, (date){2024, 12, 31}) == 0 && f.n_ver == 2);
	/* 34 */
	check(one_row("#TRANS 1910 {} 0 20240115 \"a\tb\""));
	check_str(got.row[0].text, "a b");
	sb_init(&b, &mem, (size_t)3 << 20);
	sb_lit(&b, "#FLAGGA 0\n#PROSA \"");
	for (size_t i = 0; i < 1 << 20; i++)
		sb_chr(&b, 'x');
	sb_lit(&b, "\"\n");
	check(sb_done(&b, &big) && !read_as(big, (struct sie4_opts){0}) && err.rc == RC_LIMIT);
	/* 35 */
	check(one_row("#TRANS 1910 {1 \"456\" \"6\" 47 20 \"C D\" 7 {8} 0"));
	check(one_row("#TRANS 1910 {1 \"456\" \"6\" 47 20 \"C D\" 7 \"\"} 0"));
	check(got.row[0].n_obj == 4 && got.row[0].dim[2] == 20);
	check_str(got.row[0].obj[2], "C D");
	check(one_row("#TRANS 1910 {1 A 6} 0") && said("sie_list_odd") == 1);
	check(got.row[0].n_obj == 1);
	check(one_row("#TRANS 1910 {x A 6 B} 0") && got.row[0].n_obj == 1);
}

/* Broken structure: nothing is lost in silence. */
static void
structure(void)
{
	check(read_body("#TRANS 1910 {} 5\n"));
	check(got.n_row == 0 && said("sie_row_outside") == 1);
	check(read_body("#VER A 1 20240115\n#TRANS 1 {} 5\n#TRANS 1 {} -5\n"));
	check(got.n_row == 2 && said("sie_brace_missing") == 1);
	check(read_body(
	    "#VER A 1 20240115\n{\n#TRANS 1 {} 0\n#VER A 2 20240115\n{\n#TRANS 1 {} 0\n"));
	check(got.n_ver == 2 && said("sie_brace_missing") == 1);
	check(said("sie_ends_in_voucher") == 1);
	check(read_body("#KONTO 1910 \"bruten\nrad\"\n") && said("sie_line_strange") == 1);
	check(read_body("#VER A 1 20240115\n{\n#TRANS 1 {} 92233720368547758.07\n"
	                "#TRANS 1 {} 92233720368547758.07\n}\n"));
	check(said("sie_ver_overflow") == 1 && f.account[0].moved_bad);
	check(got.ver[0].flags & SIE_VER_UNBALANCED);
	for (int i = 0; i < 20; i++)
		check(read_body("#TRANS 1 {} 1\n#TRANS 1 {} 1\n#TRANS 1 {} 1\n#TRANS 1 {} 1\n"
		                "#TRANS 1 {} 1\n#TRANS 1 {} 1\n#TRANS 1 {} 1\n"));
	check(said("sie_row_outside") == 5 && said("sie_more") == 1);
}

static void
lexer(void)
{
	static const struct {
		const char *line;
		size_t n;
		const char *second;
	} CASE[] = {{"#A \"say \\\"hi\\\" there\" \"x\"", 3, "say \"hi\" there"},
	    {"#A \"C:\\a\\\" \"b\"", 3, "C:\\a\\"}, {"#A \"a\\\" \\\"b\" c", 3, "a\" \"b"},
	    {"#A \"\" c", 3, ""}, {"#A a\\\"b c", 3, "a\"b"}, {"#A \"\\\"\"", 2, "\""},
	    {"#A \"x\\\\\"\"", 2, "x\\\""}, {"#A   b", 2, "b"}};
	struct sie4_line *l = arena_new(&mem, struct sie4_line);

	for (size_t i = 0; i < COUNTOF(CASE); i++) {
		sie4_lex(str_of(CASE[i].line), l);
		check_i64((int64_t)l->n, (int64_t)CASE[i].n);
		check_str(sie4_unescape(&mem, &l->f[1]), CASE[i].second);
	}
	sie4_lex(STR("#TRANS 1910 {1 \"a}b\" 6 c}-5 {x}"), l);
	check(l->f[2].list && l->list.n == 4 && (l->flags & SIE4_LEX_SECOND_LIST));
	check_str(l->member[1].raw, "a}b");
	char *many = arena_array(&mem, 1000, char);
	memset(many, ' ', 999);
	for (size_t i = 0; i < 999; i += 2)
		many[i] = 'x';
	sie4_lex((str){many, 999}, l);
	check(l->n == SIE4_FIELDS_MAX && (l->flags & SIE4_LEX_MANY));
}

static bool
keep(void *arg, str bytes, struct err *e)
{
	(void)e;
	sb_str(arg, bytes);
	return true;
}

static bool
refuse(void *arg, str bytes, struct err *e)
{
	(void)arg;
	(void)bytes;
	return fail(e, RC_IO, MSG_sie_not_sie, ARG("disk"));
}

static void
writer(void)
{
	uint32_t obj[] = {0};
	struct sie_object object = {.no = STR("0710"), .name = STR("Vård \"A\""), .declared = true};
	struct sie_dim dim = {.no = 1, .name = STR("Enhet"), .declared = true};
	struct sie_account account[] = {{.no = STR("1930"), .name = STR("Bank"), .declared = true},
	    {.no = STR("4010"), .name = STR("Lön"), .type = 'K', .declared = true}};
	struct sie_year year = {.no = 0, .from = {2024, 1, 1}, .to = {2024, 12, 31}};
	struct sie_balance ib = {.kind = SIE_IB, .ore = -5};
	str series = STR("A"), out;
	struct sie s = {.type = 4,
	    .program = STR("Tertial"),
	    .gen = {2025, 1, 2},
	    .name = STR("Region Åmål 元"),
	    .year = &year,
	    .n_year = 1,
	    .account = account,
	    .n_account = 2,
	    .dim = &dim,
	    .n_dim = 1,
	    .object = &object,
	    .n_object = 1,
	    .series = &series,
	    .n_series = 1,
	    .balance = &ib,
	    .n_balance = 1,
	    .currency = STR("SEK")};
	struct sie_extra x = {.row = 1, .has_qty = true, .qty = dec_of(15, 1)};
	struct sie_batch b = {.n_ver = 1,
	    .n_row = 2,
	    .n_obj = 1,
	    .n_extra = 1,
	    .ver_row = (const uint32_t[]){0, 2},
	    .ver_series = (const uint32_t[]){0},
	    .ver_no = (const str[]){STR("1")},
	    .ver_day = (const date[]){{2024, 1, 15}},
	    .ver_reg = (const date[]){{0}},
	    .ver_text = (const str[]){STR("Lön\n1")},
	    .ver_sign = (const str[]){STR("AB")},
	    .row_kind = (const uint8_t[]){0, 0},
	    .row_account = (const uint32_t[]){1, 0},
	    .row_obj = (const uint32_t[]){0, 1, 1},
	    .row_ore = (const int64_t[]){12345, -12345},
	    .row_day = (const date[]){{0}, {0}},
	    .row_text = (const str[]){STR(""), STR("")},
	    .obj = obj,
	    .extra = &x};
	struct sb buf;
	struct sie4_out o = {.write = keep, .arg = &buf, .mem = &mem, .crlf = true};

	sb_init(&buf, &mem, 1 << 16);
	err = (struct err){0};
	check(sie4_write_head(&o, &s, &err) && sie4_write_batch(&o, &s, &b, &err) &&
	    sie4_write_end(&o, &err) && sb_done(&buf, &out));
	check(o.n_lost == 1 && o.bytes == out.n);
	check_str(out,
	    "#FLAGGA 0\r\n#PROGRAM Tertial\r\n#FORMAT PC8\r\n#GEN 20250102\r\n#SIETYP 4\r\n"
	    "#FNAMN \"Region \x8fm\x86l ?\"\r\n#RAR 0 20240101 20241231\r\n#VALUTA SEK\r\n"
	    "#KONTO 1930 Bank\r\n#KONTO 4010 L\x94n\r\n#KTYP 4010 K\r\n#DIM 1 Enhet\r\n"
	    "#OBJEKT 1 0710 \"V\x86rd \\\"A\\\"\"\r\n#IB 0 1930 -0.05\r\n"
	    "#VER A 1 20240115 \"L\x94n 1\" \"\" AB\r\n{\r\n\t#TRANS 4010 {1 0710} 123.45\r\n"
	    "\t#TRANS 1930 {} -123.45 \"\" \"\" 1.5\r\n}\r\n");
	check(read_as(out, (struct sie4_opts){0}) && diag.n == 1); /* no version of the program */
	check_str(got.row[0].obj[0], "0710");
	check(got.row[0].ore == 12345 && got.row[1].has_qty && f.n_unbalanced == 0);
	o = (struct sie4_out){.write = refuse, .mem = &mem};
	check(sie4_write_head(&o, &s, &err));
	check(!sie4_write_end(&o, &err) && err.rc == RC_IO);
}

/* The short way takes what has a known shape and nothing else; that both ways
 * give the same is the fuzzer's to show. */
static void
short_way(void)
{
	static const char BODY[] =
	    "#VER A 1 20240115 \"Faktura 12\" 20240116\n{\n   #TRANS 1910 {1 \"0710\"} 5.00\n"
	    "#TRANS 1920 {1 \"0710\" 6 \"P1\"} -6.00 20240116 \"text\"\r\n#TRANS 1910 {} 1\n}\n"
	    "#VER A 2 20240115\n{\n#TRANS 1910 {} 5.00 20240116 \"cut\n#TRANS 1920 {} -5.00 \"\" \"b\"\n"
	    "}\n";
	str all = str_fmt(&mem, "#FLAGGA 0\n#SIETYP 4\n%s%300s", BODY, "");

	check(read_as(all, (struct sie4_opts){0}));
	check(got.n_ver == 2 && got.n_row == 5 && f.n_fast == 4 && f.n_unbalanced == 0);
	check_str(got.row[1].text, "text");
	check_str(got.row[3].text, "cut");
	check(got.row[1].n_obj == 2 && got.row[1].day.d == 16 && said("sie_quote_open") == 1);
	check(read_as(all, (struct sie4_opts){.no_wide = true}) && f.n_fast == 4);
	check(read_as(all, (struct sie4_opts){.general_only = true}) && f.n_fast == 0);
	check(got.n_row == 5 && f.n_unbalanced == 0);
	/* Many objects, so that every cache gives way to another. */
	struct sb b;
	sb_init(&b, &mem, (size_t)8 << 20);
	sb_lit(&b, "#FLAGGA 0\n#SIETYP 4\n#VER A 1 20240101\n{\n");
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 20000; i++)
			sb_printf(&b, "#TRANS %d {1 \"%d\" 6 \"LONGCODE%d\"} %s1.00\n",
			    10000 + i / 3, i, i, i % 2 ? "-" : "");
	sb_printf(&b, "}\n%300s", "");
	check(sb_done(&b, &all) && read_as(all, (struct sie4_opts){0}));
	check(f.n_row[0] == 40000 && f.n_fast == 40000 && f.n_unbalanced == 0);
	check(f.n_object == 40000 && f.n_account == 6667);
	check_str(f.object[39999].no, "LONGCODE19999");
}

static bool
stop(void *arg, const struct sie *s, const struct sie_batch *b, struct err *e)
{
	(void)arg;
	(void)s;
	(void)b;
	return fail(e, RC_BUSY, MSG_sie_not_sie, ARG("sink"));
}

/* Many vouchers: batches are cut at voucher ends and nothing is lost. */
static bool
count(void *arg, const struct sie *s, const struct sie_batch *b, struct err *e)
{
	size_t *n = arg;

	(void)s;
	(void)e;
	n[0] += b->n_ver;
	n[1] += b->n_row;
	n[2]++;
	check(b->ver_row[b->n_ver] == b->n_row && b->row_obj[b->n_row] == b->n_obj);
	return true;
}

static void
streaming(void)
{
	struct sb b;
	struct sie_sink sink = {.batch = stop};
	struct sie4_opts o = {.file = STR("big")};
	size_t n[3] = {0};
	str s;

	sb_init(&b, &mem, (size_t)16 << 20);
	sb_lit(&b, "#FLAGGA 0\n#SIETYP 4\n");
	for (int v = 0; v < 3000; v++) {
		sb_printf(&b, "#VER A %d 20240101 \"f\x94r %d\"\n{\n", v, v);
		for (int r = 0; r < (v == 1500 ? 9000 : 4); r++)
			sb_printf(&b, "#TRANS %d {1 \"%d\"} %s1.00\n", 1000 + r % 50, r % 7,
			    r % 2 ? "-" : "");
		sb_lit(&b, "}\n");
	}
	check(sb_done(&b, &s));
	err = (struct err){0};
	diag_init(&diag, &mem, 10);
	check(!sie4_read(&mem, s, &o, &sink, &f, &diag, &err) && err.rc == RC_BUSY);
	sink = (struct sie_sink){.batch = count, .arg = n};
	err = (struct err){0};
	check(sie4_read(&mem, s, &o, &sink, &f, &diag, &err));
	check(n[0] == 3000 && n[1] == 2999 * 4 + 9000 && n[2] > 3);
	check(f.n_unbalanced == 0 && f.n_row[0] == n[1]);
}

int
main(void)
{
	arena_init(&mem, (size_t)512 << 20);
	lexer();
	texts();
	lines();
	vouchers();
	rows();
	balances();
	sums();
	others();
	structure();
	writer();
	short_way();
	streaming();
	arena_end(&mem);
	return check_done();
}
