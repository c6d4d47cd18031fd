/* What the law asks of a report.  It binds the region's or municipality's own; a
 * board's report feeds that one, so there a gap is a note. */
#include "core/check/check_priv.h"

static const struct part {
	const char *title, *law;
	bool annual; /* in annual reports only */
} parts[] = {
    {"Förvaltningsberättelse", "LKBR 4:1", true},
    {"Driftredovisning", "LKBR 10:1", false},
    {"Investeringsredovisning", "LKBR 10:2", false},
};

static str
lower(struct check *c, str s)
{
	struct sb b;
	str out;

	sb_init(&b, c->mem, s.n * 2 + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t u = utf8_next(s, &i);
		if ((u >= 'A' && u <= 'Z') || u == 0xc5 || u == 0xc4 || u == 0xd6)
			u += 32;
		sb_utf8(&b, u);
	}
	must(sb_done(&b, &out));
	return out;
}

static bool
has(struct check *c, const char *title)
{
	str want = lower(c, str_of(title));

	for (size_t i = 0; i < c->m->n_section; i++) {
		const struct section *s = &c->m->section[i];
		str is = lower(c, s->title);
		if (str_eq(s->report, c->report->id) && str_find(is, want, 0) < is.n)
			return true;
	}
	return false;
}

bool
rule_law_parts(struct check *c, struct err *e)
{
	const struct body *b = find_body(c->m, c->body);
	bool own = b != NULL && (b->kind == BODY_KIND_fullmaktige || b->kind == BODY_KIND_bolag);
	enum severity sev = own ? SEV_WARNING : SEV_NOTE;

	(void)e;
	if (c->report == NULL)
		return true;
	for (size_t i = 0; i < COUNTOF(parts); i++) {
		if ((parts[i].annual && !c->closed) || has(c, parts[i].title))
			continue;
		struct found at = {.sev = sev,
		    .place = check_place(c, "rapport", c->report->id),
		    .expected = str_of(parts[i].title)};
		FOUND(c, &at, MSG_check_law_part, ARG(parts[i].title), ARG(parts[i].law));
	}
	/* At least half and at most two thirds of the year (13:1): August does, April does not. */
	if (own && !c->closed && (c->p.to.m < 6 || c->p.to.m > 8)) {
		struct found at = {.sev = SEV_NOTE,
		    .place = check_place(c, "rapport", c->report->id)};
		FOUND(c, &at, MSG_check_law_interim, ARG(period_show(c->mem, c->p, c->lang)));
	}
	return true;
}
