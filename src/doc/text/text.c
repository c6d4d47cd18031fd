/* text.c -- the blocks of a document as text. */
#include "doc/text/text.h"

#include "doc/text/text_priv.h"

struct out {
	struct sb *b;
	const struct doc *d;
	int width;
	int indent;
	str mark; /* printed before the next line: "- " */
};

static void put_blocks(struct out *o, const struct doc_node *parent);

static void
blank(struct out *o)
{
	if (o->b->n > 1 && !(o->b->p[o->b->n - 1] == '\n' && o->b->p[o->b->n - 2] == '\n'))
		sb_chr(o->b, '\n');
}

static void
put_text(struct out *o, str s)
{
	str line;

	while (text_line(&s, o->width - o->indent, &line)) {
		text_pad(o->b, o->indent - text_width(o->mark));
		sb_str(o->b, o->mark);
		sb_str(o->b, line);
		sb_chr(o->b, '\n');
		o->mark = STR("");
	}
}

static str
clean(struct out *o, str s)
{
	struct sb b;
	str t;

	sb_init(&b, o->b->mem, DOC_PLAIN_MAX);
	text_clean(&b, s);
	return sb_done(&b, &t) ? t : STR("");
}

static str
join(struct out *o, str a, const char *between, str b)
{
	struct sb s;
	str t;

	sb_init(&s, o->b->mem, a.n + b.n + 8);
	sb_str(&s, a);
	sb_str(&s, str_of(between));
	sb_str(&s, b);
	must(sb_done(&s, &t));
	return t;
}

static void
put_underline(struct out *o, str s, char c)
{
	int n = text_width(s);

	for (int i = 0; i < n && i < o->width; i++)
		sb_chr(o->b, c);
	sb_chr(o->b, '\n');
}

static void
put_heading(struct out *o, const struct doc_node *n)
{
	str s = text_inlines(o->b->mem, n);

	if (n->numbering.n > 0)
		s = join(o, clean(o, n->numbering), " ", s);
	blank(o);
	put_text(o, s);
	if (n->level <= 2)
		put_underline(o, s, n->level == 1 ? '=' : '-');
	sb_chr(o->b, '\n');
}

static void
put_list(struct out *o, const struct doc_node *n)
{
	int no = 0;

	for (const struct doc_node *it = n->first; it != NULL; it = it->next) {
		o->mark = n->ordered ? str_fmt(o->b->mem, "%d. ", ++no) : STR("- ");
		o->indent += n->ordered ? 4 : 2;
		put_blocks(o, it);
		o->indent -= n->ordered ? 4 : 2;
	}
	o->mark = STR("");
}

static void
put_chart(struct out *o, const struct doc_node *n)
{
	struct doc *t = doc_new(o->b->mem, o->d->lang);
	struct doc_node *table = chart_table(t, t->root, n->chart);

	blank(o);
	put_text(o, clean(o, doc_caption(o->b->mem, n, o->d->lang)));
	put_text(o, clean(o, n->chart->desc));
	table->caption = STR("");
	table->unit = STR("");
	text_table(o->d, table, o->width, o->b);
	sb_chr(o->b, '\n');
}

static void
put_defs(struct out *o, const struct doc_node *n)
{
	for (const struct doc_node *t = n->first; t != NULL; t = t->next) {
		if (t->kind == DOC_TERM)
			o->mark = join(o, text_inlines(o->b->mem, t), ": ", STR(""));
		else
			put_text(o, text_inlines(o->b->mem, t));
	}
	o->mark = STR("");
	sb_chr(o->b, '\n');
}

static void
put_image(struct out *o, const struct doc_node *n)
{
	blank(o);
	put_text(o, clean(o, doc_caption(o->b->mem, n, o->d->lang)));
	put_text(o, clean(o, n->image->alt));
	sb_chr(o->b, '\n');
}

static void
put_block(struct out *o, const struct doc_node *n)
{
	switch (n->kind) {
	case DOC_HEADING:
		put_heading(o, n);
		break;
	case DOC_PARA:
		put_text(o, text_inlines(o->b->mem, n));
		if (o->indent == 0)
			sb_chr(o->b, '\n');
		break;
	case DOC_LIST:
		put_list(o, n);
		if (o->indent == 0)
			sb_chr(o->b, '\n');
		break;
	case DOC_QUOTE:
	case DOC_NOTICE:
		blank(o);
		o->indent += 2;
		o->mark = n->kind == DOC_QUOTE ? STR("> ") : STR("! ");
		put_blocks(o, n);
		o->indent -= 2;
		sb_chr(o->b, '\n');
		break;
	case DOC_SECTION:
		put_blocks(o, n);
		break;
	case DOC_TABLE:
		blank(o);
		text_table(o->d, n, o->width, o->b);
		sb_chr(o->b, '\n');
		break;
	case DOC_CHART:
		put_chart(o, n);
		break;
	case DOC_IMAGE:
		put_image(o, n);
		break;
	case DOC_DEFS:
		put_defs(o, n);
		break;
	default:
		break; /* contents and page breaks are for pages */
	}
}

static void
put_blocks(struct out *o, const struct doc_node *parent)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next)
		put_block(o, n);
}

static void
put_title(struct out *o)
{
	const struct doc *d = o->d;
	const str line[] = {d->subtitle, d->author, d->organisation, d->status_line, d->decision};
	str title = clean(o, d->title);

	if (title.n == 0)
		return;
	put_text(o, title);
	put_underline(o, title, '=');
	for (size_t i = 0; i < COUNTOF(line); i++)
		put_text(o, clean(o, line[i]));
	if (date_ok(d->dated))
		put_text(o, date_str(o->b->mem, d->dated));
	sb_chr(o->b, '\n');
}

void
text_write(const struct doc *d, int width, struct sb *b)
{
	struct out o = {.b = b, .d = d, .width = width < 20 ? 20 : width};

	must(d->finished);
	put_title(&o);
	put_blocks(&o, d->root);
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		if (n->kind != DOC_FOOTNOTE)
			continue;
		if (n->number == 1)
			blank(&o);
		o.mark = str_fmt(b->mem, "[%d] ", n->number);
		o.indent = text_width(o.mark);
		put_text(&o, text_inlines(b->mem, n));
	}
}
