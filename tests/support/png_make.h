/* png_make.h -- PNG files of every kind, made from pixels, for the tests. */
#ifndef TERTIAL_TESTS_PNG_MAKE_H
#define TERTIAL_TESTS_PNG_MAKE_H

#include "base/str.h"

struct png_kind {
	int w, h;
	int type; /* 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha */
	int depth;
	bool interlaced;
	bool trans; /* a tRNS chunk: colour or palette entry 0 is transparent */
};

/* The sample of channel `ch` at x, y: what the maker writes and a reader should find. */
unsigned png_sample(const struct png_kind *k, int x, int y, int ch);
str png_make(struct arena *mem, const struct png_kind *k);

#endif
