/* SSE2 belongs to every x86-64; AVX2 is asked for when the program runs. */
#include "fmt/sie4_scan.h"

#include <immintrin.h>

static uint64_t
bits16(__m128i eq)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(eq);
}

static void
scan_sse2(const char *p, struct sie4_masks *out)
{
	const __m128i quote = _mm_set1_epi8('"'), brace = _mm_set1_epi8('}');
	const __m128i blank = _mm_set1_epi8(' '), slash = _mm_set1_epi8('\\');
	const __m128i high = _mm_set1_epi8(0x7f), control = _mm_set1_epi8(0x1f);
	const __m128i newline = _mm_set1_epi8('\n');
	struct sie4_masks m = {0};

	for (int i = 0; i < SIE4_WINDOW; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		__m128i odd = _mm_or_si128(_mm_cmpeq_epi8(v, slash),
		    _mm_cmpeq_epi8(_mm_max_epu8(v, high), v));

		m.quote |= bits16(_mm_cmpeq_epi8(v, quote)) << i;
		m.brace |= bits16(_mm_cmpeq_epi8(v, brace)) << i;
		m.blank |= bits16(_mm_cmpeq_epi8(_mm_min_epu8(v, blank), v)) << i;
		m.control |= bits16(_mm_cmpeq_epi8(_mm_min_epu8(v, control), v)) << i;
		m.newline |= bits16(_mm_cmpeq_epi8(v, newline)) << i;
		m.odd |= bits16(odd) << i;
	}
	*out = m;
}

__attribute__((target("avx2"))) static uint64_t
bits32(__m256i eq)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(eq);
}

__attribute__((target("avx2"))) static void
scan_avx2(const char *p, struct sie4_masks *out)
{
	const __m256i quote = _mm256_set1_epi8('"'), brace = _mm256_set1_epi8('}');
	const __m256i blank = _mm256_set1_epi8(' '), slash = _mm256_set1_epi8('\\');
	const __m256i high = _mm256_set1_epi8(0x7f), control = _mm256_set1_epi8(0x1f);
	const __m256i newline = _mm256_set1_epi8('\n');
	__m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
	__m256i odd_a = _mm256_or_si256(_mm256_cmpeq_epi8(a, slash),
	    _mm256_cmpeq_epi8(_mm256_max_epu8(a, high), a));
	__m256i odd_b = _mm256_or_si256(_mm256_cmpeq_epi8(b, slash),
	    _mm256_cmpeq_epi8(_mm256_max_epu8(b, high), b));

	out->quote = bits32(_mm256_cmpeq_epi8(a, quote)) |
	    bits32(_mm256_cmpeq_epi8(b, quote)) << 32;
	out->brace = bits32(_mm256_cmpeq_epi8(a, brace)) |
	    bits32(_mm256_cmpeq_epi8(b, brace)) << 32;
	out->blank = bits32(_mm256_cmpeq_epi8(_mm256_min_epu8(a, blank), a)) |
	    bits32(_mm256_cmpeq_epi8(_mm256_min_epu8(b, blank), b)) << 32;
	out->control = bits32(_mm256_cmpeq_epi8(_mm256_min_epu8(a, control), a)) |
	    bits32(_mm256_cmpeq_epi8(_mm256_min_epu8(b, control), b)) << 32;
	out->newline = bits32(_mm256_cmpeq_epi8(a, newline)) |
	    bits32(_mm256_cmpeq_epi8(b, newline)) << 32;
	out->odd = bits32(odd_a) | bits32(odd_b) << 32;
}

sie4_scan *
sie4_scan_for(bool narrow)
{
	return !narrow && __builtin_cpu_supports("avx2") ? scan_avx2 : scan_sse2;
}
