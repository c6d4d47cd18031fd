#include "web/words.h"

static const char *const words[W__COUNT][LANG__COUNT] = {
#define WORD(id, sv, en) [W_##id] = {sv, en},
#include "words.def"
#undef WORD
};

str
word(enum word w, enum lang lang)
{
	must(w < W__COUNT);
	return str_of(words[w][lang]);
}
