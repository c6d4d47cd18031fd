/* test_docx.c -- the Word document of a tree.  `test_docx FILE` writes the sample's. */
#include "doc/docx/docx.h"
#include "doc/theme.h"
#include "doc/ooxml/ooxml.h"
#include "doc_sample.h"
#include "check.h"

#include <string.h>
#include <zip.h>

static str
as_docx(struct arena *mem, struct doc *d)
{
	struct err e;
	struct sb b;
	str s;

	check(doc_finish(d, &e));
	sb_init(&b, mem, 64u << 20);
	docx_write(d, &b);
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

/* (Q2): every text of the tree stands in the document, in its order. */
static void
check_texts(struct arena *mem, const struct doc *d, str xml)
{
	size_t at = str_find(xml, STR("w:fldCharType=\"end\""), 0);
	int missing = 0;

	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		struct sb b;
		str s;
		size_t found;

		if (n->text.n == 0 || n->parent->kind == DOC_FOOTNOTE)
			continue;
		sb_init(&b, mem, 1u << 20);
		sb_lit(&b, "<w:t xml:space=\"preserve\">");
		xml_text(&b, n->text);
		sb_lit(&b, "</w:t>");
		check(sb_done(&b, &s));
		found = str_find(xml, s, at);
		if (found == xml.n) {
			fprintf(stderr, "missing: %.*s\n", STR_ARG(n->text));
			missing++;
			continue;
		}
		at = found + s.n;
	}
	check_i64(missing, 0);
}

static void
test_sample(struct arena *mem)
{
	static const char *const xml[] = {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml",
	    "docProps/app.xml", "word/document.xml", "word/_rels/document.xml.rels",
	    "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/footnotes.xml",
	    "word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml",
	    "word/charts/chart8.xml", "word/charts/_rels/chart8.xml.rels"};
	struct doc *d = sample_doc(mem);
	str a = as_docx(mem, d), b = as_docx(mem, sample_doc(mem)), s;

	check(str_eq(a, b)); /* (Q3) */
	for (size_t i = 0; i < COUNTOF(xml); i++)
		check(str_has_prefix(part(mem, a, xml[i]), STR("<?xml")));
	s = part(mem, a, "word/document.xml");
	check_texts(mem, d, s);
	check(has(s, "<w:pStyle w:val=\"Heading3\"/>") && has(s, "TOC \\o \"1-2\" \\h"));
	check(
	    has(s, "<w:tblHeader/>") && has(s, "<w:tblCaption w:val=\"Tabell 2. Driftredovisning"));
	check(has(s, "w:orient=\"landscape\"") && has(s, "<w:footnoteReference w:id=\"2\"/>"));
	check(has(s, "descr=\"Utfallet 2025 slutade på 6 800 tkr"));
	check(has(s,
	    "<w:fldSimple w:instr=\" SEQ Tabell \\* ARABIC \"><w:r><w:rPr><w:color w:val=\"0B5CAB\"/>"
	    "</w:rPr><w:t>2</w:t>"));
	s = part(mem, a, "word/footnotes.xml");
	check(has(s, "Enligt förvaltningens egen enkät"));
	s = part(mem, a, "word/styles.xml");
	check(has(s, "w:val=\"sv-SE\"") && has(s, "<w:outlineLvl w:val=\"0\"/>"));
	/* The workbook behind a chart is whole, and the chart finds it. */
	s = part(mem, a, "word/embeddings/chart6.xlsx");
	s = part(mem, s, "xl/worksheets/sheet1.xml");
	check(has(s, "<v>6800</v>"));
	s = part(mem, a, "word/charts/chart6.xml");
	check(has(s, "<c:f>'Data'!$B$6:$B$17</c:f>") && has(s, "<c:externalData r:id=\"rId1\">"));
	check(!has(part(mem, a, "word/charts/chart3.xml"),
	    "<c:pt idx=\"9\"><c:v>5")); /* a gap stays a gap */
}

/* A theme's colours reach every native chart and every text, and none of the house's stays. */
static void
test_theme(struct arena *mem)
{
	struct doc_theme pale = doc_theme_house;
	struct doc *d = sample_doc(mem);
	str plain = as_docx(mem, d);

	for (int i = 0; i < TC__COUNT; i++)
		pale.color[i] = 0xabc000 + (uint32_t)i;
	d->theme = &pale;
	str a = as_docx(mem, d);
	for (int i = 1; i <= 8; i++) {
		const char *name = str_z(mem, str_fmt(mem, "word/charts/chart%d.xml", i));
		str s = part(mem, a, name), house = part(mem, plain, name);
		check(has(s, "val=\"ABC00") && !has(house, "val=\"ABC00"));
		/* white is not read on a pale bar */
		check(!has(s, "b=\"1\"><a:solidFill><a:srgbClr val=\"FFFFFF\""));
		for (int k = 0; k < TC__COUNT; k++)
			check(!has(s,
			    str_z(mem,
			        str_fmt(mem, "srgbClr val=\"%06X\"",
			            (unsigned)doc_theme_house.color[k]))));
	}
	static const char *const text[] = {"word/styles.xml", "word/document.xml"};
	pale.font = STR("Atkinson Hyperlegible");
	a = as_docx(mem, d);
	for (size_t i = 0; i < COUNTOF(text); i++) {
		str s = part(mem, a, text[i]);
		check(has(s, "=\"ABC00"));
		for (int k = 0; k < TC__COUNT; k++)
			check(!has(s,
			    str_z(mem,
			        str_fmt(mem, "=\"%06X\"", (unsigned)doc_theme_house.color[k]))));
	}
	check(has(part(mem, a, "word/styles.xml"), "w:ascii=\"Atkinson Hyperlegible\""));
	check(!has(part(mem, a, "word/styles.xml"), "Calibri"));
}

static void
test_parts(struct arena *mem)
{
	static const unsigned char png[32] = {0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I',
	    'H', 'D', 'R', 0, 0, 0, 40, 0, 0, 0, 20};
	struct doc_image im = {.data = png, .n = sizeof png, .alt = STR("Karta"), .width_pt = 100};
	struct doc *d = doc_new(mem, LANG_EN);
	struct doc_node *l, *n, *p;
	str a, s;

	l = doc_add(d, d->root, DOC_LIST);
	l->ordered = true;
	n = doc_add(d, l, DOC_ITEM);
	doc_para(d, n, STR("one"));
	doc_para(d, n, STR("more"));
	p = doc_add(d, n, DOC_LIST);
	doc_para(d, doc_add(d, p, DOC_ITEM), STR("inner"));
	p = doc_para(d, d->root, STR(""));
	n = doc_add(d, p, DOC_LINK);
	n->href = STR("https://example.org/?a&b");
	doc_text(d, n, STR("link"));
	n = doc_add(d, p, DOC_FOOTNOTE);
	l = doc_add(d, n, DOC_LINK);
	l->href = STR("https://example.com/");
	doc_text(d, l, STR("in a note"));
	doc_add(d, d->root, DOC_PAGE_BREAK);
	n = doc_add(d, d->root, DOC_IMAGE);
	n->image = &im;
	n->caption = STR("The county");
	a = as_docx(mem, d);
	s = part(mem, a, "word/document.xml");
	check(has(s, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>"));
	check(has(s, "<w:ind w:left=\"360\"/>") &&
	    has(s, "<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/>"));
	check(has(s, "<w:hyperlink r:id=\"rId") && has(s, "<w:br w:type=\"page\"/>"));
	check(has(s, "<wp:extent cx=\"1270000\" cy=\"635000\"/>") && has(s, "descr=\"Karta\""));
	check(has(part(mem, a, "word/_rels/document.xml.rels"),
	    "Target=\"https://example.org/?a&amp;b\" TargetMode=\"External\""));
	check(has(part(mem, a, "word/footnotes.xml"), "in a note"));
	check(str_eq(part(mem, a, "word/media/image1.png"), (str){(const char *)png, sizeof png}));
	check(has(part(mem, a, "word/styles.xml"), "en-GB"));
}

static void
test_hostile(struct arena *mem)
{
	static char word[10001];
	static const char *const bad[] = {"</w:t></w:r><w:p>", "\"><x y='", "\xff\xc0\x80",
	    "\x01\x1f\xef\xbf\xbf", "]]>"};
	struct doc *d = sample_doc(mem);
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	struct doc_node *t, *r;
	str s;

	memset(word, 'w', sizeof word - 1);
	for (size_t i = 0; i < COUNTOF(bad); i++) {
		doc_heading(d, d->root, 1, str_of(bad[i]));
		doc_fact(d, doc_para(d, d->root, str_of(bad[i])), str_of(bad[i]), str_of(bad[i]));
		t = doc_table(d, d->root, str_of(bad[i]), str_of(bad[i]), col, 2);
		r = doc_row(d, t, DOC_ROW_HEAD);
		r->lang = str_of(bad[i]);
		doc_cell(d, r, str_of(bad[i]))->lang = str_of(bad[i]);
		doc_cell(d, doc_row(d, t, DOC_ROW_BODY), str_of(word));
	}
	doc_para(d, d->root, (str){"a\0b", 3});
	doc_para(d, d->root, STR("שלום"));
	d->title = str_of(bad[0]);
	s = part(mem, as_docx(mem, d), "word/document.xml");
	check(utf8_ok(s) && str_find_byte(s, '\0', 0) == s.n && str_find_byte(s, '\x01', 0) == s.n);
	check(has(s, "&lt;/w:t&gt;&lt;/w:r&gt;&lt;w:p&gt;") && !has(s, "<x y="));
	check(has(s, "<w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">שלום"));
	check_texts(mem, d, s);
}

int
main(int argc, char **argv)
{
	struct arena mem;

	arena_init(&mem, 1u << 30);
	if (argc > 1) {
		str s = as_docx(&mem, sample_doc(&mem));
		FILE *f = fopen(argv[1], "wb");
		bool ok = f != NULL && fwrite(s.p, 1, s.n, f) == s.n && fclose(f) == 0;

		arena_end(&mem);
		return !ok;
	}
	test_sample(&mem);
	test_theme(&mem);
	test_parts(&mem);
	test_hostile(&mem);
	arena_end(&mem);
	return check_done();
}
