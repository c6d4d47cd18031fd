/* input_html.c -- the words of an HTML page: a forgiving pass over the tags, for
 * text and tables only.  Nothing is fetched, nothing is run. */
#include "core/claims/input/input.h"

#include "fmt/charset.h"

#include <string.h>

#define FACT_NAME_MAX 500

struct html_in {
	str s;
	size_t i;
	struct text_out out;
	int cell; /* cells of the row so far; -1 outside a row */
	struct claims_bound *bound;
	size_t n_bound, room_bound;
	char open[16]; /* the element that is bound to a fact and not yet ended; "" none */
	bool written;  /* and has text */
};

/* Text of the page; the first of a bound element is where it begins. */
static void
put(struct html_in *h, str s)
{
	if (s.n == 0)
		return;
	text_out_put(&h->out, s);
	if (h->open[0] != '\0' && !h->written) {
		h->bound[h->n_bound - 1].off = h->out.b.n - s.n;
		h->written = true;
	}
	if (h->open[0] != '\0')
		h->bound[h->n_bound - 1].end = h->out.b.n;
}

static str
lower_name(str s, char buf[16])
{
	size_t n = 0;

	for (; n < s.n && n < 15; n++) {
		char c = s.p[n];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			break;
		buf[n] = c;
	}
	return (str){buf, n};
}

static bool
one_of(str name, const char *list)
{
	for (const char *p = list; *p != '\0';) {
		size_t n = strcspn(p, " ");
		if (n == name.n && memcmp(p, name.p, n) == 0)
			return true;
		p += n;
		while (*p == ' ')
			p++;
	}
	return false;
}

/* Past the '>' of the tag that begins at i; quotes may hold one. */
static size_t
tag_end(str s, size_t i)
{
	char quote = 0;

	for (; i < s.n; i++) {
		char c = s.p[i];
		if (quote != 0)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i + 1;
	}
	return s.n;
}

/* Scripts and styles are skipped with what they hold. */
static void
skip_raw(struct html_in *h, str name)
{
	char buf[16];

	while (h->i < h->s.n) {
		size_t at = str_find(h->s, STR("</"), h->i);
		if (at >= h->s.n) {
			h->i = h->s.n;
			return;
		}
		h->i = at + 2;
		if (str_eq(lower_name(str_sub(h->s, h->i, h->s.n), buf), name)) {
			h->i = tag_end(h->s, h->i);
			return;
		}
	}
}

/* The value of an attribute as it is written: ours hold nothing that is escaped. */
static str
attribute(str tag, const char *name)
{
	str key = str_of(name);

	for (size_t at = str_find(tag, key, 0); at < tag.n; at = str_find(tag, key, at + 1)) {
		size_t i = at + key.n;
		if (at == 0 || strchr(" \t\n\r", tag.p[at - 1]) == NULL || i + 2 >= tag.n ||
		    tag.p[i] != '=' || tag.p[i + 1] != '"')
			continue;
		size_t end = str_find_byte(tag, '"', i + 2);
		return str_sub(tag, i + 2, end);
	}
	return STR("");
}

/* An element with data-fact prints that fact.  Elements inside it are part of it. */
static void
on_bound(struct html_in *h, str name, str tag, bool closing)
{
	str fact = closing ? STR("") : attribute(tag, "data-fact");

	if (h->open[0] != '\0') {
		if (!closing || !str_eq(name, str_of(h->open)))
			return;
		h->open[0] = '\0';
		if (!h->written)
			h->n_bound--;
		return;
	}
	if (fact.n == 0 || fact.n > FACT_NAME_MAX || name.n + 1 > sizeof h->open)
		return;
	arena_grow(h->out.b.mem, h->bound, h->n_bound, h->room_bound);
	h->bound[h->n_bound++] = (struct claims_bound){.fact = fact};
	memcpy(h->open, name.p, name.n);
	h->open[name.n] = '\0';
	h->written = false;
}

static void
on_tag(struct html_in *h, str name, bool closing)
{
	if (one_of(name,
	        "p div section article h1 h2 h3 h4 h5 h6 ul ol table figure blockquote header "
	        "footer main nav dl pre hr form address caption")) {
		if (h->cell < 0 || one_of(name, "table"))
			text_out_line(&h->out, true);
		else
			text_out_space(&h->out);
		if (one_of(name, "table") && closing)
			h->cell = -1;
	} else if (one_of(name, "tr")) {
		text_out_line(&h->out, false);
		h->cell = closing ? -1 : 0;
	} else if (one_of(name, "td th") && !closing && h->cell >= 0) {
		if (h->cell++ > 0)
			text_out_tab(&h->out);
	} else if (one_of(name, "li dt dd") && !closing && h->cell < 0) {
		text_out_line(&h->out, false);
		if (one_of(name, "li"))
			put(h, STR("- "));
	} else if (one_of(name, "br")) {
		if (h->cell < 0)
			text_out_line(&h->out, false);
		else
			text_out_space(&h->out);
	}
}

static void
read_tag(struct html_in *h)
{
	char buf[16];

	if (str_has_prefix(str_sub(h->s, h->i, h->s.n), STR("<!--"))) {
		size_t end = str_find(h->s, STR("-->"), h->i + 4);
		h->i = end < h->s.n ? end + 3 : h->s.n;
		return;
	}
	size_t at = h->i + 1;
	bool closing = at < h->s.n && h->s.p[at] == '/';
	str name = lower_name(str_sub(h->s, at + (closing ? 1 : 0), h->s.n), buf);
	h->i = tag_end(h->s, at);
	on_bound(h, name, str_sub(h->s, at, h->i), closing);
	if (!closing && one_of(name, "script style head template svg nav")) {
		skip_raw(h, name);
		return;
	}
	/* What our reports tell of how their figures are made claims nothing. */
	if (!closing && one_of(name, "details") &&
	    str_eq(attribute(str_sub(h->s, at, h->i), "class"), STR("behind"))) {
		skip_raw(h, name);
		return;
	}
	on_tag(h, name, closing);
}

/* &auml; &#228; &#xE4; &nbsp; and the few that a report has. */
static void
read_entity(struct html_in *h)
{
	static const struct {
		const char *name;
		uint32_t code;
	} known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''},
	    {"nbsp", 0xA0}, {"aring", 0xE5}, {"auml", 0xE4}, {"ouml", 0xF6}, {"Aring", 0xC5},
	    {"Auml", 0xC4}, {"Ouml", 0xD6}, {"eacute", 0xE9}, {"ndash", 0x2013}, {"mdash", 0x2014},
	    {"minus", 0x2212}, {"sect", 0xA7}, {"rdquo", 0x201D}, {"hellip", 0x2026},
	    {"thinsp", 0x2009}, {"shy", 0}};
	size_t end = str_find_byte(h->s, ';', h->i);
	str name = str_sub(h->s, h->i + 1, end);
	char utf8[8];
	struct sb one = {.p = utf8, .room = sizeof utf8, .limit = sizeof utf8};
	uint32_t code = UINT32_MAX;

	if (end < h->s.n && name.n > 0 && name.n < 10) {
		if (name.p[0] == '#') {
			bool hex = name.n > 1 && (name.p[1] == 'x' || name.p[1] == 'X');
			code = 0;
			for (size_t i = hex ? 2 : 1; i < name.n; i++) {
				char c = name.p[i];
				uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
				    : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
				    : hex && c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
				                                  : 99;
				code = d == 99 || code > 0x110000 ? 0x110000
				                                  : code * (hex ? 16 : 10) + d;
			}
		}
		for (size_t i = 0; i < COUNTOF(known) && code == UINT32_MAX; i++)
			if (str_eq(name, str_of(known[i].name)))
				code = known[i].code;
	}
	if (code == UINT32_MAX || code >= 0x110000 || (code >= 0xD800 && code < 0xE000)) {
		put(h, STR("&"));
		h->i++;
		return;
	}
	h->i = end + 1;
	if (code == 0)
		return;
	if (code <= ' ') {
		text_out_space(&h->out);
		return;
	}
	sb_utf8(&one, code);
	put(h, (str){one.p, one.n});
}

bool
claims_doc_from_html(struct arena *mem, str name, str bytes, struct claims_doc *out, struct err *e)
{
	struct claims_doc raw;
	struct html_in h = {.cell = -1};

	if (!claims_doc_from_text(mem, name, bytes, &raw, e))
		return false;
	h.s = raw.text;
	text_out_init(&h.out, mem);
	while (h.i < h.s.n) {
		char c = h.s.p[h.i];
		char next = h.i + 1 < h.s.n ? h.s.p[h.i + 1] : 0;
		bool tag = c == '<' &&
		    ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' ||
		        next == '!' || next == '?');
		if (tag) {
			read_tag(&h);
		} else if (c == '&') {
			read_entity(&h);
		} else if (c == ' ' || (c >= '\t' && c <= '\r')) {
			text_out_space(&h.out);
			h.i++;
		} else {
			size_t end = h.i + 1;
			while (end < h.s.n && strchr(" \t\n\r\f\v<&", h.s.p[end]) == NULL)
				end++;
			put(&h, str_sub(h.s, h.i, end));
			h.i = end;
		}
	}
	if (!text_out_done(&h.out, name, out, e))
		return false;
	if (h.open[0] != '\0' && !h.written)
		h.n_bound--;
	out->bound = h.bound;
	out->n_bound = h.n_bound;
	return true;
}
