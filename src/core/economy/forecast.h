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
bool forecast_propose(const struct economy *ec, str unit, str line, int year, int month,
    struct forecast_proposal *out, struct err *e) MUST_USE;

#endif
