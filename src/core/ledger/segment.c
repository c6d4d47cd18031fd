/* Segments: lines to bytes and back.
 *
 *   data   n, accounts (k, ids), account places, voucher steps, rows, lines (what is
 *          written of a row is how far it is from the one after the line before),
 *          sets (k, each m and its ids), which rows have one, their places, amounts
 *   texts  n lengths, the bytes, extras (place, what, values)
 *
 * Places are single bytes where the list has at most 256 entries.  Vouchers are
 * steps from the one before; the first is the segment's key. */
#include "core/ledger/store.h"

#include <string.h>

enum { HAS_DAYS = 1, HAS_QTY = 2, HAS_SIGN = 4 };

void
pool_init(struct text_pool *t, struct arena *mem)
{
	*t = (struct text_pool){.mem = mem, .used = POOL_PAGE};
}

void
pool_empty(struct text_pool *t)
{
	t->n_page = 0;
	t->used = POOL_PAGE;
}

/* A text lies in one page, its length (as 4 bytes) before it. */
bool
pool_add(struct text_pool *t, str s, uint32_t *at)
{
	uint32_t n = (uint32_t)s.n;

	*at = 0;
	if (s.n == 0)
		return true;
	if (s.n > POOL_PAGE - sizeof n - 1)
		return false;
	if (t->used + sizeof n + s.n > POOL_PAGE) {
		if (t->n_page == POOL_PAGES)
			return false;
		if (t->page[t->n_page] == NULL)
			t->page[t->n_page] = t->large != NULL
			    ? t->large(t->mem, POOL_PAGE)
			    : arena_array(t->mem, POOL_PAGE, char);
		t->n_page++;
		t->used = 1; /* so that no text has place 0 */
	}
	char *p = t->page[t->n_page - 1] + t->used;
	memcpy(p, &n, sizeof n);
	memcpy(p + sizeof n, s.p, s.n);
	*at = (uint32_t)((t->n_page - 1) * POOL_PAGE + t->used);
	t->used += sizeof n + s.n;
	return true;
}

str
pool_get(const struct text_pool *t, uint32_t at)
{
	uint32_t n;

	if (at == 0)
		return (str){"", 0};
	const char *p = t->page[at / POOL_PAGE] + at % POOL_PAGE;
	memcpy(&n, p, sizeof n);
	return (str){p + sizeof n, n};
}

static void
scratch_room(struct arena *mem, uint32_t **at, uint32_t **stamp, size_t *room, size_t need)
{
	if (need <= *room)
		return;
	size_t n = *room == 0 ? 1024 : *room;
	while (n < need)
		n *= 2;
	uint32_t *new_at = arena_array(mem, n, uint32_t);
	uint32_t *new_stamp = arena_array(mem, n, uint32_t); /* zeroed: no segment's */
	if (*room > 0) {
		memcpy(new_at, *at, *room * sizeof **at);
		memcpy(new_stamp, *stamp, *room * sizeof **stamp);
	}
	*at = new_at;
	*stamp = new_stamp;
	*room = n;
}

static void
put_place(struct bytes *to, uint32_t place, size_t n_list)
{
	if (n_list <= 256)
		to->p[to->n++] = (unsigned char)place;
	else
		put_var(to, place);
}

static void
put_accounts(struct seg_scratch *s, struct arena *mem, const struct seg_input *in)
{
	uint32_t k = 0;

	s->list.n = 0;
	bytes_room(&s->list, in->n * VAR_MAX);
	for (size_t i = 0; i < in->n; i++) {
		uint32_t a = in->rec[i].account;
		if (a >= s->account_room)
			scratch_room(mem, &s->account_at, &s->account_stamp, &s->account_room,
			    a + 1);
		if (s->account_stamp[a] == s->stamp)
			continue;
		s->account_stamp[a] = s->stamp;
		s->account_at[a] = k++;
		put_var(&s->list, a);
	}
	put_var(&s->data, k);
	bytes_put(&s->data, s->list.p, s->list.n);
	bytes_room(&s->data, in->n * VAR_MAX);
	for (size_t i = 0; i < in->n; i++) {
		must(s->account_stamp[in->rec[i].account] == s->stamp);
		put_place(&s->data, s->account_at[in->rec[i].account], k);
	}
}

static void
put_sets(struct seg_scratch *s, struct arena *mem, const struct seg_input *in)
{
	uint32_t k = 0;
	bool any = false;

	s->list.n = 0;
	scratch_room(mem, &s->set_at, &s->set_stamp, &s->set_room, in->n_set);
	for (size_t i = 0; i < in->n; i++) {
		uint32_t x = in->rec[i].set;
		any |= x != 0;
		if (x == 0 || s->set_stamp[x] == s->stamp)
			continue;
		s->set_stamp[x] = s->stamp;
		s->set_at[x] = k++;
		bytes_room(&s->list, (in->set[x].n + 1) * VAR_MAX);
		put_var(&s->list, in->set[x].n);
		for (size_t j = 0; j < in->set[x].n; j++)
			put_var(&s->list, in->set[x].id[j]);
	}
	bytes_room(&s->data, VAR_MAX);
	put_var(&s->data, k);
	if (!any)
		return;
	bytes_put(&s->data, s->list.p, s->list.n);
	size_t n_bits = (in->n + 7) / 8;
	bytes_room(&s->data, n_bits + in->n * VAR_MAX);
	unsigned char *bits = s->data.p + s->data.n;
	memset(bits, 0, n_bits);
	s->data.n += n_bits;
	for (size_t i = 0; i < in->n; i++) {
		if (in->rec[i].set == 0)
			continue;
		bits[i >> 3] |= (unsigned char)(1u << (i & 7));
		put_place(&s->data, s->set_at[in->rec[i].set], k);
	}
}

/* Where the extras of a voucher begin. */
static size_t
extra_from(const struct seg_input *in, uint32_t voucher)
{
	size_t lo = 0, hi = in->n_extra;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (in->extra[mid].voucher < voucher)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void
put_str(struct bytes *to, str s)
{
	bytes_room(to, VAR_MAX);
	put_var(to, s.n);
	bytes_put(to, s.p, s.n);
}

static void
put_extras(struct seg_scratch *s, const struct seg_input *in)
{
	size_t count = 0, at = in->n_extra > 0 ? extra_from(in, in->rec[0].voucher) : 0;

	s->list.n = 0;
	for (size_t i = 0; i < in->n && at < in->n_extra; i++) {
		const struct rec *r = &in->rec[i];
		while (at < in->n_extra &&
		    (in->extra[at].voucher < r->voucher ||
		        (in->extra[at].voucher == r->voucher && in->extra[at].row < r->row)))
			at++;
		if (at == in->n_extra || in->extra[at].voucher != r->voucher ||
		    in->extra[at].row != r->row)
			continue;
		const struct rec_extra *x = &in->extra[at];
		int what = (x->days != 0 ? HAS_DAYS : 0) | (x->qty.n > 0 ? HAS_QTY : 0) |
		    (x->sign.n > 0 ? HAS_SIGN : 0);
		bytes_room(&s->list, 3 * VAR_MAX);
		put_var(&s->list, i);
		put_var(&s->list, (uint64_t)what);
		if (what & HAS_DAYS)
			put_zig(&s->list, x->days);
		if (what & HAS_QTY)
			put_str(&s->list, x->qty);
		if (what & HAS_SIGN)
			put_str(&s->list, x->sign);
		count++;
	}
	bytes_room(&s->texts, VAR_MAX);
	put_var(&s->texts, count);
	bytes_put(&s->texts, s->list.p, s->list.n);
}

static void
put_texts(struct seg_scratch *s, const struct seg_input *in)
{
	size_t total = 0;

	s->texts.n = 0;
	bytes_room(&s->texts, in->n * VAR_MAX);
	for (size_t i = 0; i < in->n; i++) {
		size_t n = pool_get(in->pool, in->rec[i].text).n;
		put_var(&s->texts, n);
		total += n;
	}
	bytes_room(&s->texts, total);
	for (size_t i = 0; i < in->n; i++) {
		str t = pool_get(in->pool, in->rec[i].text);
		memcpy(s->texts.p + s->texts.n, t.p, t.n);
		s->texts.n += t.n;
	}
	put_extras(s, in);
}

/* The row that a line has when its voucher's lines stand together. */
static uint32_t
next_row(bool same_voucher, uint32_t row_before)
{
	return same_voucher ? row_before + 1 : 1;
}

static void
put_vouchers(struct seg_scratch *s, const struct seg_input *in)
{
	uint32_t before = in->rec[0].voucher, row = 0;

	for (size_t i = 0; i < in->n; i++) {
		must(in->rec[i].voucher >= before);
		put_var(&s->data, in->rec[i].voucher - before);
		before = in->rec[i].voucher;
	}
	before = 0;
	for (size_t i = 0; i < in->n; i++) {
		const struct rec *r = &in->rec[i];
		put_zig(&s->data, (int64_t)r->row - next_row(r->voucher == before, row));
		before = r->voucher;
		row = r->row;
	}
}

void
seg_encode(struct seg_scratch *s, struct arena *mem, const struct seg_input *in)
{
	must(in->n > 0);
	s->stamp++;
	must(s->stamp != 0);
	s->data.n = 0;
	bytes_room(&s->data, 2 * VAR_MAX);
	put_var(&s->data, in->n);
	put_accounts(s, mem, in);
	bytes_room(&s->data, 3 * in->n * VAR_MAX);
	put_vouchers(s, in);
	for (size_t i = 0; i < in->n; i++)
		put_zig(&s->data, (int64_t)in->rec[i].line - in->rec[i].row);
	put_sets(s, mem, in);
	bytes_room(&s->data, in->n * VAR_MAX);
	for (size_t i = 0; i < in->n; i++)
		put_zig(&s->data, in->rec[i].ore);
	put_texts(s, in);
}

static bool
get_places(struct unpack *u, uint32_t *to, size_t n, size_t n_list)
{
	for (size_t i = 0; i < n; i++)
		to[i] = n_list <= 256 && u->p < u->end ? *u->p++ : get_below(u, UINT32_MAX);
	for (size_t i = 0; i < n; i++)
		u->bad |= to[i] >= n_list;
	return !u->bad;
}

static bool
get_accounts(struct arena *mem, struct unpack *u, struct seg *s)
{
	size_t k = get_count(u);
	uint32_t *list = arena_array(mem, k + 1, uint32_t);

	for (size_t i = 0; i < k; i++)
		list[i] = get_below(u, INT32_MAX);
	if (!get_places(u, s->account, s->n, k))
		return false;
	for (size_t i = 0; i < s->n; i++)
		s->account[i] = list[s->account[i]];
	return true;
}

static bool
get_sets(struct arena *mem, struct unpack *u, struct seg *s)
{
	size_t k = get_count(u);

	s->sets = arena_array(mem, k + 1, struct id_set);
	s->n_sets = k + 1;
	if (k == 0)
		return !u->bad;
	for (size_t i = 1; i <= k; i++) {
		size_t n = get_count(u);
		uint32_t *id = arena_array(mem, n + 1, uint32_t);
		for (size_t j = 0; j < n; j++)
			id[j] = get_below(u, INT32_MAX);
		s->sets[i] = (struct id_set){id, n, COMBO_UNKNOWN};
	}
	const unsigned char *bits = get_bytes(u, (s->n + 7) / 8);
	if (bits == NULL)
		return false;
	for (size_t i = 0; i < s->n; i++) {
		if ((bits[i >> 3] >> (i & 7) & 1) == 0)
			continue;
		uint32_t at = 0;
		if (!get_places(u, &at, 1, k))
			return false;
		s->set[i] = at + 1;
	}
	return !u->bad;
}

bool
seg_decode(struct arena *mem, struct unpack *u, uint32_t first, struct seg *s)
{
	size_t n = get_count(u);

	*s = (struct seg){.n = n,
	    .voucher = arena_array(mem, n + 1, uint32_t),
	    .row = arena_array(mem, n + 1, uint32_t),
	    .account = arena_array(mem, n + 1, uint32_t),
	    .line = arena_array(mem, n + 1, uint32_t),
	    .set = arena_array(mem, n + 1, uint32_t),
	    .ore = arena_array(mem, n + 1, int64_t)};
	if (!get_accounts(mem, u, s))
		return false;
	uint64_t v = first;
	for (size_t i = 0; i < n; i++) {
		v += get_below(u, UINT32_MAX);
		u->bad |= v > UINT32_MAX;
		s->voucher[i] = (uint32_t)v;
	}
	for (size_t i = 0; i < n; i++) {
		bool same = i > 0 && s->voucher[i] == s->voucher[i - 1];
		s->row[i] = next_row(same, i > 0 ? s->row[i - 1] : 0) + (uint32_t)get_zig(u);
	}
	for (size_t i = 0; i < n; i++)
		s->line[i] = (uint32_t)((uint64_t)get_zig(u) + s->row[i]);
	if (!get_sets(mem, u, s))
		return false;
	for (size_t i = 0; i < n; i++)
		s->ore[i] = get_zig(u);
	return !u->bad && u->p == u->end;
}

static str
get_str(struct unpack *u)
{
	size_t n = get_count(u);
	const unsigned char *p = get_bytes(u, n);

	return p == NULL ? (str){"", 0} : (str){(const char *)p, n};
}

bool
seg_decode_texts(struct arena *mem, struct unpack *u, struct seg *s)
{
	s->text = arena_array(mem, s->n + 1, str);
	for (size_t i = 0; i < s->n; i++)
		s->text[i].n = get_below(u, (uint64_t)UINT32_MAX + 1);
	for (size_t i = 0; i < s->n; i++)
		s->text[i].p = (const char *)get_bytes(u, s->text[i].n);
	s->n_extra = get_count(u);
	s->extra = arena_array(mem, s->n_extra + 1, struct rec_extra);
	for (size_t i = 0; i < s->n_extra && !u->bad; i++) {
		struct rec_extra *x = &s->extra[i];
		x->voucher = get_below(u, s->n);
		uint64_t what = get_var(u);
		if (what & HAS_DAYS)
			x->days = (int32_t)get_zig(u);
		if (what & HAS_QTY)
			x->qty = get_str(u);
		if (what & HAS_SIGN)
			x->sign = get_str(u);
	}
	return !u->bad && u->p == u->end;
}
