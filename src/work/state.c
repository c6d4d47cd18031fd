#include "work/state.h"

#include "base/hash.h"
#include "work/check.h"
#include "work/explained.h"
#include "work/import_priv.h"
#include "work/messages.h"
#include "work/report.h"

#include "state.sql.h"

#include <zstd.h>

#define FINDINGS_MAX 200

/* ---- what is kept ---- */

bool
kept_unpack(struct arena *mem, int64_t bytes, str data, str *out)
{
	if (bytes < 0 || bytes > (int64_t)1 << 31)
		return false;
	char *p = arena_array(mem, (size_t)bytes + 1, char);
	size_t n = ZSTD_decompress(p, (size_t)bytes, data.p, data.n);
	*out = (str){p, (size_t)bytes};
	return !ZSTD_isError(n) && n == (size_t)bytes;
}

bool
report_is_frozen(struct db *db, int64_t org, str report, struct arena *mem, bool *frozen,
    struct err *e)
{
	struct frozen_count_row row;

	if (frozen_count_one(db, mem, &(struct frozen_count_in){org, report}, &row, e) != DB_ROW)
		return false;
	*frozen = row.n > 0;
	return true;
}

bool
report_kept(struct db *db, int64_t org, str report, str format, struct arena *mem, bool *found,
    str *bytes, struct err *e)
{
	struct frozen_get_row row;
	enum db_step st = frozen_get_one(db, mem, &(struct frozen_get_in){org, report, format},
	    &row, e);

	*found = st == DB_ROW;
	if (st != DB_ROW)
		return st == DB_DONE;
	if (!kept_unpack(mem, row.bytes, row.data, bytes) ||
	    !str_eq(sha256_hex(mem, *bytes), row.sha256))
		return fail(e, RC_IO, MSG_frozen_differs, ARG(report), ARG(format));
	return true;
}

/* What the log's seal of a kept document says. */
static struct frozen_seal
seal_of(struct arena *mem, const struct frozen_list_row *r)
{
	return (struct frozen_seal){
	    str_fmt(mem, "%.*s\x1f%.*s", STR_ARG(r->report), STR_ARG(r->format)),
	    str_fmt(mem, "%lld %lld %lld %.*s %.*s", (long long)r->batch, (long long)r->at,
	        (long long)r->bytes, STR_ARG(r->sha256), STR_ARG(r->who))};
}

bool
frozen_verify(struct db *db, int64_t org, struct arena *mem, int64_t *n, struct frozen_seal **seals,
    size_t *n_seal, struct diag *d, struct err *e)
{
	struct frozen_list_row row;
	struct frozen_seal *v = NULL;
	size_t room = 0;
	enum db_step st;
	struct db_run *r = frozen_list(db, mem, &(struct frozen_list_in){org}, e);

	*n_seal = 0;
	if (r == NULL)
		return false;
	while ((st = frozen_list_next(r, &row, e)) == DB_ROW) {
		str bytes;
		if (!kept_unpack(mem, row.bytes, row.data, &bytes) ||
		    !str_eq(sha256_hex(mem, bytes), row.sha256))
			diag_add(d, SEV_ERROR, ((struct place){.node = row.report}),
			    MSG_frozen_differs, ARG(row.report), ARG(row.format));
		arena_grow(mem, v, *n_seal, room);
		v[(*n_seal)++] = seal_of(mem, &row);
		(*n)++;
	}
	*seals = v;
	return st == DB_DONE;
}

/* ---- freezing ---- */

static bool
keep_bytes(struct view *v, const struct state_ask *ask, struct batch *batch, const char *format,
    struct sb *b, struct err *e)
{
	str bytes;

	if (!sb_done(b, &bytes))
		return fail(e, RC_LIMIT, MSG_report_too_large, ARG(format));
	size_t room = ZSTD_compressBound(bytes.n);
	char *z = arena_array(v->mem, room, char);
	size_t n = ZSTD_compress(z, room, bytes.p, bytes.n, 9);
	must(!ZSTD_isError(n));
	struct frozen_list_row row = {.report = ask->report,
	    .format = str_of(format),
	    .batch = batch_id(batch),
	    .at = ask->now_us,
	    .who = ask->by,
	    .sha256 = sha256_hex(v->mem, bytes),
	    .bytes = (int64_t)bytes.n};
	struct frozen_seal seal = seal_of(v->mem, &row);
	return frozen_insert(v->db,
	           &(struct frozen_insert_in){v->org, row.report, row.format, row.batch, row.at,
	               row.who, row.sha256, row.bytes, {z, n}},
	           e) &&
	    batch_seal(batch, SEAL_FROZEN, seal.key, seal.text, e);
}

static bool
keep(struct view *v, const struct state_ask *ask, struct batch *batch, const struct doc *d,
    struct err *e)
{
	for (size_t i = 0; i < n_report_formats; i++) {
		const struct report_format *f = &report_formats[i];
		struct sb b;
		if (f->write == NULL)
			continue; /* a folder shows what the file that is kept says */
		sb_init(&b, v->mem, (size_t)256 << 20);
		if (!f->write(v, d, &b, e) || !keep_bytes(v, ask, batch, f->name, &b, e))
			return false;
	}
	return true;
}

/* (Z5) */
static bool
keep_assessments(struct view *v, const struct state_ask *ask, struct batch *batch, struct err *e)
{
	struct sb b;

	sb_init(&b, v->mem, (size_t)64 << 20);
	return explained_write(v, &b, e) && keep_bytes(v, ask, batch, EXPLAINED_FORMAT, &b, e);
}

/* Every figure the document prints becomes a published comparative, exactly. */
static bool
publish_figures(struct view *v, struct batch *b, const struct doc *d, str report, struct err *e)
{
	static const char *const units[] = {[FACT_NONE] = "",
	    [FACT_KR] = "kr",
	    [FACT_PERCENT] = "%",
	    [FACT_POINTS] = "procentenheter",
	    [FACT_COUNT] = "antal",
	    [FACT_HOURS] = "timmar",
	    [FACT_INDEX] = "index",
	    [FACT_OTHER] = ""};
	struct map seen;
	int year = period_year_of(v->ctx.period);

	map_init(&seen, v->mem, 1);
	for (const struct doc_node *x = d->root; x != NULL; x = doc_next(x, d->root)) {
		struct fact f;
		if (x->kind != DOC_FACT || x->fact.n == 0 || map_add(&seen, x->fact, 0) != MAP_NONE)
			continue;
		if (!fact_get(v->facts, x->fact, &f, e))
			return false;
		struct published row = {.year = year,
		    .fact = f.name,
		    .value = f.value,
		    .unit = f.unit_text.n > 0 ? f.unit_text : str_of(units[f.unit]),
		    .source = report};
		if (!dec_ok(f.value))
			continue;
		const void *old = model_find(v->model, KIND_published,
		    row_key(v->mem, KIND_published, &row));
		if (!batch_change(b, KIND_published, old, &row, STR("state"), e))
			return false;
	}
	return true;
}

static bool
freeze(struct view *v, struct batch *b, const struct state_ask *ask, struct err *e)
{
	struct diag faults;
	struct doc *d;

	diag_init(&faults, v->mem, FINDINGS_MAX);
	return report_document(v, ask->lang, v->mem, &d, &faults, e) && keep(v, ask, b, d, e) &&
	    keep_assessments(v, ask, b, e) && publish_figures(v, b, d, ask->report, e);
}

/* ---- states ---- */

/* Forward any number of steps; back only to draft, and only before the decision. */
static bool
may_follow(enum report_state from, enum report_state to)
{
	if (to > from)
		return true;
	return to == REPORT_STATE_utkast && from < REPORT_STATE_beslutad;
}

/* (Z1) */
static bool
no_errors_left(struct view *v, struct check_list *found, struct err *e)
{
	if (!report_check(v, NULL, (date){0}, found, e))
		return false;
	if (found->count[SEV_ERROR] > 0)
		return fail(e, RC_CONFLICT, MSG_state_errors,
		    ARG((int64_t)found->count[SEV_ERROR]));
	return true;
}

static bool
set_state(struct db *db, int64_t org, const struct state_ask *ask, struct arena *mem,
    struct check_list *found, struct err *e)
{
	struct model *m;
	struct view v;
	struct batch *b;
	struct import_report none = {0};
	bool frozen;

	if (!model_load(db, org, mem, &m, e) ||
	    !report_is_frozen(db, org, ask->report, mem, &frozen, e))
		return false;
	const struct report *was = find_report(m, ask->report);
	if (was == NULL)
		return fail(e, RC_NOT_FOUND, MSG_state_no_report, ARG(ask->report));
	if (!may_follow(was->state, ask->to))
		return fail(e, RC_CONFLICT, MSG_state_order, ARG(ask->report),
		    ARG(report_state_names[was->state]), ARG(report_state_names[ask->to]));
	struct report now = *was;
	now.state = ask->to;
	if (date_ok(ask->decided))
		now.decided = ask->decided;
	if (ask->paragraph.n > 0)
		now.paragraph = ask->paragraph;
	if (ask->case_number.n > 0)
		now.case_number = ask->case_number;
	bool decides = ask->to >= REPORT_STATE_beslutad && !frozen;
	if (decides && !date_ok(now.decided))
		return fail(e, RC_USAGE, MSG_state_no_day);
	if (!batch_open(db, org, STR("state"),
	        str_fmt(mem, "%.*s %s", STR_ARG(ask->report), report_state_names[ask->to]), ask->by,
	        ask->now_us, mem, &b, e) ||
	    !batch_change(b, KIND_report, was, &now, STR("state"), e))
		return false;
	none.n_changed = 1;
	/* What is frozen is what the database holds with the new state in place. */
	if (decides &&
	    (!view_load(db, org, mem, now.body, now.period, &v, e) ||
	        !no_errors_left(&v, found, e) || !freeze(&v, b, ask, e)))
		return false;
	return batch_close(b, &none, e);
}

bool
report_set_state(struct db *db, int64_t org, const struct state_ask *ask, struct arena *mem,
    struct check_list *found, struct err *e)
{
	*found = (struct check_list){0};
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (!set_state(db, org, ask, mem, found, e)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, e); /* (Z2) */
}

/* ---- waivers ---- */

/* A waiver for one finding: its place, and the sentence that was waived. */
static bool
sign(struct batch *b, const struct model *m, const struct waiver *w, size_t *n,
    const struct check_finding *f, str *id, struct arena *mem, struct err *e)
{
	struct waiver row = *w;

	row.place = f->place;
	row.what = f->text[LANG_SV];
	do
		row.id = str_fmt(mem, "%.*s-%zu", STR_ARG(w->report), ++*n);
	while (find_waiver(m, row.id) != NULL);
	if (id->n == 0)
		*id = row.id;
	return batch_change(b, KIND_waiver, NULL, &row, STR("waiver"), e);
}

static bool
waive(struct db *db, int64_t org, const struct waive_ask *ask, struct arena *mem, str *id,
    size_t *n, struct err *e)
{
	const struct waiver *w = &ask->waiver;
	struct import_report counts = {0};
	struct check_list found;
	const struct report *r;
	struct model *m;
	struct batch *b;
	struct view v;
	bool known = false;

	if (!model_load(db, org, mem, &m, e))
		return false;
	r = find_report(m, w->report);
	if (r == NULL)
		return fail(e, RC_NOT_FOUND, MSG_state_no_report, ARG(w->report));
	for (size_t i = 0; i < check_rules_n; i++)
		known = known || str_eq(w->rule, str_of(check_rules[i].id));
	if (!known)
		return fail(e, RC_NOT_FOUND, MSG_waive_no_rule, ARG(w->rule));
	if (!view_load(db, org, mem, r->body, r->period, &v, e) ||
	    !report_check(&v, str_z(mem, w->rule), ask->today, &found, e) ||
	    !batch_open(db, org, STR("waiver"),
	        str_fmt(mem, "%.*s %.*s", STR_ARG(w->report), STR_ARG(w->rule)), w->by, ask->now_us,
	        mem, &b, e))
		return false;
	size_t number = m->n_waiver;
	for (size_t i = 0; i < found.n; i++) {
		if (found.v[i].waiver != NULL ||
		    (w->place.n > 0 && !str_eq(w->place, found.v[i].place)))
			continue;
		if (!sign(b, m, w, &number, &found.v[i], id, mem, e))
			return false;
		(*n)++;
	}
	counts.n_added = *n;
	if (*n == 0)
		return fail(e, RC_NOT_FOUND, MSG_waive_nothing, ARG(w->rule), ARG(w->report));
	return batch_close(b, &counts, e);
}

bool
report_waive(struct db *db, int64_t org, const struct waive_ask *ask, struct arena *mem, str *id,
    size_t *n, struct err *e)
{
	*id = STR("");
	*n = 0;
	if (str_trim(ask->waiver.reason).n == 0 || str_trim(ask->waiver.by).n == 0)
		return fail(e, RC_USAGE, MSG_waive_unsigned);
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (!waive(db, org, ask, mem, id, n, e)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, e);
}
