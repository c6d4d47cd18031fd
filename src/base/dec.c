#include "base/dec.h"

#include <string.h>

static const dec bad = {0, DEC_BAD};

/* 10^n for 0 <= n <= 37. */
static u128
pow10u(int n)
{
	u128 r = 1;

	must(n >= 0 && n <= 37);
	while (n-- > 0)
		r *= 10;
	return r;
}

static u128
mag(i128 v)
{
	return v < 0 ? (u128)-v : (u128)v;
}

/* Build a value from sign and magnitude, or bad when (D1) would break. */
static dec
make(bool neg, u128 m, int scale)
{
	if (m >= pow10u(37) || scale < 0 || scale > DEC_SCALE_MAX)
		return bad;
	return (dec){neg ? -(i128)m : (i128)m, scale};
}

static bool
mul_fits(u128 a, u128 b, u128 *out)
{
	if (a != 0 && b > (pow10u(37) - 1) / a)
		return false;
	*out = a * b;
	return true;
}

bool
dec_ok(dec a)
{
	return a.scale != DEC_BAD;
}

dec
dec_int(int64_t v)
{
	return (dec){v, 0};
}

/* Bring a up to `scale` without loss. */
static dec
widen(dec a, int scale)
{
	u128 m;

	if (!dec_ok(a) || !mul_fits(mag(a.coef), pow10u(scale - a.scale), &m))
		return bad;
	return make(a.coef < 0, m, scale);
}

dec
dec_of(int64_t coef, int scale)
{
	must(scale >= 0 && scale <= DEC_SCALE_MAX);
	return (dec){coef, scale};
}

dec
dec_bad(void)
{
	return bad;
}

dec
dec_add(dec a, dec b)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;

	if (!dec_ok(a) || !dec_ok(b))
		return bad;
	a = widen(a, scale);
	b = widen(b, scale);
	if (!dec_ok(a) || !dec_ok(b))
		return bad;
	i128 s = a.coef + b.coef; /* both < 10^37: cannot overflow */
	return make(s < 0, mag(s), scale);
}

dec
dec_sub(dec a, dec b)
{
	b.coef = -b.coef;
	return dec_add(a, b);
}

dec
dec_neg(dec a)
{
	if (!dec_ok(a))
		return bad;
	a.coef = -a.coef;
	return a;
}

dec
dec_abs(dec a)
{
	return dec_ok(a) && a.coef < 0 ? dec_neg(a) : a;
}

dec
dec_trim(dec a)
{
	while (dec_ok(a) && a.scale > 0 && a.coef % 10 == 0) {
		a.coef /= 10;
		a.scale--;
	}
	return a;
}

dec
dec_mul(dec a, dec b)
{
	u128 m;

	if (!dec_ok(a) || !dec_ok(b))
		return bad;
	if (!mul_fits(mag(a.coef), mag(b.coef), &m)) {
		a = dec_trim(a); /* zeros at the end must not make a product that fits bad */
		b = dec_trim(b);
		if (!mul_fits(mag(a.coef), mag(b.coef), &m))
			return bad;
	}
	int scale = a.scale + b.scale;
	while (scale > DEC_SCALE_MAX && m % 10 == 0) {
		m /= 10;
		scale--;
	}
	return make((a.coef < 0) != (b.coef < 0), m, scale);
}

/* q is the quotient, r the remainder of division by d: round the magnitude. */
static u128
round_mag(u128 q, u128 r, u128 d, enum dec_round how)
{
	if (r == 0)
		return q;
	switch (how) {
	case DEC_DOWN:
		return q;
	case DEC_UP:
		return q + 1;
	case DEC_HALF_UP:
		return r >= d - r ? q + 1 : q;
	case DEC_HALF_EVEN:
		if (r != d - r)
			return r > d - r ? q + 1 : q;
		return q + (q & 1);
	}
	never("rounding not chosen");
}

dec
dec_rescale(dec a, int scale, enum dec_round how)
{
	must(scale >= 0 && scale <= DEC_SCALE_MAX);
	if (!dec_ok(a))
		return bad;
	if (scale >= a.scale)
		return widen(a, scale);
	u128 d = pow10u(a.scale - scale);
	u128 m = mag(a.coef);
	return make(a.coef < 0, round_mag(m / d, m % d, d, how), scale);
}

dec
dec_div(dec a, dec b, int scale, enum dec_round how)
{
	u128 num, den, up;

	must(scale >= 0 && scale <= DEC_SCALE_MAX);
	if (!dec_ok(a) || !dec_ok(b) || b.coef == 0)
		return bad;
	a = dec_trim(a); /* so that the scaled quotient fits as often as it can */
	b = dec_trim(b);
	/* a.coef/10^as : b.coef/10^bs at `scale` = a.coef*10^k / b.coef */
	int k = scale + b.scale - a.scale;
	num = mag(a.coef);
	den = mag(b.coef);
	if (k > 36 || k < -36)
		return bad;
	up = pow10u(k < 0 ? -k : k);
	if (!mul_fits(k < 0 ? den : num, up, k < 0 ? &den : &num))
		return bad;
	return make((a.coef < 0) != (b.coef < 0), round_mag(num / den, num % den, den, how), scale);
}

int
dec_cmp(dec a, dec b)
{
	must(dec_ok(a));
	must(dec_ok(b));
	/* Compare whole parts first so that widening cannot overflow. */
	i128 ai = a.coef / (i128)pow10u(a.scale);
	i128 bi = b.coef / (i128)pow10u(b.scale);
	if (ai != bi)
		return ai < bi ? -1 : 1;
	i128 af = a.coef % (i128)pow10u(a.scale) * (i128)pow10u(DEC_SCALE_MAX - a.scale);
	i128 bf = b.coef % (i128)pow10u(b.scale) * (i128)pow10u(DEC_SCALE_MAX - b.scale);
	return af < bf ? -1 : af > bf;
}

int
dec_sign(dec a)
{
	must(dec_ok(a));
	return a.coef < 0 ? -1 : a.coef > 0;
}

bool
dec_i64(dec a, int64_t *out)
{
	a = dec_trim(a);
	if (!dec_ok(a) || a.scale != 0 || a.coef > INT64_MAX || a.coef < INT64_MIN)
		return false;
	*out = (int64_t)a.coef;
	return true;
}

dec
ore_as(int64_t ore, int unit_exp)
{
	return dec_of(ore, unit_exp);
}

/* Anchored: the whole text is the number, with exactly the given point. */
bool
dec_parse(str s, char point, dec *out)
{
	size_t i = 0;
	bool neg = false, seen = false;
	u128 m = 0;
	int scale = -1;

	*out = bad;
	if (i < s.n && (s.p[i] == '-' || s.p[i] == '+'))
		neg = s.p[i++] == '-';
	for (; i < s.n; i++) {
		if (s.p[i] == point && scale < 0) {
			scale = 0;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (!mul_fits(m, 10, &m))
			return false;
		m = m + (unsigned)(s.p[i] - '0');
		seen = true;
		scale += scale >= 0;
	}
	if (!seen || scale == 0)
		return false;
	*out = make(neg, m, scale < 0 ? 0 : scale);
	return dec_ok(*out);
}

size_t
dec_text(dec a, char out[DEC_TEXT_MAX])
{
	char buf[DEC_TEXT_MAX];
	size_t n = 0, at = 0;
	u128 m = mag(a.coef);

	must(dec_ok(a)); /* (D4) */
	do {
		if (n == (size_t)a.scale && a.scale > 0)
			buf[n++] = '.';
		buf[n++] = (char)('0' + (int)(m % 10));
		m /= 10;
	} while (m > 0 || n <= (size_t)a.scale + (a.scale > 0));
	if (a.coef < 0)
		out[at++] = '-';
	while (n > 0)
		out[at++] = buf[--n];
	out[at] = '\0';
	return at;
}

str
dec_str(struct arena *mem, dec a)
{
	char buf[DEC_TEXT_MAX];
	size_t n = dec_text(a, buf);

	return str_dup(mem, (str){buf, n});
}

void
dec_show(struct sb *b, dec a, enum lang lang)
{
	char buf[DEC_TEXT_MAX];
	size_t n = dec_text(dec_abs(a), buf);
	const char *dot = memchr(buf, '.', n);
	size_t whole = dot != NULL ? (size_t)(dot - buf) : n;

	if (dec_sign(a) < 0)
		sb_lit(b, "\xe2\x88\x92"); /* U+2212 */
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			sb_lit(b, "\xc2\xa0"); /* U+00A0 */
		sb_chr(b, buf[i]);
	}
	if (dot == NULL)
		return;
	sb_chr(b, lang == LANG_SV ? ',' : '.');
	sb_put(b, dot + 1, n - whole - 1);
}
