/* The short way with AVX2, for processors that have it: the build gives the
 * instructions to files with this name. */
#include "fmt/sie4_fast_priv.h"
#include "fmt/sie4_scan.h"

#include <immintrin.h>

static inline uint64_t
bits(__m256i a, __m256i b)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(a) |
	    (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

static inline uint64_t
equal(__m256i a, __m256i b, char c)
{
	const __m256i v = _mm256_set1_epi8(c);

	return bits(_mm256_cmpeq_epi8(a, v), _mm256_cmpeq_epi8(b, v));
}

static inline uint64_t
at_most(__m256i a, __m256i b, char c)
{
	const __m256i v = _mm256_set1_epi8(c);

	return bits(_mm256_cmpeq_epi8(_mm256_min_epu8(a, v), a),
	    _mm256_cmpeq_epi8(_mm256_min_epu8(b, v), b));
}

static inline struct masks
scan(const char *p)
{
	const __m256i slash = _mm256_set1_epi8('\\'), high = _mm256_set1_epi8(0x7f);
	const __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
	const __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
	const __m256i odd_a = _mm256_or_si256(_mm256_cmpeq_epi8(a, slash),
	    _mm256_cmpeq_epi8(_mm256_max_epu8(a, high), a));
	const __m256i odd_b = _mm256_or_si256(_mm256_cmpeq_epi8(b, slash),
	    _mm256_cmpeq_epi8(_mm256_max_epu8(b, high), b));

	return (struct masks){.quote = equal(a, b, '"'),
	    .brace = equal(a, b, '}'),
	    .blank = at_most(a, b, ' '),
	    .control = at_most(a, b, 0x1f),
	    .odd = bits(odd_a, odd_b)};
}

#include "fmt/sie4_lines.h"

bool
sie4_lines_avx2(struct sie4_fast *x, struct sie4 *r)
{
	return take_lines(x, r);
}
