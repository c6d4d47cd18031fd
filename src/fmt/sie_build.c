/* Arrays grow in the caller's arena; the columns of a batch are used again and
 * again, since first touching a page costs as much as parsing into it. */
#include "fmt/sie_build.h"

#include <string.h>

enum {
	ACCOUNTS_MAX = 200000,
	OBJECTS_MAX = 4000000,
	DIMS_MAX = 1000,
	SERIES_MAX = 20000,
	YEARS_MAX = 200,
	SRUS_MAX = 400000,
	BALANCES_MAX = 20000000,
	PROSE_MAX = 200,
	UNKNOWN_MAX = 1000,
	SAY_MAX = 5,
	SMALL_FILE = 64 << 10,
	TEXT_ARENA = 512 << 20
};

void
sie_build_init(struct sie_build *b, struct arena *mem, struct sie *f, uint64_t seed)
{
	b->mem = mem;
	b->f = f;
	map_init(&b->accounts, mem, seed);
	map_init(&b->objects, mem, seed);
	map_init(&b->series, mem, seed);
	arena_init(&b->text, TEXT_ARENA);
	/* A file of one voucher needs no columns for thousands. */
	const size_t rows = f->bytes < SMALL_FILE ? 64 : SIE_BATCH_ROWS;
	sie_build_room(b, rows, rows);
}

void
sie_build_free(struct sie_build *b)
{
	arena_end(&b->text);
	for (size_t i = 0; i < COUNTOF(b->given); i++)
		arena_end(&b->given[i].text);
}

bool
sie_build_may_say(struct sie_build *b, const struct msg *m, const char *rule)
{
	size_t i = 0;

	while (i < COUNTOF(b->said) && b->said[i].m != NULL && b->said[i].m != m)
		i++;
	must(i < COUNTOF(b->said));
	b->said[i].m = m;
	b->said[i].rule = rule;
	return b->said[i].n++ < SAY_MAX;
}

struct place
sie_build_place(const struct sie_build *b, uint32_t line, uint32_t col)
{
	return (struct place){.file = b->file,
	    .line = line > INT32_MAX ? INT32_MAX : (int)line,
	    .col = (int)col};
}

static bool
too_many(struct sie_build *b, const char *what, size_t max)
{
	return fail(b->e, RC_LIMIT, MSG_sie_too_many, ARG(b->file), ARG(max), ARG(what));
}

bool
sie_build_account(struct sie_build *b, str no, uint32_t line, uint32_t *out)
{
	struct sie *f = b->f;
	size_t at = map_find(&b->accounts, no);

	if (at != MAP_NONE) {
		*out = (uint32_t)at;
		return true;
	}
	if (f->n_account >= ACCOUNTS_MAX)
		return too_many(b, "#KONTO", ACCOUNTS_MAX);
	no = str_dup(b->mem, no);
	arena_grow(b->mem, f->account, f->n_account, b->room_account);
	arena_grow(b->mem, b->moved, f->n_account, b->room_moved);
	b->moved[f->n_account] = (struct sie_moved){0};
	f->account[f->n_account] = (struct sie_account){.no = no, .line = (int)line};
	map_add(&b->accounts, no, f->n_account);
	*out = (uint32_t)f->n_account++;
	return true;
}

bool
sie_build_dim(struct sie_build *b, int no, uint32_t line, uint32_t *out)
{
	struct sie *f = b->f;

	for (size_t i = 0; i < f->n_dim; i++) {
		if (f->dim[i].no == no) {
			*out = (uint32_t)i;
			return true;
		}
	}
	if (f->n_dim >= DIMS_MAX)
		return too_many(b, "#DIM", DIMS_MAX);
	arena_grow(b->mem, f->dim, f->n_dim, b->room_dim);
	f->dim[f->n_dim] = (struct sie_dim){.no = no, .line = (int)line};
	*out = (uint32_t)f->n_dim++;
	return true;
}

bool
sie_build_object(struct sie_build *b, uint32_t dim, str no, uint32_t line, uint32_t *out)
{
	struct sie *f = b->f;
	char small[64];
	char *key = small;
	size_t n = sizeof dim + no.n, at;
	str k;

	/* The key is the dimension's index, then the object's number. */
	if (n > sizeof small)
		key = arena_array(b->mem, n, char);
	memcpy(key, &dim, sizeof dim);
	if (no.n > 0)
		memcpy(key + sizeof dim, no.p, no.n);
	k = (str){key, n};
	at = map_find(&b->objects, k);
	if (at != MAP_NONE) {
		*out = (uint32_t)at;
		return true;
	}
	if (f->n_object >= OBJECTS_MAX)
		return too_many(b, "#OBJEKT", OBJECTS_MAX);
	k = str_dup(b->mem, k);
	arena_grow(b->mem, f->object, f->n_object, b->room_object);
	f->object[f->n_object] = (struct sie_object){.dim = dim,
	    .no = str_sub(k, sizeof dim, k.n),
	    .line = (int)line};
	map_add(&b->objects, k, f->n_object);
	*out = (uint32_t)f->n_object++;
	return true;
}

bool
sie_build_series(struct sie_build *b, str name, uint32_t *out)
{
	struct sie *f = b->f;
	size_t at;

	if (f->n_series > 0 && str_eq(name, f->series[*out < f->n_series ? *out : 0])) {
		*out = *out < f->n_series ? *out : 0;
		return true;
	}
	at = map_find(&b->series, name);
	if (at != MAP_NONE) {
		*out = (uint32_t)at;
		return true;
	}
	if (f->n_series >= SERIES_MAX)
		return too_many(b, "#VER", SERIES_MAX);
	name = str_dup(b->mem, name);
	arena_grow(b->mem, f->series, f->n_series, b->room_series);
	f->series[f->n_series] = name;
	map_add(&b->series, name, f->n_series);
	*out = (uint32_t)f->n_series++;
	return true;
}

bool
sie_build_year(struct sie_build *b, struct sie_year y)
{
	struct sie *f = b->f;

	for (size_t i = 0; i < f->n_year; i++) {
		if (f->year[i].no == y.no) {
			f->year[i] = y;
			return true;
		}
	}
	if (f->n_year >= YEARS_MAX)
		return too_many(b, "#RAR", YEARS_MAX);
	arena_grow(b->mem, f->year, f->n_year, b->room_year);
	f->year[f->n_year++] = y;
	return true;
}

bool
sie_build_sru(struct sie_build *b, struct sie_sru s)
{
	if (b->f->n_sru >= SRUS_MAX)
		return too_many(b, "#SRU", SRUS_MAX);
	arena_grow(b->mem, b->f->sru, b->f->n_sru, b->room_sru);
	b->f->sru[b->f->n_sru++] = s;
	return true;
}

bool
sie_build_prose(struct sie_build *b, str text)
{
	if (b->f->n_prose >= PROSE_MAX)
		return too_many(b, "#PROSA", PROSE_MAX);
	arena_grow(b->mem, b->prose, b->f->n_prose, b->room_prose);
	b->prose[b->f->n_prose++] = text;
	b->f->prose = b->prose;
	return true;
}

bool
sie_build_unknown(struct sie_build *b, struct sie_unknown u)
{
	struct sie *f = b->f;

	f->n_unknown++;
	sie_say(b, SEV_NOTE, (uint32_t)u.line, MSG_sie_unknown_label, ARG(u.label));
	if (f->n_unknown_kept >= UNKNOWN_MAX)
		return true;
	arena_grow(b->mem, f->unknown, f->n_unknown_kept, b->room_unknown);
	u.label = str_dup(b->mem, u.label);
	u.record = str_dup(b->mem, u.record);
	f->unknown[f->n_unknown_kept++] = u;
	return true;
}

bool
sie_build_balance(struct sie_build *b, struct sie_balance v, const uint32_t *obj, size_t n_obj)
{
	struct sie *f = b->f;

	if (f->n_balance >= BALANCES_MAX)
		return too_many(b, "#IB, #UB, #RES, #PSALDO", BALANCES_MAX);
	must(n_obj <= SIE_OBJS_MAX);
	v.obj_at = (uint32_t)f->n_balance_obj;
	v.n_obj = (uint32_t)n_obj;
	for (size_t i = 0; i < n_obj; i++) {
		arena_grow(b->mem, f->balance_obj, f->n_balance_obj, b->room_balance_obj);
		f->balance_obj[f->n_balance_obj++] = obj[i];
	}
	arena_grow(b->mem, f->balance, f->n_balance, b->room_balance);
	f->balance[f->n_balance++] = v;
	return true;
}

static void *
grown(struct arena *mem, const void *old, size_t n, size_t room, size_t size)
{
	void *v = arena_alloc(mem, room, size);

	if (n > 0)
		memcpy(v, old, n * size);
	return v;
}

#define GROW(b, field, n, room) \
	((b)->c.field = grown((b)->mem, (b)->c.field, (n), (room), sizeof *(b)->c.field))

static size_t
larger(size_t room, size_t want)
{
	room = room < 64 ? 64 : room;
	while (room < want)
		room *= 2;
	return room;
}

void
sie_build_ver_room(struct sie_build *b)
{
	struct sie_cols *c = &b->c;
	size_t room, n = c->n_ver;

	c->room_ver = room = larger(c->room_ver, c->n_ver + 2);
	GROW(b, ver_row, n + (c->ver_row != NULL), room);
	GROW(b, ver_series, n, room);
	GROW(b, ver_no, n, room);
	GROW(b, ver_text, n, room);
	GROW(b, ver_sign, n, room);
	GROW(b, ver_day, n, room);
	GROW(b, ver_reg, n, room);
	GROW(b, ver_sum_ore, n, room);
	GROW(b, ver_flags, n, room);
	GROW(b, ver_line, n, room);
	GROW(b, ver_len, n, room);
	GROW(b, ver_at, n, room);
}

void
sie_build_room(struct sie_build *b, size_t rows, size_t objs)
{
	struct sie_cols *c = &b->c;

	if (c->n_row + rows + 1 > c->room_row) {
		size_t n = c->n_row;
		size_t room = c->room_row = larger(c->room_row, c->n_row + rows + 1);

		GROW(b, row_kind, n, room);
		GROW(b, row_account, n, room);
		GROW(b, row_obj, n + (c->row_obj != NULL), room);
		GROW(b, row_line, n, room);
		GROW(b, row_len, n, room);
		GROW(b, row_ore, n, room);
		GROW(b, row_day, n, room);
		GROW(b, row_text, n, room);
		GROW(b, row_at, n, room);
	}
	if (c->n_obj + objs > c->room_obj) {
		c->room_obj = larger(c->room_obj, c->n_obj + objs);
		GROW(b, obj, c->n_obj, c->room_obj);
	}
}

/* The batch was handed over: what was handed over longest ago is written over. */
static void
next_batch(struct sie_build *b)
{
	const size_t now = b->n_batch % SIE_BATCHES, next = (b->n_batch + 1) % SIE_BATCHES;

	/* Who has no use for it any more leaves what is near. */
	if (b->sink != NULL && b->sink->settle != NULL) {
		b->given[now].c = b->c;
		b->given[now].text = b->text;
		b->c = b->given[next].c;
		b->text = b->given[next].text;
		b->given[next].text = (struct arena){0};
	}
	b->c.n_ver = b->c.n_row = b->c.n_obj = b->c.n_extra = 0;
	b->n_batch++;
	b->text_bytes = 0;
	if (b->text.used > 0 || b->text.cap == 0) {
		arena_end(&b->text);
		arena_init(&b->text, TEXT_ARENA);
	}
}

static bool
flush(struct sie_build *b)
{
	const struct sie_cols *c = &b->c;
	bool ok = true;

	if (c->n_ver > 0 && b->sink != NULL) {
		struct sie_batch batch = {.n_ver = c->n_ver,
		    .n_row = c->n_row,
		    .n_obj = c->n_obj,
		    .n_extra = c->n_extra,
		    .ver_row = c->ver_row,
		    .ver_series = c->ver_series,
		    .ver_no = c->ver_no,
		    .ver_day = c->ver_day,
		    .ver_reg = c->ver_reg,
		    .ver_text = c->ver_text,
		    .ver_sign = c->ver_sign,
		    .ver_sum_ore = c->ver_sum_ore,
		    .ver_flags = c->ver_flags,
		    .ver_line = c->ver_line,
		    .ver_at = c->ver_at,
		    .ver_len = c->ver_len,
		    .row_kind = c->row_kind,
		    .row_account = c->row_account,
		    .row_obj = c->row_obj,
		    .row_ore = c->row_ore,
		    .row_day = c->row_day,
		    .row_text = c->row_text,
		    .row_line = c->row_line,
		    .row_at = c->row_at,
		    .row_len = c->row_len,
		    .obj = c->obj,
		    .extra = c->extra};
		ok = b->sink->batch(b->sink->arg, b->f, &batch, b->e);
	}
	next_batch(b);
	return ok;
}

bool
sie_build_ver(struct sie_build *b, const struct sie_ver *v)
{
	const struct sie_cols *c = &b->c;
	uint32_t series = c->n_ver > 0 ? c->ver_series[c->n_ver - 1] : 0;

	if (!sie_build_series(b, v->series, &series))
		return false;
	sie_build_ver_of(b, v, series);
	return true;
}

bool
sie_build_row(struct sie_build *b, const struct sie_row *r)
{
	struct sie_cols *c = &b->c;
	size_t i = c->n_row;

	must(b->open && r->n_obj <= SIE_OBJS_MAX);
	if (i - c->ver_row[c->n_ver] >= SIE_VER_ROWS_MAX)
		return too_many(b, "#TRANS / #VER", SIE_VER_ROWS_MAX);
	sie_build_room(b, 1, r->n_obj);
	c->row_kind[i] = (uint8_t)r->kind;
	c->row_account[i] = r->account;
	c->row_ore[i] = r->ore;
	c->row_day[i] = r->day;
	c->row_text[i] = r->text;
	c->row_line[i] = r->line;
	c->row_at[i] = r->at;
	c->row_len[i] = r->len;
	c->row_obj[i] = (uint32_t)c->n_obj;
	for (size_t k = 0; k < r->n_obj; k++)
		c->obj[c->n_obj++] = r->obj[k];
	c->row_obj[i + 1] = (uint32_t)c->n_obj;
	if (r->has_qty || r->sign.n > 0) {
		arena_grow(b->mem, c->extra, c->n_extra, c->room_extra);
		c->extra[c->n_extra++] = (struct sie_extra){.row = (uint32_t)i,
		    .has_qty = r->has_qty,
		    .qty = r->qty,
		    .sign = r->sign};
	}
	c->n_row++;
	b->f->n_row[r->kind]++;
	if (r->kind == SIE_TRANS)
		sie_build_moved(b, r->account, r->ore);
	return true;
}

static void
say_unbalanced(struct sie_build *b, size_t i)
{
	const struct sie_cols *c = &b->c;
	str series = b->f->series[c->ver_series[i]];

	if (b->sum_bad)
		sie_say(b, SEV_ERROR, c->ver_line[i], MSG_sie_ver_overflow, ARG(series),
		    ARG(c->ver_no[i]));
	else
		sie_say(b, SEV_WARNING, c->ver_line[i], MSG_sie_ver_unbalanced, ARG(series),
		    ARG(c->ver_no[i]), ARG(dec_str(&b->text, dec_of(c->ver_sum_ore[i], 2))));
}

/* In the order of days; asked of every voucher. */
static int
day_key(date d)
{
	return d.y << 16 | d.m << 8 | d.d;
}

static void
count_day(struct sie *f, date day)
{
	if (day.y == 0)
		return;
	if (f->first_day.y == 0 || day_key(day) < day_key(f->first_day))
		f->first_day = day;
	if (day_key(day) > day_key(f->last_day))
		f->last_day = day;
}

static bool
any_booked(const struct sie_cols *c)
{
	for (size_t r = c->ver_row[c->n_ver]; r < c->n_row; r++)
		if (c->row_kind[r] == SIE_TRANS)
			return true;
	return false;
}

bool
sie_build_ver_end(struct sie_build *b, uint64_t end)
{
	struct sie_cols *c = &b->c;
	size_t i = c->n_ver;
	uint64_t len = end - c->ver_at[i];

	must(b->open && end >= c->ver_at[i]);
	b->open = false;
	c->ver_len[i] = len > UINT32_MAX ? UINT32_MAX : (uint32_t)len;
	b->f->n_ver++;
	count_day(b->f, c->ver_day[i]);
	if (c->ver_sum_ore[i] != 0 || b->sum_bad) {
		c->ver_flags[i] |= SIE_VER_UNBALANCED;
		b->f->n_unbalanced++;
		b->text_bytes += 64;
		say_unbalanced(b, i);
	}
	if (!any_booked(c)) {
		c->ver_flags[i] |= SIE_VER_EMPTY;
		b->f->n_empty++;
		sie_say(b, SEV_WARNING, c->ver_line[i], MSG_sie_ver_empty,
		    ARG(b->f->series[c->ver_series[i]]), ARG(c->ver_no[i]));
	}
	c->n_ver++;
	c->ver_row[c->n_ver] = (uint32_t)c->n_row;
	if (c->n_row >= SIE_BATCH_ROWS || c->n_ver >= SIE_BATCH_VERS ||
	    b->text_bytes >= SIE_BATCH_TEXT)
		return flush(b);
	return true;
}

bool
sie_build_tidy(struct sie_build *b, uint32_t line)
{
	if (b->text_bytes > SIE_VER_TEXT_MAX)
		return fail(b->e, RC_LIMIT, MSG_sie_ver_long, ARG(b->file), ARG(line));
	if (b->text_bytes >= SIE_BATCH_TEXT && !b->open)
		return flush(b);
	return true;
}

bool
sie_build_end(struct sie_build *b)
{
	must(!b->open);
	if (!flush(b))
		return false;
	for (size_t i = 0; i < b->f->n_account; i++) {
		b->f->account[i].moved_ore = b->moved[i].ore;
		b->f->account[i].moved = b->moved[i].any;
		b->f->account[i].moved_bad = b->moved[i].bad;
	}
	for (size_t i = 0; i < COUNTOF(b->said) && b->said[i].m != NULL; i++)
		if (b->said[i].n > SAY_MAX)
			diag_add(b->d, SEV_NOTE, sie_build_place(b, 0, 0), MSG_sie_more,
			    ARG(b->said[i].n - SAY_MAX), ARG(b->said[i].rule + 4));
	return true;
}
