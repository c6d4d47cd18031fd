/* The template reader and expander by themselves: a toy host, faults, limits. */
#include "check.h"
#include "fmt/markdown.h"
#include "fmt/template.h"

#include <string.h>

static struct arena mem;
static struct diag d;

static const struct tpl_rule blocks[] = {
    {.name = "tabell", .pos = "slag", .named = "id enhet", .pos_min = 1},
    {.name = "ruta", .pos = "rubrik", .named = "typ", .container = true},
    {.name = "infoga", .pos = "id", .named = "", .pos_min = 1},
};
static const struct tpl_rule loops[] = {
    {.name = "mal", .pos = "", .named = "", .fields = "id namn"}};
static const struct tpl_rule verbs[] = {{.name = "riktning", .open = true}};
static const struct tpl_grammar grammar = {blocks, loops, verbs, 3, 1, 1};

static bool
value(void *ctx, struct arena *a, str name, struct place at, struct tpl_value *out, struct diag *dg)
{
	static const struct msg unknown[1] = {{{"okänt {1}", "unknown {1}"}}};

	(void)ctx;
	(void)a;
	if (str_eq(name, STR("fem")))
		*out = (struct tpl_value){.kind = TPL_NUMBER, .number = dec_int(5)};
	else if (str_eq(name, STR("ord")))
		*out = (struct tpl_value){.kind = TPL_TEXT, .text = STR("ja")};
	else if (str_eq(name, STR("tom")) || str_has_prefix(name, STR("a:")))
		*out = (struct tpl_value){.kind = TPL_NONE};
	else
		diag_add(dg, SEV_ERROR, at, unknown, ARG(name));
	return str_find(STR(" fem ord tom "), name, 0) < 13 || str_has_prefix(name, STR("a:"));
}

static bool
show(void *ctx, struct arena *a, const struct tpl_call *c, struct tpl_shown *out, struct diag *dg)
{
	struct tpl_value v = {0};

	(void)ctx;
	if (c->name.n > 0) {
		out->text = str_fmt(a, "<%.*s %zu>", STR_ARG(c->name), c->n_arg);
		return true;
	}
	if (str_eq(c->arg[0].value, STR("farlig"))) {
		out->text = STR("**fet** | <b>");
		return true;
	}
	if (!value(NULL, a, c->arg[0].value, c->at, &v, dg))
		return false;
	out->text = str_fmt(a, "%.*s/%.*s", STR_ARG(c->arg[0].value), STR_ARG(c->format));
	return true;
}

static bool
items(void *ctx, struct arena *a, const struct tpl_call *c, const struct tpl_item **out, size_t *n,
    struct diag *dg)
{
	struct tpl_item *it = arena_array(a, 2, struct tpl_item);

	(void)ctx;
	(void)c;
	(void)dg;
	for (int i = 0; i < 2; i++) {
		struct tpl_value *f = arena_array(a, 2, struct tpl_value);
		f[0] = (struct tpl_value){.kind = TPL_TEXT, .text = str_fmt(a, "m%d", i + 1)};
		f[1] = (struct tpl_value){.kind = TPL_TEXT, .text = str_fmt(a, "Mål *%d*", i + 1)};
		it[i].field = f;
	}
	*out = it;
	*n = 2;
	return true;
}

static bool
include(void *ctx, struct arena *a, str id, struct place at, str *text, str *file, struct diag *dg)
{
	(void)ctx;
	(void)a;
	(void)at;
	(void)dg;
	*file = id;
	*text = str_eq(id, STR("sig")) ? STR("::: infoga sig") : STR("inlagd {{fem}}");
	return true;
}

static const struct tpl_host host = {
    .grammar = &grammar, .value = value, .show = show, .items = items, .include = include};

static bool
expand(str in, struct tpl_text *out)
{
	const struct tpl_node *root;

	diag_init(&d, &mem, 20);
	return tpl_read(&mem, in, STR("t.md"), 0, &grammar, &root, &d) &&
	    tpl_expand(&mem, root, &host, out, &d);
}

/* Holes are written as «text». */
static str
flat(const struct tpl_text *t)
{
	struct sb b;
	str out;

	sb_init(&b, &mem, 1 << 20);
	for (size_t i = 0; i < t->md.n;) {
		size_t from = i;
		const struct tpl_hole *h = tpl_hole_of(t, utf8_next(t->md, &i));
		if (h == NULL)
			sb_str(&b, str_sub(t->md, from, i));
		else if (h->kind == TPL_HOLE_SHOWN)
			sb_printf(&b, "\xc2\xab%.*s\xc2\xbb", STR_ARG(h->shown.text));
		else
			sb_printf(&b, "[%.*s:%.*s]", STR_ARG(h->call.name),
			    STR_ARG(h->body != NULL ? flat(h->body) : STR("")));
	}
	check(sb_done(&b, &out));
	return out;
}

static void
gives(const char *in, const char *want)
{
	struct tpl_text t;

	check(expand(str_of(in), &t));
	if (d.n > 0)
		fprintf(stderr, "%s: %.*s\n", in, STR_ARG(d.v[0].text[LANG_SV]));
	check_str(flat(&t), want);
}

/* The first finding: rule, line and column. */
static void
faults(const char *in, const char *rule, int line, int col)
{
	struct tpl_text t = {0};

	check(!expand(str_of(in), &t));
	check(d.n > 0);
	if (d.n == 0)
		return;
	if (strcmp(d.v[0].rule, rule) != 0)
		fprintf(stderr, "%s: %s\n", in, d.v[0].rule);
	check(strcmp(d.v[0].rule, rule) == 0);
	check_i64(d.v[0].line, line);
	check_i64(d.v[0].col, col);
	check(strcmp(d.v[0].rule, "unknown") == 0 || str_eq(d.v[0].file, STR("t.md")) ||
	    strcmp(rule, "tpl_include_self") == 0);
}

static void
texts(void)
{
	gives("", "");
	gives("a {{fem}} b", "a «fem/» b");
	gives("{{ fem | 1 kort }}", "«fem/1 kort»");
	gives("{{fem kort}}", "«fem/kort»");
	gives("\\{{fem}}", "{{fem}}");
	gives("å {{# bort }}b", "å b");
	gives("{{riktning fem mot ord}}", "«<riktning 3>»");
	gives("rad\n{{# bort }}\nrad", "rad\nrad");
	gives("a\r\nb", "a\nb");
	gives("{{om fem > 4,5}}ja{{annars}}nej{{slut}}", "ja");
	gives("{{om fem > 5}}a{{annars om fem=5}}b{{annars}}c{{slut}}", "b");
	gives("{{om inte (fem < 3 eller fem > 9) och ord = \"ja\"}}x{{slut}}", "x");
	gives("{{om finns tom}}a{{annars}}b{{slut}}{{om saknas a:k=v}}c{{slut}}", "bc");
	gives("{{om fem = 5 kr}}a{{slut}}{{om fem < 1 tkr}}b{{slut}}{{om fem < 1 mkr}}c{{slut}}",
	    "abc");
	gives("{{för mål}}\n- {{mål.namn}}\n{{slut}}", "- «Mål *1*»\n- «Mål *2*»\n");
	gives("x{{not}}n {{fem}}{{slut}}y", "x[not:n «fem/»]y");
	gives("::: tabell resultat id=\"två ord\"", "\n[tabell:]\n\n");
	gives("::: ruta\ntext\n:::\nefter", "\n[ruta:text\n]\n\nefter");
	gives("a\n::: infoga text\nb", "a\n\ninlagd «fem/»\n\nb");
	gives("{{om fem = 5}}\n::: tabell x\n{{slut}}", "\n[tabell:]\n\n");
}

static void
all_faults(void)
{
	faults("a {{fem", "tpl_hole_open", 1, 3);
	faults("{{}}", "tpl_hole_empty", 1, 1);
	faults("åä {{sex}}", "unknown", 1, 4);
	faults("::: tabel x", "tpl_block_near", 1, 5);
	faults("::: zzzzzzzz", "tpl_block_unknown", 1, 5);
	faults("::: tabell", "tpl_arg_missing", 1, 1);
	faults("::: tabell x enhett=RS", "tpl_arg_near", 1, 14);
	faults("::: tabell x y", "tpl_arg_many", 1, 14);
	faults("::: tabell x id=a id=b", "tpl_arg_twice", 1, 19);
	faults("::: tabell x id=\"a", "tpl_quote_open", 1, 14);
	faults("{{för mal}}a", "tpl_unclosed", 1, 1);
	faults("{{för uppdra}}a{{slut}}", "tpl_loop_unknown", 1, 1);
	faults("a{{slut}}", "tpl_end_stray", 1, 2);
	faults("{{annars}}", "tpl_end_stray", 1, 1);
	faults(":::", "tpl_close_stray", 1, 1);
	faults("::: ruta\n{{om fem > 1}}\n:::\n{{slut}}", "tpl_unclosed", 2, 1);
	faults("{{om fem >}}a{{slut}}", "tpl_condition_end", 1, 11);
	faults("{{om fem > 3 4}}a{{slut}}", "tpl_condition", 1, 14);
	faults("{{om}}a{{slut}}", "tpl_condition_end", 1, 3);
	faults("{{om tom > 3}}a{{slut}}", "tpl_compare_missing", 1, 6);
	faults("{{om ord > 3}}a{{slut}}", "tpl_compare_kind", 1, 6);
	faults("{{om ord < \"nej\"}}a{{slut}}", "tpl_compare_kind", 1, 6);
	faults("{{fem:a=$mal.id}}", "tpl_var_unknown", 1, 3);
	faults("::: infoga sig", "tpl_include_self", 1, 1);
	check(d.n_err == 1);
	/* every fault of a text is told at once */
	struct tpl_text t;
	check(!expand(STR("{{sex}}\n{{sju}}\n"), &t));
	check_i64((int64_t)d.n_err, 2);
}

/* A million of anything ends in a finding, not in a fall. */
static void
limits(void)
{
	struct sb b;
	str s;
	struct tpl_text t;

	sb_init(&b, &mem, (size_t)4 << 20);
	for (int i = 0; i < 100; i++)
		sb_lit(&b, "{{om fem > 1}}");
	check(sb_done(&b, &s));
	check(!expand(s, &t));
	sb_init(&b, &mem, (size_t)4 << 20);
	for (int i = 0; i < TPL_HOLES_MAX + 1; i++)
		sb_lit(&b, "{{fem}}");
	check(sb_done(&b, &s));
	check(!expand(s, &t));
	sb_init(&b, &mem, (size_t)4 << 20);
	sb_lit(&b, "{{om ");
	for (int i = 0; i < 10000; i++)
		sb_lit(&b, "fem > 1 och ");
	sb_lit(&b, "fem > 1}}a{{slut}}");
	check(sb_done(&b, &s));
	check(!expand(s, &t));
	sb_init(&b, &mem, (size_t)4 << 20);
	for (int i = 0; i < 15; i++)
		sb_lit(&b, "{{för mal}}");
	sb_lit(&b, "x");
	for (int i = 0; i < 15; i++)
		sb_lit(&b, "{{slut}}");
	check(sb_done(&b, &s));
	check(!expand(s, &t)); /* 2^15 rounds */
	check(strcmp(d.v[0].rule, "tpl_rounds_many") == 0);
	char *big = arena_array(&mem, TPL_TEXT_MAX + 1, char);
	memset(big, 'a', TPL_TEXT_MAX + 1);
	check(!expand((str){big, TPL_TEXT_MAX + 1}, &t));
}

/* What a hole holds is not markup, and the text cannot make holes of its own. */
static void
safety(void)
{
	struct tpl_text t;
	struct md_node *root;
	struct err e = {0};

	check(expand(STR("| a | b |\n|---|---|\n| {{farlig}} | **{{fem}}** |\n"), &t));
	check(md_read(&mem, t.md, &root, &e));
	check(root->first->kind == MD_TABLE && root->first->next == NULL);
	const struct md_node *cell = root->first->first->next->first;
	check(cell->first->kind == MD_TEXT && cell->first->next == NULL);
	check(cell->next->first->kind == MD_STRONG);
	check(expand(STR("\xf3\xb0\x80\x80 och \xff\xf4\x80\x80\x80"), &t));
	check_str(t.md, "\xef\xbf\xbd och \xef\xbf\xbd\xef\xbf\xbd");
	check(t.n_hole == 0);
}

static void
places(void)
{
	struct tpl_text t;

	check(expand(STR("rad\n\n  två {{fem}} tre\n"), &t));
	struct place at = tpl_place_of(&t, str_find(t.md, STR("tre"), 0));
	check_i64(at.line, 3);
	check(str_eq(
	    tpl_nearest(STR("NETOKOSTNAD"), (const str[]){STR("budget"), STR("nettokostnad")}, 2),
	    STR("nettokostnad")));
	check(tpl_nearest(STR("zz"), (const str[]){STR("budget")}, 1).n == 0);
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	texts();
	all_faults();
	limits();
	safety();
	places();
	arena_end(&mem);
	return check_done();
}
