/* test_pdf.c -- PDF files of real and hostile documents, proved by our own reader. */
#include "doc/pdf/pdf.h"

#include <string.h>

#include "../bench/report_doc.h"
#include "../support/doc_units.h"
#include "check.h"

static str
written(struct arena *mem, const struct doc *d, const struct pdf_opts *o)
{
	struct sb out;
	struct err e = {0};
	str s;

	sb_init(&out, mem, 200u << 20);
	if (!pdf_write(d, o, &out, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_EN]);
		check(!"written");
		return STR("");
	}
	check(sb_done(&out, &s));
	return s;
}

/* Write, prove, and compare with the tree. */
static str
proved(struct arena *mem, struct doc *d, struct pdf_checked *k)
{
	struct err e = {0};
	struct doc_units u;
	struct sb why;

	if (!doc_finish(d, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_EN]);
		check(!"finished");
		return STR("");
	}
	str file = written(mem, d, NULL);
	if (!pdf_check(k, mem, file)) {
		fprintf(stderr, "%.*s", (int)k->report.n, k->report.p);
		check(!"proved");
	}
	sb_init(&why, mem, 1 << 20);
	doc_units(&u, mem, d);
	if (!doc_units_match(&u, k, &why)) {
		fprintf(stderr, "%.*s", (int)why.n, why.p);
		check(!"matched");
	}
	check(u.n > 0);
	return file;
}

static void
test_sample(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = sample_doc(mem);
	str a = proved(mem, d, &k), b = written(mem, d, NULL);

	check(str_eq(a, b)); /* (P1) */
	check(k.n_table >= 2);
	check(k.n_figure >= 8);
	check(k.n_note >= 2);
	check(k.n_link > k.n_toci);
}

static void
test_report(struct arena *mem)
{
	struct pdf_checked k;

	str file = proved(mem, report_doc(mem), &k);
	check(k.n_page >= 40 && k.n_page <= 60);
	check_i64((int64_t)k.n_table, 25);
	check_i64((int64_t)k.n_figure, 10);
	check(file.n < 400 * 1024);
}

static str
repeated(struct arena *mem, const char *z, int times)
{
	struct sb b;
	str s;

	sb_init(&b, mem, 64u << 20);
	for (int i = 0; i < times; i++)
		sb_str(&b, str_of(z));
	check(sb_done(&b, &s));
	return s;
}

static struct doc *
new_doc(struct arena *mem)
{
	struct doc *d = doc_new(mem, LANG_SV);

	d->title = STR("Prov");
	d->id = STR("prov");
	return d;
}

static struct doc_node *
small_table(struct doc *d, struct doc_node *parent, const char *caption)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 0}, {DOC_RIGHT, 0}};
	struct doc_node *t = doc_table(d, parent, str_of(caption), STR(""), col, 3);

	sample_row(d, t, DOC_ROW_HEAD, 0, "Namn|Text|Tal");
	return t;
}

static void
test_long_words(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	str word = repeated(mem, "abcdefghij", 1000), wide = repeated(mem, "åW", 5000);
	struct doc_node *t, *r, *p, *l;

	d->title = word;
	d->subtitle = word;
	d->organisation = word;
	doc_add(d, d->root, DOC_TOC);
	doc_heading(d, d->root, 1, word);
	p = doc_para(d, d->root, STR("Före "));
	doc_text(d, p, word);
	doc_text(d, doc_add(d, p, DOC_STRONG), wide);
	doc_text(d, doc_add(d, p, DOC_FOOTNOTE), word);
	t = small_table(d, d->root, "Ord");
	for (int i = 0; i < 3; i++) {
		r = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, r, i == 0 ? word : STR("a"))->header = true;
		doc_cell(d, r, i == 1 ? word : STR("b"));
		doc_cell(d, r, i == 2 ? wide : STR("1"));
	}
	l = doc_add(d, d->root, DOC_LIST);
	doc_para(d, doc_add(d, l, DOC_ITEM), word);
	t = doc_add(d, d->root, DOC_DEFS);
	doc_text(d, doc_add(d, t, DOC_TERM), word);
	doc_text(d, doc_add(d, t, DOC_DESC), wide);
	proved(mem, d, &k);
}

static void
test_letters(struct arena *mem)
{
	static const char *const text[] = {
	    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d och svenska igen",
	    "Blandat: \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 "
	    "\xd8\xa8\xd8\xa7\xd9\x84\xd8\xb9\xd8\xa7\xd9\x84\xd9\x85 (hej) 2025",
	    "Vuoden ääni, čáhppes ŋaŧšž, ǩ ǯ ǥ ǧ",
	    "\xce\x95\xce\xbb\xce\xbb\xce\xb7\xce\xbd\xce\xb9\xce\xba\xce\xac "
	    "\xd0\xa0\xd1\x83\xd1\x81\xd1\x81\xd0\xba\xd0\xb8\xd0\xb9",
	    "Tecken utan bild: \xe6\xbc\xa2\xe5\xad\x97 "
	    "\xf0\x9f\x99\x82 \xf0\x9f\x87\xb8\xf0\x9f\x87\xaa",
	    "e\xcc\x81 o\xcc\x88\xcc\x81 k\xcc\x8c utan försammansatt form",
	    "fi fl ffi \xef\xac\x81 \xc2\xb5 \xce\xbc \xe2\x80\x91 \xe2\x80\x90 - \xe2\x88\x92",
	    "trasig \xff\xfe UTF-8 \xc3",
	    "mjukt bindestreck: sjuk\xc2\xad"
	    "frånvaro, bredd\xe2\x80\x8blöst",
	    "1\xc2\xa0"
	    "009 och 1\xe2\x80\xaf"
	    "009 \xe2\x80\x94 <&>()\\ {} [] % /Namn",
	};
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *t = small_table(d, d->root, "Tecken (\\) <b>&amp;"), *r;

	for (size_t i = 0; i < COUNTOF(text); i++) {
		doc_heading(d, d->root, 1, str_of(text[i]));
		doc_para(d, d->root, str_of(text[i]));
		r = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, r, str_of(text[i]))->header = true;
		doc_cell(d, r, str_of(text[i]));
		doc_cell(d, r, str_of(text[i]));
	}
	doc_para(d, d->root, STR("noll\0tecken\x01\x1f slut\x7f"));
	doc_para(d, d->root, repeated(mem, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d ", 300));
	doc_para(d, d->root, repeated(mem, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", 300));
	d->title = str_of(text[1]);
	d->author = STR("<\"&'>");
	proved(mem, d, &k);
}

static void
test_long_table(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *t = small_table(d, d->root, "Lång");

	for (int i = 0; i < 10000; i++)
		sample_row(d, t, i % 100 == 0 ? DOC_ROW_GROUP : DOC_ROW_BODY, 0,
		    i % 100 == 0 ? "Grupp||"
		                 : "Rad|med text|\xe2\x88\x92"
		                   "1\xc2\xa0"
		                   "234");
	proved(mem, d, &k);
	check(k.n_page > 150);
}

static void
test_wide_and_tall(struct arena *mem)
{
	struct doc_col col[40];
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *t, *r, *cell, *l;

	for (int i = 0; i < 40; i++)
		col[i] = (struct doc_col){i == 0 ? DOC_LEFT : DOC_RIGHT, 0};
	t = doc_table(d, d->root, STR("Bred"), STR(""), col, 40);
	for (int row = 0; row < 5; row++) {
		r = doc_row(d, t, row == 0 ? DOC_ROW_HEAD : DOC_ROW_BODY);
		for (int i = 0; i < 40; i++)
			doc_cell(d, r, str_fmt(mem, "Kolumn%d", i));
	}
	doc_para(d, d->root, STR("Efter den breda tabellen."));
	t = small_table(d, d->root, "Hög");
	for (int row = 0; row < 3; row++) {
		r = doc_row(d, t, DOC_ROW_BODY);
		cell = doc_cell(d, r, STR(""));
		cell->header = true;
		doc_para(d, cell, STR("Första stycket."));
		l = doc_add(d, cell, DOC_LIST);
		for (int i = 0; i < 60; i++)
			doc_para(d, doc_add(d, l, DOC_ITEM), STR("en punkt i en cell"));
		doc_cell(d, r, repeated(mem, "en lång text som går över flera sidor ", 200));
		doc_cell(d, r, STR("1"));
	}
	proved(mem, d, &k);
	check(k.n_page > 6);
}

static size_t
pages_of_turned(struct arena *mem, int rows)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *t = doc_table(d, d->root, STR("Liggande"), STR("tkr"), col, 2);

	t->landscape = true;
	t->source = STR("Redovisningen");
	for (int i = 0; i <= rows; i++) {
		struct doc_node *row = doc_row(d, t, i == 0 ? DOC_ROW_HEAD : DOC_ROW_BODY);
		doc_cell(d, row, STR("Rad"))->header = true;
		doc_cell(d, row,
		    STR("1\xc2\xa0"
		        "234"));
	}
	proved(mem, d, &k);
	return k.n_page;
}

/* A few rows too many are brought closer and stay on the turned page; many are not. */
static void
test_turned(struct arena *mem)
{
	size_t few = pages_of_turned(mem, 5);

	check_i64((int64_t)pages_of_turned(mem, 26), (int64_t)few);
	check_i64((int64_t)pages_of_turned(mem, 36), (int64_t)few + 1);
}

/* A chapter's opening, so many paragraphs, a turned table and a remark on it. */
static struct pdf_checked
turned_after(struct arena *mem, int paragraphs)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}};
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *t, *n;

	doc_heading(d, d->root, 1, STR("Bilaga"));
	for (int i = 0; i < paragraphs; i++)
		doc_para(d, d->root, STR("Ett stycke före tabellen."));
	t = doc_table(d, d->root, STR("Liggande"), STR("tkr"), col, 1);
	t->landscape = true;
	doc_cell(d, doc_row(d, t, DOC_ROW_HEAD), STR("Rad"));
	doc_cell(d, doc_row(d, t, DOC_ROW_BODY), STR("Värde"));
	n = doc_para(d, d->root, STR("Anmärkning under tabellen."));
	n->remark = true;
	doc_para(d, d->root, STR("Brödtext efteråt."));
	proved(mem, d, &k);
	return k;
}

static bool
page_says(const struct pdf_checked *k, size_t page, str what)
{
	for (size_t i = 0; page < k->n_page && i < k->page[page].n; i++)
		if (k->page[page].text[i].p != NULL &&
		    str_find(k->page[page].text[i], what, 0) < k->page[page].text[i].n)
			return true;
	return false;
}

/* A page with little on it lies down for the table that follows; the remark stays with it. */
static void
test_lies_down(struct arena *mem)
{
	struct pdf_checked k = turned_after(mem, 1);

	check_i64((int64_t)k.n_page, 3);
	check(page_says(&k, 1, STR("Bilaga")) && page_says(&k, 1, STR("Anmärkning")));
	check(!page_says(&k, 1, STR("Brödtext")) && page_says(&k, 2, STR("Brödtext")));
	const struct pv *box = pdf_key(&k.r, k.page_dict[1], "MediaBox");
	check(box->n == 4 && box->v[2].number > box->v[3].number);
	k = turned_after(mem, 14);
	check_i64((int64_t)k.n_page, 4);
	box = pdf_key(&k.r, k.page_dict[1], "MediaBox");
	check(box->n == 4 && box->v[2].number < box->v[3].number);
	check(page_says(&k, 2, STR("Anmärkning")));
}

/* What stands under the last heading of a document. */
static void
put_under(struct doc *d, int kind)
{
	static const char *const text[] = {"Första raden", "text"};
	const struct doc_col col[] = {{DOC_LEFT, 1}};
	struct doc_node *n;

	switch (kind) {
	case 0:
		doc_para(d, d->root, STR("Under rubriken."));
		break;
	case 1:
		n = doc_add(d, d->root, DOC_LIST);
		doc_para(d, doc_add(d, n, DOC_ITEM), STR("Under rubriken."));
		break;
	case 2: /* labels and values */
		n = doc_add(d, d->root, DOC_DEFS);
		for (size_t i = 0; i < COUNTOF(text); i++) {
			doc_text(d, doc_add(d, n, DOC_TERM), str_of(text[i]));
			doc_text(d, doc_add(d, n, DOC_DESC), STR("Under rubriken, med ord."));
		}
		break;
	case 3: /* key figures */
		n = doc_add(d, d->root, DOC_DEFS);
		doc_text(d, doc_add(d, n, DOC_TERM), STR("Under rubriken."));
		doc_fact(d, doc_add(d, n, DOC_DESC), STR("a.b"), STR("12"));
		break;
	case 4:
		n = doc_table(d, d->root, STR("Under rubriken."), STR(""), col, 1);
		doc_cell(d, doc_row(d, n, DOC_ROW_HEAD), STR("Rad"));
		doc_cell(d, doc_row(d, n, DOC_ROW_BODY), STR("Värde"));
		break;
	default:
		n = doc_add(d, d->root, DOC_NOTICE);
		doc_para(d, n, STR("Under rubriken."));
		break;
	}
}

/* No heading is the last on its page, wherever the page ends. */
static void
test_orphan_heading(struct arena *mem)
{
	for (int kind = 0; kind < 6; kind++) {
		/* Items are a little higher than lines: every height comes up. */
		for (int at = 0; at < 5 * 9; at++) {
			int lines = 29 + at % 9;
			struct pdf_checked k;
			struct doc *d = new_doc(mem);
			doc_heading(d, d->root, 1, STR("Kapitel"));
			struct doc_node *list = doc_add(d, d->root, DOC_LIST);
			for (int i = 0; i <= at / 9; i++)
				doc_para(d, doc_add(d, list, DOC_ITEM), STR("Punkt."));
			struct doc_node *fill = doc_add(d, d->root, DOC_PARA);
			doc_text(d, fill, STR("Text."));
			for (int i = 1; i < lines; i++) {
				doc_add(d, fill, DOC_LINE_BREAK);
				doc_text(d, fill, STR("Text."));
			}
			doc_heading(d, d->root, 2, STR("Rubriken"));
			put_under(d, kind);
			proved(mem, d, &k);
			size_t page = page_says(&k, 2, STR("Rubriken")) ? 2 : 1;
			check(page_says(&k, page, STR("Rubriken")));
			if (!page_says(&k, page, STR("Under rubriken"))) {
				fprintf(stderr, "kind %d after %d lines\n", kind, lines);
				check(!"the heading is alone");
			}
		}
	}
}

/* Chapters begin pages, but none leaves a page with a few lines behind. */
static void
test_few_lines(struct arena *mem)
{
	for (int paragraphs = 1; paragraphs <= 8; paragraphs += 7) {
		struct pdf_checked k;
		struct doc *d = new_doc(mem);
		for (int chapter = 0; chapter < 2; chapter++) {
			doc_heading(d, d->root, 1, STR("Kapitel"));
			for (int i = 0; i < paragraphs; i++)
				doc_para(d, d->root, STR("En rad."));
		}
		proved(mem, d, &k);
		check_i64((int64_t)k.n_page, paragraphs == 1 ? 2 : 3);
	}
}

static void
test_nesting(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *n = d->root, *l;

	for (int i = 1; i <= 6; i++)
		doc_heading(d, d->root, i, STR("Rubrik utan text"));
	for (int i = 0; i < 14; i++) {
		n = doc_add(d, n, i < 4 ? DOC_SECTION : i % 2 == 1 ? DOC_QUOTE : DOC_NOTICE);
		doc_para(d, n, repeated(mem, "djupt ", 20));
	}
	n = d->root;
	for (int i = 0; i < 18; i++) {
		l = doc_add(d, n, DOC_LIST);
		l->ordered = i % 2 == 0;
		n = doc_add(d, l, DOC_ITEM);
		if (i % 4 != 0)
			doc_para(d, n, repeated(mem, "punkt ", 10));
	}
	doc_para(d, n, STR("innerst"));
	proved(mem, d, &k);
}

static void
test_footnotes(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);

	for (int i = 0; i < 40; i++) {
		struct doc_node *p = doc_para(d, d->root, repeated(mem, "ord i rad ", 30));
		int notes = i == 20 ? 30 : i % 3;
		for (int k2 = 0; k2 < notes; k2++) {
			doc_text(d, doc_add(d, p, DOC_FOOTNOTE),
			    repeated(mem, "en fotnot ", i == 10 ? 1500 : 9));
			doc_text(d, p, STR(" och vidare"));
		}
	}
	proved(mem, d, &k);
	check_i64((int64_t)k.n_note, 67);
}

static void
test_links(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct doc_node *p = doc_para(d, d->root, STR("Se ")), *n = doc_add(d, p, DOC_LINK);

	n->href = STR("https://example.org/a(b)?c=1&d=%20");
	doc_text(d, n, repeated(mem, "en länk som går över rader ", 10));
	doc_text(d, p, STR(", och "));
	n = doc_add(d, p, DOC_LINK);
	n->href = STR("#slut");
	doc_text(d, n, STR("slutet"));
	n = doc_heading(d, d->root, 1, STR("Slut"));
	n->id = STR("slut");
	n->lang = STR("en");
	proved(mem, d, &k);
	check(k.n_link >= 4);
}

/* The outline's titles, depth first, with the page each leads to. */
static void
outline_walk(struct pdf_checked *k, const struct pv *item, int depth, struct sb *b)
{
	for (; item->kind == PV_DICT && depth < 8; item = pdf_key(&k->r, item, "Next")) {
		const struct pv *dest = pdf_key(&k->r, item, "Dest");
		size_t page = 0;
		while (dest->n > 0 && page < k->n_page &&
		    k->page_id[page] != (size_t)dest->v[0].number)
			page++;
		sb_printf(b, "%d %.*s %zu\n", depth,
		    STR_ARG(pv_utf8(k->mem, pdf_key(&k->r, item, "Title"))), page + 1);
		outline_walk(k, pdf_key(&k->r, item, "First"), depth + 1, b);
	}
}

/* Outline, page labels and the numbers of the contents agree with where headings stand. */
static void
test_navigation(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct sb b;
	str got;

	doc_add(d, d->root, DOC_TOC);
	for (int i = 0; i < 2; i++) {
		doc_heading(d, d->root, 1, i == 0 ? STR("Kapitlet") : STR("Nästa"));
		for (int n = 0; n < 12; n++)
			doc_para(d, d->root, STR("En rad text."));
		doc_heading(d, d->root, 2, STR("Avsnitt"));
		doc_para(d, d->root, STR("En rad text."));
	}
	proved(mem, d, &k);
	const struct pv *catalog = pdf_key(&k.r, &k.r.trailer, "Root");
	sb_init(&b, mem, 1 << 16);
	outline_walk(&k, pdf_key(&k.r, pdf_key(&k.r, catalog, "Outlines"), "First"), 0, &b);
	check(sb_done(&b, &got));
	check_str(got,
	    "0 1 Kapitlet 3\n1 1.1 Avsnitt 3\n"
	    "0 2 Nästa 4\n1 2.1 Avsnitt 4\n");
	const struct pv *label = pdf_key(&k.r, pdf_key(&k.r, catalog, "PageLabels"), "Nums");
	check(label->n == 2 && pv_is_name(pdf_key(&k.r, &label->v[1], "S"), "D"));
	check(page_says(&k, 1, STR("Kapitlet")) && page_says(&k, 1, STR("Nästa")));
	/* Each line of the contents ends with the number of its page. */
	int three = 0, four = 0;
	for (size_t i = 0; i < k.page[1].n; i++) {
		str s = k.page[1].text[i].p != NULL ? str_trim(k.page[1].text[i]) : STR("");
		three += str_has_suffix(s, STR("3"));
		four += str_has_suffix(s, STR("4"));
	}
	check(three == 2 && four == 2);
}

static void
test_attachments(struct arena *mem)
{
	const struct pdf_attachment file[] = {
	    {STR("resultat.csv"), STR("text/csv"), STR("Resultaträkningen"), STR("a;b\n1;2\n")},
	    {STR("enheter.csv"), STR("text/csv"), STR("Enheterna"), STR("c\n3\n")},
	};
	const struct pdf_attachment bad[] = {{STR("../x.csv"), STR("text/csv"), STR("x"), STR("")}};
	struct doc *d = sample_doc(mem);
	struct pdf_opts o = {.attach = file, .n_attach = 2};
	struct pdf_checked k;
	struct err e = {0};
	struct sb out;

	check(doc_finish(d, &e));
	str s = written(mem, d, &o);
	check(pdf_check(&k, mem, s));
	check(str_find(s, STR("<pdfaid:part>3<"), 0) < s.n);
	const struct pv *root = pdf_key(&k.r, &k.r.trailer, "Root");
	check_i64((int64_t)pdf_key(&k.r, root, "AF")->n, 2);
	o.attach = bad;
	o.n_attach = 1;
	sb_init(&out, mem, 1 << 24);
	check(!pdf_write(d, &o, &out, &e));
	check(e.rc == RC_INVALID);
}

static void
test_limits(struct arena *mem)
{
	struct doc *d = sample_doc(mem);
	struct err e = {0};
	struct sb out;

	sb_init(&out, mem, 1 << 20);
	check(!pdf_write(d, NULL, &out, &e)); /* not finished */
	check(e.rc == RC_INVALID);
	check(doc_finish(d, &e));
	sb_init(&out, mem, 20000);
	e = (struct err){0};
	check(!pdf_write(d, NULL, &out, &e));
	check(e.rc == RC_LIMIT);
}

static void
test_empty(struct arena *mem)
{
	struct pdf_checked k;
	struct doc *d = new_doc(mem);
	struct err e = {0};

	d->title = STR("");
	check(doc_finish(d, &e));
	check(pdf_check(&k, mem, written(mem, d, NULL)) || k.n_page == 1);
}

int
main(void)
{
	static void (*const test[])(struct arena *) = {test_sample, test_report, test_long_words,
	    test_letters, test_long_table, test_wide_and_tall, test_turned, test_lies_down,
	    test_orphan_heading, test_few_lines, test_nesting, test_footnotes, test_links,
	    test_navigation, test_attachments, test_limits, test_empty};

	for (size_t i = 0; i < COUNTOF(test); i++) {
		struct arena mem;
		arena_init(&mem, (size_t)2 << 30);
		test[i](&mem);
		arena_end(&mem);
	}
	return check_done();
}
