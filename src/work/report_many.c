#include "work/report_many.h"

#include "core/report/report.h"
#include "db/db.h"
#include "sys/file.h"
#include "work/report.h"
#include "work/view.h"

#include "report_many.sql.h"

#include <pthread.h>
#include <stdatomic.h>

#define MEMORY_MAX ((size_t)1 << 30)
#define FINDINGS_MAX 50

struct work {
	const struct report_many_ask *ask;
	struct report_of_one *of;
	struct arena *keep; /* by organisation: what outlives its thread */
	size_t n;
	atomic_size_t next;
};

/* An id as the name of a folder: nothing in it leads elsewhere. */
static str
folder_name(struct arena *mem, const struct report_of_one *one)
{
	struct sb b;
	str out;

	sb_init(&b, mem, one->id.n + 32);
	for (size_t i = 0; i < one->id.n; i++) {
		char c = one->id.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '_';
		sb_chr(&b, plain ? c : '-');
	}
	if (b.n == 0)
		sb_i64(&b, one->org);
	must(sb_done(&b, &out));
	return out;
}

/* (M1): the transaction ends here, and so does the arena of everything but the answer. */
static bool
write_one(struct db *db, const struct report_many_ask *ask, struct report_of_one *one,
    struct arena *mem, struct arena *keep)
{
	struct view v;
	struct doc *d;
	str *path = NULL;

	if (!view_open(db, one->org, mem, STR(""), ask->period, &v, &one->e))
		return false;
	const struct report *r = report_find(v.model, v.ctx.body, v.ctx.period);
	bool ok = report_document(&v, ask->lang, mem, &d, &one->found, &one->e) &&
	    report_files(&v, r, d, ask->formats, path_join(mem, ask->dir, folder_name(mem, one)),
	        &path, &one->n_path, &one->e);
	view_end(&v);
	if (!ok)
		return false;
	one->path = arena_array(keep, one->n_path + 1, str);
	for (size_t i = 0; i < one->n_path; i++)
		one->path[i] = str_dup(keep, path[i]);
	return true;
}

/* Where a fault is lies in the arena that ends. */
static void
keep_places(struct diag *d)
{
	for (size_t i = 0; i < d->n; i++) {
		d->v[i].file = str_dup(d->mem, d->v[i].file);
		d->v[i].node = str_dup(d->mem, d->v[i].node);
	}
}

static void *
run(void *arg)
{
	struct work *w = arg;
	struct db *db = NULL;
	struct err e = {0};
	bool open = db_open(&db, w->ask->db_url, false, &e);
	size_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->n) {
		struct report_of_one *one = &w->of[i];
		struct arena mem;
		diag_init(&one->found, &w->keep[i], FINDINGS_MAX);
		one->e = e;
		if (!open)
			continue;
		arena_init(&mem, MEMORY_MAX);
		one->ok = write_one(db, w->ask, one, &mem, &w->keep[i]);
		keep_places(&one->found);
		arena_end(&mem);
	}
	if (open)
		db_close(db);
	return NULL;
}

static bool
list(const struct report_many_ask *ask, struct arena *mem, struct report_of_one **of, size_t *n,
    struct err *e)
{
	struct organisation_list_row row;
	enum db_step st = DB_FAIL;
	struct db *db;
	size_t room = 0;

	*of = NULL;
	*n = 0;
	if (!db_open(&db, ask->db_url, false, e))
		return false;
	if (db_begin(db, DB_READ, e)) {
		struct db_run *r = organisation_list(db, mem, &(struct organisation_list_in){0}, e);
		while (r != NULL && (st = organisation_list_next(r, &row, e)) == DB_ROW) {
			arena_grow(mem, *of, *n, room);
			(*of)[(*n)++] = (struct report_of_one){.org = row.org, .id = row.id};
		}
		db_rollback(db);
	}
	db_close(db);
	return st == DB_DONE;
}

static void
end_keep(void *arg)
{
	arena_end(arg);
}

bool
report_many(const struct report_many_ask *ask, struct arena *mem, struct report_of_one **of,
    size_t *n, struct err *e)
{
	pthread_t thread[REPORT_THREADS_MAX];
	struct work w = {.ask = ask};
	int n_thread = 0;

	must(ask->threads >= 1 && ask->threads <= REPORT_THREADS_MAX);
	if (!list(ask, mem, of, n, e))
		return false;
	w.of = *of;
	w.n = *n;
	w.keep = arena_array(mem, *n + 1, struct arena);
	for (size_t i = 0; i < *n; i++) {
		arena_init(&w.keep[i], MEMORY_MAX);
		arena_defer(mem, end_keep, &w.keep[i]);
	}
	/* This thread works too; where no other can be had it does everything. */
	while (n_thread + 1 < ask->threads && (size_t)n_thread + 1 < *n &&
	    pthread_create(&thread[n_thread], NULL, run, &w) == 0)
		n_thread++;
	run(&w);
	while (n_thread > 0)
		must(pthread_join(thread[--n_thread], NULL) == 0);
	return true;
}
