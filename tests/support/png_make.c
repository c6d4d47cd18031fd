#include "png_make.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

static const int channels[7] = {1, 0, 3, 1, 2, 0, 4};

unsigned
png_sample(const struct png_kind *k, int x, int y, int ch)
{
	unsigned v = (unsigned)(x * 37 + y * 101 + ch * 59 + x * y);

	return v & ((1u << k->depth) - 1);
}

static void
be32(struct sb *b, uint32_t v)
{
	char t[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};

	sb_put(b, t, sizeof t);
}

static void
chunk(struct sb *b, const char *type, str body)
{
	be32(b, (uint32_t)body.n);
	size_t from = b->n;
	sb_put(b, type, 4);
	sb_str(b, body);
	be32(b, libdeflate_crc32(0, b->p + from, b->n - from));
}

static int
paeth(int a, int b, int c)
{
	int p = a + b - c;

	if (abs(p - a) <= abs(p - b) && abs(p - a) <= abs(p - c))
		return a;
	return abs(p - b) <= abs(p - c) ? b : c;
}

/* One row filtered as `how` says, against the row above it. */
static void
filtered(struct sb *out, const unsigned char *row, const unsigned char *above, size_t n, size_t bpp,
    int how)
{
	sb_chr(out, (char)how);
	for (size_t i = 0; i < n; i++) {
		int a = i >= bpp ? row[i - bpp] : 0, b = above[i],
		    c = i >= bpp ? above[i - bpp] : 0;
		int less[5] = {0, a, b, (a + b) / 2, paeth(a, b, c)};
		sb_chr(out, (char)(row[i] - less[how]));
	}
}

static void
pass(struct sb *out, struct arena *mem, const struct png_kind *k, const int at[4])
{
	int n_ch = channels[k->type], bits = n_ch * k->depth;
	int w = k->w > at[0] ? (k->w - at[0] + at[2] - 1) / at[2] : 0;
	size_t n = (size_t)(w * bits + 7) / 8, bpp = (size_t)(bits + 7) / 8;
	unsigned char *above = arena_array(mem, n + 1, unsigned char);

	for (int y = at[1], nth = 0; w > 0 && y < k->h; y += at[3], nth++) {
		unsigned char *row = arena_array(mem, n + 1, unsigned char);
		for (int i = 0; i < w * n_ch; i++) {
			unsigned v = png_sample(k, at[0] + i / n_ch * at[2], y, i % n_ch);
			size_t bit = (size_t)i * (size_t)k->depth;
			if (k->depth == 16) {
				row[2 * i] = (unsigned char)(v >> 8);
				row[2 * i + 1] = (unsigned char)v;
			} else {
				row[bit / 8] |= (unsigned char)(v
				    << (8 - k->depth - (int)(bit % 8)));
			}
		}
		filtered(out, row, above, n, bpp, nth % 5);
		above = row;
	}
}

str
png_make(struct arena *mem, const struct png_kind *k)
{
	static const int whole[4] = {0, 0, 1, 1};
	static const int adam7[7][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
	    {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
	struct libdeflate_compressor *z = libdeflate_alloc_compressor(6);
	struct sb raw, b, head;
	char palette[768], trans[6] = {0};

	sb_init(&raw, mem, 64u << 20);
	sb_init(&head, mem, 64);
	sb_init(&b, mem, 64u << 20);
	for (int i = 0; i < (k->interlaced ? 7 : 1); i++)
		pass(&raw, mem, k, k->interlaced ? adam7[i] : whole);
	sb_put(&b, "\x89PNG\r\n\x1a\n", 8);
	be32(&head, (uint32_t)k->w);
	be32(&head, (uint32_t)k->h);
	char tail[5] = {(char)k->depth, (char)k->type, 0, 0, k->interlaced};
	sb_put(&head, tail, sizeof tail);
	chunk(&b, "IHDR", (str){head.p, head.n});
	for (int i = 0; i < 768; i++)
		palette[i] = (char)(i * 7 % 256);
	if (k->type == 3)
		chunk(&b, "PLTE", (str){palette, sizeof palette});
	if (k->trans)
		chunk(&b, "tRNS", (str){trans, k->type == 3 ? 1 : k->type == 0 ? 2 : 6});
	size_t room = libdeflate_zlib_compress_bound(z, raw.n);
	char *packed = arena_array(mem, room, char);
	size_t n = libdeflate_zlib_compress(z, raw.p, raw.n, packed, room);
	libdeflate_free_compressor(z);
	/* Two chunks: the data may be cut anywhere. */
	chunk(&b, "IDAT", (str){packed, n / 2});
	chunk(&b, "IDAT", (str){packed + n / 2, n - n / 2});
	chunk(&b, "IEND", STR(""));
	return (str){b.p, b.n};
}
