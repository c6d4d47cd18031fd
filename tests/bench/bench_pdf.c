/* bench_pdf [-n TIMES] [OUT.pdf] -- how long one report takes as PDF.
 *
 * Prints processor time per document (the least of all rounds), the size of the file
 * and the most memory held.  Under callgrind one round is enough: -n 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "doc/pdf/pdf.h"
#include "report_doc.h"

static double
cpu_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
	long times = 20;
	const char *path = NULL;
	double best = 1e9;
	struct err e = {0};

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
			times = strtol(argv[++i], NULL, 10);
		else
			path = argv[i];
	}
	struct arena doc_mem;
	arena_init(&doc_mem, (size_t)1 << 30);
	struct doc *d = report_doc(&doc_mem);
	if (!doc_finish(d, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_EN]);
		return 1;
	}
	for (long i = 0; i < times; i++) {
		struct arena mem;
		struct sb out;
		arena_init(&mem, (size_t)1 << 30);
		sb_init(&out, &mem, 64 << 20);
		double from = cpu_ms();
		if (!pdf_write(d, NULL, &out, &e)) {
			fprintf(stderr, "%s\n", e.text[LANG_EN]);
			return 1;
		}
		double took = cpu_ms() - from;
		best = took < best ? took : best;
		if (i == 0) {
			struct rusage u;
			getrusage(RUSAGE_SELF, &u);
			printf("first %.1f ms, %zu bytes, %ld KiB resident\n", took, out.n,
			    u.ru_maxrss);
			FILE *f = path != NULL ? fopen(path, "wb") : NULL;
			if (f != NULL) {
				fwrite(out.p, 1, out.n, f);
				fclose(f);
			}
		}
		arena_end(&mem);
	}
	printf("best of %ld: %.1f ms of processor time\n", times, best);
	arena_end(&doc_mem);
	return 0;
}
