/* Internal transactions, and the result without them. */
#include "core/economy/consolidate.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

#define DIM_USUAL 20

int
counterparty_dim(const struct economy *ec)
{
	for (size_t i = 0; i < ec->dict->n_dim; i++)
		if (str_has_prefix(ec->dict->dim[i].name, STR("Motpart")) ||
		    str_has_prefix(ec->dict->dim[i].name, STR("motpart")))
			return ec->dict->dim[i].no;
	return DIM_USUAL;
}

struct summing {
	const struct economy *ec;
	const struct econ_year *y;
	const bool *in;
	int dim, from, to; /* months */
	bool no_closing;
	uint32_t row; /* only lines in it; NO_INDEX: all */
	struct internal *out;
	struct arena *mem;
	size_t room;
	int64_t *line; /* by the model's line */
	bool bad;
};

static struct internal_pair *
pair_of(struct summing *s, str a, str b)
{
	if (str_cmp(a, b) > 0) {
		str t = a;
		a = b;
		b = t;
	}
	for (size_t i = 0; i < s->out->n; i++)
		if (str_eq(s->out->pair[i].unit_a, a) && str_eq(s->out->pair[i].unit_b, b))
			return &s->out->pair[i];
	arena_grow(s->mem, s->out->pair, s->out->n, s->room);
	s->out->pair[s->out->n] = (struct internal_pair){.unit_a = a, .unit_b = b};
	return &s->out->pair[s->out->n++];
}

static void
sum_block(void *arg, const struct ledger_block *b)
{
	struct summing *s = arg;
	const struct ledger_dict *d = s->ec->dict;
	uint32_t unit = s->ec->unit_of[b->unit];
	int month = b->period > 12 ? 12 : b->period;

	if (unit == NO_INDEX || !s->in[unit] || month < s->from || month > s->to ||
	    (s->no_closing && b->period == LEDGER_CLOSING))
		return;
	for (size_t i = 0; i < b->n; i++) {
		const struct ledger_combo *c = &d->combo[b->combo[i]];
		uint32_t line = line_of_cell(s->ec, s->y, b->account[i], b->unit, b->combo[i]);
		uint32_t other = NO_INDEX;
		for (size_t k = 0; k < c->n && other == NO_INDEX; k++)
			if (d->object[c->object[k]].dim == s->dim)
				other = s->ec->unit_of[c->object[k]];
		if (line == NO_INDEX || other == NO_INDEX || !s->in[other] || other == unit ||
		    !line_in(s->ec, s->row, line))
			continue;
		struct internal_pair *p = pair_of(s, s->ec->m->unit[unit].id,
		    s->ec->m->unit[other].id);
		int64_t *side = s->ec->m->result_line[line].kind == LINE_KIND_income
		    ? &p->income_ore
		    : &p->cost_ore;
		s->bad |= __builtin_sub_overflow(*side, b->ore[i], side);
		s->bad |= __builtin_sub_overflow(s->line[line], b->ore[i], &s->line[line]);
	}
}

static int
pair_cmp(const void *pa, const void *pb)
{
	const struct internal_pair *a = pa, *b = pb;
	int c = str_cmp(a->unit_a, b->unit_a);

	return c != 0 ? c : str_cmp(a->unit_b, b->unit_b);
}

static bool
summing_of(const struct economy *ec, const struct internal_ask *ask, struct arena *mem,
    struct summing *out, struct err *e)
{
	uint32_t top = economy_unit(ec, ask->unit);
	uint32_t row = ask->line.n == 0 ? NO_INDEX : economy_line(ec, ask->line);
	date day = ask->structure_day.y != 0 ? ask->structure_day : ask->period.to;
	int from, to;

	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(ask->unit));
	if (row == NO_INDEX && ask->line.n > 0)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_line, ARG(ask->line));
	if (!months_of(period_ytd(ask->period), &from, &to, e))
		return false;
	*out = (struct summing){.ec = ec,
	    .y = economy_year(ec, to / 12),
	    .dim = counterparty_dim(ec),
	    .from = from % 12 + 1,
	    .to = to % 12 + 1,
	    .no_closing = ask->no_closing,
	    .row = row,
	    .mem = mem,
	    .in = subtree_at(ec->m, top, day, mem),
	    .line = arena_array(mem, ec->m->n_result_line + 1, int64_t)};
	return out->y != NULL || fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(to / 12));
}

bool
internal_transactions(const struct economy *ec, struct db *db, int64_t org,
    const struct internal_ask *ask, struct arena *mem, struct internal *out, struct err *e)
{
	struct summing s;

	*out = (struct internal){0};
	if (!summing_of(ec, ask, mem, &s, e))
		return false;
	s.out = out;
	if (!ledger_cube_calendar(db, org, s.y->year, ec->dict,
	        &(struct ledger_fold){sum_block, &s}, e))
		return false;
	out->line = arena_array(mem, ec->m->n_result_line + 1, struct internal_line);
	for (uint32_t l = 0; l < ec->m->n_result_line; l++)
		if (s.line[l] != 0)
			out->line[out->n_line++] = (struct internal_line){ec->m->result_line[l].id,
			    s.line[l]};
	for (size_t i = 0; i < out->n; i++) {
		struct internal_pair *x = &out->pair[i];
		s.bad |= __builtin_add_overflow(x->income_ore, x->cost_ore, &x->net_ore);
		s.bad |= __builtin_add_overflow(out->net_ore, x->net_ore, &out->net_ore);
	}
	if (out->n > 0)
		qsort(out->pair, out->n, sizeof *out->pair, pair_cmp);
	return !s.bad || fail(e, RC_LIMIT, MSG_economy_overflow);
}

/* What internal_lines keeps: the same that the sums count. */
static bool
keep_internal(void *arg, uint32_t account, uint32_t unit_object, const uint32_t *object, size_t n)
{
	const struct summing *s = arg;
	const struct economy *ec = s->ec;
	uint32_t unit = unit_object < ec->dict->n_object ? ec->unit_of[unit_object] : NO_INDEX;
	uint32_t other = NO_INDEX;

	for (size_t k = 0; k < n && other == NO_INDEX; k++)
		if (ec->dict->object[object[k]].dim == s->dim)
			other = ec->unit_of[object[k]];
	if (unit == NO_INDEX || !s->in[unit] || other == NO_INDEX || !s->in[other] || other == unit)
		return false;
	uint32_t line = line_of_objects(ec, s->y, account, unit_object, object, n);
	return line != NO_INDEX && line_in(ec, s->row, line);
}

bool
internal_lines(const struct economy *ec, struct db *db, int64_t org, const struct internal_ask *ask,
    size_t skip, size_t max, struct arena *mem, struct ledger_hits *out, struct err *e)
{
	struct summing s;

	if (!summing_of(ec, ask, mem, &s, e))
		return false;
	struct ledger_query q = {.year = s.y->year,
	    .calendar = true,
	    .period_from = s.from,
	    .period_to = s.to < 12 ? s.to
	        : ask->no_closing  ? 12
	                           : LEDGER_PERIODS,
	    .keep = keep_internal,
	    .keep_arg = &s,
	    .skip = skip,
	    .max = max};
	return ledger_lines(db, org, ec->dict, &q, mem, out, e);
}

/* ---- the table ---- */

struct making {
	const struct economy *ec;
	const struct table_ask *ask;
	struct consolidated *t;
	struct internal last;
	bool has_last;
	struct structure_days day;
	struct arena *mem;
};

/* The outcome of a unit's subtree so far, this year or the last. */
static bool
outcome_of(const struct making *k, str unit, str line, bool last, struct amount *out, struct err *e)
{
	period ytd = period_ytd(k->ask->period);

	return economy_cell(k->ec,
	    &(struct cell_ask){.what = CELL_OUTCOME,
	        .unit = unit,
	        .line = line,
	        .span = last ? period_shift_years(ytd, -1) : ytd,
	        .structure_day = last ? k->day.last : k->day.now,
	        .no_closing = k->ask->no_closing,
	        .no_preliminary = k->ask->no_preliminary},
	    out, e);
}

/* What is internal in a row. */
static bool
internal_of(const struct making *k, const struct internal *in, uint32_t row, struct amount *out,
    struct err *e)
{
	*out = (struct amount){.reason = "no_entries"};
	for (size_t i = 0; i < in->n_line; i++) {
		if (!line_in(k->ec, row, economy_line(k->ec, in->line[i].line)))
			continue;
		out->ok = true;
		if (__builtin_add_overflow(out->ore, in->line[i].ore, &out->ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
	}
	return true;
}

static void
parts_make(struct making *k, uint32_t top)
{
	const struct model *m = k->ec->m;
	struct consolidated *t = k->t;

	t->part = arena_array(k->mem, m->n_unit + 1, struct consolidated_part);
	for (size_t i = 0; i < m->n_unit; i++) {
		uint32_t u = k->ec->unit_order[i];
		if (u != top && unit_parent_at(m, u, k->day.now) == top)
			t->part[t->n_part++] = (struct consolidated_part){m->unit[u].id,
			    m->unit[u].name};
	}
	t->part[t->n_part++] = (struct consolidated_part){m->unit[top].id, m->unit[top].name};
}

/* The last part is what lies on the unit itself: the whole less its children. */
static bool
row_parts(const struct making *k, struct consolidated_row *r, struct err *e)
{
	size_t n = k->t->n_part;
	struct amount own;

	r->part = arena_array(k->mem, n, struct amount);
	if (!outcome_of(k, k->t->unit, r->id, false, &r->sum, e))
		return false;
	own = r->sum;
	for (size_t i = 0; i + 1 < n; i++)
		if (!outcome_of(k, k->t->part[i].id, r->id, false, &r->part[i], e) ||
		    !amount_add(own, r->part[i], -1, "no_entries", &own, e))
			return false;
	own.ok = own.ok && own.ore != 0;
	r->part[n - 1] = own;
	return true;
}

static bool
row_make(const struct making *k, uint32_t line, struct consolidated_row *r, struct err *e)
{
	const struct result_line *l = &k->ec->m->result_line[line];
	struct amount internal, before = {.reason = "no_entries"}, internal_before;

	*r = (struct consolidated_row){.id = l->id, .name = l->name, .kind = l->kind};
	if (!row_parts(k, r, e) || !internal_of(k, &k->t->internal, line, &internal, e) ||
	    !amount_add((struct amount){0}, internal, -1, "no_entries", &r->eliminated, e) ||
	    !amount_add(r->sum, r->eliminated, 1, "no_entries", &r->total, e)) /* (K1) */
		return false;
	return !k->has_last ||
	    (outcome_of(k, k->t->unit, r->id, true, &before, e) &&
	        internal_of(k, &k->last, line, &internal_before, e) &&
	        amount_add(before, internal_before, -1, "no_entries", &r->last_year, e));
}

/* A part without a figure in any row is no column. */
static void
parts_prune(struct consolidated *t)
{
	size_t n = 0;

	for (size_t p = 0; p < t->n_part; p++) {
		bool any = false;
		for (size_t i = 0; i < t->n_row; i++)
			any |= t->row[i].part[p].ok;
		if (!any)
			continue;
		t->part[n] = t->part[p];
		for (size_t i = 0; i < t->n_row; i++)
			t->row[i].part[n] = t->row[i].part[p];
		n++;
	}
	t->n_part = n;
}

bool
consolidated_table(const struct economy *ec, struct db *db, int64_t org,
    const struct table_ask *ask, struct arena *mem, struct consolidated **out, struct err *e)
{
	uint32_t top = economy_unit(ec, ask->unit);
	struct consolidated *t = arena_new(mem, struct consolidated);
	struct making k = {.ec = ec, .ask = ask, .t = t, .mem = mem};
	struct internal_ask in = {.period = ask->period,
	    .unit = ask->unit,
	    .no_closing = ask->no_closing};

	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(ask->unit));
	k.day = structure_days_of(ask);
	*t = (struct consolidated){.period = ask->period,
	    .unit = ec->m->unit[top].id,
	    .unit_name = ec->m->unit[top].name,
	    .n_row = ec->m->n_result_line,
	    .row = arena_array(mem, ec->m->n_result_line + 1, struct consolidated_row)};
	in.structure_day = k.day.now;
	if (!internal_transactions(ec, db, org, &in, mem, &t->internal, e))
		return false;
	k.has_last = economy_year(ec, ask->period.to.y - 1) != NULL;
	in.period = period_shift_years(period_ytd(ask->period), -1);
	in.structure_day = k.day.last;
	if (k.has_last && !internal_transactions(ec, db, org, &in, mem, &k.last, e))
		return false;
	parts_make(&k, top);
	for (size_t i = 0; i < t->n_row; i++)
		if (!row_make(&k, ec->line_order[i], &t->row[i], e))
			return false;
	parts_prune(t);
	t->differs_ore = t->internal.net_ore;
	*out = t;
	return true;
}
