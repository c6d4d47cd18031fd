/* A whole voucher, with its lines as they stand in the kept file. */
#include "cli/cli.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "work/view.h"

static void
put_json(struct cli *c, const struct ledger_dict *dict, const struct ledger_voucher *v)
{
	const struct {
		const char *key;
		str text;
	} head[] = {{"series", v->series}, {"no", v->no}, {"date", date_str(c->mem, v->day)},
	    {"text", v->text}, {"file", v->file_name}, {"sha256", v->sha256},
	    {"original", v->original}};
	struct json j;

	json_init(&j, &c->out, true);
	json_object(&j);
	for (size_t i = 0; i < COUNTOF(head); i++) {
		json_key(&j, str_of(head[i].key));
		json_str(&j, head[i].text);
	}
	json_key(&j, STR("lines"));
	json_array(&j);
	for (size_t i = 0; i < v->n_line; i++) {
		const struct ledger_line *l = &v->line[i];
		json_object(&j);
		json_key(&j, STR("account"));
		json_str(&j, dict->account[l->account].no);
		json_key(&j, STR("unit"));
		json_str(&j, dict->object[l->unit].no);
		json_key(&j, STR("text"));
		json_str(&j, l->text);
		json_key(&j, STR("amount_ore"));
		json_i64(&j, l->ore);
		json_key(&j, STR("source_line"));
		json_i64(&j, l->source_line);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static void
put_text(struct cli *c, const struct ledger_dict *dict, const struct ledger_voucher *v)
{
	static const char *const head[LANG__COUNT][6] = {
	    {"konto", "kontonamn", "enhet", "text", "rad i filen", "belopp, kr"},
	    {"account", "account name", "unit", "text", "line of the file", "amount, SEK"}};
	struct cli_table t;

	sb_printf(&c->out, "%.*s %.*s, %.*s, %.*s\n\n", STR_ARG(v->series), STR_ARG(v->no),
	    STR_ARG(date_str(c->mem, v->day)), STR_ARG(v->text));
	cli_table_init(&t, c, 6, "llllrr");
	for (int i = 0; i < 6; i++)
		cli_cell(&t, str_of(head[c->lang][i]));
	for (size_t i = 0; i < v->n_line; i++) {
		const struct ledger_line *l = &v->line[i];
		cli_cell(&t, dict->account[l->account].no);
		cli_cell(&t, dict->account[l->account].name);
		cli_cell(&t, dict->object[l->unit].no);
		cli_cell(&t, l->text);
		cli_num(&t, dec_int(l->source_line));
		cli_num(&t, ore_as(l->ore, 2));
	}
	cli_table_end(&t);
	if (v->file == LEDGER_POSTED) {
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "\nBokförd i Tertial, batch %lld, SHA-256 %.*s\n%.*s\n"
		                       : "\nPosted in Tertial, batch %lld, SHA-256 %.*s\n%.*s\n",
		    (long long)v->batch, STR_ARG(v->sha256), STR_ARG(str_trim(v->original)));
		return;
	}
	sb_printf(&c->out,
	    c->lang == LANG_SV ? "\n%.*s, från rad %d, SHA-256 %.*s\n%.*s\n"
	                       : "\n%.*s, from line %d, SHA-256 %.*s\n%.*s\n",
	    STR_ARG(v->file_name), v->source_line, STR_ARG(v->sha256),
	    STR_ARG(str_trim(v->original)));
}

int
command_voucher(struct cli *c, struct err *e)
{
	struct ledger_voucher *v;
	struct db *db;
	struct view view;
	int64_t year;

	if (c->n_word < 2 || c->n_word > 3)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("voucher"), ARG("YEAR [SERIES] NO"));
	if (!str_i64(c->word[0], &year) || year < 1 || year > 9999)
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(c->word[0]));
	str series = c->n_word == 3 ? c->word[1] : STR(""), no = c->word[c->n_word - 1];
	if (!cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, STR(""), period_year((int)year), &view, e))
		return 1;
	const struct ledger_dict *dict = economy_dict(view.economy);
	bool ok = ledger_voucher(db, c->org, dict, (int)year, series, no, c->mem, &v, e);
	if (ok && c->json)
		put_json(c, dict, v);
	else if (ok)
		put_text(c, dict, v);
	view_end(&view);
	return ok ? 0 : 1;
}
