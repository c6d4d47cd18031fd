/* intake.h -- tables from other systems: booked lines, balance lists, budgets.
 *
 * A pure function from the bytes of a CSV or XLSX file to what the ledger or the
 * budget takes in, with everything that was found out on the way, to be shown.
 * What a template or the caller tells is used as told; what they do not tell is found
 * in the file, and where two answers fit that is a finding of severity error that
 * says what to tell.  Described in docs/format/tables.md.
 *
 * Lines with a voucher number become those vouchers.  Lines without one are a
 * balance list: they become one voucher a period and unit, of the series named after
 * the template, with number YYYYMM-UNIT, on the last day of the month.
 *
 * Ownership: results lie in the arena or borrow from the model and the ask; nothing
 * borrows from the bytes.
 *
 * Units and signs: int64 öre; lines as booked, debit +; budgets income +, cost -.
 *
 * Invariants
 *   (IN1) every row below the headings is a line, a total row, empty or a finding.
 *   (IN2) the sum of what comes out is the sum of what stood in the file.
 *   (IN3) with a finding of severity error nothing comes out. */
#ifndef TERTIAL_CORE_INTAKE_INTAKE_H
#define TERTIAL_CORE_INTAKE_INTAKE_H

#include "core/ledger/ledger.h"
#include "core/model/model.h"

#define INTAKE_LINES_MAX 20000000
#define INTAKE_SAMPLE 5

struct intake_ask {
	str file;                        /* for the findings */
	const struct intake *told;       /* its empty fields are found out; never NULL */
	const struct intake_column *col; /* of the template or the caller, n_col of them; */
	size_t n_col;                    /* headings that are not here are known by name */
	bool col_all;                    /* these are all the columns: others are passed over */
	period period;                   /* of lines without one; PERIOD_NONE: not told */
	dec control;                     /* not dec_ok: not told */
	const struct model *m;           /* units, lines and mappings */
	const struct ledger_dict *dict;  /* accounts and dimensions known; may be NULL */
};

struct intake_layout_col {
	size_t at; /* from 0 */
	str head;
	enum column_role role;
	int dim, month;
	bool told;
};

/* How the file was read. */
struct intake_layout {
	bool workbook;
	str sheet;
	const char *charset;
	char sep, decimal; /* 0: there is none to know */
	int header_line;
	enum intake_sign sign;
	bool vouchers; /* a column numbers them */
	struct intake_layout_col *col;
	size_t n_col;
	str *head; /* all headings */
	size_t n_head;
};

/* The amounts of one month, as in the file. */
struct intake_sum {
	int year, month; /* month 0: the whole year; 13: closing entries */
	int64_t lines, ore;
};

struct intake_budget {
	str unit, line; /* ids */
	int year, month;
	int64_t ore;
	int source_line;
};

struct intake_table {
	struct intake_layout layout;
	int64_t lines, total_rows, empty_amounts;
	int64_t sum_ore;   /* as in the file; of vouchers the debit */
	bool total_agreed; /* a total row was there, and right */
	struct intake_sum *sum;
	size_t n_sum;
	str *sample[INTAKE_SAMPLE]; /* the first rows, layout.n_col texts each */
	size_t n_sample;
	int64_t unknown_units; /* lines of units that the organisation does not have */

	/* content ledger */
	struct sie sie;
	struct sie_batch batch;
	const uint8_t *ver_period;
	/* content budget, one for each unit, line and month */
	struct intake_budget *budget;
	size_t n_budget;
};

/* false with *e for what cannot be read at all; findings of severity error in d
 * otherwise (IN3). */
bool intake_read(struct arena *mem, str bytes, const struct intake_ask *ask,
    struct intake_table *out, struct diag *d, struct err *e) MUST_USE;

/* The layout as a template, for intake_ask.told and .col of the next file. */
void intake_template(struct arena *mem, const struct intake_ask *ask, const struct intake_table *t,
    str id, struct intake *out, struct intake_column **col, size_t *n_col);

#endif
