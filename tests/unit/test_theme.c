/* test_theme.c -- an organisation's look and pictures: read, kept and exported byte for
 * byte; colours that cannot be seen are told; PDF and HTML take the theme; and an
 * organisation's own outline takes the place of ours. */
#include "base/base64.h"
#include "check.h"
#include "db/migrate.h"
#include "doc/html/html.h"
#include "doc/pdf/pdf.h"
#include "doc/theme.h"
#include "report_made.h"
#include "sys/file.h"
#include "work/export.h"
#include "work/import.h"

#include "../support/pdf_check.h"
#include "../support/png_make.h"

#include <string.h>
#include <unistd.h>

static struct arena mem;
static struct diag d;
static struct err e;

static str
base64_of(str bytes)
{
	struct sb b;
	str out;

	sb_init(&b, &mem, (size_t)16 << 20);
	base64_put(&b, bytes);
	check(sb_done(&b, &out));
	return out;
}

static void
base64(void)
{
	/* RFC 4648, section 10. */
	static const char *const pair[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
	    {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
	static const char *const bad[] = {"Zg=", "Zg", "Z===", "Zh==", "Zm9=", "Zm=v", "Zm9v\n",
	    "Zg==Zg==", "\xc3\xa5zz="};
	str out;

	for (size_t i = 0; i < COUNTOF(pair); i++) {
		check_str(base64_of(str_of(pair[i][0])), pair[i][1]);
		check(base64_read(&mem, str_of(pair[i][1]), &out));
		check_str(out, pair[i][0]);
	}
	for (size_t i = 0; i < COUNTOF(bad); i++)
		check(!base64_read(&mem, str_of(bad[i]), &out));
	char all[256];
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	check(base64_read(&mem, base64_of((str){all, 256}), &out) && str_eq(out, (str){all, 256}));
}

static void
colors(void)
{
	struct doc_theme t = doc_theme_house;
	struct theme_pair p;
	uint32_t rgb = 1;

	check(theme_color_read(STR("#083f78"), &rgb) && rgb == 0x083f78);
	check(theme_color_read(STR("#0Af"), &rgb) && rgb == 0x00aaff);
	check(!theme_color_read(STR("083f78"), &rgb) && !theme_color_read(STR("#08"), &rgb));
	check(!theme_color_read(STR("#08g"), &rgb) && !theme_color_read(STR(""), &rgb));
	/* WCAG 2.2: black on white is 21 : 1; #767676 is the lightest grey of 4.5 : 1. */
	check(theme_contrast(0, 0xffffff) > 20.99 && theme_contrast(0xffffff, 0) < 21.01);
	check(
	    theme_contrast(0x767676, 0xffffff) >= 4.5 && theme_contrast(0x777777, 0xffffff) < 4.5);
	check(theme_mix(0x000000, 0xffffff, 0.5) == 0x808080 &&
	    theme_mix(0x123456, 0, 0) == 0x123456);
	check(theme_contrast(theme_readable(0xffcc00, 0xffffff, 4.5), 0xffffff) >= 4.5);
	check(theme_contrast(theme_readable(0x083f78, 0x10171e, 4.5), 0x10171e) >= 4.5);
	check(theme_readable(0x083f78, 0xffffff, 4.5) == 0x083f78);
	size_t n = 0;
	for (; theme_pair_at(&t, n, &p); n++)
		check(p.ratio >= p.least); /* the house's own look passes */
	check(n > 10);
}

/* ---- a report with a theme ---- */

static bool
build(struct model *m, const char *report, struct doc **doc)
{
	const struct report *r = find_report(m, str_of(report));
	struct report_in in = {.model = m,
	    .report = r,
	    .lang = LANG_SV,
	    .facts = facts_new(&mem, m, &made_money, (struct fact_context){r->body, r->period}),
	    .program = STR("Tertial")};

	diag_init(&d, &mem, 50);
	e = (struct err){0};
	return report_build(&in, &mem, doc, &d, &e);
}

static bool
found(const char *rule)
{
	for (size_t i = 0; i < d.n; i++)
		if (strcmp(d.v[i].rule, rule) == 0)
			return true;
	return false;
}

static bool
told(const char *part)
{
	for (size_t i = 0; i < d.n; i++)
		if (str_find(d.v[i].text[LANG_SV], str_of(part), 0) < d.v[i].text[LANG_SV].n)
			return true;
	return false;
}

static str
picture(void)
{
	return png_make(&mem, &(struct png_kind){.w = 60, .h = 20, .type = 2, .depth = 8});
}

static str
font_file(void)
{
	str out = STR("");

	check(file_read(&mem, STR("third_party/fonts/NotoSansHebrew-Regular.ttf"), (size_t)1 << 20,
	    &out, &e));
	return out;
}

static struct model *
region(const char *body)
{
	struct model *m = made_region(&mem);

	put(m, KIND_asset, "id", "logo.png", "data", str_z(&mem, base64_of(picture())));
	put(m, KIND_asset, "id", "f.ttf", "data", str_z(&mem, base64_of(font_file())));
	put(m, KIND_asset, "id", "skadad.ttf", "data",
	    str_z(&mem, base64_of(STR("\0\1\0\0 not a font at all"))));
	if (body != NULL)
		put(m, KIND_section, "report", "RS-2025-T3", "id", "ett", "level", "1", "title",
		    "Första", "body", body);
	return m;
}

/* Is the font, whose name has six letters and a plus before it, in the file? */
static bool
has_font(struct pdf_reader *r, const char *name)
{
	for (size_t i = 1; i < r->n; i++) {
		const struct pv *v = pdf_object_value(r, i);
		if (v->kind == PV_DICT &&
		    str_has_suffix(pdf_key(r, v, "BaseFont")->text, str_of(name)))
			return true;
	}
	return false;
}

static str
pdf_of(const struct doc *doc, bool ok)
{
	struct pdf_checked k;
	struct sb out;
	str s = STR("");

	e = (struct err){0};
	sb_init(&out, &mem, (size_t)32 << 20);
	check(pdf_write(doc, NULL, &out, &e) == ok);
	if (!ok)
		return s;
	check(sb_done(&out, &s));
	bool sound = pdf_check(&k, &mem, s);
	if (!sound)
		fprintf(stderr, "%.*s", (int)k.report.n, k.report.p);
	check(sound);
	return s;
}

static str
html_of(const struct doc *doc)
{
	struct sb b;
	str s;

	sb_init(&b, &mem, (size_t)32 << 20);
	html_write(doc, NULL, &b);
	check(sb_done(&b, &s));
	return s;
}

static bool
has(str text, const char *part)
{
	return str_find(text, str_of(part), 0) < text.n;
}

static void
themed(void)
{
	struct model *m = region(
	    "Sjukfrånvaron är {{personal.sjukfranvaro.r12}}. \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d.");
	struct doc *doc, *plain;

	built(m);
	check(build(m, "RS-2025-T3", &plain) && plain->theme == NULL);
	put(m, KIND_theme, "id", "a", "deep", "#123c4a", "accent", "#0b6a78", "logo", "logo.png",
	    "logo_text", "Region Exempel", "margin_mm", "25", "indent_mm", "20", "font", "Calibri",
	    "font_regular", "f.ttf");
	built(m);
	check(build(m, "RS-2025-T3", &doc) && doc->theme != NULL);
	check(doc->theme->color[TC_DEEP] == 0x123c4a && doc->theme->color[TC_INK] == 0x1b2430);
	str html = html_of(doc), pdf = pdf_of(doc, true);
	check(has(html, "--band:#123c4a;") && has(html, "\"Calibri\"") &&
	    has(html, "alt=\"Region Exempel\""));
	check(!has(html_of(plain), "--band:#123c4a;"));
	struct pdf_reader r;
	check(pdf_open(&r, &mem, pdf) && has_font(&r, "+Theme-Regular"));
	check(has_font(&r, "+SourceSans3-Regular")); /* for the letters it does not have */
	check(!str_eq(pdf, pdf_of(plain, true)));
	check(str_eq(pdf, pdf_of(doc, true))); /* and again the same bytes */
}

static void
unseen(void)
{
	static const struct {
		const char *field, *value, *rule, *part;
	} bad[] = {
	    {"accent", "#ffcc00", "theme_contrast", "1,5 : 1"},
	    {"deep", "#f0f0f0", "theme_contrast", "4,5 : 1"},
	    {"series2", "#eeeeee", "theme_contrast", "3,0 : 1"},
	    {"met", "#00ff00", "theme_contrast", "met"},
	    {"ink", "svart", "theme_color", "svart"},
	    {"margin_mm", "5", "theme_measure", "margin_mm"},
	    {"margin_top_mm", "300", "theme_measure", "300"},
	    {"font", "Arial\"; }", "theme_font", "Arial"},
	    {"logo", "f.ttf", "theme_logo", "f.ttf"},
	};

	for (size_t i = 0; i < COUNTOF(bad); i++) {
		struct model *m = region("Text.");
		struct doc *doc;
		put(m, KIND_theme, "id", "a", bad[i].field, bad[i].value);
		built(m);
		check(!build(m, "RS-2025-T3", &doc)); /* no half-seen reports */
		check(found(bad[i].rule) && told(bad[i].part));
	}
	/* A font that is none: HTML does without it, PDF says so. */
	struct model *m = region("Text.");
	struct doc *doc;
	put(m, KIND_theme, "id", "a", "font_regular", "skadad.ttf");
	built(m);
	check(build(m, "RS-2025-T3", &doc));
	(void)pdf_of(doc, false);
	check(e.rc == RC_INVALID && has(str_of(e.text[LANG_SV]), "font_regular"));
}

static void
chosen(void)
{
	struct model *m = region("Text.");
	struct doc *doc;

	put(m, KIND_theme, "id", "a", "deep", "#123c4a");
	put(m, KIND_theme, "id", "b", "deep", "#5a1a3c");
	put(m, KIND_report, "id", "RS-2026-T3", "body", "RS", "period", "2026-T3", "title", "Nästa",
	    "theme", "b");
	put(m, KIND_section, "report", "RS-2026-T3", "id", "ett", "title", "Ett", "body", "Text.");
	built(m);
	check(build(m, "RS-2025-T3", &doc) && doc->theme->color[TC_DEEP] == 0x123c4a);
	check(build(m, "RS-2026-T3", &doc) && doc->theme->color[TC_DEEP] == 0x5a1a3c);
}

/* ---- pictures in the text ---- */

static void
pictures(void)
{
	static const char good[] =
	    "Se {{se bild karta}}.\n\n"
	    "::: bild logo.png beskrivning=\"Tre staplar\" rubrik=\"Kartan\" bredd=80 id=karta kalla=\"Egen\"\n";
	static const struct {
		const char *text, *rule;
	} bad[] = {
	    {"::: bild logga.png beskrivning=a rubrik=b\n", "report_picture_near"},
	    {"::: bild f.ttf beskrivning=a rubrik=b\n", "report_picture"},
	    {"::: bild logo.png rubrik=b\n", "report_picture_words"},
	    {"::: bild logo.png beskrivning=a\n", "report_picture_words"},
	    {"::: bild logo.png beskrivning=a rubrik=b bredd=900\n", "theme_measure"},
	};
	struct doc *doc;
	struct model *m = region(good);

	built(m);
	bool ok = build(m, "RS-2025-T3", &doc);
	for (size_t i = 0; !ok && i < d.n; i++)
		fprintf(stderr, "%.*s\n", STR_ARG(d.v[i].text[LANG_SV]));
	check(ok);
	if (ok) {
		str html = html_of(doc);
		check(has(html, "alt=\"Tre staplar\"") && has(html, "Figur 1"));
		check(has(html, "figur 1</a>") && has(html, "Källa: Egen"));
		(void)pdf_of(doc, true);
	}
	for (size_t i = 0; i < COUNTOF(bad); i++) {
		m = region(bad[i].text);
		built(m);
		check(!build(m, "RS-2025-T3", &doc) && found(bad[i].rule));
	}
}

/* ---- outlines ---- */

static void
outlines(void)
{
	struct model *m = region(NULL);
	struct doc *doc;

	put(m, KIND_outline_part, "kind", "delarsrapport", "id", "tva", "sort", "2", "level", "2",
	    "title", "Sedan", "body", "Se {{se avsnitt lage}}.");
	put(m, KIND_outline_part, "kind", "delarsrapport", "id", "lage", "sort", "1", "level", "1",
	    "title", "Läget i korthet", "title_en", "The situation", "body",
	    "Kostnad {{ekonomi.nettokostnad | mkr}}.");
	put(m, KIND_outline_part, "kind", "plan", "id", "x", "title", "Bara planer", "body", "");
	built(m);
	check(build(m, "RS-2025-T2", &doc));
	str html = html_of(doc);
	check(has(html, "Läget i korthet") && has(html, "Sedan") && has(html, "avsnitt 1</a>"));
	check(!has(html, "Bedömning av mål") && !has(html, "Bara planer"));
	/* A report may say what kind it is. */
	put(m, KIND_report, "id", "RS-2027", "body", "RS", "period", "2027", "title", "Plan 2027",
	    "kind", "plan");
	built(m);
	check(build(m, "RS-2027", &doc) && has(html_of(doc), "Bara planer"));
	/* A fault in an outline is told with the part's name and line. */
	put(m, KIND_outline_part, "kind", "arsrapport", "id", "fel", "title", "Fel", "body",
	    "Ett.\n\n{{ekonomi.netokostnad}}");
	built(m);
	check(!build(m, "RS-2024-T3", &doc) && d.n > 0 && d.v[0].line == 3);
	check(told("ekonomi.nettokostnad"));
}

/* ---- files in and out ---- */

static void
put_file(str dir, const char *name, str bytes)
{
	check(file_write(path_join(&mem, dir, str_of(name)), bytes, &e));
}

static bool
import_dir(struct db *db, str dir)
{
	struct import_opts o = {.as = STR(""), .who = STR("test"), .now_us = 1};
	struct import_report rep;

	diag_init(&d, &mem, 50);
	e = (struct err){0};
	return import_paths(db, 1, &dir, 1, &o, &mem, &rep, &d, &e);
}

static void
kept(void)
{
	str dir = str_fmt(&mem, "/tmp/tertial-test-theme-%d", (int)getpid());
	str out = path_join(&mem, dir, STR("ut")), in = path_join(&mem, dir, STR("in")), back;
	const char *path = str_fmt(&mem, "%.*s.db", STR_ARG(dir)).p;
	struct db *db = NULL;
	size_t n;

	check(db_open(&db, path, true, &e) && db_migrate(db, &e));
	put_file(in, "organisation.yaml",
	    STR("organisation:\n  id: x\n  name: X\nbodies:\n  - id: RS\n    name: R\n"));
	put_file(in, "rapport/tema.yaml",
	    STR("themes:\n  - id: t\n    deep: \"#123c4a\"\n    logo: logo.png\n    logo_text: X\n"));
	put_file(in, "rapport/disposition.yaml",
	    STR("outline:\n  - kind: plan\n    id: a\n    level: 1\n    title: A\n    body: |\n      Text.\n"));
	put_file(in, "rapport/filer/logo.png", picture());
	check(import_dir(db, in));
	check(export_dir(db, 1, STR(""), out, &mem, &n, &e) && n == 4);
	check(file_read(&mem, path_join(&mem, out, STR("rapport/filer/logo.png")), 1 << 20, &back,
	    &e));
	check(str_eq(back, picture()));
	check(import_dir(db, out)); /* what was exported changes nothing */
	/* Not a picture; too large; a logo that is not there. */
	put_file(in, "rapport/filer/logo.png", STR("<svg/>"));
	check(!import_dir(db, in) && found("import_bad_file"));
	char *large = arena_array(&mem, (size_t)5 << 20, char);
	memcpy(large, "\xff\xd8\xff", 3);
	put_file(in, "rapport/filer/logo.png", (str){large, (size_t)5 << 20});
	check(!import_dir(db, in) && found("import_bad_file"));
	put_file(in, "rapport/filer/logo.png", picture());
	put_file(in, "rapport/tema.yaml", STR("themes:\n  - id: t\n    logo: finns-inte.png\n"));
	check(!import_dir(db, in) && told("finns-inte.png"));
	db_close(db);
	(void)unlink(path);
	(void)system(str_fmt(&mem, "rm -rf %.*s", STR_ARG(dir)).p);
}

int
main(void)
{
	arena_init(&mem, (size_t)2 << 30);
	base64();
	colors();
	themed();
	unseen();
	chosen();
	pictures();
	outlines();
	kept();
	arena_end(&mem);
	return check_done();
}
