/* base.h -- compiler contract and assertion macros shared by every file.
 *
 * Layer 0.  Includes only the C library.  Nothing here allocates. */
#ifndef TERTIAL_BASE_BASE_H
#define TERTIAL_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
__extension__ typedef __int128 i128;
__extension__ typedef unsigned __int128 u128;

#define COUNTOF(a) (sizeof(a) / sizeof((a)[0]))

/* The two languages every sentence of the program exists in. */
enum lang { LANG_SV, LANG_EN, LANG__COUNT };

/* A broken program must not write to the ledger: `must` stays on in release. */
NORETURN void base_die(const char *file, int line, const char *what);
#define must(cond) ((cond) ? (void)0 : base_die(__FILE__, __LINE__, #cond))
#define never(why) base_die(__FILE__, __LINE__, why)

#endif
