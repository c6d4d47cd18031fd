#include "sys/process.h"

#include "sys/clock.h"
#include "sys/messages.h"

#include <sched.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child: streams in place, environment set, the program in our stead. */
NORETURN static void
become(const struct process *p, const int out[2], const int err[2], int report, unsigned walls)
{
	int in = open(p->in != NULL ? p->in : "/dev/null", O_RDONLY | O_CLOEXEC);
	bool ok = in >= 0;

	dup2(in, STDIN_FILENO);
	dup2(out[1], STDOUT_FILENO);
	dup2(err[1], STDERR_FILENO);
	for (size_t i = 0; p->env != NULL && p->env[i] != NULL; i++)
		putenv((char *)(uintptr_t)p->env[i]);
	if (ok && p->sandbox != NULL) {
		ok = sandbox_enter(p->sandbox, walls);
		environ = (char **)(uintptr_t)sandbox_env;
	}
	if (ok)
		execvp(p->argv[0], (char *const *)(uintptr_t)p->argv);
	int no = errno;
	(void)!write(report, &no, sizeof no);
	_exit(127);
}

/* Take what is there; false at the end of the stream. */
static bool
drain(int fd, struct sb *b, bool *cut)
{
	char buf[16384];
	ssize_t n = read(fd, buf, sizeof buf);

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0)
		return false;
	if (b->n + (size_t)n > b->limit)
		*cut = true;
	else
		sb_put(b, buf, (size_t)n);
	return true;
}

static void
collect(const struct process *p, pid_t pid, int out, int err, struct arena *mem,
    struct process_result *r)
{
	struct sb b[2];
	struct pollfd fd[2] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
	int64_t end = clock_ticks_ms() + p->timeout_ms;

	for (int i = 0; i < 2; i++)
		sb_init(&b[i], mem, p->out_max > 0 ? p->out_max : 1);
	while (fd[0].fd >= 0 || fd[1].fd >= 0) {
		int64_t left = p->timeout_ms > 0 ? end - clock_ticks_ms() : 1000;
		if (left <= 0 && !r->timeout) {
			kill(pid, SIGKILL);
			r->timeout = true;
		}
		if (poll(fd, 2, left > 0 ? (int)left : 100) < 0 && errno != EINTR)
			break;
		for (int i = 0; i < 2; i++)
			if (fd[i].fd >= 0 && (fd[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0 &&
			    !drain(fd[i].fd, &b[i], &r->cut))
				fd[i].fd = -1;
	}
	(void)!sb_done(&b[0], &r->out);
	(void)!sb_done(&b[1], &r->err);
}

static bool
start(const struct process *p, struct arena *mem, struct process_result *r, int pipes[3][2],
    struct err *e)
{
	int no = 0, status;
	unsigned walls = p->sandbox != NULL ? sandbox_walls() : 0;
	pid_t pid = fork();

	if (pid < 0)
		return fail(e, RC_IO, MSG_sys_process, ARG(p->argv[0]), ARG(strerror(errno)));
	if (pid == 0)
		become(p, pipes[0], pipes[1], pipes[2][1], walls);
	r->walls = walls;
	for (int i = 0; i < 3; i++) {
		close(pipes[i][1]);
		pipes[i][1] = -1;
	}
	bool failed = read(pipes[2][0], &no, sizeof no) == (ssize_t)sizeof no;
	if (!failed)
		collect(p, pid, pipes[0][0], pipes[1][0], mem, r);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	r->code = WIFEXITED(status) && !r->timeout ? WEXITSTATUS(status) : -1;
	if (failed)
		return fail(e, RC_NOT_FOUND, MSG_sys_process, ARG(p->argv[0]), ARG(strerror(no)));
	return true;
}

bool
process_run(const struct process *p, struct arena *mem, struct process_result *r, struct err *e)
{
	int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
	bool ok = true;

	*r = (struct process_result){.out = STR(""), .err = STR("")};
	for (int i = 0; ok && i < 3; i++)
		ok = pipe2(pipes[i], O_CLOEXEC) == 0 ||
		    fail(e, RC_IO, MSG_sys_process, ARG(p->argv[0]), ARG(strerror(errno)));
	ok = ok && start(p, mem, r, pipes, e);
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 2; k++)
			if (pipes[i][k] >= 0)
				close(pipes[i][k]);
	return ok;
}

int
cpu_count(void)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0 ? CPU_COUNT(&set)
	                                                                          : 1;
}
