/* economy_priv.h -- the picture behind result.h.  Included by core/economy only.
 *
 * Sums lie as [month][unit][line], units and lines being the model's rows: a cube
 * comes month by month, and then writes to one small part of them.  A year's
 * mapping is resolved once to a line per account; accounts whose line hangs on a
 * dimension are asked for again cell by cell. */
#ifndef TERTIAL_CORE_ECONOMY_ECONOMY_PRIV_H
#define TERTIAL_CORE_ECONOMY_ECONOMY_PRIV_H

#include "core/economy/result.h"

#define NO_INDEX UINT32_MAX
#define BY_COMBO (UINT32_MAX - 1) /* the line depends on the cell's objects */

struct month_sums {
	int64_t *ore;  /* [12][unit][line]; NULL when there is nothing in any */
	uint16_t *has; /* [unit][line]: bit m - 1 when there is something in month m */
};

struct loose { /* what is in no line, or on no unit (R3) */
	uint32_t account, object;
	bool no_line, no_unit;
	int64_t ore; /* revenue + */
};

struct econ_year {
	int year;
	uint32_t *line_of; /* by account id: line, NO_INDEX or BY_COMBO */
	struct month_sums actual;
	int64_t *closing; /* [unit][line]: the part of December that is period 13 */
	struct month_sums budget[BUDGET_VERSION__COUNT];
	struct loose *loose;
	size_t n_loose, room_loose;
};

/* A preliminary adjustment whose unit and line exist (R6). */
struct prelim {
	uint32_t unit, line;
	int year, month;
	int64_t ore;
	date expires;
	const struct adjustment *row;
};

struct economy {
	const struct model *m;
	const struct ledger_dict *dict;
	struct arena *mem;
	int year_from, year_to;
	struct econ_year *year;
	uint32_t *unit_of;                       /* by object id: the model's unit, or NO_INDEX */
	uint32_t *line_order, *unit_order;       /* by sort */
	uint32_t *forecast_unit, *forecast_line; /* of the model's forecasts, or NO_INDEX */
	struct prelim *prelim;
	size_t n_prelim;
	bool bad; /* a sum did not fit */
};

const struct econ_year *economy_year(const struct economy *ec, int year); /* NULL: not loaded */
uint32_t economy_unit(const struct economy *ec, str id);                  /* NO_INDEX */
uint32_t economy_line(const struct economy *ec, str id);
/* Does the line count in a row: itself, its block, or everything. */
bool line_in(const struct economy *ec, uint32_t row, uint32_t line);
/* line_of.c: the year's mapping, account by account. */
void lines_resolve(struct economy *ec, struct econ_year *y);
/* The result line of an account in a year, for a line or cell with these objects. */
uint32_t line_of_objects(const struct economy *ec, const struct econ_year *y, uint32_t account,
    uint32_t unit_object, const uint32_t *object, size_t n);
uint32_t line_of_cell(const struct economy *ec, const struct econ_year *y, uint32_t account,
    uint32_t unit_object, uint32_t combo);

/* tree.c */
uint32_t unit_parent_at(const struct model *m, uint32_t unit, date day); /* NO_INDEX: top */
/* in[i]: unit i lies in the subtree. */
bool *subtree_at(const struct model *m, uint32_t unit, date day, struct arena *mem);

/* The days whose trees a table's two years follow. */
struct structure_days {
	date now, last;
};
struct structure_days structure_days_of(const struct table_ask *ask);
/* The moves between the years' own trees that concern a unit: with `crossing` those of
 * units that came into its subtree or left it, else all within it. */
void unit_moves(const struct model *m, const struct table_ask *ask, uint32_t unit, bool crossing,
    struct arena *mem, struct unit_move **out, size_t *n);

/* Sums of a subtree by line and month, made in one pass. */
struct line_sums {
	int64_t *ore;  /* [line][12] */
	uint16_t *has; /* [line] */
};
bool line_sums(const struct economy *ec, const struct month_sums *of, const bool *in,
    struct arena *mem, struct line_sums *out, struct err *e) MUST_USE;
/* Whether a version of the budget counts in what a table calls budget. */
bool in_basis(enum budget_basis basis, enum budget_version v);
/* The closing entries of a unit and line. */
int64_t closing_of(const struct economy *ec, const struct econ_year *y, size_t unit, size_t line);
/* The same of the closing entries, all in December. */
bool closing_sums(const struct economy *ec, const struct econ_year *y, const bool *in,
    struct arena *mem, struct line_sums *out, struct err *e) MUST_USE;
/* The preliminary adjustments of a row in months [from, to] of a year, in a span that
 * ends on `end` (R6). */
bool prelim_sum(const struct economy *ec, const bool *in, uint32_t row, int year, int from, int to,
    date end, struct amount *out, struct err *e) MUST_USE;
/* Adds up the lines that count in `row` (NO_INDEX: the net) over months [from, to]. */
bool row_sum(const struct economy *ec, const struct line_sums *s, uint32_t row, int from, int to,
    struct amount *out, struct err *e) MUST_USE;
/* The month whose forecasts hold at the end of a month: the latest made in the year up
 * to it, but once the year has ended only one that was made for its end.  0: none. */
int forecast_month(const struct economy *ec, int year, int month);
/* The forecast that holds at the end of a month: full year. */
bool row_forecast(const struct economy *ec, int year, int month, const bool *in, uint32_t row,
    struct amount *out, struct err *e) MUST_USE;
/* The sum of two amounts, either of which may be missing; sign -1: the difference. */
bool amount_add(struct amount a, struct amount b, int sign, const char *reason, struct amount *out,
    struct err *e) MUST_USE;
/* Whole months only; from and to are year * 12 + month - 1. */
bool months_of(period p, int *from, int *to, struct err *e) MUST_USE;

#endif
