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

static inline bool
is_printing(char c)
{
	return (unsigned char)(c - ' ') < 0x7f - ' ';
}

/* How many of the eight bytes at p come before a quote or what is not printing ASCII, and
 * what that is. */
static inline size_t
plain_in_word(const char *p, bool *odd)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	const uint64_t w = load8(p);
	uint64_t quote = w ^ ones * '"', other = w ^ ones * 0x7f;

	quote = (quote - ones) & ~quote & tops;
	/* Below a blank, DEL, or above ASCII: right up to the first of them. */
	other = (((w - ones * ' ') & ~w) | w | ((other - ones) & ~other)) & tops;
	*odd = other != 0 && (quote == 0 || (other & (0 - other)) < (quote & (0 - quote)));
	return quote != 0 || other != 0 ? (size_t)__builtin_ctzll(quote | other) / 8 : sizeof w;
}

/* The next quote at or after i, or the end; *plain stays true when all before it is. */
static inline size_t
next_quote(str s, size_t i, bool *plain)
{
	while (s.n - i >= sizeof(uint64_t)) {
		bool odd;
		const size_t n = plain_in_word(s.p + i, &odd);
		i += n;
		if (n == sizeof(uint64_t))
			continue;
		if (!odd)
			return i;
		*plain = false;
		i++;
	}
	for (; i < s.n && s.p[i] != '"'; i++)
		*plain &= is_printing(s.p[i]);
	return i;
}

static void
quoted(struct lexer *x, struct sie4_field *f)
{
	const size_t from = ++x->i;

	f->plain = true;
	for (size_t i = from; (i = next_quote(x->s, i, &f->plain)) < x->s.n; i++) {
		const bool last = ends_here(x, i + 1);
		if (i > from && x->s.p[i - 1] == '\\' &&
		    !(last && quotes_from(x, i + 1) % 2 == 0)) {
			f->escaped = true;
			f->plain = false;
			continue;
		}
		if (last) {
			f->raw = (str){x->s.p + from, i - from};
			x->i = i + 1;
			return;
		}
		*x->flags |= SIE4_LEX_INNER_QUOTE;
	}
	*x->flags |= SIE4_LEX_OPEN_QUOTE;
	f->raw = str_sub(x->s, from, x->s.n);
	x->i = x->s.n;
}

/* How many of the eight bytes at p come before one that ends or changes a bare field: a
 * blank, a quote, a brace, or what is not ASCII. */
static inline size_t
bare_in_word(const char *p)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	const uint64_t w = load8(p), quote = w ^ ones * '"', brace = w ^ ones * '}';
	const uint64_t stop = (((w - ones * '!') & ~w) | ((quote - ones) & ~quote) |
	                          ((brace - ones) & ~brace) | w | (w + ones)) &
	    tops;
	return stop != 0 ? (size_t)__builtin_ctzll(stop) / 8 : sizeof w;
}

/* A byte that may end a bare field; true when it does. */
static inline bool
ends_bare(struct lexer *x, size_t from, size_t i, bool in_list, struct sie4_field *f)
{
	const char c = x->s.p[i];

	if (sie4_is_blank(c) || (in_list && c == '}'))
		return true;
	f->plain &= is_printing(c);
	if (c != '"')
		return false;
	if (i > from && x->s.p[i - 1] == '\\') {
		f->escaped = true;
		f->plain = false;
	} else {
		*x->flags |= SIE4_LEX_INNER_QUOTE;
	}
	return false;
}

static void
bare(struct lexer *x, bool in_list, struct sie4_field *f)
{
	const size_t from = x->i, n = x->s.n;
	size_t i = from;

	f->plain = true;
	for (; i < n; i++) {
		while (n - i >= sizeof(uint64_t)) {
			const size_t k = bare_in_word(x->s.p + i);
			i += k;
			if (k < sizeof(uint64_t))
				break;
		}
		if (i == n || ends_bare(x, from, i, in_list, f))
			break;
	}
	f->raw = (str){x->s.p + from, i - from};
	x->i = i;
}

static inline void
field(struct lexer *x, bool in_list, struct sie4_field *f)
{
	f->escaped = f->list = false;
	f->at = f->n = 0;
	if (x->s.p[x->i] == '"')
		quoted(x, f);
	else
		bare(x, in_list, f);
}

static inline void
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
		    .at = (uint32_t)out->n_member};
		list(&x, out);
		f->n = (uint32_t)out->n_member - f->at;
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
