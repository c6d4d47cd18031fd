#include "cli/cli.h"

#include "version.h"

int
command_version(struct cli *c, struct err *e)
{
	(void)e;
	if (c->json)
		sb_lit(&c->out, "{\"name\":\"tertial\",\"version\":\"" TERTIAL_VERSION "\"}\n");
	else
		sb_lit(&c->out, "tertial " TERTIAL_VERSION "\n");
	return 0;
}
