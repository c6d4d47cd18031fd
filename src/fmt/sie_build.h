/* sie_build.h -- how the readers of SIE 4 and SIE 5 fill a `struct sie` and its
 * batches.  Only for the sie*.c files of this folder.
 *
 * Invariants
 *   (SB1) every text handed in is UTF-8 and outlives the batch (texts of rows and
 *         vouchers, in build.text or the input) or the struct (all others).
 *   (SB2) the same finding is made at most SAY_MAX times; the rest are counted
 *         and told in one line at the end.
 *   (SB3) the columns of a batch always have room for one more row and voucher. */
#ifndef TERTIAL_FMT_SIE_BUILD_H
#define TERTIAL_FMT_SIE_BUILD_H

#include "base/map.h"
#include "fmt/messages.h"
#include "fmt/sie.h"

enum {
	SIE_OBJS_MAX = 64,     /* objects of one row */
	SIE_BATCH_ROWS = 2048, /* a batch is handed over at the voucher that reaches this */
	SIE_BATCH_VERS = 2048,
	SIE_BATCH_TEXT = 4 << 20,
	SIE_VER_ROWS_MAX = 1000000,
	SIE_VER_TEXT_MAX = 64 << 20
};

struct sie_cols {
	size_t n_ver, n_row, n_obj, n_extra;
	size_t room_ver, room_row, room_obj, room_extra;
	uint32_t *ver_row, *ver_series;
	str *ver_no, *ver_text, *ver_sign;
	date *ver_day, *ver_reg;
	int64_t *ver_sum_ore;
	uint8_t *ver_flags;
	uint32_t *ver_line, *ver_len;
	uint64_t *ver_at;
	uint8_t *row_kind;
	uint32_t *row_account, *row_obj, *row_line, *row_len;
	int64_t *row_ore;
	date *row_day;
	str *row_text;
	uint64_t *row_at;
	uint32_t *obj;
	struct sie_extra *extra;
};

/* The sums of an account's rows, beside the accounts themselves so that they fit
 * in the nearest cache; they are moved there at the end. */
struct sie_moved {
	int64_t ore;
	bool any, bad;
};

struct sie_build {
	struct arena *mem;
	struct sie *f;
	str file;
	const struct sie_sink *sink;
	struct diag *d;
	struct err *e;
	size_t room_year, room_account, room_sru, room_dim, room_object, room_series;
	size_t room_balance, room_balance_obj, room_unknown, room_prose;
	struct map accounts, objects, series;
	str *prose;
	struct sie_moved *moved; /* one for each account */
	size_t room_moved;
	struct sie_cols c; /* of the current batch ... */
	struct arena text; /* ... and its texts */
	uint64_t n_batch;  /* handed over so far */
	struct {
		struct sie_cols c;
		struct arena text;
	} given[SIE_BATCHES]; /* those handed over last, by n_batch; the oldest is used again */
	size_t text_bytes;    /* an upper bound of what lies there, divided by three */
	bool open;            /* a voucher has begun */
	bool sum_bad;         /* its sum does not fit */
	struct {
		const struct msg *m;
		const char *rule;
		size_t n;
	} said[64];
};

struct sie_ver {
	str series, no, text, sign;
	date day, reg;
	uint8_t flags;
	uint32_t line;
	uint64_t at;
};

struct sie_row {
	enum sie_row_kind kind;
	uint32_t account;
	int64_t ore;
	date day;
	str text, sign;
	bool has_qty;
	dec qty;
	const uint32_t *obj;
	size_t n_obj;
	uint32_t line, len;
	uint64_t at;
};

void sie_build_init(struct sie_build *b, struct arena *mem, struct sie *f, uint64_t seed);
/* After the last voucher: the rest of the batches, and what was said too often. */
bool sie_build_end(struct sie_build *b) MUST_USE;
/* Between records: let go of texts that are no longer needed, within limits. */
bool sie_build_tidy(struct sie_build *b, uint32_t line) MUST_USE;
void sie_build_free(struct sie_build *b);
/* Before what batches refer to changes: until nobody uses them. */
static inline void
sie_build_settle(const struct sie_build *b)
{
	if (b->n_batch > 0 && b->sink != NULL && b->sink->settle != NULL)
		b->sink->settle(b->sink->arg);
}

/* Find or make; false is a limit. */
bool sie_build_account(struct sie_build *b, str no, uint32_t line, uint32_t *out) MUST_USE;
bool sie_build_dim(struct sie_build *b, int no, uint32_t line, uint32_t *out) MUST_USE;
bool
sie_build_object(struct sie_build *b, uint32_t dim, str no, uint32_t line, uint32_t *out) MUST_USE;
/* On entry *out is a guess: vouchers of a series come together. */
bool sie_build_series(struct sie_build *b, str name, uint32_t *out) MUST_USE;

bool sie_build_year(struct sie_build *b, struct sie_year y) MUST_USE;
bool sie_build_sru(struct sie_build *b, struct sie_sru s) MUST_USE;
bool sie_build_prose(struct sie_build *b, str text) MUST_USE;
bool sie_build_unknown(struct sie_build *b, struct sie_unknown u) MUST_USE;
bool sie_build_balance(struct sie_build *b, struct sie_balance v, const uint32_t *obj,
    size_t n_obj) MUST_USE;

/* Vouchers: begin, rows, end; `end` is the offset after its last line. */
bool sie_build_ver(struct sie_build *b, const struct sie_ver *v) MUST_USE;
/* Room for one more voucher (SB3). */
void sie_build_ver_room(struct sie_build *b);
bool sie_build_row(struct sie_build *b, const struct sie_row *r) MUST_USE;
bool sie_build_ver_end(struct sie_build *b, uint64_t end) MUST_USE;
/* Room for n more rows and objects (SB3), for who writes columns itself. */
void sie_build_room(struct sie_build *b, size_t rows, size_t objs);

/* Begin a voucher of a series that is known already. */
static inline void
sie_build_ver_of(struct sie_build *b, const struct sie_ver *v, uint32_t series)
{
	struct sie_cols *c = &b->c;
	const size_t i = c->n_ver;

	must(!b->open);
	if (i + 2 > c->room_ver)
		sie_build_ver_room(b);
	c->ver_series[i] = series;
	c->ver_row[i] = (uint32_t)c->n_row;
	c->ver_no[i] = v->no;
	c->ver_text[i] = v->text;
	c->ver_sign[i] = v->sign;
	c->ver_day[i] = v->day;
	c->ver_reg[i] = v->reg;
	c->ver_sum_ore[i] = 0;
	c->ver_flags[i] = v->flags;
	c->ver_line[i] = v->line;
	c->ver_at[i] = v->at;
	c->ver_len[i] = 0;
	b->open = true;
	b->sum_bad = false;
}

/* A booked row's amount to its account and its voucher. */
static inline void
sie_build_moved(struct sie_build *b, uint32_t account, int64_t ore)
{
	struct sie_moved *m = &b->moved[account];
	int64_t *sum = &b->c.ver_sum_ore[b->c.n_ver];

	m->any = true;
	if (__builtin_add_overflow(m->ore, ore, &m->ore))
		m->bad = true;
	if (__builtin_add_overflow(*sum, ore, sum))
		b->sum_bad = true;
}

bool sie_build_may_say(struct sie_build *b, const struct msg *m, const char *rule);
struct place sie_build_place(const struct sie_build *b, uint32_t line, uint32_t col);
#define sie_say(b, sev, line, m, ...)                                                      \
	(sie_build_may_say((b), (m), #m)                                                   \
	        ? diag_add((b)->d, (sev), sie_build_place((b), (line), 0), m, __VA_ARGS__) \
	        : (void)0)
#define sie_say0(b, sev, line, m)                                              \
	(sie_build_may_say((b), (m), #m)                                       \
	        ? diag_add0((b)->d, (sev), sie_build_place((b), (line), 0), m) \
	        : (void)0)

#endif
