/* One voucher of a block, past the others: a line is shown with its voucher's number,
 * day and text, and has no use for the five hundred beside it. */
#include "core/ledger/store.h"

#include <string.h>

/* n integers, eight bytes at a time: each ends in a byte below 0x80. */
static void
skip_vars(struct unpack *u, size_t n)
{
	const uint64_t top = 0x8080808080808080u, ones = 0x0101010101010101u;
	uint64_t w;

	while ((size_t)(u->end - u->p) >= sizeof w) {
		memcpy(&w, u->p, sizeof w);
		size_t ends = (size_t)(((~w & top) >> 7) * ones >> 56);
		if (ends >= n)
			break;
		n -= ends;
		u->p += sizeof w;
	}
	for (; n > 0 && u->p < u->end; u->p++)
		n -= *u->p < 0x80;
	u->bad |= n > 0;
}

static str
get_text(struct unpack *u)
{
	size_t n = get_count(u);
	const unsigned char *p = get_bytes(u, n);

	return p == NULL ? (str){"", 0} : (str){(const char *)p, n};
}

static str
pick_few(struct arena *mem, struct unpack *u, size_t n, size_t at)
{
	size_t k = get_count(u);
	str *list = arena_array(mem, k + 1, str);

	for (size_t j = 0; j < k; j++)
		list[j] = get_text(u);
	skip_vars(u, at);
	uint32_t place = get_below(u, k > 0 ? k : 1);
	skip_vars(u, n - at - 1);
	return list[place];
}

static str
pick_number(struct arena *mem, struct unpack *u, size_t n, size_t at)
{
	int64_t before = 0;
	str out = {"", 0};

	for (size_t i = 0; i < n && !u->bad; i++) {
		size_t len = get_count(u);
		if (len > 0) {
			const unsigned char *p = get_bytes(u, len - 1);
			if (i == at && p != NULL)
				out = (str){(const char *)p, len - 1};
			continue;
		}
		before = (int64_t)((uint64_t)before + (uint64_t)get_zig(u));
		if (i == at)
			out = str_fmt(mem, "%lld", (long long)before);
	}
	return out;
}

/* Years and days are steps from the one before, of so many bits. */
static int64_t
pick_steps(struct unpack *u, size_t n, size_t at, int bits)
{
	int64_t sum = 0;

	for (size_t i = 0; i <= at; i++) {
		const int64_t step = get_zig(u);
		sum += bits == 16 ? (int16_t)step : (int32_t)step;
	}
	skip_vars(u, n - at - 1);
	return sum;
}

/* Rows and first lines: where a voucher begins is counted from the rows before it. */
static void
pick_line(struct unpack *u, size_t n, size_t at, struct vou *v)
{
	struct unpack rows = *u;
	uint64_t line = 0;

	skip_vars(u, n);
	for (size_t i = 0; i <= at; i++) {
		line += (uint64_t)get_zig(u);
		v->line = (uint32_t)line;
		v->n_row = get_below(&rows, UINT32_MAX);
		line = (uint64_t)v->line + v->n_row + 3;
	}
	skip_vars(u, n - at - 1);
	u->bad |= rows.bad;
}

static void
skip_units(struct unpack *u, size_t n)
{
	uint64_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += get_count(u);
	if (all > (uint64_t)(u->end - u->p))
		u->bad = true;
	else
		skip_vars(u, (size_t)all);
}

bool
vblk_pick(struct arena *mem, struct unpack block, size_t at, struct vou *v)
{
	struct unpack *u = &block;
	const size_t n = get_below(u, VBLK_MAX + 1);

	*v = (struct vou){0};
	if (at >= n)
		return false;
	v->series = pick_few(mem, u, n, at);
	v->sign = pick_few(mem, u, n, at);
	v->no = pick_number(mem, u, n, at);
	v->year = (int)pick_steps(u, n, at, 16);
	skip_vars(u, at);
	v->period = (int)get_below(u, LEDGER_PERIODS);
	skip_vars(u, n - at - 1);
	const int64_t day = pick_steps(u, n, at, 32);
	if (day < 0 || day > DAYS_MAX)
		return false;
	v->day = date_of_days((int)day);
	skip_vars(u, 2 * n); /* days of registration, flags */
	pick_line(u, n, at, v);
	skip_vars(u, 2 * n); /* where they stand in the original */
	skip_units(u, n);
	(void)get_bytes(u, n * sizeof v->hash);
	for (size_t i = 0; i <= at && !u->bad; i++)
		v->text = get_text(u);
	return !u->bad;
}
