#include "sys/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES_OPEN_MAX 64
/* Rights that the oldest Landlock knows; later ones are not asked for, since nothing
 * may be opened for writing anyway. */
#define FILE_RIGHTS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)
#define READ_RIGHTS \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

const char *const sandbox_env[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8",
    "HOME=/nonexistent", NULL};

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#endif

/* What a program calls that starts, reads, computes, writes to its streams and ends. */
static const int allowed[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_close,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_statfs,
    SYS_fstatfs,
    SYS_faccessat,
    SYS_faccessat2,
    SYS_readlinkat,
    SYS_getdents64,
    SYS_getcwd,
    SYS_fcntl,
    SYS_ioctl,
    SYS_dup,
    SYS_dup3,
    SYS_fadvise64,
    SYS_mmap,
    SYS_mprotect,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_tgkill,
    SYS_futex,
    SYS_set_tid_address,
    SYS_set_robust_list,
    SYS_rseq,
    SYS_prlimit64,
    SYS_getrlimit,
    SYS_getrandom,
    SYS_exit,
    SYS_exit_group,
    SYS_getpid,
    SYS_getppid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getgroups,
    SYS_getrusage,
    SYS_uname,
    SYS_sysinfo,
    SYS_umask,
    SYS_times,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_clock_nanosleep,
    SYS_gettimeofday,
    SYS_nanosleep,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_ppoll,
    SYS_execve,
#ifdef SYS_open /* calls that younger processors have only in their general form */
    SYS_arch_prctl,
    SYS_access,
    SYS_stat,
    SYS_lstat,
    SYS_readlink,
    SYS_getdents,
    SYS_dup2,
    SYS_poll,
    SYS_time,
#endif
};
#define N_ALLOWED (sizeof allowed / sizeof *allowed)

/* The calls that open files, and which argument holds the flags. */
static const struct {
	int call;
	unsigned arg;
} opening[] = {
    {SYS_openat, 2},
#ifdef SYS_open
    {SYS_open, 1},
#endif
};
#define N_OPENING (sizeof opening / sizeof *opening)

#define LOAD(at) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(at))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define DENY RETURN(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW RETURN(SECCOMP_RET_ALLOW)
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, (skip))

/* Everything that is not listed is refused, with an error that a program can tell. */
static bool
filter_calls(void)
{
#ifdef ARCH
	struct sock_filter f[4 + 5 * N_OPENING + 2 * N_ALLOWED + 1];
	unsigned short n = 0;

	f[n++] = (struct sock_filter)LOAD(offsetof(struct seccomp_data, arch));
	f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0);
	f[n++] = (struct sock_filter)RETURN(SECCOMP_RET_KILL_PROCESS);
	f[n++] = (struct sock_filter)LOAD(offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < N_OPENING; i++) {
		f[n++] = (struct sock_filter)UNLESS(opening[i].call, 4);
		f[n++] = (struct sock_filter)LOAD(
		    offsetof(struct seccomp_data, args) + 8 * opening[i].arg);
		f[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K,
		    O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0, 1);
		f[n++] = (struct sock_filter)DENY;
		f[n++] = (struct sock_filter)ALLOW;
	}
	for (size_t i = 0; i < N_ALLOWED; i++) {
		f[n++] = (struct sock_filter)UNLESS(allowed[i], 1);
		f[n++] = (struct sock_filter)ALLOW;
	}
	f[n++] = (struct sock_filter)DENY;
	struct sock_fprog p = {.len = n, .filter = f};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &p, 0, 0) == 0;
#else
	errno = ENOSYS;
	return false;
#endif
}

/* A folder that is not there gives nothing to read. */
static bool
leave(int set, const char *path)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = READ_RIGHTS};
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd < 0)
		return errno == ENOENT;
	struct stat st;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode)) /* a file has no entries to list */
		rule.allowed_access &= ~(uint64_t)LANDLOCK_ACCESS_FS_READ_DIR;
	rule.parent_fd = fd;
	bool ok = syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
	close(fd);
	return ok;
}

/* Programs, libraries, fonts and the tables of encodings: nothing that is anybody's. */
static bool
leave_files(void)
{
	static const char *const path[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache",
	    "/etc/fonts", "/etc/alternatives", "/dev/null", "/dev/urandom"};
	struct landlock_ruleset_attr all = {.handled_access_fs = FILE_RIGHTS};
	int set = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

	if (set < 0)
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof path / sizeof *path; i++)
		ok = leave(set, path[i]);
	ok = ok && syscall(SYS_landlock_restrict_self, set, 0) == 0;
	close(set);
	return ok;
}

static bool
limit(const struct sandbox *s)
{
	const struct {
		int what;
		rlim_t most;
	} v[] = {{RLIMIT_AS, s->memory_max}, {RLIMIT_CPU, s->cpu_max_s}, {RLIMIT_FSIZE, 0},
	    {RLIMIT_CORE, 0}, {RLIMIT_NOFILE, FILES_OPEN_MAX}};

	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		struct rlimit r = {v[i].most, v[i].most};
		if (setrlimit((__rlimit_resource_t)v[i].what, &r) != 0)
			return false;
	}
	return true;
}

unsigned
sandbox_walls(void)
{
	unsigned walls = 0;

#ifdef ARCH
	/* A filter that is not there is told from a kernel without filters. */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) == -1 && errno == EFAULT)
		walls |= SANDBOX_CALLS;
#endif
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1)
		walls |= SANDBOX_FILES;
	return walls;
}

bool
sandbox_enter(const struct sandbox *s, unsigned walls)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) /* (B1) */
		return false;
	if ((walls & SANDBOX_FILES) && !leave_files())
		return false;
	if (!limit(s))
		return false;
	return !(walls & SANDBOX_CALLS) || filter_calls(); /* last: it forbids the rest */
}
