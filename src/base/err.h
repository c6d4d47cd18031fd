/* err.h -- why an operation stopped, and what is wrong with a user's data.
 *
 * `struct err` is filled by the function that knows, passed up untouched and
 * shown once at the edge (page, API, command line), in the reader's language.
 * `struct diag` collects any number of findings about data; work goes on.
 *
 * Sentences are rows of a messages.def in the folder that says them:
 *     MSG(csv_no_header, "Filen saknar rubrikrad.", "The file has no header row.")
 * with {1}, {2} ... for the arguments; messages.h of that folder declares them
 * as MSG_csv_no_header.  Every sentence says what is wrong and what to do. */
#ifndef TERTIAL_BASE_ERR_H
#define TERTIAL_BASE_ERR_H

#include "base/dec.h"

enum rc {
	RC_OK,
	RC_INVALID,   /* the data given is wrong:          exit 5, HTTP 422 */
	RC_USAGE,     /* the call is wrong:                exit 2, HTTP 400 */
	RC_NOT_FOUND, /* no such thing:                    exit 3, HTTP 404 */
	RC_DENIED,    /* not allowed:                      exit 1, HTTP 403 */
	RC_CONFLICT,  /* it collides with what is there:   exit 4, HTTP 409 */
	RC_LIMIT,     /* a documented limit was reached:   exit 5, HTTP 413 */
	RC_BUSY,      /* try again:                        exit 1, HTTP 503 */
	RC_IO,        /* disk, network, database:          exit 1, HTTP 500 */
	RC__COUNT
};

struct msg {
	const char *text[LANG__COUNT];
};

/* What is written differently in each language: "6,8 procent", "6.8 per cent". */
struct texts {
	str text[LANG__COUNT];
};

struct arg {
	enum { ARG_NOTHING, ARG_I64, ARG_STR } kind;
	int64_t i;
	struct texts s;
};

#define MSG_ARGS_MAX 6
struct msg_args {
	const struct msg *msg;
	struct arg arg[MSG_ARGS_MAX + 1];
};

struct arg arg_i64_(int64_t v);
struct arg arg_u64_(uint64_t v); /* clamped to what an int64 holds */
struct arg arg_str_(str s);
struct arg arg_z_(const char *z);
struct arg arg_texts_(struct texts t);
#define ARG(v) \
	_Generic((v),            \
	    str: arg_str_,       \
	    struct texts: arg_texts_, \
	    char *: arg_z_,      \
	    const char *: arg_z_, \
	    unsigned long: arg_u64_, \
	    default: arg_i64_)(v)
#define MSG_ARGS_(m, ...) ((struct msg_args){.msg = (m), .arg = {__VA_ARGS__}})
#define ARG_END_ ((struct arg){0})

/* Fill the arguments into the sentence of one language. */
void msg_put(struct sb *b, const struct msg_args *m, enum lang lang);

#define ERR_TEXT_MAX 480
struct err {
	enum rc rc;
	const char *file; /* where in the source, for the log only */
	int line;
	char text[LANG__COUNT][ERR_TEXT_MAX]; /* for people; never holds secrets */
};

bool err_set_(struct err *e, enum rc rc, const char *file, int line, struct msg_args m);
/* Always false, so that a failing function can
 * `return fail(e, RC_INVALID, MSG_voucher_too_short, ARG(no));` */
#define fail(e, rc, ...) err_set_((e), (rc), __FILE__, __LINE__, MSG_ARGS_(__VA_ARGS__, ARG_END_))

enum severity { SEV_NOTE, SEV_WARNING, SEV_ERROR };

struct finding {
	enum severity sev;
	const char *rule; /* id of the message or check */
	str file;         /* "" when it is about the database */
	int line, col;    /* 1-based; 0 unknown */
	str node;         /* path inside the file, or the fact or row concerned */
	str text[LANG__COUNT];
};

struct diag {
	struct arena *mem;
	struct finding *v; /* in the order found */
	size_t n, room;
	size_t n_err;
	size_t max; /* further findings are counted, not kept */
	size_t dropped;
};

void diag_init(struct diag *d, struct arena *mem, size_t max);
/* All findings of another, which lie in the same arena, after one's own. */
void diag_append(struct diag *d, const struct diag *from);
struct place {
	str file;
	int line, col;
	str node;
};
void
diag_add_(struct diag *d, enum severity sev, const char *rule, struct place at, struct msg_args m);
/* diag_add(d, SEV_ERROR, (struct place){file, line, col, STR("")}, MSG_x, ARG(..)); the
 * message's own name is the rule. */
#define diag_add(d, sev, at, m, ...) \
	diag_add_((d), (sev), #m, (at), MSG_ARGS_(m, __VA_ARGS__, ARG_END_))
#define diag_add0(d, sev, at, m) diag_add_((d), (sev), #m, (at), MSG_ARGS_(m, ARG_END_))

#endif
