/* ixbrl.c -- tags, what they refer to, and the package around the report. */
#include "doc/ixbrl/ixbrl.h"

#include "doc/html/html.h"
#include "doc/ixbrl/ixbrl_priv.h"

str
xbrl_name(struct arena *mem, str text)
{
	struct sb b;
	str out;

	sb_init(&b, mem, text.n * 10 + 8);
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (b.n == 0 && !letter)
			sb_chr(&b, '_');
		if (letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_')
			sb_utf8(&b, c);
		else
			sb_printf(&b, "_%x", (unsigned)c);
	}
	must(sb_done(&b, &out));
	return out;
}

str
xbrl_report_ns(const struct ixbrl *w)
{
	return str_fmt(w->mem, "urn:tertial:report:%.*s:%.*s",
	    STR_ARG(xbrl_name(w->mem, w->x->entity)), STR_ARG(w->d->id));
}

static void
put_member(struct ixbrl *w, struct sb *b, const struct xbrl_member *m)
{
	sb_printf(b, "<xbrldi:explicitMember dimension=\"t:%.*s\">r:%.*s</xbrldi:explicitMember>",
	    STR_ARG(w->x->dim[m->dim].id), STR_ARG(m->id));
}

/* The number of the context with this content: declared the first time. */
static size_t
context_of(struct ixbrl *w, const struct xbrl_fact *f)
{
	struct sb b;
	str content;
	size_t at;

	sb_init(&b, w->mem, 1 << 16);
	sb_lit(&b, "<xbrli:entity><xbrli:identifier scheme=\"");
	xml_text(&b, w->x->entity_scheme);
	sb_lit(&b, "\">");
	xml_text(&b, w->x->entity);
	sb_lit(&b, "</xbrli:identifier></xbrli:entity><xbrli:period>");
	if (w->x->concept[f->concept].instant)
		sb_printf(&b, "<xbrli:instant>%.*s</xbrli:instant>",
		    STR_ARG(date_str(w->mem, f->to)));
	else
		sb_printf(&b,
		    "<xbrli:startDate>%.*s</xbrli:startDate><xbrli:endDate>%.*s</xbrli:endDate>",
		    STR_ARG(date_str(w->mem, f->from)), STR_ARG(date_str(w->mem, f->to)));
	sb_lit(&b, "</xbrli:period>");
	if (f->n_member > 0)
		sb_lit(&b, "<xbrli:scenario>");
	for (int i = 0; i < f->n_member; i++)
		put_member(w, &b, &w->x->member[f->member[i]]);
	if (f->n_member > 0)
		sb_lit(&b, "</xbrli:scenario>");
	must(sb_done(&b, &content));
	at = map_add(&w->context, content, w->n_context + 1);
	if (at != MAP_NONE)
		return at;
	at = ++w->n_context;
	sb_printf(&w->contexts, "<xbrli:context id=\"c%zu\">%.*s</xbrli:context>\n", at,
	    STR_ARG(content));
	return at;
}

/* The id of a unit, declared the first time. */
static str
unit_of(struct ixbrl *w, const struct xbrl_fact *f)
{
	static const struct {
		const char *id, *measure;
	} known[] = {
	    [XBRL_MONEY] = {"SEK", "iso4217:SEK"},
	    [XBRL_PERCENT] = {"pure", "xbrli:pure"},
	    [XBRL_PURE] = {"pure", "xbrli:pure"},
	    [XBRL_HOURS] = {"h", "utr:h"},
	};
	enum xbrl_type type = f->type;
	str id, measure;

	if (type == XBRL_NUMBER) {
		id = str_fmt(w->mem, "u-%.*s", STR_ARG(f->unit));
		measure = str_fmt(w->mem, "r:%.*s", STR_ARG(f->unit));
	} else {
		must((size_t)type < COUNTOF(known));
		id = str_of(known[type].id);
		measure = str_of(known[type].measure);
	}
	if (map_add(&w->unit, id, 1) == MAP_NONE)
		sb_printf(&w->units,
		    "<xbrli:unit id=\"%.*s\"><xbrli:measure>%.*s</xbrli:measure></xbrli:unit>\n",
		    STR_ARG(id), STR_ARG(measure));
	return id;
}

static void
open_number(struct ixbrl *w, struct sb *b, const struct xbrl_fact *f)
{
	const struct xbrl_concept *c = &w->x->concept[f->concept];

	sb_printf(b, "<ix:nonFraction name=\"%s:%.*s\" contextRef=\"c%zu\" unitRef=\"%.*s\"",
	    xbrl_prefix(c->own), STR_ARG(c->id), context_of(w, f), STR_ARG(unit_of(w, f)));
}

static void
put_text_fact(struct ixbrl *w, struct sb *b, const struct xbrl_fact *f, str text)
{
	const struct xbrl_concept *c = &w->x->concept[f->concept];

	sb_printf(b, "<ix:nonNumeric name=\"%s:%.*s\" contextRef=\"c%zu\">", xbrl_prefix(c->own),
	    STR_ARG(c->id), context_of(w, f));
	xml_text(b, text);
	sb_lit(b, "</ix:nonNumeric>");
}

/* The sign is told by an attribute, and stands outside the tagged digits. */
static void
put_number_fact(struct ixbrl *w, const struct xbrl_fact *f, const struct printed *p, str text)
{
	struct sb *b = &w->b;

	xml_text(b, str_sub(text, 0, p->from));
	open_number(w, b, f);
	sb_printf(b, " decimals=\"%d\" scale=\"%d\"%s format=\"ixt:%s\">", p->decimals, p->scale,
	    p->minus ? " sign=\"-\"" : "",
	    w->d->lang == LANG_SV ? "num-comma-decimal" : "num-dot-decimal");
	xml_text(b, str_sub(text, p->from, p->to));
	sb_lit(b, "</ix:nonFraction>");
	xml_text(b, str_sub(text, p->to, text.n));
}

void
ixbrl_fact(struct ixbrl *w, const struct doc_node *n)
{
	size_t at = map_find(&w->fact, n->fact);
	const struct xbrl_fact *f;
	struct printed p;

	if (at == MAP_NONE) {
		xml_text(&w->b, n->text);
		return;
	}
	f = &w->x->fact[at];
	w->asked[at] = true;
	if (f->type == XBRL_TEXT && str_eq(f->text, n->text)) {
		put_text_fact(w, &w->b, f, n->text);
		w->tagged[at] = true;
	} else if (f->type != XBRL_TEXT && printed_find(n->text, f, w->d->lang, &p)) {
		put_number_fact(w, f, &p, n->text);
		w->tagged[at] = true;
	} else {
		xml_text(&w->b, n->text);
	}
}

static void
put_exact(struct ixbrl *w, struct sb *b, const struct xbrl_fact *f)
{
	dec v = f->value;

	if (f->type == XBRL_PERCENT)
		v = dec_mul(v, dec_of(1, 2));
	v = dec_trim(v);
	if (!dec_ok(v))
		return;
	open_number(w, b, f);
	sb_printf(b, " decimals=\"INF\"%s>%.*s</ix:nonFraction>\n",
	    dec_sign(v) < 0 ? " sign=\"-\"" : "", STR_ARG(dec_str(w->mem, dec_abs(v))));
}

void
ixbrl_hidden(struct ixbrl *w, struct sb *b)
{
	for (size_t i = 0; i < w->x->n_fact; i++) {
		const struct xbrl_fact *f = &w->x->fact[i];

		if (!w->asked[i] || w->tagged[i])
			continue;
		if (f->type == XBRL_TEXT)
			put_text_fact(w, b, f, f->text);
		else if (dec_ok(f->value))
			put_exact(w, b, f);
	}
}

static void
put_style(struct ixbrl *w, struct sb *b)
{
	struct sb css;
	str s;

	sb_init(&css, w->mem, 1 << 20);
	sb_str(&css, html_css());
	if (w->d->theme != NULL)
		html_theme(&css, w->d->theme);
	must(sb_done(&css, &s));
	sb_lit(b, "<style type=\"text/css\">\n");
	xml_text(b, s);
	/* Here a chart is a picture in the light colours, whatever the page's. */
	sb_lit(b,
	    ".doc .ix { display: none; }\n"
	    ".page .plain { display: block; max-width: 56rem; padding-block: 1rem 3rem; }\n"
	    ".doc .drawing { background: #fff; padding: .5rem; max-width: 52rem; }\n"
	    ".doc .drawing img { max-width: 100%; height: auto; }\n</style>\n");
}

static void
put_head(struct ixbrl *w, struct sb *b)
{
	sb_lit(b,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:ix=\"http://www.xbrl.org/2013/inlineXBRL\"\n"
	    " xmlns:ixt=\"http://www.xbrl.org/inlineXBRL/transformation/2020-02-12\"\n"
	    " xmlns:link=\"http://www.xbrl.org/2003/linkbase\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"\n"
	    " xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" xmlns:xbrldi=\"http://xbrl.org/2006/xbrldi\"\n"
	    " xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\" xmlns:utr=\"http://www.xbrl.org/2009/utr\"\n"
	    " xmlns:t=\"" XBRL_BASE_NS "\" xmlns:r=\"");
	sb_str(b, xbrl_report_ns(w));
	sb_printf(b,
	    "\" xml:lang=\"%s\">\n<head>\n"
	    "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\"/>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>",
	    w->d->lang == LANG_SV ? "sv" : "en");
	xml_text(b, w->d->title);
	sb_lit(b, " – ");
	xml_text(b, w->d->author);
	sb_lit(b, "</title>\n");
	put_style(w, b);
	sb_lit(b, "</head>\n");
}

static void
put_declarations(struct ixbrl *w, struct sb *b, str hidden)
{
	str contexts, units;

	sb_lit(b, "<div class=\"ix\"><ix:header>\n");
	if (hidden.n > 0) {
		sb_lit(b, "<ix:hidden>\n");
		sb_str(b, hidden);
		sb_lit(b, "</ix:hidden>\n");
	}
	sb_printf(b,
	    "<ix:references><link:schemaRef xlink:type=\"simple\" "
	    "xlink:href=\"../taxonomy/%.*s.xsd\"/></ix:references>\n<ix:resources>\n",
	    STR_ARG(w->d->id));
	if (!sb_done(&w->contexts, &contexts) || !sb_done(&w->units, &units)) {
		b->full = true;
		return;
	}
	sb_str(b, contexts);
	sb_str(b, units);
	sb_lit(b, "</ix:resources>\n</ix:header></div>\n");
}

static void
put_cover(struct ixbrl *w, struct sb *b)
{
	const struct doc *d = w->d;
	const str line[] = {d->organisation, d->subtitle, d->author, d->status_line, d->decision};
	static const char *const class_of[] = {"org", "subtitle", "meta", "meta", "meta"};

	sb_lit(b, "<div class=\"cover\"><div>\n");
	for (size_t i = 0; i < COUNTOF(line); i++) {
		if (i == 1) {
			sb_lit(b, "<h1>");
			xml_text(b, d->title);
			sb_lit(b, "</h1>\n");
		}
		if (line[i].n == 0)
			continue;
		sb_printf(b, "<p class=\"%s\">", class_of[i]);
		xml_text(b, line[i]);
		sb_lit(b, "</p>\n");
	}
	sb_lit(b, "</div></div>\n");
}

static void
put_report(struct ixbrl *w, struct sb *b)
{
	struct sb hidden;
	str h, body;

	sb_init(&hidden, w->mem, OOXML_PART_MAX);
	ixbrl_blocks(w, w->d->root);
	ixbrl_notes(w);
	ixbrl_hidden(w, &hidden);
	if (!sb_done(&hidden, &h) || !sb_done(&w->b, &body)) {
		b->full = true;
		return;
	}
	put_head(w, b);
	sb_lit(b, "<body class=\"doc page\">\n");
	put_declarations(w, b, h);
	put_cover(w, b);
	sb_lit(b, "<div class=\"frame plain\"><div class=\"main\">\n");
	sb_str(b, body);
	sb_lit(b, "</div></div>\n</body>\n</html>\n");
}

void
ixbrl_write(const struct doc *d, const struct xbrl *x, struct sb *b)
{
	struct ixbrl w = {.mem = b->mem, .d = d, .x = x};
	str folder = str_fmt(b->mem, "%.*s/", STR_ARG(d->id)), report;
	struct sb page;
	struct pack z;

	must(d->finished);
	sb_init(&w.b, b->mem, OOXML_PART_MAX);
	sb_init(&w.contexts, b->mem, OOXML_PART_MAX);
	sb_init(&w.units, b->mem, OOXML_PART_MAX);
	sb_init(&page, b->mem, OOXML_PART_MAX);
	map_init(&w.fact, b->mem, 1);
	map_init(&w.context, b->mem, 2);
	map_init(&w.unit, b->mem, 3);
	w.tagged = arena_array(b->mem, x->n_fact + 1, bool);
	w.asked = arena_array(b->mem, x->n_fact + 1, bool);
	for (size_t i = 0; i < x->n_fact; i++)
		map_add(&w.fact, x->fact[i].name, i);
	put_report(&w, &page);
	if (!sb_done(&page, &report)) {
		b->full = true;
		return;
	}
	pack_init(&z, b);
	pack_add(&z, str_fmt(b->mem, "%.*sMETA-INF/reportPackage.json", STR_ARG(folder)),
	    STR("{\"documentInfo\": {\"documentType\": \"https://xbrl.org/report-package/2023/xbri\"}}\n"));
	pack_add(&z, str_fmt(b->mem, "%.*sreports/%.*s.xhtml", STR_ARG(folder), STR_ARG(d->id)),
	    report);
	xbrl_taxonomy(&w, &z, folder);
	pack_end(&z);
}
