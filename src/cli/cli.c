#include "cli/cli.h"

#include "cli/messages.h"
#include "db/migrate.h"
#include "fmt/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct command {
	const char *id, *usage, *about[LANG__COUNT], *examples;
	command_fn *run;
};

static const struct command commands[] = {
#define COMMAND(id, usage, sv, en, examples) {#id, usage, {sv, en}, examples, command_##id},
#include "commands.def"
#undef COMMAND
};

/* Options of every command.  The others are read off the command's usage line. */
static const char *const global_values[] = {"db", "lang", "org"};
static const char *const global_flags[] = {"json", "csv", "xlsx", "quiet", "no-color", "help"};

str
cli_who(void)
{
	const char *u = getenv("TERTIAL_USER");

	if (u == NULL || *u == '\0')
		u = getenv("USER");
	return str_of(u != NULL && *u != '\0' ? u : "okänd");
}

int
cli_exit_code(enum rc rc)
{
	static const int code[RC__COUNT] = {[RC_OK] = 0,
	    [RC_INVALID] = 5,
	    [RC_USAGE] = 2,
	    [RC_NOT_FOUND] = 3,
	    [RC_DENIED] = 1,
	    [RC_CONFLICT] = 4,
	    [RC_LIMIT] = 5,
	    [RC_BUSY] = 1,
	    [RC_IO] = 1};

	return code[rc];
}

/* Is "--name" in the usage line, and does a value follow it? */
static bool
in_usage(const char *usage, str name, bool *takes_value)
{
	size_t n = strlen(usage);

	for (size_t i = 0; i + 2 + name.n <= n; i++) {
		if (strncmp(usage + i, "--", 2) != 0 || memcmp(usage + i + 2, name.p, name.n) != 0)
			continue;
		const char *after = usage + i + 2 + name.n;
		if ((*after >= 'a' && *after <= 'z') || *after == '-')
			continue;
		/* A value is a word in capitals, or alternatives like ore|tkr|mkr. */
		*takes_value = after[0] == ' ' &&
		    ((after[1] >= 'A' && after[1] <= 'Z') || (after[1] >= 'a' && after[1] <= 'z'));
		return true;
	}
	return false;
}

static bool
listed(const char *const *v, size_t n, str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(name, str_of(v[i])))
			return true;
	return false;
}

static const struct command *
command_named(str name)
{
	for (size_t i = 0; i < COUNTOF(commands); i++)
		if (str_eq(name, str_of(commands[i].id)))
			return &commands[i];
	return NULL;
}

str
cli_opt(const struct cli *c, const char *name)
{
	for (size_t i = c->n_given; i > 0; i--)
		if (str_eq(c->given[i - 1].name, str_of(name)))
			return c->given[i - 1].value;
	return (str){NULL, 0};
}

bool
cli_flag(const struct cli *c, const char *name)
{
	return cli_opt(c, name).p != NULL;
}

bool
cli_period(struct cli *c, const char *name, period *out, struct err *e)
{
	str text = cli_opt(c, name);

	if (text.p == NULL)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG(c->command),
		    ARG(str_fmt(c->mem, "--%s", name)));
	if (!period_parse(text, out))
		return fail(e, RC_USAGE, MSG_cli_bad_period, ARG(text));
	return true;
}

static void
close_db(void *db)
{
	db_close(db);
}

bool
cli_open(struct cli *c, str path, struct db **out, struct err *e)
{
	const char *url = str_z(c->mem, path);

	if (url == NULL || !db_open(out, url, false, e))
		return false;
	arena_defer(c->mem, close_db, *out);
	return db_check_version(*out, e);
}

bool
cli_db(struct cli *c, struct db **out, struct err *e)
{
	return cli_open(c, c->db_url, out, e);
}

void
cli_say(const struct cli *c, const char *sv, const char *en)
{
	if (!c->quiet)
		fprintf(stderr, "%s\n", c->lang == LANG_SV ? sv : en);
}

void
cli_progress(void *cli, size_t done, size_t total, str what)
{
	const struct cli *c = cli;

	if (c->quiet || !c->terminal)
		return;
	fprintf(stderr, "\r\033[K%zu/%zu %.*s", done, total, STR_ARG(what));
	if (done == total)
		fprintf(stderr, "\r\033[K");
}

/* ---- help ---- */

static void
help_command(struct cli *c, const struct command *k)
{
	str rest = str_of(k->examples), line;

	sb_printf(&c->out, "%s\n\n%s\n", k->about[c->lang],
	    c->lang == LANG_SV ? "Exempel" : "Examples");
	while (str_cut(&rest, '\n', &line) && line.n > 0) {
		str cmd, sv = STR(""), en = STR("");
		str_cut(&line, '\t', &cmd);
		str_cut(&line, '\t', &sv);
		str_cut(&line, '\t', &en);
		str say = c->lang == LANG_SV ? sv : en;
		sb_printf(&c->out, "  %.*s\n", STR_ARG(cmd));
		if (say.n > 0)
			sb_printf(&c->out, "      %.*s\n", STR_ARG(say));
	}
	sb_printf(&c->out, "\n%s\n  tertial %s %s\n", c->lang == LANG_SV ? "Form" : "Usage", k->id,
	    k->usage);
	sb_str(&c->out,
	    c->lang == LANG_SV
	        ? STR("\nGemensamma val\n"
	              "  --db DATABAS   sökväg eller postgresql://-adress (eller TERTIAL_DB; annars ./tertial.db)\n"
	              "  --json         data som JSON\n"
	              "  --csv, --xlsx  tabellerna som fil, på standard ut\n"
	              "  --lang sv|en   språk (eller TERTIAL_LANG)\n"
	              "  --quiet        inget annat än data och fel\n"
	              "  --no-color     utan färg (eller NO_COLOR)\n")
	        : STR("\nCommon options\n"
	              "  --db DATABASE  path or postgresql:// URL (or TERTIAL_DB; else ./tertial.db)\n"
	              "  --json         data as JSON\n"
	              "  --csv, --xlsx  the tables as a file, on standard output\n"
	              "  --lang sv|en   language (or TERTIAL_LANG)\n"
	              "  --quiet        nothing but data and errors\n"
	              "  --no-color     without colour (or NO_COLOR)\n"));
}

static void
help_all(struct cli *c)
{
	sb_str(&c->out,
	    c->lang == LANG_SV
	        ? STR("Tertial: planering, uppföljning och årsredovisning för regioner och kommuner\n\n"
	              "Kom igång\n"
	              "  tertial init\n"
	              "  tertial import examples/vasterbotten\n"
	              "  tertial report --period 2025-T3 --body RS --out ut\n"
	              "  tertial serve\n\nKommandon\n")
	        : STR("Tertial: planning, follow-up and annual reporting for regions and municipalities\n\n"
	              "Start here\n"
	              "  tertial init\n"
	              "  tertial import examples/vasterbotten\n"
	              "  tertial report --period 2025-T3 --body RS --out out\n"
	              "  tertial serve\n\nCommands\n"));
	for (size_t i = 0; i < COUNTOF(commands); i++)
		sb_printf(&c->out, "  %-9s %s\n", commands[i].id, commands[i].about[c->lang]);
	sb_str(&c->out,
	    c->lang == LANG_SV
	        ? STR("\ntertial help KOMMANDO visar exempel och val. Slutkoder: 0 allt väl, 1 fel, 2 felaktigt\n"
	              "anrop, 3 finns inte, 4 krock, 5 felaktiga indata, 6 anmärkningar av graden fel.\n")
	        : STR("\ntertial help COMMAND shows examples and options. Exit codes: 0 fine, 1 failure, 2 usage,\n"
	              "3 not found, 4 conflict, 5 bad input, 6 findings of severity error.\n"));
}

/* ---- the call ---- */

static bool
read_option(struct cli *c, const struct command *k, str word, int argc, char **argv, int *at,
    struct err *e)
{
	str name = word, value = {"", 0};
	size_t eq = str_find_byte(word, '=', 0);
	bool has = eq < word.n, takes = false;

	if (has) {
		name = str_sub(word, 0, eq);
		value = str_sub(word, eq + 1, word.n);
	}
	if (listed(global_values, COUNTOF(global_values), name))
		takes = true;
	else if (!listed(global_flags, COUNTOF(global_flags), name) &&
	    (k == NULL || !in_usage(k->usage, name, &takes)))
		return fail(e, RC_USAGE, MSG_cli_unknown_option, ARG(k != NULL ? k->id : "tertial"),
		    ARG(name));
	if (takes && !has) {
		if (*at + 1 >= argc)
			return fail(e, RC_USAGE, MSG_cli_no_value, ARG(name));
		value = str_of(argv[++*at]);
	}
	c->given[c->n_given++] = (struct cli_given){name, value};
	return true;
}

static bool
read_args(struct cli *c, int argc, char **argv, const struct command **cmd, struct err *e)
{
	bool only_words = false;

	/* The command decides what its options are, so it is found first. */
	for (int i = 1; i < argc && *cmd == NULL; i++) {
		str w = str_of(argv[i]);
		if (str_eq(w, STR("--version"))) {
			c->command = STR("version");
			*cmd = command_named(c->command);
			break;
		}
		if (str_has_prefix(w, STR("--"))) {
			if (listed(global_values, COUNTOF(global_values), str_sub(w, 2, w.n)))
				i++;
			continue;
		}
		c->command = w;
		*cmd = command_named(w);
		break;
	}
	bool named = false;
	for (int i = 1; i < argc; i++) {
		str w = str_of(argv[i]);
		if (!only_words && str_eq(w, STR("--"))) {
			only_words = true;
		} else if (!only_words && str_eq(w, STR("-h"))) {
			c->given[c->n_given++] = (struct cli_given){STR("help"), STR("")};
		} else if (!named && str_eq(w, STR("--version")) &&
		    str_eq(c->command, STR("version"))) {
			named = true; /* as others spell the command */
		} else if (!only_words && str_has_prefix(w, STR("--"))) {
			if (!read_option(c, *cmd, str_sub(w, 2, w.n), argc, argv, &i, e))
				return false;
		} else if (!named && str_eq(w, c->command)) {
			named = true;
		} else {
			c->word[c->n_word++] = w;
		}
	}
	return true;
}

static const char *
env(const char *name)
{
	const char *v = getenv(name);

	return v != NULL && v[0] != '\0' ? v : NULL;
}

static bool
settings(struct cli *c, struct err *e)
{
	str db = cli_opt(c, "db"), lang = cli_opt(c, "lang"), org = cli_opt(c, "org");

	if (lang.p == NULL && env("TERTIAL_LANG") != NULL)
		lang = str_of(env("TERTIAL_LANG"));
	if (lang.p != NULL && str_eq(lang, STR("en")))
		c->lang = LANG_EN;
	else if (lang.p != NULL && !str_eq(lang, STR("sv")))
		return fail(e, RC_USAGE, MSG_cli_bad_lang, ARG(lang));
	c->db_url = db.p != NULL
	    ? db
	    : str_of(env("TERTIAL_DB") != NULL ? env("TERTIAL_DB") : "tertial.db");
	c->org = 1;
	if (org.p != NULL && (!str_i64(org, &c->org) || c->org < 1))
		return fail(e, RC_USAGE, MSG_cli_bad_number, ARG(org));
	c->json = cli_flag(c, "json");
	for (size_t i = 0; i < n_table_formats; i++)
		if (cli_flag(c, table_formats[i].name)) {
			c->file = &table_formats[i];
			c->book = doc_new(c->mem, c->lang);
			c->book->title = c->command;
		}
	c->quiet = cli_flag(c, "quiet");
	c->terminal = isatty(STDERR_FILENO) == 1;
	c->color = isatty(STDOUT_FILENO) == 1 && env("NO_COLOR") == NULL &&
	    !cli_flag(c, "no-color");
	return true;
}

static void
show_error(const struct cli *c, const struct err *e)
{
	fprintf(stderr, "tertial: %s\n", e->text[c->lang]);
	if (env("TERTIAL_DEBUG") != NULL)
		fprintf(stderr, "  (%s:%d)\n", e->file, e->line);
}

static int
run(struct cli *c, const struct command *cmd, struct err *e)
{
	bool help = str_eq(c->command, STR("help"));

	if (help && c->n_word > 0) {
		cmd = command_named(c->word[0]);
		if (cmd == NULL) {
			fail(e, RC_USAGE, MSG_cli_unknown_command, ARG(c->word[0]));
			return 2;
		}
	}
	if (cmd == NULL && c->command.n > 0 && !help) {
		fail(e, RC_USAGE, MSG_cli_unknown_command, ARG(c->command));
		return 2;
	}
	if (cmd == NULL) {
		help_all(c);
		return c->command.n > 0 || cli_flag(c, "help") ? 0 : 2;
	}
	if (help || cli_flag(c, "help")) {
		help_command(c, cmd);
		return 0;
	}
	return cmd->run(c, e);
}

/* The tables that were asked for as a file, instead of what was said around them. */
static bool
write_file(struct cli *c, struct err *e)
{
	if (c->file == NULL || c->json)
		return true;
	if (c->book->root->first == NULL)
		return fail(e, RC_USAGE, MSG_cli_no_tables, ARG(c->command));
	sb_init(&c->out, c->mem, CLI_OUT_MAX);
	return table_write(c->file, c->book, &c->out, e);
}

/* What came out before a failure is still data: it is written either way. */
static int
flush(struct cli *c, int code)
{
	str text;

	if (!sb_done(&c->out, &text) || fwrite(text.p, 1, text.n, stdout) != text.n ||
	    fflush(stdout) != 0)
		return code == 0 ? 1 : code;
	return code;
}

void
cli_flush(struct cli *c)
{
	(void)flush(c, 0);
	sb_init(&c->out, c->mem, CLI_OUT_MAX);
}

int
cli_main(int argc, char **argv, struct arena *mem)
{
	struct cli c = {.mem = mem};
	struct err e = {0};
	const struct command *cmd = NULL;
	int code;

	c.word = arena_array(mem, (size_t)argc + 1, str);
	c.given = arena_array(mem, (size_t)argc + 1, struct cli_given);
	sb_init(&c.out, mem, CLI_OUT_MAX);
	if (!read_args(&c, argc, argv, &cmd, &e) || !settings(&c, &e))
		code = 2;
	else
		code = run(&c, cmd, &e);
	if (e.rc == RC_OK && !write_file(&c, &e))
		sb_init(&c.out, mem, CLI_OUT_MAX);
	code = flush(&c, code);
	if (e.rc != RC_OK) {
		show_error(&c, &e);
		code = cli_exit_code(e.rc);
	}
	return code;
}
