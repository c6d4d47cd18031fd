/* Plain C for processors without a scan of their own. */
#include "fmt/sie4_scan.h"

static void
scan_bytes(const char *p, struct sie4_masks *out)
{
	struct sie4_masks m = {0};

	for (int i = 0; i < SIE4_WINDOW; i++) {
		unsigned char c = (unsigned char)p[i];

		m.quote |= (uint64_t)(c == '"') << i;
		m.brace |= (uint64_t)(c == '}') << i;
		m.blank |= (uint64_t)(c <= ' ') << i;
		m.control |= (uint64_t)(c < ' ') << i;
		m.newline |= (uint64_t)(c == '\n') << i;
		m.odd |= (uint64_t)(c == '\\' || c >= 0x7f) << i;
	}
	*out = m;
}

sie4_scan *
sie4_scan_for(bool narrow)
{
	(void)narrow;
	return scan_bytes;
}
