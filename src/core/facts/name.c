#include "core/facts/facts_priv.h"

#include <string.h>

#define FACT(fn, path, sv, en, UNIT, KIND, PERIOD, FORM, dec_, dims_, sign_, agg, small)        \
	{{path, {sv, en}, FACT_##UNIT, FACT_##KIND, FACT_P_##PERIOD, dims_, sign_, agg, small}, \
	    FORM_##FORM, dec_, compute_##fn},
#define ALIAS(a, b)
const struct fact_row fact_rows[] = {
#include "catalogue.def"
};
#undef FACT
#undef ALIAS
const size_t fact_rows_n = COUNTOF(fact_rows);

/* The public list is the head of each row: one table, two views. */
#define FACT(fn, path, sv, en, UNIT, KIND, PERIOD, FORM, dec_, dims_, sign_, agg, small) \
	{path, {sv, en}, FACT_##UNIT, FACT_##KIND, FACT_P_##PERIOD, dims_, sign_, agg, small},
#define ALIAS(a, b)
const struct fact_def fact_catalogue[] = {
#include "catalogue.def"
};
#undef FACT
#undef ALIAS
const size_t fact_catalogue_n = COUNTOF(fact_catalogue);

static const struct {
	const char *written, *meant;
} aliases[] = {
#define FACT(...)
#define ALIAS(a, b) {a, b},
#include "catalogue.def"
#undef FACT
#undef ALIAS
};

const struct fact_sum fact_sums[] = {
#define SUM(total, part, weight) {total, part, weight},
#include "core/facts/calc.def"
#undef SUM
};
const size_t fact_sums_n = COUNTOF(fact_sums);

const struct fact_dim_def fact_dims[] = {
    [DIM_ENHET] = {"enhet", {"Enhet", "Unit"}},
    [DIM_RAD] = {"rad", {"Resultatrad", "Result line"}},
    [DIM_OMRADE] = {"omrade", {"Investeringsområde", "Investment area"}},
    [DIM_PROJEKT] = {"projekt", {"Investeringsprojekt", "Investment project"}},
    [DIM_ORGAN] = {"organ", {"Organ", "Body"}},
    [DIM_STATUS] = {"status", {"Status", "Status"}},
    [DIM_MAL] = {"mal", {"Regionmål", "Goal"}},
    [DIM_TILL] = {"till", {"Riktas till", "Addressee"}},
    [DIM_DELMAL] = {"delmal", {"Delmål", "Objective"}},
    [DIM_INDIKATOR] = {"indikator", {"Indikator", "Indicator"}},
    [DIM_UPPDRAG] = {"uppdrag", {"Uppdrag", "Assignment"}},
    [DIM_KON] = {"kon", {"Kön", "Sex"}},
    [DIM_ALDER] = {"alder", {"Ålder", "Age"}},
    [DIM_LANGD] = {"langd", {"Frånvarons längd", "Length of absence"}},
    [DIM_METOD] = {"metod", {"Metod", "Method"}},
    [DIM_INITIATIV] = {"initiativ", {"Initiativ", "Initiative"}},
    [DIM_GRANS] = {"grans", {"Gräns", "Bound"}},
    [DIM_PERIOD] = {"period", {"Period", "Period"}},
};
const size_t fact_dims_n = DIM_PERIOD;
_Static_assert(COUNTOF(fact_dims) == DIM__COUNT, "each dimension has a name");

str
dim_key(enum dim d)
{
	return str_of(fact_dims[d].key);
}

/* Does the row take the dimension, and must it be there? */
static bool
row_takes(const struct fact_row *row, enum dim d, bool *optional)
{
	str rest = str_of(row->def.dims), word;

	*optional = false;
	while (str_cut(&rest, ' ', &word)) {
		bool may = str_has_suffix(word, STR("?"));
		if (str_eq(str_sub(word, 0, word.n - may), dim_key(d))) {
			*optional = may;
			return true;
		}
	}
	return false;
}

static bool
pattern_match(const char *path, str name, str *mid)
{
	const char *open = strchr(path, '<'), *shut = strchr(path, '>');
	str head, tail;

	if (open == NULL)
		return false;
	head = (str){path, (size_t)(open - path)};
	tail = str_of(shut + 1);
	if (name.n <= head.n + tail.n || !str_has_prefix(name, head) || !str_has_suffix(name, tail))
		return false;
	*mid = str_sub(name, head.n, name.n - tail.n);
	return true;
}

/* Whether what a pattern stands for is there; a suffix pattern asks its base. */
static bool
mid_exists(const struct model *m, const struct fact_row *row, str mid)
{
	const char *path = row->def.id;

	if (strncmp(path, "uppdrag.", 8) == 0)
		return find_measure(m, mid) != NULL;
	if (strncmp(path, "serie.", 6) == 0)
		return find_series(m, mid) != NULL;
	if (strncmp(path, "omrakning.", 10) == 0)
		return find_restatement(m, mid) != NULL;
	if (strncmp(path, "portfolj.", 9) == 0) {
		for (size_t i = 0; i < m->n_benefit; i++)
			if (slug_eq(m->benefit[i].measure, mid))
				return true;
		return false;
	}
	if (strncmp(path, "uppgift.", 8) == 0) {
		for (size_t i = 0; i < m->n_figure; i++)
			if (str_eq(m->figure[i].name, mid))
				return true;
		return false;
	}
	return false;
}

static const struct fact_row *
row_find(const struct model *m, str id, str *mid, int depth)
{
	*mid = STR("");
	for (size_t i = 0; i < COUNTOF(aliases); i++)
		if (str_eq(id, str_of(aliases[i].written)))
			id = str_of(aliases[i].meant);
	for (size_t i = 0; i < fact_rows_n; i++)
		if (str_eq(id, str_of(fact_rows[i].def.id)))
			return &fact_rows[i];
	for (size_t i = 0; i < fact_rows_n; i++) {
		const struct fact_row *row = &fact_rows[i];
		str inner;
		if (!pattern_match(row->def.id, id, mid))
			continue;
		if (mid_exists(m, row, *mid))
			return row;
		if (row->def.id[0] == '<' && depth < 2 &&
		    row_find(m, *mid, &inner, depth + 1) != NULL)
			return row;
	}
	return NULL;
}

period
period_plain(period p)
{
	if (p.kind != PERIOD_SPAN)
		return p;
	period year = period_year(p.to.y);
	if (date_cmp(p.from, year.from) == 0 && date_cmp(p.to, year.to) == 0)
		return year;
	period month = period_month(p.to.y, p.to.m);
	return date_cmp(p.from, month.from) == 0 && date_cmp(p.to, month.to) == 0 ? month : p;
}

static period
period_of_context(enum fact_period want, period ctx)
{
	if (ctx.kind == PERIOD_NONE)
		return ctx;
	switch (want) {
	case FACT_P_FLOW:
		return period_plain(period_ytd(ctx));
	case FACT_P_YEAR:
		return period_year(period_year_of(ctx));
	case FACT_P_WINDOW:
	case FACT_P_STOCK:
		return period_month(ctx.to.y, ctx.to.m);
	case FACT_P_ASSESS:
	case FACT_P_ANY:
		if (ctx.to.m == 12)
			return period_year(ctx.to.y);
		if (ctx.to.m % 4 == 0)
			return period_tertial(ctx.to.y, ctx.to.m / 4);
		return period_month(ctx.to.y, ctx.to.m);
	}
	never("a type of period");
}

static bool
period_takes(enum fact_period want, period *p)
{
	switch (want) {
	case FACT_P_FLOW:
		*p = period_plain(*p);
		return p->kind != PERIOD_DAY;
	case FACT_P_YEAR:
		*p = period_plain(*p);
		return p->kind == PERIOD_YEAR;
	case FACT_P_WINDOW:
		return p->kind == PERIOD_MONTH;
	case FACT_P_ASSESS:
		*p = period_plain(*p);
		if (p->kind == PERIOD_TERTIAL && p->to.m == 12)
			*p = period_year(p->to.y);
		return p->kind == PERIOD_YEAR || p->kind == PERIOD_TERTIAL ||
		    p->kind == PERIOD_MONTH;
	case FACT_P_STOCK:
		return p->kind == PERIOD_DAY || p->kind == PERIOD_MONTH || p->kind == PERIOD_YEAR;
	case FACT_P_ANY:
		return true;
	}
	never("a type of period");
}

static const char *const period_wanted[] = {
    [FACT_P_FLOW] = "2025-12, 2025-T3, 2025 / 2025-01..2025-08",
    [FACT_P_YEAR] = "2025",
    [FACT_P_WINDOW] = "2025-12",
    [FACT_P_ASSESS] = "2025-T2 / 2025",
    [FACT_P_STOCK] = "2025-12-31, 2025-12 / 2025",
    [FACT_P_ANY] = "2025",
};

/* A series takes the periods of its own kind. */
static enum fact_period
period_type(const struct fact_call *c)
{
	const struct series *s;

	if (!str_has_prefix(str_of(c->row->def.id), STR("serie.")))
		return c->row->def.period;
	s = find_series(c->m, c->series);
	return s != NULL && s->kind == SERIES_KIND_flow ? FACT_P_FLOW : FACT_P_STOCK;
}

static bool
resolve_period(struct fact_call *c, str given, struct err *e)
{
	enum fact_period want = period_type(c);
	int64_t back;

	c->p = period_of_context(want, c->fx->ctx.period);
	if (given.n == 0) {
		if (c->p.kind == PERIOD_NONE)
			return fail(e, RC_INVALID, MSG_fact_period_needed, ARG(c->row->def.id));
		return true;
	}
	if (str_i64(given, &back) && back <= 0 && back > -1000) {
		if (c->p.kind == PERIOD_NONE)
			return fail(e, RC_INVALID, MSG_fact_period_needed, ARG(c->row->def.id));
		c->p = period_shift_years(c->p, (int)back);
		return true;
	}
	if (!period_parse(given, &c->p))
		return fail(e, RC_INVALID, MSG_fact_bad_period, ARG(given));
	if (!period_takes(want, &c->p))
		return fail(e, RC_INVALID, MSG_fact_period_kind, ARG(c->row->def.id), ARG(given),
		    ARG(period_wanted[want]));
	c->period_given = true;
	return true;
}

/* A suffix row (<uppgift>.forandring) takes the dimensions and period of its base. */
static const struct fact_row *
base_row(const struct model *m, const struct fact_row *row, str mid, str *inner)
{
	*inner = mid;
	while (row != NULL && row->def.id[0] == '<')
		row = row_find(m, *inner, inner, 1);
	return row;
}

static bool
split_dims(const struct fact_row *base, str id, str rest, str *given, struct err *e)
{
	str part;
	bool optional;

	while (rest.p != NULL && str_cut(&rest, ':', &part)) {
		size_t eq = str_find_byte(part, '=', 0);
		int d = 0;
		str key = str_sub(part, 0, eq);
		if (eq == part.n || eq == 0 || eq + 1 == part.n)
			return fail(e, RC_INVALID, MSG_fact_bad_dim, ARG(part));
		while (d < DIM__COUNT && !str_eq(key, dim_key((enum dim)d)))
			d++;
		if (d == DIM__COUNT ||
		    (d != DIM_PERIOD && !row_takes(base, (enum dim)d, &optional)))
			return fail(e, RC_INVALID, MSG_fact_no_dim, ARG(id), ARG(key),
			    ARG(base->def.dims));
		if (given[d].n > 0)
			return fail(e, RC_INVALID, MSG_fact_dim_twice, ARG(id), ARG(key));
		given[d] = str_sub(part, eq + 1, part.n);
	}
	return true;
}

static str
dim_default(const struct fact_call *c, enum dim d)
{
	if (d == DIM_ENHET)
		return body_unit(c->m, c->fx->ctx.body);
	return d == DIM_ORGAN ? c->fx->ctx.body : STR("");
}

static str
spelling(const struct fact_call *c, const struct fact_row *base, str id)
{
	struct sb b;
	str out, rest = str_of(base->def.dims), word;

	sb_init(&b, c->mem, 4096);
	sb_str(&b, id);
	while (str_cut(&rest, ' ', &word)) {
		word = str_sub(word, 0, word.n - str_has_suffix(word, STR("?")));
		for (int d = 0; d < DIM__COUNT; d++) {
			if (!str_eq(word, dim_key((enum dim)d)) || c->dim[d].n == 0)
				continue;
			sb_chr(&b, ':');
			sb_str(&b, word);
			sb_chr(&b, '=');
			sb_str(&b, c->dim[d]);
		}
	}
	sb_lit(&b, ":period=");
	sb_str(&b, period_str(c->mem, c->p));
	must(sb_done(&b, &out));
	return out;
}

static bool
unknown(struct facts *fx, str id, struct err *e)
{
	str near = fact_suggest(fx, fx->mem, id);

	if (near.n == 0)
		return fail(e, RC_NOT_FOUND, MSG_fact_unknown_plain, ARG(id));
	return fail(e, RC_NOT_FOUND, MSG_fact_unknown, ARG(id), ARG(near));
}

/* The path as the catalogue writes it: aliases resolved. */
static str
path_of(const struct fact_call *c, const struct fact_row *row, str mid)
{
	const char *open = strchr(row->def.id, '<'), *shut = strchr(row->def.id, '>');
	str inner;

	if (open == NULL)
		return str_of(row->def.id);
	if (open == row->def.id) {
		const struct fact_row *base = row_find(c->m, mid, &inner, 1);
		mid = path_of(c, base, inner);
	}
	return str_fmt(c->mem, "%.*s%.*s%s", (int)(open - row->def.id), row->def.id, STR_ARG(mid),
	    shut + 1);
}

bool
call_parse(struct facts *fx, str name, struct fact_call *c, struct err *e)
{
	str given[DIM__COUNT] = {{0}};
	size_t colon = str_find_byte(name, ':', 0);
	str id = str_sub(name, 0, colon), rest = {0};
	const struct fact_row *base;
	bool optional;

	*c = (struct fact_call){.fx = fx, .m = fx->m, .mem = fx->mem};
	if (name.n > 2000 || !utf8_ok(name))
		return fail(e, RC_NOT_FOUND, MSG_fact_unknown_plain, ARG(str_sub(name, 0, 80)));
	c->row = row_find(fx->m, id, &c->mid, 0);
	if (c->row == NULL)
		return unknown(fx, id, e);
	base = base_row(fx->m, c->row, c->mid, &c->series);
	must(base != NULL);
	if (colon < name.n)
		rest = str_sub(name, colon + 1, name.n);
	if (colon < name.n && rest.n == 0)
		return fail(e, RC_INVALID, MSG_fact_bad_dim, ARG(name));
	if (!split_dims(base, id, rest, given, e))
		return false;
	for (int d = 0; d < DIM_PERIOD; d++) {
		bool takes = row_takes(base, (enum dim)d, &optional);
		if (takes && !optional && given[d].n == 0) {
			given[d] = dim_default(c, (enum dim)d);
			if (given[d].n == 0)
				return fail(e, RC_INVALID, MSG_fact_dim_needed, ARG(id),
				    ARG(dim_key((enum dim)d)));
		}
		if (given[d].n > 0 && !dim_resolve(c, (enum dim)d, str_dup(c->mem, given[d]), e))
			return false;
	}
	/* An area lies in one unit; naming the unit too would make two names of one figure. */
	if (c->dim[DIM_OMRADE].n > 0)
		c->dim[DIM_ENHET] = STR("");
	const struct fact_row *self = c->row;
	c->row = base;
	bool ok = resolve_period(c, given[DIM_PERIOD], e);
	c->row = self;
	if (!ok)
		return false;
	c->mid = str_dup(c->mem, c->mid);
	c->name = spelling(c, base, path_of(c, c->row, c->mid));
	return true;
}

bool
fact_take_apart(struct facts *fx, str name, struct fact_parts *out, struct err *e)
{
	struct fact_call c;
	str inner;

	if (!call_parse(fx, name, &c, e))
		return false;
	const struct fact_row *base = base_row(fx->m, c.row, c.mid, &inner);
	*out = (struct fact_parts){.def = &c.row->def,
	    .path = str_sub(c.name, 0, str_find_byte(c.name, ':', 0)),
	    .dims = str_of(base->def.dims),
	    .rolling = str_has_prefix(str_of(base->def.id), STR("personal.sjukfranvaro."))};
	for (int d = 0; d < DIM_PERIOD; d++) {
		if (c.dim[d].n == 0)
			continue;
		must(out->n_dim < FACT_DIMS_MAX);
		out->dim[out->n_dim++] = (struct fact_dim){.key = dim_key((enum dim)d),
		    .value = c.dim[d],
		    .label = {dim_word(&c, (enum dim)d, LANG_SV),
		        dim_word(&c, (enum dim)d, LANG_EN)}};
	}
	return true;
}
