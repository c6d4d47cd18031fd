#include "work/report_xbrl.h"

#include "work/report_facts.h"

/* The scheme of Swedish annual reports, for who has an organisation number. */
#define SCHEME_NUMBER "http://www.bolagsverket.se"
#define SCHEME_OWN "urn:tertial:organisation"

struct maker {
	const struct view *v;
	struct arena *mem;
	struct xbrl *x;
	struct xbrl_concept *concept;
	struct xbrl_dim *dim;
	struct xbrl_member *member;
	struct xbrl_fact *fact;
	uint32_t *cube;
	size_t room_concept, room_member;
	struct map concepts, members; /* id -> index */
	struct map taken;             /* concept and context -> index of the fact */
};

static const struct {
	const char *id;
	const char *label[LANG__COUNT];
} group[] = {
    {"ekonomi", {"Ekonomi", "Economy"}},
    {"investering", {"Investeringar", "Investments"}},
    {"mal", {"Mål", "Goals"}},
    {"uppdrag", {"Uppdrag", "Assignments"}},
    {"personal", {"Personal", "Staff"}},
    {"serie", {"Serier", "Series"}},
    {"portfolj", {"Utvecklingsportfölj", "Portfolio"}},
    {"uppgift", {"Rapporterade uppgifter", "Reported figures"}},
    {"omrakning", {"Omräknade jämförelsetal", "Restated comparatives"}},
};

static enum xbrl_type
type_of(enum fact_unit unit)
{
	static const enum xbrl_type type[] = {
	    [FACT_NONE] = XBRL_TEXT,
	    [FACT_KR] = XBRL_MONEY,
	    [FACT_PERCENT] = XBRL_PERCENT,
	    [FACT_POINTS] = XBRL_PERCENT,
	    [FACT_COUNT] = XBRL_PURE,
	    [FACT_HOURS] = XBRL_HOURS,
	    [FACT_INDEX] = XBRL_PURE,
	    [FACT_OTHER] = XBRL_NUMBER,
	};

	must((size_t)unit < COUNTOF(type));
	return type[unit];
}

static size_t
add_concept(struct maker *k, const struct xbrl_concept *c)
{
	size_t at = k->x->n_concept++;

	arena_grow(k->mem, k->concept, at, k->room_concept);
	k->concept[at] = *c;
	must(map_add(&k->concepts, c->id, at) == MAP_NONE);
	return at;
}

/* The heading that a path belongs under: its first word. */
static size_t
group_of(const struct maker *k, str path)
{
	size_t at = map_find(&k->concepts, str_sub(path, 0, str_find_byte(path, '.', 0)));

	must(at != MAP_NONE);
	return at;
}

static uint32_t
dims_of(str dims)
{
	uint32_t bits = 0;
	str word;

	while (str_cut(&dims, ' ', &word)) {
		word = str_sub(word, 0, word.n - str_has_suffix(word, STR("?")));
		for (size_t d = 0; d < fact_dims_n; d++)
			if (str_eq(word, str_of(fact_dims[d].key)))
				bits |= (uint32_t)1 << d;
	}
	return bits;
}

/* The dimensions, and which may be left out in some row. */
static void
make_dims(struct maker *k)
{
	k->dim = arena_array(k->mem, fact_dims_n, struct xbrl_dim);
	k->cube = arena_array(k->mem, fact_catalogue_n, uint32_t);
	k->x->n_dim = fact_dims_n;
	for (size_t d = 0; d < fact_dims_n; d++)
		k->dim[d] = (struct xbrl_dim){.id = str_of(fact_dims[d].key),
		    .label = {str_of(fact_dims[d].label[LANG_SV]),
		        str_of(fact_dims[d].label[LANG_EN])},
		    .whole = {STR("Alla"), STR("All")}};
	for (size_t i = 0; i < fact_catalogue_n; i++) {
		str rest = str_of(fact_catalogue[i].dims), word;
		uint32_t bits = dims_of(rest);
		size_t n = 0;
		while (n < k->x->n_cube && k->cube[n] != bits)
			n++;
		if (n == k->x->n_cube && bits != 0)
			k->cube[k->x->n_cube++] = bits;
		while (str_cut(&rest, ' ', &word))
			for (size_t d = 0; d < fact_dims_n; d++)
				if (str_has_suffix(word, STR("?")) &&
				    str_eq(str_sub(word, 0, word.n - 1), k->dim[d].id))
					k->dim[d].optional = true;
	}
}

static void
make_base(struct maker *k)
{
	for (size_t i = 0; i < COUNTOF(group); i++)
		add_concept(k,
		    &(struct xbrl_concept){.id = str_of(group[i].id),
		        .label = {str_of(group[i].label[LANG_SV]), str_of(group[i].label[LANG_EN])},
		        .abstract = true});
	for (size_t i = 0; i < fact_catalogue_n; i++) {
		const struct fact_def *f = &fact_catalogue[i];
		str path = str_of(f->id);
		if (str_find_byte(path, '<', 0) < path.n)
			continue; /* what it stands for is the organisation's */
		add_concept(k,
		    &(struct xbrl_concept){.id = path,
		        .label = {str_of(f->label[LANG_SV]), str_of(f->label[LANG_EN])},
		        .type = type_of(f->unit),
		        .instant = f->kind == FACT_STOCK,
		        .under = group_of(k, path),
		        .dims = dims_of(str_of(f->dims))});
	}
	for (size_t i = 0; i < fact_sums_n; i++) {
		struct xbrl_calc *c = (struct xbrl_calc *)(uintptr_t)k->x->calc;
		c[i] = (struct xbrl_calc){map_find(&k->concepts, str_of(fact_sums[i].total)),
		    map_find(&k->concepts, str_of(fact_sums[i].part)), fact_sums[i].weight};
		must(c[i].total != MAP_NONE && c[i].part != MAP_NONE);
	}
}

/* The series behind "serie.x" and what follows it, or NULL. */
static const struct series *
series_of(const struct maker *k, str path)
{
	if (!str_has_prefix(path, STR("serie.")))
		return NULL;
	return find_series(k->v->model, str_sub(path, 6, str_find_byte(path, '.', 6)));
}

/* A concept of the report's own is called what the figure is called, without the period. */
static str
own_label(const struct maker *k, const struct fact *f, enum lang lang)
{
	str end = str_fmt(k->mem, ", %.*s", STR_ARG(period_show(k->mem, f->period, lang)));
	str label = f->label[lang];

	return str_has_suffix(label, end) ? str_sub(label, 0, label.n - end.n) : label;
}

static size_t
concept_of(struct maker *k, const struct fact *f, const struct fact_parts *p)
{
	str id = xbrl_name(k->mem, p->path);
	size_t at = map_find(&k->concepts, id);
	enum xbrl_type type = type_of(f->unit);
	const struct series *s = series_of(k, p->path);

	if (at == MAP_NONE)
		return add_concept(k,
		    &(struct xbrl_concept){.id = id,
		        .label = {own_label(k, f, LANG_SV), own_label(k, f, LANG_EN)},
		        .type = type,
		        .instant = s != NULL ? s->kind == SERIES_KIND_stock
		                             : p->def->kind == FACT_STOCK,
		        .own = true,
		        .under = group_of(k, p->path),
		        .dims = dims_of(p->dims)});
	/* One name reported in different units in different years. */
	if (k->concept[at].own && k->concept[at].type != type && type != XBRL_TEXT &&
	    k->concept[at].type != XBRL_TEXT)
	k->concept[at].type = XBRL_NUMBER;
	return at;
}

static size_t
member_of(struct maker *k, const struct fact_dim *d)
{
	str id = xbrl_name(k->mem,
	    str_fmt(k->mem, "%.*s.%.*s", STR_ARG(d->key), STR_ARG(d->value)));
	size_t at = map_find(&k->members, id);

	if (at != MAP_NONE)
		return at;
	at = k->x->n_member++;
	arena_grow(k->mem, k->member, at, k->room_member);
	k->member[at] = (struct xbrl_member){.id = id,
	    .label = {d->label[LANG_SV], d->label[LANG_EN]}};
	while (!str_eq(k->dim[k->member[at].dim].id, d->key))
		k->member[at].dim++;
	must(map_add(&k->members, id, at) == MAP_NONE);
	return at;
}

/* The days a figure is about: a rolling one of twelve months, a cumulative one from
 * the beginning of its year. */
static period
days_of(const struct maker *k, const struct fact *f, const struct fact_parts *p)
{
	const struct series *s = series_of(k, p->path);

	if (p->rolling)
		return period_r12(f->period);
	return s != NULL && s->kind == SERIES_KIND_cumulative ? period_ytd(f->period) : f->period;
}

/* Another figure that says the same thing of the same days has been there. */
static bool
is_taken(struct maker *k, const struct xbrl_fact *f)
{
	bool instant = k->concept[f->concept].instant;
	struct sb b;
	str key;

	sb_init(&b, k->mem, 4096);
	sb_printf(&b, "%zu %d %d", f->concept, instant ? 0 : date_days(f->from), date_days(f->to));
	for (int i = 0; i < f->n_member; i++)
		sb_printf(&b, " %zu", f->member[i]);
	must(sb_done(&b, &key));
	size_t at = map_add(&k->taken, key, k->x->n_fact);
	if (at == MAP_NONE)
		return false;
	const struct xbrl_fact *was = &k->fact[at];
	return dec_ok(was->value) != dec_ok(f->value) || !str_eq(was->text, f->text) ||
	    (dec_ok(f->value) && dec_cmp(was->value, f->value) != 0);
}

static bool
add_fact(struct maker *k, str name, struct err *e)
{
	struct fact_parts p;
	struct fact f;

	if (!fact_get(k->v->facts, name, &f, e) || !fact_take_apart(k->v->facts, name, &p, e))
		return false;
	if (!dec_ok(f.value) && f.text.n == 0)
		return true;
	size_t concept = concept_of(k, &f, &p);
	period days = days_of(k, &f, &p);
	struct xbrl_fact x = {.name = name,
	    .concept = concept,
	    .type = dec_ok(f.value) ? type_of(f.unit) : XBRL_TEXT,
	    .from = days.from,
	    .to = days.to,
	    .value = f.value,
	    .text = dec_ok(f.value) ? STR("") : f.text,
	    .unit = f.unit == FACT_OTHER ? xbrl_name(k->mem, f.unit_text) : STR("")};
	/* A word where the concept is a number, or the other way about, is not told. */
	if ((x.type == XBRL_TEXT) != (k->concept[concept].type == XBRL_TEXT))
		return true;
	for (int i = 0; i < p.n_dim; i++)
		x.member[x.n_member++] = member_of(k, &p.dim[i]);
	if (!is_taken(k, &x))
		k->fact[k->x->n_fact++] = x;
	return true;
}

bool
report_xbrl(const struct view *v, const struct doc *d, struct xbrl *out, struct err *e)
{
	struct maker k = {.v = v, .mem = v->mem, .x = out};
	const struct org *org = &v->model->org[0];
	size_t n;
	const struct report_fact *shown = report_facts_of(d, v->mem, &n);

	_Static_assert(FACT_DIMS_MAX <= XBRL_DIMS_MAX, "a fact's dimensions fit");
	*out = (struct xbrl){.entity_scheme = org->number.n > 0 ? STR(SCHEME_NUMBER)
	                                                        : STR(SCHEME_OWN),
	    .entity = org->number.n > 0 ? org->number : org->id,
	    .calc = arena_array(v->mem, fact_sums_n, struct xbrl_calc),
	    .n_calc = fact_sums_n};
	k.fact = arena_array(v->mem, n + 1, struct xbrl_fact);
	map_init(&k.concepts, v->mem, 1);
	map_init(&k.members, v->mem, 2);
	map_init(&k.taken, v->mem, 3);
	make_dims(&k);
	make_base(&k);
	for (size_t i = 0; i < n; i++)
		if (!add_fact(&k, shown[i].name, e))
			return false;
	out->concept = k.concept;
	out->dim = k.dim;
	out->cube = k.cube;
	out->member = k.member;
	out->fact = k.fact;
	return true;
}

bool
report_ixbrl(const struct view *v, const struct doc *d, struct sb *b, struct err *e)
{
	struct xbrl x;

	if (!report_xbrl(v, d, &x, e))
		return false;
	ixbrl_write(d, &x, b);
	return true;
}
