/* sha256.h -- SHA-256 (FIPS 180-4): the fingerprint of files and of the chained log. */
#ifndef TERTIAL_BASE_SHA256_H
#define TERTIAL_BASE_SHA256_H

#include "base/str.h"

#define SHA256_BYTES 32

struct sha256 {
	uint32_t h[8];
	uint64_t n;              /* bytes so far */
	unsigned char part[64];
};

void sha256_init(struct sha256 *s);
void sha256_add(struct sha256 *s, str bytes);
void sha256_done(struct sha256 *s, unsigned char out[SHA256_BYTES]);
str sha256_hex(struct arena *mem, str bytes); /* 64 lower-case digits */

#endif
