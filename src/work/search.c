#include "work/search.h"

#include "work/messages.h"

#define UNIT_DIM 1

/* "1 234,50", "1234.5", "-1234": öre of the absolute amount. */
static bool
amount_of(struct arena *mem, str text, int64_t *ore)
{
	char *p = arena_array(mem, text.n + 1, char);
	size_t n = 0;
	dec d;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == ' ' || c == '\xc2' || c == '\xa0')
			continue; /* blanks that group digits, U+00A0 among them */
		p[n++] = c == ',' ? '.' : c;
	}
	return dec_parse((str){p, n}, '.', &d) && dec_i64(dec_mul(dec_abs(d), dec_int(100)), ore);
}

bool
search_vouchers(const struct view *v, const struct search_ask *ask, struct arena *mem,
    struct ledger_hits *out, struct err *e)
{
	const struct ledger_dict *dict = economy_dict(v->economy);
	struct ledger_query q = {.year = period_year_of(v->ctx.period),
	    .text = ask->text,
	    .max = ask->max};
	uint32_t account, unit;

	if (ask->account.n > 0) {
		account = ledger_account_find(dict, ask->account);
		if (account == 0)
			return fail(e, RC_NOT_FOUND, MSG_search_no_account, ARG(ask->account));
		q.account = &account;
		q.n_account = 1;
	}
	if (ask->unit.n > 0) {
		unit = ledger_object_find(dict, UNIT_DIM, ask->unit);
		if (unit == 0)
			return fail(e, RC_NOT_FOUND, MSG_search_no_unit, ARG(ask->unit));
		q.unit = &unit;
		q.n_unit = 1;
	}
	if (ask->amount.n > 0) {
		if (!amount_of(mem, ask->amount, &q.amount_min))
			return fail(e, RC_INVALID, MSG_search_bad_amount, ARG(ask->amount));
		q.has_amount = true;
		q.amount_max = q.amount_min;
	}
	if (ask->span.kind != PERIOD_NONE) {
		q.year = ask->span.to.y;
		q.period_from = ask->span.from.y == ask->span.to.y ? ask->span.from.m : 1;
		q.period_to = ask->span.to.m == 12 ? LEDGER_CLOSING : ask->span.to.m;
	}
	return ledger_lines(v->db, v->org, dict, &q, mem, out, e);
}
