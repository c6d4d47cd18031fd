#include "work/budget.h"

#include "work/import_priv.h"
#include "work/messages.h"

/* Is the line of a spread already by month somewhere in the year? */
static bool
has_months(const struct model *m, const struct budget *whole)
{
	for (size_t i = 0; i < m->n_budget; i++) {
		const struct budget *b = &m->budget[i];
		if (b->year == whole->year && b->version == whole->version && b->month != 0 &&
		    str_eq(b->unit, whole->unit) && str_eq(b->line, whole->line))
			return true;
	}
	return false;
}

static bool
write_one(struct batch *b, const struct model *m, const struct budget_spread *s,
    struct import_report *r, struct err *e)
{
	int64_t sum = 0;

	if (has_months(m, s->whole))
		return fail(e, RC_CONFLICT, MSG_budget_has_months, ARG(s->whole->unit),
		    ARG(s->whole->line), ARG(s->whole->year));
	for (int k = 0; k < 12; k++) {
		struct budget row = *s->whole;
		row.month = k + 1;
		row.amount = s->part[k];
		sum += s->part[k];
		if (row.amount == 0)
			continue;
		r->n_added++;
		if (!batch_change(b, KIND_budget, NULL, &row, STR("budget"), e))
			return false;
	}
	must(sum == s->whole->amount); /* (D2) */
	r->n_removed++;
	return batch_change(b, KIND_budget, s->whole, NULL, STR("budget"), e);
}

static bool
write_all(struct db *db, int64_t org, const struct distribute_ask *ask, struct arena *mem,
    struct budget_spread **out, size_t *n, struct err *e)
{
	struct import_report r = {0};
	struct batch *b;
	struct view v;

	if (!view_load(db, org, mem, STR(""), period_year(ask->year), &v, e) ||
	    !budget_distribute(v.economy, ask->year, ask->unit.n > 0 ? ask->unit : view_unit(&v),
	        ask->how, ask->weight, mem, out, n, e))
		return false;
	if (*n == 0 || ask->dry_run)
		return true;
	if (!batch_open(db, org, STR("budget"),
	        str_fmt(mem, "%d %s", ask->year, budget_profile_id[ask->how]), ask->by, ask->now_us,
	        mem, &b, e))
		return false;
	for (size_t i = 0; i < *n; i++)
		if (!write_one(b, v.model, &(*out)[i], &r, e))
			return false;
	return batch_close(b, &r, e);
}

bool
budget_write_months(struct db *db, int64_t org, const struct distribute_ask *ask, struct arena *mem,
    struct budget_spread **out, size_t *n, struct err *e)
{
	*n = 0;
	if (ask->by.n == 0 && !ask->dry_run)
		return fail(e, RC_USAGE, MSG_work_unsigned);
	if (!db_begin(db, DB_WRITE, e))
		return false;
	if (!write_all(db, org, ask, mem, out, n, e) || ask->dry_run || *n == 0) {
		bool ok = e->rc == RC_OK;
		db_rollback(db);
		return ok;
	}
	return db_commit(db, e); /* (D1) */
}
