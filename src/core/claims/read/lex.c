#include "core/claims/read/lex_priv.h"

#include <string.h>

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
	if (lex_digits(s, i) != 4 || i + 4 >= s.n || s.p[i + 4] != '-' || lex_digits(s, i + 5) != 2)
		return 0;
	int y = two(s, i) * 100 + two(s, i + 2), m = two(s, i + 5);
	if (y < 1900 || y > 2099 || m < 1 || m > 12)
		return 0;
	k->kind = TOK_DATE;
	k->year = (int16_t)y;
	k->month = (int8_t)m;
	if (i + 7 < s.n && s.p[i + 7] == '-' && lex_digits(s, i + 8) == 2) {
		k->day = (int8_t)two(s, i + 8);
		return 10;
	}
	return lex_is_digit(s, i + 7) ? 0 : 7;
}

/* Letters glued to digits: a unit ("25Mkr") keeps the number, else it is a name. */
static bool
glued_unit(struct words *w, str s, size_t i)
{
	size_t n = 0;

	while (lex_is_letter(s, i + n))
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
		if (j + 1 < s.n && strchr(":/", s.p[j]) != NULL && lex_is_digit(s, j + 1))
			j += 1 + lex_digits(s, j + 1);
		else if (j + 1 < s.n && s.p[j] == '-' && lex_is_letter(s, j + 1) &&
		    !str_has_prefix(str_sub(s, j, s.n), STR("-tal")))
			for (j++; lex_is_letter(s, j) || lex_is_digit(s, j);)
				j++;
		else if (j + 1 < s.n && s.p[j] == '.' && lex_is_digit(s, j + 1))
			j += 1 + lex_digits(s, j + 1);
		else
			break;
	}
	return j - end;
}

/* "070-123 45 67": a number that begins with 0 is dialled; "903 26 Umeå" is a place. */
static size_t
dialled(str s, size_t i)
{
	size_t n = lex_digits(s, i), j = i + n;

	if (n == 3 && j < s.n && s.p[j] == ' ' && lex_digits(s, j + 1) == 2 && j + 4 < s.n &&
	    s.p[j + 3] == ' ' && s.p[j + 4] >= 'A' && s.p[j + 4] <= 'Z')
		return 6;
	if (s.p[i] != '0' || n < 2 || n > 4)
		return 0;
	if (j >= s.n || (s.p[j] != '-' && s.p[j] != ' ') || !lex_is_digit(s, j + 1))
		return 0;
	while (j + 1 < s.n && (s.p[j] == '-' || s.p[j] == ' ') && lex_is_digit(s, j + 1))
		j += 1 + lex_digits(s, j + 1);
	return j - i;
}

/* What begins with a digit at i. */
static size_t
put_digits(struct toks *out, struct words *w, str s, size_t i, int line)
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
	struct scan x = lex_number(s, i);
	size_t tail = name_tail(s, x.end);
	size_t first = lex_digits(s, i);
	/* "2024-0417" and "2023-00456": a year and a number in its register. */
	if (tail == 0 && first == 4 && x.end == i + 4 && x.end < s.n && s.p[x.end] == '-' &&
	    lex_digits(s, x.end + 1) >= 4 && two(s, i) == 20 &&
	    !(lex_digits(s, x.end + 1) == 4 && two(s, x.end + 1) == 20))
		tail = 1 + lex_digits(s, x.end + 1);
	if (tail == 0 && !x.grouped && x.end == i + first && first <= 5 && x.end < s.n &&
	    s.p[x.end] == '-' && lex_digits(s, x.end + 1) == 4 && two(s, x.end + 1) == 20 &&
	    !(first == 4 && (two(s, i) == 19 || two(s, i) == 20)))
		tail = 5; /* a case number and its year */
	k.value = x.value;
	k.step = x.step;
	k.grouped = x.grouped;
	k.point = x.point;
	if (tail == 0 && lex_is_letter(s, x.end) && !glued_unit(w, s, x.end)) {
		while (lex_is_letter(s, x.end + tail) || lex_is_digit(s, x.end + tail))
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

/* Where the letters go on after a soft hyphen at j, on this line or the next; 0 when there is
 * none. */
static size_t
soft_hyphen(str s, size_t j)
{
	size_t k = j + 2, n;

	if (k > s.n || (unsigned char)s.p[j] != 0xC2 || (unsigned char)s.p[j + 1] != 0xAD)
		return 0;
	while (k < s.n && (n = lex_space(s, k)) > 0)
		k += n;
	return lex_is_letter(s, k) ? k : 0;
}

/* The word without its soft hyphens. */
static str
without_hyphens(struct arena *mem, str s, size_t i, size_t end)
{
	char *p = arena_array(mem, end - i, char);
	size_t n = 0;

	while (i < end) {
		size_t on = soft_hyphen(s, i);
		if (on > 0)
			i = on;
		else
			p[n++] = s.p[i++];
	}
	return (str){p, n};
}

/* A word: letters with hyphens and digits inside ("R12", "HR-staben", "IT/MT"). */
static size_t
lex_word(struct toks *out, struct words *w, str s, size_t i, int line)
{
	size_t j = i, on;
	bool digit = false, soft = false;

	while (j < s.n) {
		if (lex_is_letter(s, j))
			j++;
		else if (lex_is_digit(s, j))
			j++, digit = true;
		else if (s.p[j] == '-' && (lex_is_letter(s, j + 1) || lex_is_digit(s, j + 1)))
			j++;
		else if (s.p[j] == '.' && j == i + 1 && j + 1 < s.n && lex_is_letter(s, j + 1))
			j++; /* t.ex. */
		else if (s.p[j] == '.' && j == i + 3 && s.p[i + 1] == '.' &&
		    lex_is_letter(s, j + 1))
			j++; /* p.g.a. */
		else if ((on = soft_hyphen(s, j)) > 0)
			j = on, soft = true;
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
	k.word = words_id(w, soft ? without_hyphens(w->mem, s, i, j) : str_sub(s, i, j));
	push(out, k);
	return j - i;
}

/* A dash before a digit is a minus when nothing but a space or bracket is before it. */
static bool
is_minus(str s, size_t i, size_t n, size_t from)
{
	if (!lex_is_digit(s, i + n))
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
		if (lex_is_digit(s, i)) {
			n = put_digits(out, w, s, i, line);
			for (size_t j = i; j < i + n; j++)
				line += s.p[j] == '\n';
		} else if (lex_is_letter(s, i)) {
			n = lex_word(out, w, s, i, line);
			for (size_t j = i; j < i + n; j++)
				line += s.p[j] == '\n';
		} else {
			n = lex_dash(s, i);
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
