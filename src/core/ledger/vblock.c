/* Voucher blocks: what is known of a voucher beside its lines. */
#include "core/ledger/store.h"

#include <string.h>

/* A number is plain when its decimal value gives the same text back. */
int64_t
vou_key(str no)
{
	int64_t v = 0;

	if (no.n == 0 || no.n > 18 || (no.p[0] == '0' && no.n > 1))
		return -1;
	for (size_t i = 0; i < no.n; i++) {
		if (no.p[i] < '0' || no.p[i] > '9')
			return -1;
		v = v * 10 + (no.p[i] - '0');
	}
	return v;
}

static uint64_t
mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

uint64_t
vou_hash_line(uint32_t row, uint32_t account, uint32_t unit, int64_t ore, const uint32_t *object,
    size_t n_object, str text)
{
	uint64_t h = mix(row, (uint64_t)account << 32 | unit), w;
	size_t i = 0;

	h = mix(h, (uint64_t)ore);
	for (size_t k = 0; k < n_object; k++)
		h = mix(h, object[k]);
	for (; i + sizeof w <= text.n; i += sizeof w)
		h = mix(h, load8(text.p + i));
	w = 0;
	if (i < text.n && text.n >= sizeof w)
		w = load8(text.p + text.n - sizeof w) >> 8 * (sizeof w - (text.n - i));
	else
		for (size_t k = text.n; k-- > i;)
			w = w << 8 | (unsigned char)text.p[k];
	return mix(mix(h, w), text.n);
}

uint64_t
vou_hash_head(date day, int month)
{
	return mix((uint64_t)month, (uint64_t)date_days(day));
}

uint32_t
vou_hash_fold(uint64_t sum)
{
	return (uint32_t)(sum ^ sum >> 32);
}

static void
put_text(struct bytes *to, str s)
{
	bytes_room(to, VAR_MAX);
	put_var(to, s.n);
	bytes_put(to, s.p, s.n);
}

/* Texts of which a block has few different ones: a list, then places. */
static void
put_few(struct bytes *to, const struct vou *v, size_t n, size_t offset)
{
	const str *seen[VBLK_MAX];
	uint32_t place[VBLK_MAX];
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		const str *s = (const str *)(const void *)((const char *)&v[i] + offset);
		size_t j = 0;
		while (j < k && !str_eq(*seen[j], *s))
			j++;
		if (j == k)
			seen[k++] = s;
		place[i] = (uint32_t)j;
	}
	bytes_room(to, VAR_MAX);
	put_var(to, k);
	for (size_t j = 0; j < k; j++)
		put_text(to, *seen[j]);
	bytes_room(to, n * VAR_MAX);
	for (size_t i = 0; i < n; i++)
		put_var(to, place[i]);
}

static void
put_numbers(struct bytes *to, const struct vou *v, size_t n)
{
	int64_t before = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t key = vou_key(v[i].no);
		if (key < 0) {
			bytes_room(to, VAR_MAX);
			put_var(to, v[i].no.n + 1);
			bytes_put(to, v[i].no.p, v[i].no.n);
			continue;
		}
		bytes_room(to, 2 * VAR_MAX);
		put_var(to, 0);
		put_zig(to, key - before);
		before = key;
	}
}

/* Voucher blocks are columns; a day of registration is counted from REG, so that none is
 * zero. */
enum { REG = 1000000 };

/* Where the voucher after this one begins, when nothing stands between them: its
 * record, two braces and its rows. */
static int64_t
next_line(const struct vou *v)
{
	return (int64_t)v->line + v->n_row + 3;
}

static void
put_units(struct bytes *to, const struct vou *v, size_t n)
{
	int64_t unit = 0;

	for (size_t i = 0; i < n; i++)
		put_var(to, v[i].n_unit);
	for (size_t i = 0; i < n; i++) {
		bytes_room(to, v[i].n_unit * VAR_MAX);
		for (size_t k = 0; k < v[i].n_unit; k++) {
			put_zig(to, (int64_t)v[i].unit[k] - unit);
			unit = v[i].unit[k];
		}
	}
}

/* How the original is made again: the forms, then for each voucher its form and, with
 * one, those of its rows. */
static void
put_forms(struct bytes *to, const struct vou *v, size_t n, const struct forms *f)
{
	bytes_room(to, 4 * VAR_MAX + n);
	put_var(to, f->made);
	if (!f->made)
		return;
	put_var(to, f->kept);
	put_var(to, f->n_ver);
	put_var(to, f->n_row);
	bytes_put(to, f->ver, f->n_ver * sizeof *f->ver);
	bytes_put(to, f->row, f->n_row * sizeof *f->row);
	bytes_room(to, n);
	for (size_t i = 0; i < n; i++)
		to->p[to->n++] = v[i].form;
	for (size_t i = 0; i < n; i++)
		if (v[i].form != 0)
			bytes_put(to, v[i].row_form, v[i].n_row);
}

void
vblk_encode(struct bytes *to, const struct vou *v, size_t n, const struct forms *f)
{
	int64_t year = 0, day = 0, line = 0, at = 0;

	must(n > 0 && n <= VBLK_MAX);
	to->n = 0;
	bytes_room(to, VAR_MAX);
	put_var(to, n);
	put_few(to, v, n, offsetof(struct vou, series));
	put_few(to, v, n, offsetof(struct vou, sign));
	put_numbers(to, v, n);
	bytes_room(to, n * 9 * VAR_MAX);
	for (size_t i = 0; i < n; year = v[i++].year)
		put_zig(to, v[i].year - year);
	for (size_t i = 0; i < n; i++)
		put_var(to, (uint64_t)v[i].period);
	for (size_t i = 0; i < n; i++) {
		const int64_t d = date_days(v[i].day);
		put_zig(to, d - day);
		day = d;
	}
	for (size_t i = 0; i < n; i++)
		put_zig(to,
		    v[i].reg.y == 0 ? 0
		        : date_cmp(v[i].reg, v[i].day) == 0
		        ? REG
		        : date_days(v[i].reg) - date_days(v[i].day) + REG);
	for (size_t i = 0; i < n; i++)
		put_var(to, v[i].flags);
	for (size_t i = 0; i < n; i++)
		put_var(to, v[i].n_row);
	for (size_t i = 0; i < n; line = next_line(&v[i++]))
		put_zig(to, (int64_t)v[i].line - line);
	for (size_t i = 0; i < n; i++) {
		put_zig(to, (int64_t)v[i].at - at);
		at = (int64_t)(v[i].at + v[i].len);
	}
	for (size_t i = 0; i < n; i++)
		put_var(to, v[i].len);
	put_units(to, v, n);
	for (size_t i = 0; i < n; i++)
		bytes_put(to, &v[i].hash, sizeof v[i].hash);
	for (size_t i = 0; i < n; i++)
		put_text(to, v[i].text);
	put_forms(to, v, n, f);
}

static str
get_text(struct unpack *u)
{
	size_t n = get_count(u);
	const unsigned char *p = get_bytes(u, n);

	return p == NULL ? (str){"", 0} : (str){(const char *)p, n};
}

static void
get_few(struct arena *mem, struct unpack *u, struct vou *v, size_t n, size_t offset)
{
	size_t k = get_count(u);
	str *list = arena_array(mem, k + 1, str);

	for (size_t j = 0; j < k; j++)
		list[j] = get_text(u);
	for (size_t i = 0; i < n; i++)
		*(str *)(void *)((char *)&v[i] + offset) = list[k == 0 ? 0 : get_below(u, k)];
	u->bad |= k == 0 && n > 0;
}

static void
get_numbers(struct arena *mem, struct unpack *u, struct vou *v, size_t n)
{
	int64_t before = 0;

	for (size_t i = 0; i < n && !u->bad; i++) {
		size_t len = get_count(u);
		if (len > 0) {
			const unsigned char *p = get_bytes(u, len - 1);
			v[i].no = (str){p != NULL ? (const char *)p : "", p != NULL ? len - 1 : 0};
			continue;
		}
		before = (int64_t)((uint64_t)before + (uint64_t)get_zig(u));
		v[i].no = str_fmt(mem, "%lld", (long long)before);
	}
}

static date
get_day(struct unpack *u, int64_t days)
{
	if (days < 0 || days > DAYS_MAX) {
		u->bad = true;
		return (date){0};
	}
	return date_of_days((int)days);
}

static void
get_units(struct arena *mem, struct unpack *u, struct vou *v, size_t n)
{
	int64_t unit = 0;

	for (size_t i = 0; i < n; i++)
		v[i].n_unit = get_count(u);
	for (size_t i = 0; i < n && !u->bad; i++) {
		if (v[i].n_unit > (size_t)(u->end - u->p)) {
			u->bad = true;
			return;
		}
		uint32_t *list = arena_array(mem, v[i].n_unit + 1, uint32_t);
		for (size_t k = 0; k < v[i].n_unit; k++)
			list[k] = (uint32_t)(unit = (int64_t)((uint64_t)unit +
			                         (uint64_t)get_zig(u)));
		v[i].unit = list;
	}
}

static void
get_columns(struct arena *mem, struct unpack *u, struct vou *v, size_t n)
{
	int64_t year = 0, day = 0, line = 0;
	uint64_t at = 0;

	for (size_t i = 0; i < n; i++)
		v[i].year = (int)(year += (int16_t)get_zig(u));
	for (size_t i = 0; i < n; i++)
		v[i].period = (int)get_below(u, LEDGER_PERIODS);
	for (size_t i = 0; i < n; i++) {
		day += (int32_t)get_zig(u);
		v[i].day = get_day(u, day);
	}
	for (size_t i = 0; i < n; i++) {
		int64_t reg = (int32_t)get_zig(u);
		if (reg != 0 && !u->bad)
			v[i].reg = get_day(u, (int64_t)date_days(v[i].day) + reg - REG);
	}
	for (size_t i = 0; i < n; i++)
		v[i].flags = (uint8_t)get_below(u, 256);
	for (size_t i = 0; i < n; i++)
		v[i].n_row = get_below(u, UINT32_MAX);
	for (size_t i = 0; i < n; line = next_line(&v[i++]))
		v[i].line = (uint32_t)((uint64_t)line + (uint64_t)get_zig(u));
	for (size_t i = 0; i < n; i++)
		v[i].at = (uint64_t)get_zig(u);
	for (size_t i = 0; i < n; i++) {
		v[i].len = get_below(u, UINT32_MAX);
		v[i].at += at;
		at = v[i].at + v[i].len;
	}
	get_units(mem, u, v, n);
}

static void
get_all(struct unpack *u, void *to, size_t n)
{
	const unsigned char *p = get_bytes(u, n);

	if (p != NULL && n > 0)
		memcpy(to, p, n);
}

static void
get_forms(struct unpack *u, struct vou *v, size_t n, struct forms *f)
{
	f->made = get_below(u, 2) == 1;
	for (size_t i = 0; i < n && !f->made; i++)
		v[i].kept = v[i].at;
	if (!f->made)
		return;
	f->kept = get_var(u);
	f->n_ver = get_below(u, FORMS_MAX + 1);
	f->n_row = get_below(u, FORMS_MAX + 1);
	get_all(u, f->ver, f->n_ver * sizeof *f->ver);
	get_all(u, f->row, f->n_row * sizeof *f->row);
	const unsigned char *form = get_bytes(u, n);
	if (form == NULL)
		return;
	uint64_t kept = f->kept;
	for (size_t i = 0; i < n && !u->bad; i++) {
		v[i].form = form[i];
		v[i].kept = kept;
		u->bad |= form[i] > f->n_ver;
		if (form[i] != 0)
			v[i].row_form = get_bytes(u, v[i].n_row);
		else
			kept += v[i].len;
		if (i + 1 < n)
			kept += v[i + 1].at - v[i].at - v[i].len;
	}
}

bool
vblk_decode(struct arena *mem, struct unpack *u, struct vou **out, size_t *n, struct forms *f)
{
	struct forms none = {0};

	*n = get_below(u, VBLK_MAX + 1);
	struct vou *v = *out = arena_array(mem, *n + 1, struct vou);
	get_few(mem, u, v, *n, offsetof(struct vou, series));
	get_few(mem, u, v, *n, offsetof(struct vou, sign));
	get_numbers(mem, u, v, *n);
	get_columns(mem, u, v, *n);
	for (size_t i = 0; i < *n && !u->bad; i++) {
		const unsigned char *p = get_bytes(u, sizeof v[i].hash);
		if (p != NULL)
			memcpy(&v[i].hash, p, sizeof v[i].hash);
	}
	for (size_t i = 0; i < *n && !u->bad; i++)
		v[i].text = get_text(u);
	if (!u->bad)
		get_forms(u, v, *n, f != NULL ? f : &none);
	return !u->bad && u->p == u->end;
}
