/* XLSX: workbooks built here part by part, numbers, dates, limits. */
#include "check.h"
#include "fmt/xlsx_priv.h"
#include "../support/xlsx_make.h"

static struct arena mem;
static struct diag diag;
static struct err err;

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const char WORKBOOK[] =
    "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
    "xmlns:r='" REL "'><sheets><sheet name='Blad &amp; 1' sheetId='1' r:id='rId1'/>"
    "<sheet name='Dold' sheetId='2' state='hidden' r:id='rId9'/></sheets></workbook>";
static const char RELS[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='rId1' Type='" REL "/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId2' Type='" REL "/sharedStrings' Target='/xl/sharedStrings.xml'/>"
    "<Relationship Id='rId3' Type='" REL "/styles' Target='styles.xml'/></Relationships>";
static const char STRINGS[] = "<sst><si><t>Enhet</t></si><si><r><t>Bel</t></r><r><t>opp</t></r>"
                              "<rPh><t>x</t></rPh></si></sst>";
static const char STYLES[] = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\\-mm'/>"
                             "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
                             "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs>"
                             "</styleSheet>";

static bool
read_sheet(const char *sheet, struct xlsx *out)
{
	struct zip_part p[] = {{"xl/workbook.xml", WORKBOOK}, {"xl/_rels/workbook.xml.rels", RELS},
	    {"xl/sharedStrings.xml", STRINGS}, {"xl/styles.xml", STYLES},
	    {"xl/worksheets/sheet1.xml", sheet}};

	err = (struct err){0};
	diag_init(&diag, &mem, 20);
	return xlsx_read(&mem, zip_make(&mem, p, COUNTOF(p)), STR("t.xlsx"), out, &diag, &err);
}

static void
cells(void)
{
	struct xlsx x;
	const struct xlsx_row *r;

	check(read_sheet("<worksheet><sheetData>"
	                 "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' t='s'><v>1</v></c></row>"
	                 "<row r='5'><c r='A5'><v>1234.5600000000001</v></c>"
	                 "<c r='B5' s='1'><v>45292</v></c><c r='C5' s='2'><v>45657.75</v></c>"
	                 "<c r='D5' t='b'><v>1</v></c><c r='E5' t='e'><v>#REF!</v></c>"
	                 "<c r='F5' t='str'><f>A1</f><v>text</v></c>"
	                 "<c r='G5' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c>"
	                 "<c r='H5' s='1'/><c r='AA5' t='d'><v>2024-12-31T00:00:00</v></c></row>"
	                 "<row><c><v>-1E-3</v></c><c t='s'><v>7</v></c></row>"
	                 "</sheetData></worksheet>",
	    &x));
	check_str(str_of(err.text[LANG_EN]), "");
	check(x.n == 2 && x.sheet[0].n == 3 && !x.sheet[0].hidden && x.sheet[1].hidden);
	check_str(x.sheet[0].name, "Blad & 1");
	r = &x.sheet[0].row[0];
	check(r->no == 2 && r->n == 2 && r->cell[1].col == 2);
	check_str(r->cell[0].text, "Enhet");
	check_str(r->cell[1].text, "Belopp");
	check(xlsx_at(r, 1) == NULL && xlsx_at(r, 2) == &r->cell[1]);
	r = &x.sheet[0].row[1];
	check(r->n == 8 && r->cell[0].kind == XLSX_NUMBER);
	check_str(r->cell[0].text, "1234.56");
	check(r->cell[1].kind == XLSX_DATE && r->cell[2].kind == XLSX_DATE);
	check_str(r->cell[1].text, "2024-01-01");
	check_str(r->cell[2].text, "2024-12-31");
	check_str(r->cell[3].text, "TRUE");
	check(r->cell[4].kind == XLSX_ERROR);
	check_str(r->cell[5].text, "text");
	check_str(r->cell[6].text, "inline");
	check(r->cell[7].col == 26 && r->cell[7].kind == XLSX_DATE && r->cell[7].day.d == 31);
	r = &x.sheet[0].row[2];
	check(r->no == 6 && r->cell[0].col == 0);
	check_str(r->cell[0].text, "-0.001");
	check(diag.n == 2); /* text 7 and the hidden sheet are not there */
}

static void
numbers(void)
{
	static const struct {
		const char *in, *out;
	} CASE[] = {{"0", "0"}, {"-0", "0"}, {"1", "1"}, {"0.1", "0.1"},
	    {"0.10000000000000001", "0.1"}, {"1.1000000000000001", "1.1"},
	    {"99999999999999.995", "100000000000000"}, {"123456789012345678", "123456789012346000"},
	    {"1E3", "1000"}, {"1.5E+2", "150"}, {"2.5E-1", "0.25"}, {"1e-30", "0"},
	    {"6E-19", "0.000000000000000001"}, {"4076123456.7800002", "4076123456.78"},
	    {"-12.50", "-12.5"}, {".5", "0.5"}};
	static const char *const BAD[] = {"", "-", "x", "1x", "1.2.3", "1E", "1E999", "1E40", "."};
	date d;

	for (size_t i = 0; i < COUNTOF(CASE); i++) {
		dec v = xlsx_number(str_of(CASE[i].in));

		check(dec_ok(v));
		if (dec_ok(v))
			check_str(dec_str(&mem, v), CASE[i].out);
	}
	for (size_t i = 0; i < COUNTOF(BAD); i++)
		check(!dec_ok(xlsx_number(str_of(BAD[i]))));
	check(xlsx_format_is_date(14, STR("")) && !xlsx_format_is_date(2, STR("")));
	check(xlsx_format_is_date(0, STR("yyyy-mm-dd")) && xlsx_format_is_date(0, STR("[h]:mm")));
	check(!xlsx_format_is_date(0, STR("#,##0 \"dagar\";[Red]-0")));
	check(!xlsx_format_is_date(0, STR("0.0_m\\d;yyyy")));
	check(xlsx_day(dec_int(1), false, &d) && d.y == 1900 && d.m == 1 && d.d == 1);
	check(xlsx_day(dec_int(59), false, &d) && d.m == 2 && d.d == 28);
	check(xlsx_day(dec_int(61), false, &d) && d.m == 3 && d.d == 1);
	check(!xlsx_day(dec_int(60), false, &d) && !xlsx_day(dec_int(0), false, &d));
	check(xlsx_day(dec_int(0), true, &d) && d.y == 1904);
	check(!xlsx_day(dec_int(99999999), false, &d));
}

static void
refused(void)
{
	struct xlsx x;
	struct zip_part none[] = {{"a.txt", "x"}};

	check(!read_sheet("<worksheet><row r='1'/><row r='1'/></worksheet>", &x));
	check(err.rc == RC_INVALID);
	check(!read_sheet("<worksheet><row r='1'><c r='1'/></row></worksheet>", &x));
	check(!read_sheet("<worksheet><row></worksheet>", &x));
	check(!read_sheet("<!DOCTYPE a><worksheet/>", &x) && err.rc == RC_INVALID);
	check(read_sheet("<worksheet><row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>2</v></c></row>"
	                 "</worksheet>",
	    &x));
	check(x.sheet[0].row[0].n == 1 && diag.n == 2);
	err = (struct err){0};
	check(!xlsx_read(&mem, zip_make(&mem, none, 1), STR("t"), &x, &diag, &err));
	check(!xlsx_read(&mem, STR("PK\x03\x04 and nothing"), STR("t"), &x, &diag, &err));
	check(!xlsx_read(&mem, STR("Konto;Namn"), STR("t"), &x, &diag, &err));
	check(!xlsx_read(&mem, STR(""), STR("t"), &x, &diag, &err));
}

static bool
count_rows(void *arg, const struct xlsx_row *row)
{
	size_t *n = arg;

	check(row->n > 0 && utf8_ok(row->cell[0].text));
	return ++*n < 4;
}

/* Row by row: the sheet asked for, and no further than asked. */
static void
passed_on(void)
{
	static const char *const grid[] = {"Konto", "Belopp", NULL, "3010", "1.5", NULL, "4010",
	    "2", NULL, "5010", "3", NULL, "6010", "4", NULL};
	str book = xlsx_make(&mem, "Utfall", grid, COUNTOF(grid));
	struct xlsx x;
	size_t n = 0, at;

	err = (struct err){0};
	diag_init(&diag, &mem, 20);
	check(xlsx_each(&mem, book, STR("t"), &(struct xlsx_sink){STR(""), count_rows, &n}, &x, &at,
	    &diag, &err));
	check(n == 4 && at == 0 && x.n == 1);
	check_str(x.sheet[0].name, "Utfall");
	check(xlsx_each(&mem, book, STR("t"), &(struct xlsx_sink){STR("Annat"), count_rows, &n}, &x,
	    &at, &diag, &err));
	check(n == 4 && at == 1); /* no such sheet: no row */
}

/* The limits hold where rows are only passed on too. */
static void
hostile(void)
{
	struct sb b;
	str bomb, book;
	struct xlsx x;
	size_t n = 0, at;

	/* 80 MB of blanks in a few kB: refused by its ratio, long before the end. */
	sb_init(&b, &mem, (size_t)100 << 20);
	sb_lit(&b, "<worksheet><sheetData>");
	for (size_t i = 0; i < (size_t)80 << 20; i += 64)
		sb_lit(&b, "                                                                ");
	sb_lit(&b, "</sheetData></worksheet>");
	check(sb_done(&b, &bomb));
	book = xlsx_of_sheet(&mem, bomb, true);
	check(book.n < (size_t)200 << 10);
	err = (struct err){0};
	check(!xlsx_each(&mem, book, STR("t"), &(struct xlsx_sink){STR(""), count_rows, &n}, &x,
	    &at, &diag, &err));
	check(err.rc == RC_LIMIT && n == 0);

	/* Entities are not expanded: a document type is refused. */
	book = xlsx_of_sheet(&mem,
	    STR("<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
	        "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>&b;</v></c></row>"
	        "</sheetData></worksheet>"),
	    true);
	err = (struct err){0};
	check(!xlsx_each(&mem, book, STR("t"), &(struct xlsx_sink){STR(""), count_rows, &n}, &x,
	    &at, &diag, &err));
	check(err.rc == RC_INVALID && n == 0);

	/* Elements within elements without end. */
	sb_init(&b, &mem, (size_t)1 << 20);
	sb_lit(&b, "<worksheet><sheetData>");
	for (int i = 0; i < 1000; i++)
		sb_lit(&b, "<x>");
	check(sb_done(&b, &bomb));
	book = xlsx_of_sheet(&mem, bomb, true);
	err = (struct err){0};
	check(!xlsx_each(&mem, book, STR("t"), &(struct xlsx_sink){STR(""), count_rows, &n}, &x,
	    &at, &diag, &err));
	check(err.rc == RC_LIMIT);
	/* A sheet that ends in the middle. */
	book = xlsx_of_sheet(&mem, STR("<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"),
	    true);
	err = (struct err){0};
	check(!xlsx_each(&mem, book, STR("t"), &(struct xlsx_sink){STR(""), count_rows, &n}, &x,
	    &at, &diag, &err));
	check(err.rc == RC_INVALID);
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	cells();
	numbers();
	refused();
	passed_on();
	hostile();
	arena_end(&mem);
	return check_done();
}
