/* Any bytes as Markdown: every text of the tree is valid UTF-8 without NUL. */
#include "fmt/markdown.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct md_node *root;
	struct err e = {0};

	arena_init(&mem, (size_t)2 << 30);
	if (md_read(&mem, (str){(const char *)data, n}, &root, &e)) {
		const struct md_node *k = root;
		while (k != NULL) {
			must(utf8_ok(k->text) && utf8_ok(k->href));
			must(k->text.n == 0 || memchr(k->text.p, 0, k->text.n) == NULL);
			if (k->first != NULL) {
				k = k->first;
				continue;
			}
			while (k != NULL && k->next == NULL)
				k = k->parent;
			k = k != NULL ? k->next : NULL;
		}
	} else {
		must(e.rc == RC_LIMIT);
	}
	arena_end(&mem);
	return 0;
}
