#include "work/search.h"

#include "work/messages.h"

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

/* One amount, or a range of them. */
static bool
range_of(struct arena *mem, str text, struct ledger_query *q)
{
	size_t at = str_find(text, STR(".."), 0);
	str low = str_trim(str_sub(text, 0, at)),
	    high = at < text.n ? str_trim(str_sub(text, at + 2, text.n)) : STR("");

	q->has_amount = true;
	if (at == text.n) {
		bool ok = amount_of(mem, text, &q->amount_min);
		q->amount_max = q->amount_min;
		return ok;
	}
	q->amount_min = 0;
	q->amount_max = INT64_MAX;
	return (low.n > 0 || high.n > 0) && (low.n == 0 || amount_of(mem, low, &q->amount_min)) &&
	    (high.n == 0 || amount_of(mem, high, &q->amount_max)) && q->amount_min <= q->amount_max;
}

bool
search_asks(const struct search_ask *ask)
{
	return ask->text.n > 0 || ask->account.n > 0 || ask->unit.n > 0 || ask->amount.n > 0;
}

static void
span_of(const struct view *v, period span, struct ledger_query *q)
{
	q->year = period_year_of(v->ctx.period);
	if (span.kind == PERIOD_NONE)
		return;
	q->year = span.to.y;
	q->period_from = span.from.y == span.to.y ? span.from.m : 1;
	q->period_to = span.to.m == 12 ? LEDGER_PERIODS : span.to.m;
}

bool
search_vouchers(const struct view *v, const struct search_ask *ask, struct arena *mem,
    struct ledger_hits *out, struct err *e)
{
	const struct ledger_dict *dict = economy_dict(v->economy);
	struct ledger_query q = {.text = ask->text,
	    .calendar = true,
	    .skip = ask->skip,
	    .max = ask->max};
	uint32_t account;

	span_of(v, ask->span, &q);
	if (ask->account.n > 0) {
		account = ledger_account_find(dict, ask->account);
		if (account == 0)
			return fail(e, RC_NOT_FOUND, MSG_search_no_account, ARG(ask->account));
		q.account = &account;
		q.n_account = 1;
	}
	if (ask->unit.n > 0) {
		economy_unit_objects(v->economy, ask->unit, v->ctx.period.to, mem, &q.unit,
		    &q.n_unit);
		if (q.n_unit == 0)
			return fail(e, RC_NOT_FOUND, MSG_search_no_unit, ARG(ask->unit));
	}
	if (ask->amount.n > 0 && !range_of(mem, ask->amount, &q))
		return fail(e, RC_INVALID, MSG_search_bad_amount, ARG(ask->amount));
	return ledger_lines(v->db, v->org, dict, &q, mem, out, e);
}
