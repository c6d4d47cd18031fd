#include "cli/cli.h"
#include "cli/import_show.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "work/post.h"

#define FINDINGS_MAX 200

static void
put_json(struct cli *c, const struct post_report *r)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_object(&j);
	json_key(&j, STR("batch"));
	json_i64(&j, r->batch);
	json_key(&j, STR("vouchers"));
	json_array(&j);
	for (size_t i = 0; i < r->n; i++) {
		const struct ledger_posted *v = &r->v[i];
		json_object(&j);
		json_key(&j, STR("year"));
		json_i64(&j, v->year);
		json_key(&j, STR("series"));
		json_str(&j, v->series);
		json_key(&j, STR("no"));
		json_str(&j, v->no);
		json_key(&j, STR("date"));
		json_str(&j, date_str(c->mem, v->day));
		json_key(&j, STR("lines"));
		json_i64(&j, v->lines);
		json_key(&j, STR("debit_ore"));
		json_i64(&j, v->debit_ore);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static void
put_text(struct cli *c, const struct post_report *r, bool dry)
{
	const bool sv = c->lang == LANG_SV;

	for (size_t i = 0; i < r->n; i++) {
		const struct ledger_posted *v = &r->v[i];
		sb_printf(&c->out,
		    dry      ? sv ? "Skulle bokföras: %.*s %.*s, %.*s, %lld rader, %.*s kronor\n"
		                  : "Would be posted: %.*s %.*s, %.*s, %lld lines, SEK %.*s\n"
		        : sv ? "Bokförd: %.*s %.*s, %.*s, %lld rader, %.*s kronor\n"
		             : "Posted: %.*s %.*s, %.*s, %lld lines, SEK %.*s\n",
		    STR_ARG(v->series), STR_ARG(v->no), STR_ARG(date_str(c->mem, v->day)),
		    (long long)v->lines, STR_ARG(import_kronor(c, v->debit_ore)));
	}
}

/* A word with an equals sign is a row; else it is the file. */
static bool
words(struct cli *c, struct post_ask *ask, struct err *e)
{
	ask->row = c->word;
	ask->n_row = c->n_word;
	if (c->n_word == 0)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("post"),
		    ARG(c->lang == LANG_SV ? "en fil eller rader" : "a file or rows"));
	if (str_find(c->word[0], STR("="), 0) == c->word[0].n) {
		if (c->n_word > 1)
			return fail(e, RC_USAGE, MSG_cli_too_many, ARG("post"), ARG(c->word[1]));
		ask->path = c->word[0];
		ask->n_row = 0;
	}
	return true;
}

int
command_post(struct cli *c, struct err *e)
{
	struct db *db;
	struct diag d;
	struct post_report r;
	str day = cli_opt(c, "date");
	struct post_ask ask = {.series = cli_opt(c, "series"),
	    .no = cli_opt(c, "no"),
	    .text = cli_opt(c, "text"),
	    .who = cli_who(),
	    .now_us = clock_now_us(),
	    .dry_run = cli_flag(c, "dry-run")};

	if (day.p != NULL && !date_parse(day, &ask.day))
		return fail(e, RC_USAGE, MSG_cli_bad_date, ARG(day));
	diag_init(&d, c->mem, FINDINGS_MAX);
	if (!words(c, &ask, e) || !cli_db(c, &db, e))
		return 1;
	bool ok = post_vouchers(db, c->org, &ask, c->mem, &r, &d, e);
	cli_complain(c, &d);
	if (!ok)
		return 1;
	if (c->json)
		put_json(c, &r);
	else
		put_text(c, &r, ask.dry_run);
	return 0;
}
