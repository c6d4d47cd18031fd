/* Excel writes the shortest or a 17-digit decimal of a binary number; the 15
 * digits it shows are the number its user typed. */
#include "fmt/xlsx_priv.h"

enum { DIGITS = 15, EXPONENT_MAX = 400 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct parts {
	bool neg;
	int64_t coef;  /* the first DIGITS significant digits */
	int n;         /* how many they are */
	int exponent;  /* of ten, for coef */
	bool round_up; /* the digit after them is 5 or more */
	bool any;
};

static void
take_digit(struct parts *p, int digit, bool fraction)
{
	p->any = true;
	if (p->n == 0 && digit == 0) {
		p->exponent -= fraction;
		return;
	}
	if (p->n < DIGITS) {
		p->coef = p->coef * 10 + digit;
		p->exponent -= fraction;
	} else {
		p->round_up |= p->n == DIGITS && digit >= 5;
		p->exponent += !fraction;
	}
	p->n++;
}

static bool
split(str s, struct parts *p)
{
	size_t i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
	bool fraction = false;
	int64_t e = 0;

	p->neg = s.n > 0 && s.p[0] == '-';
	for (; i < s.n && (is_digit(s.p[i]) || (s.p[i] == '.' && !fraction)); i++) {
		if (s.p[i] == '.')
			fraction = true;
		else if (p->n < 1000)
			take_digit(p, s.p[i] - '0', fraction);
		else
			return false;
	}
	if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
		bool plus = i + 1 < s.n && s.p[i + 1] == '+';

		if (!str_i64(str_sub(s, i + 1 + plus, s.n), &e) || e < -EXPONENT_MAX ||
		    e > EXPONENT_MAX)
			return false;
		i = s.n;
	}
	p->exponent += (int)e;
	p->coef += p->round_up;
	return p->any && i == s.n;
}

dec
xlsx_number(str s)
{
	struct parts p = {0};
	dec v;

	if (s.n > 2000 || !split(s, &p))
		return dec_bad();
	/* What lies below the smallest scale is rounded away. */
	while (p.exponent < -DEC_SCALE_MAX) {
		p.coef = p.exponent == -DEC_SCALE_MAX - 1 ? (p.coef + 5) / 10 : p.coef / 10;
		p.exponent++;
	}
	v = p.exponent < 0 ? dec_of(p.coef, -p.exponent) : dec_int(p.coef);
	for (int i = 0; i < p.exponent && dec_ok(v) && p.coef != 0; i++)
		v = dec_mul(v, dec_int(10));
	if (!dec_ok(v))
		return v;
	return dec_trim(p.neg ? dec_neg(v) : v);
}

bool
xlsx_format_is_date(int id, str code)
{
	bool in_quotes = false, in_brackets = false;

	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	    (id >= 50 && id <= 58))
		return true;
	/* Only the first section counts; texts and [..] are no part of the pattern. */
	for (size_t i = 0; i < code.n && (in_quotes || code.p[i] != ';'); i++) {
		char c = code.p[i];

		if (c == '"')
			in_quotes = !in_quotes;
		else if (in_quotes)
			continue;
		else if (c == '\\' || c == '_' || c == '*')
			i++;
		else if (c == '[')
			in_brackets = true;
		else if (c == ']')
			in_brackets = false;
		else if (!in_brackets && str_find_byte(STR("dDyYmMhHsS"), c, 0) < 10)
			return true;
	}
	return false;
}

bool
xlsx_day(dec serial, bool from_1904, date *out)
{
	int64_t n;

	if (!dec_ok(serial) || !dec_i64(dec_rescale(serial, 0, DEC_DOWN), &n))
		return false;
	if (from_1904) {
		if (n < 0 || n > 2957003)
			return false;
		*out = date_add_days((date){1904, 1, 1}, (int)n);
		return true;
	}
	/* Serial 60 is a 29 February 1900 that never was. */
	if (n < 1 || n == 60 || n > 2958465)
		return false;
	*out = date_add_days((date){1899, 12, 30}, (int)n + (n < 60));
	return true;
}
