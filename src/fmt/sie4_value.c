/* The plain spelling is read straight into an integer; any other is rewritten to
 * it first, so that there is one place where digits become numbers. */
#include "fmt/sie4_value.h"

enum { NUMBER_MAX = 60, PLAIN_DIGITS = 16 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* -?digits(.d{1,2})? with few enough digits. */
static bool
plain_amount(str s, int64_t *ore)
{
	size_t i = s.n > 0 && s.p[0] == '-', from = i;
	int64_t v = 0;

	if (s.n - i > PLAIN_DIGITS)
		return false;
	for (; i < s.n && is_digit(s.p[i]); i++)
		v = v * 10 + (s.p[i] - '0');
	if (i == from)
		return false;
	v *= 100;
	if (i < s.n) {
		if (s.p[i] != '.' || s.n - i < 2 || s.n - i > 3 || !is_digit(s.p[i + 1]))
			return false;
		v += (s.p[i + 1] - '0') * 10;
		if (s.n - i == 3) {
			if (!is_digit(s.p[i + 2]))
				return false;
			v += s.p[i + 2] - '0';
		}
	}
	*ore = from > 0 ? -v : v;
	return true;
}

/* Bytes of a blank that groups digits (also no-break ones), else 0. */
static size_t
blank_at(str s, size_t i)
{
	if (s.p[i] == ' ' || s.p[i] == '\t')
		return 1;
	if (str_has_prefix(str_sub(s, i, s.n), STR("\xc2\xa0")))
		return 2;
	if (str_has_prefix(str_sub(s, i, s.n), STR("\xe2\x80\xaf")))
		return 3;
	return 0;
}

struct rewrite {
	char out[NUMBER_MAX + 4];
	size_t n;
	bool neg, odd;  /* odd: not as the format writes it */
	size_t marks;   /* commas and points */
	size_t mark_at; /* where the last one stands in out */
	char mark, first_mark;
};

static bool
sign_at(str s, size_t i, size_t *len, bool *neg)
{
	*len = 1;
	*neg = s.p[i] == '-';
	if (*neg || s.p[i] == '+')
		return true;
	*len = 3;
	*neg = true;
	return str_has_prefix(str_sub(s, i, s.n), STR("\xe2\x88\x92"));
}

/* Signs to `neg`, blanks away, marks kept; false when it is no number. */
static bool
collect(str s, struct rewrite *w)
{
	bool signed_ = false;

	for (size_t i = 0; i < s.n;) {
		size_t len = blank_at(s, i);
		bool neg;

		if (w->n == NUMBER_MAX)
			return false;
		if (len > 0) {
			w->odd = true;
			i += len;
		} else if (is_digit(s.p[i])) {
			w->out[w->n++] = s.p[i++];
		} else if (s.p[i] == '.' || s.p[i] == ',') {
			w->mark = s.p[i++];
			w->first_mark = w->marks++ == 0 ? w->mark : w->first_mark;
			w->mark_at = w->n;
			w->out[w->n++] = '.';
		} else if (!signed_ && sign_at(s, i, &len, &neg)) {
			/* Before the digits, or after all of them. */
			if (w->n > 0 && i + len < s.n)
				return false;
			w->odd |= !neg || w->n > 0 || len > 1;
			w->neg = neg;
			signed_ = true;
			i += len;
		} else {
			return false;
		}
	}
	return true;
}

/* Leave one mark, the decimal one; false when it cannot be told which it is. */
static bool
one_mark(struct rewrite *w)
{
	size_t k = 0, digits_after = w->n - w->mark_at - 1;

	if (w->marks == 0)
		return true;
	w->odd |= w->mark == ',';
	/* "1,234" may be a thousand or a fraction. */
	if (w->marks == 1)
		return !(w->mark == ',' && digits_after == 3);
	/* The others must be of the other kind: "1.234.567,50". */
	w->odd = true;
	if (w->first_mark == w->mark)
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (w->out[i] != '.' || i == w->mark_at)
			w->out[k++] = w->out[i];
	w->n = k;
	return true;
}

static enum value
number(str s, dec *out)
{
	struct rewrite w = {0};
	char text[NUMBER_MAX + 8];
	size_t n = 0, digits = 0;

	s = str_trim(s);
	if (s.n == 0)
		return VALUE_NONE;
	if (!collect(s, &w) || !one_mark(&w))
		return VALUE_BAD;
	for (size_t i = 0; i < w.n; i++)
		digits += w.out[i] != '.';
	if (digits == 0)
		return VALUE_BAD;
	if (w.neg)
		text[n++] = '-';
	if (w.out[0] == '.') {
		w.odd = true;
		text[n++] = '0';
	}
	for (size_t i = 0; i < w.n; i++)
		text[n++] = w.out[i];
	if (text[n - 1] == '.')
		n--;
	if (!dec_parse((str){text, n}, '.', out))
		return digits > 30 ? VALUE_BIG : VALUE_BAD;
	return w.odd ? VALUE_LENIENT : VALUE_OK;
}

enum value
sie4_amount(str s, int64_t *ore)
{
	enum value v;
	dec d, cents;

	*ore = 0;
	if (plain_amount(s, ore))
		return VALUE_OK;
	v = number(s, &d);
	if (v == VALUE_NONE || v == VALUE_BAD || v == VALUE_BIG)
		return v;
	cents = dec_rescale(d, 2, DEC_HALF_UP);
	if (!dec_ok(cents) || !dec_i64(dec_mul(cents, dec_int(100)), ore))
		return VALUE_BIG;
	return dec_cmp(cents, d) != 0 ? VALUE_ROUNDED : v;
}

enum value
sie4_quantity(str s, dec *out)
{
	return number(s, out);
}

static enum value
short_date(str s, date *out)
{
	char text[10] = {0};

	if (s.n == 6) {
		bool old = s.p[0] >= '7';

		text[0] = old ? '1' : '2';
		text[1] = old ? '9' : '0';
		for (size_t i = 0; i < 6; i++)
			text[2 + i] = s.p[i];
		return date_parse_compact((str){text, 8}, out) ? VALUE_LENIENT : VALUE_BAD;
	}
	return date_parse(s, out) ? VALUE_LENIENT : VALUE_BAD;
}

enum value
sie4_date(str s, date *out)
{
	*out = (date){0};
	s = str_trim(s);
	if (s.n == 0 || str_eq(s, STR("00000000")))
		return VALUE_NONE;
	if (date_parse_compact(s, out))
		return VALUE_OK;
	*out = (date){0};
	enum value v = short_date(s, out);
	if (v == VALUE_BAD)
		*out = (date){0};
	return v;
}

bool
sie4_period(str s, int *yyyymm)
{
	int64_t v;

	s = str_trim(s);
	if (s.n != 6 || !str_i64(s, &v) || v < 100001)
		return false;
	*yyyymm = (int)v;
	return v % 100 >= 1 && v % 100 <= 12;
}
