/* The package: parts of a ZIP archive, each parsed while it is unpacked, so that
 * neither the archive nor a part is ever whole in memory. */
#include "fmt/xlsx.h"

#include "fmt/xlsx_priv.h"

#include <string.h>

enum {
	CHUNK = 64 << 10,
	PART_MAX = 64 << 20,
	BOOK_MAX = 256 << 20,
	PASSED_BOOK_MAX = 2147483647, /* with rows that are only passed on */
	RATIO_MAX = 200,
	RATIO_FREE = 1 << 20,
	ENTRIES_MAX = 10000,
	DEPTH_MAX = 64,
	TEXT_MAX = 1 << 20,
	SHARED_MAX = 2000000,
	SHEETS_MAX = 1000,
	PATH_MAX_BYTES = 512
};

void
xlsx_stop(struct xlsx_part *x)
{
	x->ok = false;
	XML_StopParser(x->p, XML_FALSE);
}

const char *
xlsx_attr(xlsx_atts a, const char *name)
{
	for (; a[0] != NULL; a += 2) {
		const char *local = strrchr(a[0], '|');

		if (strcmp(local != NULL ? local + 1 : a[0], name) == 0)
			return a[1];
	}
	return NULL;
}

str
xlsx_collected(const struct xlsx_part *x)
{
	return x->n > 0 ? (str){x->buf, x->n} : STR("");
}

static const char *
local_name(const XML_Char *full)
{
	const char *bar = strrchr(full, '|');

	return bar != NULL ? bar + 1 : full;
}

static void XMLCALL
start_element(void *arg, const XML_Char *full, xlsx_atts a)
{
	struct xlsx_part *x = arg;

	if (!x->ok)
		return;
	if (++x->depth > DEPTH_MAX) {
		(void)fail(x->book->e, RC_LIMIT, MSG_xlsx_deep, ARG(x->book->file), ARG(x->path));
		xlsx_stop(x);
		return;
	}
	x->start(x, local_name(full), a);
}

static void XMLCALL
end_element(void *arg, const XML_Char *full)
{
	struct xlsx_part *x = arg;

	if (!x->ok)
		return;
	x->depth--;
	x->end(x, local_name(full));
}

static void XMLCALL
text(void *arg, const XML_Char *s, int len)
{
	struct xlsx_part *x = arg;
	size_t n = (size_t)len;

	if (!x->ok || !x->collect)
		return;
	if (x->n + n > TEXT_MAX) {
		(void)fail(x->book->e, RC_LIMIT, MSG_xlsx_text_long, ARG(x->book->file),
		    ARG(x->path));
		xlsx_stop(x);
		return;
	}
	while (x->room < x->n + n)
		x->buf = arena_regrow_(x->book->mem, x->buf, x->n, &x->room, 1);
	memcpy(x->buf + x->n, s, n);
	x->n += n;
}

static void XMLCALL
doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public_,
    int subset)
{
	struct xlsx_part *x = arg;

	(void)name;
	(void)system;
	(void)public_;
	(void)subset;
	(void)fail(x->book->e, RC_INVALID, MSG_xml_doctype, ARG(x->book->file));
	xlsx_stop(x);
}

/* Count what was unpacked against the limits of (XL1). */
static bool
within(struct xlsx_book *b, const zip_stat_t *st, uint64_t part, size_t more)
{
	bool passed = b->sink != NULL && strstr(st->name, "worksheets/") != NULL;

	b->unpacked += more;
	if ((part > PART_MAX && !passed) ||
	    b->unpacked > (passed ? (uint64_t)PASSED_BOOK_MAX : (uint64_t)BOOK_MAX))
		return fail(b->e, RC_LIMIT, MSG_xlsx_large, ARG(b->file));
	if (part > RATIO_FREE && part / RATIO_MAX > st->comp_size)
		return fail(b->e, RC_LIMIT, MSG_xlsx_bomb, ARG(b->file), ARG(st->name));
	return true;
}

static bool
feed(struct xlsx_part *x, zip_file_t *in, const zip_stat_t *st)
{
	struct xlsx_book *b = x->book;
	uint64_t part = 0;

	for (;;) {
		void *chunk = XML_GetBuffer(x->p, CHUNK);
		zip_int64_t n;

		if (chunk == NULL)
			return fail(b->e, RC_LIMIT, MSG_xml_memory, ARG(b->file));
		n = zip_fread(in, chunk, CHUNK);
		if (n < 0)
			return fail(b->e, RC_INVALID, MSG_xlsx_damaged, ARG(b->file));
		part += (uint64_t)n;
		if (!within(b, st, part, (size_t)n))
			return false;
		if (XML_ParseBuffer(x->p, (int)n, n == 0) != XML_STATUS_OK) {
			if (!x->ok)
				return b->enough;
			return fail(b->e, RC_INVALID, MSG_xml_syntax, ARG(b->file),
			    ARG((int64_t)XML_GetCurrentLineNumber(x->p)),
			    ARG(XML_ErrorString(XML_GetErrorCode(x->p))));
		}
		if (n == 0)
			return x->ok;
	}
}

bool
xlsx_parse(struct xlsx_book *b, const char *path, struct xlsx_part *x, bool *found)
{
	zip_stat_t st;
	zip_file_t *in;
	bool ok;

	*found = zip_stat(b->zip, path, ZIP_FL_NOCASE, &st) == 0;
	if (!*found)
		return true;
	in = zip_fopen_index(b->zip, st.index, 0);
	if (in == NULL)
		return fail(b->e, RC_INVALID, MSG_xlsx_damaged, ARG(b->file));
	x->book = b;
	x->path = path;
	x->ok = true;
	x->p = XML_ParserCreateNS(NULL, '|');
	if (x->p == NULL) {
		zip_fclose(in);
		return fail(b->e, RC_LIMIT, MSG_xml_memory, ARG(b->file));
	}
	XML_SetUserData(x->p, x);
	XML_SetElementHandler(x->p, start_element, end_element);
	XML_SetCharacterDataHandler(x->p, text);
	XML_SetStartDoctypeDeclHandler(x->p, doctype);
	ok = feed(x, in, &st);
	XML_ParserFree(x->p);
	zip_fclose(in);
	return ok;
}

static void
no_end(struct xlsx_part *x, const char *name)
{
	(void)x;
	(void)name;
}

/* Shared strings: the texts of <si>, without readings (<rPh>). */
struct strings {
	str *v;
	size_t n, room;
	int in_reading;
};

static void
strings_start(struct xlsx_part *x, const char *name, xlsx_atts a)
{
	struct strings *s = x->arg;

	(void)a;
	if (strcmp(name, "si") == 0)
		x->n = 0;
	else if (strcmp(name, "rPh") == 0)
		s->in_reading++;
	else if (strcmp(name, "t") == 0)
		x->collect = s->in_reading == 0;
}

static void
strings_end(struct xlsx_part *x, const char *name)
{
	struct strings *s = x->arg;

	if (strcmp(name, "t") == 0) {
		x->collect = false;
	} else if (strcmp(name, "rPh") == 0) {
		s->in_reading--;
	} else if (strcmp(name, "si") == 0) {
		if (s->n >= SHARED_MAX) {
			(void)fail(x->book->e, RC_LIMIT, MSG_xlsx_large, ARG(x->book->file));
			xlsx_stop(x);
			return;
		}
		arena_grow(x->book->mem, s->v, s->n, s->room);
		s->v[s->n++] = str_dup(x->book->mem, xlsx_collected(x));
	}
}

/* Styles: which of the cell formats show dates. */
struct styles {
	struct {
		int id;
		bool is_date;
	} * format;
	size_t n_format, room_format;
	bool *is_date;
	size_t n, room;
	bool in_cells;
};

static int
int_attr(xlsx_atts a, const char *name)
{
	const char *z = xlsx_attr(a, name);
	int64_t v;

	return z != NULL && str_i64(str_of(z), &v) && v >= 0 && v < INT32_MAX ? (int)v : 0;
}

static bool
style_is_date(const struct styles *s, int id)
{
	for (size_t i = 0; i < s->n_format; i++)
		if (s->format[i].id == id)
			return s->format[i].is_date;
	return xlsx_format_is_date(id, STR(""));
}

static void
styles_start(struct xlsx_part *x, const char *name, xlsx_atts a)
{
	struct styles *s = x->arg;
	const char *code = xlsx_attr(a, "formatCode");

	if (strcmp(name, "cellXfs") == 0) {
		s->in_cells = true;
	} else if (strcmp(name, "numFmt") == 0 && code != NULL && s->n_format < 1000) {
		arena_grow(x->book->mem, s->format, s->n_format, s->room_format);
		s->format[s->n_format].id = int_attr(a, "numFmtId");
		s->format[s->n_format++].is_date = xlsx_format_is_date(0, str_of(code));
	} else if (strcmp(name, "xf") == 0 && s->in_cells && s->n < 100000) {
		arena_grow(x->book->mem, s->is_date, s->n, s->room);
		s->is_date[s->n++] = style_is_date(s, int_attr(a, "numFmtId"));
	}
}

static void
styles_end(struct xlsx_part *x, const char *name)
{
	struct styles *s = x->arg;

	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
}

/* Which part a relation of the workbook leads to. */
struct relation {
	str id, type, target;
};

struct workbook {
	struct relation *rel;
	size_t n_rel, room_rel;
	struct xlsx_sheet *sheet;
	str *rel_id; /* of each sheet */
	size_t n, room, room_id;
};

static str
attr_str(struct xlsx_part *x, xlsx_atts a, const char *name)
{
	const char *z = xlsx_attr(a, name);

	return z != NULL ? str_dup(x->book->mem, str_of(z)) : STR("");
}

static void
rels_start(struct xlsx_part *x, const char *name, xlsx_atts a)
{
	struct workbook *w = x->arg;

	if (strcmp(name, "Relationship") != 0 || w->n_rel >= 10 * SHEETS_MAX)
		return;
	arena_grow(x->book->mem, w->rel, w->n_rel, w->room_rel);
	w->rel[w->n_rel++] = (struct relation){.id = attr_str(x, a, "Id"),
	    .type = attr_str(x, a, "Type"),
	    .target = attr_str(x, a, "Target")};
}

/* r:id and sheetId both end in "id"; the relation's has a namespace. */
static str
relation_id(struct xlsx_part *x, xlsx_atts a)
{
	for (; a[0] != NULL; a += 2) {
		const char *bar = strrchr(a[0], '|');

		if (bar != NULL && strcmp(bar + 1, "id") == 0)
			return str_dup(x->book->mem, str_of(a[1]));
	}
	return STR("");
}

static void
workbook_start(struct xlsx_part *x, const char *name, xlsx_atts a)
{
	struct workbook *w = x->arg;
	const char *z = xlsx_attr(a, "date1904");

	if (strcmp(name, "workbookPr") == 0)
		x->book->from_1904 = z != NULL && (strcmp(z, "1") == 0 || strcmp(z, "true") == 0);
	if (strcmp(name, "sheet") != 0 || w->n >= SHEETS_MAX)
		return;
	z = xlsx_attr(a, "state");
	arena_grow(x->book->mem, w->sheet, w->n, w->room);
	arena_grow(x->book->mem, w->rel_id, w->n, w->room_id);
	w->sheet[w->n] = (struct xlsx_sheet){.name = attr_str(x, a, "name"),
	    .hidden = z != NULL && strcmp(z, "visible") != 0};
	w->rel_id[w->n++] = relation_id(x, a);
}

/* The path in the archive of a relation's target, or NULL. */
static const char *
path_of(struct xlsx_book *b, str target)
{
	if (target.n == 0 || target.n > PATH_MAX_BYTES)
		return NULL;
	if (target.p[0] == '/')
		return str_z(b->mem, str_sub(target, 1, target.n));
	return str_fmt(b->mem, "xl/%.*s%c", STR_ARG(target), '\0').p;
}

static const char *
part_by_type(struct xlsx_book *b, const struct workbook *w, str ending)
{
	for (size_t i = 0; i < w->n_rel; i++)
		if (str_has_suffix(w->rel[i].type, ending))
			return path_of(b, w->rel[i].target);
	return NULL;
}

static bool
read_strings(struct xlsx_book *b, const struct workbook *w)
{
	const char *path = part_by_type(b, w, STR("/sharedStrings"));
	struct strings s = {0};
	struct xlsx_part x = {.arg = &s, .start = strings_start, .end = strings_end};
	bool found;

	if (path != NULL && !xlsx_parse(b, path, &x, &found))
		return false;
	b->shared = s.v;
	b->n_shared = s.n;
	return true;
}

static bool
read_styles(struct xlsx_book *b, const struct workbook *w)
{
	const char *path = part_by_type(b, w, STR("/styles"));
	struct styles s = {0};
	struct xlsx_part x = {.arg = &s, .start = styles_start, .end = styles_end};
	bool found;

	if (path != NULL && !xlsx_parse(b, path, &x, &found))
		return false;
	b->is_date = s.is_date;
	b->n_style = s.n;
	return true;
}

static const char *
sheet_path(struct xlsx_book *b, const struct workbook *w, str id)
{
	for (size_t i = 0; i < w->n_rel; i++)
		if (str_eq(w->rel[i].id, id))
			return path_of(b, w->rel[i].target);
	return NULL;
}

/* The sheet that the sink asks for, w->n when there is none. */
static size_t
sheet_wanted(const struct xlsx_book *b, const struct workbook *w)
{
	size_t i = 0;

	while (i < w->n &&
	    (b->sink->sheet.n > 0 ? !str_eq(w->sheet[i].name, b->sink->sheet) : w->sheet[i].hidden))
		i++;
	return i;
}

static bool
read_book(struct xlsx_book *b, struct xlsx *out, size_t *at)
{
	struct workbook w = {0};
	struct xlsx_part rels = {.arg = &w, .start = rels_start, .end = no_end};
	struct xlsx_part book = {.arg = &w, .start = workbook_start, .end = no_end};
	bool found;

	if (zip_get_num_entries(b->zip, 0) > ENTRIES_MAX)
		return fail(b->e, RC_LIMIT, MSG_xlsx_large, ARG(b->file));
	if (!xlsx_parse(b, "xl/workbook.xml", &book, &found))
		return false;
	if (!found)
		return fail(b->e, RC_INVALID, MSG_xlsx_not_xlsx, ARG(b->file));
	if (!xlsx_parse(b, "xl/_rels/workbook.xml.rels", &rels, &found) || !read_strings(b, &w) ||
	    !read_styles(b, &w))
		return false;
	for (size_t i = 0; i < w.n; i++) {
		const char *path = sheet_path(b, &w, w.rel_id[i]);

		if (b->sink != NULL && i != sheet_wanted(b, &w))
			continue;
		if (path == NULL)
			diag_add(b->d, SEV_ERROR, ((struct place){.file = b->file}),
			    MSG_xlsx_no_part, ARG(w.sheet[i].name));
		else if (!xlsx_read_sheet(b, path, &w.sheet[i]))
			return false;
	}
	*out = (struct xlsx){.sheet = w.sheet, .n = w.n};
	*at = b->sink != NULL ? sheet_wanted(b, &w) : 0;
	return true;
}

bool
xlsx_sniff(str bytes)
{
	return str_has_prefix(bytes, STR("PK\x03\x04"));
}

static bool
open_and_read(struct xlsx_book *b, str bytes, struct xlsx *out, size_t *at)
{
	zip_error_t ze;
	zip_source_t *src;
	bool ok;

	*out = (struct xlsx){0};
	*at = 0;
	if (!xlsx_sniff(bytes))
		return fail(b->e, RC_INVALID, MSG_xlsx_not_xlsx, ARG(b->file));
	zip_error_init(&ze);
	src = zip_source_buffer_create(bytes.p, bytes.n, 0, &ze);
	if (src == NULL)
		return fail(b->e, RC_LIMIT, MSG_xml_memory, ARG(b->file));
	b->zip = zip_open_from_source(src, ZIP_RDONLY, &ze);
	if (b->zip == NULL) {
		zip_source_free(src);
		zip_error_fini(&ze);
		return fail(b->e, RC_INVALID, MSG_xlsx_damaged, ARG(b->file));
	}
	ok = read_book(b, out, at);
	zip_discard(b->zip);
	zip_error_fini(&ze);
	if (!ok)
		*out = (struct xlsx){0};
	return ok;
}

bool
xlsx_read(struct arena *mem, str bytes, str file, struct xlsx *out, struct diag *d, struct err *e)
{
	struct xlsx_book b = {.mem = mem, .file = file, .d = d, .e = e};
	size_t at;

	return open_and_read(&b, bytes, out, &at);
}

bool
xlsx_each(struct arena *mem, str bytes, str file, const struct xlsx_sink *sink, struct xlsx *out,
    size_t *at, struct diag *d, struct err *e)
{
	struct xlsx_book b = {.mem = mem, .file = file, .d = d, .e = e, .sink = sink};

	arena_init(&b.row_mem, (size_t)64 << 20);
	bool ok = open_and_read(&b, bytes, out, at);
	arena_end(&b.row_mem);
	return ok;
}

const struct xlsx_cell *
xlsx_at(const struct xlsx_row *row, int col)
{
	for (size_t i = 0; i < row->n && row->cell[i].col <= col; i++)
		if (row->cell[i].col == col)
			return &row->cell[i];
	return NULL;
}
