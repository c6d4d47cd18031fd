/* search.h -- vouchers by text, amount, account, unit and period, in one year. */
#ifndef TERTIAL_WORK_SEARCH_H
#define TERTIAL_WORK_SEARCH_H

#include "work/view.h"

struct search_ask {
	str text;    /* in line or voucher, without regard to case; "" any */
	str account; /* number; "" any */
	str unit;    /* its own lines only; "" any */
	str amount;  /* kronor, with or without öre and sign; "" any */
	period span; /* within the view's year; PERIOD_NONE: the whole year */
	size_t max;
};

/* RC_INVALID for an amount that is none, RC_NOT_FOUND for an account or unit that
 * nothing is booked on. */
bool search_vouchers(const struct view *v, const struct search_ask *ask, struct arena *mem,
    struct ledger_hits *out, struct err *e) MUST_USE;

#endif
