/* The rows below the headings: each a line or several, a total, or a finding. */
#include "core/intake/cell.h"
#include "core/intake/intake_priv.h"

#include <stdio.h>
#include <string.h>

enum { ACCOUNT_LEN_MAX = 40, INTERN_MAX = 4000000 };

struct place
intake_place(const struct reading *r, int line, int col)
{
	return (struct place){r->ask->file, line, col, STR("")};
}

uint32_t
intern_add(struct reading *r, struct intern *in, str s)
{
	size_t at;

	if (in->at.mem == NULL) {
		map_init(&in->at, r->mem, 0x7465727469616c);
		arena_grow(r->mem, in->v, in->n, in->room);
		in->v[in->n++] = STR(""); /* 0 is empty */
	}
	if (s.n == 0)
		return 0;
	if ((at = map_find(&in->at, s)) != MAP_NONE)
		return (uint32_t)at;
	if (in->n >= INTERN_MAX) {
		r->too_many = true;
		return 0;
	}
	arena_grow(r->mem, in->v, in->n, in->room);
	in->v[in->n] = str_dup(r->mem, s);
	map_set(&in->at, in->v[in->n], in->n);
	return (uint32_t)in->n++;
}

str
intern_text(const struct intern *in, uint32_t at)
{
	return at < in->n ? in->v[at] : STR("");
}

static const struct grid_cell *
cell_of(const struct reading *r, const struct grid_row *row, enum column_role role)
{
	const struct intake_layout_col *c = r->role[role];

	return c == NULL || c->at >= row->n || row->v[c->at].text.n == 0 ? NULL : &row->v[c->at];
}

static str
text_of(const struct reading *r, const struct grid_row *row, enum column_role role)
{
	const struct grid_cell *c = cell_of(r, row, role);

	return c == NULL ? STR("") : c->text;
}

static void
no_value(struct reading *r, const struct grid_row *row, enum column_role role)
{
	diag_add(r->d, SEV_ERROR,
	    intake_place(r, row->line, r->role[role] != NULL ? (int)r->role[role]->at + 1 : 1),
	    MSG_intake_no_value, ARG(r->role[role] != NULL ? r->role[role]->head : STR("?")));
}

/* ---- units and lines of the organisation ---- */

/* The id of a unit: as written, or what an alias or a unit's name stands for. */
static str
unit_id(const struct reading *r, str s)
{
	const struct model *m = r->ask->m;

	if (find_unit(m, s) != NULL)
		return s;
	for (size_t i = 0; i < m->n_alias; i++)
		if (str_eq(m->alias[i].name, s) && m->alias[i].unit.n > 0)
			return m->alias[i].unit;
	for (size_t i = 0; i < m->n_unit; i++)
		if (str_eq(m->unit[i].name, s))
			return m->unit[i].id;
	return (str){0};
}

static uint32_t
unit_of(struct reading *r, const struct grid_cell *c)
{
	bool budget = r->ask->told->content == INTAKE_CONTENT_budget;
	size_t before = r->unit.n;
	str id;

	if (c == NULL)
		return intern_add(r, &r->unit, STR(""));
	id = unit_id(r, c->text);
	uint32_t at = intern_add(r, &r->unit, id.p != NULL ? id : c->text);
	r->t->unknown_units += id.p == NULL;
	if (id.p == NULL && r->unit.n > before)
		diag_add(r->d, budget ? SEV_ERROR : SEV_WARNING, intake_place(r, c->line, c->col),
		    MSG_intake_unknown_unit, ARG(c->text));
	return at;
}

/* Index of a result line + 1; 0 and a finding when there is none. */
static uint32_t
line_of(struct reading *r, const struct grid_cell *c)
{
	const struct model *m = r->ask->m;

	for (size_t i = 0; i < m->n_result_line; i++)
		if (str_eq(m->result_line[i].id, c->text) ||
		    str_eq(m->result_line[i].name, c->text))
			return (uint32_t)i + 1;
	diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_unknown_line,
	    ARG(c->text));
	return 0;
}

/* ---- when ---- */

static int
year_known(struct reading *r, const struct grid_row *row, bool *ok)
{
	const struct grid_cell *c = cell_of(r, row, COLUMN_ROLE_year);
	int y = r->ask->told->year;

	if (c != NULL && !cell_year(c, &y)) {
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_bad_year,
		    ARG(c->text));
		*ok = false;
	}
	if (y == 0 && r->ask->period.kind != PERIOD_NONE)
		y = period_year_of(r->ask->period);
	return y;
}

/* What the row itself says: period, month or day, else what was told. */
static bool
when_of(struct reading *r, const struct grid_row *row, int *year, int *month, date *day)
{
	bool ok = true;
	const struct grid_cell *c = cell_of(r, row, COLUMN_ROLE_day);
	int known = year_known(r, row, &ok);

	*year = known;
	*month = -1;
	*day = (date){0};
	if (c != NULL && cell_day(c, day)) {
		*year = day->y;
		*month = day->m;
	} else if (c != NULL) {
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_bad_day,
		    ARG(c->text));
		return false;
	}
	c = cell_of(r, row, COLUMN_ROLE_period);
	if (c == NULL)
		c = cell_of(r, row, COLUMN_ROLE_month);
	if (c != NULL && !cell_month(c, known, year, month)) {
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_bad_period,
		    ARG(c->text));
		return false;
	}
	if (*month < 0 && r->ask->period.kind == PERIOD_MONTH) {
		*year = r->ask->period.from.y;
		*month = r->ask->period.from.m;
	}
	return ok;
}

/* The month of one amount, or a finding that tells once what to say. */
static bool
month_of(struct reading *r, const struct grid_row *row, const struct intake_layout_col *col,
    int year, int *month)
{
	bool budget = r->ask->told->content == INTAKE_CONTENT_budget;
	int line = row->line;

	if (col->month > 0)
		*month = col->month;
	else if (*month < 0 && budget)
		*month = 0;
	if (*month < 0 || (*month == 0 && !budget)) {
		diag_add0(r->d, SEV_ERROR, intake_place(r, line, 0), MSG_intake_no_period);
		r->stop = true;
		return false;
	}
	if (year == 0) {
		diag_add0(r->d, SEV_ERROR, intake_place(r, line, 0), MSG_intake_no_year);
		r->stop = true;
		return false;
	}
	if (budget && *month > 12) {
		diag_add0(r->d, SEV_ERROR, intake_place(r, line, 0), MSG_intake_budget_closing);
		return false;
	}
	return true;
}

/* ---- amounts ---- */

static bool
ore_of(struct reading *r, const struct grid_cell *c, dec v, int64_t *ore)
{
	static const int64_t factor[] = {[MONEY_UNIT_kr] = 100,
	    [MONEY_UNIT_ore] = 1,
	    [MONEY_UNIT_tkr] = 100000,
	    [MONEY_UNIT_mkr] = 100000000};
	dec exact = dec_trim(dec_mul(v, dec_int(factor[r->ask->told->scale])));
	dec whole = dec_ok(exact) ? dec_rescale(exact, 0, DEC_HALF_UP) : dec_bad();

	if (!dec_ok(whole) || !dec_i64(whole, ore)) {
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_amount_large,
		    ARG(c->text));
		return false;
	}
	if (dec_cmp(exact, whole) == 0)
		return true;
	if (!r->ask->told->round) {
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_fraction,
		    ARG(c->text));
		return false;
	}
	r->n_rounded++;
	r->rounded = dec_add(r->rounded, dec_sub(whole, exact));
	return true;
}

/* The number of an amount cell; false with a finding when it is none. */
static bool
amount_of(struct reading *r, const struct grid_cell *c, const struct intake_layout_col *col, dec *v)
{
	const char mark[2] = {r->t->layout.decimal != 0 ? r->t->layout.decimal : ',', '\0'};

	if (cell_amount(c, r->t->layout.decimal, v))
		return true;
	if (c->error)
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_cell_error,
		    ARG(c->text), ARG(col->head));
	else
		diag_add(r->d, SEV_ERROR, intake_place(r, c->line, c->col), MSG_intake_bad_amount,
		    ARG(c->text), ARG(col->head), ARG(mark));
	return false;
}

static void
sum_month(struct reading *r, int year, int month, int64_t ore)
{
	struct intake_table *t = r->t;
	size_t i = t->n_sum;

	while (i > 0 && (t->sum[i - 1].year != year || t->sum[i - 1].month != month))
		i--;
	if (i == 0) {
		struct intake_sum *v = arena_array(r->mem, t->n_sum + 1, struct intake_sum);
		if (t->n_sum > 0)
			memcpy(v, t->sum, t->n_sum * sizeof *v);
		t->sum = v;
		t->sum[t->n_sum] = (struct intake_sum){.year = year, .month = month};
		i = ++t->n_sum;
	}
	t->sum[i - 1].lines++;
	r->too_many |= __builtin_add_overflow(t->sum[i - 1].ore, ore, &t->sum[i - 1].ore);
}

/* ---- vouchers ---- */

static str
series_of(struct reading *r, const struct grid_row *row)
{
	str s = text_of(r, row, COLUMN_ROLE_series);

	if (r->role[COLUMN_ROLE_series] != NULL && r->t->layout.vouchers)
		return s;
	return r->ask->told->id.n > 0 ? r->ask->told->id : STR("tabell");
}

/* The voucher of a line: of its number, or of its period and unit. */
static bool
voucher_of(struct reading *r, const struct grid_row *row, struct line *l, date day)
{
	str series = series_of(r, row), no;
	char key[600], list_no[300];
	int n;

	if (r->t->layout.vouchers) {
		no = text_of(r, row, COLUMN_ROLE_number);
		if (no.n == 0) {
			no_value(r, row, COLUMN_ROLE_number);
			return false;
		}
	} else {
		str unit = intern_text(&r->unit, l->unit);
		n = snprintf(list_no, sizeof list_no, "%04d%02d%s%.*s", l->year, l->month,
		    unit.n > 0 ? "-" : "", STR_ARG(unit));
		no = (str){list_no, n > 0 && (size_t)n < sizeof list_no ? (size_t)n : 6};
	}
	n = snprintf(key, sizeof key, "%d\x1f%.*s\x1f%.*s", l->year, STR_ARG(series), STR_ARG(no));
	if (n < 0 || (size_t)n >= sizeof key) {
		no_value(r, row, COLUMN_ROLE_number);
		return false;
	}
	l->voucher = intern_add(r, &r->key, (str){key, (size_t)n});
	if (l->voucher <= r->n_ver) {
		struct ver *v = &r->ver[l->voucher - 1];
		if (r->t->layout.vouchers && date_cmp(v->day, day) != 0 && day.y != 0)
			diag_add(r->d, SEV_WARNING, intake_place(r, row->line, 0),
			    MSG_intake_two_dates, ARG(no), ARG(date_str(r->mem, v->day)),
			    ARG(v->first_line), ARG(date_str(r->mem, day)));
		v->last_line = row->line;
		v->n++;
		return true;
	}
	if (day.y == 0 || !r->t->layout.vouchers) {
		int m = l->month > 12 ? 12 : l->month;
		day = (date){l->year, (int8_t)m, (int8_t)date_month_days(l->year, m)};
	}
	arena_grow(r->mem, r->ver, r->n_ver, r->room_ver);
	r->ver[r->n_ver++] = (struct ver){.series = intern_add(r, &r->text, series),
	    .no = intern_add(r, &r->text, no),
	    .year = l->year,
	    .month = l->month,
	    .day = day,
	    .first_line = row->line,
	    .last_line = row->line,
	    .n = 1};
	return true;
}

/* ---- rows ---- */

static void
sample(struct reading *r, const struct grid_row *row)
{
	struct intake_table *t = r->t;
	size_t n = t->layout.n_col;

	if (t->n_sample == INTAKE_SAMPLE)
		return;
	str *v = t->sample[t->n_sample++] = arena_array(r->mem, n + 1, str);
	for (size_t i = 0; i < n; i++) {
		size_t at = t->layout.col[i].at;
		v[i] = at < row->n ? str_dup(r->mem, row->v[at].text) : STR("");
	}
}

/* Does the row add others up?  Its amounts are kept if it adds up everything. */
static bool
total_row(struct reading *r, const struct grid_row *row)
{
	enum column_role what = r->role[COLUMN_ROLE_account] != NULL ? COLUMN_ROLE_account
	                                                             : COLUMN_ROLE_line;
	str account = text_of(r, row, what);
	bool grand, is = false, all = false;
	size_t n_text = 0;

	if (account.n > 0 && !cell_is_total(account, &grand))
		return false;
	for (size_t i = 0; i < row->n; i++) {
		bool amount = false;
		for (size_t k = 0; k < r->n_amount; k++)
			amount |= r->amount[k]->at == i;
		if (amount || row->v[i].text.n == 0 || row->v[i].number ||
		    number_form(row->v[i].text) != NUMBER_BAD)
			continue;
		n_text++;
		if (cell_is_total(row->v[i].text, &grand)) {
			is = true;
			all |= grand;
		}
	}
	if (!is)
		return false;
	r->t->total_rows++;
	if (!all || n_text != 1)
		return true;
	r->has_total = true;
	r->total_line = row->line;
	for (size_t k = 0; k < r->n_amount; k++) {
		size_t at = r->amount[k]->at;
		r->total[k] = dec_bad();
		if (at < row->n && row->v[at].text.n > 0)
			(void)!cell_amount(&row->v[at], r->t->layout.decimal, &r->total[k]);
	}
	return true;
}

/* What all the amounts of a row have in common. */
static bool
line_head(struct reading *r, const struct grid_row *row, struct line *l)
{
	const struct grid_cell *c = cell_of(r, row, COLUMN_ROLE_account);
	const struct grid_cell *rl = cell_of(r, row, COLUMN_ROLE_line);

	*l = (struct line){.source = row->line};
	if (rl != NULL && r->ask->told->content == INTAKE_CONTENT_budget &&
	    (l->row_line = line_of(r, rl)) == 0)
		return false;
	if (c == NULL && l->row_line == 0) {
		no_value(r, row,
		    r->role[COLUMN_ROLE_account] != NULL ? COLUMN_ROLE_account : COLUMN_ROLE_line);
		return false;
	}
	if (c != NULL)
		l->account = intern_add(r, &r->account, str_sub(c->text, 0, ACCOUNT_LEN_MAX));
	while (r->n_name_of < r->account.n) {
		arena_grow(r->mem, r->name_of, r->n_name_of, r->room_name_of);
		r->name_of[r->n_name_of++] = 0;
	}
	str name = text_of(r, row, COLUMN_ROLE_account_name);
	if (name.n > 0 && l->account > 0 && r->name_of[l->account] == 0)
		r->name_of[l->account] = intern_add(r, &r->account_name, name);
	c = cell_of(r, row, COLUMN_ROLE_unit);
	if (c == NULL && r->ask->told->content == INTAKE_CONTENT_budget) {
		no_value(r, row, COLUMN_ROLE_unit);
		return false;
	}
	l->unit = unit_of(r, c);
	l->text = intern_add(r, &r->text, text_of(r, row, COLUMN_ROLE_text));
	for (size_t i = 0; i < r->n_object_col; i++) {
		size_t at = r->object_col[i]->at;
		if (at < row->n)
			l->object[i] = intern_add(r, &r->object[i], row->v[at].text);
	}
	return true;
}

static bool
add_line(struct reading *r, const struct grid_row *row, struct line l,
    const struct intake_layout_col *col, const struct grid_cell *c, int year, int month, date day)
{
	dec v;

	if (!amount_of(r, c, col, &v) || !month_of(r, row, col, year, &month) ||
	    !ore_of(r, c, v, &l.ore))
		return false;
	for (size_t k = 0; k < r->n_amount; k++)
		if (r->amount[k] == col)
			r->column_sum[k] = dec_add(r->column_sum[k], v);
	l.side = col->role != COLUMN_ROLE_amount;
	if (col->role == COLUMN_ROLE_credit)
		r->too_many |= __builtin_sub_overflow((int64_t)0, l.ore, &l.ore);
	l.year = (int16_t)year;
	l.month = (uint8_t)month;
	if (r->ask->told->content == INTAKE_CONTENT_ledger && !voucher_of(r, row, &l, day))
		return false;
	sum_month(r, year, month, l.ore);
	r->too_many |= r->n_line >= INTAKE_LINES_MAX;
	arena_grow(r->mem, r->line, r->n_line, r->room_line);
	r->line[r->n_line++] = l;
	return true;
}

static bool
take_row(void *arg, const struct grid_row *row)
{
	struct reading *r = arg;
	struct line l;
	int year, month;
	date day;
	size_t filled = 0, amounts = 0;

	if (row->line <= r->t->layout.header_line)
		return true;
	for (size_t i = 0; i < row->n; i++)
		filled += row->v[i].text.n > 0;
	for (size_t k = 0; k < r->n_amount; k++)
		amounts += r->amount[k]->at < row->n && row->v[r->amount[k]->at].text.n > 0;
	if (filled == 0 || total_row(r, row))
		return true;
	if (amounts == 0) { /* a caption between the rows, or an account not used */
		r->t->empty_amounts++;
		return true;
	}
	if (!line_head(r, row, &l) || !when_of(r, row, &year, &month, &day))
		return !r->stop && !r->too_many;
	sample(r, row);
	for (size_t k = 0; k < r->n_amount && !r->stop; k++) {
		const struct intake_layout_col *col = r->amount[k];
		if (col->at < row->n && row->v[col->at].text.n > 0)
			(void)add_line(r, row, l, col, &row->v[col->at], year, month, day);
	}
	return !r->stop && !r->too_many;
}

/* A row that adds up everything must be right. */
static void
check_total(struct reading *r)
{
	r->t->total_agreed = r->has_total;
	for (size_t k = 0; r->has_total && k < r->n_amount; k++) {
		dec want = r->total[k], have = r->column_sum[k];
		if (!dec_ok(want) || (dec_ok(have) && dec_cmp(want, have) == 0))
			continue;
		r->t->total_agreed = false;
		diag_add(r->d, SEV_ERROR, intake_place(r, r->total_line, (int)r->amount[k]->at + 1),
		    MSG_intake_total_differs, ARG(dec_str(r->mem, want)), ARG(r->amount[k]->head),
		    ARG(dec_ok(have) ? dec_str(r->mem, have) : STR("?")));
	}
}

bool
intake_read_rows(struct reading *r)
{
	struct arena scratch;

	r->rounded = dec_int(0);
	for (size_t k = 0; k < AMOUNTS_MAX; k++)
		r->column_sum[k] = dec_int(0);
	arena_init(&scratch, (size_t)4 << 30);
	bool ok = grid_each(&scratch, r->bytes, &r->opts, &(struct grid_sink){take_row, r}, r->d,
	    r->e);
	arena_end(&scratch);
	if (!ok)
		return false;
	if (r->too_many)
		return fail(r->e, RC_LIMIT, MSG_intake_too_many, ARG("rader, texter eller kronor"));
	r->t->lines = (int64_t)r->n_line;
	if (r->d->n_err > 0)
		return true;
	if (r->n_line == 0)
		diag_add0(r->d, SEV_ERROR, intake_place(r, r->t->layout.header_line + 1, 1),
		    MSG_intake_no_rows);
	check_total(r);
	if (r->n_rounded > 0)
		diag_add(r->d, SEV_WARNING, intake_place(r, 0, 0), MSG_intake_rounded,
		    ARG(r->n_rounded),
		    ARG(dec_str(r->mem,
		        dec_rescale(dec_mul(r->rounded, dec_of(1, 2)), 4, DEC_HALF_UP))));
	return true;
}
