/* contradict.c -- the finding of a claim that the evidence speaks against. */
#include "core/claims/match/match.h"

static struct texts
value_text(const struct match *x, const struct evid *v, int scale)
{
	int64_t value = v->value;

	if ((v->role == ROLE_VARIANCE || v->role == ROLE_CHANGE) && v->dir < 0)
		value = -value;
	return figure_show(x->c->mem, value, v->unit, v->unit == CLAIMS_KR ? scale : 0, v->half);
}

static struct place_in
place_of(const struct claim *c)
{
	return (struct place_in){c->off, c->end, c->line, c->line_end};
}

/* Where the other piece of evidence stands, in any language: "752 (”Totalt: 1009”)". */
static str
named(const struct match *x, const struct evid *v)
{
	struct claims_proof p = evid_proof(&x->e, v);
	str where = v->old ? x->c->old->doc.name : STR("");

	return str_fmt(x->c->mem, "%.*s%s%d (”%.*s”)", STR_ARG(where), where.n > 0 ? ":" : "",
	    p.line, STR_ARG(str_sub(p.text, 0, 180)));
}

/* Figures alike, scale not: the unit was mistaken. */
static bool
unit_slip(const struct evid *a, const struct evid *b)
{
	if (a->unit != CLAIMS_KR || a->value == 0 || b->value == 0)
		return false;
	int64_t big = a->value > b->value ? a->value : b->value;
	int64_t small = a->value > b->value ? b->value : a->value;
	for (int64_t k = 1000; k <= 1000000; k *= 1000) {
		i128 off = (i128)big - (i128)small * k;
		if ((off < 0 ? -off : off) * 200 <= big)
			return true;
	}
	return false;
}

void
match_contradict(struct match *x, struct claim *c, const struct evid *a, const struct evid *v,
    enum severity sev, bool third)
{
	const struct figure *f = &c->figure[a->figure];
	struct place_in at = place_of(c);
	struct texts mine = value_text(x, a, f->scale);
	struct evid other = *v;

	if (other.half < a->half)
		other.half = a->half; /* the value as this sentence would print it */
	struct texts theirs = value_text(x, &other, f->scale);
	bool sign = evid_agrees(a, v, false) && !match_same_direction(a, v);
	struct found *r;
	if (v->fact > 0 && sign)
		r = FOUND(x->c, sev, at, direction_of_fact, ARG(x->c->fact[v->fact - 1].name),
		    ARG(theirs));
	else if (v->fact > 0)
		r = FOUND(x->c, sev, at, differs_from_fact, ARG(mine), ARG(theirs),
		    ARG(x->c->fact[v->fact - 1].name));
	else if (third)
		r = FOUND(x->c, sev, at, restated, ARG(mine), ARG(theirs), ARG(named(x, v)),
		    ARG((int64_t)a->year));
	else if (sign)
		r = FOUND(x->c, sev, at, wrong_direction, ARG(named(x, v)), ARG(theirs));
	else if (unit_slip(a, v))
		r = FOUND(x->c, sev, at, wrong_unit, ARG(mine), ARG(theirs), ARG(named(x, v)));
	else if (v->old)
		r = FOUND(x->c, sev, at, differs_from_year, ARG(mine), ARG(theirs),
		    ARG(named(x, v)), ARG((int64_t)a->year));
	else if (v->claim < 0)
		r = FOUND(x->c, sev, at, differs_from_table, ARG(mine), ARG(theirs),
		    ARG(named(x, v)));
	else
		r = FOUND(x->c, sev, at, differs_from_text, ARG(mine), ARG(theirs),
		    ARG(named(x, v)));
	r->claim = c;
	r->f.expected = theirs.text[LANG_SV];
	r->f.found = mine.text[LANG_SV];
	struct claims_proof p = evid_proof(&x->e, v);
	found_proof(r, &p);
}
