/* From bytes to a table: layout, rows, signs, what comes out. */
#include "core/intake/intake_priv.h"

static bool
read_all(struct reading *r)
{
	if (!intake_find_layout(r))
		return false;
	if (r->stop)
		return true;
	if (!intake_read_rows(r))
		return false;
	if (r->d->n_err > 0)
		return true;
	if (!intake_apply_signs(r))
		return false;
	if (r->d->n_err > 0)
		return true;
	return r->ask->told->content == INTAKE_CONTENT_budget ? intake_build_budget(r)
	                                                      : intake_build_ledger(r);
}

bool
intake_read(struct arena *mem, str bytes, const struct intake_ask *ask, struct intake_table *out,
    struct diag *d, struct err *e)
{
	struct reading *r = arena_new(mem, struct reading);
	struct diag own;

	must(ask->told != NULL && ask->m != NULL);
	*out = (struct intake_table){0};
	diag_init(&own, d->mem, d->max);
	*r = (struct reading){.mem = mem,
	    .bytes = bytes,
	    .ask = ask,
	    .t = out,
	    .d = &own, /* other files' faults do not stop this one */
	    .e = e};
	bool ok = read_all(r);
	if (own.n_err > 0) { /* (IN3) */
		out->batch = (struct sie_batch){0};
		out->n_budget = 0;
	}
	diag_append(d, &own);
	return ok;
}

void
intake_template(struct arena *mem, const struct intake_ask *ask, const struct intake_table *t,
    str id, struct intake *out, struct intake_column **col, size_t *n_col)
{
	const struct intake_layout *l = &t->layout;
	char sep = l->sep, point = l->decimal;

	*out = *ask->told;
	out->id = id;
	if (!l->workbook)
		out->separator = sep == '\t' ? STR("tab") : str_dup(mem, (str){&sep, 1});
	else
		out->sheet = l->sheet;
	if (point != 0)
		out->decimal = str_dup(mem, (str){&point, 1});
	out->sign = l->sign;
	*col = arena_array(mem, l->n_col + 1, struct intake_column);
	*n_col = 0;
	for (size_t i = 0; i < l->n_col; i++) {
		const struct intake_layout_col *c = &l->col[i];
		if (c->role != COLUMN_ROLE_skip)
			(*col)[(*n_col)++] = (struct intake_column){.intake = id,
			    .column = c->head,
			    .sort = (int)i + 1,
			    .role = c->role,
			    .dim = c->dim,
			    .month = c->month};
	}
}
