#include "core/economy/explain.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>

static uint64_t
size_of(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

static bool
beyond(const struct variance_item *v, const struct variance_limit *limit)
{
	if (!v->variance.ok || size_of(v->variance.ore) < size_of(limit->min_ore) ||
	    v->variance.ore == 0)
		return false;
	if (!dec_ok(limit->min_percent) || !dec_ok(v->percent))
		return true;
	return dec_cmp(dec_abs(v->percent), limit->min_percent) >= 0;
}

static bool
explanations(const struct model *m, period p, struct variance_item *v, struct err *e)
{
	for (size_t i = 0; i < m->n_explanation; i++) {
		const struct explanation *x = &m->explanation[i];
		if (str_eq(x->unit, v->unit) && date_cmp(x->period.to, p.to) == 0 &&
		    __builtin_add_overflow(v->explained_ore, x->amount, &v->explained_ore))
			return fail(e, RC_LIMIT, MSG_economy_overflow);
	}
	for (size_t i = 0; i < m->n_variance; i++) {
		const struct variance *x = &m->variance[i];
		v->has_variance_text |= date_cmp(x->period.to, p.to) == 0 &&
		    str_eq(x->unit, v->unit) && (x->line.n == 0 || str_eq(x->line, v->line));
	}
	return true;
}

static bool
item_of(const struct economy *ec, period ytd, const struct unit *u, const struct result_line *l,
    struct variance_item *v, struct err *e)
{
	struct cell_ask a = {.what = CELL_OUTCOME, .unit = u->id, .line = l->id, .span = ytd};

	*v = (struct variance_item){.unit = u->id,
	    .unit_name = u->name,
	    .line = l->id,
	    .line_name = l->name};
	if (!economy_cell(ec, &a, &v->outcome, e))
		return false;
	a.what = CELL_BUDGET;
	if (!economy_cell(ec, &a, &v->budget, e) ||
	    !amount_add(v->outcome, v->budget, -1, "no_entries", &v->variance, e))
		return false;
	v->percent = v->budget.ok ? dec_div(dec_mul(dec_int(v->variance.ore), dec_int(100)),
	                                dec_abs(dec_int(v->budget.ore)), 1, DEC_HALF_UP)
	                          : dec_bad();
	return true;
}

static int
by_size(const void *pa, const void *pb)
{
	const struct variance_item *a = pa, *b = pb;

	if (size_of(a->variance.ore) != size_of(b->variance.ore))
		return size_of(a->variance.ore) < size_of(b->variance.ore) ? 1 : -1;
	int c = str_cmp(a->unit, b->unit);
	return c != 0 ? c : str_cmp(a->line, b->line);
}

/* Does anything lie on the unit itself, rather than below it? */
static bool
has_own(const struct economy *ec, const struct econ_year *y, uint32_t unit)
{
	size_t n = ec->m->n_result_line;

	for (size_t l = 0; l < n; l++) {
		if (y->actual.has[unit * n + l] != 0)
			return true;
		for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
			if (y->budget[v].has[unit * n + l] != 0)
				return true;
	}
	return false;
}

bool
variance_list(const struct economy *ec, period p, str unit, const struct variance_limit *limit,
    struct arena *mem, struct variance_item **out, size_t *n, struct err *e)
{
	uint32_t top = economy_unit(ec, unit);
	size_t room = 0;
	int from, to;

	*out = NULL;
	*n = 0;
	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (!months_of(p, &from, &to, e))
		return false;
	const struct econ_year *y = economy_year(ec, to / 12);
	if (y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(to / 12));
	const bool *in = subtree_at(ec->m, top, p.to, mem);
	for (uint32_t u = 0; u < ec->m->n_unit; u++) {
		for (uint32_t l = 0; in[u] && has_own(ec, y, u) && l < ec->m->n_result_line; l++) {
			struct variance_item v;
			if (!line_in(ec, NO_INDEX, l))
				continue;
			if (!item_of(ec, period_ytd(p), &ec->m->unit[u], &ec->m->result_line[l], &v,
			        e))
				return false;
			if (!beyond(&v, limit))
				continue;
			if (!explanations(ec->m, p, &v, e))
				return false;
			arena_grow(mem, *out, *n, room);
			(*out)[(*n)++] = v;
		}
	}
	if (*n > 0)
		qsort(*out, *n, sizeof **out, by_size);
	return true;
}

/* ---- internal transactions ---- */

struct summing {
	const struct economy *ec;
	const struct econ_year *y;
	const bool *in;
	int dim, from, to; /* months */
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

	if (unit == NO_INDEX || !s->in[unit] || month < s->from || month > s->to)
		return;
	for (size_t i = 0; i < b->n; i++) {
		const struct ledger_combo *c = &d->combo[b->combo[i]];
		uint32_t line = line_of_cell(s->ec, s->y, b->account[i], b->unit, b->combo[i]);
		uint32_t other = NO_INDEX;
		for (size_t k = 0; k < c->n && other == NO_INDEX; k++)
			if (d->object[c->object[k]].dim == s->dim)
				other = s->ec->unit_of[c->object[k]];
		if (line == NO_INDEX || other == NO_INDEX || !s->in[other] || other == unit)
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

bool
internal_transactions(const struct economy *ec, struct db *db, int64_t org, period p, str unit,
    int dim, struct arena *mem, struct internal *out, struct err *e)
{
	uint32_t top = economy_unit(ec, unit);
	int from, to;

	*out = (struct internal){0};
	if (top == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	if (!months_of(period_ytd(p), &from, &to, e))
		return false;
	struct summing s = {.ec = ec,
	    .y = economy_year(ec, to / 12),
	    .dim = dim,
	    .from = from % 12 + 1,
	    .to = to % 12 + 1,
	    .out = out,
	    .mem = mem,
	    .in = subtree_at(ec->m, top, p.to, mem),
	    .line = arena_array(mem, ec->m->n_result_line + 1, int64_t)};
	if (s.y == NULL)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_year, ARG(to / 12));
	if (!ledger_cube(db, org, s.y->year, ec->dict, &(struct ledger_fold){sum_block, &s}, e))
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
