/* test_html.c -- the HTML writer.  `test_html FILE [FACT_BASE]` writes the sample. */
#include "doc/html/html.h"
#include "doc_sample.h"
#include "check.h"

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

int
main(int argc, char **argv)
{
	if (argc > 1)
		return write_file(argv[1], argc > 2 ? argv[2] : "");
	check(1);
	return check_done();
}
