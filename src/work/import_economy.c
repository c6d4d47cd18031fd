/* Checking what changes a budget or an outcome: a change must say where from, where to
 * and by what right. */
#include "core/economy/budget.h"
#include "work/import_priv.h"
#include "work/messages.h"

static struct place
here(const struct staged *s)
{
	return (struct place){s->file, s->line, 0, s->key};
}

/* The lines of a change may be in the same import: a model that has both. */
static const struct result_line *
line_of(const struct import *im, str id)
{
	size_t at = map_find(&im->by_key[KIND_result_line], id);

	return at != MAP_NONE ? im->row[at].row : find_result_line(im->old, id);
}

static bool
is_sum(const struct import *im, str id)
{
	const struct result_line *l = id.n > 0 ? line_of(im, id) : NULL;

	return l != NULL && l->kind != LINE_KIND_income && l->kind != LINE_KIND_cost;
}

static void
check_change(struct import *im, const struct staged *s)
{
	const struct budget_change *c = s->row;
	struct diag *d = im->d;

	switch (budget_change_fault(c)) {
	case CHANGE_NO_AMOUNT:
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_amount, ARG(c->id));
		break;
	case CHANGE_BAD_MONTH:
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_month, ARG(c->id));
		break;
	case CHANGE_HAS_FROM:
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_has_from, ARG(c->id));
		break;
	case CHANGE_NO_DECISION:
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_decision, ARG(c->id));
		break;
	case CHANGE_NO_FROM:
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_no_from, ARG(c->id));
		break;
	case CHANGE_SAME_PLACE:
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_same, ARG(c->id));
		break;
	case CHANGE_FAULT_NONE:
		break;
	}
	if (is_sum(im, c->from_line) || is_sum(im, c->to_line))
		diag_add(d, SEV_ERROR, here(s), MSG_import_change_sum, ARG(c->id));
}

static void
check_adjustment(struct import *im, const struct staged *s)
{
	const struct adjustment *a = s->row;

	if (a->period.kind != PERIOD_NONE && a->period.kind != PERIOD_MONTH)
		diag_add(im->d, SEV_ERROR, here(s), MSG_import_adjustment_month, ARG(a->id));
	else if (a->period.kind == PERIOD_MONTH && date_ok(a->expires) &&
	    date_cmp(a->expires, a->period.to) < 0)
		diag_add(im->d, SEV_ERROR, here(s), MSG_import_adjustment_expired, ARG(a->id));
	if (is_sum(im, a->line))
		diag_add(im->d, SEV_ERROR, here(s), MSG_import_change_sum, ARG(a->id));
}

void
import_check_economy(struct import *im, const struct staged *s)
{
	if (s->kind == KIND_budget_change)
		check_change(im, s);
	else if (s->kind == KIND_adjustment)
		check_adjustment(im, s);
}
