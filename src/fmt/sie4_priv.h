/* sie4_priv.h -- the state of one reading of a SIE 4 file, shared by sie4*.c. */
#ifndef TERTIAL_FMT_SIE4_PRIV_H
#define TERTIAL_FMT_SIE4_PRIV_H

#include "fmt/sie4.h"
#include "fmt/sie4_lex.h"
#include "fmt/sie_build.h"

#include <string.h>

/* What the general reader met lately, by codes of a few bytes; key 0 is not in use. */
enum { SIE4_NEAR = 4096 };
struct sie4_near {
	uint64_t key;
	uint32_t at;
};

/* A text of 1 to 8 bytes as a number; texts have no zero bytes, so it tells them apart. */
static inline uint64_t
sie4_near_key(str s)
{
	must(s.n > 0 && s.n <= 8);
	if (s.n < 4)
		return (uint64_t)(unsigned char)s.p[0] |
		    (uint64_t)(unsigned char)s.p[s.n / 2] << 8 * (s.n / 2) |
		    (uint64_t)(unsigned char)s.p[s.n - 1] << 8 * (s.n - 1);
	return (uint64_t)load4(s.p) | (uint64_t)load4(s.p + s.n - 4) << 8 * (s.n - 4);
}

static inline struct sie4_near *
sie4_near_at(struct sie4_near *table, uint64_t key)
{
	return &table[(key * 0x9e3779b97f4a7c15u >> 52) % SIE4_NEAR];
}

struct sie4 {
	struct sie_build b;
	struct sie4_near account[SIE4_NEAR], object[SIE4_NEAR];
	uint64_t near_day; /* the eight bytes of the last plain day ... */
	date day;          /* ... and what it is */
	str s;             /* the input */
	const struct sie4_opts *o;
	char eol;       /* the byte that ends a line */
	size_t at, end; /* the current line, blanks at its ends cut */
	size_t next;    /* where the next line begins */
	uint32_t line;  /* number of the current line */
	struct sie4_line l;
	enum { SIE4_OUTSIDE, SIE4_VER_MET, SIE4_IN_VER } where;
	uint64_t ver_end; /* end of the last line that belongs to the voucher */
	bool mirror_due;  /* an RTRANS waits for its TRANS */
	uint32_t mirror_account;
	int64_t mirror_ore;
	bool sum_on;
	uint32_t crc, crc437; /* as the bytes stand; as if they were cp437 */
	bool any_label[8];    /* compulsory records that were there, by sie4_head.c */
};

/* The text of a field, in mem or borrowed. */
str sie4_text(struct arena *mem, const struct sie4_field *f, enum charset set);
/* The text of field i ("" when it is missing), for as long as the struct. */
str sie4_head_text(struct sie4 *r, size_t i);
/* The same for as long as the batch. */
str sie4_batch_text(struct sie4 *r, const struct sie4_field *f);
/* The objects of the line's list, made where they are new. */
bool sie4_objects(struct sie4 *r, uint32_t obj[SIE_OBJS_MAX], size_t *n) MUST_USE;
/* Make and, when a voucher or balance uses it undeclared, say so. */
bool sie4_used_account(struct sie4 *r, str no, uint32_t *out) MUST_USE;

/* One record; *known tells whether the label is theirs. */
bool sie4_head_record(struct sie4 *r, bool *known) MUST_USE;
bool sie4_head_end(struct sie4 *r) MUST_USE;
bool sie4_ver_record(struct sie4 *r, bool *known) MUST_USE;
bool sie4_ver_close(struct sie4 *r) MUST_USE;

#endif
