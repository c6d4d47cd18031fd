/* sie4_lex.h -- one line of a SIE 4 file into its fields.
 *
 * Ownership: fields borrow from the line.
 *
 * Invariants
 *   (LX1) time is linear in the line, also for hostile quotes.
 *   (LX2) `\"` is the only escape.  Before a blank or the end of the line it is
 *         ambiguous (a Windows path may end there): it ends the field when the
 *         quotes left on the line are even in number, or else it is an escape. */
#ifndef TERTIAL_FMT_SIE4_LEX_H
#define TERTIAL_FMT_SIE4_LEX_H

#include "base/str.h"

enum { SIE4_FIELDS_MAX = 64, SIE4_MEMBERS_MAX = 128 };

enum sie4_lex_flag {
	SIE4_LEX_OPEN_QUOTE = 1,  /* a quote was never closed: the field ends with the line */
	SIE4_LEX_INNER_QUOTE = 2, /* a quote stands unescaped inside a field */
	SIE4_LEX_OPEN_LIST = 4,   /* a { without its } */
	SIE4_LEX_MANY = 8,        /* more fields or list members than the limits */
	SIE4_LEX_SECOND_LIST = 16
};

struct sie4_field {
	str raw;        /* without the delimiting quotes; escapes as they stand */
	bool escaped;   /* holds an escape */
	bool plain;     /* only printing ASCII, and no escape: the text is what it means */
	bool list;      /* this position is an object list: */
	uint32_t at, n; /* its members, in sie4_line.member */
};

struct sie4_line {
	struct sie4_field f[SIE4_FIELDS_MAX]; /* f[0] is the label */
	size_t n;
	struct sie4_field member[SIE4_MEMBERS_MAX];
	size_t n_member;
	struct sie4_field list; /* the first object list; empty when there is none */
	unsigned flags;
};

static inline bool
sie4_is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* `line` has no blanks at its ends. */
void sie4_lex(str line, struct sie4_line *out);
/* The field's bytes with escapes undone, in mem when there were any. */
str sie4_unescape(struct arena *mem, const struct sie4_field *f);

#endif
