/* search.h -- vouchers by text, amount, account, unit and period, in one year. */
#ifndef TERTIAL_WORK_SEARCH_H
#define TERTIAL_WORK_SEARCH_H

#include "core/economy/drill.h"
#include "work/view.h"

struct search_ask {
	str text;    /* in line or voucher, without regard to case; "" any */
	str account; /* number; "" any */
	str unit;    /* id of a unit, with all below it; "" any */
	str amount;  /* kronor, with or without öre and sign, or a range "1000..2500,50", of which
	              * either end may be left out; "" any */
	period span; /* within one year; PERIOD_NONE: the whole of the view's */
	size_t skip, max;
};

/* Is there anything to search for? */
bool search_asks(const struct search_ask *ask);
/* RC_INVALID for an amount that is none, RC_NOT_FOUND for an account or unit that
 * nothing is booked on. */
bool search_vouchers(const struct view *v, const struct search_ask *ask, struct arena *mem,
    struct ledger_hits *out, struct err *e) MUST_USE;

#endif
