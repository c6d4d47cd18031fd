#include "doc/pdf/pdf_png.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct png *out;
	int depth, type, channels; /* of a sample in the file */
	bool interlaced;
	str palette, trans;
	unsigned char *raw; /* filtered rows */
	size_t n_raw;
};

static const char signature[] = "\x89PNG\r\n\x1a\n";

bool
png_is(str data)
{
	return str_has_prefix(data, (str){signature, 8});
}

static uint32_t
be32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

static const char *
read_header(struct reader *r, str data)
{
	static const uint8_t channels[7] = {1, 0, 3, 1, 2, 0, 4};

	if (data.n < 33 || memcmp(data.p + 12, "IHDR", 4) != 0)
		return "IHDR";
	uint32_t w = be32(data.p + 16), h = be32(data.p + 20);
	r->depth = data.p[24];
	r->type = (unsigned char)data.p[25];
	r->interlaced = data.p[28] != 0;
	if (w == 0 || h == 0 || w > 100000 || h > 100000)
		return "IHDR";
	bool depth_ok = r->depth == 8 || (r->depth == 16 && r->type != 3) ||
	    ((r->depth == 1 || r->depth == 2 || r->depth == 4) && (r->type == 0 || r->type == 3));
	if (r->type > 6 || channels[r->type] == 0 || !depth_ok)
		return "IHDR";
	r->channels = channels[r->type];
	r->out->w = (int)w;
	r->out->h = (int)h;
	return NULL;
}

const char *
png_size(str data, int *w, int *h)
{
	struct png png = {0};
	struct reader r = {.out = &png};
	const char *why = read_header(&r, data);

	*w = png.w;
	*h = png.h;
	return why;
}

static size_t
row_bytes(const struct reader *r, size_t w)
{
	return (w * (size_t)r->channels * (size_t)r->depth + 7) / 8;
}

/* Column and row where each pass of Adam7 begins, and its steps. */
static const struct {
	uint8_t x, y, dx, dy;
} adam7[7] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2},
    {0, 1, 1, 2}};

static size_t
steps(int size, int from, int step)
{
	return size > from ? (size_t)((size - from + step - 1) / step) : 0;
}

static size_t
raw_size(const struct reader *r)
{
	size_t n = 0;

	if (!r->interlaced)
		return (row_bytes(r, (size_t)r->out->w) + 1) * (size_t)r->out->h;
	for (int i = 0; i < 7; i++) {
		size_t w = steps(r->out->w, adam7[i].x, adam7[i].dx);
		size_t h = steps(r->out->h, adam7[i].y, adam7[i].dy);
		n += w > 0 ? (row_bytes(r, w) + 1) * h : 0;
	}
	return n;
}

static unsigned char
paeth(int a, int b, int c)
{
	int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

	return (unsigned char)(pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
}

static bool
unfilter(unsigned char *row, const unsigned char *above, size_t n, size_t bpp, int filter)
{
	for (size_t i = 0; i < n; i++) {
		int a = i >= bpp ? row[i - bpp] : 0;
		int b = above != NULL ? above[i] : 0;
		int c = above != NULL && i >= bpp ? above[i - bpp] : 0;
		int add;
		switch (filter) {
		case 0:
			return true;
		case 1:
			add = a;
			break;
		case 2:
			add = b;
			break;
		case 3:
			add = (a + b) / 2;
			break;
		case 4:
			add = paeth(a, b, c);
			break;
		default:
			return false;
		}
		row[i] = (unsigned char)(row[i] + add);
	}
	return true;
}

/* Sample s of a row as eight bits; palette indices as they are. */
static unsigned
sample(const struct reader *r, const unsigned char *row, size_t s)
{
	if (r->depth == 8)
		return row[s];
	if (r->depth == 16)
		return row[2 * s];
	size_t bit = s * (size_t)r->depth;
	unsigned mask = (1u << r->depth) - 1;
	unsigned v = (unsigned)row[bit / 8] >> (8u - (unsigned)r->depth - (unsigned)(bit % 8)) &
	    mask;
	return r->type == 3 ? v : v * 255 / mask;
}

static unsigned char
over_white(unsigned v, unsigned alpha)
{
	return (unsigned char)((v * alpha + 255 * (255 - alpha) + 127) / 255);
}

/* Does the sample equal the one colour that tRNS makes transparent? */
static bool
is_trans(const struct reader *r, const unsigned char *row, size_t s, size_t nth)
{
	if (r->trans.n < 2 * (nth + 1))
		return false;
	unsigned key = (unsigned)((unsigned char)r->trans.p[2 * nth] << 8 |
	    (unsigned char)r->trans.p[2 * nth + 1]);
	if (r->depth == 16)
		return (unsigned)(row[2 * s] << 8 | row[2 * s + 1]) == key;
	if (r->depth == 8)
		return row[s] == key;
	unsigned mask = (1u << r->depth) - 1;
	return sample(r, row, s) == (key & mask) * 255 / mask;
}

static void
pixel(const struct reader *r, const unsigned char *row, size_t x, unsigned char *out)
{
	size_t s = x * (size_t)r->channels;
	unsigned a = 255, v[3];

	switch (r->type) {
	case 0:
	case 4:
		v[0] = sample(r, row, s);
		a = r->type == 4 ? sample(r, row, s + 1) : is_trans(r, row, s, 0) ? 0 : 255;
		out[0] = over_white(v[0], a);
		return;
	case 3: {
		unsigned i = sample(r, row, s);
		for (size_t k = 0; k < 3; k++)
			v[k] = 3 * i + k < r->palette.n ? (unsigned char)r->palette.p[3 * i + k]
			                                : 0;
		a = i < r->trans.n ? (unsigned char)r->trans.p[i] : 255;
		break;
	}
	default:
		for (size_t k = 0; k < 3; k++)
			v[k] = sample(r, row, s + k);
		if (r->type == 6)
			a = sample(r, row, s + 3);
		else if (is_trans(r, row, s, 0) && is_trans(r, row, s + 1, 1) &&
		    is_trans(r, row, s + 2, 2))
			a = 0;
		break;
	}
	for (size_t k = 0; k < 3; k++)
		out[k] = over_white(v[k], a);
}

static const char *
decode_pass(const struct reader *r, unsigned char **raw, int pass)
{
	static const uint8_t whole[4] = {0, 0, 1, 1};
	int x0 = pass < 0 ? whole[0] : adam7[pass].x, y0 = pass < 0 ? whole[1] : adam7[pass].y;
	int dx = pass < 0 ? whole[2] : adam7[pass].dx, dy = pass < 0 ? whole[3] : adam7[pass].dy;
	size_t w = steps(r->out->w, x0, dx), h = steps(r->out->h, y0, dy);
	size_t n = row_bytes(r, w), bpp = (size_t)(r->channels * r->depth + 7) / 8,
	       px = r->out->gray ? 1 : 3;
	unsigned char *above = NULL;

	if (w == 0)
		return NULL;
	for (size_t y = 0; y < h; y++) {
		unsigned char *row = *raw + 1;
		if (!unfilter(row, above, n, bpp, **raw))
			return "IDAT";
		size_t at = ((size_t)y0 + y * (size_t)dy) * (size_t)r->out->w + (size_t)x0;
		for (size_t x = 0; x < w; x++)
			pixel(r, row, x, r->out->px + (at + x * (size_t)dx) * px);
		above = row;
		*raw += n + 1;
	}
	return NULL;
}

static const char *
inflate_rows(struct arena *mem, struct reader *r, str packed)
{
	struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
	size_t got = 0;

	must(z != NULL);
	r->n_raw = raw_size(r);
	r->raw = arena_array(mem, r->n_raw + 1, unsigned char);
	enum libdeflate_result how = libdeflate_zlib_decompress(z, packed.p, packed.n, r->raw,
	    r->n_raw, &got);
	libdeflate_free_decompressor(z);
	return how == LIBDEFLATE_SUCCESS && got == r->n_raw ? NULL : "IDAT";
}

const char *
png_read(struct arena *mem, str data, struct png *out)
{
	struct reader r = {.out = out};
	struct sb idat;
	const char *why = read_header(&r, data);

	if (why != NULL)
		return why;
	sb_init(&idat, mem, data.n + 1);
	for (size_t i = 8; i + 12 <= data.n;) {
		uint32_t n = be32(data.p + i);
		if (n > data.n - i - 12)
			return "chunk";
		str body = {data.p + i + 8, n};
		if (memcmp(data.p + i + 4, "IDAT", 4) == 0)
			sb_str(&idat, body);
		else if (memcmp(data.p + i + 4, "PLTE", 4) == 0)
			r.palette = body;
		else if (memcmp(data.p + i + 4, "tRNS", 4) == 0)
			r.trans = body;
		i += 12 + (size_t)n;
	}
	if (r.type == 3 && r.palette.n < 3)
		return "PLTE";
	out->gray = r.type == 0 || r.type == 4;
	why = inflate_rows(mem, &r, (str){idat.p, idat.n});
	if (why != NULL)
		return why;
	bool plain = r.depth == 8 && !r.interlaced && (r.type == 0 || r.type == 2) &&
	    r.trans.n == 0;
	out->plain = plain ? (str){idat.p, idat.n} : (str){0};
	out->px = arena_array(mem, (size_t)out->w * (size_t)out->h * (out->gray ? 1 : 3),
	    unsigned char);
	unsigned char *raw = r.raw;
	for (int pass = r.interlaced ? 0 : -1; pass < (r.interlaced ? 7 : 0); pass++) {
		why = decode_pass(&r, &raw, pass);
		if (why != NULL)
			return why;
	}
	return NULL;
}
