/* One voucher from rows: as given on the command line, or in a CSV file. */
#include "core/ledger/ledger.h"
#include "fmt/csv.h"
#include "fmt/grid.h"
#include "work/messages.h"
#include "work/post_priv.h"

#define ROWS_MAX ((size_t)100000)
#define OBJECTS_MAX 16
#define TEXT_MAX ((size_t)64 << 20)

struct object {
	int dim;
	str no;
};

/* Text between quotes: the format's one escape. */
static void
put_text(struct sb *b, str s)
{
	sb_chr(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];
		if (c == '"')
			sb_chr(b, '\\');
		sb_chr(b, c < 0x20 ? ' ' : s.p[i]);
	}
	sb_chr(b, '"');
}

static void
put_head(struct sb *b, const struct post_ask *a)
{
	sb_lit(b, "#FLAGGA 0\n#SIETYP 4\n#VER ");
	put_text(b, a->series);
	sb_chr(b, ' ');
	put_text(b, a->no);
	sb_printf(b, " %04d%02d%02d ", a->day.y, a->day.m, a->day.d);
	put_text(b, a->text);
	sb_lit(b, "\n{\n");
}

static void
put_row(struct sb *b, str account, const struct object *o, size_t n, dec amount, str text)
{
	struct arena scratch;

	arena_init(&scratch, (size_t)1 << 16);
	sb_lit(b, "#TRANS ");
	put_text(b, account);
	sb_lit(b, " {");
	for (size_t i = 0; i < n; i++) {
		sb_printf(b, "%s%d ", i > 0 ? " " : "", o[i].dim);
		put_text(b, o[i].no);
	}
	sb_printf(b, "} %.*s", STR_ARG(dec_str(&scratch, amount)));
	if (text.n > 0) {
		sb_lit(b, " \"\" ");
		put_text(b, text);
	}
	sb_chr(b, '\n');
	arena_end(&scratch);
}

static bool
finish(struct sb *b, str *out, struct err *e)
{
	sb_lit(b, "}\n");
	return sb_done(b, out) || fail(e, RC_LIMIT, MSG_post_too_long);
}

/* Kronor and öre, either mark. */
static bool
amount_of(str s, dec *out)
{
	return (number_parse(s, ',', out) || number_parse(s, '.', out)) &&
	    dec_cmp(dec_rescale(*out, 2, DEC_HALF_UP), *out) == 0;
}

/* ---- rows as given ---- */

static bool
given_row(struct sb *b, str row, struct err *e)
{
	struct object o[OBJECTS_MAX];
	size_t n = 0, eq = str_find(row, STR("="), 0);
	str left = str_sub(row, 0, eq), account, part;
	dec amount;

	if (eq == row.n || !amount_of(str_sub(row, eq + 1, row.n), &amount) ||
	    !str_cut(&left, '/', &account) || account.n == 0)
		return fail(e, RC_USAGE, MSG_post_bad_row, ARG(row));
	while (str_cut(&left, '/', &part)) {
		const size_t colon = str_find(part, STR(":"), 0);
		int64_t dim = 1;
		if (n == OBJECTS_MAX || part.n == 0 ||
		    (colon < part.n &&
		        (!str_i64(str_sub(part, 0, colon), &dim) || dim < 1 || dim > INT32_MAX)))
			return fail(e, RC_USAGE, MSG_post_bad_row, ARG(row));
		o[n++] = (struct object){(int)dim,
		    colon < part.n ? str_sub(part, colon + 1, part.n) : part};
	}
	put_row(b, account, o, n, amount, STR(""));
	return true;
}

bool
post_rows_text(struct db *db, int64_t org, const struct post_ask *a, struct arena *mem, str *out,
    struct err *e)
{
	struct sb b;

	(void)db;
	(void)org;
	if (!date_ok(a->day))
		return fail(e, RC_USAGE, MSG_post_no_day);
	sb_init(&b, mem, TEXT_MAX);
	put_head(&b, a);
	for (size_t i = 0; i < a->n_row; i++)
		if (!given_row(&b, a->row[i], e))
			return false;
	return finish(&b, out, e);
}

/* ---- a CSV file ---- */

struct columns {
	size_t account, amount, debit, credit, text;
	size_t object[OBJECTS_MAX];
	int dim[OBJECTS_MAX];
	size_t n;
};

static size_t
col_of(const struct csv_row *head, const char *sv, const char *en)
{
	size_t at = csv_col(head, str_of(sv));

	return at != SIZE_MAX ? at : csv_col(head, str_of(en));
}

/* The dimension that a heading names, by number or name; 0: none. */
static int
dim_of(const struct ledger_dict *dict, const struct csv_row *head, size_t at)
{
	int64_t no;

	for (size_t k = 0; k < dict->n_dim; k++)
		if (dict->dim[k].name.n > 0 && csv_col(head, dict->dim[k].name) == at)
			return dict->dim[k].no;
	return str_i64(csv_text(head, at), &no) && no > 0 && no <= INT32_MAX ? (int)no : 0;
}

static bool
columns_of(const struct ledger_dict *dict, const struct csv_row *head, str file, struct columns *c,
    struct err *e)
{
	*c = (struct columns){.account = col_of(head, "konto", "account"),
	    .amount = col_of(head, "belopp", "amount"),
	    .debit = col_of(head, "debet", "debit"),
	    .credit = col_of(head, "kredit", "credit"),
	    .text = col_of(head, "text", "text")};
	for (size_t i = 0; i < head->n; i++) {
		if (i == c->account || i == c->amount || i == c->debit || i == c->credit ||
		    i == c->text || csv_text(head, i).n == 0)
			continue;
		int dim = i == col_of(head, "enhet", "unit") ? 1 : dim_of(dict, head, i);
		if (dim == 0 || c->n == OBJECTS_MAX)
			return fail(e, RC_INVALID, MSG_post_bad_column, ARG(csv_text(head, i)),
			    ARG(file));
		c->object[c->n] = i;
		c->dim[c->n++] = dim;
	}
	if (c->account == SIZE_MAX ||
	    (c->amount == SIZE_MAX && c->debit == SIZE_MAX && c->credit == SIZE_MAX))
		return fail(e, RC_INVALID, MSG_post_no_columns, ARG(file));
	return true;
}

/* The amount of a row: one column, or debit less credit. */
static bool
row_amount(const struct csv_row *row, const struct columns *c, dec *out)
{
	dec part;

	*out = dec_int(0);
	if (c->amount != SIZE_MAX)
		return amount_of(csv_text(row, c->amount), out);
	if (c->debit != SIZE_MAX && csv_text(row, c->debit).n > 0) {
		if (!amount_of(csv_text(row, c->debit), &part))
			return false;
		*out = dec_add(*out, part);
	}
	if (c->credit != SIZE_MAX && csv_text(row, c->credit).n > 0) {
		if (!amount_of(csv_text(row, c->credit), &part))
			return false;
		*out = dec_sub(*out, part);
	}
	return dec_ok(*out);
}

static void
csv_line(struct sb *b, const struct csv_row *row, const struct columns *c, str file, struct diag *d)
{
	struct object o[OBJECTS_MAX];
	size_t n = 0;
	dec amount;

	if (!row_amount(row, c, &amount)) {
		diag_add(d, SEV_ERROR, ((struct place){file, row->line, 0, STR("")}),
		    MSG_post_bad_amount, ARG(csv_text(row, c->account)));
		return;
	}
	for (size_t i = 0; i < c->n; i++)
		if (csv_text(row, c->object[i]).n > 0)
			o[n++] = (struct object){c->dim[i], csv_text(row, c->object[i])};
	put_row(b, csv_text(row, c->account), o, n, amount,
	    c->text != SIZE_MAX ? csv_text(row, c->text) : STR(""));
}

bool
post_csv_text(struct db *db, int64_t org, const struct post_ask *a, str file, str bytes,
    struct arena *mem, str *out, struct diag *d, struct err *e)
{
	struct ledger_dict *dict;
	struct columns c;
	struct csv t;
	struct sb b;

	if (!date_ok(a->day))
		return fail(e, RC_USAGE, MSG_post_no_day);
	if (!ledger_dict_load(db, org, mem, &dict, e) ||
	    !csv_read(mem, bytes, &(struct csv_opts){.file = file, .rows_max = ROWS_MAX}, &t, d, e))
		return false;
	if (t.n < 2)
		return fail(e, RC_INVALID, MSG_post_nothing, ARG(file));
	if (!columns_of(dict, &t.row[0], file, &c, e))
		return false;
	sb_init(&b, mem, TEXT_MAX);
	put_head(&b, a);
	for (size_t i = 1; i < t.n; i++)
		if (csv_text(&t.row[i], c.account).n > 0)
			csv_line(&b, &t.row[i], &c, file, d);
	return finish(&b, out, e);
}
