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
	str body, unit;
	period p;
	int year;
	bool closed;    /* the period ends a year: judged, not forecast */
	enum lang lang; /* of the sentence being made */
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

void check_found(struct check *c, const struct found *f);
void check_say(struct check *c, struct msg_args m);
/* The arguments are evaluated once for each language, with c->lang set to it. */
#define FOUND(c, f, ...)                                                  \
	do {                                                              \
		check_found((c), (f));                                    \
		for (int lang_ = 0; lang_ < LANG__COUNT; lang_++) {       \
			(c)->lang = (enum lang)lang_;                     \
			check_say((c), MSG_ARGS_(__VA_ARGS__, ARG_END_)); \
		}                                                         \
		(c)->lang = LANG_SV;                                      \
	} while (0)

/* A figure as it is printed in c->lang, with its unit after a no-break space. */
str check_figure(struct check *c, dec v, str unit);
/* A fact's value in the unit that a printed figure has; unrounded. */
dec check_in_unit(const struct fact *f, str unit);
/* Half a unit of the last decimal: what rounding can hide in one printed figure. */
dec check_slack(dec printed);
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
