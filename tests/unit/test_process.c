/* Another program: what it says, how it ends, and that it can be ended. */
#include "check.h"
#include "sys/process.h"

static struct arena mem;

static struct process_result
sh(const char *script, const char *const *env, size_t out_max, int timeout_ms)
{
	const char *const argv[] = {"sh", "-c", script, NULL};
	struct process p = {.argv = argv, .env = env, .out_max = out_max, .timeout_ms = timeout_ms};
	struct process_result r;
	struct err e = {0};

	check(process_run(&p, &mem, &r, &e));
	return r;
}

int
main(void)
{
	static const char *const env[] = {"HEMLIGT=ja", NULL};
	static const char *const absent[] = {"finns-inte-alls", NULL};
	struct process_result r;
	struct err e = {0};

	arena_init(&mem, (size_t)64 << 20);
	r = sh("echo ut; echo fel >&2; exit 3", NULL, 100, 60000);
	check(r.code == 3 && !r.timeout && !r.cut);
	check_str(r.out, "ut\n");
	check_str(r.err, "fel\n");
	r = sh("echo $HEMLIGT; cat", env, 100, 0); /* no standard input: cat ends at once */
	check_str(r.out, "ja\n");
	r = sh("i=0; while [ $i -lt 5000 ]; do echo 0123456789; i=$((i+1)); done", NULL, 1000,
	    60000);
	check(r.cut && r.code == 0 && r.out.n <= 1000);
	r = sh("exec sleep 60", NULL, 100, 200);
	check(r.timeout && r.code == -1);
	r = sh("kill -9 $$", NULL, 100, 60000);
	check(!r.timeout && r.code == -1);
	check(!process_run(&(struct process){.argv = absent, .out_max = 10}, &mem, &r, &e));
	check(e.rc == RC_NOT_FOUND);
	arena_end(&mem);
	return check_done();
}
