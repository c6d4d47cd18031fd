/* sie4_lines.h -- the short way itself: lines of known shapes into the columns.
 *
 * Included once for each kind of processor by sie4_lines*.c, which defines before it
 * how the masks of a window are made:
 *
 *	static inline struct masks scan(const char *p);
 *
 * All is static, so that the compiler can join it into one loop.  Nothing here
 * branches on what comes in no order: rows of no, one and two objects, for one. */
#include "fmt/sie4_value.h"

#include <string.h>

/* One past any position that is used as found. */
#define END_BIT ((uint64_t)1 << 63)

/* The first bit, or 63 when there is none before. */
static inline unsigned
first_bit(uint64_t mask)
{
	return (unsigned)__builtin_ctzll(mask | END_BIT);
}

/* The first bit at or after i, or 63 when there is none before; i < 64.  A
 * position of 62 or more is never used as found. */
static inline unsigned
bit_from(uint64_t mask, unsigned i)
{
	return first_bit(mask & ~(uint64_t)0 << i);
}

/* The bits of [from, to), from <= to, both < 64; they begin at bit 0. */
static inline uint64_t
span(uint64_t mask, unsigned from, unsigned to)
{
	return (mask >> from) & (((uint64_t)1 << (to - from)) - 1);
}

/* The line ends at i (LF or CR LF); *next is where the next one begins. */
static inline bool
ends_line(const char *p, unsigned i, unsigned *next)
{
	unsigned cr = p[i] == '\r';

	*next = i + cr + 1;
	return p[i + cr] == '\n';
}

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Eight digits, the first in the lowest byte; each 0..9 after the xor with '0'. */
static inline bool
digits8(uint64_t v, uint64_t *out)
{
	if (((v & 0xf0f0f0f0f0f0f0f0u) | ((v + 0x0606060606060606u) & 0xf0f0f0f0f0f0f0f0u)) != 0)
		return false;
	v = v * 10 + (v >> 8);
	*out = (((v & 0x000000ff000000ffu) * 0x000f424000000064u) +
	           (((v >> 16) & 0x000000ff000000ffu) * 0x0000271000000001u)) >>
	    32;
	*out &= 0xffffffffu;
	return true;
}

/* -?d{1,8}.dd directly; any other spelling that is VALUE_OK by the general way.
 * At least 8 bytes stand before p. */
static inline bool
amount(const char *p, unsigned n, int64_t *ore)
{
	unsigned neg = p[0] == '-', whole;
	const char *q = p + neg;
	uint64_t v, units;

	if (n < neg + 4 || n > neg + 11 || p[n - 3] != '.' || !is_digit(p[n - 2]) ||
	    !is_digit(p[n - 1]))
		return sie4_amount((str){p, n}, ore) == VALUE_OK;
	whole = n - neg - 3;
	v = load8(q + whole - 8) ^ 0x3030303030303030u;
	v = v >> (64 - 8 * whole) << (64 - 8 * whole);
	if (!digits8(v, &units))
		return sie4_amount((str){p, n}, ore) == VALUE_OK;
	v = units * 100 + (uint64_t)((p[n - 2] - '0') * 10 + (p[n - 1] - '0'));
	*ore = (int64_t)((v ^ (0 - (uint64_t)neg)) + neg);
	return true;
}

/* YYYYMMDD; false for anything that is not plainly a date. */
static inline bool
day(struct sie4_fast *x, const char *p, date *out)
{
	uint64_t key = load8(p); /* never 0 when p[0] is a digit */
	struct slot *s = find_slot(x->date, DATE_SLOTS, key);

	if (s->key != key && (!is_digit(p[0]) || !sie4_fast_day(s, p, key)))
		return false;
	memcpy(out, &s->value, sizeof *out);
	return true;
}

/* A row taken apart; positions are in the window.  Its address is handed to nothing
 * that is not joined into the loop, so that it stays in registers. */
struct row_shape {
	const char *p; /* after "#TRANS " */
	struct masks m;
	unsigned account_n, list_end, amount_end;
	unsigned n_obj;
	uint32_t obj[2];
	date day;
	str text;
	const char *end;  /* of the record */
	const char *next; /* the next line */
};

/* A list of objects that is not a quick one. */
struct object_list {
	size_t n;
	struct {
		uint32_t dim;
		str no;
	} v[OBJECTS];
};

/* The number of a dimension, up to three digits and the blank after them. */
static bool
dim_number(const char *p, unsigned *i, uint32_t *dim)
{
	unsigned k = *i;

	*dim = 0;
	while (k < *i + 3 && is_digit(p[k]))
		*dim = *dim * 10 + (uint32_t)(p[k++] - '0');
	if (*dim == 0 || p[k] != ' ')
		return false;
	*i = k + 1;
	return true;
}

/* All ones for true, without a branch. */
static inline uint64_t
all_if(bool v)
{
	return 0 - (uint64_t)v;
}

/* What two objects a list {}, {1 "a"} or {1 "a" 6 "b"} holds, if both stand in
 * their cache.  Rows of no, one and two objects come in no order, so
 * nothing here branches on their number: what is not there has length zero and is
 * masked out of every test. */
static bool
quick_list(struct sie4_fast *x, struct row_shape *s)
{
	const uint64_t last = (uint64_t)1 << 63, bit = 1;
	const unsigned from = s->account_n + 2, end = bit_from(s->m.brace, from);
	const char *p = s->p + from;
	const uint64_t q0 = span(s->m.quote, from, end), q1 = q0 & (q0 - 1);
	const uint64_t q2 = q1 & (q1 - 1), q3 = q2 & (q2 - 1), q4 = q3 & (q3 - 1);
	const unsigned b0 = (unsigned)__builtin_ctzll(q0 | last);
	const unsigned e0 = (unsigned)__builtin_ctzll(q1 | last);
	const unsigned b1 = (unsigned)__builtin_ctzll(q2 | last);
	const unsigned e1 = (unsigned)__builtin_ctzll(q3 | last);
	const uint64_t one = all_if(q0 != 0), two = all_if(q2 != 0);
	const uint64_t d0 = (uint64_t)(p[0] - '0') & one, d1 = (uint64_t)(p[e0 + 2] - '0') & two;
	const uint64_t l0 = (e0 - b0 - 1) & one, l1 = (e1 - b1 - 1) & two;
	const uint64_t close = (((e1 & two) | (e0 & ~two)) + 1) & one;
	const uint64_t blanks = (one & bit << 1) |
	    (two & (bit << ((e0 + 1) & 63) | bit << ((e0 + 3) & 63)));
	const uint64_t k0 = (load8(p + 3) & FIRST[l0 & 7]) | d0 << 56;
	const uint64_t k1 = (load8(p + e0 + 5) & FIRST[l1 & 7]) | d1 << 56;
	const struct slot *s0 = find_slot(x->object, OBJECT_SLOTS, k0);
	const struct slot *s1 = find_slot(x->object, OBJECT_SLOTS, k1);
	uint64_t wrong = q4 | (span(s->m.blank, from, end) ^ blanks) | ((end - from) ^ close);

	wrong |= one & ((b0 ^ 2) | all_if(l0 - 1 >= SHORT_CODE) | all_if(d0 - 1 >= 9));
	wrong |= two & ((b1 ^ (e0 + 4)) | all_if(l1 - 1 >= SHORT_CODE) | all_if(d1 - 1 >= 9));
	wrong |= (one & (s0->key ^ k0)) | (two & (s1->key ^ k1));
	if (wrong != 0 || end >= 48)
		return false;
	s->obj[0] = s0->value;
	s->obj[1] = s1->value;
	s->n_obj = (unsigned)(q0 != 0) + (q2 != 0);
	s->list_end = end + 1;
	return true;
}

/* Most lists were met before, word for word. */
static inline bool
known_list(struct sie4_fast *x, struct row_shape *s)
{
	const unsigned from = s->account_n + 2, end = first_bit(s->m.brace), n = end - from;
	const char *p = s->p + from;

	if (n > LIST_BYTES)
		return quick_list(x, s);
	const uint64_t lo = load8(p) & FIRST[n < 8 ? n : 8];
	const uint64_t hi = load8(p + 8) & FIRST[n > 8 ? n - 8 : 0];
	struct list_slot *k = &x->list[slot_hash(lo * 31 + hi) & (LIST_SLOTS - 1)];
	if (k->lo == lo && k->hi == hi) {
		s->obj[0] = k->object;
		s->n_obj = k->n;
		s->list_end = end + 1;
		return true;
	}
	if (!quick_list(x, s))
		return false;
	if (s->n_obj == 1 && s->list_end == end + 1)
		*k = (struct list_slot){lo, hi, s->obj[0], 1};
	return true;
}

/* {} or {1 "a"} or {1 a 6 "b"} ..., whose inside begins at k; where it ends, or 0. */
static unsigned
read_list(struct object_list *to, const char *p, struct masks m, unsigned k)
{
	to->n = 0;
	while (k < 48 && p[k] != '}') {
		if (to->n == OBJECTS || !dim_number(p, &k, &to->v[to->n].dim))
			return 0;
		const bool quoted = p[k] == '"';
		k += quoted;
		const unsigned end = bit_from(quoted ? m.quote : m.blank | m.brace | m.quote, k);
		if (end - k - 1 >= 16 || end + 2 >= 64 || span(m.blank, k, end) != 0)
			return 0;
		to->v[to->n++].no = (str){p + k, end - k};
		k = end + quoted;
		/* A quote inside a bare code, or text after a closing quote. */
		if (p[k] == ' ')
			k++;
		else if (p[k] != '}')
			return 0;
	}
	return k < 48 ? k + 1 : 0;
}

/* The text that begins at k and ends the line.  Where the line is longer than its
 * window a second one begins with the text. */
static inline bool
last_text(struct sie4_fast *x, struct sie4 *r, struct row_shape *s, unsigned k, unsigned eol)
{
	const char *p = s->p;
	uint64_t quote = s->m.quote, odd = s->m.odd;
	unsigned end, next;

	if (eol > 61) {
		struct masks m = scan(p += k);
		k = 0;
		eol = first_bit(m.control);
		quote = m.quote;
		odd = m.odd;
	}
	end = bit_from(quote, k);
	if (end + 1 != eol || eol > 61 || !ends_line(p, eol, &next))
		return false;
	s->text = (str){p + k, end - k};
	s->end = p + eol;
	s->next = p + next;
	odd = span(odd, k, end);
	if (odd == 0)
		return true;
	str utf8;
	const bool ok = sie4_fast_text(x, r, s->text, odd, &utf8);
	s->text = utf8;
	return ok;
}

/* After the amount: nothing, or a date or "" and perhaps a text.  The first control
 * character ends the line, so none stands in the text. */
static inline bool
row_tail(struct sie4_fast *x, struct sie4 *r, struct row_shape *s)
{
	const char *p = s->p;
	unsigned k = s->amount_end, next;
	const unsigned eol = first_bit(s->m.control);

	s->day = (date){0};
	s->text = (str){"", 0};
	s->end = p + eol;
	if (k != eol) {
		if (k > 48 || p[k] != ' ')
			return false;
		if (p[k + 1] == '"' && p[k + 2] == '"') {
			k += 3;
		} else {
			if (!day(x, p + k + 1, &s->day))
				return false;
			k += 9;
		}
		if (k != eol)
			return p[k] == ' ' && p[k + 1] == '"' && last_text(x, r, s, k + 2, eol);
	}
	if (eol > 61 || !ends_line(p, eol, &next))
		return false;
	s->next = p + next;
	return true;
}

/* The account and the list of objects: quick ones in the shape, others in `list`. */
static inline bool
row_head(struct sie4_fast *x, struct row_shape *s, struct object_list *list)
{
	s->account_n = first_bit(s->m.blank);
	if (s->account_n - 1 >= 8 || s->p[0] == '{' || s->p[s->account_n] != ' ' ||
	    s->p[s->account_n + 1] != '{')
		return false;
	list->n = 0;
	if (!known_list(x, s)) {
		s->n_obj = 0;
		s->list_end = read_list(list, s->p, s->m, s->account_n + 2);
	}
	if (s->list_end == 0 || s->p[s->list_end] != ' ')
		return false;
	s->amount_end = bit_from(s->m.blank, s->list_end + 1);
	/* Codes and amounts are plain ASCII without quotes, or else not for us. */
	return s->amount_end < 62 && s->amount_end != s->list_end + 1 &&
	    span(s->m.odd, 0, s->amount_end) == 0 && span(s->m.quote, 0, s->account_n) == 0;
}

static bool
add_objects(struct sie4_fast *x, struct sie4 *r, const struct object_list *list)
{
	for (size_t k = 0; k < list->n; k++)
		if (!sie4_fast_object(x, r, list->v[k].dim, list->v[k].no,
		        &r->b.c.obj[r->b.c.n_obj++]))
			return false;
	return true;
}

/* Put the row into the columns. */
static inline bool
add_row(struct sie4_fast *x, struct sie4 *r, const struct row_shape *s, int64_t ore, uint64_t at)
{
	struct sie_cols *c = &r->b.c;
	const size_t i = c->n_row;
	const uint64_t key = load8(s->p) & FIRST[s->account_n];
	struct slot *a = find_slot(x->account, ACCOUNT_SLOTS, key);

	if (a->key != key && !sie4_fast_account(a, r, (str){s->p, s->account_n}, key))
		return false;
	memcpy(c->obj + c->n_obj, s->obj, sizeof s->obj);
	c->n_obj += s->n_obj;
	c->row_account[i] = a->value;
	c->row_obj[i + 1] = (uint32_t)c->n_obj;
	c->row_kind[i] = SIE_TRANS;
	c->row_ore[i] = ore;
	c->row_day[i] = s->day;
	c->row_text[i] = s->text;
	c->row_line[i] = r->line;
	c->row_at[i] = at;
	c->row_len[i] = (uint32_t)(r->ver_end - at);
	c->n_row++;
	sie_build_moved(&r->b, a->value, ore);
	return true;
}

enum outcome { LEFT, TAKEN, FAILED };

static inline enum outcome
trans(struct sie4_fast *x, struct sie4 *r, const char *q)
{
	struct sie_cols *c = &r->b.c;
	struct row_shape s;
	struct object_list list;
	int64_t ore;

	/* Not cleared: what is read of it was written. */
	s.p = q + 7;
	s.m = scan(s.p);
	if (!row_head(x, &s, &list) ||
	    !amount(s.p + s.list_end + 1, s.amount_end - s.list_end - 1, &ore) ||
	    c->n_row - c->ver_row[c->n_ver] >= SIE_VER_ROWS_MAX ||
	    r->b.text_bytes > SIE_VER_TEXT_MAX || !row_tail(x, r, &s))
		return LEFT;
	if (c->n_row + 2 > c->room_row || c->n_obj + OBJECTS > c->room_obj)
		sie_build_room(&r->b, ROOM_ROWS, ROOM_ROWS);
	r->line++;
	r->ver_end = (uint64_t)(s.end - r->s.p);
	c->row_obj[c->n_row] = (uint32_t)c->n_obj;
	if ((list.n > 0 && !add_objects(x, r, &list)) ||
	    !add_row(x, r, &s, ore, (uint64_t)(q - r->s.p)))
		return FAILED;
	r->next = (size_t)(s.next - r->s.p);
	return TAKEN;
}

/* A #VER record being read: where, in which window. */
struct ver_cursor {
	const char *p;
	struct masks m;
	unsigned k, eol;
};

/* A field at the cursor, bare or quoted; then the cursor is at what follows.  A
 * quoted one may hold blanks, but no control characters: the first ends the line. */
static inline bool
ver_field(struct ver_cursor *u, str *out, uint64_t *odd)
{
	const unsigned quoted = u->p[u->k] == '"', from = u->k + quoted;

	if (from >= 60)
		return false;
	const unsigned end = bit_from(quoted ? u->m.quote : u->m.blank, from);
	/* Blanks before a field, lists and stray quotes are not for us. */
	if (end > u->eol || end >= 62 ||
	    (!quoted &&
	        (end == from || u->p[from] == '{' ||
	            span(u->m.quote | u->m.brace, from, end) != 0)))
		return false;
	*out = (str){u->p + from, end - from};
	*odd = span(u->m.odd, from, end);
	u->k = end + quoted;
	return u->p[u->k] == ' ' || u->k == u->eol;
}

/* The same for what has to be plain: no letters outside ASCII and no blanks. */
static inline bool
ver_code(struct ver_cursor *u, str *out)
{
	uint64_t odd;
	unsigned from = u->k;

	return ver_field(u, out, &odd) && odd == 0 && span(u->m.blank, from, u->k) == 0;
}

/* series number date ["text" [date [sign]]].  Where the line is longer than its
 * window a second one begins with the text. */
static inline bool
ver_shape(struct sie4_fast *x, struct sie4 *r, struct ver_cursor *u, struct sie_ver *v)
{
	str field;
	uint64_t odd;

	if (!ver_code(u, &v->series) || u->p[u->k++] != ' ' || !ver_code(u, &v->no) ||
	    u->p[u->k++] != ' ' || !ver_code(u, &field) || field.n != 8 ||
	    !day(x, field.p, &v->day) || v->series.n > 8 || v->no.n == 0)
		return false;
	if (u->p[u->k] == ' ') {
		u->k++;
		if (u->eol > 61) {
			u->p += u->k;
			u->m = scan(u->p);
			u->eol = first_bit(u->m.control);
			u->k = 0;
		}
		if (!ver_field(u, &v->text, &odd) ||
		    (odd != 0 && !sie4_fast_text(x, r, v->text, odd, &v->text)))
			return false;
	}
	if (u->p[u->k] == ' ') {
		u->k++;
		if (!ver_code(u, &field) || field.n != 8 || !day(x, field.p, &v->reg))
			return false;
	}
	if (u->p[u->k] == ' ') {
		u->k++;
		if (!ver_code(u, &v->sign))
			return false;
	}
	return u->k == u->eol && u->eol <= 61;
}

/* A brace alone on its line. */
static inline enum outcome
brace(struct sie4 *r, const char *q)
{
	unsigned next;

	if (!ends_line(q, 1, &next))
		return LEFT;
	if (q[0] == '{' ? r->where != SIE4_VER_MET : r->where != SIE4_IN_VER)
		return LEFT;
	r->line++;
	r->ver_end = (uint64_t)(q - r->s.p) + 1;
	r->next = (size_t)(q - r->s.p) + next;
	if (q[0] == '{') {
		r->where = SIE4_IN_VER;
		return TAKEN;
	}
	r->where = SIE4_OUTSIDE;
	r->mirror_due = false;
	return sie_build_ver_end(&r->b, r->ver_end) ? TAKEN : FAILED;
}

static inline enum outcome
ver(struct sie4_fast *x, struct sie4 *r, const char *q)
{
	struct sie_ver v = {.at = (uint64_t)(q - r->s.p), .sign = STR(""), .text = STR("")};
	struct ver_cursor u = {.p = q + 5};
	unsigned next;

	u.m = scan(u.p);
	u.eol = first_bit(u.m.control);
	if (!ver_shape(x, r, &u, &v) || !ends_line(u.p, u.eol, &next))
		return LEFT;
	v.line = ++r->line;
	uint64_t key = load8(v.series.p) & FIRST[v.series.n];
	struct slot *s = find_slot(x->series, SERIES_SLOTS, key);
	if ((s->key != key || key == 0) && !sie4_fast_series(s, r, v.series, key))
		return FAILED;
	sie_build_ver_of(&r->b, &v, s->value);
	r->where = SIE4_VER_MET;
	r->ver_end = (uint64_t)(u.p - r->s.p) + u.eol;
	r->next = (size_t)(u.p - r->s.p) + next;
	/* Its brace, if that has a known shape; else it is met again. */
	if (u.p[next] == '{')
		(void)brace(r, u.p + next);
	return TAKEN;
}

#define LABEL_TRANS 0x20534e41525423u /* "#TRANS " */
#define LABEL_VER 0x2052455623u       /* "#VER " */

/* How many blanks a line begins with, if at most INDENT_MAX. */
static inline unsigned
indent_of(uint64_t head)
{
	const uint64_t spaces = 0x2020202020202020u;

	return (unsigned)__builtin_ctzll((head ^ spaces) | END_BIT) / 8;
}

static bool
take_lines(struct sie4_fast *x, struct sie4 *r)
{
	enum outcome o = TAKEN;
	uint64_t n_row = 0, n_ver = 0;
	const size_t last = r->s.n >= SIE4_GUARD ? r->s.n - SIE4_GUARD : 0; /* (F1) */

	while (o == TAKEN && r->next < last) {
		const char *q = r->s.p + r->next;
		q += indent_of(load8(q));
		const uint64_t head = load8(q);
		if ((head & FIRST[7]) == LABEL_TRANS) {
			o = r->where == SIE4_IN_VER && !r->mirror_due ? trans(x, r, q) : LEFT;
			n_row += o == TAKEN;
		} else if (*q == '{' || *q == '}') {
			o = brace(r, q);
		} else {
			o = (head & FIRST[5]) == LABEL_VER && r->where == SIE4_OUTSIDE
			    ? ver(x, r, q)
			    : LEFT;
			n_ver += o == TAKEN;
		}
	}
	r->b.f->n_row[SIE_TRANS] += n_row;
	r->b.f->n_fast += n_row;
	r->b.f->n_record += n_row + n_ver;
	return o != FAILED;
}
