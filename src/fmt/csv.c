/* The reader is one loop over UTF-8 text; quotes are a state, not a recursion. */
#include "fmt/csv.h"

#include "fmt/messages.h"

#include <string.h>

enum { FIELD_MAX = 1 << 20, FIELDS_MAX = 4096, ROWS_MAX = 5000000, SNIFF_LINES = 20 };

static const char SEPARATORS[] = {';', '\t', ',', '|'};

struct reader {
	struct arena *mem;
	str s;
	size_t i;
	int line, col;
	const struct csv_opts *o;
	struct csv *out;
	struct diag *d;
	struct err *e;
};

/* Fields of one row are built in a growing array and stay there. */
struct fields {
	struct csv_field *v;
	size_t n, room;
};

static size_t
or_default(size_t given, size_t standard)
{
	return given != 0 ? given : standard;
}

static struct place
place_at(const struct reader *r, int line, int col)
{
	return (struct place){.file = r->o->file, .line = line, .col = col};
}

static bool
at_end(const struct reader *r)
{
	return r->i >= r->s.n;
}

static bool
is_eol(char c)
{
	return c == '\n' || c == '\r';
}

/* Past one line end, which must be there. */
static void
skip_eol(struct reader *r)
{
	if (r->s.p[r->i] == '\r' && r->i + 1 < r->s.n && r->s.p[r->i + 1] == '\n')
		r->i++;
	r->i++;
	r->line++;
	r->col = 1;
}

/* Past one byte that is no line end; columns count characters. */
static void
step(struct reader *r)
{
	r->col += ((uint8_t)r->s.p[r->i] & 0xc0) != 0x80;
	r->i++;
}

static size_t
count_sep(str line, char sep)
{
	bool in_quotes = false;
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '"')
			in_quotes = !in_quotes;
		n += line.p[i] == sep && !in_quotes;
	}
	return n;
}

static bool
next_line(str s, size_t *i, str *line)
{
	size_t from = *i;

	if (from >= s.n)
		return false;
	while (*i < s.n && !is_eol(s.p[*i]))
		*i += 1;
	*line = str_sub(s, from, *i);
	while (*i < s.n && is_eol(s.p[*i]))
		*i += 1;
	return true;
}

/* The candidate that stands in the first line and as often in most of the next
 * ones; of equals the one that makes more columns, then the usual one. */
static char
find_sep(str s)
{
	char best = ';';
	size_t best_score = 0;

	for (size_t k = 0; k < sizeof SEPARATORS; k++) {
		size_t i = 0, head, same = 0;
		str line;

		if (!next_line(s, &i, &line))
			return best;
		head = count_sep(line, SEPARATORS[k]);
		if (head == 0)
			continue;
		for (int n = 0; n < SNIFF_LINES && next_line(s, &i, &line); n++)
			same += count_sep(line, SEPARATORS[k]) == head;
		if ((same + 1) * 1000 + head > best_score) {
			best_score = (same + 1) * 1000 + head;
			best = SEPARATORS[k];
		}
	}
	return best;
}

/* A spreadsheet's own first line `sep=;`. */
static bool
sep_line(struct reader *r)
{
	if (r->s.n < 5 || memcmp(r->s.p, "sep=", 4) != 0)
		return false;
	if (r->s.n > 5 && !is_eol(r->s.p[5]))
		return false;
	if (r->out->sep == 0)
		r->out->sep = r->s.p[4];
	r->i = 5;
	if (!at_end(r))
		skip_eol(r);
	return true;
}

/* The part of a quoted field up to its closing quote, with "" undone.  Text that
 * needs no undoing is borrowed. */
static bool
read_quoted(struct reader *r, size_t max, str *out)
{
	int line0 = r->line, col0 = r->col;
	size_t from;
	bool doubled = false;

	step(r);
	from = r->i;
	for (;; doubled = true) {
		while (!at_end(r) && r->s.p[r->i] != '"') {
			if (is_eol(r->s.p[r->i]))
				skip_eol(r);
			else
				step(r);
		}
		if (r->i - from > max)
			return fail(r->e, RC_LIMIT, MSG_csv_field_long, ARG(line0), ARG(max));
		if (at_end(r)) {
			diag_add0(r->d, SEV_ERROR, place_at(r, line0, col0), MSG_csv_quote_open);
			*out = str_sub(r->s, from, r->i);
			break;
		}
		step(r);
		if (at_end(r) || r->s.p[r->i] != '"') {
			*out = str_sub(r->s, from, r->i - 1);
			break;
		}
		step(r);
	}
	if (doubled) {
		struct sb b;
		str raw = *out;

		sb_init(&b, r->mem, raw.n);
		for (size_t i = 0; i < raw.n; i++) {
			sb_chr(&b, raw.p[i]);
			i += raw.p[i] == '"' && i + 1 < raw.n && raw.p[i + 1] == '"';
		}
		must(sb_done(&b, out));
	}
	return true;
}

static bool
ends_field(const struct reader *r)
{
	return at_end(r) || r->s.p[r->i] == r->out->sep || is_eol(r->s.p[r->i]);
}

static bool
read_field(struct reader *r, struct csv_field *f)
{
	size_t max = or_default(r->o->field_max, FIELD_MAX);
	size_t from = r->i;

	*f = (struct csv_field){.line = r->line, .col = r->col};
	if (!at_end(r) && r->s.p[r->i] == '"') {
		f->quoted = true;
		if (!read_quoted(r, max, &f->text))
			return false;
		if (ends_field(r))
			return true;
		diag_add0(r->d, SEV_WARNING, place_at(r, r->line, r->col), MSG_csv_after_quote);
	}
	from = r->i;
	while (!ends_field(r))
		step(r);
	if (r->i - from > max)
		return fail(r->e, RC_LIMIT, MSG_csv_field_long, ARG(f->line), ARG(max));
	if (!f->quoted)
		f->text = str_sub(r->s, from, r->i);
	else
		f->text = str_fmt(r->mem, "%.*s%.*s", STR_ARG(f->text),
		    STR_ARG(str_sub(r->s, from, r->i)));
	return true;
}

static bool
read_row(struct reader *r, struct fields *f)
{
	size_t max = or_default(r->o->fields_max, FIELDS_MAX);

	f->n = 0;
	for (;;) {
		if (f->n >= max)
			return fail(r->e, RC_LIMIT, MSG_csv_fields_many, ARG(r->line), ARG(max));
		arena_grow(r->mem, f->v, f->n, f->room);
		if (!read_field(r, &f->v[f->n]))
			return false;
		f->n++;
		if (at_end(r) || r->s.p[r->i] != r->out->sep)
			break;
		step(r);
	}
	if (!at_end(r))
		skip_eol(r);
	return true;
}

/* Rows that are kept, for csv_read. */
struct kept {
	struct arena *mem;
	struct csv_row *row;
	size_t n, room;
};

static bool
keep_row(void *arg, const struct csv_row *row)
{
	struct kept *k = arg;
	struct csv_field *v = arena_array(k->mem, row->n, struct csv_field);

	memcpy(v, row->v, row->n * sizeof *v);
	arena_grow(k->mem, k->row, k->n, k->room);
	k->row[k->n++] = (struct csv_row){.v = v, .n = row->n, .line = row->line};
	return true;
}

/* Decide the code page and say so when it is not UTF-8. */
static bool
decode(struct reader *r, str bytes)
{
	struct charset_vote vote = charset_vote(bytes, CHARSET_CP1252);
	enum charset set = r->o->set != CHARSET_AUTO ? r->o->set : vote.set;

	if (str_find_byte(bytes, '\0', 0) < bytes.n)
		return fail(r->e, RC_INVALID, MSG_csv_not_text, ARG(r->o->file));
	r->out->set = set;
	r->out->bom = vote.bom;
	if (vote.bom)
		bytes = str_sub(bytes, 3, bytes.n);
	if (set != CHARSET_UTF8 && !vote.ascii)
		diag_add(r->d, SEV_NOTE, place_at(r, 1, 1), MSG_csv_charset,
		    ARG(charset_name(set)));
	if (set == CHARSET_UTF8 && vote.replaced + vote.utf8_bad > 0)
		diag_add(r->d, SEV_WARNING, place_at(r, 1, 1), MSG_text_destroyed,
		    ARG(vote.replaced + vote.utf8_bad));
	r->s = charset_utf8(r->mem, bytes, set);
	return true;
}

bool
csv_each(struct arena *mem, str bytes, const struct csv_opts *o, const struct csv_sink *sink,
    struct csv *out, struct diag *d, struct err *e)
{
	struct reader r = {.mem = mem, .o = o, .out = out, .d = d, .e = e, .line = 1, .col = 1};
	struct fields f = {0};
	size_t max = or_default(o->rows_max, ROWS_MAX);

	*out = (struct csv){.sep = o->sep};
	if (!decode(&r, bytes))
		return false;
	if (!sep_line(&r) && out->sep == 0)
		out->sep = find_sep(r.s);
	while (!at_end(&r)) {
		if (is_eol(r.s.p[r.i])) {
			skip_eol(&r);
			continue;
		}
		if (!read_row(&r, &f))
			return false;
		if (out->n >= max)
			return fail(e, RC_LIMIT, MSG_csv_rows_many, ARG(max));
		out->n++;
		if (!sink->row(sink->arg, &(struct csv_row){f.v, f.n, f.v[0].line}))
			break;
	}
	return true;
}

bool
csv_read(struct arena *mem, str bytes, const struct csv_opts *o, struct csv *out, struct diag *d,
    struct err *e)
{
	struct kept k = {.mem = mem};

	if (!csv_each(mem, bytes, o, &(struct csv_sink){keep_row, &k}, out, d, e))
		return false;
	out->row = k.row;
	return true;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

size_t
csv_col(const struct csv_row *head, str name)
{
	for (size_t i = 0; i < head->n; i++) {
		str have = str_trim(head->v[i].text);
		size_t k = 0;

		while (k < have.n && k < name.n && lower(have.p[k]) == lower(name.p[k]))
			k++;
		if (k == have.n && k == name.n)
			return i;
	}
	return SIZE_MAX;
}

str
csv_text(const struct csv_row *row, size_t i)
{
	return i < row->n ? str_trim(row->v[i].text) : STR("");
}

void
csv_out_init(struct csv_out *o, struct sb *b, char sep, bool crlf)
{
	*o = (struct csv_out){.b = b, .sep = sep, .crlf = crlf};
}

static void
before_field(struct csv_out *o)
{
	if (o->started)
		sb_chr(o->b, o->sep);
	o->started = true;
}

static bool
needs_quotes(const struct csv_out *o, str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == o->sep || s.p[i] == '"' || is_eol(s.p[i]))
			return true;
	/* What a reader would take for a mark at the start of the file. */
	if (str_has_prefix(s, STR("sep=")) || str_has_prefix(s, STR("\xef\xbb\xbf")))
		return true;
	return s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

void
csv_put_str(struct csv_out *o, str text)
{
	before_field(o);
	if (!needs_quotes(o, text)) {
		sb_str(o->b, text);
		return;
	}
	sb_chr(o->b, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			sb_chr(o->b, '"');
		sb_chr(o->b, text.p[i]);
	}
	sb_chr(o->b, '"');
}

void
csv_put_i64(struct csv_out *o, int64_t v)
{
	before_field(o);
	sb_i64(o->b, v);
}

void
csv_put_dec(struct csv_out *o, dec v, char point)
{
	char text[DEC_TEXT_MAX];
	size_t n;

	before_field(o);
	if (!dec_ok(v))
		return;
	n = dec_text(v, text);
	for (size_t i = 0; i < n; i++)
		sb_chr(o->b, text[i] == '.' ? point : text[i]);
}

void
csv_put_end(struct csv_out *o)
{
	if (o->crlf)
		sb_chr(o->b, '\r');
	sb_chr(o->b, '\n');
	o->started = false;
}
