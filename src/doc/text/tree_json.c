/* tree_json.c -- a tree as JSON, a node to a line, for comparing in tests. */
#include "doc/text/text.h"

static void
put_string(struct sb *b, str s)
{
	sb_chr(b, '"');
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c == '"' || c == '\\')
			sb_chr(b, '\\');
		if (c < 0x20)
			sb_printf(b, "\\u%04x", (unsigned)c);
		else
			sb_utf8(b, c);
	}
	sb_chr(b, '"');
}

static void
put_member(struct sb *b, const char *name, str s)
{
	if (s.n == 0)
		return;
	sb_printf(b, ",\"%s\":", name);
	put_string(b, s);
}

static void
put_int(struct sb *b, const char *name, int64_t v, int64_t usual)
{
	if (v == usual)
		return;
	sb_printf(b, ",\"%s\":", name);
	sb_i64(b, v);
}

static void
put_value(struct arena *mem, struct sb *b, dec v)
{
	sb_str(b, dec_ok(v) ? dec_str(mem, v) : STR("null"));
}

static void
put_chart(struct sb *b, const struct chart *c)
{
	sb_printf(b, ",\"chart\":%d,\"title\":", (int)c->kind);
	put_string(b, c->title);
	put_member(b, "desc", c->desc);
	put_member(b, "chart_unit", c->unit);
	sb_lit(b, ",\"categories\":[");
	for (int i = 0; i < c->n_cat; i++) {
		sb_str(b, i > 0 ? STR(",") : STR(""));
		put_string(b, c->cat[i]);
	}
	sb_lit(b, "],\"series\":[");
	for (int k = 0; k < c->n_series; k++) {
		sb_str(b, k > 0 ? STR(",[") : STR("["));
		put_string(b, c->series[k].name);
		for (int i = 0; i < c->n_cat; i++) {
			sb_chr(b, ',');
			put_value(b->mem, b, c->series[k].v[i]);
		}
		sb_chr(b, ']');
	}
	sb_chr(b, ']');
	if (c->target_name.n > 0) {
		put_member(b, "target_name", c->target_name);
		sb_lit(b, ",\"target\":");
		put_value(b->mem, b, c->target);
	}
}

static void
put_node(struct sb *b, const struct doc_node *n, int depth)
{
	for (int i = 0; i < depth; i++)
		sb_chr(b, ' ');
	sb_printf(b, "{\"kind\":\"%s\"", doc_kind_name(n->kind));
	put_member(b, "id", n->id);
	put_member(b, "text", n->text);
	put_member(b, "fact", n->fact);
	put_member(b, "href", n->href);
	put_member(b, "lang", n->lang);
	put_member(b, "numbering", n->numbering);
	put_member(b, "caption", n->caption);
	put_member(b, "unit", n->unit);
	put_member(b, "source", n->source);
	put_int(b, "level", n->level, 0);
	put_int(b, "number", n->number, 0);
	put_int(b, "span", n->span, n->kind == DOC_ROOT ? 0 : 1);
	put_int(b, "row", n->row_kind, DOC_ROW_BODY);
	put_int(b, "status", n->status, DOC_ST_NONE);
	put_int(b, "header", n->header, 0);
	put_int(b, "ordered", n->ordered, 0);
	put_int(b, "remark", n->remark, 0);
	put_int(b, "landscape", n->landscape, 0);
	put_int(b, "columns", n->n_col, 0);
	if (n->has_value) {
		sb_lit(b, ",\"value\":");
		put_value(b->mem, b, n->value);
	}
	if (n->chart != NULL)
		put_chart(b, n->chart);
	if (n->first != NULL) {
		sb_lit(b, ",\"has\":[\n");
		for (const struct doc_node *c = n->first; c != NULL; c = c->next) {
			put_node(b, c, depth + 1);
			sb_str(b, c->next != NULL ? STR(",\n") : STR("\n"));
		}
		for (int i = 0; i < depth; i++)
			sb_chr(b, ' ');
		sb_chr(b, ']');
	}
	sb_chr(b, '}');
}

void
tree_json(const struct doc *d, struct sb *b)
{
	must(d->finished); /* no deeper than DOC_DEPTH_MAX (T6) */
	put_node(b, d->root, 0);
	sb_chr(b, '\n');
}
