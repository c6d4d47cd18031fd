/* Plain C for processors without a scan of their own. */
#include "fmt/sie4_fast_priv.h"
#include "fmt/sie4_scan.h"

static inline struct masks
scan(const char *p)
{
	struct masks m = {0};

	for (int i = 0; i < SIE4_WINDOW; i++) {
		unsigned char c = (unsigned char)p[i];

		m.quote |= (uint64_t)(c == '"') << i;
		m.brace |= (uint64_t)(c == '}') << i;
		m.blank |= (uint64_t)(c <= ' ') << i;
		m.control |= (uint64_t)(c < ' ') << i;
		m.odd |= (uint64_t)(c == '\\' || c >= 0x7f) << i;
	}
	return m;
}

#include "fmt/sie4_lines.h"

bool
sie4_lines_base(struct sie4_fast *x, struct sie4 *r)
{
	return take_lines(x, r);
}

bool (*sie4_lines_for(bool narrow))(struct sie4_fast *x, struct sie4 *r)
{
	(void)narrow;
	return sie4_lines_base;
}
