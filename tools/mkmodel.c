/* mkmodel -- compile the declaration of the domain.
 *
 *   mkmodel header IN.model     structs, enums, struct model, finders
 *   mkmodel source IN.model     descriptors (struct kind_desc)
 *   mkmodel sql    IN.model     queries for mksql: NAME_load, NAME_put, NAME_del
 *   mkmodel ddl    IN.model     CREATE TABLE statements, for the first migration
 *
 * The language is described at the head of src/core/model/domain.model. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_ 32

struct field {
	char name[NAME_MAX_], type[NAME_MAX_];
	bool key, required;
};

struct kind {
	char name[NAME_MAX_], storage[8], file[96], list[NAME_MAX_], sv[64], en[64];
	char under[NAME_MAX_], under_field[NAME_MAX_];
	struct field field[32];
	int n_field, n_key;
};

struct enumeration {
	char name[NAME_MAX_], value[24][NAME_MAX_];
	int n;
};

static struct kind kinds[64];
static struct enumeration enums[32];
static int n_kinds, n_enums, line;
static const char *file;

static void
die(const char *why, const char *what)
{
	fprintf(stderr, "%s:%d: %s%s\n", file, line, why, what);
	exit(1);
}

/* Copy the next word of *p, or the text between double quotes. */
static bool
word(char **p, char *out, size_t room)
{
	size_t n = 0;

	while (isspace((unsigned char)**p))
		(*p)++;
	if (**p == '\0' || **p == '#')
		return false;
	bool quoted = **p == '"';
	if (quoted)
		(*p)++;
	while (**p != '\0' && (quoted ? **p != '"' : !isspace((unsigned char)**p))) {
		if (n + 1 >= room)
			die("too long: ", *p);
		out[n++] = *(*p)++;
	}
	if (quoted && *(*p)++ != '"')
		die("quote not closed", "");
	out[n] = '\0';
	return true;
}

static void
need(char **p, char *out, size_t room, const char *what)
{
	if (!word(p, out, room))
		die("missing ", what);
}

static const struct enumeration *
find_enum(const char *name)
{
	for (int i = 0; i < n_enums; i++)
		if (strcmp(enums[i].name, name) == 0)
			return &enums[i];
	return NULL;
}

static int
find_kind(const char *name)
{
	for (int i = 0; i < n_kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return i;
	return -1;
}

static void
read_field(struct kind *k, char *p, bool key)
{
	char flag[NAME_MAX_];

	if (k->n_field == 32)
		die("too many fields in ", k->name);
	struct field *f = &k->field[k->n_field++];
	need(&p, f->name, sizeof f->name, "the field's name");
	need(&p, f->type, sizeof f->type, "the field's type");
	f->key = key;
	f->required = key && k->n_key == 0;
	if (key && k->n_key != k->n_field - 1)
		die("keys come first: ", f->name);
	k->n_key += key;
	if (word(&p, flag, sizeof flag)) {
		if (strcmp(flag, "required") != 0)
			die("unknown word ", flag);
		f->required = true;
	}
}

static void
read_line(char *p)
{
	char what[NAME_MAX_];
	struct kind *k = n_kinds > 0 ? &kinds[n_kinds - 1] : NULL;

	if (!word(&p, what, sizeof what))
		return;
	if (strcmp(what, "enum") == 0) {
		struct enumeration *e = &enums[n_enums++];
		need(&p, e->name, sizeof e->name, "the enum's name");
		while (word(&p, e->value[e->n], NAME_MAX_))
			e->n++;
	} else if (strcmp(what, "kind") == 0) {
		k = &kinds[n_kinds++];
		need(&p, k->name, sizeof k->name, "the kind's name");
		need(&p, k->storage, sizeof k->storage, "its storage");
		need(&p, k->file, sizeof k->file, "its file");
		need(&p, k->list, sizeof k->list, "its list");
		need(&p, k->sv, sizeof k->sv, "its Swedish title");
		need(&p, k->en, sizeof k->en, "its English title");
	} else if (k == NULL) {
		die("a kind first: ", what);
	} else if (strcmp(what, "key") == 0 || strcmp(what, "field") == 0) {
		read_field(k, p, what[0] == 'k');
	} else if (strcmp(what, "under") == 0) {
		need(&p, k->under, sizeof k->under, "the parent kind");
		need(&p, k->under_field, sizeof k->under_field, "the implied field");
	} else {
		die("unknown word ", what);
	}
}

static const struct {
	const char *type, *c, *ft, *sql, *def;
} types[] = {
    {"text", "str", "FT_TEXT", "TEXT", "str"},
    {"md", "str", "FT_MD", "TEXT", "str"},
    {"int", "int", "FT_INT", "BIGINT", "i64"},
    {"bool", "bool", "FT_BOOL", "BIGINT", "i64"},
    {"ore", "int64_t", "FT_ORE", "BIGINT", "i64"},
    {"dec", "dec", "FT_DEC", "TEXT", "str"},
    {"date", "date", "FT_DATE", "TEXT", "str"},
    {"period", "period", "FT_PERIOD", "TEXT", "str"},
    {"year", "int", "FT_YEAR", "BIGINT", "i64"},
};

static size_t
type_of(const char *type)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].type, type) == 0)
			return i;
	if (type[0] == '-' ? find_kind(type + 2) < 0 : find_enum(type) == NULL)
		die("unknown type ", type);
	return 0; /* enums and references are stored as text */
}

static const char *
upper(const char *s)
{
	static char out[4][NAME_MAX_];
	static int at;
	char *o = out[at++ % 4];
	size_t i = 0;

	for (; s[i] != '\0'; i++)
		o[i] = (char)toupper((unsigned char)s[i]);
	o[i] = '\0';
	return o;
}

static void
put_header(void)
{
	puts("/* Generated from domain.model by mkmodel. */\n#ifndef TERTIAL_MODEL_GEN_H\n"
	     "#define TERTIAL_MODEL_GEN_H\n");
	for (int i = 0; i < n_enums; i++) {
		printf("enum %s {", enums[i].name);
		for (int v = 0; v < enums[i].n; v++)
			printf(" %s_%s,", upper(enums[i].name), enums[i].value[v]);
		printf(" %s__COUNT };\nextern const char *const %s_names[];\n",
		    upper(enums[i].name), enums[i].name);
	}
	puts("\nenum kind_id {");
	for (int i = 0; i < n_kinds; i++)
		printf("\tKIND_%s,\n", kinds[i].name);
	puts("\tKIND__COUNT\n};\n");
	for (int i = 0; i < n_kinds; i++) {
		const struct kind *k = &kinds[i];
		printf("struct %s {\n", k->name);
		for (int f = 0; f < k->n_field; f++) {
			const char *t = k->field[f].type;
			bool is_enum = t[0] != '-' && find_enum(t) != NULL;
			printf("\t%s%s %s;%s%s%s\n", is_enum ? "enum " : "",
			    is_enum ? t : types[type_of(t)].c, k->field[f].name,
			    t[0] == '-' ? " /* id of a " : "", t[0] == '-' ? t + 2 : "",
			    t[0] == '-' ? " */" : "");
		}
		puts("};\n");
	}
	puts(
	    "struct model {\n\tstruct arena *mem;\n\tstruct map *index; /* one a kind: key to row */");
	for (int i = 0; i < n_kinds; i++)
		printf("\tstruct %s *%s;\n\tsize_t n_%s;\n", kinds[i].name, kinds[i].name,
		    kinds[i].name);
	puts("};\n");
	for (int i = 0; i < n_kinds; i++)
		if (kinds[i].n_key == 1 && strcmp(kinds[i].field[0].name, "id") == 0)
			printf(
			    "/* NULL when there is none. */\nconst struct %s *find_%s(const struct model *m, "
			    "str id);\n",
			    kinds[i].name, kinds[i].name);
	puts("\n#endif");
}

static void
put_field_desc(const struct kind *k, const struct field *f)
{
	const char *t = f->type;
	bool is_ref = t[0] == '-', is_enum = !is_ref && find_enum(t) != NULL;

	printf("\t{\"%s\", %s, %s, %s, offsetof(struct %s, %s), ", f->name,
	    is_ref        ? "FT_REF"
	        : is_enum ? "FT_ENUM"
	                  : types[type_of(t)].ft,
	    f->key ? "true" : "false", f->required ? "true" : "false", k->name, f->name);
	printf(is_enum ? "%s_names, " : "%sNULL, ", is_enum ? t : "");
	printf(is_ref ? "KIND_%s},\n" : "%s0},\n", is_ref ? t + 2 : "");
}

static void
put_source(void)
{
	puts("/* Generated from domain.model by mkmodel. */\n#include \"core/model/model.h\"\n"
	     "#include \"core/model/model_priv.h\"\n\n#include \"model.sql.h\"\n");
	for (int i = 0; i < n_enums; i++) {
		printf("const char *const %s_names[] = {", enums[i].name);
		for (int v = 0; v < enums[i].n; v++)
			printf("\"%s\", ", enums[i].value[v]);
		puts("NULL};");
	}
	for (int i = 0; i < n_kinds; i++) {
		printf("\nstatic const struct field_desc %s_fields[] = {\n", kinds[i].name);
		for (int f = 0; f < kinds[i].n_field; f++)
			put_field_desc(&kinds[i], &kinds[i].field[f]);
		puts("};");
	}
	puts("\nconst struct kind_desc kinds[KIND__COUNT] = {");
	for (int i = 0; i < n_kinds; i++) {
		const struct kind *k = &kinds[i];
		int uf = 0;
		for (int f = 0; f < k->n_field; f++)
			if (strcmp(k->field[f].name, k->under_field) == 0)
				uf = f;
		printf(
		    "\t[KIND_%s] = {\"%s\", \"%s\", {\"%s\", \"%s\"}, STORE_%s, \"%s\",\n\t    %s_fields, %d, "
		    "%d, %d, %d, sizeof(struct %s), &%s_load_stmt, &%s_put_stmt, &%s_del_stmt},\n",
		    k->name, k->name, k->list, k->sv, k->en, upper(k->storage), k->file, k->name,
		    k->n_field, k->n_key, k->under[0] != '\0' ? find_kind(k->under) : -1, uf,
		    k->name, k->name, k->name, k->name);
	}
	puts("};\n\nconst struct list_at model_lists[KIND__COUNT] = {");
	for (int i = 0; i < n_kinds; i++)
		printf(
		    "\t[KIND_%s] = {offsetof(struct model, %s), offsetof(struct model, n_%s)},\n",
		    kinds[i].name, kinds[i].name, kinds[i].name);
	puts("};");
	for (int i = 0; i < n_kinds; i++)
		if (kinds[i].n_key == 1 && strcmp(kinds[i].field[0].name, "id") == 0)
			printf("\nconst struct %s *\nfind_%s(const struct model *m, str id)\n{\n"
			       "\treturn model_find(m, KIND_%s, id);\n}\n",
			    kinds[i].name, kinds[i].name, kinds[i].name);
}

static void
put_fields(const struct kind *k, bool keys_only)
{
	for (int f = 0; f < k->n_field; f++)
		if (!keys_only || k->field[f].key)
			printf(" %s:%s", k->field[f].name, types[type_of(k->field[f].type)].def);
	putchar('\n');
}

static void
put_names(const struct kind *k, const char *before, int from, int to, const char *sep)
{
	for (int f = from; f < to; f++)
		printf("%s%s\"%s\"", f > from ? sep : "", before, k->field[f].name);
}

static void
put_sql(void)
{
	puts("-- Generated from domain.model by mkmodel.");
	for (int i = 0; i < n_kinds; i++) {
		const struct kind *k = &kinds[i];
		printf(
		    "-- query: %s_load\n-- doc: All rows of the kind %s.\n-- in: org:i64\n-- out:",
		    k->name, k->name);
		put_fields(k, false);
		printf("SELECT ");
		put_names(k, "", 0, k->n_field, ",\n ");
		printf("\n FROM \"%s\" WHERE org = :org;\n\n", k->name);

		printf(
		    "-- query: %s_put\n-- doc: Store a row of the kind %s under its key.\n-- in: org:i64",
		    k->name, k->name);
		put_fields(k, false);
		printf("-- out:\nINSERT INTO \"%s\" (org,\n ", k->name);
		put_names(k, "", 0, k->n_field, ",\n ");
		printf(")\nVALUES (:org");
		for (int f = 0; f < k->n_field; f++)
			printf(",\n :%s", k->field[f].name);
		printf(")\nON CONFLICT (org, ");
		put_names(k, "", 0, k->n_key, ", ");
		printf(") DO %s", k->n_key == k->n_field ? "NOTHING" : "UPDATE SET\n ");
		for (int f = k->n_key; f < k->n_field; f++)
			printf("%s\"%s\" = excluded.\"%s\"", f > k->n_key ? ",\n " : "",
			    k->field[f].name, k->field[f].name);
		printf(
		    ";\n\n-- query: %s_del\n-- doc: Remove a row of the kind %s.\n-- in: org:i64",
		    k->name, k->name);
		put_fields(k, true);
		printf("-- out:\nDELETE FROM \"%s\" WHERE org = :org", k->name);
		for (int f = 0; f < k->n_key; f++)
			printf("\n AND \"%s\" = :%s", k->field[f].name, k->field[f].name);
		puts(";\n");
	}
}

static void
put_ddl(void)
{
	for (int i = 0; i < n_kinds; i++) {
		const struct kind *k = &kinds[i];
		printf("CREATE TABLE \"%s\" (\n  org BIGINT NOT NULL,\n", k->name);
		for (int f = 0; f < k->n_field; f++)
			printf("  \"%s\" %s NOT NULL,\n", k->field[f].name,
			    types[type_of(k->field[f].type)].sql);
		printf("  PRIMARY KEY (org, ");
		put_names(k, "", 0, k->n_key, ", ");
		puts(")\n);");
	}
}

int
main(int argc, char **argv)
{
	char buf[512];

	if (argc != 3)
		return 2;
	file = argv[2];
	FILE *f = fopen(file, "r");
	if (f == NULL)
		die("cannot open", "");
	while (fgets(buf, sizeof buf, f) != NULL) {
		line++;
		read_line(buf);
	}
	fclose(f);
	line = 0;
	for (int i = 0; i < n_kinds; i++)
		for (int k = 0; k < kinds[i].n_field; k++)
			(void)type_of(kinds[i].field[k].type);
	if (strcmp(argv[1], "header") == 0)
		put_header();
	else if (strcmp(argv[1], "source") == 0)
		put_source();
	else if (strcmp(argv[1], "sql") == 0)
		put_sql();
	else if (strcmp(argv[1], "ddl") == 0)
		put_ddl();
	else
		return 2;
	return ferror(stdout) != 0;
}
