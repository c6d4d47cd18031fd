/* Finding the form of a voucher: the one that the voucher before it had, else read off
 * its lines; what it makes is compared with them (FM1). */
#include "core/ledger/form.h"

#include "core/ledger/store.h"

#include <string.h>

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
		const struct form_text *t = form_object(w, in->unit);
		const str code = str_sub(t->s, t->code, t->s.n - 1);
		const str field = str_sub(before, dim.n + 1 + quoted, before.n - line->n - quoted);
		if (!met && str_eq(dim, str_sub(t->s, 0, t->code - 2)) && str_eq(field, code)) {
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
	return str_eq(form_write_row(w, v, f, in), line);
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
