/* intake_priv.h -- one table while it is read.  Included by core/intake only. */
#ifndef TERTIAL_CORE_INTAKE_INTAKE_PRIV_H
#define TERTIAL_CORE_INTAKE_INTAKE_PRIV_H

#include "core/intake/intake.h"
#include "core/intake/messages.h"
#include "fmt/grid.h"

#define NO_AT UINT32_MAX
#define OBJECTS_MAX 8
#define AMOUNTS_MAX 13 /* twelve months, or debit and credit */

/* Texts that come again and again, once each. */
struct intern {
	struct map at;
	str *v;
	size_t n, room;
};

/* A line as read: indexes into the reading's interned texts. */
struct line {
	uint32_t account, unit, row_line, voucher, text;
	uint32_t object[OBJECTS_MAX]; /* by object column */
	int64_t ore;                  /* as in the file, in öre */
	int16_t year;
	uint8_t month; /* 0: the whole year */
	uint8_t side;  /* of debit and credit columns: already as booked */
	int source;
};

struct ver {
	uint32_t series, no; /* in `text`; a balance list: unit in no */
	int16_t year;
	uint8_t month;
	date day;
	int first_line, last_line, n_between;
	uint32_t n;
};

struct reading {
	struct arena *mem;
	str bytes;
	const struct intake_ask *ask;
	struct intake_table *t;
	struct diag *d;
	struct err *e;
	struct grid_opts opts;
	struct intern account, account_name, unit, text, object[OBJECTS_MAX], key;
	uint32_t *name_of; /* account's index to account_name's */
	size_t n_name_of, room_name_of;
	struct intake_layout_col *role[COLUMN_ROLE__COUNT]; /* the single column of a role */
	struct intake_layout_col *object_col[OBJECTS_MAX];
	size_t n_object_col;
	struct intake_layout_col *amount[AMOUNTS_MAX];
	size_t n_amount;
	dec column_sum[AMOUNTS_MAX];
	struct line *line;
	size_t n_line, room_line;
	struct ver *ver;
	size_t n_ver, room_ver;
	size_t n_rounded;
	dec rounded;            /* what rounding added, kr */
	dec total[AMOUNTS_MAX]; /* of the last total row */
	int total_line;
	bool has_total, stop, too_many;
};

/* layout.c: separator, headings, columns, decimal mark. */
bool intake_find_layout(struct reading *r) MUST_USE;
/* read.c: the rows.  Signs are found and applied afterwards. */
bool intake_read_rows(struct reading *r) MUST_USE;
bool intake_apply_signs(struct reading *r) MUST_USE;
/* build.c: what comes out. */
bool intake_build_ledger(struct reading *r) MUST_USE;
bool intake_build_budget(struct reading *r) MUST_USE;

uint32_t intern_add(struct reading *r, struct intern *in, str s);
str intern_text(const struct intern *in, uint32_t at);
struct place intake_place(const struct reading *r, int line, int col);
str intake_heads(struct reading *r);

#endif
