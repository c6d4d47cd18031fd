/* charset.h -- text in old code pages to UTF-8 and back, and which one it is.
 *
 * Swedish files come as UTF-8, as Windows-1252 (with ISO-8859-1 inside it) or,
 * SIE by definition, as IBM code page 437; what they declare is not evidence.
 * The whole file votes: valid UTF-8 with a multi-byte letter is UTF-8, else the
 * Swedish letters of cp437 (86 84 94 8F 8E 99 82 81) are counted against those
 * of cp1252 (E5 E4 F6 C5 C4 D6 E9 FC).
 *
 * Invariants
 *   (CS1) what charset_utf8 returns is valid UTF-8, whatever the bytes were.
 *   (CS2) plain ASCII is borrowed, not copied.
 *   (CS3) charset_bytes(charset_utf8(x)) = x for every x of cp437 and for every
 *         x of cp1252 without the five bytes that page leaves undefined. */
#ifndef TERTIAL_FMT_CHARSET_H
#define TERTIAL_FMT_CHARSET_H

#include "base/str.h"

enum charset { CHARSET_AUTO, CHARSET_UTF8, CHARSET_CP437, CHARSET_CP1252, CHARSET__COUNT };

struct charset_vote {
	enum charset set; /* what the file is taken for; ASCII counts as UTF8 */
	bool bom;         /* three bytes to skip at the start */
	bool ascii;       /* no byte above 127 */
	size_t cp437;     /* Swedish letters if read as each */
	size_t cp1252;
	size_t replaced;   /* U+FFFD in UTF-8: text destroyed before it came here */
	size_t utf8_chars; /* well-formed multi-byte characters */
	size_t utf8_bad;   /* bytes that are not UTF-8 */
};

/* `tie` is what a file is taken for whose letters decide nothing. */
struct charset_vote charset_vote(str bytes, enum charset tie);
/* The same of a large text in steps: where to begin; n bytes or a few more from `at` on,
 * until where; the outcome. */
size_t charset_vote_begin(struct charset_vote *v, str bytes);
size_t charset_vote_more(struct charset_vote *v, str bytes, size_t at, size_t n);
struct charset_vote charset_vote_end(struct charset_vote v, enum charset tie);
/* As valid UTF-8, in mem unless it can be borrowed; `set` is not AUTO.  Broken
 * UTF-8 becomes U+FFFD byte by byte. */
str charset_utf8(struct arena *mem, str bytes, enum charset set);
/* UTF-8 to a code page; characters the page lacks become '?' and are counted. */
str charset_bytes(struct arena *mem, str utf8, enum charset set, size_t *n_lost);
/* The byte of one character above 127, or 0 when the page lacks it. */
uint8_t charset_byte(uint32_t codepoint, enum charset set);
bool charset_is_ascii(str bytes);
const char *charset_name(enum charset set); /* "UTF-8", "cp437", "Windows-1252" */

#endif
