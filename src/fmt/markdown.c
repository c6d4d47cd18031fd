/* markdown.c -- md4c's events become a tree. */
#include "fmt/markdown.h"
#include "fmt/markdown_entity.h"
#include "fmt/messages.h"

#include <md4c.h>
#include <string.h>

/* md4c looks a few bytes past the end of a text that ends inside a link, and may
 * give them back: it reads a copy with a line end and zeros after it, and what it
 * gives is cut at the text's end. */
#define SLACK 64

struct build {
	struct arena *mem;
	str text; /* the copy, with its line end */
	struct md_node *top;
	struct err *e;
	int depth;
	size_t nodes;
};

/* md4c stops when a callback gives a negative number; some of its paths pass over
 * a positive one. */
enum { GO_ON = 0, STOP = -1 };

static struct md_node *
add(struct build *b, enum md_kind kind)
{
	struct md_node *n = arena_new(b->mem, struct md_node);

	n->kind = kind;
	n->parent = b->top;
	if (b->top->last != NULL)
		b->top->last->next = n;
	else
		b->top->first = n;
	b->top->last = n;
	b->nodes++;
	return n;
}

static struct md_node *
enter(struct build *b, enum md_kind kind)
{
	b->top = add(b, kind);
	b->depth++;
	return b->top;
}

static void
leave(struct build *b)
{
	b->top = b->top->parent;
	b->depth--;
}

/* md4c does not always pair its events: a span that it gave up may be left
 * without having been entered, and the other way round. */
static bool
in_span(const struct build *b)
{
	return b->top->kind > MD_TEXT && b->top->kind != MD_BREAK;
}

static int
checked(struct build *b)
{
	if (b->depth > MD_DEPTH_MAX)
		return fail(b->e, RC_LIMIT, MSG_md_deep, ARG(MD_DEPTH_MAX)), STOP;
	if (b->nodes > MD_NODES_MAX)
		return fail(b->e, RC_LIMIT, MSG_md_nodes, ARG(MD_NODES_MAX)), STOP;
	return GO_ON;
}

static str
clean(struct build *b, const char *p, size_t n)
{
	struct sb s;
	uintptr_t from = (uintptr_t)b->text.p, end = from + b->text.n, at = (uintptr_t)p;

	if (at >= from && at < end + SLACK)
		n = at >= end ? 0 : n > end - at ? end - at : n;
	str out = {p, n};

	if (memchr(p, 0, n) == NULL && utf8_ok(out))
		return out;
	sb_init(&s, b->mem, n * 3 + 4);
	for (size_t i = 0; i < n;) {
		uint32_t c = utf8_next((str){p, n}, &i);
		sb_utf8(&s, c == 0 ? 0xfffd : c);
	}
	must(sb_done(&s, &out));
	return out;
}

/* An attribute comes in parts: text, entities, NULs. */
static str
attribute(struct build *b, const MD_ATTRIBUTE *a)
{
	struct sb s;
	str out;

	sb_init(&s, b->mem, (size_t)a->size * 4 + 16);
	for (int i = 0; a->size > 0 && a->substr_offsets[i] < a->size; i++) {
		const char *p = a->text + a->substr_offsets[i];
		size_t n = a->substr_offsets[i + 1] - a->substr_offsets[i];
		if (a->substr_types[i] == MD_TEXT_ENTITY)
			md_entity(&s, (str){p, n});
		else
			sb_str(&s, clean(b, p, n));
	}
	(void)!sb_done(&s, &out);
	return out;
}

static void
enter_cell(struct build *b, bool head, MD_ALIGN align)
{
	static const enum md_side side[] = {[MD_ALIGN_DEFAULT] = MD_SIDE_NONE,
	    [MD_ALIGN_LEFT] = MD_SIDE_LEFT,
	    [MD_ALIGN_CENTER] = MD_SIDE_CENTER,
	    [MD_ALIGN_RIGHT] = MD_SIDE_RIGHT};
	struct md_node *n = enter(b, MD_CELL);

	n->head = head;
	n->side = side[align];
	n->parent->head |= head;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct build *b = ctx;

	switch (type) {
	case MD_BLOCK_DOC:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		return GO_ON;
	case MD_BLOCK_QUOTE:
		enter(b, MD_QUOTE);
		break;
	case MD_BLOCK_UL:
		enter(b, MD_LIST);
		break;
	case MD_BLOCK_OL:
		enter(b, MD_LIST)->ordered = true;
		break;
	case MD_BLOCK_LI:
		enter(b, MD_ITEM);
		break;
	case MD_BLOCK_HR:
		enter(b, MD_RULE);
		break;
	case MD_BLOCK_H:
		enter(b, MD_HEADING)->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_CODE:
		enter(b, MD_CODE_BLOCK);
		break;
	case MD_BLOCK_HTML:
	case MD_BLOCK_P:
		enter(b, MD_PARA);
		break;
	case MD_BLOCK_TABLE:
		enter(b, MD_TABLE);
		break;
	case MD_BLOCK_TR:
		enter(b, MD_ROW);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		enter_cell(b, type == MD_BLOCK_TH, ((MD_BLOCK_TD_DETAIL *)detail)->align);
		break;
	}
	return checked(b);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct build *b = ctx;

	(void)detail;
	if (type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY)
		return GO_ON;
	while (in_span(b))
		leave(b);
	if (b->top->parent != NULL)
		leave(b);
	return GO_ON;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct build *b = ctx;
	struct md_node *n;

	switch (type) {
	case MD_SPAN_STRONG:
		enter(b, MD_STRONG);
		break;
	case MD_SPAN_A:
		n = enter(b, MD_LINK);
		n->href = attribute(b, &((MD_SPAN_A_DETAIL *)detail)->href);
		n->title = attribute(b, &((MD_SPAN_A_DETAIL *)detail)->title);
		break;
	case MD_SPAN_IMG:
		n = enter(b, MD_IMAGE);
		n->href = attribute(b, &((MD_SPAN_IMG_DETAIL *)detail)->src);
		n->title = attribute(b, &((MD_SPAN_IMG_DETAIL *)detail)->title);
		break;
	case MD_SPAN_CODE:
		enter(b, MD_CODE);
		break;
	default:
		enter(b, MD_EMPH);
		break;
	}
	return checked(b);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	(void)type;
	(void)detail;
	if (in_span(ctx))
		leave(ctx);
	return GO_ON;
}

/* Text that follows text is one node, so that a sentence is one text. */
static void
put_text(struct build *b, str s)
{
	struct md_node *n = b->top->last;

	if (s.n == 0)
		return;
	if (n != NULL && n->kind == MD_TEXT && n->text.p + n->text.n == s.p) {
		n->text.n += s.n;
		return;
	}
	n = add(b, MD_TEXT);
	n->text = s;
	bool inside = s.p >= b->text.p && s.p < b->text.p + b->text.n;
	n->at = inside ? (size_t)(s.p - b->text.p) : n->parent->at;
	for (struct md_node *p = n->parent; inside && p != NULL && p->at == 0; p = p->parent)
		p->at = n->at;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE size, void *ctx)
{
	struct build *b = ctx;
	struct sb s;
	str out;

	switch (type) {
	case MD_TEXT_NULLCHAR:
		put_text(b, STR("\xef\xbf\xbd"));
		break;
	case MD_TEXT_BR:
		add(b, MD_BREAK);
		break;
	case MD_TEXT_SOFTBR:
		put_text(b, STR(" "));
		break;
	case MD_TEXT_ENTITY:
		sb_init(&s, b->mem, (size_t)size + 16);
		md_entity(&s, (str){p, size});
		(void)!sb_done(&s, &out);
		put_text(b, out);
		break;
	default:
		put_text(b, clean(b, p, size));
		break;
	}
	return checked(b);
}

/* Rows shorter than the head are filled up; longer ones do not occur (MD3). */
static void
fill_tables(struct build *b, struct md_node *root)
{
	struct md_node *n = root;

	while (n != NULL) {
		if (n->kind == MD_TABLE && n->first != NULL) {
			size_t want = 0;
			for (struct md_node *c = n->first->first; c != NULL; c = c->next)
				want++;
			for (struct md_node *row = n->first->next; row != NULL; row = row->next) {
				size_t got = 0;
				for (struct md_node *c = row->first; c != NULL; c = c->next)
					got++;
				b->top = row;
				for (; got < want; got++)
					add(b, MD_CELL);
			}
		}
		if (n->first != NULL) {
			n = n->first;
			continue;
		}
		while (n != NULL && n->next == NULL)
			n = n->parent;
		n = n != NULL ? n->next : NULL;
	}
}

bool
md_read(struct arena *mem, str text, struct md_node **out, struct err *e)
{
	static const MD_PARSER parser = {
	    .flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS,
	    .enter_block = enter_block,
	    .leave_block = leave_block,
	    .enter_span = enter_span,
	    .leave_span = leave_span,
	    .text = on_text,
	};
	struct md_node *root = arena_new(mem, struct md_node);
	struct build b = {.mem = mem, .top = root, .e = e};

	*out = root;
	if (text.n > MD_TEXT_MAX)
		return fail(e, RC_LIMIT, MSG_md_long, ARG((int64_t)MD_TEXT_MAX));
	if (text.n == 0)
		return true;
	char *copy = arena_array(mem, text.n + SLACK, char);
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\n';
	b.text = (str){copy, text.n + 1};
	if (md_parse(copy, (MD_SIZE)b.text.n, &parser, &b) != 0)
		return e->rc != RC_OK ? false : fail(e, RC_LIMIT, MSG_md_memory);
	fill_tables(&b, root);
	return true;
}
