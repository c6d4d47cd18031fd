/* check_priv.h -- what a rule sees, inside core/check. */
#ifndef TERTIAL_CORE_CHECK_CHECK_PRIV_H
#define TERTIAL_CORE_CHECK_CHECK_PRIV_H

#include "core/check/check.h"
#include "core/check/messages.h"
#include "core/plan/status.h"

struct check {
	struct arena *mem;
	const struct model *m;
	struct facts *fx;
	const struct economy *ec;    /* NULL: no ledger */
	const struct report *report; /* NULL: none for the body and period */
	const struct proof *proof;   /* NULL: the text is not asked */
	str body, unit;
	period p;
	int year;
	bool closed;    /* the period ends a year: judged, not forecast */
	bool own;       /* the region's or municipality's own report: the law binds it (LKBR) */
	date today;     /* y 0: not known */
	enum lang lang; /* of the findings: the rules run once for each (C5) */
	size_t said;    /* findings of this run so far */
	struct plan_status plan;
	const struct check_rule *rule;
	struct check_list *out;
};

typedef bool check_fn(struct check *c, struct err *e);

struct found {
	enum severity sev;
	str place, file, expected, found, by;
	int line;
};

/* A finding, its figures and words in c->lang. */
void check_found(struct check *c, const struct found *f, struct msg_args m);
#define FOUND(c, f, ...) check_found((c), (f), MSG_ARGS_(__VA_ARGS__, ARG_END_))

/* A figure as it is printed in c->lang, with its unit after a no-break space. */
str check_figure(struct check *c, dec v, str unit);
/* Öre as kronor: whole, or with both decimals. */
str check_ore(struct check *c, dec ore);
/* A fact's value in the unit that a printed figure has; unrounded. */
dec check_in_unit(const struct fact *f, str unit);
/* Half a unit of the last decimal: what rounding can hide in one printed figure. */
dec check_slack(dec printed);
/* The same for money in whole öre: half a million, half a thousand or nothing, by the
 * zeros it ends with. */
int64_t check_ore_slack(int64_t ore);
/* One of two texts of ours, in c->lang. */
str check_words(const struct check *c, const char *sv, const char *en);
/* What the law asks: a warning where it binds, a note for a board. */
enum severity check_law(const struct check *c);
/* In lower case, for comparing; å, ä and ö stay. */
/* A text of many lines as one. */
str check_line(struct check *c, str text);
/* "Regionstyrelsen, män, ålder 30-49" */
str check_group(struct check *c, const struct staff *s);
/* "delmal/ID" */
str check_place(struct check *c, const char *kind, str id);
/* |a - b| <= slack */
bool check_within(dec a, dec b, dec slack);

/* A name of a fact in a section's text. */
struct bound {
	const struct section *section;
	str name; /* as written */
	int line;
};
/* Call fn for every fact that the report's sections bind. */
bool check_bound(struct check *c, bool (*fn)(struct check *c, const struct bound *b, struct err *e),
    struct err *e) MUST_USE;
str section_file(struct check *c, const struct section *s);
str section_place(struct check *c, const struct section *s);

#define RULE(id, ...) check_fn rule_##id;
#include "core/check/rules.def"
#undef RULE

#endif
