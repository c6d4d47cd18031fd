#include "core/claims/claims_priv.h"

void
set_add(struct set *s, uint32_t stem)
{
	int i = 0;

	while (i < s->n && s->v[i] < stem)
		i++;
	if (i < s->n && s->v[i] == stem)
		return;
	if (s->n == SET_MAX)
		return;
	for (int j = s->n; j > i; j--)
		s->v[j] = s->v[j - 1];
	s->v[i] = stem; /* (M2) */
	s->n++;
}

bool
set_has(const struct set *s, uint32_t stem)
{
	for (int i = 0; i < s->n; i++)
		if (s->v[i] == stem)
			return true;
	return false;
}

bool
set_within(const struct set *a, const struct set *b)
{
	for (int i = 0; i < a->n; i++)
		if (!set_has(b, a->v[i]))
			return false;
	return true;
}

bool
set_eq(const struct set *a, const struct set *b)
{
	return a->n == b->n && set_within(a, b);
}

int
set_common(const struct set *a, const struct set *b)
{
	int n = 0;

	for (int i = 0; i < a->n; i++)
		n += set_has(b, a->v[i]);
	return n;
}

uint64_t
set_hash(const struct set *s)
{
	uint64_t h = 1469598103934665603u;

	for (int i = 0; i < s->n; i++)
		h = (h ^ s->v[i]) * 1099511628211u;
	return h;
}

static bool
near_has(const struct words *w, const struct set *s, uint32_t stem)
{
	for (int i = 0; i < s->n; i++)
		if (words_near(w, s->v[i], stem))
			return true;
	return false;
}

bool
set_near_within(const struct words *w, const struct set *a, const struct set *b)
{
	for (int i = 0; i < a->n; i++)
		if (!near_has(w, b, a->v[i]))
			return false;
	return true;
}

bool
set_near(const struct words *w, const struct set *a, const struct set *b)
{
	return a->n == b->n && set_near_within(w, a, b) && set_near_within(w, b, a);
}
