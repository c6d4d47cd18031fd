/* Reading: files become staged rows; nothing here knows the database. */
#include "base/base64.h"
#include "fmt/csv.h"
#include "fmt/front.h"
#include "fmt/sie4.h"
#include "fmt/xlsx.h"
#include "work/import_priv.h"
#include "work/messages.h"

static struct place
at(const struct source *s, int line, int col)
{
	return (struct place){s->name, line, col, STR("")};
}

/* ---- gathering ---- */

static bool
is_accounts(str path, str bytes)
{
	str ext = path_ext(path);
	bool by_name = str_eq(ext, STR("se")) || str_eq(ext, STR("SE")) || str_eq(ext, STR("si")) ||
	    str_eq(ext, STR("SI")) || str_eq(ext, STR("sie")) || str_eq(ext, STR("SIE"));

	return by_name || (ext.n == 0 && sie4_sniff(bytes));
}

static bool
add_source(struct import *im, str path, str name, struct err *e)
{
	struct source s = {.path = path, .name = name, .kind = -1};

	if (!file_map(im->mem, path, IMPORT_FILE_MAX, &s.file, e))
		return false;
	s.bytes = s.file.bytes;
	s.accounts = str_eq(im->o->as, STR("sie")) ||
	    (im->o->as.n == 0 && is_accounts(path, s.bytes));
	arena_grow(im->mem, im->src, im->n_src, im->room_src);
	im->src[im->n_src++] = s;
	return true;
}

/* In a folder only what can be read is taken: a README is for people. */
static bool
passed_over(str name)
{
	str base = path_base(name);

	return str_has_prefix(base, STR("README")) || str_has_suffix(base, STR(".txt")) ||
	    str_has_suffix(base, STR("~"));
}

bool
import_gather(struct import *im, const str *paths, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		str *v;
		size_t n_file;
		if (!file_is_dir(paths[i])) {
			if (!add_source(im, paths[i], paths[i], e))
				return false;
			continue;
		}
		if (!dir_files(im->mem, paths[i], &v, &n_file, e))
			return false;
		for (size_t f = 0; f < n_file; f++)
			if (!passed_over(v[f]) &&
			    !add_source(im, path_join(im->mem, paths[i], v[f]), v[f], e))
				return false;
	}
	if (im->n_src == 0)
		return fail(e, RC_INVALID, MSG_import_nothing, ARG(n > 0 ? paths[0] : STR(".")));
	return true;
}

/* ---- fields ---- */

static const struct {
	const char *name[LANG__COUNT], *example;
} type_words[] = {
    [FT_TEXT] = {{"text", "text"}, "Regionstyrelsen"},
    [FT_MD] = {{"text", "text"}, "| och texten på raderna under"},
    [FT_INT] = {{"heltal", "a whole number"}, "3"},
    [FT_BOOL] = {{"ja eller nej", "yes (ja) or no (nej)"}, "ja"},
    [FT_ORE] = {{"hela ören", "whole öre"}, "1250000"},
    [FT_DEC] = {{"tal med decimalpunkt", "a number with a decimal point"}, "4.2"},
    [FT_DATE] = {{"datum", "a date"}, "2025-12-31"},
    [FT_PERIOD] = {{"period", "a period"}, "2025-T3, 2025-12, 2025"},
    [FT_YEAR] = {{"år", "a year"}, "2025"},
    [FT_ENUM] = {{"ett av orden", "one of the words"}, ""},
    [FT_REF] = {{"id", "an id"}, "RS"},
};

static str
enum_words(struct arena *mem, const char *const *names)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 4096);
	for (int i = 0; names[i] != NULL; i++) {
		if (i > 0)
			sb_lit(&b, ", ");
		sb_str(&b, str_of(names[i]));
	}
	(void)!sb_done(&b, &out);
	return out;
}

str
import_field_words(struct arena *mem, const struct kind_desc *k)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 4096);
	for (int i = 0; i < k->n_field; i++) {
		if (i > 0)
			sb_lit(&b, ", ");
		sb_str(&b, str_of(k->field[i].name));
	}
	(void)!sb_done(&b, &out);
	return out;
}

static const struct field_desc *
field_named(const struct kind_desc *k, str name)
{
	for (int i = 0; i < k->n_field; i++)
		if (str_eq(name, str_of(k->field[i].name)))
			return &k->field[i];
	return NULL;
}

static void
set_field(struct import *im, const struct field_desc *f, void *row, str text, struct place where)
{
	if (field_set(im->mem, f, row, text))
		return;
	diag_add(im->d, SEV_ERROR, where, MSG_import_bad_value, ARG(f->name), ARG(text),
	    ARG(type_words[f->type].name[LANG_SV]),
	    ARG(f->type == FT_ENUM ? enum_words(im->mem, f->enum_text)
	                           : str_of(type_words[f->type].example)));
}

static void *
new_row(struct import *im, enum kind_id k)
{
	void *row = arena_alloc(im->mem, 1, kinds[k].row_size);

	row_clear(k, row);
	return row;
}

/* ---- YAML ---- */

struct entry {
	enum kind_id kind;
	const struct yaml *y;
	str parent; /* id of the row this one stands under */
	int depth;
};

static int
nested_kind(enum kind_id parent, str list)
{
	for (int k = 0; k < KIND__COUNT; k++)
		if (kinds[k].under == (int)parent && str_eq(list, str_of(kinds[k].list)))
			return k;
	return -1;
}

static void read_list(struct import *im, const struct source *s, enum kind_id k,
    const struct yaml *list, str parent, int depth);

/* A bare value stands for the first key field that nesting does not imply. */
static void
read_bare(struct import *im, const struct source *s, struct entry en, void *row)
{
	const struct kind_desc *k = &kinds[en.kind];

	for (int i = 0; i < k->n_key; i++)
		if (k->under < 0 || i != k->under_field) {
			set_field(im, &k->field[i], row, en.y->text, at(s, en.y->line, en.y->col));
			return;
		}
}

static void
read_member(struct import *im, const struct source *s, enum kind_id kind, void *row,
    const struct yaml *y)
{
	const struct field_desc *f = field_named(&kinds[kind], y->key);

	if (f == NULL) {
		if (nested_kind(kind, y->key) < 0)
			diag_add(im->d, SEV_ERROR, at(s, y->key_line, y->key_col),
			    MSG_import_unknown_field, ARG(y->key), ARG(kinds[kind].list),
			    ARG(import_field_words(im->mem, &kinds[kind])));
		return;
	}
	if (y->kind != YAML_IS_SCALAR)
		diag_add(im->d, SEV_ERROR, at(s, y->line, y->col), MSG_import_not_scalar,
		    ARG(y->key));
	else if (!yaml_is_null(y))
		set_field(im, f, row, y->text, at(s, y->line, y->col));
}

static void
read_entry(struct import *im, const struct source *s, struct entry en)
{
	const struct kind_desc *k = &kinds[en.kind];
	void *row = new_row(im, en.kind);

	if (k->under >= 0 && en.parent.n > 0)
		set_field(im, &k->field[k->under_field], row, en.parent,
		    at(s, en.y->line, en.y->col));
	if (en.y->kind == YAML_IS_SCALAR) {
		read_bare(im, s, en, row);
	} else if (en.y->kind == YAML_IS_MAP) {
		for (const struct yaml *m = en.y->first; m != NULL; m = m->next)
			read_member(im, s, en.kind, row, m);
	} else {
		diag_add0(im->d, SEV_ERROR, at(s, en.y->line, en.y->col), MSG_import_not_map);
		return;
	}
	import_stage(im, en.kind, row, s->name, en.y->line);
	if (en.y->kind != YAML_IS_MAP)
		return;
	str id = field_text(im->mem, &k->field[0], row);
	for (const struct yaml *m = en.y->first; m != NULL; m = m->next) {
		int nested = nested_kind(en.kind, m->key);
		if (nested >= 0)
			read_list(im, s, (enum kind_id)nested, m, id, en.depth + 1);
	}
}

static void
read_list(struct import *im, const struct source *s, enum kind_id k, const struct yaml *list,
    str parent, int depth)
{
	if (yaml_is_null(list))
		return;
	if (list->kind == YAML_IS_MAP) { /* one entry needs no dash */
		read_entry(im, s, (struct entry){k, list, parent, depth});
		return;
	}
	if (list->kind != YAML_IS_SEQ) {
		diag_add(im->d, SEV_ERROR, at(s, list->line, list->col), MSG_import_not_list,
		    ARG(list->key));
		return;
	}
	for (const struct yaml *y = list->first; y != NULL; y = y->next)
		read_entry(im, s, (struct entry){k, y, parent, depth});
}

/* The list whose name shares most letters with what was written. */
static const char *
nearest_list(str name)
{
	const char *best = kinds[0].list;
	size_t most = 0;

	for (int k = 0; k < KIND__COUNT; k++) {
		str list = str_of(kinds[k].list);
		size_t same = 0;
		while (same < list.n && same < name.n && list.p[same] == name.p[same])
			same++;
		if (same > most) {
			most = same;
			best = kinds[k].list;
		}
	}
	return best;
}

static bool
parse_yaml(struct import *im, const struct source *s, struct err *e)
{
	const struct yaml *root;

	if (!yaml_read(im->mem, s->bytes, s->name, 0, &root, e))
		return false;
	if (root == NULL)
		return true;
	if (root->kind != YAML_IS_MAP) {
		diag_add0(im->d, SEV_ERROR, at(s, root->line, root->col), MSG_import_not_map);
		return true;
	}
	for (const struct yaml *y = root->first; y != NULL; y = y->next) {
		int k = 0;
		while (k < KIND__COUNT && !str_eq(y->key, str_of(kinds[k].list)))
			k++;
		if (k == KIND__COUNT)
			diag_add(im->d, SEV_ERROR, at(s, y->key_line, y->key_col),
			    MSG_import_unknown_list, ARG(y->key), ARG(nearest_list(y->key)));
		else
			read_list(im, s, (enum kind_id)k, y, STR(""), 0);
	}
	return true;
}

/* ---- CSV ---- */

/* Fields that the file's name holds and no column gives. */
static void
fields_of_name(struct import *im, const struct source *s, enum kind_id k,
    const struct csv_row *head, void *row)
{
	size_t slashes = 0;
	const char *t = kinds[k].file;

	for (const char *c = t; *c != '\0'; c++)
		slashes += *c == '/';
	str name = s->path; /* the folders above the one given may tell more */
	for (size_t i = name.n, seen = 0; i > 0; i--)
		if (name.p[i - 1] == '/' && seen++ == slashes) {
			name = str_sub(name, i, name.n);
			break;
		}
	for (int i = 0; i < kinds[k].n_field; i++) {
		const struct field_desc *f = &kinds[k].field[i];
		str v = STR("");
		if (head != NULL && csv_col(head, str_of(f->name)) != SIZE_MAX)
			continue;
		if (template_match(t, name, str_of(f->name), &v) && v.n > 0)
			set_field(im, f, row, v, at(s, 1, 1));
	}
}

static bool
parse_csv(struct import *im, const struct source *s, struct err *e)
{
	struct csv_opts o = {.file = s->name};
	struct csv c;
	enum kind_id k;

	must(s->kind >= 0);
	k = (enum kind_id)s->kind;
	if (!csv_read(im->mem, s->bytes, &o, &c, im->d, e))
		return false;
	if (c.n == 0) {
		diag_add(im->d, SEV_ERROR, at(s, 1, 1), MSG_import_no_header,
		    ARG(import_field_words(im->mem, &kinds[k])));
		return true;
	}
	const struct csv_row *head = &c.row[0];
	const struct field_desc **col = arena_array(im->mem, head->n, const struct field_desc *);
	for (size_t i = 0; i < head->n; i++) {
		col[i] = field_named(&kinds[k], str_trim(head->v[i].text));
		if (col[i] == NULL)
			diag_add(im->d, SEV_ERROR, at(s, head->v[i].line, head->v[i].col),
			    MSG_import_unknown_field, ARG(head->v[i].text), ARG(kinds[k].list),
			    ARG(import_field_words(im->mem, &kinds[k])));
	}
	for (size_t r = 1; r < c.n; r++) {
		void *row = new_row(im, k);
		fields_of_name(im, s, k, head, row);
		for (size_t i = 0; i < c.row[r].n && i < head->n; i++)
			if (col[i] != NULL)
				set_field(im, col[i], row, str_trim(c.row[r].v[i].text),
				    at(s, c.row[r].v[i].line, c.row[r].v[i].col));
		import_stage(im, k, row, s->name, c.row[r].line);
	}
	return true;
}

/* ---- Markdown ---- */

static bool
parse_md(struct import *im, const struct source *s, struct err *e)
{
	struct front f;

	if (s->kind < 0) {
		diag_add0(im->d, SEV_ERROR, at(s, 0, 0), MSG_import_unknown_kind);
		return true;
	}
	enum kind_id k = (enum kind_id)s->kind;
	if (!front_read(im->mem, s->bytes, s->name, &f, e))
		return false;
	void *row = new_row(im, k);
	fields_of_name(im, s, k, NULL, row);
	for (const struct yaml *m = f.meta != NULL ? f.meta->first : NULL; m != NULL; m = m->next)
		read_member(im, s, k, row, m);
	for (int i = 0; i < kinds[k].n_field; i++)
		if (kinds[k].field[i].type == FT_MD)
			set_field(im, &kinds[k].field[i], row, f.body, at(s, f.body_line + 1, 1));
	import_stage(im, k, row, s->name, 1);
	return true;
}

/* Is the first line a heading row of our own files: two fields of the kind at least? */
static bool
has_our_heading(struct import *im, const struct source *s, const struct kind_desc *k)
{
	size_t end = 0, n = 0;
	struct csv c;
	struct diag none;
	struct err bad = {0};

	while (end < s->bytes.n && s->bytes.p[end] != '\n' && s->bytes.p[end] != '\r')
		end++;
	diag_init(&none, im->mem, 1);
	if (!csv_read(im->mem, str_sub(s->bytes, 0, end), &(struct csv_opts){.file = s->name}, &c,
	        &none, &bad) ||
	    c.n == 0)
		return false;
	for (size_t i = 0; i < c.row[0].n; i++)
		n += field_named(k, str_trim(c.row[0].v[i].text)) != NULL;
	return n >= 2;
}

/* A table of another system: a workbook, or a text that is no file of ours. */
static bool
is_table(struct import *im, const struct source *s, str ext)
{
	bool text = str_eq(ext, STR("csv")) || str_eq(ext, STR("tsv")) || str_eq(ext, STR("txt"));

	if (xlsx_sniff(s->bytes) && (im->o->as.n > 0 || str_eq(ext, STR("xlsx"))))
		return true;
	if (s->kind < 0)
		return text || im->o->as.n > 0;
	/* "budget" is a kind of ours and what a table may hold. */
	return im->o->as.n > 0 && s->kind == KIND_budget &&
	    !has_our_heading(im, s, &kinds[s->kind]);
}

/* ---- pictures and fonts ---- */

/* What readers of reports can show, known by its first bytes. */
static bool
is_known_file(str bytes)
{
	const str first[] = {STR("\x89PNG\r\n\x1a\n"), STR("\xff\xd8\xff"), STR("\0\1\0\0"),
	    STR("true")};

	for (size_t i = 0; i < COUNTOF(first); i++)
		if (str_has_prefix(bytes, first[i]))
			return true;
	return false;
}

static void
parse_bin(struct import *im, const struct source *s)
{
	enum kind_id k = (enum kind_id)s->kind;
	struct sb b;
	str text;

	if (s->bytes.n > IMPORT_BIN_MAX || !is_known_file(s->bytes)) {
		diag_add(im->d, SEV_ERROR, at(s, 0, 0), MSG_import_bad_file,
		    ARG((int64_t)(IMPORT_BIN_MAX >> 20)));
		return;
	}
	sb_init(&b, im->mem, IMPORT_BIN_MAX * 2);
	base64_put(&b, s->bytes);
	must(sb_done(&b, &text));
	void *row = new_row(im, k);
	fields_of_name(im, s, k, NULL, row);
	set_field(im, field_named(&kinds[k], STR("data")), row, text, at(s, 0, 0));
	import_stage(im, k, row, s->name, 0);
}

bool
import_parse(struct import *im, struct source *s, struct err *e)
{
	str ext = path_ext(s->path);

	if (s->accounts)
		return true;
	if (str_eq(ext, STR("yaml")) || str_eq(ext, STR("yml")))
		return parse_yaml(im, s, e);
	s->kind = import_kind_of(im, s->path, im->o->as);
	if (s->kind >= 0 && kinds[s->kind].storage == STORE_BIN) {
		parse_bin(im, s);
		return true;
	}
	s->maybe_table = is_table(im, s, ext);
	if (s->maybe_table)
		return true;
	if (str_eq(ext, STR("csv")) || (im->o->as.n > 0 && s->kind >= 0))
		return parse_csv(im, s, e);
	if (str_eq(ext, STR("md")))
		return parse_md(im, s, e);
	diag_add0(im->d, SEV_ERROR, at(s, 0, 0), MSG_import_unknown_format);
	return true;
}
