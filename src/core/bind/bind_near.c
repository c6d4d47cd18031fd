/* How well the words around a figure name a fact: the words of its label, found in the
 * sentence, in the one before it and in the heading. */
#include "core/bind/bind_priv.h"

#include <string.h>

#define WORD_MIN 4
#define STEM 6

static bool
letter(unsigned char b)
{
	return (b >= 'a' && b <= 'z') || b >= 0x80;
}

/* A sentence ends with a mark before a blank, or with an empty line. */
static bool
ends(str t, size_t i)
{
	bool last = i + 1 >= t.n || t.p[i + 1] == ' ' || t.p[i + 1] == '\n';

	if ((t.p[i] == '.' || t.p[i] == '?' || t.p[i] == '!') && last)
		return true;
	return t.p[i] == '\n' && i + 1 < t.n && t.p[i + 1] == '\n';
}

struct near_text
near_of(const struct bind_facts *k, str title, str text, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && !ends(text, from - 1))
		from--;
	while (to < text.n && !ends(text, to))
		to++;
	size_t back = from > 0 ? from - 1 : 0;
	while (back > 0 && !ends(text, back - 1))
		back--;
	return (struct near_text){str_lower(k->mem, str_sub(text, from, to)),
	    str_lower(k->mem, str_sub(text, back, from)), str_lower(k->mem, title)};
}

/* The next word of letters at or after *at. */
static bool
next_word(str s, size_t *at, str *word)
{
	while (*at < s.n && !letter((unsigned char)s.p[*at]))
		(*at)++;
	size_t from = *at;
	while (*at < s.n && letter((unsigned char)s.p[*at]))
		(*at)++;
	*word = str_sub(s, from, *at);
	return *at > from;
}

/* Two words of one stem: they begin alike, or the longer holds the other's beginning
 * ("budgetavvikelse", "budgeten"). */
static bool
akin(str a, str b)
{
	size_t n = 0, shorter = a.n < b.n ? a.n : b.n;

	while (n < shorter && a.p[n] == b.p[n])
		n++;
	if (n >= STEM || (n == shorter && n >= WORD_MIN) || n + 2 >= (a.n > b.n ? a.n : b.n))
		return n >= WORD_MIN;
	if (shorter < STEM)
		return false;
	str head = str_sub(a.n < b.n ? a : b, 0, STEM), longer = a.n < b.n ? b : a;
	return str_find(longer, head, 0) < longer.n;
}

static bool
holds(str text, str word)
{
	size_t at = 0;
	str w;

	while (next_word(text, &at, &w))
		if (w.n >= WORD_MIN && akin(w, word))
			return true;
	return false;
}

/* Of one part of a label: how many of its words stand in the text, of how many. */
static void
count(const struct bind_facts *k, str part, str text, int *hits, int *all)
{
	size_t at = 0;
	str w, small = str_lower(k->mem, part);

	*hits = *all = 0;
	while (next_word(small, &at, &w)) {
		if (w.n < WORD_MIN)
			continue;
		(*all)++;
		*hits += holds(text, w);
	}
}

/* What the reader takes for granted: the report's own unit and body. */
static bool
own(const struct bind_facts *k, str part)
{
	struct fact_context ctx = facts_context(k->fx);
	const struct model *m = facts_model(k->fx);
	const struct body *b = find_body(m, ctx.body);
	const struct unit *u = b != NULL ? find_unit(m, b->unit) : NULL;

	return (b != NULL && str_eq(part, b->name)) || (u != NULL && str_eq(part, u->name));
}

/* The year that the claim says, against the fact's. */
static int
period_score(const struct claims_claim *c, const struct known_fact *x)
{
	int64_t year;

	if (c->period.n >= 4 && str_i64(str_sub(c->period, 0, 4), &year))
		return year == x->fact.period.to.y ? 6 : -12;
	return x->last_year ? -6 : 0;
}

int
near_score(const struct bind_facts *k, const struct near_text *near,
    const struct claims_claim *claim, const struct known_fact *x)
{
	str rest = x->fact.label[LANG_SV], part;
	str when = period_show(k->mem, x->fact.period, LANG_SV);
	int score = period_score(claim, x), hits, all, in_title, in_before, any;
	bool first = true;

	if (str_has_prefix(x->fact.name, STR("omrakning.")))
		score -= 10; /* a restatement tells of the figure; it is not the figure */
	while (rest.n > 0) {
		size_t comma = str_find(rest, STR(", "), 0);
		part = str_sub(rest, 0, comma);
		rest = comma < rest.n ? str_sub(rest, comma + 2, rest.n) : STR("");
		if (str_eq(part, when) || own(k, part))
			continue;
		count(k, part, near->sentence, &hits, &all);
		count(k, part, near->title, &in_title, &any);
		count(k, part, near->before, &in_before, &any);
		if (first) {
			score += 10 * hits;
			score += hits == 0 ? 4 * in_title + 5 * in_before : 0;
			score += hits > 0 && hits == all ? 8 : 0;
		} else if (all > 0) { /* a dimension: a unit, an area, a status */
			score += hits == all           ? 12
			    : hits > 0                 ? 4
			    : in_title + in_before > 0 ? 2
			                               : -8;
		}
		first = false;
	}
	return score;
}
