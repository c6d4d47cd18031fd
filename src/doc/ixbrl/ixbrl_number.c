/* ixbrl_number.c -- which printed number is which exact value. */
#include "doc/ixbrl/ixbrl_priv.h"

#define NBSP_1 '\xc2'
#define NBSP_2 '\xa0'

static bool
is_digit(str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static bool
is_group_space(str s, size_t i)
{
	return i + 2 < s.n && s.p[i] == NBSP_1 && s.p[i + 1] == NBSP_2 && is_digit(s, i + 2);
}

/* The digits from `at` on: whole groups, then at most one decimal mark. */
static bool
read_digits(str s, size_t at, char point, struct printed *out, int *decimals)
{
	char digits[DEC_TEXT_MAX];
	size_t n = 0, i = at;
	bool fraction = false;

	*decimals = 0;
	while (n < sizeof digits) {
		if (is_digit(s, i)) {
			digits[n++] = s.p[i++];
			*decimals += fraction;
		} else if (!fraction && is_group_space(s, i)) {
			i += 2;
		} else if (!fraction && i < s.n && s.p[i] == point && is_digit(s, i + 1)) {
			digits[n++] = '.';
			fraction = true;
			i++;
		} else {
			break;
		}
	}
	out->from = at;
	out->to = i;
	return dec_parse((str){digits, n}, '.', &out->value);
}

/* Is the exact value, in units of 10^scale, what is printed to that many decimals? */
static bool
matches(const struct xbrl_fact *f, int scale, int decimals, struct printed *out)
{
	dec v = scale > 0 ? dec_mul(f->value, dec_of(1, scale)) : f->value;

	v = dec_rescale(v, decimals, DEC_HALF_UP);
	if (!dec_ok(v) || dec_cmp(dec_abs(v), out->value) != 0)
		return false;
	out->minus = dec_sign(v) < 0;
	return true;
}

bool
printed_find(str text, const struct xbrl_fact *f, enum lang lang, struct printed *out)
{
	static const int money[] = {0, 3, 6, 9};
	char point = lang == LANG_SV ? ',' : '.';
	size_t at = 0;
	int decimals;

	*out = (struct printed){0};
	while (at < text.n && !is_digit(text, at))
		at++;
	if (at == text.n || !dec_ok(f->value) || !read_digits(text, at, point, out, &decimals))
		return false;
	if (f->type == XBRL_PERCENT) {
		out->scale = -2;
		out->decimals = decimals + 2;
		return matches(f, 0, decimals, out);
	}
	/* Cells of a table leave the scale to its caption: the value tells.  Where a
	 * zero fits several, the finest says most. */
	for (size_t i = 0; i < (f->type == XBRL_MONEY ? COUNTOF(money) : 1); i++) {
		out->scale = money[i];
		out->decimals = decimals - money[i];
		if (matches(f, money[i], decimals, out))
			return true;
	}
	return false;
}
