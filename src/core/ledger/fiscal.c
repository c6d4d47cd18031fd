/* Fiscal years: those that files have stated with #RAR, and calendar years. */
#include "core/ledger/ledger.h"

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
