/* From libyaml's events to a tree.  The parents of the current node are a stack
 * of fixed depth; libyaml itself keeps its states on the heap. */
#include "fmt/yaml.h"

#include "base/map.h"
#include "fmt/messages.h"

#include <yaml.h>

enum { BYTES_MAX = 16 << 20, NODES_MAX = 200000, KEY_MAX = 200 };

struct level {
	struct yaml *node;
	struct yaml *last; /* newest child */
	struct map keys;
	bool have_key;
	str key;
	int key_line, key_col;
};

struct reader {
	struct arena *mem;
	str file;
	int line0;
	struct level level[YAML_DEPTH_MAX + 1];
	int depth; /* 0: outside the root */
	size_t n_node;
	size_t n_doc;
	uint64_t seed;
	struct yaml *root;
	struct err *e;
};

static int
line_of(const struct reader *r, yaml_mark_t m)
{
	return r->line0 + (int)m.line + 1;
}

static int
col_of(yaml_mark_t m)
{
	return (int)m.column + 1;
}

static bool
refuse(struct reader *r, const yaml_event_t *ev, const struct msg *msg)
{
	return fail(r->e, RC_INVALID, msg, ARG(r->file), ARG(line_of(r, ev->start_mark)),
	    ARG(col_of(ev->start_mark)));
}

/* A scalar in a map's key position. */
static bool
take_key(struct reader *r, const yaml_event_t *ev, str text)
{
	struct level *l = &r->level[r->depth];

	if (text.n > KEY_MAX || str_find_byte(text, '\n', 0) < text.n)
		return refuse(r, ev, MSG_yaml_key_long);
	if (str_eq(text, STR("<<")) && ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		return refuse(r, ev, MSG_yaml_not_allowed);
	text = str_dup(r->mem, text);
	if (map_add(&l->keys, text, 0) != MAP_NONE)
		return fail(r->e, RC_INVALID, MSG_yaml_key_twice, ARG(r->file),
		    ARG(line_of(r, ev->start_mark)), ARG(col_of(ev->start_mark)), ARG(text));
	l->have_key = true;
	l->key = text;
	l->key_line = line_of(r, ev->start_mark);
	l->key_col = col_of(ev->start_mark);
	return true;
}

/* Hang a new node under the current parent; NULL when there are too many. */
static struct yaml *
add_node(struct reader *r, const yaml_event_t *ev, enum yaml_kind kind)
{
	struct level *l = &r->level[r->depth];
	struct yaml *y;

	if (++r->n_node > NODES_MAX) {
		(void)fail(r->e, RC_LIMIT, MSG_yaml_big, ARG(r->file));
		return NULL;
	}
	y = arena_new(r->mem, struct yaml);
	y->kind = kind;
	y->line = line_of(r, ev->start_mark);
	y->col = col_of(ev->start_mark);
	if (r->depth == 0) {
		r->root = y;
		return y;
	}
	if (l->have_key) {
		y->key = l->key;
		y->key_line = l->key_line;
		y->key_col = l->key_col;
		l->have_key = false;
	}
	if (l->last != NULL)
		l->last->next = y;
	else
		l->node->first = y;
	l->last = y;
	l->node->n++;
	return y;
}

static bool
awaits_key(const struct reader *r)
{
	const struct level *l = &r->level[r->depth];

	return r->depth > 0 && l->node->kind == YAML_IS_MAP && !l->have_key;
}

static enum yaml_style
style_of(yaml_scalar_style_t s)
{
	switch (s) {
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		return YAML_IN_BLOCK;
	case YAML_PLAIN_SCALAR_STYLE:
		return YAML_IN_PLAIN;
	default:
		return YAML_IN_QUOTES;
	}
}

static bool
scalar(struct reader *r, const yaml_event_t *ev)
{
	str text = {(const char *)ev->data.scalar.value, ev->data.scalar.length};
	struct yaml *y;

	if (ev->data.scalar.anchor != NULL || ev->data.scalar.tag != NULL)
		return refuse(r, ev, MSG_yaml_not_allowed);
	if (awaits_key(r))
		return take_key(r, ev, text);
	y = add_node(r, ev, YAML_IS_SCALAR);
	if (y == NULL)
		return false;
	y->text = str_dup(r->mem, text);
	y->style = style_of(ev->data.scalar.style);
	return true;
}

static bool
open_level(struct reader *r, const yaml_event_t *ev, enum yaml_kind kind)
{
	bool map = kind == YAML_IS_MAP;
	const yaml_char_t *anchor = map ? ev->data.mapping_start.anchor
	                                : ev->data.sequence_start.anchor;
	const yaml_char_t *tag = map ? ev->data.mapping_start.tag : ev->data.sequence_start.tag;
	struct yaml *y;

	if (anchor != NULL || tag != NULL)
		return refuse(r, ev, MSG_yaml_not_allowed);
	if (awaits_key(r))
		return refuse(r, ev, MSG_yaml_key_long);
	if (r->depth == YAML_DEPTH_MAX)
		return refuse(r, ev, MSG_yaml_deep);
	y = add_node(r, ev, kind);
	if (y == NULL)
		return false;
	r->depth++;
	r->level[r->depth] = (struct level){.node = y};
	if (map)
		map_init(&r->level[r->depth].keys, r->mem, r->seed);
	return true;
}

static bool
one_event(struct reader *r, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (r->n_doc++ > 0)
			return refuse(r, ev, MSG_yaml_second_document);
		return true;
	case YAML_ALIAS_EVENT:
		return refuse(r, ev, MSG_yaml_not_allowed);
	case YAML_SCALAR_EVENT:
		return scalar(r, ev);
	case YAML_MAPPING_START_EVENT:
		return open_level(r, ev, YAML_IS_MAP);
	case YAML_SEQUENCE_START_EVENT:
		return open_level(r, ev, YAML_IS_SEQ);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		must(r->depth > 0);
		r->depth--;
		return true;
	default:
		return true;
	}
}

static bool
syntax(struct reader *r, const yaml_parser_t *p)
{
	if (p->error == YAML_MEMORY_ERROR)
		return fail(r->e, RC_LIMIT, MSG_yaml_big, ARG(r->file));
	if (p->error == YAML_READER_ERROR)
		return fail(r->e, RC_INVALID, MSG_yaml_bytes, ARG(r->file),
		    ARG(p->problem_offset + 1));
	return fail(r->e, RC_INVALID, MSG_yaml_syntax, ARG(r->file),
	    ARG(line_of(r, p->problem_mark)), ARG(col_of(p->problem_mark)),
	    ARG(p->problem != NULL ? p->problem : "?"));
}

static bool
run(struct reader *r, yaml_parser_t *p)
{
	for (;;) {
		yaml_event_t ev;
		bool ok, end;

		if (!yaml_parser_parse(p, &ev))
			return syntax(r, p);
		end = ev.type == YAML_STREAM_END_EVENT;
		ok = one_event(r, &ev);
		yaml_event_delete(&ev);
		if (!ok || end)
			return ok;
	}
}

bool
yaml_read(struct arena *mem, str bytes, str file, int line0, const struct yaml **out, struct err *e)
{
	struct reader r = {.mem = mem, .file = file, .line0 = line0, .e = e};
	yaml_parser_t p;
	bool ok;

	*out = NULL;
	if (bytes.n > BYTES_MAX)
		return fail(e, RC_LIMIT, MSG_yaml_big, ARG(file));
	r.seed = str_hash(bytes, bytes.n);
	if (!yaml_parser_initialize(&p))
		return fail(e, RC_LIMIT, MSG_yaml_big, ARG(file));
	yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p, (const unsigned char *)bytes.p, bytes.n);
	ok = run(&r, &p);
	yaml_parser_delete(&p);
	if (!ok)
		return false;
	/* libyaml gives an empty document a root that is an empty plain scalar. */
	if (r.root != NULL && !(r.root->kind == YAML_IS_SCALAR && yaml_is_null(r.root)))
		*out = r.root;
	return true;
}

const struct yaml *
yaml_get(const struct yaml *map, str key)
{
	if (map == NULL || map->kind != YAML_IS_MAP)
		return NULL;
	for (const struct yaml *y = map->first; y != NULL; y = y->next)
		if (str_eq(y->key, key))
			return y;
	return NULL;
}

str
yaml_text(const struct yaml *map, str key)
{
	const struct yaml *y = yaml_get(map, key);

	return y != NULL && y->kind == YAML_IS_SCALAR ? y->text : (str){0};
}

bool
yaml_is_null(const struct yaml *y)
{
	if (y == NULL)
		return true;
	if (y->kind != YAML_IS_SCALAR || y->style != YAML_IN_PLAIN)
		return false;
	return y->text.n == 0 || str_eq(y->text, STR("~")) || str_eq(y->text, STR("null"));
}

bool
yaml_bool(const struct yaml *y, bool *out)
{
	if (y == NULL || y->kind != YAML_IS_SCALAR || y->style != YAML_IN_PLAIN)
		return false;
	*out = str_eq(y->text, STR("true"));
	return *out || str_eq(y->text, STR("false"));
}

struct place
yaml_place(const struct yaml *y, str file)
{
	if (y == NULL)
		return (struct place){.file = file};
	return (struct place){.file = file, .line = y->line, .col = y->col, .node = y->key};
}
