/* The tree as the text that the claims checker reads, and its verdicts back on the tree. */
#include "core/proof/proof.h"

#include <stdlib.h>

#define TEXT_MAX ((size_t)64 << 20)

/* Where a node's text stands in the whole. */
struct span {
	const struct doc_node *node;
	size_t off, section;
};

struct reading {
	struct arena *mem;
	struct proof *out;
	struct sb b;
	struct span *span;
	size_t n_span, room_span, room_section, room_mark, room_error;
};

/* ---- reading ---- */

static void
leaf(struct reading *r, const struct doc_node *n)
{
	arena_grow(r->mem, r->span, r->n_span, r->room_span);
	r->span[r->n_span++] = (struct span){n, r->b.n, r->out->n_section - 1};
	sb_str(&r->b, n->text);
}

static void
inlines(struct reading *r, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next)
		switch (n->kind) {
		case DOC_TEXT:
		case DOC_FACT:
		case DOC_STATUS:
			leaf(r, n);
			break;
		case DOC_STRONG:
		case DOC_EMPH:
		case DOC_LINK:
			inlines(r, n);
			break;
		case DOC_LINE_BREAK:
			sb_chr(&r->b, ' ');
			break;
		default: /* a note is not part of the sentence it hangs on */
			break;
		}
}

static void
section(struct reading *r, str title, str anchor)
{
	struct proof *p = r->out;

	arena_grow(r->mem, p->section, p->n_section, r->room_section);
	p->section[p->n_section++] = (struct proof_section){.title = title, .anchor = anchor};
}

static void
heading(struct reading *r, const struct doc_node *n)
{
	section(r, doc_plain(r->mem, n), n->id);
	sb_lit(&r->b, "\n\n");
	if (n->numbering.n > 0) {
		sb_str(&r->b, n->numbering);
		sb_chr(&r->b, ' ');
	}
	inlines(r, n);
	sb_lit(&r->b, "\n\n");
}

static void blocks(struct reading *r, const struct doc_node *parent);

static void
cell(struct reading *r, const struct doc_node *n)
{
	bool block = n->first != NULL && (n->first->kind == DOC_PARA || n->first->kind == DOC_LIST);

	if (!block)
		inlines(r, n);
	for (const struct doc_node *k = n->first; block && k != NULL; k = k->next) {
		if (k != n->first)
			sb_chr(&r->b, ' ');
		if (k->kind == DOC_PARA)
			inlines(r, k);
	}
}

static void
table(struct reading *r, const struct doc_node *n)
{
	sb_str(&r->b, n->caption);
	if (n->unit.n > 0)
		sb_printf(&r->b, " (%.*s)", STR_ARG(n->unit));
	sb_lit(&r->b, "\n\n");
	for (const struct doc_node *row = n->first; row != NULL; row = row->next) {
		for (const struct doc_node *k = row->first; k != NULL; k = k->next) {
			if (k != row->first)
				sb_chr(&r->b, '\t');
			cell(r, k);
			for (int i = 1; i < k->span; i++)
				sb_chr(&r->b, '\t');
		}
		sb_chr(&r->b, '\n');
	}
	sb_chr(&r->b, '\n');
}

static void
block(struct reading *r, const struct doc_node *n)
{
	switch (n->kind) {
	case DOC_HEADING:
		heading(r, n);
		break;
	case DOC_PARA:
		inlines(r, n);
		sb_lit(&r->b, "\n\n");
		break;
	case DOC_TERM:
		inlines(r, n);
		sb_lit(&r->b, ": ");
		break;
	case DOC_DESC:
		inlines(r, n);
		sb_lit(&r->b, "\n\n");
		break;
	case DOC_ITEM:
		sb_lit(&r->b, "\xe2\x80\xa2 ");
		blocks(r, n);
		break;
	case DOC_TABLE:
		table(r, n);
		break;
	default:
		blocks(r, n);
		break;
	}
}

static void
blocks(struct reading *r, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next)
		block(r, n);
}

/* ---- marking ---- */

static void
mark(struct reading *r, struct proof_mark m)
{
	struct proof *p = r->out;

	arena_grow(r->mem, p->mark, p->n_mark, r->room_mark);
	p->mark[p->n_mark++] = m;
}

static enum proof_state
state_of(enum claims_verdict v)
{
	static const enum proof_state of[CLAIMS__VERDICTS] = {[CLAIMS_UNVERIFIED] = PROOF_TYPED,
	    [CLAIMS_VERIFIED] = PROOF_AGREES,
	    [CLAIMS_ROUNDING] = PROOF_AGREES,
	    [CLAIMS_SUSPICIOUS] = PROOF_DOUBT,
	    [CLAIMS_CONTRADICTED] = PROOF_WRONG};

	return of[v];
}

/* The last span that begins at or before an offset. */
static size_t
span_at(const struct reading *r, size_t off)
{
	size_t low = 0, high = r->n_span;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (r->span[mid].off <= off)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 ? low - 1 : 0;
}

/* A figure of the text on the nodes it stands in: typed text, or a fact that an error
 * names (PR3). */
static void
mark_figure(struct reading *r, const struct claims_claim *c, size_t off, size_t end)
{
	enum proof_state state = state_of(c->verdict);

	for (size_t i = span_at(r, off); i < r->n_span && r->span[i].off < end; i++) {
		const struct span *s = &r->span[i];
		size_t from = off > s->off ? off - s->off : 0;
		size_t to = end - s->off < s->node->text.n ? end - s->off : s->node->text.n;
		struct proof_mark m = {s->node, from, to, state, {c->why[0], c->why[1]},
		    s->section};
		if (from >= to || s->node->kind == DOC_STATUS)
			continue;
		if (s->node->kind == DOC_FACT) {
			if (state != PROOF_WRONG)
				continue;
			m.from = 0;
			m.end = s->node->text.n;
		}
		mark(r, m);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct proof_mark *x = a, *y = b;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->node != y->node)
		return (uintptr_t)x->node < (uintptr_t)y->node ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->state > y->state ? -1 : x->state < y->state; /* the gravest first */
}

/* Overlaps go: the first, gravest, stays (PR2). */
static void
settle(struct proof *p)
{
	size_t n = 0;

	if (p->n_mark > 1)
		qsort(p->mark, p->n_mark, sizeof p->mark[0], by_place);
	for (size_t i = 0; i < p->n_mark; i++) {
		const struct proof_mark *last = n > 0 ? &p->mark[n - 1] : NULL;
		if (last != NULL && last->node == p->mark[i].node && p->mark[i].from < last->end)
			continue;
		p->mark[n++] = p->mark[i];
	}
	p->n_mark = n;
	for (size_t i = 0; i < n; i++) {
		p->n[p->mark[i].state]++;
		p->section[p->mark[i].section].n[p->mark[i].state]++;
	}
}

static void
verdicts(struct reading *r)
{
	struct proof *p = r->out;

	for (size_t i = 0; i < r->n_span; i++)
		if (r->span[i].node->kind == DOC_FACT)
			mark(r,
			    (struct proof_mark){.node = r->span[i].node,
			        .end = r->span[i].node->text.n,
			        .state = PROOF_BOUND,
			        .section = r->span[i].section});
	for (size_t i = 0; i < p->claims.n_claim; i++) {
		const struct claims_claim *c = &p->claims.claim[i];
		for (int k = 0; k < c->n_figure; k++)
			mark_figure(r, c, c->figure[k].off, c->figure[k].end);
	}
	for (size_t i = 0; i < p->claims.n_finding; i++) {
		const struct claims_finding *f = &p->claims.finding[i];
		if (f->sev < SEV_WARNING)
			continue;
		size_t at = span_at(r, f->off);
		arena_grow(r->mem, p->error, p->n_error, r->room_error);
		p->error[p->n_error++] = (struct proof_error){f,
		    r->n_span > 0 ? r->span[at].section : 0};
	}
}

/* Where the text prints a fact, by the fact's name. */
static void
bind(struct reading *r, struct claims_doc *doc)
{
	struct claims_bound *v = arena_array(r->mem, r->n_span + 1, struct claims_bound);
	size_t n = 0;

	for (size_t i = 0; i < r->n_span; i++) {
		const struct doc_node *k = r->span[i].node;
		if (k->kind == DOC_FACT && k->text.n > 0)
			v[n++] = (struct claims_bound){r->span[i].off, r->span[i].off + k->text.n,
			    k->fact};
	}
	doc->bound = v;
	doc->n_bound = n;
}

bool
proof_of(const struct doc *d, struct facts *facts, struct arena *mem, struct proof *out,
    struct err *e)
{
	struct reading r = {.mem = mem, .out = out};
	struct claims_doc doc = {.name = d->title};
	struct claims_against against = {0};

	must(d->finished);
	*out = (struct proof){0};
	sb_init(&r.b, mem, TEXT_MAX);
	section(&r, d->title, STR(""));
	blocks(&r, d->root);
	must(sb_done(&r.b, &doc.text));
	bind(&r, &doc);
	if ((facts != NULL && !claims_facts(facts, &doc, mem, &against, e)) ||
	    !claims_check(&doc, &against, mem, &out->claims, e))
		return false;
	verdicts(&r);
	settle(out);
	return true;
}

str
proof_word(enum proof_state s, enum lang lang)
{
	static const char *const words[PROOF__STATES][LANG__COUNT] = {
	    [PROOF_BOUND] = {"bunden", "bound"},
	    [PROOF_AGREES] = {"skriven, stämmer", "typed, agrees"},
	    [PROOF_TYPED] = {"skriven, obekräftad", "typed, unverified"},
	    [PROOF_DOUBT] = {"misstänkt", "suspicious"},
	    [PROOF_WRONG] = {"motsagd", "contradicted"}};

	return str_of(words[s][lang]);
}

const char *
proof_sign(enum proof_state s)
{
	static const char *const signs[PROOF__STATES] = {[PROOF_BOUND] = "\xe2\x9c\x93",
	    [PROOF_AGREES] = "\xe2\x89\x88",
	    [PROOF_TYPED] = "\xe2\x97\x8b",
	    [PROOF_DOUBT] = "\xe2\x96\xb2",
	    [PROOF_WRONG] = "\xe2\x9c\x97"};

	return signs[s];
}

const char *
proof_id(enum proof_state s)
{
	static const char *const ids[PROOF__STATES] = {[PROOF_BOUND] = "bound",
	    [PROOF_AGREES] = "agrees",
	    [PROOF_TYPED] = "typed",
	    [PROOF_DOUBT] = "doubt",
	    [PROOF_WRONG] = "wrong"};

	return ids[s];
}
