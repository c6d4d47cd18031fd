#include "fmt/sie4_sum.h"

#include <zlib.h>

uint32_t
sie4_sum_bytes(uint32_t crc, str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;

	if (bytes.n == 0)
		return crc;
	return (uint32_t)crc32_z(crc, p, bytes.n);
}

static uint32_t
one_field(uint32_t crc, const struct sie4_field *f)
{
	str s = f->raw;
	size_t from = 0;

	if (f->escaped) {
		for (size_t i = 0; i + 1 < s.n; i++) {
			if (s.p[i] != '\\' || s.p[i + 1] != '"')
				continue;
			crc = sie4_sum_bytes(crc, str_sub(s, from, i));
			from = i + 1;
		}
	}
	return sie4_sum_bytes(crc, str_sub(s, from, s.n));
}

uint32_t
sie4_sum_line(uint32_t crc, const struct sie4_line *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!l->f[i].list) {
			crc = one_field(crc, &l->f[i]);
			continue;
		}
		for (size_t k = 0; k < l->f[i].n; k++)
			crc = one_field(crc, &l->member[l->f[i].at + k]);
	}
	return crc;
}
