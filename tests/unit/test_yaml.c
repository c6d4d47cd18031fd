/* YAML and front matter: the tree, what is refused, and stable writing. */
#include "check.h"
#include "fmt/front.h"

static struct arena mem;
static struct err err;

static const struct yaml *
read(const char *text)
{
	const struct yaml *y = NULL;

	err = (struct err){0};
	if (!yaml_read(&mem, str_of(text), STR("t.yaml"), 0, &y, &err))
		return NULL;
	return y;
}

static str
emit(const struct yaml *y)
{
	struct sb b;
	str out = {0};

	sb_init(&b, &mem, 1 << 20);
	yaml_emit(&b, y);
	check(sb_done(&b, &out));
	return out;
}

static void
tree(void)
{
	const struct yaml *y = read(
	    "namn: Folktandvården\nkod: '0710'\nmål:\n  - id: 1.2\n"
	    "    text: |\n      rad ett\n      rad två\n  - id: x\ntom:\nja: true\n");
	const struct yaml *goals;
	bool yes = false;

	check(y != NULL && y->kind == YAML_IS_MAP && y->n == 5);
	check_str(yaml_text(y, STR("namn")), "Folktandvården");
	check_str(yaml_text(y, STR("kod")), "0710");
	check(yaml_get(y, STR("kod"))->style == YAML_IN_QUOTES);
	goals = yaml_get(y, STR("mål"));
	check(goals->kind == YAML_IS_SEQ && goals->n == 2 && goals->line == 4);
	check_str(yaml_text(goals->first, STR("text")), "rad ett\nrad två\n");
	check(yaml_get(goals->first, STR("text"))->style == YAML_IN_BLOCK);
	check_i64(yaml_get(goals->first, STR("id"))->col, 9);
	check(yaml_is_null(yaml_get(y, STR("tom"))) && yaml_is_null(yaml_get(y, STR("saknas"))));
	check(yaml_bool(yaml_get(y, STR("ja")), &yes) && yes);
	check(!yaml_bool(yaml_get(y, STR("namn")), &yes));
	check(yaml_text(y, STR("mål")).p == NULL);
	check(read("") == NULL && err.rc == RC_OK);
	check(read("# only a comment\n") == NULL && err.rc == RC_OK);
}

static void
refused(void)
{
	static const char *const BAD[] = {"a: &x 1\n", "a: *x\n", "a: !!str 1\n", "a: !x {}\n",
	    "a: 1\nb: 2\na: 3\n", "<<: {a: 1}\n", "? [a]\n: 1\n", "a: [1\n", "a: 1\n---\nb: 2\n",
	    "a: \xff\n", "\"a\\nb\": 1\n", "&x a: 1\n", "- &y\n  b: 1\n"};
	char deep[200];

	for (size_t i = 0; i < COUNTOF(BAD); i++) {
		check(read(BAD[i]) == NULL);
		check(err.rc == RC_INVALID);
	}
	for (size_t i = 0; i < 100; i++)
		deep[i] = '[', deep[100 + i] = ']';
	deep[199] = 0;
	check(read(deep) == NULL && err.rc == RC_INVALID);
	(void)read("a: 1\nb: 2\na: 3\n");
	check(str_find(str_of(err.text[LANG_EN]), STR("line 3, column 1"), 0) <
	    str_of(err.text[LANG_EN]).n);
}

static void
fixed_points(void)
{
	static const char *const TEXT[] = {"plain", "two words", "", " lead", "tail ", "a: b",
	    "a #b", "#c", "- x", "-x", "no", "null", "~", "12", "-5", "1e5", "0x1f", "12:30",
	    "12:", "2025-12", "2025-12-31", "a\nb", "a\nb\n", "a\n\n\nb\n\n", "\na", "\n", "  x\ny",
	    "\tx\ny", "tab\there", "quote \" and \\", "\x01", "\xc2\x85", "\xe2\x80\xa8z",
	    "\xef\xbb\xbfx", "a\r\nb", "---", "...", "%x", "@x", "{a}", "[a]", "räksmörgås", "a'b",
	    "'a'", "x:", ": x", "?", "? x", "a\n b\n\tc", "a \nb \n", "*x", "&x", "!x", "|", ">",
	    "a\n---\nb", "trailing\n ", "a\n# not a comment\n"};
	struct sb b;
	struct yaml_out o;
	str first;
	const struct yaml *y, *c;

	sb_init(&b, &mem, 1 << 20);
	yaml_out_init(&o, &b);
	yaml_put_map(&o);
	yaml_put_key(&o, STR("texter"));
	yaml_put_seq(&o);
	for (size_t i = 0; i < COUNTOF(TEXT); i++)
		yaml_put_str(&o, str_of(TEXT[i]));
	yaml_put_end(&o);
	for (size_t i = 0; i < COUNTOF(TEXT); i++)
		if (str_find_byte(str_of(TEXT[i]), '\n', 0) == str_of(TEXT[i]).n)
			yaml_put_pair(&o, str_of(TEXT[i]), str_of(TEXT[i]));
	yaml_put_key(&o, STR("tom karta"));
	yaml_put_map(&o);
	yaml_put_end(&o);
	yaml_put_key(&o, STR("djup"));
	yaml_put_seq(&o);
	yaml_put_seq(&o);
	yaml_put_seq(&o);
	yaml_put_end(&o);
	yaml_put_map(&o);
	yaml_put_key(&o, STR("a"));
	yaml_put_seq(&o);
	yaml_put_i64(&o, -7);
	yaml_put_dec(&o, dec_of(1250, 2));
	yaml_put_bool(&o, true);
	yaml_put_null(&o);
	yaml_put_str(&o, STR("x\ny"));
	yaml_put_end(&o);
	yaml_put_pair(&o, STR("b"), STR("x\ny"));
	yaml_put_end(&o);
	yaml_put_end(&o);
	yaml_put_end(&o);
	yaml_put_end(&o);
	check(sb_done(&b, &first));
	err = (struct err){0};
	check(yaml_read(&mem, first, STR("t"), 0, &y, &err));
	check_str(str_of(err.text[LANG_EN]), "");
	if (y == NULL)
		return;
	c = yaml_get(y, STR("texter"))->first;
	for (size_t i = 0; i < COUNTOF(TEXT) && c != NULL; i++, c = c->next)
		check_str(c->text, TEXT[i]);
	check(c == NULL);
	for (size_t i = 0; i < COUNTOF(TEXT); i++)
		if (str_find_byte(str_of(TEXT[i]), '\n', 0) == str_of(TEXT[i]).n)
			check_str(yaml_text(y, str_of(TEXT[i])), TEXT[i]);
	check(str_eq(emit(y), first));
}

static void
emit_foreign(void)
{
	static const char *const FILE[] = {"a: {b: [1, 2], c: 'x'}\n", "- a\n-\n  - b\n", "text\n",
	    "'12'\n", ">\n a\n b\n", "a:\n- b\n- - c\n  - d: e\n", "a: 'no'\nb: no\nc: -5\nd: ~\n",
	    "? a\n: b\n", "a: x y\n  z\n", "a: -x\n", "a: http://x/y\n"};

	for (size_t i = 0; i < COUNTOF(FILE); i++) {
		const struct yaml *one = read(FILE[i]), *two;
		check(one != NULL);
		str first = emit(one);
		check(yaml_read(&mem, first, STR("t"), 0, &two, &err));
		check(str_eq(emit(two), first));
	}
	check_str(emit(read("a: {b: [1, 2], c: 'x'}\n")),
	    "a:\n  b:\n    - 1\n    - 2\n  c: \"x\"\n");
}

static void
front(void)
{
	struct front f;
	struct sb b;
	str out;

	check(front_read(&mem, STR("---\r\nkapitel: ekonomi\r\n---\r\n# Rubrik\n"), STR("k.md"), &f,
	    &err));
	check_str(yaml_text(f.meta, STR("kapitel")), "ekonomi");
	check_i64(yaml_get(f.meta, STR("kapitel"))->line, 2);
	check_str(f.body, "# Rubrik\n");
	check_i64(f.body_line, 3);
	sb_init(&b, &mem, 1000);
	front_write(&b, f.meta, f.body);
	check(sb_done(&b, &out));
	check_str(out, "---\nkapitel: ekonomi\n---\n# Rubrik\n");
	check(front_read(&mem, STR("\xef\xbb\xbf# bara text\n---\n"), STR("k.md"), &f, &err));
	check(f.meta == NULL && f.body_line == 0);
	check_str(f.body, "# bara text\n---\n");
	check(front_read(&mem, STR("---\n---"), STR("k.md"), &f, &err) && f.meta == NULL);
	check_str(f.body, "");
	check(!front_read(&mem, STR("---\na: 1\n"), STR("k.md"), &f, &err));
	check(!front_read(&mem, STR("---\na: 1\n--- x\n"), STR("k.md"), &f, &err));
	check(!front_read(&mem, STR("a\xff"), STR("k.md"), &f, &err));
	check(!front_read(&mem, STR("---\na: [\n---\n"), STR("k.md"), &f, &err));
	sb_init(&b, &mem, 1000);
	front_write(&b, NULL, STR("--- x\n---\n"));
	check(sb_done(&b, &out) && front_read(&mem, out, STR("k.md"), &f, &err));
	check_str(f.body, "--- x\n---\n");
}

int
main(void)
{
	arena_init(&mem, (size_t)64 << 20);
	tree();
	refused();
	fixed_points();
	emit_foreign();
	front();
	arena_end(&mem);
	return check_done();
}
