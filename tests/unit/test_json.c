/* JSON: nesting, escapes, exact numbers. */
#include "check.h"
#include "fmt/json.h"

static void
sample(struct json *j)
{
	json_object(j);
	json_key(j, STR("namn"));
	json_str(j, STR("\"å\\\n\x01</script>&\xe2\x80\xa8\xff"));
	json_key(j, STR("tal"));
	json_array(j);
	json_i64(j, INT64_MIN);
	json_dec(j, dec_of(-1250, 2));
	json_dec(j, dec_bad());
	json_bool(j, true);
	json_bool(j, false);
	json_null(j);
	json_array(j);
	json_end(j);
	json_end(j);
	json_key(j, STR("tom"));
	json_object(j);
	json_end(j);
	json_end(j);
}

int
main(void)
{
	struct arena mem;
	struct json j;
	struct sb b;
	str out = STR("");

	arena_init(&mem, 1 << 20);
	sb_init(&b, &mem, 4096);
	json_init(&j, &b, false);
	check(!json_whole(&j));
	sample(&j);
	check(json_whole(&j) && sb_done(&b, &out));
	check_str(out,
	    "{\"namn\":\"\\\"å\\\\\\n\\u0001\\u003c/script\\u003e\\u0026\\u2028\xef\xbf\xbd\","
	    "\"tal\":[-9223372036854775808,-12.50,null,true,false,null,[]],\"tom\":{}}");
	sb_init(&b, &mem, 4096);
	json_init(&j, &b, true);
	json_array(&j);
	json_object(&j);
	json_key(&j, STR("a"));
	json_i64(&j, 1);
	json_end(&j);
	json_i64(&j, 2);
	json_end(&j);
	check(sb_done(&b, &out));
	check_str(out, "[\n  {\n    \"a\": 1\n  },\n  2\n]");
	arena_end(&mem);
	return check_done();
}
