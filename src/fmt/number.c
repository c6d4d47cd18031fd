/* Numbers as people and spreadsheets write them. */
#include "fmt/grid.h"

#include <string.h>

#define NUMBER_LEN_MAX 64

/* Digits and marks alone, the sign apart: "(1 234,50)", "−1.234,5", "12- kr". */
struct bare {
	char p[NUMBER_LEN_MAX];
	size_t n;
	bool minus;
};

static bool
put(struct bare *b, char c)
{
	if (b->n + 1 >= sizeof b->p)
		return false;
	b->p[b->n++] = c;
	return true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Blanks within a number part thousands: three digits must follow each. */
static bool
blanks_in_threes(const char *seen, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t run = 0;
		if (seen[i] != ' ')
			continue;
		while (i + 1 + run < n && is_digit(seen[i + 1 + run]))
			run++;
		if (run != 3 || i == 0)
			return false;
	}
	return true;
}

static bool
strip_blanks(struct bare *b)
{
	size_t n = 0;

	while (b->n > 0 && b->p[b->n - 1] == ' ')
		b->n--;
	if (!blanks_in_threes(b->p, b->n))
		return false;
	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] != ' ')
			b->p[n++] = b->p[i];
	b->n = n;
	return n > 0;
}

static bool
bare_of(str s, struct bare *b)
{
	bool paren = false, sign = false;

	*b = (struct bare){0};
	s = str_trim(s);
	if (str_has_suffix(s, STR("kr")))
		s = str_trim(str_sub(s, 0, s.n - 2));
	if (s.n >= 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
		paren = true;
		s = str_sub(s, 1, s.n - 1);
	}
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t c = utf8_next(s, &i);
		if (c == '-' || c == 0x2212 || c == '+') {
			if (sign || paren || (b->n > 0 && i < s.n) || (c == '+' && b->n > 0))
				return false;
			sign = true;
			b->minus = c != '+';
		} else if (c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009) {
			if (b->n > 0 && !put(b, ' '))
				return false;
		} else if (c > 126 || (!is_digit(s.p[at]) && c != '.' && c != ',') ||
		    !put(b, s.p[at])) {
			return false;
		}
	}
	b->minus |= paren;
	return strip_blanks(b);
}

static size_t
count(const struct bare *b, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->p[i] == c;
	return n;
}

/* Does `mark` part thousands rightly in the first n characters? */
static bool
in_threes(const struct bare *b, size_t n, char mark)
{
	size_t run = 0;
	bool seen = false;

	for (size_t i = 0; i < n; i++) {
		if (b->p[i] != mark) {
			run++;
			continue;
		}
		if (seen ? run != 3 : run < 1 || run > 3)
			return false;
		seen = true;
		run = 0;
	}
	return !seen || run == 3;
}

enum number_form
number_form(str s)
{
	struct bare b;
	dec v;

	if (!bare_of(s, &b))
		return NUMBER_BAD;
	size_t commas = count(&b, ','), points = count(&b, '.');
	if (commas + points == 0)
		return NUMBER_WHOLE;
	bool comma = number_parse(s, ',', &v), point = number_parse(s, '.', &v);
	if (comma && point)
		return commas + points > 1 ? NUMBER_WHOLE : NUMBER_EITHER;
	return comma ? NUMBER_COMMA : point ? NUMBER_POINT : NUMBER_BAD;
}

bool
number_parse(str s, char point, dec *out)
{
	char other = point == ',' ? '.' : ',', plain[NUMBER_LEN_MAX];
	struct bare b;
	size_t n = 0, whole;

	if (!bare_of(s, &b) || count(&b, point) > 1)
		return false;
	for (whole = 0; whole < b.n && b.p[whole] != point; whole++)
		;
	if (!in_threes(&b, whole, other) || whole + 1 == b.n)
		return false;
	if (b.minus)
		plain[n++] = '-';
	if (whole == 0)
		plain[n++] = '0';
	for (size_t i = 0; i < b.n && n + 1 < sizeof plain; i++) {
		if (b.p[i] == other && i > whole)
			return false;
		if (b.p[i] != other)
			plain[n++] = b.p[i] == point ? '.' : b.p[i];
	}
	return n + 1 < sizeof plain && dec_parse((str){plain, n}, '.', out);
}
