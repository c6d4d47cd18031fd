/* pdfcheck FILE... -- prove tagged PDF files (support/pdf_check.h); exit 1 on faults. */
#include <stdio.h>

#include "support/pdf_check.h"

static bool
read_file(struct arena *mem, const char *path, str *out)
{
	FILE *f = fopen(path, "rb");
	struct sb b;
	char part[65536];
	size_t n;

	if (f == NULL) {
		perror(path);
		return false;
	}
	sb_init(&b, mem, (size_t)1 << 30);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		sb_put(&b, part, n);
	fclose(f);
	return sb_done(&b, out);
}

int
main(int argc, char **argv)
{
	int bad = argc < 2;

	for (int i = 1; i < argc; i++) {
		struct arena mem;
		struct pdf_checked k;
		str file;
		arena_init(&mem, (size_t)4 << 30);
		if (!read_file(&mem, argv[i], &file)) {
			bad++;
		} else if (!pdf_check(&k, &mem, file)) {
			bad++;
			printf("%s: %zu faults\n%.*s", argv[i], k.faults, (int)k.report.n,
			    k.report.p);
		} else {
			printf(
			    "%s: %zu pages, %zu tables, %zu header cells, %zu cells, %zu figures, "
			    "%zu links, %zu notes\n",
			    argv[i], k.n_page, k.n_table, k.n_th, k.n_td, k.n_figure, k.n_link,
			    k.n_note);
		}
		arena_end(&mem);
	}
	return bad != 0;
}
