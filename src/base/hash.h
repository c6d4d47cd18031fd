/* hash.h -- SHA-256 as 64 hexadecimal digits: what files and the log of changes
 * are known by. */
#ifndef TERTIAL_BASE_HASH_H
#define TERTIAL_BASE_HASH_H

#include "base/str.h"

str sha256_hex(struct arena *mem, str bytes);

/* The same of bytes that come piece by piece; it ends with the arena. */
struct sha256;
struct sha256 *sha256_new(struct arena *mem);
void sha256_add(struct sha256 *h, str bytes);
/* Of all that was added; nothing can be added after it. */
str sha256_done(struct sha256 *h, struct arena *mem);

#endif
