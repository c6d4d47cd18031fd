/* test_html.c -- the HTML writer.  `test_html FILE [FACT_BASE]` writes the sample. */
#include "doc/html/html.h"
#include "doc/html/svg.h"
#include "doc_sample.h"
#include "check.h"

#include <string.h>

static int
write_file(const char *path, const char *fact_base)
{
	struct arena mem;
	struct err e;
	struct sb b;
	str s;
	FILE *f;
	bool ok;

	arena_init(&mem, 256u << 20);
	sb_init(&b, &mem, 16u << 20);
	struct doc *d = sample_doc(&mem);
	if (!doc_finish(d, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_EN]);
		return 1;
	}
	struct html_opts o = {.fact_base = str_of(fact_base)};
	html_write(d, &o, &b);
	f = fopen(path, "wb");
	ok = f != NULL && sb_done(&b, &s) && fwrite(s.p, 1, s.n, f) == s.n && fclose(f) == 0;
	arena_end(&mem);
	return !ok;
}

static struct doc *
blank(struct arena *mem)
{
	return doc_new(mem, LANG_SV);
}

/* What the content of a tree becomes, without the element around it. */
static str
content(struct arena *mem, struct doc *d, const char *fact_base)
{
	struct html_opts o = {.fragment = true, .fact_base = str_of(fact_base)};
	struct err e;
	struct sb b;
	str s;

	sb_init(&b, mem, 4u << 20);
	check(doc_finish(d, &e));
	html_node(d, d->root, &o, &b);
	check(sb_done(&b, &s));
	return s;
}

static bool
has(str s, const char *part)
{
	return str_find(s, str_of(part), 0) < s.n;
}

static void
test_text(struct arena *mem)
{
	struct doc *d = blank(mem);
	struct doc_node *p = doc_para(d, d->root, STR("A < B & \"C\" 'D' "));

	doc_text(d, doc_add(d, p, DOC_STRONG), STR("fet"));
	doc_add(d, p, DOC_LINE_BREAK);
	doc_text(d, p, STR("cygwin"))->lang = STR("en");
	doc_status(d, p, DOC_ST_INFO, STR("Pågår"));
	str s = content(mem, d, "");
	check(has(s,
	    "<p>A &lt; B &amp; &quot;C&quot; &#39;D&#39; <strong>fet</strong><br>"
	    "<span lang=\"en\">cygwin</span><span class=\"st st-info\"><svg class=\"ico\""));
	check(has(s, "</svg>Pågår</span></p>\n"));
}

static void
test_facts(struct arena *mem)
{
	struct doc *d = blank(mem);
	struct doc_node *p = doc_para(d, d->root, STR("")), *l;

	doc_fact(d, p, STR("ekonomi.net:enhet=RÖ \"1\""), STR("4 076"));
	check_str(content(mem, d, ""),
	    "<p><span class=\"fact\" data-fact=\"ekonomi.net:enhet=RÖ &quot;1&quot;\">4 076</span></p>\n");
	check_str(content(mem, d, "/uppgift/"),
	    "<p><a class=\"fact\" href=\"/uppgift/ekonomi.net%3Aenhet%3DR%C3%96%20%221%22\" "
	    "data-fact=\"ekonomi.net:enhet=RÖ &quot;1&quot;\">4 076</a></p>\n");
	/* No link inside a link. */
	d = blank(mem);
	p = doc_para(d, d->root, STR(""));
	l = doc_add(d, p, DOC_LINK);
	l->href = STR("https://example.org/?a=1&b=2");
	doc_fact(d, l, STR("x"), STR("5"));
	check_str(content(mem, d, "/uppgift/"),
	    "<p><a href=\"https://example.org/?a=1&amp;b=2\">"
	    "<span class=\"fact\" data-fact=\"x\">5</span></a></p>\n");
}

static void
test_blocks(struct arena *mem)
{
	struct doc *d = blank(mem);
	struct doc_node *n = doc_heading(d, d->root, 1, STR("Ekonomi")), *q, *l;

	check_str(content(mem, d, ""),
	    "<h2 id=\"ekonomi\"><span class=\"no\">1</span> Ekonomi</h2>\n");
	n->unnumbered = true;
	n->numbering = STR("");
	check_str(content(mem, d, ""), "<h2 id=\"ekonomi\">Ekonomi</h2>\n");
	d = blank(mem);
	l = doc_add(d, d->root, DOC_LIST);
	l->ordered = true;
	doc_para(d, doc_add(d, l, DOC_ITEM), STR("ett"));
	q = doc_add(d, l, DOC_ITEM);
	doc_para(d, q, STR("två"));
	doc_para(d, q, STR("tre"));
	check_str(content(mem, d, ""),
	    "<ol>\n<li>ett</li>\n<li><p>två</p>\n<p>tre</p>\n</li>\n</ol>\n");
	d = blank(mem);
	n = doc_add(d, d->root, DOC_NOTICE);
	n->status = DOC_ST_NOT;
	doc_para(d, n, STR("Saknas."));
	check(has(content(mem, d, ""), "<div class=\"note note-not\" role=\"note\"><svg"));
	d = blank(mem);
	n = doc_add(d, d->root, DOC_DEFS);
	doc_text(d, doc_add(d, n, DOC_TERM), STR("Beslut"));
	doc_text(d, doc_add(d, n, DOC_DESC), STR("§ 12"));
	check_str(content(mem, d, ""),
	    "<dl>\n<div><dt>Beslut</dt>\n<dd>§ 12</dd>\n</div>\n</dl>\n");
	doc_text(d, doc_add(d, n, DOC_TERM), STR("Kostnad"));
	doc_fact(d, doc_add(d, n, DOC_DESC), STR(""), STR("19 Mkr"));
	check(has(content(mem, d, ""), "<dl class=\"keys\">\n<div><dt>Beslut</dt>"));
}

static void
test_table(struct arena *mem)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc *d = blank(mem);
	struct doc_node *t = doc_table(d, d->root, STR("Drift"), STR("tkr"), col, 3), *r;

	t->source = STR("bokföringen");
	r = doc_row(d, t, DOC_ROW_HEAD);
	doc_cell(d, r, STR("Rad"));
	doc_cell(d, r, STR("Belopp"))->span = 2;
	r = doc_row(d, t, DOC_ROW_GROUP);
	doc_cell(d, r, STR("Kostnader"));
	r = doc_row(d, t, DOC_ROW_TOTAL);
	r->level = 1;
	doc_cell(d, r, STR("Netto"))->header = true;
	doc_cell(d, r, STR("−5"));
	doc_cell(d, r, STR("2"));
	check_str(content(mem, d, ""),
	    "<div class=\"tbl\" id=\"tabell-1\">\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
	    "aria-labelledby=\"tabell-1_c\">\n<table>\n<caption id=\"tabell-1_c\"><span class=\"cap\">"
	    "Tabell 1. Drift (tkr)</span></caption>\n<thead>\n<tr><th scope=\"col\">Rad</th>"
	    "<th scope=\"colgroup\" colspan=\"2\" class=\"c\">Belopp</th></tr>\n</thead>\n<tbody>\n"
	    "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\">Kostnader</th></tr>\n"
	    "<tr class=\"total\"><th scope=\"row\" class=\"in1\">Netto</th><td class=\"n\">−5</td>"
	    "<td class=\"n\">2</td></tr>\n</tbody>\n</table>\n</div>\n"
	    "<p class=\"src\">Källa: bokföringen</p>\n</div>\n");
}

static void
test_images(struct arena *mem)
{
	static const unsigned char png[] = {0x89, 'P', 'N', 'G', 13};
	struct doc_image im = {.data = png, .n = sizeof png, .alt = STR("Karta"), .width_pt = 90};
	struct doc *d = blank(mem);
	struct doc_node *n = doc_add(d, d->root, DOC_IMAGE);

	n->image = &im;
	n->caption = STR("Länet");
	check_str(content(mem, d, ""),
	    "<figure class=\"img\" id=\"figur-1\">\n"
	    "<img src=\"data:image/png;base64,iVBORw0=\" alt=\"Karta\" width=\"120\">\n"
	    "<figcaption>Figur 1. Länet</figcaption>\n</figure>\n");
}

static void
test_page(struct arena *mem)
{
	struct html_opts o = {.fact_base = STR("/f/")};
	struct doc *d = sample_doc(mem);
	struct sb a, b;
	struct err e;
	str one, two;

	check(doc_finish(d, &e));
	sb_init(&a, mem, 4u << 20);
	html_write(d, &o, &a);
	check(sb_done(&a, &one));
	sb_init(&b, mem, 4u << 20);
	html_write(d, &o, &b);
	check(sb_done(&b, &two));
	check(str_eq(one, two)); /* (W3) */
	check(str_has_prefix(one, STR("<!DOCTYPE html>\n<html lang=\"sv\">")));
	check(str_has_suffix(one, STR("</html>\n")));
	check(has(one, "<title>Årsrapport 2025 – Regionstyrelsen</title>"));
	check(has(one, "<a class=\"skip\" href=\"#main_\">"));
	check(has(one, "<nav class=\"toc\" aria-labelledby=\"toc_h\">"));
	check(has(one, "<li><a href=\"#ekonomi\"><span class=\"no\">4</span> Ekonomi</a><ol>\n"));
	check(has(one, "<sup class=\"nr\"><a id=\"nr_1\" href=\"#note_1\""));
	check(has(one, "<li id=\"note_2\">"));
	check(has(one, "<div><dt>Beslut</dt><dd>RS 2026/17 § 12</dd></div>"));
	check(has(one, "<figcaption>Figur 1. Måluppfyllelse (antal delmål)</figcaption>"));
	check(!has(one, " style=\"") && !has(one, "<script") && !has(one, "url("));
	/* Linked style sheet, and a limit that does not hold the page. */
	o.css_href = STR("/a/report.css");
	sb_init(&b, mem, 4u << 20);
	html_write(d, &o, &b);
	check(sb_done(&b, &two));
	check(has(two, "<link rel=\"stylesheet\" href=\"/a/report.css\">") && !has(two, "<style>"));
	sb_init(&b, mem, 1000);
	html_write(d, &o, &b);
	check(!sb_done(&b, &two));
}

static void
test_hostile(struct arena *mem)
{
	static char word[10001];
	static const char *const bad[] = {"<script>alert(1)</script>", "\"><img src=x onerror=y>",
	    "]]>--></style></title>", "{{x}}&#0;&lt;", "\xff\xfe\xc0\x80\xed\xa0\x80\xf5",
	    "\x01\x0b\x7f\xc2\x85\xef\xbf\xbf"};
	struct doc *d = blank(mem);
	struct html_opts o = {.fact_base = STR("/f?")};
	struct doc_node *p, *t;
	struct err e;
	struct sb b;
	str s;

	memset(word, 'w', sizeof word - 1);
	d->title = STR("</title><script>");
	d->author = STR("\"'<>&");
	for (size_t i = 0; i < COUNTOF(bad); i++) {
		static const struct doc_col col[] = {{DOC_LEFT, 1}};

		doc_heading(d, d->root, 1, str_of(bad[i]));
		p = doc_para(d, d->root, str_of(bad[i]));
		doc_fact(d, p, str_of(bad[i]), str_of(bad[i]));
		doc_status(d, p, DOC_ST_MET, str_of(bad[i]));
		t = doc_table(d, d->root, str_of(bad[i]), str_of(bad[i]), col, 1);
		t->source = str_of(bad[i]);
		t->lang = str_of(bad[i]);
		doc_cell(d, doc_row(d, t, DOC_ROW_HEAD), str_of(bad[i]));
		struct chart *c = sample_investments(mem);
		c->title = c->desc = c->unit = c->cat[0] = c->series[0].name = str_of(bad[i]);
		c->id = STR("ett");
		doc_add(d, d->root, DOC_CHART)->chart = c;
	}
	doc_para(d, d->root, (str){"a\0b", 3});
	doc_para(d, d->root, (str){word, sizeof word - 1});
	doc_para(d, d->root, STR("שלום עולם"));
	check(doc_finish(d, &e));
	sb_init(&b, mem, 8u << 20);
	html_write(d, &o, &b);
	check(sb_done(&b, &s));
	check(utf8_ok(s));
	check(!has(s, "<script") && !has(s, "onerror=y>") && !has(s, "<img src=x"));
	check(has(s,
	    "<p>a\xef\xbf\xbd"
	    "b</p>"));
	check(has(s, "<p dir=\"auto\">שלום"));
	check(str_find_byte(s, '\0', 0) == s.n && !has(s, "\xc2\x85") && !has(s, "\x7f"));
	/* Each text that closes something closes it as text. */
	check(has(s, "&lt;/title&gt;&lt;script&gt;"));
}

static void
test_chart_alone(struct arena *mem)
{
	struct sb b;
	str s;

	sb_init(&b, mem, 1u << 20);
	html_chart(sample_columns(mem), STR("ind-1"), NULL, LANG_EN, &b);
	check(sb_done(&b, &s));
	check(str_has_prefix(s,
	    STR("<figure class=\"chart\" id=\"ind-1\">\n<figcaption>Inloggningar")));
	check(has(s, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 "));
	check(
	    has(s, "class=\"ch ch-s\" aria-labelledby=\"ind-1_s\" aria-describedby=\"ind-1_d\">"));
	check(has(s, "<summary>Show as a table"));
	check(has(s, "<caption id=\"ind-1_t_c\">"));
	sb_init(&b, mem, 1u << 20);
	html_sparkline(sample_columns(mem), LANG_SV, &b);
	check(sb_done(&b, &s));
	check(has(s,
	    "role=\"img\" class=\"spark\" aria-label=\"Inloggningar i 1177 per invånare. Diagrammet visar"));
	check(!has(s, "<text") && !has(s, "id="));
	/* A file on its own has its colours and its description with it. */
	sb_init(&b, mem, 1u << 20);
	svg_write(chart_draw(mem, sample_columns(mem), 400, LANG_SV),
	    &(struct svg_opts){.standalone = true, .title = STR("T & U"), .desc = STR("D")}, &b);
	check(sb_done(&b, &s));
	check(has(s, "<title>T &amp; U</title><desc>D</desc>") && has(s, "fill=\"#0b5394\""));
	check(!has(s, "class="));
}

/* A figure without a server leads to what it is made of, on its page or on another. */
static void
test_sources(struct arena *mem)
{
	static const char *const bad = "</li><script>";
	const struct html_input in[] = {{str_of(bad), STR("2")}};
	const struct html_source source[] = {{.fact = STR("a:b=1"),
	    .label = str_of(bad),
	    .value = STR("3 kr"),
	    .formula = STR("x − y"),
	    .from = str_of(bad),
	    .input = in,
	    .n_input = 1}};
	struct html_opts o = {.source = source, .n_source = 1};
	struct doc *d = blank(mem);
	struct html_file *file;
	struct err e;
	struct sb b;
	size_t n;
	str s;

	d->id = d->title = STR("x");
	doc_para(d, d->root, STR("Före."));
	for (int i = 0; i < 2; i++) {
		struct doc_node *p;
		doc_heading(d, d->root, 1, i == 0 ? STR("Ett & <b>") : STR("Två"));
		p = doc_para(d, d->root, STR(""));
		doc_fact(d, p, STR("a:b=1"), STR("3"));
		doc_fact(d, p, STR("okänd"), STR("4"));
		struct doc_node *l = doc_add(d, p, DOC_LINK);
		l->href = STR("#tva");
		doc_text(d, l, STR("se"));
		doc_text(d, doc_add(d, p, DOC_FOOTNOTE), i == 0 ? STR("not ett") : STR("not två"));
	}
	check(doc_finish(d, &e));
	sb_init(&b, mem, 4u << 20);
	html_write(d, &o, &b);
	check(sb_done(&b, &s));
	check(has(s, "<a class=\"fact\" href=\"#u_1\" data-fact=\"a:b=1\">3</a>"));
	check(has(s, "<span class=\"fact\" data-fact=\"okänd\">4</span>"));
	check(has(s,
	    "<details class=\"behind\"><summary>Underlag till siffrorna</summary>\n<ol class=\"sources\">\n<li id=\"u_1\">"));
	check(!has(s, "<script>") && has(s, "<p class=\"formula\">x − y</p>"));
	/* With an address to ask, that is where figures lead. */
	o.fact_base = STR("/f?");
	sb_init(&b, mem, 4u << 20);
	html_node(d, d->root, &o, &b);
	check(sb_done(&b, &s) && has(s, "href=\"/f?a%3Ab%3D1\"") && !has(s, "#u_1"));
	o.fact_base = STR("");
	/* Pages: links find theirs, notes stand where they are marked. */
	check(html_folder(d, &o, mem, &file, &n, &e));
	check_i64((int64_t)n, 5);
	static const char *const name[] = {"index.html", "01-ett-b.html", "02-tva.html",
	    "underlag.html", "report.css"};
	for (size_t i = 0; i < n && i < COUNTOF(name); i++)
		check_str(file[i].name, name[i]);
	check(has(file[0].bytes, "Före.") && has(file[0].bytes, "href=\"01-ett-b.html#ett-b\""));
	check(has(file[1].bytes, "href=\"underlag.html#u_1\"") &&
	    has(file[1].bytes, "<a href=\"02-tva.html#tva\">se</a>"));
	check(has(file[1].bytes, "<h1 id=\"ett-b\">") && has(file[1].bytes, "not ett") &&
	    !has(file[1].bytes, "not två"));
	check(has(file[2].bytes, "<a href=\"#tva\">se</a>") && has(file[2].bytes, "rel=\"prev\"") &&
	    has(file[2].bytes, "aria-current=\"page\""));
	check(has(file[3].bytes, "<li id=\"u_1\">"));
	for (size_t i = 0; i < 4; i++)
		check(has(file[i].bytes, "<link rel=\"stylesheet\" href=\"report.css\">") &&
		    !has(file[i].bytes, "<style") && !has(file[i].bytes, " style="));
}

int
main(int argc, char **argv)
{
	struct arena mem;

	if (argc > 1)
		return write_file(argv[1], argc > 2 ? argv[2] : "");
	arena_init(&mem, 256u << 20);
	test_text(&mem);
	test_facts(&mem);
	test_blocks(&mem);
	test_table(&mem);
	test_images(&mem);
	test_page(&mem);
	test_hostile(&mem);
	test_chart_alone(&mem);
	test_sources(&mem);
	arena_end(&mem);
	return check_done();
}
