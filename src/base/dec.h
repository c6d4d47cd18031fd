/* dec.h -- exact decimal numbers: coef * 10^-scale.
 *
 * Invariants
 *   (D1) |coef| < 10^37 and 0 <= scale <= DEC_SCALE_MAX, or the value is bad.
 *   (D2) add, sub, mul never round: what does not fit becomes bad.
 *   (D3) whatever can lose a digit takes an explicit scale and rounding.
 *   (D4) bad spreads through arithmetic and cannot be printed or stored. */
#ifndef TERTIAL_BASE_DEC_H
#define TERTIAL_BASE_DEC_H

#include "base/str.h"

#define DEC_SCALE_MAX 18
#define DEC_TEXT_MAX 48

typedef struct {
	i128 coef;
	int scale; /* DEC_BAD when the value is not a number */
} dec;

enum { DEC_BAD = -1 };

/* No default and no zero: a caller that forgets to choose does not compile.
 * HALF_UP is half away from zero, as Swedish accounting prints it. */
enum dec_round { DEC_HALF_UP = 1, DEC_HALF_EVEN, DEC_DOWN, DEC_UP };

dec dec_int(int64_t v);
dec dec_of(int64_t coef, int scale); /* coef * 10^-scale; scale within (D1) */
dec dec_bad(void);
bool dec_ok(dec a);
dec dec_add(dec a, dec b);
dec dec_sub(dec a, dec b);
dec dec_mul(dec a, dec b);
dec dec_neg(dec a);
dec dec_abs(dec a);
dec dec_div(dec a, dec b, int scale, enum dec_round how); /* bad when b is zero */
dec dec_rescale(dec a, int scale, enum dec_round how);
dec dec_trim(dec a);                        /* drop trailing zeros of the fraction */
int dec_cmp(dec a, dec b);                  /* both must be ok */
int dec_sign(dec a);                        /* -1, 0, 1; must be ok */
bool dec_i64(dec a, int64_t *out) MUST_USE; /* false unless a whole number in range */
/* Anchored and told its decimal mark; no thousands, no exponent, no space. */
bool dec_parse(str s, char point, dec *out) MUST_USE;
size_t dec_text(dec a, char out[DEC_TEXT_MAX]); /* canonical, '.', '-' */
str dec_str(struct arena *mem, dec a);          /* the same, in the arena */

/* Money: an int64 of öre as the given unit, exactly. */
dec ore_as(int64_t ore, int unit_exp); /* unit_exp 2: kr, 5: tkr, 8: Mkr */

/* How a number is shown to a reader: grouped by U+00A0, minus U+2212, decimal
 * comma (sv) or point (en).  The value is printed with the scale it has. */
void dec_show(struct sb *b, dec a, enum lang lang);

#endif
