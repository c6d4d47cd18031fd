#include "core/intake/cell.h"

#include <string.h>

/* A Swedish letter's lower case is enough: the words are ours. */
static str
lower(char *buf, size_t room, str s)
{
	size_t n = s.n < room ? s.n : room;

	for (size_t i = 0; i < n; i++)
		buf[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
	return (str){buf, n};
}

static bool
digits(str s, size_t from, size_t to, int *out)
{
	*out = 0;
	if (to > s.n || from >= to)
		return false;
	for (size_t i = from; i < to; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + (s.p[i] - '0');
	}
	return true;
}

static bool
year_ok(int y)
{
	return y >= 1900 && y <= 2200;
}

/* "dec", "december": at least three letters of the month's name. */
static int
month_named(str s)
{
	char buf[16];
	str have = lower(buf, sizeof buf, s);

	if (have.n >= 1 && have.p[have.n - 1] == '.')
		have.n--;
	if (have.n < 3 || have.n > 9)
		return 0;
	for (int m = 1; m <= 12; m++)
		if (str_has_prefix(month_name(m, LANG_SV), have))
			return m;
	return 0;
}

static bool
words(str s, int year_known, int *year, int *month)
{
	str first, rest = s;

	if (!str_cut(&rest, ' ', &first))
		return false;
	*month = month_named(first);
	*year = year_known;
	if (rest.p != NULL) {
		rest = str_trim(rest);
		if (rest.n != 4 || !digits(rest, 0, 4, year))
			return false;
	}
	return *month > 0 && year_ok(*year);
}

bool
cell_month(const struct grid_cell *c, int year_known, int *year, int *month)
{
	str s = str_trim(c->text);
	date day;
	int v;

	if (cell_day(c, &day)) {
		*year = day.y;
		*month = day.m;
		return true;
	}
	*year = year_known;
	*month = 0;
	if (s.n <= 2 && digits(s, 0, s.n, &v)) {
		*month = v;
		return v >= 1 && v <= 13 && year_ok(*year);
	}
	if (s.n == 4 && digits(s, 0, 4, year))
		return year_ok(*year);
	if (s.n == 6 && digits(s, 0, 4, year) && digits(s, 4, 6, month))
		return year_ok(*year) && *month >= 1 && *month <= 13;
	if (s.n == 7 && (s.p[4] == '-' || s.p[4] == '/' || s.p[4] == '.') &&
	    digits(s, 0, 4, year) && digits(s, 5, 7, month))
		return year_ok(*year) && *month >= 1 && *month <= 13;
	return words(s, year_known, year, month);
}

bool
cell_day(const struct grid_cell *c, date *out)
{
	str s = str_trim(c->text);
	int y, m, d;

	if (c->is_day) {
		*out = c->day;
		return true;
	}
	if (s.n == 8)
		return date_parse_compact(s, out);
	if (s.n < 10 || (s.n > 10 && s.p[10] != ' ' && s.p[10] != 'T'))
		return false;
	if (!digits(s, 0, 4, &y) || !digits(s, 5, 7, &m) || !digits(s, 8, 10, &d) ||
	    s.p[4] != s.p[7] || (s.p[4] != '-' && s.p[4] != '/' && s.p[4] != '.'))
		return false;
	*out = (date){(int16_t)y, (int8_t)m, (int8_t)d};
	return date_ok(*out);
}

bool
cell_year(const struct grid_cell *c, int *out)
{
	str s = str_trim(c->text);

	return s.n == 4 && digits(s, 0, 4, out) && year_ok(*out);
}

bool
cell_amount(const struct grid_cell *c, char point, dec *out)
{
	if (c->number) {
		*out = c->num;
		return dec_ok(c->num);
	}
	if (point != 0)
		return number_parse(c->text, point, out);
	return number_parse(c->text, ',', out) || number_parse(c->text, '.', out);
}

bool
cell_is_total(str text, bool *grand)
{
	static const char *const start[] = {"summa", "sum ", "totalt", "total", "delsumma"};
	static const char *const whole[] = {"summa", "totalt", "total", "totalsumma",
	    "totalsumma:", "summa totalt", "summa:", "totalt:", "summa summarum", "grand total"};
	char buf[32];
	str s = lower(buf, sizeof buf, str_trim(text));
	bool is = false;

	for (size_t i = 0; i < COUNTOF(start); i++)
		is |= str_has_prefix(s, str_of(start[i]));
	*grand = false;
	for (size_t i = 0; i < COUNTOF(whole); i++)
		*grand |= str_eq(s, str_of(whole[i])) && text.n <= sizeof buf;
	return is || *grand;
}
