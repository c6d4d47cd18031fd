/* mkman -- the manual page, from the table of commands.
 *
 *   mkman en VERSION     tertial.1 in English
 *   mkman sv VERSION     the same in Swedish
 *
 * Built by Meson and installed; src/cli/commands.def is the only list of commands. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct command {
	const char *id, *usage, *about[2], *examples;
};

static const struct command commands[] = {
#define COMMAND(id, usage, sv, en, examples) {#id, usage, {sv, en}, examples},
#include "cli/commands.def"
#undef COMMAND
};

static int lang; /* 0: Swedish, 1: English */

static const char *
say(const char *sv, const char *en)
{
	return lang == 0 ? sv : en;
}

/* Text into roff: what it would read as a command or an escape is not one. */
static void
put(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\')
			fputs("\\e", stdout);
		else if (s[i] == '-')
			fputs("\\-", stdout);
		else if ((s[i] == '.' || s[i] == '\'') && i == 0)
			printf("\\&%c", s[i]);
		else
			putchar(s[i]);
	}
}

static void
put_line(const char *s)
{
	put(s, strlen(s));
	putchar('\n');
}

/* "command TAB svenska TAB English" and a newline, any number of times. */
static void
put_examples(const char *s)
{
	puts(".RS");
	while (*s != '\0') {
		const char *part[3] = {s, "", ""};
		size_t n[3] = {0, 0, 0};
		for (int i = 0; i < 3; i++) {
			part[i] = s;
			n[i] = strcspn(s, "\t\n");
			s += n[i];
			if (*s == '\t')
				s++;
		}
		if (*s == '\n')
			s++;
		puts(".TP\n.nh");
		fputs(".B ", stdout);
		put(part[0], n[0]);
		puts("\n.hy");
		put(part[1 + lang], n[1 + lang]);
		putchar('\n');
	}
	puts(".RE");
}

static void
put_commands(void)
{
	printf(".SH %s\n", say("KOMMANDON", "COMMANDS"));
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		const struct command *k = &commands[i];
		puts(".TP");
		printf(".BI tertial\\ %s \" ", k->id);
		put(k->usage, strlen(k->usage));
		puts("\"");
		fputs(k->about[lang], stdout);
		puts(".");
		put_examples(k->examples);
	}
}

static void
put_item(const char *term, const char *text)
{
	fputs(".TP\n.B ", stdout);
	put_line(term);
	put_line(text);
}

static void
put_options(void)
{
	printf(".SH %s\n", say("GEMENSAMMA VAL", "COMMON OPTIONS"));
	put_item("--db DATABASE",
	    say("Sökväg till en SQLite-fil eller en postgresql://-adress.",
	        "Path of a SQLite file, or a postgresql:// URL."));
	put_item("--json",
	    say("Data som JSON på standard ut.", "Data as JSON on standard output."));
	put_item("--lang sv|en",
	    say("Språk; svenska när inget sägs.", "Language; Swedish when nothing is said."));
	put_item("--quiet", say("Inget annat än data och fel.", "Nothing but data and errors."));
	put_item("--no-color", say("Utan färg.", "Without colour."));
	put_item("--help",
	    say("Exempel och val för kommandot.", "Examples and options of the command."));
}

static void
put_exit_codes(void)
{
	static const char *const text[][2] = {{"Allt väl.", "All is well."}, {"Fel.", "Failure."},
	    {"Felaktigt anrop.", "Wrong usage."}, {"Finns inte.", "Not found."},
	    {"Krock med något som finns.", "Conflict with what is there."},
	    {"Felaktiga indata.", "Bad input."},
	    {"Anmärkningar av graden fel.", "Findings of severity error."}};

	printf(".SH %s\n", say("SLUTKODER", "EXIT STATUS"));
	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
		printf(".TP\n.B %zu\n%s\n", i, text[i][lang]);
}

static void
put_environment(void)
{
	printf(".SH %s\n", say("MILJÖ", "ENVIRONMENT"));
	put_item("TERTIAL_DB",
	    say("Databasen, när --db inte ges; annars ./tertial.db.",
	        "The database when --db is not given; else ./tertial.db."));
	put_item("TERTIAL_LANG",
	    say("Språket, när --lang inte ges.", "The language when --lang is not given."));
	put_item("NO_COLOR", say("Utan färg.", "Without colour."));
}

int
main(int argc, char **argv)
{
	if (argc != 3 || (strcmp(argv[1], "sv") != 0 && strcmp(argv[1], "en") != 0)) {
		fputs("usage: mkman sv|en VERSION\n", stderr);
		return 2;
	}
	lang = strcmp(argv[1], "en") == 0;
	printf(".TH TERTIAL 1 \"\" \"Tertial %s\" \"\"\n", argv[2]);
	printf(".SH %s\ntertial \\- ", say("NAMN", "NAME"));
	puts(say("planering, uppföljning och årsredovisning för regioner och kommuner",
	    "planning, follow-up and annual reporting for regions and municipalities"));
	printf(".SH %s\n.B tertial\n.I %s\n.RI [ %s ]\n", say("SYNTAX", "SYNOPSIS"),
	    say("kommando", "command"), say("val", "options"));
	printf(".SH %s\n", say("BESKRIVNING", "DESCRIPTION"));
	puts(say(
	    "Tertial räknar, kontrollerar och skriver en regions delårsrapporter och årsrapporter ur "
	    "en databas, och visar underlaget ner till verifikationen.",
	    "Tertial computes, checks and prints the interim and annual reports of a region from a "
	    "database, and shows what they stand on down to the voucher."));
	put_commands();
	put_options();
	put_exit_codes();
	put_environment();
	printf(".SH %s\n", say("SE ÄVEN", "SEE ALSO"));
	puts(say("Handboken i docs/user och filformaten i docs/format.",
	    "The handbook in docs/user and the file formats in docs/format."));
	return ferror(stdout) != 0;
}
