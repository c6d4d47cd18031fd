/* pack.h -- the bytes of stored blobs: variable-length integers, compression, CRC.
 *
 * Writing goes to a buffer whose room was asked for beforehand; reading is
 * checked byte by byte and never past the end: what cannot be read gives zero and
 * sets `bad`, tested once at the end. */
#ifndef TERTIAL_CORE_LEDGER_PACK_H
#define TERTIAL_CORE_LEDGER_PACK_H

#include "base/err.h"

#define VAR_MAX 10 /* bytes of the longest integer */
#define PACK_RAW_MAX ((size_t)256 << 20)

/* A byte buffer that is used again and again. */
struct bytes {
	struct arena *mem;
	unsigned char *p;
	size_t n, room;
};
void bytes_grow(struct bytes *b, size_t n);
/* Room for n more bytes after what is there. */
static inline void
bytes_room(struct bytes *b, size_t n)
{
	if (n > b->room - b->n)
		bytes_grow(b, n);
}
void bytes_put(struct bytes *b, const void *p, size_t n);

/* bytes_room must have been asked for the sum of what is put. */
static inline void
put_var(struct bytes *b, uint64_t v)
{
	unsigned char *p = b->p + b->n;

	while (v >= 0x80) {
		*p++ = (unsigned char)(v | 0x80);
		v >>= 7;
	}
	*p++ = (unsigned char)v;
	b->n = (size_t)(p - b->p);
}

static inline uint64_t
zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}

static inline int64_t
unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1 ^ (0 - (v & 1)));
}

static inline void
put_zig(struct bytes *b, int64_t v)
{
	put_var(b, zigzag(v));
}

struct unpack {
	const unsigned char *p, *end;
	bool bad;
};

uint64_t get_var_slow(struct unpack *u);

static inline uint64_t
get_var(struct unpack *u)
{
	if (u->p < u->end && *u->p < 0x80)
		return *u->p++;
	return get_var_slow(u);
}

static inline int64_t
get_zig(struct unpack *u)
{
	return unzigzag(get_var(u));
}

/* A count of things that take at least one byte each: more than there are bytes
 * left is damage. */
size_t get_count(struct unpack *u);
/* A value below `limit`. */
uint32_t get_below(struct unpack *u, uint64_t limit);
/* n bytes, borrowed. */
const unsigned char *get_bytes(struct unpack *u, size_t n);

/* Compression contexts, used again and again; they end with the arena. */
struct packer {
	struct arena *mem;
	void *c, *d;      /* NULL until needed */
	struct bytes buf; /* of squeeze */
};
void packer_init(struct packer *z, struct arena *mem);
/* Compressed (or as it is, where that is shorter), in z->buf until the next call. */
str squeeze(struct packer *z, const unsigned char *p, size_t n);
/* The same for what is read often: compressed only where that saves a third. */
str squeeze_well(struct packer *z, const unsigned char *p, size_t n);
/* False when it is damaged. */
bool unsqueeze(struct packer *z, struct arena *mem, str blob, struct unpack *out) MUST_USE;

/* CRC-32 over the key and up to two blobs (L4). */
uint32_t key_crc(const int64_t *key, size_t n_key, str a, str b);

#endif
