/* arena.h -- memory that lives exactly as long as one request, command or job.
 *
 * Invariants
 *   (A1) arena_alloc never returns NULL: exhausting the cap ends the process.
 *   (A2) everything allocated is zeroed.
 *   (A3) a pointer from an arena is never stored in anything that outlives it.
 *   (A4) cleanups run in reverse order of registration, before memory goes. */
#ifndef TERTIAL_BASE_ARENA_H
#define TERTIAL_BASE_ARENA_H

#include "base/base.h"

struct arena {
	struct arena_page *page;       /* newest first */
	struct arena_cleanup *cleanup; /* newest first */
	size_t used;                   /* bytes handed out, against cap */
	size_t cap;
};

void arena_init(struct arena *a, size_t cap_bytes);
void arena_end(struct arena *a);
void *arena_alloc(struct arena *a, size_t n, size_t size) __attribute__((returns_nonnull));
/* Run fn(arg) when the arena ends. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);

#define arena_new(a, T) ((T *)arena_alloc((a), 1, sizeof(T)))
#define arena_array(a, n, T) ((T *)arena_alloc((a), (n), sizeof(T)))

/* Growing array in an arena: make room for one more element.  `v` is the array,
 * `n` its length, `room` its capacity (size_t lvalues). */
#define arena_grow(a, v, n, room) \
	((n) < (room) ? (void)0 : (void)((v) = arena_regrow_((a), (v), (n), &(room), sizeof *(v))))
void *arena_regrow_(struct arena *a, const void *old, size_t n, size_t *room, size_t size);

#endif
