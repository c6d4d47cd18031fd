/* Comparatives: what an earlier report printed must still be what is computed, in
 * the precision it was printed with, or a restatement says why. */
#include "core/check/check_priv.h"

static const struct restatement *
restated(struct check *c, str canonical)
{
	for (size_t i = 0; i < c->m->n_restatement; i++) {
		const struct restatement *r = &c->m->restatement[i];
		struct err quiet = {0};
		str name;
		if (fact_canonical(c->fx, r->fact, &name, &quiet) && str_eq(name, canonical))
			return r;
	}
	return NULL;
}

static bool
one(struct check *c, const struct published *p, struct err *e)
{
	struct found at = {.sev = SEV_WARNING,
	    .place = p->fact,
	    .file = str_fmt(c->mem, "uppgifter/publicerat-%d.csv", p->year),
	    .found = check_figure(c, p->value, p->unit)};
	struct err why = {0};
	struct fact f;
	dec now;

	if (!fact_get(c->fx, p->fact, &f, &why)) {
		if (why.rc == RC_IO) {
			*e = why;
			return false;
		}
		FOUND(c, &at, MSG_check_published_unknown, ARG(p->fact), ARG(p->year),
		    ARG(str_of(why.text[c->lang])));
		return true;
	}
	at.by = at.place = f.name;
	if (!dec_ok(f.value)) {
		FOUND(c, &at, MSG_check_published_missing, ARG(f.label[c->lang]), ARG(p->year),
		    ARG(at.found), ARG(f.missing[c->lang]));
		return true;
	}
	now = dec_rescale(check_in_unit(&f, p->unit), p->value.scale, DEC_HALF_UP);
	if (dec_cmp(now, p->value) == 0)
		return true;
	at.expected = check_figure(c, now, p->unit);
	if (restated(c, f.name) != NULL)
		return true; /* told by the rule on restatements */
	at.sev = SEV_ERROR;
	FOUND(c, &at, MSG_check_published_differs, ARG(f.label[c->lang]), ARG(p->year),
	    ARG(at.found), ARG(at.expected));
	return true;
}

bool
rule_published(struct check *c, struct err *e)
{
	for (size_t i = 0; i < c->m->n_published; i++) {
		const struct published *p = &c->m->published[i];
		if (p->year < c->year && dec_ok(p->value) && !one(c, p, e))
			return false;
	}
	return true;
}
