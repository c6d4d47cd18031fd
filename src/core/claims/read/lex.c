#include "core/claims/read/lex.h"

#include <string.h>

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

static bool
is_digit(str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* ASCII letters, and any letter of two bytes (C3 80 .. and on, but not the signs of C2). */
static bool
is_letter(str s, size_t i)
{
	if (i >= s.n)
		return false;
	unsigned char c = (unsigned char)s.p[i];
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC3 && c <= 0xDF) ||
	    (c >= 0x80 && c <= 0xBF && i > 0 && (unsigned char)s.p[i - 1] >= 0xC3 &&
	        (unsigned char)s.p[i - 1] <= 0xDF);
}

/* Bytes of a minus or dash at i: '-', U+2010..U+2015, U+2212. */
static size_t
dash(str s, size_t i)
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

static size_t
digits(str s, size_t i)
{
	size_t n = 0;

	while (is_digit(s, i + n))
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
	return digits(s, j) == 3 && !is_letter(s, j + 3) ? j + 3 - i : 0;
}

struct scan {
	size_t end;
	int64_t value, step;
	bool grouped, point, bad;
	size_t n_digit;
};

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

/* The number that begins at i, which is a digit. */
static struct scan
number(str s, size_t i)
{
	struct scan x = {0};
	size_t n = digits(s, i), g;
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
	if (i < s.n && (s.p[i] == ',' || (s.p[i] == '.' && !dots)) && is_digit(s, i + 1)) {
		n_dec = digits(s, i + 1);
		size_t after = i + 1 + n_dec;
		/* 1,2,3 is a list and 2.1.4 a section. */
		if (after + 1 < s.n && (s.p[after] == ',' || s.p[after] == '.') &&
		    is_digit(s, after + 1))
			n_dec = 0;
		else
			x.point = s.p[i] == '.';
	}
	x.end = n_dec > 0 ? i + 1 + n_dec : i;
	return finish(x, s, i + 1, n_dec);
}

static struct tok *
push(struct toks *t, struct tok k)
{
	arena_grow(t->mem, t->v, t->n, t->room);
	t->v[t->n] = k;
	return &t->v[t->n++];
}

static int
two(str s, size_t i)
{
	return (s.p[i] - '0') * 10 + s.p[i + 1] - '0';
}

/* 2025-12-31 and 2025-12; the bytes it takes, 0 when it is no date. */
static size_t
date_at(str s, size_t i, struct tok *k)
{
	if (digits(s, i) != 4 || i + 4 >= s.n || s.p[i + 4] != '-' || digits(s, i + 5) != 2)
		return 0;
	int y = two(s, i) * 100 + two(s, i + 2), m = two(s, i + 5);
	if (y < 1900 || y > 2099 || m < 1 || m > 12)
		return 0;
	k->kind = TOK_DATE;
	k->year = (int16_t)y;
	k->month = (int8_t)m;
	if (i + 7 < s.n && s.p[i + 7] == '-' && digits(s, i + 8) == 2) {
		k->day = (int8_t)two(s, i + 8);
		return 10;
	}
	return is_digit(s, i + 7) ? 0 : 7;
}

/* Letters glued to digits: a unit ("25Mkr") keeps the number, else it is a name. */
static bool
glued_unit(struct words *w, str s, size_t i)
{
	size_t n = 0;

	while (is_letter(s, i + n))
		n++;
	uint32_t id = words_id(w, str_sub(s, i, i + n)); /* may move the words */
	return (w->v[id].flags & W_UNIT) != 0;
}

/* "20-tal" is a figure, "15-årig" and "1179-2024", "11:6", "1/2" are names. */
static size_t
name_tail(str s, size_t end)
{
	size_t j = end;

	for (;;) {
		if (j + 1 < s.n && strchr(":/", s.p[j]) != NULL && is_digit(s, j + 1))
			j += 1 + digits(s, j + 1);
		else if (j + 1 < s.n && s.p[j] == '-' && is_letter(s, j + 1) &&
		    !str_has_prefix(str_sub(s, j, s.n), STR("-tal")))
			for (j++; is_letter(s, j) || is_digit(s, j);)
				j++;
		else if (j + 1 < s.n && s.p[j] == '.' && is_digit(s, j + 1))
			j += 1 + digits(s, j + 1);
		else
			break;
	}
	return j - end;
}

/* "070-123 45 67": a number that begins with 0 is dialled; "903 26 Umeå" is a place. */
static size_t
dialled(str s, size_t i)
{
	size_t n = digits(s, i), j = i + n;

	if (n == 3 && j < s.n && s.p[j] == ' ' && digits(s, j + 1) == 2 && j + 4 < s.n &&
	    s.p[j + 3] == ' ' && s.p[j + 4] >= 'A' && s.p[j + 4] <= 'Z')
		return 6;
	if (s.p[i] != '0' || n < 2 || n > 4)
		return 0;
	if (j >= s.n || (s.p[j] != '-' && s.p[j] != ' ') || !is_digit(s, j + 1))
		return 0;
	while (j + 1 < s.n && (s.p[j] == '-' || s.p[j] == ' ') && is_digit(s, j + 1))
		j += 1 + digits(s, j + 1);
	return j - i;
}

/* What begins with a digit at i. */
static size_t
lex_digits(struct toks *out, struct words *w, str s, size_t i, int line)
{
	struct tok k = {.off = (uint32_t)i, .line = line, .kind = TOK_NUMBER};
	size_t n = date_at(s, i, &k);

	if (n > 0) {
		k.end = (uint32_t)(i + n);
		push(out, k);
		return n;
	}
	if ((n = dialled(s, i)) > 0) {
		k.kind = TOK_NAME;
		k.word = words_id(w, str_sub(s, i, i + n));
		k.end = (uint32_t)(i + n);
		push(out, k);
		return n;
	}
	struct scan x = number(s, i);
	size_t tail = name_tail(s, x.end);
	size_t first = digits(s, i);
	/* "2024-0417" and "2023-00456": a year and a number in its register. */
	if (tail == 0 && first == 4 && x.end == i + 4 && x.end < s.n && s.p[x.end] == '-' &&
	    digits(s, x.end + 1) >= 4 && two(s, i) == 20 &&
	    !(digits(s, x.end + 1) == 4 && two(s, x.end + 1) == 20))
		tail = 1 + digits(s, x.end + 1);
	if (tail == 0 && !x.grouped && x.end == i + first && first <= 5 && x.end < s.n &&
	    s.p[x.end] == '-' && digits(s, x.end + 1) == 4 && two(s, x.end + 1) == 20 &&
	    !(first == 4 && (two(s, i) == 19 || two(s, i) == 20)))
		tail = 5; /* a case number and its year */
	k.value = x.value;
	k.step = x.step;
	k.grouped = x.grouped;
	k.point = x.point;
	if (tail == 0 && is_letter(s, x.end) && !glued_unit(w, s, x.end)) {
		while (is_letter(s, x.end + tail) || is_digit(s, x.end + tail))
			tail++;
	}
	if (tail > 0 || x.bad) {
		k.kind = TOK_NAME;
		k.word = words_id(w, str_sub(s, i, x.end + tail));
	}
	if (k.kind == TOK_NUMBER && first == 4 && x.end == i + 4 && k.value >= 1900 * MICRO &&
	    k.value < 2100 * MICRO) {
		k.kind = TOK_YEAR;
		k.year = (int16_t)(k.value / MICRO);
	}
	k.end = (uint32_t)(x.end + tail);
	push(out, k);
	return x.end + tail - i;
}

/* A word: letters with hyphens and digits inside ("R12", "HR-staben", "IT/MT"). */
static size_t
lex_word(struct toks *out, struct words *w, str s, size_t i, int line)
{
	size_t j = i;
	bool digit = false;

	while (j < s.n) {
		if (is_letter(s, j))
			j++;
		else if (is_digit(s, j))
			j++, digit = true;
		else if (s.p[j] == '-' && (is_letter(s, j + 1) || is_digit(s, j + 1)))
			j++;
		else if (s.p[j] == '.' && j == i + 1 && j + 1 < s.n && is_letter(s, j + 1))
			j++; /* t.ex. */
		else if (s.p[j] == '.' && j == i + 3 && s.p[i + 1] == '.' && is_letter(s, j + 1))
			j++; /* p.g.a. */
		else
			break;
	}
	unsigned char c = (unsigned char)s.p[i], d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
	struct tok k = {.off = (uint32_t)i,
	    .end = (uint32_t)j,
	    .line = line,
	    .kind = TOK_WORD,
	    .cap = (c >= 'A' && c <= 'Z') || (c == 0xC3 && d >= 0x80 && d <= 0x9E)};
	if (digit)
		k.kind = TOK_NAME;
	k.word = words_id(w, str_sub(s, i, j));
	push(out, k);
	return j - i;
}

/* A dash before a digit is a minus when nothing but a space or bracket is before it. */
static bool
is_minus(str s, size_t i, size_t n, size_t from)
{
	if (!is_digit(s, i + n))
		return false;
	return i == from || strchr(" \t\n(\r", s.p[i - 1]) != NULL ||
	    (unsigned char)s.p[i - 1] == 0xA0;
}

/* A year is a figure after all when a unit follows: "2000 kronor". */
static void
settle_years(struct toks *t, size_t from, const struct words *w)
{
	for (size_t i = from; i + 1 < t->n; i++) {
		struct tok *k = &t->v[i], *next = k + 1;
		if (k->kind != TOK_YEAR)
			continue;
		bool unit = next->kind == TOK_SIGN && next->c == '%';
		if (next->kind == TOK_WORD) {
			const struct word *v = &w->v[next->word];
			unit = (v->flags & W_UNIT) && v->unit != CLAIMS_YEARS &&
			    v->unit != CLAIMS_MONTHS;
			unit = unit || str_has_prefix(v->lower, STR("miljon"));
		}
		if (unit)
			k->kind = TOK_NUMBER;
	}
}

void
lex(struct toks *out, struct words *w, str text, size_t from, size_t to, int line)
{
	str s = str_sub(text, 0, to);
	size_t first = out->n, n;

	for (size_t i = from; i < to;) {
		if (s.p[i] == '\n')
			line++;
		if ((n = lex_space(s, i)) > 0) {
			i += n;
			continue;
		}
		if (is_digit(s, i)) {
			n = lex_digits(out, w, s, i, line);
			for (size_t j = i; j < i + n; j++)
				line += s.p[j] == '\n';
		} else if (is_letter(s, i)) {
			n = lex_word(out, w, s, i, line);
		} else {
			n = dash(s, i);
			bool minus = n > 0 && is_minus(s, i, n, from);
			char c = n > 0 ? '-' : (unsigned char)s.p[i] < 0x80 ? s.p[i] : 'x';
			if (n == 0)
				for (n = 1; i + n < to &&
				     ((unsigned char)s.p[i + n] & 0xC0) == 0x80 &&
				     (unsigned char)s.p[i] >= 0x80;)
					n++;
			if (n == 2 && (unsigned char)s.p[i] == 0xC2 &&
			    (unsigned char)s.p[i + 1] == 0xA7)
				c = '$'; /* the section sign */
			push(out,
			    (struct tok){.off = (uint32_t)i,
			        .end = (uint32_t)(i + n),
			        .line = line,
			        .kind = TOK_SIGN,
			        .c = c,
			        .sign = minus ? -1 : 0});
		}
		i += n;
	}
	settle_years(out, first, w);
}

/* The percent sign or nothing may follow the number of a cell. */
static bool
cell_tail(str s, struct cell_number *out)
{
	s = str_trim(s);
	while (s.n > 0 && lex_space(s, 0) > 0)
		s = str_sub(s, lex_space(s, 0), s.n);
	if (str_eq(s, STR("%"))) {
		out->percent = true;
		return true;
	}
	return s.n == 0 || str_eq(s, STR("*")) || str_eq(s, STR(")"));
}

bool
lex_cell(str cell, struct cell_number *out)
{
	str s = str_trim(cell);
	int sign = 1;
	size_t n;

	*out = (struct cell_number){0};
	while (s.n > 0 && (n = lex_space(s, 0)) > 0)
		s = str_sub(s, n, s.n);
	if (s.n == 0 || (dash(s, 0) == s.n)) {
		out->blank = true;
		return false;
	}
	if ((n = dash(s, 0)) > 0 || s.p[0] == '(') {
		sign = -1;
		s = str_sub(s, n > 0 ? n : 1, s.n);
	} else if (s.p[0] == '+') {
		s = str_sub(s, 1, s.n);
	}
	while (s.n > 0 && (n = lex_space(s, 0)) > 0)
		s = str_sub(s, n, s.n);
	if (!is_digit(s, 0))
		return false;
	struct scan x = number(s, 0);
	if (x.bad || !cell_tail(str_sub(s, x.end, s.n), out))
		return false;
	out->value = sign * x.value;
	out->step = x.step;
	out->point = x.point;
	return true;
}
