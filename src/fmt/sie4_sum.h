/* sie4_sum.h -- the check sum of #KSUMMA: CRC-32 over labels and fields alone.
 *
 * Not in the sum: blanks between fields, line ends, delimiting quotes, the
 * backslash of an escape, braces.  Source: SIE 4C, chapter on #KSUMMA; checked
 * against every real file that carries one. */
#ifndef TERTIAL_FMT_SIE4_SUM_H
#define TERTIAL_FMT_SIE4_SUM_H

#include "fmt/sie4_lex.h"

uint32_t sie4_sum_line(uint32_t crc, const struct sie4_line *l);
uint32_t sie4_sum_bytes(uint32_t crc, str bytes);

#endif
