/* sie4_write.h -- writing SIE types 1-4.
 *
 * Head, then any number of batches, then end.  Bytes leave through `write` in
 * blocks; nothing is kept in memory but one block.  Reading, writing and
 * reading again gives the same values (records may stand in another order).
 *
 * Invariants
 *   (W1) code page 437 unless `utf8`; a character the page lacks becomes '?' and
 *        is counted in n_lost.
 *   (W2) with `sum` the file carries #KSUMMA.
 *   (W3) control characters in texts become blanks: the format has no escape
 *        for them.
 *   (W4) accounts, dimensions and objects that are not `declared` get no record of
 *        their own; unknown records are written, but not those inside vouchers. */
#ifndef TERTIAL_FMT_SIE4_WRITE_H
#define TERTIAL_FMT_SIE4_WRITE_H

#include "fmt/sie.h"

struct sie4_out {
	/* set by the caller before sie4_write_head */
	bool (*write)(void *arg, str bytes, struct err *e);
	void *arg;
	struct arena *mem; /* for the block */
	bool utf8;
	bool sum;
	bool crlf;

	/* for the caller to read afterwards */
	size_t n_lost;
	uint64_t bytes;

	/* the writer's own */
	char *block;
	size_t n;
	uint32_t crc;
	bool crc_on;
	bool failed; /* sticky: `write` said no */
	struct err *e;
};

bool sie4_write_head(struct sie4_out *o, const struct sie *f, struct err *e) MUST_USE;
bool sie4_write_batch(struct sie4_out *o, const struct sie *f, const struct sie_batch *b,
    struct err *e) MUST_USE;
/* Vouchers alone, without a head: a part of a file. */
bool sie4_write_vouchers(struct sie4_out *o, const struct sie *f, const struct sie_batch *b,
    struct err *e) MUST_USE;
bool sie4_write_end(struct sie4_out *o, struct err *e) MUST_USE;

#endif
