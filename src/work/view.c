#include "work/view.h"

#include "work/messages.h"

#include "batch.sql.h"

/* Where a row was read, by the log of changes: the last import that touched it. */
static bool
place_of(void *ctx, enum kind_id kind, const void *row, struct arena *mem, str *place)
{
	struct view *v = ctx;
	struct change_of_row_row c;
	struct err e = {0};
	enum db_step st;
	bool found = false;
	struct db_run *r = change_of_row(v->db, mem,
	    &(struct change_of_row_in){v->org, str_of(kinds[kind].name), row_key(mem, kind, row)},
	    &e);

	if (r == NULL)
		return false;
	while ((st = change_of_row_next(r, &c, &e)) == DB_ROW)
		if (c.place.n > 0) {
			*place = c.place;
			found = true;
		}
	return found && st == DB_DONE;
}

bool
view_load(struct db *db, int64_t org, struct arena *mem, str body, period p, struct view *out,
    struct err *e)
{
	*out = (struct view){.db = db, .org = org, .mem = mem};
	if (!model_load(db, org, mem, &out->model, e))
		return false;
	if (out->model->n_org == 0)
		return fail(e, RC_NOT_FOUND, MSG_view_empty);
	if (body.n > 0 && find_body(out->model, body) == NULL)
		return fail(e, RC_NOT_FOUND, MSG_view_no_body, ARG(body));
	out->ctx.period = p.kind != PERIOD_NONE ? p : view_default_period(out->model);
	out->ctx.body = body.n > 0 ? body : view_default_body(out->model);
	int year = period_year_of(out->ctx.period);
	if (!economy_load(db, org, out->model, year - 2, year, mem, &out->economy, e))
		return false;
	out->facts = facts_new(mem, out->model, facts_money_economy(mem, out->economy, db, org),
	    out->ctx);
	out->places = (struct fact_places){out, place_of};
	facts_set_places(out->facts, &out->places);
	return true;
}

bool
view_open(struct db *db, int64_t org, struct arena *mem, str body, period p, struct view *out,
    struct err *e)
{
	if (!db_begin(db, DB_READ, e))
		return false;
	if (view_load(db, org, mem, body, p, out, e))
		return true;
	db_rollback(db);
	return false;
}

void
view_end(struct view *v)
{
	db_rollback(v->db); /* nothing was written */
}

str
view_unit(const struct view *v)
{
	const struct body *b = find_body(v->model, v->ctx.body);

	return b != NULL && b->unit.n > 0 ? b->unit : v->ctx.body;
}

period
view_default_period(const struct model *m)
{
	period best = period_year(2000);

	for (size_t i = 0; i < m->n_report; i++)
		if (date_cmp(m->report[i].period.to, best.to) > 0)
			best = m->report[i].period;
	return best;
}

str
view_default_body(const struct model *m)
{
	if (m->n_org > 0 && m->org[0].board.n > 0)
		return m->org[0].board;
	return m->n_report > 0 ? m->report[0].body : m->n_body > 0 ? m->body[0].id : STR("");
}
