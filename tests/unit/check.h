/* check.h -- what a unit test needs: count, compare, say where it failed.
 *
 *     int main(void) { check(1 + 1 == 2); check_str(s, "abc"); return check_done(); }
 *
 * A skipped test says why and exits 77, which the runner counts as skipped. */
#ifndef TERTIAL_TESTS_CHECK_H
#define TERTIAL_TESTS_CHECK_H

#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>

static int check_n, check_failed;

static inline void
check_at(bool ok, const char *file, int line, const char *what)
{
	check_n++;
	if (ok)
		return;
	check_failed++;
	fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
}

static inline void
check_str_at(str got, str want, const char *file, int line)
{
	check_n++;
	if (str_eq(got, want))
		return;
	check_failed++;
	fprintf(stderr, "%s:%d: got  \"%.*s\"\n%*swant \"%.*s\"\n", file, line, STR_ARG(got), 4, "",
	    STR_ARG(want));
}

static inline void
check_i64_at(int64_t got, int64_t want, const char *file, int line)
{
	check_n++;
	if (got == want)
		return;
	check_failed++;
	fprintf(stderr, "%s:%d: got %lld, want %lld\n", file, line, (long long)got,
	    (long long)want);
}

#define check(cond) check_at((cond), __FILE__, __LINE__, #cond)
#define check_str(got, lit) check_str_at((got), str_of(lit), __FILE__, __LINE__)
#define check_i64(got, want) check_i64_at((got), (want), __FILE__, __LINE__)

static inline int
check_done(void)
{
	printf("%d checks, %d failed\n", check_n, check_failed);
	return check_failed > 0 || check_n == 0;
}

static inline int
check_skip(const char *why)
{
	printf("skipped: %s\n", why);
	return 77;
}

#endif
