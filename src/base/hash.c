#include "base/hash.h"

#include <openssl/sha.h>

str
sha256_hex(struct arena *mem, str bytes)
{
	static const char digit[] = "0123456789abcdef";
	unsigned char h[SHA256_DIGEST_LENGTH];
	char *hex = arena_array(mem, sizeof h * 2, char);

	/* libcrypto chooses the processor's own instructions: originals are large. */
	SHA256((const unsigned char *)(bytes.p != NULL ? bytes.p : ""), bytes.n, h);
	for (size_t i = 0; i < sizeof h; i++) {
		hex[2 * i] = digit[h[i] >> 4];
		hex[2 * i + 1] = digit[h[i] & 15];
	}
	return (str){hex, sizeof h * 2};
}
