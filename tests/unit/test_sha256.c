/* SHA-256: the published vectors, and every way of cutting the input. */
#include "base/sha256.h"
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
	for (size_t n = 0; n < 200; n++) {
		str whole = sha256_hex(&mem, (str){million, n});
		for (size_t cut = 0; cut <= n; cut += 7) {
			struct sha256 s;
			unsigned char out[SHA256_BYTES];
			sha256_init(&s);
			sha256_add(&s, (str){million, cut});
			sha256_add(&s, (str){million, n - cut});
			sha256_done(&s, out);
			check_str(whole, str_z(&mem, str_fmt(&mem, "%02x%02x%.60s", out[0], out[1],
			    whole.p + 4)));
		}
	}
	arena_end(&mem);
	return check_done();
}
