/* The figures that a context has: candidates from the catalogue and the model,
 * kept where they have a value. */
#include "core/facts/facts_priv.h"

#include <stdlib.h>
#include <string.h>

struct list {
	struct facts *fx;
	str prefix;
	str *name;
	size_t n, room, max;
	struct map seen;
	struct err *e;
	bool failed;
};

static void
consider(struct list *l, str name)
{
	struct err quiet = {0};
	struct fact f;

	if (l->failed || l->n >= l->max || !str_has_prefix(name, l->prefix))
		return;
	if (!fact_get(l->fx, name, &f, &quiet)) {
		/* A candidate that cannot be read is none; a store that cannot is a fault. */
		if (quiet.rc == RC_IO) {
			*l->e = quiet;
			l->failed = true;
		}
		return;
	}
	if (!dec_ok(f.value) && f.text.n == 0)
		return;
	if (map_add(&l->seen, f.name, l->n) != MAP_NONE)
		return;
	arena_grow(l->fx->mem, l->name, l->n, l->room);
	l->name[l->n++] = f.name;
}

static bool
takes(const struct fact_row *row, const char *word)
{
	str rest = str_of(row->def.dims), w;

	while (str_cut(&rest, ' ', &w))
		if (str_eq(str_sub(w, 0, w.n - str_has_suffix(w, STR("?"))), str_of(word)))
			return true;
	return false;
}

static str
with(struct list *l, const char *id, const char *key, str value)
{
	return str_fmt(l->fx->mem, "%s:%s=%.*s", id, key, STR_ARG(value));
}

static void
money_names(struct list *l, const struct fact_row *row)
{
	const struct model *m = l->fx->m;

	for (size_t i = 0; i < m->n_unit; i++)
		if (m->unit[i].presented)
			consider(l, with(l, row->def.id, "enhet", m->unit[i].id));
	if (takes(row, "rad"))
		for (size_t i = 0; i < m->n_result_line; i++)
			consider(l, with(l, row->def.id, "rad", m->result_line[i].id));
	if (takes(row, "omrade"))
		for (size_t i = 0; i < m->n_area; i++)
			consider(l, with(l, row->def.id, "omrade", m->area[i].id));
}

static void
plan_names(struct list *l, const struct fact_row *row)
{
	const struct model *m = l->fx->m;
	const char *id = row->def.id;
	const char *const *names = str_has_prefix(str_of(id), STR("uppdrag.")) ? execution_names
	                                                                       : status_names;

	if (takes(row, "status"))
		for (size_t i = 0; names[i] != NULL; i++)
			consider(l, with(l, id, "status", str_of(names[i])));
	if (takes(row, "till"))
		for (size_t i = 0; assignment_to_names[i] != NULL; i++)
			consider(l, with(l, id, "till", str_of(assignment_to_names[i])));
	if (takes(row, "delmal"))
		for (size_t i = 0; i < m->n_objective; i++)
			consider(l, with(l, id, "delmal", m->objective[i].id));
	if (takes(row, "indikator"))
		for (size_t i = 0; i < m->n_indicator; i++)
			consider(l, with(l, id, "indikator", m->indicator[i].id));
	if (takes(row, "uppdrag"))
		for (size_t i = 0; i < m->n_assignment; i++)
			consider(l, with(l, id, "uppdrag", m->assignment[i].id));
}

/* The groups that have a row in the period. */
static void
staff_names(struct list *l, const struct fact_row *row)
{
	const struct model *m = l->fx->m;
	struct arena *mem = l->fx->mem;

	for (size_t i = 0; i < m->n_staff; i++) {
		const struct staff *s = &m->staff[i];
		str name = with(l, row->def.id, "enhet", s->unit);
		if (date_cmp(s->period.to, l->fx->ctx.period.to) != 0)
			continue;
		if (s->sex != SEX_alla && takes(row, "kon"))
			name = str_fmt(mem, "%.*s:kon=%s", STR_ARG(name),
			    enum_name(sex_names, (int)s->sex));
		if (s->age.n > 0 && takes(row, "alder"))
			name = str_fmt(mem, "%.*s:alder=%.*s", STR_ARG(name), STR_ARG(s->age));
		if (s->length.n > 0 && takes(row, "langd"))
			name = str_fmt(mem, "%.*s:langd=%.*s", STR_ARG(name), STR_ARG(s->length));
		consider(l, name);
	}
}

static void
pattern_name(struct list *l, const char *id, str mid)
{
	const char *open = strchr(id, '<'), *shut = strchr(id, '>');

	consider(l,
	    str_fmt(l->fx->mem, "%.*s%.*s%s", (int)(open - id), id, STR_ARG(mid), shut + 1));
}

static void
pattern_names(struct list *l, const struct fact_row *row)
{
	const struct model *m = l->fx->m;
	const char *id = row->def.id;

	if (strncmp(id, "uppdrag.", 8) == 0)
		for (size_t i = 0; i < m->n_measure; i++)
			pattern_name(l, id, m->measure[i].id);
	else if (strncmp(id, "serie.", 6) == 0)
		for (size_t i = 0; i < m->n_series; i++)
			pattern_name(l, id, m->series[i].id);
	else if (strncmp(id, "portfolj.", 9) == 0)
		for (size_t i = 0; i < m->n_benefit; i++)
			pattern_name(l, id, slug_of(l->fx->mem, m->benefit[i].measure));
	else if (strncmp(id, "uppgift.", 8) == 0)
		for (size_t i = 0; i < m->n_figure; i++)
			pattern_name(l, id, m->figure[i].name);
	else if (strncmp(id, "omrakning.", 10) == 0)
		for (size_t i = 0; i < m->n_restatement; i++)
			pattern_name(l, id, m->restatement[i].id);
}

static int
by_name(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

bool
facts_list(struct facts *fx, str prefix, size_t max, str **names, size_t *n, struct err *e)
{
	struct list l = {.fx = fx, .prefix = prefix, .max = max, .e = e};

	map_init(&l.seen, fx->mem, 0x115eu);
	for (size_t i = 0; i < fact_rows_n; i++) {
		const struct fact_row *row = &fact_rows[i];
		if (strchr(row->def.id, '<') != NULL) {
			pattern_names(&l, row);
			continue;
		}
		consider(&l, str_of(row->def.id));
		if (strncmp(row->def.id, "personal.", 9) == 0)
			staff_names(&l, row);
		else if (strncmp(row->def.id, "mal.", 4) == 0 ||
		    strncmp(row->def.id, "uppdrag.", 8) == 0)
			plan_names(&l, row);
		else
			money_names(&l, row);
	}
	if (l.failed)
		return false;
	if (l.n > 0)
		qsort(l.name, l.n, sizeof(str), by_name);
	*names = l.name;
	*n = l.n;
	return true;
}
