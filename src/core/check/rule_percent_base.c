/* A change in percent that is withheld because its base prints as zero. */
#include "core/check/check_priv.h"

bool
rule_percent_base(struct check *c, struct err *e)
{
	for (size_t i = 0; i < c->m->n_result_line; i++) {
		const struct result_line *l = &c->m->result_line[i];
		struct fact change, base;
		str rest;
		if (c->unit.n == 0 || l->kind == LINE_KIND_net)
			continue;
		rest = str_fmt(c->mem, ":enhet=%.*s:rad=%.*s", STR_ARG(c->unit), STR_ARG(l->id));
		if (!fact_get(c->fx, str_fmt(c->mem, "ekonomi.forandring%.*s", STR_ARG(rest)),
		        &change, e) ||
		    !fact_get(c->fx, str_fmt(c->mem, "ekonomi.utfall%.*s:period=-1", STR_ARG(rest)),
		        &base, e))
			return false;
		if (dec_ok(change.value) || !dec_ok(base.value) || dec_sign(base.value) == 0 ||
		    dec_sign(dec_rescale(dec_mul(base.value, dec_of(1, 3)), 0, DEC_HALF_UP)) != 0)
			continue;
		struct found at = {.sev = SEV_NOTE,
		    .place = change.name,
		    .found = check_figure(c, base.value, STR("kr")),
		    .by = base.name};
		FOUND(c, &at, MSG_check_percent_base, ARG(l->name), ARG(at.found));
	}
	return true;
}
