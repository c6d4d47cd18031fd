/* template_expand.c -- from tree to Markdown with holes, asking the host. */
#include "fmt/messages.h"
#include "fmt/template_priv.h"

#include <string.h>

/* One running loop: its variable. */
struct scope {
	const struct scope *outer;
	const struct tpl_rule *rule;
	const struct tpl_item *item;
};

struct including {
	const struct including *outer;
	str id;
};

struct expand {
	struct arena *mem;
	const struct tpl_host *host;
	struct diag *d;
	const struct scope *scope;
	const struct including *including;
	struct tpl_text *out;
	struct sb b;
	size_t room_hole, room_origin;
	size_t *rounds; /* shared by nested texts */
	size_t *holes;
	int depth;
	bool failed; /* a limit: stop, do not repeat it */
};

static void expand_children(struct expand *x, const struct tpl_node *n);

static void
stop(struct expand *x)
{
	x->failed = true;
}

str
tpl_arg(const struct tpl_call *c, str name)
{
	for (size_t i = 0; i < c->n_arg; i++)
		if (str_eq(c->arg[i].name, name))
			return c->arg[i].value;
	return STR("");
}

/* The field that "variable.field" means in the loops that run, or NULL. */
static const struct tpl_value *
scope_find(struct expand *x, str name)
{
	size_t dot = str_find_byte(name, '.', 0);
	str field = str_sub(name, dot + 1, name.n);

	if (dot == name.n || str_find_byte(field, '.', 0) < field.n)
		return NULL;
	str var = tpl_fold(x->mem, str_sub(name, 0, dot));
	field = tpl_fold(x->mem, field);
	for (const struct scope *s = x->scope; s != NULL; s = s->outer) {
		str rest = str_of(s->rule->fields), part;
		if (!str_eq(str_of(s->rule->name), var))
			continue;
		for (size_t i = 0; str_cut(&rest, ' ', &part); i++)
			if (str_eq(part, field))
				return &s->item->field[i];
	}
	return NULL;
}

static str
value_text(struct expand *x, const struct tpl_value *v)
{
	if (v->kind == TPL_NUMBER)
		return dec_str(x->mem, v->number);
	return v->kind == TPL_TEXT ? v->text : STR("");
}

static bool
is_var_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
	    (unsigned char)c >= 0x80;
}

/* `s` with every $variable.field replaced by its value. */
static str
substitute(struct expand *x, str s, struct place at)
{
	struct sb b;
	str out;

	if (str_find_byte(s, '$', 0) == s.n)
		return s;
	sb_init(&b, x->mem, TPL_TEXT_MAX);
	for (size_t i = 0; i < s.n;) {
		if (s.p[i] != '$') {
			sb_chr(&b, s.p[i++]);
			continue;
		}
		size_t end = i + 1;
		while (end < s.n && is_var_byte(s.p[end]))
			end++;
		str var = str_sub(s, i + 1, end);
		const struct tpl_value *v = scope_find(x, var);
		if (v == NULL)
			diag_add(x->d, SEV_ERROR, at, MSG_tpl_var_unknown, ARG(var));
		else
			sb_str(&b, value_text(x, v));
		i = end;
	}
	if (!sb_done(&b, &out))
		stop(x);
	return out;
}

static struct tpl_call
fill_in(struct expand *x, const struct tpl_call *c)
{
	struct tpl_call out = *c;

	out.arg = arena_array(x->mem, c->n_arg + 1, struct tpl_arg);
	for (size_t i = 0; i < c->n_arg; i++) {
		struct place at = c->at;
		at.col = c->arg[i].col;
		out.arg[i] = c->arg[i];
		out.arg[i].value = substitute(x, c->arg[i].value, at);
	}
	return out;
}

static void
origin(struct expand *x, struct place at)
{
	struct tpl_text *t = x->out;

	arena_grow(x->mem, t->origin, t->n_origin, x->room_origin);
	t->origin[t->n_origin++] = (struct tpl_origin){x->b.n, at};
}

/* Text as it stands, without what could be taken for a hole (TP3). */
static void
put_text(struct expand *x, str s)
{
	bool clean = memchr(s.p, 0xf3, s.n) == NULL && memchr(s.p, 0xf4, s.n) == NULL;

	if (clean && utf8_ok(s)) {
		sb_str(&x->b, s);
		return;
	}
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		sb_utf8(&x->b, c >= TPL_HOLE_FIRST ? 0xfffd : c);
	}
}

static struct tpl_hole *
put_hole(struct expand *x, enum tpl_hole_kind kind, const struct tpl_call *c)
{
	struct tpl_text *t = x->out;

	if (*x->holes >= TPL_HOLES_MAX && !x->failed) {
		diag_add(x->d, SEV_ERROR, c->at, MSG_tpl_holes_many, ARG(TPL_HOLES_MAX));
		stop(x);
	}
	if (x->failed)
		return NULL;
	++*x->holes;
	arena_grow(x->mem, t->hole, t->n_hole, x->room_hole);
	struct tpl_hole *h = &t->hole[t->n_hole];
	*h = (struct tpl_hole){.kind = kind, .call = *c};
	sb_utf8(&x->b, TPL_HOLE_FIRST + (uint32_t)t->n_hole++);
	return h;
}

static void
expand_hole(struct expand *x, const struct tpl_node *n)
{
	struct tpl_call c = fill_in(x, &n->call);
	const struct tpl_value *v;

	origin(x, n->at);
	struct tpl_hole *h = put_hole(x, TPL_HOLE_SHOWN, &c);
	if (h == NULL)
		return;
	if (c.name.n == 0 && c.format.n == 0 && (v = scope_find(x, c.arg[0].value)) != NULL) {
		h->shown = (struct tpl_shown){.text = value_text(x, v)};
		return;
	}
	struct tpl_shown shown = {0};
	if (!x->host->show(x->host->ctx, x->mem, &c, &shown, x->d))
		return;
	x->out->hole[x->out->n_hole - 1].shown = shown;
}

static bool
operand(struct expand *x, const struct tpl_expr *e, struct tpl_value *out)
{
	const struct tpl_value *v;

	if (e->op == OP_NUMBER) {
		*out = (struct tpl_value){.kind = TPL_NUMBER, .number = e->number};
		return true;
	}
	if (e->op == OP_STRING) {
		*out = (struct tpl_value){.kind = TPL_TEXT, .text = e->text};
		return true;
	}
	str name = substitute(x, e->text, e->at);
	if ((v = scope_find(x, name)) != NULL) {
		*out = *v;
		return true;
	}
	*out = (struct tpl_value){0};
	return x->host->value(x->host->ctx, x->mem, name, e->at, out, x->d);
}

static bool
holds(enum tpl_op op, int order)
{
	switch (op) {
	case OP_EQ:
		return order == 0;
	case OP_NE:
		return order != 0;
	case OP_LT:
		return order < 0;
	case OP_LE:
		return order <= 0;
	case OP_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

static bool
compare(struct expand *x, const struct tpl_expr *e, bool *out)
{
	struct tpl_value a, b;

	if (!operand(x, e->left, &a) || !operand(x, e->right, &b))
		return false;
	if (a.kind == TPL_NONE || b.kind == TPL_NONE) {
		const struct tpl_expr *who = a.kind == TPL_NONE ? e->left : e->right;
		diag_add(x->d, SEV_ERROR, who->at, MSG_tpl_compare_missing, ARG(who->text));
		return false;
	}
	if (a.kind != b.kind || (a.kind == TPL_TEXT && e->op != OP_EQ && e->op != OP_NE)) {
		const struct tpl_expr *who = e->left->op == OP_NAME ? e->left : e->right;
		diag_add(x->d, SEV_ERROR, who->at, MSG_tpl_compare_kind, ARG(who->text));
		return false;
	}
	if (a.kind == TPL_NUMBER)
		*out = holds(e->op, dec_cmp(a.number, b.number));
	else
		*out = str_eq(a.text, b.text) == (e->op == OP_EQ);
	return true;
}

/* False when the condition has no answer; the finding is then there. */
static bool
evaluate(struct expand *x, const struct tpl_expr *e, bool *out)
{
	struct tpl_value v;

	switch (e->op) {
	case OP_AND:
	case OP_OR:
		if (!evaluate(x, e->left, out))
			return false;
		return *out == (e->op == OP_OR) || evaluate(x, e->right, out);
	case OP_NOT:
		if (!evaluate(x, e->left, out))
			return false;
		*out = !*out;
		return true;
	case OP_EXISTS:
	case OP_MISSING:
		if (!operand(x, e->left, &v))
			return false;
		*out = (v.kind != TPL_NONE) == (e->op == OP_EXISTS);
		return true;
	default:
		return compare(x, e, out);
	}
}

static void
expand_if(struct expand *x, const struct tpl_node *n)
{
	for (const struct tpl_node *b = n->first; b != NULL; b = b->next) {
		bool yes = true;
		if (b->cond != NULL && !evaluate(x, b->cond, &yes))
			return;
		if (yes) {
			expand_children(x, b);
			return;
		}
	}
}

static void
expand_for(struct expand *x, const struct tpl_node *n)
{
	struct tpl_call c = fill_in(x, &n->call);
	const struct tpl_item *item = NULL;
	size_t n_item = 0;

	if (!x->host->items(x->host->ctx, x->mem, &c, &item, &n_item, x->d))
		return;
	for (size_t i = 0; i < n_item && !x->failed; i++) {
		struct scope s = {x->scope, n->rule, &item[i]};
		if (++*x->rounds > TPL_ROUNDS_MAX) {
			diag_add(x->d, SEV_ERROR, n->at, MSG_tpl_rounds_many, ARG(TPL_ROUNDS_MAX));
			stop(x);
			return;
		}
		x->scope = &s;
		expand_children(x, n);
		x->scope = s.outer;
	}
}

/* The children as a text of their own. */
static const struct tpl_text *
expand_body(struct expand *x, const struct tpl_node *n)
{
	struct tpl_text *t = arena_new(x->mem, struct tpl_text);
	struct expand inner = *x;

	inner.out = t;
	inner.room_hole = inner.room_origin = 0;
	sb_init(&inner.b, x->mem, TPL_OUT_MAX);
	expand_children(&inner, n);
	x->failed |= inner.failed || !sb_done(&inner.b, &t->md);
	return t;
}

static void
expand_note(struct expand *x, const struct tpl_node *n)
{
	struct tpl_call c = {.name = STR("not"), .at = n->at};

	origin(x, n->at);
	struct tpl_hole *h = put_hole(x, TPL_HOLE_NOTE, &c);
	if (h == NULL)
		return;
	size_t at = x->out->n_hole - 1;
	const struct tpl_text *body = expand_body(x, n);
	x->out->hole[at].body = body;
}

static void
expand_include(struct expand *x, const struct tpl_call *c)
{
	struct including here = {x->including, tpl_arg(c, STR("id"))};
	const struct tpl_node *root;
	const struct scope *scope = x->scope;
	str text, file;

	for (const struct including *i = x->including; i != NULL; i = i->outer) {
		if (!str_eq(i->id, here.id))
			continue;
		diag_add(x->d, SEV_ERROR, c->at, MSG_tpl_include_self, ARG(here.id));
		stop(x);
		return;
	}
	if (!x->host->include(x->host->ctx, x->mem, here.id, c->at, &text, &file, x->d))
		return;
	if (!tpl_read(x->mem, text, file, 0, x->host->grammar, &root, x->d))
		return;
	x->including = &here;
	x->scope = NULL; /* an included text means the same wherever it stands */
	sb_chr(&x->b, '\n');
	expand_children(x, root);
	sb_lit(&x->b, "\n\n");
	x->including = here.outer;
	x->scope = scope;
}

static void
expand_block(struct expand *x, const struct tpl_node *n)
{
	struct tpl_call c = fill_in(x, &n->call);

	if (str_eq(c.name, STR("infoga"))) {
		expand_include(x, &c);
		return;
	}
	sb_chr(&x->b, '\n');
	for (size_t i = 0; i < n->indent; i++)
		sb_chr(&x->b, ' ');
	origin(x, n->at);
	if (put_hole(x, TPL_HOLE_BLOCK, &c) == NULL)
		return;
	sb_lit(&x->b, "\n\n");
	size_t at = x->out->n_hole - 1;
	if (n->rule->container) {
		const struct tpl_text *body = expand_body(x, n);
		x->out->hole[at].body = body;
	}
}

static void
expand_node(struct expand *x, const struct tpl_node *n)
{
	switch (n->kind) {
	case TPL_PLAIN:
		origin(x, n->at);
		put_text(x, n->text);
		break;
	case TPL_HOLE:
		expand_hole(x, n);
		break;
	case TPL_IF:
		expand_if(x, n);
		break;
	case TPL_FOR:
		expand_for(x, n);
		break;
	case TPL_NOTE:
		expand_note(x, n);
		break;
	case TPL_BLOCK:
		expand_block(x, n);
		break;
	case TPL_ROOT:
	case TPL_BRANCH:
		never("a branch is expanded by its condition");
	}
}

static void
expand_children(struct expand *x, const struct tpl_node *n)
{
	/* A branch and its condition, a block and an include: two calls a level. */
	if (++x->depth > 2 * TPL_DEPTH_MAX && !x->failed) {
		diag_add(x->d, SEV_ERROR, n->at, MSG_tpl_deep, ARG(TPL_DEPTH_MAX));
		stop(x);
	}
	for (const struct tpl_node *k = n->first; k != NULL && !x->failed; k = k->next) {
		expand_node(x, k);
		if (x->b.full && !x->failed) {
			diag_add(x->d, SEV_ERROR, k->at, MSG_tpl_long, ARG((int64_t)TPL_OUT_MAX));
			stop(x);
		}
	}
	x->depth--;
}

bool
tpl_expand(struct arena *mem, const struct tpl_node *root, const struct tpl_host *host,
    struct tpl_text *out, struct diag *d)
{
	size_t rounds = 0, holes = 0, n_err = d->n_err;
	struct expand x =
	    {.mem = mem, .host = host, .d = d, .out = out, .rounds = &rounds, .holes = &holes};

	*out = (struct tpl_text){0};
	sb_init(&x.b, mem, TPL_OUT_MAX);
	expand_children(&x, root);
	(void)!sb_done(&x.b, &out->md);
	return d->n_err == n_err && !x.failed;
}

const struct tpl_hole *
tpl_hole_of(const struct tpl_text *t, uint32_t codepoint)
{
	size_t i = codepoint - TPL_HOLE_FIRST;

	return codepoint >= TPL_HOLE_FIRST && i < t->n_hole ? &t->hole[i] : NULL;
}

struct place
tpl_place_of(const struct tpl_text *t, size_t at)
{
	size_t lo = 0, hi = t->n_origin;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (t->origin[mid].from <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 ? t->origin[lo - 1].at : (struct place){STR(""), 0, 0, STR("")};
}
