/* html_site.c -- the document as pages that link to each other. */
#include "doc/html/html_priv.h"
#include "doc/messages.h"
#include "doc/theme.h"

#define PAGE_MAX ((size_t)64 << 20)
#define CSS_NAME "report.css"

struct site {
	struct html_site s;
	const struct doc *d;
	const struct html_opts *o;
	struct arena *mem;
	const struct doc_node **first; /* the first block of each page */
	struct html_file *v;
	size_t n, room;
};

static bool
is_chapter(const struct doc_node *n)
{
	return n->kind == DOC_HEADING && n->level == 1;
}

/* Each heading of the first level begins a page; what stands before the first one is on
 * the first page, with the title and the contents. */
static void
make_pages(struct site *t)
{
	size_t room = 2;

	for (const struct doc_node *n = t->d->root->first; n != NULL; n = n->next)
		room += is_chapter(n);
	t->first = arena_array(t->mem, room, const struct doc_node *);
	t->s.name = arena_array(t->mem, room, str);
	map_init(&t->s.page_of, t->mem, 1);
	t->s.name[0] = STR("index.html");
	t->s.n = 1;
	for (const struct doc_node *n = t->d->root->first; n != NULL; n = n->next) {
		if (is_chapter(n)) {
			t->first[t->s.n] = n;
			t->s.name[t->s.n] = str_fmt(t->mem, "%02zu-%.*s.html", t->s.n,
			    STR_ARG(n->id));
			t->s.n++;
		} else if (n == t->d->root->first) {
			t->first[0] = n;
		}
		for (const struct doc_node *x = n; x != NULL; x = doc_next(x, n))
			if (x->id.n > 0)
				map_add(&t->s.page_of, x->id, t->s.n - 1);
	}
}

static bool
add_file(struct site *t, str name, const struct sb *b)
{
	str bytes;

	if (!sb_done(b, &bytes))
		return false;
	arena_grow(t->mem, t->v, t->n, t->room);
	t->v[t->n++] = (struct html_file){name, bytes};
	return true;
}

static void
put_step(struct html *h, enum html_word word, size_t page)
{
	sb_lit(h->b, "<a href=\"");
	html_text(h->b, h->site->name[page]);
	sb_printf(h->b, "\" rel=\"%s\">%s</a>", word == HW_NEXT ? "next" : "prev",
	    html_word(h, word));
}

static void
put_steps(struct html *h)
{
	if (h->site->n < 2)
		return;
	sb_printf(h->b, "<nav class=\"steps\" aria-label=\"%s\">", html_word(h, HW_PAGES));
	if (h->page > 0)
		put_step(h, HW_PREVIOUS, h->page - 1);
	if (h->page + 1 < h->site->n)
		put_step(h, HW_NEXT, h->page + 1);
	sb_lit(h->b, "</nav>\n");
}

static void
open_page(struct html *h, str title)
{
	html_head(h, title);
	sb_printf(h->b, "<body class=\"doc page\">\n<a class=\"skip\" href=\"#main_\">%s</a>\n",
	    html_word(h, HW_SKIP));
}

/* A page that is not the first says where it belongs. */
static void
put_band(struct html *h)
{
	sb_lit(h->b,
	    "<header class=\"cover small\">\n<div>\n<p class=\"org\"><a href=\"index.html\">");
	html_text(h->b, h->d->title);
	sb_lit(h->b, "</a></p>\n</div>\n</header>\n");
}

static void
close_page(struct html *h)
{
	put_steps(h);
	sb_lit(h->b, "</main>\n</div>\n");
	html_foot(h);
	sb_lit(h->b, "</body>\n</html>\n");
}

static bool
put_page(struct site *t, size_t page)
{
	const struct doc_node *from = t->first[page],
	                      *to = page + 1 < t->s.n ? t->first[page + 1] : NULL;
	struct sb b;

	sb_init(&b, t->mem, PAGE_MAX);
	struct html h = html_start(t->d, t->o, &b);
	h.site = &t->s;
	h.page = page;
	h.page_id = page > 0 ? from->id : STR("");
	/* The heading of a page is its first. */
	h.heading_base = page > 0 ? 1 : 2;
	open_page(&h, page > 0 ? doc_plain(t->mem, from) : STR(""));
	if (page == 0)
		html_cover(&h);
	else
		put_band(&h);
	sb_lit(&b, "<div class=\"frame\">\n");
	html_contents(&h);
	sb_lit(&b, "<main id=\"main_\" tabindex=\"-1\">\n");
	if (page > 0 || t->first[0] != NULL) {
		for (const struct doc_node *n = from; n != to; n = n->next)
			html_block(&h, n);
		h.heading_base = 2;
		html_notes(&h, from, to);
	}
	close_page(&h);
	return add_file(t, t->s.name[page], &b);
}

/* Figures have a page that explains them. */
static bool
put_source_page(struct site *t)
{
	struct sb b;

	sb_init(&b, t->mem, PAGE_MAX);
	struct html h = html_start(t->d, t->o, &b);
	h.site = &t->s;
	h.page = t->s.n;
	open_page(&h, str_of(html_word(&h, HW_SOURCES)));
	put_band(&h);
	sb_lit(&b, "<div class=\"frame\">\n");
	html_contents(&h);
	sb_printf(&b, "<main id=\"main_\" tabindex=\"-1\">\n<h1>%s</h1>\n",
	    html_word(&h, HW_SOURCES));
	html_source_list(&h);
	sb_lit(&b, "</main>\n</div>\n");
	html_foot(&h);
	sb_lit(&b, "</body>\n</html>\n");
	return add_file(t, t->s.source_page, &b);
}

static bool
put_image(struct site *t, str id, const struct doc_image *im)
{
	struct sb b;

	sb_init(&b, t->mem, im->n + 1);
	sb_put(&b, (const char *)im->data, im->n);
	return add_file(t, html_image_name(t->mem, id, im), &b);
}

static bool
put_images(struct site *t)
{
	const struct doc_image *logo = t->d->theme != NULL ? t->d->theme->logo : NULL;

	if (logo != NULL && !put_image(t, STR(HTML_LOGO_ID), logo))
		return false;
	for (const struct doc_node *n = t->d->root; n != NULL; n = doc_next(n, t->d->root))
		if (n->kind == DOC_IMAGE && !put_image(t, n->id, n->image))
			return false;
	return true;
}

bool
html_folder(const struct doc *d, const struct html_opts *o, struct arena *mem, struct html_file **v,
    size_t *n, struct err *e)
{
	struct html_opts page = *o;
	struct site t = {.d = d, .o = &page, .mem = mem};
	struct sb css;
	bool ok = true;

	must(d->finished);
	page.css_href = STR(CSS_NAME);
	page.fragment = false;
	t.s.source_page = STR("underlag.html");
	make_pages(&t);
	for (size_t i = 0; ok && i < t.s.n; i++)
		ok = put_page(&t, i);
	sb_init(&css, mem, 1 << 20);
	sb_str(&css, html_css());
	if (d->theme != NULL)
		html_theme(&css, d->theme);
	ok = ok && (page.n_source == 0 || put_source_page(&t)) && put_images(&t) &&
	    add_file(&t, STR(CSS_NAME), &css);
	*v = t.v;
	*n = t.n;
	return ok || fail(e, RC_LIMIT, MSG_doc_too_large, ARG(d->id));
}
