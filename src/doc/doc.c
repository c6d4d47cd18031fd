/* doc.c -- building a document tree, and reading it as plain text. */
#include "doc/doc.h"

#include "doc/chart.h"

#define KEY_FIGURE_MAX 20 /* bytes */
#define TOC_LINES_MAX 40

struct doc *
doc_new(struct arena *mem, enum lang lang)
{
	struct doc *d = arena_new(mem, struct doc);

	d->mem = mem;
	d->lang = lang;
	d->root = arena_new(mem, struct doc_node);
	d->root->kind = DOC_ROOT;
	return d;
}

struct doc_node *
doc_add(struct doc *d, struct doc_node *parent, enum doc_kind kind)
{
	struct doc_node *n = arena_new(d->mem, struct doc_node);

	must(kind > DOC_ROOT && kind < DOC__COUNT);
	n->kind = kind;
	n->parent = parent;
	n->span = 1;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

struct doc_node *
doc_text(struct doc *d, struct doc_node *parent, str text)
{
	struct doc_node *n = doc_add(d, parent, DOC_TEXT);

	n->text = text;
	return n;
}

struct doc_node *
doc_fact(struct doc *d, struct doc_node *parent, str fact, str text)
{
	struct doc_node *n = doc_add(d, parent, DOC_FACT);

	n->fact = fact;
	n->text = text;
	return n;
}

struct doc_node *
doc_fact_value(struct doc *d, struct doc_node *parent, str fact, str text, dec value)
{
	struct doc_node *n = doc_fact(d, parent, fact, text);

	n->has_value = dec_ok(value);
	n->value = value;
	return n;
}

struct doc_node *
doc_status(struct doc *d, struct doc_node *parent, enum doc_status st, str word)
{
	struct doc_node *n = doc_add(d, parent, DOC_STATUS);

	n->status = st;
	n->text = word;
	return n;
}

struct doc_node *
doc_heading(struct doc *d, struct doc_node *parent, int level, str text)
{
	struct doc_node *n = doc_add(d, parent, DOC_HEADING);

	n->level = level;
	doc_text(d, n, text);
	return n;
}

struct doc_node *
doc_para(struct doc *d, struct doc_node *parent, str text)
{
	struct doc_node *n = doc_add(d, parent, DOC_PARA);

	if (text.n > 0)
		doc_text(d, n, text);
	return n;
}

struct doc_node *
doc_table(struct doc *d, struct doc_node *parent, str caption, str unit, const struct doc_col *col,
    int n_col)
{
	struct doc_node *n = doc_add(d, parent, DOC_TABLE);

	must(n_col > 0);
	n->caption = caption;
	n->unit = unit;
	n->col = arena_array(d->mem, (size_t)n_col, struct doc_col);
	n->n_col = n_col;
	for (int i = 0; i < n_col; i++)
		n->col[i] = col[i];
	return n;
}

struct doc_node *
doc_row(struct doc *d, struct doc_node *table, enum doc_row_kind kind)
{
	struct doc_node *n = doc_add(d, table, DOC_ROW);

	n->row_kind = kind;
	return n;
}

struct doc_node *
doc_cell(struct doc *d, struct doc_node *row, str text)
{
	struct doc_node *n = doc_add(d, row, DOC_CELL);

	if (row->row_kind == DOC_ROW_HEAD)
		n->header = true;
	if (text.n > 0)
		doc_text(d, n, text);
	return n;
}

const struct doc_node *
doc_next(const struct doc_node *n, const struct doc_node *root)
{
	if (n->first != NULL)
		return n->first;
	while (n != root && n->next == NULL)
		n = n->parent;
	return n == root ? NULL : n->next;
}

/* The next node that is not inside n. */
static const struct doc_node *
next_outside(const struct doc_node *n, const struct doc_node *root)
{
	while (n != root && n->next == NULL)
		n = n->parent;
	return n == root ? NULL : n->next;
}

static bool
is_block(enum doc_kind k)
{
	return k < DOC_TEXT;
}

str
doc_plain(struct arena *mem, const struct doc_node *root)
{
	struct sb b;
	str out;

	sb_init(&b, mem, DOC_PLAIN_MAX);
	for (const struct doc_node *n = root; n != NULL;) {
		/* A note is beside the text, not in it. */
		if (n->kind == DOC_FOOTNOTE && n != root) {
			n = next_outside(n, root);
			continue;
		}
		if (b.n > 0 && b.p[b.n - 1] != ' ' &&
		    (is_block(n->kind) || n->kind == DOC_LINE_BREAK))
			sb_chr(&b, ' ');
		sb_str(&b, n->text);
		if (n->kind == DOC_CHART && n->chart != NULL)
			sb_str(&b, n->chart->title);
		n = doc_next(n, root);
	}
	if (!sb_done(&b, &out))
		out = (str){b.p, b.n};
	return str_trim(out);
}

str
doc_caption(struct arena *mem, const struct doc_node *n, enum lang lang)
{
	static const char *const word[2][LANG__COUNT] = {
	    {[LANG_SV] = "Tabell", [LANG_EN] = "Table"},
	    {[LANG_SV] = "Figur", [LANG_EN] = "Figure"},
	};
	bool of_chart = n->kind == DOC_CHART && n->chart != NULL;
	str title = n->caption.n > 0 || !of_chart ? n->caption : n->chart->title;
	str unit = n->unit.n > 0 || !of_chart ? n->unit : n->chart->unit;
	struct sb b;
	str out;

	sb_init(&b, mem, title.n + unit.n + 64);
	if (n->number > 0)
		sb_printf(&b, "%s %d. ", word[n->kind != DOC_TABLE][lang], n->number);
	sb_str(&b, title);
	if (unit.n > 0) {
		sb_lit(&b, " (");
		sb_str(&b, unit);
		sb_lit(&b, ")");
	}
	must(sb_done(&b, &out));
	return out;
}

str
doc_source(struct arena *mem, str source, enum lang lang)
{
	static const char *const word[LANG__COUNT] = {[LANG_SV] = "Källa", [LANG_EN] = "Source"};
	struct sb b;
	str out;

	sb_init(&b, mem, source.n + 16);
	sb_str(&b, str_of(word[lang]));
	sb_lit(&b, ": ");
	sb_str(&b, source);
	must(sb_done(&b, &out));
	return out;
}

bool
doc_in_toc(const struct doc_node *n, int levels)
{
	return n->kind == DOC_HEADING && n->level <= levels && !n->not_in_toc;
}

int
doc_toc_levels(const struct doc_node *root)
{
	for (int levels = DOC_TOC_LEVELS_MAX; levels > 1; levels--) {
		int lines = 0;

		for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root))
			lines += doc_in_toc(n, levels);
		if (lines <= TOC_LINES_MAX)
			return levels;
	}
	return 1;
}

bool
doc_is_key_figures(struct arena *mem, const struct doc_node *defs)
{
	bool any = false, term = false; /* the node before is a term */

	for (const struct doc_node *t = defs->first; t != NULL; t = t->next) {
		bool after_term = term;
		term = t->kind == DOC_TERM;
		if (term && !after_term)
			continue;
		if (term || !after_term)
			return false; /* not one value each */
		for (const struct doc_node *in = t; in != NULL; in = doc_next(in, t)) {
			if (in->kind == DOC_STATUS)
				return false;
			any = any || in->kind == DOC_FACT;
		}
		if (doc_plain(mem, t).n > KEY_FIGURE_MAX)
			return false;
	}
	return any && !term;
}

bool
doc_has_rtl(str s)
{
	static const struct {
		uint32_t from, to;
	} rtl[] = {
	    {0x0590, 0x08ff},
	    {0x200f, 0x200f},
	    {0x202a, 0x202e},
	    {0x2066, 0x2069},
	    {0xfb1d, 0xfdff},
	    {0xfe70, 0xfeff},
	    {0x10800, 0x10fff},
	    {0x1e800, 0x1efff},
	};

	for (size_t i = 0; i < s.n;) {
		uint32_t c;

		if ((unsigned char)s.p[i] < 0xd6) {
			i++;
			continue;
		}
		c = utf8_next(s, &i);
		for (size_t k = 0; k < COUNTOF(rtl); k++)
			if (c >= rtl[k].from && c <= rtl[k].to)
				return true;
	}
	return false;
}
