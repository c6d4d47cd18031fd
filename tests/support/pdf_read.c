#include "pdf_read.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

static const struct pv null_value = {.kind = PV_NULL};

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
	return strchr("()<>[]{}/%", c) != NULL && c != '\0';
}

static void
skip(str s, size_t *at)
{
	while (*at < s.n && (is_white(s.p[*at]) || s.p[*at] == '%')) {
		if (s.p[*at] == '%')
			while (*at < s.n && s.p[*at] != '\n' && s.p[*at] != '\r')
				++*at;
		else
			++*at;
	}
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0'
	    : c >= 'A' && c <= 'F'  ? c - 'A' + 10
	    : c >= 'a' && c <= 'f'  ? c - 'a' + 10
	                            : -1;
}

static void
parse_hex(struct arena *mem, str s, size_t *at, struct pv *out)
{
	char *p = arena_array(mem, (s.n - *at) / 2 + 2, char);
	size_t n = 0;
	int half = -1;

	out->kind = PV_STRING;
	for (++*at; *at < s.n && s.p[*at] != '>'; ++*at) {
		int d = hex_digit(s.p[*at]);
		if (d < 0)
			continue;
		if (half < 0) {
			half = d;
		} else {
			p[n++] = (char)(half << 4 | d);
			half = -1;
		}
	}
	if (half >= 0)
		p[n++] = (char)(half << 4);
	++*at;
	out->text = (str){p, n};
}

static void
parse_literal(struct arena *mem, str s, size_t *at, struct pv *out)
{
	struct sb b;
	int deep = 1;

	sb_init(&b, mem, s.n + 1);
	out->kind = PV_STRING;
	for (++*at; *at < s.n; ++*at) {
		char c = s.p[*at];
		if (c == '\\' && *at + 1 < s.n) {
			sb_chr(&b, s.p[++*at]);
			continue;
		}
		deep += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (deep == 0)
			break;
		sb_chr(&b, c);
	}
	++*at;
	out->text = (str){b.p, b.n};
}

static bool
parse_many(struct arena *mem, str s, size_t *at, int depth, struct pv *out, bool dict)
{
	size_t room = 0, n = 0;

	out->kind = dict ? PV_DICT : PV_ARRAY;
	*at += dict ? 2 : 1;
	for (;;) {
		skip(s, at);
		if (*at >= s.n)
			return false;
		if (s.p[*at] == (dict ? '>' : ']')) {
			*at += dict ? 2 : 1;
			out->n = dict ? n / 2 : n;
			return !dict || n % 2 == 0;
		}
		arena_grow(mem, out->v, n, room);
		if (!pv_parse(mem, s, at, depth + 1, &out->v[n]))
			return false;
		n++;
	}
}

/* "12 0 R" seen from the 12. */
static bool
parse_reference(str s, size_t *at, struct pv *out)
{
	size_t i = *at, digits = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++, digits++;
	if (digits == 0 || i + 3 >= s.n || memcmp(s.p + i, " 0 R", 4) != 0)
		return false;
	out->kind = PV_REF;
	out->number = strtod(s.p + *at, NULL);
	*at = i + 4;
	return true;
}

bool
pv_parse(struct arena *mem, str s, size_t *at, int depth, struct pv *out)
{
	*out = null_value;
	skip(s, at);
	if (*at >= s.n || depth > 64)
		return false;
	char c = s.p[*at];
	if (c == '<' && *at + 1 < s.n && s.p[*at + 1] == '<')
		return parse_many(mem, s, at, depth, out, true);
	if (c == '[')
		return parse_many(mem, s, at, depth, out, false);
	if (c == '<') {
		parse_hex(mem, s, at, out);
		return true;
	}
	if (c == '(') {
		parse_literal(mem, s, at, out);
		return true;
	}
	if (parse_reference(s, at, out))
		return true;
	size_t from = *at + (c == '/' ? 1 : 0);
	*at = from;
	while (*at < s.n && !is_white(s.p[*at]) && !is_delimiter(s.p[*at]))
		++*at;
	out->text = str_sub(s, from, *at);
	if (c == '/') {
		out->kind = PV_NAME;
	} else if (str_eq(out->text, STR("true")) || str_eq(out->text, STR("false"))) {
		out->kind = PV_BOOL;
		out->number = out->text.p[0] == 't';
	} else if (!str_eq(out->text, STR("null"))) {
		if (out->text.n == 0)
			return false;
		out->kind = PV_NUMBER;
		out->number = strtod(str_z(mem, out->text) != NULL ? str_z(mem, out->text) : "0",
		    NULL);
	}
	return true;
}

const struct pv *
pdf_key_raw(const struct pv *dict, const char *key)
{
	for (size_t i = 0; dict->kind == PV_DICT && i < dict->n; i++)
		if (str_eq(dict->v[2 * i].text, str_of(key)))
			return &dict->v[2 * i + 1];
	return &null_value;
}

const struct pv *
pdf_object_value(struct pdf_reader *r, size_t id)
{
	if (id >= r->n || !r->object[id].there)
		return &null_value;
	struct pdf_object *o = &r->object[id];
	if (!o->parsed) {
		size_t at = 0;
		o->parsed = true;
		if (!pv_parse(r->mem, o->body, &at, 0, &o->value))
			o->value = null_value;
	}
	return &o->value;
}

const struct pv *
pdf_get(struct pdf_reader *r, const struct pv *v)
{
	for (int i = 0; v->kind == PV_REF && i < 8; i++)
		v = pdf_object_value(r, (size_t)v->number);
	return v;
}

const struct pv *
pdf_key(struct pdf_reader *r, const struct pv *dict, const char *key)
{
	return pdf_get(r, pdf_key_raw(pdf_get(r, dict), key));
}

bool
pv_is_name(const struct pv *v, const char *name)
{
	return v->kind == PV_NAME && str_eq(v->text, str_of(name));
}

str
pv_utf8(struct arena *mem, const struct pv *v)
{
	struct sb b;
	const unsigned char *p = (const unsigned char *)v->text.p;

	sb_init(&b, mem, v->text.n * 2 + 4);
	if (v->text.n < 2 || p[0] != 0xfe || p[1] != 0xff)
		return v->text;
	for (size_t i = 2; i + 1 < v->text.n; i += 2) {
		uint32_t c = (uint32_t)p[i] << 8 | p[i + 1];
		if (c >= 0xd800 && c < 0xdc00 && i + 3 < v->text.n) {
			c = 0x10000 + ((c - 0xd800) << 10) + ((uint32_t)p[i + 2] << 8 | p[i + 3]) -
			    0xdc00;
			i += 2;
		}
		sb_utf8(&b, c);
	}
	return (str){b.p, b.n};
}

static bool
unpack(struct pdf_reader *r, const struct pv *dict, str raw, str *out)
{
	struct libdeflate_decompressor *z;
	size_t room = raw.n * 8 + 4096, n = 0;
	enum libdeflate_result how;

	if (!pv_is_name(pdf_key_raw(dict, "Filter"), "FlateDecode")) {
		*out = raw;
		return true;
	}
	z = libdeflate_alloc_decompressor();
	char *p;
	do {
		p = arena_array(r->mem, room, char);
		how = libdeflate_zlib_decompress(z, raw.p, raw.n, p, room, &n);
		room *= 4;
	} while (how == LIBDEFLATE_INSUFFICIENT_SPACE && room < ((size_t)1 << 30));
	libdeflate_free_decompressor(z);
	*out = (str){p, n};
	return how == LIBDEFLATE_SUCCESS;
}

/* The object "N 0 obj ... endobj" at a byte offset. */
static bool
read_at(struct pdf_reader *r, size_t at, struct pdf_object *o)
{
	size_t i = str_find(r->file, STR(" 0 obj\n"), at) + 7, from = i;
	struct pv dict;

	if (i >= r->file.n || i - at > 20 || !pv_parse(r->mem, r->file, &i, 0, &dict))
		return false;
	o->body = str_sub(r->file, from, i);
	o->there = true;
	skip(r->file, &i);
	if (!str_has_prefix(str_sub(r->file, i, i + 7), STR("stream\n")))
		return true;
	/* Lengths of our files are direct. */
	size_t n = (size_t)pdf_key_raw(&dict, "Length")->number;
	str raw = str_sub(r->file, i + 7, i + 7 + n);
	if (!str_has_prefix(str_sub(r->file, i + 7 + n, i + 7 + n + 10), STR("\nendstream")))
		return false;
	return raw.n == n && unpack(r, &dict, raw, &o->stream);
}

/* Take all objects out of one object stream; the table says which are meant. */
static bool
read_packed(struct pdf_reader *r, size_t holder, const unsigned char *rows)
{
	const struct pv *dict = pdf_object_value(r, holder);
	str s = r->object[holder].stream;
	size_t n = (size_t)pdf_key_raw(dict, "N")->number,
	       first = (size_t)pdf_key_raw(dict, "First")->number;
	size_t at = 0;
	struct pdf_object *last = NULL;
	size_t last_from = 0;

	for (size_t i = 0; i < n; i++) {
		struct pv num, off;
		if (!pv_parse(r->mem, s, &at, 60, &num) || !pv_parse(r->mem, s, &at, 60, &off))
			return false;
		size_t id = (size_t)num.number, from = first + (size_t)off.number;
		if (last != NULL)
			last->body = str_sub(s, last_from, from);
		if (id >= r->n || rows[7 * id] != 2 ||
		    (size_t)(rows[7 * id + 5] << 8 | rows[7 * id + 6]) != i)
			return false;
		last = &r->object[id];
		last->there = true;
		last_from = from;
	}
	if (last != NULL)
		last->body = str_sub(s, last_from, s.n);
	return true;
}

static size_t
last_startxref(str file)
{
	size_t at = 0, found = file.n;

	while ((at = str_find(file, STR("startxref\n"), at)) < file.n) {
		found = at;
		at += 10;
	}
	return found;
}

bool
pdf_open(struct pdf_reader *r, struct arena *mem, str file)
{
	size_t at = last_startxref(file), row = 7;
	struct pdf_object xref = {0};

	*r = (struct pdf_reader){.mem = mem, .file = file, .why = "startxref"};
	if (at >= file.n || !str_has_prefix(file, STR("%PDF-")))
		return false;
	r->why = "cross-reference stream";
	size_t off = (size_t)strtoul(file.p + at + 10, NULL, 10), i = 0;
	if (off == 0 || off >= file.n || !read_at(r, off, &xref))
		return false;
	if (!pv_parse(mem, xref.body, &i, 0, &r->trailer))
		return false;
	r->n = (size_t)pdf_key_raw(&r->trailer, "Size")->number;
	if (xref.stream.n != r->n * row)
		return false;
	r->object = arena_array(mem, r->n, struct pdf_object);
	const unsigned char *x = (const unsigned char *)xref.stream.p;
	r->why = "an object";
	for (size_t id = 0; id < r->n; id++) {
		const unsigned char *p = x + row * id;
		size_t where = (size_t)p[1] << 24 | (size_t)p[2] << 16 | (size_t)p[3] << 8 | p[4];
		if (p[0] == 1 && !read_at(r, where, &r->object[id]))
			return false;
	}
	for (size_t id = 0; id < r->n; id++)
		if (x[row * id] == 1 &&
		    pv_is_name(pdf_key(r, pdf_object_value(r, id), "Type"), "ObjStm") &&
		    !read_packed(r, id, x))
			return false;
	for (size_t id = 0; id < r->n; id++)
		if (x[row * id] == 2 && !r->object[id].there)
			return false;
	r->why = NULL;
	return true;
}
