/* figure.c -- the figures of a sentence, each with unit, scale and looseness. */
#include "core/claims/claims_priv.h"

#include <string.h>

static int64_t
scaled(int64_t v, int scale, bool *ok)
{
	for (int i = 0; i < scale; i++)
		if (__builtin_mul_overflow(v, (int64_t)10, &v))
			*ok = false;
	return v;
}

static bool
is_sign(const struct model *m, uint32_t tok, char c)
{
	return m->tok.v[tok].kind == TOK_SIGN && m->tok.v[tok].c == c;
}

/* "miljoner kronor", "miljarder", "tusen": the power of ten, -1 when it is none. */
static int
multiple(str w)
{
	if (str_eq(w, STR("miljoner")) || str_eq(w, STR("miljon")))
		return 6;
	if (str_eq(w, STR("miljarder")) || str_eq(w, STR("miljard")))
		return 9;
	if (str_eq(w, STR("tusen")) || str_eq(w, STR("tusental")))
		return 3;
	return -1;
}

static void
take_unit(struct figure *f, const struct model *m, uint32_t *i)
{
	const struct tok *k = &m->tok.v[*i];

	f->end = k->end;
	f->line_end = k->line;
	(*i)++;
}

/* The unit after the number; *i moves past it. */
static void
read_unit(struct figure *f, const struct model *m, uint32_t *i, uint32_t end)
{
	if (*i >= end)
		return;
	if (is_sign(m, *i, '%')) {
		f->unit = CLAIMS_PERCENT;
		take_unit(f, m, i);
		return;
	}
	const struct word *w = word_at(m, *i);
	int power = multiple(w->lower);
	if (power > 0) {
		f->scale = (int8_t)power;
		f->unit = CLAIMS_KR;
		f->loose_unit = true;
		take_unit(f, m, i);
		if (*i < end) {
			w = word_at(m, *i);
			if ((w->flags & W_UNIT) && w->unit == CLAIMS_KR && w->scale == 0) {
				f->loose_unit = false;
				take_unit(f, m, i);
			} else if ((w->flags & W_UNIT) && w->unit != CLAIMS_YEARS) {
				f->unit = (uint8_t)w->unit;
				take_unit(f, m, i);
			}
		}
		return;
	}
	if (w->flags & W_UNIT) {
		f->unit = (uint8_t)w->unit;
		f->scale = w->scale;
		take_unit(f, m, i);
	} else if (w->lower.n > 0 && !(w->flags & (W_STOP | W_NUMBER | W_TO | W_FROM | W_NOT))) {
		f->unit = CLAIMS_COUNT;
	}
}

/* Zeros at the end of a large sum in kronor say how it was rounded. */
static int64_t
step_of(const struct tok *k, const struct figure *f)
{
	int64_t step = k->step, v = k->value;

	if (f->unit != CLAIMS_KR && f->unit != CLAIMS_HOURS)
		return step;
	if (f->scale > 3 || step != MICRO || v == 0)
		return step;
	int zeros = 0;
	while (v % (step * 10) == 0) {
		step *= 10;
		zeros++;
	}
	return zeros >= 2 ? step : k->step;
}

/* A number that a preceding word makes a name: "mål 3", "§ 12", "sid. 12–14"; a bare one
 * also at the end of a list, "bilaga 1, 2 och 3". */
static bool
labelled(const struct model *m, const struct sentence *s, uint32_t i, bool bare)
{
	uint32_t j = i;

	for (; j > s->tok; j--) {
		const struct tok *k = &m->tok.v[j - 1];
		bool list = bare && j <= i &&
		    (is_sign(m, j - 1, ',') || str_eq(word_at(m, j - 1)->lower, STR("och")) ||
		        str_eq(word_at(m, j - 1)->lower, STR("eller")));
		if (is_sign(m, j - 1, '$'))
			return true;
		if (k->kind != TOK_NUMBER && !is_sign(m, j - 1, '-') && !is_sign(m, j - 1, '.') &&
		    !list)
			break;
	}
	return j > s->tok && (word_at(m, j - 1)->flags & W_LABEL) != 0;
}

/* What follows makes it one: "11 kap.", "20 §", "12 november". */
static bool
names_after(const struct model *m, uint32_t i, uint32_t end)
{
	const struct tok *k = &m->tok.v[i];

	if (i + 1 >= end)
		return false;
	const struct word *w = word_at(m, i + 1);
	return is_sign(m, i + 1, '$') || str_eq(w->lower, STR("kap")) ||
	    (w->month > 0 && k->kind == TOK_NUMBER && k->step == MICRO && k->value <= 31 * MICRO);
}

/* Numbers of public services, written bare. */
static bool
service_number(const struct model *m, uint32_t i)
{
	const struct tok *k = &m->tok.v[i];

	return !k->grouped && k->step == MICRO &&
	    (k->value == 1177 * MICRO || k->value == 11313 * MICRO || k->value == 11414 * MICRO);
}

static void
look_before(struct figure *f, const struct model *m, const struct sentence *s, uint32_t i)
{
	for (uint32_t j = i, n = 0; j > s->tok && n < 3; j--, n++) {
		const struct tok *k = &m->tok.v[j - 1];
		const struct word *w = word_at(m, j - 1);
		if (k->kind == TOK_SIGN && k->sign < 0 && j == i) {
			f->sign = -1;
			f->off = k->off;
			continue;
		}
		if (str_eq(w->lower, STR("minus")) || str_eq(w->lower, STR("plus"))) {
			f->sign = w->dir;
			f->off = k->off;
			continue;
		}
		if (w->flags & W_ABOUT) {
			f->about = true;
			continue;
		}
		/* "strax under 30" */
		if (n == 0 && str_eq(w->lower, STR("under")) && j - 1 > s->tok &&
		    (word_at(m, j - 2)->flags & W_ABOUT))
			continue;
		break;
	}
}

/* Days and ages say which group, not how much. */
static bool
qualifies(const struct figure *f, const struct model *m, const struct sentence *s, uint32_t i)
{
	if (f->unit == CLAIMS_DAYS || f->unit == CLAIMS_YEARS || f->unit == CLAIMS_MONTHS)
		return true;
	if (f->unit != CLAIMS_PLAIN && f->unit != CLAIMS_COUNT)
		return false;
	for (uint32_t j = i; j > s->tok && i - j < 3; j--) {
		str w = word_at(m, j - 1)->lower;
		if (str_find(w, STR("ålder"), 0) < w.n)
			return true;
	}
	return false;
}

/* "i december 2023", "2024", "för 2024" right after the figure. */
static uint32_t
period_after(struct figure *f, const struct model *m, uint32_t i, uint32_t end)
{
	uint32_t j = i;

	if (j < end &&
	    (str_eq(word_at(m, j)->lower, STR("i")) || str_eq(word_at(m, j)->lower, STR("för")) ||
	        str_eq(word_at(m, j)->lower, STR("under")) ||
	        str_eq(word_at(m, j)->lower, STR("år"))))
		j++;
	if (j < end && str_eq(word_at(m, j)->lower, STR("år")))
		j++;
	if (j < end && word_at(m, j)->month > 0) {
		f->month = word_at(m, j)->month;
		j++;
	}
	if (j < end && m->tok.v[j].kind == TOK_YEAR) {
		f->year = m->tok.v[j].year;
		f->said_year = true;
		j++;
	} else if (f->month == 0) {
		return i;
	}
	return j;
}

static bool
number_word(const struct model *m, uint32_t i, uint32_t end, const struct sentence *s)
{
	const struct word *w = word_at(m, i);

	if (!(w->flags & W_NUMBER) || i + 1 >= end)
		return false;
	const struct word *next = word_at(m, i + 1);
	bool unit = (next->flags & W_UNIT) != 0 || multiple(next->lower) > 0 ||
	    is_sign(m, i + 1, '%');
	if (w->number < 2)
		return unit && multiple(next->lower) > 0 && i > s->tok;
	return unit || (next->lower.n > 2 && !(next->flags & (W_STOP | W_NUMBER)));
}

/* A range "12-14": the second number; *i moves past it. */
static void
read_range(struct figure *f, const struct model *m, uint32_t *i, uint32_t end)
{
	f->high = f->value;
	if (*i + 1 < end && is_sign(m, *i, '-') && m->tok.v[*i + 1].kind == TOK_NUMBER &&
	    m->tok.v[*i + 1].value > f->value) {
		f->high = m->tok.v[*i + 1].value;
		f->end = m->tok.v[*i + 1].end;
		*i += 2;
	}
}

static bool
read_figure(struct figure *f, const struct model *m, const struct sentence *s, uint32_t i,
    uint32_t *next)
{
	const struct tok *k = &m->tok.v[i];
	uint32_t end = s->tok + s->n_tok;
	bool ok = true;

	*f = (struct figure){.off = k->off,
	    .end = k->end,
	    .line = k->line,
	    .line_end = k->line,
	    .point = k->point,
	    .value = k->value};
	struct tok as_number = *k;
	if (k->kind == TOK_WORD) {
		f->word = true;
		as_number.value = word_at(m, i)->number * MICRO;
		as_number.step = MICRO;
		f->value = as_number.value;
	}
	*next = i + 1;
	read_range(f, m, next, end);
	read_unit(f, m, next, end);
	if (f->unit == CLAIMS_PLAIN || f->unit == CLAIMS_COUNT) {
		if (labelled(m, s, i, f->unit == CLAIMS_PLAIN) || names_after(m, i, end) ||
		    service_number(m, i))
			return false;
		if (*next < end && is_sign(m, *next, '-') &&
		    str_eq(word_at(m, *next)->lower, STR("tal")))
			f->about = true;
	}
	look_before(f, m, s, i);
	f->qualifier = qualifies(f, m, s, i) ||
	    (labelled(m, s, i, false) && f->unit == CLAIMS_DAYS);
	int64_t step = step_of(&as_number, f);
	f->value = scaled(f->value, f->scale, &ok);
	f->high = scaled(f->high, f->scale, &ok);
	f->half = scaled(step, f->scale, &ok) / 2;
	if (f->sign < 0) {
		f->value = -f->value;
		f->high = -f->high;
	}
	*next = period_after(f, m, *next, end);
	return ok;
}

int
figures_find(struct model *m, const struct sentence *s, struct figure *out, uint32_t *from,
    uint32_t *to, int max)
{
	uint32_t end = s->tok + s->n_tok;
	int n = 0;

	for (uint32_t i = s->tok; i < end && n < max;) {
		uint32_t next = i + 1;
		bool number = m->tok.v[i].kind == TOK_NUMBER || number_word(m, i, end, s);
		if (number && read_figure(&out[n], m, s, i, &next)) {
			from[n] = i;
			to[n] = next;
			n++;
		}
		i = next;
	}
	return n;
}
