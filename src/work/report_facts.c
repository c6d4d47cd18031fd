#include "work/report_facts.h"

#include "fmt/csv.h"
#include "fmt/json.h"

#include <stdlib.h>

struct item {
	str name, shown;
};

static int
by_name(const void *a, const void *b)
{
	return str_cmp(((const struct item *)a)->name, ((const struct item *)b)->name);
}

/* The facts that the tree prints, each once, by name. */
static struct item *
printed(const struct view *v, const struct doc *d, size_t *n_out)
{
	struct map seen;
	struct item *item = NULL;
	size_t n = 0, room = 0;

	map_init(&seen, v->mem, 1);
	for (const struct doc_node *x = d->root; x != NULL; x = doc_next(x, d->root)) {
		if (x->kind != DOC_FACT || x->fact.n == 0 || map_add(&seen, x->fact, n) != MAP_NONE)
			continue;
		arena_grow(v->mem, item, n, room);
		item[n++] = (struct item){x->fact, x->text};
	}
	if (n > 0)
		qsort(item, n, sizeof *item, by_name);
	*n_out = n;
	return item;
}

static str
unit_text(const struct fact *f, enum lang lang)
{
	static const char *const text[][LANG__COUNT] = {[FACT_NONE] = {"", ""},
	    [FACT_KR] = {"kr", "SEK"},
	    [FACT_PERCENT] = {"%", "%"},
	    [FACT_POINTS] = {"procentenheter", "percentage points"},
	    [FACT_COUNT] = {"antal", "count"},
	    [FACT_HOURS] = {"timmar", "hours"},
	    [FACT_INDEX] = {"index", "index"},
	    [FACT_OTHER] = {"", ""}};

	return f->unit_text.n > 0 ? f->unit_text : str_of(text[f->unit][lang]);
}

bool
report_facts_json(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	size_t n;
	struct item *item = printed(v, d, &n);
	struct json j;

	json_init(&j, b, true);
	json_object(&j);
	json_key(&j, STR("report"));
	json_str(&j, d->id);
	json_key(&j, STR("title"));
	json_str(&j, d->title);
	json_key(&j, STR("facts"));
	json_array(&j);
	for (size_t i = 0; i < n; i++) {
		struct fact f;
		if (!fact_get(v->facts, item[i].name, &f, e))
			return false;
		const struct {
			const char *key;
			str value;
		} text[] = {{"name", f.name}, {"label", f.label[d->lang]},
		    {"unit", unit_text(&f, d->lang)}, {"period", period_str(v->mem, f.period)},
		    {"shown", item[i].shown}, {"source", f.source[d->lang]}};
		json_object(&j);
		for (size_t k = 0; k < COUNTOF(text); k++) {
			json_key(&j, str_of(text[k].key));
			json_str(&j, text[k].value);
		}
		json_key(&j, STR("value"));
		json_dec(&j, f.value);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	sb_chr(b, '\n');
	return true;
}

bool
report_facts_csv(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	static const char *const head[LANG__COUNT][7] = {
	    {"namn", "uppgift", "värde", "enhet", "period", "tryckt", "källa"},
	    {"name", "label", "value", "unit", "period", "printed", "source"}};
	size_t n;
	struct item *item = printed(v, d, &n);
	struct csv_out c;

	csv_out_init(&c, b, ';', true);
	for (size_t k = 0; k < 7; k++)
		csv_put_str(&c, str_of(head[d->lang][k]));
	csv_put_end(&c);
	for (size_t i = 0; i < n; i++) {
		struct fact f;
		if (!fact_get(v->facts, item[i].name, &f, e))
			return false;
		csv_put_str(&c, f.name);
		csv_put_str(&c, f.label[d->lang]);
		if (dec_ok(f.value))
			csv_put_dec(&c, dec_trim(f.value), ',');
		else
			csv_put_str(&c, f.text);
		csv_put_str(&c, unit_text(&f, d->lang));
		csv_put_str(&c, period_str(v->mem, f.period));
		csv_put_str(&c, item[i].shown);
		csv_put_str(&c, f.source[d->lang]);
		csv_put_end(&c);
	}
	return true;
}
