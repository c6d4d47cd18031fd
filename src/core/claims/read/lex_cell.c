#include "core/claims/read/lex_priv.h"

struct cell_unit {
	const char *word;
	enum claims_unit unit;
	int8_t scale;
};

/* Units that a cell says beside its figure. */
static const struct cell_unit cell_units[] = {
    {"kr", CLAIMS_KR, 0},
    {"kronor", CLAIMS_KR, 0},
    {"tkr", CLAIMS_KR, 3},
    {"ksek", CLAIMS_KR, 3},
    {"tusen kronor", CLAIMS_KR, 3},
    {"Mkr", CLAIMS_KR, 6},
    {"mkr", CLAIMS_KR, 6},
    {"mnkr", CLAIMS_KR, 6},
    {"Mnkr", CLAIMS_KR, 6},
    {"MSEK", CLAIMS_KR, 6},
    {"miljoner kronor", CLAIMS_KR, 6},
    {"mdkr", CLAIMS_KR, 9},
    {"procentenheter", CLAIMS_POINTS, 0},
    {"timmar", CLAIMS_HOURS, 0},
};

/* A percent sign, a unit or nothing may follow the number of a cell. */
static bool
cell_tail(str s, struct cell_number *out)
{
	s = str_trim(s);
	while (s.n > 0 && lex_space(s, 0) > 0)
		s = str_sub(s, lex_space(s, 0), s.n);
	if (str_eq(s, STR("%")) || str_eq(s, STR("procent"))) {
		out->percent = true;
		return true;
	}
	for (size_t i = 0; i < COUNTOF(cell_units); i++)
		if (str_eq(s, str_of(cell_units[i].word))) {
			out->unit = (uint8_t)cell_units[i].unit;
			out->scale = cell_units[i].scale;
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
	if (s.n == 0 || (lex_dash(s, 0) == s.n)) {
		out->blank = true;
		return false;
	}
	if ((n = lex_dash(s, 0)) > 0 || s.p[0] == '(') {
		sign = -1;
		s = str_sub(s, n > 0 ? n : 1, s.n);
	} else if (s.p[0] == '+') {
		s = str_sub(s, 1, s.n);
	}
	while (s.n > 0 && (n = lex_space(s, 0)) > 0)
		s = str_sub(s, n, s.n);
	if (!lex_is_digit(s, 0))
		return false;
	struct scan x = lex_number(s, 0);
	if (x.bad || !cell_tail(str_sub(s, x.end, s.n), out))
		return false;
	out->value = sign * x.value;
	out->step = x.step;
	out->point = x.point;
	return true;
}
