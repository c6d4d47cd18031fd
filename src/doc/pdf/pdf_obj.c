#include "doc/pdf/pdf_obj.h"

#include <libdeflate.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
	OBJSTM_MAX = 800, /* objects in one object stream: small enough to be read singly */
	PACK_LEVEL = 5
};

static void
compressor_free(void *z)
{
	libdeflate_free_compressor(z);
}

void
pdf_file_begin(struct pdf_file *f, struct arena *mem, struct sb *out)
{
	*f = (struct pdf_file){.mem = mem, .out = out, .start = out->n, .os_first = 1};
	f->z = libdeflate_alloc_compressor(PACK_LEVEL);
	must(f->z != NULL);
	arena_defer(mem, compressor_free, f->z);
	sb_init(&f->os_head, mem, PDF_TEXT_LIMIT);
	sb_init(&f->os_body, mem, PDF_TEXT_LIMIT);
	f->n = 0;
	arena_grow(mem, f->xref, f->n, f->room);
	/* The comment of four high bytes tells transports that this is binary. */
	sb_lit(out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
}

int
pdf_obj_new(struct pdf_file *f)
{
	f->n++;
	arena_grow(f->mem, f->xref, f->n, f->room);
	f->xref[f->n] = (struct pdf_xref){0};
	return (int)f->n;
}

static void
stream_head(struct pdf_file *f, int id, const char *dict)
{
	must(f->xref[id].kind == 0);
	f->xref[id] = (struct pdf_xref){.kind = 1, .at = (uint32_t)(f->out->n - f->start)};
	sb_i64(f->out, id);
	sb_lit(f->out, " 0 obj\n<<");
	sb_str(f->out, str_of(dict));
}

void
pdf_obj_raw(struct pdf_file *f, int id, const char *dict, str data)
{
	stream_head(f, id, dict);
	sb_lit(f->out, "/Length ");
	sb_i64(f->out, (int64_t)data.n);
	sb_lit(f->out, ">>\nstream\n");
	sb_str(f->out, data);
	sb_lit(f->out, "\nendstream\nendobj\n");
}

static char *
pack_room(struct pdf_file *f, size_t bytes)
{
	if (f->zroom < bytes) {
		f->zroom = bytes + bytes / 2;
		f->zbuf = arena_array(f->mem, f->zroom, char);
	}
	return f->zbuf;
}

void
pdf_obj_stream(struct pdf_file *f, int id, const char *dict, str data, bool packed)
{
	if (!packed) {
		pdf_obj_raw(f, id, dict, data);
		return;
	}
	size_t bound = libdeflate_zlib_compress_bound(f->z, data.n);
	char *room = pack_room(f, bound);
	size_t n = libdeflate_zlib_compress(f->z, data.p, data.n, room, bound);
	must(n > 0);
	stream_head(f, id, dict);
	sb_lit(f->out, "/Filter/FlateDecode/Length ");
	sb_i64(f->out, (int64_t)n);
	sb_lit(f->out, ">>\nstream\n");
	sb_put(f->out, room, n);
	sb_lit(f->out, "\nendstream\nendobj\n");
}

static void
flush_object_stream(struct pdf_file *f)
{
	if (f->os_n == 0)
		return;
	int id = pdf_obj_new(f);
	char dict[80];
	struct sb both;

	sb_init(&both, f->mem, 2 * PDF_TEXT_LIMIT);
	sb_put(&both, f->os_head.p, f->os_head.n);
	sb_put(&both, f->os_body.p, f->os_body.n);
	snprintf(dict, sizeof dict, "/Type/ObjStm/N %d/First %zu", f->os_n, f->os_head.n);
	pdf_obj_stream(f, id, dict, (str){both.p, both.n}, true);
	for (size_t i = f->os_first; i <= f->n; i++)
		if (f->xref[i].kind == 2 && f->xref[i].at == 0)
			f->xref[i].at = (uint32_t)id;
	f->os_head.n = f->os_body.n = 0;
	f->os_n = 0;
}

void
pdf_obj_put(struct pdf_file *f, int id, const struct sb *body)
{
	must(id > 0 && (size_t)id <= f->n);
	must(f->xref[id].kind == 0);
	f->xref[id] = (struct pdf_xref){.kind = 2, .nth = (uint16_t)f->os_n};
	sb_i64(&f->os_head, id);
	sb_chr(&f->os_head, ' ');
	sb_i64(&f->os_head, (int64_t)f->os_body.n);
	sb_chr(&f->os_head, ' ');
	sb_put(&f->os_body, body->p, body->n);
	sb_chr(&f->os_body, '\n');
	if (++f->os_n == OBJSTM_MAX)
		flush_object_stream(f);
}

/* FNV-1a over eight bytes at a time: an identity, not a secret. */
static uint64_t
content_hash(str s, uint64_t h)
{
	for (; s.n >= 8; s.p += 8, s.n -= 8) {
		uint64_t v;
		memcpy(&v, s.p, sizeof v);
		h = (h ^ v) * UINT64_C(1099511628211);
		h ^= h >> 29;
	}
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
	return h;
}

void
pdf_file_end(struct pdf_file *f, int catalog, int info)
{
	flush_object_stream(f);
	str body = {f->out->p + f->start, f->out->n - f->start};
	uint64_t id1 = content_hash(body, UINT64_C(14695981039346656037));
	uint64_t id2 = content_hash(body, id1);
	size_t at = body.n;
	int xr = pdf_obj_new(f);
	struct sb rows;

	sb_init(&rows, f->mem, PDF_TEXT_LIMIT);
	f->xref[xr] = (struct pdf_xref){.kind = 1, .at = (uint32_t)at};
	for (size_t i = 0; i <= f->n; i++) {
		const struct pdf_xref *x = &f->xref[i];
		bool none = x->kind == 0;
		char row[7] = {(char)x->kind, (char)(x->at >> 24), (char)(x->at >> 16),
		    (char)(x->at >> 8), (char)x->at, (char)(none ? 255 : x->nth >> 8),
		    (char)(none ? 255 : x->nth)};
		sb_put(&rows, row, sizeof row);
	}
	f->xref[xr].kind = 0; /* stream_head sets it again */
	char dict[240];
	snprintf(dict, sizeof dict,
	    "/Type/XRef/Size %zu/W[1 4 2]/Root %d 0 R/Info %d 0 R"
	    "/ID[<%016llx%016llx><%016llx%016llx>]",
	    f->n + 1, catalog, info, (unsigned long long)id1, (unsigned long long)id2,
	    (unsigned long long)id1, (unsigned long long)id2);
	pdf_obj_stream(f, xr, dict, (str){rows.p, rows.n}, true);
	sb_lit(f->out, "startxref\n");
	sb_i64(f->out, (int64_t)at);
	sb_lit(f->out, "\n%%EOF\n");
}

static void
put_fixed(struct sb *b, double v, int digits)
{
	static const double scale[] = {1, 10, 100, 1000};
	char t[32];
	size_t n = sizeof t;
	must(isfinite(v) && fabs(v) < 1e9);
	long q = lrint(v * scale[digits]);
	bool minus = q < 0;
	bool seen = false;

	if (minus)
		q = -q;
	for (int i = 0; i < digits; i++, q /= 10) {
		if (q % 10 != 0 || seen) {
			t[--n] = (char)('0' + q % 10);
			seen = true;
		}
	}
	if (seen)
		t[--n] = '.';
	if (q == 0 && !seen)
		t[--n] = '0';
	for (; q > 0; q /= 10)
		t[--n] = (char)('0' + q % 10);
	if (minus)
		t[--n] = '-';
	sb_put(b, t + n, sizeof t - n);
}

void
pdf_num(struct sb *b, double v)
{
	put_fixed(b, v, 3);
}

void
pdf_num2(struct sb *b, double v)
{
	put_fixed(b, v, 2);
	sb_chr(b, ' ');
}

void
pdf_ref(struct sb *b, int id)
{
	sb_i64(b, id);
	sb_lit(b, " 0 R ");
}

void
pdf_hex16(struct sb *b, uint32_t v)
{
	static const char digit[] = "0123456789ABCDEF";
	char t[4] = {digit[v >> 12 & 15], digit[v >> 8 & 15], digit[v >> 4 & 15], digit[v & 15]};

	sb_put(b, t, sizeof t);
}

void
pdf_text_string(struct sb *b, str s)
{
	sb_lit(b, "<FEFF");
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c > 0xffff) {
			c -= 0x10000;
			pdf_hex16(b, 0xd800 + (c >> 10));
			pdf_hex16(b, 0xdc00 + (c & 0x3ff));
		} else if (c != 0) {
			pdf_hex16(b, c);
		}
	}
	sb_chr(b, '>');
}

void
pdf_uri_string(struct sb *b, str s)
{
	sb_chr(b, '(');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '(' || c == ')' || c == '\\') {
			sb_chr(b, '\\');
			sb_chr(b, (char)c);
		} else if (c <= 0x20 || c >= 0x7f) {
			static const char digit[] = "0123456789ABCDEF";
			char t[3] = {'%', digit[c >> 4], digit[c & 15]};
			sb_put(b, t, sizeof t);
		} else {
			sb_chr(b, (char)c);
		}
	}
	sb_chr(b, ')');
}
