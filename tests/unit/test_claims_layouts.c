/* Documents of other boards and layouts: what is right in them is not called an
 * error, and the faults listed beside each are found.
 *
 * tests/golden/claims/NAME.txt (or .html) is right; NAME.faults has a line for
 * each fault: line TAB what stands there TAB what is put in its place. */
#include "check.h"
#include "core/claims/claims.h"
#include "sys/file.h"

#include <string.h>

#define MEM_BYTES ((size_t)1 << 30)

static bool
run(struct arena *mem, str name, str bytes, struct claims_result *r)
{
	static struct err e;
	struct claims_doc doc;

	return claims_doc_from_file(mem, name, bytes, &doc, &e) &&
	    claims_check(&doc, NULL, mem, r, &e);
}

static void
must_be_right(struct arena *mem, str name, str bytes)
{
	struct claims_result r;

	check(run(mem, name, bytes, &r));
	for (size_t i = 0; i < r.n_finding; i++)
		if (r.finding[i].sev == SEV_ERROR)
			fprintf(stderr, "%.*s:%d: false error: %.*s\n", STR_ARG(name),
			    r.finding[i].line, STR_ARG(r.finding[i].message[LANG_SV]));
	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
	check(r.n_claim >= 5);
}

/* The text with its n-th line changed; NULL when the line has no such words. */
static bool
with_fault(struct arena *mem, str text, int64_t line, str old, str new, str *out)
{
	size_t at = 0;
	struct sb b;

	for (int64_t l = 1; l < line && at < text.n; l++)
		at = str_find_byte(text, '\n', at) + 1;
	size_t end = str_find_byte(text, '\n', at), hit = str_find(text, old, at);
	if (hit >= end)
		return false;
	sb_init(&b, mem, text.n + new.n + 1);
	sb_str(&b, str_sub(text, 0, hit));
	sb_str(&b, new);
	sb_str(&b, str_sub(text, hit + old.n, text.n));
	return sb_done(&b, out);
}

static bool
names(const struct claims_finding *f, int64_t line)
{
	if (f->line <= line && line <= f->line_end)
		return true;
	for (int i = 0; i < f->n_by; i++)
		if (f->by[i].line <= line && line <= f->by[i].line_end)
			return true;
	return false;
}

static void
must_find(struct arena *mem, str name, str bytes, str fault)
{
	str line, old, text;
	int64_t at;
	struct claims_result r;
	bool found = false, page = str_has_suffix(name, STR(".html"));

	if (!str_cut(&fault, '\t', &line) || !str_i64(line, &at) || !str_cut(&fault, '\t', &old)) {
		check(!"a line of three parts");
		return;
	}
	if (!with_fault(mem, bytes, at, old, fault, &text)) {
		fprintf(stderr, "%.*s:%lld: does not hold %.*s\n", STR_ARG(name), (long long)at,
		    STR_ARG(old));
		check(false);
		return;
	}
	check(run(mem, name, text, &r));
	/* The lines of a page are those of its text, not of its tags. */
	for (size_t i = 0; i < r.n_finding; i++)
		found |= r.finding[i].sev == SEV_ERROR && (page || names(&r.finding[i], at));
	if (!found)
		fprintf(stderr, "%.*s:%lld: not found: %.*s -> %.*s\n", STR_ARG(name),
		    (long long)at, STR_ARG(old), STR_ARG(fault));
	check(found);
}

int
main(void)
{
	struct arena mem;
	struct err e;
	str dir = STR("tests/golden/claims"), *file;
	size_t n, n_doc = 0;

	arena_init(&mem, MEM_BYTES);
	check(dir_files(&mem, dir, &file, &n, &e));
	for (size_t i = 0; i < n; i++) {
		str bytes, faults, one;
		if (str_has_suffix(file[i], STR(".faults")))
			continue;
		if (!file_read(&mem, path_join(&mem, dir, file[i]), CLAIMS_BYTES_MAX, &bytes, &e)) {
			check(false);
			continue;
		}
		n_doc++;
		must_be_right(&mem, file[i], bytes);
		size_t dot = str_find_byte(file[i], '.', 0);
		str beside = str_fmt(&mem, "%.*s/%.*s.faults", STR_ARG(dir),
		    STR_ARG(str_sub(file[i], 0, dot)));
		if (!file_exists(beside) || !file_read(&mem, beside, 100000, &faults, &e))
			continue;
		while (str_cut(&faults, '\n', &one))
			if (one.n > 0)
				must_find(&mem, file[i], bytes, one);
	}
	check(n_doc >= 10);
	arena_end(&mem);
	return check_done();
}
