/* Any bytes as YAML: what is read and written is a fixed point (Y4). */
#include "fmt/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static str
emit(struct arena *mem, const struct yaml *y)
{
	struct sb b;
	str out;

	sb_init(&b, mem, (size_t)64 << 20);
	yaml_emit(&b, y);
	must(sb_done(&b, &out));
	return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct yaml *one, *two;
	struct arena mem;
	struct err e = {0};

	if (n > 1 << 16)
		return 0;
	arena_init(&mem, (size_t)512 << 20);
	if (!yaml_read(&mem, (str){(const char *)data, n}, STR("x"), 0, &one, &e)) {
		must(e.rc != RC_OK);
	} else if (one != NULL) {
		str first = emit(&mem, one);
		must(yaml_read(&mem, first, STR("x"), 0, &two, &e));
		must(str_eq(emit(&mem, two), first));
	}
	arena_end(&mem);
	return 0;
}
