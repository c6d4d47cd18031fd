/* sie4_value.h -- amounts, quantities and dates as SIE files really write them.
 *
 * Texts are UTF-8.  What the format allows is VALUE_OK; what it does not allow but
 * can only mean one thing is VALUE_LENIENT, to be told as a finding. */
#ifndef TERTIAL_FMT_SIE4_VALUE_H
#define TERTIAL_FMT_SIE4_VALUE_H

#include "base/date.h"
#include "base/dec.h"

enum value {
	VALUE_OK,
	VALUE_NONE,    /* empty */
	VALUE_LENIENT, /* comma, blanks, plus, trailing minus; short or ISO date */
	VALUE_ROUNDED, /* more than two decimals in an amount */
	VALUE_BAD,
	VALUE_BIG /* does not fit in an int64 of öre */
};

enum value sie4_amount(str s, int64_t *ore);
enum value sie4_quantity(str s, dec *out);
/* Years of six-digit dates are 1970-2069. */
enum value sie4_date(str s, date *out);
/* YYYYMM, valid month. */
bool sie4_period(str s, int *yyyymm) MUST_USE;

#endif
