/* template_expr.c -- conditions: comparisons joined by och, eller, inte.
 *
 * A recursive descent over at most TPL_DEPTH_MAX levels of parentheses. */
#include "fmt/messages.h"
#include "fmt/template_priv.h"

#define TERMS_MAX 64

struct cond {
	struct arena *mem;
	str all;
	size_t i;
	struct place at; /* of all.p[0] */
	struct diag *d;
	int depth, terms;
	bool failed;
};

static const struct tpl_expr *read_or(struct cond *c);

static void
skip(struct cond *c)
{
	while (c->i < c->all.n && (c->all.p[c->i] == ' ' || c->all.p[c->i] == '\t'))
		c->i++;
}

static struct place
here(const struct cond *c)
{
	struct place at = c->at;

	at.col += tpl_chars(str_sub(c->all, 0, c->i));
	return at;
}

static const struct tpl_expr *
refuse(struct cond *c)
{
	str rest = str_trim(str_sub(c->all, c->i, c->all.n));

	if (!c->failed && rest.n == 0)
		diag_add0(c->d, SEV_ERROR, here(c), MSG_tpl_condition_end);
	else if (!c->failed)
		diag_add(c->d, SEV_ERROR, here(c), MSG_tpl_condition, ARG(rest));
	c->failed = true;
	return NULL;
}

static struct tpl_expr *
expr_new(struct cond *c, enum tpl_op op)
{
	struct tpl_expr *x = arena_new(c->mem, struct tpl_expr);

	x->op = op;
	x->at = here(c);
	x->number = dec_bad();
	return x;
}

static bool
is_name_byte(char ch)
{
	return ch != ' ' && ch != '\t' && ch != '(' && ch != ')' && ch != '<' && ch != '>' &&
	    ch != '!' && ch != '"' && ch != '\0';
}

/* The word at the cursor.  '=' belongs to it only inside a name with
 * dimensions (after ':'), so that "a=b" is a comparison. */
static str
peek(struct cond *c)
{
	bool dims = false;
	size_t i;

	skip(c);
	for (i = c->i; i < c->all.n && is_name_byte(c->all.p[i]); i++) {
		if (c->all.p[i] == ':')
			dims = true;
		else if (c->all.p[i] == '=' && !dims)
			break;
	}
	return str_sub(c->all, c->i, i);
}

static bool
take_word(struct cond *c, const char *word)
{
	str w = peek(c);

	if (w.n == 0 || !str_eq(tpl_fold(c->mem, w), str_of(word)))
		return false;
	c->i += w.n;
	return true;
}

static bool
read_number(struct cond *c, str w, dec *out)
{
	str s = w;
	bool neg = false;

	if (str_has_prefix(s, STR("-"))) {
		neg = true;
		s = str_sub(s, 1, s.n);
	} else if (str_has_prefix(s, STR("\xe2\x88\x92"))) {
		neg = true;
		s = str_sub(s, 3, s.n);
	}
	if (s.n == 0 || s.p[0] < '0' || s.p[0] > '9')
		return false;
	if (!dec_parse(s, ',', out) && !dec_parse(s, '.', out))
		return false;
	if (neg)
		*out = dec_neg(*out);
	c->i += w.n;
	if (take_word(c, "mkr"))
		*out = dec_mul(*out, dec_int(1000000));
	else if (take_word(c, "tkr"))
		*out = dec_mul(*out, dec_int(1000));
	else
		(void)(take_word(c, "kr") || take_word(c, "procent") || take_word(c, "%"));
	return dec_ok(*out);
}

static const struct tpl_expr *
read_operand(struct cond *c)
{
	skip(c);
	struct tpl_expr *x = expr_new(c, OP_NAME);
	if (c->i < c->all.n && c->all.p[c->i] == '"') {
		size_t end = str_find_byte(c->all, '"', c->i + 1);
		if (end == c->all.n)
			return refuse(c);
		x->op = OP_STRING;
		x->text = str_sub(c->all, c->i + 1, end);
		c->i = end + 1;
		return x;
	}
	str w = peek(c);
	if (w.n == 0)
		return refuse(c);
	if (read_number(c, w, &x->number)) {
		x->op = OP_NUMBER;
		return x;
	}
	x->text = w;
	c->i += w.n;
	return x;
}

static bool
take_operator(struct cond *c, enum tpl_op *op)
{
	static const struct {
		const char *sign;
		enum tpl_op op;
	} table[] = {
	    {">=", OP_GE},
	    {"<=", OP_LE},
	    {"!=", OP_NE},
	    {"==", OP_EQ},
	    {">", OP_GT},
	    {"<", OP_LT},
	    {"=", OP_EQ},
	    {"\xe2\x89\xa5", OP_GE},
	    {"\xe2\x89\xa4", OP_LE},
	    {"\xe2\x89\xa0", OP_NE},
	};

	skip(c);
	for (size_t k = 0; k < COUNTOF(table); k++) {
		str sign = str_of(table[k].sign);
		if (str_has_prefix(str_sub(c->all, c->i, c->all.n), sign)) {
			*op = table[k].op;
			c->i += sign.n;
			return true;
		}
	}
	return false;
}

static const struct tpl_expr *
read_question(struct cond *c, enum tpl_op op)
{
	struct tpl_expr *x = expr_new(c, op);

	x->left = read_operand(c);
	if (x->left != NULL && x->left->op != OP_NAME)
		return refuse(c);
	return x->left != NULL ? x : NULL;
}

static const struct tpl_expr *
read_comparison(struct cond *c)
{
	const struct tpl_expr *left = read_operand(c);
	enum tpl_op op;

	if (left == NULL)
		return NULL;
	if (!take_operator(c, &op))
		return refuse(c);
	struct tpl_expr *x = expr_new(c, op);
	x->left = left;
	x->right = read_operand(c);
	x->at = left->at;
	return x->right != NULL ? x : NULL;
}

static const struct tpl_expr *
read_unary(struct cond *c)
{
	const struct tpl_expr *inner;

	/* A long chain makes a tree as deep as it is long. */
	if (++c->depth > TPL_DEPTH_MAX || ++c->terms > TERMS_MAX)
		return refuse(c);
	skip(c);
	if (take_word(c, "inte")) {
		struct tpl_expr *x = expr_new(c, OP_NOT);
		x->left = read_unary(c);
		inner = x->left != NULL ? x : NULL;
	} else if (take_word(c, "finns")) {
		inner = read_question(c, OP_EXISTS);
	} else if (take_word(c, "saknas")) {
		inner = read_question(c, OP_MISSING);
	} else if (c->i < c->all.n && c->all.p[c->i] == '(') {
		c->i++;
		inner = read_or(c);
		skip(c);
		if (inner != NULL && (c->i == c->all.n || c->all.p[c->i] != ')'))
			return refuse(c);
		c->i++;
	} else {
		inner = read_comparison(c);
	}
	c->depth--;
	return inner;
}

static const struct tpl_expr *
read_and(struct cond *c)
{
	const struct tpl_expr *left = read_unary(c);

	while (left != NULL && take_word(c, "och")) {
		struct tpl_expr *x = expr_new(c, OP_AND);
		x->left = left;
		x->right = read_unary(c);
		left = x->right != NULL ? x : NULL;
	}
	return left;
}

static const struct tpl_expr *
read_or(struct cond *c)
{
	const struct tpl_expr *left = read_and(c);

	while (left != NULL && take_word(c, "eller")) {
		struct tpl_expr *x = expr_new(c, OP_OR);
		x->left = left;
		x->right = read_and(c);
		left = x->right != NULL ? x : NULL;
	}
	return left;
}

bool
tpl_expr_read(struct arena *mem, str s, struct place at, const struct tpl_expr **out,
    struct diag *d)
{
	struct cond c = {.mem = mem, .all = s, .at = at, .d = d};

	*out = read_or(&c);
	skip(&c);
	if (*out != NULL && c.i < s.n)
		*out = refuse(&c);
	return *out != NULL;
}
