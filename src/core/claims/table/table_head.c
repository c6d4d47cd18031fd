/* table_head.c -- what the columns and rows of a table say they hold. */
#include "core/claims/claims_priv.h"

/* Lines above the table that may name its unit. */
#define CAPTION_LINES 3

static void
join(struct sb *b, str s)
{
	if (s.n == 0)
		return;
	if (b->n > 0)
		sb_chr(b, ' ');
	sb_str(b, s);
}

struct said {
	bool variance, change, budget, forecast, develop, previous;
	bool number; /* holds a figure: not a header at all */
	enum claims_unit unit;
	int scale, year, month;
};

/* Everything the words of a header say. */
static struct said
read_header(struct model *m, str text)
{
	struct toks t = {.mem = m->mem};
	struct said x = {.scale = -1};

	lex(&t, m->words, text, 0, text.n, 1);
	for (size_t i = 0; i < t.n; i++) {
		const struct tok *k = &t.v[i];
		if (k->kind == TOK_YEAR || k->kind == TOK_DATE)
			x.year = k->year;
		x.number |= k->kind == TOK_NUMBER;
		if (k->kind == TOK_SIGN && k->c == '%')
			x.unit = CLAIMS_PERCENT, x.scale = 0;
		if (k->kind != TOK_WORD)
			continue;
		const struct word *v = &m->words->v[k->word];
		x.variance |= (v->flags & W_VARIANCE) != 0;
		x.budget |= (v->flags & W_BUDGET) != 0;
		x.forecast |= (v->flags & W_FORECAST) != 0;
		x.previous |= (v->flags & W_PREVIOUS) != 0;
		x.develop |= (v->flags & W_DEVELOP) != 0 ||
		    str_has_prefix(v->lower, STR("nettokostnadsutv"));
		x.change |= (v->flags & W_CHANGE) != 0 || str_has_prefix(v->lower, STR("förändr"));
		x.month = v->month > 0 ? v->month : x.month;
		if (str_has_prefix(v->lower, STR("miljon")))
			x.unit = CLAIMS_KR, x.scale = 6;
		else if (str_eq(v->lower, STR("tusental")) || str_eq(v->lower, STR("tusen")))
			x.unit = CLAIMS_KR, x.scale = 3;
		else if (str_eq(v->lower, STR("antal")))
			x.unit = CLAIMS_COUNT, x.scale = 0;
		else if ((v->flags & W_UNIT) && !(v->unit == CLAIMS_KR && x.scale > 0) &&
		    v->unit != CLAIMS_YEARS && v->unit != CLAIMS_MONTHS && v->unit != CLAIMS_DAYS)
			x.unit = (enum claims_unit)v->unit, x.scale = v->scale;
	}
	return x;
}

struct measure
table_measure(const struct table *t, int row, int col)
{
	const struct cell *x = &t->row[row].cell[col];
	const struct column *c = &t->col[col];

	if (x->percent)
		return (struct measure){CLAIMS_PERCENT, 0};
	if (x->unit != CLAIMS_PLAIN)
		return (struct measure){(enum claims_unit)x->unit, x->scale};
	return (struct measure){c->unit != CLAIMS_PLAIN ? c->unit : t->unit,
	    c->scale >= 0 ? c->scale : t->scale};
}

/* Cells that say their own unit, and not all the same. */
static bool
mixed_units(const struct table *t, int col)
{
	const struct cell *first = NULL;

	for (int r = 0; r < t->n_row; r++) {
		const struct cell *x = &t->row[r].cell[col];
		if (t->row[r].header || x->kind != CELL_NUMBER)
			continue;
		if (first != NULL &&
		    (x->unit != first->unit || x->scale != first->scale ||
		        ((x->unit != CLAIMS_PLAIN || first->unit != CLAIMS_PLAIN) &&
		            x->percent != first->percent)))
			return true;
		first = first != NULL ? first : x;
	}
	return false;
}

static enum role
role_of(const struct said *x)
{
	if (x->change || (x->develop && x->unit == CLAIMS_PERCENT))
		return ROLE_CHANGE;
	if (x->variance)
		return ROLE_VARIANCE;
	if (x->budget || x->forecast)
		return ROLE_BUDGET;
	return ROLE_LEVEL;
}

static void
read_column(struct model *m, struct table *t, int c)
{
	struct column *col = &t->col[c];
	struct sb b;
	int n = 0, percent = 0;

	sb_init(&b, m->mem, 512);
	for (int r = 0; r < t->n_row; r++) {
		const struct cell *x = &t->row[r].cell[c];
		if (t->row[r].header) {
			join(&b, x->text);
			continue;
		}
		n += x->kind == CELL_NUMBER;
		percent += x->kind == CELL_NUMBER && x->percent;
	}
	if (!sb_done(&b, &col->header))
		col->header = STR("");
	struct said x = read_header(m, col->header);
	col->numeric = c > 0 && n > 0;
	col->role = x.number ? ROLE_NONE : role_of(&x);
	col->unit = x.unit;
	col->scale = x.scale;
	col->year = x.year;
	col->month = x.month;
	col->previous = x.previous;
	col->set = stems_of(m->words, m->mem, col->header, NULL);
	if (percent * 2 > n && n > 0)
		col->unit = CLAIMS_PERCENT, col->scale = 0;
	if (col->unit == CLAIMS_PERCENT && col->role == ROLE_LEVEL && x.develop)
		col->role = ROLE_CHANGE;
	col->additive = col->numeric && col->unit != CLAIMS_PERCENT && col->unit != CLAIMS_POINTS &&
	    !mixed_units(t, c);
}

static void
add_about(struct table *t, const struct set *s)
{
	for (int i = 0; i < s->n; i++)
		set_add(&t->about, s->v[i]);
}

/* A caption that ends "(procent)": every column that says nothing else holds shares. */
static void
in_percent(struct table *t)
{
	t->unit = CLAIMS_PERCENT;
	t->scale = 0;
	for (int c = 1; c < t->n_col; c++)
		if (t->col[c].unit == CLAIMS_PLAIN)
			t->col[c].additive = false;
}

/* Unit and subject out of the cell over the labels, the line above and the headings. */
static void
read_caption(struct model *m, struct table *t)
{
	struct said x;

	if (t->n_row > 0 && t->row[0].header) {
		t->caption = t->row[0].cell[0].text;
		struct set s = stems_of(m->words, m->mem, t->caption, NULL);
		add_about(t, &s);
	}
	for (int r = 0; r < t->n_row && t->row[r].header; r++) {
		x = read_header(m, t->row[r].cell[0].text);
		if (x.scale >= 0 && x.unit != CLAIMS_PERCENT)
			t->scale = x.scale, t->unit = x.unit;
	}
	int seen = 0;
	for (int l = t->line - 1; l >= 1 && seen < CAPTION_LINES && t->line - l < 8; l--) {
		str s = str_trim(line_text(m, l));
		if (s.n == 0)
			continue;
		seen++;
		if (s.n > 120 || s.p[s.n - 1] == '.')
			break;
		x = read_header(m, s);
		if (t->scale < 0 && x.scale >= 0 && x.unit != CLAIMS_PERCENT)
			t->scale = x.scale, t->unit = x.unit;
		else if (t->scale < 0 &&
		    (str_has_suffix(s, STR("(procent)")) || str_has_suffix(s, STR("(%)"))))
			in_percent(t);
		if (t->caption.n == 0)
			t->caption = s;
		/* Right above the table, in one run of lines: no heading yet. */
		if (l == t->line - 1) {
			struct set name = stems_of(m->words, m->mem, s, NULL);
			add_about(t, &name);
		}
	}
	for (size_t i = m->n_block;
	     i > 0 && m->block[i - 1].kind == BLOCK_HEADING && m->n_block - i < 6; i--)
		add_about(t, &m->heading[m->block[i - 1].section].set);
}

/* The heading over the table says that it is one of contents. */
static bool
under_contents(const struct model *m)
{
	return m->n_heading > 0 &&
	    str_has_prefix(words_lower(m->mem, m->heading[m->n_heading - 1].title),
	        STR("innehåll"));
}

/* Pages to the right: whole numbers, none smaller than the one above. */
static bool
ends_in_pages(const struct table *t)
{
	int64_t last = 0;
	int n = 0;

	for (int r = 0; r < t->n_row; r++) {
		const struct cell *x = &t->row[r].cell[t->n_col - 1];
		if (x->kind != CELL_NUMBER)
			continue;
		if (x->step != MICRO || x->value < last || x->value > 5000 * MICRO)
			return false;
		last = x->value;
		n++;
	}
	return n >= 2;
}

/* Section numbers or dots to the left, pages to the right. */
static bool
is_contents(const struct model *m, const struct table *t)
{
	int n = 0;

	if (under_contents(m))
		return true;
	if (!ends_in_pages(t))
		return false;
	for (int r = 0; r < t->n_row; r++) {
		for (int c = 1; c + 1 < t->n_col; c++)
			if (t->row[r].cell[c].kind == CELL_NUMBER)
				return false;
		str s = t->row[r].label;
		n += (s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9') ||
		    str_find(s, STR("..."), 0) < s.n;
	}
	return n * 2 >= t->n_row;
}

/* "december 2025", or "Svarsfrekvens, procent": the label says when, or in what. */
static void
read_label(struct model *m, struct row *r, int n_col)
{
	struct said x = read_header(m, r->label);

	r->year = x.year;
	r->month = x.month;
	if (!str_has_suffix(r->label, STR(", procent")) && !str_has_suffix(r->label, STR(", %")))
		return;
	for (int c = 1; c < n_col; c++)
		if (r->cell[c].kind == CELL_NUMBER && r->cell[c].unit == CLAIMS_PLAIN)
			r->cell[c].percent = true;
}

void
table_columns(struct model *m, struct table *t)
{
	t->section = m->section;
	t->contents = is_contents(m, t);
	for (int c = 0; c < t->n_col; c++)
		read_column(m, t, c);
	read_caption(m, t);
	for (int r = 0; r < t->n_row; r++) {
		struct row *x = &t->row[r];
		if (!x->header)
			read_label(m, x, t->n_col);
		x->set = stems_of(m->words, m->mem, x->label, NULL);
		struct toks k = {.mem = m->mem};
		lex(&k, m->words, x->label, 0, x->label.n, 1);
		for (size_t i = 0; i < k.n; i++)
			if (k.v[i].kind == TOK_WORD && (m->words->v[k.v[i].word].flags & W_TOTAL))
				x->total = !x->header;
	}
}
