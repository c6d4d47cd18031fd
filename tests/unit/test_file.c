/* Files and folders: whole or not at all, in bytewise order, and every refusal. */
#include "check.h"
#include "sys/file.h"
#include "sys/process.h"

#include <unistd.h>

static struct arena mem;
static str root;

static str
at(const char *name)
{
	return path_join(&mem, root, str_of(name));
}

static void
put(const char *name, const char *text)
{
	struct err e = {0};

	check(file_write(at(name), str_of(text), &e));
}

static void
reading(void)
{
	struct err e = {0};
	str got;

	put("a/b/c.txt", "hej");
	check(file_read(&mem, at("a/b/c.txt"), 3, &got, &e));
	check_str(got, "hej");
	put("a/b/c.txt", "");
	check(file_read(&mem, at("a/b/c.txt"), 3, &got, &e) && got.n == 0);
	put("a/b/c.txt", "fyra");
	check(!file_read(&mem, at("a/b/c.txt"), 3, &got, &e) && e.rc == RC_LIMIT);
	e = (struct err){0};
	check(!file_read(&mem, at("saknas"), 3, &got, &e) && e.rc == RC_NOT_FOUND);
	e = (struct err){0};
	check(!file_read(&mem, at("a/b"), 3, &got, &e) && e.rc == RC_IO);
	e = (struct err){0};
	check(!file_read(&mem, (str){"a\0b", 3}, 3, &got, &e) && e.rc == RC_NOT_FOUND);
	check(file_exists(at("a/b/c.txt")) && !file_is_dir(at("a/b/c.txt")));
	check(file_is_dir(at("a/b")) && !file_exists(at("nej")) && !file_exists((str){"\0", 1}));
}

/* A large file is mapped, a small one read; a change is found, and what was let go comes
 * back. */
static void
mapping(void)
{
	struct err e = {0};
	struct file_bytes small, large;
	const size_t n = (size_t)3 << 20;
	char *p = arena_array(&mem, n, char);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 7 + i / 4096);
	check(file_write(at("stor"), (str){p, n}, &e));
	put("liten", "hej");
	check(file_map(&mem, at("stor"), n, &large, &e));
	check(file_map(&mem, at("liten"), n, &small, &e));
	check(str_eq(large.bytes, (str){p, n}));
	check_str(small.bytes, "hej");
	file_let_go(&large, 1, n - 1);
	file_let_go(&large, n, n);
	file_let_go(&small, 0, 3);
	check(str_eq(large.bytes, (str){p, n}));
	check_str(small.bytes, "hej");
	check(file_unchanged(&large, &e) && file_unchanged(&small, &e));
	check(file_write(at("stor"), STR("annat"), &e));
	check(str_eq(large.bytes, (str){p, n})); /* it stands beside what came instead */
	check(!file_unchanged(&large, &e) && e.rc == RC_CONFLICT);
	e = (struct err){0};
	check(!file_map(&mem, at("stor"), 4, &large, &e) && e.rc == RC_LIMIT);
	e = (struct err){0};
	check(!file_map(&mem, at("saknas"), 4, &large, &e) && e.rc == RC_NOT_FOUND);
	check(unlink(str_z(&mem, at("stor"))) == 0 && unlink(str_z(&mem, at("liten"))) == 0);
}

/* (L1): a refused write leaves the old file and nothing beside it. */
static void
writing(void)
{
	struct err e = {0};
	str *v, got;
	size_t n;

	check(!file_write(at("a/b/c.txt/d"), STR("x"), &e) && e.rc != RC_OK);
	e = (struct err){0};
	check(!file_write(at("a/b"), STR("x"), &e)); /* a folder in its place */
	e = (struct err){0};
	check(!file_write((str){"x\0y", 3}, STR("x"), &e));
	e = (struct err){0};
	check(!dir_make((str){"x\0y", 3}, &e));
	e = (struct err){0};
	check(dir_make(at("ny/mapp"), &e) && dir_make(at("ny/mapp"), &e));
	check(dir_files(&mem, root, &v, &n, &e) && n == 1);
	check(file_read(&mem, at("a/b/c.txt"), 10, &got, &e));
	check_str(got, "fyra");
}

static void
folders(void)
{
	struct err e = {0};
	str *v, one, two;
	size_t n;

	put("B.txt", "1");
	put("a.txt", "1");
	put(".dold", "1");
	put("a/z", "1");
	check(dir_files(&mem, root, &v, &n, &e) && n == 4);
	if (n == 4) { /* (L2) */
		check_str(v[0], "B.txt");
		check_str(v[1], "a.txt");
		check_str(v[2], "a/b/c.txt");
		check_str(v[3], "a/z");
	}
	check(dir_stamp(&mem, root, &one, &e));
	put("a/z", "12");
	check(dir_stamp(&mem, root, &two, &e) && !str_eq(one, two));
	check(!dir_stamp(&mem, at("saknas"), &one, &e));
	e = (struct err){0};
	check(!dir_files(&mem, at("saknas"), &v, &n, &e) && e.rc == RC_NOT_FOUND);
	e = (struct err){0};
	check(!dir_files(&mem, (str){"\0", 1}, &v, &n, &e));
	str deep = at("djup");
	for (int i = 0; i < 20; i++)
		deep = path_join(&mem, deep, STR("d"));
	e = (struct err){0};
	check(dir_make(deep, &e) && !dir_files(&mem, root, &v, &n, &e) && e.rc == RC_LIMIT);
}

static void
names(void)
{
	check_str(path_join(&mem, STR(""), STR("a")), "a");
	check_str(path_join(&mem, STR("x/"), STR("a")), "x/a");
	check_str(path_base(STR("x/y.se")), "y.se");
	check_str(path_base(STR("x/")), "");
	check_str(path_ext(STR("x.d/y.tar.gz")), "gz");
	check_str(path_ext(STR("x.d/y")), "");
}

int
main(void)
{
	char dir[] = "/tmp/test_file.XXXXXX";

	arena_init(&mem, (size_t)64 << 20);
	if (mkdtemp(dir) == NULL)
		return check_skip("no temporary folder");
	root = str_of(dir);
	reading();
	mapping();
	writing();
	folders();
	names();
	const char *const rm[] = {"rm", "-rf", dir, NULL};
	struct process_result r;
	struct err e = {0};
	check(process_run(&(struct process){.argv = rm, .out_max = 100}, &mem, &r, &e));
	arena_end(&mem);
	return check_done();
}
