/* clause.c -- what the words of a clause say: names, roles, directions. */
#include "core/claims/read/clause.h"

bool
clause_word(const struct model *m, uint32_t i, const char *w)
{
	return str_eq(word_at(m, i)->lower, str_of(w));
}

bool
clause_break(const struct model *m, uint32_t i)
{
	return (word_at(m, i)->flags & W_BREAK) != 0 ||
	    (m->tok.v[i].kind == TOK_SIGN && m->tok.v[i].c == ';');
}

/* "steg från 70 till 72" is the verb, "nästa steg" is not. */
static bool
rises(const struct model *m, uint32_t i)
{
	if (i + 1 >= m->tok.n)
		return false;
	if (clause_word(m, i, "upp"))
		return clause_word(m, i + 1, "från") || clause_word(m, i + 1, "med");
	if (!clause_word(m, i, "steg"))
		return false;
	return m->tok.v[i + 1].kind == TOK_NUMBER || clause_word(m, i + 1, "från") ||
	    clause_word(m, i + 1, "med") || clause_word(m, i + 1, "till") ||
	    clause_word(m, i + 1, "kraftigt") || clause_word(m, i + 1, "något");
}

/* A word that may name what the sentence is about. */
bool
clause_names(const struct model *m, uint32_t i)
{
	const struct tok *k = &m->tok.v[i];

	if (k->kind == TOK_NAME)
		return k->word != 0;
	if (k->kind != TOK_WORD)
		return false;
	const struct word *w = &m->words->v[k->word];
	if ((w->flags & (W_STOP | W_UNIT | W_NUMBER | W_BODY | W_MONTH)) || w->lower.n < 2)
		return false;
	if (w->stem == m->body || rises(m, i))
		return false;
	/* "Hälso- och sjukvårdsnämnden" is one name. */
	if (i + 3 < m->tok.n && m->tok.v[i + 1].kind == TOK_SIGN && m->tok.v[i + 1].c == '-' &&
	    m->tok.v[i + 1].off == k->end && clause_word(m, i + 2, "och") &&
	    m->tok.v[i + 3].kind == TOK_WORD && word_at(m, i + 3)->stem == m->body)
		return false;
	return !(i > 0 && k->cap && clause_word(m, i - 1, "region"));
}

void
clause_add_names(const struct model *m, struct set *s, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		const struct tok *k = &m->tok.v[i];
		if (clause_names(m, i))
			set_add(s, m->words->v[k->word].stem);
		/* "tertial 1" and "tertial 2" are two things. */
		if (k->kind == TOK_NUMBER && i > 0 && (word_at(m, i - 1)->flags & W_LABEL))
			set_add(s,
			    words_stem_id(m->words,
			        str_fmt(m->mem, "#n%lld", (long long)(k->value / MICRO))));
	}
}

/* "högst 5 dagar", "över 65 år": which side of the bound. */
static const char *
side_of(const struct model *m, uint32_t at)
{
	static const char *const most[] = {"max", "högst", "under", "mindre", "yngre", "upp",
	    "färre"};
	static const char *const least[] = {"minst", "över", "mer", "äldre", "fler", "längre"};

	for (uint32_t i = at; i > 0 && at - i < 3; i--) {
		for (size_t k = 0; k < COUNTOF(most); k++)
			if (clause_word(m, i - 1, most[k]))
				return "<";
		for (size_t k = 0; k < COUNTOF(least); k++)
			if (clause_word(m, i - 1, least[k]))
				return ">";
	}
	return "";
}

/* Ages and days near the figure are part of what it is about: "max 5 kalenderdagar". */
void
clause_add_qualifiers(struct work *w, struct set *s, uint32_t from, uint32_t to)
{
	for (int i = 0; i < w->n; i++) {
		const struct figure *f = &w->fig[i];
		if (!f->qualifier || w->from[i] < from || w->from[i] >= to)
			continue;
		str name = str_fmt(w->m->mem, "#%s%lld-%lld/%d", side_of(w->m, w->from[i]),
		    (long long)(f->value / MICRO), (long long)(f->high / MICRO),
		    f->unit == CLAIMS_COUNT ? 0 : f->unit);
		set_add(s, words_stem_id(w->m->words, name));
	}
}

/* "Trots ökade volymer …": of something else than the figures. */
static bool
attributive(const struct model *m, uint32_t from, uint32_t i)
{
	static const char *const form[] = {"ökade", "ökad", "ökande", "minskade", "minskad",
	    "minskande"};
	static const char *const before[] = {"trots", "av", "med", "genom", "för", "på", "samt",
	    "till"};
	bool adjective = false;

	for (size_t k = 0; k < COUNTOF(form); k++)
		adjective |= clause_word(m, i, form[k]);
	for (size_t k = 0; k < COUNTOF(before) && adjective && i > from; k++)
		if (clause_word(m, i - 1, before[k]))
			return true;
	return false;
}

/* "gick ned från", "sjunker ner till". */
static bool
falls(const struct model *m, uint32_t i)
{
	if ((!clause_word(m, i, "ned") && !clause_word(m, i, "ner")) || i + 1 >= m->tok.n)
		return false;
	return clause_word(m, i + 1, "från") || clause_word(m, i + 1, "med") ||
	    clause_word(m, i + 1, "till");
}

struct seen
clause_look(const struct model *m, uint32_t from, uint32_t to)
{
	struct seen x = {0};

	for (uint32_t i = from; i < to; i++) {
		const struct word *w = word_at(m, i);
		uint32_t f = w->flags;
		if (f & W_VARIANCE) {
			x.variance = true;
			x.dir_variance = w->dir != 0 ? w->dir : x.dir_variance;
		}
		if ((f & W_CHANGE) && !attributive(m, from, i)) {
			x.change = true;
			x.dir_change = w->dir;
			x.up |= w->dir > 0;
			x.down |= w->dir < 0;
		}
		if (falls(m, i)) {
			x.change = x.down = true;
			x.dir_change = -1;
		}
		if (rises(m, i)) {
			x.change = x.up = true;
			x.dir_change = 1;
		}
		if (f & W_SIGNED) {
			x.signed_ = true;
			x.dir_signed = w->dir;
		}
		bool exceeds = x.than;
		compare_look(m, from, to, i, &x);
		exceeds = x.than && !exceeds;
		x.develop |= (f & W_DEVELOP) != 0;
		x.target |= (f & W_TARGET) != 0;
		x.limit |= (f & W_LIMIT) != 0 && !exceeds;
		x.refers |= (f & W_REFERS) != 0;
		x.say_or |= str_eq(w->lower, STR("eller")) || str_eq(w->lower, STR("motsvarande"));
		x.budget |= (f & W_BUDGET) != 0;
		x.outcome |= (f & W_OUTCOME) != 0;
		x.part |= (f & W_PART) != 0;
		x.total |= (f & W_TOTAL) != 0;
		x.previous |= (f & W_PREVIOUS) != 0;
		x.month |= (f & W_MONTH) != 0;
		x.other |= str_has_prefix(w->lower, STR("övrig")) || str_eq(w->lower, STR("andra"));
		x.forecast |= (f & W_FORECAST) != 0;
		x.body |= (f & W_BODY) != 0 || (m->tok.v[i].kind == TOK_WORD && w->stem == m->body);
	}
	return x;
}
