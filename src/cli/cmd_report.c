#include "cli/cli.h"
#include "cli/messages.h"
#include "core/report/report.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/process.h"
#include "work/import.h"
#include "work/report.h"
#include "work/report_many.h"

#include <stdio.h>

#define FINDINGS_MAX 200

static str
format_names(struct arena *mem)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 256);
	for (size_t i = 0; i < n_report_formats; i++)
		sb_printf(&b, "%s%s", i > 0 ? ", " : "", report_formats[i].name);
	(void)!sb_done(&b, &out);
	return out;
}

static void
put_files(struct cli *c, struct json *j, const str *path, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (c->json)
			json_str(j, path[i]);
		else
			sb_printf(&c->out, "%.*s\n", STR_ARG(path[i]));
	}
}

/* Write every format asked for, and name the files. */
static bool
write_all(struct cli *c, const struct view *v, const struct report *report, const struct doc *d,
    str formats, str dir, struct err *e)
{
	struct json j;
	str *path, filled, template = cli_opt(c, "template");
	size_t n = 1;
	bool ok;

	if (template.p != NULL) {
		path = &filled;
		ok = report_fill(v, d, template, dir, &filled, e);
	} else {
		ok = report_files(v, report, d, formats, dir, &path, &n, e);
	}
	if (!ok)
		return false;

	json_init(&j, &c->out, true);
	if (c->json) {
		json_object(&j);
		json_key(&j, STR("files"));
		json_array(&j);
	}
	put_files(c, &j, path, n);
	if (c->json) {
		json_end(&j);
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return true;
}

/* Every organisation of the database; the first failure's exit code, after all. */
static int
run_all(struct cli *c, period p, str formats, str dir, struct err *e)
{
	struct report_many_ask ask = {.db_url = str_z(c->mem, c->db_url),
	    .period = p,
	    .formats = formats,
	    .dir = dir,
	    .lang = c->lang,
	    .threads = cpu_count()};
	struct report_of_one *of;
	struct json j;
	size_t n;
	int code = 0;

	if (ask.threads > REPORT_THREADS_MAX)
		ask.threads = REPORT_THREADS_MAX;
	if (!report_many(&ask, c->mem, &of, &n, e))
		return 1;
	json_init(&j, &c->out, true);
	if (c->json) {
		json_object(&j);
		json_key(&j, STR("files"));
		json_array(&j);
	}
	for (size_t i = 0; i < n; i++) {
		cli_complain(c, &of[i].found);
		put_files(c, &j, of[i].path, of[i].n_path);
		if (of[i].ok)
			continue;
		fprintf(stderr, "tertial: %.*s: %s\n", STR_ARG(of[i].id), of[i].e.text[c->lang]);
		if (code == 0)
			code = cli_exit_code(of[i].e.rc);
	}
	if (c->json) {
		json_end(&j);
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return code;
}

/* The same report as another database has it: a backup copy, usually. */
static bool
changes_since_copy(struct cli *c, const struct view *v, str copy, struct doc **d,
    struct diag *found, struct err *e)
{
	struct db *db;
	struct view then;

	if (!str_has_prefix(copy, STR("postgres")) && !file_exists(copy))
		return fail(e, RC_NOT_FOUND, MSG_cli_bad_old, ARG(copy));
	if (!cli_open(c, copy, &db, e) ||
	    !view_open(db, c->org, c->mem, v->ctx.body, v->ctx.period, &then, e))
		return false;
	bool ok = report_changes(&then, v, c->lang, c->mem, d, found, e);
	view_end(&then);
	return ok;
}

/* With --diff: what differs from another period's report, or from the same one as it was. */
static bool
changes(struct cli *c, const struct view *v, struct doc **d, struct diag *found, struct err *e)
{
	str old = cli_opt(c, "diff");
	period p;

	return period_parse(old, &p) ? report_changes_since(v, p, c->lang, c->mem, d, found, e)
	                             : changes_since_copy(c, v, old, d, found, e);
}

static bool
run_once(struct cli *c, struct db *db, str body, period p, str formats, str dir, struct err *e)
{
	bool whole = cli_opt(c, "diff").p == NULL;
	struct view v;
	struct doc *d = NULL;
	struct diag found;

	if (!view_open(db, c->org, c->mem, body, p, &v, e))
		return false;
	diag_init(&found, c->mem, FINDINGS_MAX);
	bool ok = whole ? report_document(&v, c->lang, c->mem, &d, &found, e)
	                : changes(c, &v, &d, &found, e);
	cli_complain(c, &found);
	const struct report *r = whole ? report_find(v.model, v.ctx.body, p) : NULL;
	ok = ok && write_all(c, &v, r, d, formats, dir, e);
	view_end(&v);
	return ok;
}

/* Import what changed, write the report anew; a fault is told, and waited out. */
static void
again(struct cli *c, struct db *db, str folder, str body, period p, str formats, str dir)
{
	struct import_opts o = {.as = STR(""), .who = STR("watch"), .now_us = clock_now_us()};
	struct import_report r;
	struct diag found;
	struct err e = {0};

	diag_init(&found, c->mem, FINDINGS_MAX);
	bool ok = import_paths(db, c->org, &folder, 1, &o, c->mem, &r, &found, &e);
	cli_complain(c, &found);
	if (!ok || !run_once(c, db, body, p, formats, dir, &e))
		fprintf(stderr, "tertial: %s\n", e.text[c->lang]);
	cli_flush(c);
}

/* Until it is interrupted; each round has memory of its own. */
static void
watch(const struct cli *c, struct db *db, str folder, str body, period p, str formats, str dir)
{
	str seen = STR("");

	for (;;) {
		struct arena mem;
		struct cli round = *c;
		struct err e = {0};
		str now;
		arena_init(&mem, (size_t)1 << 30);
		round.mem = &mem;
		sb_init(&round.out, &mem, CLI_OUT_MAX);
		if (dir_stamp(&mem, folder, &now, &e) && !str_eq(now, seen)) {
			seen = str_dup(c->mem, now);
			again(&round, db, folder, body, p, formats, dir);
		}
		arena_end(&mem);
		clock_sleep_ms(300);
	}
}

/* What is asked of one report cannot be asked of all. */
static bool
alone(const struct cli *c, struct err *e)
{
	static const char *const of_one[] = {"diff", "template", "watch"};

	for (size_t i = 0; cli_flag(c, "all") && i < COUNTOF(of_one); i++)
		if (cli_opt(c, of_one[i]).p != NULL)
			return fail(e, RC_USAGE, MSG_cli_not_both, ARG("all"), ARG(of_one[i]));
	return true;
}

int
command_report(struct cli *c, struct err *e)
{
	struct db *db;
	period p;
	str body = cli_opt(c, "body"), dir = cli_opt(c, "out"), formats = cli_opt(c, "format");
	str folder = cli_opt(c, "watch");

	bool filling = cli_opt(c, "template").p != NULL;
	if (formats.p == NULL)
		formats = filling ? STR("docx") : STR("html,pdf");
	if (filling && !str_eq(formats, STR("docx")))
		return fail(e, RC_USAGE, MSG_cli_bad_format, ARG(formats), ARG("docx"));
	str rest = formats, name;
	while (str_cut(&rest, ',', &name))
		if (report_format_named(str_trim(name)) == NULL)
			return fail(e, RC_USAGE, MSG_cli_bad_format, ARG(name),
			    ARG(format_names(c->mem)));
	if (dir.p == NULL)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("report"), ARG("--out DIR"));
	if (body.p == NULL)
		body = STR("");
	if (!alone(c, e) || !cli_period(c, "period", &p, e) || !cli_db(c, &db, e))
		return 1;
	if (cli_flag(c, "all"))
		return run_all(c, p, formats, dir, e);
	if (folder.p != NULL)
		watch(c, db, folder, body, p, formats, dir);
	return run_once(c, db, body, p, formats, dir, e) ? 0 : 1;
}
