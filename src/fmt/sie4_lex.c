#include "fmt/sie4_lex.h"

struct lexer {
	str s;
	size_t i;
	size_t counted_at; /* quotes_left is the number of unescaped quotes from here on */
	size_t quotes_left;
	bool counted;
	unsigned *flags;
};

static bool
is_free_quote(str s, size_t i)
{
	return s.p[i] == '"' && (i == 0 || s.p[i - 1] != '\\');
}

/* The unescaped quotes at or after `from`, which never goes back (LX1). */
static size_t
quotes_from(struct lexer *x, size_t from)
{
	if (!x->counted) {
		x->counted = true;
		x->counted_at = from;
		x->quotes_left = 0;
		for (size_t i = from; i < x->s.n; i++)
			x->quotes_left += is_free_quote(x->s, i);
	}
	for (; x->counted_at < from; x->counted_at++)
		x->quotes_left -= is_free_quote(x->s, x->counted_at);
	return x->quotes_left;
}

static bool
ends_here(const struct lexer *x, size_t i)
{
	return i == x->s.n || sie4_is_blank(x->s.p[i]) || x->s.p[i] == '}';
}

static void
quoted(struct lexer *x, struct sie4_field *f)
{
	size_t from = ++x->i;

	for (; x->i < x->s.n; x->i++) {
		size_t i = x->i;
		bool last = ends_here(x, i + 1);

		if (x->s.p[i] != '"')
			continue;
		if (i > from && x->s.p[i - 1] == '\\' &&
		    !(last && quotes_from(x, i + 1) % 2 == 0)) {
			f->escaped = true;
			continue;
		}
		if (last) {
			f->raw = str_sub(x->s, from, i);
			x->i++;
			return;
		}
		*x->flags |= SIE4_LEX_INNER_QUOTE;
	}
	*x->flags |= SIE4_LEX_OPEN_QUOTE;
	f->raw = str_sub(x->s, from, x->s.n);
}

static void
bare(struct lexer *x, bool in_list, struct sie4_field *f)
{
	size_t from = x->i;

	while (x->i < x->s.n && !sie4_is_blank(x->s.p[x->i]) && !(in_list && x->s.p[x->i] == '}')) {
		if (x->s.p[x->i] == '"') {
			if (x->i > from && x->s.p[x->i - 1] == '\\')
				f->escaped = true;
			else
				*x->flags |= SIE4_LEX_INNER_QUOTE;
		}
		x->i++;
	}
	f->raw = str_sub(x->s, from, x->i);
}

static void
field(struct lexer *x, bool in_list, struct sie4_field *f)
{
	*f = (struct sie4_field){0};
	if (x->s.p[x->i] == '"')
		quoted(x, f);
	else
		bare(x, in_list, f);
}

static void
skip_blanks(struct lexer *x)
{
	while (x->i < x->s.n && sie4_is_blank(x->s.p[x->i]))
		x->i++;
}

static void
list(struct lexer *x, struct sie4_line *out)
{
	struct sie4_field spill;

	x->i++;
	for (;;) {
		skip_blanks(x);
		if (x->i == x->s.n) {
			*x->flags |= SIE4_LEX_OPEN_LIST;
			return;
		}
		if (x->s.p[x->i] == '}') {
			x->i++;
			return;
		}
		if (out->n_member < SIE4_MEMBERS_MAX) {
			field(x, true, &out->member[out->n_member++]);
			continue;
		}
		*x->flags |= SIE4_LEX_MANY;
		field(x, true, &spill);
	}
}

void
sie4_lex(str line, struct sie4_line *out)
{
	struct lexer x = {.s = line, .flags = &out->flags};
	bool had_list = false;

	out->n = out->n_member = 0;
	out->flags = 0;
	out->list = (struct sie4_field){0};
	for (;;) {
		skip_blanks(&x);
		if (x.i == x.s.n)
			return;
		if (out->n == SIE4_FIELDS_MAX) {
			out->flags |= SIE4_LEX_MANY;
			return;
		}
		struct sie4_field *f = &out->f[out->n++];
		if (x.s.p[x.i] != '{') {
			field(&x, false, f);
			continue;
		}
		*f = (struct sie4_field){.raw = str_sub(line, x.i, x.i),
		    .list = true,
		    .at = out->n_member};
		list(&x, out);
		f->n = out->n_member - f->at;
		if (had_list)
			out->flags |= SIE4_LEX_SECOND_LIST;
		else
			out->list = *f;
		had_list = true;
	}
}

str
sie4_unescape(struct arena *mem, const struct sie4_field *f)
{
	struct sb b;
	str out, s = f->raw;

	if (!f->escaped)
		return s;
	sb_init(&b, mem, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == '"')
			continue;
		sb_chr(&b, s.p[i]);
	}
	if (!sb_done(&b, &out))
		never("undoing escapes made a text longer");
	return out;
}
