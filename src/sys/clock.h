/* clock.h -- the time of day and randomness, asked for at the edge only: what is
 * computed gets them as parameters, so that it can be computed again. */
#ifndef TERTIAL_SYS_CLOCK_H
#define TERTIAL_SYS_CLOCK_H

#include "base/date.h"

int64_t clock_now_us(void); /* microseconds since 1970-01-01 UTC */
/* Milliseconds that only grow, for measuring. */
int64_t clock_ticks_ms(void);
void clock_sleep_ms(int ms);
/* 2025-11-21 20:15:07 UTC */
str clock_text(struct arena *mem, int64_t instant_us);
date clock_date_utc(int64_t instant_us);
void random_bytes(void *out, size_t n);

#endif
