#include "work/explained.h"

#include "core/plan/status.h"
#include "core/report/report.h"
#include "fmt/csv.h"
#include "work/state.h"

#define FINDINGS_MAX 10

enum { COL_ID, COL_INDENT, COL_LABEL_SV, COL_VALUE_SV, COL_LABEL_EN, COL_VALUE_EN, COLS };

static bool
put(const struct view *v, struct csv_out *c, str id, struct err *e)
{
	struct explain x;

	if (!plan_explain(v->mem, v->model, id, v->ctx.period, &x, e))
		return false;
	for (size_t i = 0; i < x.n; i++) {
		csv_put_str(c, id);
		csv_put_i64(c, x.row[i].indent);
		for (int lang = LANG_SV; lang <= LANG_EN; lang++) {
			csv_put_str(c, x.row[i].label[lang]);
			csv_put_str(c, x.row[i].value[lang]);
		}
		csv_put_end(c);
	}
	return true;
}

bool
explained_write(const struct view *v, struct sb *b, struct err *e)
{
	static const char *const head[COLS] = {"id", "niva", "del", "uppgift", "part", "value"};
	struct plan_status s;
	struct csv_out c;

	if (!plan_status(v->mem, v->model, v->ctx.body, v->ctx.period, &s, e))
		return false;
	csv_out_init(&c, b, ';', false);
	for (int i = 0; i < COLS; i++)
		csv_put_str(&c, str_of(head[i]));
	csv_put_end(&c);
	for (size_t i = 0; i < s.n_objective; i++) {
		if (!put(v, &c, s.objective[i].objective->id, e))
			return false;
		for (size_t k = 0; k < s.objective[i].n_indicator; k++)
			if (!put(v, &c, s.objective[i].indicator[k].indicator->id, e))
				return false;
	}
	for (size_t i = 0; i < s.n_assignment; i++)
		if (!put(v, &c, s.assignment[i].assignment->id, e))
			return false;
	return true;
}

bool
explained_read(struct arena *mem, str bytes, str id, struct explain *out, bool *found,
    struct err *e)
{
	struct csv_opts o = {.file = STR(EXPLAINED_FORMAT), .sep = ';', .set = CHARSET_UTF8};
	struct diag d;
	struct csv t;

	*out = (struct explain){.mem = mem};
	*found = false;
	diag_init(&d, mem, FINDINGS_MAX);
	if (!csv_read(mem, bytes, &o, &t, &d, e))
		return false;
	for (size_t i = 1; i < t.n; i++) {
		const struct csv_row *r = &t.row[i];
		int64_t indent;
		if (!str_eq(csv_text(r, COL_ID), id) || !str_i64(csv_text(r, COL_INDENT), &indent))
			continue;
		arena_grow(mem, out->row, out->n, out->room);
		out->row[out->n++] = (struct explain_row){
		    .label = {[LANG_SV] = csv_text(r, COL_LABEL_SV),
		        [LANG_EN] = csv_text(r, COL_LABEL_EN)},
		    .value = {[LANG_SV] = csv_text(r, COL_VALUE_SV),
		        [LANG_EN] = csv_text(r, COL_VALUE_EN)},
		    .indent = indent > 0};
		*found = true;
	}
	return true;
}

bool
explained(const struct view *v, str id, struct explain *out, bool *frozen, struct err *e)
{
	const struct report *r = report_find(v->model, v->ctx.body, v->ctx.period);
	bool kept = false;
	str bytes;

	*frozen = false;
	if (r != NULL &&
	    !report_kept(v->db, v->org, r->id, STR(EXPLAINED_FORMAT), v->mem, &kept, &bytes, e))
		return false;
	if (kept && !explained_read(v->mem, bytes, id, out, frozen, e))
		return false;
	return *frozen || plan_explain(v->mem, v->model, id, v->ctx.period, out, e);
}
