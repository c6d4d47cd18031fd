/* The result line of an account: by the year's mapping, resolved once, and for the accounts
 * whose line hangs on a dimension by the objects of each line or cell. */
#include "core/economy/economy_priv.h"
#include "core/economy/mapping.h"

/* Does the condition hold for the unit and the other objects of a line? */
static bool
condition_holds(const struct economy *ec, const struct mapping *a, uint32_t unit_object,
    const uint32_t *object, size_t n)
{
	const struct ledger_dict *d = ec->dict;
	int64_t dim;

	if (a->dim.n == 0)
		return true;
	if (!str_i64(a->dim, &dim))
		return false;
	if (unit_object < d->n_object && d->object[unit_object].dim == dim &&
	    str_eq(d->object[unit_object].no, a->object))
		return true;
	for (size_t i = 0; i < n; i++) {
		const struct ledger_object *o = &d->object[object[i]];
		if (o->dim == dim && str_eq(o->no, a->object))
			return true;
	}
	return false;
}

uint32_t
line_of_objects(const struct economy *ec, const struct econ_year *y, uint32_t account,
    uint32_t unit_object, const uint32_t *object, size_t n)
{
	const struct mapping *best = NULL;

	if (account >= ec->dict->n_account)
		return NO_INDEX;
	if (y->line_of[account] != BY_COMBO)
		return y->line_of[account];
	for (size_t i = 0; i < ec->m->n_mapping; i++) {
		const struct mapping *a = &ec->m->mapping[i];
		if (a->year == y->year &&
		    str_has_prefix(ec->dict->account[account].no, a->prefix) &&
		    condition_holds(ec, a, unit_object, object, n))
			best = mapping_better(best, a);
	}
	return best == NULL ? NO_INDEX : economy_line(ec, best->line);
}

uint32_t
line_of_cell(const struct economy *ec, const struct econ_year *y, uint32_t account,
    uint32_t unit_object, uint32_t combo)
{
	const struct ledger_combo *c = &ec->dict->combo[combo < ec->dict->n_combo ? combo : 0];

	return line_of_objects(ec, y, account, unit_object, c->object, c->n);
}

void
lines_resolve(struct economy *ec, struct econ_year *y)
{
	struct arena scratch;
	size_t n = 0;

	arena_init(&scratch, (size_t)64 << 20);
	const struct mapping **of_year = arena_array(&scratch, ec->m->n_mapping + 1,
	    const struct mapping *);
	for (size_t i = 0; i < ec->m->n_mapping; i++)
		if (ec->m->mapping[i].year == y->year)
			of_year[n++] = &ec->m->mapping[i];
	y->line_of = arena_array(ec->mem, ec->dict->n_account + 1, uint32_t);
	for (size_t a = 0; a < ec->dict->n_account; a++) {
		const struct mapping *best = NULL;
		bool conditional = false;
		y->line_of[a] = NO_INDEX;
		if (a == 0)
			continue;
		const str no = ec->dict->account[a].no;
		for (size_t i = 0; i < n; i++) {
			const struct mapping *p = of_year[i];
			if (no.n > 0 && p->prefix.n > 0 && no.p[0] != p->prefix.p[0])
				continue;
			if (!str_has_prefix(no, p->prefix))
				continue;
			conditional |= p->dim.n > 0;
			best = mapping_better(best, p);
		}
		if (conditional)
			y->line_of[a] = BY_COMBO;
		else if (best != NULL)
			y->line_of[a] = economy_line(ec, best->line);
	}
	arena_end(&scratch);
}
