/* sie.h -- what a SIE file says, whichever edition it was written in.
 *
 * Two parts.  The header (company, years, accounts, dimensions, objects,
 * balances) is a `struct sie` of plain arrays.  The vouchers, which may be
 * millions, are never a tree: they stream through a sink as batches of columns.
 *
 * Sources: SIE file format edition 4C (2025-08-06) and SIE 5 (2016-12-09).
 *
 * Ownership: texts are UTF-8 and lie in the arena or in the input, which must
 * outlive the struct.  A batch and everything it points at, except what lies in
 * the input, is valid until the sink returns, or, for one that has `settle`, until it
 * has returned from SIE_BATCHES - 1 later ones.
 *
 * Units and signs: amounts are int64 öre, debit +, credit -.
 *
 * Invariants
 *   (SIE1) an index into account, object, dim or series never changes meaning;
 *          the arrays only grow, also while vouchers stream.
 *   (SIE2) accounts, object numbers, series and voucher numbers are text: they
 *          are not always numeric and leading zeros matter.
 *   (SIE3) what is booked is the SIE_TRANS rows alone.  SIE_RTRANS (added, its
 *          mirror #TRANS follows) and SIE_BTRANS (struck) are history.
 *   (SIE4) a voucher is never split between batches; batches come in the order
 *          of the file.
 *   (SIE5) every voucher, row and balance knows its line, every voucher and row
 *          also its bytes in the input. */
#ifndef TERTIAL_FMT_SIE_H
#define TERTIAL_FMT_SIE_H

#include "base/date.h"
#include "base/err.h"
#include "fmt/charset.h"

#define SIE_NONE UINT32_MAX

struct sie_year {
	int no; /* 0 this year, -1 the one before ... */
	date from, to;
	int line;
};

struct sie_account {
	str no, name;
	char type;     /* T asset, S liability, K cost, I income; 0 not stated */
	str unit;      /* of quantities */
	bool declared; /* there was a #KONTO; else it was made from its first use */
	int line;
	int64_t moved_ore; /* sum of its SIE_TRANS rows; known when all has been read */
	bool moved;        /* there was any */
	bool moved_bad;    /* that sum does not fit */
};

struct sie_sru {
	uint32_t account;
	str code;
};

struct sie_dim {
	int no; /* 1 cost centre, 6 project, 20- free; trust the file's name over the number */
	str name;
	int super; /* number of the dimension above; 0 none */
	bool declared;
	int line;
};

struct sie_object {
	uint32_t dim; /* index into sie.dim */
	str no, name;
	bool declared;
	int line;
};

enum sie_balance_kind { SIE_IB, SIE_UB, SIE_RES, SIE_OIB, SIE_OUB, SIE_PSALDO, SIE_PBUDGET };

struct sie_balance {
	enum sie_balance_kind kind;
	int year;        /* as #RAR numbers it; the one to use */
	int year_stated; /* as written in the record */
	int period;      /* YYYYMM of PSALDO and PBUDGET, else 0 */
	uint32_t account;
	uint32_t obj_at, n_obj; /* in sie.balance_obj */
	int64_t ore;
	bool has_qty;
	dec qty;
	int line;
};

enum sie_row_kind { SIE_TRANS, SIE_RTRANS, SIE_BTRANS };

/* A record with a label that the format does not know, kept as it stood. */
struct sie_unknown {
	str label;  /* with its '#' */
	str record; /* the whole line, UTF-8 */
	int line;
	bool in_voucher;
};

enum sie_sum { SIE_SUM_NONE, SIE_SUM_OK, SIE_SUM_WRONG, SIE_SUM_TRUNCATED };

enum sie_ver_flag {
	SIE_VER_UNBALANCED = 1, /* its SIE_TRANS rows do not sum to zero */
	SIE_VER_EMPTY = 2,      /* no SIE_TRANS row */
	SIE_VER_NO_DATE = 4,    /* ver_day is missing or was not readable */
	SIE_VER_BAD_ROW = 8,    /* a row was left out: amount or account not readable */
	SIE_VER_NO_NUMBER = 16  /* the importer assigns series and number */
};

struct sie {
	enum charset set; /* what it was read as */
	struct charset_vote vote;
	bool xml; /* SIE 5 */
	int type; /* 1..4; 5 for SIE 5 */
	bool type_stated;
	bool entry; /* 4I or SieEntry: vouchers to be booked, no balances */
	int flag;   /* #FLAGGA; -1 missing */
	str program, program_version, format;
	date gen;
	str gen_sign;
	str company_type; /* #FTYP */
	str company_id;   /* #FNR */
	str orgnr, orgnr_acq, orgnr_act;
	str sni;        /* #BKOD */
	str address[4]; /* contact, street, postal, telephone */
	str name;       /* #FNAMN */
	str tax_year;
	date upto;        /* #OMFATTN */
	str plan;         /* #KPTYP; empty: BAS95 */
	str currency;     /* #VALUTA; "SEK" when not stated */
	const str *prose; /* #PROSA */
	size_t n_prose;

	struct sie_year *year;
	size_t n_year;
	struct sie_account *account;
	size_t n_account;
	struct sie_sru *sru;
	size_t n_sru;
	struct sie_dim *dim;
	size_t n_dim;
	struct sie_object *object;
	size_t n_object;
	str *series; /* names of voucher series, in the order first met */
	size_t n_series;
	struct sie_balance *balance;
	size_t n_balance;
	uint32_t *balance_obj; /* indexes into object */
	size_t n_balance_obj;
	struct sie_unknown *unknown; /* the first of them; n_unknown counts all */
	size_t n_unknown_kept, n_unknown;

	enum sie_sum sum; /* #KSUMMA */
	uint32_t sum_stated, sum_found;

	uint64_t n_line, n_record;
	uint64_t n_ver, n_row[3]; /* n_row by enum sie_row_kind */
	uint64_t n_unbalanced, n_empty;
	uint64_t n_fast;          /* rows that took the short way through the reader */
	date first_day, last_day; /* of the vouchers */
	size_t bytes;
};

/* A row's rare parts. */
struct sie_extra {
	uint32_t row; /* in the batch */
	bool has_qty;
	dec qty;
	str sign;
};

/* Columns.  Rows of voucher i are [ver_row[i], ver_row[i + 1]); objects of row
 * r are obj[row_obj[r]] .. obj[row_obj[r + 1] - 1]. */
struct sie_batch {
	size_t n_ver, n_row, n_obj, n_extra;

	const uint32_t *ver_row;    /* n_ver + 1 */
	const uint32_t *ver_series; /* index into sie.series */
	const str *ver_no;
	const date *ver_day; /* y == 0: missing */
	const date *ver_reg; /* registered; y == 0: not stated */
	const str *ver_text;
	const str *ver_sign;
	const int64_t *ver_sum_ore; /* of its SIE_TRANS rows */
	const uint8_t *ver_flags;   /* enum sie_ver_flag */
	const uint32_t *ver_line;
	const uint64_t *ver_at;  /* first byte of its line, offset in the input */
	const uint32_t *ver_len; /* to the end of its last line, line end excluded */

	const uint8_t *row_kind;     /* enum sie_row_kind */
	const uint32_t *row_account; /* index into sie.account */
	const uint32_t *row_obj;     /* n_row + 1 */
	const int64_t *row_ore;
	const date *row_day; /* y == 0: the voucher's */
	const str *row_text; /* empty: the voucher's */
	const uint32_t *row_line;
	const uint64_t *row_at;
	const uint32_t *row_len;

	const uint32_t *obj;           /* indexes into sie.object */
	const struct sie_extra *extra; /* ascending by row */
};

/* Where batches go.  Returning false stops the reading with the sink's error.
 * `f` is complete except for what has not been read yet.
 *
 * A sink may pass the batch on to another thread, with a copy of `f` as it is now: what
 * the copy points at is left alone, but a SIE 4 reader calls `settle`, which returns when
 * no batch is in use, before a record of the header changes it.  Others have none. */
enum { SIE_BATCHES = 3 };
struct sie_sink {
	bool (*batch)(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e);
	void *arg;
	void (*settle)(void *arg);
};

/* The year number of a day or of a period YYYYMM by the file's #RAR records;
 * false when no year holds it. */
bool sie_year_of_day(const struct sie *f, date day, int *out) MUST_USE;
bool sie_year_of_period(const struct sie *f, int yyyymm, int *out) MUST_USE;
/* By class when the file does not say: 1 T, 2 S, 3 and 8 I, others K (plans of
 * the BAS kind).  0 for an account that does not begin with a digit 1-8. */
char sie_account_type(const struct sie_account *a);

/* How far the file's own balances agree with its vouchers: for year 0, IB + rows
 * = UB for balance accounts and rows = RES for the others.  A file without balances
 * of year 0 has nothing to compare: n is 0. */
struct sie_recon {
	size_t n; /* accounts with a balance of year 0 or a row */
	size_t n_ok;
	int64_t ub_res_ore; /* sum of UB + RES of year 0: zero in a complete file */
	bool bad;           /* a sum did not fit */
};
struct sie_recon sie_reconcile(const struct sie *f, struct arena *mem);
/* One finding per account that does not agree (warning). */
void sie_reconcile_report(const struct sie *f, struct arena *mem, str file, struct diag *d);

/* What an account's total in a period is.  The format says that the row with an
 * empty object list is the total; one program writes the rest there, so that
 * the total is that row and the object rows.  Both are tried against UB - IB
 * and RES of year 0. */
enum sie_psaldo { SIE_PSALDO_NONE, SIE_PSALDO_TOTAL, SIE_PSALDO_REST };
struct sie_psaldo_test {
	enum sie_psaldo reading;
	size_t n; /* accounts with a balance or a PSALDO of year 0 */
	size_t n_total_ok, n_rest_ok;
};
struct sie_psaldo_test sie_psaldo_test(const struct sie *f, struct arena *mem);

#endif
