/* Markdown as a tree: kinds, entities, tables, what is not markup, limits. */
#include "check.h"
#include "fmt/markdown.h"

#include <string.h>

static struct arena mem;

static const char *const name[] = {[MD_ROOT] = "root",
    [MD_HEADING] = "h",
    [MD_PARA] = "p",
    [MD_LIST] = "list",
    [MD_ITEM] = "item",
    [MD_QUOTE] = "quote",
    [MD_RULE] = "hr",
    [MD_CODE_BLOCK] = "pre",
    [MD_TABLE] = "table",
    [MD_ROW] = "row",
    [MD_CELL] = "cell",
    [MD_TEXT] = "text",
    [MD_STRONG] = "strong",
    [MD_EMPH] = "em",
    [MD_CODE] = "code",
    [MD_LINK] = "a",
    [MD_IMAGE] = "img",
    [MD_BREAK] = "br"};

static void
dump(struct sb *b, const struct md_node *n)
{
	if (n->kind == MD_TEXT) {
		sb_str(b, n->text);
		return;
	}
	sb_printf(b, "(%s", name[n->kind]);
	if (n->level > 0)
		sb_printf(b, "%d", n->level);
	if (n->href.n > 0)
		sb_printf(b, " %.*s", STR_ARG(n->href));
	for (const struct md_node *k = n->first; k != NULL; k = k->next) {
		sb_chr(b, ' ');
		dump(b, k);
	}
	sb_chr(b, ')');
}

static void
is(const char *in, const char *want)
{
	struct md_node *root;
	struct err e = {0};
	struct sb b;
	str out;

	check(md_read(&mem, str_of(in), &root, &e));
	sb_init(&b, &mem, 1 << 20);
	for (const struct md_node *k = root->first; k != NULL; k = k->next)
		dump(&b, k);
	check(sb_done(&b, &out));
	check_str(out, want);
}

static void
deep(void)
{
	char *s = arena_array(&mem, 400, char);
	struct md_node *root;
	struct err e = {0};

	memset(s, '>', 399);
	check(!md_read(&mem, (str){s, 399}, &root, &e));
	check(e.rc == RC_LIMIT);
}

int
main(void)
{
	arena_init(&mem, (size_t)256 << 20);
	is("", "");
	is("# Ett *två*", "(h1 Ett  (em två))");
	is("a\nb", "(p a   b)");
	is("a  \nb", "(p a (br) b)");
	is("**f** `k` [l](https://x.se)", "(p (strong f)   (code k)   (a https://x.se l))");
	is("<b>rå</b> &amp; &aring; &#229; &#0; &okänd;",
	    "(p <b>rå</b>  &   å   å   \xef\xbf\xbd  &okänd;)");
	is("- a\n- b\n  - c", "(list (item a) (item b (list (item c))))");
	is("1. a\n\n2. b", "(list (item (p a)) (item (p b)))");
	is("> q", "(quote (p q))");
	is("    inte kod", "(p inte kod)");
	is("| a | b |\n|---|--:|\n| 1 |\n",
	    "(table (row (cell a) (cell b)) (row (cell 1) (cell)))");
	is("![bild](x.png)", "(p (img x.png bild))");
	is("<script>x</script>", "(p <script>x</script>)");
	deep();
	arena_end(&mem);
	return check_done();
}
