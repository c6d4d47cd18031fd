/* Any bytes as SIE 4: indexes stay in range, spans stay in the input, sums are
 * the sums of the rows, and what is written is a fixed point. */
#include "fmt/sie4.h"
#include "fmt/sie4_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check_rows(const struct sie *f, const struct sie_batch *b, size_t i, size_t bytes)
{
	int64_t sum = 0;
	bool fits = true;

	for (uint32_t r = b->ver_row[i]; r < b->ver_row[i + 1]; r++) {
		must(b->row_account[r] < f->n_account);
		must(b->row_at[r] + b->row_len[r] <= bytes);
		must(b->row_obj[r] <= b->row_obj[r + 1]);
		must(utf8_ok(b->row_text[r]));
		if (b->row_kind[r] == SIE_TRANS)
			fits &= !__builtin_add_overflow(sum, b->row_ore[r], &sum);
	}
	must(!fits || sum == b->ver_sum_ore[i]);
}

static bool
check_batch(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	size_t bytes = *(size_t *)arg;

	(void)e;
	must(b->n_ver > 0 && b->ver_row[0] == 0 && b->ver_row[b->n_ver] == b->n_row);
	for (size_t i = 0; i < b->n_ver; i++) {
		must(b->ver_series[i] < f->n_series);
		must(b->ver_at[i] + b->ver_len[i] <= bytes);
		must(b->ver_row[i] <= b->ver_row[i + 1]);
		must(utf8_ok(b->ver_text[i]) && utf8_ok(b->ver_no[i]));
		check_rows(f, b, i, bytes);
	}
	for (size_t i = 0; i < b->n_obj; i++)
		must(b->obj[i] < f->n_object);
	for (size_t i = 0; i < b->n_extra; i++)
		must(b->extra[i].row < b->n_row);
	return true;
}

static bool
keep(void *arg, str bytes, struct err *e)
{
	(void)e;
	sb_str(arg, bytes);
	return true;
}

static bool
pass_on(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	return sie4_write_batch(arg, f, b, e);
}

/* Read for the head, then again for the vouchers, and write both. */
static bool
write_again(struct arena *mem, str bytes, enum charset set, str *out, size_t *n_lost)
{
	struct sie4_opts o = {.file = STR("x"), .set = set, .accept_sum = true};
	struct sb b;
	struct sie4_out w = {.write = keep, .arg = &b, .mem = mem, .sum = true};
	struct sie_sink sink = {.batch = pass_on, .arg = &w};
	struct sie f;
	struct diag d;
	struct err e = {0};

	diag_init(&d, mem, 20);
	sb_init(&b, mem, (size_t)64 << 20);
	if (!sie4_read(mem, bytes, &o, NULL, &f, &d, &e))
		return false;
	must(set == CHARSET_AUTO || f.sum == SIE_SUM_OK);
	must(sie4_write_head(&w, &f, &e));
	must(sie4_read(mem, bytes, &o, &sink, &f, &d, &e));
	must(sie4_write_end(&w, &e));
	must(sb_done(&b, out));
	*n_lost = w.n_lost;
	return true;
}

static void
fixed_point(struct arena *mem, str bytes)
{
	str one, two;
	size_t n_lost, n_again;

	/* A text that ends in a backslash can make an escape in the same record
	 * ambiguous; see sie4_lex.h. */
	if (str_find_byte(bytes, '\\', 0) < bytes.n)
		return;
	if (!write_again(mem, bytes, CHARSET_AUTO, &one, &n_lost))
		return;
	must(write_again(mem, one, CHARSET_CP437, &two, &n_again));
	/* Two names that differ in a letter which the page lacks become one. */
	must(n_again == 0);
	must(n_lost > 0 || str_eq(one, two));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct sie_sink sink = {.batch = check_batch, .arg = &n};
	struct sie4_opts o = {.file = STR("x"), .accept_sum = true};
	struct arena mem;
	struct sie f;
	struct diag d;
	struct err e = {0};

	arena_init(&mem, (size_t)512 << 20);
	diag_init(&d, &mem, 20);
	if (sie4_read(&mem, (str){(const char *)data, n}, &o, &sink, &f, &d, &e)) {
		for (size_t i = 0; i < f.n_balance; i++)
			must(f.balance[i].account < f.n_account &&
			    f.balance[i].obj_at + f.balance[i].n_obj <= f.n_balance_obj);
		(void)sie_reconcile(&f, &mem);
		(void)sie_psaldo_test(&f, &mem);
	} else {
		must(e.rc != RC_OK);
	}
	fixed_point(&mem, (str){(const char *)data, n});
	arena_end(&mem);
	return 0;
}
