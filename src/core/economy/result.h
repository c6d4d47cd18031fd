/* result.h -- outcome, budget and forecast by result line, unit and period, and
 * the three tables a report prints of them.
 *
 * A `struct economy` is a picture like the model: the sums of a span of years,
 * read once; what is computed from it needs no database.
 *
 * Ownership: everything lives in the arena given to economy_load; it borrows the
 * model.  Tables live in the arena they are made in.
 *
 * Units and signs: int64 öre; revenue +, cost -, also in the model's budget and
 * forecast rows; variance = outcome - budget, + is favourable.  (The ledger has
 * debit +: what is booked changes sign here and nowhere else.)  A budget row of
 * month 0 is spread evenly over the year; what the log of changes moves counts in
 * equal parts from its month.  Closing entries (period 13) belong to December, and
 * can be left out.  A fiscal year is a calendar year, as for every region and municipality;
 * a ledger year of another length is read by its first twelve periods, the rest in
 * the twelfth, and the table says so; nothing of it is lost.
 *
 * Invariants
 *   (R1) every figure is computed from öre and rounded last, half away from zero,
 *        in the scale it is printed in.
 *   (R2) a total is the sum of its lines, the net the sum of all income and cost
 *        lines, a unit the sum of its subtree, always in öre.
 *   (R3) what is booked on income and cost accounts and has no result line or no
 *        unit of the model is in no line and is listed: economy_unmapped.
 *   (R4) a figure that is missing says why; zero is a figure.
 *   (R5) the unit tree is the one that holds on the last day of the period asked
 *        for, for comparatives too, unless the caller asks for another structure.
 *   (R6) a preliminary adjustment is part of the outcome of every span that holds
 *        its month and ends no later than it expires, and of no other.
 *
 * Source of the rules: MODEL.md 3. */
#ifndef TERTIAL_CORE_ECONOMY_RESULT_H
#define TERTIAL_CORE_ECONOMY_RESULT_H

#include "core/ledger/ledger.h"
#include "core/model/model.h"

struct economy;

/* The dimensions that the mappings' conditions use: what an import must keep in the
 * cube, and ledger_cube_ensure add where a mapping came later. */
bool economy_cube_dims(struct db *db, int64_t org, struct arena *mem, int **out, size_t *n,
    struct err *e) MUST_USE;

/* Read the sums of the years [year_from, year_to].  Needs a transaction. */
bool economy_load(struct db *db, int64_t org, const struct model *m, int year_from, int year_to,
    struct arena *mem, struct economy **out, struct err *e) MUST_USE;
/* The same from cells instead of a database, one call of economy_add per year. */
struct economy *economy_new(const struct model *m, const struct ledger_dict *d, int year_from,
    int year_to, struct arena *mem);
void economy_add(struct economy *ec, int year, const struct ledger_cell *cell, size_t n);
const struct ledger_dict *economy_dict(const struct economy *ec);

/* ---- single figures ---- */

struct amount {
	bool ok;
	int64_t ore;        /* money */
	dec percent;        /* of COL_CHANGE_PERCENT: one decimal */
	const char *reason; /* !ok: "base_rounds_to_zero" "sign_changes" "no_base" "no_entries"
	                     * "no_budget" "no_forecast" */
};

enum cell_kind {
	CELL_OUTCOME,
	CELL_BUDGET, /* adopted + council + transfer */
	CELL_ADOPTED,
	CELL_COUNCIL,
	CELL_TRANSFER,
	CELL_FORECAST
};

/* One cell.  line: the id of a result line of any kind, or "" for the net; unit:
 * with its whole subtree; span: whole months of one or more years (a forecast:
 * made at the end of the span).  RC_NOT_FOUND for a unit or line that is not. */
struct cell_ask {
	enum cell_kind what;
	str unit, line;
	period span;
	date structure_day;  /* y == 0: (R5) */
	bool no_closing;     /* of an outcome: without period 13 */
	bool no_preliminary; /* ... without preliminary adjustments */
};
bool economy_cell(const struct economy *ec, const struct cell_ask *a, struct amount *out,
    struct err *e) MUST_USE;
/* Change in percent of `now` on `base`, with one decimal, or why there is none in the
 * printed scale. */
enum scale { SCALE_ORE = 0, SCALE_KR = 2, SCALE_TKR = 5, SCALE_MKR = 8 };
struct amount change_percent(struct amount now, struct amount base, enum scale scale);
/* As printed (R1): a whole number of the scale. */
int64_t money_rounded(int64_t ore, enum scale scale);
bool scale_parse(str s, enum scale *out) MUST_USE; /* ore kr tkr mkr */
const char *scale_name(enum scale s);

/* ---- tables ---- */

/* What "budget" means in a table.  The law compares with what the council has decided
 * (LKBR 10:1): adopted with its own changes; internal transfers are kept apart. */
enum budget_basis {
	BUDGET_REVISED, /* adopted + council + transfer */
	BUDGET_DECIDED, /* adopted + council */
	BUDGET_ADOPTED,
	BUDGET_BASIS__COUNT
};
extern const char *const budget_basis_id[BUDGET_BASIS__COUNT]; /* "revised" ... */

/* Whose unit tree the two years of a table follow. */
enum structure {
	STRUCTURE_NEW, /* both: the last day of the period */
	STRUCTURE_OLD, /* both: the same day a year before */
	STRUCTURE_OWN, /* each its own: as it was reported then */
	STRUCTURE__COUNT
};
extern const char *const structure_id[STRUCTURE__COUNT]; /* "new" ... */

struct table_ask {
	period period;
	str unit;
	enum scale scale;
	enum budget_basis budget;
	enum structure structure;
	int structure_year;  /* not 0: both as the tree stood at the end of that year */
	bool no_closing;     /* without period 13 */
	bool no_preliminary; /* without preliminary adjustments */
};

/* A unit that changed its place between the two days that a table compares. */
struct unit_move {
	str unit, from, to; /* names; from and to of the parents */
	date day;
};

enum result_col {
	COL_MONTH_VARIANCE,
	COL_LAST_YEAR,
	COL_THIS_YEAR,
	COL_BUDGET,
	COL_VARIANCE,
	COL_CHANGE_PERCENT,
	COL_FULL_YEAR_BUDGET,
	COL_FULL_YEAR_FORECAST,
	COL_FORECAST_VARIANCE,
	COL__COUNT
};
extern const char *const result_col_id[COL__COUNT]; /* "month_variance" ... */

struct result_row {
	str id, name;
	enum line_kind kind;
	struct amount cell[COL__COUNT];
	/* Parts of this year's outcome, in it where the table includes them. */
	struct amount closing, preliminary;
};

/* The printed rows above a printed total do not add up to it. */
struct rounding_note {
	size_t row;
	enum result_col col;
	int64_t rows_sum, printed; /* in the scale */
};

struct result {
	period period; /* as asked for */
	str unit, unit_name;
	enum scale scale;
	enum budget_basis budget;
	bool budget_changed; /* ... and the versions of the budget differ */
	bool no_closing, no_preliminary;
	bool has_closing, has_preliminary; /* some row has them */
	date day_now, day_last;            /* of the unit tree of each year */
	struct unit_move *move;            /* units that came or went between the years */
	size_t n_move;
	struct result_row *row;
	size_t n_row;
	struct rounding_note *note;
	size_t n_note;
	struct amount unmapped[COL__COUNT]; /* "okopplade konton": outcome columns only */
	bool has_unmapped;                  /* ... which must be zero before a report is frozen */
};

bool result_table(const struct economy *ec, const struct table_ask *ask, struct arena *mem,
    struct result **out, struct err *e) MUST_USE;
/* Canonical name of the fact in a cell; "" for a cell that is none. */
str result_fact(struct arena *mem, const struct result *t, size_t row, enum result_col col);

struct unit_row {
	str id, name, parent;
	int level;  /* 0 is the unit asked for, which stands last */
	bool moved; /* what belongs to it differs between the years' own trees */
	struct amount last_year, this_year, development_percent, budget, variance, full_year_budget,
	    full_year_forecast;
};
struct unit_table {
	period period;
	str unit;
	enum scale scale;
	enum budget_basis budget;
	date day_now, day_last;
	struct unit_move *move;
	size_t n_move;
	struct unit_row *row; /* depth first; units with `presented`, and the unit itself */
	size_t n_row;
};
bool unit_table(const struct economy *ec, const struct table_ask *ask, struct arena *mem,
    struct unit_table **out, struct err *e) MUST_USE;

struct investment_row {
	str id, name;
	struct amount outcome, budget, variance; /* variance = budget - outcome */
	dec decided, accumulated, forecast;      /* projects; not dec_ok: missing */
};
struct investment_table {
	period period;
	str unit;
	enum scale scale;
	struct investment_row *row; /* an area each, by sort */
	size_t n_row;
	struct investment_row total;
	bool has_note; /* printed rows miss the printed total by rounding */
	int64_t rows_sum;
};
/* Areas whose unit lies in the subtree of `unit`; an area without unit belongs to
 * the top of the tree.  Accumulated from January. */
bool investment_table(const struct model *m, period p, str unit, enum scale scale,
    struct arena *mem, struct investment_table **out, struct err *e) MUST_USE;

/* ---- what is in no line (R3) ---- */

struct unmapped {
	int year;
	str account, account_name;
	str object, object_name; /* the unit as booked; "" for lines without */
	bool no_line, no_unit;   /* which is missing */
	int64_t ore;             /* the whole year, revenue + */
};
bool economy_unmapped(const struct economy *ec, struct arena *mem, struct unmapped **out, size_t *n,
    struct err *e) MUST_USE;

/* ---- JSON, as the command line and the API give it ---- */

bool result_json(const struct result *t, struct arena *mem, str *out, struct err *e) MUST_USE;
bool
unit_table_json(const struct unit_table *t, struct arena *mem, str *out, struct err *e) MUST_USE;
bool investment_table_json(const struct investment_table *t, struct arena *mem, str *out,
    struct err *e) MUST_USE;

#endif
