/* Aliases: one name for two things, and texts that use another name than the one that
 * stands in the organisation. */
#include "core/check/check_priv.h"

#define NAME_MIN 8 /* shorter names are words of the language */

static void
ambiguous(struct check *c, const struct alias *a, const char *kind, str id, str name)
{
	struct found at = {.sev = SEV_WARNING,
	    .place = check_place(c, "alias", a->name),
	    .file = STR("organisation.yaml"),
	    .found = a->name,
	    .by = check_place(c, kind, id)};

	if (str_eq(str_lower(c->mem, a->name), str_lower(c->mem, name)))
		FOUND(c, &at, MSG_check_alias_other, ARG(a->name), ARG(at.by));
}

/* A unit that shares its name with its own body is one thing. */
static void
against_names(struct check *c, const struct alias *a)
{
	const struct body *own = find_body(c->m, a->body);

	for (size_t i = 0; i < c->m->n_unit; i++)
		if (!str_eq(c->m->unit[i].id, a->unit) &&
		    (own == NULL || !str_eq(c->m->unit[i].id, own->unit)))
			ambiguous(c, a, "enhet", c->m->unit[i].id, c->m->unit[i].name);
	for (size_t i = 0; i < c->m->n_body; i++)
		if (!str_eq(c->m->body[i].id, a->body) &&
		    (a->unit.n == 0 || !str_eq(c->m->body[i].unit, a->unit)))
			ambiguous(c, a, "organ", c->m->body[i].id, c->m->body[i].name);
}

static bool
letter(str s, size_t at)
{
	unsigned char b = at < s.n ? (unsigned char)s.p[at] : 0;

	return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b >= 0x80;
}

/* The official name of what the alias stands for; "" when it is the same. */
static str
official(const struct check *c, const struct alias *a)
{
	const struct unit *u = a->unit.n > 0 ? find_unit(c->m, a->unit) : NULL;
	const struct body *b = a->body.n > 0 ? find_body(c->m, a->body) : NULL;
	str name = b != NULL ? b->name : u != NULL ? u->name : STR("");

	if ((u != NULL && str_eq(u->name, a->name)) || (b != NULL && str_eq(b->name, a->name)))
		return STR("");
	return name;
}

/* The first place in the text where the alias stands by itself and is not a part of
 * the official name. */
static bool
stands(str text, str alias, str name, int *line)
{
	size_t at = 0, inside = str_find(name, alias, 0);

	while ((at = str_find(text, alias, at)) < text.n) {
		size_t from = inside < name.n && inside <= at ? at - inside : text.n;
		bool part = inside < name.n &&
		    str_eq(str_sub(text, from, from + name.n <= text.n ? from + name.n : text.n),
		        name);
		if (!part && (at == 0 || !letter(text, at - 1)) && !letter(text, at + alias.n))
			break;
		at += alias.n;
	}
	*line = 1;
	for (size_t i = 0; i < at && i < text.n; i++)
		*line += text.p[i] == '\n';
	return at < text.n;
}

/* A part of another thing's name is not the alias: "Regionförvaltningen gemensamt". */
static bool
part_of_name(const struct check *c, str alias)
{
	for (size_t i = 0; i < c->m->n_unit; i++)
		if (c->m->unit[i].name.n > alias.n &&
		    str_find(c->m->unit[i].name, alias, 0) < c->m->unit[i].name.n)
			return true;
	for (size_t i = 0; i < c->m->n_alias; i++)
		if (c->m->alias[i].name.n > alias.n &&
		    str_find(c->m->alias[i].name, alias, 0) < c->m->alias[i].name.n)
			return true;
	return false;
}

static bool
in_report(const struct check *c, str name)
{
	for (size_t i = 0; i < c->m->n_section; i++)
		if (str_eq(c->m->section[i].report, c->report->id) &&
		    str_find(c->m->section[i].body, name, 0) < c->m->section[i].body.n)
			return true;
	return false;
}

/* One report that uses both names; told where the alias stands first. */
static void
in_texts(struct check *c, const struct alias *a)
{
	str name = official(c, a);
	int line;

	if (name.n == 0 || a->name.n < NAME_MIN || c->report == NULL || !in_report(c, name) ||
	    part_of_name(c, a->name))
		return;
	for (size_t i = 0; i < c->m->n_section; i++) {
		const struct section *s = &c->m->section[i];
		if (!str_eq(s->report, c->report->id) || !stands(s->body, a->name, name, &line))
			continue;
		struct found at = {.sev = SEV_NOTE,
		    .place = section_place(c, s),
		    .file = section_file(c, s),
		    .line = line,
		    .found = a->name,
		    .expected = name};
		FOUND(c, &at, MSG_check_alias_used, ARG(a->name), ARG(name));
		return;
	}
}

bool
rule_alias_names(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_alias; i++) {
		against_names(c, &c->m->alias[i]);
		in_texts(c, &c->m->alias[i]);
	}
	return true;
}
