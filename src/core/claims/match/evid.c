#include "core/claims/match/evid.h"

#include <string.h>

void
evids_init(struct evids *e, struct check *c)
{
	*e = (struct evids){.mem = c->mem,
	    .c = c,
	    .investing = words_stem_id(c->doc->words, STR("investering"))};
	e->n_first = c->doc->words->n_stem + 1;
	e->first = arena_array(e->mem, e->n_first, uint32_t);
}

/* Chains run over the rarest place: every stem of the set, or for a grand total
 * every word its table may be called by; slot 0 of a chain table is "no word". */
void
evids_add(struct evids *e, struct evid x)
{
	uint32_t slot = (uint32_t)(e->n_first - 1);
	size_t room = e->room;

	if (x.set.n > 0)
		slot = x.set.v[0];
	if (slot >= e->n_first)
		return;
	arena_grow(e->mem, e->v, e->n, e->room);
	if (room != e->room) {
		uint32_t *next = arena_array(e->mem, e->room, uint32_t);
		if (e->n > 0)
			memcpy(next, e->next, e->n * sizeof *next);
		e->next = next;
	}
	e->v[e->n] = x;
	e->next[e->n] = e->first[slot];
	e->first[slot] = (uint32_t)++e->n;
}

int
evids_candidates(const struct evids *e, const struct evid *x, uint32_t *out)
{
	int n = 0;

	for (int i = -1; i < x->set.n; i++) {
		uint32_t slot = i < 0 ? (uint32_t)(e->n_first - 1) : x->set.v[i];
		if (slot >= e->n_first)
			continue;
		for (uint32_t at = e->first[slot]; at != 0 && n < CANDIDATES_MAX;
		     at = e->next[at - 1])
			if (e->v[at - 1].role == x->role && e->v[at - 1].unit == x->unit)
				out[n++] = at - 1;
	}
	return n;
}

static int64_t
magnitude(int64_t v)
{
	return v < 0 ? -v : v;
}

static bool
scale_up(int64_t v, int scale, int64_t *out)
{
	for (int i = 0; i < scale; i++)
		if (__builtin_mul_overflow(v, (int64_t)10, &v))
			return false;
	*out = v;
	return true;
}

static int
column_year(const struct model *m, const struct table *t, int c)
{
	if (t->col[c].year > 0)
		return t->col[c].year;
	return t->col[c].previous && m->year > 0 ? m->year - 1 : m->year;
}

/* The words a subject may have beside the row's: caption, headings, column. */
static struct set
may_of(const struct table *t, int row, int col)
{
	struct set s = t->about;

	for (int i = 0; i < t->col[col].set.n; i++)
		set_add(&s, t->col[col].set.v[i]);
	for (int i = 0; i < t->row[row].set.n; i++)
		set_add(&s, t->row[row].set.v[i]);
	return s;
}

bool
evid_of_cell_loose(const struct evids *e, const struct model *m, int table, int row, int col,
    struct evid *out)
{
	const struct table *t = &m->table[table];
	const struct cell *x = &t->row[row].cell[col];
	struct measure in = table_measure(t, row, col);
	enum claims_unit unit = in.unit;
	int scale = in.scale;

	if (x->kind != CELL_NUMBER || x->wrong || unit == CLAIMS_PLAIN || scale < 0 ||
	    t->col[col].role == ROLE_NONE)
		return false;
	struct evid v = {.role = t->col[col].role,
	    .unit = unit,
	    .table_cell = true,
	    .old = m->old,
	    .table = table,
	    .row = row,
	    .col = col,
	    .col_b = -1,
	    .claim = -1,
	    .year = column_year(m, t, col),
	    .month = t->col[col].month,
	    .grand = t->row[row].grand,
	    .may = may_of(t, row, col),
	    .investing = set_has(&t->about, e->investing)};
	if (!v.grand)
		v.set = t->row[row].set;
	if (!scale_up(magnitude(x->value), scale, &v.value) || !scale_up(x->step, scale, &v.half))
		return false;
	v.half /= 2;
	if (v.role == ROLE_VARIANCE || v.role == ROLE_CHANGE)
		v.dir = (int8_t)(x->value > 0 ? 1 : x->value < 0 ? -1 : 0);
	*out = v;
	return true;
}

bool
evid_of_cell(const struct evids *e, const struct model *m, int table, int row, int col,
    struct evid *out)
{
	return evid_of_cell_loose(e, m, table, row, col, out) && (out->grand || out->set.n > 0);
}

/* This year's outcome less last year's, as the row has them. */
static void
add_change(struct evids *e, const struct model *m, int table, int row, int now, int before)
{
	struct evid a, b;

	if (!evid_of_cell(e, m, table, row, now, &a) || !evid_of_cell(e, m, table, row, before, &b))
		return;
	a.role = ROLE_CHANGE;
	a.derived = true;
	a.col_b = before;
	a.dir = a.value > b.value ? 1 : a.value < b.value ? -1 : 0;
	a.value = magnitude(a.value - b.value);
	a.half += b.half;
	evids_add(e, a);
}

static void
add_row(struct evids *e, struct model *m, int table, int row)
{
	const struct table *t = &m->table[table];
	int now = -1, before = -1, n_whole = 0;

	for (int c = 1; c < t->n_col; c++)
		n_whole += t->col[c].whole;
	for (int c = 1; c < t->n_col; c++) {
		const struct column *col = &t->col[c];
		struct evid x;
		if (!col->numeric || (col->role == ROLE_VARIANCE && n_whole > 0 && !col->whole) ||
		    !evid_of_cell(e, m, table, row, c, &x))
			continue;
		evids_add(e, x);
		if (col->role != ROLE_LEVEL || col->unit == CLAIMS_PERCENT)
			continue;
		int year = column_year(m, t, c);
		if (year == m->year && now < 0)
			now = c;
		else if (year != m->year && before < 0)
			before = c;
	}
	if (now > 0 && before > 0)
		add_change(e, m, table, row, now, before);
}

void
evids_add_cells(struct evids *e, struct model *m)
{
	for (size_t i = 0; i < m->n_table; i++) {
		struct table *t = &m->table[i];
		for (int r = 0; r < t->n_row && !t->contents; r++)
			if (!t->row[r].header && t->row[r].n_number > 0)
				add_row(e, m, (int)i, r);
	}
}

struct evid
evid_of_claim(const struct evids *e, const struct model *m, int claim, int figure)
{
	const struct claim *c = &m->claim[claim];
	const struct figure *f = &c->figure[figure];
	struct evid x = {.role = c->role,
	    .unit = (enum claims_unit)f->unit,
	    .dir = c->dir,
	    .old = m->old,
	    .claim = claim,
	    .figure = figure,
	    .table = -1,
	    .value = magnitude(f->value),
	    .half = f->half,
	    .year = f->year > 0 ? f->year : m->year,
	    .month = f->month,
	    .set = c->set,
	    .investing = set_has(&c->set, e->investing)};

	if (c->move == MOVE_FROM_TO && figure == 0 && f->year == 0)
		x.year = 0; /* some time before */
	if (c->zero) {
		x.unit = CLAIMS_KR;
		x.value = 0;
		x.half = 500000 * MICRO;
	}
	if (c->move == MOVE_FROM_TO || c->role == ROLE_LEVEL)
		x.dir = 0;
	if (c->develop && x.dir == 0)
		x.dir = f->sign < 0 ? -1 : 1;
	if (x.unit == CLAIMS_PLAIN)
		x.unit = CLAIMS_COUNT;
	return x;
}

void
evids_add_claims(struct evids *e, struct model *m)
{
	for (size_t i = 0; i < m->n_claim; i++) {
		const struct claim *c = &m->claim[i];
		if (!c->strict || c->role == ROLE_TARGET || c->role == ROLE_NONE)
			continue;
		for (int f = 0; f < c->n_figure; f++) {
			struct evid x = evid_of_claim(e, m, (int)i, f);
			if (x.year > 0)
				evids_add(e, x);
		}
	}
}

static bool
within(const struct words *w, const struct set *part, const struct set *a, const struct set *b)
{
	for (int i = 0; i < part->n; i++) {
		struct set one = {.v = {part->v[i]}, .n = 1};
		if (!set_near_within(w, &one, a) && (b == NULL || !set_near_within(w, &one, b)))
			return false;
	}
	return true;
}

static bool
same_period(const struct evid *a, const struct evid *b)
{
	if (a->year != 0 && b->year != 0 && a->year != b->year)
		return false;
	return a->month == b->month || a->month == 0 || b->month == 0;
}

bool
evid_same_thing(const struct evids *e, const struct evid *a, const struct evid *b)
{
	const struct words *w = e->c->doc->words;

	if (a->role != b->role || a->unit != b->unit || !same_period(a, b))
		return false;
	if (!b->table_cell)
		return set_near(w, &a->set, &b->set);
	if (a->investing != b->investing)
		return false;
	/* How many of what: the counted thing must be the table's too. */
	if (a->unit == CLAIMS_COUNT && a->set.n <= b->set.n)
		return false;
	if (b->grand)
		return within(w, &a->set, &b->may, NULL) &&
		    (a->set.n > 0 || a->role == ROLE_VARIANCE);
	return set_near_within(w, &b->set, &a->set) && within(w, &a->set, &b->set, &b->may);
}

bool
evid_agrees(const struct evid *a, const struct evid *b, bool loose)
{
	int64_t off = magnitude(a->value - b->value);
	int64_t more = a->half > b->half ? a->half : b->half;

	if (loose)
		return off <= a->half + b->half + 2 * more;
	if (a->half == b->half)
		return off < a->half + b->half;
	return off <= more || off < a->half + b->half;
}

struct claims_proof
evid_proof(const struct evids *e, const struct evid *x)
{
	const struct model *m = x->old ? e->c->old : e->c->doc;

	if (x->fact > 0)
		return proof_of_fact(e->c, &e->c->fact[x->fact - 1]);
	if (x->claim >= 0)
		return proof_of_claim(e->c, &m->claim[x->claim]);
	struct claims_proof p = proof_of_cell(e->c, m, &m->table[x->table], x->row, x->col);
	if (x->derived) {
		struct claims_proof q = proof_of_cell(e->c, m, &m->table[x->table], x->row,
		    x->col_b);
		p.text = str_fmt(e->mem, "%.*s − %.*s", STR_ARG(p.text), STR_ARG(q.text));
	}
	return p;
}

/* Totals of tables that say their unit, and are these totals in this scale. */
static int
agreeing_totals(struct evids *e, struct model *m, const struct evids *trial)
{
	int n = 0;

	for (size_t i = 0; i < trial->n; i++) {
		const struct evid *a = &trial->v[i];
		if (!a->grand || a->value == 0)
			continue;
		for (size_t k = 0; k < m->n_table && k < 200; k++) {
			const struct table *t = &m->table[k];
			if (t->unit != CLAIMS_KR || (int)k == a->table)
				continue;
			for (int r = 0; r < t->n_row; r++)
				for (int c = 1; c < t->n_col && t->row[r].grand; c++) {
					struct evid b;
					if (evid_of_cell(e, m, (int)k, r, c, &b) &&
					    b.role == a->role && b.year == a->year &&
					    b.investing == a->investing && b.unit == a->unit)
						n += evid_agrees(a, &b, false);
				}
		}
	}
	return n;
}

/* How many sentences agree with the table when its figures are in this scale. */
static int
agreeing(struct evids *e, struct model *m, int table, int scale)
{
	struct table *t = &m->table[table];
	struct evids trial;
	int n = 0;
	uint32_t *found = arena_array(e->mem, CANDIDATES_MAX, uint32_t);

	t->scale = scale;
	t->unit = CLAIMS_KR;
	evids_init(&trial, e->c);
	for (int r = 0; r < t->n_row; r++)
		if (!t->row[r].header && t->row[r].n_number > 0)
			add_row(&trial, m, table, r);
	for (size_t i = 0; i < m->n_claim && n < 50; i++) {
		const struct claim *c = &m->claim[i];
		if (!c->strict || c->n_figure != 1 || c->figure[0].unit != CLAIMS_KR)
			continue;
		struct evid x = evid_of_claim(e, m, (int)i, 0);
		int k = evids_candidates(&trial, &x, found);
		for (int j = 0; j < k; j++)
			if (evid_same_thing(e, &x, &trial.v[found[j]]) &&
			    evid_agrees(&x, &trial.v[found[j]], false)) {
				n++;
				break;
			}
	}
	n += agreeing_totals(e, m, &trial);
	t->scale = -1;
	t->unit = CLAIMS_PLAIN;
	return n;
}

void
evids_infer_scales(struct evids *e, struct model *m)
{
	static const int scale[] = {0, 3, 6};
	int tried = 0;

	for (size_t i = 0; i < m->n_table; i++) {
		struct table *t = &m->table[i];
		int best = 0, best_n = 0, amounts = 0;
		for (int c = 1; c < t->n_col; c++)
			amounts += t->col[c].numeric && t->col[c].additive &&
			    t->col[c].unit == CLAIMS_PLAIN;
		/* A document of thousands of such tables does without: each costs three passes. */
		if (t->contents || t->unit != CLAIMS_PLAIN || amounts == 0 || tried++ > 40)
			continue;
		for (size_t k = 0; k < COUNTOF(scale); k++) {
			int n = agreeing(e, m, (int)i, scale[k]);
			if (n > best_n) {
				best_n = n;
				best = scale[k];
			}
		}
		if (best_n == 0)
			continue;
		t->unit = CLAIMS_KR;
		t->scale = best;
		t->unit_inferred = true;
	}
}
