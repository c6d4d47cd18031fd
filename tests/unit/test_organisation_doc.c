/* docs/format/organisation.md tells every kind and field of the model. */
#include "check.h"
#include "core/model/model.h"
#include "sys/file.h"

int
main(void)
{
	static struct arena mem;
	struct err e = {0};
	str page;

	arena_init(&mem, (size_t)16 << 20);
	check(file_read(&mem, STR("docs/format/organisation.md"), (size_t)1 << 20, &page, &e));
	for (int k = 0; k < KIND__COUNT; k++) {
		str head = str_fmt(&mem, "\n### %s\n", kinds[k].name);
		size_t at = str_find(page, head, 0);
		size_t end = str_find(page, STR("\n### "), at + head.n);
		check(at < page.n);
		str part = str_sub(page, at, end);
		check(str_find(part, str_of(kinds[k].file), 0) < part.n);
		for (int f = 0; f < kinds[k].n_field; f++) {
			str row = str_fmt(&mem, "| `%s` |", kinds[k].field[f].name);
			if (str_find(part, row, 0) == part.n)
				fprintf(stderr, "%s lacks %s: run tools/model_doc.awk\n",
				    kinds[k].name, kinds[k].field[f].name);
			check(str_find(part, row, 0) < part.n);
		}
	}
	arena_end(&mem);
	return check_done();
}
