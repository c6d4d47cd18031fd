/* test_pdf_poppler.c -- what an independent reader of PDF makes of our files: qpdf is
 * silent, and pdfinfo -struct-text gives every text of the tree once and in order. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doc/pdf/pdf.h"

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

static void
say(struct sb *b, const struct doc *d, const struct doc_node *n)
{
	struct arena *mem = d->mem;

	if (n->kind == DOC_TOC)
		return;
	if (n->kind == DOC_HEADING)
		squeeze(b, n->numbering);
	if (n->kind == DOC_TABLE || n->kind == DOC_CHART)
		squeeze(b, doc_caption(mem, n, d->lang));
	if (n->kind == DOC_FOOTNOTE) {
		squeeze(b, str_fmt(mem, "%d", n->number)); /* where it is called */
		squeeze(b, str_fmt(mem, "%d", n->number)); /* and before the note */
	}
	squeeze(b, n->text);
	int number = 0;
	for (const struct doc_node *k = n->first; k != NULL; k = k->next) {
		if (n->kind == DOC_LIST)
			squeeze(b,
			    n->ordered ? str_fmt(mem, "%d.", ++number) : STR("\xe2\x80\xa2"));
		say(b, d, k);
	}
	if (n->source.n > 0)
		squeeze(b, doc_source(mem, n->source, d->lang));
}

/* --- what pdfinfo says --- */

static int
indent_of(const char *line)
{
	return (int)strspn(line, " ");
}

/* The quoted texts; those straight under a Figure are its drawing. */
static void
read_struct_text(FILE *in, struct sb *b)
{
	static char line[1 << 20];
	int figure = -1, toc = -1;

	while (fgets(line, sizeof line, in) != NULL) {
		int at = indent_of(line);
		char *p = line + at, *end = p + strlen(p);
		while (end > p && (end[-1] == '\n' || end[-1] == '\r'))
			end--;
		if (toc >= 0 && at > toc)
			continue;
		toc = strncmp(p, "TOC\n", 4) == 0 || strncmp(p, "TOC ", 4) == 0 ? at : -1;
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
test_doc(struct arena *mem, struct doc *d)
{
	char path[] = "/tmp/tertial-pdf-XXXXXX", cmd[120];
	int fd = mkstemp(path);
	struct sb out, want, got;
	struct err e = {0};

	check(doc_finish(d, &e));
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
	unlink(path);
	say(&want, d, d->root);
	str a = {want.p, want.n}, b = {got.p, got.n};
	check(a.n > 1000);
	/* The title page comes before what the tree says. */
	size_t from = b.n > a.n ? b.n - a.n : 0;
	check(from < 200);
	if (str_eq(str_sub(b, from, b.n), a)) {
		check(true);
		return;
	}
	size_t same = 0;
	while (same < a.n && same < b.n && a.p[a.n - 1 - same] == b.p[b.n - 1 - same])
		same++;
	fprintf(stderr, "the same from the end for %zu of %zu bytes; before that\n%.*s\n%.*s\n",
	    same, a.n, STR_ARG(str_sub(a, a.n - same > 80 ? a.n - same - 80 : 0, a.n - same + 30)),
	    STR_ARG(str_sub(b, b.n - same > 80 ? b.n - same - 80 : 0, b.n - same + 30)));
	check(!"the texts are the same");
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
	arena_end(&mem);
	return check_done();
}
