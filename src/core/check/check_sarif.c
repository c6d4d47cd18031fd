/* The findings as SARIF 2.1.0 (OASIS), for editors and continuous integration.  A place
 * is a file of the organisation where there is one, and always a logical location. */
#include "core/check/check.h"

static void
put(struct json *j, const char *key, str value)
{
	json_key(j, str_of(key));
	json_str(j, value);
}

static void
put_text(struct json *j, const char *key, str text)
{
	json_key(j, str_of(key));
	json_object(j);
	put(j, "text", text);
	json_end(j);
}

static void
put_rules(struct json *j, enum lang lang)
{
	json_key(j, STR("rules"));
	json_array(j);
	for (size_t i = 0; i < check_rules_n; i++) {
		const struct check_rule *r = &check_rules[i];
		json_object(j);
		put(j, "id", str_of(r->id));
		put_text(j, "shortDescription", str_of(r->title[lang]));
		put_text(j, "fullDescription", str_of(r->why[lang]));
		put_text(j, "help", str_of(r->source[lang]));
		json_end(j);
	}
	json_end(j);
}

static void
put_file(struct json *j, const struct check_finding *f)
{
	json_key(j, STR("physicalLocation"));
	json_object(j);
	json_key(j, STR("artifactLocation"));
	json_object(j);
	put(j, "uri", f->file); /* names of the organisation's files are plain ASCII */
	json_end(j);
	if (f->line > 0) {
		json_key(j, STR("region"));
		json_object(j);
		json_key(j, STR("startLine"));
		json_i64(j, f->line);
		json_end(j);
	}
	json_end(j);
}

static void
put_locations(struct json *j, const struct check_finding *f)
{
	json_key(j, STR("locations"));
	json_array(j);
	json_object(j);
	if (f->file.n > 0)
		put_file(j, f);
	json_key(j, STR("logicalLocations"));
	json_array(j);
	json_object(j);
	put(j, "fullyQualifiedName", f->place);
	json_end(j);
	json_end(j);
	json_end(j);
	json_end(j);
}

static void
put_result(struct json *j, const struct check_finding *f, enum lang lang)
{
	json_object(j);
	put(j, "ruleId", str_of(f->rule->id));
	put(j, "level", str_of(check_severity_id(f->sev)));
	put_text(j, "message", f->text[lang]);
	put_locations(j, f);
	if (f->waiver != NULL) {
		json_key(j, STR("suppressions"));
		json_array(j);
		json_object(j);
		put(j, "kind", STR("external"));
		put(j, "justification", f->waiver->reason);
		json_end(j);
		json_end(j);
	}
	json_end(j);
}

void
check_sarif(struct json *j, const struct check_list *l, enum lang lang)
{
	json_object(j);
	put(j, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
	put(j, "version", STR("2.1.0"));
	json_key(j, STR("runs"));
	json_array(j);
	json_object(j);
	json_key(j, STR("tool"));
	json_object(j);
	json_key(j, STR("driver"));
	json_object(j);
	put(j, "name", STR("tertial check"));
	put_rules(j, lang);
	json_end(j);
	json_end(j);
	json_key(j, STR("results"));
	json_array(j);
	for (size_t i = 0; i < l->n; i++)
		put_result(j, &l->v[i], lang);
	json_end(j);
	json_end(j);
	json_end(j);
	json_end(j);
}
