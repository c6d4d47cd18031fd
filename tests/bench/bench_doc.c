/* bench_doc [-n TIMES] -- how long one report takes in the formats beside PDF.
 *
 * Prints, per format, processor time per document (the least of all rounds) and the
 * size of the file.  Under callgrind one round is enough: -n 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "doc/docx/docx.h"
#include "doc/html/html.h"
#include "doc/text/text.h"
#include "doc/xlsx/xlsx.h"
#include "report_doc.h"

#define FILE_MAX ((size_t)64 << 20)

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
as_html(const struct doc *d, struct sb *b)
{
	html_write(d, &(struct html_opts){.fact_base = STR("/uppgift?namn=")}, b);
}

static void
as_text(const struct doc *d, struct sb *b)
{
	text_write(d, 100, b);
}

static const struct {
	const char *name;
	void (*write)(const struct doc *d, struct sb *b);
} format[] = {{"html", as_html}, {"docx", docx_write}, {"xlsx", xlsx_write}, {"txt", as_text}};

int
main(int argc, char **argv)
{
	long times = argc > 2 && strcmp(argv[1], "-n") == 0 ? strtol(argv[2], NULL, 10) : 20;
	const char *only = argc > 3 ? argv[3] : NULL;
	struct arena doc_mem;
	struct err e = {0};

	arena_init(&doc_mem, (size_t)1 << 30);
	struct doc *d = report_doc(&doc_mem);
	if (!doc_finish(d, &e)) {
		fprintf(stderr, "bench_doc: %s\n", e.text[LANG_EN]);
		arena_end(&doc_mem);
		return 1;
	}
	for (size_t k = 0; k < COUNTOF(format); k++) {
		double best = 1e9;
		size_t n = 0, used = 0;

		if (only != NULL && strcmp(only, format[k].name) != 0)
			continue;
		for (long i = 0; i < times; i++) {
			struct arena mem;
			struct sb b;
			double from = cpu_ms();

			arena_init(&mem, (size_t)1 << 30);
			sb_init(&b, &mem, FILE_MAX);
			format[k].write(d, &b);
			used = mem.used;
			n = b.n;
			arena_end(&mem);
			best = cpu_ms() - from < best ? cpu_ms() - from : best;
		}
		printf("%-4s %8.2f ms %9zu bytes, %zu KiB in the arena\n", format[k].name, best, n,
		    used / 1024);
	}
	arena_end(&doc_mem);
	return 0;
}
