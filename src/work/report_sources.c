#include "work/report_sources.h"

#include "work/report_facts.h"

/* A reader of a page wants the parts of a sum, not every row of a ledger. */
#define INPUTS_MAX 12

/* The exact value: "−82 506 493,50 kr". */
static str
exact(struct arena *mem, dec value, enum fact_unit unit, str unit_text, enum lang lang)
{
	static const char *const text[][LANG__COUNT] = {[FACT_NONE] = {"", ""},
	    [FACT_KR] = {"kr", "SEK"},
	    [FACT_PERCENT] = {"%", "%"},
	    [FACT_POINTS] = {"procentenheter", "percentage points"},
	    [FACT_COUNT] = {"", ""},
	    [FACT_HOURS] = {"timmar", "hours"},
	    [FACT_INDEX] = {"", ""},
	    [FACT_OTHER] = {"", ""}};
	str u = unit_text.n > 0 ? unit_text : str_of(text[unit][lang]);
	struct sb b;
	str out;

	if (!dec_ok(value))
		return STR("");
	sb_init(&b, mem, 4096);
	/* Quotients carry more digits than say anything. */
	dec_show(&b, value.scale > 4 ? dec_trim(dec_rescale(value, 4, DEC_HALF_UP)) : value, lang);
	if (u.n > 0)
		sb_lit(&b, "\xc2\xa0");
	sb_str(&b, u);
	must(sb_done(&b, &out));
	return out;
}

static void
put_inputs(struct arena *mem, const struct fact_node *node, enum lang lang, struct html_source *out)
{
	struct html_input *in;
	size_t n = 0;

	for (const struct fact_node *x = node->first; x != NULL; x = x->next)
		n++;
	if (n > INPUTS_MAX)
		n = INPUTS_MAX;
	in = arena_array(mem, n + 1, struct html_input);
	const struct fact_node *x = node->first;
	for (size_t i = 0; i < n; i++, x = x->next)
		in[i] = (struct html_input){x->label[lang],
		    exact(mem, x->value, x->unit, x->unit_text, lang)};
	out->input = in;
	out->n_input = n;
}

bool
report_sources(const struct view *v, const struct doc *d, struct html_source **out, size_t *n,
    struct err *e)
{
	const struct report_fact *shown = report_facts_of(d, v->mem, n);
	enum lang lang = d->lang;
	/* Without the database a derivation ends at the ledger's sums, and costs no query. */
	struct facts *fx = facts_new(v->mem, v->model,
	    facts_money_economy(v->mem, v->economy, NULL, v->org), v->ctx);

	*out = arena_array(v->mem, *n + 1, struct html_source);
	for (size_t i = 0; i < *n; i++) {
		struct fact_node *node;
		struct fact f;
		if (!fact_get(fx, shown[i].name, &f, e) ||
		    !fact_explain(fx, shown[i].name, &node, e))
			return false;
		struct html_source *s = &(*out)[i];
		*s = (struct html_source){.fact = shown[i].name,
		    .label = f.label[lang],
		    .value = dec_ok(f.value) ? exact(v->mem, f.value, f.unit, f.unit_text, lang)
		        : f.text.n > 0       ? f.text
		                             : f.missing[lang],
		    .formula = node->formula[lang],
		    .from = f.source[lang]};
		put_inputs(v->mem, node, lang, s);
	}
	return true;
}
