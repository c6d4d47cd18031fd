/* table_blame.c -- which cell a broken relation is the fault of, and what it
 * should have been. */
#include "core/claims/table/table_rel.h"

/* The guilt of a cell: relations broken weigh more than relations kept. */
static int
guilt(const struct cell *c)
{
	return c->bad * 4 - c->good;
}

static struct member
guilty(const struct table *t, const struct relation *x, bool *alone)
{
	struct member best = x->target;
	int most = guilt(cell_at(t, best));
	int equals = 1;

	for (int i = 0; i < x->n; i++) {
		int g = guilt(cell_at(t, x->m[i]));
		if (g > most) {
			most = g;
			best = x->m[i];
			equals = 1;
		} else if (g == most) {
			equals++;
		}
	}
	*alone = equals == 1;
	return equals == 1 ? best : x->target;
}

/* What the cell must be for a sum or difference to hold. */
static bool
solve(const struct table *t, const struct relation *x, struct member who, int64_t *out)
{
	int64_t target = cell_at(t, x->target)->value;

	if (who.row == x->target.row && who.col == x->target.col) {
		*out = x->expected;
		return true;
	}
	if (x->kind == REL_PERCENT || x->kind == REL_SHARE || x->kind == REL_RATIO)
		return false;
	*out = cell_at(t, who)->value + target - x->expected;
	return true;
}

static struct texts
cell_show(struct check *c, const struct table *t, struct member who, int64_t value)
{
	bool percent = t->col[who.col].unit == CLAIMS_PERCENT;

	return figure_show(c->mem, value, percent ? CLAIMS_PERCENT : CLAIMS_PLAIN, 0,
	    cell_at(t, who)->step / 2);
}

static struct place_in
place_of_cell(const struct table *t, struct member who)
{
	const struct cell *x = cell_at(t, who);
	int line = t->row[who.row].line;

	return (struct place_in){x->off, x->off + x->text.n, line, line};
}

static str
row_name(const struct table *t, int row)
{
	str s = t->row[row].label;

	return s.n > 0 ? str_sub(s, 0, 80) : STR("(utan namn)");
}

static void
describe(struct check *c, struct found *f, const struct table *t, const struct relation *x)
{
	struct claims_proof p = proof_of_cell(c, c->doc, t, x->target.row, x->target.col);

	found_proof(f, &p);
	if (x->n <= CLAIMS_PROOFS_MAX - 1) {
		for (int i = 0; i < x->n; i++) {
			p = proof_of_cell(c, c->doc, t, x->m[i].row, x->m[i].col);
			found_proof(f, &p);
		}
		return;
	}
	struct claims_proof all = {.line = t->row[x->m[0].row].line,
	    .line_end = t->row[x->m[x->n - 1].row].line};
	all.text = str_fmt(c->mem, "%.*s … %.*s", STR_ARG(row_name(t, x->m[0].row)),
	    STR_ARG(row_name(t, x->m[x->n - 1].row)));
	found_proof(f, &all);
}

static struct found *
tell(struct check *c, const struct table *t, const struct relation *x, struct member who,
    struct texts want, str have)
{
	enum severity sev = x->sure ? SEV_ERROR : SEV_WARNING;
	struct place_in at = place_of_cell(t, who);
	str row = row_name(t, who.row), col = str_sub(t->col[who.col].header, 0, 80);

	switch (x->kind) {
	case REL_DIFF:
		return FOUND(c, sev, at, table_difference, ARG(row), ARG(col), ARG(have),
		    ARG(want));
	case REL_PERCENT:
	case REL_SHARE:
		return FOUND(c, sev, at, table_percent, ARG(row), ARG(col), ARG(have), ARG(want));
	case REL_RATIO:
		return FOUND(c, sev, at, table_ratio, ARG(row), ARG(col), ARG(have), ARG(want));
	case REL_SAME:
		return FOUND(c, sev, at, table_repeats, ARG(row), ARG(col), ARG(have), ARG(want));
	case REL_SUM:
		break;
	}
	return FOUND(c, sev, at, table_sum, ARG(row), ARG(col), ARG(have), ARG(want));
}

/* One finding for each guilty cell, with every relation it breaks as proof. */
static void
accuse(struct check *c, struct relations *rs, size_t at, bool *told)
{
	struct table *t = rs->t;
	bool alone, other;
	struct member who = guilty(t, &rs->v[at], &alone);
	int64_t want = 0;
	bool solved = solve(t, &rs->v[at], who, &want);

	for (size_t i = at; i < rs->n && !solved; i++) {
		struct member same = guilty(t, &rs->v[i], &other);
		if (!rs->v[i].ok && same.row == who.row && same.col == who.col)
			solved = solve(t, &rs->v[i], who, &want);
	}
	struct cell *x = cell_at(t, who);
	str have = x->text;
	struct texts should = {{STR(""), STR("")}};
	if (solved)
		should = cell_show(c, t, who, want);
	struct found *f = tell(c, t, &rs->v[at], who, should, have);
	f->f.expected = should.text[LANG_SV];
	f->f.found = have;
	for (size_t i = at; i < rs->n; i++) {
		struct member same = guilty(t, &rs->v[i], &other);
		if (rs->v[i].ok || told[i] || same.row != who.row || same.col != who.col)
			continue;
		told[i] = true;
		describe(c, f, t, &rs->v[i]);
	}
	if (alone) {
		x->wrong = true;
		x->should = want;
	}
}

/* Percent of a base that prints as zero says nothing. */
static void
zero_base(struct check *c, const struct table *t)
{
	for (int r = 0; r < t->n_row; r++)
		for (int p = 1; p < t->n_col; p++) {
			const struct cell *x = &t->row[r].cell[p];
			if (t->row[r].header || x->kind != CELL_NUMBER ||
			    t->col[p].role != ROLE_CHANGE || t->col[p].unit != CLAIMS_PERCENT)
				continue;
			for (int b = 1; b < t->n_col; b++)
				if (t->col[b].previous && t->row[r].cell[b].kind == CELL_NUMBER &&
				    t->row[r].cell[b].value == 0) {
					struct member who = {r, p, 1};
					struct found *f = FOUND(c, SEV_WARNING,
					    place_of_cell(t, who), zero_base, ARG(row_name(t, r)),
					    ARG(x->text));
					struct claims_proof base = proof_of_cell(c, c->doc, t, r,
					    b);
					f->f.found = x->text;
					found_proof(f, &base);
				}
		}
}

/* A column that no total adds up (or one total, of other decimals than the rest) holds
 * percentages or averages, whatever its header says. */
static void
drop_unsummed(struct relations *rs)
{
	struct table *t = rs->t;
	struct relations trial = {.mem = rs->mem, .t = t};
	int ok[COLS_MAX] = {0}, bad[COLS_MAX] = {0};
	int64_t step[COLS_MAX] = {0}, most = 0;

	table_sum_relations(&trial);
	for (size_t i = 0; i < trial.n; i++) {
		int c = trial.v[i].target.col;
		*(trial.v[i].ok ? &ok[c] : &bad[c]) += 1;
		step[c] = cell_at(t, trial.v[i].target)->step;
		if (trial.v[i].ok && step[c] > most)
			most = step[c];
	}
	for (int c = 1; c < t->n_col; c++)
		if (bad[c] > 0 && ok[c] == 0 && (bad[c] > 1 || step[c] < most))
			t->col[c].additive = false;
	for (int r = 0; r < t->n_row; r++)
		for (int c = 0; c < t->n_col; c++)
			t->row[r].cell[c].good = t->row[r].cell[c].bad = t->row[r].cell[c].exact =
			    0;
}

/* Every relation of the table, each cell's share in them counted. */
static void
relate(struct relations *rs)
{
	drop_unsummed(rs);
	table_col_relations(rs);
	table_sum_relations(rs);
}

void
table_check(struct check *c, struct table *t)
{
	struct relations rs = {.mem = c->mem, .t = t};

	if (t->contents)
		return;
	relate(&rs);
	bool *told = arena_array(c->mem, rs.n + 1, bool);
	for (size_t i = 0; i < rs.n; i++) {
		if (rs.v[i].ok || told[i])
			continue;
		accuse(c, &rs, i, told);
	}
	zero_base(c, t);
}

void
table_relate(struct arena *mem, struct table *t)
{
	struct relations rs = {.mem = mem, .t = t};

	if (t->contents)
		return;
	relate(&rs);
	for (size_t i = 0; i < rs.n; i++) {
		bool alone;
		struct member who = guilty(t, &rs.v[i], &alone);
		if (!rs.v[i].ok && alone)
			cell_at(t, who)->wrong = true;
	}
}
