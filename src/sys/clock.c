#include "sys/clock.h"

#include <errno.h>
#include <sys/random.h>
#include <time.h>

int64_t
clock_now_us(void)
{
	struct timespec t;

	must(clock_gettime(CLOCK_REALTIME, &t) == 0);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t
clock_ticks_ms(void)
{
	struct timespec t;

	must(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_sleep_ms(int ms)
{
	struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};

	while (nanosleep(&t, &t) != 0 && errno == EINTR)
		;
}

#define DAY_US ((int64_t)86400 * 1000000)

date
clock_date_utc(int64_t instant_us)
{
	must(instant_us >= 0);
	return date_of_days(date_days((date){1970, 1, 1}) + (int)(instant_us / DAY_US));
}

str
clock_text(struct arena *mem, int64_t instant_us)
{
	int64_t s = instant_us % DAY_US / 1000000;
	date d = clock_date_utc(instant_us);

	return str_fmt(mem, "%04d-%02d-%02d %02d:%02d:%02d UTC", d.y, d.m, d.d, (int)(s / 3600),
	    (int)(s / 60 % 60), (int)(s % 60));
}

void
random_bytes(void *out, size_t n)
{
	char *p = out;

	while (n > 0) {
		ssize_t got = getrandom(p, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		must(got > 0);
		p += got;
		n -= (size_t)got;
	}
}
