#include "doc/pdf/pdf.h"

#include <stdio.h>
#include <string.h>

#include "doc/pdf/messages.h"
#include "doc/pdf/pdf_flow.h"
#include "doc/pdf/pdf_meta.h"

enum { ARENA_CAP_MIB = 1024 };

static const char role_map[] = "/RoleMap<</Title/P>>";

/* --- before layout: what can be linked to --- */

static size_t
anchor_add(struct pdf_ctx *c, str id)
{
	if (id.n > 0 && map_find(&c->anchor_by_id, id) != MAP_NONE)
		return map_find(&c->anchor_by_id, id);
	arena_grow(c->mem, c->anchor, c->n_anchor, c->anchor_room);
	c->anchor[c->n_anchor] = (struct pdf_anchor){.id = id, .page = -1};
	if (id.n > 0)
		map_set(&c->anchor_by_id, id, c->n_anchor);
	return c->n_anchor++;
}

static void
survey(struct pdf_ctx *c)
{
	map_init(&c->anchor_by_id, c->mem, 0);
	for (const struct doc_node *n = c->doc->root; n != NULL; n = doc_next(n, c->doc->root)) {
		size_t anchor = n->id.n > 0 ? anchor_add(c, n->id) : MAP_NONE;
		if (n->kind != DOC_HEADING || anchor == MAP_NONE)
			continue;
		str text = doc_plain(c->mem, n);
		if (n->numbering.n > 0)
			text = str_fmt(c->mem, "%.*s %.*s", STR_ARG(n->numbering), STR_ARG(text));
		arena_grow(c->mem, c->heading, c->n_heading, c->heading_room);
		c->heading[c->n_heading++] = (struct pdf_heading){.node = n,
		    .text = text,
		    .level = n->level,
		    .anchor = anchor,
		    .in_toc = !n->not_in_toc};
	}
}

/* --- after layout: the objects around the pages --- */

static void
destination(struct pdf_ctx *c, struct sb *b, const struct pdf_anchor *a, const int *page_obj)
{
	double y = c->page[a->page]->h - a->y + 10;

	sb_chr(b, '[');
	pdf_ref(b, page_obj[a->page]);
	sb_lit(b, "/XYZ 0 ");
	pdf_num2(b, y);
	sb_lit(b, "0]");
}

static void
annots_write(struct pdf_ctx *c, const int *page_obj)
{
	struct sb b;

	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	for (size_t i = 0; i < c->n_annot; i++) {
		const struct pdf_annot *a = &c->annot[i];
		double h = c->page[a->page]->h;
		bool inside = a->href.n == 0;
		/* A place the text has but the layout did not keep: the page itself. */
		struct pdf_anchor self = {.page = a->page, .y = a->y0};
		b.n = 0;
		sb_lit(&b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
		pdf_num2(&b, a->x0);
		pdf_num2(&b, h - a->y1);
		pdf_num2(&b, a->x1);
		pdf_num2(&b, h - a->y0);
		sb_printf(&b, "]/StructParent %zu", c->n_page + i);
		if (inside) {
			sb_lit(&b, "/Dest");
			destination(c, &b,
			    c->anchor[a->anchor].page >= 0 ? &c->anchor[a->anchor] : &self,
			    page_obj);
		} else {
			sb_lit(&b, "/A<</S/URI/URI");
			pdf_uri_string(&b, a->href);
			sb_lit(&b, ">>");
		}
		sb_lit(&b, "/Contents");
		pdf_text_string(&b, a->contents.n > 0 ? a->contents : a->href);
		sb_lit(&b, ">>");
		pdf_obj_put(&c->file, a->obj, &b);
	}
}

/* Outline items are the headings that stand on a page; each knows its kin. */
static int
outlines_write(struct pdf_ctx *c, const int *page_obj)
{
	int root = pdf_obj_new(&c->file), n = 0, tops = 0;
	const struct pdf_heading **h = arena_array(c->mem, c->n_heading + 1,
	    const struct pdf_heading *);
	int *obj = arena_array(c->mem, c->n_heading + 1, int);
	int top_first = 0, top_last = 0;
	struct sb b;

	for (size_t i = 0; i < c->n_heading; i++) {
		if (c->anchor[c->heading[i].anchor].page >= 0) {
			h[n] = &c->heading[i];
			obj[n++] = pdf_obj_new(&c->file);
		}
	}
	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	for (int i = 0; i < n; i++) {
		int up = i - 1, prev = i - 1, next = i + 1, last = 0, kids = 0;
		while (up >= 0 && h[up]->level >= h[i]->level)
			up--;
		while (prev > up && h[prev]->level > h[i]->level)
			prev--;
		for (int k = i + 1; k < n && h[k]->level > h[i]->level; k++) {
			/* A child is what no heading between stands above. */
			if (kids == 0 || h[k]->level <= h[last]->level) {
				last = k;
				kids++;
			}
		}
		while (next < n && h[next]->level > h[i]->level)
			next++;
		if (next < n && h[next]->level < h[i]->level && up >= 0 &&
		    h[next]->level <= h[up]->level)
			next = n;
		b.n = 0;
		sb_lit(&b, "<</Title");
		pdf_text_string(&b, h[i]->text);
		sb_lit(&b, "/Parent ");
		pdf_ref(&b, up >= 0 ? obj[up] : root);
		sb_lit(&b, "/Dest");
		destination(c, &b, &c->anchor[h[i]->anchor], page_obj);
		if (prev > up) {
			sb_lit(&b, "/Prev ");
			pdf_ref(&b, obj[prev]);
		}
		if (next < n) {
			sb_lit(&b, "/Next ");
			pdf_ref(&b, obj[next]);
		}
		if (kids > 0)
			sb_printf(&b, "/First %d 0 R/Last %d 0 R/Count %d", obj[i + 1], obj[last],
			    -kids);
		sb_lit(&b, ">>");
		pdf_obj_put(&c->file, obj[i], &b);
		if (up < 0) {
			top_first = tops++ == 0 ? obj[i] : top_first;
			top_last = obj[i];
		}
	}
	b.n = 0;
	sb_lit(&b, "<</Type/Outlines");
	if (tops > 0)
		sb_printf(&b, "/First %d 0 R/Last %d 0 R/Count %d", top_first, top_last, tops);
	sb_lit(&b, ">>");
	pdf_obj_put(&c->file, root, &b);
	return root;
}

static void
page_write(struct pdf_ctx *c, const struct pdf_page *p, int obj, int parent)
{
	int content = pdf_obj_new(&c->file);
	struct sb b, all;

	sb_init(&all, c->mem, PDF_TEXT_LIMIT);
	if (p->back.b.n > 0) {
		sb_lit(&all, "/Artifact BMC\nq\n");
		sb_put(&all, p->back.b.p, p->back.b.n);
		sb_lit(&all, "Q\nEMC\n");
	}
	sb_put(&all, p->front.b.p, p->front.b.n);
	pdf_obj_stream(&c->file, content, "", (str){all.p, all.n}, true);
	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	sb_printf(&b, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 ", parent);
	pdf_num2(&b, p->w);
	pdf_num2(&b, p->h);
	sb_printf(&b, "]/Contents %d 0 R/StructParents %d/Tabs/S/Resources<</Font<<", content,
	    p->index);
	pdf_fonts_resources(&c->fonts, &b);
	sb_lit(&b, ">>");
	if (p->n_image > 0) {
		sb_lit(&b, "/XObject<<");
		for (size_t i = 0; i < p->n_image; i++)
			sb_printf(&b, "/I%d %d 0 R", p->image[i], c->image[p->image[i]].obj);
		sb_lit(&b, ">>");
	}
	sb_lit(&b, ">>");
	if (p->n_annot > 0) {
		sb_lit(&b, "/Annots[");
		for (size_t i = 0; i < p->n_annot; i++)
			pdf_ref(&b, p->annot[i]);
		sb_lit(&b, "]");
	}
	sb_lit(&b, ">>");
	pdf_obj_put(&c->file, obj, &b);
}

/* The way from marked content and annotations back to their elements. */
static int
parent_tree_write(struct pdf_ctx *c)
{
	int id = pdf_obj_new(&c->file);
	struct sb b;

	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	sb_lit(&b, "<</Nums[");
	for (size_t i = 0; i < c->n_page; i++) {
		const struct pdf_page *p = c->page[i];
		sb_printf(&b, "%zu[", i);
		for (size_t k = 0; k < p->n_owner; k++)
			pdf_ref(&b, p->owner[k]->obj);
		sb_lit(&b, "]");
	}
	for (size_t i = 0; i < c->n_annot; i++) {
		sb_printf(&b, "%zu ", c->n_page + i);
		pdf_ref(&b, c->annot[i].el->obj);
	}
	sb_lit(&b, "]>>");
	pdf_obj_put(&c->file, id, &b);
	return id;
}

static int
struct_write(struct pdf_ctx *c, const int *page_obj)
{
	int root = pdf_obj_new(&c->file), parents = parent_tree_write(c);
	bool notes = false;
	struct sb b;

	pdf_tree_write(&c->tree, &c->file, root, page_obj);
	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	sb_printf(&b, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %zu",
	    c->tree.root->obj, parents, c->n_page + c->n_annot);
	sb_put(&b, role_map, sizeof role_map - 1);
	for (const struct pdf_elem *el = c->tree.made; el != NULL; el = el->next_made) {
		if (el->note == 0 || !el->attached)
			continue;
		if (!notes)
			sb_lit(&b, "/IDTree<</Names[");
		notes = true;
		sb_printf(&b, "(fn%06d)%d 0 R ", el->note, el->obj);
	}
	sb_str(&b, notes ? STR("]>>>>") : STR(">>"));
	pdf_obj_put(&c->file, root, &b);
	return root;
}

static bool
name_ok(str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char ch = name.p[i];
		bool ok = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
		    (ch >= '0' && ch <= '9') || ch == '-' || ch == '_' || (ch == '.' && i > 0);
		if (!ok)
			return false;
	}
	return name.n > 0 && name.n < 200;
}

/* Attached files: /AF for PDF/A-3, the name tree for readers.  The names are in the
 * order given; a name tree wants them sorted. */
static bool
attachments_write(struct pdf_ctx *c, struct sb *catalog)
{
	const struct pdf_opts *o = c->opts;
	const struct pdf_attachment **v = arena_array(c->mem, o->n_attach + 1,
	    const struct pdf_attachment *);
	struct sb b, names, af;

	if (o->n_attach == 0)
		return true;
	for (size_t i = 0; i < o->n_attach; i++) {
		size_t k = i;
		if (!name_ok(o->attach[i].name))
			return fail(c->err, RC_INVALID, MSG_pdf_attachment_name,
			    ARG(o->attach[i].name));
		for (; k > 0 && str_cmp(v[k - 1]->name, o->attach[i].name) > 0; k--)
			v[k] = v[k - 1];
		v[k] = &o->attach[i];
	}
	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	sb_init(&names, c->mem, PDF_TEXT_LIMIT);
	sb_init(&af, c->mem, PDF_TEXT_LIMIT);
	for (size_t i = 0; i < o->n_attach; i++) {
		int data = pdf_obj_new(&c->file), spec = pdf_obj_new(&c->file);
		struct sb dict;
		sb_init(&dict, c->mem, 4096);
		sb_lit(&dict, "/Type/EmbeddedFile/Subtype/");
		for (size_t k = 0; k < v[i]->mime.n && k < 80; k++) {
			char ch = v[i]->mime.p[k];
			bool plain = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') ||
			    ch == '-' || ch == '.';
			if (plain)
				sb_chr(&dict, ch);
			else
				sb_printf(&dict, "#%02X", (unsigned)(unsigned char)ch);
		}
		sb_printf(&dict, "/Params<</Size %zu", v[i]->data.n);
		if (date_ok(c->doc->dated))
			sb_printf(&dict, "/ModDate(D:%04d%02d%02d000000Z)", c->doc->dated.y,
			    c->doc->dated.m, c->doc->dated.d);
		sb_lit(&dict, ">>");
		sb_chr(&dict, '\0');
		pdf_obj_stream(&c->file, data, dict.p, v[i]->data, true);
		b.n = 0;
		sb_printf(&b,
		    "<</Type/Filespec/F(%.*s)/UF(%.*s)/AFRelationship/Data"
		    "/EF<</F %d 0 R/UF %d 0 R>>/Desc",
		    STR_ARG(v[i]->name), STR_ARG(v[i]->name), data, data);
		pdf_text_string(&b, v[i]->desc);
		sb_lit(&b, ">>");
		pdf_obj_put(&c->file, spec, &b);
		sb_printf(&names, "(%.*s)%d 0 R ", STR_ARG(v[i]->name), spec);
		pdf_ref(&af, spec);
	}
	sb_printf(catalog, "/Names<</EmbeddedFiles<</Names[%.*s]>>>>/AF[%.*s]", (int)names.n,
	    names.p, (int)af.n, af.p);
	return true;
}

static bool
finish(struct pdf_ctx *c)
{
	struct pdf_file *f = &c->file;
	int catalog = pdf_obj_new(f), pages = pdf_obj_new(f);
	int *page_obj = arena_array(c->mem, c->n_page, int);
	struct sb b;

	for (size_t i = 0; i < c->n_page; i++)
		page_obj[i] = pdf_obj_new(f);
	pdf_fonts_objects(&c->fonts, f);
	pdf_tree_objects(&c->tree, f);
	for (size_t i = 0; i < c->n_page; i++)
		page_write(c, c->page[i], page_obj[i], pages);
	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	sb_printf(&b, "<</Type/Pages/Count %zu/Kids[", c->n_page);
	for (size_t i = 0; i < c->n_page; i++)
		pdf_ref(&b, page_obj[i]);
	sb_lit(&b, "]>>");
	pdf_obj_put(f, pages, &b);
	if (!pdf_fonts_write(&c->fonts, f))
		return fail(c->err, RC_INVALID, MSG_pdf_face, ARG(""));
	annots_write(c, page_obj);
	int outlines = outlines_write(c, page_obj), tree = struct_write(c, page_obj);
	struct pdf_meta m = pdf_meta_write(c);
	b.n = 0;
	sb_printf(&b,
	    "<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true/Suspects false>>"
	    "/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines/Outlines %d 0 R"
	    "/PageLabels<</Nums[0<</S/D>>]>>/StructTreeRoot %d 0 R/Metadata %d 0 R"
	    "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
	    "/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]",
	    pages, c->doc->lang == LANG_SV ? "sv-SE" : "en-GB", outlines, tree, m.xmp,
	    m.intent_profile);
	if (!attachments_write(c, &b))
		return false;
	sb_lit(&b, ">>");
	pdf_obj_put(f, catalog, &b);
	pdf_file_end(f, catalog, m.info);
	return true;
}

static bool
write_in(struct arena *mem, const struct doc *d, const struct pdf_opts *o, struct sb *out,
    struct err *e)
{
	static const char *const face_name[TF__COUNT] = {[TF_REGULAR] = "font_regular",
	    [TF_ITALIC] = "font_italic",
	    [TF_BOLD] = "font_bold",
	    [TF_BOLD_ITALIC] = "font_bold_italic"};
	struct pdf_ctx *c = arena_new(mem, struct pdf_ctx);
	int bad = 0;

	c->doc = d;
	c->opts = o;
	c->theme = o->theme != NULL ? o->theme : pdf_theme_of(mem, d->theme);
	c->mem = mem;
	c->err = e;
	c->x = c->theme->left + c->theme->indent;
	c->w = c->theme->page_w - c->theme->left - c->theme->right - c->theme->indent;
	pdf_file_begin(&c->file, mem, out);
	if (!pdf_fonts_init(&c->fonts, mem, d->lang, c->theme->face, &bad))
		return fail(e, RC_INVALID, MSG_pdf_face, ARG(face_name[bad]));
	pdf_tree_init(&c->tree, mem);
	survey(c);
	if (o->no_title_page)
		pdf_page_turn(c, false);
	else
		pdf_title_page(c);
	pdf_blocks(c, d->root->first, c->tree.root);
	while (c->n_note > 0) /* notes longer than the last page */
		pdf_page_turn(c, false);
	pdf_page_close(c);
	/* A page that nothing came to stand on, after a page break or the contents. */
	if (c->fresh && c->n_page > 1 && c->at->n_owner == 0)
		c->n_page--;
	pdf_toc_fill(c);
	pdf_running(c);
	return !c->failed && finish(c);
}

bool
pdf_write(const struct doc *d, const struct pdf_opts *o, struct sb *out, struct err *e)
{
	static const struct pdf_opts none = {0};
	struct arena mem;

	if (!d->finished)
		return fail(e, RC_INVALID, MSG_pdf_not_finished, ARG(d->title));
	arena_init(&mem, (size_t)ARENA_CAP_MIB << 20);
	bool ok = write_in(&mem, d, o != NULL ? o : &none, out, e);
	arena_end(&mem);
	if (ok && out->full)
		return fail(e, RC_LIMIT, MSG_pdf_too_large, ARG((int64_t)(out->limit >> 20)));
	return ok;
}
