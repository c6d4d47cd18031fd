/* Blocks of vouchers: while one is filled, the forms of the one before are found and it is
 * encoded in a thread of its own, which shares nothing with the import that changes
 * meanwhile.  At most one block is on its way. */
#include "core/ledger/import_priv.h"

#include "ledger.sql.h"

#include <pthread.h>

#define BESIDE_FROM ((size_t)1 << 20) /* a thread costs more than it saves below */

struct block_worker {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	bool started, end;
	struct block *job; /* behind the lock; NULL: done */
	/* The worker's own while it has a job. */
	struct arena mem;
	str bytes; /* of the file */
	bool made;
	size_t kept_to;  /* the file's bytes up to here are accounted for ... */
	uint64_t kept_n; /* ... and so many of them are kept */
	struct form_writer form;
	struct forms forms;
	struct packer z;
	struct bytes codes, blob;
	/* What it leaves. */
	struct bytes kept; /* bytes of the file to keep, after those kept before */
	str data;
};

static void
keep(struct block_worker *w, size_t from, size_t to)
{
	bytes_put(&w->kept, w->bytes.p + from, to - from);
	w->kept_n += to - from;
}

/* The bytes of the file up to the end of this voucher: those before it are kept, its own
 * only when it has no form. */
static void
find_form(struct block_worker *w, struct vou *v, const struct form_in *in, uint8_t *codes,
    bool first)
{
	const size_t at = (size_t)v->at, end = at + v->len;

	must(at >= w->kept_to && end <= w->bytes.n);
	keep(w, w->kept_to, at);
	if (first)
		w->forms.kept = w->kept_n;
	w->kept_to = end;
	if (!form_find(&w->form, &w->forms, v, in, codes, str_sub(w->bytes, at, end)))
		keep(w, at, end);
}

static void
run(struct block_worker *w, struct block *b)
{
	size_t row = 0;

	w->kept.n = 0;
	w->forms.n_ver = w->forms.n_row = 0;
	w->forms.made = w->made;
	if (w->made) {
		if (w->form.d == NULL)
			form_init(&w->form, &w->mem, &b->dict, b->set);
		w->form.d = &b->dict;
		form_begin(&w->form);
		w->codes.n = 0;
		bytes_room(&w->codes, b->n_in + 1);
	}
	for (size_t i = 0; w->made && i < b->n; row += b->vou[i++].n_row)
		find_form(w, &b->vou[i], b->in + row, w->codes.p + row, i == 0);
	vblk_encode(&w->blob, b->vou, b->n, &w->forms);
	w->data = squeeze(&w->z, w->blob.p, w->blob.n);
}

static void *
worker(void *arg)
{
	struct block_worker *w = arg;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (w->job == NULL && !w->end)
			pthread_cond_wait(&w->moved, &w->lock);
		if (w->job == NULL)
			break;
		pthread_mutex_unlock(&w->lock);
		run(w, w->job);
		pthread_mutex_lock(&w->lock);
		w->job = NULL;
		pthread_cond_broadcast(&w->moved);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

static void
worker_end(void *arg)
{
	struct block_worker *w = arg;

	if (w->started) {
		pthread_mutex_lock(&w->lock);
		w->end = true;
		pthread_cond_broadcast(&w->moved);
		pthread_mutex_unlock(&w->lock);
		pthread_join(w->thread, NULL);
	}
	pthread_cond_destroy(&w->moved);
	pthread_mutex_destroy(&w->lock);
	arena_end(&w->mem);
}

static void
blocks_begin(struct ledger_import *im)
{
	struct block_worker *w = im->worker = arena_new(im->mem, struct block_worker);

	*w = (struct block_worker){.bytes = im->src.bytes, .made = im->made};
	arena_init(&w->mem, (size_t)4 << 30);
	packer_init(&w->z, &w->mem);
	w->codes.mem = w->blob.mem = w->kept.mem = &w->mem;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->moved, NULL);
	arena_defer(im->mem, worker_end, w);
	w->started = im->src.bytes.n >= BESIDE_FROM &&
	    pthread_create(&w->thread, NULL, worker, w) == 0;
}

/* The block that was on its way to the database. */
bool
blocks_settle(struct ledger_import *im, struct err *e)
{
	struct block_worker *w = im->worker;
	struct block *b = im->on_its_way;

	if (b == NULL)
		return true;
	if (w->started) {
		pthread_mutex_lock(&w->lock);
		while (w->job != NULL)
			pthread_cond_wait(&w->moved, &w->lock);
		pthread_mutex_unlock(&w->lock);
	}
	im->on_its_way = NULL;
	im->kept_to = w->kept_to;
	const int64_t key[] = {im->org, im->file, b->first, (int64_t)b->n};
	im->got.bytes += (int64_t)w->data.n;
	return original_keep(im, (str){(const char *)w->kept.p, w->kept.n}, e) &&
	    ledger_vblk_put(im->db,
	        &(struct ledger_vblk_put_in){.org = im->org,
	            .file = im->file,
	            .first = b->first,
	            .n = (int64_t)b->n,
	            .crc = key_crc(key, COUNTOF(key), w->data, STR("")),
	            .data = w->data},
	        e);
}

bool
block_put(struct ledger_import *im, struct err *e)
{
	struct block *b = im->block;

	if (b->n == 0)
		return true;
	if (im->worker == NULL)
		blocks_begin(im);
	struct block_worker *w = im->worker;
	if (!blocks_settle(im, e) || !seen_put_keys(im, b->first, e))
		return false;
	b->dict = *im->dict;
	im->on_its_way = b;
	im->block = b == &im->blocks[0] ? &im->blocks[1] : &im->blocks[0];
	im->block->first = b->first + (uint32_t)b->n;
	im->block->n = im->block->n_in = 0;
	im->block->set = b->set;
	arena_end(&im->block->mem);
	arena_init(&im->block->mem, (size_t)1 << 30);
	if (!w->started) {
		run(w, b);
		return blocks_settle(im, e);
	}
	pthread_mutex_lock(&w->lock);
	w->job = b;
	pthread_cond_broadcast(&w->moved);
	pthread_mutex_unlock(&w->lock);
	return true;
}

size_t
blocks_need_from(const struct ledger_import *im, size_t to)
{
	const struct block *b = im->on_its_way != NULL ? im->on_its_way : im->block;

	return im->made && b->n > 0 && b->vou[0].at < to ? (size_t)b->vou[0].at : to;
}
