/* One worksheet: rows of cells. */
#include "fmt/xlsx_priv.h"

#include <string.h>

enum {
	ROW_MAX = 1048576,
	COL_MAX = 16384,
	CELLS_MAX = 2000000,
	PASSED_CELLS_MAX = 40000000,
	ROW_MEM = 8 << 20,
	ROW_MEM_MAX = 32 << 20 /* with the row at hand */
};

struct reader {
	struct xlsx_book *book;
	struct xlsx_row *row;
	size_t n_row, room_row;
	struct xlsx_cell *cell; /* of the current row */
	size_t n_cell, room_cell;
	int row_no;
	int col;      /* of the current cell; -1 before the first */
	int last_col; /* the last one kept */
	char type;    /* n s t b e d: number, shared, text, bool, error, ISO date */
	bool as_date;
	bool has_value;
	bool in_cell, in_inline;
};

static struct place
place_of(const struct reader *r)
{
	return (struct place){.file = r->book->file, .line = r->row_no, .col = r->col + 1};
}

/* "BC12": column 54; the row is told by its element. */
static bool
col_of(const char *ref, int *out)
{
	int col = 0;

	if (ref == NULL)
		return false;
	for (; *ref >= 'A' && *ref <= 'Z' && col <= COL_MAX; ref++)
		col = col * 26 + (*ref - 'A' + 1);
	*out = col - 1;
	return col >= 1 && col <= COL_MAX;
}

/* Where the texts of cells lie. */
static struct arena *
cell_mem(struct reader *r)
{
	return r->book->sink != NULL ? &r->book->row_mem : r->book->mem;
}

static void
row_start(struct xlsx_part *x, xlsx_atts a)
{
	struct reader *r = x->arg;
	const char *no = xlsx_attr(a, "r");
	int64_t v = r->row_no + 1;

	if (no != NULL && !str_i64(str_of(no), &v))
		v = 0;
	if (v <= r->row_no || v > ROW_MAX) {
		(void)fail(r->book->e, RC_INVALID, MSG_xlsx_row_bad, ARG(r->book->file),
		    ARG(no != NULL ? no : "?"));
		xlsx_stop(x);
		return;
	}
	r->row_no = (int)v;
	r->col = r->last_col = -1;
	r->n_cell = 0;
}

static char
type_of(const char *t)
{
	static const struct {
		const char *name;
		char type;
	} TYPE[] = {{"s", 's'}, {"str", 't'}, {"inlineStr", 't'}, {"b", 'b'}, {"e", 'e'},
	    {"d", 'd'}};

	for (size_t i = 0; t != NULL && i < COUNTOF(TYPE); i++)
		if (strcmp(t, TYPE[i].name) == 0)
			return TYPE[i].type;
	return 'n';
}

static void
cell_start(struct xlsx_part *x, xlsx_atts a)
{
	struct reader *r = x->arg;
	const char *style = xlsx_attr(a, "s"), *ref = xlsx_attr(a, "r");
	int64_t s = 0;

	r->col++;
	if (ref != NULL && !col_of(ref, &r->col)) {
		(void)fail(r->book->e, RC_INVALID, MSG_xlsx_row_bad, ARG(r->book->file), ARG(ref));
		xlsx_stop(x);
		return;
	}
	r->in_cell = true;
	r->has_value = false;
	x->n = 0;
	r->type = type_of(xlsx_attr(a, "t"));
	r->as_date = style != NULL && str_i64(str_of(style), &s) && s >= 0 &&
	    (size_t)s < r->book->n_style && r->book->is_date[s];
}

static void
set_number(struct reader *r, struct xlsx_cell *c, str v)
{
	c->num = xlsx_number(v);
	if (!dec_ok(c->num)) {
		c->kind = XLSX_TEXT;
		c->text = str_dup(cell_mem(r), v);
		return;
	}
	c->kind = XLSX_NUMBER;
	if (r->as_date && xlsx_day(c->num, r->book->from_1904, &c->day))
		c->kind = XLSX_DATE;
	c->text = c->kind == XLSX_DATE ? date_str(cell_mem(r), c->day)
	                               : dec_str(cell_mem(r), c->num);
}

static void
set_shared(struct reader *r, struct xlsx_cell *c, str v)
{
	int64_t i;

	c->kind = XLSX_TEXT;
	c->text = STR("");
	if (str_i64(v, &i) && i >= 0 && (size_t)i < r->book->n_shared)
		c->text = r->book->shared[i];
	else
		diag_add(r->book->d, SEV_ERROR, place_of(r), MSG_xlsx_no_string, ARG(v));
}

static void
set_date(struct reader *r, struct xlsx_cell *c, str v)
{
	c->text = str_dup(cell_mem(r), v);
	c->num = dec_bad();
	c->kind = date_parse(str_sub(v, 0, 10), &c->day) ? XLSX_DATE : XLSX_TEXT;
}

static void
set_value(struct reader *r, struct xlsx_cell *c, str v)
{
	switch (r->type) {
	case 's':
		set_shared(r, c, v);
		break;
	case 'n':
		set_number(r, c, v);
		break;
	case 'd':
		set_date(r, c, v);
		break;
	case 'b':
		c->kind = XLSX_BOOL;
		c->num = dec_int(str_eq(v, STR("1")));
		c->text = str_eq(v, STR("1")) ? STR("TRUE") : STR("FALSE");
		break;
	default:
		c->kind = r->type == 'e' ? XLSX_ERROR : XLSX_TEXT;
		c->text = str_dup(cell_mem(r), v);
	}
}

static void
cell_end(struct xlsx_part *x)
{
	struct reader *r = x->arg;
	struct xlsx_cell c = {.col = r->col, .num = dec_bad()};

	r->in_cell = false;
	if (!r->has_value)
		return;
	if (r->col <= r->last_col) {
		diag_add0(r->book->d, SEV_ERROR, place_of(r), MSG_xlsx_cell_order);
		return;
	}
	if (r->book->sink != NULL && r->book->row_mem.used > ROW_MEM_MAX) {
		(void)fail(r->book->e, RC_LIMIT, MSG_xlsx_text_long, ARG(r->book->file),
		    ARG(x->path));
		xlsx_stop(x);
		return;
	}
	set_value(r, &c, xlsx_collected(x));
	if (c.text.n == 0)
		return;
	size_t max = r->book->sink != NULL ? PASSED_CELLS_MAX : CELLS_MAX;
	if (++r->book->n_cell > max) {
		(void)fail(r->book->e, RC_LIMIT, MSG_xlsx_cells, ARG(r->book->file), ARG(max));
		xlsx_stop(x);
		return;
	}
	arena_grow(r->book->mem, r->cell, r->n_cell, r->room_cell);
	r->cell[r->n_cell++] = c;
	r->last_col = r->col;
}

/* To the sink; what its texts took is let go of now and then. */
static void
row_pass(struct xlsx_part *x, struct reader *r)
{
	struct xlsx_book *b = r->book;
	struct xlsx_row row = {.no = r->row_no, .cell = r->cell, .n = r->n_cell};

	r->n_cell = 0;
	if (!b->sink->row(b->sink->arg, &row)) {
		b->enough = true;
		xlsx_stop(x);
	}
	if (b->row_mem.used > ROW_MEM) {
		arena_end(&b->row_mem);
		arena_init(&b->row_mem, (size_t)64 << 20);
	}
}

static void
row_end(struct xlsx_part *x, struct reader *r)
{
	struct xlsx_cell *kept;

	if (r->n_cell == 0)
		return;
	if (r->book->sink != NULL) {
		row_pass(x, r);
		return;
	}
	kept = arena_array(r->book->mem, r->n_cell, struct xlsx_cell);
	memcpy(kept, r->cell, r->n_cell * sizeof *kept);
	arena_grow(r->book->mem, r->row, r->n_row, r->room_row);
	r->row[r->n_row++] = (struct xlsx_row){.no = r->row_no, .cell = kept, .n = r->n_cell};
	r->n_cell = 0;
}

static void
sheet_start(struct xlsx_part *x, const char *name, xlsx_atts a)
{
	struct reader *r = x->arg;

	if (strcmp(name, "row") == 0)
		row_start(x, a);
	else if (strcmp(name, "c") == 0)
		cell_start(x, a);
	else if (strcmp(name, "is") == 0)
		r->in_inline = r->in_cell;
	else if (r->in_cell && (strcmp(name, "v") == 0 || (r->in_inline && strcmp(name, "t") == 0)))
		x->collect = r->has_value = true;
}

static void
sheet_end(struct xlsx_part *x, const char *name)
{
	struct reader *r = x->arg;

	if (strcmp(name, "row") == 0) {
		row_end(x, r);
	} else if (strcmp(name, "c") == 0) {
		cell_end(x);
	} else if (strcmp(name, "is") == 0) {
		r->in_inline = false;
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		x->collect = false;
	}
}

bool
xlsx_read_sheet(struct xlsx_book *b, const char *path, struct xlsx_sheet *out)
{
	struct reader r = {.book = b};
	struct xlsx_part x = {.arg = &r, .start = sheet_start, .end = sheet_end};
	bool found;

	if (!xlsx_parse(b, path, &x, &found))
		return false;
	if (!found)
		diag_add(b->d, SEV_ERROR, ((struct place){.file = b->file}), MSG_xlsx_no_part,
		    ARG(path));
	out->row = r.row;
	out->n = r.n_row;
	return true;
}
