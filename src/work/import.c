#include "sys/memory.h"
#include "work/import_priv.h"
#include "work/messages.h"
#include "work/state.h"

#include "batch.sql.h"

/* One file of accounts, as a SIE file or as the table it was read as. */
static bool
one_file(struct import *im, struct db *db, int64_t org, struct source *s,
    const struct ledger_source *src, struct ledger_receipt *got, struct err *e)
{
	return s->table != NULL ? import_table_accounts(im, db, org, s, src, got, e)
	                        : ledger_import_sie(db, org, src, im->mem, got, im->d, e);
}

/* Accounts without a result line or a unit, in the years that were added to. */
static bool
find_unmapped(struct import *im, struct db *db, int64_t org, struct import_report *r, struct err *e)
{
	int from = 0, to = 0;
	struct model *m;
	struct economy *ec;

	for (size_t i = 0; i < r->n_ledger; i++) {
		const struct ledger_receipt *g = &r->ledger[i];
		if (g->known || g->vouchers == 0)
			continue;
		from = from == 0 || g->year_from < from ? g->year_from : from;
		to = g->year_to > to ? g->year_to : to;
	}
	if (to == 0 || to - from >= 100)
		return true;
	return model_load(db, org, im->mem, &m, e) &&
	    economy_load(db, org, m, from, to, im->mem, &ec, e) &&
	    economy_unmapped(ec, im->mem, &r->unmapped, &r->n_unmapped, e);
}

/* The series of closing entries, as the organisation names it: here, else as it is. */
static str
closing_series(const struct import *im)
{
	for (size_t i = 0; i < im->n_row; i++)
		if (im->row[i].kind == KIND_org)
			return ((const struct org *)im->row[i].row)->closing_series;
	return im->old->n_org > 0 ? im->old->org[0].closing_series : STR("");
}

/* The file that is being read, for what is told of it. */
struct reading {
	const struct import_opts *o;
	const struct source *s;
};

static void
let_go(void *arg, size_t from, size_t to)
{
	const struct reading *r = arg;

	file_let_go(&r->s->file, from, to);
}

static void
so_far(void *arg, size_t to, int64_t lines)
{
	const struct reading *r = arg;

	if (r->o->reading != NULL)
		r->o->reading(r->o->progress_arg, r->s->name, to, r->s->bytes.n, lines);
}

static bool
import_accounts(struct import *im, struct db *db, int64_t org, int64_t batch,
    struct import_report *r, struct err *e)
{
	static const enum charset sets[] = {[INTAKE_CHARSET_auto] = CHARSET_AUTO,
	    [INTAKE_CHARSET_utf8] = CHARSET_UTF8,
	    [INTAKE_CHARSET_cp1252] = CHARSET_CP1252,
	    [INTAKE_CHARSET_cp437] = CHARSET_CP437};
	size_t room = 0, room_file = 0, n_dim;
	int *dim;

	/* The mappings are in place already; a new one may ask more of older files. */
	if (!economy_cube_dims(db, org, im->mem, &dim, &n_dim, e) ||
	    !ledger_cube_ensure(db, org, dim, n_dim, im->o->now_us, e))
		return false;
	for (size_t i = 0; i < im->n_src; i++) {
		struct source *s = &im->src[i];
		if (!s->accounts)
			continue;
		struct reading reading = {im->o, s};
		struct ledger_source src = {.batch = batch,
		    .at = im->o->now_us,
		    .name = s->name,
		    .bytes = s->bytes,
		    .cube_dim = dim,
		    .n_cube_dim = n_dim,
		    .closing_series = closing_series(im),
		    .same = im->o->same,
		    .set = sets[s->set],
		    .memory = im->o->memory,
		    .large = memory_large,
		    .let_go = let_go,
		    .progress = so_far,
		    .arg = &reading};
		size_t n_file = r->n_ledger;
		arena_grow(im->mem, r->ledger, r->n_ledger, room);
		arena_grow(im->mem, r->ledger_file, n_file, room_file);
		if (!one_file(im, db, org, s, &src, &r->ledger[r->n_ledger], e))
			return false;
		r->ledger_file[r->n_ledger++] = s->name;
		if (im->o->progress != NULL)
			im->o->progress(im->o->progress_arg, i + 1, im->n_src, s->name);
	}
	return find_unmapped(im, db, org, r, e);
}

static bool
apply_rows(struct import *im, struct batch *b, const struct import_report *r, struct err *e)
{
	for (size_t i = 0; i < r->n_change; i++) {
		const struct import_change *c = &r->change[i];
		const void *old = model_find(im->old, c->kind, c->key);
		size_t at = map_find(&im->by_key[c->kind], c->key);
		const void *new = c->op == IMPORT_REMOVED ? NULL : im->row[at].row;
		str place = c->line > 0 ? str_fmt(im->mem, "%.*s:%d", STR_ARG(c->file), c->line)
		                        : STR("");
		if (!batch_change(b, c->kind, old, new, place, e))
			return false;
	}
	return true;
}

/* A batch is worth keeping when it changed something. */
static bool
did_anything(const struct import_report *r)
{
	for (size_t i = 0; i < r->n_ledger; i++)
		if (!r->ledger[i].known)
			return true;
	return r->n_change > 0;
}

static str
source_line(struct import *im, const str *paths, size_t n)
{
	struct sb b;
	str out;

	sb_init(&b, im->mem, (size_t)1 << 16);
	for (size_t i = 0; i < n && i < 8; i++) {
		if (i > 0)
			sb_lit(&b, " ");
		sb_str(&b, paths[i]);
	}
	(void)!sb_done(&b, &out);
	return out;
}

static bool
apply(struct import *im, struct db *db, int64_t org, str source, struct import_report *r,
    struct err *e)
{
	struct batch *b;

	if (!batch_open(db, org, STR("import"), source, im->o->who, im->o->now_us, im->mem, &b, e))
		return false;
	if (!apply_rows(im, b, r, e) || !import_accounts(im, db, org, batch_id(b), r, e))
		return false;
	if (im->d->n_err > 0)
		return fail(e, RC_INVALID, MSG_import_has_errors,
		    ARG((int64_t)im->d->n_err)); /* (I1) */
	if (!did_anything(r))
		return true;
	for (size_t i = 0; i < im->n_src; i++)
		if (!im->src[i].accounts && !batch_file(b, im->src[i].name, im->src[i].bytes, e))
			return false;
	for (size_t i = 0; i < im->n_src; i++)
		if (!file_unchanged(&im->src[i].file, e))
			return false;
	r->batch = batch_id(b);
	return batch_close(b, r, e);
}

static bool
read_files(struct import *im, const str *paths, size_t n, struct err *e)
{
	if (!import_gather(im, paths, n, e))
		return false;
	for (size_t i = 0; i < im->n_src; i++) {
		struct err bad = {0};
		if (!import_parse(im, &im->src[i],
		        &bad)) { /* one broken file does not hide the next */
			im->d->n_err++;
			if (e->rc == RC_OK)
				*e = bad;
		}
		if (im->o->progress != NULL && !im->src[i].accounts && !im->src[i].maybe_table)
			im->o->progress(im->o->progress_arg, i + 1, im->n_src, im->src[i].name);
	}
	return e->rc == RC_OK;
}

/* What is decided stays decided: a file that says otherwise is told so, and its word on
 * state and decision is passed over. */
static bool
keep_frozen(struct import *im, struct db *db, int64_t org, struct err *e)
{
	for (size_t i = 0; i < im->n_row; i++) {
		const struct staged *s = &im->row[i];
		struct report *new = s->row;
		const struct report *old;
		bool frozen;
		if (s->kind != KIND_report || (old = find_report(im->old, s->key)) == NULL ||
		    new->state >= old->state)
			continue;
		if (!report_is_frozen(db, org, s->key, im->mem, &frozen, e))
			return false;
		if (!frozen)
			continue;
		diag_add(im->d, SEV_WARNING, ((struct place){s->file, s->line, 0, s->key}),
		    MSG_state_frozen_back, ARG(s->key), ARG(report_state_names[new->state]));
		new->state = old->state;
		new->decided = old->decided;
		new->paragraph = old->paragraph;
		new->case_number = old->case_number;
	}
	return true;
}

bool
import_paths(struct db *db, int64_t org, const str *paths, size_t n, const struct import_opts *o,
    struct arena *mem, struct import_report *out, struct diag *d, struct err *e)
{
	struct import im = {.mem = mem, .o = o, .d = d};
	struct model *old;

	*out = (struct import_report){0};
	im.by_key = arena_array(mem, KIND__COUNT, struct map);
	for (int k = 0; k < KIND__COUNT; k++)
		map_init(&im.by_key[k], mem, (uint64_t)o->now_us);
	if (!read_files(&im, paths, n, e) || !db_begin(db, DB_WRITE, e))
		return false;
	bool ok = model_load(db, org, mem, &old, e);
	if (ok) {
		im.old = old;
		ok = import_tables(&im, db, org, out, e);
	}
	if (ok) {
		import_check(&im);
		ok = keep_frozen(&im, db, org, e);
	}
	if (ok) {
		import_diff(&im, out);
		/* (I1) */
		if (d->n_err > 0)
			ok = fail(e, RC_INVALID, MSG_import_has_errors, ARG((int64_t)d->n_err));
	}
	if (ok && out->missing > 0)
		diag_add(d, SEV_NOTE, (struct place){0}, MSG_import_missing_rows,
		    ARG((int64_t)out->missing));
	ok = ok && apply(&im, db, org, source_line(&im, paths, n), out, e);
	if (!ok || o->dry_run || out->batch == 0) {
		db_rollback(db);
		out->batch = 0;
		return ok;
	}
	return db_commit(db, e);
}

/* ---- taking back ---- */

static bool
undo_rows(struct db *db, int64_t org, int64_t id, struct batch *b, const struct model *m,
    struct arena *mem, struct import_report *r, struct err *e)
{
	struct change_of_batch_row c;
	enum db_step st;
	struct db_run *run = change_of_batch(db, mem, &(struct change_of_batch_in){org, id}, e);

	if (run == NULL)
		return false;
	while ((st = change_of_batch_next(run, &c, e)) == DB_ROW) {
		int k = 0;
		while (k < KIND__COUNT && !str_eq(c.kind, str_of(kinds[k].name)))
			k++;
		if (k == KIND__COUNT)
			continue; /* a kind this program no longer has */
		const void *now = model_find(m, (enum kind_id)k, c.row_key);
		str text = now != NULL ? row_text(mem, (enum kind_id)k, now) : STR("");
		if (!str_eq(text, c.row_after))
			return fail(e, RC_CONFLICT, MSG_batch_overtaken,
			    ARG(kinds[k].title[LANG_SV]), ARG(key_shown(mem, c.row_key)), ARG(id));
		void *back = NULL;
		if (c.row_before.n > 0) {
			back = arena_alloc(mem, 1, kinds[k].row_size);
			if (!row_of_text(mem, (enum kind_id)k, c.row_before, back))
				return fail(e, RC_IO, MSG_change_broken, ARG(c.seq));
		}
		if (!batch_change(b, (enum kind_id)k, now, back, STR("undo"), e))
			return false;
		r->n_removed += back == NULL;
		r->n_changed += back != NULL && now != NULL;
		r->n_added += back != NULL && now == NULL;
	}
	return st == DB_DONE;
}

static bool
undo(struct db *db, int64_t org, int64_t id, str who, int64_t now_us, struct arena *mem,
    struct import_report *r, struct err *e)
{
	struct batch_info *v;
	size_t n, i = 0;
	struct batch *b;
	struct model *m;
	int64_t n_file;

	if (!import_list(db, org, mem, &v, &n, e))
		return false;
	while (i < n && v[i].id != id)
		i++;
	if (i == n)
		return fail(e, RC_NOT_FOUND, MSG_batch_unknown, ARG(id));
	if (v[i].undone_by != 0)
		return fail(e, RC_CONFLICT, MSG_batch_undone, ARG(id), ARG(v[i].undone_by));
	if (str_eq(v[i].kind, STR("post"))) /* (PO2) */
		return fail(e, RC_CONFLICT, MSG_post_no_undo, ARG(id));
	if (!model_load(db, org, mem, &m, e) ||
	    !batch_open(db, org, STR("undo"), str_fmt(mem, "%lld", (long long)id), who, now_us, mem,
	        &b, e) ||
	    !undo_rows(db, org, id, b, m, mem, r, e) || !ledger_undo(db, org, id, &n_file, e))
		return false;
	r->files = (size_t)n_file;
	r->batch = batch_id(b);
	return batch_undone(db, &(struct batch_undone_in){org, id, r->batch}, e) &&
	    batch_seal_row(b, id, e) && (n_file == 0 || batch_seal_ledger(b, e)) &&
	    batch_close(b, r, e);
}

bool
import_undo(struct db *db, int64_t org, int64_t batch, str who, int64_t now_us, struct arena *mem,
    struct import_report *out, struct err *e)
{
	*out = (struct import_report){0};
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (!undo(db, org, batch, who, now_us, mem, out, e)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, e);
}
