/* How the file is laid out: told, or found in its first rows. */
#include "core/intake/intake_priv.h"

#include <string.h>

enum { HEAD_ROWS = 60 };

static const struct {
	const char *heading;
	enum column_role role;
	int dim, month;
} known[] = {
#define COLUMN(heading, role, dim, month) {heading, COLUMN_ROLE_##role, dim, month},
#include "columns.def"
#undef COLUMN
};

/* The first rows, kept. */
struct head_row {
	str *text;
	size_t n;
	int line;
};
struct head_rows {
	struct arena *mem;
	struct head_row row[HEAD_ROWS];
	size_t n;
};

static bool
keep_row(void *arg, const struct grid_row *row)
{
	struct head_rows *h = arg;
	struct head_row *to = &h->row[h->n++];

	*to = (struct head_row){arena_array(h->mem, row->n + 1, str), row->n, row->line};
	for (size_t i = 0; i < row->n; i++)
		to->text[i] = str_dup(h->mem, row->v[i].text);
	return h->n < HEAD_ROWS;
}

/* A heading as columns.def spells it. */
static str
plain(struct arena *mem, str s)
{
	struct sb b;
	str out;

	sb_init(&b, mem, s.n * 2 + 8);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c == ' ' || c == '.' || c == '-' || c == '_' || c == 0xa0 || c == ',' ||
		    c == '\n' || c == '\r' || c == '(' || c == ')')
			continue;
		sb_utf8(&b, utf8_lower(c));
	}
	return sb_done(&b, &out) ? out : STR("");
}

static bool
same_head(struct arena *mem, str a, str b)
{
	return str_eq(plain(mem, a), plain(mem, b));
}

/* A dimension that the ledger knows by this name, or the usual number. */
static int
dim_named(const struct reading *r, str head, int usual)
{
	const struct ledger_dict *d = r->ask->dict;

	for (size_t i = 0; d != NULL && i < d->n_dim; i++)
		if (d->dim[i].no > 1 && same_head(r->mem, d->dim[i].name, head))
			return d->dim[i].no;
	return usual;
}

static bool
column_of(const struct reading *r, str head, struct intake_layout_col *out)
{
	if (head.n == 0 || head.n > 200)
		return false;
	for (size_t i = 0; i < r->ask->n_col; i++) {
		const struct intake_column *c = &r->ask->col[i];
		if (!same_head(r->mem, c->column, head))
			continue;
		out->role = c->role;
		out->dim = c->role == COLUMN_ROLE_object && c->dim == 0 ? dim_named(r, head, 20)
		                                                        : c->dim;
		out->month = c->month;
		out->told = true;
		return true;
	}
	str p = plain(r->mem, head);
	for (size_t i = 0; !r->ask->col_all && i < COUNTOF(known); i++)
		if (str_eq(p, str_of(known[i].heading))) {
			out->role = known[i].role;
			out->month = known[i].month;
			out->dim = known[i].dim;
			if (out->role == COLUMN_ROLE_object)
				out->dim = dim_named(r, head, out->dim);
			return true;
		}
	return false;
}

/* How many columns of a row are known by their headings; 0 when it cannot be the
 * heading row, which names amounts. */
static size_t
heads_known(const struct reading *r, const struct head_row *row)
{
	size_t n = 0;
	bool amount = false;

	for (size_t i = 0; i < row->n; i++) {
		struct intake_layout_col c = {0};
		if (!column_of(r, row->text[i], &c))
			continue;
		n++;
		amount |= c.role == COLUMN_ROLE_amount || c.role == COLUMN_ROLE_debit;
	}
	return amount && n >= 2 ? n : 0;
}

static bool
read_head(struct reading *r, char sep, struct head_rows *h)
{
	struct grid_opts o = r->opts;
	struct diag none;
	str head = r->bytes;

	diag_init(&none, r->mem, 1);
	*h = (struct head_rows){.mem = r->mem};
	o.sep = sep;
	if (!r->t->layout.workbook)
		head = str_sub(head, 0, (size_t)1 << 20);
	return grid_each(r->mem, head, &o, &(struct grid_sink){keep_row, h}, &none, r->e);
}

/* The row with most known headings; SIZE_MAX: none. */
static size_t
header_of(const struct reading *r, const struct head_rows *h, size_t *n_known)
{
	size_t best = SIZE_MAX;

	*n_known = 0;
	for (size_t i = 0; i < h->n; i++) {
		size_t n = heads_known(r, &h->row[i]);
		if (r->ask->told->header_line != 0) {
			if (h->row[i].line == r->ask->told->header_line) {
				*n_known = n;
				return i;
			}
			continue;
		}
		if (n > *n_known) {
			*n_known = n;
			best = i;
		}
	}
	return best;
}

static char
sep_told(const struct intake *t)
{
	return str_eq(t->separator, STR("tab")) ? '\t'
	    : t->separator.n > 0                ? t->separator.p[0]
	                                        : '\0';
}

static str
sep_word(char c)
{
	return c == '\t' ? STR("tab") : c == ';' ? STR(";") : c == ',' ? STR(",") : STR("|");
}

/* Of two separators that both fit, the one under which there are headings. */
static bool
choose_sep(struct reading *r, const struct grid_look *look, struct head_rows *h, size_t *head)
{
	size_t n, n_other, other;
	struct head_rows *second = arena_new(r->mem, struct head_rows);

	r->opts.sep = look->sep;
	if (!read_head(r, look->sep, h))
		return false;
	*head = header_of(r, h, &n);
	if (look->other_sep == 0)
		return true;
	if (!read_head(r, look->other_sep, second))
		return false;
	other = header_of(r, second, &n_other);
	if (n_other > 0 && n > 0) {
		diag_add(r->d, SEV_ERROR, intake_place(r, h->row[*head].line, 1),
		    MSG_intake_separator, ARG(sep_word(look->sep)), ARG(sep_word(look->other_sep)));
		r->stop = true;
	} else if (n_other > 0) {
		r->opts.sep = look->other_sep;
		*h = *second;
		*head = other;
	}
	return true;
}

str
intake_heads(struct reading *r)
{
	struct sb b;
	str out;

	sb_init(&b, r->mem, 4096);
	for (size_t i = 0; i < r->t->layout.n_head; i++) {
		if (r->t->layout.head[i].n == 0)
			continue;
		if (b.n > 0)
			sb_lit(&b, ", ");
		sb_str(&b, str_sub(r->t->layout.head[i], 0, 60));
	}
	return sb_done(&b, &out) ? out : str_sub((str){b.p, b.n}, 0, b.n);
}

static void
take_columns(struct reading *r, const struct head_row *row)
{
	struct intake_layout *l = &r->t->layout;

	l->header_line = row->line;
	l->head = row->text;
	l->n_head = row->n;
	l->col = arena_array(r->mem, row->n + 1, struct intake_layout_col);
	for (size_t i = 0; i < row->n; i++) {
		struct intake_layout_col c = {.at = i, .head = row->text[i]};
		if (column_of(r, row->text[i], &c) && c.role != COLUMN_ROLE_skip)
			l->col[l->n_col++] = c;
	}
	for (size_t i = 0; i < r->ask->n_col; i++) {
		size_t k = 0;
		while (k < row->n && !same_head(r->mem, row->text[k], r->ask->col[i].column))
			k++;
		if (k == row->n && r->ask->col[i].role != COLUMN_ROLE_skip)
			diag_add(r->d, SEV_ERROR, intake_place(r, row->line, 1),
			    MSG_intake_lost_column, ARG(r->ask->col[i].column),
			    ARG(r->ask->told->id), ARG(intake_heads(r)));
	}
}

static void
missing(struct reading *r, enum column_role role)
{
	diag_add(r->d, SEV_ERROR, intake_place(r, r->t->layout.header_line, 1),
	    MSG_intake_missing_role, ARG(column_role_names[role]), ARG(intake_heads(r)));
}

static void
place_amount(struct reading *r, struct intake_layout_col *c)
{
	for (size_t i = 0; i < r->n_amount; i++) {
		const struct intake_layout_col *o = r->amount[i];
		if (o->role != c->role || o->month != c->month)
			continue;
		diag_add(r->d, SEV_ERROR, intake_place(r, r->t->layout.header_line, (int)c->at + 1),
		    MSG_intake_twice_role, ARG(o->head), ARG(c->head),
		    ARG(column_role_names[c->role]));
		return;
	}
	if (r->n_amount < AMOUNTS_MAX)
		r->amount[r->n_amount++] = c;
}

/* With twelve months in a row, a column of the year is their total: not read. */
static void
drop_year_column(struct reading *r)
{
	size_t months = 0, n = 0;

	for (size_t i = 0; i < r->n_amount; i++)
		months += r->amount[i]->month > 0;
	for (size_t i = 0; i < r->n_amount; i++) {
		struct intake_layout_col *c = r->amount[i];
		if (months == 0 || c->month > 0 || c->told)
			r->amount[n++] = c;
		else
			c->role = COLUMN_ROLE_skip;
	}
	r->n_amount = n;
}

static void
place_columns(struct reading *r)
{
	struct intake_layout *l = &r->t->layout;
	bool budget = r->ask->told->content == INTAKE_CONTENT_budget;

	for (size_t i = 0; i < l->n_col; i++) {
		struct intake_layout_col *c = &l->col[i];
		if (c->role == COLUMN_ROLE_amount || c->role == COLUMN_ROLE_debit ||
		    c->role == COLUMN_ROLE_credit) {
			place_amount(r, c);
		} else if (c->role == COLUMN_ROLE_object) {
			if (r->n_object_col < OBJECTS_MAX)
				r->object_col[r->n_object_col++] = c;
		} else if (r->role[c->role] != NULL) {
			diag_add(r->d, SEV_ERROR, intake_place(r, l->header_line, (int)c->at + 1),
			    MSG_intake_twice_role, ARG(r->role[c->role]->head), ARG(c->head),
			    ARG(column_role_names[c->role]));
		} else {
			r->role[c->role] = c;
		}
	}
	drop_year_column(r);
	l->vouchers = !budget && r->role[COLUMN_ROLE_number] != NULL;
	if (r->n_amount == 0)
		missing(r, COLUMN_ROLE_amount);
	if (r->role[COLUMN_ROLE_account] == NULL && !(budget && r->role[COLUMN_ROLE_line] != NULL))
		missing(r, COLUMN_ROLE_account);
	if (budget && r->role[COLUMN_ROLE_unit] == NULL)
		missing(r, COLUMN_ROLE_unit);
}

/* ---- the decimal mark ---- */

struct forms {
	struct reading *r;
	int line[NUMBER_EITHER + 1]; /* of the first of each form */
	str text[NUMBER_EITHER + 1];
};

static bool
see_forms(void *arg, const struct grid_row *row)
{
	struct forms *f = arg;

	if (row->line <= f->r->t->layout.header_line)
		return true;
	for (size_t i = 0; i < f->r->n_amount; i++) {
		size_t at = f->r->amount[i]->at;
		if (at >= row->n || row->v[at].text.n == 0 || row->v[at].number)
			continue;
		enum number_form form = number_form(row->v[at].text);
		if (f->line[form] == 0) {
			f->line[form] = row->v[at].line;
			f->text[form] = str_dup(f->r->mem, row->v[at].text);
		}
	}
	return true;
}

static bool
find_decimal(struct reading *r)
{
	struct forms f = {.r = r};
	struct arena scratch;
	struct diag none;
	str told = r->ask->told->decimal;

	if (told.n > 0) {
		r->t->layout.decimal = told.p[0];
		return true;
	}
	arena_init(&scratch, (size_t)4 << 30);
	diag_init(&none, &scratch, 1);
	bool ok = grid_each(&scratch, r->bytes, &r->opts, &(struct grid_sink){see_forms, &f}, &none,
	    r->e);
	arena_end(&scratch);
	if (!ok)
		return false;
	if (f.line[NUMBER_COMMA] > 0 && f.line[NUMBER_POINT] > 0) {
		diag_add(r->d, SEV_ERROR, intake_place(r, f.line[NUMBER_POINT], 0),
		    MSG_intake_decimal_both, ARG(f.line[NUMBER_COMMA]), ARG(f.text[NUMBER_COMMA]),
		    ARG(f.line[NUMBER_POINT]), ARG(f.text[NUMBER_POINT]));
		r->stop = true;
	} else if (f.line[NUMBER_COMMA] + f.line[NUMBER_POINT] == 0 && f.line[NUMBER_EITHER] > 0) {
		diag_add(r->d, SEV_ERROR, intake_place(r, f.line[NUMBER_EITHER], 0),
		    MSG_intake_decimal_either, ARG(f.line[NUMBER_EITHER]),
		    ARG(f.text[NUMBER_EITHER]));
		r->stop = true;
	}
	r->t->layout.decimal = f.line[NUMBER_POINT] > 0 ? '.' : f.line[NUMBER_COMMA] > 0 ? ',' : 0;
	return true;
}

static bool
no_sheet(struct reading *r, const struct grid_look *look)
{
	struct sb b;
	str names;

	sb_init(&b, r->mem, 4096);
	for (size_t i = 0; i < look->n_sheet; i++) {
		if (i > 0)
			sb_lit(&b, ", ");
		sb_str(&b, look->sheets[i]);
	}
	if (!sb_done(&b, &names))
		names = STR("…");
	diag_add(r->d, SEV_ERROR, intake_place(r, 0, 0), MSG_intake_no_sheet,
	    ARG(r->ask->told->sheet), ARG(names));
	r->stop = true;
	return true;
}

bool
intake_find_layout(struct reading *r)
{
	struct intake_layout *l = &r->t->layout;
	const struct intake *told = r->ask->told;
	struct head_rows *h = arena_new(r->mem, struct head_rows);
	struct grid_look look;
	size_t head = SIZE_MAX;

	static const enum charset sets[] = {[INTAKE_CHARSET_auto] = CHARSET_AUTO,
	    [INTAKE_CHARSET_utf8] = CHARSET_UTF8,
	    [INTAKE_CHARSET_cp1252] = CHARSET_CP1252,
	    [INTAKE_CHARSET_cp437] = CHARSET_CP437};
	r->opts = (struct grid_opts){.file = r->ask->file,
	    .sep = sep_told(told),
	    .set = sets[told->charset],
	    .sheet = told->sheet};
	if (!grid_look(r->mem, r->bytes, &r->opts, &look, r->d, r->e))
		return false;
	l->workbook = look.workbook;
	l->sheet = look.sheet;
	r->opts.set = look.set;
	r->opts.sheet = look.sheet;
	l->charset = look.workbook ? "" : look.ascii ? "ASCII" : charset_name(look.set);
	if (look.workbook && look.sheet.n == 0)
		return no_sheet(r, &look);
	if (!look.workbook && look.sep == 0) {
		diag_add0(r->d, SEV_ERROR, intake_place(r, 1, 1), MSG_intake_no_columns);
		r->stop = true;
		return true;
	}
	if (!choose_sep(r, &look, h, &head))
		return false;
	l->sep = look.workbook ? 0 : r->opts.sep;
	if (r->stop)
		return true;
	if (head == SIZE_MAX) {
		diag_add(r->d, SEV_ERROR, intake_place(r, 1, 1), MSG_intake_no_header,
		    ARG(HEAD_ROWS));
		r->stop = true;
		return true;
	}
	take_columns(r, &h->row[head]);
	place_columns(r);
	r->stop = r->d->n_err > 0;
	return r->stop || find_decimal(r);
}
