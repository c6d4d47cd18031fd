/* intake_any.h -- any bytes as a table of another system, for the fuzzers of CSV and
 * XLSX: lines and budgets, with and without being told what to look for. */
#ifndef TERTIAL_FUZZ_INTAKE_ANY_H
#define TERTIAL_FUZZ_INTAKE_ANY_H

#include "../unit/model_build.h"
#include "core/intake/intake.h"

static inline struct model *
intake_model(struct arena *mem)
{
	struct model *m = model_new(mem);

	put(m, KIND_unit, "id", "RS", "name", "Styrelsen");
	put(m, KIND_result_line, "id", "i", "name", "Intäkter", "kind", "income");
	put(m, KIND_result_line, "id", "k", "name", "Kostnader", "kind", "cost");
	put(m, KIND_mapping, "year", "2025", "prefix", "3", "line", "i");
	put(m, KIND_mapping, "year", "2025", "prefix", "4", "line", "k");
	built(m);
	return m;
}

/* What comes out is whole: (IN2), (IN3). */
static inline void
intake_hold(const struct intake_table *t, const struct diag *d)
{
	int64_t in = 0, out = 0;

	if (d->n_err > 0) {
		must(t->batch.n_row == 0 && t->n_budget == 0);
		return;
	}
	for (size_t i = 0; i < t->n_sum; i++)
		in = (int64_t)((uint64_t)in + (uint64_t)t->sum[i].ore);
	for (size_t i = 0; i < t->batch.n_row; i++) {
		out = (int64_t)((uint64_t)out + (uint64_t)t->batch.row_ore[i]);
		must(t->batch.row_account[i] < t->sie.n_account);
		must(utf8_ok(t->batch.row_text[i]));
	}
	for (size_t i = 0; i < t->n_budget; i++)
		out = (int64_t)((uint64_t)out + (uint64_t)t->budget[i].ore);
	size_t sides = 0, plain = 0; /* a file with both counts in two ways */
	for (size_t i = 0; i < t->layout.n_col; i++) {
		enum column_role role = t->layout.col[i].role;
		sides += role == COLUMN_ROLE_debit || role == COLUMN_ROLE_credit;
		plain += role == COLUMN_ROLE_amount;
	}
	must(in == out || in == (int64_t)(0 - (uint64_t)out) || (sides > 0 && plain > 0));
	for (size_t i = 0; i < t->batch.n_ver; i++)
		must(t->batch.ver_row[i] < t->batch.ver_row[i + 1]);
	for (size_t i = 0; i < t->batch.n_obj; i++)
		must(t->batch.obj[i] < t->sie.n_object);
}

static inline void
intake_any(str bytes)
{
	struct arena mem;

	for (int budget = 0; budget < 2; budget++) {
		struct intake told;
		struct intake_table t;
		struct err e = {0};
		struct diag d;

		arena_init(&mem, (size_t)2 << 30);
		row_clear(KIND_intake, &told);
		told.content = budget ? INTAKE_CONTENT_budget : INTAKE_CONTENT_ledger;
		told.year = 2025;
		struct intake_ask ask = {.file = STR("x"),
		    .told = &told,
		    .period = period_month(2025, 12),
		    .control = dec_bad(),
		    .m = intake_model(&mem)};
		diag_init(&d, &mem, 20);
		if (intake_read(&mem, bytes, &ask, &t, &d, &e))
			intake_hold(&t, &d);
		else
			must(e.rc != RC_OK);
		arena_end(&mem);
	}
}

#endif
