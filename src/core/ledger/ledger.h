/* ledger.h -- every booked line of an organisation, from source file to sum.
 *
 * Lines lie in the database as compressed column segments cut by (year, period,
 * unit), vouchers in blocks, and beside them a cube of sums (period, unit,
 * account, and the dimensions that result lines need).  Segments, blocks, cube
 * and the original file are written by one import in the caller's transaction.
 * What is stored is never changed, only added (an import) or removed (its undo).
 *
 * The unit of a line is its object in the file's unit dimension (1, cost centre,
 * unless told otherwise).  Ids of accounts, objects and combinations are given
 * out once per organisation and never reused.
 *
 * Ownership: what a function returns lives in the arena it was given; texts of a
 * `struct sie` and its batches need only live until the call returns.
 *
 * Units and signs: int64 öre as booked, debit +, credit -.
 * Years are fiscal years, named by the calendar year they begin in.  Periods
 * count months from 1; LEDGER_CLOSING holds the closing entries of the year, and in
 * a fiscal year of more than twelve months also its thirteenth month.
 *
 * Invariants
 *   (L1) a voucher is known by (year, series, number): at most one is stored.
 *   (L2) what is stored of a voucher sums to zero, unless its file was taken with
 *        accept_unbalanced and the voucher is marked.
 *   (L3) the cube is the sum of the segments, cell by cell, file by file.
 *   (L4) every stored blob carries a CRC over its key and bytes; an original is
 *        found by its SHA-256.
 *   (L5) id 0 of an account, object or combination means none. */
#ifndef TERTIAL_CORE_LEDGER_LEDGER_H
#define TERTIAL_CORE_LEDGER_LEDGER_H

#include "base/map.h"
#include "db/db.h"
#include "fmt/sie.h"

#define LEDGER_CLOSING 13
#define LEDGER_PERIODS 27 /* a fiscal year has at most 26 months; index 0 is not used */

/* ---- what ids mean ---- */

struct ledger_account {
	str no, name;
	char type; /* T asset, S liability, K cost, I income */
};

struct ledger_object {
	int dim; /* as SIE numbers dimensions: 1 cost centre, 6 project ... */
	str no, name;
};

struct ledger_dim {
	int no;
	str name;
};

/* A combination of objects in the cube's dimensions. */
struct ledger_combo {
	const uint32_t *object; /* ascending */
	size_t n;
};

struct ledger_dict {
	struct ledger_account *account; /* by id; [0] is empty (L5) */
	size_t n_account;
	struct ledger_object *object;
	size_t n_object;
	struct ledger_combo *combo;
	size_t n_combo;
	struct ledger_dim *dim; /* by number */
	size_t n_dim;
	struct map account_no, object_no, combo_key;
	size_t account_room, object_room, combo_room, dim_room;
	struct arena *mem;
	/* While a small file is imported: what is asked for is read when it is first needed.
	 * An error waits in `bad`. */
	struct db *ask;
	int64_t org;
	struct err bad;
};

bool ledger_dict_load(struct db *db, int64_t org, struct arena *mem, struct ledger_dict **out,
    struct err *e) MUST_USE;
uint32_t ledger_account_find(const struct ledger_dict *d, str no);         /* 0: none */
uint32_t ledger_object_find(const struct ledger_dict *d, int dim, str no); /* 0: none */

/* ---- import ---- */

/* What to do with a voucher that is stored already (L1). */
enum ledger_same {
	LEDGER_REFUSE, /* the same content is passed over; other content is an error */
	/* A stored file of the same name is taken back first, whole; and files that this one
	 * has every voucher of, by year, series and number, some with other content. */
	LEDGER_REPLACE
};

struct ledger_source {
	int64_t batch;       /* the import that this file is part of */
	int64_t at;          /* instant, microseconds UTC */
	str name;            /* the file, as its user knows it */
	str bytes;           /* kept, compressed (L4) */
	int unit_dim;        /* 0: dimension 1 */
	const int *cube_dim; /* dimensions the cube keeps beside the unit; those that the */
	size_t n_cube_dim;   /*   file calls "Motpart..." are always kept */
	str closing_series;  /* vouchers of this series belong to LEDGER_CLOSING */
	enum ledger_same same;
	bool accept_unbalanced;
	enum charset set; /* AUTO: the bytes decide */
	/* What the import may hold in memory, beside the bytes, the dictionary and the
	 * database's own; 0: LEDGER_MEMORY.  Less makes more and smaller segments. */
	size_t memory;
	/* Where that of a large file comes from, zeroed and for as long as the arena; NULL: the
	 * arena itself. */
	void *(*large)(struct arena *mem, size_t bytes);
	/* Both may be NULL.  let_go: bytes [from, to) will not be looked at for now; from any
	 * thread, one at a time.  progress: so far has the file been read and added. */
	void (*let_go)(void *arg, size_t from, size_t to);
	void (*progress)(void *arg, size_t to, int64_t lines);
	void *arg;
	/* A fold: the period of each voucher in the file's order; NULL: by their days. */
	const uint8_t *ver_period;
};
#define LEDGER_MEMORY ((size_t)256 << 20)

struct ledger_receipt {
	int64_t file;        /* id of the stored file */
	bool known;          /* the same bytes are stored already: nothing was done */
	int64_t known_batch; /* by this import */
	int year_from, year_to;
	date first_day, last_day;
	int64_t vouchers, lines; /* stored */
	int64_t same;            /* vouchers passed over, since they are stored already */
	int64_t replaced;
	int64_t debit_ore;       /* control sum: all that is booked in debit */
	int64_t result_ore;      /* sum of income and cost accounts, as booked */
	int64_t no_unit_lines;   /* lines of income and cost accounts without a unit */
	int64_t segments, bytes; /* stored, compressed; the original apart */
	int64_t original_bytes;  /* the original, compressed */
	str sha256;              /* hex */
	struct sie_recon recon;  /* the file's balances against its vouchers */
};

/* Import one SIE file (type 4, or SIE 5) that lies in src->bytes: read, check,
 * store.  Findings about the file go to d; RC_CONFLICT names both places of a
 * voucher that collides.  Needs a write transaction, which the caller ends: after
 * an error it must be rolled back. */
bool ledger_import_sie(struct db *db, int64_t org, const struct ledger_source *src,
    struct arena *mem, struct ledger_receipt *out, struct diag *d, struct err *e) MUST_USE;

/* The same in steps, for lines from other formats: the caller fills a header
 * (accounts, dimensions, objects, series) and batches as a SIE reader does. */
struct ledger_import;
bool ledger_import_open(struct db *db, int64_t org, const struct ledger_source *src,
    struct arena *mem, struct diag *d, struct ledger_import **out, struct err *e) MUST_USE;
/* ver_period: one per voucher, or NULL: by the voucher's day and the file's years. */
bool ledger_import_add(struct ledger_import *im, const struct sie *f, const struct sie_batch *b,
    const uint8_t *ver_period, struct err *e) MUST_USE;
bool ledger_import_close(struct ledger_import *im, const struct sie *f, struct ledger_receipt *out,
    struct err *e) MUST_USE;

/* After a close that ended with RC_CONFLICT: with LEDGER_REPLACE, and when the new file
 * holds whole those that it collides with, they and what is stored of it are removed, and
 * *again says that it is to be imported once more.  *replaced counts their vouchers. */
bool ledger_import_replace(struct ledger_import *im, int64_t *replaced, bool *again,
    struct err *e) MUST_USE;

/* ---- files ---- */

struct ledger_file {
	int64_t id, batch, at;
	str name, sha256;
	int64_t bytes; /* of the original */
	int charset;   /* enum charset of fmt/charset.h: what it was read as */
	int year_from, year_to;
	int64_t vouchers, lines, debit_ore, result_ore;
	str cube_dims; /* dimensions the cube keeps, "20 21" */
};

bool ledger_files(struct db *db, int64_t org, struct arena *mem, struct ledger_file **out,
    size_t *n, struct err *e) MUST_USE;
/* The original, byte for byte. */
bool ledger_original(struct db *db, int64_t org, int64_t file, struct arena *mem, str *out,
    struct err *e) MUST_USE;
/* Take back everything that an import's files brought; *n_file is how many there
 * were.  A voucher that a later file held too was passed over there and goes with
 * these.  Needs a write transaction. */
bool
ledger_undo(struct db *db, int64_t org, int64_t batch, int64_t *n_file, struct err *e) MUST_USE;

/* ---- posting ---- */

/* A voucher that is posted here lies as it is beside the segments, and is in every sum,
 * list and search from then on.  When there are LEDGER_DELTA_MAX of them, and before a
 * file is imported, they are folded: they become a file of their own, of no batch. */
#define LEDGER_DELTA_MAX 500
#define LEDGER_POSTED 0 /* as the file of a line or voucher: posted, not folded yet */

struct ledger_post {
	int64_t batch, at; /* as in struct ledger_source */
	str closing_series;
};
struct ledger_posted {
	str series, no; /* the next of the series, where none was given */
	int year, period;
	date day;
	int64_t lines, debit_ore;
};
/* Post the vouchers of a batch, all or none: each must balance, have a number that is not
 * stored, a day in a fiscal year, and only accounts and objects that the ledger knows.
 * Faults are findings, with the place in `file`.  Needs a write transaction. */
bool ledger_post(struct db *db, int64_t org, const struct ledger_post *p, str file,
    const struct sie *f, const struct sie_batch *b, struct arena *mem, struct ledger_posted **out,
    size_t *n, struct diag *d, struct err *e) MUST_USE;
/* Needs a write transaction; nothing where nothing is posted. */
bool ledger_fold_posted(struct db *db, int64_t org, int64_t at, struct arena *mem,
    struct err *e) MUST_USE;
/* How many vouchers and lines wait for the fold. */
bool ledger_posted_count(struct db *db, int64_t org, struct arena *mem, int64_t *vouchers,
    int64_t *lines, struct err *e) MUST_USE;
/* The posted vouchers of a year as the SIE 4 file that they are folded as; empty without
 * any. */
bool ledger_posted_text(struct db *db, int64_t org, int year, struct arena *mem, str *out,
    struct err *e) MUST_USE;

/* ---- fiscal years ---- */

struct ledger_fiscal {
	int year; /* the calendar year it begins in */
	date first, last;
};
/* Those that files have stated; all others are calendar years. */
bool ledger_fiscal_list(struct db *db, int64_t org, struct arena *mem, struct ledger_fiscal **out,
    size_t *n, struct err *e) MUST_USE;
/* The year's days, and the year and period (months from its first) of a day. */
struct ledger_fiscal ledger_fiscal_of(const struct ledger_fiscal *v, size_t n, int year);
/* How many months it has, and in which of them, from 1, a period counts: closing entries
 * in the last. */
int ledger_fiscal_months(struct ledger_fiscal y);
int ledger_fiscal_month(struct ledger_fiscal y, int no);
bool
ledger_fiscal_at(const struct ledger_fiscal *v, size_t n, date day, int *year, int *month) MUST_USE;

/* ---- sums ---- */

struct ledger_cell {
	uint32_t unit, account, combo;
	int period;
	int64_t ore;
};

/* The years that have lines, ascending. */
bool ledger_years(struct db *db, int64_t org, struct arena *mem, int **out, size_t *n,
    struct err *e) MUST_USE;

/* Stream a year's cube in one read, without keeping it.  Each block is one period
 * and unit of one file; a cell may come again from another file. */
struct ledger_block {
	int period;
	uint32_t unit;
	size_t n;
	const uint32_t *account, *combo;
	const int64_t *ore;
};
struct ledger_fold {
	void (*block)(void *arg, const struct ledger_block *b);
	void *arg;
};
/* `d` is what the ids in the blocks mean. */
bool ledger_cube(struct db *db, int64_t org, int year, const struct ledger_dict *d,
    const struct ledger_fold *fold, struct err *e) MUST_USE;
/* The same by calendar year, whichever fiscal years its months lie in: periods are
 * calendar months, and LEDGER_CLOSING holds the closing entries of a fiscal year that is
 * the calendar's; those of another count in its last month. */
bool ledger_cube_calendar(struct db *db, int64_t org, int year, const struct ledger_dict *d,
    const struct ledger_fold *fold, struct err *e) MUST_USE;
/* The cube as cells, sorted by (unit, account, combo, period), files added up. */
bool ledger_cells(struct db *db, int64_t org, int year, const struct ledger_dict *d,
    struct arena *mem, struct ledger_cell **out, size_t *n, struct err *e) MUST_USE;

/* Make the cubes again, from the segments, of files whose cube lacks one of these
 * dimensions.  Needs a write transaction; does nothing where nothing is missing. */
bool ledger_cube_ensure(struct db *db, int64_t org, const int *dim, size_t n_dim, int64_t at,
    struct err *e) MUST_USE;

/* ---- lines and vouchers ---- */

struct ledger_line {
	int64_t file; /* or LEDGER_POSTED */
	int year, period;
	uint32_t voucher; /* number within the file, from 1 */
	uint32_t row;     /* within the voucher, from 1 */
	str series, no;
	date day; /* the line's own, mostly its voucher's */
	date voucher_day;
	uint32_t account, unit;
	const uint32_t *object; /* objects in other dimensions */
	size_t n_object;
	int64_t ore;
	str text; /* the line's own; often empty */
	str voucher_text;
	int source_line; /* in the original */
};

struct ledger_query {
	int year;
	int period_from, period_to; /* both included; 0, 0: all */
	bool calendar;              /* year and periods are as in ledger_cube_calendar */
	const uint32_t *unit;       /* n_unit 0: any unit, or none */
	size_t n_unit;
	const uint32_t *account; /* n_account 0: any */
	size_t n_account;
	const uint32_t *object; /* lines that have one of these; n_object 0: any */
	size_t n_object;
	bool has_amount;
	int64_t amount_min, amount_max; /* of the absolute amount */
	str text;                       /* in line or voucher text, without regard to case */
	/* A further condition; NULL: none. */
	bool (*keep)(void *arg, uint32_t account, uint32_t unit, const uint32_t *object, size_t n);
	void *keep_arg;
	size_t skip, max; /* which of the hits to return; max 0: none of them */
};

struct ledger_hits {
	/* By period, unit, file, voucher, row; last those that are posted and not folded. */
	struct ledger_line *line;
	size_t n;
	size_t n_all;    /* how many there are */
	int64_t sum_ore; /* of all of them */
};

/* A cell's lines, and the search in vouchers. */
bool
ledger_lines(struct db *db, int64_t org, const struct ledger_dict *d, const struct ledger_query *q,
    struct arena *mem, struct ledger_hits *out, struct err *e) MUST_USE;

/* Sum per object of one dimension over the lines of a query, largest absolute
 * amount first: counterparties.  Object 0 holds lines without any. */
struct ledger_share {
	uint32_t object;
	int64_t ore;
	int64_t lines;
};
bool
ledger_shares(struct db *db, int64_t org, const struct ledger_dict *d, const struct ledger_query *q,
    int dim, struct arena *mem, struct ledger_share **out, size_t *n, struct err *e) MUST_USE;

struct ledger_voucher {
	int64_t file; /* or LEDGER_POSTED: no file's name, and the SHA-256 of what was posted */
	str file_name, sha256;
	int64_t batch;
	int year, period;
	str series, no, text, sign;
	date day;
	bool unbalanced;
	struct ledger_line *line;
	size_t n_line;
	int64_t sum_ore;
	int source_line; /* of its first line */
	str original;    /* its lines as they stand in the file, as UTF-8 */
};

/* RC_NOT_FOUND when there is none. */
bool ledger_voucher(struct db *db, int64_t org, const struct ledger_dict *d, int year, str series,
    str no, struct arena *mem, struct ledger_voucher **out, struct err *e) MUST_USE;

/* ---- trust ---- */

struct ledger_verdict {
	int64_t files, segments, vouchers, lines, cells;
};
/* Read everything back: CRCs, voucher sums (L2), cube against segments (L3), counts
 * and control sums against the files, originals against their SHA-256.  A fault is a
 * finding of severity error; false only when the database cannot be read. */
/* A fingerprint over the names, combinations and files that the segments refer to. */
bool
ledger_digest(struct db *db, int64_t org, struct arena *mem, str *sha256, struct err *e) MUST_USE;
bool ledger_verify(struct db *db, int64_t org, struct arena *mem, struct ledger_verdict *out,
    struct diag *d, struct err *e) MUST_USE;

#endif
