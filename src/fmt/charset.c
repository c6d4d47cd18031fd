/* Code pages.  The tables are those the Unicode Consortium publishes as CP437.TXT
 * and CP1252.TXT; a byte the page leaves undefined is U+FFFD. */
#include "fmt/charset.h"

#include <string.h>

/* What 0x80..0xff mean. */
static const uint16_t CP437[128] = {
    0x00c7,
    0x00fc,
    0x00e9,
    0x00e2,
    0x00e4,
    0x00e0,
    0x00e5,
    0x00e7,
    0x00ea,
    0x00eb,
    0x00e8,
    0x00ef,
    0x00ee,
    0x00ec,
    0x00c4,
    0x00c5,
    0x00c9,
    0x00e6,
    0x00c6,
    0x00f4,
    0x00f6,
    0x00f2,
    0x00fb,
    0x00f9,
    0x00ff,
    0x00d6,
    0x00dc,
    0x00a2,
    0x00a3,
    0x00a5,
    0x20a7,
    0x0192,
    0x00e1,
    0x00ed,
    0x00f3,
    0x00fa,
    0x00f1,
    0x00d1,
    0x00aa,
    0x00ba,
    0x00bf,
    0x2310,
    0x00ac,
    0x00bd,
    0x00bc,
    0x00a1,
    0x00ab,
    0x00bb,
    0x2591,
    0x2592,
    0x2593,
    0x2502,
    0x2524,
    0x2561,
    0x2562,
    0x2556,
    0x2555,
    0x2563,
    0x2551,
    0x2557,
    0x255d,
    0x255c,
    0x255b,
    0x2510,
    0x2514,
    0x2534,
    0x252c,
    0x251c,
    0x2500,
    0x253c,
    0x255e,
    0x255f,
    0x255a,
    0x2554,
    0x2569,
    0x2566,
    0x2560,
    0x2550,
    0x256c,
    0x2567,
    0x2568,
    0x2564,
    0x2565,
    0x2559,
    0x2558,
    0x2552,
    0x2553,
    0x256b,
    0x256a,
    0x2518,
    0x250c,
    0x2588,
    0x2584,
    0x258c,
    0x2590,
    0x2580,
    0x03b1,
    0x00df,
    0x0393,
    0x03c0,
    0x03a3,
    0x03c3,
    0x00b5,
    0x03c4,
    0x03a6,
    0x0398,
    0x03a9,
    0x03b4,
    0x221e,
    0x03c6,
    0x03b5,
    0x2229,
    0x2261,
    0x00b1,
    0x2265,
    0x2264,
    0x2320,
    0x2321,
    0x00f7,
    0x2248,
    0x00b0,
    0x2219,
    0x00b7,
    0x221a,
    0x207f,
    0x00b2,
    0x25a0,
    0x00a0,
};

/* What 0x80..0x9f mean; above that the page is Unicode itself. */
static const uint16_t CP1252[32] = {
    0x20ac,
    0xfffd,
    0x201a,
    0x0192,
    0x201e,
    0x2026,
    0x2020,
    0x2021,
    0x02c6,
    0x2030,
    0x0160,
    0x2039,
    0x0152,
    0xfffd,
    0x017d,
    0xfffd,
    0xfffd,
    0x2018,
    0x2019,
    0x201c,
    0x201d,
    0x2022,
    0x2013,
    0x2014,
    0x02dc,
    0x2122,
    0x0161,
    0x203a,
    0x0153,
    0xfffd,
    0x017e,
    0x0178,
};

/* å ä ö Å Ä Ö é ü, the letters that tell the pages apart in Swedish text. */
enum { IS_CP437 = 1, IS_CP1252 = 2 };
static const uint8_t SWEDISH[256] = {
    [0x86] = IS_CP437,
    [0x84] = IS_CP437,
    [0x94] = IS_CP437,
    [0x8f] = IS_CP437,
    [0x8e] = IS_CP437,
    [0x99] = IS_CP437,
    [0x82] = IS_CP437,
    [0x81] = IS_CP437,
    [0xe5] = IS_CP1252,
    [0xe4] = IS_CP1252,
    [0xf6] = IS_CP1252,
    [0xc5] = IS_CP1252,
    [0xc4] = IS_CP1252,
    [0xd6] = IS_CP1252,
    [0xe9] = IS_CP1252,
    [0xfc] = IS_CP1252,
};

#define HIGH_BITS 0x8080808080808080u

/* Index of the first byte above 127 at or after `i`, or s.n. */
static size_t
skip_ascii(str s, size_t i)
{
	while (s.n - i >= 32) {
		uint64_t w[4];

		memcpy(w, s.p + i, sizeof w);
		if (((w[0] | w[1] | w[2] | w[3]) & HIGH_BITS) != 0)
			break;
		i += 32;
	}
	for (; s.n - i >= 8; i += 8) {
		const uint64_t high = load8(s.p + i) & HIGH_BITS;
		if (high != 0)
			return i + (size_t)__builtin_ctzll(high) / 8;
	}
	while (i < s.n && (uint8_t)s.p[i] < 0x80)
		i++;
	return i;
}

bool
charset_is_ascii(str bytes)
{
	return skip_ascii(bytes, 0) == bytes.n;
}

static enum charset
decide(const struct charset_vote *v, enum charset tie)
{
	if (v->bom || v->ascii)
		return CHARSET_UTF8;
	/* Chance makes few valid sequences in a code page, and damage few broken
	 * ones in UTF-8. */
	if (v->utf8_chars > 4 * v->utf8_bad)
		return CHARSET_UTF8;
	if (v->cp437 == v->cp1252)
		return tie;
	return v->cp437 > v->cp1252 ? CHARSET_CP437 : CHARSET_CP1252;
}

static bool
may_lead(uint8_t c)
{
	return c >= 0xc2 && c <= 0xf4;
}

size_t
charset_vote_begin(struct charset_vote *v, str bytes)
{
	*v = (struct charset_vote){.ascii = true,
	    .bom = str_has_prefix(bytes, STR("\xef\xbb\xbf"))};
	return v->bom ? 3 : 0;
}

size_t
charset_vote_more(struct charset_vote *v, str bytes, size_t i, size_t n)
{
	const size_t to = n < bytes.n - i ? i + n : bytes.n;

	while ((i = skip_ascii(str_sub(bytes, 0, to), i)) < to) {
		size_t at = i;
		/* Most letters of the code pages cannot begin a character in UTF-8. */
		uint32_t c = may_lead((uint8_t)bytes.p[i]) ? utf8_next(bytes, &i) : (i++, 0u);

		v->ascii = false;
		if (i == at + 1)
			v->utf8_bad++;
		else if (c == 0xfffd)
			v->replaced++;
		v->utf8_chars += i > at + 1;
		for (; at < i; at++) {
			v->cp437 += SWEDISH[(uint8_t)bytes.p[at]] == IS_CP437;
			v->cp1252 += SWEDISH[(uint8_t)bytes.p[at]] == IS_CP1252;
		}
	}
	return i;
}

struct charset_vote
charset_vote_end(struct charset_vote v, enum charset tie)
{
	must(tie != CHARSET_AUTO);
	v.set = decide(&v, tie);
	return v;
}

struct charset_vote
charset_vote(str bytes, enum charset tie)
{
	struct charset_vote v;
	const size_t from = charset_vote_begin(&v, bytes);

	(void)charset_vote_more(&v, bytes, from, bytes.n);
	return charset_vote_end(v, tie);
}

static uint32_t
decode(uint8_t byte, enum charset set)
{
	if (byte < 0x80)
		return byte;
	if (set == CHARSET_CP437)
		return CP437[byte - 0x80];
	return byte < 0xa0 ? CP1252[byte - 0x80] : byte;
}

/* Broken UTF-8, byte by byte. */
static str
repair(struct arena *mem, str bytes)
{
	struct sb b;
	str out;

	must(bytes.n < SIZE_MAX / 4);
	sb_init(&b, mem, bytes.n * 3 + 1);
	for (size_t i = 0; i < bytes.n;)
		sb_utf8(&b, utf8_next(bytes, &i));
	if (!sb_done(&b, &out))
		never("a byte became more than three");
	return out;
}

/* A character below 0x10000, as all of a code page's are. */
static size_t
put(char *p, uint32_t c)
{
	if (c < 0x80) {
		p[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (char)(0xc0 | c >> 6);
		p[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	p[0] = (char)(0xe0 | c >> 12);
	p[1] = (char)(0x80 | (c >> 6 & 0x3f));
	p[2] = (char)(0x80 | (c & 0x3f));
	return 3;
}

str
charset_utf8(struct arena *mem, str bytes, enum charset set)
{
	size_t n = bytes.n, at = 0;
	char *p;

	must(set != CHARSET_AUTO);
	if (charset_is_ascii(bytes) || (set == CHARSET_UTF8 && utf8_ok(bytes)))
		return bytes;
	if (set == CHARSET_UTF8)
		return repair(mem, bytes);
	for (size_t i = 0; i < bytes.n; i++) {
		uint32_t c = decode((uint8_t)bytes.p[i], set);

		n += c >= 0x800 ? 2 : c >= 0x80;
	}
	p = arena_array(mem, n, char);
	for (size_t i = 0; i < bytes.n; i++)
		at += put(p + at, decode((uint8_t)bytes.p[i], set));
	must(at == n);
	return (str){p, n};
}

uint8_t
charset_byte(uint32_t c, enum charset set)
{
	size_t n = set == CHARSET_CP437 ? COUNTOF(CP437) : COUNTOF(CP1252);
	const uint16_t *page = set == CHARSET_CP437 ? CP437 : CP1252;

	if (c == 0xfffd)
		return 0;
	if (set == CHARSET_CP1252 && c >= 0xa0 && c <= 0xff)
		return (uint8_t)c;
	for (size_t i = 0; i < n; i++)
		if (page[i] == c)
			return (uint8_t)(0x80 + i);
	return 0;
}

str
charset_bytes(struct arena *mem, str utf8, enum charset set, size_t *n_lost)
{
	struct sb b;
	str out;

	must(set != CHARSET_AUTO);
	if (set == CHARSET_UTF8 || charset_is_ascii(utf8))
		return utf8;
	sb_init(&b, mem, utf8.n);
	for (size_t i = 0; i < utf8.n;) {
		uint32_t c = utf8_next(utf8, &i);
		uint8_t byte = c < 0x80 ? (uint8_t)c : charset_byte(c, set);

		if (c >= 0x80 && byte == 0) {
			byte = '?';
			*n_lost += 1;
		}
		sb_chr(&b, (char)byte);
	}
	if (!sb_done(&b, &out))
		never("a code page is longer than UTF-8");
	return out;
}

const char *
charset_name(enum charset set)
{
	static const char *const NAME[CHARSET__COUNT] = {
	    [CHARSET_AUTO] = "?",
	    [CHARSET_UTF8] = "UTF-8",
	    [CHARSET_CP437] = "cp437",
	    [CHARSET_CP1252] = "Windows-1252",
	};

	must(set < CHARSET__COUNT);
	return NAME[set];
}
