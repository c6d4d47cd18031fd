#include "cli/cli.h"
#include "cli/messages.h"
#include "fmt/json.h"
#include "work/view.h"

#define LIST_MAX 10000

static str
show_value(struct cli *c, const struct fact *f)
{
	struct fact_format any = {.decimals = -1};
	struct err ignored = {0};
	str out;

	if (!dec_ok(f->value) && f->text.n > 0)
		return f->text;
	return fact_show(f, &any, c->lang, c->mem, &out, &ignored) ? out : STR("");
}

static void
put_node(struct cli *c, const struct fact_node *n, int depth)
{
	struct sb *b = &c->out;

	sb_printf(b, "%*s%s%.*s", depth * 2, "", depth > 0 ? "└ " : "", STR_ARG(n->label[c->lang]));
	if (dec_ok(n->value)) {
		sb_lit(b, ": ");
		dec_show(b, n->value, c->lang);
		if (n->unit == FACT_KR)
			sb_lit(b, " kr");
		else if (n->unit == FACT_PERCENT)
			sb_lit(b, " %");
		else if (n->unit_text.n > 0)
			sb_printf(b, " %.*s", STR_ARG(n->unit_text));
	}
	if (n->formula[c->lang].n > 0)
		sb_printf(b, "  = %.*s", STR_ARG(n->formula[c->lang]));
	if (n->source[c->lang].n > 0)
		sb_printf(b, "  [%.*s]", STR_ARG(n->source[c->lang]));
	sb_chr(b, '\n');
	for (const struct fact_node *k = n->first; k != NULL && depth < 12; k = k->next)
		put_node(c, k, depth + 1);
}

static void
node_json(struct json *j, const struct fact_node *n, enum lang lang, int depth)
{
	json_object(j);
	json_key(j, STR("label"));
	json_str(j, n->label[lang]);
	if (n->fact.n > 0) {
		json_key(j, STR("fact"));
		json_str(j, n->fact);
	}
	json_key(j, STR("value"));
	json_dec(j, n->value);
	if (n->formula[lang].n > 0) {
		json_key(j, STR("formula"));
		json_str(j, n->formula[lang]);
	}
	if (n->source[lang].n > 0) {
		json_key(j, STR("source"));
		json_str(j, n->source[lang]);
	}
	json_key(j, STR("inputs"));
	json_array(j);
	for (const struct fact_node *k = n->first; k != NULL && depth < 12; k = k->next)
		node_json(j, k, lang, depth + 1);
	json_end(j);
	json_end(j);
}

static void
put_head(const struct cli *c, struct json *j, const struct fact *f)
{
	json_key(j, STR("name"));
	json_str(j, f->name);
	json_key(j, STR("label"));
	json_str(j, f->label[c->lang]);
	json_key(j, STR("value"));
	json_dec(j, f->value);
}

static bool
list(struct cli *c, struct view *v, str prefix, struct err *e)
{
	str *names;
	size_t n;
	struct json j;

	if (!facts_list(v->facts, prefix, LIST_MAX, &names, &n, e))
		return false;
	json_init(&j, &c->out, true);
	if (c->json)
		json_array(&j);
	for (size_t i = 0; i < n; i++) {
		struct fact f;
		if (!fact_get(v->facts, names[i], &f, e))
			return false;
		if (c->json) {
			json_object(&j);
			put_head(c, &j, &f);
			json_end(&j);
		} else {
			sb_printf(&c->out, "%.*s  %.*s\n", STR_ARG(f.name),
			    STR_ARG(show_value(c, &f)));
		}
	}
	if (c->json) {
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return true;
}

static bool
one(struct cli *c, struct view *v, str name, struct err *e)
{
	struct fact f;
	struct fact_node *n;
	struct json j;

	if (!fact_get(v->facts, name, &f, e) || !fact_explain(v->facts, name, &n, e))
		return false;
	if (!c->json) {
		sb_printf(&c->out, "%.*s\n%.*s: %.*s\n\n", STR_ARG(f.name),
		    STR_ARG(f.label[c->lang]), STR_ARG(show_value(c, &f)));
		if (f.missing[c->lang].n > 0)
			sb_printf(&c->out, "%.*s\n\n", STR_ARG(f.missing[c->lang]));
		put_node(c, n, 0);
		return true;
	}
	json_init(&j, &c->out, true);
	json_object(&j);
	put_head(c, &j, &f);
	json_key(&j, STR("shown"));
	json_str(&j, show_value(c, &f));
	json_key(&j, STR("missing"));
	if (f.missing[c->lang].n > 0)
		json_str(&j, f.missing[c->lang]);
	else
		json_null(&j);
	json_key(&j, STR("derivation"));
	node_json(&j, n, c->lang, 0);
	json_end(&j);
	sb_chr(&c->out, '\n');
	return true;
}

int
command_fact(struct cli *c, struct err *e)
{
	struct db *db;
	struct view v;
	period p = {0};
	str body = cli_opt(c, "body");
	bool all = cli_flag(c, "list");

	if (c->n_word == 0 && !all)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("fact"), ARG("NAME"));
	if (cli_flag(c, "period") && !cli_period(c, "period", &p, e))
		return 2;
	if (!cli_db(c, &db, e) ||
	    !view_open(db, c->org, c->mem, body.p != NULL ? body : STR(""), p, &v, e))
		return 1;
	bool ok = all ? list(c, &v, c->n_word > 0 ? c->word[0] : STR(""), e)
	              : one(c, &v, c->word[0], e);
	view_end(&v);
	return ok ? 0 : 1;
}
