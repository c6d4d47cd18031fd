/* cmd_check.c -- the rules over the database, or the figures of a finished document. */
#include "cli/cli.h"
#include "cli/messages.h"
#include "core/check/check.h"
#include "core/claims/claims.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/process.h"
#include "work/view.h"

#define PDF_TIMEOUT_MS 60000

/* Poppler's pdftotext, as a program of its own: its faults stay outside ours. */
static bool
read_pdf(struct cli *c, str path, struct claims_doc *out, struct err *e)
{
	const char *name = str_z(c->mem, path);
	/* A name that begins with a dash must not be taken for an option. */
	if (name != NULL && name[0] == '-')
		name = str_z(c->mem, str_fmt(c->mem, "./%s", name));
	const char *const argv[] = {"pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8", name, "-",
	    NULL};
	struct process p = {.argv = argv,
	    .out_max = CLAIMS_BYTES_MAX,
	    .timeout_ms = PDF_TIMEOUT_MS};
	struct process_result r;

	if (name == NULL || !file_exists(path))
		return fail(e, RC_NOT_FOUND, MSG_cli_no_file, ARG(path));
	if (!process_run(&p, c->mem, &r, e))
		return false;
	if (r.code != 0 || r.cut)
		return fail(e, RC_INVALID, MSG_cli_pdf_failed, ARG(path),
		    ARG(str_trim(str_sub(r.err, 0, 300))));
	return claims_doc_from_text(c->mem, path, r.out, out, e);
}

static bool
read_doc(struct cli *c, str path, struct claims_doc *out, struct err *e)
{
	str bytes;
	str ext = path_ext(path);

	if (str_eq(ext, STR("pdf")) || str_eq(ext, STR("PDF")))
		return read_pdf(c, path, out, e);
	return file_read(c->mem, path, CLAIMS_BYTES_MAX, &bytes, e) &&
	    claims_doc_from_file(c->mem, path, bytes, out, e);
}

static bool
write_html(struct cli *c, const struct claims_result *r, str path, struct err *e)
{
	struct sb b;
	str page;

	sb_init(&b, c->mem, CLI_OUT_MAX);
	claims_write_html(&b, r, c->lang);
	if (!sb_done(&b, &page))
		return fail(e, RC_LIMIT, MSG_cli_output_long, ARG(path));
	return file_write(path, page, e);
}

static int
list_rules(struct cli *c)
{
	struct json j;

	json_init(&j, &c->out, true);
	if (c->json)
		json_array(&j);
	for (size_t i = 0; i < check_rules_n; i++) {
		const struct check_rule *r = &check_rules[i];
		if (!c->json) {
			sb_printf(&c->out, "%-20s %s\n%21s%s\n%21s%s\n", r->id, r->title[c->lang],
			    "", r->source[c->lang], "", r->why[c->lang]);
			continue;
		}
		json_object(&j);
		json_key(&j, STR("id"));
		json_str(&j, str_of(r->id));
		json_key(&j, STR("title"));
		json_str(&j, str_of(r->title[c->lang]));
		json_key(&j, STR("source"));
		json_str(&j, str_of(r->source[c->lang]));
		json_key(&j, STR("severity"));
		json_str(&j, str_of(check_severity_id(r->worst)));
		json_key(&j, STR("why"));
		json_str(&j, str_of(r->why[c->lang]));
		json_key(&j, STR("example"));
		json_str(&j, str_of(r->example));
		json_end(&j);
	}
	if (c->json) {
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return 0;
}

static void
put_summary(struct cli *c, const struct check_list *l)
{
	sb_str(&c->out, check_text(c->mem, l, c->lang));
	sb_printf(&c->out,
	    c->lang == LANG_SV ? "%zu fel, %zu varningar, %zu notiser, %zu godkända avsteg\n"
	                       : "%zu errors, %zu warnings, %zu notes, %zu waived\n",
	    l->count[SEV_ERROR], l->count[SEV_WARNING], l->count[SEV_NOTE], l->n_waived);
}

/* The rules over the database, in the context of one body and period. */
static int
check_database(struct cli *c, struct err *e)
{
	str body = cli_opt(c, "body"), rule = cli_opt(c, "rule");
	struct check_list l;
	struct check_ask ask = {0};
	struct db *db;
	struct view v;
	period p = {0};

	if (cli_flag(c, "rules"))
		return list_rules(c);
	if (cli_flag(c, "period") && !cli_period(c, "period", &p, e))
		return 2;
	if (!cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return 1;
	ask.facts = v.facts;
	ask.economy = v.economy;
	ask.today = clock_date_utc(clock_now_us());
	ask.rule = rule.p != NULL ? str_z(c->mem, rule) : NULL;
	bool ok = check_run(c->mem, &ask, &l, e);
	if (ok && (c->json || cli_flag(c, "sarif"))) {
		struct json j;
		json_init(&j, &c->out, true);
		(cli_flag(c, "sarif") ? check_sarif : check_json)(&j, &l, c->lang);
		sb_chr(&c->out, '\n');
	} else if (ok) {
		put_summary(c, &l);
	}
	view_end(&v);
	return !ok ? 1 : l.count[SEV_ERROR] > 0 ? CLI_FINDINGS : 0;
}

int
command_check(struct cli *c, struct err *e)
{
	struct claims_doc doc, old;
	struct claims_result r;
	str against = cli_opt(c, "against-document"), html = cli_opt(c, "html");

	if (c->n_word == 0)
		return check_database(c, e);
	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("check"), ARG("FILE"));
	if (!read_doc(c, c->word[0], &doc, e) ||
	    (against.p != NULL && !read_doc(c, against, &old, e)) ||
	    !claims_check(&doc, against.p != NULL ? &old : NULL, c->mem, &r, e))
		return 1;
	if (html.p != NULL && !write_html(c, &r, html, e))
		return 1;
	if (cli_flag(c, "sarif"))
		claims_write_sarif(&c->out, &r, c->lang);
	else if (c->json)
		claims_write_json(&c->out, &r, c->lang);
	else
		claims_write_list(&c->out, &r, c->lang, c->color);
	if (c->json || cli_flag(c, "sarif"))
		sb_chr(&c->out, '\n');
	return r.n_sev[SEV_ERROR] > 0 ? CLI_FINDINGS : 0;
}
