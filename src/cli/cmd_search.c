#include "cli/cli.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "work/search.h"

#define HITS_DEFAULT 200
#define HITS_MAX 100000

static void
put_table(struct cli *c, const struct ledger_dict *dict, const struct ledger_hits *h)
{
	static const char *const head[LANG__COUNT][6] = {
	    {"verifikation", "datum", "konto", "enhet", "belopp, kr", "text"},
	    {"voucher", "date", "account", "unit", "amount, SEK", "text"}};
	struct cli_table t;
	struct sb b;
	str sum;

	cli_table_init(&t, c, 6, "llllrl");
	for (int i = 0; i < 6; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < h->n; i++) {
		const struct ledger_line *l = &h->line[i];
		cli_cell(&t, str_fmt(c->mem, "%.*s %.*s", STR_ARG(l->series), STR_ARG(l->no)));
		cli_cell(&t, date_str(c->mem, l->day));
		cli_cell(&t, dict->account[l->account].no);
		cli_cell(&t, dict->object[l->unit].no);
		cli_num(&t, ore_as(l->ore, 2));
		cli_cell(&t, l->text.n > 0 ? l->text : l->voucher_text);
	}
	cli_table_end(&t);
	sb_init(&b, c->mem, 128);
	dec_show(&b, ore_as(h->sum_ore, 2), c->lang);
	must(sb_done(&b, &sum));
	sb_printf(&c->out,
	    c->lang == LANG_SV ? "\n%zu av %zu rader, summa %.*s kr\n"
	                       : "\n%zu of %zu lines, sum SEK %.*s\n",
	    h->n, h->n_all, STR_ARG(sum));
}

/* --max rows of page --page, from 1; a file has them all. */
static bool
paging(struct cli *c, struct search_ask *ask, struct err *e)
{
	int64_t max = c->file != NULL ? HITS_MAX : HITS_DEFAULT, page = 1;
	str m = cli_opt(c, "max"), p = cli_opt(c, "page");

	if (m.p != NULL && (!str_i64(m, &max) || max < 1 || max > HITS_MAX))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(m));
	if (p.p != NULL && (!str_i64(p, &page) || page < 1 || page > 1000000))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(p));
	ask->max = (size_t)max;
	ask->skip = (size_t)((page - 1) * max);
	return true;
}

static void
put_json(struct cli *c, const struct ledger_dict *dict, const struct ledger_hits *h)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_object(&j);
	json_key(&j, STR("hits"));
	json_i64(&j, (int64_t)h->n_all);
	json_key(&j, STR("sum_ore"));
	json_i64(&j, h->sum_ore);
	json_key(&j, STR("lines"));
	json_array(&j);
	for (size_t i = 0; i < h->n; i++) {
		const struct ledger_line *l = &h->line[i];
		const struct {
			const char *key;
			str value;
		} f[] = {{"series", l->series}, {"no", l->no}, {"date", date_str(c->mem, l->day)},
		    {"account", dict->account[l->account].no}, {"unit", dict->object[l->unit].no},
		    {"text", l->text.n > 0 ? l->text : l->voucher_text}};
		json_object(&j);
		for (size_t k = 0; k < COUNTOF(f); k++) {
			json_key(&j, str_of(f[k].key));
			json_str(&j, f[k].value);
		}
		json_key(&j, STR("amount_ore"));
		json_i64(&j, l->ore);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	sb_chr(&c->out, '\n');
}

int
command_search(struct cli *c, struct err *e)
{
	struct search_ask ask = {.account = cli_opt(c, "account"),
	    .unit = cli_opt(c, "unit"),
	    .amount = cli_opt(c, "amount"),
	    .text = c->n_word > 0 ? c->word[0] : STR("")};
	struct ledger_hits hits;
	struct db *db;
	struct view v;

	if (c->n_word > 1)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("search"), ARG(c->word[1]));
	if (!paging(c, &ask, e))
		return 2;
	if (cli_flag(c, "period") && !cli_period(c, "period", &ask.span, e))
		return 2;
	if (!cli_db(c, &db, e) || !view_open(db, c->org, c->mem, STR(""), ask.span, &v, e))
		return 1;
	bool ok = search_vouchers(&v, &ask, c->mem, &hits, e);
	if (ok && c->json)
		put_json(c, economy_dict(v.economy), &hits);
	else if (ok)
		put_table(c, economy_dict(v.economy), &hits);
	view_end(&v);
	return ok ? 0 : 1;
}
