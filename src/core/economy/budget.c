#include "core/economy/budget.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

const char *const budget_profile_id[BUDGET_PROFILE__COUNT] = {
    [PROFILE_TWELFTHS] = "twelfths",
    [PROFILE_LAST_YEAR] = "last-year",
    [PROFILE_EXPLICIT] = "explicit",
};

/* ---- over the months ---- */

bool
budget_split(int64_t ore, const int64_t weight[12], int64_t part[12])
{
	i128 all = 0, sum = 0;
	int64_t before = 0;
	bool plus = false, minus = false;

	for (int m = 0; m < 12; m++) {
		all += weight[m];
		plus |= weight[m] > 0;
		minus |= weight[m] < 0;
	}
	if (plus == minus)
		return false;
	/* |weight| sums to less than 2^67: halve until the product fits 128 bits. */
	int shift = 0;
	while ((all < 0 ? -all : all) >> shift > INT64_MAX)
		shift++;
	for (int m = 0; m < 12; m++) {
		sum += weight[m];
		int64_t upto = m == 11 ? ore
		                       : (int64_t)((i128)ore * (sum >> shift) / (all >> shift));
		part[m] = upto - before;
		before = upto;
	}
	return true;
}

static bool
subtree_of(const struct economy *ec, int year, str unit, struct arena *mem, bool **in,
    uint32_t *top, struct err *e)
{
	*top = economy_unit(ec, unit);
	if (*top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (economy_year(ec, year) == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(year));
	*in = subtree_at(ec->m, *top, (date){(int16_t)year, 12, 31}, mem);
	return true;
}

/* The outcome of a unit and line, month by month, of the year before. */
static bool
last_year(const struct economy *ec, int year, uint32_t unit, uint32_t line, int64_t weight[12])
{
	const struct econ_year *y = economy_year(ec, year - 1);
	size_t n_line = ec->m->n_result_line;

	for (size_t m = 0; m < 12; m++)
		weight[m] = y == NULL ? 0
		                      : y->actual.ore[(m * ec->m->n_unit + unit) * n_line + line];
	return y != NULL;
}

bool
budget_distribute(const struct economy *ec, int year, str unit, enum budget_profile how,
    const int64_t weight[12], struct arena *mem, struct budget_spread **out, size_t *n,
    struct err *e)
{
	static const int64_t even[12] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
	const struct model *m = ec->m;
	uint32_t top;
	bool *in;

	*n = 0;
	if (!subtree_of(ec, year, unit, mem, &in, &top, e))
		return false;
	*out = arena_array(mem, m->n_budget + 1, struct budget_spread);
	for (size_t i = 0; i < m->n_budget; i++) {
		const struct budget *b = &m->budget[i];
		uint32_t u = economy_unit(ec, b->unit), l = economy_line(ec, b->line);
		int64_t before[12];
		if (b->year != year || b->month != 0 || b->version != BUDGET_VERSION_adopted ||
		    u == NO_INDEX || l == NO_INDEX || !in[u])
			continue;
		struct budget_spread *s = &(*out)[(*n)++];
		*s = (struct budget_spread){.whole = b};
		if (how == PROFILE_LAST_YEAR && last_year(ec, year, u, l, before) &&
		    budget_split(b->amount, before, s->part))
			continue;
		s->fell_back = how == PROFILE_LAST_YEAR;
		if (!budget_split(b->amount, how == PROFILE_EXPLICIT ? weight : even, s->part))
			return fail(e, RC_INVALID, MSG_economy_no_shares);
	}
	return true;
}

/* ---- from adopted to revised ---- */

struct chain {
	const struct economy *ec;
	const struct econ_year *y;
	struct budget_chain *out;
	struct arena *mem;
	size_t room;
	int64_t *unlogged; /* [unit * lines + line] */
};

/* The year of one version on a unit itself: a line, or with NO_INDEX all of them. */
static bool
own_year(const struct economy *ec, const struct month_sums *s, uint32_t unit, uint32_t row,
    struct amount *out, struct err *e)
{
	size_t n = ec->m->n_result_line, n_month = ec->m->n_unit * n;
	bool bad = false;

	*out = (struct amount){.reason = "no_budget"};
	for (uint32_t l = 0; l < n; l++) {
		if (s->has[unit * n + l] == 0 || !line_in(ec, row, l))
			continue;
		out->ok = true;
		for (size_t m = 0; m < 12; m++)
			bad |= __builtin_add_overflow(out->ore, s->ore[m * n_month + unit * n + l],
			    &out->ore);
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

static bool
count_unlogged(struct chain *c, struct err *e)
{
	const struct model *m = c->ec->m;
	bool bad = false;

	for (size_t i = 0; i < m->n_budget; i++) {
		const struct budget *b = &m->budget[i];
		uint32_t u = economy_unit(c->ec, b->unit), l = economy_line(c->ec, b->line);
		if (b->year != c->y->year || b->version == BUDGET_VERSION_adopted ||
		    u == NO_INDEX || l == NO_INDEX)
			continue;
		int64_t *to = &c->unlogged[u * m->n_result_line + l];
		bad |= __builtin_add_overflow(*to, b->amount, to);
	}
	return !bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

static bool
sum_row(struct budget_row *r, struct err *e)
{
	return amount_add(r->adopted, r->council, 1, "no_budget", &r->revised, e) &&
	    amount_add(r->revised, r->transfer, 1, "no_budget", &r->revised, e);
}

static bool
add_row(struct chain *c, uint32_t unit, uint32_t line, struct err *e)
{
	const struct model *m = c->ec->m;
	struct budget_row r = {.unit = m->unit[unit].id,
	    .unit_name = m->unit[unit].name,
	    .line = line == NO_INDEX ? STR("") : m->result_line[line].id,
	    .line_name = line == NO_INDEX ? STR("") : m->result_line[line].name,
	    .level = line == NO_INDEX ? 1 : 2};

	if (!own_year(c->ec, &c->y->budget[BUDGET_VERSION_adopted], unit, line, &r.adopted, e) ||
	    !own_year(c->ec, &c->y->budget[BUDGET_VERSION_council], unit, line, &r.council, e) ||
	    !own_year(c->ec, &c->y->budget[BUDGET_VERSION_transfer], unit, line, &r.transfer, e) ||
	    !sum_row(&r, e))
		return false;
	if (!r.revised.ok)
		return true;
	for (uint32_t l = 0; l < m->n_result_line; l++)
		if ((line == NO_INDEX || l == line) &&
		    __builtin_add_overflow(r.unlogged_ore, c->unlogged[unit * m->n_result_line + l],
		        &r.unlogged_ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
	c->out->has_unlogged |= line != NO_INDEX && r.unlogged_ore != 0;
	arena_grow(c->mem, c->out->row, c->out->n_row, c->room);
	c->out->row[c->out->n_row++] = r;
	return true;
}

static bool
add_total(struct chain *c, struct err *e)
{
	struct budget_row t = {.unit = c->out->unit, .unit_name = c->out->unit_name};

	for (size_t i = 0; i < c->out->n_row; i++) {
		const struct budget_row *r = &c->out->row[i];
		if (r->level != 1)
			continue;
		if (__builtin_add_overflow(t.unlogged_ore, r->unlogged_ore, &t.unlogged_ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
		if (!amount_add(t.adopted, r->adopted, 1, "no_budget", &t.adopted, e) ||
		    !amount_add(t.council, r->council, 1, "no_budget", &t.council, e) ||
		    !amount_add(t.transfer, r->transfer, 1, "no_budget", &t.transfer, e))
			return false;
	}
	if (!sum_row(&t, e))
		return false;
	arena_grow(c->mem, c->out->row, c->out->n_row, c->room);
	c->out->row[c->out->n_row++] = t;
	return true;
}

bool
budget_chain(const struct economy *ec, int year, str unit, struct arena *mem,
    struct budget_chain **out, struct err *e)
{
	struct chain c = {.ec = ec, .y = economy_year(ec, year), .mem = mem};
	const struct model *m = ec->m;
	uint32_t top;
	bool *in;

	if (!subtree_of(ec, year, unit, mem, &in, &top, e))
		return false;
	*out = c.out = arena_new(mem, struct budget_chain);
	*c.out = (struct budget_chain){.year = year,
	    .unit = m->unit[top].id,
	    .unit_name = m->unit[top].name};
	c.unlogged = arena_array(mem, m->n_unit * m->n_result_line + 1, int64_t);
	if (!count_unlogged(&c, e))
		return false;
	for (size_t i = 0; i < m->n_unit; i++) {
		uint32_t u = ec->unit_order[i];
		if (!in[u])
			continue;
		if (!add_row(&c, u, NO_INDEX, e))
			return false;
		for (size_t k = 0; k < m->n_result_line; k++) {
			uint32_t l = ec->line_order[k];
			if (line_in(ec, l, l) && !add_row(&c, u, l, e))
				return false;
		}
	}
	return add_total(&c, e);
}

static int
by_day(const void *pa, const void *pb)
{
	const struct budget_change *const *a = pa, *const *b = pb;
	int c = date_cmp((*a)->day, (*b)->day);

	return c != 0 ? c : str_cmp((*a)->id, (*b)->id);
}

bool
budget_log(const struct economy *ec, int year, str unit, struct arena *mem,
    const struct budget_change ***out, size_t *n, struct err *e)
{
	const struct model *m = ec->m;
	uint32_t top;
	bool *in;

	*n = 0;
	if (!subtree_of(ec, year, unit, mem, &in, &top, e))
		return false;
	*out = arena_array(mem, m->n_budget_change + 1, const struct budget_change *);
	for (size_t i = 0; i < m->n_budget_change; i++) {
		const struct budget_change *c = &m->budget_change[i];
		uint32_t from = economy_unit(ec, c->from_unit), to = economy_unit(ec, c->to_unit);
		if (c->year == year &&
		    ((from != NO_INDEX && in[from]) || (to != NO_INDEX && in[to])))
			(*out)[(*n)++] = c;
	}
	if (*n > 0)
		qsort(*out, *n, sizeof **out, by_day);
	return true;
}

enum change_fault
budget_change_fault(const struct budget_change *c)
{
	bool council = c->kind == CHANGE_KIND_council;

	if (c->amount == 0 || c->amount == INT64_MIN || (c->amount < 0 && !council))
		return CHANGE_NO_AMOUNT;
	if (c->month < 0 || c->month > 12)
		return CHANGE_BAD_MONTH;
	if (council && (c->from_unit.n > 0 || c->from_line.n > 0))
		return CHANGE_HAS_FROM;
	if (council)
		return c->decision.n == 0 ? CHANGE_NO_DECISION : CHANGE_FAULT_NONE;
	if (c->from_unit.n == 0 || c->from_line.n == 0)
		return CHANGE_NO_FROM;
	return str_eq(c->from_unit, c->to_unit) && str_eq(c->from_line, c->to_line)
	    ? CHANGE_SAME_PLACE
	    : CHANGE_FAULT_NONE;
}
