/* model_build.h -- a model by hand, row by row, for tests.
 *
 *     put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen");
 *     built(m);      sorts and indexes every kind
 *
 * Values are written as they stand in YAML and CSV. */
#ifndef TERTIAL_TESTS_MODEL_BUILD_H
#define TERTIAL_TESTS_MODEL_BUILD_H

#include "core/model/model.h"

static inline void
put_(struct model *m, enum kind_id k, const char *const *pair)
{
	const struct kind_desc *d = &kinds[k];
	void *row = model_add(m, k);

	for (; pair[0] != NULL; pair += 2) {
		int f = 0;
		while (f < d->n_field && !str_eq(str_of(d->field[f].name), str_of(pair[0])))
			f++;
		must(f < d->n_field);
		must(field_set(m->mem, &d->field[f], row, str_of(pair[1])));
	}
}
#define put(m, k, ...) put_((m), (k), (const char *const[]){__VA_ARGS__, NULL})

static inline void
built(struct model *m)
{
	for (int k = 0; k < KIND__COUNT; k++)
		model_index(m, (enum kind_id)k);
}

static inline period
per(const char *text)
{
	period p;

	must(period_parse(str_of(text), &p));
	return p;
}

static inline dec
num(const char *text)
{
	dec d;

	must(dec_parse(str_of(text), '.', &d));
	return d;
}

#endif
