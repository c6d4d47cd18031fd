/* docx_fill.c -- what goes into the controls, and what the rest of the package needs for it. */
#include "doc/docx/docx_fill.h"

#include "doc/docx/docx_fill_priv.h"

#define W_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Namespaces that what is filled in needs. */
static const struct {
	const char *prefix, *uri;
} spaces[] = {
    {"r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
    {"wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"},
    {"a", "http://schemas.openxmlformats.org/drawingml/2006/main"},
    {"pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"},
    {"c", "http://schemas.openxmlformats.org/drawingml/2006/chart"},
};

struct filler {
	struct docx w;
	struct template t;
	struct sb out;  /* the new document.xml */
	struct map own; /* our style id -> 1: in use */
	str *used;      /* the ids in use */
	size_t n_used, room_used;
	struct err *e;
	int n_filled;
};

/* ---- what belongs in a control ---- */

static str
line_of(const struct filler *f, str tag)
{
	const struct doc *d = f->w.d;
	const struct {
		const char *tag;
		str text;
	} line[] = {
	    {"rapport.titel", d->title},
	    {"rapport.undertitel", d->subtitle},
	    {"rapport.organ", d->author},
	    {"rapport.organisation", d->organisation},
	    {"rapport.datum",
	        date_ok(d->dated)
	            ? period_show(f->w.mem,
	                  (period){.kind = PERIOD_DAY, .from = d->dated, .to = d->dated}, d->lang)
	            : STR("")},
	    {"rapport.status", d->status_line},
	    {"rapport.beslut", d->decision},
	};

	for (size_t i = 0; i < COUNTOF(line); i++)
		if (str_eq(tag, str_of(line[i].tag)))
			return line[i].text.p != NULL ? line[i].text : STR("");
	return (str){0};
}

static const struct doc_node *
node_with(const struct doc *d, str id)
{
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root))
		if (str_eq(n->id, id) && n->kind < DOC_TEXT && n->kind != DOC_CELL &&
		    n->kind != DOC_ROW && n->kind != DOC_ITEM)
			return n;
	return NULL;
}

/* By its anchor, or by the id of a section: "avsnitt-" and the id is its anchor. */
static const struct doc_node *
part_with(struct filler *f, str tag)
{
	const struct doc_node *n = node_with(f->w.d, tag);

	return n != NULL ? n : node_with(f->w.d, str_fmt(f->w.mem, "avsnitt-%.*s", STR_ARG(tag)));
}

/* A heading stands for all that follows it, to the next of its level or higher. */
static void
put_part(struct filler *f, const struct doc_node *n)
{
	docx_block(&f->w, n, "BodyText");
	for (const struct doc_node *x = n->kind == DOC_HEADING ? n->next : NULL;
	     x != NULL && (x->kind != DOC_HEADING || x->level > n->level); x = x->next)
		docx_block(&f->w, x, "BodyText");
}

/* ---- styles: ours by the customer's names ---- */

/* The id that the customer's document gives the style of that name; "" none. */
static str
customer_style(struct filler *f, str name)
{
	str xml = template_part(&f->t, STR("word/styles.xml"))->bytes;
	str want = str_fmt(f->w.mem, "<w:name w:val=\"%.*s\"", STR_ARG(name));

	for (size_t at = 0; (at = str_find(xml, STR("<w:style "), at)) < xml.n;) {
		size_t end = str_find(xml, STR("</w:style>"), at);
		str one = str_sub(xml, at, end);
		at = end;
		if (str_find(one, want, 0) == one.n)
			continue;
		size_t id = str_find(one, STR("w:styleId=\""), 0);
		if (id < one.n)
			return str_sub(one, id + 11, str_find_byte(one, '"', id + 11));
	}
	return STR("");
}

static void
use_style(struct filler *f, str id)
{
	if (map_add(&f->own, id, 1) != MAP_NONE)
		return;
	arena_grow(f->w.mem, f->used, f->n_used, f->room_used);
	f->used[f->n_used++] = id;
}

/* Our ids of styles in what we wrote become the customer's. */
static void
put_renamed(struct filler *f, struct sb *b, str xml)
{
	static const char *const where[] = {"<w:pStyle w:val=\"", "<w:rStyle w:val=\"",
	    "<w:tblStyle w:val=\""};
	size_t from = 0;

	for (size_t at = 0; at < xml.n; at++) {
		if (xml.p[at] != '<')
			continue;
		for (size_t k = 0; k < COUNTOF(where); k++) {
			str head = str_of(where[k]);
			if (!str_has_prefix(str_sub(xml, at, xml.n), head))
				continue;
			size_t id_at = at + head.n, end = str_find_byte(xml, '"', id_at);
			str id = str_sub(xml, id_at, end);
			str theirs = customer_style(f, docx_style_name(id));
			if (theirs.n == 0)
				use_style(f, id);
			sb_str(b, str_sub(xml, from, id_at));
			sb_str(b, theirs.n > 0 ? theirs : id);
			from = at = end;
			break;
		}
	}
	sb_str(b, str_sub(xml, from, xml.n));
}

static bool
add_styles(struct filler *f)
{
	struct template_part *p = template_part(&f->t, STR("word/styles.xml"));
	struct sb b;
	str s;

	sb_init(&b, f->w.mem, 1 << 20);
	/* What a missing one is based on may be missing too. */
	for (size_t i = 0; i < f->n_used; i++) {
		str xml = docx_style_xml(&f->w, f->used[i]);
		size_t at = str_find(xml, STR("<w:basedOn w:val=\""), 0);
		str base = at < xml.n ? str_sub(xml, at + 18, str_find_byte(xml, '"', at + 18))
		                      : STR("");
		str theirs = customer_style(f,
		    str_eq(base, STR("Normal")) ? base : docx_style_name(base));
		if (base.n > 0 && theirs.n == 0 && !str_eq(base, STR("Normal")))
			use_style(f, base);
		if (at == xml.n) {
			sb_str(&b, xml);
			continue;
		}
		sb_str(&b, str_sub(xml, 0, at + 18));
		sb_str(&b, theirs.n > 0 ? theirs : base);
		sb_str(&b, str_sub(xml, at + 18 + base.n, xml.n));
	}
	must(sb_done(&b, &s));
	return s.n == 0 || template_insert(&f->t, p, STR("</w:styles>"), s);
}

/* ---- controls ---- */

static bool
broken(struct filler *f, const struct control *c)
{
	return fail(f->e, RC_INVALID, MSG_docx_template_control, ARG(c->tag));
}

static void
put_line(struct filler *f, str xml, const struct control *c, str text)
{
	str props = str_sub(xml, c->props.from, c->props.to);

	if (!c->in_para)
		sb_lit(&f->out, "<w:p>");
	sb_str(&f->out, c->in_para ? STR("") : props);
	sb_lit(&f->out, "<w:r>");
	sb_str(&f->out, c->in_para ? props : STR(""));
	sb_lit(&f->out, "<w:t xml:space=\"preserve\">");
	xml_text(&f->out, text);
	sb_str(&f->out, c->in_para ? STR("</w:t></w:r>") : STR("</w:t></w:r></w:p>"));
}

/* The text up to the control's content, without a mark of its being a placeholder. */
static void
put_before(struct filler *f, str xml, size_t from, const struct control *c)
{
	struct range gone = c->placeholder;

	if (gone.to > gone.from && gone.from >= from && gone.to <= c->content.from) {
		sb_str(&f->out, str_sub(xml, from, gone.from));
		from = gone.to;
	}
	sb_str(&f->out, str_sub(xml, from, c->content.from));
}

/* True when the control is ours; what belongs in it is then in `out`. */
static bool
fill_one(struct filler *f, str xml, size_t *from, const struct control *c)
{
	str line = line_of(f, c->tag), body;
	bool whole = str_eq(c->tag, STR("rapport"));
	const struct doc_node *n = line.p == NULL && !whole && c->tag.n > 0 ? part_with(f, c->tag)
	                                                                    : NULL;

	if (line.p == NULL && !whole && n == NULL)
		return !str_has_prefix(c->tag, STR("rapport.")) || broken(f, c);
	if (!c->has_content || (line.p == NULL && (c->in_para || c->plain)))
		return broken(f, c);
	put_before(f, xml, *from, c);
	sb_str(&f->out, c->empty ? STR("<w:sdtContent>") : STR(""));
	if (line.p != NULL) {
		put_line(f, xml, c, line);
	} else {
		sb_init(&f->w.b, f->w.mem, OOXML_PART_MAX);
		if (whole)
			docx_blocks(&f->w, f->w.d->root, "BodyText");
		else
			put_part(f, n);
		if (!sb_done(&f->w.b, &body)) {
			f->out.full = true;
			return true;
		}
		put_renamed(f, &f->out, body);
		/* A control must not end with a table. */
		if (str_has_suffix(body, STR("</w:tbl>")))
			sb_lit(&f->out, "<w:p/>");
	}
	sb_str(&f->out, c->empty ? STR("</w:sdtContent>") : STR(""));
	*from = c->content.to;
	f->n_filled++;
	return true;
}

/* The document's opening tag, with the namespaces that it lacks. */
static bool
put_root(struct filler *f)
{
	str root = f->t.root;
	size_t end = root.n - 1;

	if (root.n < 2 || root.p[end - 1] == '/' ||
	    str_find(root, STR("xmlns:w=\"" W_NS "\""), 0) == root.n)
		return fail(f->e, RC_INVALID, MSG_docx_template_damaged, ARG("word/document.xml"));
	sb_str(&f->out, str_sub(root, 0, end));
	for (size_t i = 0; i < COUNTOF(spaces); i++) {
		str decl = str_fmt(f->w.mem, " xmlns:%s=\"", spaces[i].prefix);
		size_t at = str_find(root, decl, 0);
		if (at == root.n)
			sb_printf(&f->out, "%.*s%s\"", STR_ARG(decl), spaces[i].uri);
		else if (!str_has_prefix(str_sub(root, at + decl.n, root.n), str_of(spaces[i].uri)))
			return fail(f->e, RC_INVALID, MSG_docx_template_damaged,
			    ARG("word/document.xml"));
	}
	sb_chr(&f->out, '>');
	return true;
}

static bool
fill_controls(struct filler *f)
{
	str xml = template_part(&f->t, STR("word/document.xml"))->bytes;
	size_t from = f->t.root.n;

	if (!put_root(f))
		return false;
	for (size_t i = 0; i < f->t.n_control; i++)
		if (!fill_one(f, xml, &from, &f->t.control[i]))
			return false;
	if (f->n_filled == 0)
		return fail(f->e, RC_INVALID, MSG_docx_template_none);
	sb_str(&f->out, str_sub(xml, from, xml.n));
	if (!sb_done(&f->out, &template_part(&f->t, STR("word/document.xml"))->bytes))
		return fail(f->e, RC_LIMIT, MSG_docx_template_damaged, ARG("word/document.xml"));
	return true;
}

/* ---- the rest of the package ---- */

static bool
insert(struct filler *f, const char *part, const char *mark, str what)
{
	struct template_part *p = template_part(&f->t, str_of(part));

	return (p != NULL && template_insert(&f->t, p, str_of(mark), what)) ||
	    fail(f->e, RC_INVALID, MSG_docx_template_damaged, ARG(part));
}

/* The part is known to the document, also where the customer's was there unused. */
static void
make_known(struct filler *f, const char *part, const char *kind)
{
	str rels = template_part(&f->t, STR("word/_rels/document.xml.rels"))->bytes;
	str types = template_part(&f->t, STR("[Content_Types].xml"))->bytes;

	if (str_find(rels, str_fmt(f->w.mem, "/%s\"", kind), 0) == rels.n)
		rels_add(&f->w.rels, kind, str_fmt(f->w.mem, "%s.xml", kind), false);
	if (str_find(types, str_fmt(f->w.mem, "\"/%s\"", part), 0) == types.n)
		sb_printf(&f->w.pkg.types,
		    "<Override PartName=\"/%s\" ContentType=\"" TYPE "%s+xml\"/>", part, kind);
}

static bool
add_numbering(struct filler *f)
{
	const char *name = "word/numbering.xml";
	struct sb b;
	str kinds, nums;

	sb_init(&b, f->w.mem, 1 << 16);
	for (int k = 0; k < 2; k++) {
		sb_printf(&b,
		    "<w:abstractNum w:abstractNumId=\"%d\"><w:multiLevelType w:val=\"hybridMultilevel\"/>",
		    f->w.ordered - 1 + k);
		docx_levels(&b, k == 1);
		sb_lit(&b, "</w:abstractNum>");
	}
	must(sb_done(&b, &kinds));
	sb_init(&b, f->w.mem, OOXML_PART_MAX);
	sb_printf(&b, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"%d\"/></w:num>", f->w.bullets,
	    f->w.ordered - 1);
	if (sb_done(&f->w.nums, &nums))
		sb_str(&b, nums);
	must(sb_done(&b, &nums));
	make_known(f, name, "numbering");
	struct template_part *p = template_part(&f->t, str_of(name));
	if (p == NULL) {
		template_add(&f->t, str_of(name),
		    str_fmt(f->w.mem,
		        XML_HEAD "<w:numbering xmlns:w=\"" W_NS "\">%.*s%.*s</w:numbering>",
		        STR_ARG(kinds), STR_ARG(nums)));
		return true;
	}
	/* All kinds stand before the first list. */
	size_t at = str_find(p->bytes, STR("<w:num "), 0);
	if (at == p->bytes.n)
		return insert(f, name, "</w:numbering>", kinds) &&
		    insert(f, name, "</w:numbering>", nums);
	p->bytes = str_fmt(f->w.mem, "%.*s%.*s%.*s", STR_ARG(str_sub(p->bytes, 0, at)),
	    STR_ARG(kinds), STR_ARG(str_sub(p->bytes, at, p->bytes.n)));
	at = str_find(p->bytes, STR("<w:numIdMacAtCleanup"), 0);
	return insert(f, name, at < p->bytes.n ? "<w:numIdMacAtCleanup" : "</w:numbering>", nums);
}

static bool
add_notes(struct filler *f)
{
	const char *name = "word/footnotes.xml";
	struct sb b;
	str raw, notes;

	if (!sb_done(&f->w.notes, &raw) || raw.n == 0)
		return true;
	sb_init(&b, f->w.mem, OOXML_PART_MAX);
	put_renamed(f, &b, raw);
	must(sb_done(&b, &notes));
	make_known(f, name, "footnotes");
	if (template_part(&f->t, str_of(name)) != NULL)
		return insert(f, name, "</w:footnotes>", notes);
	template_add(&f->t, str_of(name),
	    str_fmt(f->w.mem,
	        XML_HEAD
	        "<w:footnotes xmlns:w=\"" W_NS "\" xmlns:r=\"http://schemas.openxmlformats.org/"
	        "officeDocument/2006/relationships\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r>"
	        "<w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\">"
	        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>%.*s</w:footnotes>",
	        STR_ARG(notes)));
	return true;
}

/* Content types that the package lacks; ours were gathered as parts were written. */
static bool
add_types(struct filler *f)
{
	static const char *const media[][2] = {{"png", "image/png"}, {"jpeg", "image/jpeg"},
	    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
	str have = template_part(&f->t, STR("[Content_Types].xml"))->bytes, ours;
	struct sb b;

	sb_init(&b, f->w.mem, OOXML_PART_MAX);
	for (size_t i = 0; i < COUNTOF(media); i++)
		if (str_find(have, str_fmt(f->w.mem, "Extension=\"%s\"", media[i][0]), 0) == have.n)
			sb_printf(&b, "<Default Extension=\"%s\" ContentType=\"%s\"/>", media[i][0],
			    media[i][1]);
	must(sb_done(&f->w.pkg.types, &ours));
	sb_str(&b, ours);
	must(sb_done(&b, &ours));
	return insert(f, "[Content_Types].xml", "</Types>", ours);
}

static bool
add_relations(struct filler *f)
{
	str all;

	must(sb_done(&f->w.rels.b, &all));
	return insert(f, "word/_rels/document.xml.rels", "</Relationships>", all);
}

/* Numbers begin where the customer's end, so that nothing is there twice. */
static void
start(struct filler *f, const struct doc *d, struct arena *mem)
{
	const struct template_part *nums = template_part(&f->t, STR("word/numbering.xml")),
	                           *notes = template_part(&f->t, STR("word/footnotes.xml"));
	str doc = template_part(&f->t, STR("word/document.xml"))->bytes;
	str rels = template_part(&f->t, STR("word/_rels/document.xml.rels"))->bytes;
	str num = nums != NULL ? nums->bytes : STR("");

	f->w = (struct docx){.mem = mem,
	    .d = d,
	    .filling = true,
	    .room = f->t.room,
	    .part_prefix = "tertial-",
	    .bullets = template_number_max(num, STR("w:numId=\"")) + 1,
	    .ordered = template_number_max(num, STR("w:abstractNumId=\"")) + 2,
	    .note_base = notes != NULL ? template_number_max(notes->bytes, STR("w:id=\"")) : 0,
	    .drawing_base = template_number_max(doc, STR("<wp:docPr id=\"")),
	    .n_bookmark = template_number_max(doc, STR("w:id=\""))};
	f->w.n_num = f->w.bullets;
	f->w.rels.n = template_number_max(rels, STR("Id=\"rId"));
	sb_init(&f->w.rels.b, mem, OOXML_PART_MAX);
	sb_init(&f->w.notes, mem, OOXML_PART_MAX);
	sb_init(&f->w.nums, mem, OOXML_PART_MAX);
	sb_init(&f->out, mem, OOXML_PART_MAX);
	map_init(&f->own, mem, 1);
}

bool
docx_fill(const struct doc *d, str template, struct sb *b, struct err *e)
{
	struct filler f = {.e = e};
	struct pack z;

	must(d->finished);
	if (!template_read(b->mem, template, &f.t, e))
		return false;
	start(&f, d, b->mem);
	/* New parts are packed first, straight into the file; the customer's follow. */
	pack_init(&z, b);
	f.w.pkg = (struct pkg){.mem = b->mem, .pack = z};
	sb_init(&f.w.pkg.types, b->mem, OOXML_PART_MAX);
	if (!fill_controls(&f) || !add_numbering(&f) || !add_notes(&f) || !add_styles(&f) ||
	    !add_types(&f) || !add_relations(&f)) {
		b->n = z.start;
		return false;
	}
	for (size_t i = 0; i < f.t.n_part; i++)
		pack_add(&f.w.pkg.pack, f.t.part[i].name, f.t.part[i].bytes);
	pack_end(&f.w.pkg.pack);
	return true;
}
