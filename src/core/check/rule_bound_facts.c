/* The figures that the text binds: they exist, and they have a value. */
#include "core/check/check_priv.h"

static bool
one(struct check *c, const struct bound *b, struct err *e)
{
	struct found at = {.sev = SEV_ERROR,
	    .place = section_place(c, b->section),
	    .file = section_file(c, b->section),
	    .line = b->line};
	struct err why = {0};
	struct fact f;

	if (!fact_get(c->fx, b->name, &f, &why)) {
		if (why.rc == RC_IO) {
			*e = why;
			return false;
		}
		at.found = b->name;
		FOUND(c, &at, MSG_check_bound_unknown, ARG(b->name),
		    ARG(str_of(why.text[c->lang])));
		return true;
	}
	if (dec_ok(f.value) || f.text.n > 0)
		return true;
	at.sev = SEV_WARNING;
	at.by = f.name;
	FOUND(c, &at, MSG_check_bound_missing, ARG(f.label[c->lang]), ARG(f.missing[c->lang]));
	return true;
}

bool
rule_bound_facts(struct check *c, struct err *e)
{
	return check_bound(c, one, e);
}
