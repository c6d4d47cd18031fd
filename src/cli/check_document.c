/* check_document.c -- a finished document, alone, against another year's, and against the
 * database that --db names. */
#include "cli/check_document.h"

#include "cli/messages.h"
#include "core/claims/claims.h"
#include "sys/file.h"
#include "sys/process.h"
#include "sys/sandbox.h"
#include "work/view.h"

#define PDF_TIMEOUT_MS 60000
#define PDF_CPU_MAX_S 60
#define PDF_MEMORY_MAX ((uint64_t)2 << 30)

/* Poppler's pdftotext, as a program of its own in a sandbox: its faults stay outside
 * ours, and a file made to use them finds nothing to take. */
static bool
read_pdf(struct cli *c, str path, struct claims_doc *out, struct err *e)
{
	static const char *const argv[] = {"pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8", "-",
	    "-", NULL};
	static const struct sandbox box = {.memory_max = PDF_MEMORY_MAX,
	    .cpu_max_s = PDF_CPU_MAX_S};
	struct process p = {.argv = argv,
	    .in = str_z(c->mem, path),
	    .sandbox = &box,
	    .out_max = CLAIMS_BYTES_MAX,
	    .timeout_ms = PDF_TIMEOUT_MS};
	struct process_result r;

	if (p.in == NULL || !file_exists(path))
		return fail(e, RC_NOT_FOUND, MSG_cli_no_file, ARG(path));
	if (!process_run(&p, c->mem, &r, e))
		return false;
	if (r.walls != SANDBOX_ALL)
		cli_say(c,
		    "Kärnan saknar Landlock eller seccomp: pdftotext körs med gränser för minne och "
		    "tid, men utan full inhägnad.",
		    "The kernel has no Landlock or no seccomp: pdftotext is held to limits of memory "
		    "and time, but is not fully fenced in.");
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

/* The facts of the database that --db names; a document needs none. */
static bool
read_facts(struct cli *c, const struct claims_doc *doc, struct claims_against *out, struct err *e)
{
	str body = cli_opt(c, "body");
	struct db *db;
	struct view v;
	period p = {0};

	if (cli_opt(c, "db").p == NULL)
		return true;
	if ((cli_flag(c, "period") && !cli_period(c, "period", &p, e)) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return false;
	bool ok = claims_facts(v.facts, doc, c->mem, out, e);
	view_end(&v);
	return ok;
}

static bool
run(struct cli *c, struct claims_result *r, struct err *e)
{
	struct claims_doc doc, old;
	struct claims_against against = {0};
	str other = cli_opt(c, "against-document");

	if (!read_doc(c, c->word[0], &doc, e) ||
	    (other.p != NULL && !read_doc(c, other, &old, e)) || !read_facts(c, &doc, &against, e))
		return false;
	against.old = other.p != NULL ? &old : NULL;
	return claims_check(&doc, &against, c->mem, r, e);
}

int
check_document(struct cli *c, struct err *e)
{
	struct claims_result r;
	str html = cli_opt(c, "html");

	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("check"), ARG("FILE"));
	if (!run(c, &r, e) || (html.p != NULL && !write_html(c, &r, html, e)))
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
