/* Buckets to segments and the cube: when one is full, when all of them together hold what
 * an import may hold, and at its end. */
#include "core/ledger/import_priv.h"

#include "ledger.sql.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

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

bool
bucket_flush(struct ledger_import *im, struct bucket *b, struct err *e)
{
	struct arena scratch;

	if (!bucket_sum(im, b, e))
		return false;
	arena_init(&scratch, (size_t)1 << 30);
	struct encoded s = encode(im, im->encoder, b, &scratch);
	bool ok = store(im, b, &s, e);
	arena_end(&scratch);
	bucket_give_back(im, b);
	return ok;
}

static int
bucket_cmp(const void *pa, const void *pb)
{
	const struct bucket *a = *(struct bucket *const *)pa, *b = *(struct bucket *const *)pb;

	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	return (a->unit > b->unit) - (a->unit < b->unit);
}

/* All buckets in the order of the table: what is written does not depend on when they came
 * to be. */
static struct bucket **
in_order(struct ledger_import *im, struct arena *mem)
{
	struct bucket **v = arena_array(mem, im->n_bucket + 1, struct bucket *);

	for (size_t i = 0; i < im->n_bucket; i++)
		v[i] = &im->bucket[i];
	if (im->n_bucket > 0)
		qsort(v, im->n_bucket, sizeof(struct bucket *), bucket_cmp);
	return v;
}

/* One row of the cube: the n buckets of b are the units of one year and period. */
static bool
cube_store(struct ledger_import *im, struct bucket *const *b, size_t n, struct err *e)
{
	uint32_t unit = 0;
	int64_t cells = 0;

	im->blob.n = 0;
	for (size_t i = 0; i < n; i++) {
		if (b[i]->n_sum == 0)
			continue;
		cube_put(&im->blob, &unit, b[i]->unit, b[i]->sum, b[i]->n_sum);
		cells += (int64_t)b[i]->n_sum;
	}
	str data = squeeze_well(&im->z, im->blob.p, im->blob.n);
	const int64_t key[CUBE_KEY] = {im->org, b[0]->year, b[0]->period, im->file};
	im->got.bytes += (int64_t)data.n;
	return ledger_cube_put(im->db,
	    &(struct ledger_cube_put_in){.org = im->org,
	        .year = b[0]->year,
	        .period = b[0]->period,
	        .file = im->file,
	        .cells = cells,
	        .crc = key_crc(key, CUBE_KEY, data, STR("")),
	        .data = data},
	    e);
}

/* Many buckets, encoded by two threads, which share nothing that changes but the number
 * of the next bucket and what is ready; this one alone sums and writes, in order, and
 * encodes while what it would write next is not ready. */
#define BATCH ((size_t)1024)
struct batch {
	const struct ledger_import *im;
	struct bucket *const *bucket;
	size_t n;
	struct encoded *out;
	atomic_bool *ready;
	atomic_size_t next;
};
struct helper {
	struct batch *batch;
	struct encoder *encoder;
	struct arena mem;
};

/* The next bucket, if there is one left. */
static bool
encode_one(struct helper *h)
{
	struct batch *b = h->batch;
	const size_t i = atomic_fetch_add(&b->next, 1);

	if (i >= b->n)
		return false;
	if (b->bucket[i]->n > 0)
		b->out[i] = encode(b->im, h->encoder, b->bucket[i], &h->mem);
	atomic_store_explicit(&b->ready[i], true, memory_order_release);
	return true;
}

static void *
encode_some(void *arg)
{
	while (encode_one(arg))
		continue;
	return NULL;
}

static bool
batch_run(struct ledger_import *im, struct batch *b, struct helper *mine, struct helper *other,
    struct err *e)
{
	pthread_t thread;
	bool beside = b->n > 16 && pthread_create(&thread, NULL, encode_some, other) == 0,
	     ok = true;

	for (size_t i = 0; i < b->n; i++) {
		struct bucket *k = b->bucket[i];
		ok = ok && (k->n == 0 || bucket_sum(im, k, e));
		while (!atomic_load_explicit(&b->ready[i], memory_order_acquire))
			if (!encode_one(mine) && beside) { /* the other one has it */
				pthread_join(thread, NULL);
				beside = false;
			}
		if (k->n == 0)
			continue;
		ok = ok && store(im, k, &b->out[i], e);
		bucket_give_back(im, k);
	}
	if (beside)
		pthread_join(thread, NULL);
	return ok;
}

/* Every bucket to a segment. */
static bool
flush_all(struct ledger_import *im, struct bucket *const *bucket, struct err *e)
{
	struct arena keep, second; /* the encoders', from batch to batch */
	bool ok = true;

	arena_init(&keep, (size_t)4 << 30);
	arena_init(&second, (size_t)4 << 30);
	struct encoder *one = encoder_new(&keep), *two = encoder_new(&second);
	for (size_t at = 0; ok && at < im->n_bucket; at += BATCH) {
		struct arena scratch;
		arena_init(&scratch, (size_t)1 << 30);
		size_t n = im->n_bucket - at < BATCH ? im->n_bucket - at : BATCH;
		struct batch b = {.im = im,
		    .bucket = bucket + at,
		    .n = n,
		    .out = arena_array(&scratch, n, struct encoded),
		    .ready = arena_array(&scratch, n, atomic_bool)};
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

bool
buckets_spill(struct ledger_import *im, struct err *e)
{
	struct arena mem;

	if (im->n_block * sizeof(struct rec_block) + im->pool.n_page * POOL_PAGE < im->hold)
		return true;
	if (!blocks_settle(im, e)) /* its rows' texts lie in the pool */
		return false;
	arena_init(&mem, (size_t)1 << 30);
	bool ok = flush_all(im, in_order(im, &mem), e);
	arena_end(&mem);
	pool_empty(&im->pool);
	im->n_extra = 0;
	return ok;
}

bool
buckets_finish(struct ledger_import *im, struct err *e)
{
	struct bucket **b = in_order(im, im->mem);

	if (!flush_all(im, b, e))
		return false;
	for (size_t i = 0, j; i < im->n_bucket; i = j) {
		for (j = i + 1;
		     j < im->n_bucket && b[j]->year == b[i]->year && b[j]->period == b[i]->period;
		     j++)
			continue;
		if (!cube_store(im, b + i, j - i, e))
			return false;
	}
	return true;
}
