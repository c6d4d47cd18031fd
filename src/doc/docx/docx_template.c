/* docx_template.c -- the parts of a customer's document and its content controls. */
#include "doc/docx/docx_fill_priv.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#define PARTS_MAX 4000
#define PART_MAX ((zip_uint64_t)64 << 20)
#define TOTAL_MAX ((zip_uint64_t)256 << 20)
#define DEPTH_MAX 200
#define TEXT_WIDTH_MIN 3000

struct finder {
	XML_Parser xml;
	struct template *t;
	int depth, sdt_depth;    /* sdt_depth: of the control that is open; 0 none */
	int content_depth;       /* of its content; 0 outside */
	int para;                /* paragraphs open */
	bool in_props, too_deep; /* inside the control's own properties */
	struct control c;
	int props_depth;
	int page_w, left, right;
};

static struct range
here(XML_Parser p)
{
	size_t from = (size_t)XML_GetCurrentByteIndex(p);

	return (struct range){from, from + (size_t)XML_GetCurrentByteCount(p)};
}

static int
number_of(const XML_Char **at, const char *name)
{
	int64_t v = 0;

	for (; *at != NULL; at += 2)
		if (strcmp(*at, name) == 0 && str_i64(str_of(at[1]), &v) && v >= 0 && v < 100000)
			return (int)v;
	return 0;
}

/* Of the control's own properties: its tag, its kind, whether it shows a placeholder. */
static void
in_properties(struct finder *f, const char *name, const XML_Char **at)
{
	if (strcmp(name, "w:tag") == 0)
		for (; *at != NULL; at += 2)
			if (strcmp(*at, "w:val") == 0)
				f->c.tag = str_dup(f->t->mem, str_trim(str_of(at[1])));
	if (strcmp(name, "w:showingPlcHdr") == 0)
		f->c.placeholder = here(f->xml);
	if (strcmp(name, "w:text") == 0 || strcmp(name, "w:date") == 0)
		f->c.plain = true;
}

static void
in_content(struct finder *f, const char *name)
{
	const char *wanted = f->c.in_para ? "w:rPr" : "w:pPr";

	if (f->props_depth == 0 && f->c.props.to == 0 && strcmp(name, wanted) == 0) {
		f->c.props.from = here(f->xml).from;
		f->props_depth = f->depth;
	}
}

static void XMLCALL
on_start(void *arg, const XML_Char *name, const XML_Char **at)
{
	struct finder *f = arg;
	struct range r = here(f->xml);

	if (++f->depth > DEPTH_MAX) {
		f->too_deep = true;
		XML_StopParser(f->xml, XML_FALSE);
		return;
	}
	if (f->depth == 1)
		f->t->root = (str){(const char *)0, r.to}; /* its end; the text is added after */
	if (strcmp(name, "w:pgSz") == 0)
		f->page_w = number_of(at, "w:w");
	if (strcmp(name, "w:pgMar") == 0) {
		f->left = number_of(at, "w:left");
		f->right = number_of(at, "w:right");
	}
	if (strcmp(name, "w:p") == 0)
		f->para++;
	if (f->sdt_depth == 0) {
		if (strcmp(name, "w:sdt") == 0) {
			f->c = (struct control){.in_para = f->para > 0};
			f->sdt_depth = f->depth;
		}
		return;
	}
	if (f->content_depth > 0) {
		in_content(f, name);
	} else if (f->in_props) {
		in_properties(f, name, at);
	} else if (strcmp(name, "w:sdtPr") == 0) {
		f->in_props = true;
	} else if (strcmp(name, "w:sdtContent") == 0) {
		f->content_depth = f->depth;
		f->c.has_content = true;
		f->c.content = r;
	}
}

static void
close_content(struct finder *f)
{
	size_t end = here(f->xml).from;

	/* An element that closes itself ends where it began. */
	f->c.empty = end <= f->c.content.from;
	if (!f->c.empty)
		f->c.content = (struct range){f->c.content.to, end};
	f->content_depth = 0;
}

static void XMLCALL
on_end(void *arg, const XML_Char *name)
{
	struct finder *f = arg;

	if (f->props_depth == f->depth) {
		struct range r = here(f->xml);
		f->c.props.to = r.to > f->c.props.from ? r.to : f->c.props.from;
		f->props_depth = 0;
	}
	if (f->sdt_depth > 0 && f->content_depth == f->depth)
		close_content(f);
	else if (f->in_props && strcmp(name, "w:sdtPr") == 0)
		f->in_props = false;
	if (strcmp(name, "w:p") == 0)
		f->para--;
	if (f->sdt_depth == f->depth) {
		struct template *t = f->t;
		arena_grow(t->mem, t->control, t->n_control, t->room_control);
		t->control[t->n_control++] = f->c;
		f->sdt_depth = 0;
	}
	f->depth--;
}

static void XMLCALL
on_doctype(void *arg, const XML_Char *name, const XML_Char *sys, const XML_Char *pub, int subset)
{
	struct finder *f = arg;

	(void)name;
	(void)sys;
	(void)pub;
	(void)subset;
	f->too_deep = true;
	XML_StopParser(f->xml, XML_FALSE);
}

/* Prefixes are declared and names are names: what Word demands, and more than a parser
 * that looks at raw names does. */
static bool
names_ok(str xml)
{
	XML_Parser p = XML_ParserCreateNS("UTF-8", '|');
	bool ok = xml.n < INT32_MAX && XML_Parse(p, xml.p, (int)xml.n, 1) == XML_STATUS_OK;

	XML_ParserFree(p);
	return ok;
}

static bool
find_controls(struct template *t, str xml, struct err *e)
{
	struct finder f = {.t = t, .xml = XML_ParserCreate("UTF-8")};
	bool ok;

	must(f.xml != NULL);
	XML_SetUserData(f.xml, &f);
	XML_SetElementHandler(f.xml, on_start, on_end);
	XML_SetStartDoctypeDeclHandler(f.xml, on_doctype);
	ok = xml.n < INT32_MAX && XML_Parse(f.xml, xml.p, (int)xml.n, 1) == XML_STATUS_OK &&
	    !f.too_deep;
	XML_ParserFree(f.xml);
	/* After the other, which refuses documents that define entities. */
	if (!ok || !names_ok(xml))
		return fail(e, RC_INVALID, MSG_docx_template_damaged, ARG("word/document.xml"));
	t->root = str_sub(xml, 0, t->root.n);
	t->room = f.page_w - f.left - f.right;
	if (t->room < TEXT_WIDTH_MIN)
		t->room = 0;
	return true;
}

struct template_part *
template_part(struct template *t, str name)
{
	for (size_t i = 0; i < t->n_part; i++)
		if (str_eq(t->part[i].name, name))
			return &t->part[i];
	return NULL;
}

struct template_part *
template_add(struct template *t, str name, str bytes)
{
	arena_grow(t->mem, t->part, t->n_part, t->room_part);
	t->part[t->n_part] = (struct template_part){name, bytes};
	return &t->part[t->n_part++];
}

bool
template_insert(struct template *t, struct template_part *p, str mark, str what)
{
	size_t at = p->bytes.n, next = 0;
	struct sb b;

	while ((next = str_find(p->bytes, mark, next)) < p->bytes.n)
		at = next++;
	if (at == p->bytes.n)
		return false;
	sb_init(&b, t->mem, p->bytes.n + what.n + 1);
	sb_str(&b, str_sub(p->bytes, 0, at));
	sb_str(&b, what);
	sb_str(&b, str_sub(p->bytes, at, p->bytes.n));
	return sb_done(&b, &p->bytes);
}

int
template_number_max(str text, str before)
{
	int64_t most = 0, v;

	for (size_t at = 0; (at = str_find(text, before, at)) < text.n;) {
		at += before.n;
		size_t to = at;
		while (to < text.n && text.p[to] >= '0' && text.p[to] <= '9')
			to++;
		if (str_i64(str_sub(text, at, to), &v) && v > most && v < 1000000000)
			most = v;
	}
	return (int)most;
}

static bool
read_part(zip_t *zip, zip_uint64_t i, zip_uint64_t *total, struct template *t)
{
	zip_stat_t st;
	zip_file_t *f;
	bool ok;

	if (zip_stat_index(zip, i, 0, &st) != 0 || st.size > PART_MAX ||
	    (*total += st.size) > TOTAL_MAX)
		return false;
	char *p = arena_alloc(t->mem, st.size + 1, 1);
	f = zip_fopen_index(zip, i, 0);
	ok = f != NULL && zip_fread(f, p, st.size) == (zip_int64_t)st.size;
	if (f != NULL)
		ok = zip_fclose(f) == 0 && ok;
	template_add(t, str_dup(t->mem, str_of(st.name)), (str){p, st.size});
	return ok;
}

static bool
read_parts(str bytes, struct template *t)
{
	zip_source_t *src = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
	zip_t *zip = src != NULL ? zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, NULL)
	                         : NULL;
	zip_uint64_t total = 0;
	zip_int64_t n = zip != NULL ? zip_get_num_entries(zip, 0) : -1;
	bool ok = n > 0 && n <= PARTS_MAX;

	for (zip_int64_t i = 0; ok && i < n; i++)
		ok = read_part(zip, (zip_uint64_t)i, &total, t);
	if (zip != NULL)
		zip_discard(zip);
	else
		zip_source_free(src);
	return ok;
}

bool
template_read(struct arena *mem, str bytes, struct template *t, struct err *e)
{
	static const char *const needed[] = {"[Content_Types].xml", "word/document.xml",
	    "word/_rels/document.xml.rels", "word/styles.xml"};

	*t = (struct template){.mem = mem};
	if (!read_parts(bytes, t))
		return fail(e, RC_INVALID, MSG_docx_template_zip);
	for (size_t i = 0; i < COUNTOF(needed); i++)
		if (template_part(t, str_of(needed[i])) == NULL)
			return fail(e, RC_INVALID, MSG_docx_template_damaged, ARG(needed[i]));
	return find_controls(t, template_part(t, STR("word/document.xml"))->bytes, e);
}
