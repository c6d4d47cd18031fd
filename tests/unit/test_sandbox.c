/* What a program in the sandbox cannot do, each tried for real: other files, writing, the
 * network, more processes, too much memory or time, our environment. */
#include "check.h"
#include "sys/file.h"
#include "sys/process.h"
#include "sys/sandbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEMORY ((uint64_t)256 << 20)

static struct arena mem;

static struct process_result
perl(const char *script, const char *in, uint32_t cpu_s, int timeout_ms)
{
	const char *const argv[] = {"perl", "-e", script, NULL};
	struct sandbox box = {.memory_max = MEMORY, .cpu_max_s = cpu_s};
	struct process p = {.argv = argv,
	    .in = in,
	    .sandbox = &box,
	    .out_max = 1000,
	    .timeout_ms = timeout_ms};
	struct process_result r;
	struct err e = {0};

	check(process_run(&p, &mem, &r, &e));
	return r;
}

/* The script prints what it got; "no: why" is what each should get. */
static void
refused(const char *script, const char *what)
{
	struct process_result r = perl(script, NULL, 10, 60000);

	if (!str_has_prefix(r.out, STR("no: ")))
		fprintf(stderr, "%s: code %d, %.*s%.*s\n", what, r.code, STR_ARG(r.out),
		    STR_ARG(r.err));
	check(str_has_prefix(r.out, STR("no: ")));
}

static void
test_allowed(const char *file)
{
	struct process_result r = perl("print reverse <STDIN>", file, 10, 60000);

	check_i64(r.code, 0);
	check_str(r.out, "två\nett\n");
	check_i64(r.walls, sandbox_walls());
	r = perl("print join ',', sort keys %ENV", NULL, 10, 60000);
	check_str(r.out, "HOME,LC_ALL,PATH");
}

static void
test_files(const char *file)
{
	char script[400];

	if (!(sandbox_walls() & SANDBOX_FILES)) {
		printf("the kernel has no Landlock: reading other files is not tried\n");
	} else {
		snprintf(script, sizeof script, "open(F, '<', '%s') ? print <F> : print \"no: $!\"",
		    file);
		refused(script, "reading another file");
		refused("open(F, '<', '/etc/passwd') ? print <F> : print \"no: $!\"",
		    "reading /etc/passwd");
		refused("opendir(D, '/') ? print readdir D : print \"no: $!\"", "listing /");
	}
	snprintf(script, sizeof script, "open(F, '>', '%s.new') ? print 'open' : print \"no: $!\"",
	    file);
	refused(script, "writing a file");
	snprintf(script, sizeof script, "unlink('%s') ? print 'gone' : print \"no: $!\"", file);
	refused(script, "removing a file");
	check(access(file, F_OK) == 0);
}

static void
test_calls(void)
{
	refused("socket(S, 2, 1, 0) ? print 'socket' : print \"no: $!\"", "a TCP socket");
	refused("socket(S, 1, 1, 0) ? print 'socket' : print \"no: $!\"", "a UNIX socket");
	refused("defined(fork) ? print 'fork' : print \"no: $!\"", "another process");
	refused("kill('TERM', getppid) ? print 'kill' : print \"no: $!\"", "a signal to us");
}

/* A bomb of any kind ends, and we go on. */
static void
test_limits(void)
{
	struct process_result r = perl("$x = 'a' x (1 << 30); print length $x", NULL, 10, 60000);

	check(r.code != 0 && r.out.n == 0);
	r = perl("1 while 1", NULL, 1, 60000);
	check(r.code == -1 && !r.timeout);
	r = perl("sleep 60", NULL, 10, 200);
	check(r.timeout && r.code == -1);
	r = perl("print 'x' x 100000", NULL, 10, 60000);
	check(r.cut && r.code == 0);
}

/* The limits hold where the kernel has neither wall. */
static void
test_without_walls(void)
{
	const struct sandbox box = {.memory_max = MEMORY, .cpu_max_s = 5};
	pid_t pid = fork();

	if (pid == 0)
		_exit(sandbox_enter(&box, 0) && open("/tmp", O_RDONLY) >= 0 ? 0 : 1);
	int status = 1;
	check(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0);
}

int
main(void)
{
	char dir[] = "/tmp/sandbox.XXXXXX";
	char file[64];
	struct err e = {0};

	arena_init(&mem, (size_t)64 << 20);
	check(mkdtemp(dir) != NULL);
	snprintf(file, sizeof file, "%s/in.txt", dir);
	check(file_write(str_of(file), STR("ett\ntvå\n"), &e));
	setenv("HEMLIGT", "ja", 1);
	test_allowed(file);
	test_files(file);
	if (sandbox_walls() & SANDBOX_CALLS)
		test_calls();
	else
		printf("the kernel has no seccomp: calls are not tried\n");
	test_limits();
	test_without_walls();
	(void)remove(file);
	(void)remove(dir);
	arena_end(&mem);
	return check_done();
}
