#include "work/table_file.h"

#include "doc/xlsx/xlsx.h"
#include "fmt/csv.h"
#include "work/messages.h"

static void
put_csv(struct csv_out *c, struct arena *mem, const struct doc_node *table)
{
	for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
		for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
			if (cell->has_value && dec_ok(cell->value))
				csv_put_dec(c, dec_trim(cell->value), ',');
			else
				csv_put_str(c, doc_plain(mem, cell));
			for (int i = 1; i < cell->span; i++)
				csv_put_str(c, STR(""));
		}
		csv_put_end(c);
	}
}

static bool
as_csv(struct doc *d, struct sb *b, struct err *e)
{
	struct csv_out c;
	bool first = true;

	(void)e;
	csv_out_init(&c, b, ';', true);
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		if (n->kind != DOC_TABLE)
			continue;
		if (!first)
			csv_put_end(&c);
		first = false;
		put_csv(&c, d->mem, n);
	}
	return true;
}

static bool
as_xlsx(struct doc *d, struct sb *b, struct err *e)
{
	if (!d->finished && !doc_finish(d, e))
		return false;
	xlsx_write(d, b);
	return true;
}

const struct table_format table_formats[] = {
    {"csv", "CSV", "text/csv; charset=utf-8", as_csv},
    {"xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx},
};
const size_t n_table_formats = COUNTOF(table_formats);

struct doc *
table_alone(struct doc *d, str id)
{
	const struct doc_node *n = d->root;

	while (n != NULL && !(n->kind == DOC_TABLE && str_eq(n->id, id)))
		n = doc_next(n, d->root);
	if (n == NULL)
		return NULL;
	struct doc *one = doc_new(d->mem, d->lang);
	struct doc_node *root = one->root;
	*one = *d;
	one->root = root;
	one->finished = false;
	struct doc_node *t = doc_add(one, root, DOC_TABLE);
	*t = *n;
	t->parent = root;
	t->next = NULL;
	for (struct doc_node *row = t->first; row != NULL; row = row->next)
		row->parent = t;
	return one;
}

bool
table_write(const struct table_format *f, struct doc *d, struct sb *b, struct err *e)
{
	if (!f->write(d, b, e))
		return false;
	return !b->full || fail(e, RC_LIMIT, MSG_report_too_large, ARG(d->title));
}
