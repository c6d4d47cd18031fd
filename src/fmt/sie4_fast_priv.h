/* sie4_fast_priv.h -- what the short way keeps between lines, and what it asks for
 * seldom.  Only for sie4_fast.c and sie4_lines*. */
#ifndef TERTIAL_FMT_SIE4_FAST_PRIV_H
#define TERTIAL_FMT_SIE4_FAST_PRIV_H

#include "fmt/sie4_fast.h"

enum {
	ACCOUNT_SLOTS = 4096,
	OBJECT_SLOTS = 4096,
	LONG_SLOTS = 4096,
	LIST_SLOTS = 4096,
	LIST_BYTES = 16, /* of a list that has a slot */
	SHORT_CODE = 7,  /* bytes of an object whose dimension fits beside it in a key */
	DATE_SLOTS = 2048,
	SERIES_SLOTS = 256,
	INDENT_MAX = 7,
	OBJECTS = 8,      /* of a row that takes the short way */
	ROOM_ROWS = 1024, /* asked for at a time */
	TEXT_ROOM = 16384 /* the same, of bytes for texts */
};

/* Codes of at most 8 bytes as numbers; a slot that is not in use has key 0, which
 * no code has.  A key stands in one of a pair of neighbours, which are looked at
 * without a branch; where both are taken the second gives way.  Small slots
 * matter: most of the time goes to fetching them. */
struct slot {
	uint64_t key;
	uint32_t value;
};

/* Objects with codes of 8 to 16 bytes. */
struct long_slot {
	uint64_t lo, hi;
	uint32_t dim, index;
};

/* What a list of at most one object, as it stands between its braces, holds.  The empty
 * list has the key of a slot that is not in use, and what that holds: nothing. */
struct list_slot {
	uint64_t lo, hi;
	uint32_t object, n;
};

struct sie4_fast {
	bool (*lines)(struct sie4_fast *x, struct sie4 *r);
	struct slot account[ACCOUNT_SLOTS];
	struct slot series[SERIES_SLOTS];
	struct slot object[OBJECT_SLOTS]; /* key: the code, its dimension in the top byte */
	struct long_slot long_object[LONG_SLOTS];
	struct list_slot list[LIST_SLOTS];
	struct slot date[DATE_SLOTS]; /* value: the bytes of a date */
	uint32_t utf8[256];           /* a byte's bytes in UTF-8, lowest first; 0: not for us */
	uint8_t utf8_n[256];
	char *text, *text_end; /* room for texts of batch text_batch */
	uint64_t text_batch;
};

/* Masks of the first 0..8 bytes. */
static const uint64_t FIRST[] = {0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff,
    0xffffffffffff, 0xffffffffffffff, 0xffffffffffffffff};

/* Both halves of a key tell codes apart, so both must reach the bits used. */
static inline size_t
slot_hash(uint64_t key)
{
	return (size_t)(((key ^ key >> 32) * 0x9e3779b97f4a7c15u) >> 40);
}

/* The slot of a key, or (its key is another) the one to put it in. */
static inline struct slot *
find_slot(struct slot *table, size_t slots, uint64_t key)
{
	struct slot *s = &table[slot_hash(key) & (slots - 2)];

	return s + ((s->key != key) & (s->key != 0));
}

/* What a slot does not have is asked of the general reader and kept (F2). */
bool sie4_fast_account(struct slot *s, struct sie4 *r, str no, uint64_t key) MUST_USE;
bool sie4_fast_series(struct slot *s, struct sie4 *r, str name, uint64_t key) MUST_USE;
bool sie4_fast_day(struct slot *s, const char *p, uint64_t key) MUST_USE;
bool
sie4_fast_object(struct sie4_fast *x, struct sie4 *r, uint32_t dim, str no, uint32_t *out) MUST_USE;
/* A text with letters outside ASCII, at the bits of `odd`; false: it has something else,
 * too.  At least SIE4_WINDOW bytes follow its start and its end (F1). */
bool sie4_fast_text(struct sie4_fast *x, struct sie4 *r, str raw, uint64_t odd, str *out) MUST_USE;

/* sie4_lines*.c: one of the first two is built, and what wider instructions take. */
bool sie4_lines_base(struct sie4_fast *x, struct sie4 *r) MUST_USE;
bool sie4_lines_avx2(struct sie4_fast *x, struct sie4 *r) MUST_USE;
/* The fastest one that this processor can run; narrow: that every processor can. */
bool (*sie4_lines_for(bool narrow))(struct sie4_fast *x, struct sie4 *r);

#endif
