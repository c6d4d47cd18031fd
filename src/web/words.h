/* words.h -- the words of the pages, in the reader's language. */
#ifndef TERTIAL_WEB_WORDS_H
#define TERTIAL_WEB_WORDS_H

#include "base/str.h"

enum word {
#define WORD(id, sv, en) W_##id,
#include "words.def"
#undef WORD
	W__COUNT
};

str word(enum word w, enum lang lang);

#endif
