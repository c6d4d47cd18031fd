/* rules_table.c -- what a table says of itself: its unit, its totals by name, and whose
 * figures it says they are. */
#include "core/claims/rules/rules.h"

#define NOTES_MAX 100 /* of all of these */
#define HEADED_MAX 40 /* tables under another body's name that are looked up in the text */

static struct place_in
place_of_line(const struct model *m, int line)
{
	size_t off = m->line_off[line - 1];

	return (struct place_in){off, off + line_text(m, line).n, line, line};
}

/* Rows called nothing but "Total", more than one of them. */
static void
check_totals(struct check *c, const struct table *t)
{
	const struct row *first = NULL, *last = NULL;
	int n = 0;

	for (int r = 0; r < t->n_row; r++) {
		const struct row *x = &t->row[r];
		if (x->header || x->n_number == 0 || !x->total || x->set.n > 0 || x->label.n == 0)
			continue;
		if (first != NULL && !str_eq(x->label, first->label))
			continue;
		first = first != NULL ? first : x;
		last = x;
		n++;
	}
	if (n < 2)
		return;
	struct found *f = FOUND(c, SEV_NOTE, place_of_line(c->doc, last->line), same_name_rows,
	    ARG((int64_t)n), ARG(str_sub(first->label, 0, 60)));
	struct claims_proof p = {.line = first->line,
	    .line_end = first->line,
	    .text = str_sub(first->label, 0, 60)};
	found_proof(f, &p);
}

/* A table of outcome, budget or variance that does not say in what. */
static void
check_unit(struct check *c, const struct table *t)
{
	int amounts = 0, money = 0, rows = 0;

	if (t->unit != CLAIMS_PLAIN && !t->unit_inferred)
		return;
	for (int k = 1; k < t->n_col; k++) {
		const struct column *col = &t->col[k];
		if (!col->numeric || !col->additive || col->unit != CLAIMS_PLAIN)
			continue;
		amounts++;
		money += col->role == ROLE_BUDGET || col->role == ROLE_VARIANCE;
	}
	for (int r = 0; r < t->n_row; r++)
		rows += !t->row[r].header && t->row[r].n_number >= 2;
	if (amounts < 2 || money == 0 || rows < 3)
		return;
	FOUND(c, SEV_NOTE, place_of_line(c->doc, t->line), no_unit, ARG_END_);
}

/* The names of other bodies that the first cells of the headers hold: "Region Norr", a
 * committee; "" when there are none. */
static str
other_body(const struct check *c, const struct table *t, int *line)
{
	struct words *w = c->doc->words;

	for (int r = 0; r < t->n_row && r < 3 && t->row[r].header; r++) {
		str s = t->row[r].cell[0].text;
		struct toks k = {.mem = c->mem};
		*line = t->row[r].line;
		lex(&k, w, s, 0, s.n, 1);
		for (size_t i = 0; i < k.n && k.n <= 6; i++) {
			if (k.v[i].kind != TOK_WORD || !k.v[i].cap)
				continue;
			const struct word *x = &w->v[k.v[i].word];
			bool board = str_find(x->lower, STR("nämnd"), 2) < x->lower.n ||
			    str_find(x->lower, STR("styrelse"), 2) < x->lower.n;
			bool region = str_eq(x->lower, STR("region")) && i + 1 < k.n &&
			    k.v[i + 1].kind == TOK_WORD && k.v[i + 1].cap;
			if (x->stem == c->doc->body)
				return STR("");
			if (board || region)
				return s;
		}
	}
	return STR("");
}

/* The claim gives the cell's amount, in kronor, thousands or millions. */
static bool
gives(const struct claim *k, const struct cell *x)
{
	const struct figure *f = &k->figure[0];
	int64_t value = claims_magnitude(x->value);

	for (int s = 0; s <= 6; s++) {
		if (s % 3 == 0 && claims_magnitude(claims_magnitude(f->value) - value) <= f->half)
			return true;
		if (__builtin_mul_overflow(value, (int64_t)10, &value))
			return false;
	}
	return false;
}

/* A sentence that calls the total of the table the body's own; NULL when none does. */
static const struct claim *
claim_of_total(const struct model *m, const struct table *t)
{
	for (int r = 0; r < t->n_row; r++)
		for (int col = 1; col < t->n_col && t->row[r].grand; col++) {
			const struct cell *x = &t->row[r].cell[col];
			/* Four digits at least: others are found anywhere. */
			if (x->kind != CELL_NUMBER || claims_magnitude(x->value) < 1000 * x->step)
				continue;
			for (size_t i = 0; i < m->n_claim; i++)
				if (m->claim[i].body && m->claim[i].n_figure == 1 &&
				    m->claim[i].figure[0].unit == CLAIMS_KR &&
				    gives(&m->claim[i], x))
					return &m->claim[i];
		}
	return NULL;
}

/* The text calls the table's figure the body's own, and the table another's.  True when
 * the table names another, and the whole text had to be read. */
static bool
check_owner(struct check *c, const struct table *t)
{
	int line = 0;
	str name = other_body(c, t, &line);
	const struct claim *k = name.n > 0 ? claim_of_total(c->doc, t) : NULL;

	if (k == NULL)
		return name.n > 0;
	struct claims_proof p = proof_of_claim(c, k);
	struct found *f = FOUND(c, SEV_WARNING, place_of_line(c->doc, line), other_body,
	    ARG(str_sub(name, 0, 80)), ARG((int64_t)p.line), ARG(p.text));
	f->f.found = str_sub(name, 0, 80);
	found_proof(f, &p);
	return true;
}

void
rules_tables(struct check *c)
{
	struct model *m = c->doc;
	size_t before = c->n_found, headed = 0;

	for (size_t i = 0; i < m->n_table && c->n_found - before < NOTES_MAX; i++) {
		if (m->table[i].contents)
			continue;
		check_totals(c, &m->table[i]);
		check_unit(c, &m->table[i]);
		if (m->body != UINT32_MAX && headed < HEADED_MAX)
			headed += check_owner(c, &m->table[i]);
	}
}
