/* Buckets of an import: lines of one year, period and unit, and what they sum to. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include <stdlib.h>
#include <string.h>

#define SLAB_BYTES ((size_t)4 << 20) /* of blocks, at a time */

static size_t
bucket_slot(const struct ledger_import *im, int year, int month, uint32_t unit)
{
	uint64_t h = ((uint64_t)unit << 32 | (uint64_t)(year * 32 + month)) * 0x9e3779b97f4a7c15u;
	size_t mask = im->bucket_at_room - 1, i = (size_t)(h >> 32) & mask;

	while (im->bucket_at[i] != 0) {
		const struct bucket *b = &im->bucket[im->bucket_at[i] - 1];
		if (b->year == year && b->period == month && b->unit == unit)
			break;
		i = (i + 1) & mask;
	}
	return i;
}

static void
bucket_rehash(struct ledger_import *im)
{
	im->bucket_at_room = im->bucket_at_room == 0 ? 4096 : im->bucket_at_room * 2;
	im->bucket_at = arena_array(im->mem, im->bucket_at_room, uint32_t);
	for (size_t i = 0; i < im->n_bucket; i++) {
		const struct bucket *b = &im->bucket[i];
		im->bucket_at[bucket_slot(im, b->year, b->period, b->unit)] = (uint32_t)i + 1;
	}
}

static uint32_t
bucket_find(struct ledger_import *im, int year, int month, uint32_t unit)
{
	if (im->n_bucket * 2 >= im->bucket_at_room)
		bucket_rehash(im);
	size_t i = bucket_slot(im, year, month, unit);
	if (im->bucket_at[i] == 0) {
		arena_grow(im->mem, im->bucket, im->n_bucket, im->bucket_room);
		im->bucket[im->n_bucket++] = (struct bucket){.year = year,
		    .period = month,
		    .unit = unit};
		im->bucket_at[i] = (uint32_t)im->n_bucket;
	}
	return im->bucket_at[i];
}

/* Files come year by year: a table by period and unit stands before the hash. */
struct bucket *
bucket_of(struct ledger_import *im, int year, int month, uint32_t unit)
{
	must(month >= 0 && month < LEDGER_PERIODS);
	if (year != im->by_unit_year || unit >= im->by_unit_room) {
		im->by_unit_year = year;
		while (im->by_unit_room <= unit)
			im->by_unit_room = im->by_unit_room * 2 + 1024;
		for (int p = 0; p < LEDGER_PERIODS; p++)
			im->by_unit[p] = arena_array(im->mem, im->by_unit_room, uint32_t);
	}
	uint32_t *at = &im->by_unit[month][unit];
	if (*at == 0)
		*at = bucket_find(im, year, month, unit);
	return &im->bucket[*at - 1];
}

/* The bucket is empty again and its blocks can be used for others. */
void
bucket_give_back(struct ledger_import *im, struct bucket *b)
{
	b->last->next = im->spare;
	im->spare = b->first;
	b->first = b->last = NULL;
	im->n_block -= (b->n + BLOCK_RECS - 1) / BLOCK_RECS;
	b->n = 0;
}

static uint32_t
combo_of(struct ledger_import *im, uint32_t set)
{
	struct id_set *s = &im->set[set];

	if (set == 0)
		return 0;
	if (s->combo == COMBO_UNKNOWN)
		s->combo = combo_of_objects(im->dict, s->id, s->n, im->cube_dim, im->n_cube_dim);
	return s->combo;
}

static int
sum_cmp(const void *pa, const void *pb)
{
	const struct sum *a = pa, *b = pb;

	if (a->account != b->account)
		return a->account < b->account ? -1 : 1;
	return (a->combo > b->combo) - (a->combo < b->combo);
}

static bool
overflow(const struct ledger_import *im, uint32_t account, struct err *e)
{
	return fail(e, RC_LIMIT, MSG_ledger_overflow, ARG(im->dict->account[account].no),
	    ARG(im->src.name));
}

static void
sum_rooms(struct ledger_import *im, size_t n)
{
	if (im->account_sum_room < im->dict->n_account) {
		im->account_sum_room = im->dict->n_account * 2;
		im->account_sum = arena_array(im->mem, im->account_sum_room, int64_t);
		im->account_hit = arena_array(im->mem, im->account_sum_room, bool);
	}
	if (im->sum_room < n) {
		im->sum_room = n * 2;
		im->sum = arena_array(im->mem, im->sum_room, struct sum);
	}
}

/* One block's lines to the scratch of sums; *k of them are in use. */
static bool
block_sums(struct ledger_import *im, const struct rec_block *block, size_t *k, struct err *e)
{
	for (uint32_t i = 0; i < block->n; i++) {
		const struct rec *r = &block->rec[i];
		uint32_t combo = combo_of(im, r->set), a = r->account;
		if (combo != 0) {
			im->sum[(*k)++] = (struct sum){a, combo, r->ore};
			continue;
		}
		if (__builtin_add_overflow(im->account_sum[a], r->ore, &im->account_sum[a]))
			return overflow(im, a, e);
		if (!im->account_hit[a]) {
			im->account_hit[a] = true;
			im->sum[(*k)++] = (struct sum){a, 0, 0};
		}
	}
	return true;
}

/* Add the lines in the bucket to its sums: accounts without combination over a
 * direct table, the others by sorting. */
bool
bucket_sum(struct ledger_import *im, struct bucket *b, struct err *e)
{
	size_t k = 0, m = 0;

	sum_rooms(im, b->n + b->n_sum);
	for (const struct rec_block *block = b->first; block != NULL; block = block->next)
		if (!block_sums(im, block, &k, e))
			return false;
	for (size_t i = 0; i < k; i++) {
		uint32_t a = im->sum[i].account;
		if (im->sum[i].combo != 0)
			continue;
		im->sum[i].ore = im->account_sum[a];
		im->account_sum[a] = 0;
		im->account_hit[a] = false;
	}
	for (size_t i = 0; i < b->n_sum; i++)
		im->sum[k++] = b->sum[i];
	qsort(im->sum, k, sizeof *im->sum, sum_cmp);
	for (size_t i = 0; i < k; i++) {
		if (m == 0 || sum_cmp(&im->sum[m - 1], &im->sum[i]) != 0)
			im->sum[m++] = im->sum[i];
		else if (__builtin_add_overflow(im->sum[m - 1].ore, im->sum[i].ore,
		             &im->sum[m - 1].ore))
			return overflow(im, im->sum[i].account, e);
	}
	b->sum = arena_array(im->mem, m + 1, struct sum);
	memcpy(b->sum, im->sum, m * sizeof *b->sum);
	b->n_sum = m;
	return true;
}

/* A block that no bucket uses. */
static struct rec_block *
new_block(struct ledger_import *im)
{
	const size_t n = SLAB_BYTES / sizeof(struct rec_block);
	struct rec_block *k = im->spare;

	if (k == NULL && im->src.large == NULL)
		return arena_new(im->mem, struct rec_block);
	if (k == NULL) {
		k = im->src.large(im->mem, n * sizeof *k);
		for (size_t i = 0; i + 1 < n; i++)
			k[i].next = &k[i + 1];
	}
	im->spare = k->next;
	return k;
}

bool
bucket_add(struct ledger_import *im, struct bucket *b, const struct rec *r, struct err *e)
{
	if (b->n >= SEG_ROWS && b->last_voucher != r->voucher && !bucket_flush(im, b, e))
		return false;
	if (b->last == NULL || b->last->n == BLOCK_RECS) {
		struct rec_block *k = new_block(im);
		im->n_block++;
		k->next = NULL;
		k->n = 0;
		if (b->last == NULL)
			b->first = k;
		else
			b->last->next = k;
		b->last = k;
	}
	b->last->rec[b->last->n++] = *r;
	b->n++;
	b->last_voucher = r->voucher;
	return true;
}
