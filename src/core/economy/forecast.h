/* forecast.h -- the full year, proposed from what is known at the end of a month,
 * and how well each way of proposing would have done in earlier years.
 *
 *   linear     outcome so far, for as many months as it covers, times twelve
 *   profile    outcome so far, divided by last year's share at the same month
 *   budget     outcome so far plus the budget of the months that remain
 *   seasonal   outcome so far plus what the months that remain were on average in
 *              the years before
 *
 * Exact until the end, then whole öre, half away from zero.  A method that lacks
 * what it needs (no year before, a base of zero or of the other sign, no budget)
 * gives none and says why.
 *
 * Backtest: every (unit with own figures, result line) of a subtree and every
 * year that is loaded whole and has one before it; the error is forecast - outcome.
 * Only cells that all methods can forecast count, so that they are compared on
 * the same. */
#ifndef TERTIAL_CORE_ECONOMY_FORECAST_H
#define TERTIAL_CORE_ECONOMY_FORECAST_H

#include "core/economy/result.h"

enum forecast_method {
	FORECAST_LINEAR,
	FORECAST_PROFILE,
	FORECAST_BUDGET,
	FORECAST_SEASONAL,
	FORECAST__METHODS
};
extern const char *const forecast_method_id[FORECAST__METHODS]; /* "linear" ... */

/* One line (or "" for the net, line by line) of a unit's subtree at the end of
 * `month`. */
bool forecast_make(const struct economy *ec, enum forecast_method how, str unit, str line, int year,
    int month, struct amount *out, struct err *e) MUST_USE;

struct forecast_score {
	enum forecast_method method;
	int month;
	size_t n;              /* cells */
	int64_t actual_ore;    /* sum of absolute outcomes */
	int64_t abs_error_ore; /* sum of absolute errors */
	int64_t error_ore;     /* sum of errors: what is common to them */
	dec error_percent;     /* abs_error / actual, one decimal; not ok: nothing to divide by */
};

/* The scores at the ends of T1 and T2 (months 4 and 8), by month and method. */
bool forecast_backtest(const struct economy *ec, str unit, struct arena *mem,
    struct forecast_score **out, size_t *n, struct err *e) MUST_USE;

struct forecast_proposal {
	struct amount value[FORECAST__METHODS];
	bool any;
	enum forecast_method best; /* least error in the backtest; budget where there is none */
	bool has_interval;
	int64_t low_ore, high_ore; /* the best value less and plus its error percent */
};
/* tried: the backtest of the unit, made once for all its lines. */
struct forecast_tried {
	const struct forecast_score *score;
	size_t n;
};
bool forecast_propose(const struct economy *ec, const struct forecast_tried *tried, str unit,
    str line, int year, int month, struct forecast_proposal *out, struct err *e) MUST_USE;

/* The method with the least error at the tertial of a month; of what a database with
 * too few years cannot try, outcome + remaining budget. */
bool forecast_best(const struct economy *ec, str unit, int month, enum forecast_method *out,
    struct err *e) MUST_USE;

/* A proposal to store: every unit with own figures in the subtree, every line. */
struct forecast_row {
	str unit, line;
	enum forecast_method method; /* the one asked for, or the first other that gives one */
	struct amount value;
};
bool
forecast_rows(const struct economy *ec, str unit, int year, int month, enum forecast_method how,
    struct arena *mem, struct forecast_row **out, size_t *n, struct err *e) MUST_USE;

/* Forecasts made through a year against what came of it. */
struct forecast_made {
	period period;              /* when it was made: 2025-T1 */
	struct amount value, error; /* error = forecast - outcome */
};
struct forecast_outcome {
	str line, name; /* "" the net */
	enum line_kind kind;
	struct amount outcome, budget;
	struct forecast_made *made; /* [n_made] */
};
/* Every line of a unit's subtree, in the order of the result table, the net last.  The
 * outcome is the year so far at `period`'s end: of a year that has not ended it is no full
 * year, and errors are not ok. */
bool forecast_compare(const struct economy *ec, str unit, period p, struct arena *mem,
    struct forecast_outcome **out, size_t *n, size_t *n_made, struct err *e) MUST_USE;

#endif
