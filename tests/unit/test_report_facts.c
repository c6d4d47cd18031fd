/* test_report_facts.c -- a report's figures as data: JSON, CSV and what describes the CSV
 * say the same, column by column, to readers that are not ours. */
#include "fmt/csv.h"
#include "work/report_facts.h"
#include "check.h"
#include "example_view.h"

#include <jansson.h>

static struct arena mem;

static str
made(const struct example *x,
    bool (*write)(const struct view *, const struct doc *, struct sb *, struct err *))
{
	struct err e = {0};
	struct sb b;
	str s = {0};

	sb_init(&b, &mem, 16u << 20);
	check(write(&x->v, x->d, &b, &e) && sb_done(&b, &s));
	return s;
}

static str
text_of(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL ? str_of(s) : STR("");
}

/* A cell as its column's datatype reads it. */
static void
check_cell(str cell, const json_t *column)
{
	json_t *type = json_object_get(column, "datatype");
	date day;
	dec v;

	if (json_is_object(type)) {
		check_str(text_of(type, "base"), "decimal");
		check_str(text_of(json_object_get(type, "format"), "decimalChar"), ",");
		check(cell.n == 0 || dec_parse(cell, ',', &v));
	} else if (strcmp(json_string_value(type), "date") == 0) {
		check(date_parse(cell, &day));
	} else {
		check(strcmp(json_string_value(type), "string") == 0);
	}
	check(!json_is_true(json_object_get(column, "required")) || cell.n > 0);
}

/* A fact of the JSON and a row of the CSV. */
static void
check_same(const json_t *fact, const struct csv_row *row, const json_t *columns)
{
	json_t *column;
	size_t k;

	json_array_foreach(columns, k, column)
	{
		str name = text_of(column, "name");
		str key = str_eq(name, STR("printed")) ? STR("shown") : name;
		dec a, b;
		if (!str_eq(key, STR("value"))) {
			check(str_eq(csv_text(row, k), text_of(fact, str_z(&mem, key))));
			continue;
		}
		const json_t *v = json_object_get(fact, "value");
		check((csv_text(row, k).n == 0) == json_is_null(v));
		if (json_is_null(v) || !dec_parse(csv_text(row, k), ',', &a))
			continue;
		char *number = json_dumps(v, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
		check(number != NULL && dec_parse(str_of(number), '.', &b) &&
		    dec_cmp(dec_rescale(a, 2, DEC_HALF_UP), dec_rescale(b, 2, DEC_HALF_UP)) == 0);
		free(number);
	}
}

int
main(void)
{
	struct example x = {0};
	struct err e = {0};
	struct diag found;
	struct csv csv;
	json_error_t je;

	arena_init(&mem, (size_t)1 << 30);
	check(example_open(&mem, "facts", "2025-T3", &x));
	if (x.d == NULL)
		return check_done();
	str json = made(&x, report_facts_json), meta = made(&x, report_facts_csvw);
	str table = made(&x, report_facts_csv);
	json_t *j = json_loadb(json.p, json.n, JSON_DECODE_ANY, &je);
	json_t *m = json_loadb(meta.p, meta.n, 0, &je);
	check(j != NULL && m != NULL);
	diag_init(&found, &mem, 10);
	str sep = text_of(json_object_get(m, "dialect"), "delimiter");
	check_i64((int64_t)sep.n, 1);
	check(csv_read(&mem, table, &(struct csv_opts){.sep = sep.p[0]}, &csv, &found, &e));
	check_i64((int64_t)found.n, 0);
	check_str(text_of(m, "url"), "rs-2025-t3.csv");
	check_str(json_string_value(json_array_get(json_object_get(m, "@context"), 0)) != NULL
	        ? str_of(json_string_value(json_array_get(json_object_get(m, "@context"), 0)))
	        : STR(""),
	    "http://www.w3.org/ns/csvw");
	json_t *schema = json_object_get(m, "tableSchema"),
	       *columns = json_object_get(schema, "columns");
	json_t *facts = json_object_get(j, "facts");
	check_str(text_of(schema, "primaryKey"), "name");
	check_i64((int64_t)csv.row[0].n, (int64_t)json_array_size(columns));
	check_i64((int64_t)csv.n - 1, (int64_t)json_array_size(facts));
	check(csv.n > 300);
	for (size_t k = 0; k < csv.row[0].n; k++)
		check(str_eq(csv_text(&csv.row[0], k),
		    text_of(json_array_get(columns, k), "titles")));
	for (size_t i = 1; i < csv.n; i++) {
		for (size_t k = 0; k < csv.row[i].n; k++)
			check_cell(csv_text(&csv.row[i], k), json_array_get(columns, k));
		check_same(json_array_get(facts, i - 1), &csv.row[i], columns);
		/* The primary key: sorted, so equal ones would be neighbours. */
		check(
		    i == 1 || str_cmp(csv_text(&csv.row[i - 1], 0), csv_text(&csv.row[i], 0)) < 0);
	}
	/* (T2): every name is the canonical one, so that one figure has one name. */
	size_t n;
	const struct report_fact *told = report_facts_of(x.d, &mem, &n);
	check_i64((int64_t)n, (int64_t)csv.n - 1);
	for (size_t i = 0; i < n; i++) {
		str name = told[i].name, canonical;
		check(fact_canonical(x.v.facts, name, &canonical, &e) && str_eq(name, canonical));
	}
	json_decref(j);
	json_decref(m);
	example_end(&x);
	arena_end(&mem);
	return check_done();
}
