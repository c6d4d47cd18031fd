/* cli.h -- the command line: options in, one call of work, text out.
 *
 * Data goes to standard output, talk to standard error; progress only to a
 * terminal.  Exit codes: 0 fine, 1 failure, 2 usage, 3 not found, 4 conflict,
 * 5 bad input, 6 findings of severity error.
 *
 * A command reads its options with cli_opt and cli_flag and its words with
 * cli_word; what it does not know is refused before it runs. */
#ifndef TERTIAL_CLI_CLI_H
#define TERTIAL_CLI_CLI_H

#include "base/date.h"
#include "base/err.h"
#include "db/db.h"
#include "work/table_file.h"

#define CLI_FINDINGS 6
#define CLI_OUT_MAX ((size_t)512 << 20)

struct cli_given {
	str name, value;
};

struct cli {
	struct arena *mem;
	str command;
	str *word; /* what is no option */
	size_t n_word;
	struct cli_given *given;
	size_t n_given;
	enum lang lang;
	bool json, quiet, color, terminal; /* terminal: standard error is one */
	str db_url;
	int64_t org;
	struct sb out;                   /* standard output, written once at the end */
	const struct table_format *file; /* tables go to `book` instead; NULL: no */
	struct doc *book;
};

/* A failure is told by *e, and its exit code follows from it; otherwise what is
 * returned is the exit code. */
typedef int command_fn(struct cli *c, struct err *e);

#define COMMAND(id, usage, sv, en, examples) command_fn command_##id;
#include "commands.def"
#undef COMMAND

int cli_main(int argc, char **argv, struct arena *mem);

str cli_opt(const struct cli *c, const char *name); /* p == NULL when not given */
bool cli_flag(const struct cli *c, const char *name);
bool cli_period(struct cli *c, const char *name, period *out, struct err *e) MUST_USE;
/* Open and check the database, or one at another path or address; closed with the arena. */
bool cli_db(struct cli *c, struct db **out, struct err *e) MUST_USE;
bool cli_open(struct cli *c, str url, struct db **out, struct err *e) MUST_USE;
/* Who gives the command: TERTIAL_USER, else the system's user. */
str cli_who(void);
/* 0 for RC_OK, else the exit code of the failure. */
int cli_exit_code(enum rc rc);
/* Write what has been said so far; for commands that go on. */
void cli_flush(struct cli *c);
/* A line to standard error, unless --quiet. */
void cli_say(const struct cli *c, const char *sv, const char *en);
/* How many files were written, and where. */
void cli_files(struct cli *c, size_t n, str dir);
void cli_progress(void *cli, size_t done, size_t total, str what);
/* Findings as lines "file:line: error: text", or as JSON with --json. */
void cli_findings(struct cli *c, const struct diag *d);
/* Write findings to standard error. */
void cli_complain(const struct cli *c, const struct diag *d);

/* A table in columns, whose first row is its header; numbers are told by their column.
 * With --csv and --xlsx the tables are what is written, and nothing else. */
#define CLI_COLS_MAX 24
struct cli_table {
	struct cli *c;
	int n_col;
	bool right[CLI_COLS_MAX];
	struct cli_value {
		str text;
		dec value; /* a number as the text shows it; not dec_ok: text */
	} * cell;
	size_t n, room;
};
void cli_table_init(struct cli_table *t, struct cli *c, int n_col, const char *align); /* "lrr" */
void cli_cell(struct cli_table *t, str s);
/* A number; nothing when it is not dec_ok. */
void cli_num(struct cli_table *t, dec v);
void cli_table_end(struct cli_table *t);

#endif
