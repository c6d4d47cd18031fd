/* test_xlsx.c -- the workbook of a document.  `test_xlsx FILE` writes the sample's. */
#include "doc/xlsx/xlsx.h"
#include "doc/xlsx/xlsx_priv.h"
#include "doc_sample.h"
#include "check.h"

#include <string.h>
#include <zip.h>

static str
as_xlsx(struct arena *mem, struct doc *d)
{
	struct err e;
	struct sb b;
	str s;

	check(doc_finish(d, &e));
	sb_init(&b, mem, 64u << 20);
	xlsx_write(d, &b);
	check(sb_done(&b, &s));
	return s;
}

/* One part of the package, read by a library that is not ours. */
static str
part(struct arena *mem, str file, const char *name)
{
	zip_source_t *src = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	zip_stat_t st;
	zip_file_t *f;
	char *p;

	check(z != NULL);
	if (z == NULL || zip_stat(z, name, 0, &st) != 0)
		return STR("");
	p = arena_alloc(mem, st.size + 1, 1);
	f = zip_fopen(z, name, 0);
	check(f != NULL && zip_fread(f, p, st.size) == (zip_int64_t)st.size);
	zip_fclose(f);
	zip_close(z);
	return (str){p, st.size};
}

static bool
has(str s, const char *what)
{
	return str_find(s, str_of(what), 0) < s.n;
}

static void
test_numbers(struct arena *mem)
{
	static const struct {
		const char *text, *value;
		int decimals;
		bool percent;
	} want[] = {
		{"−4 076", "-4076", 0, false}, {"5,3", "5.3", 1, false}, {"4,40 %", "4.40", 2, true},
		{"1\xc2\xa0" "009", "1009", 0, false}, {"0", "0", 0, false},
	};
	static const char *const not[] = {"", "–", "Ja", "1 2a", "2025-12", "1.5", "=1+1", "%"};
	struct shown v;

	for (size_t i = 0; i < COUNTOF(want); i++) {
		check(parse_shown(mem, str_of(want[i].text), LANG_SV, &v));
		check_str(dec_str(mem, v.value), want[i].value);
		check_i64(v.decimals, want[i].decimals);
		check(v.percent == want[i].percent);
	}
	for (size_t i = 0; i < COUNTOF(not); i++)
		check(!parse_shown(mem, str_of(not[i]), LANG_SV, &v));
	check(parse_shown(mem, STR("1.5"), LANG_EN, &v));
}

static void
test_table(struct arena *mem)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *t = doc_table(d, d->root, STR("Drift"), STR("Mkr"), col, 3), *row, *c;
	str s;

	t->source = STR("bokföringen");
	sample_row(d, t, DOC_ROW_HEAD, 0, "Rad|Utfall|Andel %");
	sample_row(d, t, DOC_ROW_BODY, 1, "Lön|12|1,5");
	sample_row(d, t, DOC_ROW_BODY, 2, "varav jour|2|");
	sample_row(d, t, DOC_ROW_BODY, 1, "=HYPERLINK(\"x\")|30|–");
	sample_row(d, t, DOC_ROW_SUBTOTAL, 0, "Summa|42|9,9");
	row = doc_row(d, t, DOC_ROW_TOTAL);
	doc_cell(d, row, STR("Netto"))->header = true;
	c = doc_cell(d, row, STR("−4 076"));
	c->has_value = true;
	c->value = sample_dec("-4076.407");
	c = doc_cell(d, row, STR("7"));
	c->has_value = true;
	c->value = sample_dec("99"); /* not what is printed */
	s = part(mem, as_xlsx(mem, d), "xl/worksheets/sheet1.xml");
	check(has(s, ">Tabell 1. Drift</t>") && has(s, ">Enhet: Mkr</t>") && has(s, ">Källa: bokföringen</t>"));
	check(has(s, "<pane xSplit=\"1\" ySplit=\"5\" topLeftCell=\"B6\""));
	check(has(s, ">Utfall, Mkr</t>") && has(s, ">Andel %</t>") && has(s, ">Uppgifter</t>"));
	check(has(s, "<v>12</v>") && has(s, "<v>1.5</v>") && has(s, ">–</t>"));
	check(has(s, "<t xml:space=\"preserve\">=HYPERLINK(&quot;x&quot;)</t>") && !has(s, "<f>=")); /* (S3) */
	check(has(s, "<f>SUM(B6,B8)</f><v>42</v>") && !has(s, "<f>SUM(C")); /* (S2) */
	check(has(s, "<v>-4076.407</v>") && has(s, "<v>7</v>") && !has(s, "<v>99</v>")); /* (S1) */
}

static void
test_sample(struct arena *mem)
{
	static const char *const xml[] = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml",
		"xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/core.xml", "docProps/app.xml",
		"xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/drawing1.xml",
		"xl/drawings/_rels/drawing1.xml.rels", "xl/charts/chart8.xml"};
	str a = as_xlsx(mem, sample_doc(mem)), b = as_xlsx(mem, sample_doc(mem)), s;

	check(str_eq(a, b)); /* (S4) */
	for (size_t i = 0; i < COUNTOF(xml); i++)
		check(str_has_prefix(part(mem, a, xml[i]), STR("<?xml")));
	s = part(mem, a, "xl/workbook.xml");
	check(has(s, "<sheets><sheet name=\"Innehåll\""));
	check(has(s, "name=\"Tabell 2\"") && has(s, "name=\"Figur 8\"") && has(s, "name=\"Uppgifter\""));
	check(has(s, "'Tabell 2'!$5:$5"));
	s = part(mem, a, "xl/charts/chart6.xml");
	check(has(s, "<c:f>'Figur 6'!$B$6:$B$17</c:f>") && has(s, "<c:pt idx=\"11\"><c:v>6800</c:v>"));
	check(has(s, "<c:dispBlanksAs val=\"gap\"/>"));
	s = part(mem, a, "xl/charts/chart1.xml");
	check(has(s, "<c:f>'Figur 1'!$A$6</c:f>") && has(s, "<c:f>'Figur 1'!$B$6</c:f>"));
}

static void
test_hostile(struct arena *mem)
{
	static char word[40001];
	struct doc *d = sample_doc(mem);
	static const struct doc_col col[] = {{DOC_RIGHT, 0}};
	struct doc_node *t;
	str s;

	memset(word, 'w', sizeof word - 1);
	d->title = STR("</t><x>&\x01");
	t = doc_table(d, d->root, STR("<&>\"'"), STR("\xff"), col, 1);
	doc_cell(d, doc_row(d, t, DOC_ROW_HEAD), str_of(word));
	doc_cell(d, doc_row(d, t, DOC_ROW_BODY), STR("99999999999999999999999999999999999999999999999999"));
	doc_cell(d, doc_row(d, t, DOC_ROW_BODY), (str){"1\0002", 3});
	s = as_xlsx(mem, d);
	s = part(mem, s, "xl/worksheets/sheet11.xml");
	check(has(s, "&lt;&amp;&gt;&quot;'") && has(s, "\xef\xbf\xbd") && utf8_ok(s));
	check(str_find_byte(s, '\0', 0) == s.n && s.n < 200000);
}

int
main(int argc, char **argv)
{
	struct arena mem;

	arena_init(&mem, 512u << 20);
	if (argc > 1) {
		str s = as_xlsx(&mem, sample_doc(&mem));
		FILE *f = fopen(argv[1], "wb");
		bool ok = f != NULL && fwrite(s.p, 1, s.n, f) == s.n && fclose(f) == 0;

		arena_end(&mem);
		return !ok;
	}
	test_numbers(&mem);
	test_table(&mem);
	test_sample(&mem);
	test_hostile(&mem);
	arena_end(&mem);
	return check_done();
}
