/* mksql -- compile a .sql file of named queries to typed C.
 *
 *   mksql MODULE IN.sql OUT.h
 *
 *   -- query: NAME
 *   -- doc:   one sentence, becomes the comment of the function
 *   -- in:    name:type ...      types: i64 str blob
 *   -- out:   name:type ...      also: view, a blob that is there until the next row
 *   SQL with :name parameters, up to the semicolon
 *
 * :name becomes ?N for SQLite and $N for PostgreSQL, N being the place in
 * "in:".  A parameter not declared, or declared and not used, is an error. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX 40

struct field {
	char name[32];
	char type[8];
	bool used;
};

static const char *file;
static int line;
static FILE *out;
static char query[64], doc[256], sql[8192], names[256][64];
static struct field in[MAX], res[MAX];
static int n_in, n_res, n_names;

static void
die(const char *why, const char *what)
{
	fprintf(stderr, "%s:%d: %s%s\n", file, line, why, what);
	exit(1);
}

static int
fields(struct field *f, const char *s)
{
	int n = 0, used;

	while (sscanf(s, " %31[a-z0-9_]:%7[a-z0-9]%n", f[n].name, f[n].type, &used) == 2) {
		if (strcmp(f[n].type, "i64") != 0 && strcmp(f[n].type, "str") != 0 &&
		    strcmp(f[n].type, "blob") != 0 && (f != res || strcmp(f[n].type, "view") != 0))
			die("unknown type ", f[n].type);
		f[n].used = false;
		s += used;
		if (++n == MAX)
			die("too many fields", "");
	}
	if (s[strspn(s, " \t\r\n")] != '\0')
		die("cannot read the field list: ", s);
	return n;
}

static const char *
dbtype_of(const struct field *f)
{
	switch (f->type[0]) {
	case 'i':
		return "DB_I64";
	case 's':
		return "DB_STR";
	case 'v':
		return "DB_VIEW";
	default:
		return "DB_BLOB";
	}
}

static const char *
ctype_of(const struct field *f)
{
	return f->type[0] == 'i' ? "int64_t" : "str";
}

static void
put_sql(char mark)
{
	fputs("\n\t\t\"", out);
	for (const char *p = sql; *p != '\0'; p++) {
		if (*p == ':' && p[1] == ':')
			die("PostgreSQL-only cast: use CAST(x AS type)", "");
		if (*p == ':' && islower((unsigned char)p[1])) {
			size_t n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
			int i = 0;
			while (i < n_in &&
			    (strlen(in[i].name) != n || strncmp(in[i].name, p + 1, n) != 0))
				i++;
			if (i == n_in)
				die("parameter not declared in -- in: ", p);
			in[i].used = true;
			fprintf(out, "%c%d", mark, i + 1);
			p += n;
		} else if (*p == '\n')
			fputs("\\n\"\n\t\t\"", out);
		else if (*p == '"' || *p == '\\')
			fprintf(out, "\\%c", *p);
		else
			fputc(*p, out);
	}
	fputs("\",", out);
}

static void
put_struct(const char *kind, const struct field *f, int n)
{
	fprintf(out, "struct %s_%s {\n", query, kind);
	for (int i = 0; i < n; i++)
		fprintf(out, "\t%s %s;\n", ctype_of(&f[i]), f[i].name);
	if (n == 0)
		fputs("\tchar none;\n", out);
	fputs("};\n", out);
}

/* The values of the parameters, in order, as the body of both kinds of call. */
static void
put_values(void)
{
	fputs("\tconst struct db_val v[] = {\n", out);
	for (int i = 0; i < n_in; i++)
		fprintf(out, "\t\t{.type = %s, .%s = in->%s},\n", dbtype_of(&in[i]),
		    in[i].type[0] == 'i' ? "i" : "s", in[i].name);
	fputs("\t\t{0}};\n", out);
	if (n_in == 0)
		fputs("\t(void)in;\n", out);
}

/* A view goes with the run, which NAME_one ends. */
static bool
has_view(void)
{
	for (int i = 0; i < n_res; i++)
		if (res[i].type[0] == 'v')
			return true;
	return false;
}

static void
put_rows_functions(void)
{
	fprintf(out,
	    "/* %s */\nstatic inline struct db_run *\n%s(struct db *db, struct arena *mem, "
	    "const struct %s_in *in, struct err *e)\n{\n",
	    doc, query, query);
	put_values();
	fprintf(out, "\treturn db_start(db, mem, &%s_stmt, v, e);\n}\n", query);
	fprintf(out,
	    "static inline enum db_step\n%s_next(struct db_run *r, struct %s_row *row, "
	    "struct err *e)\n{\n\tstruct db_val v[%d];\n\tenum db_step st = db_next(r, v, e);\n"
	    "\tif (st != DB_ROW)\n\t\treturn st;\n",
	    query, query, n_res);
	for (int i = 0; i < n_res; i++)
		fprintf(out, "\trow->%s = v[%d].%s;\n", res[i].name, i,
		    res[i].type[0] == 'i' ? "i" : "s");
	fputs("\treturn st;\n}\n", out);
	if (has_view())
		return;
	fprintf(out,
	    "/* The first row only: DB_DONE when there is none. */\nstatic inline enum db_step\n"
	    "%s_one(struct db *db, struct arena *mem, const struct %s_in *in, struct %s_row *row, "
	    "struct err *e)\n{\n\tstruct db_run *r = %s(db, mem, in, e);\n"
	    "\tenum db_step st = r == NULL ? DB_FAIL : %s_next(r, row, e);\n"
	    "\tif (st == DB_ROW)\n\t\tdb_end(r);\n\treturn st;\n}\n\n",
	    query, query, query, query, query);
}

static void
put_functions(void)
{
	if (n_res > 0) {
		put_rows_functions();
		return;
	}
	fprintf(out,
	    "/* %s */\nMUST_USE static inline bool\n%s(struct db *db, const struct %s_in *in, "
	    "struct err *e)\n{\n",
	    doc, query, query);
	put_values();
	fprintf(out, "\treturn db_exec(db, &%s_stmt, v, e);\n}\n\n", query);
}

static void
finish_query(void)
{
	if (doc[0] == '\0' || sql[0] == '\0')
		die("a query needs doc: and SQL: ", query);
	fprintf(out, "static const enum db_type %s_types[] = {", query);
	for (int i = 0; i < n_res; i++)
		fprintf(out, "%s, ", dbtype_of(&res[i]));
	fprintf(out,
	    "0};\nstatic const struct db_stmt %s_stmt = {\n\t.name = \"%s\",\n"
	    "\t.n_in = %d, .n_out = %d, .out = %s_types,\n\t.sql = {",
	    query, query, n_in, n_res, query);
	put_sql('?');
	put_sql('$');
	fputs("\n\t},\n};\n", out);
	for (int i = 0; i < n_in; i++)
		if (!in[i].used)
			die("parameter declared and not used: ", in[i].name);
	put_struct("in", in, n_in);
	if (n_res > 0)
		put_struct("row", res, n_res);
	put_functions();
	memcpy(names[n_names++], query, sizeof query);
	query[0] = doc[0] = sql[0] = '\0';
	n_in = n_res = 0;
}

int
main(int argc, char **argv)
{
	char buf[1024];

	if (argc != 4)
		return 2;
	file = argv[2];
	FILE *f = fopen(file, "r");
	if (f == NULL || (out = fopen(argv[3], "w")) == NULL)
		die("cannot open", "");
	fprintf(out, "/* Generated from %s. */\n#include \"db/db.h\"\n\n", file);
	while (fgets(buf, sizeof buf, f) != NULL) {
		line++;
		char *semi;
		if (sscanf(buf, "-- query: %63[a-z0-9_]", query) == 1)
			continue;
		if (strncmp(buf, "-- doc:", 7) == 0)
			sscanf(buf + 7, " %255[^\n]", doc);
		else if (strncmp(buf, "-- in:", 6) == 0)
			n_in = fields(in, buf + 6);
		else if (strncmp(buf, "-- out:", 7) == 0)
			n_res = fields(res, buf + 7);
		else if (query[0] != '\0') {
			semi = strchr(buf, ';');
			if (semi != NULL)
				*semi = '\0';
			if (strlen(sql) + strlen(buf) >= sizeof sql)
				die("query too long", "");
			strcat(sql, buf);
			if (semi != NULL)
				finish_query();
		} else if (buf[strspn(buf, " \n")] != '\0' && strncmp(buf, "--", 2) != 0)
			die("SQL outside a query", "");
	}
	fprintf(out, "static const struct db_stmt *const %s_stmts[] = {", argv[1]);
	for (int i = 0; i < n_names; i++)
		fprintf(out, "&%s_stmt, ", names[i]);
	fputs("NULL};\n", out);
	fclose(f);
	return fclose(out) != 0;
}
