/* str.h -- borrowed text (str) and the one string builder (sb).
 *
 * A str is a view: pointer and length, UTF-8, not NUL-terminated, may hold NUL.
 * Only str_z makes a C string, and it refuses text with a NUL in it. */
#ifndef TERTIAL_BASE_STR_H
#define TERTIAL_BASE_STR_H

#include "base/arena.h"

typedef struct {
	const char *p;
	size_t n;
} str;

#define STR(lit) ((str){"" lit, sizeof(lit) - 1})
/* For printf's "%.*s"; only for diagnostics of our own tools and tests. */
#define STR_ARG(s) (int)(s).n, (s).p

bool str_eq(str a, str b);
int str_cmp(str a, str b); /* bytewise; a prefix sorts first */
bool str_has_prefix(str s, str prefix);
bool str_has_suffix(str s, str suffix);
str str_of(const char *z);                            /* borrows a C string */
str str_sub(str s, size_t from, size_t to);           /* [from, to), clamped */
str str_trim(str s);                                  /* ASCII white space at both ends */
str str_dup(struct arena *mem, str s);                /* a copy in the arena */
const char *str_z(struct arena *mem, str s) MUST_USE; /* NULL when s holds NUL */
/* Index of the first `needle` at or after `from`, or s.n when there is none. */
size_t str_find(str s, str needle, size_t from);
size_t str_find_byte(str s, char c, size_t from);
/* Cut the part before the first `sep` off *rest; false when *rest is used up
 * (its p is NULL after the last part). */
bool str_cut(str *rest, char sep, str *part);
bool str_i64(str s, int64_t *out) MUST_USE; /* anchored decimal, optional '-' */
uint64_t str_hash(str s, uint64_t seed);

/* Eight or four bytes as a number, the first one lowest; compilers make it one load. */
static inline uint32_t
load4(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline uint64_t
load8(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
	    (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	    (uint64_t)b[7] << 56;
}

/* And back. */
static inline void
store8(unsigned char *p, uint64_t v)
{
	for (int i = 0; i < 8; i++)
		p[i] = (unsigned char)(v >> 8 * i);
}

/* UTF-8.  utf8_next reads one code point at *i and moves past it; an invalid
 * byte gives U+FFFD and moves one byte. */
uint32_t utf8_next(str s, size_t *i);
bool utf8_ok(str s);
/* A capital letter of ASCII or Latin-1 as a small one; others as they are. */
static inline uint32_t
utf8_lower(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ? c + 32 : c;
}
str str_lower(struct arena *mem, str s); /* an invalid byte becomes U+FFFD */

/* The builder: growth in an arena, a hard limit, and a sticky `full` flag.
 * Appends never fail one by one; sb_done tells once. */
struct sb {
	struct arena *mem;
	char *p;
	size_t n;
	size_t room;
	size_t limit;
	bool full;
};

void sb_init(struct sb *b, struct arena *mem, size_t limit_bytes);
void sb_put(struct sb *b, const char *p, size_t n);
void sb_str(struct sb *b, str s);
void sb_chr(struct sb *b, char c);
void sb_utf8(struct sb *b, uint32_t codepoint);
void sb_i64(struct sb *b, int64_t v);
void sb_printf(struct sb *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define sb_lit(b, lit) sb_put((b), "" lit, sizeof(lit) - 1)
bool sb_done(const struct sb *b, str *out) MUST_USE;

/* Formatted text in the arena; more than a mebibyte is a bug. */
str str_fmt(struct arena *mem, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
