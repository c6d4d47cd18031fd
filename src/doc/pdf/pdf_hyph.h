/* pdf_hyph.h -- where a Swedish word may be divided: Liang's algorithm with the
 * patterns in third_party/hyphen.
 *
 * The patterns are read into a trie once per document.  Invariant: at least
 * HYPH_LEFT letters stand before a hyphen and HYPH_RIGHT after it, and words shorter
 * than HYPH_LETTERS_MIN are not divided. */
#ifndef TERTIAL_DOC_PDF_HYPH_H
#define TERTIAL_DOC_PDF_HYPH_H

#include "base/str.h"

enum { HYPH_LEFT = 3, HYPH_RIGHT = 3, HYPH_LETTERS_MIN = 8, HYPH_LETTERS_MAX = 60 };

struct hyph {
	struct hyph_node *node;
	uint32_t n_node;
	const char *digits; /* values of all patterns, end to end */
};

void hyph_load(struct hyph *h, struct arena *mem, str patterns);
/* Byte offsets of `word` before which a hyphen may stand, ascending; n of them.
 * Words with other letters than Latin-1's have none. */
int hyph_points(const struct hyph *h, str word, uint16_t out[HYPH_LETTERS_MAX]);

#endif
