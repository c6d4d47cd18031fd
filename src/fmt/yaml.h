/* yaml.h -- a read-only tree of a small, safe YAML, and its writer.
 *
 * The subset: one document; maps with scalar keys, sequences, scalars (plain,
 * quoted, literal `|`, folded `>`).  Anchors, aliases, tags, merge keys and a
 * second document are refused with their place.  No scalar is typed here: a
 * plain `2025-12` or `no` is text until the caller asks for something else.
 *
 * Ownership: everything lies in the arena.
 *
 * Invariants
 *   (Y1) depth <= 32, nodes <= 200 000, input <= 16 MiB; no recursion on input.
 *   (Y2) a map's keys are unique; a duplicate is an error at the second place.
 *   (Y3) children keep the order of the file.
 *   (Y4) yaml_emit(yaml_read(x)) is a fixed point from the first round on.
 *   (Y5) a key is one line of at most 200 bytes. */
#ifndef TERTIAL_FMT_YAML_H
#define TERTIAL_FMT_YAML_H

#include "base/err.h"

enum yaml_kind { YAML_IS_SCALAR, YAML_IS_MAP, YAML_IS_SEQ };
enum yaml_style { YAML_IN_PLAIN, YAML_IN_QUOTES, YAML_IN_BLOCK };

struct yaml {
	enum yaml_kind kind;
	enum yaml_style style; /* of a scalar */
	int line, col;         /* 1-based, in the whole file */
	str key;               /* in its map; empty in a sequence and for the root */
	int key_line, key_col;
	str text; /* of a scalar */
	size_t n; /* children */
	const struct yaml *first;
	const struct yaml *next; /* sibling */
};

/* `line0` is the number of lines of the file before `bytes` (0 for a file of
 * its own).  An empty document gives *out = NULL and true. */
bool yaml_read(struct arena *mem, str bytes, str file, int line0, const struct yaml **out,
    struct err *e) MUST_USE;
/* The member `key` of a map, or NULL (also when `map` is NULL or no map). */
const struct yaml *yaml_get(const struct yaml *map, str key);
/* Its text, or an empty str with p == NULL when it is missing or no scalar. */
str yaml_text(const struct yaml *map, str key);
/* Plain and empty, `~` or `null`; also true of NULL. */
bool yaml_is_null(const struct yaml *y);
/* true/false (plain); anything else gives false from the function. */
bool yaml_bool(const struct yaml *y, bool *out) MUST_USE;
struct place yaml_place(const struct yaml *y, str file);

/* The writer: calls must nest; a value in a map follows its yaml_put_key. */
#define YAML_DEPTH_MAX 32
struct yaml_out {
	struct sb *b;
	int depth;
	/* What stands before the first member: nothing, a key or a dash. */
	enum { YAML_LEAD_NONE, YAML_LEAD_KEY, YAML_LEAD_DASH } lead;
	bool keyed; /* a key waits for its value */
	struct {
		int indent;
		bool in_seq;
		bool any; /* a member has been written */
	} level[YAML_DEPTH_MAX + 1];
};

void yaml_out_init(struct yaml_out *o, struct sb *b);
void yaml_put_map(struct yaml_out *o);
void yaml_put_seq(struct yaml_out *o);
void yaml_put_end(struct yaml_out *o); /* of the innermost map or sequence */
void yaml_put_key(struct yaml_out *o, str key);
void yaml_put_str(struct yaml_out *o, str text); /* plain, quoted or `|`, as it needs */
void yaml_put_i64(struct yaml_out *o, int64_t v);
void yaml_put_dec(struct yaml_out *o, dec v); /* bad is null */
void yaml_put_bool(struct yaml_out *o, bool v);
void yaml_put_null(struct yaml_out *o);
/* yaml_put_key and yaml_put_str in one. */
void yaml_put_pair(struct yaml_out *o, str key, str text);
/* A whole tree. */
void yaml_emit(struct sb *b, const struct yaml *root);

#endif
