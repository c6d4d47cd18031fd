#include "cli/cli.h"
#include "cli/messages.h"
#include "core/plan/status.h"
#include "work/view.h"

static void
put_assignment(struct cli *c, const struct assignment_status *a)
{
	struct sb *b = &c->out;
	enum execution x = a->report != NULL ? a->report->status : EXECUTION_ej_paborjad;

	sb_printf(b, "\n%.*s  %.*s\n    %.*s", STR_ARG(a->assignment->id),
	    STR_ARG(a->assignment->title), STR_ARG(execution_word(x, c->lang)));
	if (date_ok(a->assignment->deadline))
		sb_printf(b, "; %s %.*s", c->lang == LANG_SV ? "slutdatum" : "deadline",
		    STR_ARG(date_str(c->mem, a->assignment->deadline)));
	sb_chr(b, '\n');
	for (size_t i = 0; i < a->n_measure; i++) {
		const struct measure_status *m = &a->measure[i];
		sb_printf(b, "    %.*s (%.*s): %.*s  %.*s\n", STR_ARG(m->measure->name),
		    STR_ARG(method_word(m->a.in.method, c->lang)),
		    STR_ARG(verdict_word(m->a.verdict, c->lang)),
		    STR_ARG(attain_arithmetic(c->mem, &m->a, c->lang)));
	}
}

static void
put_status(struct cli *c, const struct plan_status *s)
{
	struct sb *b = &c->out;
	str goal = STR("");

	for (size_t i = 0; i < s->n_objective; i++) {
		const struct objective_status *o = &s->objective[i];
		if (o->goal != NULL && !str_eq(goal, o->goal->id)) {
			goal = o->goal->id;
			sb_printf(b, "\n%d. %.*s\n", o->goal->number, STR_ARG(o->goal->name));
		}
		sb_printf(b, "  %.*s  %.*s\n    %.*s; %s: %.*s\n", STR_ARG(o->objective->id),
		    STR_ARG(o->objective->title), STR_ARG(status_word(o->status, c->lang)),
		    c->lang == LANG_SV ? "beräknat förslag" : "calculated",
		    STR_ARG(verdict_word(o->suggestion.verdict, c->lang)));
	}
	sb_printf(b, "\n%zu %s: ", s->n_objective, c->lang == LANG_SV ? "delmål" : "objectives");
	for (int k = 1; k <= STATUS__COUNT; k++) {
		enum status st = (enum status)(k % STATUS__COUNT);
		sb_printf(b, "%s%.*s %zu", k > 1 ? ", " : "", STR_ARG(status_word(st, c->lang)),
		    s->count[st]);
	}
	sb_chr(b, '\n');
	for (size_t i = 0; i < s->n_assignment; i++)
		put_assignment(c, &s->assignment[i]);
}

int
command_status(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	struct plan_status s;
	period p;
	str body = cli_opt(c, "body");

	if (!cli_period(c, "period", &p, e) || !cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return 1;
	bool ok = plan_status(c->mem, v.model, v.ctx.body, p, &s, e);
	if (ok && c->json) {
		struct json j;
		json_init(&j, &c->out, true);
		status_json(&j, &s);
		sb_chr(&c->out, '\n');
	} else if (ok) {
		put_status(c, &s);
	}
	view_end(&v);
	return ok ? 0 : 1;
}
