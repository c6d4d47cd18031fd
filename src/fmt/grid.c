/* One face over CSV and XLSX, and the search for what parts the fields of a text. */
#include "fmt/grid.h"

#include "fmt/csv.h"
#include "fmt/xlsx.h"

#include <string.h>

enum { LOOK_LINES = 200, LOOK_FIELDS = 64, LOOK_BYTES = 256 << 10 };

static const char SEPARATORS[] = {';', '\t', ',', '|'};

struct pass {
	const struct grid_opts *o;
	const struct grid_sink *sink;
	size_t n; /* rows passed on */
	struct grid_cell cell[GRID_COLS_MAX];
};

static bool
pass_on(struct pass *p, size_t n, int line)
{
	while (n > 0 && p->cell[n - 1].text.n == 0)
		n--;
	p->n++;
	return p->sink->row(p->sink->arg, &(struct grid_row){p->cell, n, line}) &&
	    (p->o->rows_max == 0 || p->n < p->o->rows_max);
}

static bool
csv_row_in(void *arg, const struct csv_row *row)
{
	struct pass *p = arg;
	size_t n = row->n < GRID_COLS_MAX ? row->n : GRID_COLS_MAX;

	for (size_t i = 0; i < n; i++)
		p->cell[i] = (struct grid_cell){.text = str_trim(row->v[i].text),
		    .num = dec_bad(),
		    .line = row->v[i].line,
		    .col = row->v[i].col};
	return pass_on(p, n, row->line);
}

static bool
xlsx_row_in(void *arg, const struct xlsx_row *row)
{
	struct pass *p = arg;
	size_t n = 0;

	for (size_t i = 0; i < row->n && row->cell[i].col < GRID_COLS_MAX; i++) {
		const struct xlsx_cell *c = &row->cell[i];
		for (; n < (size_t)c->col; n++)
			p->cell[n] = (struct grid_cell){.num = dec_bad(),
			    .line = row->no,
			    .col = (int)n + 1};
		p->cell[n++] = (struct grid_cell){.text = str_trim(c->text),
		    .number = c->kind == XLSX_NUMBER,
		    .is_day = c->kind == XLSX_DATE,
		    .error = c->kind == XLSX_ERROR,
		    .num = c->num,
		    .day = c->day,
		    .line = row->no,
		    .col = c->col + 1};
	}
	return pass_on(p, n, row->no);
}

bool
grid_each(struct arena *mem, str bytes, const struct grid_opts *o, const struct grid_sink *sink,
    struct diag *d, struct err *e)
{
	struct pass *p = arena_new(mem, struct pass);
	struct csv c;
	struct xlsx x;
	size_t at;

	*p = (struct pass){.o = o, .sink = sink};
	if (!xlsx_sniff(bytes))
		return csv_each(mem, bytes,
		    &(struct csv_opts){.file = o->file, .sep = o->sep, .set = o->set},
		    &(struct csv_sink){csv_row_in, p}, &c, d, e);
	return xlsx_each(mem, bytes, o->file, &(struct xlsx_sink){o->sheet, xlsx_row_in, p}, &x,
	    &at, d, e);
}

/* ---- looking ---- */

/* How many fields the lines have if parted by one character. */
struct tally {
	char sep;
	size_t lines;
	size_t with[LOOK_FIELDS + 1]; /* lines with as many separators */
};

static bool
tally_row(void *arg, const struct csv_row *row)
{
	struct tally *t = arg;

	t->with[row->n - 1 < LOOK_FIELDS ? row->n - 1 : LOOK_FIELDS]++;
	return ++t->lines < LOOK_LINES;
}

/* The number of separators that most lines have, but at least one. */
static size_t
usual(const struct tally *t)
{
	size_t best = 1;

	for (size_t i = 1; i <= LOOK_FIELDS; i++)
		if (t->with[i] >= t->with[best] && t->with[i] > 0)
			best = i;
	return best;
}

static bool
look_text(struct arena *mem, str bytes, const struct grid_opts *o, struct grid_look *out,
    struct err *e)
{
	struct charset_vote v = charset_vote(bytes, CHARSET_CP1252);
	size_t best = 0, best_fields = 0, second = 0;
	struct diag none;

	out->set = o->set != CHARSET_AUTO ? o->set : v.set;
	out->bom = v.bom;
	out->ascii = v.ascii;
	bytes = str_sub(bytes, 0, LOOK_BYTES);
	if (o->sep == 0 && bytes.n > 5 && str_has_prefix(bytes, STR("sep="))) {
		out->sep = bytes.p[4]; /* a spreadsheet's own word on it */
		return true;
	}
	for (size_t i = 0; i < sizeof SEPARATORS; i++) {
		struct tally t = {.sep = SEPARATORS[i]};
		struct csv c;
		diag_init(&none, mem, 1);
		if (!csv_each(mem, bytes,
		        &(struct csv_opts){.file = o->file, .sep = t.sep, .set = out->set},
		        &(struct csv_sink){tally_row, &t}, &c, &none, e))
			return false;
		size_t fields = usual(&t), lines = t.with[fields];
		if (lines == 0 || lines * 2 < t.lines)
			continue;
		if (lines * 10 + fields > best * 10 + best_fields) {
			out->other_sep = out->sep;
			second = best;
			best = lines;
			best_fields = fields;
			out->sep = t.sep;
		} else if (lines > second) {
			second = lines;
			out->other_sep = t.sep;
		}
	}
	if (second * 10 < best * 9) /* it stands here and there: no rival */
		out->other_sep = 0;
	if (o->sep != 0) {
		out->sep = o->sep;
		out->other_sep = 0;
	}
	return true;
}

static bool
no_row(void *arg, const struct xlsx_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

static bool
look_book(struct arena *mem, str bytes, const struct grid_opts *o, struct grid_look *out,
    struct diag *d, struct err *e)
{
	struct xlsx x;
	size_t at, room = 0;
	str *name = NULL;

	out->workbook = true;
	out->set = CHARSET_UTF8;
	if (!xlsx_each(mem, bytes, o->file, &(struct xlsx_sink){o->sheet, no_row, NULL}, &x, &at, d,
	        e))
		return false;
	for (size_t i = 0; i < x.n; i++) {
		if (x.sheet[i].hidden)
			continue;
		arena_grow(mem, name, out->n_sheet, room);
		name[out->n_sheet++] = x.sheet[i].name;
	}
	out->sheets = name;
	out->sheet = at < x.n ? x.sheet[at].name : STR("");
	return true;
}

bool
grid_look(struct arena *mem, str bytes, const struct grid_opts *o, struct grid_look *out,
    struct diag *d, struct err *e)
{
	*out = (struct grid_look){0};
	return xlsx_sniff(bytes) ? look_book(mem, bytes, o, out, d, e)
	                         : look_text(mem, bytes, o, out, e);
}
