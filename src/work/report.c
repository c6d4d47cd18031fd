#include "work/report.h"

#include "core/report/diff.h"
#include "core/report/report.h"
#include "doc/docx/docx.h"
#include "doc/docx/docx_fill.h"
#include "doc/html/html.h"
#include "doc/pdf/pdf.h"
#include "doc/text/text.h"
#include "doc/xlsx/xlsx.h"
#include "sys/file.h"
#include "work/messages.h"
#include "work/report_attach.h"
#include "work/report_facts.h"
#include "work/report_place.h"
#include "work/report_sources.h"
#include "work/report_xbrl.h"
#include "work/state.h"

#include "version.h"

#define FILE_MAX ((size_t)256 << 20)

bool
report_document(const struct view *v, enum lang lang, struct arena *mem, struct doc **out,
    struct diag *d, struct err *e)
{
	struct report_in in = {.model = v->model,
	    .facts = v->facts,
	    .economy = v->economy,
	    .lang = lang,
	    .program = STR("Tertial " TERTIAL_VERSION)};

	in.report = report_find(v->model, v->ctx.body, v->ctx.period);
	if (in.report == NULL)
		in.report = report_default(mem, v->model, v->ctx.body, v->ctx.period, lang);
	in.text_lang = report_language(in.report);
	if (report_has_sections(v->model, in.report))
		in.lang = in.text_lang; /* a written report is not half translated */
	size_t before = d->n;
	bool ok = report_build(&in, mem, out, d, e);
	struct err bad = {0};
	/* The findings are what counts; without the files their lines are those of the texts. */
	(void)!report_places(v, d, before, &bad);
	return ok;
}

bool
report_changes(const struct view *then, const struct view *now, enum lang lang, struct arena *mem,
    struct doc **out, struct diag *d, struct err *e)
{
	struct doc *was, *is;

	if (!report_document(then, lang, mem, &was, d, e) ||
	    !report_document(now, lang, mem, &is, d, e))
		return false;
	if (is->lang == was->lang)
		lang = is->lang;
	struct report_diff_in in = {.old = was,
	    .now = is,
	    .old_year = period_year_of(then->ctx.period),
	    .now_year = period_year_of(now->ctx.period),
	    .old_facts = then->facts,
	    .now_facts = now->facts,
	    .lang = lang,
	    .old_in = then->db == now->db ? STR("") : db_name(then->db)};
	return report_diff(&in, mem, out, e);
}

bool
report_changes_since(const struct view *v, period old, enum lang lang, struct arena *mem,
    struct doc **out, struct diag *d, struct err *e)
{
	struct view then = *v;

	then.ctx.period = old;
	then.facts = facts_in_context(v->facts, then.ctx);
	return report_changes(&then, v, lang, mem, out, d, e);
}

static bool
as_html(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	struct html_opts o = {0};
	struct html_source *source;

	if (!report_sources(v, d, &source, &o.n_source, e))
		return false;
	o.source = source;
	html_write(d, &o, b);
	return true;
}

static bool
as_pages(const struct view *v, const struct doc *d, str dir, struct err *e)
{
	struct html_opts o = {0};
	struct html_source *source;
	struct html_file *file;
	size_t n;

	if (!report_sources(v, d, &source, &o.n_source, e))
		return false;
	o.source = source;
	if (!html_folder(d, &o, v->mem, &file, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!file_write(path_join(v->mem, dir, file[i].name), file[i].bytes, e))
			return false;
	return true;
}

static bool
as_pdf(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	(void)v;
	return pdf_write(d, NULL, b, e);
}

static bool
as_text(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	(void)v;
	(void)e;
	text_write(d, 100, b);
	return true;
}

static bool
as_docx(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	(void)v;
	(void)e;
	docx_write(d, b);
	return true;
}

static bool
as_xlsx(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	(void)v;
	(void)e;
	xlsx_write(d, b);
	return true;
}

const struct report_format report_formats[] = {
#define FORMAT(name, ext, write) {#name, ext, write, NULL},
#define FOLDER(name, write) {#name, "", NULL, write},
#include "formats.def"
#undef FORMAT
#undef FOLDER
};
const size_t n_report_formats = COUNTOF(report_formats);

const struct report_format *
report_format_named(str name)
{
	for (size_t i = 0; i < COUNTOF(report_formats); i++)
		if (str_eq(name, str_of(report_formats[i].name)))
			return &report_formats[i];
	return NULL;
}

static bool
put_file(const struct view *v, const struct doc *d, const struct report_format *f, str bytes,
    str dir, str *path, struct err *e)
{
	*path = path_join(v->mem, dir, str_fmt(v->mem, "%.*s.%s", STR_ARG(d->id), f->ext));
	return file_write(*path, bytes, e);
}

bool
report_write(const struct view *v, const struct doc *d, const struct report_format *f, str dir,
    str *path, struct err *e)
{
	struct sb b;
	str bytes;

	if (f->write == NULL) {
		*path = path_join(v->mem, dir, d->id);
		return f->write_folder(v, d, *path, e);
	}
	sb_init(&b, v->mem, FILE_MAX);
	if (!f->write(v, d, &b, e))
		return false;
	if (!sb_done(&b, &bytes))
		return fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->id));
	return put_file(v, d, f, bytes, dir, path, e);
}

bool
report_fill(const struct view *v, const struct doc *d, str template_path, str dir, str *path,
    struct err *e)
{
	const struct report_format *f = report_format_named(STR("docx"));
	struct sb b;
	str template, bytes;

	sb_init(&b, v->mem, FILE_MAX);
	if (!file_read(v->mem, template_path, FILE_MAX, &template, e) ||
	    !docx_fill(d, template, &b, e))
		return false;
	if (!sb_done(&b, &bytes))
		return fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->id));
	return put_file(v, d, f, bytes, dir, path, e);
}

bool
report_files(const struct view *v, const struct report *r, const struct doc *d, str formats,
    str dir, str **path, size_t *n, struct err *e)
{
	size_t room = 0;
	str name;

	*path = NULL;
	*n = 0;
	while (str_cut(&formats, ',', &name)) {
		const struct report_format *f = report_format_named(str_trim(name));
		bool kept = false;
		str bytes;
		must(f != NULL); /* the list was checked before anything was read */
		if (r != NULL &&
		    !report_kept(v->db, v->org, r->id, str_of(f->name), v->mem, &kept, &bytes, e))
			return false;
		arena_grow(v->mem, *path, *n, room);
		if (kept ? !put_file(v, d, f, bytes, dir, &(*path)[*n], e)
		         : !report_write(v, d, f, dir, &(*path)[*n], e))
			return false;
		(*n)++;
	}
	return true;
}
