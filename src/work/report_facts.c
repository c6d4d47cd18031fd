#include "work/report_facts.h"

#include "doc/chart.h"
#include "fmt/csv.h"
#include "fmt/json.h"

#include <stdlib.h>

static int
by_name(const void *a, const void *b)
{
	return str_cmp(((const struct report_fact *)a)->name,
	    ((const struct report_fact *)b)->name);
}

struct list {
	struct arena *mem;
	struct map seen;
	struct report_fact *v;
	size_t n, room;
};

static void
gather(struct list *l, const struct doc_node *root)
{
	for (const struct doc_node *x = root; x != NULL; x = doc_next(x, root)) {
		if (x->kind == DOC_CHART) {
			struct doc *t = doc_new(l->mem, LANG_SV);
			gather(l, chart_table(t, t->root, x->chart));
		}
		if (x->kind != DOC_FACT || x->fact.n == 0 ||
		    map_add(&l->seen, x->fact, l->n) != MAP_NONE)
			continue;
		arena_grow(l->mem, l->v, l->n, l->room);
		l->v[l->n++] = (struct report_fact){x->fact, x->text};
	}
}

struct report_fact *
report_facts_of(const struct doc *d, struct arena *mem, size_t *n)
{
	struct list l = {.mem = mem};

	map_init(&l.seen, mem, 1);
	gather(&l, d->root);
	if (l.n > 0)
		qsort(l.v, l.n, sizeof *l.v, by_name);
	*n = l.n;
	return l.v;
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
	struct report_fact *item = report_facts_of(d, v->mem, &n);
	struct json j;

	json_init(&j, b, true);
	json_object(&j);
	json_key(&j, STR("report"));
	json_str(&j, d->id);
	json_key(&j, STR("title"));
	json_str(&j, d->title);
	json_key(&j, STR("organisation"));
	json_str(&j, d->organisation);
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
		    {"from", date_str(v->mem, f.period.from)},
		    {"to", date_str(v->mem, f.period.to)}, {"shown", item[i].shown},
		    {"source", f.source[d->lang]}};
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

/* The columns of the CSV, for its header and for what describes it. */
static const struct column {
	const char *name, *title[LANG__COUNT];
	const char *type;
	const char *about[LANG__COUNT];
} columns[] = {
    {"name", {"namn", "name"}, "string",
        {"Uppgiftens namn: sökväg och dimensioner", "The figure's name: path and dimensions"}},
    {"label", {"uppgift", "label"}, "string", {"Vad uppgiften heter", "What it is called"}},
    {"value", {"värde", "value"}, "decimal",
        {"Exakt värde i enheten; tomt för det som inte är ett tal",
            "Exact value in the unit; empty for what is no number"}},
    {"unit", {"enhet", "unit"}, "string", {"Värdets enhet", "Unit of the value"}},
    {"period", {"period", "period"}, "string",
        {"2025-12-31, 2025-12, 2025-T3, 2025 eller 2025-01..2025-08",
            "2025-12-31, 2025-12, 2025-T3, 2025 or 2025-01..2025-08"}},
    {"from", {"från", "from"}, "date", {"Periodens första dag", "First day of the period"}},
    {"to", {"till", "to"}, "date", {"Periodens sista dag", "Last day of the period"}},
    {"printed", {"tryckt", "printed"}, "string",
        {"Som rapporten trycker det", "As the report prints it"}},
    {"source", {"källa", "source"}, "string", {"Varifrån uppgiften kommer", "Where it comes from"}},
};

bool
report_facts_csv(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	size_t n;
	struct report_fact *item = report_facts_of(d, v->mem, &n);
	struct csv_out c;

	csv_out_init(&c, b, ';', true);
	for (size_t k = 0; k < COUNTOF(columns); k++)
		csv_put_str(&c, str_of(columns[k].title[d->lang]));
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
			csv_put_str(&c, STR(""));
		csv_put_str(&c, unit_text(&f, d->lang));
		csv_put_str(&c, period_str(v->mem, f.period));
		csv_put_str(&c, date_str(v->mem, f.period.from));
		csv_put_str(&c, date_str(v->mem, f.period.to));
		csv_put_str(&c, item[i].shown);
		csv_put_str(&c, f.source[d->lang]);
		csv_put_end(&c);
	}
	return true;
}

static void
pair(struct json *j, const char *key, str value)
{
	json_key(j, str_of(key));
	json_str(j, value);
}

static void
put_column(struct json *j, const struct column *c, enum lang lang)
{
	json_object(j);
	pair(j, "name", str_of(c->name));
	pair(j, "titles", str_of(c->title[lang]));
	pair(j, "dc:description", str_of(c->about[lang]));
	json_key(j, STR("datatype"));
	if (str_eq(str_of(c->type), STR("decimal"))) {
		json_object(j);
		pair(j, "base", STR("decimal"));
		json_key(j, STR("format"));
		json_object(j);
		pair(j, "decimalChar", STR(","));
		json_end(j);
		json_end(j);
	} else {
		json_str(j, str_of(c->type));
	}
	if (c == columns) {
		json_key(j, STR("required"));
		json_bool(j, true);
	}
	json_end(j);
}

/* The separator and the line ends that csv_out writes. */
static void
put_dialect(struct json *j)
{
	json_key(j, STR("dialect"));
	json_object(j);
	pair(j, "encoding", STR("utf-8"));
	pair(j, "delimiter", STR(";"));
	json_key(j, STR("header"));
	json_bool(j, true);
	json_end(j);
}

bool
report_facts_csvw(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	struct json j;

	(void)e;
	json_init(&j, b, true);
	json_object(&j);
	json_key(&j, STR("@context"));
	json_array(&j);
	json_str(&j, STR("http://www.w3.org/ns/csvw"));
	json_object(&j);
	pair(&j, "@language", d->lang == LANG_SV ? STR("sv") : STR("en"));
	json_end(&j);
	json_end(&j);
	pair(&j, "url", str_fmt(v->mem, "%.*s.csv", STR_ARG(d->id)));
	pair(&j, "dc:title", d->title);
	pair(&j, "dc:creator", d->author);
	pair(&j, "dc:publisher", d->organisation);
	if (date_ok(d->dated))
		pair(&j, "dc:issued", date_str(v->mem, d->dated));
	put_dialect(&j);
	json_key(&j, STR("tableSchema"));
	json_object(&j);
	json_key(&j, STR("columns"));
	json_array(&j);
	for (size_t k = 0; k < COUNTOF(columns); k++)
		put_column(&j, &columns[k], d->lang);
	json_end(&j);
	pair(&j, "primaryKey", STR("name"));
	pair(&j, "aboutUrl", STR("urn:tertial:fact:{name}"));
	json_end(&j);
	json_end(&j);
	sb_chr(b, '\n');
	return true;
}
