/* json.h -- JSON text, written from exact numbers.
 *
 * Calls must nest, and a value in an object follows its json_key: anything else
 * is a fault of ours and ends the program.
 *
 * Invariants
 *   (J1) what is written is valid JSON in UTF-8; broken UTF-8 becomes U+FFFD.
 *   (J2) a number is printed from its decimal, never through a double; a bad
 *        decimal is null.
 *   (J3) `<`, `>`, `&`, U+2028 and U+2029 are escaped, so that the text may stand in
 *        HTML. */
#ifndef TERTIAL_FMT_JSON_H
#define TERTIAL_FMT_JSON_H

#include "base/dec.h"

#define JSON_DEPTH_MAX 64

struct json {
	struct sb *b;
	bool indent; /* two blanks a level; otherwise no white space at all */
	int depth;
	bool in_object[JSON_DEPTH_MAX + 1];
	bool any[JSON_DEPTH_MAX + 1];
	bool after_key;
};

void json_init(struct json *j, struct sb *b, bool indent);
void json_object(struct json *j);
void json_array(struct json *j);
void json_end(struct json *j); /* of the innermost object or array */
void json_key(struct json *j, str key);
void json_str(struct json *j, str text);
void json_i64(struct json *j, int64_t v);
void json_dec(struct json *j, dec v);
void json_bool(struct json *j, bool v);
void json_null(struct json *j);
/* A key and its value in one. */
void json_put_str(struct json *j, const char *key, str text);
void json_put_i64(struct json *j, const char *key, int64_t v);
/* All open levels are closed: true when one whole value has been written. */
bool json_whole(const struct json *j);

#endif
