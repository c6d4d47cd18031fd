/* bench_run TIMES PROGRAM ARGS... -- run a program a number of times, one line of what
 * it took: the best and the median of the wall clock and the median of the processor's
 * time, in milliseconds, and the most memory held, in KiB. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TIMES_MAX 1000

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double
ms_of(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
become(char **argv)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	execvp(argv[0], argv);
	_exit(127);
}

int
main(int argc, char **argv)
{
	static double wall[TIMES_MAX], cpu[TIMES_MAX];
	long times = argc > 2 ? strtol(argv[1], NULL, 10) : 0, kib = 0;

	if (times < 1 || times > TIMES_MAX)
		return 2;
	for (long i = 0; i < times; i++) {
		struct rusage u;
		int status;
		double from = now_ms();
		pid_t pid = fork();
		if (pid == 0)
			become(argv + 2);
		if (pid < 0 || wait4(pid, &status, 0, &u) != pid || status != 0) {
			fprintf(stderr, "bench_run: %s failed\n", argv[2]);
			return 1;
		}
		wall[i] = now_ms() - from;
		cpu[i] = ms_of(u.ru_utime) + ms_of(u.ru_stime);
		kib = u.ru_maxrss > kib ? u.ru_maxrss : kib;
	}
	qsort(wall, (size_t)times, sizeof *wall, by_value);
	qsort(cpu, (size_t)times, sizeof *cpu, by_value);
	printf("%.1f %.1f %.1f %ld\n", wall[0], wall[times / 2], cpu[times / 2], kib);
	return 0;
}
