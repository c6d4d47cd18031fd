/* Fiscal years: those that files have stated with #RAR, and calendar years; and what of
 * them lies in a calendar year. */
#include "core/ledger/store.h"

#include "ledger.sql.h"

bool
ledger_fiscal_list(struct db *db, int64_t org, struct arena *mem, struct ledger_fiscal **out,
    size_t *n, struct err *e)
{
	struct ledger_year_days_row r;
	struct db_run *q = ledger_year_days(db, mem, &(struct ledger_year_days_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	size_t room = 0;

	*out = NULL;
	*n = 0;
	while (st == DB_ROW && (st = ledger_year_days_next(q, &r, e)) == DB_ROW) {
		struct ledger_fiscal f = {.year = (int)r.year};
		if (!date_parse(r.first, &f.first) || !date_parse(r.last, &f.last))
			continue;
		arena_grow(mem, *out, *n, room);
		(*out)[(*n)++] = f;
	}
	return st == DB_DONE;
}

struct ledger_fiscal
ledger_fiscal_of(const struct ledger_fiscal *v, size_t n, int year)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].year == year)
			return v[i];
	return (struct ledger_fiscal){year, {(int16_t)year, 1, 1}, {(int16_t)year, 12, 31}};
}

bool
ledger_fiscal_at(const struct ledger_fiscal *v, size_t n, date day, int *year, int *month)
{
	struct ledger_fiscal f = {.year = day.y, .first = {day.y, 1, 1}, .last = {day.y, 12, 31}};

	bool stated = false;

	/* A stated year counts before the calendar's; of two that overlap the later one. */
	for (size_t i = 0; i < n; i++)
		if (date_cmp(v[i].first, day) <= 0 && date_cmp(day, v[i].last) <= 0) {
			f = v[i];
			stated = true;
		}
	/* A calendar year that a stated year begins in, or reaches into, is none. */
	for (size_t i = 0; i < n && !stated; i++)
		if (date_cmp(v[i].first, f.last) <= 0 && date_cmp(f.first, v[i].last) <= 0)
			return false;
	*year = f.year;
	*month = (day.y - f.first.y) * 12 + day.m - f.first.m + 1;
	return *month >= 1 && *month < LEDGER_PERIODS;
}

int
ledger_fiscal_months(struct ledger_fiscal y)
{
	const int n = (y.last.y - y.first.y) * 12 + y.last.m - y.first.m + 1;

	return n < 1 ? 1 : n >= LEDGER_PERIODS ? LEDGER_PERIODS - 1 : n;
}

int
ledger_fiscal_month(struct ledger_fiscal y, int no)
{
	const int n = ledger_fiscal_months(y);

	return no > n ? n : no;
}

/* ---- by calendar year ---- */

static bool
is_calendar(struct ledger_fiscal f)
{
	return f.first.m == 1 && f.last.m == 12 && f.first.y == f.last.y;
}

/* The part of a broken or long year that lies in months [from, to], year * 12 + month - 1. */
static struct piece
piece_of(struct ledger_fiscal f, int from, int to)
{
	struct piece p = {.year = f.year,
	    .first_month = f.first.y * 12 + f.first.m - 1,
	    .n_month = ledger_fiscal_months(f)};

	p.from = from - p.first_month + 1;
	p.to = to - p.first_month + 1;
	p.from = p.from < 1 ? 1 : p.from;
	if (p.to >= p.n_month) /* with what counts in the last month */
		p.to = p.n_month > 12 ? p.n_month : LEDGER_CLOSING;
	return p;
}

size_t
pieces_of_calendar(const struct ledger_fiscal *v, size_t n, int year, int from, int to,
    struct piece *out)
{
	const int first = year * 12 + from - 1, last = year * 12 + (to > 12 ? 12 : to) - 1;
	size_t k = 0;
	bool stated = false;

	for (size_t i = 0; i < n && k + 1 < PIECES_MAX; i++) {
		stated |= v[i].year == year;
		const int a = v[i].first.y * 12 + v[i].first.m - 1,
		          b = v[i].last.y * 12 + v[i].last.m - 1;
		if (a > last || b < first)
			continue;
		out[k++] = is_calendar(v[i])
		    ? (struct piece){.year = year, .from = from, .to = to, .own = true}
		    : piece_of(v[i], first, last);
	}
	if (!stated)
		out[k++] = (struct piece){.year = year, .from = from, .to = to, .own = true};
	return k;
}

struct by_calendar {
	const struct ledger_fold *to;
	struct piece piece;
};

static void
calendar_block(void *arg, const struct ledger_block *b)
{
	const struct by_calendar *c = arg;
	struct ledger_block moved = *b;

	if (b->period < c->piece.from || b->period > c->piece.to)
		return;
	if (!c->piece.own) {
		const int no = b->period > c->piece.n_month ? c->piece.n_month : b->period;
		moved.period = (c->piece.first_month + no - 1) % 12 + 1;
	}
	c->to->block(c->to->arg, &moved);
}

bool
ledger_cube_calendar(struct db *db, int64_t org, int year, const struct ledger_dict *d,
    const struct ledger_fold *fold, struct err *e)
{
	struct arena mem;
	struct ledger_fiscal *v;
	struct piece piece[PIECES_MAX];
	size_t n;

	arena_init(&mem, (size_t)16 << 20);
	bool ok = ledger_fiscal_list(db, org, &mem, &v, &n, e);
	const size_t k = ok ? pieces_of_calendar(v, n, year, 1, LEDGER_PERIODS, piece) : 0;
	arena_end(&mem);
	for (size_t i = 0; ok && i < k; i++) {
		struct by_calendar by = {fold, piece[i]};
		ok = ledger_cube(db, org, piece[i].year, d,
		    &(struct ledger_fold){calendar_block, &by}, e);
	}
	return ok;
}
