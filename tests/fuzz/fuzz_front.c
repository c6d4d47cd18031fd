/* Any bytes as a Markdown file with front matter: writing it and reading it
 * again gives the same body. */
#include "fmt/front.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct front one, two;
	struct err e = {0};
	struct sb b;
	str out;

	if (n > 1 << 16)
		return 0;
	arena_init(&mem, (size_t)512 << 20);
	if (front_read(&mem, (str){(const char *)data, n}, STR("x"), &one, &e) &&
	    !str_has_prefix(one.body, STR("\xef\xbb\xbf"))) {
		sb_init(&b, &mem, (size_t)64 << 20);
		front_write(&b, one.meta, one.body);
		must(sb_done(&b, &out));
		must(front_read(&mem, out, STR("x"), &two, &e));
		must(str_eq(one.body, two.body));
		must((one.meta == NULL) == (two.meta == NULL));
	}
	arena_end(&mem);
	return 0;
}
