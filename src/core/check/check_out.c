/* The findings as JSON, as lines for a terminal, and as findings about data. */
#include "core/check/check.h"

static const char *const severity_ids[] = {
    [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};
static const char *const severity_words[][LANG__COUNT] = {[SEV_NOTE] = {"notis", "note"},
    [SEV_WARNING] = {"varning", "warning"},
    [SEV_ERROR] = {"fel", "error"}};

const char *
check_severity_id(enum severity s)
{
	return severity_ids[s];
}

static void
key_opt(struct json *j, const char *key, str v)
{
	json_key(j, str_of(key));
	if (v.n > 0)
		json_str(j, v);
	else
		json_null(j);
}

static void
key_line(struct json *j, const char *key, int line)
{
	json_key(j, str_of(key));
	if (line > 0)
		json_i64(j, line);
	else
		json_null(j);
}

void
check_json(struct json *j, const struct check_list *l, enum lang lang)
{
	json_object(j);
	json_key(j, STR("findings"));
	json_array(j);
	for (size_t i = 0; i < l->n; i++) {
		const struct check_finding *f = &l->v[i];
		json_object(j);
		json_put_str(j, "rule", str_of(f->rule->id));
		json_put_str(j, "severity", str_of(severity_ids[f->sev]));
		json_put_str(j, "place", f->place);
		key_opt(j, "file", f->file);
		key_line(j, "line", f->line);
		key_line(j, "line_end", f->line);
		json_put_str(j, "quote", STR(""));
		json_put_str(j, "message", f->text[lang]);
		key_opt(j, "expected", f->expected[lang]);
		key_opt(j, "found", f->found[lang]);
		key_opt(j, "by", f->by);
		json_key(j, STR("waived"));
		json_bool(j, f->waiver != NULL);
		json_end(j);
	}
	json_end(j);
	json_key(j, STR("summary"));
	json_object(j);
	for (int s = SEV_ERROR; s >= SEV_NOTE; s--) {
		json_key(j, str_of(severity_ids[s]));
		json_i64(j, (int64_t)l->count[s]);
	}
	json_key(j, STR("waived"));
	json_i64(j, (int64_t)l->n_waived);
	json_end(j);
	json_end(j);
}

str
check_text(struct arena *mem, const struct check_list *l, enum lang lang)
{
	struct sb b;
	str out;

	sb_init(&b, mem, (size_t)16 << 20);
	for (size_t i = 0; i < l->n; i++) {
		const struct check_finding *f = &l->v[i];
		sb_str(&b, str_of(severity_words[f->sev][lang]));
		if (f->waiver != NULL)
			sb_str(&b, lang == LANG_SV ? STR(" (godkänt avsteg)") : STR(" (waived)"));
		sb_lit(&b, " ");
		sb_str(&b, str_of(f->rule->id));
		sb_lit(&b, " ");
		sb_str(&b, f->place);
		if (f->line > 0)
			sb_printf(&b, ":%d", f->line);
		sb_lit(&b, ": ");
		sb_str(&b, f->text[lang]);
		sb_chr(&b, '\n');
	}
	must(sb_done(&b, &out));
	return out;
}

void
check_to_diag(const struct check_list *l, struct diag *d)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct check_finding *f = &l->v[i];
		enum severity sev = f->waiver != NULL ? SEV_NOTE : f->sev;
		d->n_err += sev == SEV_ERROR;
		if (d->n == d->max) {
			d->dropped++;
			continue;
		}
		arena_grow(d->mem, d->v, d->n, d->room);
		d->v[d->n++] = (struct finding){.sev = sev,
		    .rule = f->rule->id,
		    .file = f->file,
		    .line = f->line,
		    .node = f->place,
		    .text = {[LANG_SV] = f->text[LANG_SV], [LANG_EN] = f->text[LANG_EN]}};
	}
}
