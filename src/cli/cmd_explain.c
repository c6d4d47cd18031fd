#include "cli/cli.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "work/explained.h"

int
command_explain(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	struct explain x;
	period p = {0};
	str body = cli_opt(c, "body");

	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("explain"), ARG("ID"));
	if (cli_flag(c, "period") && !cli_period(c, "period", &p, e))
		return 2;
	if (!cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return 1;
	bool frozen;
	bool ok = explained(&v, c->word[0], &x, &frozen, e);
	if (ok && frozen)
		cli_say(c, "Så som det var när rapporten beslutades.",
		    "As it was when the report was decided.");
	if (ok && !c->json)
		sb_str(&c->out, explain_text(c->mem, &x, c->lang));
	if (ok && c->json) {
		struct json j;
		json_init(&j, &c->out, true);
		json_array(&j);
		for (size_t i = 0; i < x.n; i++) {
			json_object(&j);
			json_key(&j, STR("label"));
			json_str(&j, x.row[i].label[c->lang]);
			json_key(&j, STR("value"));
			json_str(&j, x.row[i].value[c->lang]);
			json_key(&j, STR("indent"));
			json_i64(&j, x.row[i].indent);
			json_end(&j);
		}
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	view_end(&v);
	return ok ? 0 : 1;
}
