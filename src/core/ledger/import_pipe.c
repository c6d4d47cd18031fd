/* A SIE 4 file is read in a thread of its own while this one adds what was read: they
 * share the batches handed over, in order, and nothing else that changes.  What comes out
 * is the same however the threads run: findings and faults are those of the file up to
 * the batch that ends the import. */
#include "base/hash.h"
#include "core/ledger/import_priv.h"
#include "fmt/sie4.h"

#include <pthread.h>

/* A batch on its way: what the reader knew of the file, and what it had found, then. */
struct handed {
	struct sie f;
	struct sie_batch b;
	struct diag found;
};

struct pipe {
	const struct ledger_source *src;
	/* The reader's own. */
	struct arena mem;
	struct diag found;
	struct err bad;
	struct sie *f;
	struct sha256 *hash;
	size_t hashed;
	bool read;
	/* Both threads', behind the lock. */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct handed slot[SIE_BATCHES];
	uint64_t n_handed, n_added;
	bool end, stop;
};

/* Until at most `left` batches are in use; false when the import has stopped. */
static bool
wait_for(struct pipe *p, uint64_t left)
{
	while (p->n_handed - p->n_added > left && !p->stop)
		pthread_cond_wait(&p->moved, &p->lock);
	return !p->stop;
}

/* The fingerprint is made of what was just read, while it is near. */
static void
hash_to(struct pipe *p, size_t to)
{
	must(to >= p->hashed && to <= p->src->bytes.n);
	sha256_add(p->hash, str_sub(p->src->bytes, p->hashed, to));
	p->hashed = to;
}

static bool
hand_over(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct pipe *p = arg;

	(void)e; /* the import tells why it stopped */
	hash_to(p, (size_t)(b->ver_at[b->n_ver - 1] + b->ver_len[b->n_ver - 1]));
	pthread_mutex_lock(&p->lock);
	p->slot[p->n_handed % SIE_BATCHES] = (struct handed){*f, *b, p->found};
	p->n_handed++;
	pthread_cond_broadcast(&p->moved);
	const bool go_on = wait_for(p, SIE_BATCHES - 1);
	pthread_mutex_unlock(&p->lock);
	return go_on;
}

static void
settle(void *arg)
{
	struct pipe *p = arg;

	pthread_mutex_lock(&p->lock);
	(void)wait_for(p, 0);
	pthread_mutex_unlock(&p->lock);
}

static void *
reader(void *arg)
{
	struct pipe *p = arg;
	const struct sie_sink to = {.batch = hand_over, .arg = p, .settle = settle};

	p->read = sie4_read(&p->mem, p->src->bytes,
	    &(struct sie4_opts){.file = p->src->name,
	        .set = p->src->set,
	        .let_go = p->src->let_go,
	        .arg = p->src->arg},
	    &to, p->f, &p->found, &p->bad);
	if (p->read)
		hash_to(p, p->src->bytes.n);
	pthread_mutex_lock(&p->lock);
	p->end = true;
	pthread_cond_broadcast(&p->moved);
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* The next batch, or NULL after the last. */
static const struct handed *
next_batch(struct pipe *p)
{
	pthread_mutex_lock(&p->lock);
	while (p->n_handed == p->n_added && !p->end)
		pthread_cond_wait(&p->moved, &p->lock);
	const struct handed *h = p->n_handed > p->n_added ? &p->slot[p->n_added % SIE_BATCHES]
	                                                  : NULL;
	pthread_mutex_unlock(&p->lock);
	return h;
}

static void
batch_added(struct pipe *p, bool stop)
{
	pthread_mutex_lock(&p->lock);
	p->n_added += !stop; /* what is told of it is still needed */
	p->stop = stop;
	pthread_cond_broadcast(&p->moved);
	pthread_mutex_unlock(&p->lock);
}

static void
pipe_end(void *arg)
{
	struct pipe *p = arg;

	pthread_cond_destroy(&p->moved);
	pthread_mutex_destroy(&p->lock);
	arena_end(&p->mem);
}

bool
import_beside(struct ledger_import *im, const struct ledger_source *src, struct sie *f,
    struct diag *d, struct err *e)
{
	struct pipe *p = arena_new(im->mem, struct pipe);
	const struct handed *h;
	pthread_t thread;
	bool ok = true;

	*p = (struct pipe){.src = src, .f = f};
	arena_init(&p->mem, (size_t)8 << 30);
	diag_init(&p->found, &p->mem, d->max);
	p->hash = sha256_new(&p->mem);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->moved, NULL);
	arena_defer(im->mem, pipe_end, p); /* the header lies in the reader's arena */
	if (pthread_create(&thread, NULL, reader, p) != 0)
		return import_here(im, src, f, d, e);
	while (ok && (h = next_batch(p)) != NULL) {
		ok = ledger_import_add(im, &h->f, &h->b, NULL, e);
		if (!ok)
			diag_append(d, &h->found);
		batch_added(p, !ok);
	}
	pthread_join(thread, NULL);
	if (!ok)
		return false;
	diag_append(d, &p->found);
	if (!p->read)
		*e = p->bad;
	else
		im->sha256 = sha256_done(p->hash, im->mem);
	return p->read;
}
