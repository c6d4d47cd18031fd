/* lex_priv.h -- what the readers of tokens and of cells share: characters and numbers. */
#ifndef TERTIAL_CORE_CLAIMS_LEX_PRIV_H
#define TERTIAL_CORE_CLAIMS_LEX_PRIV_H

#include "core/claims/read/lex.h"

/* A number as it is written, without sign and unit. */
struct scan {
	size_t end;          /* after its last digit */
	int64_t value, step; /* millionths; step is that of the last digit */
	bool grouped;        /* 1 009 */
	bool point;          /* a decimal point was written */
	bool bad;            /* too long, or too large */
	size_t n_digit;
};

static inline bool
lex_is_digit(str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* ASCII letters, and any letter of two bytes (C3 80 .. and on, but not the signs of C2). */
bool lex_is_letter(str s, size_t i);
/* Bytes of a minus or dash at i: '-', U+2010..U+2015, U+2212; 0 when there is none. */
size_t lex_dash(str s, size_t i);
/* Digits from i on. */
size_t lex_digits(str s, size_t i);
/* The number that begins at i, which is a digit. */
struct scan lex_number(str s, size_t i);

#endif
