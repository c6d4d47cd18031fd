/* Messages and findings: arguments in place, one clean line, the first cause kept. */
#include "check.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT(name, sv, en) static const struct msg name[1] = {{{[LANG_SV] = sv, [LANG_EN] = en}}}

TEXT(MSG_plain, "Allt är fel. Gör om.", "All is wrong. Do it again.");
TEXT(MSG_two, "{1} är {2}, inte {1}.", "{1} is {2}, not {1}.");
TEXT(MSG_braces, "{ {0} {9} {1", "{x} } {1}{");

static void
messages(void)
{
	struct err e = {0};

	check(!fail(&e, RC_INVALID, MSG_two, ARG("fem"), ARG(7)));
	check_str(str_of(e.text[LANG_SV]), "fem är 7, inte fem.");
	check_str(str_of(e.text[LANG_EN]), "fem is 7, not fem.");
	check(e.rc == RC_INVALID && e.line > 0 && strstr(e.file, "test_err.c") != NULL);
	check(!fail(&e, RC_IO, MSG_plain));
	check(e.rc == RC_INVALID); /* the first cause */

	e = (struct err){0};
	check(!fail(&e, RC_LIMIT, MSG_braces, ARG("a")));
	check_str(str_of(e.text[LANG_SV]), "{ {0} {9} {1");
	check_str(str_of(e.text[LANG_EN]), "{x} } a{");

	e = (struct err){0};
	check(!fail(&e, RC_LIMIT, MSG_two, ARG(STR("a\n\x1b[1m\x7f\xff")), ARG((size_t)-1)));
	check_str(str_of(e.text[LANG_EN]),
	    "a\xef\xbf\xbd\xef\xbf\xbd[1m\xef\xbf\xbd\xef\xbf\xbd is "
	    "9223372036854775807, not a\xef\xbf\xbd\xef\xbf\xbd[1m\xef\xbf\xbd\xef\xbf\xbd.");
}

/* A text longer than an error holds is cut between characters. */
static void
cutting(void)
{
	struct arena mem;
	struct err e;
	char *long_text;

	arena_init(&mem, (size_t)1 << 20);
	long_text = arena_array(&mem, 2 * ERR_TEXT_MAX + 2, char);
	for (int lead = 0; lead < 2; lead++) {
		size_t n = 0;
		if (lead == 1)
			long_text[n++] = 'x';
		while (n + 2 <= 2 * ERR_TEXT_MAX) {
			memcpy(long_text + n, "\xc3\xa5", 2);
			n += 2;
		}
		str whole = {long_text, n}, text;
		e = (struct err){0};
		check(!fail(&e, RC_INVALID, MSG_two, ARG(whole), ARG(1)));
		text = str_of(e.text[LANG_SV]);
		check(text.n >= ERR_TEXT_MAX - 3 && text.n < ERR_TEXT_MAX);
		check(utf8_ok(text));
	}
	arena_end(&mem);
}

static void
findings(void)
{
	struct arena mem;
	struct diag d;
	struct place at = {STR("a.csv"), 3, 4, STR("fält")};

	arena_init(&mem, (size_t)1 << 20);
	diag_init(&d, &mem, 2);
	diag_add(&d, SEV_ERROR, at, MSG_two, ARG("x"), ARG(1));
	diag_add0(&d, SEV_NOTE, at, MSG_plain);
	diag_add0(&d, SEV_ERROR, at, MSG_plain);
	check_i64((int64_t)d.n, 2);
	check_i64((int64_t)d.n_err, 2); /* one of them only counted */
	check_i64((int64_t)d.dropped, 1);
	check_str(str_of(d.v[0].rule), "two");
	check_str(d.v[0].file, "a.csv");
	check(d.v[0].line == 3 && d.v[0].col == 4 && d.v[1].sev == SEV_NOTE);
	check_str(d.v[0].text[LANG_SV], "x är 1, inte x.");
	diag_init(&d, &mem, 1);
	diag_add_(&d, SEV_WARNING, "a-rule", at, MSG_ARGS_(MSG_plain, ARG_END_));
	check_str(str_of(d.v[0].rule), "a-rule");
	arena_end(&mem);
}

static void
asks_too_much(void)
{
	struct err e = {0};

	(void)!fail(&e, RC_INVALID, MSG_two, ARG("one only"));
}

static void
no_cause(void)
{
	struct err e = {0};

	(void)!fail(&e, RC_OK, MSG_plain);
}

/* A fault of ours ends the process. */
static bool
dies(void (*fn)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		(void)!freopen("/dev/null", "w", stderr);
		fn();
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	    WTERMSIG(status) == SIGABRT;
}

int
main(void)
{
	messages();
	cutting();
	findings();
	check(dies(asks_too_much));
	check(dies(no_cause));
	return check_done();
}
