#include "base/hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

/* libcrypto chooses the processor's own instructions: originals are large. */
struct sha256 {
	EVP_MD_CTX *c;
};

static str
hex_of(struct arena *mem, const unsigned char h[SHA256_DIGEST_LENGTH])
{
	static const char digit[] = "0123456789abcdef";
	const size_t n = SHA256_DIGEST_LENGTH;
	char *hex = arena_array(mem, n * 2, char);

	for (size_t i = 0; i < n; i++) {
		hex[2 * i] = digit[h[i] >> 4];
		hex[2 * i + 1] = digit[h[i] & 15];
	}
	return (str){hex, n * 2};
}

str
sha256_hex(struct arena *mem, str bytes)
{
	unsigned char h[SHA256_DIGEST_LENGTH];

	SHA256((const unsigned char *)(bytes.p != NULL ? bytes.p : ""), bytes.n, h);
	return hex_of(mem, h);
}

static void
sha256_end(void *c)
{
	EVP_MD_CTX_free(c);
}

struct sha256 *
sha256_new(struct arena *mem)
{
	struct sha256 *h = arena_new(mem, struct sha256);

	h->c = EVP_MD_CTX_new();
	must(h->c != NULL && EVP_DigestInit_ex(h->c, EVP_sha256(), NULL) == 1);
	arena_defer(mem, sha256_end, h->c);
	return h;
}

void
sha256_add(struct sha256 *h, str bytes)
{
	must(EVP_DigestUpdate(h->c, bytes.p != NULL ? bytes.p : "", bytes.n) == 1);
}

str
sha256_done(struct sha256 *h, struct arena *mem)
{
	unsigned char out[SHA256_DIGEST_LENGTH];
	unsigned n = sizeof out;

	must(EVP_DigestFinal_ex(h->c, out, &n) == 1 && n == sizeof out);
	return hex_of(mem, out);
}
