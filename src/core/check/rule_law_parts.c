/* What the law asks of a report.  It binds the region's or municipality's own; a
 * board's report feeds that one, so there a gap is a note. */
#include "core/check/check_priv.h"

static const struct part {
	const char *title, *law;
	bool annual; /* in annual reports only */
	bool own;    /* in the region's or municipality's own only */
} parts[] = {
    {"Resultaträkning", "LKBR 4:1, 5 kap.", true, true},
    {"Balansräkning", "LKBR 4:1, 6 kap.", true, true},
    {"Kassaflödesanalys", "LKBR 4:1, 8 kap.", true, true},
    {"Noter", "LKBR 4:1, 9 kap.", true, true},
    {"Förvaltningsberättelse", "LKBR 4:1, 11 kap.", true, false},
    {"Händelser av väsentlig betydelse", "LKBR 11 kap.", true, true},
    {"Förväntad utveckling", "LKBR 11 kap.", true, true},
    {"Väsentliga personalförhållanden", "LKBR 11 kap.", true, true},
    {"God ekonomisk hushållning", "LKBR 11:8", true, true},
    {"Balanskravsresultat", "LKBR 11 kap.", true, true},
    {"Driftredovisning", "LKBR 10:1", false, false},
    {"Investeringsredovisning", "LKBR 10:2", false, false},
};

static bool
has(struct check *c, const char *title)
{
	str want = str_lower(c->mem, str_of(title));

	for (size_t i = 0; i < c->m->n_section; i++) {
		const struct section *s = &c->m->section[i];
		str is = str_lower(c->mem, s->title);
		if (str_eq(s->report, c->report->id) && str_find(is, want, 0) < is.n)
			return true;
	}
	return false;
}

bool
rule_law_parts(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; c->report != NULL && i < COUNTOF(parts); i++) {
		if ((parts[i].annual && !c->closed) || (parts[i].own && !c->own) ||
		    has(c, parts[i].title))
			continue;
		struct found at = {.sev = check_law(c),
		    .place = check_place(c, "rapport", c->report->id),
		    .expected = str_of(parts[i].title)};
		FOUND(c, &at, MSG_check_law_part, ARG(parts[i].title), ARG(parts[i].law));
	}
	return true;
}
