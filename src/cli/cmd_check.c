/* cmd_check.c -- prove the figures of a finished document. */
#include "cli/cli.h"
#include "cli/messages.h"
#include "core/claims/claims.h"
#include "sys/file.h"
#include "sys/process.h"

#define PDF_TIMEOUT_MS 60000

/* Poppler's pdftotext, as a program of its own: its faults stay outside ours. */
static bool
read_pdf(struct cli *c, str path, struct claims_doc *out, struct err *e)
{
	const char *name = str_z(c->mem, path);
	/* A name that begins with a dash must not be taken for an option. */
	if (name != NULL && name[0] == '-')
		name = str_z(c->mem, str_fmt(c->mem, "./%s", name));
	const char *const argv[] = {"pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8", name, "-", NULL};
	struct process p = {.argv = argv, .out_max = CLAIMS_BYTES_MAX, .timeout_ms = PDF_TIMEOUT_MS};
	struct process_result r;

	if (name == NULL || !file_exists(path))
		return fail(e, RC_NOT_FOUND, MSG_cli_no_file, ARG(path));
	if (!process_run(&p, c->mem, &r, e))
		return false;
	if (r.code != 0 || r.cut)
		return fail(e, RC_INVALID, MSG_cli_pdf_failed, ARG(path), ARG(str_trim(str_sub(r.err, 0, 300))));
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

int
command_check(struct cli *c, struct err *e)
{
	struct claims_doc doc, old;
	struct claims_result r;
	str against = cli_opt(c, "against-document"), html = cli_opt(c, "html");

	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("check"), ARG("FILE"));
	if (!read_doc(c, c->word[0], &doc, e) || (against.p != NULL && !read_doc(c, against, &old, e)) ||
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
