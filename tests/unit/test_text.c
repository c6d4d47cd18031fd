/* test_text.c -- the text writer and the dump of a tree.  `test_text show` prints the sample. */
#include "doc/text/text.h"
#include "doc_sample.h"
#include "check.h"

#include <string.h>

static str
as_text(struct arena *mem, struct doc *d, int width)
{
	struct err e;
	struct sb b;
	str s;

	check(doc_finish(d, &e));
	sb_init(&b, mem, 4u << 20);
	text_write(d, width, &b);
	check(sb_done(&b, &s));
	return s;
}

static bool
has(str s, const char *part)
{
	return str_find(s, str_of(part), 0) < s.n;
}

static void
test_blocks(struct arena *mem)
{
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *n, *p, *l;

	doc_heading(d, d->root, 1, STR("Ekonomi"));
	p = doc_para(d, d->root, STR("Styrelsen visar ett underskott på "));
	doc_fact(d, p, STR("x"), STR("19\xc2\xa0Mkr"));
	doc_text(d, doc_add(d, p, DOC_FOOTNOTE), STR("Preliminärt."));
	doc_add(d, p, DOC_LINE_BREAK);
	l = doc_add(d, p, DOC_LINK);
	l->href = STR("https://example.org/");
	doc_text(d, l, STR("Läs mer"));
	n = doc_add(d, d->root, DOC_LIST);
	doc_para(d, doc_add(d, n, DOC_ITEM), STR("ett som är längre än raden"));
	doc_para(d, doc_add(d, n, DOC_ITEM), STR("två"));
	n = doc_add(d, d->root, DOC_NOTICE);
	doc_status(d, doc_para(d, n, STR("")), DOC_ST_PARTLY, STR("Delvis"));
	check_str(as_text(mem, d, 24),
	    "1 Ekonomi\n=========\n\nStyrelsen visar ett\nunderskott på 19\xc2\xa0Mkr[1]\n"
	    "Läs mer\n<https://example.org/>\n\n- ett som är längre än\n  raden\n- två\n\n"
	    "! ▲ Delvis\n\n[1] Preliminärt.\n");
}

static void
test_table(struct arena *mem)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *t = doc_table(d, d->root, STR("Drift"), STR("tkr"), col, 3);

	sample_row(d, t, DOC_ROW_HEAD, 0, "Rad|Utfall|Budget");
	sample_row(d, t, DOC_ROW_GROUP, 0, "Kostnader");
	sample_row(d, t, DOC_ROW_BODY, 1,
	    "Personalkostnader inklusive sociala avgifter|−1 266|−1 239");
	sample_row(d, t, DOC_ROW_TOTAL, 0, "Summa|−4 646|");
	check_str(as_text(mem, d, 40),
	    "Tabell 1. Drift (tkr)\n"
	    "Rad                       Utfall  Budget\n"
	    "────────────────────────  ──────  ──────\n"
	    "Kostnader\n"
	    "  Personalkostnader       −1 266  −1 239\n"
	    "  inklusive sociala\n"
	    "  avgifter\n"
	    "────────────────────────  ──────  ──────\n"
	    "Summa                     −4 646\n\n");
}

static void
test_hostile(struct arena *mem)
{
	static char word[10001];
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *t;
	static const struct doc_col col[] = {{DOC_LEFT, 1}};
	str s;

	memset(word, 'w', sizeof word - 1);
	doc_para(d, d->root,
	    STR("\x1b[31mröd\x1b]0;x\x07 \xe2\x80\xae"
	        "baklänges\xc2\x9b"));
	doc_para(d, d->root, (str){"a\0b", 3});
	doc_para(d, d->root, str_of(word));
	t = doc_table(d, d->root, STR("\x1b[2J"), STR(""), col, 1);
	doc_cell(d, doc_row(d, t, DOC_ROW_HEAD), STR("\x1b[2J\r\n"));
	doc_cell(d, doc_row(d, t, DOC_ROW_BODY), str_of(word));
	s = as_text(mem, d, 80);
	check(utf8_ok(s) && !has(s, "\x1b") && !has(s, "\x07") && !has(s, "\xe2\x80\xae"));
	check(!has(s, "\xc2\x9b") && !has(s, "\r") && has(s, "\xef\xbf\xbd[31mröd"));
	check(has(s, word));
	check_i64(text_width(STR("åäö\xcc\x81日本")), 7);
}

static void
test_sample(struct arena *mem)
{
	struct doc *d = sample_doc(mem);
	str s = as_text(mem, d, 80), rest = s, line;
	struct sb a, b;
	str one, two;

	while (str_cut(&rest, '\n', &line))
		check(text_width(line) <= 112);
	check(has(s, "Figur 6. Resekostnader, ackumulerat per månad (tkr)\nUtfallet 2025 slutade"));
	check(has(s, "Nettokostnad: −4 076 Mkr\n"));
	sb_init(&a, mem, 4u << 20);
	tree_json(d, &a);
	check(sb_done(&a, &one));
	d = sample_doc(mem);
	as_text(mem, d, 80);
	sb_init(&b, mem, 4u << 20);
	tree_json(d, &b);
	check(sb_done(&b, &two));
	check(str_eq(one, two));
	check(has(one,
	    "{\"kind\":\"fact\",\"text\":\"412\",\"fact\":\"mal.utbildade:period=2025\",\"value\":412}"));
	check(has(one,
	    "\"series\":[[\"Utfall\",744,196,30,37,2,1],[\"Budget\",717,175,66,33,2,null]]"));
}

int
main(int argc, char **argv)
{
	struct arena mem;

	arena_init(&mem, 256u << 20);
	if (argc > 1 && strcmp(argv[1], "show") == 0) {
		str s = as_text(&mem, sample_doc(&mem), 80);

		fwrite(s.p, 1, s.n, stdout);
		arena_end(&mem);
		return 0;
	}
	test_blocks(&mem);
	test_table(&mem);
	test_hostile(&mem);
	test_sample(&mem);
	arena_end(&mem);
	return check_done();
}
