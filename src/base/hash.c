#include "base/hash.h"

#include <sodium.h>

str
sha256_hex(struct arena *mem, str bytes)
{
	unsigned char h[crypto_hash_sha256_BYTES];
	char hex[sizeof h * 2 + 1];

	crypto_hash_sha256(h, (const unsigned char *)(bytes.p != NULL ? bytes.p : ""), bytes.n);
	sodium_bin2hex(hex, sizeof hex, h, sizeof h);
	return str_dup(mem, (str){hex, sizeof h * 2});
}
