#include "web/route.h"

#include "web/layout.h"
#include "web/messages.h"

const struct page pages[PAGE__COUNT] = {
#define PAGE(id, path, menu, summary) [PAGE_##id] = {#id, path, menu, summary, page_##id},
#include "pages.def"
#undef PAGE
};

str
req_path(const struct req *rq, const char *name)
{
	for (size_t i = 0; i < rq->n_part; i++)
		if (str_eq(rq->part[i].name, str_of(name)))
			return rq->part[i].value;
	return STR("");
}

str
req_query(const struct req *rq, const char *name)
{
	for (size_t i = 0; i < rq->n_query; i++)
		if (str_eq(rq->query[i].name, str_of(name)))
			return rq->query[i].value;
	return STR("");
}

str
req_file(const struct req *rq, const struct table_format **f)
{
	for (size_t i = 0; i < n_table_formats; i++) {
		str id = req_query(rq, table_formats[i].name);
		*f = &table_formats[i];
		if (id.n > 0)
			return id;
	}
	*f = NULL;
	return STR("");
}

/* ---- addresses ---- */

/* Percent-encode everything but letters, digits and -._~: safe in path and query. */
static void
put_encoded(struct sb *b, str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' ||
		    c == ':';
		if (plain) {
			sb_chr(b, (char)c);
			continue;
		}
		sb_chr(b, '%');
		sb_chr(b, hex[c >> 4]);
		sb_chr(b, hex[c & 15]);
	}
}

static void
put_query(struct sb *b, bool *first, const char *name, str value)
{
	if (value.n == 0)
		return;
	sb_chr(b, *first ? '?' : '&');
	*first = false;
	sb_str(b, str_of(name));
	sb_chr(b, '=');
	put_encoded(b, value);
}

/* Path with its braces filled, and the body and period that are kept. */
static bool
begin(struct sb *b, const struct req *rq, enum page_id id, const str part[3])
{
	str path = str_of(pages[id].path);
	bool first = true;
	int n = 0;

	sb_init(b, rq->mem, 8192);
	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] != '{') {
			sb_chr(b, path.p[i]);
			continue;
		}
		put_encoded(b, part[n++]);
		i = str_find_byte(path, '}', i);
	}
	put_query(b, &first, "period", req_query(rq, "period"));
	put_query(b, &first, "organ", req_query(rq, "organ"));
	return first;
}

static struct url
done(const struct sb *b)
{
	struct url u;

	(void)!sb_done(b, &u.text);
	return u;
}

struct url
url_to(const struct req *rq, enum page_id id, str a, str b, str c)
{
	struct sb s;

	begin(&s, rq, id, (const str[]){a, b, c});
	return done(&s);
}

struct url
url_with(const struct req *rq, enum page_id id, str a, str b, const char *name, str value)
{
	struct sb s;
	bool first = begin(&s, rq, id, (const str[]){a, b, {"", 0}});

	put_query(&s, &first, name, value);
	return done(&s);
}

struct url
url_fact(const struct req *rq, str fact)
{
	return url_with(rq, PAGE_fact, STR(""), STR(""), "namn", fact);
}

str
url_fact_base(const struct req *rq)
{
	struct sb s;
	bool first = begin(&s, rq, PAGE_fact, (const str[]){{"", 0}, {"", 0}, {"", 0}});

	sb_str(&s, first ? STR("?namn=") : STR("&namn="));
	return done(&s).text;
}

static bool
asks_for_file(str query)
{
	bool any = str_eq(query, STR("pdf"));

	for (size_t i = 0; i < n_table_formats; i++)
		any |= str_eq(query, str_of(table_formats[i].name));
	return any;
}

/* This page again, with its own parts and queries but for `without`. */
static bool
again(struct sb *s, const struct req *rq, bool keep_period, str without)
{
	str part[3] = {{"", 0}, {"", 0}, {"", 0}};
	struct req bare = *rq;

	for (size_t i = 0; i < rq->n_part && i < 3; i++)
		part[i] = rq->part[i].value;
	if (!keep_period)
		bare.n_query = 0;
	bool first = begin(s, &bare, rq->page, part);
	for (size_t i = 0; i < rq->n_query; i++) {
		str n = rq->query[i].name;
		if (str_eq(n, STR("period")) || asks_for_file(n) || str_eq(n, without) ||
		    (keep_period && str_eq(n, STR("organ"))))
			continue;
		put_query(s, &first, str_z(rq->mem, n), rq->query[i].value);
	}
	return first;
}

struct url
url_file(const struct req *rq, const struct table_format *f, str table)
{
	struct sb s;
	bool first = again(&s, rq, true, STR(""));

	put_query(&s, &first, f->name, table);
	return done(&s);
}

struct url
url_again(const struct req *rq, const char *name, str value)
{
	struct sb s;
	bool first = again(&s, rq, true, str_of(name));

	put_query(&s, &first, name, value);
	return done(&s);
}

struct url
url_period(const struct req *rq, str text)
{
	struct sb s;
	bool first = again(&s, rq, false, STR(""));

	put_query(&s, &first, "period", text);
	return done(&s);
}

struct url
url_asset(const struct req *rq, const char *name)
{
	return (struct url){str_fmt(rq->mem, "/a/%s", name)};
}

/* ---- finding the page ---- */

static bool
match(struct req *rq, const char *pattern)
{
	str p = str_of(pattern), path = rq->path;
	size_t at = 0;

	rq->n_part = 0;
	for (size_t i = 0; i < p.n; i++) {
		if (p.p[i] != '{') {
			if (at >= path.n || path.p[at++] != p.p[i])
				return false;
			continue;
		}
		size_t close = str_find_byte(p, '}', i), end = str_find_byte(path, '/', at);
		if (end == at || rq->n_part == COUNTOF(rq->part))
			return false;
		rq->part[rq->n_part++] = (struct req_param){str_sub(p, i + 1, close),
		    str_sub(path, at, end)};
		at = end;
		i = close;
	}
	return at == path.n;
}

bool
route(struct req *rq, struct html *h, struct err *e)
{
	for (int i = 0; i < PAGE__COUNT; i++) {
		if (!match(rq, pages[i].path))
			continue;
		struct html body = {.lang = rq->lang};
		struct html_part part;
		rq->page = (enum page_id)i;
		sb_init(&body.out, rq->mem, h->out.limit);
		if (!pages[i].run(rq, &body, e))
			return false;
		if (!sb_done(&body.out, &part.markup))
			return fail(e, RC_LIMIT, MSG_web_too_large);
		if (rq->file != NULL || rq->pdf.p != NULL)
			sb_str(&h->out, part.markup);
		else
			layout_put(rq, part, h);
		return true;
	}
	return fail(e, RC_NOT_FOUND, MSG_web_no_page, ARG(rq->path));
}

void
route_error(struct req *rq, const struct err *err, struct html *h)
{
	struct html body = {.lang = rq->lang};
	struct html_part part;

	sb_init(&body.out, rq->mem, 65536);
	rq->title = word(err->rc == RC_NOT_FOUND ? W_not_found : W_error_title, rq->lang);
	tpl_problem(&body,
	    &(struct problem_view){rq->title, str_of(err->text[rq->lang]), {STR("/")}, rq->lang});
	(void)!sb_done(&body.out, &part.markup);
	layout_put(rq, part, h);
}
