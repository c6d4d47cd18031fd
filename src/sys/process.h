/* process.h -- run another program and wait for it.
 *
 * The program gets `in` as its standard input, or none, and inherits the environment
 * plus `env` ("NAME=value").  Secrets go there, never into the arguments, which anyone on
 * the machine can read.  In a sandbox it inherits nothing (sandbox.h). */
#ifndef TERTIAL_SYS_PROCESS_H
#define TERTIAL_SYS_PROCESS_H

#include "base/err.h"
#include "sys/sandbox.h"

struct process {
	const char *const *argv;       /* NULL-terminated; argv[0] is found on PATH */
	const char *const *env;        /* NULL-terminated, or NULL */
	const char *in;                /* path of a file, or NULL */
	const struct sandbox *sandbox; /* NULL: with all that we may ourselves */
	size_t out_max;                /* bytes of each stream that are kept */
	int timeout_ms;                /* 0: none; the program is killed when it is over */
};

struct process_result {
	int code; /* exit code; -1 when it was killed or timed out */
	bool timeout;
	str out, err;
	bool cut;       /* more came out than out_max */
	unsigned walls; /* of the sandbox: what was in force */
};

/* false only when the program could not be started. */
bool process_run(const struct process *p, struct arena *mem, struct process_result *r,
    struct err *e) MUST_USE;

/* Processors that this process may use; at least 1. */
int cpu_count(void);

#endif
