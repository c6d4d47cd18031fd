#include "doc/pdf/pdf_par.h"

#include <string.h>

enum { PIECE_BYTES = 120 }; /* longer words are cut, so that lines can be made of them */

static const double icon_share = 0.92; /* of the font size */
static const double icon_gap = 0.36;

/* How a run of text looks while inline nodes are walked. */
struct run {
	enum pdf_face face;
	enum pdf_color color;
	double size, rise;
	struct pdf_elem *el;
	struct pdf_link *link;
	struct pdf_note *note;
};

struct walk {
	struct pdf_ctx *c;
	struct pdf_par *p;
	bool space; /* white space was read since the last item */
	struct pdf_elem *space_el;
};

void
pdf_par_init(struct pdf_par *p, const struct pdf_style *s, struct pdf_elem *el)
{
	*p = (struct pdf_par){.style = s, .el = el, .lead = s->lead};
}

static struct pdf_item *
item_add(struct walk *k, const struct run *r, enum pdf_item_kind kind)
{
	struct pdf_par *p = k->p;

	arena_grow(k->c->mem, p->item, p->n, p->room);
	struct pdf_item *it = &p->item[p->n++];
	const struct pdf_font *f = pdf_font_of(&k->c->fonts, r->face);
	*it = (struct pdf_item){.kind = (uint8_t)kind,
	    .el = r->el,
	    .link = r->link,
	    .face = (uint8_t)r->face,
	    .color = (uint8_t)r->color,
	    .size = (float)r->size,
	    .rise = (float)r->rise,
	    .space = k->space && p->n > 1,
	    .note = r->note};
	it->space_el = it->space && k->space_el != NULL ? k->space_el : r->el;
	it->space_w = it->space ? f->advance[f->space] / 1000.0 * r->size : 0;
	k->space = false;
	return it;
}

static void
word_add(struct walk *k, const struct run *r, str text, bool glued)
{
	if (text.n == 0)
		return;
	struct pdf_item *it = item_add(k, r, ITEM_WORD);
	it->word = pdf_shape(&k->c->fonts, r->face, text);
	it->w = it->word->w * r->size;
	if (it->word->actual) {
		it->el = pdf_elem_new(&k->c->tree, r->el, "Span");
		it->el->actual = it->word->text;
	}
	it->glued = glued && !it->space;
	if (r->note != NULL)
		k->p->n_notes = true;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x2028 || c == 0x2029 || c == 0x3000;
}

/* Characters that draw nothing: controls, directional marks, non-characters. */
static bool
is_silent(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xfe00 && c <= 0xfe0f) || (c & 0xfffe) == 0xfffe || (c >= 0xe0000 && c < 0xe1000);
}

static bool
is_ascii_letter(char ch)
{
	unsigned char c = (unsigned char)ch;

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* May a line end between s[at-1] and s[at]?  After a hyphen or a slash that has
 * letters on both sides. */
static bool
may_divide(str s, size_t at)
{
	if (at < 2 || at >= s.n || (s.p[at - 1] != '-' && s.p[at - 1] != '/'))
		return false;
	return is_ascii_letter(s.p[at - 2]) && is_ascii_letter(s.p[at]);
}

/* Which way a character is read: 1 left to right, 2 right to left, 0 either. */
static int
direction(uint32_t c)
{
	if (pdf_is_rtl(c))
		return 2;
	return c >= 0x250 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	        (c >= 'a' && c <= 'z') || (c >= 0xc0 && c != 0xd7 && c != 0xf7)
	    ? 1
	    : 0;
}

/* The word being read, letter by letter. */
struct letters {
	char p[PDF_WORD_BYTES];
	size_t n;
	int way;    /* which way it is read; 0 not known */
	bool glued; /* it stands right after the item before */
};

static void
letters_end(struct walk *k, const struct run *r, struct letters *w, bool next_glued)
{
	word_add(k, r, (str){w->p, w->n}, w->glued);
	w->n = 0;
	w->way = 0;
	w->glued = next_glued;
}

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Add one character that is neither space nor silent; `from` is where it stands in s. */
static void
letter_add(struct walk *k, const struct run *r, struct letters *w, str s, size_t from, size_t to,
    uint32_t c)
{
	int way = direction(c);

	if (w->n >= PIECE_BYTES || (w->n > 0 && may_divide(s, from)))
		letters_end(k, r, w, false);
	/* A word is read one way; where that changes another begins. */
	if (w->n > 0 && way != 0 && w->way != 0 && way != w->way)
		letters_end(k, r, w, true);
	w->way = way != 0 ? way : w->way;
	if (c == 0xfffd && to - from == 1) { /* a byte that is no UTF-8 */
		memcpy(w->p + w->n, "\xef\xbf\xbd", 3);
		w->n += 3;
	} else {
		memcpy(w->p + w->n, s.p + from, to - from);
		w->n += to - from;
	}
}

static void
text_add(struct walk *k, const struct run *r, str s)
{
	struct letters w;

	w.n = 0;
	w.way = 0;
	/* The first word of a run stands right after the last of the run before. */
	w.glued = k->p->n > 0 && !k->space && k->p->item[k->p->n - 1].kind != ITEM_BREAK;
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		/* Most letters are plain; the first of a word goes the long way. */
		if (w.way == 1 && w.n < PIECE_BYTES && is_plain(s.p[i]) && is_plain(s.p[i - 1])) {
			w.p[w.n++] = s.p[i++];
			continue;
		}
		uint32_t c = utf8_next(s, &i);
		if (is_space(c)) {
			letters_end(k, r, &w, false);
			if (!k->space)
				k->space_el = r->el;
			k->space = true;
		} else if (!is_silent(c)) {
			letter_add(k, r, &w, s, from, i, c);
		} else if (c == 0x200b) { /* a line may end here */
			letters_end(k, r, &w, false);
		}
	}
	letters_end(k, r, &w, false);
}

static const struct {
	enum pdf_color color;
} status_look[DOC_ST__COUNT] = {
    [DOC_ST_NONE] = {PC_NEUTRAL},
    [DOC_ST_MET] = {PC_MET},
    [DOC_ST_PARTLY] = {PC_PARTLY},
    [DOC_ST_NOT] = {PC_NOT},
    [DOC_ST_INFO] = {PC_ACCENT},
};

static void
status_add(struct walk *k, struct run r, const struct doc_node *n)
{
	r.color = status_look[n->status].color;
	r.face = PF_BOLD;
	struct pdf_item *it = item_add(k, &r, ITEM_ICON);
	it->icon = (uint8_t)n->status;
	it->w = r.size * (icon_share + icon_gap);
	size_t first = k->p->n;
	text_add(k, &r, n->text);
	/* The words of a status stay together, and with their shape. */
	for (size_t i = first; i < k->p->n; i++)
		k->p->item[i].glued = true;
}

static void nodes_add(struct walk *k, const struct run *r, const struct doc_node *first);

static void
link_add(struct walk *k, struct run r, const struct doc_node *n)
{
	struct pdf_ctx *c = k->c;
	struct pdf_link *l = arena_new(c->mem, struct pdf_link);

	l->anchor = MAP_NONE;
	if (n->href.n > 1 && n->href.p[0] == '#') {
		l->anchor = map_find(&c->anchor_by_id, str_sub(n->href, 1, n->href.n));
		if (l->anchor == MAP_NONE) {
			nodes_add(k, &r, n->first);
			return;
		}
	} else if (n->href.n == 0) {
		nodes_add(k, &r, n->first);
		return;
	} else {
		l->href = n->href;
	}
	l->contents = doc_plain(c->mem, n);
	l->el = pdf_elem_new(&c->tree, r.el, "Link");
	r.el = l->el;
	r.link = l;
	r.color = PC_ACCENT;
	nodes_add(k, &r, n->first);
}

static void
note_add(struct walk *k, struct run r, const struct doc_node *n)
{
	struct pdf_ctx *c = k->c;
	struct pdf_note *note = arena_new(c->mem, struct pdf_note);
	struct pdf_par *np = arena_new(c->mem, struct pdf_par);
	const struct pdf_style *s = pdf_style_of(c, PS_NOTE);
	str number;

	c->n_note_made++;
	note->number = n->number > 0 ? n->number : c->n_note_made;
	number = str_fmt(c->mem, "%d", note->number);
	struct pdf_elem *ref = pdf_elem_new(&c->tree, r.el, "Reference");
	note->el = pdf_elem_new(&c->tree, r.el, "Note");
	note->el->note = c->n_note_made;
	note->label = pdf_elem_new(&c->tree, note->el, "Lbl");
	pdf_par_init(np, s, note->el);
	struct walk in = {.c = c, .p = np};
	struct run nr = {.face = s->face, .color = s->color, .size = s->size, .el = note->el};
	nodes_add(&in, &nr, n->first);
	/* A note that says nothing still has its number, and so a line. */
	if (np->n == 0)
		text_add(&in, &nr, STR("\xc2\xa0"));
	/* Footnotes run over the whole text column; landscape pages are wider still. */
	pdf_par_break(c, np,
	    c->theme->page_w - c->theme->left - c->theme->right - c->theme->indent -
	        PDF_NOTE_INDENT);
	note->par = np;
	note->lead = s->lead;
	r.el = ref;
	r.size = k->p->style->size * 0.66;
	r.rise = k->p->style->size * 0.34;
	r.link = NULL;
	r.note = note;
	k->space = false;
	word_add(k, &r, number, true);
}

static void
node_add(struct walk *k, struct run r, const struct doc_node *n)
{
	if (n->lang.n > 0 && r.el != NULL) {
		struct pdf_elem *span = pdf_elem_new(&k->c->tree, r.el, "Span");
		span->lang = n->lang;
		r.el = span;
	}
	switch (n->kind) {
	case DOC_TEXT:
	case DOC_FACT:
		text_add(k, &r, n->text);
		break;
	case DOC_STRONG:
		r.face = r.face == PF_ITALIC || r.face == PF_BOLD_ITALIC ? PF_BOLD_ITALIC : PF_BOLD;
		nodes_add(k, &r, n->first);
		break;
	case DOC_EMPH:
		r.face = r.face == PF_BOLD || r.face == PF_BOLD_ITALIC ? PF_BOLD_ITALIC : PF_ITALIC;
		nodes_add(k, &r, n->first);
		break;
	case DOC_STATUS:
		status_add(k, r, n);
		break;
	case DOC_LINK:
		link_add(k, r, n);
		break;
	case DOC_FOOTNOTE:
		note_add(k, r, n);
		break;
	case DOC_LINE_BREAK:
		item_add(k, &r, ITEM_BREAK);
		break;
	default:
		/* A block among inlines: its text is kept, its form is not. */
		text_add(k, &r, n->text);
		nodes_add(k, &r, n->first);
		break;
	}
}

static void
nodes_add(struct walk *k, const struct run *r, const struct doc_node *first)
{
	for (const struct doc_node *n = first; n != NULL; n = n->next)
		node_add(k, *r, n);
}

static struct run
plain_run(const struct pdf_par *p)
{
	const struct pdf_style *s = p->style;

	return (struct run){.face = s->face, .color = s->color, .size = s->size, .el = p->el};
}

void
pdf_par_nodes(struct pdf_ctx *c, struct pdf_par *p, const struct doc_node *first)
{
	struct walk k = {.c = c, .p = p};
	struct run r = plain_run(p);

	nodes_add(&k, &r, first);
}

void
pdf_par_text(struct pdf_ctx *c, struct pdf_par *p, str text)
{
	struct walk k = {.c = c, .p = p};
	struct run r = plain_run(p);

	text_add(&k, &r, text);
}

void
pdf_par_styled(struct pdf_ctx *c, struct pdf_par *p, str text, enum pdf_face face,
    enum pdf_color color)
{
	struct walk k = {.c = c, .p = p, .space = p->n > 0};
	struct run r = plain_run(p);

	r.face = face;
	r.color = color;
	text_add(&k, &r, text);
}

void
pdf_par_scale(struct pdf_par *p, double k)
{
	for (size_t i = 0; i < p->n; i++) {
		struct pdf_item *it = &p->item[i];
		it->w *= k;
		it->space_w *= k;
		it->size = (float)((double)it->size * k);
		it->rise = (float)((double)it->rise * k);
	}
	p->lead *= k;
}

void
pdf_par_measure(const struct pdf_par *p, double *natural, double *narrowest)
{
	double line = 0, piece = 0;

	*natural = *narrowest = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_item *it = &p->item[i];
		if (it->kind == ITEM_BREAK) {
			line = piece = 0;
			continue;
		}
		line += it->space_w + it->w;
		piece = (it->glued ? piece + it->space_w : 0) + it->w;
		*natural = line > *natural ? line : *natural;
		*narrowest = piece > *narrowest ? piece : *narrowest;
	}
}

/* Lines when each takes as many words as fit `width`. */
static int
lines_in(const struct pdf_par *p, double width)
{
	double line = 0;
	int n = 1;

	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_item *it = &p->item[i];
		double more = it->space_w + it->w;
		if (it->kind == ITEM_BREAK || (line > 0 && !it->glued && line + more > width)) {
			n++;
			more = it->kind == ITEM_BREAK ? 0 : it->w;
			line = 0;
		}
		line += more;
	}
	return n;
}

double
pdf_par_width_for(const struct pdf_par *p, int lines)
{
	double lo, hi;

	pdf_par_measure(p, &hi, &lo);
	if (lines_in(p, lo) <= lines)
		return lo;
	for (int step = 0; step < 12; step++) {
		double mid = (lo + hi) / 2;
		if (lines_in(p, mid) <= lines)
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

double
pdf_par_solid(const struct pdf_par *p)
{
	double piece = 0, most = 0;
	bool solid = false;

	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_item *it = &p->item[i];
		solid = it->kind == ITEM_ICON || (solid && it->glued);
		piece = (it->glued ? piece + it->space_w : 0) + it->w;
		most = solid && piece > most ? piece : most;
	}
	return most;
}

double
pdf_par_ascent(const struct pdf_ctx *c, const struct pdf_par *p)
{
	const struct pdf_font *f = &c->fonts.f[p->style->face];
	/* Half of the spare leading goes above the line, as in CSS. */
	double a = f->face != NULL ? f->ascent : 0.98, d = f->face != NULL ? -f->descent : 0.28;

	return (p->lead - (a + d) * p->style->size) / 2 + a * p->style->size;
}
