/* Every byte of a field passes one function, which escapes it, encodes it and
 * adds it to the check sum. */
#include "fmt/sie4_write.h"

#include "fmt/sie4_sum.h"

#include <string.h>

enum { BLOCK_BYTES = 64 << 10 };

static void
flush(struct sie4_out *o)
{
	if (o->n > 0 && !o->failed && !o->write(o->arg, (str){o->block, o->n}, o->e))
		o->failed = true;
	o->bytes += o->n;
	o->n = 0;
}

static void
put(struct sie4_out *o, char c)
{
	if (o->n == BLOCK_BYTES)
		flush(o);
	o->block[o->n++] = c;
}

static void
put_lit(struct sie4_out *o, const char *z)
{
	while (*z != '\0')
		put(o, *z++);
}

static void
eol(struct sie4_out *o)
{
	if (o->crlf)
		put(o, '\r');
	put(o, '\n');
}

static void
put_escaped(struct sie4_out *o, char c)
{
	if (c == '"')
		put(o, '\\');
	put(o, c);
}

/* One byte of a field's value. */
static void
put_value(struct sie4_out *o, char c)
{
	if (o->crc_on)
		o->crc = sie4_sum_bytes(o->crc, (str){&c, 1});
	put_escaped(o, c);
}

static bool
is_plain(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return true;
}

static bool
needs_quotes(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (sie4_is_blank(s.p[i]) || s.p[i] == '"' || s.p[i] == '{' || s.p[i] == '}' ||
		    s.p[i] == 0x7f)
			return true;
	return s.n == 0;
}

static void
put_text(struct sie4_out *o, str s)
{
	if (is_plain(s)) {
		if (o->crc_on)
			o->crc = sie4_sum_bytes(o->crc, s);
		for (size_t i = 0; i < s.n; i++)
			put_escaped(o, s.p[i]);
		return;
	}
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t c = utf8_next(s, &i);

		if (c < 0x80) {
			put_value(o, c < ' ' || c == 0x7f ? ' ' : (char)c);
		} else if (o->utf8) {
			for (; at < i; at++)
				put_value(o, s.p[at]);
		} else {
			uint8_t byte = charset_byte(c, CHARSET_CP437);

			o->n_lost += byte == 0;
			put_value(o, byte == 0 ? '?' : (char)byte);
		}
	}
}

static void
label(struct sie4_out *o, const char *z)
{
	put_lit(o, z);
	if (o->crc_on)
		o->crc = sie4_sum_bytes(o->crc, str_of(z));
}

static void
member(struct sie4_out *o, str s)
{
	bool quotes = needs_quotes(s);

	if (quotes)
		put(o, '"');
	put_text(o, s);
	if (quotes)
		put(o, '"');
}

static void
field(struct sie4_out *o, str s)
{
	put(o, ' ');
	member(o, s);
}

/* The fields that have a value after them; at least `min`. */
static void
fields(struct sie4_out *o, const str *v, size_t n, size_t min)
{
	while (n > min && v[n - 1].n == 0)
		n--;
	for (size_t i = 0; i < n; i++)
		field(o, v[i]);
}

static void
record(struct sie4_out *o, const char *name, const str *v, size_t n, size_t min)
{
	label(o, name);
	fields(o, v, n, min);
	eol(o);
}

#define RECORD(o, name, min, ...)                       \
	record((o), (name), (const str[]){__VA_ARGS__}, \
	    sizeof((const str[]){__VA_ARGS__}) / sizeof(str), (min))

/* A record that is written only when it has something to say. */
static void
optional(struct sie4_out *o, const char *name, str v)
{
	if (v.n > 0)
		RECORD(o, name, 1, v);
}

struct number {
	char p[32];
};

static str
digits(struct number *t, int64_t v, size_t width)
{
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	size_t i = sizeof t->p;

	do {
		t->p[--i] = (char)('0' + u % 10);
		u /= 10;
	} while (u > 0 || sizeof t->p - i < width);
	if (v < 0)
		t->p[--i] = '-';
	return (str){t->p + i, sizeof t->p - i};
}

static str
amount(struct number *t, int64_t ore)
{
	uint64_t u = ore < 0 ? 0 - (uint64_t)ore : (uint64_t)ore;
	size_t i = sizeof t->p;

	for (size_t n = 0; n < 4 || u > 0; n++) {
		t->p[--i] = n == 2 ? '.' : (char)('0' + u % 10);
		u = n == 2 ? u : u / 10;
	}
	if (ore < 0)
		t->p[--i] = '-';
	return (str){t->p + i, sizeof t->p - i};
}

static str
day(struct number *t, date d)
{
	if (d.y == 0)
		return STR("");
	return digits(t, d.y * 10000 + d.m * 100 + d.d, 8);
}

static str
quantity(char text[DEC_TEXT_MAX], bool has, dec v)
{
	return has && dec_ok(v) ? (str){text, dec_text(v, text)} : STR("");
}

static void
identification(struct sie4_out *o, const struct sie *f)
{
	struct number t, u, w;

	RECORD(o, "#PROGRAM", 1, f->program, f->program_version);
	RECORD(o, "#FORMAT", 1, STR("PC8"));
	RECORD(o, "#GEN", 1, day(&t, f->gen), f->gen_sign);
	if (f->type_stated || f->type != 1)
		RECORD(o, "#SIETYP", 1, digits(&t, f->type > 4 ? 4 : f->type, 1));
	for (size_t i = 0; i < f->n_prose; i++)
		RECORD(o, "#PROSA", 1, f->prose[i]);
	optional(o, "#FTYP", f->company_type);
	optional(o, "#FNR", f->company_id);
	if (f->orgnr.n + f->orgnr_acq.n + f->orgnr_act.n > 0)
		RECORD(o, "#ORGNR", 1, f->orgnr, f->orgnr_acq, f->orgnr_act);
	optional(o, "#BKOD", f->sni);
	if (f->address[0].n + f->address[1].n + f->address[2].n + f->address[3].n > 0)
		record(o, "#ADRESS", f->address, COUNTOF(f->address), COUNTOF(f->address));
	RECORD(o, "#FNAMN", 1, f->name);
	for (size_t i = 0; i < f->n_year; i++)
		RECORD(o, "#RAR", 1, digits(&t, f->year[i].no, 1), day(&u, f->year[i].from),
		    day(&w, f->year[i].to));
	optional(o, "#TAXAR", f->tax_year);
	if (f->upto.y != 0)
		RECORD(o, "#OMFATTN", 1, day(&t, f->upto));
	optional(o, "#KPTYP", f->plan);
	optional(o, "#VALUTA", f->currency);
}

/* A record as it stood, but for blanks between its fields. */
static void
unknown(struct sie4_out *o, const struct sie_unknown *u)
{
	struct sie4_line *l = arena_new(o->mem, struct sie4_line);

	sie4_lex(u->record, l);
	for (size_t i = 0; i < l->n; i++) {
		if (i == 0) {
			put_text(o, l->f[0].raw);
		} else if (!l->f[i].list) {
			field(o, sie4_unescape(o->mem, &l->f[i]));
		} else {
			put_lit(o, " {");
			for (size_t k = 0; k < l->f[i].n; k++) {
				put_lit(o, k > 0 ? " " : "");
				member(o, sie4_unescape(o->mem, &l->member[l->f[i].at + k]));
			}
			put(o, '}');
		}
	}
	eol(o);
}

static void
accounts(struct sie4_out *o, const struct sie *f)
{
	for (size_t i = 0; i < f->n_account; i++) {
		const struct sie_account *a = &f->account[i];

		if (a->declared)
			RECORD(o, "#KONTO", 2, a->no, a->name);
		if (a->type != 0)
			RECORD(o, "#KTYP", 2, a->no, (str){&a->type, 1});
		if (a->unit.n > 0)
			RECORD(o, "#ENHET", 2, a->no, a->unit);
	}
	for (size_t i = 0; i < f->n_sru; i++)
		RECORD(o, "#SRU", 2, f->account[f->sru[i].account].no, f->sru[i].code);
}

static void
dimensions(struct sie4_out *o, const struct sie *f)
{
	struct number t, u;

	for (size_t i = 0; i < f->n_dim; i++) {
		const struct sie_dim *d = &f->dim[i];

		if (d->declared && d->super != 0)
			RECORD(o, "#UNDERDIM", 3, digits(&t, d->no, 1), d->name,
			    digits(&u, d->super, 1));
		else if (d->declared)
			RECORD(o, "#DIM", 2, digits(&t, d->no, 1), d->name);
	}
	for (size_t i = 0; i < f->n_object; i++) {
		const struct sie_object *b = &f->object[i];

		if (b->declared)
			RECORD(o, "#OBJEKT", 3, digits(&t, f->dim[b->dim].no, 1), b->no, b->name);
	}
}

static void
objects(struct sie4_out *o, const struct sie *f, const uint32_t *obj, size_t n)
{
	struct number t;

	put_lit(o, " {");
	for (size_t i = 0; i < n; i++) {
		const struct sie_object *b = &f->object[obj[i]];

		put_lit(o, i > 0 ? " " : "");
		member(o, digits(&t, f->dim[b->dim].no, 1));
		field(o, b->no);
	}
	put(o, '}');
}

static void
balance(struct sie4_out *o, const struct sie *f, const struct sie_balance *v)
{
	static const char *const LABEL[] = {[SIE_IB] = "#IB",
	    [SIE_UB] = "#UB",
	    [SIE_RES] = "#RES",
	    [SIE_OIB] = "#OIB",
	    [SIE_OUB] = "#OUB",
	    [SIE_PSALDO] = "#PSALDO",
	    [SIE_PBUDGET] = "#PBUDGET"};
	char text[DEC_TEXT_MAX];
	struct number t;

	label(o, LABEL[v->kind]);
	field(o, digits(&t, v->year, 1));
	if (v->period != 0)
		field(o, digits(&t, v->period, 6));
	field(o, f->account[v->account].no);
	if (v->kind != SIE_IB && v->kind != SIE_UB && v->kind != SIE_RES)
		objects(o, f, f->balance_obj + v->obj_at, v->n_obj);
	fields(o, (const str[]){amount(&t, v->ore), quantity(text, v->has_qty, v->qty)}, 2, 1);
	eol(o);
}

static bool
said(const struct sie4_out *o)
{
	return !o->failed;
}

bool
sie4_write_head(struct sie4_out *o, const struct sie *f, struct err *e)
{
	o->e = e;
	o->block = arena_array(o->mem, BLOCK_BYTES, char);
	RECORD(o, "#FLAGGA", 1, f->flag == 1 ? STR("1") : STR("0"));
	if (o->sum) {
		put_lit(o, "#KSUMMA");
		eol(o);
		o->crc = 0;
		o->crc_on = true;
	}
	identification(o, f);
	for (size_t i = 0; i < f->n_unknown_kept; i++)
		if (!f->unknown[i].in_voucher)
			unknown(o, &f->unknown[i]);
	accounts(o, f);
	dimensions(o, f);
	for (size_t i = 0; i < f->n_balance; i++)
		balance(o, f, &f->balance[i]);
	return said(o);
}

static void
row(struct sie4_out *o, const struct sie *f, const struct sie_batch *b, size_t r,
    const struct sie_extra *x)
{
	static const char *const LABEL[] =
	    {[SIE_TRANS] = "#TRANS", [SIE_RTRANS] = "#RTRANS", [SIE_BTRANS] = "#BTRANS"};
	char text[DEC_TEXT_MAX];
	struct number t, u;

	put(o, '\t');
	label(o, LABEL[b->row_kind[r]]);
	field(o, f->account[b->row_account[r]].no);
	objects(o, f, b->obj + b->row_obj[r], b->row_obj[r + 1] - b->row_obj[r]);
	fields(o,
	    (const str[]){amount(&t, b->row_ore[r]), day(&u, b->row_day[r]), b->row_text[r],
	        x != NULL ? quantity(text, x->has_qty, x->qty) : STR(""),
	        x != NULL ? x->sign : STR("")},
	    5, 1);
	eol(o);
}

bool
sie4_write_batch(struct sie4_out *o, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	size_t x = 0;
	struct number t, u;

	o->e = e;
	for (size_t i = 0; i < b->n_ver; i++) {
		RECORD(o, "#VER", 3, f->series[b->ver_series[i]], b->ver_no[i],
		    day(&t, b->ver_day[i]), b->ver_text[i], day(&u, b->ver_reg[i]), b->ver_sign[i]);
		put(o, '{');
		eol(o);
		for (size_t r = b->ver_row[i]; r < b->ver_row[i + 1]; r++) {
			bool has = x < b->n_extra && b->extra[x].row == r;

			row(o, f, b, r, has ? &b->extra[x] : NULL);
			x += has;
		}
		put(o, '}');
		eol(o);
	}
	return said(o);
}

bool
sie4_write_vouchers(struct sie4_out *o, const struct sie *f, const struct sie_batch *b,
    struct err *e)
{
	o->block = arena_array(o->mem, BLOCK_BYTES, char);
	return sie4_write_batch(o, f, b, e) && sie4_write_end(o, e);
}

bool
sie4_write_end(struct sie4_out *o, struct err *e)
{
	struct number t;

	o->e = e;
	if (o->crc_on) {
		o->crc_on = false;
		RECORD(o, "#KSUMMA", 1, digits(&t, (int64_t)o->crc, 1));
	}
	flush(o);
	return said(o);
}
