/* words.h -- what the checker knows of Swedish words: each distinct word of a
 * document is looked up once and keeps its class, stem and meaning.
 *
 * Words that share a stem are the same word to the matcher ("Fastighet",
 * "Fastigheter"); words of one concept share a stem too (see words_lexicon.c).
 * Ownership: everything lives in the arena given to words_init. */
#ifndef TERTIAL_CORE_CLAIMS_WORDS_H
#define TERTIAL_CORE_CLAIMS_WORDS_H

#include "base/map.h"
#include "core/claims/claims.h"

enum {
	W_STOP = 1 << 0,     /* says nothing of the subject */
	W_BODY = 1 << 1,     /* the body whose document it is */
	W_LABEL = 1 << 2,    /* a number after it is a label, not a figure */
	W_VARIANCE = 1 << 3, /* avvikelse, överskott, underskott */
	W_SIGNED = 1 << 4,   /* positiv, negativ, minus */
	W_CHANGE = 1 << 5,   /* öka, minska and their kin */
	W_FROM = 1 << 6,
	W_TO = 1 << 7,
	W_BREAK = 1 << 8,  /* medan, men: another subject begins */
	W_REFERS = 1 << 9, /* vilket, eller: the subject goes on */
	W_ABOUT = 1 << 10, /* cirka, drygt, knappt: the figure is looser than printed */
	W_UNIT = 1 << 11,
	W_NUMBER = 1 << 12,
	W_MONTH = 1 << 13,
	W_TARGET = 1 << 14,
	W_NOT = 1 << 15,
	W_TOTAL = 1 << 16,
	W_ANAPHOR = 1 << 17, /* delområdet: what the heading names */
	W_GENERIC = 1 << 18, /* headings made of these name no subject */
	W_BUDGET = 1 << 19,
	W_OUTCOME = 1 << 20,
	W_FORECAST = 1 << 21,
	W_LIMIT = 1 << 22,    /* understiga, överstiga: a strict bound */
	W_REACH = 1 << 23,    /* nås, uppnås, uppfylls */
	W_PART = 1 << 24,     /* varav */
	W_PREVIOUS = 1 << 25, /* föregående, fjolåret */
	W_CONSISTS = 1 << 26, /* består, ingår, uppdelad */
	W_SUMMARY = 1 << 27,  /* headings of a part that repeats the rest */
	W_DEVELOP = 1 << 29,  /* -utveckling: a percentage after it is a change */
	W_VERB = 1 << 30,     /* the verb that parts subject from statement */
};

struct word {
	str lower;
	uint32_t stem;
	uint32_t flags;
	int8_t dir;   /* of W_VARIANCE, W_SIGNED, W_CHANGE, W_LIMIT */
	int8_t unit;  /* enum claims_unit of W_UNIT */
	int8_t scale; /* power of ten of W_UNIT */
	int8_t month; /* of W_MONTH */
	int32_t number;
};

/* A word of the lexicon, found by its first byte; those that begin with '*'
 * stand in slot 0. */
struct pattern {
	str core;
	bool head, tail; /* any beginning, any ending */
	uint8_t row;     /* of the lexicon; concepts and exceptions follow its rows */
};

#define WORDS_ROWS_MAX 128

struct words {
	struct arena *mem;
	struct pattern *pattern[256];
	size_t n_pattern[256], room_pattern[256];
	struct map by_text, by_stem;
	struct word *v;
	size_t n, room;
	str *stem;
	size_t n_stem, room_stem;
};

/* A row of the lexicon: words parted by spaces, a '*' at the end of one stands
 * for any ending, at its start for any beginning. */
struct lexeme {
	const char *words;
	uint32_t flags;
	int8_t dir, unit, scale;
};
extern const struct lexeme words_lexicon[];
extern const size_t words_lexicon_n;
extern const char *const words_lexicon_not;

/* Words of one concept: any of the words has the stem `concept`. */
struct concept {
	const char *concept, *words;
};
extern const struct concept words_concept[];
extern const size_t words_concept_n;

void words_init(struct words *w, struct arena *mem);
/* The id of a word as it stands in the text, any case. */
uint32_t words_id(struct words *w, str text);
uint32_t words_stem_id(struct words *w, str stem);
/* Two stems mean the same: equal, or one slip of the pen apart in a long word. */
bool words_near(const struct words *w, uint32_t stem_a, uint32_t stem_b);
/* One stem is contained in the other as the part of a compound. */
bool words_inside(const struct words *w, uint32_t part, uint32_t whole);
/* At most one byte differs, is missing or is added: a letter without accent. */
bool words_one_slip(str a, str b);
str words_lower(struct arena *mem, str s);
/* The word without its inflection, in place of nothing: a slice of `lower`. */
str words_stem(str lower);

#endif
