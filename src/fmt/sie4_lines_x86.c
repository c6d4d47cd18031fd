/* SSE2 belongs to every x86-64; AVX2 is asked for when the program runs. */
#include "fmt/sie4_fast_priv.h"
#include "fmt/sie4_scan.h"

#include <emmintrin.h>

static inline uint64_t
bits(__m128i v)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(v);
}

static inline struct masks
scan(const char *p)
{
	const __m128i quote = _mm_set1_epi8('"'), brace = _mm_set1_epi8('}');
	const __m128i blank = _mm_set1_epi8(' '), slash = _mm_set1_epi8('\\');
	const __m128i high = _mm_set1_epi8(0x7f), control = _mm_set1_epi8(0x1f);
	struct masks m = {0};

	for (int i = 0; i < SIE4_WINDOW; i += 16) {
		const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		const __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(v, slash),
		    _mm_cmpeq_epi8(_mm_max_epu8(v, high), v));

		m.quote |= bits(_mm_cmpeq_epi8(v, quote)) << i;
		m.brace |= bits(_mm_cmpeq_epi8(v, brace)) << i;
		m.blank |= bits(_mm_cmpeq_epi8(_mm_min_epu8(v, blank), v)) << i;
		m.control |= bits(_mm_cmpeq_epi8(_mm_min_epu8(v, control), v)) << i;
		m.odd |= bits(odd) << i;
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
	return !narrow && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	        __builtin_cpu_supports("bmi2")
	    ? sie4_lines_avx2
	    : sie4_lines_base;
}
