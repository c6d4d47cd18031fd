/* attain.h -- one figure held against one target: the rule and its arithmetic.
 *
 * The rule is data: a result carries the rule's id and version, its inputs, the
 * quotient and the reason, so that it can be stored, printed and contested.
 *
 * Invariants
 *   (P1) thresholds are 100 and 80 and are compared with the unrounded quotient:
 *        99,99 is partly, 80 is partly, 79,99 is not.
 *   (P2) met is what the operator says, not what the quotient says: at equality a
 *        strict target is not met, though the quotient is 100.
 *   (P3) nothing is divided by zero or across a change of sign: the verdict is then
 *        met or not, without a percentage.
 *   (P4) an outcome known only rounded is taken as an interval where the target is
 *        strict or finer than the outcome; if the interval holds both answers the
 *        verdict is VERDICT_UNSHOWN, never met.
 *   (P5) multiplying outcome, target and base by one positive number changes no
 *        verdict; a better outcome never gets a worse one.
 *
 * Quotients are percent, with ATTAIN_SCALE decimals.
 * Source: the legend of the annual reports (100 percent or more; 80-99; under 80). */
#ifndef TERTIAL_CORE_PLAN_ATTAIN_H
#define TERTIAL_CORE_PLAN_ATTAIN_H

#include "core/model/model.h"

#define ATTAIN_SCALE 12
#define ATTAIN_RULE "maluppfyllelse"
#define ATTAIN_VERSION 1

enum verdict {
	VERDICT_NONE, /* nothing to judge by: "underlag saknas" */
	VERDICT_MET,
	VERDICT_PARTLY,
	VERDICT_NOT,
	VERDICT_UNSHOWN, /* "kan inte visas" */
	VERDICT__COUNT
};

struct attain_in {
	enum value_kind kind;
	enum operator op;
	enum direction direction;
	enum method method;
	dec target, upper; /* upper: of an interval */
	dec base;          /* for method change, increase, no_increase */
	dec outcome;
	bool rounded; /* the outcome is known only as printed */
	str answer;   /* of a yes/no question, in words */
};

struct attainment {
	const char *rule;
	int version;
	struct attain_in in; /* with operator and direction as they were taken */
	enum verdict verdict;
	dec numerator, denominator;
	dec percent;           /* not dec_ok where nothing is divided */
	const struct msg *why; /* one sentence, without arguments */
};

struct attainment attain(const struct attain_in *in);

/* "5 945 / 6 800 = 87,4 %"; "" where nothing is divided. */
str attain_arithmetic(struct arena *mem, const struct attainment *a, enum lang lang);
/* "mindre än 3,7" as a reader writes a target. */
str attain_target(struct arena *mem, const struct attainment *a, enum lang lang);
str verdict_word(enum verdict v, enum lang lang);
str verdict_id(enum verdict v); /* "helt", "delvis", "inte", "underlag_saknas", "kan_inte_visas" */
str method_word(enum method m, enum lang lang);
str status_word(enum status s, enum lang lang);
str execution_word(enum execution x, enum lang lang);
/* The verdict as a status, where it is one. */
bool verdict_status(enum verdict v, enum status *out);

#endif
