/* template.h -- report text: Markdown with bound figures, conditions and blocks.
 *
 * docs/format/template.md specifies the language; its examples are tests.  The
 * work is done in two steps, both before Markdown is read: tpl_read makes a tree
 * and finds every fault of form; tpl_expand asks the host (who knows the facts)
 * for values, chooses branches, runs loops, fetches included texts, and gives
 * Markdown in which each hole is one private-use character, U+F0000 + its index.
 * Whoever reads the Markdown puts the hole's content in at the text node: what a
 * hole holds can never become markup.
 *
 * Ownership: everything lies in the arena; the tree borrows from the text.
 *
 * Invariants
 *   (TP1) faults of form and of names are findings with file, line and column;
 *         all of them are found in one reading, and then the step gives false.
 *   (TP2) nesting <= TPL_DEPTH_MAX, includes included; holes <= TPL_HOLES_MAX;
 *         rounds of all loops <= TPL_ROUNDS_MAX; output <= TPL_OUT_MAX.
 *   (TP3) the output holds no private-use character of planes 15 and 16 but its
 *         holes: such characters in the text become U+FFFD.
 *   (TP4) tpl_expand is a function of tree and host: same inputs, same text. */
#ifndef TERTIAL_FMT_TEMPLATE_H
#define TERTIAL_FMT_TEMPLATE_H

#include "base/err.h"

#define TPL_DEPTH_MAX 16
#define TPL_TEXT_MAX ((size_t)1 << 20)
#define TPL_OUT_MAX ((size_t)4 << 20)
#define TPL_HOLES_MAX 60000
#define TPL_ROUNDS_MAX 20000
#define TPL_HOLE_FIRST 0xf0000u

/* What a block, loop or verb is called and takes.  Names are written without
 * å ä ö and in lower case; the text may have them ("för", "mål"). */
struct tpl_rule {
	const char *name;
	const char *pos;    /* names of the arguments given without a name, in order */
	const char *named;  /* further arguments, given as name=value */
	const char *fields; /* loop: what its variable has: "id nummer namn" */
	int pos_min;        /* how many of `pos` must be there */
	bool container;     /* block: has a text of its own, up to ":::" */
	bool open;          /* verb: takes any number of words */
};

struct tpl_grammar {
	const struct tpl_rule *block, *loop, *verb;
	size_t n_block, n_loop, n_verb;
};

struct tpl_arg {
	str name, value;
	int col;
};

/* A hole, a block or a loop as it was written, with $variables filled in. */
struct tpl_call {
	str name;            /* of verb, block or loop; "" for a plain figure */
	struct tpl_arg *arg; /* a plain figure: arg[0].value is its name */
	size_t n_arg;
	str format; /* words after "|" */
	struct place at;
};

/* The value of an argument, or "" when it was not given. */
str tpl_arg(const struct tpl_call *c, str name);

struct tpl_value {
	enum { TPL_NONE, TPL_NUMBER, TPL_TEXT } kind; /* NONE: known, but without value */
	dec number;
	str text;
};

/* What stands in a hole. */
struct tpl_shown {
	str text;
	str fact; /* canonical name; "" when it is no figure */
	bool has_value;
	dec value;
};

/* One round of a loop: values of the rule's fields, in the rule's order. */
struct tpl_item {
	const struct tpl_value *field;
};

/* Whoever knows the facts.  Each function adds its own finding at call->at
 * (or `at`) and returns false when it cannot answer. */
struct tpl_host {
	void *ctx;
	const struct tpl_grammar *grammar;
	bool (*value)(void *ctx, struct arena *mem, str name, struct place at,
	    struct tpl_value *out, struct diag *d);
	bool (*show)(void *ctx, struct arena *mem, const struct tpl_call *call,
	    struct tpl_shown *out, struct diag *d);
	bool (*items)(void *ctx, struct arena *mem, const struct tpl_call *call,
	    const struct tpl_item **out, size_t *n, struct diag *d);
	/* The text with that id, and the name it has in findings. */
	bool (*include)(void *ctx, struct arena *mem, str id, struct place at, str *text, str *file,
	    struct diag *d);
};

struct tpl_node;

enum tpl_hole_kind {
	TPL_HOLE_SHOWN, /* inline: `shown`; call.name tells a verb */
	TPL_HOLE_NOTE,  /* inline: a footnote, `body` */
	TPL_HOLE_BLOCK  /* alone in its paragraph: `call`, and `body` of a container */
};

struct tpl_text;
struct tpl_hole {
	enum tpl_hole_kind kind;
	struct tpl_call call;
	struct tpl_shown shown;
	const struct tpl_text *body;
};

/* Where a piece of the output came from; sorted by `from`. */
struct tpl_origin {
	size_t from;
	struct place at;
};

struct tpl_text {
	str md;
	struct tpl_hole *hole;
	size_t n_hole;
	struct tpl_origin *origin;
	size_t n_origin;
};

/* Read a text.  `file` names it in findings; line0 is the number of lines that
 * stand before it in that file. */
bool tpl_read(struct arena *mem, str text, str file, int line0, const struct tpl_grammar *g,
    const struct tpl_node **out, struct diag *d) MUST_USE;
bool tpl_expand(struct arena *mem, const struct tpl_node *root, const struct tpl_host *host,
    struct tpl_text *out, struct diag *d) MUST_USE;

/* The hole that a code point of the output stands for, or NULL. */
const struct tpl_hole *tpl_hole_of(const struct tpl_text *t, uint32_t codepoint);
/* Where a byte of the output came from. */
struct place tpl_place_of(const struct tpl_text *t, size_t at);

/* The candidate most like `name` (å ä ö and case do not count), or "" when none
 * is near enough to be what was meant. */
str tpl_nearest(str name, const str *candidate, size_t n);
/* Split off the next word: a run without blanks, where "..." may hold blanks.
 * False at the end; *open is set when a quotation mark is never closed. */
bool tpl_word(str *rest, str *word, bool *open);
/* Is `word` one of these, which blanks separate? */
bool tpl_has_word(const char *words, str word);
/* `s` in lower case and without å ä ö é, for comparing keywords. */
str tpl_fold(struct arena *mem, str s);

#endif
