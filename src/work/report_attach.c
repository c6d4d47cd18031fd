#include "work/report_attach.h"

#include "base/base64.h"
#include "base/hash.h"
#include "core/report/outline.h"
#include "core/report/report.h"
#include "doc/pdf/pdf.h"
#include "doc/pdf/pdf_data.h"
#include "fmt/csv.h"
#include "fmt/json.h"
#include "work/messages.h"
#include "work/report_facts.h"

#include "version.h"

#define ATTACH_MAX ((size_t)64 << 20)

/* ---- tables as CSV ---- */

/* The number a cell shows, or its text; a cell over several columns leaves the rest
 * empty. */
static void
put_cell(struct arena *mem, struct csv_out *c, const struct doc_node *cell)
{
	const struct doc_node *n = cell->has_value ? cell : cell->first;
	bool number = n != NULL && n->has_value && dec_ok(n->value) &&
	    (n == cell || n->next == NULL);

	if (number)
		csv_put_dec(c, dec_trim(n->value), ',');
	else
		csv_put_str(c, doc_plain(mem, cell));
	for (int i = 1; i < cell->span; i++)
		csv_put_str(c, STR(""));
}

static bool
table_csv(struct arena *mem, const struct doc_node *table, str *out)
{
	struct csv_out c;
	struct sb b;

	sb_init(&b, mem, ATTACH_MAX);
	csv_out_init(&c, &b, ';', true);
	for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
		for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next)
			put_cell(mem, &c, cell);
		csv_put_end(&c);
	}
	return sb_done(&b, out);
}

bool
report_pdf_a3(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	struct pdf_attachment *file = NULL;
	size_t n = 0, room = 0;
	struct sb facts;
	str all;

	sb_init(&facts, v->mem, ATTACH_MAX);
	if (!report_facts_csv(v, d, &facts, e))
		return false;
	if (!sb_done(&facts, &all))
		return fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->id));
	arena_grow(v->mem, file, n, room);
	file[n++] = (struct pdf_attachment){.name = STR("siffror.csv"),
	    .mime = STR("text/csv"),
	    .desc = d->lang == LANG_SV ? STR("Rapportens alla uppgifter med namn, värde och källa")
	                               : STR("Every figure of the report: name, value, source"),
	    .data = all};
	for (const struct doc_node *x = d->root; x != NULL; x = doc_next(x, d->root)) {
		if (x->kind != DOC_TABLE || x->number == 0)
			continue;
		arena_grow(v->mem, file, n, room);
		file[n] = (struct pdf_attachment){
		    .name = str_fmt(v->mem, "tabell-%02d.csv", x->number),
		    .mime = STR("text/csv"),
		    .desc = doc_caption(v->mem, x, d->lang)};
		if (!table_csv(v->mem, x, &file[n++].data))
			return fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->id));
	}
	return pdf_write(d, &(struct pdf_opts){.attach = file, .n_attach = n}, b, e);
}

/* ---- what it was made of ---- */

static void
put_hash(struct json *j, struct arena *mem, str name, str bytes)
{
	json_object(j);
	json_key(j, STR("name"));
	json_str(j, name);
	json_key(j, STR("sha256"));
	json_str(j, sha256_hex(mem, bytes));
	json_end(j);
}

/* The texts the report is made from: its own sections, else the outline's. */
static void
put_texts(struct json *j, const struct view *v, const struct report *r)
{
	json_key(j, STR("texts"));
	json_array(j);
	if (r != NULL && report_has_sections(v->model, r)) {
		for (size_t i = 0; i < v->model->n_section; i++)
			if (str_eq(v->model->section[i].report, r->id))
				put_hash(j, v->mem, v->model->section[i].id,
				    v->model->section[i].body);
	} else if (r != NULL) {
		const struct outline_part **part;
		size_t n = outline_own(v->mem, v->model, outline_of(r), &part);
		for (size_t i = 0; i < n; i++)
			put_hash(j, v->mem, part[i]->id, part[i]->body);
	}
	json_end(j);
}

/* Every field of the organisation's themes, and the files they name. */
static void
put_looks(struct json *j, const struct view *v)
{
	const struct model *m = v->model;
	struct sb b;
	str text;

	json_key(j, STR("theme"));
	json_array(j);
	for (size_t i = 0; i < m->n_theme; i++) {
		sb_init(&b, v->mem, ATTACH_MAX);
		for (int f = 0; f < kinds[KIND_theme].n_field; f++) {
			sb_str(&b, field_text(v->mem, &kinds[KIND_theme].field[f], &m->theme[i]));
			sb_chr(&b, '\n');
		}
		must(sb_done(&b, &text));
		put_hash(j, v->mem, m->theme[i].id, text);
	}
	json_end(j);
	json_key(j, STR("files"));
	json_array(j);
	for (size_t i = 0; i < m->n_asset; i++)
		if (base64_read(v->mem, m->asset[i].data, &text))
			put_hash(j, v->mem, m->asset[i].id, text);
	json_end(j);
	json_key(j, STR("fonts"));
	json_array(j);
	for (size_t i = 0; i < pdf_data_n_files; i++)
		put_hash(j, v->mem, str_of(pdf_data_files[i].name),
		    (str){(const char *)pdf_data_files[i].data, pdf_data_files[i].n});
	json_end(j);
}

bool
report_manifest(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	const struct report *r = report_find(v->model, v->ctx.body, v->ctx.period);
	struct sb facts;
	struct json j;
	str all;

	sb_init(&facts, v->mem, ATTACH_MAX);
	if (!report_facts_json(v, d, &facts, e))
		return false;
	if (!sb_done(&facts, &all))
		return fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->id));
	json_init(&j, b, true);
	json_object(&j);
	json_key(&j, STR("report"));
	json_str(&j, d->id);
	json_key(&j, STR("program"));
	json_str(&j, STR("Tertial " TERTIAL_VERSION));
	json_key(&j, STR("facts"));
	json_str(&j, sha256_hex(v->mem, all));
	put_texts(&j, v, r);
	put_looks(&j, v);
	json_end(&j);
	sb_chr(b, '\n');
	return true;
}
