/* Writing a voucher's bytes from its rows.  Every voucher of an import is written once to
 * be compared with its file, so this is done in whole words: what is too much is written
 * over by what follows, and room is asked for once a record. */
#include "core/ledger/form.h"

#include "core/ledger/store.h"

#include <string.h>

enum {
	SHORT_TEXT = 32, /* copied whole */
	ROW_ROOM = 1024  /* a record without its texts, and what is written past it */
};

void
form_init(struct form_writer *w, struct arena *mem, const struct ledger_dict *d, enum charset set)
{
	*w = (struct form_writer){.mem = mem, .d = d, .set = set, .out = {.mem = mem}};
	for (uint32_t c = 0; c < COUNTOF(w->byte); c++)
		w->byte[c] = c < 0x80 ? (uint8_t)c : set == CHARSET_UTF8 ? 0 : charset_byte(c, set);
}

void
form_begin(struct form_writer *w)
{
	w->last_ver = 0;
	memset(w->last_row, 0, sizeof w->last_row);
}

/* The place of `id` in a table by id, which grows. */
static struct form_text *
text_at(struct form_writer *w, struct form_text **table, size_t *room, size_t n_dict, uint32_t id)
{
	if (id >= *room) {
		const size_t n = n_dict > id ? n_dict * 2 : (size_t)id + 1;
		struct form_text *t = arena_array(w->mem, n, struct form_text);
		if (*room > 0)
			memcpy(t, *table, *room * sizeof *t);
		*table = t;
		*room = n;
	}
	return &(*table)[id];
}

/* With SHORT_TEXT bytes to read from where it begins. */
static str
keep_text(struct form_writer *w, str s)
{
	char *p = arena_array(w->mem, s.n + SHORT_TEXT, char);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (str){p, s.n};
}

static const struct form_text *
make_object(struct form_writer *w, uint32_t id)
{
	struct form_text *t = text_at(w, &w->object, &w->n_object, w->d->n_object, id);
	const struct ledger_object none = {.no = STR("")};
	const struct ledger_object *o = id < w->d->n_object ? &w->d->object[id] : &none;
	size_t lost = 0;
	str no = w->set == CHARSET_UTF8 ? o->no : charset_bytes(w->mem, o->no, w->set, &lost);

	t->s = keep_text(w, str_fmt(w->mem, "%d \"%.*s\"", o->dim, STR_ARG(no)));
	t->code = t->s.n - no.n - 1;
	return t;
}

static inline const struct form_text *
object_text(struct form_writer *w, uint32_t id)
{
	return id < w->n_object && w->object[id].s.p != NULL ? &w->object[id] : make_object(w, id);
}

const struct form_text *
form_object(struct form_writer *w, uint32_t id)
{
	return object_text(w, id);
}

static const struct form_text *
make_account(struct form_writer *w, uint32_t id)
{
	struct form_text *t = text_at(w, &w->account, &w->n_account, w->d->n_account, id);

	t->s = keep_text(w, id < w->d->n_account ? w->d->account[id].no : STR(""));
	return t;
}

static inline const struct form_text *
account_text(struct form_writer *w, uint32_t id)
{
	return id < w->n_account && w->account[id].s.p != NULL ? &w->account[id]
	                                                       : make_account(w, id);
}

static inline unsigned char *
put_short(unsigned char *to, str s)
{
	memcpy(to, s.p, SHORT_TEXT);
	if (s.n > SHORT_TEXT)
		memcpy(to, s.p, s.n);
	return to + s.n;
}

static inline unsigned char *
put(unsigned char *to, const char *p, size_t n)
{
	memcpy(to, p, n);
	return to + n;
}

static inline unsigned char *
put_char(unsigned char *to, char c)
{
	*to = (unsigned char)c;
	return to + 1;
}

static inline unsigned char *
put_blanks(unsigned char *to, size_t n)
{
	if (n <= 8)
		memcpy(to, "        ", 8);
	else
		memset(to, ' ', n);
	return to + n;
}

static inline unsigned char *
put_end(unsigned char *to, unsigned flags)
{
	to[0] = flags & FORM_CRLF ? '\r' : '\n';
	to[1] = '\n';
	return to + 1 + (flags & FORM_CRLF ? 1 : 0);
}

/* Days come again and again: the last one is kept as it is written. */
static inline unsigned char *
put_day(struct form_writer *w, unsigned char *to, date d)
{
	if (d.y != w->day.y || d.m != w->day.m || d.d != w->day.d) {
		unsigned v = (unsigned)d.y * 10000 + (unsigned)d.m * 100 + (unsigned)d.d;
		for (size_t k = sizeof w->day_text; k-- > 0; v /= 10)
			w->day_text[k] = (char)('0' + v % 10);
		w->day = d;
	}
	return put(to, w->day_text, sizeof w->day_text);
}

static const char TWO_DIGITS[] = "00010203040506070809101112131415161718192021222324"
                                 "25262728293031323334353637383940414243444546474849"
                                 "50515253545556575859606162636465666768697071727374"
                                 "75767778798081828384858687888990919293949596979899";

static inline unsigned char *
put_amount(unsigned char *to, int64_t ore, unsigned flags)
{
	enum { POINT = 20, COPIED = 24 };
	char digits[POINT + COPIED] = {0};
	const uint64_t v = ore < 0 ? 0 - (uint64_t)ore : (uint64_t)ore;
	const unsigned cents = (unsigned)(v % 100);
	uint64_t whole = v / 100;
	size_t at = POINT, n;

	to[0] = '-';
	to += ore < 0;
	digits[POINT] = '.';
	memcpy(digits + POINT + 1, TWO_DIGITS + (size_t)cents * 2, 2);
	for (; whole >= 100; whole /= 100)
		memcpy(digits + (at -= 2), TWO_DIGITS + whole % 100 * 2, 2);
	memcpy(digits + (at -= 2), TWO_DIGITS + whole * 2, 2);
	at += whole < 10;
	n = POINT + 3 - at;
	if (flags & FORM_SHORT)
		n -= cents == 0 ? 3 : cents % 10 == 0;
	memcpy(to, digits + at, COPIED);
	return to + n;
}

/* The next eight bytes of s, zero past its end. */
static inline uint64_t
word_at(str s, size_t i)
{
	const size_t left = s.n - i;
	uint64_t w = 0;

	if (left >= sizeof w)
		return load8(s.p + i);
	if (s.n >= sizeof w)
		return load8(s.p + s.n - sizeof w) >> 8 * (sizeof w - left);
	for (size_t k = left; k-- > 0;)
		w = w << 8 | (unsigned char)s.p[i + k];
	return w;
}

/* A character that is not plain: a quote is escaped; what its code page lacks was not in
 * the file, so what stands for it is no matter. */
static unsigned char *
put_odd(struct form_writer *w, unsigned char *to, str s, size_t *i)
{
	const unsigned char c = (unsigned char)s.p[*i];

	if (c == '"')
		to = put_char(to, '\\');
	if (c < 0x80 || w->set == CHARSET_UTF8) {
		(*i)++;
		return put_char(to, (char)c);
	}
	const uint32_t u = utf8_next(s, i);
	const bool near = u < COUNTOF(w->byte) && w->byte[u] != 0;
	return put_char(to, (char)(near ? w->byte[u] : charset_byte(u, w->set)));
}

/* A field that may stand in quotes, in the file's bytes: at most 2 * s.n + 2, and a word
 * past them. */
static inline unsigned char *
put_field(struct form_writer *w, unsigned char *to, str s, bool quoted)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;

	to[0] = '"';
	to += quoted;
	for (size_t i = 0; i < s.n;) {
		const uint64_t word = word_at(s, i);
		const uint64_t x = word ^ ones * '"'; /* a quote is now zero */
		const uint64_t odd = (word | ((x - ones) & ~x)) & tops;
		const size_t left = s.n - i, most = left < sizeof word ? left : sizeof word;
		store8(to, word);
		if (odd == 0) {
			to += most;
			i += most;
			continue;
		}
		const size_t plain = (size_t)__builtin_ctzll(odd) / 8;
		to += plain;
		i += plain;
		to = put_odd(w, to, s, &i);
	}
	to[0] = '"';
	return to + quoted;
}

static inline unsigned char *
put_object(unsigned char *to, const struct form_text *t, bool quoted)
{
	if (quoted)
		return put_short(to, t->s);
	to = put(to, t->s.p, t->code - 1);
	return put(to, t->s.p + t->code, t->s.n - t->code - 1);
}

/* More than the unit alone, or not that in quotes. */
static unsigned char *
put_objects(struct form_writer *w, unsigned char *to, struct form_row f, const struct form_in *in)
{
	const size_t n = in->n_object + (in->unit != 0);
	size_t next = 0;

	for (size_t k = 0; k < n; k++) {
		const bool unit = in->unit != 0 && k == f.unit_at;
		if (!unit && next == in->n_object)
			break;
		if (k > 0)
			to = put_char(to, ' ');
		to = put_object(to, object_text(w, unit ? in->unit : in->object[next++]),
		    f.quoted == 0xff || (f.quoted >> (k & 7) & 1) != 0);
	}
	return to;
}

/* Where the next record is written: room for it and `n` bytes of its own. */
static inline unsigned char *
room(struct form_writer *w, size_t n)
{
	bytes_room(&w->out, n + ROW_ROOM);
	return w->out.p + w->out.n;
}

static inline void
wrote_to(struct form_writer *w, const unsigned char *to)
{
	w->out.n = (size_t)(to - w->out.p);
}

static void
write_row(struct form_writer *w, const struct vou *v, struct form_row f, const struct form_in *in)
{
	const str account = account_text(w, in->account)->s;
	const str unit = object_text(w, in->unit)->s;
	size_t n = account.n + unit.n + 2 * in->text.n;

	for (size_t k = 0; k < in->n_object; k++)
		n += object_text(w, in->object[k])->s.n + SHORT_TEXT;
	unsigned char *to = room(w, n);
	to = put_blanks(to, f.indent);
	memcpy(to, "#TRANS ", 8);
	to = put_short(to + 7, account);
	to = put(to, " {", 2);
	if (in->n_object == 0 && in->unit != 0 && f.unit_at == 0 && f.quoted == 0xff)
		to = put_short(to, unit);
	else if (in->n_object > 0 || in->unit != 0)
		to = put_objects(w, to, f, in);
	to = put(to, "} ", 2);
	to = put_amount(to, in->ore, f.flags);
	if (f.flags & FORM_TAIL)
		to = put(to, " \"\"", 3);
	if (f.flags & FORM_DAY) {
		to = put_char(to, ' ');
		to = put_day(w, to, in->days == 0 ? v->day : date_add_days(v->day, in->days));
	}
	if (in->text.n > 0 || (f.flags & FORM_EMPTY_TEXT)) {
		to = put_char(to, ' ');
		to = put_field(w, to, in->text, true);
	}
	wrote_to(w, put_end(to, f.flags));
}

/* Field i of a #VER record. */
static unsigned char *
put_ver_field(struct form_writer *w, unsigned char *to, const struct vou *v, struct form_ver f,
    size_t i)
{
	const bool quoted = (f.quoted >> i & 1) != 0;
	const date d = i == 2 ? v->day : v->reg;

	to = put_char(to, ' ');
	if (i != 2 && i != 4)
		return put_field(w, to,
		    i == 0       ? v->series
		        : i == 1 ? v->no
		        : i == 3 ? v->text
		                 : v->sign,
		    quoted);
	to[0] = '"';
	to += quoted;
	if (d.y != 0)
		to = put_day(w, to, d);
	to[0] = '"';
	return to + quoted;
}

static void
write_ver(struct form_writer *w, const struct vou *v, struct form_ver f)
{
	unsigned char *to = room(w, 2 * (v->series.n + v->no.n + v->text.n + v->sign.n));

	to = put_blanks(to, f.indent);
	to = put(to, "#VER", 4);
	for (size_t i = 0; i < f.n_field && i < 6; i++)
		to = put_ver_field(w, to, v, f, i);
	to = put_end(to, f.flags);
	to = put_blanks(to, f.open);
	to = put_char(to, '{');
	wrote_to(w, put_end(to, f.flags));
}

str
form_write(struct form_writer *w, const struct forms *f, const struct vou *v,
    const struct form_in *row)
{
	const struct form_ver ver = v->form > 0 && v->form <= f->n_ver ? f->ver[v->form - 1]
	                                                               : (struct form_ver){0};

	w->out.n = 0;
	write_ver(w, v, ver);
	for (size_t i = 0; i < v->n_row; i++)
		if (v->row_form[i] < f->n_row)
			write_row(w, v, f->row[v->row_form[i]], &row[i]);
	unsigned char *to = put_blanks(room(w, 0), ver.close);
	wrote_to(w, put_char(to, '}'));
	return (str){(const char *)w->out.p, w->out.n};
}

str
form_write_row(struct form_writer *w, const struct vou *v, struct form_row f,
    const struct form_in *in)
{
	w->out.n = 0;
	write_row(w, v, f, in);
	return (str){(const char *)w->out.p, w->out.n};
}
