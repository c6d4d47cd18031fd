/* report_text.c -- Markdown with holes becomes nodes; holes are filled here, at the
 * text, where nothing can become markup any more. */
#include "core/report/report_priv.h"

static bool blocks(struct build *b, struct doc_node *under, const struct md_node *parent,
    const struct tpl_text *t);
static bool
block(struct build *b, struct doc_node *under, const struct md_node *n, const struct tpl_text *t);
static void inlines(struct build *b, struct doc_node *under, const struct md_node *parent,
    const struct tpl_text *t);

/* ---- inline ---- */

void
reference_to(struct build *b, struct doc_node *under, enum label_kind kind, str name,
    struct place at)
{
	struct doc_node *link = doc_add(b->doc, under, DOC_LINK);

	doc_add(b->doc, link, DOC_TEXT);
	arena_grow(b->mem, b->ref, b->n_ref, b->room_ref);
	b->ref[b->n_ref++] = (struct reference){kind, name, at, link};
}

static void
reference(struct build *b, struct doc_node *under, const struct tpl_hole *h)
{
	static const struct {
		const char *word;
		enum label_kind kind;
	} kinds_of[] = {{"tabell", LABEL_TABLE}, {"diagram", LABEL_CHART}, {"figur", LABEL_CHART},
	    {"bild", LABEL_CHART}, {"avsnitt", LABEL_SECTION}, {"bilaga", LABEL_APPENDIX}};
	const struct tpl_call *c = &h->call;
	str kind = c->n_arg == 2 ? tpl_fold(b->mem, c->arg[0].value) : STR("");
	size_t k = 0;

	while (k < COUNTOF(kinds_of) && !str_eq(kind, str_of(kinds_of[k].word)))
		k++;
	if (k == COUNTOF(kinds_of)) {
		diag_add0(b->d, SEV_ERROR, c->at, MSG_report_reference_form);
		return;
	}
	reference_to(b, under, kinds_of[k].kind, tpl_fold(b->mem, c->arg[1].value), c->at);
}

static void
footnote(struct build *b, struct doc_node *under, const struct tpl_hole *h)
{
	struct doc_node *note = doc_add(b->doc, under, DOC_FOOTNOTE);
	struct md_node *root;
	struct err e = {0};

	if (!md_read(b->mem, h->body->md, &root, &e)) {
		bind_fault(b->d, h->call.at, &e);
		return;
	}
	for (const struct md_node *p = root->first; p != NULL; p = p->next) {
		if (p->kind != MD_PARA) {
			diag_add0(b->d, SEV_ERROR, h->call.at, MSG_report_note_form);
			return;
		}
		if (p != root->first)
			doc_text(b->doc, note, STR(" "));
		inlines(b, note, p, h->body);
	}
}

static void
put_hole(struct build *b, struct doc_node *under, const struct tpl_hole *h)
{
	if (h->kind == TPL_HOLE_BLOCK)
		diag_add(b->d, SEV_ERROR, h->call.at, MSG_report_block_place, ARG(h->call.name));
	else if (h->kind == TPL_HOLE_NOTE)
		footnote(b, under, h);
	else if (str_eq(h->call.name, STR("se")))
		reference(b, under, h);
	else if (h->shown.fact.n > 0)
		doc_fact_value(b->doc, under, h->shown.fact, h->shown.text,
		    h->shown.has_value ? h->shown.value : dec_bad());
	else if (h->shown.text.n > 0)
		doc_text(b->doc, under, h->shown.text);
}

static void
bind_text(struct build *b, struct doc_node *under, str s, const struct tpl_text *t)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		if ((unsigned char)s.p[i] < 0xf3) { /* no hole begins with a smaller byte */
			i++;
			continue;
		}
		const struct tpl_hole *h = tpl_hole_of(t, utf8_next(s, &i));
		if (h == NULL)
			continue;
		if (at > from)
			doc_text(b->doc, under, str_sub(s, from, at));
		put_hole(b, under, h);
		from = i;
	}
	if (s.n > from)
		doc_text(b->doc, under, str_sub(s, from, s.n));
}

static bool
holds_hole(str s, const struct tpl_text *t)
{
	for (size_t i = 0; i < s.n;)
		if (tpl_hole_of(t, utf8_next(s, &i)) != NULL)
			return true;
	return false;
}

static struct doc_node *
link_node(struct build *b, struct doc_node *under, const struct md_node *n,
    const struct tpl_text *t)
{
	if (holds_hole(n->href, t) || !doc_href_ok(n->href)) {
		diag_add(b->d, SEV_ERROR, tpl_place_of(t, n->at), MSG_report_link, ARG(n->href));
		return under;
	}
	struct doc_node *link = doc_add(b->doc, under, DOC_LINK);
	link->href = n->href;
	return link;
}

static void
inline_one(struct build *b, struct doc_node *under, const struct md_node *n,
    const struct tpl_text *t)
{
	switch (n->kind) {
	case MD_TEXT:
		bind_text(b, under, n->text, t);
		break;
	case MD_BREAK:
		doc_add(b->doc, under, DOC_LINE_BREAK);
		break;
	case MD_STRONG:
		inlines(b, doc_add(b->doc, under, DOC_STRONG), n, t);
		break;
	case MD_EMPH:
		inlines(b, doc_add(b->doc, under, DOC_EMPH), n, t);
		break;
	case MD_LINK:
		inlines(b, link_node(b, under, n, t), n, t);
		break;
	case MD_IMAGE:
		diag_add0(b->d, SEV_WARNING, tpl_place_of(t, n->at), MSG_report_image);
		inlines(b, under, n, t);
		break;
	default:
		inlines(b, under, n, t);
	}
}

/* Lines of a paragraph come as texts of their own; a reader sees one.  Gives the
 * last node of the run. */
static const struct md_node *
text_run(struct build *b, struct doc_node *under, const struct md_node *n, const struct tpl_text *t)
{
	struct sb s;
	str out;

	sb_init(&s, b->mem, MD_TEXT_MAX + 1);
	for (;; n = n->next) {
		sb_str(&s, n->text);
		if (n->next == NULL || n->next->kind != MD_TEXT)
			break;
	}
	(void)!sb_done(&s, &out);
	bind_text(b, under, out, t);
	return n;
}

static void
inlines(struct build *b, struct doc_node *under, const struct md_node *parent,
    const struct tpl_text *t)
{
	for (const struct md_node *n = parent->first; n != NULL; n = n->next) {
		if (n->kind == MD_TEXT && n->next != NULL && n->next->kind == MD_TEXT)
			n = text_run(b, under, n, t);
		else
			inline_one(b, under, n, t);
	}
}

/* ---- tables ---- */

#define TABLE_COLS_MAX 24

static bool
looks_numeric(str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c >= '0' && c <= '9')
			digit = true;
		else if (c != ' ' && c != 0xa0 && c != ',' && c != '.' && c != '-' && c != 0x2212 &&
		    c != 0x2013 && c != '%' && c != '+')
			return false;
	}
	return digit || s.n == 0 || str_eq(s, STR("\xe2\x80\x93"));
}

/* Cells of column k below the head: all figures?  The longest text? */
static void
fit_column(struct build *b, struct doc_node *table, int k, enum md_side side)
{
	bool numeric = true, any = false;
	int chars = 0;

	for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
		const struct doc_node *c = row->first;
		for (int i = 0; c != NULL && i < k; i++)
			c = c->next;
		if (c == NULL)
			continue;
		str s = doc_plain(b->mem, c);
		int n = (int)s.n;
		chars = n > chars ? n : chars;
		if (row->row_kind == DOC_ROW_HEAD)
			continue;
		numeric &= looks_numeric(s) || str_eq(s, MISSING_WORD(b));
		any |= s.n > 0;
	}
	bool right = side == MD_SIDE_RIGHT || (side == MD_SIDE_NONE && numeric && any);
	table->col[k].align = right ? DOC_RIGHT : side == MD_SIDE_CENTER ? DOC_CENTER : DOC_LEFT;
	table->col[k].weight = numeric ? 0 : chars < 12 ? 1 : chars < 200 ? chars / 12 : 16;
}

static bool
is_total(str s)
{
	return str_has_prefix(s, STR("Summa")) || str_has_prefix(s, STR("Totalt")) ||
	    str_has_prefix(s, STR("Total"));
}

static void
table(struct build *b, struct doc_node *under, const struct md_node *n, str caption,
    const struct tpl_text *t)
{
	struct doc_col col[TABLE_COLS_MAX] = {0};
	int n_col = 0;

	for (const struct md_node *c = n->first != NULL ? n->first->first : NULL; c != NULL;
	     c = c->next)
		n_col++;
	if (n_col < 1 || n_col > TABLE_COLS_MAX) {
		diag_add(b->d, SEV_ERROR, tpl_place_of(t, n->at), MSG_report_table_wide,
		    ARG(TABLE_COLS_MAX));
		return;
	}
	struct doc_node *out = table_new(b, under,
	    &(struct table){.caption = caption, .col = col, .n_col = n_col});
	for (const struct md_node *r = n->first; r != NULL; r = r->next) {
		struct doc_node *row = doc_row(b->doc, out, r->head ? DOC_ROW_HEAD : DOC_ROW_BODY);
		for (const struct md_node *c = r->first; c != NULL; c = c->next) {
			struct doc_node *cell = doc_cell(b->doc, row, STR(""));
			inlines(b, cell, c, t);
			cell->header = r->head || c == r->first;
		}
		if (r->next == NULL && !r->head && is_total(doc_plain(b->mem, row->first)))
			row->row_kind = DOC_ROW_TOTAL;
	}
	int k = 0;
	for (const struct md_node *c = n->first->first; c != NULL; c = c->next, k++)
		fit_column(b, out, k, c->side);
}

/* The caption that a paragraph "Tabell: …" gives, or "". */
static str
caption_of(struct build *b, const struct md_node *n, const struct tpl_text *t)
{
	struct doc_node *p;
	str s;

	if (n == NULL || n->kind != MD_PARA || n->first == NULL || n->first->kind != MD_TEXT ||
	    !str_has_prefix(n->first->text, STR("Tabell:")))
		return STR("");
	struct doc *scratch = doc_new(b->mem, b->lang);
	struct doc *keep = b->doc;
	b->doc = scratch;
	p = doc_add(scratch, scratch->root, DOC_PARA);
	inlines(b, p, n, t);
	b->doc = keep;
	s = doc_plain(b->mem, p);
	return str_trim(str_sub(s, STR("Tabell:").n, s.n));
}

/* What may be the caption under a table: a paragraph that no table follows, which
 * it would belong to. */
static const struct md_node *
caption_below(const struct md_node *n)
{
	const struct md_node *p = n->next;

	return p != NULL && (p->next == NULL || p->next->kind != MD_TABLE) ? p : NULL;
}

/* ---- blocks ---- */

/* The block hole that a paragraph consists of, or NULL. */
static const struct tpl_hole *
only_block(const struct md_node *n, const struct tpl_text *t)
{
	size_t i = 0;

	if (n->kind != MD_PARA || n->first == NULL || n->first->next != NULL ||
	    n->first->kind != MD_TEXT || n->first->text.n == 0)
		return NULL;
	const struct tpl_hole *h = tpl_hole_of(t, utf8_next(n->first->text, &i));
	return h != NULL && h->kind == TPL_HOLE_BLOCK && i == n->first->text.n ? h : NULL;
}

static void
md_heading(struct build *b, struct doc_node *under, const struct md_node *n,
    const struct tpl_text *t)
{
	struct doc_node *h;

	if (b->plain_headings > 0 || under->kind == DOC_ITEM || under->kind == DOC_QUOTE) {
		h = doc_add(b->doc, under, DOC_PARA);
		inlines(b, doc_add(b->doc, h, DOC_STRONG), n, t);
		return;
	}
	/* The largest heading of a text stands one level under its section, whichever
	 * mark it was written with. */
	int rank = 1;
	for (int level = 1; level < n->level; level++)
		rank += (b->md_levels >> level & 1) != 0;
	h = heading(b, under, b->text_level + rank, STR(""));
	b->level = h->level; /* what follows stands under it */
	h->unnumbered = true;
	h->not_in_toc = true;
	inlines(b, h, n, t);
}

/* A tight item has its text without a paragraph around it. */
static bool
item(struct build *b, struct doc_node *under, const struct md_node *i, const struct tpl_text *t)
{
	struct doc_node *p = NULL;

	if (i->first != NULL && i->first->kind < MD_TEXT)
		return blocks(b, under, i, t);
	for (const struct md_node *n = i->first; n != NULL; n = n->next) {
		if (n->kind < MD_TEXT) {
			p = NULL;
			if (!block(b, under, n, t))
				return false;
			continue;
		}
		if (p == NULL)
			p = doc_add(b->doc, under, DOC_PARA);
		inline_one(b, p, n, t);
	}
	return true;
}

static bool
list(struct build *b, struct doc_node *under, const struct md_node *n, const struct tpl_text *t)
{
	struct doc_node *l = doc_add(b->doc, under, DOC_LIST);

	l->ordered = n->ordered;
	for (const struct md_node *i = n->first; i != NULL; i = i->next)
		if (!item(b, doc_add(b->doc, l, DOC_ITEM), i, t))
			return false;
	return true;
}

static void
code(struct build *b, struct doc_node *under, const struct md_node *n, const struct tpl_text *t)
{
	struct doc_node *p = doc_add(b->doc, under, DOC_PARA);

	for (const struct md_node *k = n->first; k != NULL; k = k->next) {
		str rest = k->text, line;
		while (k->kind == MD_TEXT && str_cut(&rest, '\n', &line)) {
			bind_text(b, p, line, t);
			if (rest.p != NULL && rest.n > 0)
				doc_add(b->doc, p, DOC_LINE_BREAK);
		}
	}
}

static bool
block(struct build *b, struct doc_node *under, const struct md_node *n, const struct tpl_text *t)
{
	const struct tpl_hole *h = only_block(n, t);

	if (h != NULL) {
		block_fn *fn = block_of(h->call.name);
		must(fn != NULL);
		return fn(b, under, &h->call, h->body);
	}
	switch (n->kind) {
	case MD_HEADING:
		md_heading(b, under, n, t);
		return true;
	case MD_LIST:
		return list(b, under, n, t);
	case MD_QUOTE:
		return blocks(b, doc_add(b->doc, under, DOC_QUOTE), n, t);
	case MD_RULE:
		return true;
	case MD_CODE_BLOCK:
		code(b, under, n, t);
		return true;
	default:
		inlines(b, doc_add(b->doc, under, DOC_PARA), n, t);
		return true;
	}
}

static bool
blocks(struct build *b, struct doc_node *under, const struct md_node *parent,
    const struct tpl_text *t)
{
	str above = STR("");

	for (const struct md_node *n = parent->first; n != NULL; n = n->next) {
		str caption = caption_of(b, n, t);
		if (caption.n > 0 && n->next != NULL && n->next->kind == MD_TABLE) {
			above = caption;
			continue;
		}
		if (n->kind != MD_TABLE) {
			if (!block(b, under, n, t))
				return false;
			continue;
		}
		const struct md_node *below = above.n == 0 ? caption_below(n) : NULL;
		if (below != NULL)
			above = caption_of(b, below, t);
		table(b, under, n, above.n > 0 ? above : b->section_title, t);
		if (below != NULL && above.n > 0)
			n = below;
		above = STR("");
	}
	return true;
}

bool
text_expanded(struct build *b, struct doc_node *under, const struct tpl_text *t)
{
	struct md_node *root;

	unsigned keep = b->md_levels;
	int level = b->level, text_level = b->text_level;
	bool ok;

	if (!md_read(b->mem, t->md, &root, b->e)) {
		bind_fault(b->d, tpl_place_of(t, 0), b->e);
		return true;
	}
	b->md_levels = 0;
	b->text_level = level;
	for (const struct md_node *n = root->first; n != NULL; n = n->next)
		if (n->kind == MD_HEADING)
			b->md_levels |= 1u << n->level;
	ok = blocks(b, under, root, t);
	b->md_levels = keep;
	b->level = level;
	b->text_level = text_level;
	return ok;
}

bool
text_build(struct build *b, struct doc_node *under, str md, str file)
{
	const struct tpl_node *root;
	struct tpl_text *t = arena_new(b->mem, struct tpl_text);

	if (str_trim(md).n == 0)
		return true;
	if (!tpl_read(b->mem, md, file, 0, &report_grammar, &root, b->d))
		return true; /* the findings are there: report_build gives up at the end */
	if (!tpl_expand(b->mem, root, &b->host, t, b->d))
		return true;
	return text_expanded(b, under, t);
}

bool
text_plain_headings(struct build *b, struct doc_node *under, str md, str file)
{
	b->plain_headings++;
	bool ok = text_build(b, under, md, file);
	b->plain_headings--;
	return ok;
}
