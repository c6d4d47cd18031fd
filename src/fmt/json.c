/* JSON is written straight into the builder: no tree, no numbers but decimals. */
#include "fmt/json.h"

void
json_init(struct json *j, struct sb *b, bool indent)
{
	*j = (struct json){.b = b, .indent = indent};
}

static void
new_line(struct json *j)
{
	if (!j->indent)
		return;
	sb_chr(j->b, '\n');
	for (int i = 0; i < j->depth; i++)
		sb_lit(j->b, "  ");
}

/* What stands before the next key or array member. */
static void
member(struct json *j)
{
	if (j->any[j->depth])
		sb_chr(j->b, ',');
	j->any[j->depth] = true;
	if (j->depth > 0)
		new_line(j);
}

static void
value(struct json *j)
{
	if (j->after_key) {
		j->after_key = false;
		return;
	}
	must(!j->in_object[j->depth]);
	must(j->depth > 0 || !j->any[0]);
	member(j);
}

static void
open_level(struct json *j, bool object)
{
	value(j);
	must(j->depth < JSON_DEPTH_MAX);
	sb_chr(j->b, object ? '{' : '[');
	j->depth++;
	j->in_object[j->depth] = object;
	j->any[j->depth] = false;
}

void
json_object(struct json *j)
{
	open_level(j, true);
}

void
json_array(struct json *j)
{
	open_level(j, false);
}

void
json_end(struct json *j)
{
	bool any = j->any[j->depth];
	bool object = j->in_object[j->depth];

	must(j->depth > 0);
	must(!j->after_key);
	j->depth--;
	if (any)
		new_line(j);
	sb_chr(j->b, object ? '}' : ']');
}

static void
escape(struct sb *b, uint32_t c)
{
	switch (c) {
	case '"':
		sb_lit(b, "\\\"");
		return;
	case '\\':
		sb_lit(b, "\\\\");
		return;
	case '\n':
		sb_lit(b, "\\n");
		return;
	case '\r':
		sb_lit(b, "\\r");
		return;
	case '\t':
		sb_lit(b, "\\t");
		return;
	default:
		sb_printf(b, "\\u%04x", (unsigned)c);
	}
}

static bool
must_escape(uint32_t c)
{
	return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x7f ||
	    c == 0x2028 || c == 0x2029;
}

static void
quoted(struct sb *b, str s)
{
	size_t run = 0;

	sb_chr(b, '"');
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t c = utf8_next(s, &i);
		bool broken = c == 0xfffd && i == at + 1;

		if (!broken && !must_escape(c))
			continue;
		sb_put(b, s.p + run, at - run);
		run = i;
		if (broken)
			sb_utf8(b, 0xfffd);
		else
			escape(b, c);
	}
	if (s.n > run)
		sb_put(b, s.p + run, s.n - run);
	sb_chr(b, '"');
}

void
json_key(struct json *j, str key)
{
	must(j->in_object[j->depth]);
	must(!j->after_key);
	member(j);
	quoted(j->b, key);
	sb_chr(j->b, ':');
	if (j->indent)
		sb_chr(j->b, ' ');
	j->after_key = true;
}

void
json_str(struct json *j, str text)
{
	value(j);
	quoted(j->b, text);
}

void
json_i64(struct json *j, int64_t v)
{
	value(j);
	sb_i64(j->b, v);
}

void
json_dec(struct json *j, dec v)
{
	char text[DEC_TEXT_MAX];

	value(j);
	if (dec_ok(v))
		sb_put(j->b, text, dec_text(v, text));
	else
		sb_lit(j->b, "null");
}

void
json_bool(struct json *j, bool v)
{
	value(j);
	if (v)
		sb_lit(j->b, "true");
	else
		sb_lit(j->b, "false");
}

void
json_null(struct json *j)
{
	value(j);
	sb_lit(j->b, "null");
}

bool
json_whole(const struct json *j)
{
	return j->depth == 0 && j->any[0] && !j->after_key;
}

void
json_put_str(struct json *j, const char *key, str text)
{
	json_key(j, str_of(key));
	json_str(j, text);
}

void
json_put_i64(struct json *j, const char *key, int64_t v)
{
	json_key(j, str_of(key));
	json_i64(j, v);
}
