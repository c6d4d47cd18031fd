/* cmd_bind.c -- typed figures of a report, what they could be, and binding them. */
#include "cli/cli.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "sys/clock.h"
#include "work/bind.h"

static void
put_json(struct cli *c, const struct bind_report *r)
{
	struct json j;

	json_init(&j, &c->out, true);
	json_array(&j);
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->v[i].list.n; k++) {
			const struct bind_figure *f = &r->v[i].list.v[k];
			json_object(&j);
			json_key(&j, STR("section"));
			json_str(&j, r->v[i].section->id);
			json_key(&j, STR("line"));
			json_i64(&j, f->line);
			json_key(&j, STR("col"));
			json_i64(&j, f->col);
			json_key(&j, STR("typed"));
			json_str(&j, f->typed);
			json_key(&j, STR("safe"));
			json_bool(&j, f->safe);
			json_key(&j, STR("proposals"));
			json_array(&j);
			for (size_t p = 0; p < f->n_proposal; p++) {
				json_object(&j);
				json_key(&j, STR("fact"));
				json_str(&j, f->proposal[p].fact);
				json_key(&j, STR("label"));
				json_str(&j, f->proposal[p].label[c->lang]);
				json_key(&j, STR("shown"));
				json_str(&j, f->proposal[p].shown);
				json_key(&j, STR("hole"));
				if (f->proposal[p].can)
					json_str(&j, bind_hole(c->mem, &f->proposal[p]));
				else
					json_null(&j);
				json_key(&j, STR("score"));
				json_i64(&j, f->proposal[p].score);
				json_end(&j);
			}
			json_end(&j);
			json_end(&j);
		}
	json_end(&j);
	sb_chr(&c->out, '\n');
}

static void
put_proposal(struct cli *c, const struct bind_proposal *p, bool safe)
{
	sb_printf(&c->out, "    %.*s  (%.*s)", STR_ARG(bind_hole(c->mem, p)),
	    STR_ARG(p->label[c->lang]));
	if (!p->can)
		sb_printf(&c->out, "  %s \"%.*s\"",
		    c->lang == LANG_SV ? "trycks annars som" : "prints as", STR_ARG(p->shown));
	else if (safe)
		sb_str(&c->out, c->lang == LANG_SV ? STR("  säkert") : STR("  safe"));
	sb_chr(&c->out, '\n');
}

static void
put_list(struct cli *c, const struct bind_report *r)
{
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->v[i].list.n; k++) {
			const struct bind_figure *f = &r->v[i].list.v[k];
			sb_printf(&c->out, "%.*s:%d:%d: %.*s\n", STR_ARG(r->v[i].section->id),
			    f->line, f->col, STR_ARG(f->typed));
			for (size_t p = 0; p < f->n_proposal; p++)
				put_proposal(c, &f->proposal[p], f->safe && p == 0);
		}
	sb_printf(&c->out,
	    c->lang == LANG_SV ? "%zu skrivna tal, %zu kan bindas utan fråga\n"
	                       : "%zu typed figures, %zu can be bound without asking\n",
	    r->n_typed, r->n_safe);
}

static int
list(struct cli *c, str report, struct err *e)
{
	struct bind_report r;
	const struct report *row;
	struct model *m;
	struct view v;
	struct db *db;
	str section = cli_opt(c, "section");

	if (!cli_db(c, &db, e) || !db_begin(db, DB_READ, e))
		return 1;
	if (!model_load(db, c->org, c->mem, &m, e)) {
		db_rollback(db);
		return 1;
	}
	row = find_report(m, report);
	if (row == NULL) {
		db_rollback(db);
		return fail(e, RC_NOT_FOUND, MSG_cli_report_unknown, ARG(report));
	}
	bool ok = view_load(db, c->org, c->mem, row->body, row->period, &v, e) &&
	    bind_find(&v, row, section.p != NULL ? section : STR(""), &r, e);
	db_rollback(db);
	if (!ok)
		return 1;
	if (c->json)
		put_json(c, &r);
	else
		put_list(c, &r);
	return 0;
}

/* "SECTION:LINE:COL" */
static bool
place(str s, struct bind_ask *ask)
{
	int64_t line, col;
	str part;

	if (!str_cut(&s, ':', &ask->section) || !str_cut(&s, ':', &part) || !str_i64(part, &line) ||
	    !str_i64(s, &col) || line < 1 || col < 1 || line > 1000000 || col > 1000000)
		return false;
	ask->line = (int)line;
	ask->col = (int)col;
	return true;
}

int
command_bind(struct cli *c, struct err *e)
{
	str at = cli_opt(c, "place"), fact = cli_opt(c, "fact"), section = cli_opt(c, "section"),
	    dir = cli_opt(c, "dir"), by = cli_opt(c, "by");
	struct bind_ask ask = {.safe = cli_flag(c, "safe"),
	    .section = section.p != NULL ? section : STR(""),
	    .fact = fact.p != NULL ? fact : STR(""),
	    .dir = dir.p != NULL ? dir : STR(""),
	    .by = by.p != NULL ? by : STR(""),
	    .now_us = clock_now_us()};
	int64_t batch;
	struct db *db;
	size_t n;

	if (c->n_word != 1 || (ask.safe && at.p != NULL))
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("bind"), ARG("REPORT"));
	ask.report = c->word[0];
	if (!ask.safe && at.p == NULL)
		return list(c, ask.report, e);
	if (at.p != NULL && !place(at, &ask))
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("bind"),
		    ARG("--place SECTION:LINE:COL"));
	if (!cli_db(c, &db, e) || !report_bind(db, c->org, &ask, c->mem, &n, &batch, e))
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"bound\":%zu,\"batch\":%lld}\n", n, (long long)batch);
	else if (batch > 0)
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "%zu tal är bundna. Återta med: tertial import --undo %lld\n"
		        : "%zu figures are bound. Take it back with: tertial import --undo %lld\n",
		    n, (long long)batch);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "%zu tal är bundna.\n" : "%zu figures are bound.\n", n);
	return 0;
}
