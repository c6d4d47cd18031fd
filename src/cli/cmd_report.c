#include "cli/cli.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "work/report.h"

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

/* Write every format asked for; the list was checked before anything was read. */
static bool
write_all(struct cli *c, const struct view *v, const struct doc *d, str formats, str dir, struct err *e)
{
	str name, path;
	struct json j;

	json_init(&j, &c->out, true);
	if (c->json) {
		json_object(&j);
		json_key(&j, STR("files"));
		json_array(&j);
	}
	while (str_cut(&formats, ',', &name)) {
		if (!report_write(v, d, report_format_named(str_trim(name)), dir, &path, e))
			return false;
		if (c->json)
			json_str(&j, path);
		else
			sb_printf(&c->out, "%.*s\n", STR_ARG(path));
	}
	if (c->json) {
		json_end(&j);
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return true;
}

int
command_report(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	struct doc *d;
	struct diag found;
	period p, old = {0};
	str body = cli_opt(c, "body"), dir = cli_opt(c, "out"), formats = cli_opt(c, "format");

	if (formats.p == NULL)
		formats = STR("html,pdf");
	str rest = formats, name;
	while (str_cut(&rest, ',', &name))
		if (report_format_named(str_trim(name)) == NULL)
			return fail(e, RC_USAGE, MSG_cli_bad_format, ARG(name), ARG(format_names(c->mem)));
	if (dir.p == NULL)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("report"), ARG("--out DIR"));
	if (cli_opt(c, "diff").p != NULL && !cli_period(c, "diff", &old, e))
		return 1;
	if (!cli_period(c, "period", &p, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return 1;
	diag_init(&found, c->mem, FINDINGS_MAX);
	bool ok = old.kind == PERIOD_NONE
	    ? report_document(&v, c->lang, c->mem, &d, &found, e)
	    : report_changes(&v, old, c->lang, c->mem, &d, &found, e);
	cli_complain(c, &found);
	ok = ok && write_all(c, &v, d, formats, dir, e);
	view_end(&v);
	return ok ? 0 : 1;
}
