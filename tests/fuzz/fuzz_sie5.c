/* Any bytes as SIE 5: indexes stay in range and spans in the input. */
#include "fmt/sie5.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool
check_batch(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	size_t bytes = *(size_t *)arg;

	(void)e;
	must(b->ver_row[b->n_ver] == b->n_row);
	for (size_t i = 0; i < b->n_ver; i++)
		must(b->ver_series[i] < f->n_series && b->ver_at[i] + b->ver_len[i] <= bytes);
	for (size_t r = 0; r < b->n_row; r++) {
		must(b->row_account[r] < f->n_account);
		must(b->row_at[r] + b->row_len[r] <= bytes);
		must(b->row_obj[r] <= b->row_obj[r + 1]);
		must(utf8_ok(b->row_text[r]));
	}
	for (size_t i = 0; i < b->n_obj; i++)
		must(b->obj[i] < f->n_object);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct sie_sink sink = {.batch = check_batch, .arg = &n};
	struct arena mem;
	struct sie f;
	struct diag d;
	struct err e = {0};

	arena_init(&mem, (size_t)512 << 20);
	diag_init(&d, &mem, 20);
	if (sie5_read(&mem, (str){(const char *)data, n}, STR("x"), &sink, &f, &d, &e))
		(void)sie_reconcile(&f, &mem);
	else
		must(e.rc != RC_OK);
	arena_end(&mem);
	return 0;
}
