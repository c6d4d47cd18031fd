/* embed.h -- files that travel inside the binary (tools/mkembed makes the tables). */
#ifndef TERTIAL_BASE_EMBED_H
#define TERTIAL_BASE_EMBED_H

#include "base/base.h"

struct embedded {
	const char *name; /* file name without folders */
	const unsigned char *data;
	size_t n; /* a NUL follows, not counted */
};

#endif
