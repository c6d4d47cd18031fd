/* From a cell of the result table to accounts, units, counterparties and lines. */
#include "core/economy/drill.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>
#include <string.h>

/* A place, resolved. */
struct spot {
	const struct economy *ec;
	const struct econ_year *year, *last; /* last: NULL when it is not loaded */
	uint32_t unit, row, account;         /* row NO_INDEX: the net; account 0: all */
	int month_from, month_to;
	bool *in; /* units of the subtree */
};

static bool
spot_of(const struct economy *ec, const struct drill_place *at, struct arena *mem, struct spot *out,
    struct err *e)
{
	int from, to;

	*out = (struct spot){.ec = ec,
	    .unit = economy_unit(ec, at->unit),
	    .row = at->line.n == 0 ? NO_INDEX : economy_line(ec, at->line)};
	if (out->unit == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(at->unit));
	if (out->row == NO_INDEX && at->line.n > 0)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_line, ARG(at->line));
	if (at->account.n > 0 && (out->account = ledger_account_find(ec->dict, at->account)) == 0)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_account, ARG(at->account));
	if (!months_of(at->period, &from, &to, e))
		return false;
	out->year = economy_year(ec, to / 12);
	out->last = economy_year(ec, to / 12 - 1);
	if (out->year == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(to / 12));
	out->month_to = to % 12 + 1;
	out->month_from = at->month ? out->month_to : 1;
	out->in = subtree_at(ec->m, out->unit, at->period.to, mem);
	return true;
}

static bool
in_spot(const struct spot *s, const struct econ_year *y, uint32_t account, uint32_t unit_object,
    const uint32_t *object, size_t n)
{
	if (account >= s->ec->dict->n_account || unit_object >= s->ec->dict->n_object)
		return false;
	uint32_t unit = s->ec->unit_of[unit_object];
	if (unit == NO_INDEX || !s->in[unit] || (s->account != 0 && account != s->account))
		return false;
	uint32_t line = line_of_objects(s->ec, y, account, unit_object, object, n);
	return line != NO_INDEX && line_in(s->ec, s->row, line);
}

/* Sums of the spot by something, this year and the last. */
struct tally {
	const struct spot *s;
	const struct econ_year *y;
	bool last;
	int64_t (*sum)[2]; /* [0] this year, [1] the last */
	bool *any;
	uint32_t (*key)(const struct spot *s, uint32_t account, uint32_t unit_object);
	bool bad;
};

static void
tally_block(void *arg, const struct ledger_block *b)
{
	struct tally *t = arg;
	int month = b->period > 12 ? 12 : b->period;

	if (month < t->s->month_from || month > t->s->month_to)
		return;
	for (size_t i = 0; i < b->n; i++) {
		const struct ledger_combo *c = &t->s->ec->dict->combo[b->combo[i]];
		if (!in_spot(t->s, t->y, b->account[i], b->unit, c->object, c->n))
			continue;
		uint32_t k = t->key(t->s, b->account[i], b->unit);
		int64_t *to = &t->sum[k][t->last];
		t->any[k] = true;
		t->bad |= __builtin_sub_overflow(*to, b->ore[i], to);
	}
}

static bool
tally(struct tally *t, struct db *db, int64_t org, struct err *e)
{
	const struct spot *s = t->s;
	const struct ledger_fold fold = {tally_block, t};

	t->y = s->year;
	if (!ledger_cube_calendar(db, org, t->y->year, s->ec->dict, &fold, e))
		return false;
	t->y = s->last;
	t->last = true;
	if (t->y != NULL && !ledger_cube_calendar(db, org, t->y->year, s->ec->dict, &fold, e))
		return false;
	return !t->bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

static uint64_t
size_of(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

static uint32_t
by_account(const struct spot *s, uint32_t account, uint32_t unit_object)
{
	(void)s;
	(void)unit_object;
	return account;
}

static int
account_cmp(const void *pa, const void *pb)
{
	const struct drill_account *a = pa, *b = pb;

	if (size_of(a->ore) != size_of(b->ore))
		return size_of(a->ore) < size_of(b->ore) ? 1 : -1;
	return str_cmp(a->no, b->no);
}

bool
drill_accounts(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    struct arena *mem, struct drill_account **out, size_t *n, struct err *e)
{
	size_t n_key = ec->dict->n_account;
	struct spot s;
	struct tally t = {.s = &s,
	    .key = by_account,
	    .sum = (int64_t(*)[2])arena_alloc(mem, n_key, sizeof *t.sum),
	    .any = arena_array(mem, n_key, bool)};

	if (!spot_of(ec, at, mem, &s, e) || !tally(&t, db, org, e))
		return false;
	*out = arena_array(mem, n_key, struct drill_account);
	*n = 0;
	for (size_t a = 0; a < n_key; a++)
		if (t.any[a])
			(*out)[(*n)++] = (struct drill_account){ec->dict->account[a].no,
			    ec->dict->account[a].name, t.sum[a][0], t.sum[a][1]};
	qsort(*out, *n, sizeof **out, account_cmp);
	return true;
}

/* The child of the spot's unit that a unit lies under; the unit itself when it is
 * the spot's. */
static uint32_t
by_unit(const struct spot *s, uint32_t account, uint32_t unit_object)
{
	uint32_t unit = s->ec->unit_of[unit_object];
	date day = {(int16_t)s->year->year, (int8_t)s->month_to,
	    (int8_t)date_month_days(s->year->year, s->month_to)};

	(void)account;
	for (size_t step = 0; unit != s->unit && step <= s->ec->m->n_unit; step++) {
		uint32_t parent = unit_parent_at(s->ec->m, unit, day);
		if (parent == s->unit || parent == NO_INDEX)
			break;
		unit = parent;
	}
	return unit;
}

/* The budget of one unit: its subtree, or of the spot's own unit itself alone. */
static bool
unit_budget(const struct spot *s, uint32_t unit, date day, struct arena *mem, struct amount *out,
    struct err *e)
{
	bool *in = subtree_at(s->ec->m, unit, day, mem);

	if (unit == s->unit) {
		memset(in, 0, s->ec->m->n_unit * sizeof *in);
		in[unit] = true;
	}
	*out = (struct amount){.reason = "no_budget"};
	for (int v = 0; v < BUDGET_VERSION__COUNT; v++) {
		struct line_sums sums;
		struct amount part;
		if (!line_sums(s->ec, &s->year->budget[v], in, mem, &sums, e) ||
		    !row_sum(s->ec, &sums, s->row, s->month_from, s->month_to, &part, e) ||
		    !amount_add(*out, part, 1, "no_budget", out, e))
			return false;
	}
	return true;
}

bool
drill_units(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    struct arena *mem, struct drill_unit **out, size_t *n, struct err *e)
{
	size_t n_key = ec->m->n_unit + 1;
	struct spot s;
	struct tally t = {.s = &s,
	    .key = by_unit,
	    .sum = (int64_t(*)[2])arena_alloc(mem, n_key, sizeof *t.sum),
	    .any = arena_array(mem, n_key, bool)};

	if (!spot_of(ec, at, mem, &s, e) || !tally(&t, db, org, e))
		return false;
	*out = arena_array(mem, n_key, struct drill_unit);
	*n = 0;
	for (uint32_t u = 0; u < ec->m->n_unit; u++) {
		struct amount budget = {0};
		bool child = unit_parent_at(ec->m, u, at->period.to) == s.unit || u == s.unit;
		if (child && at->account.n == 0 &&
		    !unit_budget(&s, u, at->period.to, mem, &budget, e))
			return false;
		if (!t.any[u] && !budget.ok)
			continue;
		(*out)[(*n)++] = (struct drill_unit){.id = ec->m->unit[u].id,
		    .name = ec->m->unit[u].name,
		    .ore = t.sum[u][0],
		    .last_year_ore = t.sum[u][1],
		    .budget_ore = budget.ore,
		    .has_budget = budget.ok};
	}
	return true;
}

static bool
keep_line(void *arg, uint32_t account, uint32_t unit, const uint32_t *object, size_t n)
{
	const struct spot *s = arg;

	return in_spot(s, s->year, account, unit, object, n);
}

void
economy_unit_objects(const struct economy *ec, str unit, date day, struct arena *mem,
    const uint32_t **out, size_t *n)
{
	uint32_t u = economy_unit(ec, unit);
	uint32_t *v = arena_array(mem, ec->dict->n_object + 1, uint32_t);

	*out = v;
	*n = 0;
	if (u == NO_INDEX)
		return;
	const bool *in = subtree_at(ec->m, u, day, mem);
	for (uint32_t o = 1; o < ec->dict->n_object; o++)
		if (ec->unit_of[o] != NO_INDEX && in[ec->unit_of[o]])
			v[(*n)++] = o;
}

/* The ledger's question for a spot: all its units; accounts only where one is
 * named, the rest is decided line by line. */
static struct ledger_query
query_of(struct spot *s, struct arena *mem)
{
	struct ledger_query q = {.year = s->year->year,
	    .calendar = true,
	    .period_from = s->month_from,
	    .period_to = s->month_to == 12 ? LEDGER_PERIODS : s->month_to,
	    .keep = keep_line,
	    .keep_arg = s};
	uint32_t *unit = arena_array(mem, s->ec->dict->n_object + 1, uint32_t);

	for (uint32_t o = 1; o < s->ec->dict->n_object; o++)
		if (s->ec->unit_of[o] != NO_INDEX && s->in[s->ec->unit_of[o]])
			unit[q.n_unit++] = o;
	if (q.n_unit == 0)
		unit[q.n_unit++] = UINT32_MAX; /* no unit has lines: find none, not all */
	q.unit = unit;
	if (s->account != 0) {
		q.account = &s->account;
		q.n_account = 1;
	}
	return q;
}

bool
drill_lines(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    size_t skip, size_t max, struct arena *mem, struct ledger_hits *out, struct err *e)
{
	struct spot s;

	if (!spot_of(ec, at, mem, &s, e))
		return false;
	struct ledger_query q = query_of(&s, mem);
	q.skip = skip;
	q.max = max;
	return ledger_lines(db, org, ec->dict, &q, mem, out, e);
}

bool
drill_shares(const struct economy *ec, struct db *db, int64_t org, const struct drill_place *at,
    int dim, size_t max, struct arena *mem, struct drill_share **out, size_t *n, struct err *e)
{
	struct spot s;
	struct ledger_share *share;

	if (!spot_of(ec, at, mem, &s, e))
		return false;
	struct ledger_query q = query_of(&s, mem);
	if (!ledger_shares(db, org, ec->dict, &q, dim, mem, &share, n, e))
		return false;
	*n = *n < max ? *n : max;
	*out = arena_array(mem, *n + 1, struct drill_share);
	for (size_t i = 0; i < *n; i++) {
		const struct ledger_object *o = &ec->dict->object[share[i].object];
		int64_t ore;
		if (__builtin_sub_overflow((int64_t)0, share[i].ore, &ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
		(*out)[i] = (struct drill_share){o->no, o->name, ore, share[i].lines};
	}
	return true;
}
