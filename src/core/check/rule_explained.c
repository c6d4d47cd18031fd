/* The amounts that the text explains, against the variance they explain. */
#include "core/check/check_priv.h"

/* Each unit once: the first explanation of a unit stands for all. */
static bool
first_of_unit(const struct check *c, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_eq(c->m->explanation[i].unit, c->m->explanation[at].unit) &&
		    period_same_end(c->m->explanation[i].period, c->p))
			return false;
	return true;
}

static dec
mkr(dec kronor)
{
	return dec_rescale(dec_mul(kronor, dec_of(1, 6)), 0, DEC_HALF_UP);
}

static bool
unit(struct check *c, str id, struct err *e)
{
	struct fact variance, explained, rest;
	const struct unit *u = find_unit(c->m, id);
	str dim = str_fmt(c->mem, ":enhet=%.*s", STR_ARG(id));

	if (!fact_get(c->fx, str_fmt(c->mem, "ekonomi.avvikelse%.*s", STR_ARG(dim)), &variance,
	        e) ||
	    !fact_get(c->fx, str_fmt(c->mem, "ekonomi.forklarat%.*s", STR_ARG(dim)), &explained,
	        e) ||
	    !fact_get(c->fx, str_fmt(c->mem, "ekonomi.oforklarat%.*s", STR_ARG(dim)), &rest, e))
		return false;
	if (!dec_ok(variance.value) || !dec_ok(explained.value) || !dec_ok(rest.value))
		return true;
	struct found at = {.sev = SEV_NOTE,
	    .place = explained.name,
	    .file = str_fmt(c->mem, "ekonomi/avvikelser-%d-T%d.yaml", c->year,
	        period_tertial_of(c->p)),
	    .expected = check_figure(c, mkr(variance.value), STR("Mkr")),
	    .found = check_figure(c, mkr(explained.value), STR("Mkr")),
	    .by = variance.name};
	str name = u != NULL ? u->name : id, left = check_figure(c, mkr(rest.value), STR("Mkr"));
	bool beyond = dec_sign(explained.value) != 0 && dec_sign(rest.value) != 0 &&
	    dec_sign(rest.value) != dec_sign(variance.value);
	if (dec_sign(mkr(rest.value)) == 0)
		return true;
	if (beyond || dec_sign(explained.value) != dec_sign(variance.value))
		FOUND(c, &at, MSG_check_explained_beyond, ARG(name), ARG(at.found),
		    ARG(at.expected), ARG(left));
	else
		FOUND(c, &at, MSG_check_explained_rest, ARG(name), ARG(at.found), ARG(at.expected),
		    ARG(left));
	return true;
}

/* The amount of an explanation and of the analysis it belongs to are one figure. */
static void
same_amount(struct check *c, const struct explanation *x)
{
	const struct variance *v = x->variance.n > 0 ? find_variance(c->m, x->variance) : NULL;
	dec mine = ore_as(x->amount, 8);

	if (v == NULL || !dec_ok(v->amount) ||
	    check_within(mine, v->amount, check_slack(v->amount)))
		return;
	struct found at = {.sev = SEV_WARNING,
	    .place = check_place(c, "forklaring", x->id),
	    .expected = check_figure(c, v->amount, STR("Mkr")),
	    .found = check_figure(c, dec_trim(mine), STR("Mkr")),
	    .by = check_place(c, "avvikelse", v->id)};
	FOUND(c, &at, MSG_check_explained_amount, ARG(x->name), ARG(at.found), ARG(at.expected));
}

bool
rule_explained(struct check *c, struct err *e)
{
	for (size_t i = 0; i < c->m->n_explanation; i++) {
		const struct explanation *x = &c->m->explanation[i];
		if (!period_same_end(x->period, c->p))
			continue;
		same_amount(c, x);
		if (first_of_unit(c, i) && !unit(c, x->unit, e))
			return false;
	}
	return true;
}
