/* template_priv.h -- the tree between reading and expanding a report text. */
#ifndef TERTIAL_FMT_TEMPLATE_PRIV_H
#define TERTIAL_FMT_TEMPLATE_PRIV_H

#include "fmt/template.h"

enum tpl_kind {
	TPL_ROOT,
	TPL_PLAIN,  /* `text` as it stands */
	TPL_HOLE,   /* `call` */
	TPL_IF,     /* TPL_BRANCH only */
	TPL_BRANCH, /* `cond`, NULL for the last resort */
	TPL_FOR,    /* `call`, `rule` */
	TPL_NOTE,
	TPL_BLOCK /* `call`, `rule`, `indent` */
};

struct tpl_node {
	enum tpl_kind kind;
	struct place at;
	str text;
	struct tpl_call call;
	const struct tpl_rule *rule;
	const struct tpl_expr *cond;
	size_t indent;
	struct tpl_node *parent, *first, *last, *next;
};

enum tpl_op {
	OP_OR,
	OP_AND,
	OP_NOT,
	OP_EXISTS,
	OP_MISSING,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_NAME,
	OP_NUMBER,
	OP_STRING
};

struct tpl_expr {
	enum tpl_op op;
	const struct tpl_expr *left, *right;
	str text;   /* OP_NAME, OP_STRING */
	dec number; /* OP_NUMBER */
	struct place at;
};

/* `s` holds the whole condition and begins at `at`. */
bool tpl_expr_read(struct arena *mem, str s, struct place at, const struct tpl_expr **out,
    struct diag *d) MUST_USE;

/* Number of code points. */
int tpl_chars(str s);

#endif
