/* doc_finish.c -- checks a finished tree against (T1), (T3), (T4), (T6), (T7)
 * and gives headings, tables, figures and notes their numbers and anchors. */
#include "doc/doc.h"

#include "base/map.h"
#include "doc/chart.h"
#include "doc/messages.h"

#define SLUG_MAX 60
#define NEAR_MAX 80

struct finish {
	struct doc *d;
	struct map ids;
	int counter[7]; /* by heading level; [0] unused */
	int last_level;
	int plain_level; /* inside an unnumbered heading of this level; 0: not */
	int n_table, n_figure, n_note;
	str near; /* the last heading seen, for messages */
};

static const char *const kind_name[DOC__COUNT] = {
    [DOC_ROOT] = "root",
    [DOC_HEADING] = "heading",
    [DOC_PARA] = "paragraph",
    [DOC_LIST] = "list",
    [DOC_ITEM] = "item",
    [DOC_QUOTE] = "quote",
    [DOC_NOTICE] = "notice",
    [DOC_SECTION] = "section",
    [DOC_TABLE] = "table",
    [DOC_ROW] = "row",
    [DOC_CELL] = "cell",
    [DOC_CHART] = "chart",
    [DOC_IMAGE] = "image",
    [DOC_DEFS] = "definitions",
    [DOC_TERM] = "term",
    [DOC_DESC] = "description",
    [DOC_TOC] = "contents",
    [DOC_PAGE_BREAK] = "page-break",
    [DOC_TEXT] = "text",
    [DOC_STRONG] = "strong",
    [DOC_EMPH] = "emphasis",
    [DOC_FACT] = "fact",
    [DOC_STATUS] = "status",
    [DOC_LINK] = "link",
    [DOC_FOOTNOTE] = "footnote",
    [DOC_LINE_BREAK] = "line-break",
};

const char *
doc_kind_name(enum doc_kind k)
{
	must(k < DOC__COUNT);
	return kind_name[k];
}

/* Which kinds a kind may hold: one bit per kind. */
#define BIT(k) (UINT64_C(1) << (k))
#define INLINES                                                                              \
	(BIT(DOC_TEXT) | BIT(DOC_STRONG) | BIT(DOC_EMPH) | BIT(DOC_FACT) | BIT(DOC_STATUS) | \
	    BIT(DOC_LINK) | BIT(DOC_FOOTNOTE) | BIT(DOC_LINE_BREAK))
#define BLOCKS                                                                               \
	(BIT(DOC_PARA) | BIT(DOC_LIST) | BIT(DOC_QUOTE) | BIT(DOC_NOTICE) | BIT(DOC_TABLE) | \
	    BIT(DOC_CHART) | BIT(DOC_IMAGE) | BIT(DOC_DEFS))
#define PARTS (BLOCKS | BIT(DOC_HEADING) | BIT(DOC_SECTION) | BIT(DOC_TOC) | BIT(DOC_PAGE_BREAK))

static const uint64_t holds[DOC__COUNT] = {
    [DOC_ROOT] = PARTS,
    [DOC_HEADING] = INLINES,
    [DOC_PARA] = INLINES,
    [DOC_LIST] = BIT(DOC_ITEM),
    [DOC_ITEM] = BLOCKS,
    [DOC_QUOTE] = BLOCKS,
    [DOC_NOTICE] = BLOCKS,
    [DOC_SECTION] = PARTS,
    [DOC_TABLE] = BIT(DOC_ROW),
    [DOC_ROW] = BIT(DOC_CELL),
    [DOC_CELL] = INLINES | BIT(DOC_PARA) | BIT(DOC_LIST),
    [DOC_DEFS] = BIT(DOC_TERM) | BIT(DOC_DESC),
    [DOC_TERM] = INLINES,
    [DOC_DESC] = INLINES,
    [DOC_STRONG] = INLINES,
    [DOC_EMPH] = INLINES,
    [DOC_LINK] = INLINES & ~BIT(DOC_LINK) & ~BIT(DOC_FOOTNOTE),
    [DOC_FOOTNOTE] = INLINES & ~BIT(DOC_FOOTNOTE),
};

/* Enough of a text to find the place by; never cut inside a letter. */
static str
excerpt(str s)
{
	size_t n = s.n;

	if (n <= NEAR_MAX)
		return s;
	n = NEAR_MAX;
	while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

static bool
place_ok(const struct finish *f, const struct doc_node *n, struct err *e)
{
	const struct doc_node *p = n->parent;
	bool mixed;

	if ((holds[p->kind] & BIT(n->kind)) == 0)
		return fail(e, RC_INVALID, MSG_doc_misplaced, ARG(kind_name[n->kind]),
		    ARG(kind_name[p->kind]), ARG(f->near));
	/* A label comes before its value, and has one. */
	if (p->kind == DOC_DEFS && (n->kind == DOC_DESC ? n == p->first : n->next == NULL))
		return fail(e, RC_INVALID, MSG_doc_misplaced, ARG(kind_name[n->kind]),
		    ARG(kind_name[p->kind]), ARG(f->near));
	/* A cell holds either inlines or blocks. */
	mixed = p->kind == DOC_CELL && (n->kind < DOC_TEXT) != (p->first->kind < DOC_TEXT);
	if (mixed)
		return fail(e, RC_INVALID, MSG_doc_misplaced, ARG(kind_name[n->kind]),
		    ARG("mixed cell"), ARG(f->near));
	return true;
}

static bool
id_ok(str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

/* First round: what the builder chose, so that made anchors step aside. */
static bool
take_given_ids(struct finish *f, struct err *e)
{
	const struct doc_node *root = f->d->root;

	for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root)) {
		if (n->id.n == 0)
			continue;
		if (!id_ok(n->id))
			return fail(e, RC_INVALID, MSG_doc_bad_id, ARG(excerpt(n->id)));
		if (map_add(&f->ids, n->id, 0) != MAP_NONE)
			return fail(e, RC_INVALID, MSG_doc_same_id, ARG(n->id));
	}
	return true;
}

/* "Mål 1. Trygga uppväxtvillkor" becomes "mal-1-trygga-uppvaxtvillkor". */
static void
slug(struct sb *b, str s)
{
	bool gap = false;

	for (size_t i = 0; i < s.n && b->n < SLUG_MAX;) {
		uint32_t c = utf8_next(s, &i);

		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		else if (c == 0xe5 || c == 0xe4 || c == 0xc5 || c == 0xc4 || c == 0xe1)
			c = 'a';
		else if (c == 0xf6 || c == 0xd6 || c == 0xf8 || c == 0xd8)
			c = 'o';
		else if (c == 0xe9 || c == 0xc9)
			c = 'e';
		else if (c == 0xfc || c == 0xdc)
			c = 'u';
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			if (gap && b->n > 0)
				sb_chr(b, '-');
			gap = false;
			sb_chr(b, (char)c);
		} else {
			gap = true;
		}
	}
}

static str
make_id(struct finish *f, str base)
{
	str id = base;

	for (int i = 2; map_add(&f->ids, id, 0) != MAP_NONE; i++)
		id = str_fmt(f->d->mem, "%.*s-%d", STR_ARG(base), i);
	return id;
}

static str
heading_id(struct finish *f, const struct doc_node *n)
{
	struct sb b;
	str s;

	sb_init(&b, f->d->mem, SLUG_MAX + 8);
	slug(&b, doc_plain(f->d->mem, n));
	if (!sb_done(&b, &s) || s.n == 0)
		s = STR("avsnitt");
	return make_id(f, s);
}

static str
number_text(struct finish *f, int level)
{
	struct sb b;
	str out;

	sb_init(&b, f->d->mem, 128);
	for (int i = 1; i <= level; i++) {
		if (i > 1)
			sb_chr(&b, '.');
		sb_i64(&b, f->counter[i]);
	}
	must(sb_done(&b, &out));
	return out;
}

static bool
finish_heading(struct finish *f, struct doc_node *n, struct err *e)
{
	f->near = excerpt(doc_plain(f->d->mem, n));
	if (n->level < 1 || n->level > 6)
		return fail(e, RC_INVALID, MSG_doc_heading_level, ARG(f->near), ARG(n->level));
	if (n->level > f->last_level + 1)
		return fail(e, RC_INVALID, MSG_doc_heading_skips, ARG(f->near), ARG(n->level),
		    ARG(f->last_level), ARG(f->last_level + 1));
	f->last_level = n->level;
	if (f->plain_level >= n->level)
		f->plain_level = 0;
	if (n->unnumbered && f->plain_level == 0)
		f->plain_level = n->level;
	if (f->plain_level == 0 && n->numbering.n == 0) {
		f->counter[n->level]++;
		for (int i = n->level + 1; i <= 6; i++)
			f->counter[i] = 0;
		n->numbering = number_text(f, n->level);
	}
	if (n->id.n == 0)
		n->id = heading_id(f, n);
	return true;
}

/* Every row covers all columns; a lone cell of a group row spans them all. */
static bool
finish_row(struct finish *f, const struct doc_node *table, struct doc_node *row, struct err *e)
{
	int covered = 0;

	if (row->row_kind == DOC_ROW_GROUP && row->first != NULL && row->first == row->last)
		row->first->span = table->n_col;
	for (struct doc_node *c = row->first; c != NULL; c = c->next) {
		if (c->span < 1)
			c->span = 1;
		covered = c->span > table->n_col - covered ? table->n_col + 1 : covered + c->span;
		if (covered > table->n_col)
			return fail(e, RC_INVALID, MSG_doc_row_too_long,
			    ARG(excerpt(table->caption)), ARG((int64_t)covered),
			    ARG((int64_t)table->n_col));
	}
	for (; covered < table->n_col; covered++)
		doc_cell(f->d, row, STR(""));
	return true;
}

static bool
finish_table(struct finish *f, struct doc_node *n, struct err *e)
{
	if (n->caption.n == 0)
		return fail(e, RC_INVALID, MSG_doc_no_caption, ARG(f->near));
	if (n->first == NULL || n->first->row_kind != DOC_ROW_HEAD)
		return fail(e, RC_INVALID, MSG_doc_no_head, ARG(excerpt(n->caption)));
	for (struct doc_node *r = n->first; r != NULL; r = r->next)
		if (r->kind == DOC_ROW && !finish_row(f, n, r, e))
			return false;
	n->number = ++f->n_table;
	if (n->id.n == 0)
		n->id = make_id(f, str_fmt(f->d->mem, "tabell-%d", n->number));
	return true;
}

static bool
finish_figure(struct finish *f, struct doc_node *n, struct err *e)
{
	bool chart = n->kind == DOC_CHART;
	str title = chart && n->chart != NULL && n->caption.n == 0 ? n->chart->title : n->caption;
	str desc = STR("");

	if (chart && n->chart != NULL)
		desc = n->chart->desc;
	if (!chart && n->image != NULL)
		desc = n->image->alt;
	if (title.n == 0)
		return fail(e, RC_INVALID, MSG_doc_no_caption, ARG(f->near));
	if (desc.n == 0)
		return fail(e, RC_INVALID, MSG_doc_no_desc, ARG(excerpt(title)));
	n->number = ++f->n_figure;
	if (n->id.n == 0)
		n->id = make_id(f,
		    chart && n->chart->id.n > 0 && id_ok(n->chart->id)
		        ? n->chart->id
		        : str_fmt(f->d->mem, "figur-%d", n->number));
	return true;
}

static bool
finish_link(const struct finish *f, const struct doc_node *n, struct err *e)
{
	if (str_has_prefix(n->href, STR("#"))) {
		if (map_find(&f->ids, str_sub(n->href, 1, n->href.n)) == MAP_NONE)
			return fail(e, RC_INVALID, MSG_doc_no_target, ARG(excerpt(n->href)));
		return true;
	}
	if (!doc_href_ok(n->href))
		return fail(e, RC_INVALID, MSG_doc_bad_link, ARG(excerpt(n->href)));
	return true;
}

bool
doc_href_ok(str href)
{
	for (size_t i = 0; i < href.n; i++)
		if ((unsigned char)href.p[i] <= ' ' || href.p[i] == '\\')
			return false;
	/* "/x" is an address within the server that serves the page; "//x" is another one. */
	if (str_has_prefix(href, STR("/")))
		return !str_has_prefix(href, STR("//"));
	return str_has_prefix(href, STR("#")) || str_has_prefix(href, STR("https://")) ||
	    str_has_prefix(href, STR("http://")) || str_has_prefix(href, STR("mailto:"));
}

static bool
finish_node(struct finish *f, struct doc_node *n, struct err *e)
{
	switch (n->kind) {
	case DOC_HEADING:
		return finish_heading(f, n, e);
	case DOC_TABLE:
		return finish_table(f, n, e);
	case DOC_CHART:
	case DOC_IMAGE:
		return finish_figure(f, n, e);
	case DOC_FOOTNOTE:
		n->number = ++f->n_note;
		return true;
	default:
		return true;
	}
}

/* Reading order by hand: the depth is known before anything recurses (T6). */
static struct doc_node *
step(struct doc_node *n, int *depth)
{
	if (n->first != NULL) {
		++*depth;
		return n->first;
	}
	while (n->parent != NULL && n->next == NULL) {
		n = n->parent;
		--*depth;
	}
	return n->parent == NULL ? NULL : n->next;
}

bool
doc_finish(struct doc *d, struct err *e)
{
	struct finish f = {.d = d, .near = d->title};
	int depth = 0;

	must(d->root != NULL && d->root->parent == NULL);
	d->finished = false;
	map_init(&f.ids, d->mem, 0);
	if (!take_given_ids(&f, e))
		return false;
	for (struct doc_node *n = step(d->root, &depth); n != NULL; n = step(n, &depth)) {
		if (depth > DOC_DEPTH_MAX)
			return fail(e, RC_LIMIT, MSG_doc_too_deep, ARG((int64_t)DOC_DEPTH_MAX),
			    ARG(f.near));
		if (!place_ok(&f, n, e) || !finish_node(&f, n, e))
			return false;
	}
	/* Links last: they may lead forward. */
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root))
		if (n->kind == DOC_LINK && !finish_link(&f, n, e))
			return false;
	d->finished = true;
	return true;
}
