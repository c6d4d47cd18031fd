#include "core/claims/rules/rules.h"

/* Lines after the follow-up months that may hold the deadline. */
#define DEADLINE_LINES 5

static bool
comma_is_rule(const struct model *m)
{
	int comma = 0, point = 0;

	for (size_t i = 0; i < m->tok.n; i++) {
		const struct tok *k = &m->tok.v[i];
		if (k->kind == TOK_NUMBER && k->step < MICRO)
			*(k->point ? &point : &comma) += 1;
	}
	return comma > point;
}

static void
check_points_and_commas(struct check *c)
{
	struct model *m = c->doc;

	if (!comma_is_rule(m))
		return;
	for (size_t i = 0; i < m->n_claim; i++) {
		const struct claim *k = &m->claim[i];
		for (int f = 0; f < k->n_figure; f++) {
			const struct figure *x = &k->figure[f];
			if (!x->point)
				continue;
			struct place_in at = {x->off, x->end, x->line, x->line_end};
			str have = quote_of(c->mem, m->doc.text, x->off, x->end);
			struct texts want = figure_show(c->mem, x->value, (enum claims_unit)x->unit,
			    x->scale, x->half);
			struct found *r = FOUND(c, SEV_NOTE, at, decimal_point, ARG(have),
			    ARG(want));
			r->f.found = have;
			r->f.expected = want.text[LANG_SV];
		}
	}
}

/* "Tertial: aug, dec" and then a day before the first of those months. */
static void
check_deadline(struct check *c, size_t at)
{
	struct model *m = c->doc;
	const struct tok *t = m->tok.v;
	int first = 0;
	size_t i = at + 1;

	if (i < m->tok.n && t[i].kind == TOK_SIGN && t[i].c == ':')
		i++;
	for (; i < m->tok.n && t[i].line == t[at].line; i++) {
		int month = word_at(m, (uint32_t)i)->month;
		if (month > 0 && (first == 0 || month < first))
			first = month;
	}
	if (first == 0 || i >= m->tok.n || t[i].kind != TOK_DATE || t[i].day == 0 ||
	    t[i].line > t[at].line + DEADLINE_LINES)
		return;
	if (t[i].month >= first || (m->year > 0 && t[i].year > m->year))
		return;
	struct place_in place = {t[i].off, t[i].end, t[i].line, t[i].line};
	str day = str_sub(m->doc.text, t[i].off, t[i].end);
	struct found *r = FOUND(c, SEV_WARNING, place, early_deadline, ARG(day),
	    ARG(month_texts(first)));
	r->f.found = day;
	struct claims_proof p = {.line = t[at].line,
	    .line_end = t[at].line,
	    .text = str_trim(line_text(m, t[at].line))};
	found_proof(r, &p);
}

/* A closed year is judged, not forecast. */
static void
check_forecast_words(struct check *c)
{
	struct model *m = c->doc;
	int n = 0;
	struct place_in at = {0};

	if (m->n_line == 0 ||
	    str_find(words_lower(m->mem, str_sub(m->doc.text, 0, 3000)), STR("delår"), 0) <
	        (m->doc.text.n < 3000 ? m->doc.text.n : 3000))
		return;
	for (size_t b = 0; b < m->n_block; b++) {
		str s = str_sub(m->doc.text, m->block[b].from, m->block[b].to);
		size_t k = str_find(s, STR("kommer "), 0);
		if (k == s.n || str_find(s, STR("uppfyllas"), k) == s.n || s.n > 4000)
			continue;
		if (n++ == 0) {
			size_t off = m->block[b].from + k;
			int line = line_of(m, off);
			at = (struct place_in){off, off + 6, line, line};
		}
	}
	if (n > 0)
		FOUND(c, SEV_NOTE, at, forecast_words, ARG((int64_t)n));
}

/* Nothing was checked, and nobody shall believe that it was. */
static void
tell_language(struct check *c)
{
	struct place_in first = {0, 0, 1, 1};

	if (c->doc->english)
		FOUND(c, SEV_WARNING, first, not_swedish, ARG_END_);
}

void
rules_style(struct check *c)
{
	struct model *m = c->doc;

	tell_language(c);
	check_points_and_commas(c);
	for (size_t i = 0; i < m->tok.n; i++) {
		if (m->tok.v[i].kind != TOK_WORD)
			continue;
		str w = word_at(m, (uint32_t)i)->lower;
		if (str_eq(w, STR("tertial")) || str_eq(w, STR("uppföljning")) ||
		    str_eq(w, STR("periodicitet")))
			check_deadline(c, i);
	}
	check_forecast_words(c);
}
