/* memory.h -- large memory that is written all over: in large pages where the system has
 * them, since each page that is touched first costs as much as parsing a line. */
#ifndef TERTIAL_SYS_MEMORY_H
#define TERTIAL_SYS_MEMORY_H

#include "base/arena.h"

/* Zeroed, for as long as the arena, against whose cap it does not count; exhausting the
 * system's memory ends the process, as the arena does. */
void *memory_large(struct arena *mem, size_t bytes);

#endif
