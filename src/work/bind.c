#include "work/bind.h"

#include "doc/text/text.h"
#include "sys/file.h"
#include "work/import_priv.h"
#include "work/messages.h"
#include "work/report.h"
#include "work/state.h"

#include <stdlib.h>

#define FILE_MAX ((size_t)16 << 20)
#define TEXT_MAX ((size_t)64 << 20)
#define TEXT_WIDTH 100
#define FINDINGS_MAX 50

static int
section_order(const void *a, const void *b)
{
	const struct section *x = ((const struct bind_section *)a)->section,
	                     *y = ((const struct bind_section *)b)->section;

	return x->sort != y->sort ? (x->sort > y->sort) - (x->sort < y->sort)
	                          : str_cmp(x->id, y->id);
}

bool
bind_find(const struct view *v, const struct report *r, str only, struct bind_report *out,
    struct err *e)
{
	const struct model *m = v->model;
	struct bind_facts *known;
	size_t room = 0;

	*out = (struct bind_report){.report = r};
	if (!bind_facts_new(v->facts, v->mem, &known, e))
		return false;
	for (size_t i = 0; i < m->n_section; i++) {
		struct bind_section s = {.section = &m->section[i]};
		if (!str_eq(s.section->report, r->id) ||
		    (only.n > 0 && !str_eq(s.section->id, only)))
			continue;
		if (!bind_scan(known, s.section->title, s.section->body, &s.list, e))
			return false;
		if (s.list.n == 0)
			continue;
		for (size_t k = 0; k < s.list.n; k++)
			out->n_safe += s.list.v[k].safe;
		out->n_typed += s.list.n;
		arena_grow(v->mem, out->v, out->n, room);
		out->v[out->n++] = s;
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof out->v[0], section_order);
	return true;
}

/* ---- what to bind ---- */

static const struct bind_proposal *
picked(const struct bind_ask *ask, const struct bind_figure *f)
{
	if (ask->safe)
		return f->safe ? &f->proposal[0] : NULL;
	if (f->line != ask->line || f->col != ask->col)
		return NULL;
	for (size_t i = 0; i < f->n_proposal; i++) {
		const struct bind_proposal *p = &f->proposal[i];
		if (p->can &&
		    (ask->fact.n == 0 || str_eq(ask->fact, p->fact) || str_eq(ask->fact, p->name)))
			return p;
	}
	return NULL;
}

/* The section's text with what was asked for bound; how many that were. */
static size_t
rewritten(struct arena *mem, const struct bind_ask *ask, const struct bind_section *s, str *text)
{
	const struct bind_proposal **pick = arena_array(mem, s->list.n + 1,
	    const struct bind_proposal *);
	size_t n = 0;

	for (size_t i = 0; i < s->list.n; i++) {
		pick[i] = picked(ask, &s->list.v[i]);
		n += pick[i] != NULL;
	}
	*text = bind_text(mem, s->section->body, &s->list, pick);
	return n;
}

/* ---- in the database ---- */

static bool
as_text(struct view *v, str *out, struct err *e)
{
	struct diag faults;
	struct doc *d;
	struct sb b;

	diag_init(&faults, v->mem, FINDINGS_MAX);
	if (!report_document(v, LANG_SV, v->mem, &d, &faults, e))
		return false;
	sb_init(&b, v->mem, TEXT_MAX);
	text_write(d, TEXT_WIDTH, &b);
	if (!sb_done(&b, out))
		return fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->id));
	return true;
}

static bool
change(struct batch *b, struct arena *mem, const struct bind_ask *ask,
    const struct bind_report *found, size_t *n, struct import_report *counts, struct err *e)
{
	for (size_t i = 0; i < found->n; i++) {
		struct section now = *found->v[i].section;
		size_t bound = rewritten(mem, ask, &found->v[i], &now.body);
		if (bound == 0)
			continue;
		if (!batch_change(b, KIND_section, found->v[i].section, &now, STR("bind"), e))
			return false;
		counts->n_changed++;
		*n += bound;
	}
	return true;
}

/* (N1): the same report, read anew from what the database now holds. */
static bool
prints_the_same(struct view *before, str was, struct err *e)
{
	struct view v;
	str is;

	if (!view_load(before->db, before->org, before->mem, before->ctx.body, before->ctx.period,
	        &v, e) ||
	    !as_text(&v, &is, e))
		return false;
	if (!bind_same(before->mem, was, is))
		return fail(e, RC_CONFLICT, MSG_bind_differs);
	return true;
}

static bool
in_database(struct view *v, const struct bind_ask *ask, const struct bind_report *found, size_t *n,
    int64_t *batch, struct err *e)
{
	struct import_report counts = {0};
	struct batch *b;
	str was;

	if (!as_text(v, &was, e) ||
	    !batch_open(v->db, v->org, STR("bind"), ask->report, ask->by, ask->now_us, v->mem, &b,
	        e) ||
	    !change(b, v->mem, ask, found, n, &counts, e))
		return false;
	if (*n == 0)
		return true; /* nothing to keep: the caller rolls back */
	*batch = batch_id(b);
	return prints_the_same(v, was, e) && batch_close(b, &counts, e);
}

/* ---- in exported files ---- */

/* The file must hold the text that the database holds: its first lines may differ, its
 * body may not. */
static bool
in_file(struct view *v, const struct bind_ask *ask, const struct bind_section *s, str text,
    struct err *e)
{
	str path = path_join(v->mem, ask->dir,
	    str_fmt(v->mem, "rapport/%.*s/%.*s.md", STR_ARG(s->section->report),
	        STR_ARG(s->section->id)));
	str body = str_trim(s->section->body), bytes;
	size_t at;

	if (!file_read(v->mem, path, FILE_MAX, &bytes, e))
		return false;
	at = str_find(bytes, body, 0);
	if (at == bytes.n || str_find(bytes, body, at + 1) < bytes.n)
		return fail(e, RC_CONFLICT, MSG_bind_file_differs, ARG(path));
	return file_write(path,
	    str_fmt(v->mem, "%.*s%.*s%.*s", STR_ARG(str_sub(bytes, 0, at)), STR_ARG(str_trim(text)),
	        STR_ARG(str_sub(bytes, at + body.n, bytes.n))),
	    e);
}

static bool
in_files(struct view *v, const struct bind_ask *ask, const struct bind_report *found, size_t *n,
    struct err *e)
{
	for (size_t i = 0; i < found->n; i++) {
		str text;
		size_t bound = rewritten(v->mem, ask, &found->v[i], &text);
		if (bound > 0 && !in_file(v, ask, &found->v[i], text, e))
			return false;
		*n += bound;
	}
	return true;
}

/* ---- the use case ---- */

static bool
bind_all(struct db *db, int64_t org, const struct bind_ask *ask, struct arena *mem, size_t *n,
    int64_t *batch, struct err *e)
{
	struct bind_report found;
	const struct report *r;
	struct model *m;
	struct view v;
	bool frozen;

	if (!model_load(db, org, mem, &m, e))
		return false;
	r = find_report(m, ask->report);
	if (r == NULL)
		return fail(e, RC_NOT_FOUND, MSG_state_no_report, ARG(ask->report));
	if (!report_is_frozen(db, org, r->id, mem, &frozen, e))
		return false;
	if (frozen)
		return fail(e, RC_CONFLICT, MSG_bind_frozen, ARG(r->id));
	if (!view_load(db, org, mem, r->body, r->period, &v, e) ||
	    !bind_find(&v, r, ask->section, &found, e))
		return false;
	if (!(ask->dir.n > 0 ? in_files(&v, ask, &found, n, e)
	                     : in_database(&v, ask, &found, n, batch, e)))
		return false;
	if (*n == 0 && !ask->safe)
		return fail(e, RC_NOT_FOUND, MSG_bind_nothing, ARG(ask->section),
		    ARG((int64_t)ask->line), ARG((int64_t)ask->col));
	return true;
}

bool
report_bind(struct db *db, int64_t org, const struct bind_ask *ask, struct arena *mem,
    size_t *n_bound, int64_t *batch, struct err *e)
{
	*n_bound = 0;
	*batch = 0;
	if (ask->by.n == 0)
		return fail(e, RC_USAGE, MSG_bind_unsigned);
	if (!db_begin(db, ask->dir.n > 0 ? DB_READ : DB_WRITE, e))
		return false;
	if (!bind_all(db, org, ask, mem, n_bound, batch, e)) {
		*n_bound = 0;
		db_rollback(db);
		return false;
	}
	if (*n_bound == 0 || ask->dir.n > 0) {
		db_rollback(db);
		return true;
	}
	return db_commit(db, e);
}
