#include "base/map.h"

#include <string.h>

struct map_slot {
	str key;
	size_t value;
	uint64_t hash;
	bool used;
};

void
map_init(struct map *m, struct arena *mem, uint64_t seed)
{
	*m = (struct map){.mem = mem, .seed = seed};
}

/* The slot that holds key, or the empty one where it belongs. */
static struct map_slot *
locate(const struct map *m, str key, uint64_t hash)
{
	size_t i = (size_t)hash & (m->room - 1);

	while (m->slot[i].used && !(m->slot[i].hash == hash && str_eq(m->slot[i].key, key)))
		i = (i + 1) & (m->room - 1);
	return &m->slot[i];
}

static void
grow(struct map *m)
{
	struct map old = *m;

	m->room = old.room == 0 ? 16 : old.room * 2;
	m->slot = arena_array(m->mem, m->room, struct map_slot);
	for (size_t i = 0; i < old.room; i++)
		if (old.slot[i].used)
			*locate(m, old.slot[i].key, old.slot[i].hash) = old.slot[i];
}

size_t
map_find(const struct map *m, str key)
{
	if (m->n == 0)
		return MAP_NONE;
	const struct map_slot *s = locate(m, key, str_hash(key, m->seed));
	return s->used ? s->value : MAP_NONE;
}

size_t
map_add(struct map *m, str key, size_t value)
{
	must(value != MAP_NONE);
	if (m->n * 4 >= m->room * 3)
		grow(m);
	uint64_t hash = str_hash(key, m->seed);
	struct map_slot *s = locate(m, key, hash);
	if (s->used)
		return s->value;
	*s = (struct map_slot){key, value, hash, true};
	m->n++;
	return MAP_NONE;
}

void
map_set(struct map *m, str key, size_t value)
{
	if (map_add(m, key, value) != MAP_NONE)
		locate(m, key, str_hash(key, m->seed))->value = value;
}
