/* test_pdf_random [SEED] [TIMES] -- random documents: whatever the tree holds, the file
 * is whole, tagged right, and says each text once and in order. */
#include <string.h>

#include "doc/pdf/pdf.h"

#include "../bench/report_doc.h"
#include "../support/doc_units.h"
#include "check.h"

struct random_doc {
	struct report_maker m;
	int nodes; /* left to make */
};

static uint32_t
pick(struct random_doc *r, uint32_t n)
{
	return report_pick(&r->m, n);
}

static str
words(struct random_doc *r, uint32_t most)
{
	static const char *const odd[] = {"Västerbotten",
	    "1\xc2\xa0"
	    "009",
	    "\xe2\x88\x92"
	    "12,5",
	    "a", "och", "sjukfrånvaroutvecklingen", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
	    "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7", "ŋ", "\xe6\xbc\xa2\xe5\xad\x97",
	    "e\xcc\x81", "IT-verksamhet", "https://example.org/en/lang/adress/utan/slut", "(se",
	    "§", "\xff", "hälso-", "och/eller", "\xe2\x80\x8bx", "\x01", "%", "<<>>", "ord\nrad"};
	struct sb b;
	str out;
	uint32_t n = 1 + pick(r, most);

	sb_init(&b, r->m.d->mem, 1 << 20);
	for (uint32_t i = 0; i < n; i++) {
		if (i > 0)
			sb_chr(&b, ' ');
		if (pick(r, 8) == 0)
			sb_str(&b, str_of(odd[pick(r, COUNTOF(odd))]));
		else
			sb_str(&b,
			    str_sub(str_of(report_sentence[pick(r, COUNTOF(report_sentence))]), 0,
			        10));
		if (pick(r, 300) == 0)
			for (int k = 0; k < 400; k++)
				sb_chr(&b, 'x');
	}
	check(sb_done(&b, &out));
	return out;
}

static void
inlines(struct random_doc *r, struct doc_node *parent, int depth, bool notes)
{
	struct doc *d = r->m.d;
	uint32_t n = 1 + pick(r, 5);

	for (uint32_t i = 0; i < n; i++) {
		struct doc_node *k;
		switch (pick(r, depth > 3 ? 4 : 9)) {
		case 0:
			doc_fact(d, parent, STR("x"),
			    STR("1\xc2\xa0"
			        "234,5"));
			break;
		case 1:
			doc_status(d, parent, (enum doc_status)pick(r, DOC_ST__COUNT),
			    pick(r, 2) ? STR("Uppfylls delvis")
			               : str_fmt(d->mem, "x%.*s", STR_ARG(words(r, 2))));
			break;
		case 2:
			doc_add(d, parent, DOC_LINE_BREAK);
			break;
		case 4:
			inlines(r, doc_add(d, parent, DOC_STRONG), depth + 1, false);
			break;
		case 5:
			inlines(r, doc_add(d, parent, DOC_EMPH), depth + 1, false);
			break;
		case 6:
			if (depth > 0)
				break;
			k = doc_add(d, parent, DOC_LINK);
			k->href = pick(r, 2) ? STR("#slut") : STR("https://example.org/");
			doc_text(d, k, words(r, 12));
			break;
		case 7:
			if (notes && depth == 0)
				doc_text(d, doc_add(d, parent, DOC_FOOTNOTE), words(r, 60));
			break;
		default:
			doc_text(d, parent, words(r, 40));
			if (pick(r, 2) == 0)
				doc_text(d, parent, STR(" "));
			break;
		}
	}
}

static void
table(struct random_doc *r, struct doc_node *parent)
{
	struct doc *d = r->m.d;
	struct doc_col *col = arena_array(d->mem, 14, struct doc_col);
	int n_col = 1 + (int)pick(r, 13), rows = (int)pick(r, 40);
	struct doc_node *t;

	for (int i = 0; i < n_col; i++)
		col[i] = (struct doc_col){(enum doc_align)pick(r, 3), (int)pick(r, 4)};
	t = doc_table(d, parent, words(r, 8), pick(r, 2) ? STR("tkr") : STR(""), col, n_col);
	t->landscape = pick(r, 8) == 0;
	if (pick(r, 3) == 0)
		t->source = words(r, 10);
	for (int i = 0; i <= rows; i++) {
		struct doc_node *row = doc_row(d, t,
		    i == 0 ? DOC_ROW_HEAD : (enum doc_row_kind)(pick(r, 6) % 5));
		if (i > 0 && row->row_kind == DOC_ROW_HEAD)
			row->row_kind = DOC_ROW_BODY;
		for (int k = 0; k < n_col;) {
			struct doc_node *c = doc_cell(d, row, STR(""));
			c->span = pick(r, 10) == 0 ? 1 + (int)pick(r, (uint32_t)(n_col - k)) : 1;
			c->header = k == 0;
			c->level = (int)pick(r, 4);
			if (pick(r, 12) == 0 && i > 0) {
				doc_para(d, c, words(r, 20));
				doc_para(d, doc_add(d, doc_add(d, c, DOC_LIST), DOC_ITEM),
				    words(r, 20));
			} else if (pick(r, 6) != 0 || i == 0) {
				doc_text(d, c, words(r, pick(r, 20) == 0 ? 200 : 3));
			}
			if (pick(r, 40) == 0 && i > 0 && c->first != NULL &&
			    c->first->kind == DOC_TEXT)
				doc_text(d, doc_add(d, c, DOC_FOOTNOTE), words(r, 30));
			k += c->span;
		}
	}
}

static void
blocks(struct random_doc *r, struct doc_node *parent, int depth, int *level)
{
	struct doc *d = r->m.d;
	bool top = parent->kind == DOC_ROOT || parent->kind == DOC_SECTION;
	uint32_t n = 1 + pick(r, 6);

	for (uint32_t i = 0; i < n && r->nodes > 0; i++, r->nodes--) {
		struct doc_node *k, *it;
		uint32_t what = pick(r, 14);
		if (depth > 8)
			what = 13;
		switch (what) {
		case 0:
		case 1:
			if (!top)
				break;
			*level = 1 + (int)pick(r, (uint32_t)(*level < 5 ? *level + 1 : 6));
			doc_heading(d, parent, *level, words(r, 12))->unnumbered = pick(r, 5) == 0;
			break;
		case 2:
		case 3:
			k = doc_add(d, parent, DOC_LIST);
			k->ordered = pick(r, 2);
			for (uint32_t t = 0; t <= pick(r, 4); t++) {
				it = doc_add(d, k, DOC_ITEM);
				doc_para(d, it, words(r, 30));
				if (pick(r, 4) == 0 && depth < 6) {
					k = doc_add(d, it, DOC_LIST);
				}
				if (it->last->kind == DOC_LIST)
					doc_para(d, doc_add(d, it->last, DOC_ITEM), words(r, 9));
				k = it->parent;
			}
			break;
		case 4:
			k = doc_add(d, parent, DOC_NOTICE);
			k->status = (enum doc_status)pick(r, DOC_ST__COUNT);
			inlines(r, doc_add(d, k, DOC_PARA), 0, true);
			break;
		case 5:
			inlines(r, doc_add(d, doc_add(d, parent, DOC_QUOTE), DOC_PARA), 0, true);
			break;
		case 6:
			if (top)
				table(r, parent);
			break;
		case 7:
			if (top) {
				report_chart(&r->m, parent, (int)pick(r, 7));
				parent->last->chart->id = str_fmt(d->mem, "diagram-%d", r->nodes);
			}
			break;
		case 8:
			if (top && parent->kind == DOC_ROOT)
				blocks(r, doc_add(d, parent, DOC_SECTION), depth + 1, level);
			break;
		case 9:
			k = doc_add(d, parent, DOC_DEFS);
			for (uint32_t t = 0; t <= pick(r, 4); t++) {
				inlines(r, doc_add(d, k, DOC_TERM), 2, false);
				inlines(r, doc_add(d, k, DOC_DESC), 0, true);
			}
			break;
		case 10:
			if (top && pick(r, 3) == 0)
				doc_add(d, parent, DOC_PAGE_BREAK);
			break;
		default:
			inlines(r, doc_add(d, parent, DOC_PARA), 0, true);
			break;
		}
	}
}

static bool
one(uint64_t seed)
{
	struct random_doc r = {.m = {.state = seed * 77 + 5}, .nodes = 60};
	struct arena mem;
	struct doc_units u;
	struct pdf_checked k;
	struct sb out, why;
	struct err e = {0};
	bool ok = true;
	int level = 0;

	arena_init(&mem, (size_t)1 << 30);
	struct doc *d = r.m.d = doc_new(&mem, LANG_SV);
	d->title = words(&r, 6);
	d->id = STR("prov");
	if (pick(&r, 2))
		doc_add(d, d->root, DOC_TOC);
	while (r.nodes > 0)
		blocks(&r, d->root, 0, &level);
	if (level == 0)
		level = 1;
	doc_heading(d, d->root, 1, STR("Slut"))->id = STR("slut");
	sb_init(&out, &mem, 64u << 20);
	sb_init(&why, &mem, 1u << 20);
	if (!doc_finish(d, &e) || !pdf_write(d, NULL, &out, &e)) {
		fprintf(stderr, "seed %llu: %s\n", (unsigned long long)seed, e.text[LANG_EN]);
		ok = false;
	} else if (!pdf_check(&k, &mem, (str){out.p, out.n})) {
		fprintf(stderr, "seed %llu: %.*s", (unsigned long long)seed, (int)k.report.n,
		    k.report.p);
		ok = false;
	} else {
		doc_units(&u, &mem, d);
		ok = doc_units_match(&u, &k, &why);
		if (!ok)
			fprintf(stderr, "seed %llu: %.*s", (unsigned long long)seed, (int)why.n,
			    why.p);
	}
	arena_end(&mem);
	return ok;
}

int
main(int argc, char **argv)
{
	uint64_t first = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	uint64_t times = argc > 2 ? strtoull(argv[2], NULL, 10) : 20;

	for (uint64_t i = first; i < first + times; i++)
		check(one(i));
	return check_done();
}
