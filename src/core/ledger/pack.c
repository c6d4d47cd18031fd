#include "core/ledger/pack.h"

#include <libdeflate.h>
#include <string.h>
#include <zstd.h>

#define LEVEL 1
#define SQUEEZE_MIN 48 /* a frame's own bytes cost more than it saves below this */

void
bytes_grow(struct bytes *b, size_t n)
{
	size_t need;

	must(!__builtin_add_overflow(b->n, n, &need));
	if (need <= b->room)
		return;
	size_t room = b->room < 4096 ? 4096 : b->room;
	while (room < need)
		must(!__builtin_mul_overflow(room, (size_t)2, &room));
	unsigned char *p = arena_array(b->mem, room, unsigned char);
	if (b->n > 0)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->room = room;
}

void
bytes_put(struct bytes *b, const void *p, size_t n)
{
	bytes_room(b, n);
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

uint64_t
get_var_slow(struct unpack *u)
{
	uint64_t v = 0;

	for (int shift = 0; shift < 70; shift += 7) {
		if (u->p == u->end)
			break;
		uint64_t c = *u->p++;
		if (shift == 63 && c > 1)
			break;
		v |= (c & 0x7f) << shift;
		if (c < 0x80)
			return v;
	}
	u->bad = true;
	u->p = u->end;
	return 0;
}

size_t
get_count(struct unpack *u)
{
	uint64_t v = get_var(u);

	if (v <= (uint64_t)(u->end - u->p))
		return (size_t)v;
	u->bad = true;
	return 0;
}

uint32_t
get_below(struct unpack *u, uint64_t limit)
{
	uint64_t v = get_var(u);

	must(limit <= (uint64_t)UINT32_MAX + 1);
	if (v < limit)
		return (uint32_t)v;
	u->bad = true;
	return 0;
}

const unsigned char *
get_bytes(struct unpack *u, size_t n)
{
	static const unsigned char nothing[1];

	if (u->bad || n > (size_t)(u->end - u->p)) {
		u->bad = true;
		return n == 0 ? nothing : NULL;
	}
	const unsigned char *p = u->p;
	u->p += n;
	return p;
}

static void
end_c(void *c)
{
	ZSTD_freeCCtx(c);
}

static void
end_d(void *d)
{
	ZSTD_freeDCtx(d);
}

/* Contexts are made when they are first needed: most questions only read. */
void
packer_init(struct packer *z, struct arena *mem)
{
	*z = (struct packer){.mem = mem, .buf = {.mem = mem}};
}

static ZSTD_CCtx *
compressor(struct packer *z)
{
	if (z->c == NULL) {
		z->c = ZSTD_createCCtx();
		must(z->c != NULL);
		arena_defer(z->mem, end_c, z->c);
	}
	return z->c;
}

static ZSTD_DCtx *
decompressor(struct packer *z)
{
	if (z->d == NULL) {
		z->d = ZSTD_createDCtx();
		must(z->d != NULL);
		arena_defer(z->mem, end_d, z->d);
	}
	return z->d;
}

static str
squeeze_below(struct packer *z, const unsigned char *p, size_t n, size_t limit)
{
	must(n <= PACK_RAW_MAX);
	z->buf.n = 0;
	bytes_room(&z->buf, ZSTD_compressBound(n) + 1);
	if (n >= SQUEEZE_MIN) {
		size_t k = ZSTD_compressCCtx(compressor(z), z->buf.p + 1, z->buf.room - 1, p, n,
		    LEVEL);
		must(!ZSTD_isError(k));
		if (k < limit) {
			z->buf.p[0] = 'z';
			return (str){(const char *)z->buf.p, k + 1};
		}
	}
	z->buf.p[0] = 'r';
	if (n > 0)
		memcpy(z->buf.p + 1, p, n);
	return (str){(const char *)z->buf.p, n + 1};
}

str
squeeze(struct packer *z, const unsigned char *p, size_t n)
{
	return squeeze_below(z, p, n, n);
}

str
squeeze_well(struct packer *z, const unsigned char *p, size_t n)
{
	return squeeze_below(z, p, n, n / 3 * 2);
}

bool
unsqueeze(struct packer *z, struct arena *mem, str blob, struct unpack *out)
{
	const unsigned char *p = (const unsigned char *)blob.p;

	if (blob.n == 0)
		return false;
	if (p[0] == 'r') {
		*out = (struct unpack){.p = p + 1, .end = p + blob.n};
		return true;
	}
	unsigned long long raw = ZSTD_getFrameContentSize(p + 1, blob.n - 1);
	if (p[0] != 'z' || raw == ZSTD_CONTENTSIZE_ERROR || raw == ZSTD_CONTENTSIZE_UNKNOWN ||
	    raw > PACK_RAW_MAX)
		return false;
	unsigned char *to = arena_array(mem, (size_t)raw + 1, unsigned char);
	size_t k = ZSTD_decompressDCtx(decompressor(z), to, (size_t)raw, p + 1, blob.n - 1);
	if (ZSTD_isError(k) || k != raw)
		return false;
	*out = (struct unpack){.p = to, .end = to + raw};
	return true;
}

uint32_t
key_crc(const int64_t *key, size_t n_key, str a, str b)
{
	uint32_t c = 0;

	for (size_t i = 0; i < n_key; i++) {
		unsigned char le[8];
		for (int k = 0; k < 8; k++)
			le[k] = (unsigned char)((uint64_t)key[i] >> (8 * k));
		c = libdeflate_crc32(c, le, sizeof le);
	}
	c = libdeflate_crc32(c, a.p != NULL ? a.p : "", a.n);
	return libdeflate_crc32(c, b.p != NULL ? b.p : "", b.n);
}
