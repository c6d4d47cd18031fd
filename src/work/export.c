#include "work/export.h"

#include "base/base64.h"
#include "core/ledger/ledger.h"
#include "fmt/csv.h"
#include "fmt/front.h"
#include "sys/file.h"
#include "work/messages.h"

#include "version.h"

#include <stdlib.h>
#include <string.h>

#define SIE_MAX ((size_t)4 << 30)
#define EXPORT_MAX ((size_t)256 << 20)

/* ---- which file ---- */

static const struct field_desc *
field_named(enum kind_id k, str name)
{
	for (int i = 0; i < kinds[k].n_field; i++)
		if (str_eq(name, str_of(kinds[k].field[i].name)))
			return &kinds[k].field[i];
	never("a FILE template names a field that is not there");
}

/* "year", "objective.year", "indicator.objective.year" */
static str
path_value(struct arena *mem, const struct model *m, enum kind_id k, const void *row, str path)
{
	str part;

	while (str_cut(&path, '.', &part)) {
		const struct field_desc *f = field_named(k, part);
		str v = field_text(mem, f, row);
		if (path.p == NULL)
			return v;
		must(f->type == FT_REF);
		k = f->ref;
		row = model_find(m, k, v);
		if (row == NULL)
			break;
	}
	return STR("okand");
}

str
export_file_of(struct arena *mem, const struct model *m, enum kind_id k, const void *row)
{
	str t = str_of(kinds[k].file), out;
	struct sb b;

	sb_init(&b, mem, 4096);
	for (size_t i = 0; i < t.n;) {
		if (t.p[i] != '{') {
			sb_chr(&b, t.p[i++]);
			continue;
		}
		size_t close = str_find_byte(t, '}', i);
		sb_str(&b, path_value(mem, m, k, row, str_sub(t, i + 1, close)));
		i = close + 1;
	}
	(void)!sb_done(&b, &out);
	return out;
}

/* ---- in which order ---- */

struct item {
	const void *row;
	str file, key;
	int sort;
};

static int
by_file_and_sort(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	int c = str_cmp(a->file, b->file);

	if (c == 0 && a->sort != b->sort)
		c = a->sort < b->sort ? -1 : 1;
	return c != 0 ? c : str_cmp(a->key, b->key);
}

static int
sort_of(enum kind_id k, const void *row)
{
	for (int i = 0; i < kinds[k].n_field; i++)
		if (strcmp(kinds[k].field[i].name, "sort") == 0) {
			int v;
			memcpy(&v, (const char *)row + kinds[k].field[i].offset, sizeof v);
			return v;
		}
	return 0;
}

/* Rows of a kind, those under one parent when `parent` has text. */
static struct item *
items_of(struct arena *mem, const struct model *m, enum kind_id k, str parent, size_t *n_out)
{
	size_t n = model_count(m, k), kept = 0;
	struct item *v = arena_array(mem, n + 1, struct item);

	for (size_t i = 0; i < n; i++) {
		const void *row = model_row(m, k, i);
		if (parent.n > 0 &&
		    !str_eq(field_text(mem, &kinds[k].field[kinds[k].under_field], row), parent))
			continue;
		v[kept++] = (struct item){row, export_file_of(mem, m, k, row), row_key(mem, k, row),
		    sort_of(k, row)};
	}
	qsort(v, kept, sizeof *v, by_file_and_sort);
	*n_out = kept;
	return v;
}

/* ---- YAML ---- */

/* A value as a person would write it: numbers and years without quotes. */
static void
put_value(struct yaml_out *o, const struct field_desc *f, str text)
{
	int64_t whole;
	dec d;

	yaml_put_key(o, str_of(f->name));
	bool number = f->type == FT_INT || f->type == FT_YEAR || f->type == FT_ORE ||
	    f->type == FT_PERIOD;
	if (number && str_i64(text, &whole))
		yaml_put_i64(o, whole);
	else if (f->type == FT_DEC && dec_parse(text, '.', &d))
		yaml_put_dec(o, d);
	else
		yaml_put_str(o, text);
}

/* Kinds nest at most four deep in the declaration, so this recursion is shallow. */
static void
put_row(struct arena *mem, const struct model *m, struct yaml_out *o, enum kind_id k,
    const void *row)
{
	yaml_put_map(o);
	for (int i = 0; i < kinds[k].n_field; i++) {
		const struct field_desc *f = &kinds[k].field[i];
		str t = field_text(mem, f, row);
		if (kinds[k].under >= 0 && i == kinds[k].under_field)
			continue;
		if (f->type == FT_ENUM && str_eq(t, str_of(f->enum_text[0])))
			continue;
		if (t.n > 0)
			put_value(o, f, t);
	}
	for (int c = 0; c < KIND__COUNT; c++) {
		size_t n;
		if (kinds[c].under != (int)k)
			continue;
		struct item *v = items_of(mem, m, (enum kind_id)c,
		    field_text(mem, &kinds[k].field[0], row), &n);
		if (n == 0)
			continue;
		yaml_put_key(o, str_of(kinds[c].list));
		yaml_put_seq(o);
		for (size_t i = 0; i < n; i++)
			put_row(mem, m, o, (enum kind_id)c, v[i].row);
		yaml_put_end(o);
	}
	yaml_put_end(o);
}

struct out {
	struct arena *mem;
	const struct model *m;
	struct export_file *v;
	size_t n, room;
};

static void
add_file(struct out *o, str path, const struct sb *b)
{
	arena_grow(o->mem, o->v, o->n, o->room);
	o->v[o->n].path = path;
	must(sb_done(b, &o->v[o->n].bytes));
	o->n++;
}

/* Files that some kind stored as YAML is written to, each once. */
static size_t
yaml_paths(struct out *o, str only, str **out)
{
	struct map seen;
	str *v = NULL;
	size_t n = 0, room = 0;

	map_init(&seen, o->mem, 1);
	for (int k = 0; k < KIND__COUNT; k++) {
		if (kinds[k].storage != STORE_YAML || kinds[k].under >= 0 ||
		    (only.n > 0 && !str_eq(only, str_of(kinds[k].name)) &&
		        !str_eq(only, str_of(kinds[k].list))))
			continue;
		for (size_t i = 0; i < model_count(o->m, (enum kind_id)k); i++) {
			str path = export_file_of(o->mem, o->m, (enum kind_id)k,
			    model_row(o->m, (enum kind_id)k, i));
			if (map_add(&seen, path, n) != MAP_NONE)
				continue;
			arena_grow(o->mem, v, n, room);
			v[n++] = path;
		}
	}
	*out = v;
	return n;
}

static void
put_yaml_file(struct out *o, str path)
{
	struct sb b;
	struct yaml_out y;

	sb_init(&b, o->mem, EXPORT_MAX);
	yaml_out_init(&y, &b);
	yaml_put_map(&y);
	for (int k = 0; k < KIND__COUNT; k++) {
		size_t n, in_file = 0;
		if (kinds[k].storage != STORE_YAML || kinds[k].under >= 0)
			continue;
		struct item *v = items_of(o->mem, o->m, (enum kind_id)k, STR(""), &n);
		for (size_t i = 0; i < n; i++) {
			if (!str_eq(v[i].file, path))
				continue;
			if (in_file++ == 0) {
				yaml_put_key(&y, str_of(kinds[k].list));
				yaml_put_seq(&y);
			}
			put_row(o->mem, o->m, &y, (enum kind_id)k, v[i].row);
		}
		if (in_file > 0)
			yaml_put_end(&y);
	}
	yaml_put_end(&y);
	add_file(o, path, &b);
}

/* ---- CSV and Markdown ---- */

static void
put_csv_files(struct out *o, enum kind_id k)
{
	size_t n;
	struct item *v = items_of(o->mem, o->m, k, STR(""), &n);

	for (size_t from = 0, to; from < n; from = to) {
		struct sb b;
		struct csv_out c;
		sb_init(&b, o->mem, EXPORT_MAX);
		csv_out_init(&c, &b, ',', false);
		for (int f = 0; f < kinds[k].n_field; f++)
			csv_put_str(&c, str_of(kinds[k].field[f].name));
		csv_put_end(&c);
		for (to = from; to < n && str_eq(v[to].file, v[from].file); to++) {
			for (int f = 0; f < kinds[k].n_field; f++)
				csv_put_str(&c, field_text(o->mem, &kinds[k].field[f], v[to].row));
			csv_put_end(&c);
		}
		add_file(o, v[from].file, &b);
	}
}

static void
put_md_file(struct out *o, enum kind_id k, const struct item *it)
{
	struct sb meta, b;
	struct yaml_out y;
	str text, body = STR("");
	const struct yaml *tree = NULL;
	struct err e = {0};

	sb_init(&meta, o->mem, EXPORT_MAX);
	yaml_out_init(&y, &meta);
	yaml_put_map(&y);
	for (int f = 0; f < kinds[k].n_field; f++) {
		const struct field_desc *d = &kinds[k].field[f];
		str t = field_text(o->mem, d, it->row);
		if (d->type == FT_MD)
			body = t;
		else if (t.n > 0)
			put_value(&y, d, t);
	}
	yaml_put_end(&y);
	must(sb_done(&meta, &text) && yaml_read(o->mem, text, it->file, 0, &tree, &e));
	sb_init(&b, o->mem, EXPORT_MAX);
	front_write(&b, tree, body);
	add_file(o, it->file, &b);
}

static void
put_bin_file(struct out *o, enum kind_id k, const struct item *it)
{
	str bytes;
	struct sb b;

	if (!base64_read(o->mem, field_text(o->mem, field_named(k, STR("data")), it->row), &bytes))
		return; /* not what an import stores */
	sb_init(&b, o->mem, EXPORT_MAX);
	sb_str(&b, bytes);
	add_file(o, it->file, &b);
}

static int
by_path(const void *a, const void *b)
{
	return str_cmp(((const struct export_file *)a)->path,
	    ((const struct export_file *)b)->path);
}

bool
export_files(struct arena *mem, const struct model *m, str only, struct export_file **out,
    size_t *n, struct err *e)
{
	struct out o = {.mem = mem, .m = m};
	str *paths;
	size_t n_path = yaml_paths(&o, only, &paths);

	(void)e;
	for (size_t i = 0; i < n_path; i++)
		put_yaml_file(&o, paths[i]);
	for (int k = 0; k < KIND__COUNT; k++) {
		size_t n_item;
		if (only.n > 0 && !str_eq(only, str_of(kinds[k].name)) &&
		    !str_eq(only, str_of(kinds[k].list)))
			continue;
		if (kinds[k].storage == STORE_CSV)
			put_csv_files(&o, (enum kind_id)k);
		if (kinds[k].storage != STORE_MD && kinds[k].storage != STORE_BIN)
			continue;
		struct item *v = items_of(mem, m, (enum kind_id)k, STR(""), &n_item);
		for (size_t i = 0; i < n_item; i++)
			if (kinds[k].storage == STORE_MD)
				put_md_file(&o, (enum kind_id)k, &v[i]);
			else
				put_bin_file(&o, (enum kind_id)k, &v[i]);
	}
	if (o.n > 0)
		qsort(o.v, o.n, sizeof *o.v, by_path);
	*out = o.v;
	*n = o.n;
	return true;
}

/* Ids become file names: a path of the database never leaves the folder. */
static bool
stays_inside(str path)
{
	return path.n > 0 && path.p[0] != '/' && str_find(path, STR(".."), 0) == path.n;
}

/* The name, or with a number before its ending where another file of the folder has it:
 * originals with the same name came from different folders.  Some systems do not tell
 * capitals from small letters. */
static str
free_name(struct arena *mem, struct map *taken, str name)
{
	size_t dot = name.n;

	while (dot > 0 && name.p[dot - 1] != '.')
		dot--;
	dot = dot > 1 ? dot - 1 : name.n;
	for (size_t i = 1;; i++) {
		str own = i == 1 ? name
		                 : str_fmt(mem, "%.*s-%zu%.*s", (int)dot, name.p, i,
		                       (int)(name.n - dot), name.p + dot);
		if (map_add(taken, str_lower(mem, own), 0) == MAP_NONE)
			return own;
	}
}

/* What is posted and not folded yet: a file for each year, as the fold would name it. */
static bool
export_posted(struct db *db, int64_t org, str dir, struct map *taken, struct arena *mem,
    size_t *n_files, struct err *e)
{
	int *year;
	size_t n;

	if (!ledger_years(db, org, mem, &year, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		str bytes;
		if (!ledger_posted_text(db, org, year[i], mem, &bytes, e))
			return false;
		if (bytes.n == 0)
			continue;
		str name = free_name(mem, taken, str_fmt(mem, "bokfort-%d.se", year[i]));
		if (!file_write(path_join(mem, dir, path_join(mem, STR("sie"), name)), bytes, e))
			return false;
		(*n_files)++;
	}
	return true;
}

static bool
export_accounts(struct db *db, int64_t org, str dir, struct arena *mem, size_t *n_files,
    struct err *e)
{
	struct ledger_file *f;
	struct map taken;
	size_t n;

	map_init(&taken, mem, 0x736965);
	if (!ledger_files(db, org, mem, &f, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		str bytes, name = free_name(mem, &taken, path_base(f[i].name));
		if (!ledger_original(db, org, f[i].id, mem, &bytes, e) ||
		    !file_write(path_join(mem, dir, path_join(mem, STR("sie"), name)), bytes, e))
			return false;
		(*n_files)++;
	}
	return export_posted(db, org, dir, &taken, mem, n_files, e);
}

bool
export_dir(struct db *db, int64_t org, str only, str dir, struct arena *mem, size_t *n_files,
    struct err *e)
{
	struct model *m;
	struct export_file *v;
	size_t n;

	*n_files = 0;
	if (!db_begin(db, DB_READ, e))
		return false;
	bool ok = model_load(db, org, mem, &m, e) && export_files(mem, m, only, &v, &n, e);
	for (size_t i = 0; ok && i < n; i++) {
		if (!stays_inside(v[i].path))
			continue;
		ok = file_write(path_join(mem, dir, v[i].path), v[i].bytes, e);
		*n_files += ok;
	}
	if (ok && (only.n == 0 || str_eq(only, STR("sie"))))
		ok = export_accounts(db, org, dir, mem, n_files, e);
	db_rollback(db);
	return ok;
}

static bool
sie_part(void *arg, str bytes, struct err *e)
{
	struct sb *b = arg;

	sb_str(b, bytes);
	return !b->full || fail(e, RC_LIMIT, MSG_export_large);
}

bool
export_sie(struct db *db, int64_t org, enum sie_export type, int year, date today, str path,
    struct arena *mem, size_t *n_lost, struct err *e)
{
	struct sb b;
	struct sie4_out w = {.write = sie_part, .arg = &b, .sum = true, .crlf = true};
	struct model *m;
	str bytes;

	sb_init(&b, mem, SIE_MAX);
	if (!db_begin(db, DB_READ, e))
		return false;
	bool ok = model_load(db, org, mem, &m, e);
	struct sie_export_ask ask = {.type = type,
	    .year = year,
	    .company = ok && m->n_org > 0 ? m->org[0].name : STR("?"),
	    .orgnr = ok && m->n_org > 0 ? m->org[0].number : STR(""),
	    .version = STR(TERTIAL_VERSION),
	    .gen = today};
	ok = ok && ledger_export_sie(db, org, &ask, mem, &w, e);
	db_rollback(db);
	*n_lost = w.n_lost;
	return ok && sb_done(&b, &bytes) && file_write(path, bytes, e);
}
