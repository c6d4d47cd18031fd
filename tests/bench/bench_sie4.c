/* bench_sie4 FILE.se [ROUNDS [WHAT]] -- how fast a SIE file becomes columns and a cube
 * of sums by month, unit and account, on one core; best round, processor time.  WHAT
 * is one of the words of the table below, for who counts instructions; else all. */
#include "fmt/sie4.h"
#include "sys/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MONTHS = 12, UNITS = 1024, ACCOUNTS = 2048 };

struct cube {
	int64_t *ore; /* [month][unit][account] */
};

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The first object of a row stands for its unit. */
static bool
add(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct cube *c = arg;

	(void)f;
	(void)e;
	for (size_t v = 0; v < b->n_ver; v++) {
		size_t month = b->ver_day[v].m > 0 ? (size_t)b->ver_day[v].m - 1 : 0;
		int64_t *page = c->ore + month * UNITS * ACCOUNTS;

		for (uint32_t r = b->ver_row[v]; r < b->ver_row[v + 1]; r++) {
			bool any = b->row_obj[r] < b->row_obj[r + 1];
			size_t unit = any ? b->obj[b->row_obj[r]] % UNITS : 0;

			page[unit * ACCOUNTS + b->row_account[r] % ACCOUNTS] += b->row_ore[r];
		}
	}
	return true;
}

static void
measure(const char *what, str bytes, struct sie4_opts o, const struct sie_sink *sink, int rounds)
{
	double best = 1e9;
	uint64_t rows = 0, fast = 0;

	o.file = STR("bench");
	for (int i = 0; i < rounds; i++) {
		struct arena mem;
		struct diag d;
		struct err e = {0};
		struct sie f;
		double t = seconds();

		arena_init(&mem, (size_t)4 << 30);
		diag_init(&d, &mem, 50);
		if (!sie4_read(&mem, bytes, &o, sink, &f, &d, &e)) {
			fprintf(stderr, "%s\n", e.text[LANG_EN]);
			exit(1);
		}
		t = seconds() - t;
		best = t < best ? t : best;
		rows = f.n_row[SIE_TRANS];
		fast = f.n_fast;
		arena_end(&mem);
	}
	printf(
	    "%-34s %8.1f ms  %6.2f GB/s  %5.1f million rows/s  %llu of %llu rows the short way\n",
	    what, best * 1e3, (double)bytes.n / best / 1e9, (double)rows / best / 1e6,
	    (unsigned long long)fast, (unsigned long long)rows);
}

static const struct {
	const char *word, *what;
	bool narrow, general, cube;
} kinds[] = {
    {"columns", "to columns", false, false, false},
    {"cube", "to columns and cube", false, false, true},
    {"narrow", "to columns and cube, baseline", true, false, true},
    {"general", "to columns and cube, general", false, true, true},
};

int
main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[2]) : 5;
	struct arena mem;
	struct err e = {0};
	struct cube c;
	struct sie_sink sink = {.batch = add, .arg = &c};
	str bytes;

	if (argc < 2 || rounds < 1)
		return 2;
	arena_init(&mem, (size_t)8 << 30);
	c.ore = arena_array(&mem, (size_t)MONTHS * UNITS * ACCOUNTS, int64_t);
	if (!file_read(&mem, str_of(argv[1]), (size_t)4 << 30, &bytes, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_EN]);
		return 1;
	}
	for (size_t i = 0; i < COUNTOF(kinds); i++)
		if (argc < 4 || strcmp(argv[3], kinds[i].word) == 0)
			measure(kinds[i].what, bytes,
			    (struct sie4_opts){.no_wide = kinds[i].narrow,
			        .general_only = kinds[i].general},
			    kinds[i].cube ? &sink : NULL, rounds);
	arena_end(&mem);
	return 0;
}
