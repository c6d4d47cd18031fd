/* staff.h -- figures about staff: windows, shares, engagement, and what may be shown.
 *
 * Pure functions over the model's staff rows and series.
 *
 * Invariants
 *   (H1) a rolling figure is the sum of twelve months' absence over the sum of their
 *        ordinary hours; it is never a mean of twelve percentages.
 *   (H2) a group of at most STAFF_GROUP_MIN people is not shown; and where the sums that are
 *        shown (by sex, by age, by unit under one parent, one by one and all together) would
 *        tell a hidden group, the next smallest is hidden too.
 *   (H3) a group whose size is not known is shown: the rule cannot be applied, and
 *        the checks say so.
 *   (H4) those with no sick days are among those with at most five.
 *
 * Sources: lag 2018:597 11:6 (groups of at most ten); HME as SKR defines it. */
#ifndef TERTIAL_CORE_STAFF_STAFF_H
#define TERTIAL_CORE_STAFF_STAFF_H

#include "core/model/model.h"

#define STAFF_GROUP_MIN 10
#define STAFF_SCALE 12

/* The row of a measure for a group, whose period ends with p, or NULL.  Empty age
 * and length mean all. */
struct staff_key {
	enum staff_measure measure;
	str unit;
	enum sex sex;
	str age, length;
};
const struct staff *staff_find(const struct model *m, const struct staff_key *k, period p);
/* The same group in the period nearest to p that has a value, or NULL. */
const struct staff *staff_nearest(const struct model *m, const struct staff_key *k, period p);

/* Percent, from twelve months each of absence and ordinary hours (series of kind
 * flow).  Not dec_ok when a month is missing or no hours were worked. */
dec staff_r12(const struct model *m, str absence_series, str hours_series, period end);
/* (mean - 1) / 4 x 100 of answers 1..5; not dec_ok outside. */
dec hme_index(dec mean);
/* The mean of the three indices. */
dec hme_total(dec motivation, dec ledarskap, dec styrning);

/* What a response rate, printed rounded, says about the third of rate, answers and
 * population: a closed interval of whole people. */
struct survey_range {
	bool ok;
	int64_t low, high;
};
struct survey_range survey_population(int64_t answers, dec rate_percent);
struct survey_range survey_answers(int64_t population, dec rate_percent);

enum disclosure { DISCLOSE_SHOW, DISCLOSE_SMALL, DISCLOSE_COMPLEMENT };
struct staff_group {
	str unit;
	enum sex sex;
	str age;
};
enum disclosure staff_disclosure(const struct model *m, const struct staff_group *g, period p);
/* False where the number of people is not known. */
bool staff_group_size(const struct model *m, const struct staff_group *g, period p, int64_t *n);

#endif
