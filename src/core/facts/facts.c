#include "core/facts/facts_priv.h"

#define DEPTH_MAX 12

struct facts *
facts_new(struct arena *mem, const struct model *m, const struct fact_money *money,
    struct fact_context ctx)
{
	struct facts *fx = arena_new(mem, struct facts);

	*fx = (struct facts){.mem = mem, .m = m, .money = money, .ctx = ctx};
	fx->shared = arena_new(mem, struct shared);
	map_init(&fx->shared->index, mem, 0xfac75u);
	return fx;
}

struct facts *
facts_in_context(struct facts *fx, struct fact_context ctx)
{
	struct facts *other = arena_new(fx->mem, struct facts);

	*other = *fx; /* names are canonical (F1), so the values can be shared */
	other->ctx = ctx;
	return other;
}

const struct model *
facts_model(const struct facts *fx)
{
	return fx->m;
}

struct fact_context
facts_context(const struct facts *fx)
{
	return fx->ctx;
}

struct arena *
facts_arena(const struct facts *fx)
{
	return fx->mem;
}

bool
facts_money_cell(struct facts *fx, const struct money_query *q, int64_t *ore, bool *has,
    struct err *e)
{
	*ore = 0;
	*has = false;
	return fx->money == NULL || fx->money->cell(fx->money->ctx, q, ore, has, e);
}

/* ---- what compute functions say about a figure ---- */

void
fact_missing(struct fact_call *c, struct fact *out, const struct msg *why, str arg)
{
	struct msg_args args = {.msg = why, .arg = {arg_str_(arg)}};

	out->value = dec_bad();
	for (int lang = 0; lang < LANG__COUNT; lang++) {
		struct sb b;
		sb_init(&b, c->mem, 4096);
		msg_put(&b, &args, (enum lang)lang);
		must(sb_done(&b, &out->missing[lang]));
	}
}

void
fact_source(struct fact *out, str file)
{
	out->source[LANG_SV] = out->source[LANG_EN] = file;
}

str
period_text(struct fact_call *c, period p)
{
	return period_str(c->mem, p);
}

static const struct unit_text {
	const char *text;
	enum fact_unit unit;
	enum fact_form form;
	int money_exp; /* power of ten from the unit to kronor */
} unit_texts[] = {
    {"kr", FACT_KR, FORM_KR, 0},
    {"kronor", FACT_KR, FORM_KR, 0},
    {"tkr", FACT_KR, FORM_TKR, 3},
    {"Mkr", FACT_KR, FORM_MKR, 6},
    {"mkr", FACT_KR, FORM_MKR, 6},
    {"mnkr", FACT_KR, FORM_MKR, 6},
    {"miljoner kronor", FACT_KR, FORM_MKR, 6},
    {"%", FACT_PERCENT, FORM_PERCENT, 0},
    {"procent", FACT_PERCENT, FORM_PERCENT, 0},
    {"procentenheter", FACT_POINTS, FORM_POINTS, 0},
    {"antal", FACT_COUNT, FORM_COUNT, 0},
    {"st", FACT_COUNT, FORM_COUNT, 0},
    {"timmar", FACT_HOURS, FORM_HOURS, 0},
    {"index", FACT_INDEX, FORM_AUTO, 0},
};

str
fact_unit_word(str unit, enum lang lang)
{
	static const struct {
		const char *unit, *word[LANG__COUNT];
	} words[] = {{"procent", {"%", "%"}}, {"Mkr", {"Mkr", "MSEK"}}, {"mkr", {"Mkr", "MSEK"}},
	    {"mnkr", {"Mkr", "MSEK"}}, {"tkr", {"tkr", "kSEK"}}, {"kr", {"kr", "SEK"}},
	    {"procentenheter", {"procentenheter", "percentage points"}},
	    {"timmar", {"timmar", "hours"}}, {"antal", {"antal", "count"}}};

	for (size_t i = 0; i < COUNTOF(words); i++)
		if (str_eq(unit, str_of(words[i].unit)))
			return str_of(words[i].word[lang]);
	return unit;
}

static const struct unit_text *
unit_text_find(str unit)
{
	for (size_t i = 0; i < COUNTOF(unit_texts); i++)
		if (str_eq(unit, str_of(unit_texts[i].text)))
			return &unit_texts[i];
	return NULL;
}

void
fact_reported(struct fact_call *c, struct fact *out, dec value, str unit)
{
	const struct unit_text *u = unit_text_find(unit);

	out->decimals = dec_ok(value) && value.scale < 9 ? value.scale : 0;
	out->value = value;
	if (u == NULL) {
		out->unit = unit.n > 0 ? FACT_OTHER : FACT_COUNT;
		out->unit_text = unit;
		out->form = unit.n > 0 ? FORM_AUTO : FORM_COUNT;
	} else {
		out->unit = u->unit;
		out->form = u->form;
		if (u->money_exp > 0) {
			int64_t scale = u->money_exp == 3 ? 1000 : 1000000;
			out->value = dec_mul(value, dec_int(scale));
		}
	}
	if (!dec_ok(value))
		fact_missing(c, out, MSG_fact_miss_value, STR(""));
}

/* ---- derivation ---- */

struct fact_node *
fact_node_add(struct arena *mem, struct fact_node *under)
{
	struct fact_node *n = arena_new(mem, struct fact_node);

	n->value = dec_bad();
	if (under->last != NULL)
		under->last->next = n;
	else
		under->first = n;
	under->last = n;
	return n;
}

struct fact_node *
trace_row(struct fact_call *c, str label, dec value, str source)
{
	struct fact_node *n;

	if (c->trace == NULL)
		return NULL;
	n = fact_node_add(c->mem, c->trace);
	n->label[LANG_SV] = n->label[LANG_EN] = label;
	if (label.n == 0) {
		n->label[LANG_SV] = STR("rapporterad uppgift");
		n->label[LANG_EN] = STR("reported figure");
	}
	n->value = value;
	n->unit = c->trace->unit;
	n->unit_text = c->trace->unit_text;
	n->source[LANG_SV] = n->source[LANG_EN] = source;
	return n;
}

struct fact_node *
trace_said(struct fact_call *c, const char *sv, const char *en, dec value, str source)
{
	struct fact_node *n = trace_row(c, str_of(sv), value, source);

	if (n != NULL)
		n->label[LANG_EN] = str_of(en);
	return n;
}

struct fact_node *
trace_model_row(struct fact_call *c, str label, dec value, str file, enum kind_id kind,
    const void *row)
{
	const struct fact_places *pl = c->fx->shared->places;
	str place = file;

	if (c->trace != NULL && pl != NULL && row != NULL &&
	    !pl->find(pl->ctx, kind, row, c->mem, &place))
		place = file;
	return trace_row(c, label, value, place);
}

void
facts_set_places(struct facts *fx, const struct fact_places *places)
{
	fx->shared->places = places;
}

void
trace_formula(struct fact_call *c, const char *sv, const char *en)
{
	if (c->trace == NULL)
		return;
	c->trace->formula[LANG_SV] = str_of(sv);
	c->trace->formula[LANG_EN] = str_of(en);
}

static void
node_fill(struct fact_node *n, const struct fact *f)
{
	n->fact = f->name;
	n->value = f->value;
	n->unit = f->unit;
	n->unit_text = f->unit_text;
	for (int lang = 0; lang < LANG__COUNT; lang++) {
		n->label[lang] = f->label[lang];
		n->source[lang] = f->source[lang];
	}
}

/* ---- computing ---- */

bool
call_run(struct fact_call *c, struct fact *out, struct err *e)
{
	struct shared *s = c->fx->shared;
	bool ok;

	*out = (struct fact){.name = c->name,
	    .def = &c->row->def,
	    .unit = c->row->def.unit,
	    .period = c->p,
	    .value = dec_bad(),
	    .decimals = c->row->decimals,
	    .form = c->row->form};
	must(s->depth < DEPTH_MAX); /* rows ask only rows before them, suffixes nest twice */
	s->depth++;
	ok = c->row->compute(c, out, e);
	s->depth--;
	if (!ok)
		return false;
	if (!dec_ok(out->value) && out->text.n == 0 && out->missing[LANG_SV].n == 0)
		return fail(e, RC_INVALID, MSG_fact_overflow, ARG(c->name));
	for (int lang = 0; lang < LANG__COUNT; lang++)
		fact_put_label(c, out, (enum lang)lang);
	must(dec_ok(out->value) || out->text.n > 0 || out->missing[LANG_SV].n > 0); /* (F3) */
	return true;
}

bool
fact_get(struct facts *fx, str name, struct fact *out, struct err *e)
{
	struct shared *s = fx->shared;
	struct fact_call c;
	size_t at;

	if (!call_parse(fx, name, &c, e))
		return false;
	at = map_find(&s->index, c.name);
	if (at != MAP_NONE) {
		*out = s->entry[at];
		return true;
	}
	if (!call_run(&c, out, e))
		return false;
	arena_grow(fx->mem, s->entry, s->n, s->room);
	s->entry[s->n] = *out;
	must(map_add(&s->index, c.name, s->n) == MAP_NONE);
	s->n++;
	return true;
}

bool
fact_canonical(struct facts *fx, str name, str *out, struct err *e)
{
	struct fact_call c;

	if (!call_parse(fx, name, &c, e))
		return false;
	*out = c.name;
	return true;
}

bool
fact_value(struct facts *fx, str name, dec *out, struct err *e)
{
	struct fact f;

	if (!fact_get(fx, name, &f, e))
		return false;
	*out = f.value;
	return true;
}

bool
fact_input(struct fact_call *c, str name, struct fact *in, struct err *e)
{
	struct fact_call inner;

	if (c->trace == NULL)
		return fact_get(c->fx, name, in, e);
	if (!call_parse(c->fx, name, &inner, e))
		return false;
	inner.trace = fact_node_add(c->mem, c->trace);
	inner.trace->unit = inner.row->def.unit;
	if (!call_run(&inner, in, e))
		return false;
	node_fill(inner.trace, in);
	return true;
}

bool
fact_explain(struct facts *fx, str name, struct fact_node **out, struct err *e)
{
	struct fact_node *root = arena_new(fx->mem, struct fact_node);
	struct fact_call c;
	struct fact f;

	root->value = dec_bad();
	if (!call_parse(fx, name, &c, e))
		return false;
	root->unit = c.row->def.unit;
	c.trace = root;
	if (!call_run(&c, &f, e))
		return false;
	node_fill(root, &f);
	*out = root;
	return true;
}

/* ---- rows about other rows: <uppgift>.forandring, <uppgift>.utveckling ---- */

static str
with_period(struct fact_call *c, period p)
{
	size_t colon = str_find_byte(c->name, ':', 0);
	size_t tail = c->name.n, cut = str_find(c->name, STR(":period="), 0);

	must(cut < tail);
	return str_fmt(c->mem, "%.*s%.*s:period=%.*s", STR_ARG(c->mid), (int)(cut - colon),
	    c->name.p + colon, STR_ARG(period_str(c->mem, p)));
}

static bool
two_years(struct fact_call *c, struct fact *now, struct fact *then, struct fact *out, struct err *e)
{
	if (!fact_input(c, with_period(c, c->p), now, e) ||
	    !fact_input(c, with_period(c, period_shift_years(c->p, -1)), then, e))
		return false;
	for (int lang = 0; lang < LANG__COUNT; lang++)
		out->label[lang] = str_fmt(c->mem, "%s: %s", c->row->def.label[lang],
		    now->def->label[lang]);
	if (!dec_ok(now->value))
		fact_missing(c, out, MSG_fact_miss_input, now->name);
	else if (!dec_ok(then->value))
		fact_missing(c, out, MSG_fact_miss_input, then->name);
	return true;
}

bool
compute_difference(struct fact_call *c, struct fact *out, struct err *e)
{
	struct fact now, then;

	if (!two_years(c, &now, &then, out, e))
		return false;
	out->unit = now.unit == FACT_PERCENT ? FACT_POINTS : now.unit;
	out->form = now.form == FORM_PERCENT ? FORM_POINTS : now.form;
	out->unit_text = now.unit_text;
	out->decimals = now.decimals;
	trace_formula(c, "denna period − samma period året före", "this period − the year before");
	if (dec_ok(now.value) && dec_ok(then.value))
		out->value = dec_sub(now.value, then.value);
	else if (now.text.n > 0)
		return fail(e, RC_INVALID, MSG_fact_not_number, ARG(now.name));
	return true;
}

bool
compute_growth(struct fact_call *c, struct fact *out, struct err *e)
{
	struct fact now, then;

	if (!two_years(c, &now, &then, out, e))
		return false;
	trace_formula(c, "(denna period / samma period året före − 1) × 100",
	    "(this period / the year before − 1) × 100");
	if (now.text.n > 0)
		return fail(e, RC_INVALID, MSG_fact_not_number, ARG(now.name));
	if (!dec_ok(now.value) || !dec_ok(then.value))
		return true;
	if (dec_sign(then.value) == 0)
		fact_missing(c, out, MSG_fact_miss_base_zero, STR(""));
	else if (dec_sign(now.value) * dec_sign(then.value) < 0)
		fact_missing(c, out, MSG_fact_miss_sign, STR(""));
	else
		out->value = dec_div(dec_mul(dec_sub(now.value, then.value), dec_int(100)),
		    dec_abs(then.value), FACT_QUOTIENT_SCALE, DEC_HALF_EVEN);
	return true;
}
