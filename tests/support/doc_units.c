#include "doc_units.h"

#include "doc/chart.h"

static bool
silent(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xfe00 && c <= 0xfe0f) || (c & 0xfffe) == 0xfffe || (c >= 0xe0000 && c < 0xe1000);
}

str
units_normal(struct arena *mem, str s)
{
	struct sb b;
	bool space = false;

	sb_init(&b, mem, s.n * 3 + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c == ' ' || c == 0xa0 || (c >= '\t' && c <= '\r') || c == 0x2028 ||
		    c == 0x2029 || c == 0x3000) {
			space = true;
			continue;
		}
		if (silent(c))
			continue;
		if (space && b.n > 0)
			sb_chr(&b, ' ');
		space = false;
		sb_utf8(&b, c == 0x2010 || c == 0x2011 ? '-' : c == 0xb5 ? 0x3bc : c);
	}
	return (str){b.p != NULL ? b.p : "", b.n};
}

static void
add(struct doc_units *u, const char *type, str text)
{
	arena_grow(u->mem, u->unit, u->n, u->room);
	u->unit[u->n++] = (struct pdf_unit){.type = str_of(type), .text = text};
}

static void
inlines(struct doc_units *u, const struct doc_node *first, struct sb *b)
{
	for (const struct doc_node *n = first; n != NULL; n = n->next) {
		if (n->kind == DOC_FOOTNOTE) {
			/* No space goes before the number of a note. */
			while (b->n > 0 && (b->p[b->n - 1] == ' ' || b->p[b->n - 1] == '\1'))
				b->n--;
			sb_i64(b, n->number);
			arena_grow(u->mem, u->note, u->n_note, u->note_room);
			u->note[u->n_note++] = n;
		} else if (n->kind == DOC_LINE_BREAK) {
			sb_chr(b, '\n');
		} else {
			sb_str(b, n->text);
			inlines(u, n->first, b);
		}
	}
}

static void
text_unit(struct doc_units *u, const char *type, str before, const struct doc_node *first)
{
	struct sb b;
	size_t from = u->n_note;

	sb_init(&b, u->mem, 1 << 24);
	sb_str(&b, before);
	inlines(u, first, &b);
	add(u, type, (str){b.p != NULL ? b.p : "", b.n});
	for (size_t i = from, end = u->n_note; i < end; i++) {
		struct sb t;
		sb_init(&t, u->mem, 1 << 24);
		sb_i64(&t, u->note[i]->number);
		sb_chr(&t, ' ');
		inlines(u, u->note[i]->first, &t);
		add(u, "Note", (str){t.p, t.n});
	}
}

static void blocks(struct doc_units *u, const struct doc_node *first);

static bool
has_blocks(const struct doc_node *n)
{
	for (const struct doc_node *k = n->first; k != NULL; k = k->next)
		if (k->kind < DOC_TEXT)
			return true;
	return false;
}

static void
table(struct doc_units *u, const struct doc_node *t)
{
	add(u, "Caption", doc_caption(u->mem, t, u->doc->lang));
	for (const struct doc_node *r = t->first; r != NULL; r = r->next) {
		for (const struct doc_node *c = r->first; c != NULL; c = c->next) {
			bool th = r->row_kind == DOC_ROW_HEAD || r->row_kind == DOC_ROW_GROUP ||
			    c->header;
			if (has_blocks(c))
				blocks(u, c->first);
			else
				text_unit(u, th ? "TH" : "TD", STR(""), c->first);
		}
	}
}

static void
list(struct doc_units *u, const struct doc_node *l)
{
	int number = 0;

	for (const struct doc_node *i = l->first; i != NULL; i = i->next) {
		add(u, "Lbl", l->ordered ? str_fmt(u->mem, "%d.", ++number) : STR("\xe2\x80\xa2"));
		blocks(u, i->first);
	}
}

static void
block(struct doc_units *u, const struct doc_node *n)
{
	static const char *const heading[] = {"H1", "H2", "H3", "H4", "H5", "H6"};

	switch (n->kind) {
	case DOC_HEADING:
		text_unit(u, heading[n->level - 1],
		    n->numbering.n > 0 ? str_fmt(u->mem, "%.*s ", STR_ARG(n->numbering)) : STR(""),
		    n->first);
		break;
	case DOC_PARA:
		text_unit(u, "P", STR(""), n->first);
		break;
	case DOC_LIST:
		list(u, n);
		break;
	case DOC_TERM:
		text_unit(u, "Lbl", STR(""), n->first);
		break;
	case DOC_DESC:
		text_unit(u, "LBody", STR(""), n->first);
		break;
	case DOC_TABLE:
		table(u, n);
		break;
	case DOC_CHART:
		add(u, "Figure",
		    str_fmt(u->mem, "%.*s. %.*s", STR_ARG(n->chart->title),
		        STR_ARG(n->chart->desc)));
		add(u, "Caption", doc_caption(u->mem, n, u->doc->lang));
		break;
	case DOC_IMAGE:
		add(u, "Figure", n->image->alt);
		add(u, "Caption", doc_caption(u->mem, n, u->doc->lang));
		break;
	case DOC_TOC:
		add(u, "P", u->doc->lang == LANG_SV ? STR("Innehåll") : STR("Contents"));
		break;
	default:
		blocks(u, n->first);
		break;
	}
	if (n->source.n > 0)
		add(u, "P", doc_source(u->mem, n->source, u->doc->lang));
}

static void
blocks(struct doc_units *u, const struct doc_node *first)
{
	for (const struct doc_node *n = first; n != NULL; n = n->next) {
		if (n->kind >= DOC_TEXT) {
			text_unit(u, "P", STR(""), n);
			return;
		}
		block(u, n);
	}
}

void
doc_units(struct doc_units *u, struct arena *mem, const struct doc *d)
{
	*u = (struct doc_units){.mem = mem, .doc = d};
	blocks(u, d->root->first);
	/* What says nothing needs no element; a cell does. */
	size_t n = 0;
	for (size_t i = 0; i < u->n; i++) {
		bool cell = u->unit[i].type.p[0] == 'T';
		u->unit[i].text = units_normal(mem, u->unit[i].text);
		if (u->unit[i].text.n > 0 || cell)
			u->unit[n++] = u->unit[i];
	}
	u->n = n;
}

bool
doc_units_match(const struct doc_units *u, const struct pdf_checked *k, struct sb *why)
{
	size_t n = 0, at;
	struct pdf_unit *got = arena_array(u->mem, k->n_unit + 1, struct pdf_unit);

	for (size_t i = 0; i < k->n_unit; i++) {
		got[n] = k->unit[i];
		got[n].text = units_normal(u->mem, k->unit[i].text);
		bool cell = got[n].type.p[0] == 'T';
		if (!k->unit[i].in_toc && (got[n].text.n > 0 || cell))
			n++;
	}
	/* The title page comes first; the tree does not have it. */
	at = n > u->n ? n - u->n : 0;
	if (n < u->n || at > 8) {
		size_t back = 0;
		while (back < n && back < u->n &&
		    str_eq(got[n - 1 - back].text, u->unit[u->n - 1 - back].text))
			back++;
		if (back < n && back < u->n)
			sb_printf(why,
			    "before the last %zu units the tree has \"%.*s\", the file \"%.*s\"\n",
			    back, STR_ARG(u->unit[u->n - 1 - back].text),
			    STR_ARG(got[n - 1 - back].text));
		sb_printf(why, "%zu units in the file, %zu in the tree\n", n, u->n);
		at = at > 8 ? 7 : at;
	}
	for (size_t i = 0; i < u->n && at + i < n; i++) {
		const struct pdf_unit *a = &u->unit[i], *b = &got[at + i];
		if (str_eq(a->type, b->type) && str_eq(a->text, b->text))
			continue;
		size_t same = 0;
		while (same < a->text.n && same < b->text.n && a->text.p[same] == b->text.p[same])
			same++;
		size_t from = same > 40 ? same - 40 : 0;
		sb_printf(why,
		    "unit %zu: the tree has %.*s \"%.*s\",\nthe file has %.*s \"%.*s\"\n", i,
		    STR_ARG(a->type), STR_ARG(str_sub(a->text, from, same + 40)), STR_ARG(b->type),
		    STR_ARG(str_sub(b->text, from, same + 40)));
		return false;
	}
	return why->n == 0;
}
