#include "base/base64.h"

#define PAD 64 /* the place of '=' among the digits */

static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

void
base64_put(struct sb *b, str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	for (size_t i = 0; i < bytes.n; i += 3) {
		unsigned v = (unsigned)p[i] << 16;
		char out[4];

		if (i + 1 < bytes.n)
			v |= (unsigned)p[i + 1] << 8;
		if (i + 2 < bytes.n)
			v |= p[i + 2];
		out[0] = digit[v >> 18];
		out[1] = digit[v >> 12 & 63];
		out[2] = digit[i + 1 < bytes.n ? v >> 6 & 63 : PAD];
		out[3] = digit[i + 2 < bytes.n ? v & 63 : PAD];
		sb_put(b, out, sizeof out);
	}
}

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool
base64_read(struct arena *mem, str text, str *out)
{
	char *to = arena_array(mem, text.n / 4 * 3 + 1, char);
	size_t n = 0;

	*out = (str){to, 0};
	if (text.n % 4 != 0)
		return false;
	for (size_t i = 0; i < text.n; i += 4) {
		bool last = i + 4 == text.n;
		int pad = !last ? 0 : text.p[i + 2] == '=' ? 2 : text.p[i + 3] == '=' ? 1 : 0;
		unsigned v = 0;
		for (int k = 0; k < 4; k++) {
			int d = k >= 4 - pad ? (text.p[i + (size_t)k] == '=' ? 0 : -1)
			                     : value_of(text.p[i + (size_t)k]);
			if (d < 0)
				return false;
			v = v << 6 | (unsigned)d;
		}
		if ((pad == 1 && (v & 0xff) != 0) || (pad == 2 && (v & 0xffff) != 0))
			return false; /* bits that no byte holds */
		for (int k = 0; k < 3 - pad; k++)
			to[n++] = (char)(v >> (16 - 8 * k) & 0xff);
	}
	out->n = n;
	return true;
}
