#include "base/date.h"

bool
date_ok(date a)
{
	return a.y >= 1 && a.m >= 1 && a.m <= 12 && a.d >= 1 && a.d <= date_month_days(a.y, a.m);
}

int
date_month_days(int y, int m)
{
	static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	must(m >= 1 && m <= 12);
	return days[m] + (m == 2 && leap);
}

/* n digits at s.p[at]; -1 when one is not a digit. */
static int
digits(str s, size_t at, size_t n)
{
	int v = 0;

	if (at + n > s.n)
		return -1;
	for (size_t i = at; i < at + n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

static bool
date_make(int y, int m, int d, date *out)
{
	if (y < 1 || m < 1 || m > 12 || d < 1 || d > date_month_days(y, m))
		return false;
	*out = (date){(int16_t)y, (int8_t)m, (int8_t)d};
	return true;
}

bool
date_parse(str s, date *out)
{
	return s.n == 10 && s.p[4] == '-' && s.p[7] == '-' &&
	    date_make(digits(s, 0, 4), digits(s, 5, 2), digits(s, 8, 2), out);
}

bool
date_parse_compact(str s, date *out)
{
	return s.n == 8 && date_make(digits(s, 0, 4), digits(s, 4, 2), digits(s, 6, 2), out);
}

str
date_str(struct arena *mem, date a)
{
	must(date_ok(a));
	return str_fmt(mem, "%04d-%02d-%02d", a.y, a.m, a.d);
}

int
date_cmp(date a, date b)
{
	int x = a.y * 10000 + a.m * 100 + a.d;
	int y = b.y * 10000 + b.m * 100 + b.d;

	return x < y ? -1 : x > y;
}

int
date_days(date a)
{
	/* Years from March, so that the leap day is the last of its year. */
	int y = a.y - (a.m <= 2), m = (a.m + 9) % 12;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + a.d - 307;
}

date
date_of_days(int days)
{
	int z = days + 306;           /* from 0000-03-01 */
	int c = (4 * z + 3) / 146097; /* century */
	int r = z - 146097 * c / 4;   /* day of the century */
	int y = (4 * r + 3) / 1461;
	int doy = r - 1461 * y / 4;
	int mp = (5 * doy + 2) / 153;
	int d = doy - (153 * mp + 2) / 5 + 1;
	int m = mp < 10 ? mp + 3 : mp - 9;

	y += 100 * c + (m <= 2);
	must(y >= 1 && y <= 9999);
	return (date){(int16_t)y, (int8_t)m, (int8_t)d};
}

date
date_add_days(date a, int days)
{
	return date_of_days(date_days(a) + days);
}

date
date_add_months(date a, int months)
{
	int n = a.y * 12 + a.m - 1 + months;
	int y = n / 12, m = n % 12 + 1;
	int last = date_month_days(y, m);

	must(y >= 1 && y <= 9999);
	return (date){(int16_t)y, (int8_t)m, (int8_t)(a.d < last ? a.d : last)};
}

static date
month_end(int y, int m)
{
	return (date){(int16_t)y, (int8_t)m, (int8_t)date_month_days(y, m)};
}

static date
month_start(int y, int m)
{
	return (date){(int16_t)y, (int8_t)m, 1};
}

period
period_month(int y, int m)
{
	must(y >= 1 && y <= 9999 && m >= 1 && m <= 12);
	return (period){PERIOD_MONTH, month_start(y, m), month_end(y, m)};
}

period
period_tertial(int y, int t)
{
	must(y >= 1 && y <= 9999 && t >= 1 && t <= 3);
	return (period){PERIOD_TERTIAL, month_start(y, t * 4 - 3), month_end(y, t * 4)};
}

period
period_year(int y)
{
	must(y >= 1 && y <= 9999);
	return (period){PERIOD_YEAR, month_start(y, 1), month_end(y, 12)};
}

period
period_span(date from, date to)
{
	must(date_ok(from) && date_ok(to) && date_cmp(from, to) <= 0);
	return (period){PERIOD_SPAN, month_start(from.y, from.m), month_end(to.y, to.m)};
}

static bool
parse_month(str s, int *y, int *m)
{
	if (s.n != 7 || s.p[4] != '-')
		return false;
	*y = digits(s, 0, 4);
	*m = digits(s, 5, 2);
	return *y >= 1 && *m >= 1 && *m <= 12;
}

bool
period_parse(str s, period *out)
{
	int y, m, y2, m2;
	date d;

	*out = (period){0};
	if (date_parse(s, &d)) {
		*out = (period){PERIOD_DAY, d, d};
		return true;
	}
	if (parse_month(s, &y, &m)) {
		*out = period_month(y, m);
		return true;
	}
	if (s.n == 4 && digits(s, 0, 4) >= 1) {
		*out = period_year(digits(s, 0, 4));
		return true;
	}
	if (s.n == 7 && s.p[4] == '-' && s.p[5] == 'T' && s.p[6] >= '1' && s.p[6] <= '3' &&
	    digits(s, 0, 4) >= 1) {
		*out = period_tertial(digits(s, 0, 4), s.p[6] - '0');
		return true;
	}
	if (s.n == 16 && s.p[7] == '.' && s.p[8] == '.' && parse_month(str_sub(s, 0, 7), &y, &m) &&
	    parse_month(str_sub(s, 9, 16), &y2, &m2) && y * 12 + m <= y2 * 12 + m2) {
		*out = period_span(month_start(y, m), month_end(y2, m2));
		return true;
	}
	return false;
}

str
period_str(struct arena *mem, period p)
{
	switch (p.kind) {
	case PERIOD_DAY:
		return date_str(mem, p.to);
	case PERIOD_MONTH:
		return str_fmt(mem, "%04d-%02d", p.to.y, p.to.m);
	case PERIOD_TERTIAL:
		return str_fmt(mem, "%04d-T%d", p.to.y, p.to.m / 4);
	case PERIOD_YEAR:
		return str_fmt(mem, "%04d", p.to.y);
	case PERIOD_SPAN:
		return str_fmt(mem, "%04d-%02d..%04d-%02d", p.from.y, p.from.m, p.to.y, p.to.m);
	case PERIOD_NONE:
		break;
	}
	return STR("");
}

bool
period_eq(period a, period b)
{
	return a.kind == b.kind && date_cmp(a.from, b.from) == 0 && date_cmp(a.to, b.to) == 0;
}

period
period_r12(period p)
{
	must(p.kind != PERIOD_NONE);
	date first = date_add_months(month_start(p.to.y, p.to.m), -11);
	return (period){PERIOD_SPAN, first, month_end(p.to.y, p.to.m)};
}

period
period_ytd(period p)
{
	must(p.kind != PERIOD_NONE);
	return (period){PERIOD_SPAN, month_start(p.to.y, 1), month_end(p.to.y, p.to.m)};
}

period
period_shift_years(period p, int years)
{
	must(p.kind != PERIOD_NONE);
	bool whole_month = p.kind != PERIOD_DAY;
	p.from = date_add_months(p.from, years * 12);
	p.to = date_add_months(p.to, years * 12);
	if (whole_month)
		p.to = month_end(p.to.y, p.to.m); /* February */
	return p;
}

int
period_last_month(period p)
{
	return p.to.m;
}

int
period_year_of(period p)
{
	return p.to.y;
}

int
period_tertial_of(period p)
{
	return (p.to.m + 3) / 4;
}

str
month_name(int m, enum lang lang)
{
	static const char *const name[LANG__COUNT][12] = {
	    [LANG_SV] = {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
	        "september", "oktober", "november", "december"},
	    [LANG_EN] = {"January", "February", "March", "April", "May", "June", "July", "August",
	        "September", "October", "November", "December"},
	};

	must(m >= 1 && m <= 12);
	return str_of(name[lang][m - 1]);
}

str
period_show(struct arena *mem, period p, enum lang lang)
{
	str a = p.kind == PERIOD_NONE ? STR("") : month_name(p.from.m, lang);
	str b = p.kind == PERIOD_NONE ? STR("") : month_name(p.to.m, lang);

	switch (p.kind) {
	case PERIOD_DAY:
		return str_fmt(mem, "%d %.*s %d", p.to.d, STR_ARG(b), p.to.y);
	case PERIOD_MONTH:
		return str_fmt(mem, "%.*s %d", STR_ARG(b), p.to.y);
	case PERIOD_TERTIAL:
		return str_fmt(mem, "tertial %d %d", p.to.m / 4, p.to.y);
	case PERIOD_YEAR:
		return str_fmt(mem, "%d", p.to.y);
	case PERIOD_SPAN:
		if (p.from.y == p.to.y)
			return str_fmt(mem, "%.*s\xe2\x80\x93%.*s %d", STR_ARG(a), STR_ARG(b),
			    p.to.y);
		return str_fmt(mem, "%.*s %d\xe2\x80\x93%.*s %d", STR_ARG(a), p.from.y, STR_ARG(b),
		    p.to.y);
	case PERIOD_NONE:
		break;
	}
	return STR("");
}
