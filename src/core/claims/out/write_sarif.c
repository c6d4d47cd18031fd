/* write_sarif.c -- SARIF 2.1.0 (OASIS), for editors and continuous integration. */
#include "core/claims/claims.h"
#include "core/claims/rule_list.h"
#include "fmt/json.h"

static void
put_key(struct json *j, const char *key, const char *value)
{
	json_key(j, str_of(key));
	json_str(j, str_of(value));
}

static void
put_text(struct json *j, const char *key, str text)
{
	json_key(j, str_of(key));
	json_object(j);
	json_key(j, STR("text"));
	json_str(j, text);
	json_end(j);
}

static void
put_rules(struct json *j, enum lang lang)
{
	json_key(j, STR("rules"));
	json_array(j);
	for (size_t i = 0; i < claims_rule_n; i++) {
		const struct claims_rule *r = &claims_rule[i];
		json_object(j);
		put_key(j, "id", r->id);
		put_text(j, "shortDescription", str_of(r->what[lang]));
		put_text(j, "fullDescription", str_of(r->why[lang]));
		json_end(j);
	}
	json_end(j);
}

/* A file name or path as a URI reference. */
static void
put_uri(struct json *j, str name)
{
	static const char hex[] = "0123456789ABCDEF";
	char uri[2048];
	size_t n = 0;

	for (size_t i = 0; i < name.n && n + 4 < sizeof uri; i++) {
		unsigned char c = (unsigned char)name.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '/' ||
		    c == '~';
		if (plain) {
			uri[n++] = (char)c;
		} else {
			uri[n++] = '%';
			uri[n++] = hex[c >> 4];
			uri[n++] = hex[c & 15];
		}
	}
	json_key(j, STR("artifactLocation"));
	json_object(j);
	json_key(j, STR("uri"));
	json_str(j, (str){uri, n});
	json_end(j);
}

static void
put_place(struct json *j, str name, int line, int line_end, str message)
{
	json_object(j);
	json_key(j, STR("physicalLocation"));
	json_object(j);
	put_uri(j, name);
	json_key(j, STR("region"));
	json_object(j);
	json_key(j, STR("startLine"));
	json_i64(j, line);
	json_key(j, STR("endLine"));
	json_i64(j, line_end);
	json_end(j);
	json_end(j);
	if (message.n > 0)
		put_text(j, "message", message);
	json_end(j);
}

/* A fact of the database stands in no file. */
static void
put_fact(struct json *j, const struct claims_proof *p)
{
	json_object(j);
	json_key(j, STR("logicalLocations"));
	json_array(j);
	json_object(j);
	json_key(j, STR("fullyQualifiedName"));
	json_str(j, p->fact);
	json_end(j);
	json_end(j);
	put_text(j, "message", p->text);
	json_end(j);
}

static void
put_result(struct json *j, const struct claims_result *r, const struct claims_finding *f,
    enum lang lang)
{
	static const char *const level[] =
	    {[SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

	json_object(j);
	put_key(j, "ruleId", f->rule);
	put_key(j, "level", level[f->sev]);
	put_text(j, "message", f->message[lang]);
	json_key(j, STR("locations"));
	json_array(j);
	put_place(j, r->doc.name, f->line, f->line_end, STR(""));
	json_end(j);
	json_key(j, STR("relatedLocations"));
	json_array(j);
	for (int i = 0; i < f->n_by; i++)
		if (f->by[i].fact.n > 0)
			put_fact(j, &f->by[i]);
		else
			put_place(j, f->by[i].other ? r->other : r->doc.name, f->by[i].line,
			    f->by[i].line_end, f->by[i].text);
	json_end(j);
	json_end(j);
}

void
claims_write_sarif(struct sb *b, const struct claims_result *r, enum lang lang)
{
	struct json j;

	json_init(&j, b, true);
	json_object(&j);
	put_key(&j, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	put_key(&j, "version", "2.1.0");
	json_key(&j, STR("runs"));
	json_array(&j);
	json_object(&j);
	json_key(&j, STR("tool"));
	json_object(&j);
	json_key(&j, STR("driver"));
	json_object(&j);
	put_key(&j, "name", "tertial check");
	put_rules(&j, lang);
	json_end(&j);
	json_end(&j);
	put_key(&j, "columnKind", "unicodeCodePoints");
	json_key(&j, STR("results"));
	json_array(&j);
	for (size_t i = 0; i < r->n_finding; i++)
		put_result(&j, r, &r->finding[i], lang);
	json_end(&j);
	json_end(&j);
	json_end(&j);
	json_end(&j);
	must(json_whole(&j));
}
