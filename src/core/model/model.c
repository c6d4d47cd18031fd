#include "core/model/model.h"
#include "core/model/model_priv.h"

#include "core/model/messages.h"

#include <stdlib.h>
#include <string.h>

#define KEY_SEP "\x1f"

static void **
rows_at(const struct model *m, enum kind_id k)
{
	return (void **)((uintptr_t)m + model_lists[k].rows);
}

static size_t *
count_at(const struct model *m, enum kind_id k)
{
	return (size_t *)((uintptr_t)m + model_lists[k].count);
}

void *
model_row(const struct model *m, enum kind_id k, size_t i)
{
	must(i < *count_at(m, k));
	return (char *)*rows_at(m, k) + i * kinds[k].row_size;
}

size_t
model_count(const struct model *m, enum kind_id k)
{
	return *count_at(m, k);
}

struct model *
model_new(struct arena *mem)
{
	struct model *m = arena_new(mem, struct model);

	m->mem = mem;
	m->index = arena_array(mem, KIND__COUNT, struct map);
	for (int k = 0; k < KIND__COUNT; k++)
		map_init(&m->index[k], mem, 0x7e271a1u + (unsigned)k);
	return m;
}

void *
model_find(const struct model *m, enum kind_id k, str key)
{
	size_t at = map_find(&m->index[k], key);

	return at == MAP_NONE ? NULL : model_row(m, k, at);
}

str
row_key(struct arena *mem, enum kind_id k, const void *row)
{
	struct sb b;
	str out;

	if (kinds[k].n_key == 1)
		return field_text(mem, &kinds[k].field[0], row);
	sb_init(&b, mem, (size_t)1 << 20);
	for (int i = 0; i < kinds[k].n_key; i++) {
		if (i > 0)
			sb_lit(&b, KEY_SEP);
		sb_str(&b, field_text(mem, &kinds[k].field[i], row));
	}
	must(sb_done(&b, &out));
	return out;
}

struct keyed {
	str key;
	size_t at;
};

static int
by_key(const void *a, const void *b)
{
	return str_cmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

void
model_index(struct model *m, enum kind_id k)
{
	size_t n = model_count(m, k), size = kinds[k].row_size;
	struct keyed *key = arena_array(m->mem, n + 1, struct keyed);
	size_t room = 8;

	while (room < n)
		room *= 2; /* what model_add takes for granted */
	char *sorted = arena_alloc(m->mem, room, size);

	for (size_t i = 0; i < n; i++)
		key[i] = (struct keyed){row_key(m->mem, k, model_row(m, k, i)), i};
	qsort(key, n, sizeof *key, by_key); /* (M1); keys are unique, so any sort is stable */
	for (size_t i = 0; i < n; i++)
		memcpy(sorted + i * size, model_row(m, k, key[i].at), size);
	*rows_at(m, k) = sorted;
	map_init(&m->index[k], m->mem, 0x7e271a1u + (unsigned)k);
	for (size_t i = 0; i < n; i++)
		must(map_add(&m->index[k], key[i].key, i) == MAP_NONE);
}

void *
model_add(struct model *m, enum kind_id k)
{
	size_t n = model_count(m, k), size = kinds[k].row_size;

	/* Room is always a power of two at least 8, so it follows from n alone. */
	if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) {
		char *grown = arena_alloc(m->mem, n == 0 ? 8 : n * 2, size);
		if (n > 0)
			memcpy(grown, *rows_at(m, k), n * size);
		*rows_at(m, k) = grown;
	}
	(*count_at(m, k))++;
	void *row = model_row(m, k, n);
	row_clear(k, row);
	return row;
}

static bool
load_kind(struct db *db, int64_t org, struct model *m, enum kind_id k, struct err *e)
{
	const struct kind_desc *d = &kinds[k];
	struct db_val *v = arena_array(m->mem, (size_t)d->n_field, struct db_val);
	struct db_val in = {.type = DB_I64, .i = org};
	struct db_run *r = db_start(db, m->mem, d->load, &in, e);
	enum db_step st;

	if (r == NULL)
		return false;
	while ((st = db_next(r, v, e)) == DB_ROW) {
		void *row = model_add(m, k);
		for (int f = 0; f < d->n_field; f++)
			if (!field_from_db(m->mem, &d->field[f], row, &v[f]))
				return fail(e, RC_IO, MSG_model_bad_cell, ARG(d->name),
				    ARG(d->field[f].name), ARG(v[f].s));
	}
	if (st == DB_FAIL)
		return false;
	model_index(m, k);
	return true;
}

bool
model_load(struct db *db, int64_t org, struct arena *mem, struct model **out, struct err *e)
{
	struct model *m = model_new(mem);

	for (int k = 0; k < KIND__COUNT; k++)
		if (!load_kind(db, org, m, (enum kind_id)k, e))
			return false;
	*out = m;
	return true;
}

bool
model_put(struct db *db, int64_t org, enum kind_id k, const void *row, struct err *e)
{
	const struct kind_desc *d = &kinds[k];
	struct arena mem;
	bool ok;

	arena_init(&mem, (size_t)64 << 20);
	struct db_val *v = arena_array(&mem, (size_t)d->n_field + 1, struct db_val);
	v[0] = (struct db_val){.type = DB_I64, .i = org};
	for (int f = 0; f < d->n_field; f++)
		v[f + 1] = field_to_db(&mem, &d->field[f], row);
	ok = db_exec(db, d->put, v, e);
	arena_end(&mem);
	return ok;
}

bool
model_del(struct db *db, int64_t org, enum kind_id k, const void *row, struct err *e)
{
	const struct kind_desc *d = &kinds[k];
	struct arena mem;
	bool ok;

	arena_init(&mem, (size_t)1 << 20);
	struct db_val *v = arena_array(&mem, (size_t)d->n_key + 1, struct db_val);
	v[0] = (struct db_val){.type = DB_I64, .i = org};
	for (int f = 0; f < d->n_key; f++)
		v[f + 1] = field_to_db(&mem, &d->field[f], row);
	ok = db_exec(db, d->del, v, e);
	arena_end(&mem);
	return ok;
}
