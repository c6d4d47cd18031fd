/* test_docx_soffice.c -- Word documents of ours in another program: LibreOffice opens them
 * and gives every text back, in the order of the tree. */
#include "doc/docx/docx.h"
#include "sys/file.h"
#include "sys/process.h"
#include "check.h"
#include "example_view.h"

static struct arena mem;

/* One blank for any run of white space: lines are the other program's business. */
static str
squeezed(str s)
{
	struct sb b;
	str out;
	bool blank = true;

	sb_init(&b, &mem, s.n + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xa0 ||
		    c == 0xfeff;
		if (!space)
			sb_utf8(&b, c);
		else if (!blank)
			sb_chr(&b, ' ');
		blank = space;
	}
	must(sb_done(&b, &out));
	return str_trim(out);
}

static bool
to_text(const char *dir, const char *name, str *out)
{
	const char *profile = str_fmt(&mem, "-env:UserInstallation=file://%s/profile", dir).p;
	const char *file = str_fmt(&mem, "%s/%s.docx", dir, name).p;
	const char *const argv[] = {"soffice", profile, "--headless", "--convert-to",
	    "txt:Text (encoded):UTF8", "--outdir", dir, file, NULL};
	struct process p = {.argv = argv, .out_max = 1 << 16, .timeout_ms = 300000};
	struct process_result r;
	struct err e = {0};

	return process_run(&p, &mem, &r, &e) && r.code == 0 &&
	    file_read(&mem, str_fmt(&mem, "%s/%s.txt", dir, name), 16u << 20, out, &e);
}

/* Every text of the tree from `at` on; notes stand wherever the program puts them. */
static void
check_texts(const struct doc *d, str text)
{
	str all = squeezed(text);
	size_t at = 0, missing = 0;

	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		str s = squeezed(n->text);
		bool note = false;
		if (s.n == 0 || n->kind < DOC_TEXT)
			continue;
		for (const struct doc_node *p = n->parent; p != NULL; p = p->parent)
			note = note || p->kind == DOC_FOOTNOTE;
		size_t found = str_find(all, s, note ? 0 : at);
		if (found == all.n && missing++ < 10)
			fprintf(stderr, "not there: %.*s\n", STR_ARG(s));
		if (found < all.n && !note)
			at = found + s.n;
	}
	check_i64((int64_t)missing, 0);
}

int
main(void)
{
	const char *const which[] = {"soffice", "--version", NULL};
	struct process p = {.argv = which, .out_max = 4096, .timeout_ms = 60000};
	struct process_result r;
	struct example x = {0};
	struct err e = {0};
	struct sb b;
	str s, text;

	arena_init(&mem, (size_t)1 << 30);
	if (!process_run(&p, &mem, &r, &e) || r.code != 0) {
		printf("skipped: LibreOffice is not installed\n");
		arena_end(&mem);
		return 77;
	}
	const char *dir = str_fmt(&mem, "/tmp/tertial-test-soffice-%d", (int)getpid()).p;
	check(example_open(&mem, "soffice", "2025-T3", &x));
	if (x.d == NULL)
		return check_done();
	sb_init(&b, &mem, 64u << 20);
	docx_write(x.d, &b);
	check(sb_done(&b, &s));
	check(file_write(str_fmt(&mem, "%s/report.docx", dir), s, &e));
	bool ok = to_text(dir, "report", &text);
	check(ok);
	if (ok)
		check_texts(x.d, text);
	const char *const rm[] = {"rm", "-rf", dir, NULL};
	struct process clean = {.argv = rm, .out_max = 4096};
	check(process_run(&clean, &mem, &r, &e));
	example_end(&x);
	arena_end(&mem);
	return check_done();
}
