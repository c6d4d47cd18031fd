/* role.c -- what a figure is of its subject: a level, a variance, a change, a target;
 * and what makes a clause too loose to hold another to it. */
#include "core/claims/read/clause.h"

/* "minskning skett och den ligger på 3,1 %": a level after all. */
static bool
restated(const struct model *m, const struct span *p)
{
	bool and = false;

	for (uint32_t i = p->at; i > p->from && !(word_at(m, i - 1)->flags & W_CHANGE); i--)
		and |= clause_word(m, i - 1, "och");
	return and;
}

/* "Underskottet minskade med 3 miljoner": a change of a variance. */
static bool
change_is_last(const struct model *m, const struct span *p)
{
	for (uint32_t i = p->at; i > p->from; i--) {
		uint32_t f = word_at(m, i - 1)->flags;
		if (f & W_VARIANCE)
			return false;
		if (f & W_CHANGE)
			return true;
	}
	return false;
}

enum role
role_in(const struct work *w, const struct seen *x, const struct figure *f, const struct span *p)
{
	const struct model *m = w->m;
	bool to = p->at > p->from && (word_at(m, p->at - 1)->flags & W_TO) != 0;

	if (x->target || x->limit)
		return ROLE_TARGET;
	if (x->variance && x->change && change_is_last(m, p))
		return ROLE_CHANGE;
	if (x->variance || (x->outcome && x->budget && x->signed_))
		return ROLE_VARIANCE;
	if (x->develop && f->unit == CLAIMS_PERCENT)
		return ROLE_CHANGE;
	if (x->change && !to && x->dir_change != 0 && !restated(m, p))
		return ROLE_CHANGE;
	return ROLE_LEVEL;
}

void
role_direction(struct claim *c, const struct seen *x)
{
	if (c->role == ROLE_VARIANCE) {
		c->dir = x->dir_signed != 0 ? x->dir_signed : x->dir_variance;
		if (c->n_figure > 0 && c->figure[0].sign < 0)
			c->dir = -1;
	} else if (x->change) {
		c->dir = x->dir_change;
		c->dir_mixed = x->up && x->down;
	}
}

/* "åren 2021–2023": no one year. */
bool
role_spans_years(const struct model *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i + 2 < to; i++)
		if (m->tok.v[i].kind == TOK_YEAR && m->tok.v[i + 1].kind == TOK_SIGN &&
		    m->tok.v[i + 2].kind == TOK_YEAR)
			return true;
	return false;
}

/* A change since some earlier year than the one before. */
bool
role_far_year(const struct model *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (m->tok.v[i].kind == TOK_YEAR && m->tok.v[i].year != m->year &&
		    m->tok.v[i].year != m->year - 1)
			return true;
	return false;
}

/* "avvikelse mot 2023" is not one against the budget. */
bool
role_against_year(const struct model *m, const struct span *p)
{
	for (uint32_t i = p->from + 1; i < p->to; i++)
		if (m->tok.v[i].kind == TOK_YEAR &&
		    (clause_word(m, i - 1, "mot") || clause_word(m, i - 1, "med")))
			return true;
	return false;
}

static bool
later_variance(const struct model *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (word_at(m, i)->flags & W_VARIANCE)
			return true;
	return false;
}

/* "Av underskottet beror 3 miljoner på": the figure is a part of the variance. */
bool
role_explains(const struct model *m, const struct span *p)
{
	static const char *const why[] = {"förklar", "beror", "berodde", "härled", "orsak", "bidra",
	    "kommer", "påverka", "belast", "avser", "utgör"};

	for (uint32_t i = p->from; i < p->at; i++) {
		if (!(word_at(m, i)->flags & W_VARIANCE))
			continue;
		if (i > p->from && clause_word(m, i - 1, "av"))
			return true;
		for (uint32_t k = i + 1; k < p->at; k++)
			for (size_t n = 0; n < COUNTOF(why); n++)
				if (str_has_prefix(word_at(m, k)->lower, str_of(why[n])) &&
				    !later_variance(m, k, p->at))
					return true;
	}
	return false;
}
