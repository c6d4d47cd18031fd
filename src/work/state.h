/* state.h -- a report's way from draft to published, and what is frozen on it.
 *
 *   utkast → klarmarkerad → granskad → beslutad → överlämnad → publicerad
 *
 * Before the decision a report can be sent back to draft.  With the decision it is
 * frozen: its bytes are kept in every format, and its figures become published
 * comparatives that later reports are held against.  From then on the kept bytes are
 * what is handed out, whatever happens to the data behind them.
 *
 * Invariants
 *   (Z1) a report with an error that no signed waiver covers is not decided: of the
 *        rules over the database, and of its own text held against itself.
 *   (Z2) state, kept bytes and published figures are written in one transaction.
 *   (Z4) a waiver says what it waives; when that says something else it is another
 *        finding, and the waiver no longer holds.
 *   (Z5) how every assessment was made (rule and version, inputs, arithmetic, suggestion,
 *        judgement, reason, who, when) is kept with the report it is decided in.
 *   (Z3) what is frozen is never changed; verify proves it by its SHA-256. */
#ifndef TERTIAL_WORK_STATE_H
#define TERTIAL_WORK_STATE_H

#include "core/check/check.h"
#include "core/model/model.h"

struct state_ask {
	str report;
	enum report_state to;
	str by;       /* who: a name, until there are users */
	date decided; /* with beslutad; the day of the decision */
	str paragraph, case_number;
	int64_t now_us;
	enum lang lang; /* of the kept documents */
};

/* RC_CONFLICT when the state cannot follow, or when errors are left: they are then in
 * *found. */
bool report_set_state(struct db *db, int64_t org, const struct state_ask *ask, struct arena *mem,
    struct check_list *found, struct err *e) MUST_USE;
struct waive_ask {
	struct waiver waiver; /* report, rule, place ("" all of them), reason, by, day */
	date today;           /* as the reader of the list had it: for rules on dates */
	int64_t now_us;
};

/* A signed waiver for each finding of the rule that is not waived yet, with the sentence
 * it waives (Z4); *id is the first, *n how many.  RC_NOT_FOUND when there is none. */
bool report_waive(struct db *db, int64_t org, const struct waive_ask *ask, struct arena *mem,
    str *id, size_t *n, struct err *e) MUST_USE;
/* The kept bytes; *found is false when the report is not frozen in that format. */
bool report_kept(struct db *db, int64_t org, str report, str format, struct arena *mem, bool *found,
    str *bytes, struct err *e) MUST_USE;
/* The bytes of a file that is kept compressed; false when they are not whole. */
bool kept_unpack(struct arena *mem, int64_t bytes, str data, str *out) MUST_USE;
bool report_is_frozen(struct db *db, int64_t org, str report, struct arena *mem, bool *frozen,
    struct err *e) MUST_USE;

#endif
