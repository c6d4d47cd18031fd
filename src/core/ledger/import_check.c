/* What is asked of every voucher before it is taken. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

/* The fiscal year and period of a day. */
static bool
period_of(const struct sie *f, date day, int *year, int *month)
{
	int no;

	if (f->n_year == 0) {
		*year = day.y;
		*month = day.m;
		return true;
	}
	if (!sie_year_of_day(f, day, &no))
		return false;
	for (size_t i = 0; i < f->n_year; i++) {
		const struct sie_year *y = &f->year[i];
		if (y->no != no)
			continue;
		*year = y->from.y;
		*month = (day.y - y->from.y) * 12 + day.m - y->from.m + 1;
		return *month >= 1 && *month < LEDGER_PERIODS;
	}
	return false;
}

static struct place
place_of(const struct ledger_import *im, const struct vou *v)
{
	return (struct place){im->src.name, (int)v->line, 0, STR("")};
}

/* Faults of the file are collected; the import ends with them. */
bool
vou_check(struct ledger_import *im, const struct vou *v, int64_t sum_ore, uint8_t flags)
{
	struct arena scratch;

	if (flags & SIE_VER_BAD_ROW) {
		im->n_fault++;
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_bad_row, ARG(v->series),
		    ARG(v->no));
	}
	if (sum_ore != 0 && !im->src.accept_unbalanced) {
		im->n_fault++;
		arena_init(&scratch, (size_t)1 << 20);
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_unbalanced, ARG(v->series),
		    ARG(v->no), ARG(dec_str(&scratch, ore_as(sum_ore, 2))));
		arena_end(&scratch);
	}
	return im->n_fault == 0;
}

bool
vou_period(struct ledger_import *im, const struct sie *f, struct vou *v, const uint8_t *month)
{
	if (v->day.y == 0) {
		im->n_fault++;
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_no_day, ARG(v->series),
		    ARG(v->no));
		return false;
	}
	if (!period_of(f, v->day, &v->year, &v->period)) {
		struct arena scratch;
		im->n_fault++;
		arena_init(&scratch, (size_t)1 << 20);
		diag_add(im->d, SEV_ERROR, place_of(im, v), MSG_ledger_outside_years,
		    ARG(v->series), ARG(v->no), ARG(date_str(&scratch, v->day)));
		arena_end(&scratch);
		return false;
	}
	if (month != NULL)
		v->period = *month;
	else if (im->src.closing_series.n > 0 && str_eq(v->series, im->src.closing_series))
		v->period = LEDGER_CLOSING;
	return true;
}
