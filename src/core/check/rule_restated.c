/* A restatement is told; and its new value must be the one that is shown. */
#include "core/check/check_priv.h"

static bool
one(struct check *c, const struct restatement *r, struct err *e)
{
	struct found at = {.sev = SEV_WARNING,
	    .place = check_place(c, "omrakning", r->id),
	    .file = STR("uppgifter/omrakningar.yaml"),
	    .expected = dec_ok(r->new) ? check_figure(c, r->new, r->unit) : STR("")};
	struct err why = {0};
	struct fact f;

	if (!fact_get(c->fx, r->fact, &f, &why)) {
		if (why.rc == RC_IO) {
			*e = why;
			return false;
		}
		FOUND(c, &at, MSG_check_restated_unknown, ARG(r->id), ARG(r->fact));
		return true;
	}
	at.by = f.name;
	if (str_trim(r->reason).n == 0)
		FOUND(c, &at, MSG_check_restated_reason, ARG(r->id));
	if (!dec_ok(f.value) || !dec_ok(r->new))
		return true;
	dec now = dec_rescale(check_in_unit(&f, r->unit), r->new.scale, DEC_HALF_UP);
	at.found = check_figure(c, now, r->unit);
	if (dec_cmp(now, r->new) != 0) {
		at.sev = SEV_ERROR;
		FOUND(c, &at, MSG_check_restated_differs, ARG(f.label[c->lang]), ARG(at.expected),
		    ARG(at.found));
	} else if (dec_ok(r->old)) {
		at.sev = SEV_NOTE;
		at.found = check_figure(c, r->old, r->unit);
		FOUND(c, &at, MSG_check_restated_note, ARG(f.label[c->lang]), ARG(at.found),
		    ARG(at.expected));
	}
	return true;
}

bool
rule_restated(struct check *c, struct err *e)
{
	for (size_t i = 0; i < c->m->n_restatement; i++) {
		const struct restatement *r = &c->m->restatement[i];
		/* Only figures that this report can show: of its year and those before. */
		if (r->period.kind != PERIOD_NONE && date_cmp(r->period.from, c->p.to) <= 0 &&
		    !one(c, r, e))
			return false;
	}
	return true;
}
