/* Buckets of an import: lines of one year, period and unit, on their way to
 * segments and the cube. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

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

struct encoder *
encoder_new(struct arena *mem)
{
	struct encoder *x = arena_new(mem, struct encoder);

	x->mem = mem;
	packer_init(&x->z, mem);
	x->enc = (struct seg_scratch){.data.mem = mem, .texts.mem = mem, .list.mem = mem};
	return x;
}

/* The bucket's records in one piece. */
static void
flatten(struct encoder *x, const struct bucket *b)
{
	size_t n = 0;

	if (x->flat_room < b->n) {
		x->flat_room = b->n * 2;
		x->flat = arena_array(x->mem, x->flat_room, struct rec);
	}
	for (const struct rec_block *k = b->first; k != NULL; k = k->next) {
		memcpy(x->flat + n, k->rec, k->n * sizeof *k->rec);
		n += k->n;
	}
	must(n == b->n && n > 0);
}

/* The bucket is empty again and its blocks can be used for others. */
static void
give_back(struct ledger_import *im, struct bucket *b)
{
	b->last->next = im->spare;
	im->spare = b->first;
	b->first = b->last = NULL;
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
static bool
add_sums(struct ledger_import *im, struct bucket *b, struct err *e)
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

struct encoded {
	str data, texts;
	int64_t first;
};

/* To the bytes that are stored, in `to`. */
static struct encoded
encode(const struct ledger_import *im, struct encoder *x, const struct bucket *b, struct arena *to)
{
	struct seg_input in = {.n = b->n,
	    .set = im->set,
	    .n_set = im->n_set,
	    .pool = &im->pool,
	    .extra = im->extra,
	    .n_extra = im->n_extra};

	flatten(x, b);
	in.rec = x->flat;
	seg_encode(&x->enc, x->mem, &in);
	return (struct encoded){.first = x->flat[0].voucher,
	    .data = str_dup(to, squeeze(&x->z, x->enc.data.p, x->enc.data.n)),
	    .texts = str_dup(to, squeeze(&x->z, x->enc.texts.p, x->enc.texts.n))};
}

static bool
store(struct ledger_import *im, const struct bucket *b, const struct encoded *s, struct err *e)
{
	const int64_t key[] = {im->org, b->year, b->period, b->unit, im->file, s->first,
	    (int64_t)b->n};

	im->got.segments++;
	im->got.bytes += (int64_t)(s->data.n + s->texts.n);
	return ledger_seg_put(im->db,
	    &(struct ledger_seg_put_in){.org = im->org,
	        .year = b->year,
	        .period = b->period,
	        .unit = b->unit,
	        .file = im->file,
	        .first = s->first,
	        .n = (int64_t)b->n,
	        .crc = key_crc(key, COUNTOF(key), s->data, s->texts),
	        .data = s->data,
	        .texts = s->texts},
	    e);
}

static bool
bucket_flush(struct ledger_import *im, struct bucket *b, struct err *e)
{
	struct arena scratch;

	if (!add_sums(im, b, e))
		return false;
	arena_init(&scratch, (size_t)1 << 30);
	struct encoded s = encode(im, im->encoder, b, &scratch);
	bool ok = store(im, b, &s, e);
	arena_end(&scratch);
	give_back(im, b);
	return ok;
}

bool
bucket_add(struct ledger_import *im, struct bucket *b, const struct rec *r, struct err *e)
{
	if (b->n >= SEG_ROWS && b->last_voucher != r->voucher && !bucket_flush(im, b, e))
		return false;
	if (b->last == NULL || b->last->n == BLOCK_RECS) {
		struct rec_block *k = im->spare;
		if (k != NULL)
			im->spare = k->next;
		else
			k = arena_new(im->mem, struct rec_block);
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

static int
bucket_cmp(const void *pa, const void *pb)
{
	const struct bucket *a = pa, *b = pb;

	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	return (a->unit > b->unit) - (a->unit < b->unit);
}

/* One row of the cube: buckets [i, j) are the units of one year and period. */
static bool
cube_store(struct ledger_import *im, size_t i, size_t j, struct err *e)
{
	const struct bucket *b = &im->bucket[i];
	uint32_t unit = 0;
	int64_t cells = 0;

	im->blob.n = 0;
	for (; i < j; i++) {
		if (im->bucket[i].n_sum == 0)
			continue;
		cube_put(&im->blob, &unit, im->bucket[i].unit, im->bucket[i].sum,
		    im->bucket[i].n_sum);
		cells += (int64_t)im->bucket[i].n_sum;
	}
	str data = squeeze_well(&im->z, im->blob.p, im->blob.n);
	const int64_t key[CUBE_KEY] = {im->org, b->year, b->period, im->file};
	im->got.bytes += (int64_t)data.n;
	return ledger_cube_put(im->db,
	    &(struct ledger_cube_put_in){.org = im->org,
	        .year = b->year,
	        .period = b->period,
	        .file = im->file,
	        .cells = cells,
	        .crc = key_crc(key, CUBE_KEY, data, STR("")),
	        .data = data},
	    e);
}

/* The last segments of many buckets, encoded by two threads, which share nothing
 * that changes but the number of the next bucket; this one alone sums and writes. */
#define BATCH ((size_t)1024)
struct batch {
	const struct ledger_import *im;
	const struct bucket *bucket;
	size_t n;
	struct encoded *out;
	atomic_size_t next;
};
struct helper {
	struct batch *batch;
	struct encoder *encoder;
	struct arena mem;
};

static void *
encode_some(void *arg)
{
	struct helper *h = arg;
	struct batch *b = h->batch;

	for (size_t i; (i = atomic_fetch_add(&b->next, 1)) < b->n;)
		if (b->bucket[i].n > 0)
			b->out[i] = encode(b->im, h->encoder, &b->bucket[i], &h->mem);
	return NULL;
}

static bool
batch_run(struct ledger_import *im, struct batch *b, struct helper *mine, struct helper *other,
    struct err *e)
{
	pthread_t thread;
	bool beside = b->n > 16 && pthread_create(&thread, NULL, encode_some, other) == 0,
	     ok = true;

	for (size_t i = 0; ok && i < b->n; i++)
		ok = b->bucket[i].n == 0 ||
		    add_sums(im, &im->bucket[(size_t)(b->bucket - im->bucket) + i], e);
	encode_some(mine);
	if (beside)
		pthread_join(thread, NULL);
	for (size_t i = 0; ok && i < b->n; i++)
		ok = b->bucket[i].n == 0 || store(im, &b->bucket[i], &b->out[i], e);
	return ok;
}

static bool
flush_all(struct ledger_import *im, struct err *e)
{
	struct arena keep; /* the encoders', from batch to batch */
	bool ok = true;

	arena_init(&keep, (size_t)4 << 30);
	struct encoder *one = encoder_new(&keep);
	struct arena second;
	arena_init(&second, (size_t)4 << 30);
	struct encoder *two = encoder_new(&second);
	for (size_t at = 0; ok && at < im->n_bucket; at += BATCH) {
		struct arena scratch;
		arena_init(&scratch, (size_t)1 << 30);
		size_t n = im->n_bucket - at < BATCH ? im->n_bucket - at : BATCH;
		struct batch b = {.im = im,
		    .bucket = &im->bucket[at],
		    .n = n,
		    .out = arena_array(&scratch, n, struct encoded)};
		struct helper mine = {&b, one, {0}}, other = {&b, two, {0}};
		arena_init(&mine.mem, (size_t)4 << 30);
		arena_init(&other.mem, (size_t)4 << 30);
		ok = batch_run(im, &b, &mine, &other, e);
		arena_end(&mine.mem);
		arena_end(&other.mem);
		arena_end(&scratch);
	}
	arena_end(&second);
	arena_end(&keep);
	return ok;
}

/* Every bucket to its last segment, in the order of the table, then the cube. */
bool
buckets_finish(struct ledger_import *im, struct err *e)
{
	if (im->n_bucket > 0)
		qsort(im->bucket, im->n_bucket, sizeof *im->bucket, bucket_cmp);
	if (!flush_all(im, e))
		return false;
	for (size_t i = 0, j; i < im->n_bucket; i = j) {
		for (j = i + 1; j < im->n_bucket && im->bucket[j].year == im->bucket[i].year &&
		     im->bucket[j].period == im->bucket[i].period;
		     j++)
			continue;
		if (!cube_store(im, i, j, e))
			return false;
	}
	return true;
}
