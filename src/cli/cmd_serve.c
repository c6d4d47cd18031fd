#include "cli/cli.h"
#include "cli/messages.h"
#include "web/http.h"

#include <signal.h>
#include <stdio.h>

int
command_serve(struct cli *c, struct err *e)
{
	struct http_opts o = {.address = "127.0.0.1", .port = 8080, .org = c->org, .lang = c->lang};
	str listen = cli_opt(c, "listen");
	struct http *s;
	struct db *db;
	int64_t port;
	sigset_t set;

	if (listen.p != NULL) {
		size_t colon = str_find_byte(listen, ':', 0);
		if (colon == listen.n || !str_i64(str_sub(listen, colon + 1, listen.n), &port) ||
		    port < 0 || port > 65535)
			return fail(e, RC_USAGE, MSG_cli_bad_listen, ARG(listen));
		o.address = str_z(c->mem, str_sub(listen, 0, colon));
		o.port = (uint16_t)port;
	}
	/* Blocked before the server's threads start, so that only http_wait takes them. */
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (!cli_db(c, &db, e) || !http_open(db, &o, &s, e))
		return 1;
	printf(c->lang == LANG_SV ? "Tertial visas på http://%s:%u (avsluta med Ctrl+C)\n"
	                          : "Tertial is at http://%s:%u (stop with Ctrl+C)\n",
	    o.address, http_port(s));
	fflush(stdout);
	http_wait(s);
	http_close(s);
	return 0;
}
