/* check.h -- rules over the model and its facts: what a report must not leave with.
 *
 * A rule is a row of rules.def and a file rule_ID.c.  It looks at one body and one
 * period and adds findings; it stops nothing and changes nothing.
 *
 * Severities: an error is a figure that cannot be right; a warning is something
 * that must be looked at before the report is decided; a note is worth knowing.
 *
 * Invariants
 *   (C1) precision goes before recall: what is called an error is one.
 *   (C2) sums and variances are held within what rounding can explain.
 *   (C3) a waiver silences one rule in one place of one report; the finding stays,
 *        marked, and no longer counts as an error.
 *   (C5) a rule finds the same things in the same order whatever language it is told
 *        to speak.
 *   (C4) findings come in the order of rules.def, then place: the same data gives
 *        the same list. */
#ifndef TERTIAL_CORE_CHECK_CHECK_H
#define TERTIAL_CORE_CHECK_CHECK_H

#include "core/facts/facts.h"
#include "core/proof/proof.h"
#include "fmt/json.h"

struct economy;

struct check_rule {
	const char *id;
	const char *title[LANG__COUNT];
	enum severity worst;             /* the gravest it uses */
	const char *source[LANG__COUNT]; /* law, arithmetic, the plan's own words */
	const char *why[LANG__COUNT];    /* what would go wrong without it */
	const char *example;             /* what it stops, in the words of a Swedish report */
};

extern const struct check_rule check_rules[];
extern const size_t check_rules_n;

struct check_finding {
	const struct check_rule *rule;
	enum severity sev;
	str place; /* "delmal/2025-M1.1", "avsnitt/RS-2025-T3/personal", or a fact */
	str file;  /* where it can be mended; "" unknown */
	int line;  /* in the section's text; 0: none */
	str text[LANG__COUNT];
	/* As printed; "" where there is nothing to compare. */
	str expected[LANG__COUNT], found[LANG__COUNT];
	str by;                      /* the fact or row that shows it */
	const struct waiver *waiver; /* NULL: none */
};

struct check_list {
	struct check_finding *v;
	size_t n, room;
	size_t count[SEV_ERROR + 1]; /* by severity, without the waived */
	size_t n_waived;
};

struct check_ask {
	struct facts *facts;           /* in the context of the body and period to check */
	const struct economy *economy; /* may be NULL: rules that need the ledger are quiet */
	const struct report *report;   /* may be NULL: the one of body and period is taken */
	const char *rule;              /* only this rule; NULL: all */
	const struct proof *proof;     /* the report's own text, proved; NULL: it is not asked */
	date today;                    /* for dates that should have been kept; y 0: not asked */
};

/* False where a store cannot be read, or the rule does not exist. */
bool check_run(struct arena *mem, const struct check_ask *ask, struct check_list *out,
    struct err *e) MUST_USE;
const char *check_severity_id(enum severity s); /* "error", in JSON */
/* The report of a body and period, or NULL. */
const struct report *check_report(const struct model *m, str body, period p);
/* {"findings":[{rule severity place line line_end quote message expected found by waived}],
 * "summary":{error warning note waived}}; line_end and quote are as line and "". */
void check_json(struct json *j, const struct check_list *l, enum lang lang);
/* SARIF 2.1.0; what is waived is there, suppressed. */
void check_sarif(struct json *j, const struct check_list *l, enum lang lang);
/* One line a finding, for a terminal. */
str check_text(struct arena *mem, const struct check_list *l, enum lang lang);
/* The same findings where a list of findings about data is wanted. */
void check_to_diag(const struct check_list *l, struct diag *d);

#endif
