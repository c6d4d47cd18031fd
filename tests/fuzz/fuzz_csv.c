/* Any bytes as CSV: every field is UTF-8, and what is written is read back; and as a
 * table of lines or a budget. */
#include "fmt/csv.h"
#include "intake_any.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
write_back(struct arena *mem, const struct csv *c)
{
	struct csv_opts o = {.file = STR("x"), .sep = ';', .set = CHARSET_UTF8};
	struct csv again;
	struct csv_out w;
	struct diag d;
	struct err e = {0};
	struct sb b;
	str text;

	diag_init(&d, mem, 10);
	sb_init(&b, mem, (size_t)16 << 20);
	csv_out_init(&w, &b, ';', false);
	for (size_t i = 0; i < c->n; i++) {
		/* A mark in front, so that no row is one empty field. */
		csv_put_str(&w, STR("row"));
		for (size_t k = 0; k < c->row[i].n; k++)
			csv_put_str(&w, c->row[i].v[k].text);
		csv_put_end(&w);
	}
	must(sb_done(&b, &text));
	must(csv_read(mem, text, &o, &again, &d, &e));
	must(again.n == c->n);
	for (size_t i = 0; i < c->n; i++) {
		must(again.row[i].n == c->row[i].n + 1);
		for (size_t k = 0; k < c->row[i].n; k++)
			must(str_eq(again.row[i].v[k + 1].text, c->row[i].v[k].text));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct csv_opts o = {.file = STR("x"), .field_max = 1 << 16, .rows_max = 10000};
	struct arena mem;
	struct csv c;
	struct diag d;
	struct err e = {0};

	arena_init(&mem, (size_t)256 << 20);
	diag_init(&d, &mem, 10);
	if (csv_read(&mem, (str){(const char *)data, n}, &o, &c, &d, &e)) {
		for (size_t i = 0; i < c.n; i++)
			for (size_t k = 0; k < c.row[i].n; k++)
				must(utf8_ok(c.row[i].v[k].text)); /* (CSV1) */
		write_back(&mem, &c);
	} else {
		must(e.rc != RC_OK);
	}
	arena_end(&mem);
	intake_any((str){(const char *)data, n});
	return 0;
}
