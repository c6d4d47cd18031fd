/* Memory that lives as long as its arena: zeroed, aligned, given back, and a cap that
 * ends the process. */
#include "check.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char order[8];
static size_t n_order;

static void
note(void *arg)
{
	order[n_order++] = *(const char *)arg;
}

static void
lives(void)
{
	struct arena mem;
	static char a = 'a', b = 'b';

	arena_init(&mem, (size_t)64 << 20);
	for (size_t n = 1; n < 100000; n = n * 3 + 1) {
		unsigned char *p = arena_array(&mem, n, unsigned char);
		check((uintptr_t)p % 16 == 0);
		bool zero = true;
		for (size_t i = 0; i < n; i++)
			zero = zero && p[i] == 0;
		check(zero);        /* (A2) */
		memset(p, 0xee, n); /* within its bounds, or the sanitizer says so */
	}
	check(arena_alloc(&mem, 0, 1) != NULL);
	arena_defer(&mem, note, &a);
	arena_defer(&mem, note, &b);
	arena_end(&mem);
	check_str(((str){order, n_order}), "ba"); /* (A4) */
	arena_end(&mem);                          /* nothing left: harmless */
	check(mem.page == NULL);
}

static void
grows(void)
{
	struct arena mem;
	int *v = NULL;
	size_t n = 0, room = 0;
	bool same = true;

	arena_init(&mem, (size_t)64 << 20);
	for (int i = 0; i < 50000; i++) {
		arena_grow(&mem, v, n, room);
		v[n++] = i;
	}
	for (size_t i = 0; i < n; i++)
		same = same && v[i] == (int)i;
	check(same && room >= n);
	arena_end(&mem);
}

static void
beyond_cap(void)
{
	struct arena mem;

	arena_init(&mem, 1000);
	(void)arena_array(&mem, 900, char);
	(void)arena_array(&mem, 900, char);
}

static void
product_overflows(void)
{
	struct arena mem;

	arena_init(&mem, SIZE_MAX);
	(void)arena_alloc(&mem, SIZE_MAX / 2, 3);
}

static void
no_cap(void)
{
	struct arena mem;

	arena_init(&mem, 0);
}

static bool
dies(void (*fn)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		(void)!freopen("/dev/null", "w", stderr);
		fn();
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	    WTERMSIG(status) == SIGABRT;
}

int
main(void)
{
	lives();
	grows();
	check(dies(beyond_cap)); /* (A1) */
	check(dies(product_overflows));
	check(dies(no_cap));
	return check_done();
}
