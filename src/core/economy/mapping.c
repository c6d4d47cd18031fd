#include "core/economy/mapping.h"

const struct mapping *
mapping_better(const struct mapping *a, const struct mapping *b)
{
	if (a == NULL || b->prefix.n > a->prefix.n)
		return b;
	return b->prefix.n == a->prefix.n && b->dim.n > 0 && a->dim.n == 0 ? b : a;
}

static bool
holds(const struct mapping *p, const struct mapping_object *object, size_t n)
{
	int64_t dim;

	if (p->dim.n == 0)
		return true;
	if (!str_i64(p->dim, &dim))
		return false;
	for (size_t i = 0; i < n; i++)
		if (object[i].dim == dim && str_eq(object[i].no, p->object))
			return true;
	return false;
}

const struct mapping *
mapping_find(const struct model *m, int year, str account, const struct mapping_object *object,
    size_t n)
{
	const struct mapping *best = NULL;

	for (size_t i = 0; i < m->n_mapping; i++) {
		const struct mapping *p = &m->mapping[i];
		if (p->year == year && str_has_prefix(account, p->prefix) && holds(p, object, n))
			best = mapping_better(best, p);
	}
	return best;
}
