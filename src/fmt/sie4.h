/* sie4.h -- reading SIE types 1, 2, 3, 4E and 4I (text files).
 *
 * One pass over bytes that are never copied; every deviation seen in real files
 * is read for what it must mean and reported as a finding.  What makes reading
 * impossible (not a SIE file, truncated between two #KSUMMA, a limit) is an
 * error.
 *
 * Invariants
 *   (S1) no byte outside the input is read; no recursion.
 *   (S2) lines <= 1 MiB, objects per row <= 64, rows per voucher <= 1 000 000,
 *        accounts, objects, dimensions and series as sie4.c limits them.
 *   (S3) records with an unknown label are counted and kept, never an error.
 *   (S4) the short way (sie4_fast.c) gives exactly what the general reader
 *        gives; what it does not recognise it hands over, never past it. */
#ifndef TERTIAL_FMT_SIE4_H
#define TERTIAL_FMT_SIE4_H

#include "fmt/sie.h"

struct sie4_opts {
	str file;          /* for the findings */
	enum charset set;  /* AUTO: the whole file votes */
	bool accept_sum;   /* a wrong or missing closing #KSUMMA is only a finding */
	bool general_only; /* without the short way, whose tables cost more than a voucher */
	bool no_wide;      /* without the widest instructions of the machine: for tests */
	/* May be NULL: the first pass, in which the file votes, is done with [from, to). */
	void (*let_go)(void *arg, size_t from, size_t to);
	void *arg;
};

/* Does it look like SIE 1-4: a '#' record in the first KB? */
bool sie4_sniff(str bytes);
/* `sink` may be NULL: header and counts only (all records are still checked). */
bool sie4_read(struct arena *mem, str bytes, const struct sie4_opts *o, const struct sie_sink *sink,
    struct sie *out, struct diag *d, struct err *e) MUST_USE;

#endif
