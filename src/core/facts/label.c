/* What a figure is called: its row of the catalogue and its dimensions, in words. */
#include "core/facts/facts_priv.h"

#include "core/plan/attain.h"

/* A dimension's value as people call it. */
static str
dim_name(const struct fact_call *c, enum dim d)
{
	const struct model *m = c->m;
	str v = c->dim[d];

	switch (d) {
	case DIM_ENHET: {
		const struct unit *u = find_unit(m, v);
		return u != NULL ? u->name : v;
	}
	case DIM_ORGAN: {
		const struct body *b = find_body(m, v);
		return b != NULL ? b->name : v;
	}
	case DIM_RAD: {
		const struct result_line *l = find_result_line(m, v);
		return l != NULL ? l->name : v;
	}
	case DIM_OMRADE: {
		const struct area *a = find_area(m, v);
		return a != NULL ? a->name : v;
	}
	case DIM_MAL: {
		const struct goal *g = find_goal(m, v);
		return g != NULL ? g->name : v;
	}
	case DIM_DELMAL: {
		const struct objective *o = find_objective(m, v);
		return o != NULL ? o->title : v;
	}
	case DIM_INDIKATOR: {
		const struct indicator *i = find_indicator(m, v);
		return i != NULL ? i->name : v;
	}
	case DIM_UPPDRAG: {
		const struct assignment *a = find_assignment(m, v);
		return a != NULL ? a->title : v;
	}
	default:
		return v;
	}
}

static str
dim_age(const struct fact_call *c, str v, enum lang lang)
{
	size_t dash = str_find(v, STR("-"), 0);
	str from = str_sub(v, 0, dash), to = dash < v.n ? str_sub(v, dash + 1, v.n) : STR("");
	const char *years = lang == LANG_SV ? "år" : "years";

	if (dash == v.n)
		return v;
	if (from.n == 0)
		return str_fmt(c->mem, lang == LANG_SV ? "högst %.*s %s" : "at most %.*s %s",
		    STR_ARG(to), years);
	if (to.n == 0)
		return str_fmt(c->mem, lang == LANG_SV ? "minst %.*s %s" : "at least %.*s %s",
		    STR_ARG(from), years);
	return str_fmt(c->mem, "%.*s\xe2\x80\x93%.*s %s", STR_ARG(from), STR_ARG(to), years);
}

/* In the middle of a label: "Antal delmål, uppfylls helt". */
static str
small(struct arena *mem, str word)
{
	char first = word.n > 0 && word.p[0] >= 'A' && word.p[0] <= 'Z' ? (char)(word.p[0] + 32)
	                                                                : 0;

	return first != 0 ? str_fmt(mem, "%c%.*s", first, STR_ARG(str_sub(word, 1, word.n))) : word;
}

static str
dim_status(const struct fact_call *c, str v, enum lang lang)
{
	for (int s = 0; s < STATUS__COUNT; s++)
		if (str_eq(v, str_of(status_names[s])))
			return small(c->mem, status_word((enum status)s, lang));
	for (int x = 0; x < EXECUTION__COUNT; x++)
		if (str_eq(v, str_of(execution_names[x])))
			return small(c->mem, execution_word((enum execution)x, lang));
	for (int k = 0; k < VERDICT__COUNT; k++)
		if (str_eq(v, verdict_id((enum verdict)k)))
			return small(c->mem, verdict_word((enum verdict)k, lang));
	return v;
}

/* The same where the value is a word of ours: in the reader's language. */
str
dim_word(const struct fact_call *c, enum dim d, enum lang lang)
{
	static const struct {
		const char *id, *text[LANG__COUNT];
	} words[] = {{"kvinna", {"kvinnor", "women"}}, {"man", {"män", "men"}},
	    {"ovre", {"övre gräns", "upper bound"}}, {"niva", {"nivå", "level"}},
	    {"forandring", {"förändring", "change"}}, {"namnd", {"nämnd", "board"}},
	    {"forvaltning", {"förvaltning", "administration"}},
	    {"beredning", {"beredning", "committee"}}};
	str v = c->dim[d];

	if (d == DIM_STATUS)
		return dim_status(c, v, lang);
	if (d == DIM_KON || d == DIM_METOD || d == DIM_GRANS || d == DIM_TILL)
		for (size_t i = 0; i < COUNTOF(words); i++)
			if (str_eq(v, str_of(words[i].id)))
				return str_of(words[i].text[lang]);
	if (d == DIM_ALDER)
		return dim_age(c, v, lang);
	if (d == DIM_LANGD)
		return str_fmt(c->mem, lang == LANG_SV ? "dag %.*s" : "day %.*s", STR_ARG(v));
	return dim_name(c, d);
}

void
fact_put_label(struct fact_call *c, struct fact *out, enum lang lang)
{
	struct sb b;

	sb_init(&b, c->mem, 1 << 16);
	sb_str(&b, out->label[lang].n > 0 ? out->label[lang] : str_of(c->row->def.label[lang]));
	for (int d = 0; d < DIM_PERIOD; d++) {
		if (c->dim[d].n == 0)
			continue;
		sb_lit(&b, ", ");
		sb_str(&b, dim_word(c, (enum dim)d, lang));
	}
	sb_lit(&b, ", ");
	sb_str(&b, period_show(c->mem, c->p, lang));
	must(sb_done(&b, &out->label[lang]));
}
