/* pack.c -- a zip file in memory: deflate, no time, names in UTF-8. */
#include "doc/ooxml/ooxml.h"

#include <libdeflate.h>

#define DOS_DATE 0x21 /* 1980-01-01: the archive has no time of its own */
#define FLAG_UTF8 0x800
#define LEVEL 6

static void
put_le(struct sb *b, uint32_t v, int bytes)
{
	for (; bytes > 0; bytes--, v >>= 8)
		sb_chr(b, (char)(v & 0xff));
}

static void
end_packer(void *packer)
{
	libdeflate_free_compressor(packer);
}

void
pack_init(struct pack *z, struct sb *out)
{
	*z = (struct pack){.out = out, .start = out->n};
	sb_init(&z->dir, out->mem, OOXML_PART_MAX);
	z->packer = libdeflate_alloc_compressor(LEVEL);
	must(z->packer != NULL);
	arena_defer(out->mem, end_packer, z->packer);
}

/* What the local header and the directory say alike. */
static void
put_common(struct sb *b, uint32_t crc, size_t packed, size_t n, str name)
{
	put_le(b, FLAG_UTF8, 2);
	put_le(b, 8, 2);
	put_le(b, 0, 2);
	put_le(b, DOS_DATE, 2);
	put_le(b, crc, 4);
	put_le(b, (uint32_t)packed, 4);
	put_le(b, (uint32_t)n, 4);
	put_le(b, (uint32_t)name.n, 2);
	put_le(b, 0, 2);
}

void
pack_add(struct pack *z, str name, str data)
{
	size_t room, packed, at = z->out->n - z->start;
	uint32_t crc;
	char *p;

	if (z->out->full || data.n > OOXML_PART_MAX) {
		z->out->full = true;
		return;
	}
	room = libdeflate_deflate_compress_bound(z->packer, data.n);
	p = arena_alloc(z->out->mem, room, 1);
	packed = libdeflate_deflate_compress(z->packer, data.p, data.n, p, room);
	crc = libdeflate_crc32(0, data.p, data.n);
	must(packed > 0);
	put_le(z->out, 0x04034b50, 4);
	put_le(z->out, 20, 2);
	put_common(z->out, crc, packed, data.n, name);
	sb_str(z->out, name);
	sb_put(z->out, p, packed);
	put_le(&z->dir, 0x02014b50, 4);
	put_le(&z->dir, 20, 2);
	put_le(&z->dir, 20, 2);
	put_common(&z->dir, crc, packed, data.n, name);
	put_le(&z->dir, 0, 4); /* no comment, first disk */
	put_le(&z->dir, 0, 2);
	put_le(&z->dir, 0, 4);
	put_le(&z->dir, (uint32_t)at, 4);
	sb_str(&z->dir, name);
	z->n++;
}

void
pack_end(struct pack *z)
{
	size_t at = z->out->n - z->start;
	str dir;

	if (!sb_done(&z->dir, &dir) || at > UINT32_MAX - dir.n) {
		z->out->full = true;
		return;
	}
	sb_str(z->out, dir);
	put_le(z->out, 0x06054b50, 4);
	put_le(z->out, 0, 4);
	put_le(z->out, (uint32_t)z->n, 2);
	put_le(z->out, (uint32_t)z->n, 2);
	put_le(z->out, (uint32_t)dir.n, 4);
	put_le(z->out, (uint32_t)at, 4);
	put_le(z->out, 0, 2);
}
