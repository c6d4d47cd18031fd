/* compare.c -- what a figure is held against: the budget, or the year before. */
#include "core/claims/read/clause.h"

static bool
one_of(const struct model *m, uint32_t i, const char *const *word, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (clause_word(m, i, word[k]))
			return true;
	return false;
}

/* Tokens of the two words a b from i on. */
static uint32_t
pair(const struct model *m, uint32_t i, uint32_t to, const char *a, const char *b)
{
	return i + 1 < to && clause_word(m, i, a) && clause_word(m, i + 1, b) ? 2 : 0;
}

uint32_t
compare_last_year(const struct model *m, uint32_t i, uint32_t to)
{
	static const char *const two[][2] = {{"året", "innan"}, {"året", "före"},
	    {"året", "dessförinnan"}, {"förra", "året"}, {"förra", "årets"}, {"år", "tidigare"},
	    {"föregående", "år"}, {"föregående", "års"}, {"i", "fjol"}, {"närmast", "föregående"}};
	static const char *const one[] = {"fjolåret", "fjolårets", "fjol"};

	if (i >= to)
		return 0;
	for (size_t k = 0; k < COUNTOF(two); k++)
		if (pair(m, i, to, two[k][0], two[k][1]) > 0)
			return 2;
	if (one_of(m, i, one, COUNTOF(one)))
		return 1;
	return m->tok.v[i].kind == TOK_YEAR && m->year > 0 && m->tok.v[i].year == m->year - 1;
}

int
compare_how(const struct model *m, uint32_t i)
{
	static const char *const up[] = {"mer", "högre", "dyrare", "fler", "större"};
	static const char *const down[] = {"mindre", "lägre", "billigare", "färre"};

	if (one_of(m, i, up, COUNTOF(up)))
		return 1;
	return one_of(m, i, down, COUNTOF(down)) ? -1 : 0;
}

/* "bättre än budget", "mer än planerat": a variance.  Its side is said by "bättre" and
 * "dyrare"; by "mer" only of what costs. */
static void
than_budget(const struct model *m, uint32_t i, struct seen *x)
{
	int how = compare_how(m, i - 1);
	bool better = clause_word(m, i - 1, "bättre"), worse = clause_word(m, i - 1, "sämre");
	bool price = clause_word(m, i - 1, "dyrare") || clause_word(m, i - 1, "billigare");

	if (how == 0 && !better && !worse && !clause_word(m, i - 1, "över") &&
	    !clause_word(m, i - 1, "under"))
		return;
	x->variance = x->than = true;
	x->than_dir = (int8_t)how;
	if (better || worse || price) {
		x->signed_ = true;
		x->dir_signed = (int8_t)(better ? 1 : worse ? -1 : -how);
	}
}

/* "mer än 2024": a change. */
static void
than_last_year(const struct model *m, uint32_t i, struct seen *x)
{
	int how = compare_how(m, i - 1);

	if (how == 0)
		return;
	x->than_year = x->compared = true;
	x->than_dir = (int8_t)how;
}

/* "överskred sin budget med 27": a variance too, and no bound. */
static bool
exceeds_budget(const struct model *m, uint32_t to, uint32_t i)
{
	str w = word_at(m, i)->lower;

	if (!str_has_prefix(w, STR("överskr")) && !str_has_prefix(w, STR("underskr")))
		return false;
	for (uint32_t k = i + 1; k < to && k < i + 4; k++)
		if (word_at(m, k)->flags & W_BUDGET)
			return true;
	return false;
}

/* "över budget", "under sin budget", "inom sin budget". */
static bool
beside_budget(const struct model *m, uint32_t to, uint32_t i)
{
	static const char *const own[] = {"sin", "sitt", "den", "årets"};
	uint32_t k = i + 1;

	if (!clause_word(m, i, "över") && !clause_word(m, i, "under") && !clause_word(m, i, "inom"))
		return false;
	if (k < to && one_of(m, k, own, COUNTOF(own)))
		k++;
	return k < to && (word_at(m, k)->flags & W_BUDGET) != 0;
}

void
compare_look(const struct model *m, uint32_t from, uint32_t to, uint32_t i, struct seen *x)
{
	static const char *const against[] = {"än", "mot", "med", "sedan", "från", "gentemot"};
	static const char *const sign[] = {"plus", "minus"};
	uint32_t year;

	x->cost |= str_has_prefix(word_at(m, i)->lower, STR("kosta")) ||
	    str_has_prefix(word_at(m, i)->lower, STR("använ")) ||
	    str_has_prefix(word_at(m, i)->lower, STR("förbruk"));
	if (exceeds_budget(m, to, i) || beside_budget(m, to, i))
		x->variance = x->than = true;
	/* "ett plus på 3 miljoner" */
	if (i > from && i + 1 < to && one_of(m, i, sign, COUNTOF(sign)) &&
	    clause_word(m, i - 1, "ett") &&
	    (clause_word(m, i + 1, "på") || clause_word(m, i + 1, "om")))
		x->variance = true;
	if (i > from && i + 1 < to && clause_word(m, i, "än")) {
		if (word_at(m, i + 1)->flags & W_BUDGET)
			than_budget(m, i, x);
		else if (compare_last_year(m, i + 1, to) > 0)
			than_last_year(m, i, x);
	}
	if ((year = compare_last_year(m, i, to)) == 0)
		return;
	x->compared |= i > from && one_of(m, i - 1, against, COUNTOF(against));
	x->previous |= m->tok.v[i].kind == TOK_WORD;
}
