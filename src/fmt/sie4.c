/* The driver: lines, braces, the check sum, and who reads which record.
 *
 * A brace is only a brace on a line of its own, so no nesting can arise and
 * nothing recurses (S1). */
#include "fmt/sie4.h"

#include "fmt/sie4_fast.h"
#include "fmt/sie4_priv.h"
#include "fmt/sie4_sum.h"

#include <string.h>

enum { LINE_MAX_BYTES = 1 << 20, SNIFF_BYTES = 1024, VOTE_BYTES = 4 << 20 };

/* `#`, a capital, then letters and digits. */
static bool
is_label(str s)
{
	if (s.n > 6 && memcmp(s.p, "#TRANS", 6) == 0 && sie4_is_blank(s.p[6]))
		return true;
	if (s.n < 2 || s.p[0] != '#' || s.p[1] < 'A' || s.p[1] > 'Z')
		return false;
	for (size_t i = 2; i < s.n && !sie4_is_blank(s.p[i]); i++) {
		char c = s.p[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		        c == '_' || c == '-'))
			return false;
	}
	return true;
}

static str
skip_bom(str s)
{
	return str_has_prefix(s, STR("\xef\xbb\xbf")) ? str_sub(s, 3, s.n) : s;
}

bool
sie4_sniff(str bytes)
{
	str s = skip_bom(bytes);
	size_t n = s.n < SNIFF_BYTES ? s.n : SNIFF_BYTES;
	bool line_start = true;

	for (size_t i = 0; i < n; i++) {
		if (line_start && is_label(str_sub(s, i, s.n)))
			return true;
		/* A document of another kind begins with something else than a record. */
		if (line_start && s.p[i] == '<')
			return false;
		if (s.p[i] == '\n' || s.p[i] == '\r')
			line_start = true;
		else if (!sie4_is_blank(s.p[i]))
			line_start = false;
	}
	return false;
}

/* LF, unless the file has only CR. */
static char
find_eol(str s)
{
	if (str_find_byte(s, '\n', 0) < s.n)
		return '\n';
	return str_find_byte(s, '\r', 0) + 1 < s.n ? '\r' : '\n';
}

static bool
next_line(struct sie4 *r)
{
	const char *p;

	if (r->next >= r->s.n)
		return false;
	r->at = r->next;
	p = memchr(r->s.p + r->at, r->eol, r->s.n - r->at);
	r->end = p != NULL ? (size_t)(p - r->s.p) : r->s.n;
	r->next = r->end + 1;
	r->line++;
	while (r->at < r->end && sie4_is_blank(r->s.p[r->at]))
		r->at++;
	while (r->end > r->at && sie4_is_blank(r->s.p[r->end - 1]))
		r->end--;
	return true;
}

static str
line_text(const struct sie4 *r)
{
	return str_sub(r->s, r->at, r->end);
}

static bool
is_control(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f;
}

/* The format has no control characters in texts: what stands there is a blank. */
str
sie4_text(struct arena *mem, const struct sie4_field *f, enum charset set)
{
	str s = f->raw;
	char *p;
	bool any = false;

	if (f->plain)
		return s;
	s = charset_utf8(mem, sie4_unescape(mem, f), set);
	for (size_t i = 0; i < s.n && !any; i++)
		any = is_control(s.p[i]);
	if (!any)
		return s;
	p = arena_array(mem, s.n, char);
	for (size_t i = 0; i < s.n; i++)
		p[i] = is_control(s.p[i]) ? ' ' : s.p[i];
	return (str){p, s.n};
}

str
sie4_batch_text(struct sie4 *r, const struct sie4_field *f)
{
	if (f->plain)
		return f->raw;
	r->b.text_bytes += f->raw.n + 32;
	return sie4_text(&r->b.text, f, r->b.f->set);
}

bool
sie4_used_account(struct sie4 *r, str no, uint32_t *out)
{
	struct sie *f = r->b.f;
	size_t before = f->n_account;
	const uint64_t key = no.n > 0 && no.n <= 8 ? sie4_near_key(no) : 0;
	struct sie4_near *near = sie4_near_at(r->account, key);

	if (key != 0 && near->key == key) {
		*out = near->at;
		return true;
	}
	if (!sie_build_account(&r->b, no, r->line, out))
		return false;
	if (key != 0)
		*near = (struct sie4_near){key, *out};
	if (f->n_account > before)
		sie_say(&r->b, f->n_balance > 0 ? SEV_WARNING : SEV_NOTE, r->line,
		    MSG_sie_account_undeclared, ARG(no));
	return true;
}

static bool
make_object(struct sie4 *r, size_t i, uint32_t *out, bool *ok)
{
	str dim = sie4_batch_text(r, &r->l.member[i]);
	str no = sie4_batch_text(r, &r->l.member[i + 1]);
	uint32_t d;
	int64_t v;

	*ok = str_i64(str_trim(dim), &v) && v > 0 && v <= INT32_MAX;
	if (!*ok) {
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_dim_bad, ARG(dim));
		return true;
	}
	return sie_build_dim(&r->b, (int)v, r->line, &d) &&
	    sie_build_object(&r->b, d, no, r->line, out);
}

/* The number of an object and, above it, its dimension's; 0: not one that is kept near. */
static uint64_t
object_key(const struct sie4_field *dim, const struct sie4_field *no)
{
	if (!dim->plain || !no->plain || dim->raw.n - 1 >= 2 || no->raw.n - 1 >= 6)
		return 0;
	return sie4_near_key(no->raw) | sie4_near_key(dim->raw) << 48;
}

static bool
one_object(struct sie4 *r, size_t i, uint32_t *out, bool *ok)
{
	const uint64_t key = object_key(&r->l.member[i], &r->l.member[i + 1]);
	struct sie4_near *near = sie4_near_at(r->object, key);

	*ok = true;
	if (key != 0 && near->key == key) {
		*out = near->at;
		return true;
	}
	if (!make_object(r, i, out, ok))
		return false;
	if (key != 0 && *ok)
		*near = (struct sie4_near){key, *out};
	return true;
}
bool
sie4_objects(struct sie4 *r, uint32_t obj[SIE_OBJS_MAX], size_t *n)
{
	*n = 0;
	if (r->l.list.n % 2 != 0)
		sie_say0(&r->b, SEV_ERROR, r->line, MSG_sie_list_odd);
	for (size_t i = 0; i + 1 < r->l.list.n; i += 2) {
		bool ok;

		if (*n == SIE_OBJS_MAX)
			return fail(r->b.e, RC_LIMIT, MSG_sie_objects_many, ARG(r->b.file),
			    ARG(r->line), ARG(SIE_OBJS_MAX));
		if (!one_object(r, r->l.list.at + i, &obj[*n], &ok))
			return false;
		*n += ok;
	}
	return true;
}

static void
say_lex(struct sie4 *r)
{
	if (r->l.flags & SIE4_LEX_OPEN_QUOTE)
		sie_say0(&r->b, SEV_WARNING, r->line, MSG_sie_quote_open);
	if (r->l.flags & SIE4_LEX_INNER_QUOTE)
		sie_say0(&r->b, SEV_NOTE, r->line, MSG_sie_quote_inner);
	if (r->l.flags & (SIE4_LEX_MANY | SIE4_LEX_SECOND_LIST))
		sie_say0(&r->b, SEV_WARNING, r->line, MSG_sie_fields_many);
}

static bool
sum_stated(struct sie4 *r)
{
	struct sie *f = r->b.f;
	str text = sie4_head_text(r, 1);
	int64_t v;

	r->sum_on = false;
	if (!str_i64(text, &v) || v < INT32_MIN || v > (int64_t)UINT32_MAX) {
		f->sum = SIE_SUM_WRONG;
	} else {
		/* Some programs print it as a signed number. */
		f->sum_stated = (uint32_t)v;
		f->sum_found = f->sum_stated == r->crc437 ? r->crc437 : r->crc;
		f->sum = f->sum_found == f->sum_stated ? SIE_SUM_OK : SIE_SUM_WRONG;
	}
	if (f->sum == SIE_SUM_OK)
		return true;
	if (!r->o->accept_sum)
		return fail(r->b.e, RC_INVALID, MSG_sie_sum_wrong, ARG(r->b.file), ARG(text),
		    ARG((int64_t)f->sum_found));
	sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_sum_wrong, ARG(r->b.file), ARG(text),
	    ARG((int64_t)f->sum_found));
	return true;
}

/* #KSUMMA opens and closes the part that is summed. */
static bool
sum_record(struct sie4 *r)
{
	if (r->sum_on || r->l.n > 1)
		return sum_stated(r);
	r->sum_on = true;
	r->crc = r->crc437 = 0;
	r->b.f->sum = SIE_SUM_TRUNCATED;
	return true;
}

static void
sum_line(struct sie4 *r)
{
	r->crc = sie4_sum_line(r->crc, &r->l);
	if (r->b.f->set == CHARSET_CP437 || charset_is_ascii(line_text(r))) {
		r->crc437 = sie4_sum_line(r->crc437, &r->l);
		return;
	}
	for (size_t i = 0; i < r->l.n; i++) {
		const struct sie4_field *f = &r->l.f[i];
		size_t n = f->list ? f->n : 1, lost = 0;

		f = f->list ? &r->l.member[f->at] : f;

		for (size_t k = 0; k < n; k++)
			r->crc437 = sie4_sum_bytes(r->crc437,
			    charset_bytes(&r->b.text, sie4_batch_text(r, &f[k]), CHARSET_CP437,
			        &lost));
	}
}

static bool
unknown(struct sie4 *r)
{
	struct sie_unknown u = {.line = (int)r->line, .in_voucher = r->where == SIE4_IN_VER};

	r->b.text_bytes += r->end - r->at + 32;
	u.record = charset_utf8(&r->b.text, line_text(r), r->b.f->set);
	u.label = charset_utf8(&r->b.text, r->l.f[0].raw, r->b.f->set);
	if (r->where == SIE4_IN_VER)
		r->ver_end = r->end;
	return sie_build_unknown(&r->b, u);
}

static bool
record(struct sie4 *r)
{
	bool known;

	r->b.f->n_record++;
	if (!sie_build_tidy(&r->b, r->line))
		return false;
	sie4_lex(line_text(r), &r->l);
	say_lex(r);
	if (r->l.f[0].raw.n == 7 && str_eq(r->l.f[0].raw, STR("#KSUMMA")))
		return sum_record(r);
	if (r->sum_on)
		sum_line(r);
	if (!sie4_ver_record(r, &known))
		return false;
	if (!known && !sie4_head_record(r, &known))
		return false;
	return known || unknown(r);
}

static bool
one_line(struct sie4 *r)
{
	str s = line_text(r);

	if (s.n == 0)
		return true;
	if (s.n > LINE_MAX_BYTES)
		return fail(r->b.e, RC_LIMIT, MSG_sie_line_long, ARG(r->b.file), ARG(r->line));
	if (is_label(s))
		return record(r);
	if (s.n == 1 && s.p[0] == '{' && r->where == SIE4_VER_MET) {
		r->where = SIE4_IN_VER;
		r->ver_end = r->end;
		return true;
	}
	if (s.n == 1 && s.p[0] == '}' && r->where == SIE4_IN_VER) {
		r->ver_end = r->end;
		r->where = SIE4_OUTSIDE;
		r->mirror_due = false;
		return sie_build_ver_end(&r->b, r->ver_end);
	}
	sie_say0(&r->b, SEV_WARNING, r->line, MSG_sie_line_strange);
	return true;
}

static bool
all_lines(struct sie4 *r)
{
	bool general = r->o->general_only || r->eol != '\n';
	struct sie4_fast *x = NULL;

	for (;;) {
		/* Not before the first voucher: the header is not its business. */
		if (x == NULL && !general && r->where != SIE4_OUTSIDE)
			x = sie4_fast_new(r);
		/* The check sum needs every field, so it goes the general way. */
		if (x != NULL && !r->sum_on && !sie4_fast_lines(x, r))
			return false;
		if (!next_line(r))
			return true;
		if (!one_line(r))
			return false;
	}
}

static bool
finish(struct sie4 *r)
{
	struct sie *f = r->b.f;

	if (r->where == SIE4_IN_VER)
		sie_say0(&r->b, SEV_ERROR, r->line, MSG_sie_ends_in_voucher);
	if (r->where != SIE4_OUTSIDE) {
		r->where = SIE4_OUTSIDE;
		if (!sie_build_ver_end(&r->b, r->ver_end))
			return false;
	}
	if (f->sum == SIE_SUM_TRUNCATED && !r->o->accept_sum)
		return fail(r->b.e, RC_INVALID, MSG_sie_sum_truncated, ARG(r->b.file));
	if (f->sum == SIE_SUM_TRUNCATED)
		sie_say(&r->b, SEV_ERROR, r->line, MSG_sie_sum_truncated, ARG(r->b.file));
	f->n_line = r->line;
	return sie4_head_end(r) && sie_build_end(&r->b);
}

/* In pieces that can be let go of. */
static struct charset_vote
vote(const struct sie4 *r)
{
	struct charset_vote v;
	size_t at = charset_vote_begin(&v, r->s), from = 0;

	while (at < r->s.n) {
		at = charset_vote_more(&v, r->s, at, VOTE_BYTES);
		if (r->o->let_go != NULL)
			r->o->let_go(r->o->arg, from, at);
		from = at;
	}
	return charset_vote_end(v, CHARSET_CP437);
}

static void
decide_charset(struct sie4 *r, const struct sie4_opts *o)
{
	struct sie *f = r->b.f;

	f->vote = vote(r);
	f->set = o->set != CHARSET_AUTO ? o->set : f->vote.set;
	if (f->vote.bom)
		r->next = 3;
	if (f->set != CHARSET_CP437 && !f->vote.ascii)
		sie_say(&r->b, SEV_NOTE, 0, MSG_sie_charset, ARG(charset_name(f->set)));
	if (f->set == CHARSET_CP437 && f->vote.cp1252 > 0)
		sie_say(&r->b, SEV_NOTE, 0, MSG_sie_charset_mixed, ARG(f->vote.cp1252));
	if (f->set == CHARSET_UTF8 && f->vote.replaced + f->vote.utf8_bad > 0)
		sie_say(&r->b, SEV_WARNING, 0, MSG_text_destroyed,
		    ARG(f->vote.replaced + f->vote.utf8_bad));
}

bool
sie4_read(struct arena *mem, str bytes, const struct sie4_opts *o, const struct sie_sink *sink,
    struct sie *out, struct diag *d, struct err *e)
{
	struct sie4 *r = arena_new(mem, struct sie4);
	bool ok;

	*out = (struct sie){.flag = -1, .type = 1, .bytes = bytes.n};
	if (!sie4_sniff(bytes))
		return fail(e, RC_INVALID, MSG_sie_not_sie, ARG(o->file));
	r->s = bytes;
	r->o = o;
	r->b.file = o->file;
	r->b.sink = sink;
	r->b.d = d;
	r->b.e = e;
	r->eol = find_eol(bytes);
	sie_build_init(&r->b, mem, out, str_hash(str_sub(bytes, 0, 4096), bytes.n));
	decide_charset(r, o);
	ok = all_lines(r) && finish(r);
	sie_build_free(&r->b);
	return ok;
}
