/* bench_peers DIR -- the made report as others read it: report.html, report.docx, and
 * report.typ with its charts as SVG, so that every program sets the same document. */
#include "doc/docx/docx.h"
#include "doc/html/html.h"
#include "doc/html/svg.h"
#include "report_doc.h"
#include "sys/file.h"

#include <stdio.h>

#define FILE_MAX ((size_t)64 << 20)
#define CHART_PT 480

struct typst {
	struct arena *mem;
	struct sb b;
	const char *dir;
	enum lang lang;
	int n_chart;
};

static bool
put_file(struct arena *mem, const char *dir, const char *name, const struct sb *b)
{
	struct err e = {0};
	str s;

	if (sb_done(b, &s) && file_write(str_fmt(mem, "%s/%s", dir, name), s, &e))
		return true;
	fprintf(stderr, "bench_peers: %s: %s\n", name, e.text[LANG_EN]);
	return false;
}

/* As content: everything that Typst reads as markup is escaped. */
static void
put_text(struct typst *t, str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c < 0x80 && str_find_byte(STR("\\#$*_`<>@[]~=-+/"), (char)c, 0) < 16)
			sb_chr(&t->b, '\\');
		sb_utf8(&t->b, c);
	}
}

static void
put_inlines(struct typst *t, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		const char *call = n->kind == DOC_STRONG ? "#strong["
		    : n->kind == DOC_EMPH                ? "#emph["
		    : n->kind == DOC_FOOTNOTE            ? "#footnote["
		                                         : NULL;
		if (call != NULL) {
			sb_str(&t->b, str_of(call));
			put_inlines(t, n);
			sb_lit(&t->b, "]");
		} else if (n->kind == DOC_LINE_BREAK) {
			sb_lit(&t->b, " \\\n");
		} else if (n->kind == DOC_LINK) {
			put_inlines(t, n);
		} else {
			put_text(t, n->text);
		}
	}
}

static void
put_table(struct typst *t, const struct doc_node *n)
{
	const struct doc_node *r = n->first;

	sb_lit(&t->b, "#figure(caption: [");
	put_text(t, n->caption);
	sb_lit(&t->b, "], kind: table, table(columns: (");
	for (int i = 0; i < n->n_col; i++)
		sb_str(&t->b, n->col[i].weight > 0 ? STR("1fr, ") : STR("auto, "));
	sb_lit(&t->b, "), align: (");
	for (int i = 0; i < n->n_col; i++)
		sb_str(&t->b, n->col[i].align == DOC_RIGHT ? STR("right, ") : STR("left, "));
	sb_lit(&t->b, "), stroke: (bottom: 0.5pt),\n");
	for (; r != NULL; r = r->next) {
		bool head = r->row_kind == DOC_ROW_HEAD;
		sb_str(&t->b, head ? STR("table.header(") : STR(""));
		for (const struct doc_node *c = r->first; c != NULL; c = c->next) {
			sb_printf(&t->b, "table.cell(colspan: %d)[", c->span);
			put_inlines(t, c);
			sb_lit(&t->b, "], ");
		}
		sb_str(&t->b, head ? STR("),\n") : STR("\n"));
	}
	sb_lit(&t->b, "))\n\n");
}

static void
put_chart(struct typst *t, const struct doc_node *n)
{
	struct svg_opts o = {.standalone = true, .title = n->chart->title, .desc = n->chart->desc};
	struct sb svg;

	sb_init(&svg, t->mem, FILE_MAX);
	svg_write(chart_draw(t->mem, n->chart, CHART_PT, t->lang), &o, &svg);
	(void)!put_file(t->mem, t->dir, str_fmt(t->mem, "chart-%d.svg", ++t->n_chart).p, &svg);
	sb_printf(&t->b, "#figure(caption: [");
	put_text(t, n->chart->title);
	sb_printf(&t->b, "], image(\"chart-%d.svg\", alt: \"", t->n_chart);
	sb_str(&t->b, n->chart->desc);
	sb_lit(&t->b, "\"))\n\n");
}

static void
put_blocks(struct typst *t, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		switch (n->kind) {
		case DOC_HEADING:
			for (int i = 0; i < n->level; i++)
				sb_chr(&t->b, '=');
			sb_chr(&t->b, ' ');
			put_inlines(t, n);
			sb_lit(&t->b, "\n\n");
			break;
		case DOC_PARA:
			put_inlines(t, n);
			sb_lit(&t->b, "\n\n");
			break;
		case DOC_LIST:
			sb_printf(&t->b, "#%s(", n->ordered ? "enum" : "list");
			for (const struct doc_node *i = n->first; i != NULL; i = i->next) {
				sb_chr(&t->b, '[');
				put_blocks(t, i);
				sb_lit(&t->b, "], ");
			}
			sb_lit(&t->b, ")\n\n");
			break;
		case DOC_TABLE:
			put_table(t, n);
			break;
		case DOC_CHART:
			put_chart(t, n);
			break;
		case DOC_TOC:
			sb_lit(&t->b, "#outline(depth: 2)\n#pagebreak()\n\n");
			break;
		case DOC_SECTION:
			put_blocks(t, n);
			break;
		default:
			break;
		}
	}
}

static bool
put_typst(const struct doc *d, struct arena *mem, const char *dir)
{
	struct typst t = {.mem = mem, .dir = dir, .lang = d->lang};

	sb_init(&t.b, mem, FILE_MAX);
	sb_lit(&t.b,
	    "#set page(paper: \"a4\", margin: 25mm, numbering: \"1\", header: [Region Exempel])\n"
	    "#set text(font: \"Source Sans 3\", size: 10.5pt, lang: \"sv\", hyphenate: true)\n"
	    "#set par(justify: false)\n#set heading(numbering: \"1.1\")\n"
	    "#show figure: set block(breakable: true)\n#set document(title: \"");
	sb_str(&t.b, d->title);
	sb_lit(&t.b, "\")\n\n#text(size: 28pt, weight: \"bold\")[");
	put_text(&t, d->title);
	sb_lit(&t.b, "]\n#pagebreak()\n\n");
	put_blocks(&t, d->root);
	return put_file(mem, dir, "report.typ", &t.b);
}

int
main(int argc, char **argv)
{
	struct arena mem;
	struct err e = {0};
	struct sb b;
	bool ok;

	if (argc != 2)
		return 2;
	arena_init(&mem, (size_t)1 << 30);
	struct doc *d = report_doc(&mem);
	ok = doc_finish(d, &e);
	sb_init(&b, &mem, FILE_MAX);
	if (ok)
		html_write(d, &(struct html_opts){0}, &b);
	ok = ok && put_file(&mem, argv[1], "report.html", &b);
	sb_init(&b, &mem, FILE_MAX);
	if (ok)
		docx_write(d, &b);
	ok = ok && put_file(&mem, argv[1], "report.docx", &b) && put_typst(d, &mem, argv[1]);
	arena_end(&mem);
	return !ok;
}
