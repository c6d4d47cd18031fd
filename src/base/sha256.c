#include "base/sha256.h"

#include <string.h>

static const uint32_t k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t
ror(uint32_t v, int n)
{
	return v >> n | v << (32 - n);
}

static void
blocks(uint32_t h[8], const unsigned char *p, size_t n)
{
	uint32_t w[64], v[8];

	for (; n > 0; n--, p += 64) {
		for (int i = 0; i < 16; i++)
			w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
			    (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
		for (int i = 16; i < 64; i++) {
			uint32_t a = w[i - 15], b = w[i - 2];
			w[i] = w[i - 16] + (ror(a, 7) ^ ror(a, 18) ^ a >> 3) + w[i - 7] +
			    (ror(b, 17) ^ ror(b, 19) ^ b >> 10);
		}
		memcpy(v, h, sizeof v);
		for (int i = 0; i < 64; i++) {
			uint32_t t1 = v[7] + (ror(v[4], 6) ^ ror(v[4], 11) ^ ror(v[4], 25)) +
			    ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
			uint32_t t2 = (ror(v[0], 2) ^ ror(v[0], 13) ^ ror(v[0], 22)) +
			    ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
			memmove(v + 1, v, 7 * sizeof v[0]);
			v[4] += t1;
			v[0] = t1 + t2;
		}
		for (int i = 0; i < 8; i++)
			h[i] += v[i];
	}
}

void
sha256_init(struct sha256 *s)
{
	*s = (struct sha256){.h = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
	    0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void
sha256_add(struct sha256 *s, str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t n = bytes.n, have = s->n % 64;

	if (n == 0)
		return;
	s->n += n;
	if (have > 0) {
		size_t take = n < 64 - have ? n : 64 - have;
		memcpy(s->part + have, p, take);
		if (have + take < 64)
			return;
		blocks(s->h, s->part, 1);
		p += take;
		n -= take;
	}
	blocks(s->h, p, n / 64);
	memcpy(s->part, p + n / 64 * 64, n % 64);
}

void
sha256_done(struct sha256 *s, unsigned char out[SHA256_BYTES])
{
	uint64_t bits = s->n * 8;
	unsigned char end[72] = {0x80};
	size_t pad = 64 - (s->n + 8) % 64;

	for (int i = 0; i < 8; i++)
		end[pad + (size_t)i] = (unsigned char)(bits >> (56 - 8 * i));
	sha256_add(s, (str){(const char *)end, pad + 8});
	must(s->n % 64 == 0);
	for (int i = 0; i < 32; i++)
		out[i] = (unsigned char)(s->h[i / 4] >> (24 - 8 * (i % 4)));
}

str
sha256_hex(struct arena *mem, str bytes)
{
	unsigned char out[SHA256_BYTES];
	char *hex = arena_array(mem, 2 * SHA256_BYTES, char);
	struct sha256 s;

	sha256_init(&s);
	sha256_add(&s, bytes);
	sha256_done(&s, out);
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		hex[2 * i] = "0123456789abcdef"[out[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[out[i] & 15];
	}
	return (str){hex, 2 * SHA256_BYTES};
}
