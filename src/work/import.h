/* import.h -- from files to the database, in one transaction or not at all.
 *
 *   read    every file becomes staged rows (YAML, CSV, Markdown) or is set aside
 *           as accounts (SIE) or a table; faults are findings with file and line
 *   tables  CSV and XLSX of other systems, by a template: staged budget rows, or
 *           accounts
 *   check   types, required fields, references, the same key in two places
 *   compare with what the database holds: added, changed, removed, the same
 *   apply   batch, originals, rows and the chained log of changes, accounts
 *
 * The same file again changes nothing.  Rows that the database has and the file
 * lacks stay, unless `prune` is given; they are then removed.
 *
 * Invariants
 *   (I1) with a finding of severity error nothing is written.
 *   (I2) every change of a row is logged with what it was and what it became, so
 *        that import_undo can take the batch back exactly. */
#ifndef TERTIAL_WORK_IMPORT_H
#define TERTIAL_WORK_IMPORT_H

#include "core/economy/result.h"
#include "core/intake/intake.h"

struct import_opts {
	/* What every file given is: a kind, its list, "sie", "ledger", "budget" or the id of
	 * a template; "": told by its name, or by how it was read before. */
	str as;
	bool dry_run;
	bool prune;
	str who;
	int64_t now_us;
	/* Of tables: fields of the template, columns, the template's new name, the month
	 * and the control total (kronor). */
	str set, columns, save;
	period period;
	bool has_control;
	dec control;
	enum intake_charset charset; /* of SIE files */
	enum ledger_same same; /* what to do with a voucher that is stored with other content */
	/* Told after each file; may be NULL. */
	void (*progress)(void *arg, size_t done, size_t total, str file);
	/* Told now and then within a large file of accounts; may be NULL. */
	void (*reading)(void *arg, str file, size_t done_bytes, size_t bytes, int64_t lines);
	void *progress_arg;
	size_t memory; /* what an import of accounts may hold, as struct ledger_source says */
};

enum import_op { IMPORT_ADDED, IMPORT_CHANGED, IMPORT_REMOVED };

struct import_field {
	const char *name;
	str before, after;
};

struct import_change {
	enum kind_id kind;
	enum import_op op;
	str key; /* shown: parts joined by " / " */
	str file;
	int line;
	struct import_field *field; /* what differs; IMPORT_CHANGED only */
	size_t n_field;
};

/* A table that was read, as it was read. */
struct import_table {
	str file;
	struct intake *told;
	struct intake_table t;
};

struct import_report {
	int64_t batch;                          /* 0 when nothing was written */
	size_t files, rows, unchanged, missing; /* missing: in the database, not in the file */
	size_t n_added, n_changed, n_removed;
	struct import_change *change;
	size_t n_change;
	struct ledger_receipt *ledger; /* one for each file of accounts */
	str *ledger_file;
	size_t n_ledger;
	struct import_table *table;
	size_t n_table;
	struct unmapped *unmapped; /* of the years that accounts came to */
	size_t n_unmapped;
};

/* false with *e on failure; with errors among the findings it is RC_INVALID. */
bool
import_paths(struct db *db, int64_t org, const str *paths, size_t n, const struct import_opts *o,
    struct arena *mem, struct import_report *out, struct diag *d, struct err *e) MUST_USE;

struct batch_info {
	int64_t id, at_us, files, added, changed, removed, lines, vouchers, control_ore, undone_by;
	str kind, source, who;
};

bool import_list(struct db *db, int64_t org, struct arena *mem, struct batch_info **out, size_t *n,
    struct err *e) MUST_USE;
/* Take a batch back.  RC_CONFLICT when a later batch changed the same rows. */
bool import_undo(struct db *db, int64_t org, int64_t batch, str who, int64_t now_us,
    struct arena *mem, struct import_report *out, struct err *e) MUST_USE;

#endif
