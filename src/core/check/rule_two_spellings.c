/* One thing under two names: a heading that is not its title, and names of the
 * same kind that differ only in how they are written. */
#include "core/check/check_priv.h"

/* Letters and digits alone, small: what is left when spelling is taken away. */
static str
bare(struct check *c, str s)
{
	struct sb b;
	str out;

	sb_init(&b, c->mem, s.n * 2 + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t u = utf8_lower(utf8_next(s, &i));
		if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u > 0x7f)
			sb_utf8(&b, u);
	}
	must(sb_done(&b, &out));
	return out;
}

/* One letter more at the end of a word or in it: "långsiktig", "långsiktigt". */
static bool
one_letter(str a, str b)
{
	size_t i = 0, k = 0;

	if (a.n > b.n) {
		str t = a;
		a = b;
		b = t;
	}
	if (a.n + 1 != b.n || a.n < 12)
		return false;
	while (i < a.n && a.p[i] == b.p[i])
		i++;
	while (k < a.n - i && a.p[a.n - 1 - k] == b.p[b.n - 1 - k])
		k++;
	char extra = b.p[i];
	return i + k == a.n && !(extra >= '0' && extra <= '9');
}

static void
pair(struct check *c, const char *kind, str id_a, str a, str id_b, str b)
{
	str x = bare(c, a), y = bare(c, b);
	struct found at = {.sev = SEV_WARNING,
	    .place = check_place(c, kind, id_b),
	    .found = b,
	    .expected = a,
	    .by = check_place(c, kind, id_a)};

	if (x.n == 0 || (!str_eq(x, y) && !one_letter(x, y)))
		return;
	FOUND(c, &at, MSG_check_two_names, ARG(a), ARG(b));
}

static void
headings(struct check *c)
{
	for (size_t i = 0; i < c->plan.n_objective; i++) {
		const struct objective *o = c->plan.objective[i].objective;
		if (o->heading.n == 0 || str_eq(o->heading, o->title))
			continue;
		struct found at = {.sev = SEV_WARNING,
		    .place = check_place(c, "delmal", o->id),
		    .file = str_fmt(c->mem, "mal/delmal-%d.yaml", o->year),
		    .expected = o->title,
		    .found = o->heading};
		FOUND(c, &at, MSG_check_heading, ARG(o->title), ARG(o->heading));
	}
}

/* Distance in rows is bounded: organisations have hundreds of names, not millions. */
#define NAMES_MAX 2000

bool
rule_two_spellings(struct check *c, struct err *e)
{
	const struct model *m = c->m;

	(void)e;
	headings(c);
	for (size_t i = 0; i < m->n_unit && i < NAMES_MAX; i++)
		for (size_t k = 0; k < i; k++)
			if (!str_eq(m->unit[i].parent, m->unit[k].id) &&
			    !str_eq(m->unit[k].parent, m->unit[i].id))
				pair(c, "enhet", m->unit[k].id, m->unit[k].name, m->unit[i].id,
				    m->unit[i].name);
	for (size_t i = 0; i < m->n_body && i < NAMES_MAX; i++)
		for (size_t k = 0; k < i; k++)
			pair(c, "organ", m->body[k].id, m->body[k].name, m->body[i].id,
			    m->body[i].name);
	for (size_t i = 0; i < m->n_area && i < NAMES_MAX; i++)
		for (size_t k = 0; k < i; k++)
			pair(c, "omrade", m->area[k].id, m->area[k].name, m->area[i].id,
			    m->area[i].name);
	for (size_t i = 0; i < m->n_result_line && i < NAMES_MAX; i++)
		for (size_t k = 0; k < i; k++)
			pair(c, "resultatrad", m->result_line[k].id, m->result_line[k].name,
			    m->result_line[i].id, m->result_line[i].name);
	return true;
}
