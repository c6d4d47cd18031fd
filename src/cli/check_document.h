/* check_document.h -- `tertial check FILE`: the figures of a finished document. */
#ifndef TERTIAL_CLI_CHECK_DOCUMENT_H
#define TERTIAL_CLI_CHECK_DOCUMENT_H

#include "cli/cli.h"

/* The exit code: CLI_FINDINGS when an error was found.  1 with *e filled when it cannot
 * be done. */
int check_document(struct cli *c, struct err *e);

#endif
