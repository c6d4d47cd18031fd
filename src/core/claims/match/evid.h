/* evid.h -- what a figure can be held against: cells of tables, sums and
 * differences of cells, and other sentences, of both documents.
 *
 * A piece of evidence says: this subject had this value in this role and
 * period.  Two pieces speak of the same thing when role, unit and period agree
 * and the words of one subject are the other's, but for words that the table's
 * caption or the column's header already say. */
#ifndef TERTIAL_CORE_CLAIMS_EVID_H
#define TERTIAL_CORE_CLAIMS_EVID_H

#include "core/claims/claims_priv.h"

#define CANDIDATES_MAX 400 /* looked at for one figure; a document of copies has no end */

struct evid {
	enum role role;
	enum claims_unit unit;
	int8_t dir; /* sign of a variance or change; 0 not known */
	bool table_cell, old, grand;
	bool derived;        /* a difference of two cells */
	int year, month;     /* year 0 not known */
	int64_t value, half; /* never negative */
	struct set set;      /* of the row or claim */
	struct set may;      /* words the subject may have beside these */
	bool investing;
	/* where it stands */
	int table, row, col, col_b;
	int claim, figure;
	int fact; /* 1 + index of the database's; 0 none */
};

struct evids {
	struct arena *mem;
	struct check *c;
	struct evid *v;
	size_t n, room;
	uint32_t *first, *next; /* chains by stem and by role for the grand totals */
	size_t n_first;
	uint32_t investing;
};

void evids_init(struct evids *e, struct check *c);
void evids_add_cells(struct evids *e, struct model *m);
void evids_add_claims(struct evids *e, struct model *m);
void evids_add_facts(struct evids *e);
void evids_add(struct evids *e, struct evid x);
/* What the label and the sign of a fact say that it is: ROLE_NONE for what no plain
 * sentence tells. */
struct fact_sense {
	enum role role;
	int8_t dir; /* of a variance or change: +1, -1, 0 */
};
struct fact_sense fact_sense(struct words *w, struct arena *mem, const struct claims_fact *f);
/* The cell of a table; false when it says too little of itself. */
bool evid_of_cell(const struct evids *e, const struct model *m, int table, int row, int col,
    struct evid *out);
/* The same, also of a row whose label names nothing but a month. */
bool evid_of_cell_loose(const struct evids *e, const struct model *m, int table, int row, int col,
    struct evid *out);
/* Evidence of figure `f` of a claim itself. */
struct evid evid_of_claim(const struct evids *e, const struct model *m, int claim, int figure);
/* Up to CANDIDATES_MAX pieces that may speak of the same thing. */
int evids_candidates(const struct evids *e, const struct evid *x, uint32_t *out);
bool evid_same_thing(const struct evids *e, const struct evid *claim, const struct evid *with);
/* Equal within the rounding of both; `loose` for "cirka". */
bool evid_agrees(const struct evid *a, const struct evid *b, bool loose);
struct claims_proof evid_proof(const struct evids *e, const struct evid *x);
/* Scales of tables that do not say theirs: the one that most sentences agree with. */
void evids_infer_scales(struct evids *e, struct model *m);

#endif
