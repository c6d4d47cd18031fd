#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under AddressSanitizer every allocation is its own page, so that a stray
 * read past one object is reported instead of landing in its neighbour. */
#if defined(__SANITIZE_ADDRESS__)
#define PAGE_BYTES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PAGE_BYTES 0
#endif
#endif
#ifndef PAGE_BYTES
/* The first page: most scratch arenas hold little, and zeroing is what they cost. */
#define PAGE_BYTES ((size_t)1984)
#endif

#define PAGE_GROW_MAX ((size_t)4 << 20)
#define ALIGN_TO ((size_t)16)

struct arena_page {
	struct arena_page *next;
	size_t used;
	size_t size;
	_Alignas(16) unsigned char data[];
};

struct arena_cleanup {
	struct arena_cleanup *next;
	void (*fn)(void *);
	void *arg;
};

void
base_die(const char *file, int line, const char *what)
{
	fprintf(stderr, "tertial: %s:%d: broken: %s\n", file, line, what);
	abort();
}

void
arena_init(struct arena *a, size_t cap_bytes)
{
	must(cap_bytes > 0);
	*a = (struct arena){.cap = cap_bytes};
}

void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	must(size > 0);
	must(!__builtin_mul_overflow(n, size, &bytes));
	must(!__builtin_add_overflow(bytes, ALIGN_TO - 1, &bytes));
	bytes &= ~(ALIGN_TO - 1);
	must(bytes <= a->cap - a->used); /* (A1) */

	struct arena_page *p = a->page;
	if (p == NULL || p->size - p->used < bytes) {
		/* Pages double with the arena, so that a large one is a few callocs. */
		size_t want = a->used > PAGE_BYTES && PAGE_BYTES > 0 ? a->used : PAGE_BYTES;
		if (want > PAGE_GROW_MAX)
			want = PAGE_GROW_MAX;
		if (want < bytes)
			want = bytes;
		p = calloc(1, sizeof *p + want);
		must(p != NULL);
		*p = (struct arena_page){.next = a->page, .size = want};
		a->page = p;
	}
	void *out = p->data + p->used;
	p->used += bytes;
	a->used += bytes;
	return out;
}

void *
arena_regrow_(struct arena *a, const void *old, size_t n, size_t *room, size_t size)
{
	size_t want = *room < 8 ? 8 : *room * 2;
	void *v = arena_alloc(a, want, size);

	if (n > 0)
		memcpy(v, old, n * size);
	*room = want;
	return v;
}

void
arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct arena_cleanup *c = arena_new(a, struct arena_cleanup);

	*c = (struct arena_cleanup){a->cleanup, fn, arg};
	a->cleanup = c;
}

void
arena_end(struct arena *a)
{
	for (struct arena_cleanup *c = a->cleanup; c != NULL; c = c->next)
		c->fn(c->arg);
	while (a->page != NULL) {
		struct arena_page *next = a->page->next;
		free(a->page);
		a->page = next;
	}
	*a = (struct arena){0};
}
