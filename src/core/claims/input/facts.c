/* facts.c -- the figures of a database that a document may speak of. */
#include "base/map.h"
#include "core/claims/read/lex.h"
#include "core/facts/facts.h"

#define FACTS_MAX 20000 /* of one context; a larger organisation is held against its first */
#define NAMES_SEED 0x66616374u

struct gather {
	struct facts *fx;
	struct arena *mem;
	struct map seen;
	struct claims_fact *v;
	size_t n, room;
};

static enum claims_unit
unit_of(const struct fact *f)
{
	static const enum claims_unit unit[] = {[FACT_KR] = CLAIMS_KR,
	    [FACT_PERCENT] = CLAIMS_PERCENT,
	    [FACT_POINTS] = CLAIMS_POINTS,
	    [FACT_COUNT] = CLAIMS_COUNT,
	    [FACT_HOURS] = CLAIMS_HOURS,
	    [FACT_INDEX] = CLAIMS_COUNT,
	    [FACT_OTHER] = CLAIMS_COUNT};

	return unit[f->unit];
}

static int
scale_of(const struct fact *f)
{
	return f->unit != FACT_KR ? 0 : f->form == FORM_MKR ? 6 : f->form == FORM_TKR ? 3 : 0;
}

/* What came in rounded is no more exact than its last digit that is not zero; an
 * amount in whole thousands was given in thousands. */
static int64_t
half_of(const struct fact *f, int64_t value)
{
	int64_t step = MICRO;
	dec d = dec_trim(f->value);

	if (f->unit == FACT_KR) {
		while (step < 1000000 * MICRO && value % (step * 1000) == 0)
			step *= 1000;
		return step > MICRO ? step / 2 : 0;
	}
	if (d.scale > 3)
		return 0; /* a quotient that we made */
	for (int i = 0; i < d.scale; i++)
		step /= 10;
	return step / 2;
}

/* Only a figure measured at a month, or over the twelve that end with it, has one. */
static int
month_of(const struct fact *f)
{
	return f->period.kind == PERIOD_MONTH || f->period.kind == PERIOD_DAY ? f->period.to.m : 0;
}

static bool
make(struct gather *g, const struct fact *f, struct claims_fact *out)
{
	dec d = dec_rescale(f->value, 6, DEC_HALF_UP);
	int64_t micro;

	if (f->unit == FACT_NONE || !dec_ok(d) || !dec_i64(dec_mul(d, dec_int(MICRO)), &micro))
		return false;
	*out = (struct claims_fact){.name = str_dup(g->mem, f->name),
	    .unit = unit_of(f),
	    .scale = scale_of(f),
	    .value = micro,
	    .half = half_of(f, micro),
	    .year = f->period.kind != PERIOD_NONE ? period_year_of(f->period) : 0,
	    .month = month_of(f)};
	for (int l = 0; l < LANG__COUNT; l++)
		out->label[l] = str_dup(g->mem, f->label[l]);
	return true;
}

static void
push(struct gather *g, struct claims_fact f)
{
	arena_grow(g->mem, g->v, g->n, g->room);
	g->v[g->n++] = f;
}

/* The same figure where a document calls the unit by another name. */
static void
push_aliases(struct gather *g, struct claims_fact f)
{
	const struct model *m = facts_model(g->fx);

	f.alias = true;
	for (size_t i = 0; i < m->n_alias; i++) {
		const struct alias *a = &m->alias[i];
		const struct unit *u = a->unit.n > 0 ? model_find(m, KIND_unit, a->unit) : NULL;
		if (u == NULL || str_eq(u->name, a->name))
			continue;
		str label = f.label[LANG_SV];
		size_t at = str_find(label, u->name, 0);
		if (at >= label.n)
			continue;
		struct claims_fact other = f;
		other.label[LANG_SV] = str_fmt(g->mem, "%.*s%.*s%.*s",
		    STR_ARG(str_sub(label, 0, at)), STR_ARG(a->name),
		    STR_ARG(str_sub(label, at + u->name.n, label.n)));
		push(g, other);
	}
}

/* The fact with that name, once; what the database cannot tell is left out. */
static bool
add(struct gather *g, struct facts *fx, str name, struct claims_fact *out, struct err *e)
{
	struct err quiet = {0};
	struct fact f;
	struct claims_fact c;

	*out = (struct claims_fact){.unit = CLAIMS_PLAIN};
	if (!fact_get(fx, name, &f, &quiet)) {
		if (quiet.rc != RC_IO)
			return true;
		*e = quiet;
		return false;
	}
	if (!make(g, &f, &c))
		return true;
	*out = c;
	if (map_add(&g->seen, c.name, g->n) != MAP_NONE)
		return true;
	push(g, c);
	push_aliases(g, c);
	return true;
}

/* The name as the context of another year fills it in. */
static str
without_period(struct arena *mem, str name)
{
	size_t at = str_find(name, STR(":period="), 0);

	if (at >= name.n)
		return name;
	size_t end = str_find_byte(name, ':', at + 1);
	return str_fmt(mem, "%.*s%.*s", STR_ARG(str_sub(name, 0, at)),
	    STR_ARG(str_sub(name, end, name.n)));
}

/* "Nettokostnad" of two years makes a change in kronor that a sentence may tell. */
static void
push_change(struct gather *g, const struct claims_fact *now, const struct claims_fact *before)
{
	struct claims_fact f = *now;

	if (now->unit != CLAIMS_KR || before->unit != CLAIMS_KR || before->year != now->year - 1)
		return;
	f.value -= before->value;
	f.half += before->half;
	f.name = str_fmt(g->mem, "%.*s − %.*s", STR_ARG(now->name), STR_ARG(before->name));
	f.label[LANG_SV] = str_fmt(g->mem, "Förändring, %.*s", STR_ARG(now->label[LANG_SV]));
	f.label[LANG_EN] = str_fmt(g->mem, "Change, %.*s", STR_ARG(now->label[LANG_EN]));
	push(g, f);
}

/* A change of a variance, a change or a budget is nobody's sentence. */
static bool
is_level(str name)
{
	static const char *const level[] = {
	    "ekonomi.nettokostnad:", "ekonomi.utfall:", "investering.utfall:"};

	for (size_t i = 0; i < COUNTOF(level); i++)
		if (str_has_prefix(name, str_of(level[i])))
			return true;
	return false;
}

bool
claims_facts(struct facts *fx, const struct claims_doc *doc, struct arena *mem,
    struct claims_against *out, struct err *e)
{
	struct gather g = {.fx = fx, .mem = mem};
	struct fact_context before = facts_context(fx);
	str *name;
	size_t n;

	map_init(&g.seen, mem, NAMES_SEED);
	before.period = period_shift_years(before.period, -1);
	struct facts *last = facts_in_context(fx, before);
	if (!facts_list(fx, STR(""), FACTS_MAX, &name, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct claims_fact now, then;
		if (!add(&g, fx, name[i], &now, e) ||
		    !add(&g, last, without_period(mem, name[i]), &then, e))
			return false;
		if (is_level(name[i]) && now.name.n > 0 && then.name.n > 0)
			push_change(&g, &now, &then);
	}
	for (size_t i = 0; i < doc->n_bound; i++) {
		struct claims_fact one;
		if (!add(&g, fx, doc->bound[i].fact, &one, e))
			return false;
	}
	const struct body *b = model_find(facts_model(fx), KIND_body, facts_context(fx).body);
	out->body = b != NULL ? b->name : STR("");
	out->fact = g.v;
	out->n_fact = g.n;
	return true;
}
