/* The format that makes a fact print what was typed. */
#include "core/bind/bind_priv.h"

/* In the order they are tried: plain ones first. */
static const char *const money[] = {"mkr", "mkr abs", "mkr enhet", "mkr enhet abs", "tkr",
    "tkr abs", "tkr enhet", "tkr enhet abs", "kr", "kr abs", "kr enhet", "kr enhet abs", "mkr kort",
    "mkr kort abs", "tkr kort", "tkr kort abs", "mkr tecken", NULL};
static const char *const percent[] = {"procent", "procent abs", "procent enhet",
    "procent enhet abs", "procent kort", "procent kort abs", "procentenheter", "procentenheter abs",
    "procent tecken", NULL};
static const char *const points[] = {"procentenheter", "procentenheter abs", "procentenheter kort",
    "procentenheter kort abs", NULL};
static const char *const count[] = {"antal", "ord", "ord versal", "antal abs", NULL};
static const char *const hours[] = {"timmar", "timmar abs", "timmar enhet", "timmar kort", NULL};
static const char *const other[] = {"", "kort", "enhet", "abs", "kort abs", "ord", "ord versal",
    NULL};

static const char *const *
formats_of(enum fact_unit u)
{
	switch (u) {
	case FACT_KR:
		return money;
	case FACT_PERCENT:
		return percent;
	case FACT_POINTS:
		return points;
	case FACT_COUNT:
		return count;
	case FACT_HOURS:
		return hours;
	default:
		return other;
	}
}

static str
normal(struct arena *mem, str s)
{
	struct sb b;
	str out;
	bool blank = false;

	sb_init(&b, mem, s.n + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t u = utf8_next(s, &i);
		if (u == ' ' || u == '\n' || u == '\t' || u == 0xa0 || u == 0x202f || u == '\r') {
			blank = b.n > 0;
			continue;
		}
		if (blank)
			sb_chr(&b, ' ');
		blank = false;
		sb_utf8(&b, u == 0x2212 || u == 0x2013 ? '-' : u);
	}
	must(sb_done(&b, &out));
	return out;
}

bool
bind_same(struct arena *mem, str a, str b)
{
	return str_eq(normal(mem, a), normal(mem, b));
}

/* How much of what was typed the printed figure is: all of it, or its first words. */
static size_t
covers(struct arena *mem, str typed, str shown)
{
	size_t end = typed.n;

	for (;;) {
		if (bind_same(mem, str_sub(typed, 0, end), shown))
			return end;
		while (end > 0 && typed.p[end - 1] != ' ' && typed.p[end - 1] != '\n')
			end--;
		if (end == 0)
			return 0;
		while (end > 0 && (typed.p[end - 1] == ' ' || typed.p[end - 1] == '\n'))
			end--;
	}
}

static bool
try_format(struct arena *mem, const struct fact *f, const struct bind_figure *typed, str words,
    bool whole, struct bind_proposal *p)
{
	struct fact_format fmt;
	struct err quiet = {0};
	str shown;
	size_t n;

	if (!fact_format_parse(words, &fmt, &quiet) ||
	    !fact_show(f, &fmt, LANG_SV, mem, &shown, &quiet))
		return false;
	if (p->shown.n == 0)
		p->shown = shown;
	n = covers(mem, typed->typed, shown);
	if (n == 0 || (whole && n < typed->typed.n))
		return false;
	p->shown = shown;
	p->format = str_trim(words);
	p->can = true;
	p->end = typed->off + n;
	return true;
}

void
format_find(struct arena *mem, const struct fact *f, const struct bind_figure *typed,
    struct bind_proposal *p)
{
	const char *const *list = formats_of(f->unit);

	for (int whole = 1; whole >= 0; whole--)
		for (int k = 0; list[k] != NULL; k++)
			for (int decimals = -1; decimals < 4; decimals++) {
				str words = decimals < 0 ? str_of(list[k])
				                         : str_fmt(mem, "%s %d", list[k], decimals);
				if (try_format(mem, f, typed, words, whole != 0, p))
					return;
			}
}
