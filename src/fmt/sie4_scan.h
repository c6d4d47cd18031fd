/* sie4_scan.h -- where the bytes that matter stand in a window of 64.
 *
 * Bit i of a mask is the byte at p[i].  All 64 bytes are read, so the caller sees
 * to it that they are there.
 *
 * One of sie4_scan_x86.c and sie4_scan_any.c is built, by the build's rule for
 * names that end in a processor. */
#ifndef TERTIAL_FMT_SIE4_SCAN_H
#define TERTIAL_FMT_SIE4_SCAN_H

#include "base/base.h"

enum { SIE4_WINDOW = 64 };

struct sie4_masks {
	uint64_t quote;   /* " */
	uint64_t brace;   /* } */
	uint64_t blank;   /* <= ' ' */
	uint64_t control; /* < ' ' */
	uint64_t newline;
	uint64_t odd; /* \ and everything from 0x7f up */
};

typedef void sie4_scan(const char *p, struct sie4_masks *out);

/* The fastest one that this processor can run; with `narrow` the one that every
 * processor can. */
sie4_scan *sie4_scan_for(bool narrow);

#endif
