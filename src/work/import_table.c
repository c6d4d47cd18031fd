/* Tables from other systems: which template reads a file, and what it becomes. */
#include "base/hash.h"
#include "sys/file.h"
#include "work/import_priv.h"
#include "work/messages.h"

#include <string.h>

static struct place
at_file(const struct source *s)
{
	return (struct place){s->name, 0, 0, STR("")};
}

/* ---- what the database and the files together say ---- */

static void
merge_kind(struct import *im, struct model *m, enum kind_id k)
{
	for (size_t i = 0; i < model_count(im->old, k); i++) {
		const void *row = model_row(im->old, k, i);
		if (map_find(&im->by_key[k], row_key(im->mem, k, row)) == MAP_NONE)
			memcpy(model_add(m, k), row, kinds[k].row_size);
	}
	for (size_t i = 0; i < im->n_row; i++)
		if (im->row[i].kind == k)
			memcpy(model_add(m, k), im->row[i].row, kinds[k].row_size);
	model_index(m, k);
}

/* What tables are read against: units, lines, mappings, templates. */
static struct model *
merged(struct import *im)
{
	static const enum kind_id needed[] = {KIND_unit, KIND_alias, KIND_result_line, KIND_mapping,
	    KIND_intake, KIND_intake_column, KIND_account_file};
	struct model *m = model_new(im->mem);

	for (size_t i = 0; i < COUNTOF(needed); i++)
		merge_kind(im, m, needed[i]);
	return m;
}

/* ---- what the caller tells ---- */

/* "sign=debit year=2025": fields of a template. */
static bool
tell_fields(struct import *im, struct intake *t, struct err *e)
{
	const struct kind_desc *k = &kinds[KIND_intake];
	str rest = im->o->set, part;

	while (rest.p != NULL && str_cut(&rest, ' ', &part)) {
		size_t eq = str_find_byte(part, '=', 0);
		str name = str_sub(part, 0, eq), value = str_sub(part, eq + 1, part.n);
		int i = 1; /* not the id */
		if (part.n == 0)
			continue;
		while (i < k->n_field && !str_eq(name, str_of(k->field[i].name)))
			i++;
		if (i == k->n_field || eq == part.n || !field_set(im->mem, &k->field[i], t, value))
			return fail(e, RC_USAGE, MSG_table_bad_set, ARG(part),
			    ARG(import_field_words(im->mem, k)));
	}
	return true;
}

/* One of "Kto=account", "Vht=object:20", "Jan=amount:1". */
static bool
tell_column(str part, struct intake_column *c, struct err *e)
{
	size_t eq = part.n;
	str role, rest;
	int64_t n = 0;
	int r = 0;

	while (eq > 0 && part.p[eq - 1] != '=')
		eq--;
	rest = str_trim(str_sub(part, eq, part.n));
	*c = (struct intake_column){.column = str_trim(str_sub(part, 0, eq > 0 ? eq - 1 : 0))};
	bool ok = eq > 0 && c->column.n > 0 && str_cut(&rest, ':', &role);
	while (ok && r < COLUMN_ROLE__COUNT && !str_eq(role, str_of(column_role_names[r])))
		r++;
	ok = ok && r < COLUMN_ROLE__COUNT;
	if (ok && rest.p != NULL)
		ok = str_i64(rest, &n) && n >= 0 && n < 100000;
	if (!ok)
		return fail(e, RC_USAGE, MSG_table_bad_columns, ARG(part));
	c->role = (enum column_role)r;
	if (c->role == COLUMN_ROLE_object)
		c->dim = (int)n;
	else
		c->month = (int)n;
	return c->month <= 12 || fail(e, RC_USAGE, MSG_table_bad_columns, ARG(part));
}

/* Columns told go before the template's of the same heading. */
static bool
tell_columns(struct import *im, struct intake_ask *ask, struct err *e)
{
	struct intake_column *v = NULL;
	size_t n = 0, room = 0, n_told;
	str rest = im->o->columns, part;

	while (rest.p != NULL && str_cut(&rest, ';', &part)) {
		if (str_trim(part).n == 0)
			continue;
		arena_grow(im->mem, v, n, room);
		if (!tell_column(str_trim(part), &v[n], e))
			return false;
		n++;
	}
	n_told = n;
	for (size_t i = 0; i < ask->n_col; i++) {
		size_t k = 0;
		while (k < n_told && !str_eq(v[k].column, ask->col[i].column))
			k++;
		if (k < n_told)
			continue;
		arena_grow(im->mem, v, n, room);
		v[n++] = ask->col[i];
	}
	ask->col = v;
	ask->n_col = n;
	return true;
}

/* ---- which template ---- */

static str
template_names(struct import *im, const struct model *m)
{
	struct sb b;
	str out;

	sb_init(&b, im->mem, 4096);
	for (size_t i = 0; i < m->n_intake; i++) {
		sb_lit(&b, ", ");
		sb_str(&b, m->intake[i].id);
	}
	return sb_done(&b, &out) ? out : STR("");
}

static void
use_template(struct intake_ask *ask, struct intake *told, const struct model *m,
    const struct intake *t)
{
	size_t from = 0;

	*told = *t;
	while (from < m->n_intake_column && !str_eq(m->intake_column[from].intake, t->id))
		from++;
	ask->col = &m->intake_column[from];
	while (from + ask->n_col < m->n_intake_column &&
	    str_eq(m->intake_column[from + ask->n_col].intake, t->id))
		ask->n_col++;
	ask->col_all = ask->n_col > 0;
}

/* The template and what else is known of a file; false when nothing says. */
static bool
choose(struct import *im, const struct source *s, const struct model *m, str sha,
    struct intake_ask *ask, struct intake *told)
{
	const struct account_file *known = im->o->as.n == 0 ? model_find(m, KIND_account_file, sha)
	                                                    : NULL;
	str as = known != NULL ? known->intake : im->o->as;
	const struct intake *t = find_intake(m, as);

	if (known != NULL) {
		ask->period = known->period;
		ask->control = known->control;
	}
	if (t != NULL) {
		use_template(ask, told, m, t);
		return true;
	}
	for (int c = 0; as.n > 0 && c < INTAKE_CONTENT__COUNT; c++)
		if (str_eq(as, str_of(intake_content_names[c]))) {
			told->content = (enum intake_content)c;
			return true;
		}
	if (as.n == 0)
		diag_add0(im->d, SEV_ERROR, at_file(s), MSG_import_unknown_kind);
	else
		diag_add(im->d, SEV_ERROR, at_file(s), MSG_table_no_template, ARG(as),
		    ARG(template_names(im, m)));
	return false;
}

/* ---- what it becomes ---- */

static void
stage_template(struct import *im, const struct source *s, const struct intake_ask *ask,
    const struct intake_table *t)
{
	struct intake *row = arena_new(im->mem, struct intake);
	struct intake_column *col;
	size_t n;

	intake_template(im->mem, ask, t, im->o->save, row, &col, &n);
	if (map_find(&im->by_key[KIND_intake], row->id) != MAP_NONE)
		return; /* the first file of several like it made it */
	import_stage(im, KIND_intake, row, s->name, 0);
	for (size_t i = 0; i < n; i++)
		import_stage(im, KIND_intake_column, &col[i], s->name, 0);
}

static void
stage_budget(struct import *im, const struct source *s, const struct intake *told,
    const struct intake_table *t)
{
	for (size_t i = 0; i < t->n_budget; i++) {
		struct budget *row = arena_new(im->mem, struct budget);
		row_clear(KIND_budget, row);
		row->year = t->budget[i].year;
		row->version = told->version;
		row->unit = t->budget[i].unit;
		row->line = t->budget[i].line;
		row->month = t->budget[i].month;
		row->amount = t->budget[i].ore;
		import_stage(im, KIND_budget, row, s->name, t->budget[i].source_line);
	}
}

/* How the file was read, so that its original can be read so again. */
static void
stage_account_file(struct import *im, const struct source *s, struct account_file row)
{
	struct account_file *kept = arena_new(im->mem, struct account_file);
	const struct account_file *old = model_find(im->old, KIND_account_file, row.sha256);

	*kept = row;
	if (old != NULL && s->known &&
	    !str_eq(row_text(im->mem, KIND_account_file, old),
	        row_text(im->mem, KIND_account_file, kept))) {
		diag_add0(im->d, SEV_ERROR, at_file(s), MSG_table_read_otherwise);
		return;
	}
	if (map_find(&im->by_key[KIND_account_file], row.sha256) == MAP_NONE)
		import_stage(im, KIND_account_file, kept, s->name, 0);
}

/* Is a file of accounts with these bytes in the database? */
static bool
look_known(struct import *im, struct source *s, const struct ledger_file *f, size_t n)
{
	s->sha256 = sha256_hex(im->mem, s->bytes);
	for (size_t i = 0; i < n; i++)
		s->known |= str_eq(f[i].sha256, s->sha256);
	return s->known;
}

static struct import_table *
add_table(struct import *im, struct import_report *r)
{
	arena_grow(im->mem, r->table, r->n_table, im->room_table);
	return &r->table[r->n_table++];
}

static bool
read_table(struct import *im, struct source *s, const struct model *m, const struct ledger_dict *d,
    struct import_report *r, struct err *e)
{
	struct intake *told = arena_new(im->mem, struct intake);
	struct intake_ask ask = {.file = s->name,
	    .told = told,
	    .period = im->o->period,
	    .control = im->o->has_control ? im->o->control : dec_bad(),
	    .m = m,
	    .dict = d};
	size_t err_before = im->d->n_err;

	row_clear(KIND_intake, told);
	if (!choose(im, s, m, s->sha256, &ask, told))
		return true;
	if (!tell_fields(im, told, e) || !tell_columns(im, &ask, e))
		return false;
	bool named = told->id.n > 0 && im->o->set.n + im->o->columns.n == 0;
	if (im->o->save.n > 0)
		told->id = im->o->save; /* the series of what it becomes */
	struct import_table *out = add_table(im, r);
	*out = (struct import_table){.file = s->name, .told = told};
	if (!intake_read(im->mem, s->bytes, &ask, &out->t, im->d, e))
		return false;
	if (im->d->n_err > err_before)
		return true;
	if (im->o->save.n > 0)
		stage_template(im, s, &ask, &out->t);
	if (told->content == INTAKE_CONTENT_budget) {
		stage_budget(im, s, told, &out->t);
		return true;
	}
	if (!im->o->dry_run && !named && im->o->save.n == 0) {
		diag_add0(im->d, SEV_ERROR, at_file(s), MSG_table_save_first);
		return true;
	}
	s->accounts = true;
	s->table = out;
	if (told->id.n > 0)
		stage_account_file(im, s,
		    (struct account_file){.sha256 = s->sha256,
		        .name = path_base(s->name),
		        .intake = told->id,
		        .period = ask.period,
		        .control = ask.control});
	return true;
}

/* A SIE file whose code page was told; one read so before is read so again. */
static void
sie_charset(struct import *im, struct source *s, const struct model *m)
{
	const struct account_file *known = model_find(m, KIND_account_file, s->sha256);

	s->set = im->o->charset;
	if (s->set == INTAKE_CHARSET_auto && known != NULL)
		s->set = known->charset;
	if (s->set != INTAKE_CHARSET_auto)
		stage_account_file(im, s,
		    (struct account_file){.sha256 = s->sha256,
		        .name = path_base(s->name),
		        .period = {.kind = PERIOD_NONE},
		        .control = dec_bad(),
		        .charset = s->set});
}

bool
import_tables(struct import *im, struct db *db, int64_t org, struct import_report *r, struct err *e)
{
	struct ledger_file *f = NULL;
	struct ledger_dict *dict = NULL;
	size_t n = 0, tables = 0;
	const struct model *m = merged(im);
	bool told = im->o->charset != INTAKE_CHARSET_auto || m->n_account_file > 0;

	for (size_t i = 0; i < im->n_src; i++)
		tables += im->src[i].maybe_table;
	if (tables == 0 && !told)
		return true;
	if (!ledger_files(db, org, im->mem, &f, &n, e) ||
	    !ledger_dict_load(db, org, im->mem, &dict, e))
		return false;
	for (size_t i = 0; i < im->n_src; i++) {
		struct source *s = &im->src[i];
		if (!s->maybe_table && !s->accounts)
			continue;
		look_known(im, s, f, n);
		if (s->accounts)
			sie_charset(im, s, m);
		else if (!read_table(im, s, m, dict, r, e))
			return false;
		if (s->maybe_table && im->o->progress != NULL)
			im->o->progress(im->o->progress_arg, i + 1, im->n_src, s->name);
	}
	return true;
}

bool
import_table_accounts(struct import *im, struct db *db, int64_t org, struct source *s,
    const struct ledger_source *src, struct ledger_receipt *got, struct err *e)
{
	struct ledger_source own = *src;
	struct intake_table *t = &s->table->t;
	struct ledger_import *lim;

	/* A list without vouchers has nothing to balance: its vouchers are marked (L2). */
	own.accept_unbalanced = !t->layout.vouchers || s->table->told->unbalanced;
	const struct diag before = *im->d;
	int64_t replaced = 0;
	bool again = false;
	if (!ledger_import_open(db, org, &own, im->mem, im->d, &lim, e) ||
	    !ledger_import_add(lim, &t->sie, &t->batch, t->ver_period, e))
		return false;
	if (ledger_import_close(lim, &t->sie, got, e))
		return true;
	struct err bad = {0};
	if (!ledger_import_replace(lim, &replaced, &again, &bad) || !again) {
		*e = bad.rc != RC_OK ? bad : *e;
		return false;
	}
	*im->d = before; /* what collided is gone */
	*e = bad;
	if (!ledger_import_open(db, org, &own, im->mem, im->d, &lim, e) ||
	    !ledger_import_add(lim, &t->sie, &t->batch, t->ver_period, e) ||
	    !ledger_import_close(lim, &t->sie, got, e))
		return false;
	got->replaced += replaced;
	return true;
}
