/* What the driftredovisning must show beside the outcome: the adopted budget (LKBR
 * 10:1), the same period last year, and before the year's end a full-year forecast
 * (13:1). */
#include "core/check/check_priv.h"

static bool
any(struct check *c, enum money_kind kind, period span, bool *has, struct err *e)
{
	struct money_query q = {.unit = c->unit, .kind = kind, .span = span};
	int64_t ore;

	*has = false;
	for (size_t i = 0; i < c->m->n_result_line && !*has; i++) {
		const struct result_line *l = &c->m->result_line[i];
		q.line = l->id;
		if (l->kind != LINE_KIND_income && l->kind != LINE_KIND_cost)
			continue;
		if (!facts_money_cell(c->fx, &q, &ore, has, e))
			return false;
		*has = *has && ore != 0;
	}
	return true;
}

bool
rule_result_parts(struct check *c, struct err *e)
{
	static const struct {
		enum money_kind kind;
		int shift;
		bool whole_year, open_only;
		const struct msg *msg;
		const char *file;
	} parts[] = {
	    {MONEY_BUDGET_ADOPTED, 0, true, false, MSG_check_no_budget, "budget"},
	    {MONEY_OUTCOME, -1, false, false, MSG_check_no_last_year, "bokforing"},
	    {MONEY_FORECAST, 0, false, true, MSG_check_no_forecast, "prognos"},
	};
	period so_far = period_ytd(c->p);
	bool has;

	if (c->unit.n == 0 || c->report == NULL)
		return true;
	if (!any(c, MONEY_OUTCOME, so_far, &has, e))
		return false;
	if (!has) /* nothing is booked: there is no result to show */
		return true;
	for (size_t i = 0; i < COUNTOF(parts); i++) {
		period span = parts[i].whole_year ? period_year(c->year)
		                                  : period_shift_years(so_far, parts[i].shift);
		if (parts[i].open_only && c->closed)
			continue;
		if (!any(c, parts[i].kind, span, &has, e))
			return false;
		struct found at = {.sev = check_law(c),
		    .place = str_fmt(c->mem, "resultat/%.*s/%s", STR_ARG(c->unit), parts[i].file)};
		if (!has)
			FOUND(c, &at, parts[i].msg, ARG(period_show(c->mem, span, c->lang)));
	}
	return true;
}
