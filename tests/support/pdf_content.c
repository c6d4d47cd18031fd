/* Content streams: whose text is what, and is everything somebody's? */
#include <stdlib.h>
#include <string.h>

#include "pdf_check.h"

enum { DEEP = 16, GLYPHS = 65536 };

struct font {
	size_t id;
	uint32_t *unicode; /* by glyph */
};

struct mark {
	int mcid; /* -1 when none of its own */
	bool artifact, actual;
};

struct content {
	struct pdf_checked *k;
	size_t page;
	struct mark mark[DEEP];
	int n_mark;
	struct sb *text; /* by MCID */
	double *y;       /* by MCID */
	int *begun;      /* by MCID */
	size_t n_text, text_room, n_y, y_room, n_begun, begun_room;
	double line_y; /* of the text line in force */
	struct font font[16];
	int n_font, at_font;
};

void
pdf_fault(struct pdf_checked *k, const char *what, str where)
{
	if (k->faults++ < 40)
		sb_printf(&k->report, "%s: %.*s\n", what, STR_ARG(where));
}

static str
page_name(struct content *c)
{
	return str_fmt(c->k->mem, "page %zu", c->page + 1);
}

static void
read_to_unicode(struct content *c, struct font *f, const struct pv *font)
{
	const struct pv *ref = pdf_key_raw(font, "ToUnicode");
	str s = ref->kind == PV_REF ? c->k->r.object[(size_t)ref->number].stream : (str){0};
	str line;

	f->unicode = arena_array(c->k->mem, GLYPHS, uint32_t);
	if (s.p == NULL)
		pdf_fault(c->k, "a font has no ToUnicode", page_name(c));
	while (str_cut(&s, '\n', &line)) {
		if (line.n < 12 || line.p[0] != '<' || line.p[5] != '>' || line.p[6] != '<')
			continue;
		unsigned long g = strtoul(line.p + 1, NULL, 16), u = strtoul(line.p + 7, NULL, 16);
		if (line.n > 12)
			u = 0x10000 + ((u >> 16) - 0xd800) * 0x400 + (u & 0xffff) - 0xdc00;
		if (g < GLYPHS)
			f->unicode[g] = (uint32_t)u;
	}
}

static void
check_font(struct content *c, const struct pv *font)
{
	struct pdf_reader *r = &c->k->r;
	const struct pv *below = pdf_key(r, font, "DescendantFonts");
	const struct pv *cid = below->n > 0 ? pdf_get(r, &below->v[0]) : below;
	const struct pv *desc = pdf_key(r, cid, "FontDescriptor");

	if (pdf_key_raw(desc, "FontFile2")->kind != PV_REF)
		pdf_fault(c->k, "a font is not embedded", page_name(c));
	if (!pv_is_name(pdf_key(r, cid, "CIDToGIDMap"), "Identity"))
		pdf_fault(c->k, "a font without CIDToGIDMap Identity", page_name(c));
}

static void
set_font(struct content *c, str name)
{
	struct pdf_reader *r = &c->k->r;
	const struct pv *fonts = pdf_key(r, pdf_key(r, c->k->page_dict[c->page], "Resources"),
	    "Font");
	const char *key = str_z(c->k->mem, name);
	const struct pv *ref = pdf_key_raw(fonts, key != NULL ? key : "");
	size_t id = ref->kind == PV_REF ? (size_t)ref->number : 0;

	if (id == 0) {
		pdf_fault(c->k, "a font that is no resource", page_name(c));
		return;
	}
	for (c->at_font = 0; c->at_font < c->n_font; c->at_font++)
		if (c->font[c->at_font].id == id)
			return;
	if (c->n_font == (int)COUNTOF(c->font))
		return;
	c->font[c->n_font].id = id;
	check_font(c, pdf_object_value(r, id));
	read_to_unicode(c, &c->font[c->n_font++], pdf_object_value(r, id));
}

/* The MCID that what is drawn now belongs to; -1 artifact, -2 nobody. */
static int
owner(const struct content *c)
{
	for (int i = c->n_mark - 1; i >= 0; i--) {
		if (c->mark[i].artifact)
			return -1;
		if (c->mark[i].mcid >= 0)
			return c->mark[i].mcid;
	}
	return -2;
}

static struct sb *
text_of(struct content *c, int mcid)
{
	while (c->n_text <= (size_t)mcid) {
		arena_grow(c->k->mem, c->text, c->n_text, c->text_room);
		arena_grow(c->k->mem, c->y, c->n_y, c->y_room);
		sb_init(&c->text[c->n_text++], c->k->mem, 1 << 24);
		arena_grow(c->k->mem, c->begun, c->n_begun, c->begun_room);
		c->y[c->n_y++] = -1;
		c->begun[c->n_begun++] = 0;
	}
	return &c->text[mcid];
}

static void
show(struct content *c, str bytes)
{
	bool spoken = false;
	int mcid = owner(c);

	for (int i = 0; i < c->n_mark; i++)
		spoken = spoken || c->mark[i].actual;
	if (c->at_font >= c->n_font)
		return;
	if (mcid >= 0 && text_of(c, mcid) != NULL && c->y[mcid] < 0)
		c->y[mcid] = c->line_y;
	for (size_t i = 0; i + 1 < bytes.n; i += 2) {
		unsigned g = (unsigned)((unsigned char)bytes.p[i] << 8 |
		    (unsigned char)bytes.p[i + 1]);
		uint32_t u = c->font[c->at_font].unicode[g];
		if (g == 0)
			pdf_fault(c->k, "glyph 0 is shown", page_name(c));
		if (u == 0)
			pdf_fault(c->k, "a glyph without a character", page_name(c));
		if (mcid >= 0 && !spoken)
			sb_utf8(text_of(c, mcid), u);
	}
}

static void
begin_mark(struct content *c, const struct pv *tag, const struct pv *props)
{
	struct mark m = {.mcid = -1, .artifact = pv_is_name(tag, "Artifact")};
	const struct pv *mcid = pdf_key_raw(props, "MCID"),
	                *actual = pdf_key_raw(props, "ActualText");

	if (mcid->kind == PV_NUMBER) {
		m.mcid = (int)mcid->number;
		if (owner(c) != -2)
			pdf_fault(c->k, "marked content inside other content", page_name(c));
		text_of(c, m.mcid);
		if (c->begun[m.mcid]++ > 0)
			pdf_fault(c->k, "content with a number that is taken", page_name(c));
	}
	if (m.artifact && owner(c) != -2)
		pdf_fault(c->k, "an artifact inside content", page_name(c));
	if (actual->kind == PV_STRING) {
		m.actual = true;
		if (owner(c) >= 0)
			sb_str(text_of(c, owner(c)), pv_utf8(c->k->mem, actual));
	}
	if (c->n_mark == DEEP)
		pdf_fault(c->k, "marks too deep", page_name(c));
	else
		c->mark[c->n_mark++] = m;
}

static void
operator(struct content *c, str op, const struct pv *arg, size_t n)
{
	static const char *const painting[] = {"TJ", "Tj", "f", "F", "f*", "B", "B*", "b", "b*",
	    "S", "s", "Do", "sh"};

	for (size_t i = 0; i < COUNTOF(painting); i++)
		if (str_eq(op, str_of(painting[i])) && owner(c) == -2)
			pdf_fault(c->k, "something drawn outside structure and artifacts",
			    page_name(c));
	if (str_eq(op, STR("BDC")) && n == 2) {
		begin_mark(c, &arg[0], &arg[1]);
	} else if (str_eq(op, STR("BMC")) && n == 1) {
		begin_mark(c, &arg[0], &(struct pv){0});
	} else if (str_eq(op, STR("EMC"))) {
		if (c->n_mark == 0)
			pdf_fault(c->k, "EMC without BMC", page_name(c));
		else
			c->n_mark--;
	} else if (str_eq(op, STR("BT"))) {
		c->line_y = 0;
	} else if (str_eq(op, STR("Tm")) && n == 6) {
		c->line_y = arg[5].number;
	} else if (str_eq(op, STR("Td")) && n == 2) {
		c->line_y += arg[1].number;
	} else if (str_eq(op, STR("Tf")) && n == 2) {
		set_font(c, arg[0].text);
	} else if (str_eq(op, STR("TJ")) && n == 1) {
		for (size_t i = 0; i < arg[0].n; i++)
			if (arg[0].v[i].kind == PV_STRING)
				show(c, arg[0].v[i].text);
	}
}

void
pdf_check_content(struct pdf_checked *k, size_t page)
{
	struct content *c = arena_new(k->mem, struct content);
	const struct pv *ref = pdf_key_raw(k->page_dict[page], "Contents");
	str s = ref->kind == PV_REF ? k->r.object[(size_t)ref->number].stream : (str){0};
	struct pv arg[64];
	size_t at = 0, n = 0;

	c->k = k;
	c->page = page;
	while (pv_parse(k->mem, s, &at, 0, &arg[n])) {
		const struct pv *v = &arg[n];
		bool word = v->kind == PV_NUMBER &&
		    ((v->text.p[0] >= 'A' && v->text.p[0] <= 'Z') ||
		        (v->text.p[0] >= 'a' && v->text.p[0] <= 'z'));
		if (word) {
			operator(c, v->text, arg, n);
			n = 0;
		} else if (++n == COUNTOF(arg)) {
			pdf_fault(k, "too many operands", page_name(c));
			n = 0;
		}
	}
	if (c->n_mark != 0)
		pdf_fault(k, "a mark that is not closed", page_name(c));
	struct pdf_page_text *p = &k->page[page];
	p->n = c->n_text;
	p->text = arena_array(k->mem, p->n + 1, str);
	p->seen = arena_array(k->mem, p->n + 1, int);
	p->y = c->y;
	p->begun = c->begun;
	for (size_t i = 0; i < p->n; i++)
		p->text[i] = (str){c->text[i].p != NULL ? c->text[i].p : "", c->text[i].n};
}
