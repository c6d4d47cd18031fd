/* map.h -- from text to an index: a hash map in an arena, seeded against
 * hostile keys.  Keys are borrowed: they must live as long as the map. */
#ifndef TERTIAL_BASE_MAP_H
#define TERTIAL_BASE_MAP_H

#include "base/str.h"

struct map {
	struct arena *mem;
	uint64_t seed;
	struct map_slot *slot;
	size_t n, room; /* room is a power of two */
};

#define MAP_NONE SIZE_MAX

void map_init(struct map *m, struct arena *mem, uint64_t seed);
/* The value stored under key, or MAP_NONE. */
size_t map_find(const struct map *m, str key);
/* Store value under a key that is not there; returns MAP_NONE.  If the key is
 * there nothing changes and the stored value is returned. */
size_t map_add(struct map *m, str key, size_t value);
void map_set(struct map *m, str key, size_t value); /* add or replace */

#endif
