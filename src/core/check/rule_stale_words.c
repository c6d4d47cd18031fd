/* "kommer att" about a date that has passed: text that was right when it was written
 * and was carried over. */
#include "core/check/check_priv.h"

#include <string.h>

static const char *const phrases[] = {"kommer att", "planeras ", "beräknas ", "väntas ", "avses ",
    "ska påbörjas", "ska starta", "ska vara klar", "ska genomföras", "ska införas"};

static const char *const months[] = {"januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december"};

static bool
digit(str s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* A year of this century that stands by itself at `at`; 0 none. */
static int
year_at(str s, size_t at)
{
	int y;

	if (at + 4 > s.n || s.p[at] != '2' || s.p[at + 1] != '0' || !digit(s, at + 2) ||
	    !digit(s, at + 3) || digit(s, at + 4) || (at > 0 && digit(s, at - 1)))
		return 0;
	y = 2000 + (s.p[at + 2] - '0') * 10 + (s.p[at + 3] - '0');
	return y;
}

/* The month named right before the year ("i augusti 2025"); December when none is:
 * the year as a whole. */
static int
month_before(str s, size_t year)
{
	for (int m = 0; m < 12; m++) {
		size_t n = strlen(months[m]);
		if (year >= n + 1 && memcmp(s.p + year - n - 1, months[m], n) == 0)
			return m + 1;
	}
	return 12;
}

/* The latest time that the text names; false where it names none. */
static bool
latest(str s, date *out)
{
	bool any = false;

	for (size_t i = 0; i < s.n; i++) {
		int y = year_at(s, i), m;
		if (y == 0)
			continue;
		m = month_before(s, i);
		date d = {(int16_t)y, (int8_t)m, (int8_t)date_month_days(y, m)};
		if (!any || date_cmp(d, *out) > 0)
			*out = d;
		any = true;
	}
	return any;
}

/* To the end of the sentence: a dot, question or exclamation mark before a blank, or
 * an empty line. */
static size_t
sentence_end(str s, size_t from)
{
	for (size_t i = from; i < s.n; i++) {
		bool last = i + 1 == s.n || s.p[i + 1] == ' ' || s.p[i + 1] == '\n';
		if ((s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?') && last)
			return i;
		if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n')
			return i;
	}
	return s.n;
}

static void
look(struct check *c, str text, const struct found *where)
{
	for (size_t k = 0; k < COUNTOF(phrases); k++) {
		size_t at = 0, n = strlen(phrases[k]);
		while ((at = str_find(text, str_of(phrases[k]), at)) < text.n) {
			str rest = str_sub(text, at + n, sentence_end(text, at + n));
			struct found f = *where;
			date d;
			at += n;
			if (!latest(rest, &d) || date_cmp(d, c->p.to) > 0)
				continue;
			for (size_t i = 0; i < at && where->line > 0; i++)
				f.line += text.p[i] == '\n';
			f.found = check_line(c, str_sub(text, at - n, at + rest.n));
			FOUND(c, &f, MSG_check_stale, ARG(f.found),
			    ARG(period_show(c->mem, c->p, c->lang)));
		}
	}
}

bool
rule_stale_words(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; c->report != NULL && i < c->m->n_section; i++) {
		const struct section *s = &c->m->section[i];
		if (str_eq(s->report, c->report->id))
			look(c, s->body,
			    &(struct found){.sev = SEV_WARNING,
			        .place = section_place(c, s),
			        .file = section_file(c, s),
			        .line = 1});
	}
	for (size_t i = 0; i < c->plan.n_objective; i++) {
		const struct objective_status *o = &c->plan.objective[i];
		if (o->judged != NULL)
			look(c, o->judged->analysis,
			    &(struct found){.sev = SEV_WARNING,
			        .place = check_place(c, "delmal", o->objective->id)});
	}
	for (size_t i = 0; i < c->plan.n_assignment; i++) {
		const struct assignment_status *a = &c->plan.assignment[i];
		if (a->report == NULL || !period_same_end(a->report->period, c->p))
			continue;
		struct found at = {.sev = SEV_WARNING,
		    .place = check_place(c, "uppdrag", a->assignment->id)};
		look(c, a->report->analysis, &at);
		look(c, a->report->next_steps, &at);
	}
	return true;
}
