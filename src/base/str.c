#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
str_eq(str a, str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int
str_cmp(str a, str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	if (c != 0)
		return c < 0 ? -1 : 1;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool
str_has_prefix(str s, str prefix)
{
	return s.n >= prefix.n && str_eq((str){s.p, prefix.n}, prefix);
}

bool
str_has_suffix(str s, str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

str
str_of(const char *z)
{
	return (str){z, strlen(z)};
}

str
str_sub(str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from >= to)
		return (str){"", 0};
	return (str){s.p + from, to - from};
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

str
str_trim(str s)
{
	while (s.n > 0 && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

str
str_dup(struct arena *mem, str s)
{
	char *p = arena_array(mem, s.n + 1, char);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (str){p, s.n};
}

const char *
str_z(struct arena *mem, str s)
{
	if (s.n > 0 && memchr(s.p, 0, s.n) != NULL)
		return NULL;
	return str_dup(mem, s).p;
}

size_t
str_find(str s, str needle, size_t from)
{
	if (from > s.n || needle.n > s.n - from)
		return s.n;
	if (needle.n == 0)
		return from;
	const char *at = memmem(s.p + from, s.n - from, needle.p, needle.n);
	return at != NULL ? (size_t)(at - s.p) : s.n;
}

size_t
str_find_byte(str s, char c, size_t from)
{
	if (from >= s.n)
		return s.n;
	const char *at = memchr(s.p + from, c, s.n - from);
	return at != NULL ? (size_t)(at - s.p) : s.n;
}

bool
str_cut(str *rest, char sep, str *part)
{
	if (rest->p == NULL)
		return false;
	size_t at = str_find_byte(*rest, sep, 0);
	*part = (str){rest->p, at};
	*rest = at < rest->n ? (str){rest->p + at + 1, rest->n - at - 1} : (str){NULL, 0};
	return true;
}

bool
str_i64(str s, int64_t *out)
{
	bool neg = s.n > 0 && s.p[0] == '-';
	int64_t v = 0;
	size_t i = neg ? 1 : 0;

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, s.p[i] - '0', &v))
			return false; /* built negative, so that INT64_MIN fits */
	}
	if (!neg && v == INT64_MIN)
		return false;
	*out = neg ? v : -v;
	return true;
}

/* FNV-1a with the seed mixed in first and a final avalanche. */
uint64_t
str_hash(str s, uint64_t seed)
{
	uint64_t h = 14695981039346656037u ^ seed;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93u;
	return h ^ (h >> 32);
}

/* Length of the sequence a lead byte announces; 0 when it is no lead byte. */
static size_t
utf8_len(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c < 0xe0)
		return 2;
	if (c >= 0xe0 && c < 0xf0)
		return 3;
	return c >= 0xf0 && c < 0xf5 ? 4 : 0;
}

/* One code point at s.p[i]; 0 bytes when invalid. */
static size_t
utf8_read(str s, size_t i, uint32_t *cp)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = utf8_len((unsigned char)s.p[i]);
	uint32_t c = (unsigned char)s.p[i];

	if (n == 0 || n > s.n - i)
		return 0;
	if (n > 1)
		c &= 0x7fu >> n;
	for (size_t k = 1; k < n; k++) {
		unsigned char t = (unsigned char)s.p[i + k];
		if ((t & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (t & 0x3fu);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0;
	*cp = c;
	return n;
}

uint32_t
utf8_next(str s, size_t *i)
{
	uint32_t cp = 0xfffd;

	must(*i < s.n);
	size_t n = utf8_read(s, *i, &cp);
	*i += n > 0 ? n : 1;
	return cp;
}

bool
utf8_ok(str s)
{
	uint32_t cp;

	for (size_t i = 0; i < s.n;) {
		size_t n = utf8_read(s, i, &cp);
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

str
str_lower(struct arena *mem, str s)
{
	struct sb b;
	str out;

	sb_init(&b, mem, s.n * 3 + 4); /* U+FFFD is three bytes */
	for (size_t i = 0; i < s.n;)
		sb_utf8(&b, utf8_lower(utf8_next(s, &i)));
	must(sb_done(&b, &out));
	return out;
}

void
sb_init(struct sb *b, struct arena *mem, size_t limit_bytes)
{
	must(limit_bytes > 0);
	*b = (struct sb){.mem = mem, .limit = limit_bytes};
}

/* Room for n more bytes, or the builder is full. */
static bool
sb_reserve(struct sb *b, size_t n)
{
	if (b->full)
		return false;
	if (n > b->limit - b->n) {
		b->full = true;
		return false;
	}
	if (n <= b->room - b->n)
		return true;
	size_t room = b->room < 256 ? 256 : b->room * 2;
	if (room < b->n + n)
		room = b->n + n;
	if (room > b->limit)
		room = b->limit;
	char *grown = arena_array(b->mem, room, char);
	if (b->n > 0)
		memcpy(grown, b->p, b->n);
	b->p = grown;
	b->room = room;
	return true;
}

void
sb_put(struct sb *b, const char *p, size_t n)
{
	if (n == 0 || !sb_reserve(b, n))
		return;
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

void
sb_str(struct sb *b, str s)
{
	sb_put(b, s.p, s.n);
}

void
sb_chr(struct sb *b, char c)
{
	sb_put(b, &c, 1);
}

void
sb_utf8(struct sb *b, uint32_t codepoint)
{
	char t[4];
	uint32_t c = codepoint;

	must(c <= 0x10ffff);
	if (c < 0x80) {
		sb_chr(b, (char)c);
	} else if (c < 0x800) {
		t[0] = (char)(0xc0 | c >> 6);
		t[1] = (char)(0x80 | (c & 63));
		sb_put(b, t, 2);
	} else if (c < 0x10000) {
		t[0] = (char)(0xe0 | c >> 12);
		t[1] = (char)(0x80 | (c >> 6 & 63));
		t[2] = (char)(0x80 | (c & 63));
		sb_put(b, t, 3);
	} else {
		t[0] = (char)(0xf0 | c >> 18);
		t[1] = (char)(0x80 | (c >> 12 & 63));
		t[2] = (char)(0x80 | (c >> 6 & 63));
		t[3] = (char)(0x80 | (c & 63));
		sb_put(b, t, 4);
	}
}

void
sb_i64(struct sb *b, int64_t v)
{
	char t[20];
	size_t n = sizeof t;
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;

	do {
		t[--n] = (char)('0' + u % 10);
		u /= 10;
	} while (u != 0);
	if (v < 0)
		t[--n] = '-';
	sb_put(b, t + n, sizeof t - n);
}

static void __attribute__((format(printf, 2, 0)))
sb_vprintf(struct sb *b, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;

	va_copy(again, ap);
	int n = vsnprintf(small, sizeof small, fmt, ap);
	must(n >= 0);
	if ((size_t)n < sizeof small) {
		sb_put(b, small, (size_t)n);
	} else if (sb_reserve(b, (size_t)n)) {
		char *t = arena_array(b->mem, (size_t)n + 1, char);
		vsnprintf(t, (size_t)n + 1, fmt, again);
		sb_put(b, t, (size_t)n);
	}
	va_end(again);
}

void
sb_printf(struct sb *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sb_vprintf(b, fmt, ap);
	va_end(ap);
}

bool
sb_done(const struct sb *b, str *out)
{
	*out = (str){b->p != NULL ? b->p : "", b->n};
	return !b->full;
}

str
str_fmt(struct arena *mem, const char *fmt, ...)
{
	struct sb b;
	str out;
	va_list ap;

	sb_init(&b, mem, (size_t)1 << 20);
	va_start(ap, fmt);
	sb_vprintf(&b, fmt, ap);
	va_end(ap);
	must(sb_done(&b, &out));
	return out;
}
