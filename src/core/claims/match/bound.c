/* bound.c -- figures that say themselves which fact they print: held against that
 * fact and no other. */
#include "base/map.h"
#include "core/claims/rules/rules.h"

#define NAMES_SEED 0x626f756e64u

struct binder {
	struct check *c;
	struct map by_name;
};

/* The bound stretch that a place lies in; NULL when none does. */
static const struct claims_bound *
bound_at(const struct claims_doc *d, size_t off)
{
	size_t lo = 0, hi = d->n_bound;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (d->bound[mid].end <= off)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->n_bound && d->bound[lo].off <= off ? &d->bound[lo] : NULL;
}

static const struct claims_fact *
fact_at(const struct binder *b, size_t off)
{
	const struct claims_bound *x = bound_at(&b->c->doc->doc, off);
	size_t at = x != NULL ? map_find(&b->by_name, x->fact) : MAP_NONE;

	return at != MAP_NONE ? &b->c->fact[at] : NULL;
}

/* What a figure without unit, or in a counted thing, may be of. */
static bool
unit_fits(enum claims_unit figure, enum claims_unit fact)
{
	if (figure == fact)
		return true;
	if (figure == CLAIMS_PLAIN || figure == CLAIMS_COUNT)
		return fact != CLAIMS_KR;
	if (figure == CLAIMS_POINTS || figure == CLAIMS_PERCENT)
		return fact == CLAIMS_PERCENT || fact == CLAIMS_POINTS;
	return figure != CLAIMS_KR && fact == CLAIMS_COUNT;
}

static bool
value_fits(int64_t value, int64_t half, const struct claims_fact *f, bool about)
{
	struct evid a = {.value = claims_magnitude(value), .half = half};
	struct evid b = {.value = claims_magnitude(f->value), .half = f->half};

	return evid_agrees(&a, &b, about);
}

static int
sign_of(int64_t v)
{
	return v > 0 ? 1 : v < 0 ? -1 : 0;
}

/* The fact as a place that prints like this would print it. */
static struct texts
as_printed(struct arena *mem, const struct claims_fact *f, const struct figure *like)
{
	bool same = like->unit == f->unit;

	return figure_show(mem, f->value, f->unit, same ? like->scale : f->scale,
	    same && like->half > 0 ? like->half : 0);
}

static void
claim_against(struct binder *b, struct claim *k, int i, const struct claims_fact *f)
{
	struct check *c = b->c;
	const struct figure *x = &k->figure[i];
	struct claims_proof p = proof_of_fact(c, f);
	bool value = unit_fits((enum claims_unit)x->unit, f->unit) &&
	    value_fits(x->value, x->half, f, x->about);
	struct fact_sense sense = fact_sense(c->doc->words, c->mem, f);
	bool told = k->n_figure == 1 && k->dir != 0 && !k->dir_mixed && sense.role == k->role &&
	    (k->role == ROLE_VARIANCE || k->role == ROLE_CHANGE);
	int mine = told ? k->dir : x->sign, theirs = told ? sense.dir : sign_of(f->value);
	bool side = mine == 0 || theirs == 0 || mine == theirs || x->value == 0;

	if (value && side) {
		claim_verify(c, k, 9, &p,
		    MSG_ARGS_(MSG_claims_by_fact, ARG(f->name), ARG(p.text), ARG_END_));
		k->support = 5;
		return;
	}
	struct texts want = as_printed(c->mem, f, x), have = claim_value(c->mem, k, i);
	struct found *r = value
	    ? FOUND(c, SEV_ERROR, place_of_claim(k), direction_of_fact, ARG(f->name), ARG(want))
	    : FOUND(c, SEV_ERROR, place_of_claim(k), differs_from_fact, ARG(have), ARG(want),
	          ARG(f->name));
	r->claim = k;
	r->f.expected = want.text[LANG_SV];
	r->f.found = have.text[LANG_SV];
	found_proof(r, &p);
	claim_wrong(k);
}

/* A cell's figure in the scale of its column; where none is said, any that fits. */
static bool
cell_fits(const struct table *t, int row, int col, const struct claims_fact *f)
{
	const struct cell *x = &t->row[row].cell[col];
	int scale = table_measure(t, row, col).scale;
	int from = scale >= 0 ? scale : 0, to = scale >= 0 ? scale : 9;

	if (f->unit != CLAIMS_KR)
		from = to = 0;
	for (int s = from; s <= to; s += 3) {
		int64_t value = x->value, half = x->step;
		bool fits = true;
		for (int i = 0; i < s; i++)
			fits = fits && !__builtin_mul_overflow(value, (int64_t)10, &value) &&
			    !__builtin_mul_overflow(half, (int64_t)10, &half);
		if (fits && value_fits(value, half / 2, f, false))
			return true;
	}
	return false;
}

/* Whether the column writes what is below zero with a sign. */
static bool
signed_column(const struct table *t, int col)
{
	for (int r = 0; r < t->n_row; r++)
		if (t->row[r].cell[col].kind == CELL_NUMBER && t->row[r].cell[col].value < 0)
			return true;
	return false;
}

static void
cell_against(struct binder *b, struct table *t, int row, int col, const struct claims_fact *f)
{
	struct check *c = b->c;
	struct cell *x = &t->row[row].cell[col];
	struct claims_proof *p = arena_new(c->mem, struct claims_proof);
	bool value = cell_fits(t, row, col, f);
	int mine = sign_of(x->value), theirs = sign_of(f->value);
	bool side = mine == theirs || mine == 0 || (mine > 0 && !signed_column(t, col));

	*p = proof_of_fact(c, f);
	x->fact = p;
	x->by_fact = value && side;
	if (x->by_fact || x->wrong)
		return;
	int scale = table_measure(t, row, col).scale;
	struct figure like = {.unit = (uint8_t)f->unit,
	    .scale = (int8_t)(f->unit != CLAIMS_KR ? 0
	            : scale >= 0                   ? scale
	                                           : f->scale),
	    .half = x->step / 2};
	for (int i = 0; i < like.scale; i++)
		like.half *= 10;
	struct texts want = as_printed(c->mem, f, &like);
	struct place_in at = {x->off, x->off + x->text.n, t->row[row].line, t->row[row].line};
	struct found *r = FOUND(c, SEV_ERROR, at, differs_from_fact, ARG(x->text), ARG(want),
	    ARG(f->name));
	r->f.expected = want.text[LANG_SV];
	r->f.found = x->text;
	found_proof(r, p);
	x->wrong = true;
}

void
facts_bind(struct check *c)
{
	struct model *m = c->doc;
	struct binder b = {.c = c};

	if (c->n_fact == 0 || m->doc.n_bound == 0)
		return;
	map_init(&b.by_name, c->mem, NAMES_SEED);
	for (size_t i = 0; i < c->n_fact; i++)
		if (!c->fact[i].alias)
			(void)map_add(&b.by_name, c->fact[i].name, i);
	for (size_t i = 0; i < m->n_claim; i++)
		for (int k = 0; k < m->claim[i].n_figure; k++) {
			const struct claims_fact *f = fact_at(&b, m->claim[i].figure[k].off);
			if (f != NULL && !m->claim[i].wrong)
				claim_against(&b, &m->claim[i], k, f);
		}
	for (size_t i = 0; i < m->n_table; i++) {
		struct table *t = &m->table[i];
		for (int r = 0; r < t->n_row; r++)
			for (int col = 0; col < t->n_col; col++) {
				const struct cell *x = &t->row[r].cell[col];
				const struct claims_fact *f = x->kind == CELL_NUMBER
				    ? fact_at(&b, x->off)
				    : NULL;
				if (f != NULL)
					cell_against(&b, t, r, col, f);
			}
	}
}
