#include "fmt/sarif.h"

static const char *const level_name[] = {
    [SEV_NOTE] = "note", [SEV_WARNING] = "warning", [SEV_ERROR] = "error"};

void
sarif_text(struct json *j, const char *key, str text)
{
	json_key(j, str_of(key));
	json_object(j);
	json_put_str(j, "text", text);
	json_end(j);
}

void
sarif_begin(struct json *j)
{
	json_object(j);
	json_put_str(j, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
	json_put_str(j, "version", STR("2.1.0"));
	json_key(j, STR("runs"));
	json_array(j);
	json_object(j);
	json_key(j, STR("tool"));
	json_object(j);
	json_key(j, STR("driver"));
	json_object(j);
	json_put_str(j, "name", STR("tertial check"));
	json_key(j, STR("rules"));
	json_array(j);
}

void
sarif_rule(struct json *j, const struct sarif_rule *r)
{
	json_object(j);
	json_put_str(j, "id", r->id);
	sarif_text(j, "shortDescription", r->title);
	sarif_text(j, "fullDescription", r->why);
	sarif_text(j, "help", r->help.n > 0 ? r->help : r->why);
	json_key(j, STR("defaultConfiguration"));
	json_object(j);
	json_put_str(j, "level", str_of(level_name[r->level]));
	json_end(j);
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
	json_put_str(j, "uri", (str){uri, n});
}

void
sarif_run(struct json *j, int exit_code, const str *file, size_t n_file)
{
	json_end(j); /* rules, driver, tool */
	json_end(j);
	json_end(j);
	json_key(j, STR("invocations"));
	json_array(j);
	json_object(j);
	json_key(j, STR("executionSuccessful"));
	json_bool(j, true);
	json_put_i64(j, "exitCode", exit_code);
	json_put_str(j, "exitCodeDescription",
	    exit_code == 0 ? STR("no finding is an error") : STR("findings that are errors"));
	json_end(j);
	json_end(j);
	json_key(j, STR("artifacts"));
	json_array(j);
	for (size_t i = 0; i < n_file; i++) {
		json_object(j);
		json_key(j, STR("location"));
		json_object(j);
		put_uri(j, file[i]);
		json_end(j);
		json_end(j);
	}
	json_end(j);
	json_put_str(j, "columnKind", STR("unicodeCodePoints"));
	json_key(j, STR("results"));
	json_array(j);
}

void
sarif_result(struct json *j, str rule, size_t rule_index, enum severity level, str message)
{
	json_object(j);
	json_put_str(j, "ruleId", rule);
	json_put_i64(j, "ruleIndex", (int64_t)rule_index);
	json_put_str(j, "level", str_of(level_name[level]));
	sarif_text(j, "message", message);
}

void
sarif_file(struct json *j, str file, size_t index, struct sarif_region at)
{
	json_key(j, STR("physicalLocation"));
	json_object(j);
	json_key(j, STR("artifactLocation"));
	json_object(j);
	put_uri(j, file);
	if (index != SIZE_MAX)
		json_put_i64(j, "index", (int64_t)index);
	json_end(j);
	if (at.line > 0) {
		json_key(j, STR("region"));
		json_object(j);
		json_put_i64(j, "startLine", at.line);
		if (at.column > 0)
			json_put_i64(j, "startColumn", at.column);
		if (at.line_end > 0)
			json_put_i64(j, "endLine", at.line_end);
		if (at.column_end > 0)
			json_put_i64(j, "endColumn", at.column_end);
		if (at.snippet.n > 0)
			sarif_text(j, "snippet", at.snippet);
		json_end(j);
	}
	json_end(j);
}

void
sarif_name(struct json *j, str name)
{
	json_key(j, STR("logicalLocations"));
	json_array(j);
	json_object(j);
	json_put_str(j, "fullyQualifiedName", name);
	json_end(j);
	json_end(j);
}

void
sarif_end(struct json *j)
{
	json_end(j); /* results, run, runs, log */
	json_end(j);
	json_end(j);
	json_end(j);
}
