#include "sys/memory.h"

#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 << 20)

struct large {
	void *p;
	size_t n;
};

static void
give_back(void *arg)
{
	const struct large *l = arg;

	munmap(l->p, l->n);
}

void *
memory_large(struct arena *mem, size_t bytes)
{
	struct large *l = arena_new(mem, struct large);
	size_t n;

	/* Room to begin at a large page. */
	must(bytes > 0 && !__builtin_add_overflow(bytes, LARGE_PAGE, &n));
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	*l = (struct large){p, n};
	arena_defer(mem, give_back, l);
	const uintptr_t at = ((uintptr_t)p + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	char *out = (char *)p + (at - (uintptr_t)p);
#ifdef MADV_HUGEPAGE
	(void)madvise(out, bytes, MADV_HUGEPAGE);
#endif
	return out;
}
