/* The short way's seldom parts: what its tables do not have yet. */
#include "fmt/sie4_fast_priv.h"

#include "fmt/sie4_scan.h"
#include "fmt/sie4_value.h"

#include <string.h>

/* Bytes above 127 of a code page; UTF-8 is not read byte by byte. */
static void
make_utf8(struct sie4_fast *x, enum charset set)
{
	char byte;
	struct arena scratch;

	if (set == CHARSET_UTF8)
		return;
	arena_init(&scratch, (size_t)1 << 16);
	for (int c = ' '; c < 256; c++) {
		if (c == '\\' || c == 0x7f)
			continue;
		byte = (char)c;
		str s = charset_utf8(&scratch, (str){&byte, 1}, set);
		must(s.n > 0 && s.n < sizeof x->utf8[0]);
		x->utf8_n[c] = (uint8_t)s.n;
		for (size_t i = 0; i < s.n; i++)
			x->utf8[c] |= (uint32_t)(uint8_t)s.p[i] << 8 * i;
	}
	arena_end(&scratch);
}

struct sie4_fast *
sie4_fast_new(struct sie4 *r)
{
	struct sie4_fast *x = arena_new(r->b.mem, struct sie4_fast);

	x->lines = sie4_lines_for(r->o->no_wide);
	make_utf8(x, r->b.f->set);
	return x;
}

bool
sie4_fast_lines(struct sie4_fast *x, struct sie4 *r)
{
	return x->lines(x, r);
}

bool
sie4_fast_account(struct slot *s, struct sie4 *r, str no, uint64_t key)
{
	uint32_t at;

	if (!sie4_used_account(r, no, &at))
		return false;
	*s = (struct slot){key, at};
	return true;
}

bool
sie4_fast_series(struct slot *s, struct sie4 *r, str name, uint64_t key)
{
	uint32_t at = 0;

	if (!sie_build_series(&r->b, name, &at))
		return false;
	*s = (struct slot){key, at};
	return true;
}

bool
sie4_fast_day(struct slot *s, const char *p, uint64_t key)
{
	date d;

	if (sie4_date((str){p, 8}, &d) != VALUE_OK)
		return false;
	s->key = key;
	memcpy(&s->value, &d, sizeof s->value);
	return true;
}
_Static_assert(sizeof(date) == sizeof(uint32_t), "a slot holds a date");

static bool
make_object(struct sie4 *r, uint32_t dim, str no, uint32_t *out)
{
	uint32_t d;

	return sie_build_dim(&r->b, (int)dim, r->line, &d) &&
	    sie_build_object(&r->b, d, no, r->line, out);
}

static bool
long_object(struct sie4_fast *x, struct sie4 *r, uint32_t dim, str no, uint32_t *out)
{
	uint64_t lo = load8(no.p) & FIRST[no.n < 8 ? no.n : 8];
	uint64_t hi = load8(no.p + 8) & FIRST[no.n > 8 ? no.n - 8 : 0];
	struct long_slot *s = &x->long_object[slot_hash(lo + hi * 31 + dim) & (LONG_SLOTS - 1)];

	if (s->lo != lo || s->hi != hi || s->dim != dim) {
		if (!make_object(r, dim, no, out))
			return false;
		*s = (struct long_slot){lo, hi, dim, *out};
	}
	*out = s->index;
	return true;
}

bool
sie4_fast_object(struct sie4_fast *x, struct sie4 *r, uint32_t dim, str no, uint32_t *out)
{
	if (no.n > SHORT_CODE || dim > 255)
		return long_object(x, r, dim, no, out);
	uint64_t key = (load8(no.p) & FIRST[no.n]) | (uint64_t)dim << 56;
	struct slot *s = find_slot(x->object, OBJECT_SLOTS, key);
	if (s->key != key) {
		if (!make_object(r, dim, no, out))
			return false;
		*s = (struct slot){key, *out};
	}
	*out = s->value;
	return true;
}

/* Room for a text of `raw` bytes, each of which becomes at most three, and what is
 * written past it. */
static char *
text_room(struct sie4_fast *x, struct sie4 *r, size_t raw)
{
	const size_t need = raw * 3 + SIE4_WINDOW;

	if (x->text_batch == r->b.n_batch && x->text != NULL &&
	    (size_t)(x->text_end - x->text) >= need)
		return x->text;
	must(need <= TEXT_ROOM);
	x->text = arena_array(&r->b.text, TEXT_ROOM, char);
	x->text_end = x->text + TEXT_ROOM;
	x->text_batch = r->b.n_batch;
	r->b.text_bytes += TEXT_ROOM / 3;
	return x->text;
}

bool
sie4_fast_text(struct sie4_fast *x, struct sie4 *r, str raw, uint64_t odd, str *out)
{
	size_t from = 0;

	if (r->b.f->set == CHARSET_UTF8) {
		if (memchr(raw.p, '\\', raw.n) != NULL)
			return false;
		*out = sie4_batch_text(r, &(struct sie4_field){.raw = raw});
		return true;
	}
	must(raw.n < SIE4_WINDOW);
	char *first = text_room(x, r, raw.n), *to = first;
	for (; odd != 0; odd &= odd - 1) {
		const size_t at = (size_t)__builtin_ctzll(odd);
		const uint8_t c = (uint8_t)raw.p[at];
		if (x->utf8_n[c] == 0)
			return false;
		memcpy(to, raw.p + from, SIE4_WINDOW); /* what is too much is written over */
		to += at - from;
		memcpy(to, &x->utf8[c], sizeof x->utf8[0]);
		to += x->utf8_n[c];
		from = at + 1;
	}
	memcpy(to, raw.p + from, SIE4_WINDOW);
	to += raw.n - from;
	x->text = to;
	*out = (str){first, (size_t)(to - first)};
	return true;
}
