/* test_ixbrl.c -- Inline XBRL of a made tree and of the example's report: well-formed,
 * every reference leads somewhere, every tag says the exact value as it is printed,
 * duplicates agree, sums hold. */
#include "doc/ixbrl/ixbrl_priv.h"
#include "work/report_xbrl.h"
#include "check.h"
#include "example_view.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

static struct arena mem;

/* What a tag says, as its reader counts it. */
struct told {
	str name, context, unit, text;
	int decimals, scale;
	bool minus, hidden, exact;
	dec value;
};

struct reader {
	XML_Parser xml;
	struct told tag[4000];
	size_t n_tag;
	str context[1000], unit[20], used_context[4000];
	size_t n_context, n_unit;
	bool in_hidden;
	struct told *open;
	int tags_in_tag;
};

static str
attr(const XML_Char **at, const char *name)
{
	for (; *at != NULL; at += 2)
		if (strcmp(*at, name) == 0)
			return str_dup(&mem, str_of(at[1]));
	return STR("");
}

static void
on_start(void *ctx, const XML_Char *name, const XML_Char **at)
{
	struct reader *r = ctx;

	if (strcmp(name, "ix:hidden") == 0)
		r->in_hidden = true;
	if (strcmp(name, "xbrli:context") == 0)
		r->context[r->n_context++] = attr(at, "id");
	if (strcmp(name, "xbrli:unit") == 0)
		r->unit[r->n_unit++] = attr(at, "id");
	r->tags_in_tag += r->open != NULL;
	if (strcmp(name, "ix:nonFraction") != 0 && strcmp(name, "ix:nonNumeric") != 0)
		return;
	struct told *t = r->open = &r->tag[r->n_tag++];
	int64_t v = 0;
	*t = (struct told){.name = attr(at, "name"),
	    .context = attr(at, "contextRef"),
	    .unit = attr(at, "unitRef"),
	    .minus = str_eq(attr(at, "sign"), STR("-")),
	    .exact = str_eq(attr(at, "decimals"), STR("INF")),
	    .hidden = r->in_hidden};
	if (str_i64(attr(at, "scale"), &v))
		t->scale = (int)v;
	if (!t->exact && t->unit.n > 0) {
		check(str_i64(attr(at, "decimals"), &v));
		t->decimals = (int)v;
		check_str(attr(at, "format"), "ixt:num-comma-decimal");
	}
}

static void
on_text(void *ctx, const XML_Char *s, int n)
{
	struct reader *r = ctx;

	if (r->open != NULL)
		r->open->text = str_fmt(&mem, "%.*s%.*s", STR_ARG(r->open->text), n, s);
}

/* num-comma-decimal of registry 4: digits in groups by a space, a comma. */
static dec
transformed(str text, bool exact)
{
	char digits[64];
	size_t n = 0;
	dec v;

	for (size_t i = 0; i < text.n && n < sizeof digits; i++) {
		if (text.p[i] == '\xc2' && i + 1 < text.n && text.p[i + 1] == '\xa0')
			i++;
		else
			digits[n++] = !exact && text.p[i] == ',' ? '.' : text.p[i];
	}
	return dec_parse((str){digits, n}, '.', &v) ? v : dec_bad();
}

static void
on_end(void *ctx, const XML_Char *name)
{
	struct reader *r = ctx;

	if (strcmp(name, "ix:hidden") == 0)
		r->in_hidden = false;
	if (r->open == NULL || strncmp(name, "ix:", 3) != 0)
		return;
	struct told *t = r->open;
	r->open = NULL;
	if (t->unit.n == 0)
		return;
	t->value = transformed(t->text, t->exact);
	check(dec_ok(t->value) && dec_sign(t->value) >= 0);
	if (t->scale > 0)
		for (int i = 0; i < t->scale; i++)
			t->value = dec_mul(t->value, dec_int(10));
	else
		t->value = dec_mul(t->value, dec_of(1, -t->scale));
	if (t->minus)
		t->value = dec_neg(t->value);
}

static void
read_page(struct reader *r, str page)
{
	*r = (struct reader){.xml = XML_ParserCreate(NULL)};
	XML_SetUserData(r->xml, r);
	XML_SetElementHandler(r->xml, on_start, on_end);
	XML_SetCharacterDataHandler(r->xml, on_text);
	check(XML_Parse(r->xml, page.p, (int)page.n, 1) == XML_STATUS_OK);
	if (XML_GetErrorCode(r->xml) != XML_ERROR_NONE)
		fprintf(stderr, "line %lu: %s\n", XML_GetCurrentLineNumber(r->xml),
		    XML_ErrorString(XML_GetErrorCode(r->xml)));
	XML_ParserFree(r->xml);
	check_i64(r->tags_in_tag, 0);
}

static str
part(str file, str name)
{
	zip_source_t *src = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	const char *path = str_z(&mem, name);
	zip_stat_t st;

	check(z != NULL);
	if (z == NULL || zip_stat(z, path, 0, &st) != 0) {
		check(!"the part is there");
		return STR("");
	}
	char *p = arena_alloc(&mem, st.size + 1, 1);
	zip_file_t *f = zip_fopen(z, path, 0);
	check(f != NULL && zip_fread(f, p, st.size) == (zip_int64_t)st.size);
	zip_fclose(f);
	zip_close(z);
	return (str){p, st.size};
}

static bool
has(str s, str what)
{
	return str_find(s, what, 0) < s.n;
}

static bool
in_list(const str *v, size_t n, str x)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i], x))
			return true;
	return false;
}

/* Every context and unit is declared once and used; every tag refers to one. */
static void
check_references(const struct reader *r)
{
	size_t lost = 0, idle = 0;

	for (size_t i = 0; i < r->n_tag; i++) {
		const struct told *t = &r->tag[i];
		lost += !in_list(r->context, r->n_context, t->context);
		lost += t->unit.n > 0 && !in_list(r->unit, r->n_unit, t->unit);
	}
	for (size_t i = 0; i < r->n_context; i++) {
		bool used = false;
		for (size_t k = 0; k < r->n_tag; k++)
			used = used || str_eq(r->tag[k].context, r->context[i]);
		idle += !used;
		lost += in_list(r->context, i, r->context[i]);
	}
	for (size_t i = 0; i < r->n_unit; i++) {
		bool used = false;
		for (size_t k = 0; k < r->n_tag; k++)
			used = used || str_eq(r->tag[k].unit, r->unit[i]);
		idle += !used;
	}
	check_i64((int64_t)lost, 0);
	check_i64((int64_t)idle, 0);
}

/* Half a unit of the last place that the tag vouches for. */
static dec
slack(const struct told *t)
{
	dec half = dec_of(5, 1);

	if (t->exact)
		return dec_int(0);
	for (int i = 0; i < -t->decimals; i++)
		half = dec_mul(half, dec_int(10));
	return t->decimals > 0 ? dec_mul(half, dec_of(1, t->decimals)) : half;
}

static bool
same_place(const struct told *a, const struct told *b)
{
	return str_eq(a->name, b->name) && str_eq(a->context, b->context) &&
	    str_eq(a->unit, b->unit);
}

static void
check_duplicates(const struct reader *r)
{
	size_t off = 0;

	for (size_t i = 0; i < r->n_tag; i++)
		for (size_t k = 0; k < i; k++) {
			const struct told *a = &r->tag[i], *b = &r->tag[k];
			if (!same_place(a, b))
				continue;
			if (a->unit.n == 0)
				off += !str_eq(a->text, b->text);
			else
				off += dec_cmp(dec_abs(dec_sub(a->value, b->value)),
				           dec_add(slack(a), slack(b))) > 0;
		}
	check_i64((int64_t)off, 0);
}

static const struct told *
tag_of(const struct reader *r, str name, str context)
{
	const struct told *best = NULL;

	for (size_t i = 0; i < r->n_tag; i++)
		if (str_eq(r->tag[i].name, name) && str_eq(r->tag[i].context, context) &&
		    (best == NULL || dec_cmp(slack(&r->tag[i]), slack(best)) < 0))
			best = &r->tag[i];
	return best;
}

/* Calculations 1.1: where a total and all its parts stand in one context, the sum of the
 * parts may differ by what their rounding allows and no more.  Returns how many hold. */
static int
check_sums(const struct reader *r)
{
	int held = 0;

	for (size_t i = 0; i < fact_sums_n; i++) {
		if (i > 0 && strcmp(fact_sums[i].total, fact_sums[i - 1].total) == 0)
			continue;
		str total = str_fmt(&mem, "t:%s", fact_sums[i].total);
		for (size_t c = 0; c < r->n_context; c++) {
			const struct told *t = tag_of(r, total, r->context[c]);
			dec sum = dec_int(0), room;
			bool all = t != NULL;
			if (!all)
				continue;
			room = slack(t);
			for (size_t k = i; all && k < fact_sums_n &&
			     strcmp(fact_sums[k].total, fact_sums[i].total) == 0;
			     k++) {
				const struct told *p = tag_of(r,
				    str_fmt(&mem, "t:%s", fact_sums[k].part), r->context[c]);
				all = p != NULL;
				if (!all)
					break;
				sum = dec_add(sum, dec_mul(p->value, dec_int(fact_sums[k].weight)));
				room = dec_add(room, slack(p));
			}
			if (!all)
				continue;
			held++;
			if (dec_cmp(dec_abs(dec_sub(sum, t->value)), room) > 0)
				fprintf(stderr, "%.*s in %.*s\n", STR_ARG(total),
				    STR_ARG(r->context[c]));
			check(dec_cmp(dec_abs(dec_sub(sum, t->value)), room) <= 0);
		}
	}
	return held;
}

/* (X1) against the facts themselves: by name and context the exact value is known. */
static void
check_values(const struct reader *r, const struct xbrl *x)
{
	size_t found = 0;

	for (size_t i = 0; i < r->n_tag; i++) {
		const struct told *t = &r->tag[i];
		str id = str_sub(t->name, 2, t->name.n);
		bool ok = false;
		for (size_t k = 0; !ok && k < x->n_fact; k++) {
			const struct xbrl_fact *f = &x->fact[k];
			if (!str_eq(x->concept[f->concept].id, id))
				continue;
			if (t->unit.n == 0) {
				ok = str_eq(f->text, t->text);
				continue;
			}
			dec v = f->type == XBRL_PERCENT ? dec_mul(f->value, dec_of(1, 2))
			                                : f->value;
			ok = dec_cmp(dec_abs(dec_sub(v, t->value)), slack(t)) <= 0;
		}
		found += ok;
		if (!ok)
			fprintf(stderr, "no such value: %.*s %.*s\n", STR_ARG(t->name),
			    STR_ARG(t->text));
	}
	check_i64((int64_t)found, (int64_t)r->n_tag);
}

/* What a schema and its linkbases point at is there, once. */
static void
check_taxonomy(str file, const char *id)
{
	static const char *const end[] = {".xsd", "-lab.xml", "-pre.xml", "-def.xml"};
	str base = part(file, str_fmt(&mem, "%s/taxonomy/tertial-1.xsd", id));
	str own = part(file, str_fmt(&mem, "%s/taxonomy/%s.xsd", id, id));

	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < COUNTOF(end); i++) {
			str s = part(file,
			    str_fmt(&mem, "%s/taxonomy/%s%s", id, k == 0 ? "tertial-1" : id,
			        end[i]));
			XML_Parser p = XML_ParserCreate(NULL);
			check(XML_Parse(p, s.p, (int)s.n, 1) == XML_STATUS_OK);
			XML_ParserFree(p);
			size_t lost = 0;
			for (size_t at = 0; (at = str_find(s, STR("xlink:href=\""), at)) < s.n;) {
				at += 12;
				str href = str_sub(s, at, str_find_byte(s, '"', at));
				size_t hash = str_find_byte(href, '#', 0);
				if (hash == href.n || str_has_prefix(href, STR("http")))
					continue;
				str frag = str_sub(href, hash + 1, href.n);
				bool of_base = str_has_prefix(href, STR("tertial-1"));
				bool there = has(of_base ? base : own,
				    str_fmt(&mem, " id=\"%.*s\"", STR_ARG(frag)));
				lost += !there;
				if (!there)
					fprintf(stderr, "nowhere: %.*s\n", STR_ARG(href));
			}
			check_i64((int64_t)lost, 0);
		}
}

static void
example(void)
{
	static struct reader r;
	struct example ex = {0};
	struct err e = {0};
	struct sb b;
	struct xbrl x;
	str file = STR(""), again;

	check(example_open(&mem, "ixbrl", "2025-T3", &ex));
	if (ex.d == NULL)
		return;
	const struct view *v = &ex.v;
	const struct doc *d = ex.d;
	sb_init(&b, &mem, (size_t)64 << 20);
	check(report_ixbrl(v, d, &b, &e) && sb_done(&b, &file));
	check(report_xbrl(v, d, &x, &e));
	read_page(&r, part(file, STR("rs-2025-t3/reports/rs-2025-t3.xhtml")));
	check(r.n_tag > 300 && r.n_context > 50);
	check_references(&r);
	check_duplicates(&r);
	check_values(&r, &x);
	check(check_sums(&r) >= 20);
	check_taxonomy(file, "rs-2025-t3");
	size_t hidden = 0;
	for (size_t i = 0; i < r.n_tag; i++)
		hidden += r.tag[i].hidden;
	check(hidden > 0 && hidden < 20);
	sb_init(&b, &mem, (size_t)64 << 20);
	check(report_ixbrl(v, d, &b, &e) && sb_done(&b, &again) && str_eq(file, again));
	example_end(&ex);
}

static struct xbrl_fact
made(enum xbrl_type type, dec value)
{
	return (struct xbrl_fact){.type = type, .value = value};
}

static void
numbers(void)
{
	static const struct {
		const char *text;
		enum xbrl_type type;
		int64_t coef;
		int dec, scale, decimals;
		bool minus;
		const char *digits; /* NULL: no number */
	} row[] = {
	    {"4\xc2\xa0"
	     "076 miljoner kronor",
	        XBRL_MONEY, 407617149350, 2, 6, -6, false,
	        "4\xc2\xa0"
	        "076"},
	    {"\xe2\x88\x92"
	     "83",
	        XBRL_MONEY, -8250649350, 2, 6, -6, true, "83"},
	    {"89 miljoner kronor", XBRL_MONEY, -8949350648, 2, 6, -6, true, "89"},
	    {"5,3 %", XBRL_PERCENT, 53, 1, -2, 3, false, "5,3"},
	    {"drygt 6,7 Mkr", XBRL_MONEY, 674, -2, 6, -5, false, NULL},
	    {"drygt 6,7 Mkr", XBRL_MONEY, 674000000, 2, 6, -5, false, "6,7"},
	    {"+70", XBRL_MONEY, 70000, 0, 3, -3, false, "70"},
	    {"0", XBRL_MONEY, 0, 0, 0, 0, false, "0"},
	    {"sex", XBRL_PURE, 6, 0, 0, 0, false, NULL},
	    {"7", XBRL_PURE, 6, 0, 0, 0, false, NULL},
	    {"12,5 platser", XBRL_NUMBER, 125, 1, 0, 1, false, "12,5"},
	    {"", XBRL_PURE, 6, 0, 0, 0, false, NULL},
	    {"1,", XBRL_PURE, 1, 0, 0, 0, false, "1"},
	};

	for (size_t i = 0; i < COUNTOF(row); i++) {
		struct xbrl_fact f = made(row[i].type,
		    row[i].dec < 0 ? dec_bad() : dec_of(row[i].coef, row[i].dec));
		struct printed p;
		str text = str_of(row[i].text);
		bool got = printed_find(text, &f, LANG_SV, &p);
		check(got == (row[i].digits != NULL));
		if (!got || row[i].digits == NULL)
			continue;
		check_str(str_sub(text, p.from, p.to), row[i].digits);
		check_i64(p.scale, row[i].scale);
		check_i64(p.decimals, row[i].decimals);
		check(p.minus == row[i].minus);
	}
	check_str(xbrl_name(&mem, STR("5 å:x")), "_5_20_e5_3ax");
	check_str(xbrl_name(&mem, STR("enhet.RS-2_b")), "enhet.RS-2_b");
}

/* Texts that would be markup, a figure nobody knows, notes and every kind of block. */
static void
hostile(void)
{
	static struct reader r;
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	const struct xbrl_concept concept[] = {
	    {.id = STR("a"), .label = {STR("<A>"), STR("&")}, .abstract = true},
	    {.id = STR("a.b"), .label = {STR("]]>"), STR("b")}, .type = XBRL_MONEY}};
	struct xbrl_fact fact[] = {{.name = STR("a.b:period=2025"),
	    .concept = 1,
	    .type = XBRL_MONEY,
	    .from = {2025, 1, 1},
	    .to = {2025, 12, 31},
	    .value = dec_int(-1500)}};
	struct xbrl x = {.entity_scheme = STR("urn:\"x"),
	    .entity = STR("<1>"),
	    .concept = concept,
	    .n_concept = 2,
	    .fact = fact,
	    .n_fact = 1};
	struct doc *d = doc_new(&mem, LANG_SV);
	struct err e;
	struct sb b;
	str file;

	d->title = d->author = d->organisation = STR("</title>&\x01");
	d->id = STR("x");
	struct doc_node *p = doc_para(d, d->root, STR("<ix:hidden>"));
	doc_fact(d, p, STR("a.b:period=2025"),
	    STR("\xe2\x88\x92"
	        "2 tkr <"));
	doc_fact(d, p, STR("nobody"), STR("5"));
	doc_text(d, doc_add(d, p, DOC_FOOTNOTE), STR("not & <b>"));
	struct doc_node *t = doc_table(d, d->root, STR("\"<>"), STR("tkr"), col, 2);
	doc_cell(d, doc_row(d, t, DOC_ROW_HEAD), STR("<th>"));
	check(doc_finish(d, &e));
	sb_init(&b, &mem, 4u << 20);
	ixbrl_write(d, &x, &b);
	check(sb_done(&b, &file));
	str page = part(file, STR("x/reports/x.xhtml"));
	read_page(&r, page);
	check_i64((int64_t)r.n_tag, 1);
	check(r.tag[0].minus && dec_cmp(r.tag[0].value, dec_int(-2000)) == 0);
	check(!has(page, STR("<ix:hidden>")));
	check(has(page, STR("&lt;ix:hidden&gt;")));
	/* In words alone it is told exactly, out of sight. */
	p->first->next->text = STR("en del");
	sb_init(&b, &mem, 4u << 20);
	ixbrl_write(d, &x, &b);
	check(sb_done(&b, &file));
	read_page(&r, part(file, STR("x/reports/x.xhtml")));
	check(r.n_tag == 1 && r.tag[0].hidden && r.tag[0].exact &&
	    dec_cmp(r.tag[0].value, dec_int(-1500)) == 0);
	/* A builder that is too small says so. */
	sb_init(&b, &mem, 500);
	ixbrl_write(d, &x, &b);
	check(!sb_done(&b, &file));
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	numbers();
	hostile();
	example();
	arena_end(&mem);
	return check_done();
}
