#include "fmt/sie4_fast.h"

#include "fmt/sie4_value.h"

#include <string.h>

enum {
	ACCOUNT_SLOTS = 4096,
	OBJECT_SLOTS = 4096,
	LONG_SLOTS = 4096,
	SHORT_CODE = 7, /* bytes of an object whose dimension fits beside it in a key */
	DATE_SLOTS = 2048,
	SERIES_SLOTS = 256,
	INDENT_MAX = 8,
	OBJECTS = 8,     /* of a row that takes the short way */
	ROOM_ROWS = 1024 /* asked for at a time */
};

/* Codes of at most 8 bytes as numbers; a slot that is not in use has key 0, which
 * no code has.  A key stands in one of a pair of neighbours, which are looked at
 * without a branch; where both are taken the second gives way.  Small slots
 * matter: most of the time goes to fetching them. */
struct slot {
	uint64_t key;
	uint32_t value;
};

/* Objects with codes of 8 to 16 bytes. */
struct long_slot {
	uint64_t lo, hi;
	uint32_t dim, index;
};

struct sie4_fast {
	sie4_scan *scan;
	struct slot account[ACCOUNT_SLOTS];
	struct slot series[SERIES_SLOTS];
	struct slot object[OBJECT_SLOTS]; /* key: the code, its dimension in the top byte */
	struct long_slot long_object[LONG_SLOTS];
	struct slot date[DATE_SLOTS];
};

struct sie4_fast *
sie4_fast_new(struct sie4 *r)
{
	struct sie4_fast *x = arena_new(r->b.mem, struct sie4_fast);

	x->scan = sie4_scan_for(r->o->no_wide);
	return x;
}

/* Eight bytes, the first one lowest; compilers make it one load. */
static uint64_t
load8(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
	    (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
	    (uint64_t)b[7] << 56;
}

/* Masks of the first 0..8 bytes. */
static const uint64_t FIRST[] = {0, 0xff, 0xffff, 0xffffff, 0xffffffff, 0xffffffffff,
    0xffffffffffff, 0xffffffffffffff, 0xffffffffffffffff};

/* Both halves of a key tell codes apart, so both must reach the bits used. */
static size_t
hash(uint64_t key)
{
	return (size_t)(((key ^ key >> 32) * 0x9e3779b97f4a7c15u) >> 40);
}

/* The slot of a key, or (its key is another) the one to put it in. */
static struct slot *
find_slot(struct slot *table, size_t slots, uint64_t key)
{
	struct slot *s = &table[hash(key) & (slots - 2)];

	return s + ((s->key != key) & (s->key != 0));
}

/* The first bit at or after i, or 63 when there is none before; i < 64.  A
 * position of 62 or more is never used as found. */
static unsigned
bit_from(uint64_t mask, unsigned i)
{
	return i + (unsigned)__builtin_ctzll(mask >> i | (uint64_t)1 << (63 - i));
}

/* The bits of [from, to), from <= to, both < 64; they begin at bit 0. */
static uint64_t
span(uint64_t mask, unsigned from, unsigned to)
{
	return (mask >> from) & (((uint64_t)1 << (to - from)) - 1);
}

/* The line ends at i (LF or CR LF); *next is where the next one begins. */
static bool
ends_line(const char *p, unsigned i, unsigned *next)
{
	if (p[i] == '\n') {
		*next = i + 1;
		return true;
	}
	*next = i + 2;
	return p[i] == '\r' && p[i + 1] == '\n';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Eight digits, the first in the lowest byte; each 0..9 after the xor with '0'. */
static bool
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
static bool
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
static bool
day(struct sie4_fast *x, const char *p, date *out)
{
	uint64_t key = load8(p); /* never 0 when p[0] is a digit */
	struct slot *s = find_slot(x->date, DATE_SLOTS, key);
	date d;

	if (!is_digit(p[0]))
		return false;
	if (s->key != key) {
		if (sie4_date((str){p, 8}, &d) != VALUE_OK)
			return false;
		*s = (struct slot){key, (uint32_t)(d.y << 16 | d.m << 8 | d.d)};
	}
	*out = (date){(int16_t)(s->value >> 16), (int8_t)(s->value >> 8 & 0xff),
	    (int8_t)(s->value & 0xff)};
	return true;
}

static bool
find_account(struct sie4_fast *x, struct sie4 *r, str no, uint32_t *out)
{
	uint64_t key = load8(no.p) & FIRST[no.n];
	struct slot *s = find_slot(x->account, ACCOUNT_SLOTS, key);

	if (s->key != key) {
		if (!sie4_used_account(r, no, out))
			return false;
		*s = (struct slot){key, *out};
	}
	*out = s->value;
	return true;
}

static bool
find_series(struct sie4_fast *x, struct sie4 *r, str name, uint32_t *out)
{
	uint64_t key = load8(name.p) & FIRST[name.n];
	struct slot *s = find_slot(x->series, SERIES_SLOTS, key);

	if (s->key != key || key == 0) {
		*out = 0;
		if (!sie_build_series(&r->b, name, out))
			return false;
		*s = (struct slot){key, *out};
	}
	*out = s->value;
	return true;
}

static bool
make_object(struct sie4 *r, uint32_t dim, str no, uint32_t *out)
{
	uint32_t d;

	return sie_build_dim(&r->b, (int)dim, r->line, &d) &&
	    sie_build_object(&r->b, d, no, r->line, out);
}

static bool
find_long_object(struct sie4_fast *x, struct sie4 *r, uint32_t dim, str no, uint32_t *out)
{
	uint64_t lo = load8(no.p) & FIRST[no.n < 8 ? no.n : 8];
	uint64_t hi = load8(no.p + 8) & FIRST[no.n > 8 ? no.n - 8 : 0];
	struct long_slot *s = &x->long_object[hash(lo + hi * 31 + dim) & (LONG_SLOTS - 1)];

	if (s->lo != lo || s->hi != hi || s->dim != dim) {
		if (!make_object(r, dim, no, out))
			return false;
		*s = (struct long_slot){lo, hi, dim, *out};
	}
	*out = s->index;
	return true;
}

static uint64_t
object_key(uint64_t code, uint64_t dim)
{
	return code | dim << 56;
}

static bool
find_object(struct sie4_fast *x, struct sie4 *r, uint32_t dim, str no, uint32_t *out)
{
	uint64_t key;
	struct slot *s;

	if (no.n > SHORT_CODE || dim > 255)
		return find_long_object(x, r, dim, no, out);
	key = object_key(load8(no.p) & FIRST[no.n], dim);
	s = find_slot(x->object, OBJECT_SLOTS, key);
	if (s->key != key) {
		if (!make_object(r, dim, no, out))
			return false;
		*s = (struct slot){key, *out};
	}
	*out = s->value;
	return true;
}

/* A row taken apart; positions are in the window. */
struct shape {
	const char *p; /* after "#TRANS " */
	struct sie4_masks m;
	unsigned account_n;
	unsigned n_obj;
	bool quick; /* the objects are in quick_obj, else in obj */
	uint32_t quick_obj[2];
	struct {
		uint32_t dim;
		str no;
	} obj[OBJECTS];
	unsigned amount_at, amount_end;
	date day;
	struct sie4_field text;
	bool text_plain;
	unsigned end;  /* of the record */
	unsigned next; /* of the next line */
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
static uint64_t
all_if(bool v)
{
	return 0 - (uint64_t)v;
}

/* What two objects a list {}, {1 "a"} or {1 "a" 6 "b"} holds, if both stand in
 * their cache.  Rows of no, one and two objects come in no order, so
 * nothing here branches on their number: what is not there has length zero and is
 * masked out of every test. */
static bool
quick_list(struct sie4_fast *x, struct shape *s, unsigned *i)
{
	const uint64_t last = (uint64_t)1 << 63, bit = 1;
	const unsigned from = *i + 1, end = bit_from(s->m.brace, from);
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
	const uint64_t k0 = object_key(load8(p + 3) & FIRST[l0 & 7], d0);
	const uint64_t k1 = object_key(load8(p + e0 + 5) & FIRST[l1 & 7], d1);
	const struct slot *s0 = find_slot(x->object, OBJECT_SLOTS, k0);
	const struct slot *s1 = find_slot(x->object, OBJECT_SLOTS, k1);
	uint64_t wrong = q4 | (span(s->m.blank, from, end) ^ blanks) | ((end - from) ^ close);

	wrong |= one & ((b0 ^ 2) | all_if(l0 - 1 >= SHORT_CODE) | all_if(d0 - 1 >= 9));
	wrong |= two & ((b1 ^ (e0 + 4)) | all_if(l1 - 1 >= SHORT_CODE) | all_if(d1 - 1 >= 9));
	wrong |= (one & (s0->key ^ k0)) | (two & (s1->key ^ k1));
	if (wrong != 0 || end >= 48)
		return false;
	s->quick_obj[0] = s0->value;
	s->quick_obj[1] = s1->value;
	s->n_obj = (unsigned)(q0 != 0) + (q2 != 0);
	*i = end + 1;
	return true;
}

/* {} or {1 "a"} or {1 a 6 "b"} ...; *i is at the brace, then after its end. */
static bool
object_list(struct shape *s, unsigned *i)
{
	const char *p = s->p;
	unsigned k = *i + 1;

	s->n_obj = 0;
	while (k < 48 && p[k] != '}') {
		bool quoted;
		unsigned end;

		if (s->n_obj == OBJECTS || !dim_number(p, &k, &s->obj[s->n_obj].dim))
			return false;
		quoted = p[k] == '"';
		k += quoted;
		end = bit_from(quoted ? s->m.quote : s->m.blank | s->m.brace | s->m.quote, k);
		if (end - k - 1 >= 16 || end + 2 >= 64 || span(s->m.blank, k, end) != 0)
			return false;
		s->obj[s->n_obj++].no = (str){p + k, end - k};
		k = end + quoted;
		/* A quote inside a bare code, or text after a closing quote. */
		if (p[k] == ' ')
			k++;
		else if (p[k] != '}')
			return false;
	}
	*i = k + 1;
	return k < 48;
}

/* After the amount: nothing, or a date or "" and perhaps a text. */
static bool
row_tail(struct sie4_fast *x, struct shape *s)
{
	const char *p = s->p;
	unsigned k = s->amount_end, end;

	s->day = (date){0};
	s->text = (struct sie4_field){.raw = {"", 0}};
	s->text_plain = true;
	s->end = k;
	if (ends_line(p, k, &s->next))
		return true;
	if (k > 40 || p[k] != ' ')
		return false;
	if (p[k + 1] == '"' && p[k + 2] == '"') {
		k += 3;
	} else {
		if (!day(x, p + k + 1, &s->day))
			return false;
		k += 9;
	}
	s->end = k;
	if (ends_line(p, k, &s->next))
		return true;
	if (p[k] != ' ' || p[k + 1] != '"')
		return false;
	k += 2;
	end = bit_from(s->m.quote, k);
	if (end >= 62 || memchr(p + k, '\\', end - k) != NULL)
		return false;
	s->text.raw = (str){p + k, end - k};
	s->text_plain = span(s->m.odd | s->m.control, k, end) == 0;
	s->end = end + 1;
	return ends_line(p, end + 1, &s->next);
}

static bool
row_shape(struct sie4_fast *x, struct shape *s)
{
	unsigned i;

	s->account_n = bit_from(s->m.blank, 0);
	if (s->account_n - 1 >= 8 || s->p[0] == '{' || s->p[s->account_n] != ' ' ||
	    s->p[s->account_n + 1] != '{')
		return false;
	i = s->account_n + 1;
	s->quick = quick_list(x, s, &i);
	if ((!s->quick && !object_list(s, &i)) || s->p[i] != ' ')
		return false;
	s->amount_at = i + 1;
	s->amount_end = bit_from(s->m.blank, s->amount_at);
	/* Codes and amounts are plain ASCII without quotes, or else not for us. */
	if (s->amount_end >= 62 || s->amount_end == s->amount_at ||
	    span(s->m.odd, 0, s->amount_end) != 0 || span(s->m.quote, 0, s->account_n) != 0)
		return false;
	return row_tail(x, s);
}

static bool
add_objects(struct sie4_fast *x, struct sie4 *r, const struct shape *s)
{
	for (unsigned k = 0; k < s->n_obj; k++)
		if (!find_object(x, r, s->obj[k].dim, s->obj[k].no, &r->b.c.obj[r->b.c.n_obj++]))
			return false;
	return true;
}

/* Put the row into the columns. */
static bool
add_row(struct sie4_fast *x, struct sie4 *r, const struct shape *s, int64_t ore, uint64_t at,
    uint32_t len)
{
	struct sie_cols *c = &r->b.c;
	size_t i = c->n_row;

	c->row_obj[i] = (uint32_t)c->n_obj;
	if (!find_account(x, r, (str){s->p, s->account_n}, &c->row_account[i]))
		return false;
	if (s->quick) {
		memcpy(c->obj + c->n_obj, s->quick_obj, sizeof s->quick_obj);
		c->n_obj += s->n_obj;
	} else if (!add_objects(x, r, s)) {
		return false;
	}
	c->row_obj[i + 1] = (uint32_t)c->n_obj;
	c->row_kind[i] = SIE_TRANS;
	c->row_ore[i] = ore;
	c->row_day[i] = s->day;
	c->row_text[i] = s->text_plain ? s->text.raw : sie4_batch_text(r, &s->text);
	c->row_line[i] = r->line;
	c->row_at[i] = at;
	c->row_len[i] = len;
	c->n_row++;
	r->b.f->n_row[SIE_TRANS]++;
	sie_build_moved(&r->b, c->row_account[i], ore);
	return true;
}

enum outcome { LEFT, TAKEN, FAILED };

static enum outcome
trans(struct sie4_fast *x, struct sie4 *r, const char *q)
{
	struct sie_cols *c = &r->b.c;
	struct shape s;
	uint64_t at = (uint64_t)(q - r->s.p);
	unsigned next;
	int64_t ore;

	/* Not cleared: what is read of it was written. */
	s.p = q + 7;
	x->scan(s.p, &s.m);
	/* The next line is found without the row, so that the processor can begin
	 * with it before it is done with this one. */
	next = bit_from(s.m.newline, 0) + 1;
	if (next > 62 || !row_shape(x, &s) || s.next != next ||
	    !amount(s.p + s.amount_at, s.amount_end - s.amount_at, &ore) ||
	    c->n_row - c->ver_row[c->n_ver] >= SIE_VER_ROWS_MAX ||
	    r->b.text_bytes > SIE_VER_TEXT_MAX)
		return LEFT;
	if (c->n_row + 2 > c->room_row || c->n_obj + OBJECTS > c->room_obj)
		sie_build_room(&r->b, ROOM_ROWS, ROOM_ROWS);
	r->line++;
	r->ver_end = (uint64_t)(s.p - r->s.p) + s.end;
	if (!add_row(x, r, &s, ore, at, (uint32_t)(r->ver_end - at)))
		return FAILED;
	r->b.f->n_record++;
	r->b.f->n_fast++;
	r->next = (size_t)(s.p - r->s.p) + next;
	return TAKEN;
}

/* A field of a #VER record at *k, bare or quoted; then *k is at what follows. */
static bool
ver_field(const char *p, const struct sie4_masks *m, unsigned *k, str *out)
{
	bool quoted = p[*k] == '"';
	unsigned from = *k + quoted, end;

	if (from >= 60)
		return false;
	end = bit_from(quoted ? m->quote : m->blank, from);
	if (end >= 62)
		return false;
	/* Blanks before a field, lists and stray quotes are not for us. */
	if (!quoted && (end == from || p[from] == '{' || span(m->quote | m->brace, from, end) != 0))
		return false;
	*out = (str){p + from, end - from};
	*k = end + quoted;
	return p[*k] == ' ' || p[*k] == '\n' || p[*k] == '\r';
}

/* No blanks and no control characters, which would have to become blanks. */
static bool
is_code(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (sie4_is_blank(s.p[i]))
			return false;
	return true;
}

/* series number date ["text" [date [sign]]], all within the window. */
static bool
ver_shape(struct sie4_fast *x, const char *p, const struct sie4_masks *m, struct sie_ver *v,
    str *text, unsigned *end, unsigned *next)
{
	str field;
	unsigned k = 0;

	if (!ver_field(p, m, &k, &v->series) || p[k++] != ' ' || !ver_field(p, m, &k, &v->no) ||
	    p[k++] != ' ' || !ver_field(p, m, &k, &field) || field.n != 8 ||
	    !day(x, field.p, &v->day))
		return false;
	if (v->series.n > 8 || v->no.n == 0 || span(m->odd, 0, k) != 0 || !is_code(v->series) ||
	    !is_code(v->no))
		return false;
	if (p[k] == ' ') {
		k++;
		if (!ver_field(p, m, &k, text))
			return false;
	}
	if (p[k] == ' ') {
		k++;
		if (!ver_field(p, m, &k, &field) || field.n != 8 || !day(x, field.p, &v->reg))
			return false;
	}
	if (p[k] == ' ') {
		unsigned from = k++;

		if (!ver_field(p, m, &k, &v->sign) || span(m->odd, from, k) != 0 ||
		    !is_code(v->sign))
			return false;
	}
	*end = k;
	return ends_line(p, k, next);
}

static enum outcome
ver(struct sie4_fast *x, struct sie4 *r, const char *q)
{
	const char *p = q + 5;
	struct sie_ver v = {.at = (uint64_t)(q - r->s.p), .sign = STR("")};
	struct sie4_field text = {.raw = {"", 0}};
	struct sie4_masks m;
	uint32_t series;
	unsigned end, found, next;

	x->scan(p, &m);
	next = bit_from(m.newline, 0) + 1;
	if (next > 62 || !ver_shape(x, p, &m, &v, &text.raw, &end, &found) || found != next ||
	    memchr(text.raw.p, '\\', text.raw.n) != NULL)
		return LEFT;
	v.line = ++r->line;
	v.text = text.raw;
	if (span(m.odd | m.control, 0, end) != 0)
		v.text = sie4_batch_text(r, &text);
	if (!find_series(x, r, v.series, &series))
		return FAILED;
	sie_build_ver_of(&r->b, &v, series);
	r->where = SIE4_VER_MET;
	r->ver_end = (uint64_t)(p - r->s.p) + end;
	r->b.f->n_record++;
	r->next = (size_t)(p - r->s.p) + next;
	return TAKEN;
}

/* A brace alone on its line. */
static enum outcome
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

#define LABEL_TRANS 0x20534e41525423u /* "#TRANS " */
#define LABEL_VER 0x2052455623u       /* "#VER " */

static enum outcome
line(struct sie4_fast *x, struct sie4 *r)
{
	const char *q = r->s.p + r->next;
	uint64_t head;

	for (int i = 0; i < INDENT_MAX && (*q == ' ' || *q == '\t'); i++)
		q++;
	head = load8(q);
	if ((head & 0xffffffffffffffu) == LABEL_TRANS) {
		if (r->where != SIE4_IN_VER || r->mirror_due)
			return LEFT;
		return trans(x, r, q);
	}
	if (*q == '{' || *q == '}')
		return brace(r, q);
	if ((head & 0xffffffffffu) == LABEL_VER && r->where == SIE4_OUTSIDE)
		return ver(x, r, q);
	return LEFT;
}

bool
sie4_fast_lines(struct sie4_fast *x, struct sie4 *r)
{
	enum outcome o = TAKEN;

	while (o == TAKEN && r->s.n - r->next >= SIE4_GUARD && r->next < r->s.n)
		o = line(x, r);
	return o != FAILED;
}
