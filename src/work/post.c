#include "work/post.h"

#include "fmt/sie4.h"
#include "sys/file.h"
#include "work/import_priv.h"
#include "work/messages.h"
#include "work/post_priv.h"
#include "work/state.h"

#define POST_FILE_MAX ((size_t)16 << 20)

/* ---- a month that is decided ---- */

struct deciding {
	struct db *db;
	int64_t org;
	const struct model *m;
	struct arena *mem;
};

/* The decided report that covers a day, or NULL. */
static bool
decided_at(struct deciding *x, date day, const struct report **out, struct err *e)
{
	*out = NULL;
	for (size_t i = 0; i < x->m->n_report && *out == NULL; i++) {
		const struct report *r = &x->m->report[i];
		const period p = period_ytd(r->period);
		bool frozen;
		if (date_cmp(p.from, day) > 0 || date_cmp(day, p.to) > 0)
			continue;
		if (!report_is_frozen(x->db, x->org, r->id, x->mem, &frozen, e))
			return false;
		if (frozen)
			*out = r;
	}
	return true;
}

/* ---- one transaction ---- */

struct reading {
	struct db *db;
	int64_t org;
	const struct post_ask *ask;
	const struct model *m;
	struct arena *mem;
	struct diag *d;
	str file;
	enum charset set; /* of the text: AUTO for a file, whose bytes decide */
	struct ledger_post post;
	struct post_report *out;
	size_t room;
};

static bool
check_open(struct reading *r, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct deciding x = {r->db, r->org, r->m, r->mem};

	for (size_t i = 0; i < b->n_ver; i++) {
		const struct report *decided;
		str series = b->ver_series[i] == SIE_NONE ? STR("") : f->series[b->ver_series[i]];
		if (b->ver_day[i].y == 0)
			continue; /* told by ledger_post */
		if (!decided_at(&x, b->ver_day[i], &decided, e))
			return false;
		if (decided != NULL)
			diag_add(r->d, SEV_ERROR,
			    ((struct place){r->file, (int)b->ver_line[i], 0, STR("")}),
			    MSG_post_decided, ARG(series), ARG(b->ver_no[i]),
			    ARG(date_str(r->mem, b->ver_day[i])), ARG(decided->id));
	}
	return true;
}

static bool
sink(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct reading *r = arg;
	struct ledger_posted *v;
	size_t n;

	if (!check_open(r, f, b, e) ||
	    !ledger_post(r->db, r->org, &r->post, r->file, f, b, r->mem, &v, &n, r->d, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		arena_grow(r->mem, r->out->v, r->out->n, r->room);
		r->out->v[r->out->n++] = v[i];
	}
	return true;
}

/* What the batch's counts are made of. */
static struct import_report
counted(struct arena *mem, const struct post_report *p, bool file)
{
	struct ledger_receipt *g = arena_new(mem, struct ledger_receipt);

	g->vouchers = (int64_t)p->n;
	for (size_t i = 0; i < p->n; i++) {
		g->lines += p->v[i].lines;
		g->debit_ore += p->v[i].debit_ore;
	}
	return (struct import_report){.files = file, .ledger = g, .n_ledger = 1};
}

static bool
post(struct reading *r, str bytes, str original, struct err *e)
{
	struct batch *b;
	struct sie f;
	struct diag own; /* what a reader says of a text of our own is no news */
	str source = r->ask->path.n > 0 ? path_base(r->ask->path) : r->ask->text;

	if (!batch_open(r->db, r->org, STR("post"), source, r->ask->who, r->ask->now_us, r->mem, &b,
	        e))
		return false;
	r->post.batch = batch_id(b);
	diag_init(&own, r->mem, 1);
	if (!sie4_read(r->mem, bytes,
	        &(struct sie4_opts){.file = r->file, .set = r->set, .general_only = true},
	        &(struct sie_sink){sink, r}, &f, r->set == CHARSET_AUTO ? r->d : &own, e))
		return false;
	if (f.n_ver == 0)
		return fail(e, RC_INVALID, MSG_post_nothing, ARG(r->file));
	if (r->d->n_err > 0)
		return fail(e, RC_INVALID, MSG_import_has_errors, ARG((int64_t)r->d->n_err));
	struct import_report counts = counted(r->mem, r->out, original.n > 0);
	r->out->batch = batch_id(b);
	return (original.n == 0 || batch_file(b, source, original, e)) &&
	    batch_close(b, &counts, e);
}

/* The SIE text of what is asked for, and the file it was read from. */
static bool
text_of(struct reading *r, str *bytes, str *original, struct err *e)
{
	const struct post_ask *a = r->ask;

	*original = STR("");
	r->set = CHARSET_UTF8;
	if (a->path.n == 0)
		return post_rows_text(r->db, r->org, a, r->mem, bytes, e);
	if (!file_read(r->mem, a->path, POST_FILE_MAX, original, e))
		return false;
	if (sie4_sniff(*original)) {
		*bytes = *original;
		r->set = CHARSET_AUTO;
		return true;
	}
	return post_csv_text(r->db, r->org, a, r->file, *original, r->mem, bytes, r->d, e);
}

bool
post_vouchers(struct db *db, int64_t org, const struct post_ask *ask, struct arena *mem,
    struct post_report *out, struct diag *d, struct err *e)
{
	struct reading r = {.db = db,
	    .org = org,
	    .ask = ask,
	    .mem = mem,
	    .d = d,
	    .out = out,
	    .file = ask->path.n > 0 ? path_base(ask->path) : STR("post"),
	    .post.at = ask->now_us};
	struct model *m;
	str bytes, original;

	*out = (struct post_report){0};
	if (!db_begin(db, DB_WRITE, e))
		return false;
	bool ok = model_load(db, org, mem, &m, e);
	if (ok) {
		r.m = m;
		r.post.closing_series = m->n_org > 0 ? m->org[0].closing_series : STR("");
		ok = text_of(&r, &bytes, &original, e) && post(&r, bytes, original, e);
	}
	if (!ok || ask->dry_run) {
		db_rollback(db);
		out->batch = 0;
		return ok;
	}
	return db_commit(db, e);
}
