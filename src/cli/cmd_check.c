/* cmd_check.c -- the rules over the database, or the figures of a finished document. */
#include "cli/check_document.h"
#include "cli/messages.h"
#include "core/check/check.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "work/check.h"

static int
list_rules(struct cli *c)
{
	struct json j;

	json_init(&j, &c->out, true);
	if (c->json)
		json_array(&j);
	for (size_t i = 0; i < check_rules_n; i++) {
		const struct check_rule *r = &check_rules[i];
		if (!c->json) {
			sb_printf(&c->out, "%-20s %s\n%21s%s\n%21s%s\n", r->id, r->title[c->lang],
			    "", r->source[c->lang], "", r->why[c->lang]);
			continue;
		}
		json_object(&j);
		json_key(&j, STR("id"));
		json_str(&j, str_of(r->id));
		json_key(&j, STR("title"));
		json_str(&j, str_of(r->title[c->lang]));
		json_key(&j, STR("source"));
		json_str(&j, str_of(r->source[c->lang]));
		json_key(&j, STR("severity"));
		json_str(&j, str_of(check_severity_id(r->worst)));
		json_key(&j, STR("why"));
		json_str(&j, str_of(r->why[c->lang]));
		json_key(&j, STR("example"));
		json_str(&j, str_of(r->example));
		json_end(&j);
	}
	if (c->json) {
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return 0;
}

static void
put_summary(struct cli *c, const struct check_list *l)
{
	sb_str(&c->out, check_text(c->mem, l, c->lang));
	sb_printf(&c->out,
	    c->lang == LANG_SV ? "%zu fel, %zu varningar, %zu notiser, %zu godkända avsteg\n"
	                       : "%zu errors, %zu warnings, %zu notes, %zu waived\n",
	    l->count[SEV_ERROR], l->count[SEV_WARNING], l->count[SEV_NOTE], l->n_waived);
}

/* The rules over the database, in the context of one body and period. */
static int
check_database(struct cli *c, struct err *e)
{
	str body = cli_opt(c, "body"), rule = cli_opt(c, "rule");
	struct check_list l;
	struct db *db;
	struct view v;
	period p = {0};

	if (cli_flag(c, "rules"))
		return list_rules(c);
	if (cli_flag(c, "period") && !cli_period(c, "period", &p, e))
		return 2;
	if (!cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return 1;
	bool ok = report_check(&v, rule.p != NULL ? str_z(c->mem, rule) : NULL,
	    clock_date_utc(clock_now_us()), &l, e);
	if (ok && (c->json || cli_flag(c, "sarif"))) {
		struct json j;
		json_init(&j, &c->out, true);
		(cli_flag(c, "sarif") ? check_sarif : check_json)(&j, &l, c->lang);
		sb_chr(&c->out, '\n');
	} else if (ok) {
		put_summary(c, &l);
	}
	view_end(&v);
	return !ok ? 1 : l.count[SEV_ERROR] > 0 ? CLI_FINDINGS : 0;
}

int
command_check(struct cli *c, struct err *e)
{
	return c->n_word == 0 ? check_database(c, e) : check_document(c, e);
}
