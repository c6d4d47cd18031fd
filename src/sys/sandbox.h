/* sandbox.h -- a program that reads strangers' files is run with as little as it needs.
 *
 * Three walls, from outside in: resource limits (memory, processor time, no files
 * written, no core), a seccomp filter that lets through the calls a program needs that
 * reads its input and writes to open streams (no network, no new process, no file
 * opened for writing), and Landlock, which leaves it the system's libraries to read
 * and nothing else.  Input comes as standard input and output goes through a pipe, so
 * that no path of ours is known to the program.  It gets an environment of its own:
 * ours may hold secrets.
 *
 * Invariants
 *   (B1) what sandbox_enter has done cannot be undone by the program or its kin.
 *   (B2) a wall that the kernel has and that cannot be raised is a failure, not less
 *        of a sandbox. */
#ifndef TERTIAL_SYS_SANDBOX_H
#define TERTIAL_SYS_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

enum {
	SANDBOX_CALLS = 1 << 0, /* seccomp */
	SANDBOX_FILES = 1 << 1, /* Landlock */
	SANDBOX_ALL = SANDBOX_CALLS | SANDBOX_FILES
};

struct sandbox {
	uint64_t memory_max; /* bytes of address space */
	uint32_t cpu_max_s;
};

/* The environment of a program in the sandbox. */
extern const char *const sandbox_env[];

/* The walls that this kernel has, besides the limits. */
unsigned sandbox_walls(void);
/* In the child between fork and exec: the walls are raised, and hold for the program it
 * becomes.  False with errno set when one of sandbox_walls() cannot be. */
bool sandbox_enter(const struct sandbox *s, unsigned walls);

#endif
