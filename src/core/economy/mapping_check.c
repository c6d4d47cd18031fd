#include "core/economy/mapping.h"
#include "core/economy/messages.h"

struct checking {
	const struct model *m;
	int year;
	struct arena *mem;
	struct diag *d;
};

static struct place
place_of(const struct checking *c, const struct mapping *p)
{
	return (struct place){.file = str_fmt(c->mem, "ekonomi/kontoplan-%d.csv", c->year),
	    .node = p != NULL ? p->prefix : STR("")};
}

/* The row that would decide for accounts of a prefix if this row were not there. */
static const struct mapping *
shorter(const struct checking *c, const struct mapping *row)
{
	const struct mapping *best = NULL;

	for (size_t i = 0; i < c->m->n_mapping; i++) {
		const struct mapping *p = &c->m->mapping[i];
		if (p->year == c->year && p->dim.n == 0 && p->prefix.n < row->prefix.n &&
		    str_has_prefix(row->prefix, p->prefix) &&
		    (best == NULL || p->prefix.n > best->prefix.n))
			best = p;
	}
	return best;
}

/* Does a condition stand on a prefix that the row lies under, or on its own? */
static bool
conditions_near(const struct checking *c, const struct mapping *row)
{
	for (size_t i = 0; i < c->m->n_mapping; i++) {
		const struct mapping *p = &c->m->mapping[i];
		if (p->year == c->year && p->dim.n > 0 && str_has_prefix(row->prefix, p->prefix))
			return true;
	}
	return false;
}

static void
check_row(const struct checking *c, const struct mapping *row)
{
	const struct result_line *l = find_result_line(c->m, row->line);
	int64_t dim;

	if (l != NULL && l->kind != LINE_KIND_income && l->kind != LINE_KIND_cost)
		diag_add(c->d, SEV_ERROR, place_of(c, row), MSG_mapping_not_leaf, ARG(row->prefix),
		    ARG(l->name));
	if (row->dim.n > 0 && !str_i64(row->dim, &dim))
		diag_add(c->d, SEV_ERROR, place_of(c, row), MSG_mapping_bad_dim, ARG(row->prefix),
		    ARG(row->dim));
	for (const struct mapping *p = row + 1;
	     row->dim.n > 0 && p < c->m->mapping + c->m->n_mapping; p++)
		if (p->year == row->year && str_eq(p->prefix, row->prefix) && p->dim.n > 0 &&
		    !str_eq(p->dim, row->dim) && !str_eq(p->line, row->line)) {
			diag_add(c->d, SEV_WARNING, place_of(c, row), MSG_mapping_overlap,
			    ARG(row->prefix), ARG(row->dim), ARG(p->dim));
			break;
		}
	const struct mapping *above = shorter(c, row);
	if (above != NULL && row->dim.n == 0 && str_eq(above->line, row->line) &&
	    !conditions_near(c, row))
		diag_add(c->d, SEV_NOTE, place_of(c, row), MSG_mapping_idle, ARG(row->prefix),
		    ARG(above->prefix));
}

/* Is there a booked account that begins with the row's prefix and no longer one's? */
static bool
decides(const struct checking *c, const struct ledger_dict *dict, const struct mapping *row)
{
	for (size_t a = 1; a < dict->n_account; a++) {
		const struct mapping *best = NULL;
		if (!str_has_prefix(dict->account[a].no, row->prefix))
			continue;
		for (size_t i = 0; i < c->m->n_mapping; i++) {
			const struct mapping *p = &c->m->mapping[i];
			if (p->year == c->year && p->dim.n == 0 &&
			    str_has_prefix(dict->account[a].no, p->prefix))
				best = mapping_better(best, p);
		}
		if (best == NULL || best->prefix.n <= row->prefix.n)
			return true;
	}
	return false;
}

static bool
line_used(const struct checking *c, str line)
{
	for (size_t i = 0; i < c->m->n_mapping; i++)
		if (c->m->mapping[i].year == c->year && str_eq(c->m->mapping[i].line, line))
			return true;
	return false;
}

static bool
check_gaps(const struct checking *c, const struct economy *ec, struct err *e)
{
	struct unmapped *u;
	size_t n;

	if (!economy_unmapped(ec, c->mem, &u, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		int64_t sum = u[i].ore;
		bool first = u[i].no_line && u[i].year == c->year;
		for (size_t k = 0; first && k < i; k++)
			first = !(u[k].no_line && u[k].year == c->year &&
			    str_eq(u[k].account, u[i].account));
		for (size_t k = i + 1; first && k < n; k++)
			if (u[k].no_line && u[k].year == c->year &&
			    str_eq(u[k].account, u[i].account) &&
			    __builtin_add_overflow(sum, u[k].ore, &sum))
				return fail(e, RC_LIMIT, MSG_economy_overflow);
		if (first)
			diag_add(c->d, SEV_ERROR,
			    ((struct place){.file = place_of(c, NULL).file, .node = u[i].account}),
			    MSG_mapping_gap, ARG(u[i].account), ARG(u[i].account_name),
			    ARG(dec_str(c->mem, ore_as(sum, 2))), ARG(c->year));
	}
	return true;
}

bool
mapping_check(const struct model *m, const struct economy *ec, int year, struct arena *mem,
    struct diag *d, struct err *e)
{
	const struct checking c = {m, year, mem, d};
	size_t rows = 0;

	for (size_t i = 0; i < m->n_mapping; i++) {
		const struct mapping *row = &m->mapping[i];
		if (row->year != year)
			continue;
		rows++;
		check_row(&c, row);
		if (economy_dict(ec)->n_account > 1 && !decides(&c, economy_dict(ec), row))
			diag_add(d, SEV_NOTE, place_of(&c, row), MSG_mapping_unused,
			    ARG(row->prefix));
	}
	if (rows == 0)
		diag_add(d, SEV_ERROR, place_of(&c, NULL), MSG_mapping_none, ARG(year));
	for (size_t i = 0; rows > 0 && i < m->n_result_line; i++) {
		const struct result_line *l = &m->result_line[i];
		if ((l->kind == LINE_KIND_income || l->kind == LINE_KIND_cost) &&
		    !line_used(&c, l->id))
			diag_add(d, SEV_NOTE, place_of(&c, NULL), MSG_mapping_line_empty,
			    ARG(l->name));
	}
	return rows == 0 || check_gaps(&c, ec, e);
}
