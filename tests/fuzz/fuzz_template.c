/* Any bytes as the text of a section: read, expanded by a host that knows
 * everything, and read as Markdown.  No hole may be lost or come from nowhere. */
#include "fmt/markdown.h"
#include "fmt/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct tpl_rule blocks[] = {
    {.name = "tabell", .pos = "slag", .named = "id enhet", .pos_min = 1},
    {.name = "ruta", .pos = "rubrik", .named = "typ", .container = true},
    {.name = "infoga", .pos = "id", .named = "", .pos_min = 1},
};
static const struct tpl_rule loops[] = {{.name = "mal", .pos = "", .named = "", .fields = "id"}};
static const struct tpl_rule verbs[] = {{.name = "se", .open = true}};
static const struct tpl_grammar grammar = {blocks, loops, verbs, 3, 1, 1};

static bool
value(void *ctx, struct arena *a, str name, struct place at, struct tpl_value *out, struct diag *d)
{
	(void)ctx;
	(void)a;
	(void)at;
	(void)d;
	*out = (struct tpl_value){.kind = name.n % 3 == 0 ? TPL_NONE : TPL_NUMBER,
	    .number = dec_int((int64_t)name.n),
	    .text = name};
	if (name.n % 3 == 1)
		out->kind = TPL_TEXT;
	return true;
}

static bool
show(void *ctx, struct arena *a, const struct tpl_call *c, struct tpl_shown *out, struct diag *d)
{
	(void)ctx;
	(void)a;
	(void)d;
	out->text = c->n_arg > 0 ? c->arg[0].value : c->format;
	return true;
}

static bool
items(void *ctx, struct arena *a, const struct tpl_call *c, const struct tpl_item **out, size_t *n,
    struct diag *d)
{
	struct tpl_value *v = arena_new(a, struct tpl_value);
	struct tpl_item *it = arena_array(a, 3, struct tpl_item);

	(void)ctx;
	(void)c;
	(void)d;
	*v = (struct tpl_value){.kind = TPL_TEXT, .text = STR("m1")};
	it[0].field = it[1].field = it[2].field = v;
	*out = it;
	*n = 3;
	return true;
}

static bool
include(void *ctx, struct arena *a, str id, struct place at, str *text, str *file, struct diag *d)
{
	(void)a;
	(void)at;
	(void)d;
	*text = *(const str *)ctx;
	*file = id;
	return true;
}

static size_t
holes_of(const struct tpl_text *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->md.n;)
		n += tpl_hole_of(t, utf8_next(t->md, &i)) != NULL;
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct diag d;
	const struct tpl_node *root;
	struct md_node *md;
	struct tpl_text t = {0};
	struct err e = {0};

	arena_init(&mem, (size_t)2 << 30);
	diag_init(&d, &mem, 100);
	str text = {(const char *)data, n};
	struct tpl_host host = {.ctx = &text,
	    .grammar = &grammar,
	    .value = value,
	    .show = show,
	    .items = items,
	    .include = include};
	bool ok = tpl_read(&mem, text, STR("f"), 0, &grammar, &root, &d);
	must(ok == (d.n_err == 0));
	if (ok && tpl_expand(&mem, root, &host, &t, &d)) {
		must(utf8_ok(t.md));
		must(holes_of(&t) == t.n_hole);
		(void)!md_read(&mem, t.md, &md, &e);
	}
	arena_end(&mem);
	return 0;
}
