/* The values a dimension may have, and the nearest to one that it has not. */
#include "core/facts/facts_priv.h"

#include "core/plan/attain.h"

str
body_unit(const struct model *m, str body)
{
	const struct body *b = body.n > 0 ? find_body(m, body) : NULL;

	return b != NULL ? b->unit : STR("");
}

str
slug_of(struct arena *mem, str text)
{
	struct sb b;
	str out;

	sb_init(&b, mem, text.n + 8);
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (c == 0xe5 || c == 0xc5 || c == 0xe4 || c == 0xc4) /* å Å ä Ä */
			c = 'a';
		if (c == 0xf6 || c == 0xd6) /* ö Ö */
			c = 'o';
		if (c == 0xe9 || c == 0xc9) /* é É */
			c = 'e';
		sb_chr(&b,
		    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
		        ? (char)c
		        : '-');
	}
	must(sb_done(&b, &out));
	return out;
}

bool
slug_eq(str text, str slug)
{
	struct arena mem;
	bool eq;

	if (str_eq(text, slug))
		return true;
	arena_init(&mem, (size_t)1 << 20);
	eq = text.n < 4096 && str_eq(slug_of(&mem, text), slug);
	arena_end(&mem);
	return eq;
}

/* Edits (insert, delete, replace a byte) between two short texts, at most `cap`. */
static int
distance(str a, str b, int cap)
{
	int row[96];

	if (a.n >= COUNTOF(row) || b.n >= COUNTOF(row))
		return cap;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= a.n; i++) {
		int diagonal = row[0];
		row[0] = (int)i;
		for (size_t j = 1; j <= b.n; j++) {
			int above = row[j], best = diagonal + (a.p[i - 1] != b.p[j - 1]);
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diagonal = above;
			row[j] = best;
		}
	}
	return row[b.n] < cap ? row[b.n] : cap;
}

struct near {
	str want, best;
	int d;
};

static struct near
near_to(str want)
{
	/* Further away than a third of the word (at least two) is another word. */
	int cap = (int)(want.n / 3) + 2;

	return (struct near){.want = want, .d = cap > 12 ? 12 : cap};
}

static void
near_try(struct near *n, str candidate)
{
	int d = distance(n->want, candidate, n->d);

	if (d < n->d) {
		n->d = d;
		n->best = candidate;
	}
}

str
fact_suggest(struct facts *fx, struct arena *mem, str name)
{
	size_t colon = str_find_byte(name, ':', 0);
	struct near n = near_to(str_sub(name, 0, colon));
	const struct model *m = fx->m;

	for (size_t i = 0; i < fact_catalogue_n; i++)
		if (str_find_byte(str_of(fact_catalogue[i].id), '<', 0) ==
		    str_of(fact_catalogue[i].id).n)
			near_try(&n, str_of(fact_catalogue[i].id));
	for (size_t i = 0; i < m->n_figure; i++)
		near_try(&n, str_fmt(mem, "uppgift.%.*s", STR_ARG(m->figure[i].name)));
	for (size_t i = 0; i < m->n_series; i++)
		near_try(&n, str_fmt(mem, "serie.%.*s", STR_ARG(m->series[i].id)));
	static const char *const ends[] = {"utfall", "malvarde", "bas", "uppfyllelse", "mot_bas",
	    "skillnad"};
	for (size_t i = 0; i < m->n_measure; i++)
		for (size_t k = 0; k < COUNTOF(ends); k++)
			near_try(&n,
			    str_fmt(mem, "uppdrag.%.*s.%s", STR_ARG(m->measure[i].id), ends[k]));
	for (size_t i = 0; i < m->n_benefit; i++)
		for (size_t k = 0; k < 2; k++)
			near_try(&n,
			    str_fmt(mem, "portfolj.%.*s.%s",
			        STR_ARG(slug_of(mem, m->benefit[i].measure)), ends[k]));
	return n.best;
}

static bool
in_names(const char *const *names, str given, struct near *n)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		if (str_eq(given, str_of(names[i])))
			return true;
		near_try(n, str_of(names[i]));
	}
	return false;
}

static bool
resolve_unit(struct fact_call *c, str given, str *out, struct near *n)
{
	const struct model *m = c->m;

	*out = given;
	if (find_unit(m, given) != NULL)
		return true;
	for (size_t i = 0; i < m->n_unit; i++)
		near_try(n, m->unit[i].id);
	for (size_t i = 0; i < m->n_alias; i++)
		if (m->alias[i].unit.n > 0 && str_eq(m->alias[i].name, given)) {
			*out = m->alias[i].unit;
			return true;
		}
	return false;
}

static bool
resolve_body(struct fact_call *c, str given, str *out, struct near *n)
{
	const struct model *m = c->m;

	*out = given;
	if (find_body(m, given) != NULL)
		return true;
	for (size_t i = 0; i < m->n_body; i++)
		near_try(n, m->body[i].id);
	for (size_t i = 0; i < m->n_alias; i++)
		if (m->alias[i].body.n > 0 && str_eq(m->alias[i].name, given)) {
			*out = m->alias[i].body;
			return true;
		}
	return false;
}

static bool
resolve_line(struct fact_call *c, str given, str *out, struct near *n)
{
	const struct result_line *l = find_result_line(c->m, given);

	*out = given;
	if (l != NULL) {
		if (l->kind == LINE_KIND_net)
			*out = STR(""); /* the net is what is meant without a line */
		return true;
	}
	if (str_eq(given, STR("netto"))) {
		*out = STR("");
		return true;
	}
	for (size_t i = 0; i < c->m->n_result_line; i++)
		near_try(n, c->m->result_line[i].id);
	return false;
}

/* Any of the rows of a kind by its first key field. */
#define IN_KIND(kind_, field_)                                    \
	do {                                                      \
		for (size_t i = 0; i < c->m->n_##kind_; i++) {    \
			if (str_eq(c->m->kind_[i].field_, given)) \
				return true;                      \
			near_try(n, c->m->kind_[i].field_);       \
		}                                                 \
		return false;                                     \
	} while (0)

static bool
resolve_status(struct fact_call *c, str given, struct near *n)
{
	if (str_has_prefix(str_of(c->row->def.id), STR("uppdrag.")))
		return in_names(execution_names, given, n);
	if (str_eq(str_of(c->row->def.id), STR("mal.indikator.antal")))
		for (int v = 0; v < VERDICT__COUNT; v++)
			if (str_eq(given, verdict_id((enum verdict)v)))
				return true;
	return in_names(status_names, given, n);
}

static bool
resolve_goal(struct fact_call *c, str given, str *out, struct near *n)
{
	int64_t number;

	*out = given;
	if (find_goal(c->m, given) != NULL)
		return true;
	for (size_t i = 0; i < c->m->n_goal; i++) {
		near_try(n, c->m->goal[i].id);
		if (str_i64(given, &number) && number == c->m->goal[i].number) {
			*out = c->m->goal[i].id;
			return true;
		}
	}
	return false;
}

/* long: one case a dimension. */
static bool
resolve(struct fact_call *c, enum dim d, str given, str *out, struct near *n)
{
	static const char *const methods[] = {"niva", "forandring", NULL};
	static const char *const bounds[] = {"ovre", NULL};

	*out = given;
	switch (d) {
	case DIM_ENHET:
		return resolve_unit(c, given, out, n);
	case DIM_ORGAN:
		return resolve_body(c, given, out, n);
	case DIM_RAD:
		return resolve_line(c, given, out, n);
	case DIM_MAL:
		return resolve_goal(c, given, out, n);
	case DIM_STATUS:
		return resolve_status(c, given, n);
	case DIM_TILL:
		return in_names(assignment_to_names, given, n);
	case DIM_METOD:
		return in_names(methods, given, n);
	case DIM_GRANS:
		return in_names(bounds, given, n);
	case DIM_KON:
		if (str_eq(given, STR("alla")))
			*out = STR("");
		return in_names(sex_names, given, n);
	case DIM_OMRADE:
		IN_KIND(area, id);
	case DIM_PROJEKT:
		IN_KIND(investment, project);
	case DIM_DELMAL:
		IN_KIND(objective, id);
	case DIM_INDIKATOR:
		IN_KIND(indicator, id);
	case DIM_UPPDRAG:
		IN_KIND(assignment, id);
	case DIM_INITIATIV:
		IN_KIND(initiative, id);
	case DIM_ALDER:
		IN_KIND(staff, age);
	case DIM_LANGD:
		IN_KIND(staff, length);
	case DIM_PERIOD:
	case DIM__COUNT:
		break;
	}
	never("a dimension");
}

bool
dim_resolve(struct fact_call *c, enum dim d, str given, struct err *e)
{
	struct near n = near_to(given);

	if (resolve(c, d, given, &c->dim[d], &n))
		return true;
	if (n.best.n > 0)
		return fail(e, RC_NOT_FOUND, MSG_fact_no_value, ARG(dim_key(d)), ARG(given),
		    ARG(n.best));
	return fail(e, RC_NOT_FOUND, MSG_fact_no_value_plain, ARG(dim_key(d)), ARG(given));
}
