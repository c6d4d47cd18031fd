/* Any bytes as SIE 4: indexes stay in range, spans stay in the input, sums are
 * the sums of the rows. */
#include "fmt/sie4.h"

#include <stdlib.h>
#include <string.h>

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
	arena_end(&mem);
	return 0;
}
