#include "work/forecast.h"

#include "work/import_priv.h"
#include "work/messages.h"

period
forecast_period(period p)
{
	return p.to.m % 4 == 0 ? period_tertial(p.to.y, p.to.m / 4) : period_month(p.to.y, p.to.m);
}

/* One row of the proposal into the batch, unless it is stored already. */
static bool
save_row(struct batch *b, const struct model *m, const struct forecast_row *p,
    const struct forecast_save_ask *ask, struct arena *mem, struct forecast_saved *out,
    struct err *e)
{
	struct forecast row = {.period = out->period,
	    .unit = p->unit,
	    .line = p->line,
	    .amount = p->value.ore,
	    .by = str_fmt(mem, "%.*s (%s)", STR_ARG(ask->by), forecast_method_id[p->method])};
	const struct forecast *old = model_find(m, KIND_forecast,
	    row_key(mem, KIND_forecast, &row));

	if (old != NULL && old->amount == row.amount && str_eq(old->by, row.by)) {
		out->n_same++;
		return true;
	}
	out->n_added += old == NULL;
	out->n_changed += old != NULL;
	return batch_change(b, KIND_forecast, old, &row, STR("forecast"), e);
}

static bool
save(struct db *db, int64_t org, const struct forecast_save_ask *ask, struct arena *mem,
    struct forecast_saved *out, struct err *e)
{
	struct import_report r = {0};
	struct forecast_row *row;
	enum forecast_method best = ask->method;
	struct batch *b;
	struct view v;
	size_t n;

	if (!view_load(db, org, mem, STR(""), ask->period, &v, e))
		return false;
	str unit = ask->unit.n > 0 ? ask->unit : view_unit(&v);
	if (!ask->has_method && !forecast_best(v.economy, unit, ask->period.to.m, &best, e))
		return false;
	if (!forecast_rows(v.economy, unit, ask->period.to.y, ask->period.to.m, best, mem, &row, &n,
	        e) ||
	    !batch_open(db, org, STR("forecast"),
	        str_fmt(mem, "%.*s %.*s", STR_ARG(period_str(mem, out->period)), STR_ARG(unit)),
	        ask->by, ask->now_us, mem, &b, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		out->n_other += row[i].method != best;
		if (!save_row(b, v.model, &row[i], ask, mem, out, e))
			return false;
	}
	r.n_added = out->n_added;
	r.n_changed = out->n_changed;
	return batch_close(b, &r, e);
}

bool
forecast_save(struct db *db, int64_t org, const struct forecast_save_ask *ask, struct arena *mem,
    struct forecast_saved *out, struct err *e)
{
	*out = (struct forecast_saved){.period = forecast_period(ask->period)};
	if (ask->by.n == 0)
		return fail(e, RC_USAGE, MSG_work_unsigned);
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (!save(db, org, ask, mem, out, e) || out->n_added + out->n_changed == 0) {
		bool ok = e->rc == RC_OK;
		db_rollback(db); /* nothing new is no batch */
		return ok;
	}
	return db_commit(db, e);
}
