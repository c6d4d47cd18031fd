/* store.h -- how lines and vouchers lie in the database.  Included by
 * core/ledger only.
 *
 * A segment is the lines of one (year, period, unit) of one file, in the order of
 * vouchers, cut where a voucher ends; its numbers and its texts are two blobs.  A
 * block is up to VBLK_MAX vouchers of one file in the order of the file.  Both are
 * pure encodings: what is decoded is exactly what was encoded. */
#ifndef TERTIAL_CORE_LEDGER_STORE_H
#define TERTIAL_CORE_LEDGER_STORE_H

#include "core/ledger/form.h"
#include "core/ledger/ledger.h"
#include "core/ledger/pack.h"

#define SEG_ROWS 4096 /* a segment is closed at the first voucher that ends beyond */
#define VBLK_MAX 512
#define DAYS_MAX 3652058                  /* 9999-12-31, as date_days counts */
#define ORIGINAL_PART ((size_t)256 << 10) /* bytes of an original in one row */
#define CUBE_DIMS_MAX 16
#define CUBE_KEY 4 /* org, year, period, file */

/* One booked line on its way to a segment: a cache line holds two. */
struct rec {
	int64_t ore;
	uint32_t voucher; /* within the file, from 1 */
	uint32_t account;
	uint32_t set;  /* index of its set of objects, 0: none */
	uint32_t text; /* where in the pool, 0: none */
	uint32_t row;  /* within the voucher, from 1 */
	uint32_t line; /* source line, counted from the voucher's */
};

/* What few lines have.  Ascending by (voucher, row). */
struct rec_extra {
	uint32_t voucher, row;
	int32_t days; /* the line's own day, counted from the voucher's; 0: the same */
	str qty, sign;
};

/* A set of objects outside the unit's dimension. */
struct id_set {
	const uint32_t *id;
	size_t n;
	uint32_t combo; /* while an import runs: what the cube has of it; COMBO_UNKNOWN */
};
#define COMBO_UNKNOWN UINT32_MAX

/* Line texts while an import runs: pages, so that nothing moves. */
#define POOL_PAGE ((size_t)2 << 20)
#define POOL_PAGES 2048
struct text_pool {
	struct arena *mem;
	char *page[POOL_PAGES];
	void *(*large)(struct arena *mem, size_t bytes); /* NULL: from the arena */
	size_t n_page, used;
};
void pool_init(struct text_pool *t, struct arena *mem);
void pool_empty(struct text_pool *t);                             /* its pages are used again */
bool pool_add(struct text_pool *t, str s, uint32_t *at) MUST_USE; /* false: full */
str pool_get(const struct text_pool *t, uint32_t at);

struct seg_input {
	const struct rec *rec;
	size_t n;
	const struct id_set *set;
	size_t n_set;
	const struct text_pool *pool;
	const struct rec_extra *extra; /* those of the whole import */
	size_t n_extra;
};
/* Scratch that encoding uses again and again: the place of an account or set in
 * the segment's own list, valid where the stamp is this segment's. */
struct seg_scratch {
	uint32_t *account_at, *account_stamp, *set_at, *set_stamp;
	size_t account_room, set_room;
	uint32_t stamp;
	struct bytes data, texts, list;
};
/* The encoded, not yet compressed, blobs are left in s->data and s->texts. */
void seg_encode(struct seg_scratch *s, struct arena *mem, const struct seg_input *in);

struct seg {
	size_t n;
	uint32_t *voucher, *row, *account, *line, *set; /* set: index into sets */
	int64_t *ore;
	struct id_set *sets; /* [0] is empty */
	size_t n_sets;
	/* with texts: */
	str *text;
	struct rec_extra *extra; /* voucher is the index in the segment, row is not used */
	size_t n_extra;
};
bool seg_decode(struct arena *mem, struct unpack *data, uint32_t first, struct seg *out) MUST_USE;
bool seg_decode_texts(struct arena *mem, struct unpack *texts, struct seg *out) MUST_USE;

enum { VOU_UNBALANCED = 1 };

struct vou {
	str series, no, text, sign;
	int year, period;
	date day, reg; /* reg.y == 0: not stated */
	uint8_t flags;
	uint32_t n_row;
	uint32_t hash;        /* of its content, see vou_hash */
	uint32_t line;        /* its first line in the original ... */
	uint64_t at;          /* ... which byte that is ... */
	uint32_t len;         /* ... and how many belong to it */
	const uint32_t *unit; /* units that its lines lie in */
	size_t n_unit;
	uint8_t form;            /* 1 + index in the block's forms; 0: its bytes are kept ... */
	uint64_t kept;           /* ... there, among what is kept of the file */
	const uint8_t *row_form; /* with a form: for each row its index in the forms */
};
void vblk_encode(struct bytes *to, const struct vou *v, size_t n, const struct forms *f);
/* f may be NULL. */
bool vblk_decode(struct arena *mem, struct unpack *u, struct vou **out, size_t *n,
    struct forms *f) MUST_USE;
/* Voucher `at` of a block: its series, number, sign, text, year, period, day, rows and
 * first line; nothing else is set.  Texts are borrowed from the block's bytes. */
bool vblk_pick(struct arena *mem, struct unpack block, size_t at, struct vou *out) MUST_USE;
/* A voucher number as its key is stored: -1 unless a plain decimal. */
int64_t vou_key(str no);

/* The content of a voucher: the sum of this over its lines, plus vou_hash_head. */
uint64_t vou_hash_line(uint32_t row, uint32_t account, uint32_t unit, int64_t ore,
    const uint32_t *object, size_t n_object, str text);
uint64_t vou_hash_head(date day, int month);
uint32_t vou_hash_fold(uint64_t sum);

/* Sums of one (unit) in one period of a file, sorted by (account, combo). */
struct sum {
	uint32_t account, combo;
	int64_t ore;
};
/* Append one unit to a cube row; units ascending, *last_unit starts at 0. */
void cube_put(struct bytes *to, uint32_t *last_unit, uint32_t unit, const struct sum *s, size_t n);
/* Give every unit of a cube row to the fold. */
bool cube_fold(struct arena *mem, struct unpack *u, int month, const struct ledger_dict *d,
    const struct ledger_fold *fold, struct err *e) MUST_USE;

/* The combination of those objects that lie in the cube's dimensions. */
uint32_t combo_of_objects(struct ledger_dict *d, const uint32_t *object, size_t n,
    const int *cube_dim, size_t n_cube_dim);
bool combos_store(struct db *db, int64_t org, const struct ledger_dict *d, size_t from,
    struct err *e) MUST_USE;
/* "6 20" and back. */
str dims_text(struct arena *mem, const int *dim, size_t n);
size_t dims_parse(str text, int out[CUBE_DIMS_MAX]);
/* Add a dimension where it is not there and there is room. */
void dims_add(int dim[CUBE_DIMS_MAX], size_t *n, int no);

/* The dictionary of an organisation, empty: dict_account, dict_object and dict_combo read
 * the rows that they are asked for, and d->bad tells what went wrong then.  For a file
 * that uses little of a large dictionary. */
bool dict_ask(struct db *db, int64_t org, struct arena *mem, struct ledger_dict **out,
    struct err *e) MUST_USE;
/* The dictionary while an import gives out ids. */
uint32_t dict_account(struct ledger_dict *d, str no);
uint32_t dict_object(struct ledger_dict *d, int dim, str no);
uint32_t dict_combo(struct ledger_dict *d, const uint32_t *object, size_t n);
void dict_dim(struct ledger_dict *d, int no, str name);

/* ---- the calendar (fiscal.c) ---- */

/* Periods [from, to] of a fiscal year that lie in months of a calendar year. */
struct piece {
	int year, from, to;
	bool own;        /* the fiscal year is the calendar's: periods stay */
	int first_month; /* else: its first, year * 12 + month - 1 */
	int n_month;
};
#define PIECES_MAX 16
/* Calendar months [from, to], or beyond 12 with the closing entries; to out, which has room
 * for PIECES_MAX; returns how many. */
size_t pieces_of_calendar(const struct ledger_fiscal *v, size_t n, int year, int from, int to,
    struct piece *out);

/* ---- posted vouchers (delta.c) ---- */

struct delta_row {
	uint32_t account, unit, combo;
	const uint32_t *object; /* in other dimensions than the unit's, ascending */
	size_t n_object;
	int64_t ore;
	date day;
	str text;
};
struct delta_vou {
	int64_t id, batch, at;
	struct vou v; /* series, number, text, year, period, day and rows */
	const struct delta_row *row;
	str bytes; /* as SIE 4, UTF-8 */
};
struct delta {
	struct delta_vou *v; /* in the order they were posted */
	size_t n;
};
/* Those of years [from, to]; an account, object or combination that `d` does not have is
 * damage. */
bool delta_load(struct db *db, int64_t org, int year_from, int year_to, const struct ledger_dict *d,
    struct arena *mem, struct delta *out, struct err *e) MUST_USE;
/* The one with a number; *found is false without any. */
bool
delta_find(struct db *db, int64_t org, int year, str series, str no, const struct ledger_dict *d,
    struct arena *mem, struct delta_vou *out, bool *found, struct err *e) MUST_USE;
/* The dimensions that the files' cubes keep: those of the combinations of posted rows. */
bool delta_dims(struct db *db, int64_t org, struct arena *mem, int dim[CUBE_DIMS_MAX], size_t *n,
    struct err *e) MUST_USE;
struct ledger_delta_list_row;
uint32_t delta_crc(int64_t org, const struct ledger_delta_list_row *r);
/* Is the number stored in a file (voucher.c)? */
bool vou_number_stored(struct db *db, int64_t org, int year, str series, str no, bool *stored,
    struct err *e) MUST_USE;

/* Bytes [from, to) of what is kept of an original. */
bool original_kept(struct db *db, int64_t org, int64_t file, uint64_t from, uint64_t to,
    struct arena *mem, str *out, struct err *e) MUST_USE;

/* Read a stored segment or block of a row, CRC checked. */
struct ledger_segs_of_unit_row;
bool seg_open(struct packer *z, struct arena *mem, int64_t org,
    const struct ledger_segs_of_unit_row *r, bool texts, struct seg *out, struct err *e) MUST_USE;
/* The texts of a segment that was opened without. */
bool seg_texts(struct packer *z, struct arena *mem, const struct ledger_segs_of_unit_row *r,
    struct seg *out, struct err *e) MUST_USE;
/* Line i of a segment opened with texts, borrowed from it and from its voucher. */
struct ledger_line seg_line(const struct ledger_segs_of_unit_row *r, const struct seg *g, size_t i,
    const struct vou *v);
struct ledger_vblks_row;
/* The bytes of a block, CRC checked, and the same decoded. */
bool vblk_bytes(struct packer *z, struct arena *mem, int64_t org, int64_t file,
    const struct ledger_vblks_row *r, struct unpack *out, struct err *e) MUST_USE;
bool vblk_open(struct packer *z, struct arena *mem, int64_t org, int64_t file,
    const struct ledger_vblks_row *r, struct vou **v, size_t *n, struct forms *f,
    struct err *e) MUST_USE;

#endif
