/* Text: slices, cutting, UTF-8, the builder's limit, the hash map. */
#include "base/map.h"
#include "check.h"

#include <string.h>

static void
slices(struct arena *mem)
{
	str rest = STR("a;;b"), part;
	int64_t v = 7;

	check(str_cut(&rest, ';', &part) && part.n == 1);
	check(str_cut(&rest, ';', &part) && part.n == 0);
	check(str_cut(&rest, ';', &part) && str_eq(part, STR("b")));
	check(!str_cut(&rest, ';', &part));
	check_str(str_trim(STR(" \t x y \r\n")), "x y");
	check_i64((int64_t)str_find(STR("abcabc"), STR("ca"), 0), 2);
	check_i64((int64_t)str_find(STR("abc"), STR("d"), 0), 3);
	check(str_i64(STR("-9223372036854775808"), &v) && v == INT64_MIN);
	check(!str_i64(STR("9223372036854775808"), &v));
	check(!str_i64(STR("12x"), &v) && !str_i64(STR("-"), &v) && !str_i64(STR(""), &v));
	check(str_cmp(STR("ab"), STR("abc")) < 0 && str_cmp(STR("b"), STR("abc")) > 0);
	check(str_z(mem, (str){"a\0b", 3}) == NULL);
	check(strcmp(str_z(mem, STR("ab")), "ab") == 0);
}

static void
utf8(struct arena *mem)
{
	static const char *const bad[] = {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
	    "\xe2\x82", "a\x80"};
	struct sb b;
	str out;

	check_str(str_lower(mem, STR("ÅÄÖ É× ß AZ[")), "åäö é× ß az[");
	check_str(str_lower(mem, STR("A\xff")), "a\xef\xbf\xbd");
	check(utf8_ok(STR("\xc3\xa5\xe2\x82\xac\xf0\x9f\x98\x80")));
	for (size_t i = 0; i < COUNTOF(bad); i++)
		check(!utf8_ok(str_of(bad[i])));
	sb_init(&b, mem, 64);
	sb_utf8(&b, 0xe5);
	sb_utf8(&b, 0x20ac);
	sb_utf8(&b, 0x1f600);
	check(sb_done(&b, &out) && utf8_ok(out));
	size_t i = 0;
	check_i64(utf8_next(out, &i), 0xe5);
	check_i64(utf8_next(out, &i), 0x20ac);
	check_i64(utf8_next(out, &i), 0x1f600);
	check(i == out.n);
}

static void
builder(struct arena *mem)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 10);
	sb_lit(&b, "12345");
	sb_printf(&b, "%d", 678);
	check(sb_done(&b, &out));
	check_str(out, "12345678");
	sb_lit(&b, "901");
	check(!sb_done(&b, &out)); /* one too many: nothing of it is kept */
	check_str(out, "12345678");
	str big = str_fmt(mem, "%0500d", 7);
	check(big.n == 500 && big.p[499] == '7');
}

static void
maps(struct arena *mem)
{
	struct map m;

	map_init(&m, mem, 42);
	check(map_find(&m, STR("x")) == MAP_NONE);
	for (int i = 0; i < 1000; i++)
		check(map_add(&m, str_fmt(mem, "key%d", i), (size_t)i) == MAP_NONE);
	check(map_add(&m, STR("key7"), 99) == 7);
	map_set(&m, STR("key7"), 99);
	check(map_find(&m, STR("key7")) == 99);
	for (int i = 8; i < 1000; i++)
		check(map_find(&m, str_fmt(mem, "key%d", i)) == (size_t)i);
}

int
main(void)
{
	struct arena mem;

	arena_init(&mem, (size_t)64 << 20);
	slices(&mem);
	utf8(&mem);
	builder(&mem);
	maps(&mem);
	arena_end(&mem);
	return check_done();
}
