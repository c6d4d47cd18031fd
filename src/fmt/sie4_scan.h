/* sie4_scan.h -- where the bytes that matter stand in a window of 64.
 *
 * Bit i of a mask is the byte at p[i].  All 64 bytes are read, so the caller sees
 * to it that they are there. */
#ifndef TERTIAL_FMT_SIE4_SCAN_H
#define TERTIAL_FMT_SIE4_SCAN_H

#include "base/base.h"

enum { SIE4_WINDOW = 64 };

struct masks {
	uint64_t quote;   /* " */
	uint64_t brace;   /* } */
	uint64_t blank;   /* <= ' ' */
	uint64_t control; /* < ' ' */
	uint64_t odd;     /* \ and everything from 0x7f up */
};

#endif
