/* test_pdf_poppler.c -- what an independent reader of PDF makes of our files: qpdf is
 * silent, and pdfinfo -struct-text gives every paragraph and every cell of the tree
 * exactly once, each by itself and in order.  Two made documents, and the example's
 * reports of both years. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/migrate.h"
#include "doc/pdf/pdf.h"
#include "work/import.h"
#include "work/report.h"

#include "../bench/report_doc.h"
#include "check.h"

/* --- what the tree says, in the order of the structure --- */

static void
squeeze(struct sb *b, str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		/* Spaces and hyphens at line ends are read in more than one way. */
		if (c > ' ' && c != 0xa0 && c != 0xad && c != '-')
			sb_utf8(b, c);
	}
}

/* Where one paragraph, cell, heading, caption, item or note ends and another begins. */
static void
part(struct sb *b)
{
	if (b->n > 0 && b->p[b->n - 1] != '\n')
		sb_chr(b, '\n');
}

static bool
is_part(enum doc_kind k)
{
	return k < DOC_TEXT || k == DOC_FOOTNOTE;
}

static void
say(struct sb *b, const struct doc *d, const struct doc_node *n)
{
	struct arena *mem = d->mem;

	if (n->kind == DOC_TOC)
		return;
	if (is_part(n->kind) && n->kind != DOC_FOOTNOTE)
		part(b);
	if (n->kind == DOC_HEADING)
		squeeze(b, n->numbering);
	if (n->kind == DOC_TABLE || n->kind == DOC_CHART || n->kind == DOC_IMAGE) {
		squeeze(b, doc_caption(mem, n, d->lang));
		part(b);
	}
	if (n->kind == DOC_FOOTNOTE) {
		squeeze(b, str_fmt(mem, "%d", n->number)); /* where it is called */
		part(b);
		squeeze(b, str_fmt(mem, "%d", n->number)); /* and before the note */
	}
	squeeze(b, n->text);
	int number = 0;
	for (const struct doc_node *k = n->first; k != NULL; k = k->next) {
		if (n->kind == DOC_LIST) {
			part(b);
			squeeze(b,
			    n->ordered ? str_fmt(mem, "%d.", ++number) : STR("\xe2\x80\xa2"));
		}
		say(b, d, k);
	}
	if (is_part(n->kind))
		part(b);
	if (n->source.n > 0) {
		squeeze(b, doc_source(mem, n->source, d->lang));
		part(b);
	}
}

/* --- what pdfinfo says --- */

static int
indent_of(const char *line)
{
	return (int)strspn(line, " ");
}

/* The elements that stand by themselves, as is_part says of nodes. */
static bool
is_part_line(const char *p)
{
	static const char *const list[] = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD",
	    "Caption", "Lbl", "LBody", "LI", "Note"};
	size_t n = strcspn(p, " :\n");

	for (size_t i = 0; i < COUNTOF(list); i++)
		if (n == strlen(list[i]) && strncmp(p, list[i], n) == 0)
			return true;
	return false;
}

enum { DEPTH = 256 };

/* The quoted texts, a line for each part; those straight under a Figure are its
 * drawing. */
static void
read_struct_text(FILE *in, struct sb *b)
{
	static char line[1 << 20];
	int figure = -1, toc = -1, open[DEPTH], n_open = 0;

	while (fgets(line, sizeof line, in) != NULL) {
		int at = indent_of(line);
		char *p = line + at, *end = p + strlen(p);
		while (end > p && (end[-1] == '\n' || end[-1] == '\r'))
			end--;
		if (toc >= 0 && at > toc)
			continue;
		toc = strncmp(p, "TOC\n", 4) == 0 || strncmp(p, "TOC ", 4) == 0 ? at : -1;
		for (; n_open > 0 && at <= open[n_open - 1]; n_open--)
			part(b);
		if (*p != '"' && is_part_line(p)) {
			/* The number of a note goes with it, as the mark of an item does. */
			bool label = strncmp(p, "Lbl", 3) == 0;
			check(n_open < DEPTH);
			if (!label)
				part(b);
			if (!label)
				open[n_open++] = at;
		}
		if (*p != '"') {
			figure = strncmp(p, "Figure", 6) == 0 ? at
			    : figure >= 0 && at > figure      ? figure
			                                      : -1;
			continue;
		}
		if (figure >= 0 && at == figure + 2)
			continue;
		if (end > p + 1)
			squeeze(b, (str){p + 1, (size_t)(end - p) - 2});
	}
}

static bool
tool_missing(const char *name)
{
	char cmd[80];

	snprintf(cmd, sizeof cmd, "command -v %s >/dev/null 2>&1", name);
	return system(cmd) != 0;
}

static void
test_written(struct arena *mem, const struct doc *d)
{
	char path[] = "/tmp/tertial-pdf-XXXXXX", cmd[120];
	int fd = mkstemp(path);
	struct sb out, want, got;
	struct err e = {0};

	sb_init(&out, mem, 64u << 20);
	sb_init(&want, mem, 16u << 20);
	sb_init(&got, mem, 16u << 20);
	check(pdf_write(d, NULL, &out, &e));
	check(fd >= 0 && write(fd, out.p, out.n) == (ssize_t)out.n);
	close(fd);
	snprintf(cmd, sizeof cmd, "qpdf --check %s >/dev/null 2>&1", path);
	check(system(cmd) == 0);
	snprintf(cmd, sizeof cmd, "pdfinfo -struct-text %s 2>/dev/null", path);
	FILE *in = popen(cmd, "r");
	check(in != NULL);
	read_struct_text(in, &got);
	pclose(in);
	part(&got);
	unlink(path);
	say(&want, d, d->root);
	str a = {want.p, want.n}, b = {got.p, got.n};
	check(a.n > 1000);
	/* The title page comes before what the tree says. */
	size_t from = b.n > a.n ? b.n - a.n : 0;
	check(from < 200);
	bool alike = str_eq(str_sub(b, from, b.n), a);
	check(alike);
	if (alike)
		return;
	size_t same = 0;
	while (same < a.n && same < b.n && a.p[a.n - 1 - same] == b.p[b.n - 1 - same])
		same++;
	fprintf(stderr, "the same from the end for %zu of %zu bytes; before that\n%.*s\n%.*s\n",
	    same, a.n, STR_ARG(str_sub(a, a.n - same > 80 ? a.n - same - 80 : 0, a.n - same + 30)),
	    STR_ARG(str_sub(b, b.n - same > 80 ? b.n - same - 80 : 0, b.n - same + 30)));
}

static void
test_doc(struct arena *mem, struct doc *d)
{
	struct err e = {0};

	check(doc_finish(d, &e));
	test_written(mem, d);
}

/* --- the example's reports --- */

static bool
example_open(struct arena *mem, const char *path, struct db **db)
{
	struct import_opts o = {.as = STR(""), .who = STR("test"), .now_us = 1};
	struct import_report rep;
	struct diag d;
	struct err e = {0};
	str folder = STR("examples/vasterbotten");

	diag_init(&d, mem, 100);
	return db_open(db, path, true, &e) && db_migrate(*db, &e) &&
	    import_paths(*db, 1, &folder, 1, &o, mem, &rep, &d, &e);
}

static void
test_example(struct arena *mem)
{
	static const char *const when[] = {"2024-T3", "2025-T3", "2025-T2", "2025-10"};
	const char *path = str_fmt(mem, "/tmp/tertial-test-poppler-%d.db", (int)getpid()).p;
	struct db *db = NULL;

	check(example_open(mem, path, &db));
	for (size_t i = 0; db != NULL && i < COUNTOF(when); i++) {
		struct view v;
		struct doc *d;
		struct diag found;
		struct err e = {0};
		period p;
		diag_init(&found, mem, 100);
		check(period_parse(str_of(when[i]), &p));
		check(view_open(db, 1, mem, STR("RS"), p, &v, &e));
		check(report_document(&v, LANG_SV, mem, &d, &found, &e));
		test_written(mem, d);
		view_end(&v);
	}
	db_close(db);
	(void)unlink(path);
}

int
main(void)
{
	struct arena mem;

	if (tool_missing("pdfinfo") || tool_missing("qpdf"))
		return check_skip("pdfinfo or qpdf is not installed");
	arena_init(&mem, (size_t)1 << 30);
	test_doc(&mem, sample_doc(&mem));
	test_doc(&mem, report_doc(&mem));
	test_example(&mem);
	arena_end(&mem);
	return check_done();
}
