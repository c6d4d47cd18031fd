/* date.h -- civil dates and the periods that figures belong to.
 *
 * A date is year, month, day in the proleptic Gregorian calendar; nothing here
 * knows time zones.  A period keeps its kind: "2025-12" (a month) never equals
 * "2025" (a year), because a value must not change meaning with its spelling.
 *
 *   2025-12-31          day
 *   2025-12             month
 *   2025-T2             tertial: Jan-Apr, May-Aug, Sep-Dec
 *   2025                year
 *   2025-01..2025-08    span of whole months */
#ifndef TERTIAL_BASE_DATE_H
#define TERTIAL_BASE_DATE_H

#include "base/str.h"

typedef struct {
	int16_t y; /* 1..9999; 0 means no date */
	int8_t m;  /* 1..12 */
	int8_t d;  /* 1..31 */
} date;

bool date_ok(date a);
bool date_parse(str s, date *out) MUST_USE;         /* YYYY-MM-DD, anchored */
bool date_parse_compact(str s, date *out) MUST_USE; /* YYYYMMDD, as in SIE */
str date_str(struct arena *mem, date a);            /* YYYY-MM-DD */
int date_cmp(date a, date b);
int date_days(date a); /* days since 0001-01-01 */
date date_of_days(int days);
date date_add_days(date a, int days);
date date_add_months(date a, int months); /* the day is clamped to the month's last */
int date_month_days(int y, int m);

enum period_kind {
	PERIOD_NONE,
	PERIOD_DAY,
	PERIOD_MONTH,
	PERIOD_TERTIAL,
	PERIOD_YEAR,
	PERIOD_SPAN
};

typedef struct {
	enum period_kind kind;
	date from, to; /* both included */
} period;

bool period_parse(str s, period *out) MUST_USE;
str period_str(struct arena *mem, period p); /* the spelling it is parsed from */
bool period_eq(period a, period b);          /* kind, from and to */
period period_month(int y, int m);
period period_tertial(int y, int t);
period period_year(int y);
period period_span(date from, date to);
/* The twelve months that end with the month of p's last day (R12). */
period period_r12(period p);
/* From 1 January of p's last year to p's last day: what "accumulated" means. */
period period_ytd(period p);
/* The same period a number of years away; kind kept. */
period period_shift_years(period p, int years);
int period_last_month(period p); /* 1..12 */
int period_year_of(period p);    /* of its last day */
int period_tertial_of(period p); /* 1..3, of its last day */
/* "december 2025", "tertial 3 2025", "2025", "januari–augusti 2025" */
str period_show(struct arena *mem, period p, enum lang lang);
str month_name(int m, enum lang lang); /* "januari" */

#endif
