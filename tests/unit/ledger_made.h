/* ledger_made.h -- random ledgers for tests, as a SIE reader would give them, and
 * what they must sum to. */
#ifndef TERTIAL_TESTS_LEDGER_MADE_H
#define TERTIAL_TESTS_LEDGER_MADE_H

#include "core/ledger/ledger.h"

#include <string.h>

#define MADE_ACCOUNTS 40
#define MADE_UNITS 12
#define MADE_PARTS 9 /* counterparties */

struct made_line {
	uint32_t voucher;
	int month;
	int account, unit, part; /* indexes; unit and part -1: none */
	int64_t ore;
};

struct made {
	struct sie f;
	struct sie_batch b;
	str bytes; /* what stands for the file */
	struct made_line *line;
	size_t n_line;
};

struct made_opts {
	uint64_t seed;
	int year, month_from, month_to;
	size_t n_ver;
	int first_no;
	const char *series;
	const char *text; /* in front of every text */
};

static inline uint64_t
made_next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static inline size_t
made_below(uint64_t *s, size_t n)
{
	return (size_t)(made_next(s) >> 11) % n;
}

static inline void
made_header(struct made *m, struct arena *mem, const struct made_opts *o)
{
	struct sie *f = &m->f;

	f->set = CHARSET_UTF8;
	f->type = 4;
	f->n_year = 1;
	f->year = arena_new(mem, struct sie_year);
	*f->year = (struct sie_year){.from = {(int16_t)o->year, 1, 1},
	    .to = {(int16_t)o->year, 12, 31}};
	f->n_account = MADE_ACCOUNTS;
	f->account = arena_array(mem, MADE_ACCOUNTS, struct sie_account);
	for (int i = 0; i < MADE_ACCOUNTS; i++)
		f->account[i] = (struct sie_account){.no = str_fmt(mem, "%d", 1900 + i * 170),
		    .name = str_fmt(mem, "Konto %d", i),
		    .declared = true};
	f->n_dim = 2;
	f->dim = arena_array(mem, 2, struct sie_dim);
	f->dim[0] = (struct sie_dim){.no = 1, .name = STR("Ansvar")};
	f->dim[1] = (struct sie_dim){.no = 20, .name = STR("Motpart")};
	f->n_object = MADE_UNITS + MADE_PARTS;
	f->object = arena_array(mem, f->n_object, struct sie_object);
	for (uint32_t i = 0; i < f->n_object; i++)
		f->object[i] = (struct sie_object){.dim = i >= MADE_UNITS,
		    .no = str_fmt(mem, i < MADE_UNITS ? "E%u" : "M%u", i),
		    .name = str_fmt(mem, "Objekt %u", i)};
	f->n_series = 1;
	f->series = arena_new(mem, str);
	*f->series = str_of(o->series);
}

/* Columns of a batch with room for the most that can come. */
#define MADE_ROWS 8
static inline void
made_ledger(struct made *m, struct arena *mem, const struct made_opts *o)
{
	size_t n = o->n_ver, rows = n * MADE_ROWS, r = 0, k = 0;
	uint64_t s = o->seed * 0x9e3779b97f4a7c15u + 88172645463325252u;

	*m = (struct made){.line = arena_array(mem, rows, struct made_line)};
	made_header(m, mem, o);
	uint32_t *ver_row = arena_array(mem, n + 1, uint32_t),
	         *series = arena_array(mem, n, uint32_t);
	str *no = arena_array(mem, n, str), *text = arena_array(mem, n, str),
	    *sign = arena_array(mem, n, str), *row_text = arena_array(mem, rows, str);
	date *day = arena_array(mem, n, date), *reg = arena_array(mem, n, date),
	     *row_day = arena_array(mem, rows, date);
	int64_t *sum = arena_array(mem, n, int64_t), *ore = arena_array(mem, rows, int64_t);
	uint8_t *flags = arena_array(mem, n, uint8_t), *kind = arena_array(mem, rows, uint8_t);
	uint32_t *line = arena_array(mem, n, uint32_t), *len = arena_array(mem, n, uint32_t),
	         *account = arena_array(mem, rows, uint32_t),
	         *row_obj = arena_array(mem, rows + 1, uint32_t),
	         *row_line = arena_array(mem, rows, uint32_t),
	         *row_len = arena_array(mem, rows, uint32_t),
	         *obj = arena_array(mem, rows * 2, uint32_t);
	uint64_t *at = arena_array(mem, n, uint64_t), *row_at = arena_array(mem, rows, uint64_t);
	struct sb b;

	sb_init(&b, mem, (size_t)256 << 20);
	uint32_t at_line = 1;
	for (size_t i = 0; i < n; i++) {
		size_t n_row = 2 + made_below(&s, MADE_ROWS - 1);
		int month = o->month_from +
		    (int)made_below(&s, (size_t)(o->month_to - o->month_from + 1));
		int64_t left = 0;
		ver_row[i] = (uint32_t)r;
		no[i] = str_fmt(mem, "%zu", (size_t)o->first_no + i);
		day[i] = (date){(int16_t)o->year, (int8_t)month, (int8_t)(1 + made_below(&s, 28))};
		text[i] = str_fmt(mem, "%s Faktura Åkeri %zu", o->text, made_below(&s, 50));
		line[i] = at_line++;
		at[i] = b.n;
		sb_printf(&b, "#VER \"%s\" \"%.*s\" %04d%02d%02d\n", o->series, STR_ARG(no[i]),
		    o->year, month, day[i].d);
		for (size_t x = 0; x < n_row; x++, r++) {
			struct made_line *l = &m->line[m->n_line++];
			int64_t v = x + 1 == n_row ? -left
			                           : (int64_t)made_below(&s, 20000000) - 10000000;
			left += v;
			*l = (struct made_line){(uint32_t)i + 1, month,
			    (int)made_below(&s, MADE_ACCOUNTS),
			    (int)made_below(&s, MADE_UNITS + 1) - 1,
			    (int)made_below(&s, MADE_PARTS + 3) - 3, v};
			account[r] = (uint32_t)l->account;
			ore[r] = v;
			row_obj[r] = (uint32_t)k;
			if (l->unit >= 0)
				obj[k++] = (uint32_t)l->unit;
			if (l->part >= 0)
				obj[k++] = (uint32_t)(MADE_UNITS + l->part);
			else
				l->part = -1;
			row_text[r] = made_below(&s, 3) == 0 ? str_fmt(mem, "rad %zu", x) : STR("");
			if (made_below(&s, 20) == 0)
				row_day[r] = (date){(int16_t)o->year, (int8_t)month, 28};
			row_line[r] = at_line++;
			sb_printf(&b, "#TRANS %.*s {} %lld\n", STR_ARG(m->f.account[l->account].no),
			    (long long)v);
		}
		len[i] = (uint32_t)(b.n - at[i] - 1);
	}
	ver_row[n] = (uint32_t)r;
	row_obj[r] = (uint32_t)k;
	m->b = (struct sie_batch){.n_ver = n,
	    .n_row = r,
	    .n_obj = k,
	    .ver_row = ver_row,
	    .ver_series = series,
	    .ver_no = no,
	    .ver_day = day,
	    .ver_reg = reg,
	    .ver_text = text,
	    .ver_sign = sign,
	    .ver_sum_ore = sum,
	    .ver_flags = flags,
	    .ver_line = line,
	    .ver_at = at,
	    .ver_len = len,
	    .row_kind = kind,
	    .row_account = account,
	    .row_obj = row_obj,
	    .row_ore = ore,
	    .row_day = row_day,
	    .row_text = row_text,
	    .row_line = row_line,
	    .row_at = row_at,
	    .row_len = row_len,
	    .obj = obj};
	if (!sb_done(&b, &m->bytes))
		base_die(__FILE__, __LINE__, "made ledger too large");
}

static inline bool
made_import(struct db *db, const struct made *m, const char *name, int64_t batch, struct arena *mem,
    struct ledger_receipt *got, struct diag *d, struct err *e)
{
	struct ledger_import *im;
	struct ledger_source src = {.batch = batch,
	    .at = 1,
	    .name = str_of(name),
	    .bytes = m->bytes};

	return ledger_import_open(db, 1, &src, mem, d, &im, e) &&
	    ledger_import_add(im, &m->f, &m->b, NULL, e) && ledger_import_close(im, &m->f, got, e);
}

#endif
