/* import_priv.h -- an import while it runs.  Included by core/ledger/import*.c.
 *
 * Lines go straight into a bucket for each (year, period, unit): linked blocks of
 * records, which are encoded as a segment when the bucket is full or the import
 * ends.  Memory is therefore bounded by what lies in buckets, not by the file. */
#ifndef TERTIAL_CORE_LEDGER_IMPORT_PRIV_H
#define TERTIAL_CORE_LEDGER_IMPORT_PRIV_H

#include "core/ledger/store.h"

#define BLOCK_RECS 127

struct rec_block {
	struct rec_block *next;
	uint32_t n;
	struct rec rec[BLOCK_RECS];
};

struct bucket {
	int year, period;
	uint32_t unit;
	size_t n;
	uint32_t last_voucher;
	struct rec_block *first, *last;
	struct sum *sum; /* of what has been encoded */
	size_t n_sum;
};

/* A block in the database that may hold numbers of a series. */
struct key_range {
	int64_t lo, hi, hi_before; /* hi_before: largest hi up to and including this */
	int64_t file, first;
	struct vou *vou; /* once read */
	size_t n_vou;
};

/* What encoding a segment needs for itself: one a thread. */
struct encoder {
	struct arena *mem;
	struct packer z;
	struct seg_scratch enc;
	struct rec *flat;
	size_t flat_room;
};

/* What is known of a series in a year: to find a voucher that comes twice (L1). */
struct seen {
	int year;
	str series;
	uint64_t *bit; /* numbers of this file below 64 * n_bit */
	size_t n_bit;
	struct map other; /* numbers that are not plain, or large */
	struct map again; /* numbers that came again: how many times */
	size_t n_again;
	int64_t last; /* largest number, for vouchers without one */
	struct key_range *range;
	size_t n_range;
	int64_t block_lo, block_hi; /* in the block being filled; lo > hi: none */
	bool block_other;
};

/* Vouchers that become a block in the database, with their rows. */
#define BLOCK_ROWS_MAX ((size_t)64 << 10) /* a block is closed at the voucher that reaches this */
struct block {
	struct vou vou[VBLK_MAX];
	size_t n;
	uint32_t first;     /* number of vou[0] */
	enum charset set;   /* of the file */
	struct arena mem;   /* texts of the vouchers */
	struct form_in *in; /* rows of all vouchers; texts lie in the pool */
	size_t n_in, in_room;
	struct ledger_dict dict; /* as it was when the block was full */
};

/* What an account or object of the file is here, by its index in struct sie. */
struct account_of {
	uint32_t id;
	bool result;
};
struct object_of {
	uint32_t id;
	uint32_t set_alone; /* the set that it makes alone; 0 not known yet */
	bool unit;
};

/* How many of a stored file's vouchers came, by their numbers. */
struct met {
	int64_t file, vouchers;
	bool clash; /* one of them with other content */
};

struct ledger_import {
	struct db *db;
	int64_t org, file;
	struct ledger_source src;
	struct arena *mem;
	struct arena *scratch; /* one call of add */
	struct ledger_dict *dict;
	size_t n_object_before, n_combo_before; /* what the database has */
	struct packer z;
	struct ledger_receipt got;
	str sha256; /* of the file, once known */
	/* What is kept of the original as bytes (original.c). */
	size_t let_go_to;  /* and are not needed any more up to here */
	bool made;         /* vouchers in known forms are not: a SIE 4 file */
	size_t kept_to;    /* the file's bytes up to here are accounted for */
	struct bytes kept; /* what is kept of them, not yet in a part */
	int64_t n_part;
	struct rec *rec;         /* of the voucher at hand, row by row ... */
	struct form_in *form_in; /* ... and what they are written from, in the block */
	size_t row_room;
	uint32_t *unit_voucher; /* by unit: the last voucher that has lines in it */
	size_t unit_room;
	struct diag *d;
	size_t n_fault;
	struct met *met; /* files that have a number which came here */
	size_t n_met, met_room;
	size_t n_clash;   /* vouchers stored with other content ... */
	struct err clash; /* ... and the first of them */
	bool any_day, begun;
	date last_met; /* the day that was last looked at */
	int cube_dim[CUBE_DIMS_MAX];
	size_t n_cube_dim;

	struct account_of *account_of;
	size_t n_account_of, account_of_room;
	struct object_of *object_of;
	size_t n_object_of, object_of_room;

	struct id_set *set;
	size_t n_set, set_room;
	struct map set_key;

	struct bucket *bucket;
	size_t n_bucket, bucket_room;
	uint32_t *bucket_at; /* open addressing; 0: free, else 1 + index */
	size_t bucket_at_room;
	uint32_t *by_unit[LEDGER_PERIODS]; /* of one year, by object id: 1 + index, 0 unknown */
	size_t by_unit_room;
	int by_unit_year;
	struct rec_block *spare;
	size_t n_block;          /* in buckets */
	size_t hold;             /* bytes that lines and texts may take before they are written */
	struct encoder *encoder; /* for segments that are closed while the file is read */
	struct text_pool pool;
	struct rec_extra *extra;
	size_t n_extra, extra_room;

	int64_t *account_sum; /* by account id; zero between buckets */
	bool *account_hit;
	size_t account_sum_room;
	struct sum *sum; /* scratch of one bucket */
	size_t sum_room;

	struct block *blocks; /* two of them ... */
	struct block *block;  /* ... of which this one is being filled */
	struct block *on_its_way;
	struct block_worker *worker;
	uint32_t n_voucher;
	struct bytes blob;

	struct seen **by_series; /* by index in struct sie + 1, of one year */
	size_t n_by_series, by_series_room;
	int by_series_year;

	struct seen **seen;
	size_t n_seen, seen_room;
	struct map seen_key;
};

/* import_seen.c */
/* at: the series' index in struct sie, or SIE_NONE. */
struct seen *seen_of(struct ledger_import *im, int year, uint32_t at, str series, struct err *e);
/* What to do with a voucher: *store is false when it is stored already.  A number that
 * came before in the file, with other content, is made its own. */
bool seen_check(struct ledger_import *im, struct seen *s, struct vou *v, bool *store,
    struct err *e) MUST_USE;
str seen_number(struct ledger_import *im, struct seen *s);
bool seen_put_keys(struct ledger_import *im, uint32_t first, struct err *e) MUST_USE;

/* import_check.c: false is a fault, which was said and counted. */
bool
vou_check(struct ledger_import *im, const struct vou *v, int64_t sum_ore, uint8_t flags) MUST_USE;
/* Its year and period by its day and the file's years, or by `month`, if not NULL. */
bool vou_period(struct ledger_import *im, const struct sie *f, struct vou *v,
    const uint8_t *month) MUST_USE;

/* import_block.c: the block being filled, if it holds any voucher, on its way; until it is
 * in the database; where the bytes begin that are still needed of those before `to`. */
bool block_put(struct ledger_import *im, struct err *e) MUST_USE;
bool blocks_settle(struct ledger_import *im, struct err *e) MUST_USE;
size_t blocks_need_from(const struct ledger_import *im, size_t to);

/* import_bucket.c */
struct bucket *bucket_of(struct ledger_import *im, int year, int month, uint32_t unit);
bool
bucket_add(struct ledger_import *im, struct bucket *b, const struct rec *r, struct err *e) MUST_USE;
/* Add the lines in the bucket to its sums. */
bool bucket_sum(struct ledger_import *im, struct bucket *b, struct err *e) MUST_USE;
void bucket_give_back(struct ledger_import *im, struct bucket *b);

/* import_flush.c */
struct encoder *encoder_new(struct arena *mem);
bool bucket_flush(struct ledger_import *im, struct bucket *b, struct err *e) MUST_USE;
/* Between vouchers: all buckets to segments, if they hold as much as they may. */
bool buckets_spill(struct ledger_import *im, struct err *e) MUST_USE;
/* The same in any case, then the cube. */
bool buckets_finish(struct ledger_import *im, struct err *e) MUST_USE;

/* import_sie.c, import_pipe.c: read the file and add what comes, in order; beside: in a
 * thread of its own, where there can be one.  False as sie4_read or ledger_import_add. */
bool import_here(struct ledger_import *im, const struct ledger_source *src, struct sie *f,
    struct diag *d, struct err *e) MUST_USE;
bool import_beside(struct ledger_import *im, const struct ledger_source *src, struct sie *f,
    struct diag *d, struct err *e) MUST_USE;

/* original.c.  Keep these bytes of the original, the next ones. */
bool original_keep(struct ledger_import *im, str bytes, struct err *e) MUST_USE;
/* Keep what is left of it after the last voucher. */
bool original_finish(struct ledger_import *im, struct err *e) MUST_USE;

/* files.c */
bool file_remove(struct db *db, int64_t org, int64_t file, struct err *e) MUST_USE;
bool dict_store(struct ledger_import *im, const struct sie *f, struct err *e) MUST_USE;

#endif
