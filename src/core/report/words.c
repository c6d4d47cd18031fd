#include "core/report/words.h"

static const char *const words[WORD__COUNT][LANG__COUNT] = {
#define WORD(id, sv, en) [W_##id] = {[LANG_SV] = sv, [LANG_EN] = en},
#include "words.def"
#undef WORD
};

str
word_of(enum word w, enum lang lang)
{
	must(w < WORD__COUNT);
	return str_of(words[w][lang]);
}

str
word_fill(struct arena *mem, enum word w, enum lang lang, str a, str b, str c)
{
	const str arg[3] = {a, b, c};
	str t = word_of(w, lang), out;
	struct sb s;

	sb_init(&s, mem, t.n + 3 * (a.n + b.n + c.n) + 16);
	for (size_t i = 0; i < t.n; i++) {
		bool hole = t.p[i] == '{' && i + 2 < t.n && t.p[i + 1] >= '1' &&
		    t.p[i + 1] <= '3' && t.p[i + 2] == '}';
		if (!hole) {
			sb_chr(&s, t.p[i]);
			continue;
		}
		sb_str(&s, arg[t.p[i + 1] - '1']);
		i += 2;
	}
	must(sb_done(&s, &out));
	return out;
}
