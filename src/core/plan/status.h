/* status.h -- how the plan stands in a period: goals, objectives, assignments.
 *
 * Computed from the model alone.  An objective's status is its owner's
 * judgement; beside it stands what the indicators suggest.  An assignment's
 * status says how far the work has come; its attainment, where it is measured,
 * is kept apart from it.
 *
 * Ownership: results live in the arena given; they borrow from the model.
 *
 * Invariants
 *   (S1) judgements and outcomes are taken for periods that end on the asked
 *        period's last day: 2025, 2025-T3 and 2025-12 are one point of the year.
 *   (S2) a cumulative indicator before the year's end is held against the target
 *        of that period; else a forecast for the year (an outcome row for the year
 *        that is dated within it) against the year's target; never a part of a
 *        year against the whole.
 *   (S3) the suggestion of an objective is the weighted mean of the indicators that
 *        can be assessed; without any it is VERDICT_NONE.
 *   (S4) the four counts add up to the number of objectives.
 *   (S5) goals come by number, objectives and assignments by sort, then id. */
#ifndef TERTIAL_CORE_PLAN_STATUS_H
#define TERTIAL_CORE_PLAN_STATUS_H

#include "core/plan/attain.h"
#include "fmt/json.h"

#define SUGGEST_RULE "delmalsforslag"
#define SUGGEST_VERSION 1

struct indicator_status {
	const struct indicator *indicator;
	const struct target *target;   /* NULL: none for the period */
	const struct outcome *outcome; /* NULL: none; for a sum over sexes the first part */
	bool forecast;                 /* the outcome is a forecast for the year */
	bool summed;                   /* added up over women and men */
	struct attainment a;
};

struct suggestion {
	const char *rule;
	int version;
	enum verdict verdict; /* NONE, MET, PARTLY or NOT */
	dec points, weight;   /* weighted points of, and weight of, those assessed */
	size_t n_used, n_all;
	const struct msg *why;
};

struct objective_status {
	const struct objective *objective;
	const struct goal *goal;
	const struct assessment *judged; /* NULL: not assessed */
	enum status status;
	struct indicator_status *indicator;
	size_t n_indicator;
	struct suggestion suggestion;
	bool differs;      /* judgement against suggestion */
	bool needs_reason; /* it differs and no reason is given */
};

struct measure_status {
	const struct measure *measure;
	bool planned; /* by the method the plan fixed; else shown beside it */
	dec outcome, base, target;
	struct attainment a;
};

struct assignment_status {
	const struct assignment *assignment;
	const struct assignment_report *report; /* NULL: nothing reported yet */
	const struct addressee **addressee;
	size_t n_addressee;
	struct measure_status *measure;
	size_t n_measure;
};

struct plan_status {
	const struct model *model;
	str body;
	period period;
	struct objective_status *objective;
	size_t n_objective;
	size_t count[STATUS__COUNT];
	struct assignment_status *assignment;
	size_t n_assignment;
};

bool plan_status(struct arena *mem, const struct model *m, str body, period p,
    struct plan_status *out, struct err *e) MUST_USE;

/* One at a time, for pages and facts. */
struct indicator_status
indicator_status(const struct model *m, const struct indicator *i, period p);
void objective_status(struct arena *mem, const struct model *m, const struct objective *o, period p,
    struct objective_status *out);
void assignment_status(struct arena *mem, const struct model *m, const struct assignment *a,
    period p, struct assignment_status *out);
struct suggestion suggest(const struct indicator_status *v, size_t n);
/* The report nearest before or at the end of p, or NULL. */
const struct assignment_report *
assignment_reported(const struct model *m, const struct assignment *a, period p);
/* The judgement that stands for p (S1), or NULL. */
const struct assessment *
objective_judged(const struct model *m, const struct objective *o, period p);
bool period_same_end(period a, period b);
/* The value of a series at the end of a period: a point that ends there; for a
 * flow without one, the sum of its months since January.  Not dec_ok: none. */
dec series_at(const struct model *m, const struct series *s, period p);
/* A measure held by one method against what is required at the end of p. */
struct measure_status
measure_status(const struct model *m, const struct measure *ms, period p, enum method method);
/* The outcome a measure has at the end of p: its series there, else its own. */
dec measure_outcome(const struct model *m, const struct measure *ms, period p);

/* The object of `tertial status --json`. */
void status_json(struct json *j, const struct plan_status *s);

#endif
