/* From lines to what the ledger or the budget takes in. */
#include "core/economy/mapping.h"
#include "core/intake/intake_priv.h"

#include <string.h>

/* ---- signs ---- */

/* T S K I as the ledger knows the account, else by its class. */
static char
type_of(const struct reading *r, uint32_t account)
{
	const struct ledger_dict *d = r->ask->dict;
	str no = intern_text(&r->account, account);
	uint32_t id = d != NULL ? ledger_account_find(d, no) : 0;

	if (id != 0 && d->account[id].type != 0)
		return d->account[id].type;
	return sie_account_type(&(struct sie_account){.no = no});
}

/* Is a line income (1), cost (-1), or neither? */
static int
nature(const struct reading *r, const struct line *l)
{
	str no = intern_text(&r->account, l->account);

	if (l->row_line > 0) {
		enum line_kind k = r->ask->m->result_line[l->row_line - 1].kind;
		return k == LINE_KIND_income ? 1 : k == LINE_KIND_cost ? -1 : 0;
	}
	char c = no.n > 0 ? no.p[0] : '0';
	return c == '3' ? 1 : c >= '4' && c <= '7' ? -1 : 0;
}

/* Income and costs tell by their signs how the file counts. */
static bool
find_sign(struct reading *r)
{
	int64_t income = 0, cost = 0;
	bool bad = false;

	if (r->ask->told->sign != INTAKE_SIGN_find) {
		r->t->layout.sign = r->ask->told->sign;
		return true;
	}
	for (size_t i = 0; i < r->n_line; i++) {
		int n = r->line[i].side ? 0 : nature(r, &r->line[i]);
		if (n > 0)
			bad |= __builtin_add_overflow(income, r->line[i].ore, &income);
		else if (n < 0)
			bad |= __builtin_add_overflow(cost, r->line[i].ore, &cost);
	}
	if (bad)
		return fail(r->e, RC_LIMIT, MSG_intake_overflow);
	if ((income > 0 && cost > 0) || (income < 0 && cost < 0)) {
		diag_add(r->d, SEV_ERROR, intake_place(r, 0, 0), MSG_intake_sign,
		    ARG(dec_str(r->mem, ore_as(income, 2))), ARG(dec_str(r->mem, ore_as(cost, 2))));
		return true;
	}
	r->t->layout.sign = income > 0 || cost < 0 ? INTAKE_SIGN_result : INTAKE_SIGN_debit;
	return true;
}

static bool
turned(const struct reading *r, const struct line *l, bool budget)
{
	enum intake_sign s = l->side ? INTAKE_SIGN_debit : r->t->layout.sign;

	if (s == INTAKE_SIGN_natural) {
		int n = nature(r, l);
		char t = l->account > 0 && n == 0 ? type_of(r, l->account) : 0;
		bool credit = n > 0 || t == 'I' || t == 'S';
		return budget ? !credit : credit;
	}
	return budget ? s == INTAKE_SIGN_debit : s == INTAKE_SIGN_result;
}

/* The sum as the file shows it, held against what the caller was told. */
static bool
check_control(struct reading *r)
{
	bool bad = false, vouchers = r->t->layout.vouchers;
	int64_t sum = 0, want;
	dec c = r->ask->control;

	for (size_t i = 0; i < r->n_line; i++)
		if (!vouchers || r->line[i].ore > 0)
			bad |= __builtin_add_overflow(sum, r->line[i].ore, &sum);
	if (bad)
		return fail(r->e, RC_LIMIT, MSG_intake_overflow);
	r->t->sum_ore = sum;
	if (!dec_ok(c))
		return true;
	c = dec_mul(c, dec_int(100));
	if (dec_ok(c) && dec_i64(dec_trim(c), &want) && want == sum)
		return true;
	dec diff = dec_sub(dec_int(sum), c);
	diag_add(r->d, SEV_ERROR, intake_place(r, 0, 0), MSG_intake_control_differs,
	    ARG(dec_str(r->mem, r->ask->control)), ARG(dec_str(r->mem, ore_as(sum, 2))),
	    ARG(dec_ok(diff)
	            ? dec_str(r->mem, dec_rescale(dec_mul(diff, dec_of(1, 2)), 2, DEC_HALF_UP))
	            : STR("?")));
	return true;
}

bool
intake_apply_signs(struct reading *r)
{
	bool budget = r->ask->told->content == INTAKE_CONTENT_budget;

	if (!find_sign(r) || !check_control(r))
		return false;
	for (size_t i = 0; i < r->n_line; i++) {
		struct line *l = &r->line[i];
		if (turned(r, l, budget) && __builtin_sub_overflow((int64_t)0, l->ore, &l->ore))
			return fail(r->e, RC_LIMIT, MSG_intake_overflow);
	}
	return true;
}

/* ---- the ledger ---- */

static void
build_accounts(struct reading *r, struct sie *f)
{
	f->n_account = r->account.n;
	f->account = arena_array(r->mem, r->account.n + 1, struct sie_account);
	for (size_t i = 1; i < r->account.n; i++)
		f->account[i] = (struct sie_account){.no = r->account.v[i],
		    .name = intern_text(&r->account_name, r->name_of[i]),
		    .type = type_of(r, (uint32_t)i)};
}

/* What the ledger calls a dimension, else the heading. */
static str
dim_name(const struct reading *r, const struct intake_layout_col *c)
{
	const struct ledger_dict *d = r->ask->dict;

	for (size_t i = 0; d != NULL && i < d->n_dim; i++)
		if (d->dim[i].no == c->dim && d->dim[i].name.n > 0)
			return d->dim[i].name;
	return c->head;
}

/* Dimension 0 of the struct is the unit; the object columns follow. */
static void
build_objects(struct reading *r, struct sie *f)
{
	size_t n = r->unit.n, k = 0;

	f->dim = arena_array(r->mem, r->n_object_col + 1, struct sie_dim);
	f->dim[f->n_dim++] = (struct sie_dim){.no = 1};
	for (size_t c = 0; c < r->n_object_col; c++) {
		n += r->object[c].n;
		f->dim[f->n_dim++] = (struct sie_dim){.no = r->object_col[c]->dim,
		    .name = dim_name(r, r->object_col[c])};
	}
	f->object = arena_array(r->mem, n + 1, struct sie_object);
	for (size_t i = 0; i < r->unit.n; i++)
		f->object[k++] = (struct sie_object){.dim = 0, .no = r->unit.v[i]};
	for (size_t c = 0; c < r->n_object_col; c++)
		for (size_t i = 0; i < r->object[c].n; i++)
			f->object[k++] = (struct sie_object){.dim = (uint32_t)c + 1,
			    .no = r->object[c].v[i]};
	f->n_object = k;
}

/* Where each line of the text begins. */
static uint64_t *
line_starts(struct reading *r, int last)
{
	uint64_t *at = arena_array(r->mem, (size_t)last + 2, uint64_t);
	int line = 1;
	str s = r->bytes;

	for (size_t i = 0; i < s.n && line <= last; i++) {
		if (s.p[i] != '\n' && (s.p[i] != '\r' || (i + 1 < s.n && s.p[i + 1] == '\n')))
			continue;
		at[++line] = i + 1;
	}
	while (line <= last)
		at[++line] = s.n;
	return at;
}

struct columns {
	uint32_t *ver_row, *series, *ver_line, *ver_len, *account, *row_obj, *line, *len, *obj;
	uint64_t *ver_at, *at;
	str *no, *text, *sign, *row_text;
	date *day, *reg, *row_day;
	int64_t *sum, *ore;
	uint8_t *flags, *kind, *period;
};

static struct columns
columns_new(struct reading *r)
{
	struct arena *m = r->mem;
	size_t v = r->n_ver + 1, n = r->n_line + 1;

	return (struct columns){arena_array(m, v, uint32_t), arena_array(m, v, uint32_t),
	    arena_array(m, v, uint32_t), arena_array(m, v, uint32_t), arena_array(m, n, uint32_t),
	    arena_array(m, n, uint32_t), arena_array(m, n, uint32_t), arena_array(m, n, uint32_t),
	    arena_array(m, n * (OBJECTS_MAX + 1), uint32_t), arena_array(m, v, uint64_t),
	    arena_array(m, n, uint64_t), arena_array(m, v, str), arena_array(m, v, str),
	    arena_array(m, v, str), arena_array(m, n, str), arena_array(m, v, date),
	    arena_array(m, v, date), arena_array(m, n, date), arena_array(m, v, int64_t),
	    arena_array(m, n, int64_t), arena_array(m, v, uint8_t), arena_array(m, n, uint8_t),
	    arena_array(m, v, uint8_t)};
}

static void
put_line(struct reading *r, struct columns *c, const struct line *l, size_t at, size_t *n_obj)
{
	size_t base = r->unit.n;

	c->account[at] = l->account;
	c->ore[at] = l->ore;
	c->line[at] = (uint32_t)l->source;
	c->row_text[at] = intern_text(&r->text, l->text);
	c->row_obj[at] = (uint32_t)*n_obj;
	if (l->unit > 0)
		c->obj[(*n_obj)++] = l->unit;
	for (size_t k = 0; k < r->n_object_col; k++) {
		if (l->object[k] > 0)
			c->obj[(*n_obj)++] = (uint32_t)(base + l->object[k]);
		base += r->object[k].n;
	}
}

/* The voucher itself; its place in a text when its lines stand together there. */
static bool
put_ver(struct reading *r, struct columns *c, size_t i, const uint64_t *start)
{
	const struct ver *v = &r->ver[i];
	bool bad = false;

	c->no[i] = intern_text(&r->text, v->no);
	c->day[i] = v->day;
	c->period[i] = v->month;
	c->ver_line[i] = (uint32_t)v->first_line;
	for (size_t k = c->ver_row[i]; k < c->ver_row[i + 1]; k++)
		bad |= __builtin_add_overflow(c->sum[i], c->ore[k], &c->sum[i]);
	if (start != NULL && v->n_between == 0) {
		uint64_t to = start[v->last_line + 1];
		c->ver_at[i] = start[v->first_line];
		while (
		    to > c->ver_at[i] && (r->bytes.p[to - 1] == '\n' || r->bytes.p[to - 1] == '\r'))
			to--;
		c->ver_len[i] = (uint32_t)(to - c->ver_at[i]);
	}
	return !bad || fail(r->e, RC_LIMIT, MSG_intake_overflow);
}

/* How many lines of others stand between a voucher's own. */
static void
count_between(struct reading *r)
{
	const struct line *before = NULL;

	for (size_t i = 0; i < r->n_line; i++) {
		const struct line *l = &r->line[i];
		struct ver *v = &r->ver[l->voucher - 1];
		if (before != NULL && before->voucher != l->voucher && v->first_line < l->source)
			v->n_between++;
		before = l;
	}
}

static void
series_table(struct reading *r, struct sie *f, struct columns *c)
{
	struct map seen;

	map_init(&seen, r->mem, 7);
	f->series = arena_array(r->mem, r->n_ver + 1, str);
	for (size_t i = 0; i < r->n_ver; i++) {
		str s = intern_text(&r->text, r->ver[i].series);
		size_t at = map_add(&seen, s, f->n_series);
		if (at == MAP_NONE) {
			at = f->n_series;
			f->series[f->n_series++] = s;
		}
		c->series[i] = (uint32_t)at;
	}
}

bool
intake_build_ledger(struct reading *r)
{
	struct sie *f = &r->t->sie;
	struct columns c = columns_new(r);
	size_t n_obj = 0, at = 0;
	uint32_t *next = arena_array(r->mem, r->n_ver + 1, uint32_t),
	         *order = arena_array(r->mem, r->n_line + 1, uint32_t);
	int last = r->n_line > 0 ? r->line[r->n_line - 1].source : 0;
	uint64_t *start = r->t->layout.workbook ? NULL : line_starts(r, last + 1);

	*f = (struct sie){.set = r->opts.set, .type = 4};
	build_accounts(r, f);
	build_objects(r, f);
	count_between(r);
	series_table(r, f, &c);
	for (size_t i = 0; i < r->n_ver; i++) {
		c.ver_row[i] = next[i] = (uint32_t)at;
		at += r->ver[i].n;
	}
	c.ver_row[r->n_ver] = (uint32_t)at;
	must(at == r->n_line);
	for (size_t i = 0; i < r->n_line; i++)
		order[next[r->line[i].voucher - 1]++] = (uint32_t)i;
	for (size_t i = 0; i < r->n_line; i++)
		put_line(r, &c, &r->line[order[i]], i, &n_obj);
	c.row_obj[r->n_line] = (uint32_t)n_obj;
	for (size_t i = 0; i < r->n_ver; i++)
		if (!put_ver(r, &c, i, start))
			return false;
	f->n_ver = r->n_ver;
	r->t->ver_period = c.period;
	r->t->batch = (struct sie_batch){.n_ver = r->n_ver,
	    .n_row = r->n_line,
	    .n_obj = n_obj,
	    .ver_row = c.ver_row,
	    .ver_series = c.series,
	    .ver_no = c.no,
	    .ver_day = c.day,
	    .ver_reg = c.reg,
	    .ver_text = c.text,
	    .ver_sign = c.sign,
	    .ver_sum_ore = c.sum,
	    .ver_flags = c.flags,
	    .ver_line = c.ver_line,
	    .ver_at = c.ver_at,
	    .ver_len = c.ver_len,
	    .row_kind = c.kind,
	    .row_account = c.account,
	    .row_obj = c.row_obj,
	    .row_ore = c.ore,
	    .row_day = c.row_day,
	    .row_text = c.row_text,
	    .row_line = c.line,
	    .row_at = c.at,
	    .row_len = c.len,
	    .obj = c.obj};
	return true;
}

/* ---- the budget ---- */

/* The id of a line's result line, by the mapping when the file names accounts. */
static bool
line_id(struct reading *r, const struct line *l, bool *said, str *out)
{
	struct mapping_object o[OBJECTS_MAX + 1] = {{1, intern_text(&r->unit, l->unit)}};
	str account = intern_text(&r->account, l->account);

	if (l->row_line > 0) {
		*out = r->ask->m->result_line[l->row_line - 1].id;
		return true;
	}
	for (size_t i = 0; i < r->n_object_col; i++)
		o[i + 1] = (struct mapping_object){r->object_col[i]->dim,
		    intern_text(&r->object[i], l->object[i])};
	const struct mapping *p = mapping_find(r->ask->m, l->year, account, o, r->n_object_col + 1);
	if (p != NULL) {
		*out = p->line;
		return true;
	}
	if (!said[l->account])
		diag_add(r->d, SEV_ERROR, intake_place(r, l->source, 0), MSG_intake_no_line,
		    ARG(account), ARG(r->ask->file), ARG(l->year));
	said[l->account] = true;
	return false;
}

bool
intake_build_budget(struct reading *r)
{
	struct intake_table *t = r->t;
	struct map seen;
	bool *said = arena_array(r->mem, r->account.n + 1, bool);
	size_t room = 0;

	map_init(&seen, r->mem, 0x627564676574);
	for (size_t i = 0; i < r->n_line; i++) {
		const struct line *l = &r->line[i];
		struct intake_budget b = {.unit = intern_text(&r->unit, l->unit),
		    .year = l->year,
		    .month = l->month,
		    .ore = l->ore,
		    .source_line = l->source};
		if (!line_id(r, l, said, &b.line))
			continue;
		str key = str_fmt(r->mem, "%.*s\x1f%.*s\x1f%d\x1f%d", STR_ARG(b.unit),
		    STR_ARG(b.line), b.year, b.month);
		size_t at = map_add(&seen, key, t->n_budget);
		if (at == MAP_NONE) {
			arena_grow(r->mem, t->budget, t->n_budget, room);
			t->budget[t->n_budget++] = b;
		} else if (__builtin_add_overflow(t->budget[at].ore, b.ore, &t->budget[at].ore)) {
			return fail(r->e, RC_LIMIT, MSG_intake_overflow);
		}
	}
	return true;
}
