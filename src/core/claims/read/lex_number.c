/* lex_number.c -- digits, their groups and decimals. */
#include "core/claims/read/lex_priv.h"

/* Digits a figure may have; longer ones are account and card numbers. */
#define DIGITS_MAX 12

size_t
lex_space(str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0)
		return 2;
	if (c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80) {
		unsigned char d = (unsigned char)s.p[i + 2];
		if ((d >= 0x80 && d <= 0x8B) || d == 0xAF)
			return 3;
	}
	return 0;
}

bool
lex_is_letter(str s, size_t i)
{
	if (i >= s.n)
		return false;
	unsigned char c = (unsigned char)s.p[i];
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC3 && c <= 0xDF) ||
	    (c >= 0x80 && c <= 0xBF && i > 0 && (unsigned char)s.p[i - 1] >= 0xC3 &&
	        (unsigned char)s.p[i - 1] <= 0xDF);
}

size_t
lex_dash(str s, size_t i)
{
	if (i >= s.n)
		return 0;
	if (s.p[i] == '-')
		return 1;
	if (i + 2 < s.n && (unsigned char)s.p[i] == 0xE2) {
		unsigned char b = (unsigned char)s.p[i + 1], c = (unsigned char)s.p[i + 2];
		if ((b == 0x80 && c >= 0x90 && c <= 0x95) || (b == 0x88 && c == 0x92))
			return 3;
	}
	return 0;
}

size_t
lex_digits(str s, size_t i)
{
	size_t n = 0;

	while (lex_is_digit(s, i + n))
		n++;
	return n;
}

/* Bytes from i to three digits that go on a number: a space, point or line end
 * and exactly three digits; 0 when there is no such group. */
static size_t
group(str s, size_t i, bool *point)
{
	size_t j = i;

	if (j < s.n && s.p[j] == '.') {
		j++;
		*point = true;
	} else {
		size_t n, spaces = 0;
		while (j < s.n && s.p[j] != '\t' && (n = lex_space(s, j)) > 0) {
			j += n;
			spaces++;
		}
		if (spaces == 0 || spaces > 2)
			return 0;
	}
	return lex_digits(s, j) == 3 && !lex_is_letter(s, j + 3) ? j + 3 - i : 0;
}

static void
add_digits(struct scan *x, str s, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++)
		if (x->n_digit++ < DIGITS_MAX)
			x->value = x->value * 10 + (s.p[i] - '0');
		else
			x->bad = true;
}

static struct scan
finish(struct scan x, str s, size_t at, size_t n_dec)
{
	if (n_dec > 6 || x.n_digit > DIGITS_MAX) {
		x.bad = true;
		return x;
	}
	x.step = MICRO;
	for (size_t i = 0; i < n_dec; i++) {
		x.step /= 10;
		x.value = x.value * 10 + (s.p[at + i] - '0');
	}
	if (__builtin_mul_overflow(x.value, x.step, &x.value))
		x.bad = true;
	return x;
}

struct scan
lex_number(str s, size_t i)
{
	struct scan x = {0};
	size_t n = lex_digits(s, i), g;
	bool dots = false, dot = false;

	add_digits(&x, s, i, n);
	i += n;
	if (n <= 3 && s.p[i - n] != '0') {
		while ((g = group(s, i, &dot)) > 0) {
			if (x.grouped && dot != dots)
				break;
			dots = dot;
			dot = false;
			add_digits(&x, s, i + g - 3, 3);
			x.grouped = true;
			i += g;
		}
	}
	size_t n_dec = 0;
	if (i < s.n && (s.p[i] == ',' || (s.p[i] == '.' && !dots)) && lex_is_digit(s, i + 1)) {
		n_dec = lex_digits(s, i + 1);
		size_t after = i + 1 + n_dec;
		/* 1,2,3 is a list and 2.1.4 a section. */
		if (after + 1 < s.n && (s.p[after] == ',' || s.p[after] == '.') &&
		    lex_is_digit(s, after + 1))
			n_dec = 0;
		else
			x.point = s.p[i] == '.';
	}
	x.end = n_dec > 0 ? i + 1 + n_dec : i;
	return finish(x, s, i + 1, n_dec);
}
