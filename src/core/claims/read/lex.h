/* lex.h -- a stretch of text as words, numbers, years, dates and signs.
 *
 * Names that hold digits (5G, R12, RS 1179-2024, § 12, 2.1) become names or
 * labels here and are never figures.  Values are in millionths. */
#ifndef TERTIAL_CORE_CLAIMS_LEX_H
#define TERTIAL_CORE_CLAIMS_LEX_H

#include "core/claims/read/words.h"

#define MICRO INT64_C(1000000)

enum tok_kind { TOK_WORD, TOK_NUMBER, TOK_YEAR, TOK_DATE, TOK_NAME, TOK_SIGN };

struct tok {
	uint32_t off, end;
	int32_t line;
	uint8_t kind;
	bool cap;     /* begins with a capital */
	bool grouped; /* 1 009 */
	bool point;   /* a decimal point was written */
	int8_t sign;  /* -1 when a minus stands before it */
	int8_t month; /* of a date; 0 none */
	int8_t day;
	int16_t year;  /* of a year or date */
	char c;        /* of TOK_SIGN: the byte, 'x' for anything beyond ASCII, '-' for dashes */
	uint32_t word; /* of TOK_WORD */
	int64_t value; /* of TOK_NUMBER, never negative */
	int64_t step;  /* of its last digit */
};

struct toks {
	struct arena *mem;
	struct tok *v;
	size_t n, room;
};

/* Append the tokens of text[from, to); `line` is the line of text[from]. */
void lex(struct toks *out, struct words *w, str text, size_t from, size_t to, int line);
/* A cell that is a number and nothing else but a unit: its value, else false. */
struct cell_number {
	int64_t value, step; /* signed; millionths, not scaled */
	bool percent, point, blank;
	uint8_t unit; /* enum claims_unit, where the cell says its own: "29,5 Mkr"; not for % */
	int8_t scale;
};
bool lex_cell(str cell, struct cell_number *out);
/* Bytes of white space at i: space, tab, line end, no-break and narrow spaces. */
size_t lex_space(str s, size_t i);

#endif
