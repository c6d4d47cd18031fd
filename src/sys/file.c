#include "sys/file.h"

#include "sys/messages.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MAX 16
#define FILES_MAX 100000

static bool
os_fail(struct err *e, str path)
{
	int no = errno;

	return fail(e, no == ENOENT ? RC_NOT_FOUND : RC_IO, MSG_sys_file, ARG(path),
	    ARG(strerror(no)));
}

static bool
read_all(int fd, char *p, size_t n)
{
	while (n > 0) {
		ssize_t got = read(fd, p, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static bool
stat_of(str path, struct stat *st)
{
	struct arena mem;

	arena_init(&mem, (size_t)1 << 20);
	const char *z = str_z(&mem, path);
	bool ok = z != NULL && stat(z, st) == 0;
	arena_end(&mem);
	return ok;
}

/* Open a file that may be read; its size is at most max_bytes. */
static bool
open_file(struct arena *mem, str path, size_t max_bytes, int *fd, struct stat *st, struct err *e)
{
	const char *z = str_z(mem, path);

	errno = ENOENT;
	*fd = z != NULL ? open(z, O_RDONLY | O_CLOEXEC) : -1;
	if (*fd < 0)
		return os_fail(e, path);
	if (fstat(*fd, st) != 0 || S_ISDIR(st->st_mode)) {
		const int no = S_ISDIR(st->st_mode) ? EISDIR : errno;
		close(*fd);
		errno = no;
		return os_fail(e, path);
	}
	if ((uintmax_t)st->st_size > max_bytes) {
		close(*fd);
		return fail(e, RC_LIMIT, MSG_sys_file_large, ARG(path), ARG((int64_t)st->st_size),
		    ARG((int64_t)max_bytes));
	}
	return true;
}

static bool
read_open(struct arena *mem, str path, int fd, size_t n, str *out, struct err *e)
{
	char *p = arena_array(mem, n + 1, char);
	bool ok = read_all(fd, p, n);

	close(fd);
	if (!ok)
		return os_fail(e, path);
	*out = (str){p, n};
	return true;
}

bool
file_read(struct arena *mem, str path, size_t max_bytes, str *out, struct err *e)
{
	struct stat st;
	int fd;

	return open_file(mem, path, max_bytes, &fd, &st, e) &&
	    read_open(mem, path, fd, (size_t)st.st_size, out, e);
}

#define MAP_FROM ((size_t)1 << 20) /* below it a copy costs less than a mapping */

struct mapping {
	void *p;
	size_t n;
};

static void
unmap(void *arg)
{
	const struct mapping *m = arg;

	munmap(m->p, m->n);
}

static void
stamp_of(const struct stat *st, uint64_t stamp[4])
{
	stamp[0] = (uint64_t)st->st_ino;
	stamp[1] = (uint64_t)st->st_size;
	stamp[2] = (uint64_t)st->st_mtim.tv_sec;
	stamp[3] = (uint64_t)st->st_mtim.tv_nsec;
}

bool
file_map(struct arena *mem, str path, size_t max_bytes, struct file_bytes *out, struct err *e)
{
	struct stat st;
	int fd;

	*out = (struct file_bytes){.path = path};
	if (!open_file(mem, path, max_bytes, &fd, &st, e))
		return false;
	const size_t n = (size_t)st.st_size;
	void *p = n >= MAP_FROM ? mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
	if (p == MAP_FAILED)
		return read_open(mem, path, fd, n, &out->bytes, e);
	close(fd);
	struct mapping *m = arena_new(mem, struct mapping);
	*m = (struct mapping){p, n};
	arena_defer(mem, unmap, m);
	(void)madvise(p, n, MADV_SEQUENTIAL);
	stamp_of(&st, out->stamp);
	out->bytes = (str){p, n};
	return true;
}

static bool
is_mapped(const struct file_bytes *f)
{
	static const uint64_t was_read[4];

	return memcmp(f->stamp, was_read, sizeof was_read) != 0;
}

bool
file_unchanged(const struct file_bytes *f, struct err *e)
{
	struct stat st;
	uint64_t now[4] = {0};

	if (!is_mapped(f))
		return true;
	if (stat_of(f->path, &st))
		stamp_of(&st, now);
	return memcmp(f->stamp, now, sizeof now) == 0 ||
	    fail(e, RC_CONFLICT, MSG_sys_file_changed, ARG(f->path));
}

void
file_let_go(const struct file_bytes *f, size_t from, size_t to)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);

	must(to <= f->bytes.n);
	from = (from + page - 1) / page * page;
	to = to / page * page;
	if (is_mapped(f) && from < to)
		(void)madvise((char *)(uintptr_t)f->bytes.p + from, to - from, MADV_DONTNEED);
}

static bool
write_all(int fd, str bytes)
{
	while (bytes.n > 0) {
		ssize_t put = write(fd, bytes.p, bytes.n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes.p += put;
		bytes.n -= (size_t)put;
	}
	return true;
}

static str
parent_of(str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return (str){path.p, n > 1 ? n - 1 : n};
}

bool
file_write(str path, str bytes, struct err *e)
{
	struct arena mem;
	bool ok = false;

	arena_init(&mem, (size_t)1 << 20);
	str dir = parent_of(path);
	if (dir.n > 0 && !dir_make(dir, e)) {
		arena_end(&mem);
		return false;
	}
	const char *to = str_z(&mem, path);
	str tmp = str_fmt(&mem, "%.*s.%ld.tmp", STR_ARG(path), (long)getpid());
	int fd = to != NULL ? open(tmp.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;
	if (fd >= 0) {
		ok = write_all(fd, bytes) && fsync(fd) == 0;
		ok = close(fd) == 0 && ok;
		ok = ok && rename(tmp.p, to) == 0; /* (L1) */
		if (!ok) {
			int no = errno;
			unlink(tmp.p);
			errno = no;
		}
	}
	if (!ok)
		os_fail(e, path);
	arena_end(&mem);
	return ok;
}

bool
file_exists(str path)
{
	struct stat st;

	return stat_of(path, &st);
}

bool
file_is_dir(str path)
{
	struct stat st;

	return stat_of(path, &st) && S_ISDIR(st.st_mode);
}

bool
dir_make(str path, struct err *e)
{
	struct arena mem;
	bool ok = true;

	if (file_is_dir(path))
		return true;
	arena_init(&mem, (size_t)1 << 20);
	for (size_t i = 1; ok && i <= path.n; i++) {
		if (i < path.n && path.p[i] != '/')
			continue;
		const char *z = str_z(&mem, str_sub(path, 0, i));
		ok = z != NULL && (mkdir(z, 0755) == 0 || errno == EEXIST);
	}
	arena_end(&mem);
	return ok || os_fail(e, path);
}

struct walk {
	struct arena *mem;
	str root;
	str *v;
	size_t n, room;
};

static bool
walk(struct walk *w, str rel, int depth, struct err *e)
{
	str dir = rel.n > 0 ? path_join(w->mem, w->root, rel) : w->root;
	const char *z = str_z(w->mem, dir);
	DIR *d = z != NULL ? opendir(z) : NULL;
	struct dirent *x;
	bool ok = true;

	if (d == NULL)
		return os_fail(e, dir);
	while (ok && (x = readdir(d)) != NULL) {
		if (x->d_name[0] == '.')
			continue;
		str name = str_dup(w->mem, str_of(x->d_name));
		str path = rel.n > 0 ? path_join(w->mem, rel, name) : name;
		if (file_is_dir(path_join(w->mem, w->root, path))) {
			if (depth == DEPTH_MAX)
				ok = fail(e, RC_LIMIT, MSG_sys_too_deep, ARG(path), ARG(DEPTH_MAX));
			else
				ok = walk(w, path, depth + 1, e);
			continue;
		}
		if (w->n == FILES_MAX) {
			ok = fail(e, RC_LIMIT, MSG_sys_too_many, ARG(w->root), ARG(FILES_MAX));
			continue;
		}
		arena_grow(w->mem, w->v, w->n, w->room);
		w->v[w->n++] = path;
	}
	closedir(d);
	return ok;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

bool
dir_files(struct arena *mem, str path, str **out, size_t *n, struct err *e)
{
	struct walk w = {.mem = mem, .root = path};

	if (!walk(&w, STR(""), 0, e))
		return false;
	if (w.n > 0)
		qsort(w.v, w.n, sizeof *w.v, by_bytes); /* (L2) */
	*out = w.v;
	*n = w.n;
	return true;
}

bool
dir_stamp(struct arena *mem, str path, str *out, struct err *e)
{
	struct sb b;
	str *v;
	size_t n;

	if (!dir_files(mem, path, &v, &n, e))
		return false;
	sb_init(&b, mem, (size_t)64 << 20);
	for (size_t i = 0; i < n; i++) {
		struct stat st;
		if (!stat_of(path_join(mem, path, v[i]), &st))
			continue; /* gone meanwhile */
		sb_printf(&b, "%.*s %lld %lld.%09ld\n", STR_ARG(v[i]), (long long)st.st_size,
		    (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	}
	return sb_done(&b, out) || fail(e, RC_LIMIT, MSG_sys_too_many, ARG(path), ARG((int64_t)n));
}

str
path_join(struct arena *mem, str dir, str name)
{
	bool slash = dir.n > 0 && dir.p[dir.n - 1] == '/';

	return str_fmt(mem, "%.*s%s%.*s", STR_ARG(dir), slash || dir.n == 0 ? "" : "/",
	    STR_ARG(name));
}

str
path_base(str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return str_sub(path, n, path.n);
}

str
path_ext(str path)
{
	str base = path_base(path);

	for (size_t i = base.n; i > 0; i--)
		if (base.p[i - 1] == '.')
			return str_sub(base, i, base.n);
	return STR("");
}
