/* The program: one arena for the call, one command. */
#include "cli/cli.h"

#include <signal.h>

#define CALL_MAX ((size_t)16 << 30)

int
main(int argc, char **argv)
{
	struct arena mem;

	(void)signal(SIGPIPE, SIG_IGN); /* a reader that goes away is an error of writing */
	arena_init(&mem, CALL_MAX);
	int code = cli_main(argc, argv, &mem);
	arena_end(&mem);
	return code;
}
