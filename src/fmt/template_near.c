/* template_near.c -- keywords compared the way people write them, and guessed. */
#include "fmt/template_priv.h"

#include <string.h>

#define NEAR_CHARS_MAX 96

static uint32_t
fold_char(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	switch (c) {
	case 0xe5:
	case 0xe4:
	case 0xc5:
	case 0xc4:
		return 'a';
	case 0xf6:
	case 0xd6:
		return 'o';
	case 0xe9:
	case 0xc9:
		return 'e';
	default:
		return c;
	}
}

str
tpl_fold(struct arena *mem, str s)
{
	struct sb b;
	str out;

	sb_init(&b, mem, s.n * 3 + 4); /* a broken byte becomes U+FFFD, three bytes */
	for (size_t i = 0; i < s.n;)
		sb_utf8(&b, fold_char(utf8_next(s, &i)));
	must(sb_done(&b, &out));
	return out;
}

int
tpl_chars(str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n; n++)
		(void)utf8_next(s, &i);
	return n;
}

bool
tpl_has_word(const char *words, str word)
{
	str rest = str_of(words == NULL ? "" : words), part;

	while (str_cut(&rest, ' ', &part))
		if (part.n > 0 && str_eq(part, word))
			return true;
	return false;
}

bool
tpl_word(str *rest, str *word, bool *open)
{
	size_t i = 0;
	bool quoted = false;

	while (rest->n > 0 && (rest->p[0] == ' ' || rest->p[0] == '\t'))
		*rest = str_sub(*rest, 1, rest->n);
	if (rest->n == 0)
		return false;
	for (; i < rest->n; i++) {
		if (rest->p[i] == '"')
			quoted = !quoted;
		else if (!quoted && (rest->p[i] == ' ' || rest->p[i] == '\t'))
			break;
	}
	*open = quoted;
	*word = str_sub(*rest, 0, i);
	*rest = str_sub(*rest, i, rest->n);
	return true;
}

static size_t
folded_chars(str s, uint32_t out[NEAR_CHARS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < NEAR_CHARS_MAX;)
		out[n++] = fold_char(utf8_next(s, &i));
	return n;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein distance, with two rows. */
static size_t
distance(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t row[NEAR_CHARS_MAX + 1];

	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t up = row[j];
			size_t swap = diagonal + (a[i - 1] != b[j - 1]);
			row[j] = least(least(up, row[j - 1]) + 1, swap);
			diagonal = up;
		}
	}
	return row[nb];
}

str
tpl_nearest(str name, const str *candidate, size_t n)
{
	uint32_t a[NEAR_CHARS_MAX], b[NEAR_CHARS_MAX];
	size_t na = folded_chars(name, a);
	size_t best = na / 3 + 2;
	str out = STR("");

	for (size_t i = 0; i < n; i++) {
		size_t nb = folded_chars(candidate[i], b);
		size_t far = nb > na ? nb - na : na - nb;
		if (far >= best)
			continue;
		size_t dist = distance(a, na, b, nb);
		if (dist < best) {
			best = dist;
			out = candidate[i];
		}
	}
	return out;
}
