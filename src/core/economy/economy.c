/* The picture: mapping resolved, cube and budget added up by unit, line, month. */
#include "core/economy/budget.h"
#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

#include <stdlib.h>
#include <string.h>

const struct ledger_dict *
economy_dict(const struct economy *ec)
{
	return ec->dict;
}

const struct econ_year *
economy_year(const struct economy *ec, int year)
{
	if (year < ec->year_from || year > ec->year_to)
		return NULL;
	return &ec->year[year - ec->year_from];
}

uint32_t
economy_unit(const struct economy *ec, str id)
{
	const struct unit *u = find_unit(ec->m, id);

	return u == NULL ? NO_INDEX : (uint32_t)(u - ec->m->unit);
}

uint32_t
economy_line(const struct economy *ec, str id)
{
	const struct result_line *l = find_result_line(ec->m, id);

	return l == NULL ? NO_INDEX : (uint32_t)(l - ec->m->result_line);
}

static bool
is_leaf(const struct result_line *l)
{
	return l->kind == LINE_KIND_income || l->kind == LINE_KIND_cost;
}

bool
line_in(const struct economy *ec, uint32_t row, uint32_t line)
{
	const struct result_line *l = &ec->m->result_line[line];

	if (!is_leaf(l))
		return false;
	if (row == NO_INDEX)
		return true;
	const struct result_line *r = &ec->m->result_line[row];
	switch (r->kind) {
	case LINE_KIND_net:
		return true;
	case LINE_KIND_total:
		return str_eq(r->block, l->block);
	default:
		return row == line;
	}
}

/* ---- sums ---- */

static size_t
sums_n(const struct economy *ec)
{
	return ec->m->n_unit * ec->m->n_result_line + 1;
}

/* Room for amounts is made with the first of them: most years have no more than one
 * version of a budget. */
static struct month_sums
sums_new(const struct economy *ec)
{
	return (struct month_sums){.has = arena_array(ec->mem, sums_n(ec), uint16_t)};
}

static void
sums_add(struct economy *ec, struct month_sums *s, uint32_t unit, uint32_t line, int month,
    int64_t ore)
{
	size_t at = unit * ec->m->n_result_line + line;

	must(month >= 1 && month <= 12);
	if (s->ore == NULL)
		s->ore = arena_array(ec->mem, sums_n(ec) * 12, int64_t);
	int64_t *to = &s->ore[(size_t)(month - 1) * ec->m->n_unit * ec->m->n_result_line + at];
	ec->bad |= __builtin_add_overflow(*to, ore, to);
	s->has[at] |= (uint16_t)(1u << (month - 1));
}

/* An amount in equal parts over the months from `first` to December. */
static void
spread(struct economy *ec, struct month_sums *s, uint32_t unit, uint32_t line, int first,
    int64_t ore)
{
	int64_t weight[12] = {0}, part[12];

	for (int m = first; m <= 12; m++)
		weight[m - 1] = 1;
	must(budget_split(ore, weight, part));
	for (int m = first; m <= 12; m++)
		sums_add(ec, s, unit, line, m, part[m - 1]);
}

static void
add_budget(struct economy *ec)
{
	const struct model *m = ec->m;
	uint32_t unit = NO_INDEX, line = NO_INDEX;

	for (size_t i = 0; i < m->n_budget; i++) {
		const struct budget *b = &m->budget[i], *before = i > 0 ? &m->budget[i - 1] : NULL;
		/* Rows are sorted by unit and line: most are of the same as the one before. */
		if (before == NULL || !str_eq(b->unit, before->unit))
			unit = economy_unit(ec, b->unit);
		if (before == NULL || !str_eq(b->line, before->line))
			line = economy_line(ec, b->line);
		if (b->year < ec->year_from || b->year > ec->year_to || unit == NO_INDEX ||
		    line == NO_INDEX || !is_leaf(&m->result_line[line]))
			continue;
		struct month_sums *s = &ec->year[b->year - ec->year_from].budget[b->version];
		if (b->month >= 1 && b->month <= 12)
			sums_add(ec, s, unit, line, b->month, b->amount);
		else
			spread(ec, s, unit, line, 1, b->amount);
	}
}

/* One end of a logged change: where the room goes the budget falls, where it comes
 * from it grows. */
static void
add_end(struct economy *ec, const struct budget_change *c, str unit_id, str line_id, int64_t ore)
{
	uint32_t unit = economy_unit(ec, unit_id), line = economy_line(ec, line_id);
	enum budget_version v = c->kind == CHANGE_KIND_council ? BUDGET_VERSION_council
	                                                       : BUDGET_VERSION_transfer;

	if (unit == NO_INDEX || line == NO_INDEX || !is_leaf(&ec->m->result_line[line]))
		return;
	spread(ec, &ec->year[c->year - ec->year_from].budget[v], unit, line,
	    c->month >= 1 && c->month <= 12 ? (int)c->month : 1, ore);
}

static void
add_changes(struct economy *ec)
{
	for (size_t i = 0; i < ec->m->n_budget_change; i++) {
		const struct budget_change *c = &ec->m->budget_change[i];
		if (c->year < ec->year_from || c->year > ec->year_to || c->amount == INT64_MIN)
			continue;
		add_end(ec, c, c->to_unit, c->to_line, -c->amount);
		if (c->kind == CHANGE_KIND_transfer)
			add_end(ec, c, c->from_unit, c->from_line, c->amount);
	}
}

static void
add_prelim(struct economy *ec)
{
	ec->prelim = arena_array(ec->mem, ec->m->n_adjustment + 1, struct prelim);
	for (size_t i = 0; i < ec->m->n_adjustment; i++) {
		const struct adjustment *a = &ec->m->adjustment[i];
		struct prelim p = {economy_unit(ec, a->unit), economy_line(ec, a->line),
		    a->period.to.y, a->period.to.m, a->amount, a->expires, a};
		if (p.unit != NO_INDEX && p.line != NO_INDEX &&
		    is_leaf(&ec->m->result_line[p.line]))
			ec->prelim[ec->n_prelim++] = p;
	}
}

static void
add_loose(struct economy *ec, struct econ_year *y, struct loose x)
{
	struct loose *last = y->n_loose > 0 ? &y->loose[y->n_loose - 1] : NULL;

	if (last != NULL && last->account == x.account && last->object == x.object &&
	    last->no_line == x.no_line && last->no_unit == x.no_unit) {
		ec->bad |= __builtin_add_overflow(last->ore, x.ore, &last->ore);
		return;
	}
	arena_grow(ec->mem, y->loose, y->n_loose, y->room_loose);
	y->loose[y->n_loose++] = x;
}

/* The single place where what is booked (debit +) becomes what is reported. */
static void
add_cell(struct economy *ec, struct econ_year *y, const struct ledger_cell *c)
{
	const struct ledger_dict *d = ec->dict;
	uint32_t unit = c->unit < d->n_object ? ec->unit_of[c->unit] : NO_INDEX;
	uint32_t line = line_of_cell(ec, y, c->account, c->unit, c->combo);
	char type = c->account < d->n_account ? d->account[c->account].type : 'K';
	bool balance = type == 'T' || type == 'S';
	int64_t ore;

	ec->bad |= __builtin_sub_overflow((int64_t)0, c->ore, &ore);
	if (line == NO_INDEX && balance)
		return;
	if (line == NO_INDEX || unit == NO_INDEX) {
		add_loose(ec, y,
		    (struct loose){c->account, c->unit, line == NO_INDEX, unit == NO_INDEX, ore});
		return;
	}
	if (ore == 0)
		return;
	sums_add(ec, &y->actual, unit, line, c->period > 12 ? 12 : c->period, ore);
	if (c->period == LEDGER_CLOSING) {
		int64_t *to = &y->closing[unit * ec->m->n_result_line + line];
		ec->bad |= __builtin_add_overflow(*to, ore, to);
	}
}

struct filling {
	struct economy *ec;
	struct econ_year *y;
	uint8_t *met; /* by line: the block has it; zero between blocks */
};

/* The cells that have one line whatever their objects, which is nearly all; true when
 * there are others. */
static bool
fold_plain(struct filling *f, const struct ledger_block *b, size_t ore_at, size_t has_at,
    size_t month)
{
	/* Each kept in a register: what is written through one pointer could be another's. */
	const uint32_t *const line_of = f->y->line_of, *const account = b->account;
	const int64_t *const ore = b->ore;
	const size_t n_line = f->ec->m->n_result_line, n = b->n;
	int64_t *const to = f->y->actual.ore + ore_at;
	uint16_t *const has = f->y->actual.has + has_at;
	uint8_t *const met = f->met;
	bool rest = false, bad = false;

	for (size_t i = 0; i < n; i++) {
		const uint32_t line = line_of[account[i]];
		if (line >= n_line) {
			rest = true;
			continue;
		}
		if (__builtin_sub_overflow(to[line], ore[i], &to[line]))
			bad = true;
		met[line] |= ore[i] != 0;
	}
	for (size_t l = 0; l < n_line; l++) {
		has[l] |= (uint16_t)(met[l] << month);
		met[l] = 0;
	}
	f->ec->bad |= bad;
	return rest;
}

static void
fold_block(void *arg, const struct ledger_block *b)
{
	struct filling *f = arg;
	struct economy *ec = f->ec;
	uint32_t unit = ec->unit_of[b->unit];
	size_t month = (size_t)(b->period > 12 ? 12 : b->period) - 1, n_line = ec->m->n_result_line;

	if (unit != NO_INDEX && b->period < LEDGER_CLOSING &&
	    !fold_plain(f, b, (month * ec->m->n_unit + unit) * n_line, unit * n_line, month))
		return;
	for (size_t i = 0; i < b->n; i++)
		if (unit == NO_INDEX || b->period >= LEDGER_CLOSING ||
		    f->y->line_of[b->account[i]] >= n_line)
			add_cell(ec, f->y,
			    &(struct ledger_cell){b->unit, b->account[i], b->combo[i], b->period,
			        b->ore[i]});
}

/* Which unit of the model an object is: the unit with its number as id, or the one
 * that an alias of that name stands for. */
static uint32_t
unit_of_object(const struct economy *ec, str no)
{
	uint32_t at = economy_unit(ec, no);

	for (size_t i = 0; at == NO_INDEX && i < ec->m->n_alias; i++)
		if (str_eq(ec->m->alias[i].name, no) && ec->m->alias[i].unit.n > 0)
			at = economy_unit(ec, ec->m->alias[i].unit);
	return at;
}

/* Rows of the model by what `sort` says of each, else by id. */
static int
by_sort(const void *pa, const void *pb, void *arg)
{
	const int *sort = arg;
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	if (sort[a] != sort[b])
		return sort[a] < sort[b] ? -1 : 1;
	return (a > b) - (a < b);
}

static uint32_t *
order_new(struct arena *mem, int *sort, size_t n)
{
	uint32_t *order = arena_array(mem, n + 1, uint32_t);

	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	if (n > 0)
		qsort_r(order, n, sizeof *order, by_sort, sort);
	return order;
}

static void
orders_make(struct economy *ec)
{
	const struct model *m = ec->m;
	int *line = arena_array(ec->mem, m->n_result_line + 1, int),
	    *unit = arena_array(ec->mem, m->n_unit + 1, int);

	for (size_t i = 0; i < m->n_result_line; i++)
		line[i] = m->result_line[i].sort;
	for (size_t i = 0; i < m->n_unit; i++)
		unit[i] = m->unit[i].sort;
	ec->line_order = order_new(ec->mem, line, m->n_result_line);
	ec->unit_order = order_new(ec->mem, unit, m->n_unit);
}

struct economy *
economy_new(const struct model *m, const struct ledger_dict *d, int year_from, int year_to,
    struct arena *mem)
{
	struct economy *ec = arena_new(mem, struct economy);

	must(year_from <= year_to && year_to - year_from < 100);
	*ec = (struct economy){.m = m,
	    .dict = d,
	    .mem = mem,
	    .year_from = year_from,
	    .year_to = year_to};
	ec->unit_of = arena_array(mem, d->n_object + 1, uint32_t);
	for (size_t i = 0; i < d->n_object; i++)
		ec->unit_of[i] = i == 0 ? NO_INDEX : unit_of_object(ec, d->object[i].no);
	ec->forecast_unit = arena_array(mem, m->n_forecast + 1, uint32_t);
	ec->forecast_line = arena_array(mem, m->n_forecast + 1, uint32_t);
	for (size_t i = 0; i < m->n_forecast; i++) {
		ec->forecast_unit[i] = economy_unit(ec, m->forecast[i].unit);
		ec->forecast_line[i] = economy_line(ec, m->forecast[i].line);
	}
	orders_make(ec);
	ec->year = arena_array(mem, (size_t)(year_to - year_from) + 1, struct econ_year);
	for (int y = year_from; y <= year_to; y++) {
		struct econ_year *ey = &ec->year[y - year_from];
		ey->year = y;
		lines_resolve(ec, ey);
		ey->actual = (struct month_sums){arena_array(mem, sums_n(ec) * 12, int64_t),
		    arena_array(mem, sums_n(ec), uint16_t)};
		ey->closing = arena_array(mem, m->n_unit * m->n_result_line + 1, int64_t);
		for (int v = 0; v < BUDGET_VERSION__COUNT; v++)
			ey->budget[v] = sums_new(ec);
	}
	add_budget(ec);
	add_changes(ec);
	add_prelim(ec);
	return ec;
}

void
economy_add(struct economy *ec, int year, const struct ledger_cell *cell, size_t n)
{
	must(year >= ec->year_from && year <= ec->year_to);
	for (size_t i = 0; i < n; i++)
		add_cell(ec, &ec->year[year - ec->year_from], &cell[i]);
}

bool
economy_load(struct db *db, int64_t org, const struct model *m, int year_from, int year_to,
    struct arena *mem, struct economy **out, struct err *e)
{
	struct ledger_dict *d;

	if (!ledger_dict_load(db, org, mem, &d, e))
		return false;
	struct economy *ec = economy_new(m, d, year_from, year_to, mem);
	uint8_t *met = arena_array(mem, m->n_result_line + 1, uint8_t);
	for (int y = year_from; y <= year_to; y++) {
		struct filling f = {ec, &ec->year[y - year_from], met};
		if (!ledger_cube_calendar(db, org, y, d, &(struct ledger_fold){fold_block, &f}, e))
			return false;
	}
	if (ec->bad)
		return fail(e, RC_LIMIT, MSG_economy_overflow);
	*out = ec;
	return true;
}

static int
loose_cmp(const void *pa, const void *pb)
{
	const struct loose *a = pa, *b = pb;

	if (a->account != b->account)
		return a->account < b->account ? -1 : 1;
	return (a->object > b->object) - (a->object < b->object);
}

bool
economy_unmapped(const struct economy *ec, struct arena *mem, struct unmapped **out, size_t *n,
    struct err *e)
{
	size_t room = 0;

	*out = NULL;
	*n = 0;
	for (int y = ec->year_from; y <= ec->year_to; y++) {
		const struct econ_year *ey = economy_year(ec, y);
		struct loose *v = arena_array(mem, ey->n_loose + 1, struct loose);
		if (ey->n_loose > 0)
			memcpy(v, ey->loose, ey->n_loose * sizeof *v);
		qsort(v, ey->n_loose, sizeof *v, loose_cmp);
		for (size_t i = 0, j; i < ey->n_loose; i = j) {
			int64_t ore = 0;
			for (j = i; j < ey->n_loose && loose_cmp(&v[i], &v[j]) == 0; j++)
				if (__builtin_add_overflow(ore, v[j].ore, &ore))
					return fail(e, RC_LIMIT, MSG_economy_overflow);
			if (ore == 0)
				continue;
			const struct ledger_account *a = &ec->dict->account[v[i].account];
			const struct ledger_object *o = &ec->dict->object[v[i].object];
			arena_grow(mem, *out, *n, room);
			(*out)[(*n)++] = (struct unmapped){.year = y,
			    .account = a->no,
			    .account_name = a->name,
			    .object = o->no,
			    .object_name = o->name,
			    .no_line = v[i].no_line,
			    .no_unit = v[i].no_unit,
			    .ore = ore};
		}
	}
	return true;
}
