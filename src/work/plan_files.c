#include "work/plan_files.h"

#include "base/embed.h"
#include "sys/file.h"
#include "work/messages.h"

extern const struct embedded plan_files[];
extern const size_t plan_n_files;

static const struct embedded *
find(struct arena *mem, str plan, const char *ext)
{
	str name = str_fmt(mem, "%.*s.%s", STR_ARG(plan), ext);

	for (size_t i = 0; i < plan_n_files; i++)
		if (str_eq(name, str_of(plan_files[i].name)))
			return &plan_files[i];
	return NULL;
}

str
plan_names(struct arena *mem)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 1000);
	for (size_t i = 0; i < plan_n_files; i++) {
		str name = str_of(plan_files[i].name);
		if (!str_has_suffix(name, STR(".csv")))
			continue;
		if (b.n > 0)
			sb_lit(&b, ", ");
		sb_str(&b, str_sub(name, 0, name.n - 4));
	}
	return sb_done(&b, &out) ? out : STR("");
}

static bool
put(str dir, str name, const struct embedded *f, struct arena *mem, size_t *n, struct err *e)
{
	str path = path_join(mem, dir, name);

	if (file_exists(path))
		return true;
	*n += 1;
	return file_write(path, (str){(const char *)f->data, f->n}, e);
}

bool
plan_write(str plan, int year, str dir, struct arena *mem, size_t *n, struct err *e)
{
	const struct embedded *lines = find(mem, plan, "yaml"), *map = find(mem, plan, "csv");

	*n = 0;
	if (lines == NULL || map == NULL)
		return fail(e, RC_NOT_FOUND, MSG_plan_unknown, ARG(plan), ARG(plan_names(mem)));
	return put(dir, STR("ekonomi/resultatrader.yaml"), lines, mem, n, e) &&
	    put(dir, str_fmt(mem, "ekonomi/kontoplan-%d.csv", year), map, mem, n, e);
}
