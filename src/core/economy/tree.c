/* The unit tree as it stood on a day. */
#include "core/economy/economy_priv.h"

static uint32_t
unit_index(const struct model *m, str id)
{
	const struct unit *u = id.n > 0 ? find_unit(m, id) : NULL;

	return u == NULL ? NO_INDEX : (uint32_t)(u - m->unit);
}

/* What the model says is the newest; a succession that had not happened yet
 * gives the parent before it, the earliest of them. */
uint32_t
unit_parent_at(const struct model *m, uint32_t unit, date day)
{
	const struct succession *first = NULL;

	for (size_t i = 0; i < m->n_succession; i++) {
		const struct succession *s = &m->succession[i];
		if (!str_eq(s->unit, m->unit[unit].id) || s->day.y == 0 || s->old_parent.n == 0 ||
		    date_cmp(day, s->day) >= 0)
			continue;
		if (first == NULL || date_cmp(s->day, first->day) < 0)
			first = s;
	}
	return unit_index(m, first != NULL ? first->old_parent : m->unit[unit].parent);
}

bool *
subtree_at(const struct model *m, uint32_t unit, date day, struct arena *mem)
{
	bool *in = arena_array(mem, m->n_unit + 1, bool);
	uint32_t *parent = arena_array(mem, m->n_unit + 1, uint32_t);

	for (uint32_t i = 0; i < m->n_unit; i++)
		parent[i] = unit_parent_at(m, i, day);
	for (uint32_t i = 0; i < m->n_unit; i++) {
		uint32_t at = i;
		/* A ring of parents would never end: no path is longer than the tree. */
		for (size_t step = 0; at != NO_INDEX && at != unit && step <= m->n_unit; step++)
			at = parent[at];
		in[i] = at == unit;
	}
	return in;
}

const char *const structure_id[STRUCTURE__COUNT] = {
    [STRUCTURE_NEW] = "new",
    [STRUCTURE_OLD] = "old",
    [STRUCTURE_OWN] = "own",
};

struct structure_days
structure_days_of(const struct table_ask *ask)
{
	date now = ask->period.to, last = period_shift_years(ask->period, -1).to;

	if (ask->structure_year != 0)
		now = last = (date){(int16_t)ask->structure_year, 12, 31};
	else if (ask->structure == STRUCTURE_NEW)
		last = now;
	else if (ask->structure == STRUCTURE_OLD)
		now = last;
	return (struct structure_days){now, last};
}

static str
name_at(const struct model *m, str id)
{
	const struct unit *u = find_unit(m, id);

	return u != NULL ? u->name : id;
}

void
unit_moves(const struct model *m, const struct table_ask *ask, uint32_t unit, bool crossing,
    struct arena *mem, struct unit_move **out, size_t *n)
{
	date now = ask->period.to, before = period_shift_years(ask->period, -1).to;
	const bool *in_now = subtree_at(m, unit, now, mem),
	           *in_before = subtree_at(m, unit, before, mem);

	*out = arena_array(mem, m->n_succession + 1, struct unit_move);
	*n = 0;
	for (size_t i = 0; i < m->n_succession; i++) {
		const struct succession *s = &m->succession[i];
		uint32_t u = unit_index(m, s->unit);
		if (u == NO_INDEX || s->day.y == 0 || date_cmp(s->day, before) <= 0 ||
		    date_cmp(s->day, now) > 0)
			continue;
		if (crossing ? in_now[u] == in_before[u] : !in_now[u] && !in_before[u])
			continue;
		(*out)[(*n)++] = (struct unit_move){m->unit[u].name, name_at(m, s->old_parent),
		    name_at(m, s->new_parent), s->day};
	}
}
