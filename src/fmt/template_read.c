/* template_read.c -- from text to tree: tags, blocks, and every fault of form.
 *
 * One pass over the lines.  A node is opened and closed by its tags, so the tree
 * is built with a cursor (`top`) and no recursion. */
#include "fmt/messages.h"
#include "fmt/template_priv.h"

#include <string.h>

struct reader {
	struct arena *mem;
	const struct tpl_grammar *g;
	struct diag *d;
	str file;
	int line;
	str text;             /* the line being read, without its end */
	struct tpl_node *top; /* the open node */
	int depth;
	bool too_deep;
	int counted_line, chars; /* characters before byte `counted` of that line */
	size_t counted;
};

/* Columns count characters, and are counted on from the last place asked for:
 * a line of a megabyte is read once. */
static struct place
place_at(struct reader *r, size_t i)
{
	if (r->counted_line != r->line || i < r->counted) {
		r->counted_line = r->line;
		r->counted = 0;
		r->chars = 0;
	}
	r->chars += tpl_chars(str_sub(r->text, r->counted, i));
	r->counted = i;
	return (struct place){r->file, r->line, r->chars + 1, STR("")};
}

/* Where a part of the line stands; an empty one has no place of its own. */
static struct place
place_of(struct reader *r, str part, size_t otherwise)
{
	return place_at(r, part.n > 0 ? (size_t)(part.p - r->text.p) : otherwise);
}

static struct tpl_node *
add(struct reader *r, enum tpl_kind kind, size_t i)
{
	struct tpl_node *n = arena_new(r->mem, struct tpl_node);

	n->kind = kind;
	n->parent = r->top;
	n->at = place_at(r, i);
	if (r->top->last != NULL)
		r->top->last->next = n;
	else
		r->top->first = n;
	r->top->last = n;
	return n;
}

static struct tpl_node *
open_node(struct reader *r, enum tpl_kind kind, size_t i)
{
	struct tpl_node *n = add(r, kind, i);

	r->top = n;
	r->depth += kind != TPL_BRANCH;
	if (r->depth > TPL_DEPTH_MAX && !r->too_deep) {
		diag_add(r->d, SEV_ERROR, n->at, MSG_tpl_deep, ARG(TPL_DEPTH_MAX));
		r->too_deep = true;
	}
	return n;
}

static void
close_node(struct reader *r)
{
	r->depth -= r->top->kind != TPL_BRANCH;
	r->top = r->top->parent;
}

static void
plain(struct reader *r, size_t i, size_t end)
{
	str s = str_sub(r->text, i, end);

	if (s.n > 0)
		add(r, TPL_PLAIN, i)->text = s;
}

static const struct tpl_rule *
find_rule(const struct tpl_rule *v, size_t n, str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(str_of(v[i].name), name))
			return &v[i];
	return NULL;
}

static str
nearest_rule(struct reader *r, const struct tpl_rule *v, size_t n, str name)
{
	str *candidate = arena_array(r->mem, n, str);

	for (size_t i = 0; i < n; i++)
		candidate[i] = str_of(v[i].name);
	return tpl_nearest(name, candidate, n);
}

static void
unknown(struct reader *r, struct place at, const struct tpl_rule *v, size_t n, str name)
{
	str near = nearest_rule(r, v, n, name);
	bool block = v == r->g->block;

	if (block && near.n > 0)
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_block_near, ARG(name), ARG(near));
	else if (block)
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_block_unknown, ARG(name));
	else if (near.n > 0)
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_loop_near, ARG(name), ARG(near));
	else
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_loop_unknown, ARG(name));
}

/* The name of the k-th argument without a name, or "". */
static str
positional(const struct tpl_rule *rule, int k)
{
	str rest = str_of(rule->pos != NULL ? rule->pos : ""), part;

	while (str_cut(&rest, ' ', &part))
		if (part.n > 0 && k-- == 0)
			return part;
	return STR("");
}

static void
arg_unknown(struct reader *r, const struct tpl_call *c, const struct tpl_rule *rule, str name,
    struct place at)
{
	str all = str_fmt(r->mem, "%s %s", rule->pos != NULL ? rule->pos : "",
	    rule->named != NULL ? rule->named : "");
	str rest = all, part, candidate[32], near;
	size_t n = 0;

	while (n < COUNTOF(candidate) && str_cut(&rest, ' ', &part))
		if (part.n > 0)
			candidate[n++] = part;
	near = tpl_nearest(name, candidate, n);
	if (near.n > 0)
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_arg_near, ARG(c->name), ARG(name), ARG(near));
	else
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_arg_unknown, ARG(c->name), ARG(name),
		    ARG(str_trim(all)));
}

static str
unquote(str s)
{
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		return str_sub(s, 1, s.n - 1);
	return s;
}

static void
put_arg(struct tpl_arg *v, size_t *n, str name, str value, int col)
{
	v[(*n)++] = (struct tpl_arg){name, unquote(value), col};
}

#define ARGS_MAX 24

/* One word of a block's or loop's line becomes an argument of the call. */
static void
read_arg(struct reader *r, struct tpl_call *c, const struct tpl_rule *rule, str word, int *k,
    struct place at)
{
	size_t eq = str_find_byte(word, '=', 0);
	bool named = word.p[0] != '"' && word.p[0] != '$' && eq > 0 && eq < word.n;
	str name = named ? tpl_fold(r->mem, str_sub(word, 0, eq)) : positional(rule, *k);

	if (named && !tpl_has_word(rule->pos, name) && !tpl_has_word(rule->named, name)) {
		arg_unknown(r, c, rule, name, at);
		return;
	}
	if (!named)
		++*k;
	if (name.n == 0 || c->n_arg == ARGS_MAX) {
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_arg_many, ARG(c->name), ARG(word));
		return;
	}
	for (size_t i = 0; i < c->n_arg; i++) {
		if (!str_eq(c->arg[i].name, name))
			continue;
		diag_add(r->d, SEV_ERROR, at, MSG_tpl_arg_twice, ARG(c->name), ARG(name));
		return;
	}
	put_arg(c->arg, &c->n_arg, name, named ? str_sub(word, eq + 1, word.n) : word, at.col);
}

/* The rest of a block's or loop's line; `rest` lies inside r->text. */
static void
read_args(struct reader *r, struct tpl_call *c, const struct tpl_rule *rule, str rest)
{
	str word;
	bool open = false;
	int k = 0;

	c->arg = arena_array(r->mem, ARGS_MAX, struct tpl_arg);
	while (tpl_word(&rest, &word, &open)) {
		struct place at = place_at(r, (size_t)(word.p - r->text.p));
		if (open) {
			diag_add0(r->d, SEV_ERROR, at, MSG_tpl_quote_open);
			return;
		}
		read_arg(r, c, rule, word, &k, at);
	}
	for (int i = 0; i < rule->pos_min; i++) {
		str name = positional(rule, i);
		bool there = false;
		for (size_t j = 0; j < c->n_arg; j++)
			there |= str_eq(c->arg[j].name, name);
		if (!there)
			diag_add(r->d, SEV_ERROR, c->at, MSG_tpl_arg_missing, ARG(c->name),
			    ARG(name));
	}
}

/* Words of a verb, kept as they are, without names. */
static void
read_words(struct reader *r, struct tpl_call *c, str rest)
{
	str word;
	bool open = false;

	c->arg = arena_array(r->mem, ARGS_MAX, struct tpl_arg);
	while (c->n_arg < ARGS_MAX && tpl_word(&rest, &word, &open))
		put_arg(c->arg, &c->n_arg, STR(""), word,
		    place_at(r, (size_t)(word.p - r->text.p)).col);
	if (open)
		diag_add0(r->d, SEV_ERROR, c->at, MSG_tpl_quote_open);
}

static void
tag_if(struct reader *r, str rest, size_t i)
{
	open_node(r, TPL_IF, i);
	struct tpl_node *b = open_node(r, TPL_BRANCH, i);
	(void)!tpl_expr_read(r->mem, rest, place_of(r, rest, i + 2), &b->cond, r->d);
}

static void
tag_else(struct reader *r, str rest, size_t i)
{
	str word, tail = rest;
	bool open = false;

	if (r->top->kind != TPL_BRANCH) {
		diag_add(r->d, SEV_ERROR, place_at(r, i), MSG_tpl_end_stray, ARG("annars"));
		return;
	}
	r->top = r->top->parent;
	struct tpl_node *b = open_node(r, TPL_BRANCH, i);
	if (!tpl_word(&tail, &word, &open))
		return;
	if (str_eq(tpl_fold(r->mem, word), STR("om")))
		rest = tail;
	rest = str_trim(rest);
	(void)!tpl_expr_read(r->mem, rest, place_of(r, rest, i + 2), &b->cond, r->d);
}

static void
tag_end(struct reader *r, size_t i)
{
	switch (r->top->kind) {
	case TPL_BRANCH:
		r->top = r->top->parent;
		close_node(r);
		break;
	case TPL_FOR:
	case TPL_NOTE:
		close_node(r);
		break;
	default:
		diag_add(r->d, SEV_ERROR, place_at(r, i), MSG_tpl_end_stray, ARG("slut"));
	}
}

static void
tag_for(struct reader *r, str rest, size_t i)
{
	str word = STR("");
	bool open = false;

	struct tpl_node *n = open_node(r, TPL_FOR, i);
	(void)!tpl_word(&rest, &word, &open);
	n->call.at = n->at;
	n->call.name = tpl_fold(r->mem, word);
	n->rule = find_rule(r->g->loop, r->g->n_loop, n->call.name);
	if (n->rule == NULL)
		unknown(r, n->at, r->g->loop, r->g->n_loop, n->call.name);
	else
		read_args(r, &n->call, n->rule, rest);
}

/* {{name | format}}, {{name format}} or {{verb words | format}}. */
static void
tag_hole(struct reader *r, str inner, str first, str rest, size_t i)
{
	struct tpl_node *n = add(r, TPL_HOLE, i);
	struct tpl_call *c = &n->call;
	size_t bar = str_find_byte(inner, '|', 0);
	str args = str_trim(str_sub(inner, 0, bar));
	str verb = tpl_fold(r->mem, first);
	const struct tpl_rule *rule = find_rule(r->g->verb, r->g->n_verb, verb);

	c->at = n->at;
	c->format = bar < inner.n ? str_trim(str_sub(inner, bar + 1, inner.n)) : STR("");
	if (rule != NULL && args.n > first.n) {
		c->name = str_of(rule->name);
		read_words(r, c, str_sub(args, first.n, args.n));
		return;
	}
	c->name = STR("");
	read_words(r, c, args);
	if (c->n_arg == 0) {
		diag_add0(r->d, SEV_ERROR, n->at, MSG_tpl_hole_empty);
		return;
	}
	if (c->n_arg > 1 && c->format.n == 0)
		c->format = bar < inner.n ? c->format : str_trim(rest);
	else if (c->n_arg > 1)
		diag_add(r->d, SEV_ERROR, n->at, MSG_tpl_arg_many, ARG(c->arg[0].value),
		    ARG(c->arg[1].value));
	c->n_arg = 1;
}

/* The tag that begins at r->text.p[i] with "{{" and ends before `end` ("}}"). */
static void
read_tag(struct reader *r, size_t i, size_t end)
{
	str inner = str_trim(str_sub(r->text, i + 2, end));
	str rest = inner, first = STR("");
	bool open = false;

	if (inner.n > 0 && inner.p[0] == '#')
		return;
	(void)!tpl_word(&rest, &first, &open);
	rest = str_trim(rest);
	str word = tpl_fold(r->mem, first);
	if (str_eq(word, STR("om")))
		tag_if(r, rest, i);
	else if (str_eq(word, STR("annars")))
		tag_else(r, rest, i);
	else if (str_eq(word, STR("slut")))
		tag_end(r, i);
	else if (str_eq(word, STR("for")))
		tag_for(r, rest, i);
	else if (str_eq(word, STR("not")) && rest.n == 0)
		open_node(r, TPL_NOTE, i);
	else
		tag_hole(r, inner, first, rest, i);
}

static bool
is_control(struct arena *mem, str inner)
{
	str rest = str_trim(inner), first = STR("");
	bool open = false;

	if (rest.n > 0 && rest.p[0] == '#')
		return true;
	(void)!tpl_word(&rest, &first, &open);
	str word = tpl_fold(mem, first);
	return str_eq(word, STR("om")) || str_eq(word, STR("annars")) ||
	    str_eq(word, STR("slut")) || str_eq(word, STR("for"));
}

/* A line of nothing but control tags and blanks: it leaves no text behind. */
static bool
only_control(struct reader *r)
{
	str s = r->text;
	bool any = false;

	for (size_t i = 0; i < s.n;) {
		if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r') {
			i++;
			continue;
		}
		if (!str_has_prefix(str_sub(s, i, s.n), STR("{{")))
			return false;
		size_t end = str_find(s, STR("}}"), i + 2);
		if (end == s.n || !is_control(r->mem, str_sub(s, i + 2, end)))
			return false;
		any = true;
		i = end + 2;
	}
	return any;
}

static void
read_line_tags(struct reader *r, bool keep_text)
{
	str s = r->text;
	size_t from = 0;

	for (size_t i = 0; i < s.n;) {
		size_t at = str_find(s, STR("{{"), i);
		if (at == s.n)
			break;
		if (at > 0 && s.p[at - 1] == '\\') {
			if (keep_text)
				plain(r, from, at - 1);
			from = at;
			i = at + 2;
			continue;
		}
		if (keep_text)
			plain(r, from, at);
		size_t end = str_find(s, STR("}}"), at + 2);
		if (end == s.n) {
			diag_add0(r->d, SEV_ERROR, place_at(r, at), MSG_tpl_hole_open);
			from = s.n;
			break;
		}
		read_tag(r, at, end);
		i = from = end + 2;
	}
	if (keep_text)
		plain(r, from, s.n);
}

static void
unclosed(struct reader *r, const struct tpl_node *n)
{
	const struct tpl_node *shown = n->kind == TPL_BRANCH ? n->parent : n;

	if (n->kind == TPL_BLOCK)
		diag_add(r->d, SEV_ERROR, shown->at, MSG_tpl_unclosed,
		    ARG(str_fmt(r->mem, "::: %.*s", STR_ARG(n->call.name))), ARG(":::"));
	else
		diag_add(r->d, SEV_ERROR, shown->at, MSG_tpl_unclosed,
		    ARG(n->kind == TPL_FOR        ? "{{för}}"
		            : n->kind == TPL_NOTE ? "{{not}}"
		                                  : "{{om}}"),
		    ARG("{{slut}}"));
}

/* ":::" alone closes the innermost block; what is open inside it is a fault. */
static void
close_block(struct reader *r, size_t i)
{
	struct tpl_node *n = r->top;

	while (n->kind != TPL_BLOCK && n->kind != TPL_ROOT)
		n = n->parent;
	if (n->kind == TPL_ROOT) {
		diag_add0(r->d, SEV_ERROR, place_at(r, i), MSG_tpl_close_stray);
		return;
	}
	while (r->top != n) {
		if (r->top->kind != TPL_IF)
			unclosed(r, r->top);
		close_node(r);
	}
	close_node(r);
}

/* A line "::: name args"; i is where ":::" stands. */
static void
read_block(struct reader *r, size_t i)
{
	size_t from = i;
	while (from < r->text.n && r->text.p[from] == ':')
		from++;
	str rest = str_trim(str_sub(r->text, from, r->text.n)), word;
	bool open = false;

	if (!tpl_word(&rest, &word, &open)) {
		close_block(r, i);
		return;
	}
	str name = tpl_fold(r->mem, word);
	const struct tpl_rule *rule = find_rule(r->g->block, r->g->n_block, name);
	if (rule == NULL) {
		unknown(r, place_at(r, (size_t)(word.p - r->text.p)), r->g->block, r->g->n_block,
		    name);
		return;
	}
	struct tpl_node *n = rule->container ? open_node(r, TPL_BLOCK, i) : add(r, TPL_BLOCK, i);
	n->rule = rule;
	n->indent = i;
	n->call.at = n->at;
	n->call.name = str_of(rule->name);
	read_args(r, &n->call, rule, rest);
}

static void
read_line(struct reader *r, bool has_end)
{
	size_t i = 0;

	while (i < r->text.n && r->text.p[i] == ' ')
		i++;
	if (str_has_prefix(str_sub(r->text, i, r->text.n), STR(":::"))) {
		read_block(r, i);
	} else if (only_control(r)) {
		read_line_tags(r, false);
	} else {
		read_line_tags(r, true);
		if (has_end)
			add(r, TPL_PLAIN, r->text.n)->text = STR("\n");
	}
}

bool
tpl_read(struct arena *mem, str text, str file, int line0, const struct tpl_grammar *g,
    const struct tpl_node **out, struct diag *d)
{
	struct reader r = {.mem = mem, .g = g, .d = d, .file = file, .line = line0};
	struct tpl_node *root = arena_new(mem, struct tpl_node);
	size_t n_err = d->n_err;
	str rest = text, line;

	root->kind = TPL_ROOT;
	r.top = root;
	*out = root;
	if (text.n > TPL_TEXT_MAX) {
		struct place top = {file, line0 + 1, 1, STR("")};
		diag_add(d, SEV_ERROR, top, MSG_tpl_long, ARG((int64_t)TPL_TEXT_MAX));
		return false;
	}
	while (str_cut(&rest, '\n', &line) && !r.too_deep) {
		r.line++;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		r.text = line;
		read_line(&r, rest.p != NULL);
	}
	for (struct tpl_node *n = r.top; n->kind != TPL_ROOT && !r.too_deep; n = n->parent)
		if (n->kind != TPL_IF)
			unclosed(&r, n);
	return d->n_err == n_err;
}
