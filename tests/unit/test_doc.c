/* test_doc.c -- building, checking and numbering a document tree. */
#include "doc_sample.h"
#include "check.h"

#include <string.h>

static struct doc *
new_doc(struct arena *mem)
{
	return doc_new(mem, LANG_SV);
}

/* The message of a tree that must be refused, in English. */
static str
refused(struct doc *d, struct err *e)
{
	*e = (struct err){0};
	check(!doc_finish(d, e));
	check(e->text[LANG_SV][0] != '\0');
	check(!d->finished);
	return str_of(e->text[LANG_EN]);
}

static bool
says(str message, const char *word)
{
	return str_find(message, str_of(word), 0) < message.n;
}

static void
test_headings(struct arena *mem)
{
	struct doc *d = new_doc(mem);
	struct doc_node *a = doc_heading(d, d->root, 1, STR("Mål och uppdrag"));
	struct doc_node *b = doc_heading(d, d->root, 2, STR("Mål 1. Trygga uppväxtvillkor"));
	struct doc_node *c = doc_heading(d, d->root, 2, STR("Mål och uppdrag"));
	struct doc_node *u = doc_heading(d, d->root, 1, STR("Förord"));
	struct doc_node *v = doc_heading(d, d->root, 2, STR("日本語"));
	struct doc_node *w = doc_heading(d, d->root, 1, STR("Ekonomi"));
	struct err e;

	u->unnumbered = true;
	check(doc_finish(d, &e));
	check_str(a->numbering, "1");
	check_str(b->numbering, "1.1");
	check_str(c->numbering, "1.2");
	check_str(u->numbering, "");
	check_str(v->numbering, "");
	check_str(w->numbering, "2");
	check_str(a->id, "mal-och-uppdrag");
	check_str(b->id, "mal-1-trygga-uppvaxtvillkor");
	check_str(c->id, "mal-och-uppdrag-2");
	check_str(v->id, "avsnitt");
	/* Finishing again changes nothing. */
	check(doc_finish(d, &e));
	check_str(c->id, "mal-och-uppdrag-2");
	check_str(w->numbering, "2");
}

static void
test_heading_levels(struct arena *mem)
{
	struct doc *d = new_doc(mem);
	struct err e;

	doc_heading(d, d->root, 1, STR("Ekonomi"));
	doc_heading(d, d->root, 3, STR("Investeringar"));
	check(says(refused(d, &e), "“Investeringar” has level 3 but stands under level 1"));
	d = new_doc(mem);
	doc_heading(d, d->root, 2, STR("Först"));
	refused(d, &e);
	d = new_doc(mem);
	for (int i = 1; i <= 7; i++)
		doc_heading(d, d->root, i, STR("Djup"));
	check(says(refused(d, &e), "levels 1 to 6"));
}

static void
test_places(struct arena *mem)
{
	static const struct {
		enum doc_kind parent, child;
	} bad[] = {
	    {DOC_PARA, DOC_PARA},
	    {DOC_LIST, DOC_PARA},
	    {DOC_ITEM, DOC_TEXT},
	    {DOC_TABLE, DOC_CELL},
	    {DOC_QUOTE, DOC_HEADING},
	    {DOC_TEXT, DOC_TEXT},
	    {DOC_FACT, DOC_TEXT},
	    {DOC_LINK, DOC_LINK},
	    {DOC_FOOTNOTE, DOC_FOOTNOTE},
	    {DOC_CHART, DOC_PARA},
	    {DOC_NOTICE, DOC_TOC},
	    {DOC_DEFS, DOC_TERM},
	    {DOC_DEFS, DOC_DESC},
	};
	struct err e;

	for (size_t i = 0; i < COUNTOF(bad); i++) {
		struct doc *d = new_doc(mem);
		struct doc_node *p = d->root, *list;
		bool inner = bad[i].parent >= DOC_TEXT;

		if (bad[i].parent == DOC_ITEM) {
			list = doc_add(d, p, DOC_LIST);
			p = list;
		}
		if (inner)
			p = doc_para(d, p, STR(""));
		if (bad[i].parent == DOC_TABLE) {
			static const struct doc_col col[1];

			p = doc_table(d, p, STR("T"), STR(""), col, 1);
			doc_row(d, p, DOC_ROW_HEAD);
		} else {
			p = doc_add(d, p, bad[i].parent);
		}
		if (bad[i].parent == DOC_CHART)
			p->chart = sample_travel(mem);
		doc_add(d, p, bad[i].child);
		refused(d, &e);
	}
}

static void
test_depth(struct arena *mem)
{
	struct doc *d = new_doc(mem);
	struct doc_node *p = d->root;
	struct err e;

	for (int i = 0; i < DOC_DEPTH_MAX; i++)
		p = doc_add(d, p, DOC_QUOTE);
	check(doc_finish(d, &e));
	for (int i = 0; i < 100000; i++)
		p = doc_add(d, p, DOC_QUOTE);
	check(says(refused(d, &e), "deeper than 48"));
	check_i64((int64_t)e.rc, RC_LIMIT);
	check_str(doc_plain(mem, d->root), "");
}

static void
test_tables(struct arena *mem)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc *d = new_doc(mem);
	struct doc_node *t = doc_table(d, d->root, STR("Investeringar"), STR("Mkr"), col, 3), *r,
	                *g;
	struct err e;

	r = doc_row(d, t, DOC_ROW_HEAD);
	doc_cell(d, r, STR("Område"));
	g = doc_row(d, t, DOC_ROW_GROUP);
	doc_cell(d, g, STR("Styrelsens"));
	check(doc_finish(d, &e));
	check_i64(t->number, 1);
	check_str(t->id, "tabell-1");
	check_str(doc_caption(mem, t, LANG_SV), "Tabell 1. Investeringar (Mkr)");
	check_str(doc_caption(mem, t, LANG_EN), "Table 1. Investeringar (Mkr)");
	/* The header row is filled up; the lone cell of the group spans all. */
	check(r->first->next != NULL && r->first->next->next == r->last);
	check(r->last->header);
	check_i64(g->first->span, 3);
	for (int i = 0; i < 3; i++)
		doc_cell(d, g, STR("x"));
	check(says(refused(d, &e), "3 are declared"));
	d = new_doc(mem);
	doc_row(d, doc_table(d, d->root, STR("Utan rubrikrad"), STR(""), col, 3), DOC_ROW_BODY);
	check(says(refused(d, &e), "no header row"));
	d = new_doc(mem);
	doc_row(d, doc_table(d, d->root, STR(""), STR(""), col, 3), DOC_ROW_HEAD);
	check(says(refused(d, &e), "no caption"));
}

static void
test_figures(struct arena *mem)
{
	struct doc *d = new_doc(mem);
	struct doc_node *n = doc_add(d, d->root, DOC_CHART);
	struct doc_image im = {.alt = STR("")};
	struct err e;

	n->chart = sample_travel(mem);
	check(doc_finish(d, &e));
	check_str(doc_caption(mem, n, LANG_SV),
	    "Figur 1. Resekostnader, ackumulerat per månad (tkr)");
	check_str(n->id, "diagram-resor");
	n->chart->desc = STR("");
	check(says(refused(d, &e), "no description"));
	d = new_doc(mem);
	n = doc_add(d, d->root, DOC_IMAGE);
	n->image = &im;
	n->caption = STR("Karta");
	check(says(refused(d, &e), "“Karta” has no description"));
	im.alt = STR("Karta över länet");
	check(doc_finish(d, &e));
	check_str(doc_source(mem, STR("SCB"), LANG_SV), "Källa: SCB");
}

static void
test_anchors(struct arena *mem)
{
	struct doc *d = new_doc(mem);
	struct doc_node *p = doc_para(d, d->root, STR("Se ")), *l = doc_add(d, p, DOC_LINK);
	struct err e;

	l->href = STR("#ekonomi");
	doc_text(d, l, STR("ekonomin"));
	check(says(refused(d, &e), "leads nowhere"));
	doc_heading(d, d->root, 1, STR("Ekonomi"));
	check(doc_finish(d, &e));
	l->href = STR("javascript:alert(1)");
	check(says(refused(d, &e), "cannot be used"));
	l->href = STR("https://example.org/a b");
	refused(d, &e);
	l->href = STR("https://example.org/");
	p->id = STR("Stor Bokstav");
	check(says(refused(d, &e), "may only have"));
	p->id = STR("ekonomi");
	check(says(refused(d, &e), "stands twice"));
}

static void
test_plain(struct arena *mem)
{
	struct doc *d = new_doc(mem);
	struct doc_node *p = doc_para(d, d->root, STR("Styrelsen"));
	static char big[2000];

	doc_text(d, doc_add(d, p, DOC_FOOTNOTE), STR("not"));
	doc_text(d, p, STR(" visar"));
	doc_add(d, p, DOC_LINE_BREAK);
	doc_fact_value(d, p, STR("x"), STR("5"), dec_int(5));
	doc_para(d, d->root, STR("Nästa"));
	check_str(doc_plain(mem, d->root), "Styrelsen visar 5 Nästa");
	check(doc_has_rtl(STR("\xd7\xa9")) &&
	    doc_has_rtl(STR("a\xe2\x80\xae"
	                    "b")));
	check(!doc_has_rtl(STR("ÅÄÖ ω 日本 😀")));
	/* More than fits is cut off, not lost. */
	memset(big, 'x', sizeof big);
	for (int i = 0; i < 600; i++)
		doc_para(d, d->root, (str){big, sizeof big});
	check(doc_plain(mem, d->root).n > 500000);
	check_str(str_of(doc_kind_name(DOC_FOOTNOTE)), "footnote");
}

int
main(void)
{
	struct arena mem;
	struct err e;

	arena_init(&mem, 256u << 20);
	test_headings(&mem);
	test_heading_levels(&mem);
	test_places(&mem);
	test_depth(&mem);
	test_tables(&mem);
	test_figures(&mem);
	test_anchors(&mem);
	test_plain(&mem);
	check(doc_finish(sample_doc(&mem), &e));
	arena_end(&mem);
	return check_done();
}
