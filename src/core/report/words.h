/* words.h -- every word that a report prints by itself, in both languages. */
#ifndef TERTIAL_CORE_REPORT_WORDS_H
#define TERTIAL_CORE_REPORT_WORDS_H

#include "base/str.h"

enum word {
#define WORD(id, sv, en) W_##id,
#include "words.def"
#undef WORD
	WORD__COUNT
};

str word_of(enum word w, enum lang lang);
/* The word with {1} {2} {3} filled in. */
str word_fill(struct arena *mem, enum word w, enum lang lang, str a, str b, str c);

#endif
