/* Any bytes as the name of a fact, as a format, and as the text of a section whose
 * holes the rules read: a name that is understood has one canonical spelling. */
#include "../unit/model_build.h"
#include "core/check/check.h"
#include "core/facts/facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define INPUT_MAX 4000

static void
small_model(struct model *m)
{
	put(m, KIND_body, "id", "RS", "name", "Regionstyrelsen", "kind", "styrelse", "unit", "RS");
	put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen", "presented", "ja");
	put(m, KIND_result_line, "id", "personal", "name", "Personal", "kind", "cost");
	put(m, KIND_series, "id", "resor", "name", "Resor", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_point, "series", "resor", "period", "2025-12", "value", "6800");
	put(m, KIND_figure, "name", "tal", "period", "2025", "year", "2025", "label", "Tal", "unit",
	    "Mkr", "value", "9.2");
	put(m, KIND_staff, "measure", "headcount", "unit", "RS", "period", "2025-12", "value",
	    "1153");
	put(m, KIND_report, "id", "r", "body", "RS", "period", "2025-T3", "title", "Rapport");
}

static void
name(struct facts *fx, struct arena *mem, str text)
{
	size_t cut = str_find_byte(text, '|', 0);
	struct fact_format fmt;
	struct fact_node *root;
	struct fact f;
	struct err e = {0};
	str once, twice, out;

	if (!fact_canonical(fx, str_sub(text, 0, cut), &once, &e)) {
		must(e.rc != RC_OK && e.text[LANG_SV][0] != '\0');
		return;
	}
	must(fact_canonical(fx, once, &twice, &e) && str_eq(once, twice)); /* (F5) */
	if (!fact_get(fx, once, &f, &e))
		return;
	must(dec_ok(f.value) || f.text.n > 0 || f.missing[LANG_SV].n > 0); /* (F3) */
	must(str_eq(f.name, once));
	must(fact_explain(fx, once, &root, &e));
	if (fact_format_parse(str_trim(str_sub(text, cut + 1, text.n)), &fmt, &e) &&
	    fact_show(&f, &fmt, LANG_SV, mem, &out, &e))
		must(out.n > 0 && utf8_ok(out));
}

static void
section(struct model *m, struct arena *mem, str text)
{
	struct section *s = model_add(m, KIND_section);
	struct check_list l;
	struct err e = {0};

	s->report = STR("r");
	s->id = STR("s");
	s->title = STR("Avsnitt");
	s->body = text;
	built(m);
	struct facts *fx = facts_new(mem, m, NULL,
	    (struct fact_context){.body = STR("RS"), .period = period_tertial(2025, 3)});
	must(check_run(mem, &(struct check_ask){.facts = fx}, &l, &e));
	for (size_t i = 0; i < l.n; i++)
		must(l.v[i].text[LANG_SV].n > 0 && utf8_ok(l.v[i].text[LANG_SV]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;

	if (n < 1 || n > INPUT_MAX)
		return 0;
	arena_init(&mem, (size_t)256 << 20);
	struct model *m = model_new(&mem);
	str text = {(const char *)data + 1, n - 1};
	small_model(m);
	if (data[0] == 's') {
		section(m, &mem, text);
	} else {
		built(m);
		name(facts_new(&mem, m, NULL,
		         (struct fact_context){.body = STR("RS"),
		             .period = period_tertial(2025, 3)}),
		    &mem, text);
	}
	arena_end(&mem);
	return 0;
}
