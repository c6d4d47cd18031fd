/* hash.h -- SHA-256 as 64 hexadecimal digits: what files and the log of changes
 * are known by. */
#ifndef TERTIAL_BASE_HASH_H
#define TERTIAL_BASE_HASH_H

#include "base/str.h"

str sha256_hex(struct arena *mem, str bytes);

#endif
