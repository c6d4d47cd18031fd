/* Tables of other systems: how they are read, what they become, and every fault with
 * its place. */
#include "check.h"
#include "core/intake/cell.h"
#include "core/intake/intake.h"
#include "model_build.h"
#include "../support/xlsx_make.h"

#include <string.h>

static struct arena mem;
static struct model *m;
static struct diag d;
static struct err e;

static void
numbers(void)
{
	static const struct {
		const char *text;
		enum number_form form;
		const char *comma, *point; /* as a canonical number, or NULL: none */
	} v[] = {{"0", NUMBER_WHOLE, "0", "0"}, {"1234", NUMBER_WHOLE, "1234", "1234"},
	    {"1 234", NUMBER_WHOLE, "1234", "1234"},
	    {"1 234 567,5", NUMBER_COMMA, "1234567.5", NULL}, {"1,5", NUMBER_COMMA, "1.5", NULL},
	    {"1.5", NUMBER_POINT, NULL, "1.5"}, {"1,234", NUMBER_EITHER, "1.234", "1234"},
	    {"1.234", NUMBER_EITHER, "1234", "1.234"}, {"12,3456", NUMBER_COMMA, "12.3456", NULL},
	    {"1.234,50", NUMBER_COMMA, "1234.50", NULL},
	    {"1,234.50", NUMBER_POINT, NULL, "1234.50"},
	    {"1.234.567", NUMBER_COMMA, "1234567", NULL},
	    {"1234,567", NUMBER_COMMA, "1234.567", NULL}, {"-12", NUMBER_WHOLE, "-12", "-12"},
	    {"12-", NUMBER_WHOLE, "-12", "-12"},
	    {"\xe2\x88\x92"
	     "12,5",
	        NUMBER_COMMA, "-12.5", NULL},
	    {"(12,5)", NUMBER_COMMA, "-12.5", NULL}, {"+7", NUMBER_WHOLE, "7", "7"},
	    {"1\xc2\xa0"
	     "234,00 kr",
	        NUMBER_COMMA, "1234.00", NULL},
	    {",5", NUMBER_COMMA, "0.5", NULL}, {"", NUMBER_BAD, NULL, NULL},
	    {"-", NUMBER_BAD, NULL, NULL}, {"1 23", NUMBER_BAD, NULL, NULL},
	    {"12 3456", NUMBER_BAD, NULL, NULL}, {"1,2,3", NUMBER_BAD, NULL, NULL},
	    {"1.23.456", NUMBER_BAD, NULL, NULL}, {"5,", NUMBER_BAD, NULL, NULL},
	    {"(-5)", NUMBER_BAD, NULL, NULL}, {"--5", NUMBER_BAD, NULL, NULL},
	    {"12a", NUMBER_BAD, NULL, NULL}, {"1e5", NUMBER_BAD, NULL, NULL}};

	for (size_t i = 0; i < COUNTOF(v); i++) {
		dec n;
		str s = str_of(v[i].text);
		check_at(number_form(s) == v[i].form, v[i].text, (int)i, "form");
		for (int k = 0; k < 2; k++) {
			const char *want = k == 0 ? v[i].comma : v[i].point;
			bool ok = number_parse(s, k == 0 ? ',' : '.', &n);
			check_at(ok == (want != NULL), v[i].text, k, "reads");
			if (ok && want != NULL)
				check_str(dec_str(&mem, n), want);
		}
	}
}

static void
months(void)
{
	static const struct {
		const char *text;
		int known, year, month; /* year 0: none */
	} v[] = {{"2025-12", 0, 2025, 12}, {"202512", 0, 2025, 12}, {"202513", 0, 2025, 13},
	    {"2025/03", 0, 2025, 3}, {"2025-03-31", 0, 2025, 3}, {"20250331", 0, 2025, 3},
	    {"3", 2025, 2025, 3}, {"03", 2025, 2025, 3}, {"13", 2025, 2025, 13},
	    {"mars 2025", 0, 2025, 3}, {"Dec", 2025, 2025, 12}, {"dec.", 2025, 2025, 12},
	    {"2025", 0, 2025, 0}, {"3", 0, 0, 0}, {"0", 2025, 0, 0}, {"14", 2025, 0, 0},
	    {"2025-14", 0, 0, 0}, {"202500", 0, 0, 0}, {"ma", 2025, 0, 0},
	    {"kvartal 1", 2025, 0, 0}, {"", 2025, 0, 0}, {"mars", 0, 0, 0}, {"mars 25", 0, 0, 0}};

	for (size_t i = 0; i < COUNTOF(v); i++) {
		struct grid_cell c = {.text = str_of(v[i].text)};
		int year, month;
		bool ok = cell_month(&c, v[i].known, &year, &month);
		check_at(ok == (v[i].year > 0) &&
		        (!ok || (year == v[i].year && month == v[i].month)),
		    v[i].text, (int)i, "month");
	}
}

static void
organisation(void)
{
	m = model_new(&mem);
	put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen");
	put(m, KIND_unit, "id", "0101", "name", "Service");
	put(m, KIND_alias, "name", "Regionledning", "unit", "RS");
	put(m, KIND_result_line, "id", "intakt", "name", "Intäkter", "kind", "income");
	put(m, KIND_result_line, "id", "personal", "name", "Personal", "kind", "cost");
	put(m, KIND_result_line, "id", "internt", "name", "Interna tjänster", "kind", "cost");
	put(m, KIND_mapping, "year", "2025", "prefix", "3", "line", "intakt");
	put(m, KIND_mapping, "year", "2025", "prefix", "4", "line", "personal");
	put(m, KIND_mapping, "year", "2025", "prefix", "4", "dim", "21", "object", "I1", "line",
	    "internt");
	built(m);
}

struct told {
	const char *set[8]; /* field, value */
	const char *period, *control;
	const struct intake_column *col;
	size_t n_col;
};

static bool
take(str bytes, const struct told *t, struct intake_table *out)
{
	struct intake *told = arena_new(&mem, struct intake);
	struct intake_ask ask = {.file = STR("t.csv"),
	    .told = told,
	    .control = dec_bad(),
	    .m = m,
	    .col = t->col,
	    .n_col = t->n_col};

	row_clear(KIND_intake, told);
	for (size_t i = 0; i + 1 < COUNTOF(t->set) && t->set[i] != NULL; i += 2) {
		int f = 0;
		while (f < kinds[KIND_intake].n_field &&
		    strcmp(kinds[KIND_intake].field[f].name, t->set[i]) != 0)
			f++;
		must(f < kinds[KIND_intake].n_field);
		must(field_set(&mem, &kinds[KIND_intake].field[f], told, str_of(t->set[i + 1])));
	}
	if (t->period != NULL)
		ask.period = per(t->period);
	if (t->control != NULL)
		ask.control = num(t->control);
	e = (struct err){0};
	diag_init(&d, &mem, 50);
	bool ok = intake_read(&mem, bytes, &ask, out, &d, &e) && d.n_err == 0;
	if (!ok)
		check(out->batch.n_row == 0 && out->n_budget == 0); /* (IN3) */
	return ok;
}

static void
say_findings(void)
{
	for (size_t i = 0; i < d.n; i++)
		fprintf(stderr, "  %s:%d:%d %.*s\n", d.v[i].rule, d.v[i].line, d.v[i].col,
		    STR_ARG(d.v[i].text[LANG_SV]));
	if (e.rc != RC_OK)
		fprintf(stderr, "  %s\n", e.text[LANG_EN]);
}

#define taken(bytes, out, ...) taken_at((bytes), &(struct told){__VA_ARGS__}, (out), __LINE__)
static bool
taken_at(str bytes, const struct told *t, struct intake_table *out, int line)
{
	bool ok = take(bytes, t, out);

	check_at(ok, __FILE__, line, "taken");
	if (!ok)
		say_findings();
	return ok;
}

static int64_t
batch_sum(const struct intake_table *t)
{
	int64_t sum = 0;

	for (size_t i = 0; i < t->batch.n_row; i++)
		sum += t->batch.row_ore[i];
	return sum;
}

/* A list as a Swedish system exports it: captions, CP1252, comma, a total. */
static void
balance_list(void)
{
	static const char list[] =
	    "Saldolista f\xf6r regionen\r\nPeriod 2025-12\r\n\r\n"
	    "Ansvar;Konto;Kontonamn;Vht;Motpart;Belopp, kr;Anm\r\n"
	    "RS;4011;L\xf6ner;110;;1 234,50;x\r\nRegionledning;3011;Avgifter;110;S1;-200,00;\r\n"
	    "0101;4012;;120;I1;0,5;\r\nRS;1910;Kassa;;;10;\r\n;;;;;;\r\nSumma RS;;;;;1 044,50;\r\n"
	    "Summa;;;;;1 045,00;\r\n";
	struct intake_table t;

	if (!taken(str_of(list), &t, .period = "2025-12", .control = "1045"))
		return;
	const struct intake_layout *l = &t.layout;
	check(l->sep == ';' && l->decimal == ',' && l->header_line == 4 && !l->vouchers);
	check_str(str_of(l->charset), "Windows-1252");
	check(l->sign == INTAKE_SIGN_debit && l->n_col == 6 && l->n_head == 7);
	check(l->col[3].role == COLUMN_ROLE_object && l->col[3].dim == 20);
	check(t.lines == 4 && t.total_rows == 2 && t.total_agreed && t.sum_ore == 104500);
	check(t.n_sum == 1 && t.sum[0].month == 12 && t.sum[0].ore == 104500);
	check(t.n_sample == 4 && batch_sum(&t) == 104500);
	/* A voucher a unit, of the last day: RS has three lines that stand apart. */
	check(t.batch.n_ver == 2 && t.batch.ver_row[1] == 3 && t.ver_period[0] == 12);
	check_str(t.batch.ver_no[0], "202512-RS");
	check_str(t.batch.ver_no[1], "202512-0101");
	check(t.batch.ver_day[0].d == 31 && t.batch.ver_sum_ore[0] == 104450);
	check_str(t.sie.account[t.batch.row_account[0]].name, "Löner");
	check_str(t.sie.dim[2].name, "Motpart");
	check(t.batch.row_line[3] == 7 && t.batch.ver_line[1] == 7);
	/* The alias is the unit. */
	check_str(t.sie.object[t.batch.obj[t.batch.row_obj[1]]].no, "RS");
	/* One line alone is found in the original; lines apart are not. */
	check(t.batch.ver_len[0] == 0);
	check_str(((str){list + t.batch.ver_at[1], t.batch.ver_len[1]}), "0101;4012;;120;I1;0,5;");
}

static void
signs(void)
{
	struct intake_table t;
	str result = STR("Konto;Belopp\n3010;100\n4010;-60\n"),
	    both = STR("Konto;Belopp\n3010;100\n4010;60\n"), costs = STR("Konto;Belopp\n4010;60\n");

	if (taken(result, &t, .period = "2025-01"))
		check(t.layout.sign == INTAKE_SIGN_result && t.batch.row_ore[0] == -10000 &&
		    t.batch.row_ore[1] == 6000);
	if (taken(costs, &t, .period = "2025-01"))
		check(t.layout.sign == INTAKE_SIGN_debit && t.batch.row_ore[0] == 6000);
	if (taken(costs, &t, .period = "2025-01", .set = {"sign", "result"}))
		check(t.batch.row_ore[0] == -6000);
	if (taken(both, &t, .period = "2025-01", .set = {"sign", "natural"}))
		check(t.batch.row_ore[0] == -10000 && t.batch.row_ore[1] == 6000);
	if (taken(both, &t, .period = "2025-01", .set = {"sign", "debit", "scale", "tkr"}))
		check(t.batch.row_ore[0] == 10000000);
	if (taken(STR("Konto;Belopp\n4010;1,005\n4010;2,5\n"), &t, .period = "2025-01",
	        .set = {"round", "ja"}))
		check(t.batch.row_ore[0] == 101 && d.n == 1);
}

static void
vouchers(void)
{
	struct intake_table t;

	if (!taken(STR("Serie,Vernr,Bokföringsdatum,Period,Konto,Ansvar,Debet,Kredit,Text\n"
	               "A,1,2025-03-02,2025-03,4010,RS,100.50,,Lön\n"
	               "A,2,2025-03-03,2025-03,4010,RS,7,,Mer\n"
	               "A,1,2025-03-02,2025-03,1930,,,100.50,Lön\n"
	               "A,2,2025-03-03,2025-03,1930,,,7,\n"
	               "B,1,2025-12-31,202513,4010,RS,1,1,\n"),
	        &t, .control = "108.50"))
		return;
	check(t.layout.vouchers && t.layout.sep == ',' && t.layout.decimal == '.');
	check(t.batch.n_ver == 3 && t.batch.n_row == 6 && t.sie.n_series == 2);
	check(t.batch.ver_sum_ore[0] == 0 && t.batch.ver_sum_ore[1] == 0);
	check(t.batch.ver_day[1].d == 3 && t.ver_period[2] == 13);
	check(t.batch.row_ore[0] == 10050 && t.batch.row_ore[1] == -10050);
	check_str(t.batch.row_text[0], "Lön");
	check(t.sum_ore == 10850); /* the debit */
}

static void
budgets(void)
{
	struct intake_table t;
	const struct told by_line = {.set = {"content", "budget", "year", "2025"}};

	if (taken(STR("Enhet;Resultatrad;Jan;Feb;Helår\nRS;Personal;-10;-20;-30\n"
	              "RS;intakt;5;;5\nService;Personal;0;-1;-1\nSumma;;-5;-21;-26\n"),
	        &t, .set = {"content", "budget", "year", "2025"})) {
		check(t.n_budget == 5 && t.budget[0].month == 1 && t.budget[0].ore == -1000);
		check_str(t.budget[0].line, "personal");
		check_str(t.budget[3].unit, "0101");
		check(t.layout.sign == INTAKE_SIGN_result && t.total_agreed);
	}
	/* By account, through the mapping, condition and all; the same line adds up. */
	if (taken(STR("Kst;Konto;Motpart;Period;Budget\nRS;4011;;2025-02;10\nRS;4012;;2025-02;5\n"
	              "RS;4012;I1;2025-02;2\nRS;3011;;2025-02;-30\n"),
	        &t, .set = {"content", "budget"})) {
		check(t.n_budget == 3 && t.budget[0].ore == -1500 && t.budget[2].ore == 3000);
		check_str(t.budget[1].line, "internt");
	}
	if (taken(STR("Kst;Resultatrad;Årsbudget\nRS;Personal;-12\n"), &t,
	        .set = {"content", "budget", "year", "2025"}))
		check(t.n_budget == 1 && t.budget[0].month == 0);
	check(!take(STR("Kst;Konto;Årsbudget\nRS;9999;-12\n"), &by_line, &t));
	check_str(str_of(d.v[0].rule), "intake_no_line");
}

static void
workbook(void)
{
	static const char *const cell[] = {"Utfall per ansvar", NULL, "", NULL, "Ansvar", "Konto",
	    "Datum", "Utfall", NULL, "0101", "4010", "d:46022", "1234.1000000000001", NULL, "RS",
	    "3010", "d:46022", "-34.1", NULL, "Totalt", "", "", "1200", NULL};
	struct intake_table t;

	if (!taken(xlsx_make(&mem, "Utfall", cell, COUNTOF(cell)), &t, .control = "1200"))
		return;
	check(t.layout.workbook && t.layout.header_line == 3 && t.total_agreed);
	check_str(t.layout.sheet, "Utfall");
	check(t.batch.n_row == 2 && t.batch.row_ore[0] == 123410 && t.batch.ver_day[0].d == 31);
	check(t.batch.ver_len[0] == 0 && t.unknown_units == 1); /* the number 0101 is 101 */
	/* A sheet that is not there is told with those that are. */
	check(!take(xlsx_make(&mem, "Utfall", cell, COUNTOF(cell)),
	    &(struct told){.set = {"sheet", "Budget"}}, &t));
	check_str(str_of(d.v[0].rule), "intake_no_sheet");
	check(str_find(d.v[0].text[LANG_SV], STR("Utfall"), 0) < d.v[0].text[LANG_SV].n);
}

/* What is told by hand goes before what headings say, and comes back as a template. */
static void
templates(void)
{
	const struct intake_column col[] = {{.column = STR("A"), .role = COLUMN_ROLE_account},
	    {.column = STR("B"), .role = COLUMN_ROLE_amount},
	    {.column = STR("Konto"), .role = COLUMN_ROLE_skip}};
	struct intake_table t, again;
	struct intake out;
	struct intake_column *c;
	size_t n;
	str bytes = STR("Konto|A|B|Ansvar\nx|4010|1,5|RS\n");

	if (!taken(bytes, &t, .period = "2025-01", .col = col, .n_col = 3))
		return;
	check(t.layout.n_col == 3 && t.layout.sep == '|');
	struct intake_ask ask = {.file = STR("t"), .told = arena_new(&mem, struct intake), .m = m};
	intake_template(&mem, &ask, &t, STR("mall"), &out, &c, &n);
	check_str(out.separator, "|");
	check_str(out.decimal, ",");
	check(out.sign == INTAKE_SIGN_debit && n == 3);
	ask = (struct intake_ask){.file = STR("t"),
	    .told = &out,
	    .col = c,
	    .n_col = n,
	    .col_all = true,
	    .period = per("2025-02"),
	    .control = dec_bad(),
	    .m = m};
	check(intake_read(&mem, bytes, &ask, &again, &d, &e) && again.batch.n_row == 1);
	check(again.layout.n_col == 3 && again.layout.col[0].told);
	check_str(again.sie.series[0], "mall");
	/* A column that the file lost. */
	diag_init(&d, &mem, 9);
	check(intake_read(&mem, STR("A|B\n4010|1\n"), &ask, &again, &d, &e) && d.n_err == 1);
	check_str(str_of(d.v[0].rule), "intake_lost_column");
}

#define NOTHING                \
	{                      \
		.period = NULL \
	}

static const struct fault {
	const char *text, *rule;
	int line, col;
	struct told told;
} faults[] = {
    {"inget här\nalls\n", "intake_no_columns", 1, 1, NOTHING},
    {"a;b\n1;2\n", "intake_no_header", 1, 1, NOTHING},
    {"Ansvar;Belopp\nRS;1\n", "intake_missing_role", 1, 1, {.period = "2025-01"}},
    {"Konto;Kto;Belopp\n1;1;1\n", "intake_twice_role", 1, 2, {.period = "2025-01"}},
    {"Konto;Belopp;Saldo\n1;1;1\n", "intake_twice_role", 1, 3, {.period = "2025-01"}},
    {"Konto;x|Konto|Belopp|y;Belopp\n1;1|1|1|1;1\n", "intake_separator", 0, 0,
        {.period = "2025-01"}},
    {"Konto;Belopp\n4010;1\n", "intake_no_period", 2, 0, NOTHING},
    {"Konto;Period;Belopp\n4010;3;1\n", "intake_bad_period", 2, 6, NOTHING},
    {"Konto;Period;Belopp\n4010;kvartal;1\n", "intake_bad_period", 2, 6, NOTHING},
    {"Konto;År;Månad;Belopp\n4010;25;3;1\n", "intake_bad_year", 2, 6, NOTHING},
    {"Konto;Datum;Belopp\n4010;31/12;1\n", "intake_bad_day", 2, 6, NOTHING},
    {"Konto;Belopp\n4010;1,5\n4010;1.5\n", "intake_decimal_both", 3, 0, {.period = "2025-01"}},
    {"Konto;Belopp\n4010;1,500\n", "intake_decimal_either", 2, 0, {.period = "2025-01"}},
    {"Konto;Belopp\n4010;1,5\n4010;tolv\n", "intake_bad_amount", 3, 6, {.period = "2025-01"}},
    {"Konto;Belopp\n4010;1,555\n4010;1,5\n", "intake_fraction", 2, 6, {.period = "2025-01"}},
    {"Konto;Belopp\n4010;99999999999999999999\n", "intake_amount_large", 2, 6,
        {.period = "2025-01"}},
    {"Konto;Belopp\n3010;100\n4010;60\n", "intake_sign", 0, 0, {.period = "2025-01"}},
    {"Konto;Belopp\n;100\n", "intake_no_value", 2, 1, {.period = "2025-01"}},
    {"Konto;Vernr;Datum;Belopp\n4010;;2025-01-01;1\n", "intake_no_value", 2, 2, NOTHING},
    {"Konto;Belopp\n\n", "intake_no_rows", 2, 1, {.period = "2025-01"}},
    {"Konto;Belopp\n4010;100\nSumma;90\n", "intake_total_differs", 3, 2, {.period = "2025-01"}},
    {"Konto;Belopp\n4010;100\n", "intake_control_differs", 0, 0,
        {.period = "2025-01", .control = "90"}},
    {"Ansvar;Rad;Belopp\nRS;Okänd;1\n", "intake_unknown_line", 2, 4,
        {.set = {"content", "budget", "year", "2025"}}},
    {"Ansvar;Rad;Belopp\nXX;Personal;1\n", "intake_unknown_unit", 2, 1,
        {.set = {"content", "budget", "year", "2025"}}},
    {"Ansvar;Rad;Belopp\n;Personal;1\n", "intake_no_value", 2, 1,
        {.set = {"content", "budget", "year", "2025"}}},
    {"Ansvar;Rad;Belopp\nRS;Personal;1\n", "intake_no_year", 2, 0, {.set = {"content", "budget"}}},
    {"Ansvar;Rad;Period;Belopp\nRS;Personal;202513;1\n", "intake_budget_closing", 2, 0,
        {.set = {"content", "budget"}}},
};

static void
broken(void)
{
	struct intake_table t;

	for (size_t i = 0; i < COUNTOF(faults); i++) {
		const struct fault *f = &faults[i];
		bool found = false;
		check_at(!take(str_of(f->text), &f->told, &t), f->rule, (int)i, "refused");
		for (size_t k = 0; k < d.n; k++)
			found |= strcmp(d.v[k].rule, f->rule) == 0 &&
			    (f->line == 0 || d.v[k].line == f->line) &&
			    (f->col == 0 || d.v[k].col == f->col) && d.v[k].text[LANG_EN].n > 20;
		check_at(found, f->rule, (int)i, "said at its place");
		if (!found)
			say_findings();
	}
	check(!take(STR("a;b\n\0x"), &(struct told){.period = NULL}, &t) && e.rc == RC_INVALID);
	check(!take(STR("PK\x03\x04 not a workbook"), &(struct told){.period = NULL}, &t) &&
	    e.rc == RC_INVALID);
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	numbers();
	months();
	organisation();
	balance_list();
	signs();
	vouchers();
	budgets();
	workbook();
	templates();
	broken();
	arena_end(&mem);
	return check_done();
}
