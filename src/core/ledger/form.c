#include "core/ledger/form.h"

#include "core/ledger/store.h"

#include <string.h>

/* An object as it stands in a row: `1 "100"`. */
struct object_text {
	str quoted;
	size_t code; /* where the code begins, after the quote */
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

static const struct object_text *
object_text(struct form_writer *w, uint32_t id)
{
	if (id >= w->n_object) {
		size_t room = w->d->n_object > id ? w->d->n_object * 2 : (size_t)id + 1;
		struct object_text *t = arena_array(w->mem, room, struct object_text);
		if (w->n_object > 0)
			memcpy(t, w->object, w->n_object * sizeof *t);
		w->object = t;
		w->n_object = room;
	}
	struct object_text *t = &w->object[id];
	if (t->quoted.p == NULL) {
		const struct ledger_object none = {.no = STR("")};
		const struct ledger_object *o = id < w->d->n_object ? &w->d->object[id] : &none;
		size_t lost = 0;
		str no = w->set == CHARSET_UTF8 ? o->no
		                                : charset_bytes(w->mem, o->no, w->set, &lost);
		t->quoted = str_fmt(w->mem, "%d \"%.*s\"", o->dim, STR_ARG(no));
		t->code = t->quoted.n - no.n - 1;
	}
	return t;
}

/* bytes_room was asked for. */
static inline void
put(struct bytes *to, const char *p, size_t n)
{
	memcpy(to->p + to->n, p, n);
	to->n += n;
}

static inline void
put_char(struct bytes *to, char c)
{
	to->p[to->n++] = (unsigned char)c;
}

static inline void
put_blanks(struct bytes *to, size_t n)
{
	for (; n > 0; n--)
		put_char(to, ' ');
}

static void
put_end(struct bytes *to, unsigned flags)
{
	if (flags & FORM_CRLF)
		put_char(to, '\r');
	put_char(to, '\n');
}

/* Days come again and again: the last one is kept as it is written. */
static void
put_day(struct form_writer *w, date d)
{
	unsigned v = (unsigned)d.y * 10000 + (unsigned)d.m * 100 + (unsigned)d.d;

	if (d.y != w->day.y || d.m != w->day.m || d.d != w->day.d) {
		for (size_t k = sizeof w->day_text; k-- > 0; v /= 10)
			w->day_text[k] = (char)('0' + v % 10);
		w->day = d;
	}
	put(&w->out, w->day_text, sizeof w->day_text);
}

static void
put_amount(struct bytes *to, int64_t ore, unsigned flags)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t v = ore < 0 ? 0 - (uint64_t)ore : (uint64_t)ore, whole = v / 100;
	const unsigned cents = (unsigned)(v % 100);

	if (ore < 0)
		put_char(to, '-');
	do {
		digits[--at] = (char)('0' + whole % 10);
		whole /= 10;
	} while (whole > 0);
	put(to, digits + at, sizeof digits - at);
	if ((flags & FORM_SHORT) && cents == 0)
		return;
	put_char(to, '.');
	put_char(to, (char)('0' + cents / 10));
	if (!(flags & FORM_SHORT) || cents % 10 != 0)
		put_char(to, (char)('0' + cents % 10));
}

/* How many bytes from i on are ASCII without a quote, at least; eight are looked at
 * together. */
static size_t
plain_from(str s, size_t i)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	const size_t from = i;

	for (; s.n - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t w, x;
		memcpy(&w, s.p + i, sizeof w);
		x = w ^ ones * '"'; /* a quote is now zero */
		if ((w & tops) != 0 || ((x - ones) & ~x & tops) != 0)
			break;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80 && s.p[i] != '"')
		i++;
	return i - from;
}

/* A field that may stand in quotes, in the file's bytes; a quote inside it is escaped.
 * What its code page lacks was not in the file, so what stands for it is no matter. */
static void
put_field(struct form_writer *w, str s, bool quoted)
{
	struct bytes *to = &w->out;

	bytes_room(to, s.n * 2 + 8);
	if (quoted)
		put_char(to, '"');
	for (size_t i = 0; i < s.n;) {
		const size_t n = plain_from(s, i);
		memcpy(to->p + to->n, s.p + i, n);
		to->n += n;
		i += n;
		if (i == s.n)
			break;
		const unsigned char c = (unsigned char)s.p[i];
		if (c == '"')
			put_char(to, '\\');
		if (c < 0x80 || w->set == CHARSET_UTF8) {
			put_char(to, s.p[i++]);
			continue;
		}
		const uint32_t u = utf8_next(s, &i);
		put_char(to,
		    (char)(u < COUNTOF(w->byte) && w->byte[u] != 0 ? w->byte[u]
		                                                   : charset_byte(u, w->set)));
	}
	if (quoted)
		put_char(to, '"');
}

/* At most LIST_ROOM - 1 bytes, or through the slow way. */
#define LIST_ROOM 512

static void
put_object(struct form_writer *w, uint32_t id, bool quoted)
{
	const struct object_text *t = object_text(w, id);

	bytes_room(&w->out, t->quoted.n + LIST_ROOM);
	if (quoted) {
		put(&w->out, t->quoted.p, t->quoted.n);
		return;
	}
	put(&w->out, t->quoted.p, t->code - 1);
	put(&w->out, t->quoted.p + t->code, t->quoted.n - t->code - 1);
}

static void
put_list(struct form_writer *w, struct form_row f, const struct form_in *in)
{
	const size_t n = in->n_object + (in->unit != 0);
	size_t next = 0;

	put_char(&w->out, '{');
	for (size_t k = 0; k < n; k++) {
		const bool unit = in->unit != 0 && k == f.unit_at;
		if (!unit && next == in->n_object)
			break;
		if (k > 0)
			put_char(&w->out, ' ');
		put_object(w, unit ? in->unit : in->object[next++],
		    f.quoted == 0xff || (f.quoted >> (k & 7) & 1) != 0);
	}
	put(&w->out, "} ", 2);
}

static void
write_row(struct form_writer *w, const struct vou *v, struct form_row f, const struct form_in *in)
{
	struct bytes *to = &w->out;
	const str account = in->account < w->d->n_account ? w->d->account[in->account].no : STR("");

	bytes_room(to, LIST_ROOM + UINT8_MAX + account.n);
	put_blanks(to, f.indent);
	put(to, "#TRANS ", 7);
	put(to, account.p, account.n);
	put_char(to, ' ');
	put_list(w, f, in);
	put_amount(to, in->ore, f.flags);
	if (f.flags & FORM_TAIL)
		put(to, " \"\"", 3);
	if (f.flags & FORM_DAY) {
		put_char(to, ' ');
		put_day(w, in->days == 0 ? v->day : date_add_days(v->day, in->days));
	}
	if (in->text.n > 0 || (f.flags & FORM_EMPTY_TEXT)) {
		put_char(to, ' ');
		put_field(w, in->text, true);
		bytes_room(to, 2);
	}
	put_end(to, f.flags);
}

/* Field i of a #VER record. */
static void
write_ver_field(struct form_writer *w, const struct vou *v, struct form_ver f, size_t i)
{
	const bool quoted = (f.quoted >> i & 1) != 0;
	const date d = i == 2 ? v->day : v->reg;

	bytes_room(&w->out, 16);
	put_char(&w->out, ' ');
	if (i == 2 || i == 4) {
		if (quoted)
			put_char(&w->out, '"');
		if (d.y != 0)
			put_day(w, d);
		if (quoted)
			put_char(&w->out, '"');
		return;
	}
	put_field(w, i == 0 ? v->series : i == 1 ? v->no : i == 3 ? v->text : v->sign, quoted);
}

static void
write_ver(struct form_writer *w, const struct vou *v, struct form_ver f)
{
	bytes_room(&w->out, 2 * (size_t)UINT8_MAX + 16);
	put_blanks(&w->out, f.indent);
	put(&w->out, "#VER", 4);
	for (size_t i = 0; i < f.n_field && i < 6; i++)
		write_ver_field(w, v, f, i);
	bytes_room(&w->out, (size_t)UINT8_MAX + 8);
	put_end(&w->out, f.flags);
	put_blanks(&w->out, f.open);
	put_char(&w->out, '{');
	put_end(&w->out, f.flags);
}

static str
written(struct form_writer *w)
{
	return (str){(const char *)w->out.p, w->out.n};
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
	bytes_room(&w->out, (size_t)UINT8_MAX + 1);
	put_blanks(&w->out, ver.close);
	put_char(&w->out, '}');
	return written(w);
}

/* ---- finding a form ---- */

/* The next line of *rest, its end cut; *flags says which end. */
static str
take_line(str *rest, uint8_t *flags)
{
	size_t n = str_find_byte(*rest, '\n', 0);
	str line = str_sub(*rest, 0, n);

	*rest = str_sub(*rest, n + 1, rest->n);
	*flags = line.n > 0 && line.p[line.n - 1] == '\r' ? FORM_CRLF : 0;
	return str_sub(line, 0, line.n - (*flags != 0));
}

static uint8_t
take_blanks(str *s)
{
	size_t n = 0;

	while (n < s->n && n < UINT8_MAX && s->p[n] == ' ')
		n++;
	*s = str_sub(*s, n, s->n);
	return (uint8_t)n;
}

static bool
take(str *s, str what)
{
	if (!str_has_prefix(*s, what))
		return false;
	*s = str_sub(*s, what.n, s->n);
	return true;
}

/* A field: what is in quotes, or up to a blank or a brace. */
static bool
take_field(str *s, bool *quoted)
{
	size_t n = 0;

	*quoted = take(s, STR("\""));
	if (*quoted) {
		while (n < s->n && s->p[n] != '"')
			n += s->p[n] == '\\' ? 2 : 1;
		if (n >= s->n)
			return false;
		n++;
	} else {
		while (n < s->n && s->p[n] != ' ' && s->p[n] != '}')
			n++;
	}
	*s = str_sub(*s, n, s->n);
	return true;
}

static bool
ver_form(str line, uint8_t flags, str brace, str last, struct form_ver *out)
{
	bool quoted;

	*out = (struct form_ver){.flags = flags};
	out->indent = take_blanks(&line);
	out->open = take_blanks(&brace);
	out->close = take_blanks(&last);
	if (!take(&line, STR("#VER")))
		return false;
	while (out->n_field < 6 && take(&line, STR(" "))) {
		if (!take_field(&line, &quoted))
			return false;
		out->quoted |= (uint8_t)(quoted << out->n_field);
		out->n_field++;
	}
	return line.n == 0;
}

/* The list of objects: which stand in quotes, and where the unit does. */
static bool
list_form(struct form_writer *w, str *line, const struct form_in *in, struct form_row *out)
{
	uint8_t all = 0;
	bool quoted, met = false;

	for (size_t k = 0; line->n > 0 && line->p[0] != '}'; k++) {
		if (k == 7)
			return false;
		if (k > 0 && !take(line, STR(" ")))
			return false;
		const str before = *line;
		str dim;
		if (!str_cut(line, ' ', &dim) || !take_field(line, &quoted))
			return false;
		const struct object_text *t = object_text(w, in->unit);
		const str code = str_sub(t->quoted, t->code, t->quoted.n - 1);
		const str field = str_sub(before, dim.n + 1 + quoted, before.n - line->n - quoted);
		if (!met && str_eq(dim, str_sub(t->quoted, 0, t->code - 2)) &&
		    str_eq(field, code)) {
			out->unit_at = (uint8_t)k;
			met = true;
		}
		out->quoted |= (uint8_t)(quoted << k);
		all |= (uint8_t)(1 << k);
	}
	if (out->quoted == all)
		out->quoted = 0xff;
	return take(line, STR("} "));
}

static bool
row_form(struct form_writer *w, str line, uint8_t flags, const struct form_in *in,
    struct form_row *out)
{
	str amount;
	bool quoted;

	*out = (struct form_row){.flags = flags};
	out->indent = take_blanks(&line);
	if (!take(&line, STR("#TRANS ")) || !take(&line, w->d->account[in->account].no) ||
	    !take(&line, STR(" {")) || !list_form(w, &line, in, out))
		return false;
	size_t n = str_find_byte(line, ' ', 0);
	amount = str_sub(line, 0, n);
	line = str_sub(line, n, line.n);
	if (amount.n < 3 || amount.p[amount.n - 3] != '.')
		out->flags |= FORM_SHORT;
	if (take(&line, STR(" \"\"")))
		out->flags |= FORM_TAIL;
	else if (line.n > 1 && line.p[1] != '"') {
		out->flags |= FORM_DAY;
		line = str_sub(line, 9, line.n);
	}
	if (take(&line, STR(" "))) {
		if (!take_field(&line, &quoted) || !quoted)
			return false;
		if (in->text.n == 0)
			out->flags |= FORM_EMPTY_TEXT;
	}
	return line.n == 0;
}

/* The form to try first: programs differ by series, and by whether a row has a text or
 * a day of its own. */
static uint8_t *
last_of(struct form_writer *w, const struct vou *v, const struct form_in *in)
{
	const unsigned series = v->series.n > 0 ? (unsigned char)v->series.p[0] & 31u : 0;

	return &w->last_row[series << 2 | (in->text.n > 0 ? 2u : 0) | (in->days != 0 ? 1u : 0)];
}

static bool
keep_row_form(struct forms *f, struct form_row x, uint8_t *out)
{
	size_t i = 0;

	while (i < f->n_row && memcmp(&f->row[i], &x, sizeof x) != 0)
		i++;
	if (i == FORMS_MAX)
		return false;
	if (i == f->n_row)
		f->row[f->n_row++] = x;
	*out = (uint8_t)i;
	return true;
}

static bool
keep_ver_form(struct forms *f, struct form_ver x, uint8_t *out)
{
	size_t i = 0;

	while (i < f->n_ver && memcmp(&f->ver[i], &x, sizeof x) != 0)
		i++;
	if (i == FORMS_MAX)
		return false;
	if (i == f->n_ver)
		f->ver[f->n_ver++] = x;
	*out = (uint8_t)(i + 1);
	return true;
}

/* Does the form that was tried first make this very line? */
static bool
row_is(struct form_writer *w, const struct vou *v, struct form_row f, const struct form_in *in,
    str line)
{
	w->out.n = 0;
	write_row(w, v, f, in);
	return str_eq(written(w), line);
}

/* Read the forms off the lines, where the ones tried first were wrong. */
static bool
find_forms(struct form_writer *w, struct forms *f, struct vou *v, const struct form_in *row,
    uint8_t *codes, str bytes)
{
	str rest = bytes, brace, line;
	uint8_t flags, other;
	struct form_ver ver;
	const char *end = bytes.n > 0 ? memrchr(bytes.p, '\n', bytes.n) : NULL;

	if (end == NULL)
		return false;

	line = take_line(&rest, &flags);
	brace = take_line(&rest, &other);
	bool ok = ver_form(line, flags, brace, str_sub(bytes, (size_t)(end - bytes.p) + 1, bytes.n),
	              &ver) &&
	    keep_ver_form(f, ver, &v->form);
	for (size_t i = 0; ok && i < v->n_row; i++) {
		const char *from = rest.p;
		uint8_t *tried = last_of(w, v, &row[i]);
		struct form_row x;
		line = take_line(&rest, &flags);
		if (*tried != 0 &&
		    row_is(w, v, f->row[*tried - 1], &row[i],
		        (str){from, (size_t)(rest.p - from)})) {
			codes[i] = (uint8_t)(*tried - 1);
			continue;
		}
		ok = row_form(w, line, flags, &row[i], &x) && keep_row_form(f, x, &codes[i]);
		if (ok)
			*tried = (uint8_t)(codes[i] + 1);
	}
	return ok;
}

bool
form_find(struct form_writer *w, struct forms *f, struct vou *v, const struct form_in *row,
    uint8_t *row_form_of, str bytes)
{
	bool known = w->last_ver != 0;
	str made;

	v->form = w->last_ver;
	v->row_form = row_form_of;
	for (size_t i = 0; i < v->n_row; i++) {
		const uint8_t last = *last_of(w, v, &row[i]);
		known &= last != 0;
		row_form_of[i] = (uint8_t)(last - (last != 0));
	}
	if (known) {
		made = form_write(w, f, v, row);
		if (str_eq(made, bytes))
			return true;
	}
	known = find_forms(w, f, v, row, row_form_of, bytes);
	if (known) {
		made = form_write(w, f, v, row);
		known = str_eq(made, bytes); /* (FM1) */
	}
	if (known)
		w->last_ver = v->form;
	else
		v->form = 0;
	return known;
}
