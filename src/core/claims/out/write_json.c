#include "core/claims/claims.h"
#include "fmt/json.h"

const char *
claims_verdict_name(enum claims_verdict v)
{
	static const char *const name[CLAIMS__VERDICTS] = {
	    [CLAIMS_UNVERIFIED] = "unverified",
	    [CLAIMS_VERIFIED] = "verified",
	    [CLAIMS_ROUNDING] = "rounding",
	    [CLAIMS_SUSPICIOUS] = "suspicious",
	    [CLAIMS_CONTRADICTED] = "contradicted",
	};

	return name[v];
}

str
claims_verdict_word(enum claims_verdict v, enum lang lang)
{
	static const char *const word[CLAIMS__VERDICTS][LANG__COUNT] = {
	    [CLAIMS_UNVERIFIED] = {"obekräftad", "unverified"},
	    [CLAIMS_VERIFIED] = {"bekräftad", "verified"},
	    [CLAIMS_ROUNDING] = {"inom avrundning", "within rounding"},
	    [CLAIMS_SUSPICIOUS] = {"misstänkt", "suspicious"},
	    [CLAIMS_CONTRADICTED] = {"motsagd", "contradicted"},
	};

	return str_of(word[v][lang]);
}

static void
put_proofs(struct json *j, const struct claims_result *r, const struct claims_proof *p, int n)
{
	json_key(j, STR("by"));
	json_array(j);
	for (int i = 0; i < n; i++) {
		json_object(j);
		if (p[i].fact.n > 0) {
			json_put_str(j, "fact", p[i].fact);
		} else {
			json_put_str(j, "document", p[i].other ? r->other : r->doc.name);
			json_put_i64(j, "line", p[i].line);
			json_put_i64(j, "line_end", p[i].line_end);
		}
		json_put_str(j, "text", p[i].text);
		json_end(j);
	}
	json_end(j);
}

/* In the unit it is written in: 3872 of 3 872 miljoner kronor. */
static dec
number_of(const struct claims_figure *f)
{
	dec d = dec_of(f->value, 6);

	for (int i = 0; i < f->scale; i++)
		d = dec_div(d, dec_int(10), 6 + i + 1, DEC_HALF_EVEN);
	return dec_trim(d);
}

static void
put_claim(struct json *j, const struct claims_result *r, const struct claims_claim *c,
    enum lang lang)
{
	json_object(j);
	json_put_i64(j, "line", c->line);
	json_put_i64(j, "line_end", c->line_end);
	json_put_str(j, "quote", c->quote);
	json_key(j, STR("numbers"));
	json_array(j);
	for (int i = 0; i < c->n_figure; i++)
		json_dec(j, number_of(&c->figure[i]));
	json_end(j);
	json_put_str(j, "unit", c->unit);
	json_put_i64(j, "direction", c->direction);
	json_put_str(j, "subject", c->subject);
	json_put_str(j, "period", c->period);
	json_put_str(j, "verdict", str_of(claims_verdict_name(c->verdict)));
	put_proofs(j, r, c->by, c->n_by);
	json_put_str(j, "expected", c->expected);
	json_put_str(j, "why", c->why[lang]);
	json_end(j);
}

static void
put_finding(struct json *j, const struct claims_result *r, const struct claims_finding *f,
    enum lang lang)
{
	static const char *const severity[] =
	    {[SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

	json_object(j);
	json_put_str(j, "rule", str_of(f->rule));
	json_put_str(j, "severity", str_of(severity[f->sev]));
	json_put_i64(j, "line", f->line);
	json_put_i64(j, "line_end", f->line_end);
	json_put_str(j, "quote", f->quote);
	json_put_str(j, "message", f->message[lang]);
	json_put_str(j, "expected", f->expected);
	json_put_str(j, "found", f->found);
	put_proofs(j, r, f->by, f->n_by);
	json_end(j);
}

static void
put_section(struct json *j, const struct claims_section *s)
{
	json_object(j);
	json_put_str(j, "title", s->title);
	json_put_i64(j, "line", s->line);
	for (int v = 0; v < CLAIMS__VERDICTS; v++)
		json_put_i64(j, claims_verdict_name((enum claims_verdict)v), s->n_claim[v]);
	json_put_i64(j, "errors", s->n_finding[SEV_ERROR]);
	json_put_i64(j, "warnings", s->n_finding[SEV_WARNING]);
	json_put_i64(j, "notes", s->n_finding[SEV_NOTE]);
	json_put_i64(j, "lix", s->lix);
	json_end(j);
}

void
claims_write_json(struct sb *b, const struct claims_result *r, enum lang lang)
{
	struct json j;

	json_init(&j, b, true);
	json_object(&j);
	json_put_str(&j, "document", r->doc.name);
	json_put_str(&j, "against", r->other);
	json_key(&j, STR("claims"));
	json_array(&j);
	for (size_t i = 0; i < r->n_claim; i++)
		put_claim(&j, r, &r->claim[i], lang);
	json_end(&j);
	json_key(&j, STR("findings"));
	json_array(&j);
	for (size_t i = 0; i < r->n_finding; i++)
		put_finding(&j, r, &r->finding[i], lang);
	json_end(&j);
	json_key(&j, STR("sections"));
	json_array(&j);
	for (size_t i = 0; i < r->n_section; i++)
		put_section(&j, &r->section[i]);
	json_end(&j);
	json_end(&j);
	must(json_whole(&j));
}
